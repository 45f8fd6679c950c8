package access_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/parley-desk/parley/access"
	"github.com/parley-desk/parley/ledger"
)

// clock is a clock that tests turn.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) forward(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// cheap is a cost for tests.
var cheap = access.Cost{Time: 1, Memory: 64, Threads: 1}

const password = "four plain test words"

// desk is a ledger with accounts, a gate and pages behind it.
type desk struct {
	ledger *ledger.Ledger
	gate   *access.Gate
	clock  *clock
	pages  http.Handler
}

// setup makes a desk that demands sign-in, with an account of each role in the
// case "valleys", named by it.
func setup(t *testing.T, change func(*access.Options)) *desk {
	t.Helper()
	d := &desk{clock: &clock{at: time.Date(2031, 4, 1, 12, 0, 0, 0, time.UTC)}}
	l, err := ledger.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "l.db"), ledger.Options{Create: true, Now: d.clock.now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	d.ledger = l
	o := access.Options{Demand: true, Now: d.clock.now, Cost: cheap, Open: []string{"/assets/"}}
	if change != nil {
		change(&o)
	}
	if d.gate, err = access.New(l, o); err != nil {
		t.Fatal(err)
	}
	accounts := access.Accounts{Ledger: l, Cost: cheap}
	for _, role := range access.Roles {
		if err := accounts.Add(t.Context(), string(role), password, false, map[string]access.Role{"valleys": role}); err != nil {
			t.Fatal(err)
		}
	}
	for _, err := range []error{accounts.Add(t.Context(), "admin", password, true, nil), accounts.Add(t.Context(), "guest", password, false, nil)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	d.pages = d.gate.Wrap(d.routes())
	return d
}

// behind puts a page behind an action in the case of its path, as the desk does with its pages.
func behind(do access.Action, page http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := access.Allow(r.Context(), do, r.PathValue("case")); err != nil {
			http.Error(w, err.Error(), access.Status(err))
			return
		}
		page.ServeHTTP(w, r)
	})
}

func (d *desk) routes() http.Handler {
	mux := http.NewServeMux()
	fine := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := "nobody"
		if p := access.Of(r.Context()); p != nil {
			name = p.Name
		}
		_, _ = io.WriteString(w, name)
	})
	mux.Handle("GET /assets/x.css", fine)
	mux.Handle("GET /{$}", fine)
	mux.Handle("GET /c/{case}/toll", fine)
	mux.Handle("GET /c/{case}/private", behind(access.SeePrivate, fine))
	mux.Handle("POST /c/{case}/decide", behind(access.Review, fine))
	mux.Handle("POST /c/{case}/settle", behind(access.Settle, fine))
	mux.Handle("GET /c/{case}/audit", behind(access.Arrange, fine))
	mux.Handle("POST /new", behind(access.Administer, fine))
	mux.HandleFunc("GET /sign-in", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "sign in") })
	mux.HandleFunc("GET /sign-in/elsewhere", func(w http.ResponseWriter, r *http.Request) {
		if err := d.gate.Depart(w, r, r.FormValue("next")); err != nil {
			http.Error(w, err.Error(), access.Status(err))
		}
	})
	mux.HandleFunc("GET /sign-in/return", func(w http.ResponseWriter, r *http.Request) {
		next, err := d.gate.Return(w, r)
		if err != nil {
			http.Error(w, err.Error(), access.Status(err))
			return
		}
		http.Redirect(w, r, next, http.StatusSeeOther)
	})
	mux.HandleFunc("POST /sign-in", func(w http.ResponseWriter, r *http.Request) {
		if err := d.gate.SignIn(w, r, r.FormValue("name"), r.FormValue("password")); err != nil {
			http.Error(w, err.Error(), access.Status(err))
		}
	})
	mux.HandleFunc("POST /sign-out", func(w http.ResponseWriter, r *http.Request) {
		if err := d.gate.SignOut(w, r); err != nil {
			http.Error(w, err.Error(), access.Status(err))
		}
	})
	return mux
}

// browser asks pages as a browser would, with its cookies.
type browser struct {
	pages   http.Handler
	cookies map[string]*http.Cookie
	change  func(*http.Request)
}

func (d *desk) browser() *browser {
	return &browser{pages: d.pages, cookies: map[string]*http.Cookie{}}
}

func (b *browser) do(method, target string, form url.Values) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://desk.example"+target, strings.NewReader(form.Encode()))
	r.RemoteAddr = "203.0.113.7:4242"
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for _, c := range b.cookies {
		r.AddCookie(c)
	}
	if b.change != nil {
		b.change(r)
	}
	w := httptest.NewRecorder()
	b.pages.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		if b.cookies[c.Name] = c; c.MaxAge < 0 {
			delete(b.cookies, c.Name)
		}
	}
	return w
}

