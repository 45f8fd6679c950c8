package reader

import (
	"slices"
	"testing"

	"github.com/parley-desk/parley/claim"
)

// Who speaks: the actor of each statement, in order; what stands for a name or a speaker named before is that one.
func TestVoices(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"it added, of a ministry": {
			"Azerbaijan's Defence Ministry said that Armenian forces had attacked a post. It added that Armenian forces had shelled a village.",
			[]string{"AZE.defence-ministry", "AZE.defence-ministry"},
		},
		"it, of no voice": {
			"Armenia met Hamas in Doha on Monday. It said that talks would go on.",
			[]string{"ARM"},
		},
		"it, of whom a new paragraph tells": {
			"Hamas said that talks would go on.\n\nArmenia has given no figures for its own losses. It said its army had killed dozens of gunmen in the valley.",
			[]string{"PSE.hamas", "ARM"},
		},
		"the statement is by who spoke": {
			"Azerbaijani officials said on Sunday that Armenian forces had attacked. Some Armenian soldiers stayed in the wood, the Defence Ministry said in a statement. The statement said that two soldiers had died.",
			[]string{"unnamed:AZE.official", "AZE.defence-ministry", "AZE.defence-ministry"},
		},
		"a statement of somebody else": {
			"Hamas said that the truce had been broken. A statement by the UNHCR said that families were on the move.",
			[]string{"PSE.hamas", "org:unhcr"},
		},
		"the group that spoke": {
			"The Selby Resistance Committees said that a drone of the Rapid Support Forces had killed eight people. The group said that shells fell too.",
			[]string{"org:selby-resistance-committees", "org:selby-resistance-committees"},
		},
		"the group that is an army's": {
			"Rapid Support Forces took the town on Monday. The group said that the army had fled.",
			[]string{"SDN.rsf"},
		},
		"a short name given with or": {
			"Talks went on with the Arakan Army, or AA, in May. The AA said that two jets had come.",
			[]string{"MMR.arakan-army"},
		},
		"the agency of the same letters": {
			"The AA reported that ten were killed. The AA said that two jets had come.",
			[]string{"org:anadolu", "org:anadolu"},
		},
		"a first name": {
			"Prime Minister Anwar Darrin said both sides had agreed. Anwar said that talks would go on.",
			[]string{"person:anwar-darrin", "person:anwar-darrin"},
		},
		"a first name of two": {
			"Minister Taylor Darrin said that both had agreed. Taylor Orr said no. Taylor said that talks would go on.",
			[]string{"person:taylor-darrin", "person:taylor-orr", "person:taylor"},
		},
		"a state in an office": {
			"UN envoy to Yemen Hans Dellberg said that talks would go on.",
			[]string{"person:hans-dellberg"},
		},
		"a body with its state in its name": {
			"Officials said that nothing was new. The Syrian presidency said that the truce held. Ukraine's Foreign Ministry said that nothing had come.",
			[]string{"unnamed:official", "SYR.government", "UKR.foreign-ministry"},
		},
		"a body of a nation that nobody knows": {
			"India's External Affairs Ministry said that talks would go on. The Karsenian Foreign Ministry said that nothing had come.",
			[]string{"IND.external-affairs-ministry", ""},
		},
		"military and army": {
			"The Thai army said that shells had fallen. Thailand's military said that two soldiers had died. Sudan's regular army said that it had fired.",
			[]string{"THA.army", "THA.army", "SDN.saf"},
		},
		"the navy is not the army": {
			"The Thai army said that shells had fallen. Thailand's navy said that two ships had sailed.",
			[]string{"THA.army", "THA.navy"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rec, err := r.Read(claim.Report{ID: "v", Text: c.text, Published: "2025-11-07"})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for i := range rec.Claims {
				if s, ok := rec.Claims[i].Body.(*claim.Statement); ok {
					id := ""
					if s.Speaker != nil {
						id = s.Speaker.Actor
					}
					got = append(got, id)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%s\nspeakers %q, not %q", c.text, got, c.want)
			}
		})
	}
}

