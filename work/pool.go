package work

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/parley-desk/parley/ledger"
)

// Handler does one task: id is the number of a document in the ledger. It is
// idempotent, as a task may come again after it was done. Its error says why it
// could not be done: it is tried again later, at most Failures times in all, and
// never where the error is Hopeless. What a document itself is to blame for is
// no error of the handler: it is kept as unread.
type Handler func(ctx context.Context, id int64) error

// Hopeless is an error that no further try would mend.
type Hopeless struct{ Err error }

// Error is the error's own.
func (h Hopeless) Error() string { return h.Err.Error() }

// Unwrap is the error.
func (h Hopeless) Unwrap() error { return h.Err }

// Failures is how often a task is tried.
const Failures = 6

// Options say how a pool works; what is 0 has a default.
type Options struct {
	Workers int           // tasks at once; default 2
	Hold    time.Duration // how often the queue hears that tasks are under way; default a third of Lease
	Sweep   time.Duration // how often it is swept; default a second
	Chance  func() float64
	// Done hears of each task, with the handler's error; nil: nobody does.
	Done func(id int64, took time.Duration, err error)
	// Trouble hears of errors of the queue itself, which is asked again; nil: nobody does.
	Trouble func(error)
}

// Pool has the tasks of a queue done.
type Pool struct {
	queue   Queue
	handler Handler
	options Options

	sweep  chan struct{}
	stop   context.CancelFunc // takes no more
	abort  context.CancelFunc // ends what is under way
	ended  chan struct{}
	mu     sync.Mutex
	inHand map[int64]bool
}

// NewPool makes a pool that is not started.
func NewPool(queue Queue, handler Handler, o Options) *Pool {
	if o.Workers == 0 {
		o.Workers = 2
	}
	if o.Hold == 0 {
		o.Hold = Lease / 3
	}
	if o.Sweep == 0 {
		o.Sweep = time.Second
	}
	if o.Chance == nil {
		o.Chance = rand.Float64
	}
	if o.Done == nil {
		o.Done = func(int64, time.Duration, error) {}
	}
	if o.Trouble == nil {
		o.Trouble = func(error) {}
	}
	return &Pool{queue: queue, handler: handler, options: o, sweep: make(chan struct{}, 1), ended: make(chan struct{}), inHand: map[int64]bool{}}
}

// Start begins to take tasks and returns at once. It is called once. The pool
// works until Stop; ctx lends its values only, and its end ends nothing.
func (p *Pool) Start(ctx context.Context) {
	working, abort := context.WithCancel(context.WithoutCancel(ctx))
	taking, stop := context.WithCancel(working)
	p.stop, p.abort = stop, abort
	var hands sync.WaitGroup
	for range p.options.Workers {
		hands.Go(func() { p.work(taking, working) })
	}
	idle := make(chan struct{})
	var upkeep sync.WaitGroup
	upkeep.Go(func() { p.every(idle, p.options.Hold, nil, func() error { return p.hold(working) }) })
	if s, ok := p.queue.(Sweeper); ok {
		upkeep.Go(func() { p.every(idle, p.options.Sweep, p.sweep, func() error { return s.Sweep(taking) }) })
	}
	go func() {
		hands.Wait()
		close(idle)
		upkeep.Wait()
		abort()
		close(p.ended)
	}()
}

// Stop takes no more tasks and waits for those under way. When it returns, no
// handler runs any more, and what was taken is settled or given back. Where ctx
// ends first, the context of the handlers ends too, and Stop returns ctx's error
// when they have returned; what they had in hand comes to another after its
// lease. Stop may be called again, and where Start was not.
func (p *Pool) Stop(ctx context.Context) error {
	if p.stop == nil {
		return nil
	}
	p.stop()
	select {
	case <-p.ended:
		return nil
	case <-ctx.Done():
	}
	p.abort()
	<-p.ended
	return ctx.Err()
}

// Nudge has the queue swept soon: documents came.
func (p *Pool) Nudge() {
	select {
	case p.sweep <- struct{}{}:
	default:
	}
}

// every calls do at an interval, and when it is asked for, until done is closed.
func (p *Pool) every(done <-chan struct{}, interval time.Duration, asked <-chan struct{}, do func() error) {
	tick := time.NewTicker(interval)
	defer tick.Stop()
	for {
		select {
		case <-done:
			return
		case <-tick.C:
		case <-asked:
		}
		if err := do(); err != nil && !errors.Is(err, context.Canceled) {
			p.options.Trouble(err)
		}
	}
}

// hold tells the queue what is under way.
func (p *Pool) hold(ctx context.Context) error {
	p.mu.Lock()
	ids := make([]int64, 0, len(p.inHand))
	for id := range p.inHand {
		ids = append(ids, id)
	}
	p.mu.Unlock()
	if len(ids) == 0 {
		return nil
	}
	return p.queue.Hold(ctx, ids)
}

// work is one worker: it takes a task, has it done, settles it, until there is an end to taking.
func (p *Pool) work(taking, working context.Context) {
	for taking.Err() == nil {
		tasks, err := p.queue.Take(taking, 1)
		if err != nil {
			if taking.Err() == nil {
				p.options.Trouble(err)
				_ = sleep(taking, pauseAfterTrouble) // its end is seen above
			}
			continue
		}
		for _, t := range tasks {
			p.do(working, t)
		}
	}
}

// do does one task and settles it. The settling is not cut short with the task.
func (p *Pool) do(ctx context.Context, t ledger.Task) {
	p.take(t.ID, true)
	begun := time.Now()
	err := p.handler(ctx, t.ID)
	outcome := p.outcome(t, err)
	if ctx.Err() != nil && err != nil { // it did not fail, it was broken off
		outcome = ledger.Outcome{ID: t.ID, Back: true}
	}
	settling, stop := context.WithTimeout(context.WithoutCancel(ctx), settleWithin)
	defer stop()
	if trouble := p.queue.Settle(settling, outcome); trouble != nil {
		p.options.Trouble(trouble) // the task comes again
	}
	p.take(t.ID, false)
	p.options.Done(t.ID, time.Since(begun), err)
}

// settleWithin bounds the end of a pool whose database has gone.
const settleWithin = 10 * time.Second

func (p *Pool) take(id int64, take bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if take {
		p.inHand[id] = true
	} else {
		delete(p.inHand, id)
	}
}

// outcome turns a handler's error into what becomes of the task.
func (p *Pool) outcome(t ledger.Task, err error) ledger.Outcome {
	o := ledger.Outcome{ID: t.ID}
	if err == nil {
		return o
	}
	o.Reason = err.Error()
	if hopeless := (Hopeless{}); !errors.As(err, &hopeless) && t.Try < Failures {
		o.Again = backoff(t.Try, p.options.Chance())
	}
	return o
}

// backoff is how long after its try-th failure a task is tried again: two
// seconds, then four times as long each time, by up to a half more by chance, so
// that what failed together does not come back together.
func backoff(try int, chance float64) time.Duration {
	wait := 2 * time.Second << (2 * min(max(try-1, 0), Failures))
	return wait + time.Duration(chance*float64(wait)/2)
}
