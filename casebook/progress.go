package casebook

import (
	"context"
	"sync/atomic"
)

// Progress is how far taking stock of a case is. It is safe for many goroutines.
type Progress struct{ found, decoded atomic.Int64 }

// Found is how many versions of reports the ledger has listed so far.
func (p *Progress) Found() int { return int(p.found.Load()) }

// Decoded is of how many of them the claims are at hand.
func (p *Progress) Decoded() int { return int(p.decoded.Load()) }

type progressKey struct{}

// Watched gives a context in which whoever takes stock tells how far it is.
func Watched(ctx context.Context, p *Progress) context.Context {
	return context.WithValue(ctx, progressKey{}, p)
}

// progressOf is the progress that is watched; one that nobody looks at where none is.
func progressOf(ctx context.Context) *Progress {
	if p, ok := ctx.Value(progressKey{}).(*Progress); ok {
		return p
	}
	return &Progress{}
}
