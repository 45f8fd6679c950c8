package access

import (
	"context"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"github.com/parley-desk/parley/ledger"
)

// Issuer is where people sign in by OpenID Connect (authorization code with
// PKCE). It is asked for its endpoints when first needed: the pages come up
// without it.
type Issuer struct {
	Name     string // for people, such as "the mission's sign-in"
	Address  string // of the issuer, as its tokens have it
	ClientID string
	Secret   string // empty: a public client
	Return   string // the address of /sign-in/return as browsers see it
	HTTP     *http.Client

	mu    sync.Mutex
	found *oidc.Provider
}

// discover asks the issuer for its endpoints and keys, once.
func (s *Issuer) discover(ctx context.Context) (*oidc.Provider, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.found != nil {
		return s.found, nil
	}
	p, err := oidc.NewProvider(context.WithoutCancel(s.context(ctx)), s.Address) // its keys are fetched later, by other requests
	if err != nil {
		return nil, fault(IssuerFailed, err, "%s does not answer as an issuer of OpenID Connect should: try again, or sign in with a password", s.Name)
	}
	s.found = p
	return p, nil
}

func (s *Issuer) context(ctx context.Context) context.Context {
	if s.HTTP == nil {
		return ctx
	}
	return oidc.ClientContext(ctx, s.HTTP)
}

func (s *Issuer) config(p *oidc.Provider) *oauth2.Config {
	return &oauth2.Config{ClientID: s.ClientID, ClientSecret: s.Secret, RedirectURL: s.Return, Endpoint: p.Endpoint(), Scopes: []string{oidc.ScopeOpenID, "email"}}
}

// errand is what a browser carries to the issuer and back. It is the browser's
// own secret: HttpOnly, and gone in ten minutes.
type errand struct {
	State    string `json:"s"`
	Nonce    string `json:"n"`
	Verifier string `json:"v"`
	Next     string `json:"t"`
	Until    int64  `json:"u"`
}

const errandTime = 10 * time.Minute

// Depart sends the browser to the issuer; next is where it goes in the end.
func (g *Gate) Depart(w http.ResponseWriter, r *http.Request, next string) error {
	s, v := g.options.Issuer, visitOf(r.Context())
	if s == nil {
		return fault(BadOptions, nil, "this desk knows no sign-in elsewhere: sign in with name and password")
	}
	if err := g.pace(w, g.bySource, network(v.from), "sign-ins"); err != nil {
		return err
	}
	p, err := s.discover(r.Context())
	if err != nil {
		return err
	}
	e := errand{Next: Onward(next), Until: g.options.Now().Add(errandTime).Unix()}
	for _, field := range []*string{&e.State, &e.Nonce, &e.Verifier} {
		if *field, err = g.token(); err != nil {
			return err
		}
	}
	data, err := json.Marshal(e)
	if err != nil {
		return err
	}
	setCookie(w, errandCookie, base64.RawURLEncoding.EncodeToString(data), v.secure, errandTime)
	http.Redirect(w, r, s.config(p).AuthCodeURL(e.State, oidc.Nonce(e.Nonce), oauth2.S256ChallengeOption(e.Verifier)), http.StatusSeeOther)
	return nil
}

// Return takes in who comes back from the issuer, and gives where they go on to.
func (g *Gate) Return(w http.ResponseWriter, r *http.Request) (next string, err error) {
	if g.options.Issuer == nil {
		return "", fault(BadOptions, nil, "this desk knows no sign-in elsewhere")
	}
	v := visitOf(r.Context())
	e, err := g.errandOf(r, v.secure)
	setCookie(w, errandCookie, "", v.secure, 0)
	if err != nil {
		return "", g.refused(r.Context(), "", err)
	}
	who, err := g.introduced(r.Context(), e, r.FormValue("code"))
	if err != nil {
		return "", g.refused(r.Context(), "", err)
	}
	account, err := g.welcome(r.Context(), who)
	if err != nil {
		return "", g.refused(r.Context(), who.Email, err)
	}
	return e.Next, g.enter(w, r, account, "sign-in by "+g.options.Issuer.Address)
}