func (b *browser) signIn(t *testing.T, name string) {
	t.Helper()
	if w := b.do("POST", "/sign-in", url.Values{"name": {name}, "password": {password}}); w.Code != 200 {
		t.Fatalf("%s cannot sign in: %d %s", name, w.Code, w.Body)
	}
}

func TestRoutesByRole(t *testing.T) {
	t.Parallel()
	d := setup(t, nil)
	who := []string{"", "guest", "reader", "analyst", "editor", "admin"}
	for route, want := range map[string][]int{
		"GET /assets/x.css":          {200, 200, 200, 200, 200, 200},
		"GET /":                      {303, 200, 200, 200, 200, 200},
		"GET /c/valleys/toll":        {303, 403, 200, 200, 200, 200},
		"GET /c/other/toll":          {303, 403, 403, 403, 403, 200},
		"GET /c/valleys/private":     {303, 403, 403, 200, 200, 200},
		"POST /c/valleys/decide":     {401, 403, 403, 200, 200, 200},
		"POST /c/valleys/settle":     {401, 403, 403, 403, 200, 200},
		"GET /c/valleys/audit":       {303, 403, 403, 403, 200, 200},
		"POST /new":                  {401, 403, 403, 403, 403, 200},
		"POST /c/other/decide":       {401, 403, 403, 403, 403, 200},
		"GET /c/valleys/nothing":     {303, 403, 404, 404, 404, 404},
		"GET /c//toll":               {303, 403, 403, 403, 403, 307},
		"GET /c/valleys%2Fx/private": {303, 403, 403, 403, 403, 200}, // no way round by an escaped slash
	} {
		method, path, _ := strings.Cut(route, " ")
		for i, name := range who {
			b := d.browser()
			d.clock.forward(time.Minute)
			if name != "" {
				b.signIn(t, name)
			}
			if w := b.do(method, path, nil); w.Code != want[i] {
				t.Errorf("%s by %q: %d, want %d: %s", route, name, w.Code, want[i], w.Body)
			}
		}
	}
}

func TestNobodyIsSentToSignIn(t *testing.T) {
	t.Parallel()
	b := setup(t, nil).browser()
	w := b.do("GET", "/c/valleys/toll?rule=latest", nil)
	if got := w.Header().Get("Location"); got != "/sign-in?next=%2Fc%2Fvalleys%2Ftoll%3Frule%3Dlatest" {
		t.Errorf("sent to %q", got)
	}
	for next, want := range map[string]string{"/c/x?a=b": "/c/x?a=b", "//evil.example": "/", "https://evil.example": "/", `/\evil.example`: "/", "": "/", "/sign-in": "/", "/a\nb": "/"} {
		if got := access.Onward(next); got != want {
			t.Errorf("%q leads on to %q", next, got)
		}
	}
}

func TestAWrongPassword(t *testing.T) {
	t.Parallel()
	d := setup(t, nil)
	for _, form := range []url.Values{
		{"name": {"reader"}, "password": {"wrong words altogether"}}, {"name": {"reader"}}, {"name": {"none"}, "password": {password}}, {},
		{"name": {"reader' OR '1'='1"}, "password": {password}}, {"name": {"reader"}, "password": {strings.Repeat("x", 1<<20)}},
	} {
		b := d.browser()
		if w := b.do("POST", "/sign-in", form); w.Code != 401 || len(b.cookies) != 0 {
			t.Errorf("%.60v: %d, cookies %v", form, w.Code, b.cookies)
		}
	}
}

func TestCookies(t *testing.T) {
	t.Parallel()
	d := setup(t, func(o *access.Options) { o.Proxies, _ = access.ProxiesOf([]string{"203.0.113.0/24"}) })
	plain, tls := d.browser(), d.browser()
	tls.change = func(r *http.Request) { r.Header.Set("X-Forwarded-Proto", "https") }
	plain.signIn(t, "reader")
	tls.signIn(t, "reader")
	for name, c := range map[string]*http.Cookie{"parley": plain.cookies["parley"], "__Host-parley": tls.cookies["__Host-parley"]} {
		if c == nil || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" || c.Secure != strings.HasPrefix(name, "__Host") || len(c.Value) != 43 {
			t.Errorf("%s: %+v", name, c)
		}
	}
}

func TestASessionIsNotFixed(t *testing.T) {
	t.Parallel()
	d := setup(t, nil)
	b := d.browser()
	b.cookies["parley"] = &http.Cookie{Name: "parley", Value: "chosen-by-somebody-else"}
	b.signIn(t, "reader")
	first := b.cookies["parley"].Value
	if first == "chosen-by-somebody-else" {
		t.Error("the token was taken from the browser")
	}
	b.signIn(t, "analyst")
	if b.cookies["parley"].Value == first {
		t.Error("the same token after another sign-in")
	}
	old := d.browser()
	old.cookies["parley"] = &http.Cookie{Name: "parley", Value: first}
	if w := old.do("GET", "/", nil); w.Code != 303 {
		t.Errorf("the session before still counts: %d", w.Code)
	}
}

