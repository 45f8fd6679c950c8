package draft_test

import (
	"testing"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/reader/draft"
)

// A group that fights its state is a side of its own; who governs, and who acts for it, is the state's.
func TestSides(t *testing.T) {
	t.Parallel()
	d := draft.Draft{Actors: []claim.Actor{
		{ID: "XKA", Kind: claim.ActorState, Country: "XKA"},
		{ID: "XKA.army", Kind: claim.ActorOrganization, Country: "XKA", Sector: "MIL", SideOf: "XKA"},
		{ID: "XKA.nvf", Kind: claim.ActorArmedGroup, Country: "XKA", Sector: "REB"},
		{ID: "XKA.guard", Kind: claim.ActorArmedGroup, Country: "XKA", Sector: "PRM", SideOf: "XKA"},
		{ID: "XKA.league", Kind: claim.ActorOrganization, Country: "XKA", Sector: "OPP"},
		{ID: "person:dara-velin", Kind: claim.ActorPerson, Country: "XKA", SideOf: "XKA.nvf"},
		{ID: "unnamed:XKA.official", Kind: claim.ActorUnnamed, Country: "XKA", SideOf: "XKA"},
		{ID: "people:XKA", Kind: claim.ActorPeople, Country: "XKA"},
	}}
	for id, want := range map[string]string{
		"XKA": "XKA", "XKA.army": "XKA", "XKA.nvf": "XKA.nvf", "XKA.guard": "XKA", "XKA.league": "XKA.league",
		"person:dara-velin": "XKA.nvf", "unnamed:XKA.official": "XKA", "nobody": "",
	} {
		if got := d.Side(id); got != want {
			t.Errorf("Side(%s) = %q, want %q", id, got, want)
		}
	}
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"XKA.army", "unnamed:XKA.official", true}, {"XKA.nvf", "XKA.army", false}, {"person:dara-velin", "XKA.nvf", true},
		{"people:XKA", "XKA.nvf", true}, {"nobody", "nobody", false},
	} {
		if got := d.SameSide(c.a, c.b); got != c.want {
			t.Errorf("SameSide(%s, %s) = %t", c.a, c.b, got)
		}
	}
}
