package inorder

import (
	"context"
	"errors"
	"runtime"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

type parcel struct {
	n      int
	square int
	buf    []byte
}

// counting is a line that squares the numbers 0 … n-1.
func counting(n, jobs int, emit func(*parcel) error) *Line[parcel] {
	return &Line[parcel]{
		Jobs: jobs, Window: 4 * jobs, Bytes: 1 << 20,
		Source: func(put func(func(*parcel) (int64, bool)) bool) {
			for i := range n {
				if !put(func(p *parcel) (int64, bool) { p.n = i; return 1, true }) {
					return
				}
			}
		},
		Work: func() func(*parcel) {
			return func(p *parcel) { p.square = p.n * p.n }
		},
		Emit: emit,
	}
}

func TestOrderIsKept(t *testing.T) {
	t.Parallel()
	for _, jobs := range []int{1, 2, 7} {
		want := 0
		line := counting(5000, jobs, func(p *parcel) error {
			if p.n != want || p.square != want*want {
				t.Fatalf("jobs %d: item %d came where %d was due, its square %d", jobs, p.n, want, p.square)
			}
			want++
			return nil
		})
		line.Work = func() func(*parcel) {
			return func(p *parcel) {
				if p.n%3 == 0 {
					runtime.Gosched()
				}
				p.square = p.n * p.n
			}
		}
		if err := line.Run(t.Context()); err != nil || want != 5000 {
			t.Errorf("jobs %d: %d items, %v", jobs, want, err)
		}
	}
}

func TestSourceWaitsForTheWindow(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var put, emitted atomic.Int64
		release := make(chan struct{})
		line := counting(100, 2, func(*parcel) error {
			<-release
			emitted.Add(1)
			return nil
		})
		source := line.Source
		line.Source = func(put2 func(func(*parcel) (int64, bool)) bool) {
			source(func(fill func(*parcel) (int64, bool)) bool { put.Add(1); return put2(fill) })
		}
		done := make(chan error)
		go func() { done <- line.Run(t.Context()) }()
		synctest.Wait()
		if n := put.Load(); n > int64(line.Window)+1 {
			t.Errorf("%d items were asked for while none came out; the window is %d", n, line.Window)
		}
		close(release)
		if err := <-done; err != nil || emitted.Load() != 100 {
			t.Errorf("%d items came out: %v", emitted.Load(), err)
		}
	})
}

func TestSourceWaitsForTheBudget(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var filled atomic.Int64
		release := make(chan struct{})
		line := counting(0, 2, func(*parcel) error { <-release; return nil })
		line.Bytes = 10
		line.Source = func(put func(func(*parcel) (int64, bool)) bool) {
			for range 20 {
				put(func(*parcel) (int64, bool) { filled.Add(1); return 25, true })
			}
		}
		done := make(chan error)
		go func() { done <- line.Run(t.Context()) }()
		synctest.Wait()
		if n := filled.Load(); n != 2 { // one on the line, heavier than the budget; one that waits
			t.Errorf("%d items were filled against the budget", n)
		}
		close(release)
		if err := <-done; err != nil || filled.Load() != 20 {
			t.Errorf("%d items were filled: %v", filled.Load(), err)
		}
	})
}

func TestItemsComeBack(t *testing.T) {
	t.Parallel()
	made := 0
	line := counting(0, 2, func(*parcel) error { return nil })
	line.Source = func(put func(func(*parcel) (int64, bool)) bool) {
		for range 1000 {
			put(func(p *parcel) (int64, bool) {
				if p.buf == nil {
					p.buf = make([]byte, 1)
					made++
				}
				return 1, true
			})
		}
	}
	if err := line.Run(t.Context()); err != nil || made > line.Window {
		t.Errorf("%d buffers for a window of %d: %v", made, line.Window, err)
	}
}

func TestEmitsErrorEndsTheLine(t *testing.T) {
	t.Parallel()
	stop := errors.New("enough")
	n := 0
	line := counting(1_000_000, 2, func(*parcel) error {
		if n++; n == 10 {
			return stop
		}
		return nil
	})
	if err := line.Run(t.Context()); !errors.Is(err, stop) || n != 10 {
		t.Errorf("%v after %d items", err, n)
	}
}

func TestStopsWhileTheSourceBlocks(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		never := make(chan struct{})
		idle := 0
		line := counting(0, 1, func(*parcel) error { return nil })
		line.Source = func(func(func(*parcel) (int64, bool)) bool) { <-never }
		line.Idle = func() error { idle++; return nil }
		go func() { time.Sleep(time.Minute); cancel() }()
		if err := line.Run(ctx); !errors.Is(err, context.Canceled) || idle == 0 {
			t.Errorf("%v; idle was called %d times", err, idle)
		}
		close(never)
	})
}

func TestIdleErrorEndsTheLine(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken pipe")
	line := counting(3, 1, func(*parcel) error { return nil })
	line.Source = func(func(func(*parcel) (int64, bool)) bool) { time.Sleep(time.Millisecond) }
	line.Idle = func() error { return broken }
	if err := line.Run(t.Context()); !errors.Is(err, broken) {
		t.Error(err)
	}
}

func BenchmarkLine(b *testing.B) {
	line := counting(b.N, 2, func(*parcel) error { return nil })
	if err := line.Run(b.Context()); err != nil {
		b.Fatal(err)
	}
}
