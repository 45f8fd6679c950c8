package reader

import (
	"slices"
	"testing"

	"github.com/parley-desk/parley/claim"
)

// told gives what a reader of figures, deeds, truces and commitments would note of a text, in order.
func noted(t *testing.T, r *Reader, text string) []string {
	t.Helper()
	rec, err := r.Read(claim.Report{ID: "n", Text: text, Published: "2025-11-07"})
	if err != nil {
		t.Fatal(err)
	}
	actors := func(refs []claim.Ref) (out string) {
		for _, x := range refs {
			if x.Actor == "" {
				x.Actor = x.Text
			}
			out += " " + x.Actor
		}
		return out
	}
	var got []string
	for i := range rec.Claims {
		c := &rec.Claims[i]
		switch b := c.Body.(type) {
		case *claim.Event:
			got = append(got, string(c.Kind)+" "+b.Type+":"+actors(b.Actors)+" "+string(c.Certainty)+" "+string(c.Tense))
		case *claim.Figure:
			got = append(got, string(c.Kind)+" "+string(b.Measure)+" "+b.Of)
		case *claim.Ceasefire:
			got = append(got, string(c.Kind)+" "+string(b.State)+":"+actors(b.Parties))
		case *claim.Stake:
			got = append(got, string(c.Kind)+":"+actors([]claim.Ref{b.Holder}))
		case *claim.Commitment:
			got = append(got, string(c.Kind)+" "+string(b.Form)+":"+actors([]claim.Ref{*b.From})+" to"+actors(b.To))
		}
	}
	return got
}

// Two subjects are both, a clause has its own; what is to be ended is there; a duty is of each who bears it.
func TestNoted(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	for text, want := range map[string][]string{
		"The Philippine government and the MILF forged a ceasefire on Thursday.":        {"ceasefire declared: PHL PHL.milf"},
		"The Yemeni government and the Houthis agreed in Muscat to exchange prisoners.": {"commitment pledge: YEM.irg to YEM.houthis", "commitment pledge: YEM.houthis to YEM.irg"},
		"Armenia recalled its envoy and Azerbaijan shut the crossing on Monday.":        {"event SANCTION: ARM asserted past"},
		"Had there been a hotline, it would have had work to do: fire across the border at Goma killed three men.": {
			"event ASSAULT: asserted past", "figure killed men"},
		"Armenia shelled a post of Azerbaijan on Monday. Armenia and Azerbaijan met on Tuesday. Iran, whose ports are the way around the border, may gain traffic.": {
			"stake: IRN"},
		"The truce came after the death toll from air strikes in Goma rose to 32 on Monday.": {"figure killed "},
		"Several other troops were killed in the attack on the camp.":                        {"event ASSAULT: asserted past", "figure killed other troops"},
		"Fighting has displaced more than 1.7 million civilians in Marrow.":                  {"figure displaced civilians"},
		"Rebels killed ten men in Goma. Envoys met in a bid to resolve the clashes on the border.": {
			"event ASSAULT: unnamed:rebel asserted past", "figure killed men", "event ASSAULT: asserted past"},
		"Rebels killed ten men in Goma. Envoys met in a bid to prevent clashes on the border.": {
			"event ASSAULT: unnamed:rebel asserted past", "figure killed men"},
		"Rebels killed ten men in Goma. Congo and M23 signed a pact in Doha. Under the pact, both sides must pull back their guns.": {
			"event ASSAULT: COD.m23 asserted past", "figure killed men", "event AGREE: COD COD.m23 asserted past",
			"commitment obligation: COD to COD.m23", "commitment obligation: COD.m23 to COD"},
		"Rebels killed ten men in Goma. Congo and M23 signed a pact in Doha. The pact stipulates that M23 must withdraw from all towns.": {
			"event ASSAULT: COD.m23 asserted past", "figure killed men", "event AGREE: COD COD.m23 asserted past", "commitment obligation: COD.m23 to"},
		"India lodged a formal protest against the Pakistani Army over the firing on Monday.": {"event ACCUSE: IND asserted past"},
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			got := noted(t, r, text)
			for _, w := range want {
				if !slices.Contains(got, w) {
					t.Errorf("%s\ngot  %q\nlacks %q", text, got, w)
				}
			}
			if len(got) > len(want)+1 {
				t.Errorf("%s\ngot  %q\nwant %q", text, got, want)
			}
		})
	}
}

