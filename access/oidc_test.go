package access_test

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/parley-desk/parley/access"
	"github.com/parley-desk/parley/ledger"
)

// issuer is a sign-in elsewhere, for tests: it lets in whoever it is told to.
type issuer struct {
	server *httptest.Server
	key    *rsa.PrivateKey
	claims map[string]any    // of the next token
	asked  url.Values        // at the authorization endpoint
	change func(jwt *string) // what an attacker makes of the token
	key64  func([]byte) string
}

// issuerKey makes the key of all issuers once: it takes a while.
var issuerKey = sync.OnceValues(func() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, 2048) })

func newIssuer(t *testing.T) *issuer {
	t.Helper()
	key, err := issuerKey()
	if err != nil {
		t.Fatal(err)
	}
	s := &issuer{key: key, key64: base64.RawURLEncoding.EncodeToString, change: func(*string) {}}
	mux := http.NewServeMux()
	s.server = httptest.NewServer(mux)
	t.Cleanup(s.server.Close)
	mux.HandleFunc("/.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		at := s.server.URL
		answer(w, map[string]any{"issuer": at, "authorization_endpoint": at + "/authorize", "token_endpoint": at + "/token", "jwks_uri": at + "/keys", "id_token_signing_alg_values_supported": []string{"RS256"}})
	})
	mux.HandleFunc("/keys", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, map[string]any{"keys": []any{map[string]any{"kty": "RSA", "alg": "RS256", "use": "sig", "kid": "1", "n": s.key64(key.N.Bytes()), "e": s.key64(big.NewInt(int64(key.E)).Bytes())}}})
	})
	mux.HandleFunc("/token", func(w http.ResponseWriter, r *http.Request) {
		sum := sha256.Sum256([]byte(r.FormValue("code_verifier")))
		if r.FormValue("code") != "good" || s.key64(sum[:]) != s.asked.Get("code_challenge") || s.asked.Get("code_challenge_method") != "S256" {
			w.WriteHeader(http.StatusBadRequest)
			answer(w, map[string]any{"error": "invalid_grant"})
			return
		}
		jwt := s.sign()
		s.change(&jwt)
		answer(w, map[string]any{"access_token": "x", "token_type": "Bearer", "id_token": jwt})
	})
	return s
}

func answer(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v)
}

func (s *issuer) sign() string {
	body, _ := json.Marshal(s.claims)
	signed := s.key64([]byte(`{"alg":"RS256","kid":"1"}`)) + "." + s.key64(body)
	sum := sha256.Sum256([]byte(signed))
	sig, _ := rsa.SignPKCS1v15(rand.Reader, s.key, crypto.SHA256, sum[:])
	return signed + "." + s.key64(sig)
}

// leave begins a sign-in elsewhere, and lets the issuer know of it.
func (s *issuer) leave(t *testing.T, d *desk, b *browser, next string) {
	t.Helper()
	w := b.do("GET", "/sign-in/elsewhere?next="+url.QueryEscape(next), nil)
	to, err := url.Parse(w.Header().Get("Location"))
	if err != nil || w.Code != 303 || !strings.HasPrefix(to.String(), s.server.URL+"/authorize?") {
		t.Fatalf("sent to %v: %d %s", to, w.Code, w.Body)
	}
	s.asked = to.Query()
	now := d.clock.now()
	s.claims = map[string]any{"iss": s.server.URL, "aud": "parley", "sub": "subject-1", "iat": now.Unix(), "exp": now.Add(time.Minute).Unix(),
		"nonce": s.asked.Get("nonce"), "email": "Mira@Mission.example", "email_verified": true}
}

func elsewhere(t *testing.T) (*desk, *issuer) {
	t.Helper()
	s := newIssuer(t)
	d := setup(t, func(o *access.Options) {
		o.Issuer = &access.Issuer{Name: "the mission", Address: s.server.URL, ClientID: "parley", Return: "http://desk.example/sign-in/return", HTTP: s.server.Client()}
	})
	if err := (access.Accounts{Ledger: d.ledger}).Add(t.Context(), "mira@mission.example", "", false, map[string]access.Role{"valleys": access.Analyst}); err != nil {
		t.Fatal(err)
	}
	return d, s
}

