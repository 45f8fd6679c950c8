package access

import (
	"crypto/rand"
	"strconv"
	"testing"
	"time"
)

// What is stored for a password may be spoilt, but never let anybody in, and
// costs no more than a bounded amount.
func FuzzFits(f *testing.F) {
	good, err := hashed("four plain test words", Cost{1, 64, 1}, rand.Reader)
	if err != nil {
		f.Fatal(err)
	}
	if !fits("four plain test words", good) || fits("four plain test word", good) {
		f.Fatal("the password does not fit, or another does")
	}
	f.Add(good)
	f.Add("")
	f.Add("$argon2id$v=19$m=64,t=1,p=1$$")
	f.Add("$argon2id$v=19$m=4294967295,t=4294967295,p=255$AAAA$AAAA")
	f.Fuzz(func(t *testing.T, phc string) {
		if c, _, _, ok := parsePHC(phc); ok && (c.Memory > 1024 || c.Time > 2) {
			t.Skip("right, and dear")
		}
		if phc != good && fits("no password of anybody", phc) {
			t.Error("let in")
		}
	})
}

func TestALimiterForgetsThoseAtRest(t *testing.T) {
	t.Parallel()
	at := time.Date(2031, 4, 1, 12, 0, 0, 0, time.UTC)
	l := newLimiter(Pace{Burst: 1, Every: time.Second}, func() time.Time { return at })
	for i := range mostKeys {
		if ok, _ := l.allow(strconv.Itoa(i)); !ok {
			t.Fatalf("key %d", i)
		}
	}
	if ok, wait := l.allow("one more"); ok || wait <= 0 {
		t.Error("a key too many was let through")
	}
	at = at.Add(2 * time.Second)
	if ok, _ := l.allow("one more"); !ok || len(l.of) != 1 {
		t.Errorf("%d keys are remembered", len(l.of))
	}
}
