package incident_test

import (
	"slices"
	"testing"

	"github.com/parley-desk/parley/claim"
)

// TestRosters asks whom one word befell of a list of people, whatever joins its members, and that who somebody is counts nobody
// (codebook F1, F8).
func TestRosters(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"Gunmen killed Ivo Marr, a judge, and his driver in Selby.":                             {"1 Ivo Marr", "1 his driver"},
		"Soldiers killed Ana Orr, her husband and their three children.":                        {"1 Ana Orr", "1 her husband", "3 children"},
		"Gunmen killed two soldiers, a woman and a child in Selby.":                             {"1 child", "1 woman", "2 soldiers"},
		"Gunmen killed Ivo Marr, 42; Dorn Hall, 19; a boy known as Pell; and a police officer.": {"1 Dorn Hall", "1 Ivo Marr", "1 boy", "1 police officer"},
		"Ivo Marr, a judge, and two guards were killed in Selby.":                               {"1 Ivo Marr", "2 guards"},
		"They were told after a colonel, a judge, and Senator Dorn Hall were murdered.":         {"1 Senator Dorn Hall", "1 colonel", "1 judge"},
		"She condemned the murder of four priests and one of their cooks and her child.":        {"1 her child", "1 their cooks", "4 priests"},
		"Gunmen killed three men, and two guards were wounded.":                                 {"3 men"},
		"Gunmen killed three men and wounded a guard, the mayor and a nurse said.":              {"3 men"},
		"They killed the mayor, Ivo Marr, and two guards.":                                      {"1 mayor", "2 guards"},
		"A gunman killed the mayor and the police chief fled.":                                  {"1 mayor"},
	} {
		rec, _ := deeds(t, text)
		var got []string
		for i := range rec.Claims {
			if f, ok := rec.Claims[i].Body.(*claim.Figure); ok && f.Measure == claim.Killed && f.Value != nil {
				got = append(got, string(rune('0'+int(*f.Value)))+" "+f.Of)
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s\ngot  %q\nwant %q", text, got, want)
		}
	}
}
