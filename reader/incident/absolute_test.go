package incident_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/parley-desk/parley/claim"
)

// TestAbsolute asks that tolls behind "with" are read whole.
func TestAbsolute(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"Fighting went on for a week, with 44 people killed and 12 wounded.":                                                                {"injured 12", "killed 44"},
		"Clashes erupted on 7 December, with at least 44 people killed and more than half a million civilians displaced on both sides.":     {"displaced 500000", "killed 44"},
		"The army shelled the town of Marr, with nine farmers killed.":                                                                      {"killed 9"},
		"The shelling of Marr went on until dawn, with 300 soldiers wounded and two dozen houses burnt, the army said in a long statement.": {"injured 300"},
	} {
		rec, _ := deeds(t, text)
		var got []string
		for i := range rec.Claims {
			if f, ok := rec.Claims[i].Body.(*claim.Figure); ok && f.Value != nil && f.Measure != claim.Duration {
				got = append(got, fmt.Sprintf("%s %g", f.Measure, *f.Value))
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// TestStatesDoNotDemonstrate asks that a state's protest is a statement alone.
func TestStatesDoNotDemonstrate(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"Kenya has protested the laying of mines that wounded four soldiers.": 0,
		"Thousands protested in Nairobi against the war.":                     1,
	} {
		rec, _ := deeds(t, text)
		n := 0
		for i := range rec.Claims {
			if e, ok := rec.Claims[i].Body.(*claim.Event); ok && e.Type == "PROTEST" {
				n++
			}
		}
		if n != want {
			t.Errorf("%s: %d protests, want %d", text, n, want)
		}
	}
}
