package incident_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/parley-desk/parley/claim"
)

// Who set fire to something is told in a clause of its own too, and a people's embassy is not in their land.
func TestSetFireInAClause(t *testing.T) {
	t.Parallel()
	for said, want := range map[string][]string{
		"The rebels, who set fire to two buses on Monday, sent a letter.":                 {"rebels", "two buses"},
		"The rebels, who early this morning set fire to the mill in Marr, sent a letter.": {"rebels", "mill"},
		"The rebels set fire to two buses on Monday.":                                     {"rebels", "two buses"},
		"Armed men threw two grenades at the Peruvian embassy on Monday and fled.":        {"Armed men", "Peruvian embassy"},
	} {
		d, done := deeds(t, "The army and the rebels have fought for years.\n\n"+said)
		var got []string
		for _, c := range done {
			if c.Span.Start < 40 {
				continue
			}
			if c.Place != nil && d.Places[c.Place.Place].Country == "PER" {
				t.Errorf("%s\nplaced in Peru", said)
			}
			e := c.Body.(*claim.Event)
			for _, ref := range append(slices.Clone(e.Actors), e.Recipients...) {
				got = append(got, ref.Text)
			}
		}
		for _, w := range want {
			if !slices.ContainsFunc(got, func(g string) bool { return strings.Contains(g, w) }) {
				t.Errorf("%s\n%q take part, want %q", said, got, w)
			}
		}
	}
}
