package wire

import (
	"sync"
	"time"

	"github.com/parley-desk/parley/claim"
)

const (
	maxRefusals = 2000           // remembered of one source
	refusedFor  = 6 * time.Hour  // what was refused is asked for again after that, later after twice that, …
	refusedMost = 48 * time.Hour // … at most
	patience    = 3              // failures that may pass before an item counts as refused for a while
)

// memory is what a source taught us while the program runs, so that what was
// refused is not asked for at each look. Losing it costs one more question.
type memory struct {
	mu       sync.Mutex
	address  string
	page     string // SHA-256 of the page as it was last kept
	refused  map[string]refusal
	archives map[string]string // read to their end, with their versions
}

type refusal struct {
	until time.Time
	times int
	fault *Fault
}

// remembered gives the memory of a source. One whose address changed begins anew.
func (w *Wire) remembered(s claim.Source) *memory {
	w.mu.Lock()
	defer w.mu.Unlock()
	m := w.memories[s.ID]
	if m == nil || m.address != s.Address {
		m = &memory{address: s.Address, refused: map[string]refusal{}}
		w.memories[s.ID] = m
	}
	return m
}

// forget drops the memories and subscriptions of sources that are no longer followed.
func (w *Wire) forget(followed map[string]*plan) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for id := range w.memories {
		if followed[id] == nil {
			delete(w.memories, id)
		}
	}
	w.hubs.forget(followed)
}

// leave tells whether an item is to be left alone for now.
func (m *memory) leave(address string, now time.Time) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return now.Before(m.refused[address].until)
}

// failed notes that an item could not be had, and tells whether that is settled
// for a while; what may pass is tried at the next looks first.
func (m *memory) failed(address string, f *Fault, now time.Time) (settled bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	r, known := m.refused[address]
	if !known && len(m.refused) >= maxRefusals {
		m.makeRoom(now)
	}
	r.times++
	r.fault = f
	if f.lasting() || r.times >= patience {
		wait := min(refusedFor<<min(r.times-1, 8), refusedMost)
		if !f.lasting() {
			wait = min(time.Hour<<min(r.times-patience, 8), refusedMost)
		}
		r.until = now.Add(max(wait, f.RetryAfter))
	}
	if len(m.refused) < maxRefusals || known {
		m.refused[address] = r
	}
	return now.Before(r.until)
}

func (m *memory) makeRoom(now time.Time) {
	for address, r := range m.refused {
		if now.After(r.until) {
			delete(m.refused, address)
		}
	}
}

func (m *memory) succeeded(address string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.refused, address)
}

// samePage tells whether a page is as it was when it was last kept.
func (m *memory) samePage(sum string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.page == sum
}

func (m *memory) setPage(sum string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.page = sum
}

// lasting tells whether a fault is of the item itself, so that asking again soon is no use.
func (f *Fault) lasting() bool {
	return !f.passing() && !f.hosts()
}

// hasRead tells whether an archive was read to its end as it is now.
func (m *memory) hasRead(f archiveFile) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.archives[f.name] == f.version
}

func (m *memory) haveRead(f archiveFile) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.archives == nil {
		m.archives = map[string]string{}
	}
	m.archives[f.name] = f.version
}

// unread forgets which archives were read, as not all that was in them could be kept.
func (m *memory) unread() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.archives = nil
}
