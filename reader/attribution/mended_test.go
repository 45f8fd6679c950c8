package attribution_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/parley-desk/parley/claim"
)

func TestMended(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text string
		want []string // each stands in some statement
	}{
		"an aside between the accused and the deed": {
			"The prosecutor accused Olan Verrick, his aide, of planning the raid on the depot.",
			[]string{"The prosecutor [accused] Olan Verrick, his aide, of planning the raid on the depot"},
		},
		"an accuser taken for a time": {
			"A court charged the general on Friday after police accused Olan Verrick, his aide, of planning the raid and of hiding arms in a barn.",
			[]string{"police [accused] Olan Verrick, his aide, of planning the raid and of hiding arms in a barn"},
		},
		"a time between the blamed and the deed": {
			"The rebels blamed the army on Friday for a blast in the town.",
			[]string{"The rebels [blamed] the army on Friday for a blast in the town"},
		},
		"a charge that is denied": {
			"The ministry denied the allegations that it had shelled a village.",
			[]string{"that it had shelled a village (deny)"},
		},
		"a charge that is rejected": {
			"The army rejected the accusation that its troops shelled the market.",
			[]string{"The army [rejected] the accusation that its troops shelled the market (deny)"},
		},
		"a preposition before the words": {
			"Northern and southern troops fired at each other overnight at a main crossing, and four villagers died, an official said on Saturday.",
			[]string{"an official [said] Northern and southern troops fired at each other overnight at a main crossing, and four villagers died"},
		},
		"a predicate that goes on": {
			"Officials said gunmen stormed the depot, killed three guards and injured four.",
			[]string{"Officials [said] gunmen stormed the depot, killed three guards and injured four"},
		},
		"a source that quotes another": {
			"The newspaper, quoting an army spokesman, reported that the governor had said that the siege was over.",
			[]string{
				"The newspaper [reported] that the governor had said that the siege was over",
				"an army spokesman [quoting] that the governor had said that the siege was over",
				"the governor [had said] that the siege was over (state) by The newspaper by army spokesman",
			},
		},
		"a relative clause that accuses too": {
			"Eritrea, which accuses Ethiopia of arming the rebels, also accused Sudan of closing its roads.",
			[]string{"Eritrea [also accused] Sudan of closing its roads", "which [accuses] Ethiopia of arming the rebels"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := told(t, c.text)
			for _, want := range c.want {
				if !slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, want) }) {
					t.Errorf("%s\n got %s\nwant %s", c.text, strings.Join(got, "\n     "), want)
				}
			}
		})
	}
}

// speakers reads a text and gives the actor who speaks in each statement, in order.
func speakers(t *testing.T, title, text string) []string {
	t.Helper()
	r, err := newReader()
	if err != nil {
		t.Fatal(err)
	}
	record, err := r.Read(claim.Report{ID: "t", Title: title, Text: text, Published: "2025-11-08"})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, c := range record.Claims {
		if s, ok := c.Body.(*claim.Statement); ok && s.Speaker != nil {
			out = append(out, s.Speaker.Actor)
		}
	}
	return out
}

func TestSpeakers(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		title, text string
		want        []string
	}{
		"he, over three paragraphs": {
			"", "General Sarn Okel came to the town on Friday.\n\nThe road was closed again at noon. Trucks stood in a line of two miles.\n\nSoldiers searched the market.\n\nHe said the siege would go on.",
			[]string{"person:sarn-okel"},
		},
		"they, speaking on": {
			"", "Two elders met the governor on Friday.\n\nThey said that the market had been shut for a week.\n\nThe market feeds four villages.\n\nThey added that no trucks had come since Monday.",
			[]string{"unnamed:elder", "unnamed:elder"},
		},
		"it, of the union that spoke": {
			"", "KHARTOUM (Vale Press) - The army shelled the market of Omdurman on Friday, a doctors' union said in a statement.\n\nIt said nine people were killed.",
			[]string{"unnamed:medic", "unnamed:medic"},
		},
		"it, of a ministry that nobody knows": {
			"", "The army said gunmen stormed a camp near Mandera. The foreign ministry said the support that Al-Shabaab enjoy in Somalia had grown. It demanded an end of the raids. Kenya and Somalia met in Doha.",
			[]string{"", "", ""},
		},
		"it, of a group that spoke": {
			"", "Kenya and Ethiopia have closed a road. Al-Shabaab said the support would go on. It demanded an end of the raids.",
			[]string{"SOM.al-shabaab", "SOM.al-shabaab"},
		},
		"neighbours are others": {
			"", "Somalia's neighbours agreed on Friday to patrol the coast together.",
			[]string{""},
		},
		"who agrees himself": {
			"", "Somalia agreed on Friday to patrol the coast.",
			[]string{"SOM"},
		},
		"an office behind a group's name": {
			"", "SLM/A Secretary-General Idris Marrow said that the movement would not join the talks in Juba.",
			[]string{"person:idris-marrow"},
		},
		"the Foreign Office of the state that is spoken of": {
			"", "Pakistan closed the crossing at Torkham on Friday. The Foreign Office said the crossing would stay shut.",
			[]string{"PAK.mofa"},
		},
		"a ministry by its words": {
			"", "Norway has sent two envoys to Asmara. The Foreign Ministry said the envoys would stay a week.",
			[]string{"NOR.foreign-ministry"},
		},
		"a headline's second verb": {
			"Watchdog faults army over raid, says dozens held", "Trucks waited at the gate on Friday.",
			[]string{"org:watchdog", "org:watchdog"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := speakers(t, c.title, c.text); !slices.Equal(got, c.want) {
				t.Errorf("%s: %v, want %v", c.text, got, c.want)
			}
		})
	}
}

// What is done with a particle is no speech, though the bare verb is.
func TestDeedsWithAParticle(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"The rebels called off a meeting with mediators.",
		"The government has called off talks with the rebels, and the army called up its reservists.",
		"Karsenia broke off its negotiations with Ruvania on Monday.",
	} {
		if got := told(t, text); len(got) > 0 {
			t.Errorf("%s\n got %q, want no statement", text, got)
		}
	}
	if got := told(t, "The minister called the talks off-putting."); len(got) != 1 {
		t.Errorf("a calling that is speech: got %q", got)
	}
}

// A name behind a dash to the end of the line signs the quotation before it; a dash that only sets words off does not.
func TestSignedQuotations(t *testing.T) {
	t.Parallel()
	got := told(t, "“We are tired of this war.” ― Mara Linden\n“Nobody asked the villages.”— Bram Fordman, a teacher in Marr.\n\n“It is over” — Marr fell that night, and with it the front.")
	want := []string{"Mara Linden [―] “We are tired of this war.”", "Bram Fordman, a teacher in Marr [—] “Nobody asked the villages.”"}
	for _, w := range want {
		if !slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, w) }) {
			t.Errorf("got %q, want %s", got, w)
		}
	}
	if len(got) != len(want) {
		t.Errorf("got %q, want no more than %q", got, want)
	}
}

// A line that ends in a colon brings the quotation in the next one.
func TestIntroducedQuotations(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"The Daily Herald reports:\n\n“The ministry has closed the crossing for a month.”":                  "The Daily Herald [reports:] “The ministry has closed the crossing for a month.”",
		"On Monday, Verrick made the following comment:\n\n“The guns are silent and we hope they stay so.”": "Verrick [made the following comment:] “The guns are silent and we hope they stay so.”",
	} {
		if got := told(t, text); !slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, want) }) {
			t.Errorf("%s\n got %q\nwant %s", text, got, want)
		}
	}
}
