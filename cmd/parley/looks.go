package main

import (
	"context"
	"sync"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/wire"
)

// looks is a shelf that sees when each source was looked at once. Sources are
// due at once on it, whenever they were looked at last.
type looks struct {
	wire.Shelf
	done chan struct{} // closed when all were looked at

	mu      sync.Mutex
	all     int
	waiting map[string]bool // by id
	failed  int
	last    string // why the last that failed did
}

func newLooks(shelf wire.Shelf, sources []claim.Source) *looks {
	l := &looks{Shelf: shelf, done: make(chan struct{}), waiting: map[string]bool{}}
	for _, s := range sources {
		if !s.Paused {
			l.waiting[s.ID] = true
		}
	}
	if l.all = len(l.waiting); l.all == 0 {
		close(l.done)
	}
	return l
}

// Recall gives the state without the time before which it is not to be looked at.
func (l *looks) Recall(ctx context.Context, source string) (claim.SourceState, error) {
	state, err := l.Shelf.Recall(ctx, source)
	state.Looked, state.Next = "", "" // the end of a look is seen by its moment
	return state, err
}

// Keep keeps, and notes the look that it ends. A source that cannot be kept is not waited for.
func (l *looks) Keep(ctx context.Context, state claim.SourceState, docs []*claim.Document) error {
	err := l.Shelf.Keep(ctx, state, docs)
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.waiting[state.Source] || err == nil && state.Looked == "" {
		return err
	}
	if err != nil || state.Failures > 0 {
		l.failed++
		l.last = state.Source + ": " + state.Message
		if err != nil {
			l.last = state.Source + ": " + err.Error()
		}
	}
	delete(l.waiting, state.Source)
	if len(l.waiting) == 0 {
		close(l.done)
	}
	return err
}

// verdict is the error of a run: nil where every source could be looked at.
func (l *looks) verdict() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.failed == 0 {
		return nil
	}
	return missedFault(l.failed, l.all, l.last)
}
