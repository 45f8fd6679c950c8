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
		"The M23 said the Congolese army had shelled its camp.": "(accuse) → COD.fardc",
		"Pakistan demands written, verifiable action against the Tehreek-e-Taliban Pakistan (TTP), which it says plans its attacks on Afghan soil.":     "(demand) → AFG",
		"Pakistan demands action against the TTP by the Afghan authorities.":                                                                            "(demand) → AFG",
		"Kenya has mended its ties and is accused by Somalia of backing the rebels.":                                                                    "(accuse) → KEN",
		"Kenya blamed the breakdown in talks on demands from the Somali army which included an end to the levy imposed on Ethiopia.":                    "(accuse) → SOM.sna",
		"The minister voiced appreciation for Kenya.":                                                                                                   "(praise) → KEN",
		"According to M23 spokesperson Olan Verrick, the Congolese government “does not want peace.”":                                                   "[According to] the Congolese government “does not want peace.”",
		"Minister Olan Verrick announced that the negotiation process has effectively ended, saying, “The mediators have given up all hope of a deal.”": "Olan Verrick [saying] “The mediators have given up all hope of a deal.”",
		"Kenya had expressed concern over the envoy and demanded the government restore the phone lines before any talks.":                              "Kenya [demanded] the government restore the phone lines before any talks",
		// an aside behind a dash is the report's own; a clause of condition alone is not what is warned of
		"The Kenyan delegation demanded that Somalia accept verbal assurances instead of a treaty — a condition the mayor of Garissa mocked.": "[demanded] that Somalia accept verbal assurances instead of a treaty (demand)",
		"He went on to warn that if mortar attacks originate from Somali territory, Kenya will respond in kind.":                              "that if mortar attacks originate from Somali territory, Kenya will respond in kind",
		// what is called so may stand behind what it is called
		"The Kremlin has dismissed as \"empty\" Ukraine's demand for Russia to immediately hand over its proposed memorandum.": "[has dismissed] as \"empty\" Ukraine's demand for Russia to immediately hand over its proposed memorandum (reject) → UKR",
		// verbs of speech taken for nouns
		"The Kremlin recalled a possible second round of talks in Istanbul, Russian news agency RIA Novosti reports, citing the envoy Olan Verrick.": "Russian news agency RIA Novosti [reports] The Kremlin recalled a possible second round of talks in Istanbul",
		"“We promised it and will certainly send them home,” RSF statement read.":                                                                    "RSF statement [read] “We promised it and will certainly send them home,”",
		// a paper with what is said of it
		"According to a statement posted on the rebel website on Thursday evening, Olan Verrick put forward the request.": "a statement posted on the rebel website on Thursday evening [According to] Olan Verrick",
		// a speech of several sentences before its cue
		"\"Paying the wages is a basic demand of the people. If this demand is not met, we will not sign,\" Olan Verrick was quoted in the statement as telling the envoy.": "\"Paying the wages is a basic demand of the people. If this demand is not met, we will not sign,\"",
		// acts that are told of the speaker's side; a paper does not do what its country does
		"Kenya said it had rejected the plan.":                               "it had rejected the plan (reject)",
		"ARY News reported that Pakistan and Afghanistan agreed on a truce.": "that Pakistan and Afghanistan agreed on a truce (state)",
		// a charge that is told to be denied is no part of the charge
		"UN experts accuse Rwanda of backing M23, an allegation Kigali denies.": "Kigali [denies] an allegation (deny)",
		"Kinshasa accuses Rwanda of arming M23 — a claim Rwanda rejects.":       "Kinshasa [accuses] Rwanda of arming M23 (accuse) → RWA",
		// each of the other
		"Kenya and Somalia accused each other of breaking the truce.": "(accuse) → KEN → SOM",
		// what is called a wrong
		"Kenya called the raid a violation of the truce.": "the raid a violation of the truce (condemn)",
		// who is warned
		"Kenya warned Somalia against breaking the truce.": "against breaking the truce (warn) → SOM",
		// a verb taken for a noun, within what another says
		"An official said Kenya still demands that Somalia leave the strip.":    "[said] Kenya still demands that Somalia leave the strip",
		"An official told us Kenya still demands that Somalia leave the strip.": "Kenya [still demands] that Somalia leave the strip (demand) → SOM",
		// those cited say what follows, and so does who cites them
		"His remarks contradicted an Arab media report citing Kenyan officials as saying that Kenya and Somalia had reached a deal.": "Kenyan officials [citing … as saying] that Kenya and Somalia had reached a deal (state)",
		// a past tense taken for a participle, and of which side it is told
		"Kenya said its delegation “unequivocally rejected” these demands.": "its delegation “unequivocally rejected” these demands (reject)",
		// who only leads the talks, or comes after, is not asked
		"Kenya insisted there must be no preconditions set before Somalia intervenes.": "there must be no preconditions set before Somalia intervenes (demand)",
		// a clause to which a phrase leads up
		"The Front announced on Wednesday that during the meetings held on Sunday and Monday, both sides presented their demands.": "that during the meetings held on Sunday and Monday, both sides presented their demands",
		// whose participle it is
		"Olan Verrick arrived in Kenya on Wednesday after two days of talks with Somali officials, saying that there had been progress.": "Olan Verrick [saying] that there had been progress",
		// a demand that others reject
		"Kenya has demanded the right to act to enforce the deal — a position Uganda and the Somali government reject.": "Uganda and the Somali government [reject] a position (reject)",
		// what an adverb hides; whose offer is not confirmed, and who signals one
		"Somalia did not confirm the proposal for a patrol to Kenya.":           "(announce)",
		"Kenya has signalled readiness for follow-ups.":                         "(offer)",
		"Kenyan officials have reportedly urged Somalia to compromise further.": "Somalia to compromise further (appeal) → SOM",
		// what several say of themselves; where they will meet is nobody whom they promise it
		"Kenya and Somalia said on Monday that they will resume talks in Uganda.": "that they will resume talks in Uganda (pledge)",
		// an adverb of the saying
		"The agency reported earlier that Kenya had left the talks.": "[reported] that Kenya had left the talks",
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			if got := strings.Join(told(t, text), "\n"); !strings.Contains(got, want) {
				t.Errorf("%s:\n%s\nwant %s", text, got, want)
			}
		})
	}
}
