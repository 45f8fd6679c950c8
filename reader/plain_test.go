package reader

import (
	"testing"

	"github.com/parley-desk/parley/claim"
)

// TestCountsThatLeaveTheirNounOut reads numbers that stand alone beside a word of harm.
func TestCountsThatLeaveTheirNounOut(t *testing.T) {
	t.Parallel()
	r, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		text            string
		killed, injured float64
	}{
		{"The attack on Tuesday left two soldiers killed and 26 wounded, according to the latest report of the army.", 2, 26},
		{"The army suspended the talks after an attack that killed three officers and injured more than 40.", 3, 40},
	}
	for _, c := range cases {
		record, err := r.Read(claim.Report{ID: "a", Text: c.text, Published: "2031-03-06"})
		if err != nil {
			t.Fatal(err)
		}
		got := map[claim.Measure]float64{}
		for _, k := range record.Claims {
			if f, ok := k.Body.(*claim.Figure); ok && f.Value != nil {
				got[f.Measure] += *f.Value
			}
		}
		if got[claim.Killed] != c.killed || got[claim.Injured] != c.injured {
			t.Errorf("%q: %v, want killed %v, injured %v", c.text, got, c.killed, c.injured)
		}
	}
}

func TestATruceSpeltWithAHyphen(t *testing.T) {
	t.Parallel()
	r, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	record, err := r.Read(claim.Report{ID: "a", Text: "The rebels ended a cease-fire with the government in August, and the army attacked two villages.", Published: "2031-09-06"})
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range record.Claims {
		if c, ok := k.Body.(*claim.Ceasefire); ok && c.State == claim.TruceEnded {
			return
		}
	}
	t.Errorf("no truce that ended among %d claims", len(record.Claims))
}

func TestTheyAreNotTheOutlet(t *testing.T) {
	t.Parallel()
	r, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	text := "In an interview with Geo News, the Velarian minister said that the delegation was on its way home. The other side had " +
		"accepted the terms by word of mouth. \"However, they were not ready to sign a written agreement.\""
	record, err := r.Read(claim.Report{ID: "a", Text: text, Published: "2031-09-06"})
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range record.Claims {
		if e, ok := k.Body.(*claim.Event); ok && len(e.Actors) > 0 && e.Actors[0].Actor == "org:geo" {
			t.Errorf("%q are taken for the broadcaster", e.Actors[0].Text)
		}
	}
}

// What a war has done in all its years did not happen on the day of the report, nor in its dateline's town.
func TestTheSumOfAWarIsNoNewsOfTheDay(t *testing.T) {
	t.Parallel()
	r, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, dated := range map[string]bool{
		"NAIROBI, Nov 7 (Agency) - The envoy spoke of a war that has killed thousands of people.":        false,
		"NAIROBI, Nov 7 (Agency) - The envoy spoke of an air strike that killed dozens of people.":       true,
		"NAIROBI, Nov 7 (Agency) - The conflict has killed thousands of people, the envoy told a crowd.": false,
	} {
		record, err := r.Read(claim.Report{ID: "a", Text: text, Published: "2031-11-07"})
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, c := range record.Claims {
			if f, ok := c.Body.(*claim.Figure); ok && f.Measure == claim.Killed {
				found = true
				if (c.Time != nil) != dated {
					t.Errorf("%q: time %+v, want one: %v", text, c.Time, dated)
				}
			}
			if e, ok := c.Body.(*claim.Event); ok && e.Type == "ASSAULT" && !dated {
				t.Errorf("%q: the sum of a war is told as a deed", text)
			}
		}
		if !found {
			t.Errorf("%q: no figure", text)
		}
	}
}

// Verbs of deeds that elsewhere are cues of words: a signature says nothing.
func TestDeedsAreNoStatements(t *testing.T) {
	t.Parallel()
	r, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	record, err := r.Read(claim.Report{ID: "a", Text: "The president on Wednesday signed a peace accord. Soldiers attacked a peaceful march in the capital. The truce was supposed to begin on Saturday.", Published: "2031-03-06"})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range record.Claims {
		if c.Kind == claim.KindStatement {
			t.Errorf("a statement: %+v", c.Body)
		}
	}
}