// A speech that goes on over paragraphs is its speaker's, before and behind the paragraph with the cue; what is not within marks is not.
func TestSpeechOverParagraphs(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	for _, c := range []struct{ text, want string }{
		{"“We were ready to extend the truce with the Front.\n\n“The Front chose to attack on the day of the talks,” Marin Dell said.\n\nThe Front killed nine people in Selby.", ""},
		{"\"The Front has broken the truce,\" said the Aid Union in a statement.\n\n\"The shelling of Selby killed nine people on Monday.\"", "org:aid-union"},
		{"\"The Front has broken the truce,\" said the Aid Union in a statement.\n\nThe shelling of Selby killed nine people on Monday.", ""},
		{"“The Front killed nine people in Selby on Monday.\n\n“We shall not forget it,” Marin Dell said.", "person:marin-dell"},
	} {
		rec, err := r.Read(claim.Report{ID: "p", Text: c.text, Published: "2031-03-07"})
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for i := range rec.Claims {
			k := &rec.Claims[i]
			f, ok := k.Body.(*claim.Figure)
			if !ok || f.Measure != claim.Killed {
				continue
			}
			found = true
			by := ""
			if len(k.By) > 0 {
				by = k.By[0].Actor
			}
			if by != c.want {
				t.Errorf("%s\nthe toll is by %q, not %q", c.text, by, c.want)
			}
		}
		if !found {
			t.Errorf("%s\nno toll", c.text)
		}
	}
}

// Who did it, where it was and what was hit: names that run on, backers, and places that only say where another lies.
func TestDoersAndPlaces(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	for text, want := range map[string]string{
		"Al Qaeda-linked insurgents attacked a convoy near Selby.":                                                                          "unnamed:militant ASSAULT",
		"Al Qaeda insurgents attacked a convoy near Selby.":                                                                                 "INT.al-qaida ASSAULT",
		"Thailand will free hostages held by Hamas for Palestinians in jail.":                                                               "PSE.hamas ASSAULT",
		"Gunmen fired on a patrol in Banjska, a village 55 kilometres north of the capital, Pristina. Three of the assailants were killed.": "unnamed:gunman ASSAULT Banjska;  ASSAULT Banjska",
		"ISLAMABAD: Gunmen attacked a patrol near Peshawar on Monday, the army said.\n\nThree of the assailants were killed.":               "unnamed:gunman ASSAULT Peshawar;  ASSAULT Peshawar",
		"Gunmen fired on a patrol in Pristina. Three of the assailants were killed.":                                                        "unnamed:gunman ASSAULT Pristina;  ASSAULT Pristina",
	} {
		rec, err := r.Read(claim.Report{ID: "d", Text: text, Published: "2025-11-07"})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for i := range rec.Claims {
			e, ok := rec.Claims[i].Body.(*claim.Event)
			if !ok {
				continue
			}
			if got != "" {
				got += "; "
			}
			for _, a := range e.Actors {
				got += a.Actor
			}
			got += " " + e.Type
			if w := rec.Claims[i].Place; w != nil && rec.Places[w.Place].Text != "Selby" {
				got += " " + rec.Places[w.Place].Text
			}
		}
		if got != want {
			t.Errorf("%s\ngot  %q\nwant %q", text, got, want)
		}
	}
	for text, want := range map[string]string{
		"Rebels burned twelve trucks near Selby.":                      "damage",
		"Some 300 trucks crossed the border on Sunday, the army said.": "trade",
	} {
		rec, err := r.Read(claim.Report{ID: "d", Text: text, Published: "2025-11-07"})
		if err != nil {
			t.Fatal(err)
		}
		for i := range rec.Claims {
			if f, ok := rec.Claims[i].Body.(*claim.Figure); ok && string(f.Measure) != want {
				t.Errorf("%s: %s, not %s", text, f.Measure, want)
			}
		}
	}
}
