package desk

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/parley-desk/parley/casebook"
)

// shelf keeps editions: the last of each case and time that was asked for. When
// the ledger has moved on, a small case is opened anew at once; of a large one the
// edition at hand is served, and a fresher one is made ready beside it.
type shelf struct {
	Options
	mu    sync.Mutex
	cases map[string]*stand
}

// stand is what is at hand of one case.
type stand struct {
	id       string
	first    sync.Mutex        // held while stock is taken by whoever waits for it
	far      casebook.Progress // of the first stock
	mu       sync.Mutex
	stock    *casebook.Stock
	open     *casebook.Stock // stock without its private layer; the same where that is empty
	editions []*edition      // the one asked for last is the last
	checked  int64           // up to where the ledger was looked through for changes of the case
	looked   time.Time
	took     time.Duration // that making it fresh took the last time
	busy     bool          // somebody makes it fresh beside the readers
	pause    time.Time     // before which nobody begins to
}

const (
	// mostEditions bounds how many days of a case are kept; each is some 20 kB a report.
	mostEditions = 6
	// soon is how long a reader may wait for what is new without noticing.
	soon = 60 * time.Millisecond
	// restFor is how many times as long as making a case fresh took it then rests, for the readers' sake.
	restFor = 3
	// lookEvery bounds how often the ledger is asked whether a case has changed.
	lookEvery = 200 * time.Millisecond
)

func newShelf(o Options) *shelf { return &shelf{Options: o, cases: map[string]*stand{}} }

// edition gives a case as of a time, with its private layer or without it.
func (s *shelf) edition(ctx context.Context, id, asOf string, private bool) (*edition, error) {
	at, err := s.stand(ctx, id)
	if err != nil {
		return nil, err
	}
	if err := s.freshen(ctx, at); err != nil {
		return nil, err
	}
	return at.edition(asOf, private), nil
}

// stand gives a case's place on the shelf, with stock; it makes none for a case that is not there.
func (s *shelf) stand(ctx context.Context, id string) (*stand, error) {
	s.mu.Lock()
	at := s.cases[id]
	s.mu.Unlock()
	if at == nil {
		if _, err := s.Ledger.Case(ctx, id); err != nil {
			return nil, err
		}
		s.mu.Lock()
		if s.cases[id] == nil {
			s.cases[id] = &stand{id: id}
		}
		at = s.cases[id]
		s.mu.Unlock()
	}
	at.first.Lock()
	defer at.first.Unlock()
	if at.stock != nil { // once it is there, it is never taken away
		return at, nil
	}
	begun := s.clock()
	stock, err := s.take(casebook.Watched(ctx, &at.far), id)
	if err != nil {
		return nil, err
	}
	e := newEdition(withoutPrivate(stock), "", nil)
	e.open()
	at.mu.Lock()
	defer at.mu.Unlock()
	at.set(stock, e.stock, s.clock().Sub(begun), e)
	return at, nil
}

func (s *shelf) take(ctx context.Context, id string) (*casebook.Stock, error) {
	if s.Stock != nil {
		return s.Stock(ctx, id)
	}
	return casebook.Take(ctx, s.Ledger, id, "")
}

// edition gives the case as of a time, from those at hand where it is there.
func (at *stand) edition(asOf string, private bool) *edition {
	at.mu.Lock()
	defer at.mu.Unlock()
	stock := at.open
	if private {
		stock = at.stock
	}
	if i := slices.IndexFunc(at.editions, func(e *edition) bool { return e.AsOf == asOf && e.stock == stock }); i >= 0 {
		e := at.editions[i]
		at.editions = append(slices.Delete(at.editions, i, i+1), e)
		return e
	}
	return at.put(newEdition(stock, asOf, nil))
}

// latest is the edition of all that is known and not private, nil where it is not at hand.
func (at *stand) latest() *edition {
	if i := slices.IndexFunc(at.editions, func(e *edition) bool { return e.AsOf == "" && e.stock == at.open }); i >= 0 {
		return at.editions[i]
	}
	return nil
}

// set puts fresh stock, with the editions that are ready of it, in the place of what is at hand.
func (at *stand) set(stock, open *casebook.Stock, took time.Duration, ready ...*edition) {
	at.stock, at.open, at.checked, at.took, at.editions = stock, open, stock.Seq, took, nil
	for _, e := range ready {
		at.put(e)
	}
}

// withoutPrivate gives the stock without its private layer: the same where that holds nothing.
func withoutPrivate(stock *casebook.Stock) *casebook.Stock {
	open := stock.Open()
	if len(open.Contributions) == len(stock.Contributions) && len(open.Decisions) == len(stock.Decisions) {
		return stock
	}
	return open
}

