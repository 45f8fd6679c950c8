package participants_test

import (
	"testing"

	"github.com/parley-desk/parley/claim"
)

// A group named with its state is that group, also where the words after the state could be the state's own army; the government
// beside a place of talks is not that place's.
func TestGroupsNamedWithTheirState(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Sudan’s RSF says that it holds the town.":                                                                                       "SDN.rsf",
		"The Sudanese Rapid Support Forces (RSF) said that they held the town.":                                                          "SDN.rsf",
		"Yemen's Houthis say that they hold the town.":                                                                                   "YEM.houthis",
		"Hamas met Egyptian envoys. An official in the Palestinian militant group said the road was open.":                               "unnamed:PSE.hamas.official",
		"Kenya summoned an envoy. The foreign ministry said the road was open.":                                                          "KEN.foreign-ministry",
		"The Kenyan envoy Juma Oduya spoke. The Kenyan commissioner Ivo Marr insisted that it was shut. He said that the road was open.": "person:ivo-marr",
		// foreign forces are not those of the country they are in
		"Kenya spoke of the war in Ukraine. The European troops in Ukraine said the road was open.": "",
		// a day is no part of a name
		"An envoy flew in on Sunday. The office on Sunday Hamas opened said that the road was open.": "",
		// those between whom something is brokered by another broker nothing
		"The M23 fights the army of the DRC. A deal between the DRC and Rwanda, brokered by Qatar, failed. The M23 left Goma. The government said the road was open.": "COD",
		"A Kenyan envoy spoke. While the Somali side agreed with the envoy's concerns, they refused to say that the road was open.":                                   "SOM",
	} {
		got := ""
		for _, c := range read(t, text).Claims {
			if s, ok := c.Body.(*claim.Statement); ok && s.Speaker != nil {
				got = s.Speaker.Actor
			}
		}
		if got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}