func TestSessionsEnd(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(*desk, *browser) error{
		"unused":  func(d *desk, _ *browser) error { d.clock.forward(13 * time.Hour); return nil },
		"by hand": func(_ *desk, b *browser) error { b.do("POST", "/sign-out", nil); return nil },
		"another password": func(d *desk, _ *browser) error {
			return access.Accounts{Ledger: d.ledger, Cost: cheap}.SetPassword(t.Context(), "reader", "another four words here")
		},
		"closed": func(d *desk, _ *browser) error {
			a, err := d.ledger.Account(t.Context(), "reader")
			if err != nil {
				return err
			}
			a.Password = "!" + a.Password // while it was signing in: its session is there
			return d.ledger.SetAccount(t.Context(), *a)
		},
		"removed": func(d *desk, _ *browser) error {
			return access.Accounts{Ledger: d.ledger}.Remove(t.Context(), "reader")
		},
		"a week": func(d *desk, b *browser) error {
			for range 24 * 7 / 6 {
				d.clock.forward(6 * time.Hour)
				b.do("GET", "/", nil)
			}
			d.clock.forward(time.Hour)
			return nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := setup(t, nil)
			b := d.browser()
			b.signIn(t, "reader")
			kept := b.cookies["parley"]
			d.clock.forward(11 * time.Hour)
			if w := b.do("GET", "/", nil); w.Code != 200 {
				t.Fatalf("the session ended early: %d", w.Code)
			}
			if err := end(d, b); err != nil {
				t.Fatal(err)
			}
			b.cookies["parley"] = kept
			if w := b.do("GET", "/", nil); w.Code != 303 {
				t.Errorf("the session goes on: %d", w.Code)
			}
		})
	}
}

func TestARoleTakenAwayCountsAtOnce(t *testing.T) {
	t.Parallel()
	d := setup(t, nil)
	b := d.browser()
	b.signIn(t, "editor")
	if err := (access.Accounts{Ledger: d.ledger}).SetRole(t.Context(), "editor", "valleys", access.Reader); err != nil {
		t.Fatal(err)
	}
	if w := b.do("POST", "/c/valleys/decide", nil); w.Code != 403 {
		t.Errorf("status %d", w.Code)
	}
}

func TestFormsOfOtherSitesAreRefused(t *testing.T) {
	t.Parallel()
	for _, demand := range []bool{true, false} {
		d := setup(t, func(o *access.Options) { o.Demand = demand })
		for name, c := range map[string]struct {
			header, value string
			want          int
		}{
			"another site":      {"Sec-Fetch-Site", "cross-site", 403},
			"a sister":          {"Sec-Fetch-Site", "same-site", 403},
			"another origin":    {"Origin", "http://evil.example", 403},
			"an opaque origin":  {"Origin", "null", 403},
			"this site":         {"Sec-Fetch-Site", "same-origin", 200},
			"no browser at all": {"X-None", "", 200},
		} {
			b := d.browser()
			b.change = func(r *http.Request) {
				if !demand {
					r.Host = "localhost:8910"
				}
			}
			if demand {
				b.signIn(t, "analyst")
			}
			was := b.change
			b.change = func(r *http.Request) { was(r); r.Header.Set(c.header, c.value) }
			if w := b.do("POST", "/c/valleys/decide", nil); w.Code != c.want {
				t.Errorf("%s, sign-in %v: %d, want %d", name, demand, w.Code, c.want)
			}
			d.clock.forward(time.Minute)
		}
	}
}

// A page elsewhere whose name was made to lead to this machine gets nothing.
func TestOnlyLoopbackNamesWithoutSignIn(t *testing.T) {
	t.Parallel()
	d := setup(t, func(o *access.Options) { o.Demand, o.Alone = false, "mira" })
	for host, want := range map[string]int{"localhost:8910": 200, "127.0.0.1:8910": 200, "[::1]:8910": 200, "LOCALHOST": 200, "evil.example:8910": 403, "localhost.evil.example": 403, "192.0.2.1:8910": 403, "": 403} {
		b := d.browser()
		b.change = func(r *http.Request) { r.Host = host }
		if w := b.do("GET", "/c/any/audit", nil); w.Code != want || want == 200 && w.Body.String() != "mira" {
			t.Errorf("%q: %d %s, want %d", host, w.Code, w.Body, want)
		}
	}
	for address, want := range map[string]bool{"localhost:1": true, "127.0.0.2:1": true, "[::1]:1": true, ":8910": false, "0.0.0.0:1": false, "[::]:1": false, "10.0.0.1:1": false, "desk.example:1": false, "x": false} {
		if access.Loopback(address) != want {
			t.Errorf("Loopback(%q) is %v", address, !want)
		}
	}
}

// Where a request comes from is taken from trusted proxies only.
