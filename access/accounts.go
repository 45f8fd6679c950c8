package access

import (
	"context"
	"crypto/rand"
	"io"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/parley-desk/parley/ledger"
)

// Accounts keeps who may sign in to a ledger: for the command line and the
// administrator's page. Whoever uses it has asked whether that is allowed.
type Accounts struct {
	Ledger *ledger.Ledger
	Cost   Cost      // of a password; zero: RFC 9106's second choice
	Random io.Reader // nil: the system's
}

const longestName = 200

// checkName refuses names that could be mistaken for others or spoil a line.
func checkName(name string) error {
	for _, r := range name {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("._-@+", r) {
			return fault(BadName, nil, "the name %q has a %q: letters, digits and . _ - @ + make a name", name, r)
		}
	}
	if name == "" || len(name) > longestName {
		return fault(BadName, nil, "a name has 1 to %d bytes", longestName)
	}
	return nil
}

// RoleOf reads a role.
func RoleOf(s string) (Role, error) {
	if !slices.Contains(Roles, Role(s)) {
		return "", fault(BadRole, nil, "%q is no role: the roles are reader, analyst, editor", s)
	}
	return Role(s), nil
}

// Add makes an account. With an empty password it waits for somebody who signs
// in elsewhere with that address.
func (s Accounts) Add(ctx context.Context, name, password string, admin bool, roles map[string]Role) error {
	if err := checkName(name); err != nil {
		return err
	}
	switch _, err := s.Ledger.Account(ctx, name); {
	case err == nil:
		return fault(BadName, nil, "there is an account %q already: give another name, or remove it first", name)
	case ledger.CodeOf(err) != ledger.Missing:
		return err
	}
	a := ledger.Account{Name: name, Admin: admin, Roles: map[string]string{}}
	for id, role := range roles {
		a.Roles[id] = string(role)
	}
	if password == "" {
		a.Name = strings.ToLower(name) // as the issuer's address is compared
		if !strings.Contains(name, "@") {
			return fault(BadName, nil, "%q is no mail address: who signs in elsewhere is known by theirs", name)
		}
		return s.Ledger.SetAccount(ctx, a)
	}
	return s.set(ctx, a, password)
}

func (s Accounts) set(ctx context.Context, a ledger.Account, password string) error {
	if err := checkPassword(a.Name, password); err != nil {
		return err
	}
	fill(&s.Cost, defaultCost)
	if s.Random == nil {
		s.Random = rand.Reader
	}
	var err error
	if a.Password, err = hashed(password, s.Cost, s.Random); err != nil {
		return err
	}
	return s.Ledger.SetAccount(ctx, a)
}

// SetPassword gives an account another password and ends its sessions.
func (s Accounts) SetPassword(ctx context.Context, name, password string) error {
	a, err := s.Ledger.Account(ctx, name)
	if err != nil {
		return err
	}
	if err := s.set(ctx, *a, password); err != nil {
		return err
	}
	return s.Ledger.EndSessions(ctx, name, time.Time{}, time.Time{})
}

// SetRole gives an account a role in a case, or in every case where that is
// empty; an empty role takes it away. It counts from the next page on.
func (s Accounts) SetRole(ctx context.Context, name, caseID string, role Role) error {
	a, err := s.Ledger.Account(ctx, name)
	if err != nil {
		return err
	}
	a.Roles = maps.Clone(a.Roles)
	if role == "" {
		delete(a.Roles, caseID)
	} else {
		a.Roles[caseID] = string(role)
	}
	return s.Ledger.SetAccount(ctx, *a)
}

// SetAdmin makes an account an administrator, or no longer one.
func (s Accounts) SetAdmin(ctx context.Context, name string, admin bool) error {
	a, err := s.Ledger.Account(ctx, name)
	if err != nil {
		return err
	}
	a.Admin = admin
	return s.Ledger.SetAccount(ctx, *a)
}

// Remove removes an account and ends its sessions.
func (s Accounts) Remove(ctx context.Context, name string) error {
	if _, err := s.Ledger.Account(ctx, name); err != nil {
		return err
	}
	return s.Ledger.DropAccount(ctx, name)
}
