package draft

import (
	"cmp"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// Side is for whom an actor acts: the state whose government, army or citizen it is, or the armed group or party that is its own
// side in a state. "AFG" for AFG.taliban while that governs, "SDN.rsf" for those who fight Sudan's army. Empty where nobody knows.
func (d *Draft) Side(id string) string {
	a := d.Actor(id)
	switch {
	case a == nil:
		return ""
	case a.SideOf == "" && isOwnSide(a):
		return a.ID
	case a.SideOf != "":
		if of := d.Actor(a.SideOf); of != nil && of.SideOf == "" && isOwnSide(of) {
			return of.ID
		}
	}
	side := cmp.Or(a.SideOf, a.Country)
	if side == "" && (a.Kind == claim.ActorState || a.Kind == claim.ActorGovernment || a.Kind == claim.ActorArmedGroup || a.Kind == claim.ActorOrganization) {
		side = a.ID
	}
	root, _, _ := strings.Cut(side, ".")
	return root
}

// isOwnSide tells whether a body that acts for nobody else is a side of its own beside its state's.
func isOwnSide(a *claim.Actor) bool {
	switch a.Kind {
	case claim.ActorArmedGroup:
		return true
	case claim.ActorOrganization:
		return a.Sector == "REB" || a.Sector == "PTY" || a.Sector == "OPP"
	}
	return false
}

// SameSide tells whether two actors are of one side; a people is with whoever speaks in its country.
func (d *Draft) SameSide(a, b string) bool {
	if s := d.Side(a); s != "" && s == d.Side(b) {
		return true
	}
	x, y := d.Actor(a), d.Actor(b)
	return x != nil && y != nil && x.Country != "" && x.Country == y.Country && (x.Kind == claim.ActorPeople || y.Kind == claim.ActorPeople)
}
