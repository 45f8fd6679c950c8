package incident_test

import (
	"testing"

	"github.com/parley-desk/parley/claim"
)

// TestWalkouts tells strikes of those who work from strikes by arms, by what stands beside the word, and where nothing does, by the others of the report.
func TestWalkouts(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"The strike by judicial employees is illegal, the court ruled on Tuesday.":          "PROTEST strike",
		"Dock workers went on strike in Marr on Tuesday.":                                   "PROTEST strike",
		"A strike over unpaid wages paralysed the port of Marr on Tuesday.":                 "PROTEST strike",
		"Teachers joined the strike in Marr on Tuesday.":                                    "PROTEST strike",
		"Nurses are on strike in Marr. The strike began on Tuesday.":                        "PROTEST strike",
		"A strike on a school in Marr killed four people on Tuesday.":                       "ASSAULT ",
		"Karsenian strikes killed 12 people in Marr on Tuesday. Drivers are on strike.":     "ASSAULT ",
		"The port strikes in Marr came on Tuesday, a day after a drone attack.":             "ASSAULT ",
		"The minister condemned the illegal strikes on Tuesday, in which two were killed.":  "ASSAULT ",
		"Strikes against power stations in Marr went on on Tuesday, and killed two people.": "ASSAULT ",
	} {
		rec, _ := deeds(t, riot+text)
		got := ""
		for _, c := range rec.Claims {
			e, ok := c.Body.(*claim.Event)
			if !ok || c.Span.Start < len(riot) || e.Mode == "walkout" {
				continue
			}
			if got == "" {
				got = e.Type + " " + e.Mode
			}
		}
		if got != want {
			t.Errorf("%s\n%q, want %q", text, got, want)
		}
	}
}

// TestDrugsAreNoTargets asks that what police do away with is seized and not attacked.
func TestDrugsAreNoTargets(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"Police seized 130 kg of cocaine base on Tuesday.",
		"Police destroyed 20 hectares of coca near Marr on Tuesday.",
		"Soldiers destroyed a drug lab near Marr on Tuesday.",
	} {
		rec, _ := deeds(t, riot+text)
		n := 0
		for _, c := range rec.Claims {
			if e, ok := c.Body.(*claim.Event); ok && c.Span.Start >= len(riot) {
				n++
				if e.Type != "COERCE" || e.Mode != "seize" {
					t.Errorf("%s\n%s %s", text, e.Type, e.Mode)
				}
			}
		}
		if n == 0 {
			t.Errorf("%s\nno event", text)
		}
	}
}

// TestRecalledAndUntrue asks how deeds are held that are called back, said to be untrue, or likened to.
func TestRecalledAndUntrue(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text       string
		polarity   claim.Polarity
		certainty  claim.Certainty
		background bool
	}{
		{"We must not forget the murder of the judge in Marr.", claim.Positive, claim.Asserted, true},
		{"The minister recalled the bombing of the market in Marr.", claim.Positive, claim.Asserted, true},
		{"The report that two soldiers were shot in Marr is entirely unfounded.", claim.Negative, claim.Asserted, false},
		{"The report that two soldiers were shot in Marr is accurate.", claim.Positive, claim.Asserted, false},
		{"The president said that Karsenia is like a country being invaded.", claim.Positive, claim.Hypothetical, false},
	} {
		rec, _ := deeds(t, riot+tt.text)
		n := 0
		for _, c := range rec.Claims {
			if e, ok := c.Body.(*claim.Event); ok && e.Type == "ASSAULT" && c.Span.Start >= len(riot) {
				n++
				if c.Polarity != tt.polarity || c.Certainty != tt.certainty || c.Background != tt.background {
					t.Errorf("%s\n%s %s background %t", tt.text, c.Polarity, c.Certainty, c.Background)
				}
			}
		}
		if n == 0 {
			t.Errorf("%s\nno assault", tt.text)
		}
	}
}

// TestCrimesAreNoDeeds asks that the bare name of a crime that somebody is charged with tells of no deed, and that a deed laid to somebody is one.
func TestCrimesAreNoDeeds(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"Dalo Gomez, who has been charged with murder, was sought by the police.": false,
		"He faces charges of kidnapping and torture.":                             false,
		"Dalo Gomez was convicted of murder.":                                     false,
		"Dalo Gomez was charged with the murder of a judge in Marr.":              true,
		"Dalo Gomez is wanted for the murder of two judges.":                      true,
		"Two men were charged with killing a guard.":                              true,
	} {
		rec, _ := deeds(t, riot+text)
		got := false
		for _, c := range rec.Claims {
			e, ok := c.Body.(*claim.Event)
			got = got || ok && e.Type == "ASSAULT" && c.Span.Start >= len(riot) && c.Certainty != claim.Hypothetical
		}
		if got != want {
			t.Errorf("%s\nassault: %t", text, got)
		}
	}
}

// TestCeaseFires asks that the last part of "cease-fire" is no fire.
func TestCeaseFires(t *testing.T) {
	t.Parallel()
	rec, _ := deeds(t, riot+"The rebels said that their unilateral cease-fire would hold. The cease-fire is a week old.")
	for _, c := range rec.Claims {
		if e, ok := c.Body.(*claim.Event); ok && e.Type == "ASSAULT" && c.Span.Start >= len(riot) {
			t.Errorf("%s: %s", c.ID, e.Mode)
		}
	}
}
