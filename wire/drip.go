package wire

import (
	"context"
	"io"
	"sync"
	"time"
)

// drip is a body whose bytes are counted while they come, and the time that is
// spent waiting for them: whoever reads slowly is not the one who sends slowly.
type drip struct {
	body   io.Reader
	mu     sync.Mutex
	n      int64
	waited time.Duration
	since  time.Time // when the current Read began; zero: none is under way
}

func (d *drip) Read(p []byte) (int, error) {
	d.mark(0, time.Now())
	n, err := d.body.Read(p)
	d.mark(n, time.Time{})
	return n, err
}

// mark notes the beginning or the end of a Read.
func (d *drip) mark(n int, since time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.since.IsZero() {
		d.waited += time.Since(d.since)
	}
	d.n += int64(n)
	d.since = since
}

// window gives the bytes since the last call and the time that was spent waiting for them.
func (d *drip) window() (n int64, waited time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.since.IsZero() {
		now := time.Now()
		d.waited += now.Sub(d.since)
		d.since = now
	}
	n, waited = d.n, d.waited
	d.n, d.waited = 0, 0
	return n, waited
}

// watch gives body, and cancels with errSlow as soon as a window of time that
// was mostly spent waiting brought fewer than least bytes. Call done when all was read.
func watch(ctx context.Context, body io.Reader, window time.Duration, least int64, cancel context.CancelCauseFunc) (r io.Reader, done func()) {
	d := &drip{body: body}
	ticker := time.NewTicker(window)
	end := make(chan struct{})
	go func() {
		defer ticker.Stop()
		for {
			select {
			case <-end:
				return
			case <-ctx.Done():
				return
			case <-ticker.C:
				if n, waited := d.window(); n < least && waited > window/2 {
					cancel(errSlow)
					return
				}
			}
		}
	}()
	return d, func() { close(end) }
}
