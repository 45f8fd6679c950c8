package access

import (
	"context"
	"slices"

	"github.com/parley-desk/parley/ledger"
)

// Role is what somebody is in a case. A later one may all that an earlier may.
type Role string

// The roles of a case.
const (
	Reader  Role = "reader"  // sees the pages
	Analyst Role = "analyst" // sees the private layer too, reviews claims, adds reports
	Editor  Role = "editor"  // settles what belongs to the case, whom to trust, what others decided
)

// Roles are the roles, the least first.
var Roles = []Role{Reader, Analyst, Editor}

// Action is something that not everybody may do.
type Action string

// The actions.
const (
	See        Action = "see"         // a case and its public layer
	SeePrivate Action = "see-private" // notes and reports marked private
	SeeNames   Action = "see-names"   // of private people who were harmed, when asked for
	Review     Action = "review"      // accept, reject, correct, add, merge, split, score, note; undo one's own
	AddReport  Action = "add-report"
	Settle     Action = "settle"     // include, exclude, side, grade; undo what others decided
	Arrange    Action = "arrange"    // the case file, its sources; its audit log
	Administer Action = "administer" // accounts, new cases, the whole audit log
)

// needs is the least role for an action. What is not here is the administrator's.
var needs = map[Action]Role{
	See: Reader, SeePrivate: Analyst, SeeNames: Analyst, Review: Analyst, AddReport: Analyst, Settle: Editor, Arrange: Editor,
}

// Person is who asks for a page.
type Person struct {
	Name  string // of the account, by which decisions are signed
	Admin bool
	Alone bool            // sits at the machine: no sign-in was demanded
	Roles map[string]Role // by case; under "" those of every case
}

// Role gives the role in a case, "" where there is none.
func (p *Person) Role(caseID string) Role {
	switch {
	case p == nil:
		return ""
	case p.Alone, p.Admin:
		return Editor
	}
	return later(p.Roles[""], p.Roles[caseID])
}

// later is the role of two that may more.
func later(a, b Role) Role {
	if slices.Index(Roles, a) > slices.Index(Roles, b) {
		return a
	}
	return b
}

// May tells whether the person may do something in a case. Nobody, a nil
// Person, may nothing.
func (p *Person) May(do Action, caseID string) bool {
	if p == nil {
		return false
	}
	least, inCase := needs[do]
	if !inCase {
		return p.Alone || p.Admin
	}
	role := p.Role(caseID)
	return role != "" && slices.Index(Roles, role) >= slices.Index(Roles, least)
}

// personOf makes a person of an account. A role that this program does not know allows nothing.
func personOf(a *ledger.Account) *Person {
	p := &Person{Name: a.Name, Admin: a.Admin, Roles: map[string]Role{}}
	for id, role := range a.Roles {
		if slices.Contains(Roles, Role(role)) {
			p.Roles[id] = Role(role)
		}
	}
	return p
}

type personKey struct{}

// With gives a context in which a person asks.
func With(ctx context.Context, p *Person) context.Context {
	return context.WithValue(ctx, personKey{}, p)
}

// Of gives the person who asks, nil where nobody has signed in.
func Of(ctx context.Context) *Person {
	p, _ := ctx.Value(personKey{}).(*Person)
	return p
}
