package wire

import (
	"context"
	"errors"
	"sync"

	"github.com/parley-desk/parley/claim"
)

// shelf keeps in memory, as the ledger does on disk.
type shelf struct {
	mu      sync.Mutex
	states  map[string]claim.SourceState
	docs    map[string]map[string]*claim.Document // by address and hash; without their bodies
	updated map[string]string                     // by address, as listed when it was kept
	latest  map[string]*claim.Document            // by address, as it last came whole; nil: gone
	looks   map[string]int                        // how often each address was said to be as it was
	due     map[string][]claim.Item               // what is to be looked at again
	broken  error                                 // what Keep answers
	keeps   map[string]int                        // how often each address was handed in
	changed chan struct{}
}

func newShelf() *shelf {
	return &shelf{states: map[string]claim.SourceState{}, docs: map[string]map[string]*claim.Document{}, updated: map[string]string{}, latest: map[string]*claim.Document{}, looks: map[string]int{}, due: map[string][]claim.Item{}, keeps: map[string]int{}, changed: make(chan struct{}, 1)}
}

func (s *shelf) Recall(_ context.Context, source string) (claim.SourceState, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	state := s.states[source]
	state.Source = source
	return state, nil
}

func (s *shelf) Fresh(_ context.Context, source string, items []claim.Item) ([]claim.Item, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if items == nil {
		due := s.due[source]
		delete(s.due, source)
		return due, nil
	}
	var fresh []claim.Item
	for _, i := range items {
		if known, ok := s.updated[i.URL]; !ok || i.Updated > known {
			fresh = append(fresh, i)
		}
	}
	return fresh, nil
}

func (s *shelf) Known(_ context.Context, address string) (*claim.Document, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.latest[address], nil
}

func (s *shelf) Keep(ctx context.Context, state claim.SourceState, docs []*claim.Document) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.broken != nil {
		return s.broken
	}
	if ctx.Err() != nil {
		return errors.New("a Keep was broken off")
	}
	s.states[state.Source] = state
	for _, d := range docs {
		if unmodified(d) {
			s.looks[d.URL]++
			continue
		}
		s.keeps[d.URL]++
		if s.docs[d.URL] == nil {
			s.docs[d.URL] = map[string]*claim.Document{}
		}
		kept := *d
		kept.Body = nil
		s.docs[d.URL][d.SHA256] = &kept
		s.updated[d.URL] = d.Item.Updated
		if s.latest[d.URL] = &kept; d.Status >= 400 {
			s.latest[d.URL] = nil
		}
	}
	select {
	case s.changed <- struct{}{}:
	default:
	}
	return nil
}

// versions is how many versions of an address are kept.
func (s *shelf) versions(address string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.docs[address])
}

func (s *shelf) state(source string) claim.SourceState {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.states[source]
}

// addresses is how many addresses there are documents of.
func (s *shelf) addresses() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.docs)
}
