package access

import (
	"context"
	"crypto/rand"
	"io"
	"maps"
	"net/http"
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
	phc, err := hashed(password, s.Cost, s.Random)
	if err != nil {
		return err
	}
	if Disabled(&a) {
		phc = disabled + phc
	}
	a.Password = phc
	return s.Ledger.SetAccount(ctx, a)
}

// SetPassword gives an account another password and ends its sessions. One that
// may not sign in may not afterwards either.
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

// disabled begins the stored password of an account that may not sign in, as in shadow(5):
// what stands behind it is its password again once it may.
const disabled = "!"

// Disabled tells whether an account may not sign in.
func Disabled(a *ledger.Account) bool { return strings.HasPrefix(a.Password, disabled) }

// HasPassword tells whether an account signs in by a password of this ledger, at once or when it may again.
func HasPassword(a *ledger.Account) bool { return strings.TrimPrefix(a.Password, disabled) != "" }

// SetDisabled lets an account sign in no longer and ends its sessions, or lets it again.
func (s Accounts) SetDisabled(ctx context.Context, name string, off bool) error {
	a, err := s.Ledger.Account(ctx, name)
	if err != nil {
		return err
	}
	a.Password = strings.TrimPrefix(a.Password, disabled)
	if !off {
		return s.Ledger.SetAccount(ctx, *a)
	}
	a.Password = disabled + a.Password
	if err := s.Ledger.SetAccount(ctx, *a); err != nil {
		return err
	}
	return s.Ledger.EndSessions(ctx, name, time.Time{}, time.Time{})
}

// NewSecret makes a password to be handed to somebody: 100 bits in letters and digits
// that are not taken for one another.
func (s Accounts) NewSecret() (string, error) {
	if s.Random == nil {
		s.Random = rand.Reader
	}
	var b [secretLength]byte
	if _, err := io.ReadFull(s.Random, b[:]); err != nil {
		return "", err
	}
	var out strings.Builder
	for i, x := range b {
		if i > 0 && i%5 == 0 {
			out.WriteByte('-')
		}
		out.WriteByte(secretLetters[x%32])
	}
	return out.String(), nil
}

const (
	secretLength  = 20
	secretLetters = "abcdefghjkmnpqrstuvwxyz023456789"
)

// Accounts are those of the gate's ledger, with its cost of passwords.
func (g *Gate) Accounts() Accounts {
	return Accounts{Ledger: g.ledger, Cost: g.options.Cost, Random: g.options.Random}
}

// ChangePassword gives the person who asks another password, where they know the present one,
// and ends their sessions.
func (g *Gate) ChangePassword(w http.ResponseWriter, r *http.Request, old, fresh string) error {
	p := Of(r.Context())
	if p == nil || p.Alone {
		return fault(Unknown, nil, "sign in first")
	}
	if err := g.pace(w, g.byWho, nameKey(p.Name), "sign-ins"); err != nil {
		return err
	}
	a, err := g.ledger.Account(r.Context(), p.Name)
	if err != nil {
		return err
	}
	fit, err := g.compare(r.Context(), old, a.Password)
	if err != nil {
		return err
	}
	if !fit {
		return fault(BadPassword, nil, "the present password is another: try again, or ask an administrator for a new one")
	}
	if err := g.Accounts().SetPassword(r.Context(), p.Name, fresh); err != nil {
		return err
	}
	return g.Record(r.Context(), "account password", "", p.Name)
}
