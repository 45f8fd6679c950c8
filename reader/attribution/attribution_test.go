package attribution_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/reader"
)

var newReader = sync.OnceValues(func() (*reader.Reader, error) { return reader.New(reader.Options{}) })

// told reads a text and spells its statements: source [cue] content, act, → targets, (by).
func told(t *testing.T, text string) []string {
	t.Helper()
	r, err := newReader()
	if err != nil {
		t.Fatal(err)
	}
	record, err := r.Read(claim.Report{ID: "t", Text: text, Published: "2025-11-08"})
	if err != nil {
		t.Fatal(err)
	}
	points := []rune(text)
	words := func(spans []claim.Span) string {
		var out []string
		for _, s := range spans {
			out = append(out, string(points[s.Start:s.End]))
		}
		return strings.Join(out, " … ")
	}
	var out []string
	for _, c := range record.Claims {
		s, ok := c.Body.(*claim.Statement)
		if !ok {
			continue
		}
		line := words(s.SpeakerSpan) + " [" + words(s.CueSpan) + "] " + words(s.ContentSpans) + " (" + string(s.Act) + ")"
		for _, r := range s.Target {
			line += " → " + r.Actor
		}
		for _, r := range c.By {
			line += " by " + r.Text
		}
		out = append(out, line)
	}
	return out
}

