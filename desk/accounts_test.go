package desk_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/parley-desk/parley/access"
	"github.com/parley-desk/parley/ledger"
)

// An administrator makes an account, gives it a role, and its password once; closes it, opens it, removes it. All of it is audited.
func TestAnAdministratorKeepsAccountsOnThePage(t *testing.T) {
	t.Parallel()
	r := guardedRoom(t)
	admin := r.as("admin")
	do := func(form url.Values) string {
		w := admin.post("/accounts", form)
		if w.Code != http.StatusOK {
			t.Fatalf("%v: status %d: %s", form, w.Code, w.Body)
		}
		return w.Body.String()
	}
	body := do(url.Values{"do": {"add"}, "name": {"mira"}, "role": {"reader"}, "case": {"pak-afg-2025"}})
	secret := secretOf(t, body)
	if _, doc := admin.look("/accounts"); strings.Contains(doc.Text(), secret) {
		t.Error("the password is shown twice")
	}
	signIn := func(with string) int {
		return (&visitor{room: r}).post("/sign-in", url.Values{"name": {"mira"}, "password": {with}}).Code
	}
	if code := signIn(secret); code != http.StatusSeeOther {
		t.Errorf("with the password: status %d", code)
	}
	do(url.Values{"do": {"role"}, "name": {"mira"}, "role": {"analyst"}, "case": {"pak-afg-2025"}})
	if a, err := r.ledger.Account(t.Context(), "mira"); err != nil || a.Roles["pak-afg-2025"] != "analyst" {
		t.Errorf("%+v, %v", a, err)
	}
	do(url.Values{"do": {"close"}, "name": {"mira"}})
	if code := signIn(secret); code != http.StatusUnauthorized {
		t.Errorf("closed: status %d", code)
	}
	do(url.Values{"do": {"password"}, "name": {"mira"}})
	if a, err := r.ledger.Account(t.Context(), "mira"); err != nil || !access.Disabled(a) {
		t.Errorf("a new password opens a closed account: %v", err)
	}
	before := secret
	secret = secretOf(t, do(url.Values{"do": {"password"}, "name": {"mira"}}))
	if code := signIn(secret); code != http.StatusUnauthorized {
		t.Errorf("closed, with a new password: status %d", code)
	}
	do(url.Values{"do": {"open"}, "name": {"mira"}})
	if code := signIn(before); code != http.StatusUnauthorized {
		t.Errorf("opened again, with the password of before: status %d", code)
	}
	if code := signIn(secret); code != http.StatusSeeOther {
		t.Errorf("opened again: status %d", code)
	}
	do(url.Values{"do": {"password"}, "name": {"mira"}})
	if code := signIn(secret); code != http.StatusUnauthorized {
		t.Errorf("with the password of before: status %d", code)
	}
	do(url.Values{"do": {"remove"}, "name": {"mira"}})
	if _, err := r.ledger.Account(t.Context(), "mira"); ledger.CodeOf(err) != ledger.Missing {
		t.Errorf("removed: %v", err)
	}
	lines, err := r.ledger.AuditLines(t.Context(), ledger.AuditQuery{Who: "admin", What: "account"})
	if err != nil || len(lines) != 8 {
		t.Errorf("the audit log has %d lines of eight: %v", len(lines), err)
	}
}

// secretOf is the password that a page shows.
func secretOf(t *testing.T, body string) string {
	t.Helper()
	_, rest, _ := strings.Cut(body, `secret-words">`)
	secret, _, _ := strings.Cut(rest, "<")
	if len(secret) < 20 {
		t.Fatalf("no password is shown: %q", secret)
	}
	return secret
}

// Nobody else changes accounts, an administrator not their own, no other site any.
func TestAccountsAreGuarded(t *testing.T) {
	t.Parallel()
	r := guardedRoom(t)
	for _, role := range []string{"reader", "analyst", "editor"} {
		v := r.as(role)
		if w := v.post("/accounts", url.Values{"do": {"promote"}, "name": {role}}); w.Code != http.StatusForbidden {
			t.Errorf("%s: status %d", role, w.Code)
		}
		if code, doc := v.look("/accounts"); code != http.StatusOK || strings.Contains(doc.Text(), "Who may sign in") || doc.Find("input[name=old]").Length() != 1 {
			t.Errorf("%s sees %d: %s", role, code, doc.Find("main").Text())
		}
	}
	admin := r.as("admin")
	for _, form := range []url.Values{{"do": {"close"}, "name": {"admin"}}, {"do": {"remove"}, "name": {"admin"}}, {"do": {"x"}, "name": {"reader"}}, {"do": {"add"}, "name": {"a b"}}, {"do": {"role"}, "name": {"reader"}, "role": {"king"}}} {
		if w := admin.post("/accounts", form); w.Code != http.StatusBadRequest {
			t.Errorf("%v: status %d", form, w.Code)
		}
	}
	if w := withSample(t).ask(http.MethodGet, "/accounts"); w.Code != http.StatusNotFound {
		t.Errorf("where nobody signs in: status %d", w.Code)
	}
}

// Whoever knows their password changes it, and signs in anew.
func TestOnesOwnPasswordIsChanged(t *testing.T) {
	t.Parallel()
	r := guardedRoom(t)
	reader := r.as("reader")
	if w := reader.post("/accounts/password", url.Values{"old": {"not it at all"}, "new": {"other four plain words"}}); w.Code != http.StatusBadRequest {
		t.Errorf("with another old one: status %d", w.Code)
	}
	if w := reader.post("/accounts/password", url.Values{"old": {password}, "new": {"other four plain words"}}); w.Code != http.StatusSeeOther {
		t.Errorf("status %d: %s", w.Code, w.Body)
	}
	if w := reader.send(http.MethodGet, home, "", nil); w.Code != http.StatusSeeOther {
		t.Errorf("the session goes on: status %d", w.Code)
	}
	if w := reader.post("/sign-in", url.Values{"name": {"reader"}, "password": {"other four plain words"}}); w.Code != http.StatusSeeOther {
		t.Errorf("with the new one: status %d", w.Code)
	}
}
