package reader

import (
	"strings"
	"testing"

	"github.com/parley-desk/parley/claim"
)

// What a speaker does by naming the act, by what his side will not do, and by speaking up for somebody (codebook S11, S13).
func TestActsNamedAndRefused(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	for text, want := range map[string]claim.Act{
		"The Indian president reiterated support for the mission in Goma.":                       claim.ActPraise,
		"Armenia has repeated its demand that the crossing be opened.":                           claim.ActDemand,
		"Armenia said on Monday that it will not release the prisoners.":                         claim.ActReject,
		"President Ivo Marr said his country will not lift the ban on Congo.":                    claim.ActReject,
		"Armenia said on Monday that it will not allow rebels on its soil.":                      claim.ActPledge,
		"The Indian government defended the mission in Goma, which it had sent there last year.": claim.ActPraise,
	} {
		rec, err := r.Read(claim.Report{ID: "a", Text: text, Published: "2025-11-07"})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for i := range rec.Claims {
			if s, ok := rec.Claims[i].Body.(*claim.Statement); ok {
				got = append(got, string(s.Act))
			}
		}
		if strings.Join(got, " ") != string(want) {
			t.Errorf("%s\ngot %q, want %q", text, got, want)
		}
	}
}

// Who does what to whom in affairs of state, where parsers hang the objects elsewhere.
func TestAffairs(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	for text, want := range map[string]string{
		"India's air force carried out strikes Friday evening against rebel targets.": "ASSAULT aerial: India's air force > rebel targets",
		"The Indian president meets Armenia's President Ivo Marr in Goma.":            "CONSULT : Indian president, Ivo Marr > ",
		"The court in Goma convicted two ministers.":                                  "SANCTION convict: court > ministers",
		"The Indian government returned a mask to Congo.":                             "RETREAT : Indian government > Congo",
		"Indian troops remained on alert along the border.":                           "MOBILIZE troops: Indian troops > ",
		"The prosecutor's office launched an investigation into the minister.":        "ACCUSE investigate: The prosecutor's office > minister",
		"Rebels held two hundred civilians as human shields in Goma.":                 "ASSAULT abduct: Rebels > civilians",
		"Two soldiers died in cross-border shelling on Monday.":                       "ASSAULT heavy-weapons:  > soldiers",
		"India gave Armenia a deadline on Monday.":                                    "THREATEN : India > Armenia",
	} {
		rec, err := r.Read(claim.Report{ID: "a", Text: text, Published: "2025-11-07"})
		if err != nil {
			t.Fatal(err)
		}
		names := func(refs []claim.Ref) string {
			var out []string
			for _, x := range refs {
				out = append(out, x.Text)
			}
			return strings.Join(out, ", ")
		}
		got := ""
		for i := range rec.Claims {
			if e, ok := rec.Claims[i].Body.(*claim.Event); ok {
				got += e.Type + " " + e.Mode + ": " + names(e.Actors) + " > " + names(e.Recipients)
			}
		}
		if got != want {
			t.Errorf("%s\ngot  %q\nwant %q", text, got, want)
		}
	}
}
