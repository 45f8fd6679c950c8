package attribution_test

import (
	"strings"
	"testing"
)

// What the same one says or does next, and what others add, is no part of what is said; the act is read from what the speaker's own side does, will not do
// or feels, and from whom a medium tells of.
func TestNextActsAndOwnSides(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		// a participle, a relative clause, a joined verb behind what is said
		"Kenya accused Somalia of bad faith, rejecting talks with the rebels as a trap.":               "Kenya [rejecting] talks with the rebels as a trap (reject)",
		"Kenya accused Somalia of arming the rebels, which Somalia denies.":                            "Somalia [denies] which (deny)",
		"Kenya condemned the raid, which killed nine soldiers, and summoned the Somali envoy.":         "the raid, which killed nine soldiers (condemn)",
		"Olan Verrick condemned the raid and called on Somalia to end the blockade.":                   "Olan Verrick [condemned] the raid (condemn)",
		"Olan Verrick said that the soldiers would stay in Garissa and warned Somalia against a raid.": "Olan Verrick [said] that the soldiers would stay in Garissa (",
		// who is cited for a speech that has its own speaker
		"\"Nobody should expect us to give up. We are on our way,\" Olan Verrick said, according to the Gazette.": "Olan Verrick [said] \"Nobody should expect us to give up. We are on our way,\"",
		// behind the cue no more than when it was said
		"Somalia has demanded an apology, Kenyan officials said on Friday, a day after Nairobi closed the bridge.": "Kenyan officials [said] Somalia has demanded an apology",
		// what the speaker's side does, will not do, wants, feels and is bound to
		"Kenya said it was ending its truce with the rebels.":                       "it was ending its truce with the rebels (announce)",
		"Kenya said it will not rebuild the bridge.":                                "it will not rebuild the bridge (reject)",
		"Kenya said it will not allow raids on its soil.":                           "it will not allow raids on its soil (pledge)",
		"Kenya said it was committed to working with Somalia.":                      "it was committed to working with Somalia (pledge)",
		"Kenya said it was pleased by the move.":                                    "it was pleased by the move (praise)",
		"Kenya is not ready to leave the strip.":                                    "to leave the strip (reject)",
		"Kenya said it holds Somalia responsible for the raid.":                     "it holds Somalia responsible for the raid (accuse) → SOM",
		"Kenya said it would open the bridge if Somalia stopped its air strikes.":   "it would open the bridge if Somalia stopped its air strikes (pledge) → SOM",
		"\"We want the Somali side to open the bridge,\" Kenya's minister told us.": "\"We want the Somali side to open the bridge,\" (demand) → SOM",
		"Kenya has insisted it is no longer willing to wait.":                       "it is no longer willing to wait (state)",
		// charges that are said to be untrue, and what a medium tells of
		"Kenya described the accusations as baseless.":                                            "the accusations as baseless (deny)",
		"Kenya rejected the accusations as \"baseless\".":                                         "the accusations as \"baseless\" (deny)",
		"ARY News reported that Somalia had shelled the bridge.":                                  "that Somalia had shelled the bridge (state)",
		"Kenya said Somalia's deeds in Mandera were a violation of the accord.":                   "(accuse) → SOM",
		"Kenya dismissed the allegations as a false tale.":                                        "the allegations as a false tale (deny)",
		"Kenya said it would resume bombing of the camps.":                                        "it would resume bombing of the camps (threaten)",
		"\"We are calling on Somalia to open the bridge,\" Kenya's minister said.":                "\"We are calling on Somalia to open the bridge,\" (appeal) → SOM",
		"Kenya, Uganda and Ethiopia said in a joint statement that Somalia must open the bridge.": "(demand) → SOM",
		// whose fault it is
		"Kenya blamed the \"stubbornness\" of Somalia for the failure of the talks.": "(accuse) → SOM",
		"Kenya called on Mogadishu to open the bridge.":                              "(appeal) → SOM",
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			if got := strings.Join(told(t, text), "\n"); !strings.Contains(got, want) {
				t.Errorf("%s:\n%s\nwant %s", text, got, want)
			}
		})
	}
}

// What has nobody say anything.
func TestDeedsAndOccasionsAreNoWords(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"Masked gunmen opened fire on a police patrol.",
		"Landmine blasts along disputed frontier areas killed seven soldiers.",
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			if got := told(t, text); len(got) > 0 {
				t.Errorf("%s: %q", text, got)
			}
		})
	}
}
