package wire

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 1, 6, 0, 0, 0, time.UTC)
	for field, want := range map[string]time.Duration{
		"": 0, "120": 2 * time.Minute, " 5 ": 5 * time.Second, "0": 0, "-5": 0, "soon": 0, "1.5": 0,
		"99999999999999999999": maxRetryAfter, "90000": maxRetryAfter,
		now.Add(time.Hour).Format(http.TimeFormat):          time.Hour,
		now.Add(-time.Hour).Format(http.TimeFormat):         0,
		now.Add(2000 * time.Hour).Format(http.TimeFormat):   maxRetryAfter,
		"Sunday, 01-Mar-26 06:00:30 GMT":                    30 * time.Second,
		"Sun Mar  1 06:00:40 2026":                          40 * time.Second,
		now.Add(time.Hour).Format(time.RFC1123Z):            0, // no form that HTTP has
		"Sun, 01 Mar 2026 06:00:30 GMT; and something else": 0,
	} {
		if got := RetryAfter(field, now); got != want {
			t.Errorf("%q: %s, want %s", field, got, want)
		}
	}
}

func FuzzRetryAfter(f *testing.F) {
	for _, s := range []string{"120", "Sun, 01 Mar 2026 06:00:30 GMT", "Sunday, 01-Mar-26 06:00:30 GMT", "-1", "١٢"} {
		f.Add(s)
	}
	now := time.Date(2026, 3, 1, 6, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, field string) {
		if d := RetryAfter(field, now); d < 0 || d > maxRetryAfter {
			t.Errorf("%q: %s", field, d)
		}
	})
}

func FuzzAddress(f *testing.F) {
	for _, s := range []string{"https://a.example/b?c=d&utm_x=1#e", "http://u:p@[::1]:80/", "HTTP://ПРИМЕР.example:443", "//x", "http://a b/", "http://a/?token=1&token", "http://a/" + strings.Repeat("\x96", 3000)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, address string) {
		_ = Shown(address)
		u, err := parseAddress(address)
		if err != nil {
			return
		}
		again, err := parseAddress(u.String())
		if err != nil || again.String() != u.String() {
			t.Errorf("%q became %q, and that %v (%v)", address, u, again, err)
		}
	})
}