// Breaches and demands by whom, and who both sides are: statements of demand and appeal, and breaches, of a text.
func TestTalkedOf(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	for _, c := range []struct {
		title, text string
		want        []string
	}{
		{text: "Rebels broke the ceasefire on Monday. Armenia called the Israeli strike a clear violation of the truce.",
			want: []string{"breach rebels", "condemn ARM", "breach ISR"}},
		{text: "Rebels broke the ceasefire on Monday. Armenia called the Israeli strike a mistake.",
			want: []string{"breach rebels", "state ARM"}},
		{text: "The shelling was a violation of the ceasefire, Armenia said.", want: []string{"state ARM", "breach"}},
		{text: "The army shelled Selby. A senior official said Hamas still demands an end to the war.",
			want: []string{"state unnamed:official", "demand PSE.hamas"}},
		{text: "The army shelled Selby. A senior official said Hamas still wins.", want: []string{"state unnamed:official"}},
		{text: "Fighting goes on. The violence in the north threatens the fragile ceasefire.", want: nil},
		{text: "Fighting goes on. The rebels threatened to break the ceasefire.", want: []string{"breach rebels", "threaten unnamed:rebel"}},
		{text: "The Yemeni government and the Houthis agreed in Muscat on a truce. It has held. It was brokered by Jordan. Jordan urged the parties to sign.",
			want: []string{"agree YEM.irg", "appeal JOR on YEM.irg YEM.houthis"}},
		{text: "The Yemeni government and the Houthis agreed in Muscat to swap prisoners, including Saudis and Sudanese. It has held. Jordan urged both sides to sign.",
			want: []string{"agree YEM.irg", "appeal JOR on YEM.irg YEM.houthis"}},
		{title: "Sudan: RSF drones leave dozens dead in El Fasher", text: "Rebels of the RSF attacked El Fasher.", want: nil},
		{title: "Armenia: Azerbaijan broke the truce", text: "Armenia is at war.", want: []string{"state ARM"}},
	} {
		rec, err := r.Read(claim.Report{ID: "t", Title: c.title, Text: c.text, Published: "2025-11-07"})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for i := range rec.Claims {
			switch b := rec.Claims[i].Body.(type) {
			case *claim.Statement:
				s := string(b.Act) + " " + b.Speaker.Actor
				if b.Act == claim.ActAppeal {
					s += " on"
					for _, x := range b.Target {
						s += " " + x.Actor
					}
				}
				got = append(got, s)
			case *claim.Breach:
				s := "breach"
				for _, x := range b.Accused {
					if x.Actor == "unnamed:rebel" {
						x.Actor = "rebels"
					}
					s += " " + x.Actor
				}
				got = append(got, s)
			}
		}
		slices.Sort(got)
		slices.Sort(c.want)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s %s\ngot  %q\nwant %q", c.title, c.text, got, c.want)
		}
	}
}

// What came of a deed is told of it, and not of who says so behind it.
func TestWhoSaysSoBehindDoesNothing(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	for text, want := range map[string][]string{
		"A suicide bomber blew himself up outside a court in Goma on Tuesday, killing at least 12 people and wounding 27, the interior minister said.": {
			"event ASSAULT: A suicide bomber asserted past", "figure killed people", "figure injured people"},
		"A bomb went off in a market in Goma, killing nine people, police said on Friday.":    {"event ASSAULT: asserted past", "figure killed people"},
		"Two roadside bombs exploded near a convoy, killing four traders, the mayor told us.": {"event ASSAULT: asserted past", "figure killed traders", "figure weapons roadside bombs"},
	} {
		got := noted(t, r, text)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s\ngot  %q\nwant %q", text, got, want)
		}
	}
}