func (at *stand) put(e *edition) *edition {
	at.editions = append(at.editions, e)
	if len(at.editions) > mostEditions {
		at.editions = slices.Delete(at.editions, 0, 1)
	}
	return e
}

// freshen sees to it that what is new gets on the shelf: at once where that is
// quick, else beside the readers, who wait for nothing but memory then.
func (s *shelf) freshen(ctx context.Context, at *stand) error {
	at.mu.Lock()
	defer at.mu.Unlock()
	now := s.clock()
	switch {
	case at.busy:
		return nil
	case at.took > soon:
		if now.After(at.pause) && now.Sub(at.looked) >= lookEvery {
			at.busy, at.looked = true, now
			go s.beside(context.WithoutCancel(ctx), at, at.stock, at.checked, slices.Clone(at.editions))
		}
		return nil
	}
	stale, seq, err := at.stock.Stale(ctx, s.Ledger, at.checked)
	if err != nil || !stale {
		at.checked = max(at.checked, seq)
		return err
	}
	return s.renew(ctx, at)
}

// clock is the time; durations of it decide how fresh readers see a case.
func (s *shelf) clock() time.Time {
	if s.Now == nil {
		return time.Now()
	}
	return s.Now()
}

// renew takes stock again while the readers of the case wait.
func (s *shelf) renew(ctx context.Context, at *stand) error {
	begun := s.clock()
	stock, err := at.stock.Again(ctx, s.Ledger)
	if err != nil {
		return err
	}
	e := newEdition(withoutPrivate(stock), "", at.latest())
	e.open()
	at.set(stock, e.stock, s.clock().Sub(begun), e)
	return nil
}

// beside looks whether a case has changed and makes fresher editions ready while those
// at hand are read: their books, and the pages that readers had open. A failure leaves
// those at hand.
func (s *shelf) beside(ctx context.Context, at *stand, stock *casebook.Stock, checked int64, old []*edition) {
	begun := s.clock()
	fresh, ready, seq, err := s.fresher(ctx, stock, checked, old)
	at.mu.Lock()
	defer at.mu.Unlock()
	at.busy = false
	switch {
	case err != nil:
		s.Log.Error("a case could not be made fresh", "case", at.id, "error", err)
	case fresh == nil:
		at.checked = max(at.checked, seq)
		return // nothing of the case changed: no need to rest
	case at.stock == stock: // nobody waited for a fresher one meanwhile
		at.set(fresh.all, fresh.open, s.clock().Sub(begun), ready...)
	}
	at.pause = s.clock().Add(restFor * s.clock().Sub(begun))
}

// layers are stock with its private layer and without it.
type layers struct{ all, open *casebook.Stock }

// fresher takes stock again where the case has changed; fresh is nil where it has not.
func (s *shelf) fresher(ctx context.Context, stock *casebook.Stock, checked int64, old []*edition) (fresh *layers, ready []*edition, seq int64, err error) {
	stale, seq, err := stock.Stale(ctx, s.Ledger, checked)
	if err != nil || !stale {
		return nil, nil, seq, err
	}
	again, err := stock.Again(ctx, s.Ledger)
	if err != nil {
		return nil, nil, seq, err
	}
	fresh = &layers{again, withoutPrivate(again)}
	ready, err = readied(fresh.all, fresh.open, stock, old)
	return fresh, ready, seq, err
}

// mostReadied bounds the editions that are made ready before readers come to them: those asked for last.
const mostReadied = 3

// readied makes fresher editions of those asked for last, with the pages that were read in them.
func readied(fresh, open, stock *casebook.Stock, old []*edition) (ready []*edition, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("panic: %v", v)
		}
	}()
	for _, before := range old[max(0, len(old)-mostReadied):] {
		of := open
		if before.stock == stock {
			of = fresh
		}
		e := newEdition(of, before.AsOf, before)
		e.open() // and lets go of the one before
		e.pages.follow(e, before.pages)
		ready = append(ready, e)
	}
	return ready, nil
}

// wait makes a case fresh before it returns: for who decided something and wants to see it.
func (s *shelf) wait(ctx context.Context, id string) error {
	at, err := s.stand(ctx, id)
	if err != nil {
		return err
	}
	at.mu.Lock()
	defer at.mu.Unlock()
	stock, err := at.stock.Decided(ctx, s.Ledger)
	if err != nil {
		return err
	}
	e := newEdition(withoutPrivate(stock), "", at.latest())
	at.set(stock, e.stock, at.took, e)
	go s.openAhead(e)
	return nil
}

// openAhead opens an edition's book while who decided is led to the page that shows it.
func (s *shelf) openAhead(e *edition) {
	defer func() {
		if v := recover(); v != nil {
			s.Log.Error("a case could not be opened", "case", e.Case.ID, "panic", fmt.Sprint(v))
		}
	}()
	e.open()
}
