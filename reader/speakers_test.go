package reader

import (
	"slices"
	"testing"

	"github.com/parley-desk/parley/claim"
)

// What several say together is one statement with a Ref for each; what one says of several, or at one's side, is not.
func TestSpeakers(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	for _, c := range []struct {
		text string
		want []string
	}{
		{"Pakistan and Afghanistan said in a joint statement that the road would open on Monday.", []string{"PAK", "AFG"}},
		{"Armenia and Azerbaijan reported clashes on the border on Tuesday.", []string{"ARM", "AZE"}},
		{"Pakistan and Afghanistan met in Doha on Monday. Both sides said they would keep the truce.", []string{"PAK", "AFG"}},
		{"Foreign Minister Dara Velin met Defence Minister Ivo Marr on Monday. The two ministers said that talks would go on in May.", []string{"person:dara-velin", "person:ivo-marr"}},
		{"Pakistan and Afghanistan met in Doha on Monday. They agreed to hold a second round.", []string{"PAK", "AFG"}},
		{"On Wednesday, the government and the Houthi group agreed to free forty prisoners. The Houthis hold Sanaa.", []string{"YEM", "YEM.houthis"}},
		{"The foreign ministries of Armenia and Azerbaijan announced on Monday that the text was settled.", []string{"ARM.foreign-ministry", "AZE.foreign-ministry"}},
		{"Armenia said that Azerbaijan and Turkey had broken the truce.", nil},
		{"Pakistan said on Monday that the road was open.", nil},
		{"Armenia and its soldiers stayed calm, Azerbaijan said.", nil},
	} {
		rec, err := r.Read(claim.Report{ID: "s", Text: c.text, Published: "2031-03-07"})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for i := range rec.Claims {
			if s, ok := rec.Claims[i].Body.(*claim.Statement); ok {
				for _, v := range s.Speakers {
					got = append(got, v.Actor)
				}
				if voices := s.Voices(); len(s.Speakers) == 0 && len(voices) > 1 {
					t.Errorf("%s: %d voices", c.text, len(voices))
				}
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s\nspeakers %q, not %q", c.text, got, c.want)
		}
	}
}

// Who is meant by a name that is only stressed, by an office with its field, by a pronoun.
func TestWhoSpeaks(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	for _, c := range []struct {
		title, text string
		want        []string
	}{
		{text: "The army praised a plan of Dara Velin. Velin himself told reporters that the deal was dead.", want: []string{"", "person:dara-velin"}},
		{text: "Presidential Adviser on the Peace Process Tara Quinn said the two panels would meet in May.", want: []string{"person:tara-quinn"}},
		{text: "At least nine people were killed, the health ministry in the Hamas-run enclave said.", want: []string{"PSE.health-ministry"}},
		{text: "An adviser to Prime Minister Tara Quinn said the two panels would meet in May.", want: []string{"unnamed:adviser"}},
		{text: "Deputy chairman Oran Velin condemned the vote.\n\nHon. Oran said the vote was void.", want: []string{"person:oran-velin", "person:oran-velin"}},
		{text: "Dara Velin said the talks were over.\n\nIvo Marr, head of the army, turned to the siege in a speech.\n\nHe said it would end soon.", want: []string{"person:dara-velin", "person:ivo-marr"}},
		{text: "(Vale Press) – Minister Dara Velin has condemned the naming of a council and called on mediators of the accord to act.", want: []string{"person:dara-velin", "person:dara-velin"}},
		{text: "Zorvel slammed the plan on Monday.", want: []string{"person:zorvel"}},
		{text: "Two men were suspended on April 6 by Velin who accused them of theft. Dara Velin leads the party.", want: []string{"person:dara-velin"}},
		{text: "An envoy arrived on Monday.\n\nDara Velin said he would help the refugees, after Prince Omar Halik urged his mediation. Velin said it again.", want: []string{"person:dara-velin", "person:omar-halik", "person:dara-velin"}},
		{text: "In a phone call with Dara Velin, the president stressed the need for peace.", want: []string{"unnamed:president"}},
		{text: "Asked about the truce, Dara Velin said that it held.", want: []string{"person:dara-velin"}},
		{text: "The foreign ministry of Armenia denied those claims, challenging Baku to present its evidence.", want: []string{"ARM.foreign-ministry", "ARM.foreign-ministry"}},
		{title: "Rivals urged to sign truce plan", text: "Fighting went on.", want: []string{""}},
	} {
		rec, err := r.Read(claim.Report{ID: "s", Title: c.title, Text: c.text, Published: "2031-03-07"})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for i := range rec.Claims {
			if s, ok := rec.Claims[i].Body.(*claim.Statement); ok {
				who := ""
				if s.Speaker != nil {
					who = s.Speaker.Actor
				}
				got = append(got, who)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s%s\nspeakers %q, not %q", c.title, c.text, got, c.want)
		}
	}
}

// Two sides within one state are meant where the report says whose they are.
func TestWarringSides(t *testing.T) {
	t.Parallel()
	rec, err := newReader(t).Read(claim.Report{ID: "s", Published: "2031-03-07", Text: "ABU DHABI — An envoy met the United Arab Emirates' foreign minister in the United Arab Emirates on Monday, and thanked the UAE. " +
		"Neither of Sudan's warring sides had come. Sudan's army and the Rapid Support Forces have fought since 2023. The envoy urged both sides to sign."})
	if err != nil {
		t.Fatal(err)
	}
	for i := range rec.Claims {
		if s, ok := rec.Claims[i].Body.(*claim.Statement); ok && s.Act == claim.ActAppeal {
			var got []string
			for _, x := range s.Target {
				got = append(got, x.Actor)
			}
			if !slices.Contains(got, "SDN.rsf") || slices.Contains(got, "ARE") {
				t.Errorf("both sides are %q", got)
			}
			return
		}
	}
	t.Error("nobody is urged")
}