func TestSignInElsewhere(t *testing.T) {
	t.Parallel()
	d, s := elsewhere(t)
	b := d.browser()
	s.leave(t, d, b, "/c/valleys/private")
	w := b.do("GET", "/sign-in/return?code=good&state="+s.asked.Get("state"), nil)
	if w.Code != 303 || w.Header().Get("Location") != "/c/valleys/private" {
		t.Fatalf("%d to %q: %s", w.Code, w.Header().Get("Location"), w.Body)
	}
	if w := b.do("GET", "/c/valleys/private", nil); w.Code != 200 || w.Body.String() != "mira@mission.example" {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	// Later the subject counts, whatever the address.
	again := d.browser()
	s.leave(t, d, again, "/")
	s.claims["email"] = "other@mission.example"
	if w := again.do("GET", "/sign-in/return?code=good&state="+s.asked.Get("state"), nil); w.Code != 303 {
		t.Errorf("the same subject by another address: %d %s", w.Code, w.Body)
	}
	thief := d.browser()
	s.leave(t, d, thief, "/")
	s.claims["sub"] = "subject-2"
	if w := thief.do("GET", "/sign-in/return?code=good&state="+s.asked.Get("state"), nil); w.Code != 401 {
		t.Errorf("another subject by the same address: %d", w.Code)
	}
}

func TestWhatIsBroughtFromElsewhereIsNotBelieved(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		spoil func(*desk, *issuer, *browser) string // gives the query to return with
		want  int
	}{
		"no errand": {func(_ *desk, s *issuer, b *browser) string {
			clear(b.cookies)
			return "code=good&state=" + s.asked.Get("state")
		}, 401},
		"another state": {func(*desk, *issuer, *browser) string { return "code=good&state=" + strings.Repeat("x", 43) }, 401},
		"no state":      {func(*desk, *issuer, *browser) string { return "code=good" }, 401},
		"a bad code":    {func(_ *desk, s *issuer, _ *browser) string { return "code=bad&state=" + s.asked.Get("state") }, 502},
		"too late": {func(d *desk, s *issuer, _ *browser) string {
			d.clock.forward(11 * time.Minute)
			return "code=good&state=" + s.asked.Get("state")
		}, 401},
		"refused there": {func(_ *desk, s *issuer, _ *browser) string {
			return "error=access_denied&state=" + s.asked.Get("state")
		}, 401},
		"another nonce": {func(_ *desk, s *issuer, _ *browser) string {
			s.claims["nonce"] = "replayed"
			return "code=good&state=" + s.asked.Get("state")
		}, 401},
		"another audience": {func(_ *desk, s *issuer, _ *browser) string {
			s.claims["aud"] = "another desk"
			return "code=good&state=" + s.asked.Get("state")
		}, 401},
		"another issuer": {func(_ *desk, s *issuer, _ *browser) string {
			s.claims["iss"] = "https://evil.example"
			return "code=good&state=" + s.asked.Get("state")
		}, 401},
		"an old token": {func(d *desk, s *issuer, _ *browser) string {
			s.claims["exp"] = d.clock.now().Add(-time.Minute).Unix()
			return "code=good&state=" + s.asked.Get("state")
		}, 401},
		"an address nobody checked": {func(_ *desk, s *issuer, _ *browser) string {
			s.claims["email_verified"] = false
			return "code=good&state=" + s.asked.Get("state")
		}, 401},
		"an account with a password": {func(_ *desk, s *issuer, _ *browser) string {
			s.claims["email"] = "admin"
			return "code=good&state=" + s.asked.Get("state")
		}, 401},
		"no signature": {func(_ *desk, s *issuer, _ *browser) string {
			s.change = func(jwt *string) {
				parts := strings.Split(*jwt, ".")
				*jwt = s.key64([]byte(`{"alg":"none"}`)) + "." + parts[1] + "."
			}
			return "code=good&state=" + s.asked.Get("state")
		}, 401},
		"a changed token": {func(_ *desk, s *issuer, _ *browser) string {
			s.change = func(jwt *string) {
				parts := strings.Split(*jwt, ".")
				s.claims["sub"] = "admin"
				body, _ := json.Marshal(s.claims)
				*jwt = parts[0] + "." + s.key64(body) + "." + parts[2]
			}
			return "code=good&state=" + s.asked.Get("state")
		}, 401},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, s := elsewhere(t)
			b := d.browser()
			s.leave(t, d, b, "/")
			query := c.spoil(d, s, b)
			if w := b.do("GET", "/sign-in/return?"+query, nil); w.Code != c.want || b.cookies["parley"] != nil {
				t.Errorf("%d %s", w.Code, w.Body)
			}
			lines, err := d.ledger.AuditLines(t.Context(), ledger.AuditQuery{Limit: 1})
			if err != nil || len(lines) != 1 || lines[0].What != "sign-in refused" {
				t.Errorf("the audit log has %+v %v", lines, err)
			}
		})
	}
}

// The pages come up without the issuer, and say what to do.
func TestAnIssuerThatIsAway(t *testing.T) {
	t.Parallel()
	d, s := elsewhere(t)
	s.server.Close()
	if w := d.browser().do("GET", "/sign-in/elsewhere", nil); w.Code != 502 || !strings.Contains(w.Body.String(), "sign in with a password") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}
