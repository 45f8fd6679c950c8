package attribution_test

import (
	"slices"
	"testing"
)

// TestAims asks what is done by a statement, and to whom, where the word that stands highest does not tell.
func TestAims(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"Kenya blamed the collapse of the talks on Somalia.":                                {"Kenya [blamed] the collapse of the talks on Somalia (accuse) → SOM"},
		"Kenya laid the blame for the collapse squarely on Somalia.":                        {"Kenya [laid the blame for] the collapse squarely on Somalia (accuse) → SOM"},
		"The minister insisted that no soldiers had been killed.":                           {"The minister [insisted] that no soldiers had been killed (state)"},
		"Kenya insisted that Somalia hand over the men.":                                    {"Kenya [insisted] that Somalia hand over the men (demand) → SOM"},
		"Kenya insisted that the men be freed.":                                             {"Kenya [insisted] that the men be freed (demand)"},
		"Relations between Kenya and Somalia have soured sharply over the wall.":            nil,
		"Relations between the neighbours, who share a 700-kilometre frontier, are bad.":    nil,
		"The raid killed four people and, according to Kenya, wounded nine others.":         {"Kenya [according to] wounded nine others (state)"},
		"The clashes left 23 soldiers dead and, according to Nairobi, 206 fighters killed.": {"Nairobi [according to] 206 fighters killed (state)"},
	} {
		if got := told(t, text); !slices.Equal(got, want) {
			t.Errorf("%s\n got %q\nwant %q", text, got, want)
		}
	}
}