func TestStatements(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"said that": {
			"The ministry said that the road to the port had been reopened.",
			[]string{"The ministry [said] that the road to the port had been reopened (state)"},
		},
		"said without that": {
			"Villagers said the shelling had stopped at dawn.",
			[]string{"Villagers [said] the shelling had stopped at dawn (state)"},
		},
		"the speaker at the end": {
			"Two bridges were destroyed in the attack, officials in the town said on Friday.",
			[]string{"officials in the town [said] Two bridges were destroyed in the attack (state)"},
		},
		"a day of the saying": {
			"The army said on Thursday that it had taken the bridge.",
			[]string{"The army [said] that it had taken the bridge (state)"},
		},
		"direct, before its cue": {
			"“The road is open again,” the mayor said. He left soon after.",
			[]string{"the mayor [said] “The road is open again,” (state)"},
		},
		"direct, inverted": {
			"\"We have no water,\" said a nurse at the clinic.",
			[]string{"a nurse at the clinic [said] \"We have no water,\" (state)"},
		},
		"direct, split by its cue": {
			"“The road is open,” the mayor said, “and the market will follow.”",
			[]string{"the mayor [said] “The road is open,” … “and the market will follow.” (state)"},
		},
		"direct, going on without a cue": {
			"“The road is open,” the mayor said. “The market will follow next week.”",
			[]string{"the mayor [said] “The road is open,” … “The market will follow next week.” (state)"},
		},
		"direct, after a colon": {
			"The mayor added: “The market will follow.”",
			[]string{"The mayor [added:] “The market will follow.” (state)"},
		},
		"according to": {
			"According to the police, three men were arrested near the bridge.",
			[]string{"the police [According to] three men were arrested near the bridge (state)"},
		},
		"according to, at the end": {
			"Three men were arrested near the bridge, according to the police.",
			[]string{"the police [according to] Three men were arrested near the bridge (state)"},
		},
		"accused of": {
			"Eritrea accused Ethiopia of shelling the border town.",
			[]string{"Eritrea [accused] Ethiopia of shelling the border town (accuse) → ETH"},
		},
		"condemned": {
			"Norway condemned the attack on the clinic.",
			[]string{"Norway [condemned] the attack on the clinic (condemn)"},
		},
		"an act that the speaker names": {
			"“We demand a guarantee in writing,” the mayor said.",
			[]string{"the mayor [said] “We demand a guarantee in writing,” (demand)"},
		},
		"said not to have done wrong": {
			"Norway said that it had not shelled the town.",
			[]string{"Norway [said] that it had not shelled the town (deny)"},
		},
		"said not to have done what is no wrong": {
			"Norway said that it had not painted the bridge.",
			[]string{"Norway [said] that it had not painted the bridge (state)"},
		},
		"promised to": {
			"Norway agreed to send forty trucks of grain to Eritrea.",
			[]string{"Norway [agreed] to send forty trucks of grain to Eritrea (agree) → ERI"},
		},
		"promised, though others are named first": {
			"Norway offered to lead troops of Sweden for Eritrea.",
			[]string{"Norway [offered] to lead troops of Sweden for Eritrea (offer) → ERI"},
		},
		"agreed with each other": {
			"Norway and Eritrea have agreed to reopen the bridge.",
			[]string{"Norway and Eritrea [have agreed] to reopen the bridge (agree) → ERI"},
		},
		"told by one behind it": {
			"The statement said that nine people had died, the news agency Vale Press reported.",
			[]string{
				"the news agency Vale Press [reported] The statement said that nine people had died (state)",
				"The statement [said] that nine people had died (state) by Vale Press",
			},
		},
		"said, with circumstances behind it": {
			"The talks have resumed, a spokesman of Norway said Tuesday, amid reports of new fighting.",
			[]string{"a spokesman of Norway [said] The talks have resumed (announce)"},
		},
		"asked for comment": {
			"The army did not respond to a request for comment on the raid.",
			nil,
		},
		"claimed by nobody": {
			"No one claimed responsibility for the raid.",
			nil,
		},
		"denied": {
			"The militia denied that it had fired on the convoy.",
			[]string{"The militia [denied] that it had fired on the convoy (deny)"},
		},
		"vowed to": {
			"The general vowed to hold the town.",
			[]string{"The general [vowed] to hold the town (pledge)"},
		},
		"urged": {
			"Norway urged the two sides to stop the fighting.",
			[]string{"Norway [urged] the two sides to stop the fighting (appeal)"},
		},
		"called for": {
			"The bishop called for an end to the siege.",
			[]string{"The bishop [called for] an end to the siege (appeal)"},
		},
		"warned of": {
			"Doctors warned of an outbreak of cholera in the camp.",
			[]string{"Doctors [warned of] an outbreak of cholera in the camp (warn)"},
		},
		"a participle": {
			"The minister closed the border, saying that smugglers had used it.",
			[]string{"The minister [saying] that smugglers had used it (state)"},
		},
		"an adverb, nobody named": {
			"The rebels have reportedly left the town.",
			[]string{" [reportedly] The rebels have … left the town (state)"},
		},
		"expected": {
			"The envoy is expected to meet the general on Monday.",
			[]string{" [is expected] The envoy … to meet the general on Monday (state)"},
		},
		"a chain": {
			"The mayor said that the army had claimed that the bridge was safe.",
			[]string{
				"The mayor [said] that the army had claimed that the bridge was safe (state)",
				"the army [had claimed] that the bridge was safe (state) by mayor",
			},
		},
		"a source that cites another": {
			"The newspaper, citing a police officer, said that the bridge was closed.",
			[]string{
				"The newspaper [said] that the bridge was closed (state)",
				"a police officer [citing] that the bridge was closed (announce) by The newspaper",
			},
		},
		"a thought within a quotation is content": {
			"“I think we want the same thing,” the mayor said.",
			[]string{"the mayor [said] “I think we want the same thing,” (state)"},
		},
		"a title is no speech": {
			"The writer of \"War and Peace in Doha\" arrived on Monday.",
			nil,
		},
		"nothing said": {
			"The army took the bridge on Monday and moved on to the port.",
			nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := told(t, c.text)
			for i := range got { // whom an appeal to "the two sides" is aimed at depends on the report
				if c.want != nil && i < len(c.want) && !strings.Contains(c.want[i], "→") {
					got[i], _, _ = strings.Cut(got[i], " → ")
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%s\n got %s\nwant %s", c.text, strings.Join(got, "\n     "), strings.Join(c.want, "\n     "))
			}
		})
	}
}