func (g *Gate) errandOf(r *http.Request, secure bool) (e errand, err error) {
	again := func(cause error) error {
		return fault(Refused, cause, "this sign-in was not begun in this browser, or too long ago: begin it again")
	}
	cookie, err := r.Cookie(cookieName(errandCookie, secure))
	if err != nil {
		return e, again(err)
	}
	data, err := base64.RawURLEncoding.DecodeString(cookie.Value)
	if err == nil {
		err = json.Unmarshal(data, &e)
	}
	state := r.FormValue("state")
	if err != nil || len(e.State) < tokenLength || subtle.ConstantTimeCompare([]byte(state), []byte(e.State)) != 1 || g.options.Now().Unix() > e.Until {
		return e, again(err)
	}
	if code := r.FormValue("error"); code != "" {
		return e, fault(Refused, nil, "%s refused: %.80q", g.options.Issuer.Name, code)
	}
	e.Next = Onward(e.Next)
	return e, nil
}

// introduction is what an issuer's token says of somebody.
type introduction struct {
	Subject  string `json:"-"`
	Nonce    string `json:"nonce"`
	Email    string `json:"email"`
	Verified bool   `json:"email_verified"`
}

// introduced changes the code for a token and checks it: signature, issuer,
// audience, time, nonce (OpenID Connect Core 1.0, 3.1.3.7).
func (g *Gate) introduced(ctx context.Context, e errand, code string) (who introduction, err error) {
	s := g.options.Issuer
	ctx = s.context(ctx)
	p, err := s.discover(ctx)
	if err != nil {
		return who, err
	}
	token, err := s.config(p).Exchange(ctx, code, oauth2.VerifierOption(e.Verifier))
	if err != nil {
		return who, fault(IssuerFailed, err, "%s did not confirm the sign-in: begin it again", s.Name)
	}
	raw, _ := token.Extra("id_token").(string)
	id, err := p.Verifier(&oidc.Config{ClientID: s.ClientID, Now: g.options.Now}).Verify(ctx, raw)
	if err != nil {
		return who, fault(Refused, err, "what %s sent cannot be believed: begin the sign-in again; if it fails again, tell an administrator", s.Name)
	}
	if err := id.Claims(&who); err != nil {
		return who, fault(IssuerFailed, err, "what %s sent cannot be read", s.Name)
	}
	if subtle.ConstantTimeCompare([]byte(who.Nonce), []byte(e.Nonce)) != 1 {
		return who, fault(Refused, nil, "the token was made for another sign-in: begin it again")
	}
	who.Subject = id.Issuer + " " + id.Subject
	who.Email = strings.ToLower(strings.TrimSpace(who.Email))
	return who, nil
}

// welcome finds the account of somebody. One that waits for its first sign-in,
// without a password and named by a verified address, is bound to its subject
// then: later the address no longer counts.
func (g *Gate) welcome(ctx context.Context, who introduction) (*ledger.Account, error) {
	account, err := g.ledger.AccountOf(ctx, who.Subject)
	if err == nil && Disabled(account) {
		return nil, fault(Refused, nil, "your account is closed: ask an administrator")
	}
	if ledger.CodeOf(err) != ledger.Missing {
		return account, err
	}
	account, err = g.ledger.Account(ctx, who.Email)
	if err != nil && ledger.CodeOf(err) != ledger.Missing {
		return nil, err
	}
	if account == nil || !who.Verified || account.Password != "" || account.Subject != "" {
		return nil, fault(Refused, nil, "you have no account here: ask an administrator (parley account add ADDRESS --elsewhere)")
	}
	account.Subject = who.Subject
	return account, g.ledger.SetAccount(ctx, *account)
}
