package wire

import (
	"context"
	"time"

	"github.com/parley-desk/parley/claim"
)

// plan is when a source is looked at next.
type plan struct {
	source  claim.Source
	host    string
	next    time.Time
	running bool
	again   bool // it was announced or changed while it was looked at
}

// follower is the one goroutine that knows all plans.
type follower struct {
	*Wire
	shelf   Shelf
	kept    func()
	plans   map[string]*plan
	hosts   map[string]int // looks under way
	running int
	done    chan outcome
	refresh time.Time
}

// outcome is what a look came to.
type outcome struct {
	id   string
	host string
	next time.Time
}

// Follow looks at the sources that sources names, each in its own rhythm, and
// puts what they have on shelf. It asks sources again every Rhythm.Refresh, so
// that a source that is added, changed, paused or removed is so within that
// time; one that fails keeps the list it had. Kept, if not nil, is called after
// each Keep that kept a document.
//
// Follow returns when ctx ends, and its error is nil then. It has started
// nothing that still runs: looks under way are broken off, documents that were
// fetched whole are kept, and every Keep is waited for, up to 30 s. Whatever the
// shelf acknowledged is on it; whatever it did not is fetched again by the next
// Follow, as the state of a source moves on only with the last Keep of a look.
// The only other error is that of the first call of sources.
func (w *Wire) Follow(ctx context.Context, sources func(context.Context) ([]claim.Source, error), shelf Shelf, kept func()) error {
	f := &follower{Wire: w, shelf: shelf, kept: kept, plans: map[string]*plan{}, hosts: map[string]int{}, done: make(chan outcome)}
	if err := f.ask(ctx, sources); err != nil {
		return err
	}
	for ctx.Err() == nil {
		if !f.Clock.Now().Before(f.refresh) {
			if err := f.ask(ctx, sources); err != nil && ctx.Err() == nil {
				f.Log.Warn("the list of sources cannot be had; the one before is followed", "error", err)
			}
		}
		f.start(ctx)
		f.wait(ctx)
	}
	for f.running > 0 {
		f.finish(<-f.done)
	}
	return nil
}

// ask brings the plans up to date with the list of sources.
func (f *follower) ask(ctx context.Context, sources func(context.Context) ([]claim.Source, error)) error {
	f.refresh = f.Clock.Now().Add(f.Rhythm.Refresh)
	all, err := sources(ctx)
	if err != nil {
		return err
	}
	named := map[string]bool{}
	spread := min(f.Rhythm.Start, time.Duration(len(all))*50*time.Millisecond)
	for _, s := range all {
		if s.Paused {
			continue
		}
		named[s.ID] = true
		f.plan(ctx, s, spread)
	}
	for id, p := range f.plans {
		if !named[id] && !p.running {
			delete(f.plans, id)
		}
	}
	f.forget(f.plans)
	return nil
}

// plan makes or changes the plan of a source.
func (f *follower) plan(ctx context.Context, s claim.Source, spread time.Duration) {
	now := f.Clock.Now()
	if p := f.plans[s.ID]; p != nil {
		if p.source != s { // its user changed it and wants to see what it brings
			p.source, p.host, p.next, p.again = s, hostOf(s.Address), now, p.running
		}
		return
	}
	p := &plan{source: s, host: hostOf(s.Address), next: now.Add(time.Duration(f.Random() * float64(spread)))}
	state, err := f.shelf.Recall(ctx, s.ID)
	if err != nil {
		f.Log.Warn("where a source stands cannot be had; it is looked at anew", "source", s.ID, "error", err)
	}
	if next, err := time.Parse(time.RFC3339, state.Next); err == nil && next.After(p.next) {
		p.next = next
	}
	f.plans[s.ID] = p
}

// start begins the looks that are due, as many as may be under way at once and
// at one host; of those, the ones that have waited longest.
func (f *follower) start(ctx context.Context) {
	now := f.Clock.Now()
	for f.running < f.Rhythm.AtOnce {
		var first *plan
		for _, p := range f.plans {
			if p.running || p.next.After(now) || f.hosts[p.host] >= f.Rhythm.PerHost {
				continue
			}
			if first == nil || p.next.Before(first.next) {
				first = p
			}
		}
		if first == nil {
			return
		}
		first.running = true
		f.running++
		f.hosts[first.host]++
		go f.look(ctx, first.source, first.host)
	}
}

// look is one look, in a goroutine of its own.
func (f *follower) look(ctx context.Context, s claim.Source, host string) {
	next := f.Clock.Now().Add(f.Rhythm.Min)
	defer func() { f.done <- outcome{id: s.ID, host: host, next: next} }()
	defer func() {
		if fault := f.recovered(s, recover()); fault != nil {
			f.panicked(ctx, s, fault)
		}
	}()
	r := &round{Wire: f.Wire, source: s, shelf: f.shelf, kept: f.kept, memory: f.remembered(s)}
	state, err := r.run(ctx)
	if err != nil && ctx.Err() == nil {
		f.Log.Error("a look could not be kept", "source", s.ID, "error", err)
		return
	}
	if state.Code != "" {
		f.Log.Info("a source has trouble", "source", s.ID, "code", state.Code, "message", state.Message)
	}
	if at, err := time.Parse(time.RFC3339, state.Next); err == nil {
		next = at
	}
}

// panicked stores that a look failed through a fault of Parley itself.
func (f *follower) panicked(ctx context.Context, s claim.Source, fault *Fault) {
	r := &round{Wire: f.Wire, source: s, shelf: f.shelf}
	var err error
	if r.state, err = f.shelf.Recall(ctx, s.ID); err == nil {
		r.state.Source = s.ID
		err = r.keep(ctx, f.failure(r.state, fault))
	}
	if err != nil {
		f.Log.Error("a failed look could not be kept", "source", s.ID, "error", err)
	}
}

// wait waits until something is to be done: a look has ended, a source was
// announced, a look is due, the list of sources is to be asked for.
func (f *follower) wait(ctx context.Context) {
	until := f.refresh
	if f.running < f.Rhythm.AtOnce {
		for _, p := range f.plans {
			if !p.running && f.hosts[p.host] < f.Rhythm.PerHost && p.next.Before(until) {
				until = p.next
			}
		}
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	slept := make(chan struct{})
	go func() {
		defer close(slept)
		_ = f.Clock.Sleep(ctx, until.Sub(f.Clock.Now()))
	}()
	select {
	case o := <-f.done:
		f.finish(o)
	case id := <-f.hubs.announced:
		f.announce(id)
	case <-slept:
		return
	}
	stop()
	<-slept
}

// finish takes in the end of a look.
func (f *follower) finish(o outcome) {
	f.running--
	if f.hosts[o.host]--; f.hosts[o.host] == 0 {
		delete(f.hosts, o.host)
	}
	p := f.plans[o.id]
	if p == nil {
		return
	}
	p.running = false
	if p.next = o.next; p.again {
		p.next, p.again = f.Clock.Now(), false
	}
}

// announce plans a look at a source that says it has something new.
func (f *follower) announce(id string) {
	if p := f.plans[id]; p != nil {
		p.next, p.again = f.Clock.Now(), p.running
	}
}
