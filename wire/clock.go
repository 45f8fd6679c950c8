package wire

import (
	"context"
	"time"
)

// Clock tells the time and waits. Tests hand in one that runs fast.
type Clock interface {
	Now() time.Time
	// Sleep waits for d, or until ctx ends, whose error it then gives.
	Sleep(ctx context.Context, d time.Duration) error
}

// wall is the clock on the wall.
type wall struct{}

func (wall) Now() time.Time { return time.Now() }

func (wall) Sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
