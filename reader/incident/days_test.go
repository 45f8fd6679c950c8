package incident_test

import (
	"testing"

	"github.com/parley-desk/parley/claim"
)

// TestDaysBehindPlaces asks when somebody was held, where a bare day stands behind a place, or the deed that led to it has one.
// The report is of 8 November.
func TestDaysBehindPlaces(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"The mission confirmed a rebel leader was detained in the Marr district, Selby province Nov. 6.":              "1989-11-06",
		"The mission confirmed the capture of a rebel leader during an operation in Selby province Nov. 5.":           "1989-11-05",
		"Troops today confirmed the arrest of a bomb maker in the Marr district, Selby province, Saturday.":           "1989-11-04",
		"Troops searched the village of Marr, Nov. 4, in an operation which resulted in the detention of four men.":   "1989-11-04",
		"Troops detained two men in Selby province on Monday.":                                                        "1989-11-06",
		"The mission said on Tuesday that two men had been held in the Marr district, Selby province, last Thursday.": "1989-11-02",
	} {
		rec, _ := deeds(t, text)
		got := ""
		for i := range rec.Claims {
			if f, ok := rec.Claims[i].Body.(*claim.Figure); ok && f.Measure == claim.Captured && rec.Claims[i].Time != nil {
				got = rec.Claims[i].Time.Start
			}
		}
		if got != want {
			t.Errorf("%s\ngot %q, want %q", text, got, want)
		}
	}
}
