package participants_test

import (
	"slices"
	"testing"

	"github.com/parley-desk/parley/claim"
)

// TestBands asks for the armed groups, forces and peoples of a country that are named by their sort.
func TestBands(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]claim.Actor{
		"The Colombian drug cartels killed a judge in Bogotá.":                      {ID: "COL.drug-cartels", Kind: claim.ActorArmedGroup},
		"A judge was shot in Medellín, Colombia. Police blamed the drug mafia.":     {ID: "COL.drug-cartels", Kind: claim.ActorArmedGroup},
		"Death squads in El Salvador have murdered a priest in San Salvador.":       {ID: "SLV.death-squads", Kind: claim.ActorArmedGroup},
		"San Salvador is in El Salvador. Armed forces members shot a priest.":       {ID: "SLV.army", Kind: claim.ActorGovernment},
		"Salvadoran President Ivo Dellin spoke. Dellin's government shut the road.": {ID: "SLV", Kind: claim.ActorState},
		"The Salvadoran people reject the war, the bishop said.":                    {ID: "SLV.people", Kind: claim.ActorPeople},
		"The Salvadoran air force bombed a camp near San Salvador.":                 {ID: "SLV.air-force", Kind: claim.ActorOrganization},
		"The army and the national guard of El Salvador shot at a crowd on Monday.": {ID: "SLV.national-guard", Kind: claim.ActorOrganization},
	} {
		record := read(t, text)
		if !slices.ContainsFunc(record.Actors, func(a claim.Actor) bool { return a.ID == want.ID && a.Kind == want.Kind }) {
			t.Errorf("%s\nactors %v, want %s", text, record.Actors, want.ID)
		}
	}
}

// TestNoBand asks that a death squad of nowhere is no actor.
func TestNoBand(t *testing.T) {
	t.Parallel()
	for _, a := range read(t, "A novel about death squads won the prize.").Actors {
		if a.Kind == claim.ActorArmedGroup {
			t.Errorf("an armed group %q", a.ID)
		}
	}
}
