package access

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/parley-desk/parley/ledger"
)

// Options say how a gate guards. The zero value demands no sign-in: for loopback only.
type Options struct {
	Demand   bool           // everybody signs in
	Proxies  []netip.Prefix // whose word on where a request comes from is believed
	Issuer   *Issuer        // where people sign in besides with a password; nil: nowhere
	Alone    string         // who decides where no sign-in is demanded; empty: "analyst"
	Policy   string         // content security policy; empty: Policy
	Open     []string       // paths that need no sign-in, by how they begin, besides the sign-in itself
	Idle     time.Duration  // after which an unused session ends; 0: 12 hours
	Lifetime time.Duration  // after which any session ends; 0: 7 days
	SignIns  Pace           // of one address; zero: 10, then one every 10 s. Of one name: the same
	Posts    Pace           // of one address; zero: 120, then two a second
	Cost     Cost           // of a password; zero: RFC 9106's second choice
	Random   io.Reader      // nil: the system's
	Now      func() time.Time
	Log      *slog.Logger
	// Refuse answers a request that is not let through; nil: in plain text.
	Refuse func(http.ResponseWriter, *http.Request, error)
}

// Policy is the content security policy of the pages: everything comes from
// this server, nothing is inline, nobody frames it. Maps make images and
// workers of blobs.
const Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"

// Gate stands before the pages of a ledger. It is safe for many goroutines.
type Gate struct {
	ledger          *ledger.Ledger
	options         Options
	cross           *http.CrossOriginProtection
	bySource, byWho *limiter // sign-ins
	posts           *limiter
	checking        chan struct{} // passwords are dear: so many at once
	decoy           string        // what is compared where there is no such account
}

// passwordsAtOnce bounds the memory that sign-ins take.
const passwordsAtOnce = 2

// New makes the gate of a ledger.
func New(l *ledger.Ledger, o Options) (*Gate, error) {
	o = o.filled()
	g := &Gate{ledger: l, options: o, cross: http.NewCrossOriginProtection(), checking: make(chan struct{}, passwordsAtOnce),
		bySource: newLimiter(o.SignIns, o.Now), byWho: newLimiter(o.SignIns, o.Now), posts: newLimiter(o.Posts, o.Now)}
	var err error
	if o.Demand {
		g.decoy, err = hashed("no password of anybody", o.Cost, o.Random)
	}
	return g, err
}

func (o Options) filled() Options {
	fill(&o.Alone, "analyst")
	fill(&o.Policy, Policy)
	fill(&o.Idle, 12*time.Hour)
	fill(&o.Lifetime, 7*24*time.Hour)
	fill(&o.SignIns, Pace{10, 10 * time.Second})
	fill(&o.Posts, Pace{120, time.Second / 2})
	fill(&o.Cost, defaultCost)
	if o.Random == nil {
		o.Random = rand.Reader
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Refuse == nil {
		o.Refuse = refusePlainly
	}
	return o
}

// fill puts a default where nothing is set.
func fill[T comparable](v *T, standard T) {
	if *v == *new(T) {
		*v = standard
	}
}

func refusePlainly(w http.ResponseWriter, _ *http.Request, err error) {
	status := Status(err)
	if status == 0 {
		status = http.StatusInternalServerError
		err = errors.New("something went wrong; the server's log says what")
	}
	http.Error(w, err.Error(), status)
}

// Demands tells whether people sign in.
func (g *Gate) Demands() bool { return g.options.Demand }

// Elsewhere names the issuer that people may sign in at, "" where there is none.
func (g *Gate) Elsewhere() string {
	if g.options.Issuer == nil {
		return ""
	}
	return g.options.Issuer.Name
}

// visit is what the gate learned of a request.
type visit struct {
	from    string
	secure  bool
	session *ledger.Session
}

type visitKey struct{}

func visitOf(ctx context.Context) *visit {
	if v, ok := ctx.Value(visitKey{}).(*visit); ok {
		return v
	}
	return &visit{}
}

// Wrap puts the gate before pages: security headers, the guard against other
// sites, rates, who asks, and whether they may see the case of the path
// (/c/CASE/…). What else an action needs the pages ask themselves: see Need.
func (g *Gate) Wrap(pages http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v := &visit{}
		v.from, v.secure = g.origin(r)
		g.headers(w, v)
		r = r.WithContext(context.WithValue(r.Context(), visitKey{}, v))
		person, err := g.admit(w, r, v)
		if person != nil {
			r = r.WithContext(With(r.Context(), person))
		}
		switch {
		case Status(err) == http.StatusUnauthorized && safe(r):
			http.Redirect(w, r, "/sign-in?next="+url.QueryEscape(r.URL.RequestURI()), http.StatusSeeOther)
		case err != nil:
			g.refuse(w, r, err)
		default:
			pages.ServeHTTP(w, r)
		}
	})
}

