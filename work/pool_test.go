package work_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"github.com/parley-desk/parley/work"
)

// pool makes a pool on a database queue.
func pool(t *testing.T, b *bench, h work.Handler, o work.Options) *work.Pool {
	t.Helper()
	o.Sweep, o.Hold, o.Chance = poll, lease/4, func() float64 { return 0 }
	return work.NewPool(b.queue(t), h, o)
}

func TestStopWaitsForWhatIsUnderWay(t *testing.T) {
	t.Parallel()
	b := onDatabase(t, sqlite(t))
	arrive(t, b.ledger, 0, 3)
	begun, end := make(chan struct{}), make(chan struct{})
	var done atomic.Int32
	p := pool(t, b, func(ctx context.Context, _ int64) error {
		close(begun)
		<-end
		done.Add(1)
		return ctx.Err()
	}, work.Options{Workers: 1})
	p.Start(t.Context())
	<-begun
	stopped := make(chan error)
	go func() { stopped <- p.Stop(t.Context()) }()
	select {
	case <-stopped:
		t.Error("stopped with a task under way")
	case <-time.After(50 * time.Millisecond):
	}
	close(end)
	if err := <-stopped; err != nil || done.Load() != 1 {
		t.Errorf("%d done, %v", done.Load(), err)
	}
	if d, err := b.ledger.Depth(t.Context()); err != nil || d.Open != 2 || d.Again != 0 {
		t.Errorf("%+v %v", d, err)
	}
	if err := p.Stop(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestStopIsBounded(t *testing.T) {
	t.Parallel()
	b := onDatabase(t, sqlite(t))
	arrive(t, b.ledger, 0, 1)
	begun := make(chan struct{})
	p := pool(t, b, func(ctx context.Context, _ int64) error {
		close(begun)
		<-ctx.Done()
		return ctx.Err()
	}, work.Options{Workers: 1})
	p.Start(t.Context())
	<-begun
	soon, stop := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer stop()
	if err := p.Stop(soon); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	task := takeOne(t, b.queue(t))
	if task.Try != 1 {
		t.Errorf("what was broken off counts as tried: %+v", task)
	}
}

func TestWhatFailsIsTriedAgainAndGivenUp(t *testing.T) {
	t.Parallel()
	b := onDatabase(t, sqlite(t))
	arrive(t, b.ledger, 0, 2)
	d, err := b.ledger.Depth(t.Context())
	if err != nil || d.Open != 2 {
		t.Fatal(d, err)
	}
	results := make(chan int64, 10)
	var tries atomic.Int32
	p := pool(t, b, func(_ context.Context, id int64) error {
		if id%2 == 0 {
			return work.Hopeless{Err: errors.New("it is hopeless")}
		}
		if tries.Add(1) == 1 {
			return errors.New("not now")
		}
		return nil
	}, work.Options{Workers: 2, Done: func(id int64, _ time.Duration, _ error) { results <- id }})
	p.Start(t.Context())
	for range 3 { // the second try comes two seconds later
		<-results
	}
	if err := p.Stop(t.Context()); err != nil {
		t.Error(err)
	}
	d, err = b.ledger.Depth(t.Context())
	if err != nil || d.Open != 0 || d.Dead != 1 || d.Why[0].Reason != "it is hopeless" {
		t.Errorf("%+v %v", d, err)
	}
}

func TestAPoolThatNeverStarted(t *testing.T) {
	t.Parallel()
	p := work.NewPool(work.NewDatabase(nil, 0, 0), nil, work.Options{})
	p.Nudge()
	if err := p.Stop(t.Context()); err != nil {
		t.Error(err)
	}
}
