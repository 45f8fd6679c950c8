package access

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/parley-desk/parley/ledger"
)

// Cookies. The prefix __Host- keeps a neighbouring name of the same domain from
// setting one (RFC 6265bis, 4.1.3.2); browsers take it by TLS only.
const (
	sessionCookie = "parley"
	errandCookie  = "parley-errand"
	hostPrefix    = "__Host-"
	tokenLength   = 32
	touchEvery    = time.Minute
)

func cookieName(name string, secure bool) string {
	if secure {
		return hostPrefix + name
	}
	return name
}

func setCookie(w http.ResponseWriter, name, value string, secure bool, age time.Duration) {
	seconds := int(age / time.Second)
	if age <= 0 {
		seconds = -1 // gone
	}
	http.SetCookie(w, &http.Cookie{Name: cookieName(name, secure), Value: value, Path: "/", MaxAge: seconds, HttpOnly: true, Secure: secure, SameSite: http.SameSiteLaxMode})
}

// token makes what cannot be guessed: 256 bits.
func (g *Gate) token() (string, error) {
	b := make([]byte, tokenLength)
	if _, err := io.ReadFull(g.options.Random, b); err != nil {
		return "", err
	}
	return base64.RawURLEncoding.EncodeToString(b), nil
}

func hashOf(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}

// identify finds the person of a request: by its session, or whoever sits here.
func (g *Gate) identify(r *http.Request, v *visit) (*Person, error) {
	if !g.options.Demand {
		return &Person{Name: g.options.Alone, Alone: true}, nil
	}
	cookie, err := r.Cookie(cookieName(sessionCookie, v.secure))
	if err != nil {
		return nil, nil
	}
	s, account, ok, err := g.ledger.SessionOf(r.Context(), hashOf(cookie.Value))
	if err != nil || !ok {
		return nil, err
	}
	now := g.options.Now()
	if now.Sub(s.Seen) > g.options.Idle || now.Sub(s.Began) > g.options.Lifetime || Disabled(&account) { // a sign-in may end after its account was closed
		return nil, g.ledger.EndSession(r.Context(), s.Hash)
	}
	if now.Sub(s.Seen) > touchEvery {
		s.Seen = now
		if err := g.ledger.KeepSession(r.Context(), s); err != nil {
			g.options.Log.WarnContext(r.Context(), "a session could not be kept longer", "account", s.Account, "error", err)
		}
	}
	v.session = &s
	return personOf(&account), nil
}

// SignIn lets somebody in by name and password, in a new session: what the
// browser had before is worth nothing. The error says no more than that name
// and password do not fit.
func (g *Gate) SignIn(w http.ResponseWriter, r *http.Request, name, password string) error {
	v := visitOf(r.Context())
	name = strings.TrimSpace(name)
	if err := g.pace(w, g.bySource, network(v.from), "sign-ins"); err != nil {
		return g.refused(r.Context(), name, err)
	}
	if err := g.pace(w, g.byWho, nameKey(name), "sign-ins"); err != nil {
		return g.refused(r.Context(), name, err)
	}
	account, err := g.ledger.Account(r.Context(), name)
	if err != nil && ledger.CodeOf(err) != ledger.Missing {
		return err
	}
	phc := g.decoy
	may := account != nil && account.Password != "" && !Disabled(account)
	if may {
		phc = account.Password
	}
	fit, err := g.compare(r.Context(), password, phc)
	if err != nil {
		return err
	}
	if !fit || !may {
		return g.refused(r.Context(), name, fault(Refused, nil, "name and password do not fit: try again, or ask an administrator for a new password"))
	}
	return g.enter(w, r, account, "sign-in")
}

// nameKey is a name as its pace is held: bounded, so that a long one costs nothing.
func nameKey(name string) string { return string(hashOf(strings.ToLower(name))) }

// compare compares a password when its turn comes.
func (g *Gate) compare(ctx context.Context, password, phc string) (bool, error) {
	select {
	case g.checking <- struct{}{}:
		defer func() { <-g.checking }()
		return fits(password, phc), nil
	case <-ctx.Done():
		return false, ctx.Err()
	}
}

// refused notes a sign-in that failed. What was typed as a name may be a
// password in the wrong field: only the name of an account is kept.
func (g *Gate) refused(ctx context.Context, name string, why error) error {
	if _, err := g.ledger.Account(ctx, name); err != nil {
		name = "unknown"
	}
	if err := g.audit(ctx, ledger.AuditLine{Who: name, From: visitOf(ctx).from, What: "sign-in refused"}); err != nil {
		return err
	}
	return why
}

// enter begins a session of an account and ends the one before.
func (g *Gate) enter(w http.ResponseWriter, r *http.Request, account *ledger.Account, how string) error {
	ctx, v := r.Context(), visitOf(r.Context())
	now := g.options.Now()
	if err := g.ledger.EndSessions(ctx, "", now.Add(-g.options.Idle), now.Add(-g.options.Lifetime)); err != nil {
		return err
	}
	if v.session != nil {
		if err := g.ledger.EndSession(ctx, v.session.Hash); err != nil {
			return err
		}
	}
	token, err := g.token()
	if err != nil {
		return err
	}
	if err := g.audit(ctx, ledger.AuditLine{Who: account.Name, From: v.from, What: how}); err != nil {
		return err
	}
	if err := g.ledger.KeepSession(ctx, ledger.Session{Hash: hashOf(token), Account: account.Name, Began: now, Seen: now}); err != nil {
		return err
	}
	setCookie(w, sessionCookie, token, v.secure, g.options.Lifetime)
	return nil
}

// SignOut ends the session.
func (g *Gate) SignOut(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r.Context())
	setCookie(w, sessionCookie, "", v.secure, 0)
	if v.session == nil {
		return nil
	}
	if err := g.ledger.EndSession(r.Context(), v.session.Hash); err != nil {
		return err
	}
	return g.Record(r.Context(), "sign-out", "", "")
}

// Onward gives where to go after signing in: a path of this server, never another's.
func Onward(next string) string {
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.ContainsAny(next, "\\\r\n\t") || strings.HasPrefix(next, "/sign-") {
		return "/"
	}
	return next
}