// refuse answers with why, and logs what is nobody's doing.
func (g *Gate) refuse(w http.ResponseWriter, r *http.Request, err error) {
	if Status(err) == 0 {
		g.options.Log.ErrorContext(r.Context(), "access", "path", r.URL.Path, "error", err)
	}
	g.options.Refuse(w, r, err)
}

func (g *Gate) headers(w http.ResponseWriter, v *visit) {
	h := w.Header()
	h.Set("Content-Security-Policy", g.options.Policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
	h.Set("X-Frame-Options", "DENY")
	if g.options.Demand {
		h.Set("Cache-Control", "private, no-store") // assets set their own
	}
	if v.secure {
		h.Set("Strict-Transport-Security", "max-age=31536000")
	}
}

// admit finds out who asks; the error says why they are not let through.
func (g *Gate) admit(w http.ResponseWriter, r *http.Request, v *visit) (*Person, error) {
	if !g.options.Demand && !isLoopbackHost(r.Host) {
		return nil, fault(Forbidden, nil, "this desk answers at localhost only: open it as http://localhost or http://127.0.0.1")
	}
	if err := g.cross.Check(r); err != nil {
		return nil, fault(Foreign, err, "the form was sent from another site: open the page here and send it again")
	}
	if !safe(r) {
		if err := g.pace(w, g.posts, network(v.from), "changes"); err != nil {
			return nil, err
		}
	}
	person, err := g.identify(r, v)
	if err != nil || g.open(r.URL.Path) {
		return person, err
	}
	if person == nil {
		return nil, fault(Unknown, nil, "sign in first: your session has ended, or never began")
	}
	if id, ok := caseOf(r.URL.Path); ok && !person.May(See, id) {
		return person, fault(Forbidden, nil, "there is no such case, or you have no role in it: ask an administrator for one")
	}
	return person, nil
}

// safe tells whether a request changes nothing (RFC 9110, 9.2.1).
func safe(r *http.Request) bool {
	return r.Method == http.MethodGet || r.Method == http.MethodHead || r.Method == http.MethodOptions
}

func (g *Gate) open(path string) bool {
	if path == "/sign-in" || strings.HasPrefix(path, "/sign-in/") {
		return true
	}
	for _, p := range g.options.Open {
		if strings.HasPrefix(path, p) {
			return true
		}
	}
	return false
}

// caseOf is the case that a path lies in.
func caseOf(path string) (id string, ok bool) {
	rest, ok := strings.CutPrefix(path, "/c/")
	id, _, _ = strings.Cut(rest, "/")
	return id, ok
}

// pace takes a turn, or says when to come again.
func (g *Gate) pace(w http.ResponseWriter, l *limiter, key, what string) error {
	ok, wait := l.allow(key)
	if ok {
		return nil
	}
	seconds := int((wait + time.Second - 1) / time.Second)
	w.Header().Set("Retry-After", strconv.Itoa(seconds))
	return fault(TooMany, nil, "too many %s in a short time: wait %d s and try again", what, seconds)
}

// network is what a pace is held by: an IPv6 customer has a /64 of addresses.
func network(from string) string {
	a, err := netip.ParseAddr(from)
	if err != nil || a.Is4() {
		return from
	}
	p, _ := a.Prefix(64) // 64 is a length of any IPv6 address
	return p.String()
}

// Allow says why the person who asks may not do something in a case; nil where they may.
func Allow(ctx context.Context, do Action, caseID string) error {
	p := Of(ctx)
	switch {
	case p.May(do, caseID):
		return nil
	case p == nil:
		return fault(Unknown, nil, "sign in first")
	}
	need := "an administrator"
	if role, ok := needs[do]; ok {
		need = "the role " + string(role) + " in this case, or a later one"
	}
	return fault(Forbidden, nil, "%s needs %s; you have %s", strings.ReplaceAll(string(do), "-", " "), need, orNone(p.Role(caseID)))
}

func orNone(r Role) string {
	if r == "" {
		return "none"
	}
	return "the role " + string(r)
}

// Record keeps in the audit log what the person who asks did. An error means
// that it is not kept, and what was done should not stand.
func (g *Gate) Record(ctx context.Context, what, caseID, about string) error {
	line := ledger.AuditLine{Who: "nobody", From: visitOf(ctx).from, What: what, Case: caseID, About: cut(about)}
	if p := Of(ctx); p != nil {
		line.Who = p.Name
	}
	return g.audit(ctx, line)
}

func (g *Gate) audit(ctx context.Context, line ledger.AuditLine) error {
	if err := g.ledger.Audit(ctx, line); err != nil {
		return fmt.Errorf("the audit log takes nothing: %w", err)
	}
	return nil
}

// longestAbout bounds a line of the audit log, in bytes.
const longestAbout = 2000

func cut(s string) string {
	if len(s) <= longestAbout {
		return s
	}
	return strings.ToValidUTF8(s[:longestAbout], "") + "…"
}
