package attribution_test

import (
	"strings"
	"testing"
)

// Whom an act is about or against: two sides within one state are two, whom a demand is to be carried out against is not asked,
// and what is told of a thing blamed is no blame. Who says it: an office before a name, a participle behind what was announced.
func TestTargetsOfActs(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"The M23 said the Congolese army had shelled its camp.":                                                                                         "(accuse) → COD.fardc",
		"Pakistan demands action against the TTP by the Afghan authorities.":                                                                            "(demand) → AFG",
		"Kenya has mended its ties and is accused by Somalia of backing the rebels.":                                                                    "(accuse) → KEN",
		"Kenya blamed the breakdown in talks on demands from the Somali army which included an end to the levy imposed on Ethiopia.":                    "(accuse) → SOM.sna",
		"The minister voiced appreciation for Kenya.":                                                                                                   "(praise) → KEN",
		"According to M23 spokesperson Olan Verrick, the Congolese government “does not want peace.”":                                                   "[According to] the Congolese government “does not want peace.”",
		"Minister Olan Verrick announced that the negotiation process has effectively ended, saying, “The mediators have given up all hope of a deal.”": "Olan Verrick [saying] “The mediators have given up all hope of a deal.”",
		"Kenya had expressed concern over the envoy and demanded the government restore the phone lines before any talks.":                              "Kenya [demanded] the government restore the phone lines before any talks",
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			if got := strings.Join(told(t, text), "\n"); !strings.Contains(got, want) {
				t.Errorf("%s:\n%s\nwant %s", text, got, want)
			}
		})
	}
}
