package access

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Pace is how often something may be done: so many at once, one more each Every.
type Pace struct {
	Burst int
	Every time.Duration
}

// limiter holds many to a pace, each by its own key.
type limiter struct {
	pace Pace
	now  func() time.Time
	mu   sync.Mutex
	of   map[string]*rate.Limiter
}

// mostKeys bounds what a limiter remembers. Past it those who are at rest are
// forgotten, which changes nothing for them.
const mostKeys = 20_000

func newLimiter(p Pace, now func() time.Time) *limiter {
	return &limiter{pace: p, now: now, of: map[string]*rate.Limiter{}}
}

// allow takes one turn of a key; wait says when the next would be free where there is none.
func (l *limiter) allow(key string) (ok bool, wait time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	one := l.of[key]
	if one == nil {
		if l.forget(now); len(l.of) >= mostKeys {
			return false, l.pace.Every // all of them are busy: this is an attack from many places
		}
		one = rate.NewLimiter(rate.Every(l.pace.Every), l.pace.Burst)
		l.of[key] = one
	}
	if one.AllowN(now, 1) {
		return true, 0
	}
	missing := 1 - one.TokensAt(now)
	return false, max(time.Second, time.Duration(missing*float64(l.pace.Every)))
}

// forget drops keys at rest once there are many.
func (l *limiter) forget(now time.Time) {
	if len(l.of) < mostKeys {
		return
	}
	for key, one := range l.of {
		if one.TokensAt(now) >= float64(l.pace.Burst) {
			delete(l.of, key)
		}
	}
}
