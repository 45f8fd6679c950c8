package incident_test

import (
	"slices"
	"testing"

	"github.com/parley-desk/parley/claim"
)

// TestWhatItWasDoneWith asks that the weapon says how a deed was done, wherever the words put it, and that what it
// destroyed is no deed beside it (codebook E1, E10).
func TestWhatItWasDoneWith(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"A bomb destroyed a school in Marr on Tuesday.":                                            {"explosives: a school"},
		"Nine offices in Marr were destroyed by bomb explosions.":                                  {"explosives: Nine offices"},
		"A bomb exploded near the bank, destroying the building and injuring a guard.":             {"explosives: the building, guard"},
		"Two homes were destroyed in Marr when a powerful bomb exploded.":                          {"explosives: Two homes"},
		"Thirty homes were destroyed when shells hit the market of Marr.":                          {"heavy-weapons: Thirty homes, the market of Marr"},
		"Ivo Orr died in the explosion.":                                                           {"explosives: Ivo Orr"},
		"Gunmen attacked the bank in Marr with explosives.":                                        {"explosives: the bank"},
		"The attack, carried out with two bombs, was perpetrated against the home of a trader.":    {"explosives: the home of a trader"},
		"A car packed with explosives blew up in Marr, killing two soldiers.":                      {"explosives: soldiers"},
		"Rebels set a restaurant on fire in Marr.":                                                 {"destroy: a restaurant"},
		"Rebels destroyed two bridges in Marr with petrol bombs.":                                  {"destroy: two bridges"},
		"A bomb exploded at a clinic in Marr on Tuesday. The terrorist attack killed two doctors.": {"explosives:", "explosives: doctors"},
	} {
		_, done := deeds(t, text)
		var got []string
		for _, c := range done {
			e := c.Body.(*claim.Event)
			told := e.Mode + ":"
			for i, ref := range e.Recipients {
				if i > 0 {
					told += ","
				}
				told += " " + ref.Text
			}
			got = append(got, told)
			if e.Mode == "explosives" && len(e.Actors) > 0 && e.Actors[0].Text != "Gunmen" {
				t.Errorf("%s: done by %v", text, e.Actors)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s\ngot  %q\nwant %q", text, got, want)
		}
	}
}
