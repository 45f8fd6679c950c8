package wire

import (
	"context"
	"sync"
	"time"

	"github.com/parley-desk/parley/wire/robots"
)

// maxHosts is how many hosts are remembered before those not asked for an hour are forgotten.
const maxHosts = 8192

// hosts remembers of each host when it was asked and what it asked of us.
type hosts struct {
	pace  Pace
	clock Clock
	mu    sync.Mutex
	all   map[string]*host
}

// host is one of them.
type host struct {
	slots chan struct{} // one for each request under way
	rules chan struct{} // held by whoever fetches robots.txt

	mu     sync.Mutex
	used   time.Time
	next   time.Time     // when the next request may start
	delay  time.Duration // Crawl-delay
	closed time.Time     // it asked to be left alone until then
	robots robotsAnswer
}

// robotsAnswer is a robots.txt, or the fault that stands for it, while it is believed.
type robotsAnswer struct {
	until time.Time
	rules robots.Rules
	err   error
}

func newHosts(pace Pace, clock Clock) *hosts {
	return &hosts{pace: pace, clock: clock, all: map[string]*host{}}
}

func (h *hosts) get(name string) *host {
	h.mu.Lock()
	defer h.mu.Unlock()
	at, ok := h.all[name]
	if !ok {
		h.forget()
		at = &host{slots: make(chan struct{}, h.pace.AtOnce), rules: make(chan struct{}, 1)}
		h.all[name] = at
	}
	at.mu.Lock()
	at.used = h.clock.Now()
	at.mu.Unlock()
	return at
}

// forget makes room. A host that is asked again afterwards is met like a new one.
func (h *hosts) forget() {
	if len(h.all) < maxHosts {
		return
	}
	now := h.clock.Now()
	for name, at := range h.all {
		at.mu.Lock()
		idle := len(at.slots) == 0 && now.Sub(at.used) > time.Hour && now.After(at.closed)
		at.mu.Unlock()
		if idle {
			delete(h.all, name)
		}
	}
}

// enter waits until the host called name may be asked, and gives what to call
// when the answer is there. A host that asked to be left alone for longer than
// Pace.MaxWait is a fault at once.
func (h *hosts) enter(ctx context.Context, name string) (leave func(), err error) {
	at := h.get(name)
	if wait := at.closedFor(h.clock.Now()); wait > h.pace.MaxWait {
		return nil, closedFault(name, wait)
	}
	select {
	case at.slots <- struct{}{}:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	leave = func() { <-at.slots }
	if err := h.clock.Sleep(ctx, at.turn(h.clock.Now(), h.pace.Every)); err != nil {
		leave()
		return nil, err
	}
	if wait := at.closedFor(h.clock.Now()); wait > 0 { // it closed while we stood in line
		leave()
		return nil, closedFault(name, wait)
	}
	return leave, nil
}

func closedFault(name string, wait time.Duration) error {
	f := fault(Busy, nil, "%s asked to be left alone for another %s: it is asked again by itself", name, wait.Round(time.Second))
	f.RetryAfter = wait
	return f
}

func (a *host) closedFor(now time.Time) time.Duration {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.closed.Sub(now)
}

// turn takes the next turn and gives how long it is until then.
func (a *host) turn(now time.Time, every time.Duration) time.Duration {
	a.mu.Lock()
	defer a.mu.Unlock()
	start := now
	for _, t := range []time.Time{a.next, a.closed} {
		if t.After(start) {
			start = t
		}
	}
	a.next = start.Add(max(every, a.delay, 0))
	return start.Sub(now)
}

// close leaves the host alone for d.
func (h *hosts) close(name string, d time.Duration) {
	at := h.get(name)
	at.mu.Lock()
	defer at.mu.Unlock()
	if until := h.clock.Now().Add(d); until.After(at.closed) {
		at.closed = until
	}
}

// obey takes over a robots.txt.
func (a *host) obey(answer robotsAnswer, maxDelay time.Duration) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.robots, a.delay = answer, min(answer.rules.Delay(), maxDelay)
}

// asked gives the robots.txt of the host, and whether it is still to be believed.
func (a *host) asked(now time.Time) (robotsAnswer, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.robots, now.Before(a.robots.until)
}
