package wire

import (
	"context"
	"io"
	"sync/atomic"
	"time"
)

// drip is a body whose bytes are counted while they come.
type drip struct {
	body io.Reader
	n    atomic.Int64
}

func (d *drip) Read(p []byte) (int, error) {
	n, err := d.body.Read(p)
	d.n.Add(int64(n))
	return n, err
}

// watch gives body, and cancels with errSlow as soon as a window of time
// brought fewer than least bytes. Call done when all was read.
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
				if d.n.Swap(0) < least {
					cancel(errSlow)
					return
				}
			}
		}
	}()
	return d, func() { close(end) }
}
