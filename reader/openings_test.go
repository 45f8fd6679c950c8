package reader

import (
	"slices"
	"strings"
	"testing"

	"github.com/parley-desk/parley/claim"
)

// A gerund that opens a sentence names what goes on where a verb of happening follows, and is a verb elsewhere; what a bomb damages was attacked.
func TestViolenceThatGoesOn(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	for text, want := range map[string][]string{
		"Fighting broke out between soldiers and rebels near Selby.":                {"Fighting"},
		"Heavy fighting erupted between rebels and soldiers on Monday.":             {"fighting"},
		"Clashes between rebels and soldiers went on through the night near Selby.": {"Clashes between rebels"},
		"The offices of the newspaper were damaged by a bomb on Monday.":            {"The offices of the newspaper were damaged"},
		"The offices of the newspaper were damaged by a storm on Monday.":           nil,
		"Fighting corruption continued to matter to the minister.":                  nil,
		"Shooting a film in Selby began on Monday.":                                 nil,
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			got := violence(t, r, text)
			if len(got) != len(want) || !slices.EqualFunc(got, want, strings.HasPrefix) {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

// Where an armed group takes part and nothing else is said, the deed lies in the group's country; where the report was written from afar, not there.
func TestWhereGroupsFight(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	for text, want := range map[string]string{
		"HAVANA, 7 March -- The news from El Salvador is bad. FMLN guerrillas killed two soldiers.":                                                  "SLV",
		"SAN SALVADOR, 7 March -- FMLN guerrillas killed two soldiers.":                                                                              "SLV",
		"CARACAS, 7 March -- The minister spoke of Colombia. Colombia's government met in Bogota. In Bogota the murder of two judges was condemned.": "COL",
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			if got := countryOfViolence(t, r, text); got != want {
				t.Errorf("in %q, want %q", got, want)
			}
		})
	}
}

// countryOfViolence is where the first telling of violence of a text lies.
func countryOfViolence(t *testing.T, r *Reader, text string) string {
	t.Helper()
	record, err := r.Read(claim.Report{ID: "t", Text: text, Published: "1990-03-07"})
	if err != nil {
		t.Fatal(err)
	}
	for i := range record.Claims {
		c := &record.Claims[i]
		if e, ok := c.Body.(*claim.Event); ok && e.Type == "ASSAULT" && c.Place != nil {
			return record.Places[c.Place.Place].Country
		}
	}
	return ""
}
