package participants_test

import (
	"slices"
	"testing"

	"github.com/parley-desk/parley/claim"
)

// A plural may name the men of several, and "each side" both; two who are named but once, in passing, are no sides.
func TestSeveral(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"The foreign ministers of Kenya and Somalia said that the road was open.": {"unnamed:KEN.minister", "unnamed:SOM.minister"},
		"Kenyan and Somali troops said that the road was open.":                   {"KEN.kdf", "SOM.sna"},
		"Kenyan and Somali mediators said that the road was open.":                {"unnamed:KEN.mediator", "unnamed:SOM.mediator"},
		"Officials from Kenya and Somalia said that the road was open.":           {"unnamed:KEN.official", "unnamed:SOM.official"},
		"Kenyan and Somali officials met in Doha. It rained. Both Ethiopia and Uganda have sought to broker a truce. Ethiopia and Uganda spoke. Ethiopia left. The two nations said that the road was open.":                                                                                           {"KEN", "SOM"},
		"Kenya fights Somalia. Kenya shelled Mandera. Somalia shelled Garissa. Each side said that the road was open.":                                                                                                                                                                                 {"KEN", "SOM"},
		"An accord between Peru and Chile was signed long ago. Kenya fights Somalia. Kenya shelled Mandera, and Somalia fired back. Kenya lost a gun, and Somalia two. Kenya and Somalia are at war. Somalia spoke. Kenya spoke. Somalia left. Kenya left.\n\nBoth sides said that the road was open.": {"KEN", "SOM"},
	} {
		var got []string
		for _, c := range read(t, text).Claims {
			if s, ok := c.Body.(*claim.Statement); ok {
				got = nil
				for _, r := range s.Speakers {
					got = append(got, r.Actor)
				}
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
