package talks

import (
	"slices"
	"strings"
	"testing"

	"github.com/parley-desk/parley/claim"
)

// toldOf gives the commitments, meetings and truces of a text, short.
func toldOf(t *testing.T, text string) []string {
	t.Helper()
	d := read(t, text+setting)
	var out []string
	for i := range d.Claims {
		switch b := d.Claims[i].Body.(type) {
		case *claim.Commitment:
			out = append(out, string(b.Form)+": "+b.Content)
		case *claim.Meeting:
			out = append(out, strings.TrimSpace("meeting "+string(b.Outcome)))
		case *claim.Ceasefire:
			out = append(out, "truce "+string(b.State)+" "+string(d.Claims[i].Certainty))
		}
	}
	return out
}

// What is asked first, what is asked with "that", what is not meant, how talks went by a noun, and truces that plans hold.
func TestAskedFirst(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"Sudan said the release of all prisoners is a prerequisite for any further talks.":            {"condition: the release of all prisoners"},
		"A withdrawal from the valley remains the main condition for signing the accord, Sudan said.": {"condition: A withdrawal from the valley"},
		"The release of all prisoners is a prerequisite for any talks.":                               nil,
		"Sudan said it does not plan to withdraw from the areas that it holds.":                       {"refusal: it does not plan to withdraw from the areas that it holds"},
		"Solmark announced the completion of the talks between Sudan and Ethiopia.":                   {"meeting"},
		"Solmark confirmed the collapse of the talks between Sudan and Ethiopia.":                     {"meeting no_agreement"},
		"Solmark called for an end of the talks between Sudan and Ethiopia.":                          nil,
		"Solmark called for a ceasefire in the valley.":                                               {"truce proposed hypothetical"},
		"Solmark proposed a ceasefire in the valley.":                                                 {"truce proposed asserted"},
		"Sudan condemns any attempt to violate the ceasefire.":                                        nil,
		"Sudan proposed that a second round of talks be held in Doha on 2 June.":                      {"meeting planned"},
		"The plan would involve a 70-day ceasefire.":                                                  {"truce proposed hypothetical"},
	} {
		got := toldOf(t, text)
		for _, w := range want {
			if !slices.Contains(got, w) {
				t.Errorf("%s\n got %q\nwant %q", text, got, want)
			}
		}
		if want == nil && len(got) > 0 {
			t.Errorf("%s\n got %q, want nothing", text, got)
		}
	}
}
