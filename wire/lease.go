package wire

import (
	"bytes"
	"context"
)

// large is from what size on a body is large. Only Limits.Large bodies of that
// kind are in hand at once, whatever the number of sources: that keeps memory flat.
const large = 256 << 10

// lease is the right to have one large body in hand. It is taken when a body
// turns out to be large, and given back when the document has been kept.
type lease struct {
	slots chan struct{}
	held  bool
}

func (f *Fetcher) newLease() *lease { return &lease{slots: f.large} }

// take waits until a large body may be in hand.
func (l *lease) take(ctx context.Context) error {
	if l.held {
		return nil
	}
	select {
	case l.slots <- struct{}{}:
		l.held = true
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// release gives the right back; a nil lease has none.
func (l *lease) release() {
	if l != nil && l.held {
		<-l.slots
		l.held = false
	}
}

// hand is a body that is being read into memory.
type hand struct {
	bytes.Buffer
	ctx   context.Context // of the one read that it is for
	lease *lease
}

func (h *hand) Write(p []byte) (int, error) {
	if h.Len()+len(p) > large {
		if err := h.lease.take(h.ctx); err != nil {
			return 0, err
		}
	}
	return h.Buffer.Write(p)
}
