package attribution_test

import (
	"slices"
	"strings"
	"testing"
)

// Whose the participles, reflexives and questions are that stand beside what another says.
func TestMeanwhile(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"The envoy said on Tuesday that neither side had accepted the plan, while urging both to sign it without preconditions.": {
			"The envoy [said] that neither side had accepted the plan (state)", "The envoy [urging] both to sign it without preconditions (appeal)",
		},
		"The minister said the rebels had left the valley, urging them to lay down their arms.": {
			"The minister [said] the rebels had left the valley (state)", "The minister [urging] them to lay down their arms (appeal)",
		},
		"Eritrea sent a letter to Ethiopia, regarding its raids on Monday.":                nil,
		"The two men pleaded guilty on Monday to charges of arming the rebels.":            nil,
		"The general pleaded not guilty to the charge.":                                    nil,
		"“We would like them to accept the text that was shown to them,” the envoy said.":  {"the envoy [said] “We would like them to accept the text that was shown to them,” (appeal)"},
		"“We would like to go on with the talks,” the envoy said.":                         {"the envoy [said] “We would like to go on with the talks,” (state)"},
		"The ministry has denied those claims, challenging Sudan to present its evidence.": {"The ministry [challenging] Sudan to present its evidence (demand)"},
		"Sudan said Ethiopia condemns any attack on the border.":                           {"Sudan [said] Ethiopia condemns any attack on the border (state)"},
		"“It is the third time. This is another violation committed by Ethiopia in our valley,” the Sudanese minister said.": {
			"the Sudanese minister [said] “It is the third time. This is another violation committed by Ethiopia in our valley,” (accuse) → ETH",
		},
		"“It is late. My family had to leave,” the teacher said.":                                         {"the teacher [said] “It is late. My family had to leave,” (state)"},
		"An official claimed that the rebels had accepted the plan, an assertion denied by Sudan.":        {"Sudan [denied] an assertion (deny)"},
		"The minister discussed the plan in an interview with Vale Press.":                                {"The minister [discussed] the plan (state)"},
		"The minister affirmed the points in the mediator's statement.":                                   {"The minister [affirmed] the points in the mediator's statement (state)"},
		"The general slammed the plan as the “worst yet” and “biased”, citing its authors.":               {"The general [slammed] the plan as the “worst yet” and “biased” (condemn)"},
		"“This action is a violation of our law,” the Sudanese minister said.":                            {"the Sudanese minister [said] “This action is a violation of our law,” (condemn)"},
		"The sides reiterated their commitment to the truce and called for the release of all prisoners.": {"The sides [reiterated] their commitment to the truce (", "[called for] the release of all prisoners (appeal)"},
		"Sudan accused its neighbour Ethiopia of shooting down a drone.":                                  {"Sudan [accused] its neighbour Ethiopia of shooting down a drone (accuse) → ETH"},
		"Sudan dismissed as “baseless” Ethiopia's accusations that it had shot down a drone.":             {"(deny) → ETH"},
		"Sudan also addressed Ethiopian accusations that its forces had laid mines.": {
			"Ethiopian [accusations] that its forces had laid mines (accuse)",
		},
	} {
		got := told(t, text)
		if want == nil && len(got) > 0 {
			t.Errorf("%s\n got %q, want nothing", text, got)
		}
		for _, w := range want {
			if !slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, w) }) {
				t.Errorf("%s\n got %q\nwant %s", text, got, w)
			}
		}
	}
}
