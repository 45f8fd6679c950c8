package access_test

import (
	"bytes"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/parley-desk/parley/access"
	"github.com/parley-desk/parley/ledger"
)

func TestSignInsAreHeldToAPace(t *testing.T) {
	t.Parallel()
	d := setup(t, func(o *access.Options) {
		o.SignIns = access.Pace{Burst: 3, Every: 10 * time.Second}
		o.Proxies, _ = access.ProxiesOf([]string{"203.0.113.7"})
	})
	try := func(from, name string) *httptest.ResponseRecorder {
		b := d.browser()
		b.change = func(r *http.Request) { r.Header.Set("X-Forwarded-For", from) }
		return b.do("POST", "/sign-in", url.Values{"name": {name}, "password": {"a wrong password"}})
	}
	for range 3 {
		if w := try("198.51.100.1", "reader"); w.Code != 401 {
			t.Fatalf("status %d", w.Code)
		}
	}
	if w := try("198.51.100.1", "editor"); w.Code != 429 || w.Header().Get("Retry-After") != "10" {
		t.Errorf("the same address: %d, again after %q", w.Code, w.Header().Get("Retry-After"))
	}
	if w := try("198.51.100.2", "reader"); w.Code != 429 {
		t.Errorf("the same name from elsewhere: %d", w.Code)
	}
	if w := try("198.51.100.3", "analyst"); w.Code != 401 {
		t.Errorf("another name from elsewhere: %d", w.Code)
	}
	for i, from := range []string{"2001:db8::1", "2001:db8::2", "2001:db8::3", "2001:db8::4"} { // one customer's network
		if w := try(from, "none"+from); (w.Code == 429) != (i == 3) {
			t.Errorf("%s: %d", from, w.Code)
		}
	}
	d.clock.forward(10 * time.Second)
	if w := try("198.51.100.1", "admin"); w.Code != 401 {
		t.Errorf("after a while: %d", w.Code)
	}
}

func TestPostsAreHeldToAPace(t *testing.T) {
	t.Parallel()
	d := setup(t, func(o *access.Options) { o.Posts = access.Pace{Burst: 5, Every: time.Second} })
	b := d.browser()
	b.signIn(t, "analyst")
	for range 4 {
		if w := b.do("POST", "/c/valleys/decide", nil); w.Code != 200 {
			t.Fatalf("status %d", w.Code)
		}
	}
	if w := b.do("POST", "/c/valleys/decide", nil); w.Code != 429 {
		t.Errorf("status %d", w.Code)
	}
	if w := b.do("GET", "/c/valleys/toll", nil); w.Code != 200 {
		t.Errorf("looking is held too: %d", w.Code)
	}
	d.clock.forward(time.Second)
	if w := b.do("POST", "/c/valleys/decide", nil); w.Code != 200 {
		t.Errorf("after a second: %d", w.Code)
	}
}

func TestHeaders(t *testing.T) {
	t.Parallel()
	w := setup(t, nil).browser().do("GET", "/sign-in", nil)
	for name, want := range map[string]string{"Content-Security-Policy": access.Policy, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "X-Frame-Options": "DENY", "Strict-Transport-Security": ""} {
		if got := w.Header().Get(name); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
	if strings.Contains(access.Policy, "unsafe") || strings.Contains(access.Policy, "*") {
		t.Error("the policy lets anything through")
	}
}

func TestOnlyTrustedProxiesAreBelieved(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ trusted, forwarded, want string }{
		{"", "198.51.100.1", "203.0.113.7"},
		{"203.0.113.7", "198.51.100.1", "198.51.100.1"},
		{"203.0.113.7", "1.2.3.4, 198.51.100.1", "198.51.100.1"}, // the first was written by the client
		{"203.0.113.0/24", "198.51.100.1, 203.0.113.9", "198.51.100.1"},
		{"203.0.113.7", "", "203.0.113.7"},
		{"203.0.113.7", "<script>, 198.51.100.1:99", "198.51.100.1"},
		{"203.0.113.7", "junk", "203.0.113.7"},
	} {
		d := setup(t, func(o *access.Options) {
			if c.trusted != "" {
				o.Proxies, _ = access.ProxiesOf([]string{c.trusted})
			}
		})
		b := d.browser()
		b.change = func(r *http.Request) { r.Header.Set("X-Forwarded-For", c.forwarded) }
		b.signIn(t, "reader")
		lines, err := d.ledger.AuditLines(t.Context(), ledger.AuditQuery{Limit: 1})
		if err != nil || len(lines) != 1 || lines[0].From != c.want || lines[0].What != "sign-in" || lines[0].Who != "reader" {
			t.Errorf("%+v: %+v %v", c, lines, err)
		}
	}
	if _, err := access.ProxiesOf([]string{"somewhere"}); err == nil {
		t.Error("a name was taken for an address")
	}
}

func TestTheAuditLogTellsWhoTriedWhat(t *testing.T) {
	t.Parallel()
	d := setup(t, nil)
	b := d.browser()
	b.do("POST", "/sign-in", url.Values{"name": {"editor"}, "password": {"a wrong password"}})
	b.do("POST", "/sign-in", url.Values{"name": {"my secret typed too early"}, "password": {""}})
	b.signIn(t, "editor")
	b.do("POST", "/sign-out", nil)
	lines, err := d.ledger.AuditLines(t.Context(), ledger.AuditQuery{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range lines {
		got = append(got, l.Who+": "+l.What+" from "+l.From)
	}
	want := "editor: sign-out from 203.0.113.7|editor: sign-in from 203.0.113.7|unknown: sign-in refused from 203.0.113.7|editor: sign-in refused from 203.0.113.7"
	if strings.Join(got, "|") != want {
		t.Errorf("%v", got)
	}
}

func TestNewPasswordsAndNames(t *testing.T) {
	t.Parallel()
	d := setup(t, nil)
	accounts := access.Accounts{Ledger: d.ledger, Cost: cheap, Random: rand.NewChaCha8([32]byte{1})}
	for _, c := range [][2]string{{"mira", "short"}, {"mira", strings.Repeat("a", 40)}, {"mira-mira-mira", "Mira-Mira-Mira"}, {"mira", "\xff" + password}, {"mi ra", password}, {"", password}, {"mira\n", password}, {"reader", password}, {"mira", ""}} {
		if err := accounts.Add(t.Context(), c[0], c[1], false, nil); err == nil || access.Status(err) == 0 {
			t.Errorf("%q with %q: %v", c[0], c[1], err)
		}
	}
	if err := accounts.Add(t.Context(), "Mira", "sechs Wörter und noch eins", false, nil); err != nil {
		t.Fatal(err)
	}
	a, err := d.ledger.Account(t.Context(), "Mira")
	if err != nil || !strings.HasPrefix(a.Password, "$argon2id$v=19$m=64,t=1,p=1$") || bytes.Contains([]byte(a.Password), []byte("sechs")) {
		t.Errorf("%+v %v", a, err)
	}
	b := d.browser()
	if w := b.do("POST", "/sign-in", url.Values{"name": {"Mira"}, "password": {"sechs Wo\u0308rter und noch eins"}}); w.Code != 200 {
		t.Errorf("the same characters, typed otherwise: %d", w.Code)
	}
}
