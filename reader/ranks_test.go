package reader

import (
	"testing"

	"github.com/parley-desk/parley/claim"
)

// TestRanksOfPolice asks that a rank is no part of a name, that who bears it is of the police, and that he
// is not taken for the politician of the same name.
func TestRanksOfPolice(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	for text, id := range map[string]string{
		"DCP Dharwan said four people had been arrested.":                        "person:dharwan",
		"SSP Daud Malik told reporters that two gunmen were killed in the raid.": "person:daud-malik",
		"Superintendent of Police Imran Khan said the attackers had fled.":       "person:imran-khan",
		"District Police Officer Daud Malik said the attackers had fled.":        "person:daud-malik",
		"A senior police officer said the attackers had fled.":                   "unnamed:police",
		"Police Minister Daud Malik said the attackers had fled.":                "person:daud-malik",
	} {
		rec, err := r.Read(claim.Report{ID: "r", Text: text, Published: "2031-03-07"})
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, a := range rec.Actors {
			if a.ID != id {
				continue
			}
			found = true
			if a.Office == "Prime Minister" {
				t.Errorf("%s: %s is taken for the prime minister", text, id)
			}
		}
		if !found {
			t.Errorf("%s: %+v, no %s", text, rec.Actors, id)
		}
	}
}
