package incident_test

import (
	"slices"
	"testing"

	"github.com/parley-desk/parley/claim"
)

const riot = "Mobs attacked shops in the old city of Marr on Tuesday. At least 20 people were killed in the violence.\n\n"

// TestPolicing asks what police are said to have done amid violence, in the words of South Asia too, and that everyday life is none of it.
func TestPolicing(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"A youth was killed in police firing near the station.": "ASSAULT firearms",
		"Three soldiers died in cross-border firing on Monday.": "ASSAULT firearms",
		"Police resorted to firing to disperse the mob.":        "ASSAULT firearms",
		"Police fired teargas shells at the crowd.":             "ASSAULT crowd-control",
		"The police burst teargas shells near the mosque.":      "ASSAULT crowd-control",
		"Police had to resort to a lathi charge.":               "ASSAULT crowd-control",
		"The cops lathicharged the protesters.":                 "ASSAULT crowd-control",
		"Police beat up women in the locality.":                 "ASSAULT beat",
		"Police had to fire 20 rounds to quell the mob.":        "ASSAULT firearms",
		"Five of them were killed in firing by police.":         "ASSAULT firearms",
		"Two were gunned down in an encounter with the police.": "ASSAULT firearms",
		"Two men were detained for questioning.":                "COERCE arrest",
		"He was arrested on Monday.":                            "COERCE arrest",
		"Police picked up two youths from their houses.":        "COERCE arrest",
		"Police imposed curfew in several parts of the city.":   "COERCE curfew",
		"She picked up her children from school.":               "",
		"He picked up his bags and left.":                       "",
	} {
		rec, _ := deeds(t, riot+text)
		found := want == ""
		for _, c := range rec.Claims {
			e, ok := c.Body.(*claim.Event)
			if !ok || c.Span.Start < len(riot) {
				continue
			}
			if want == "" {
				t.Errorf("%s\nis no %s %s", text, e.Type, e.Mode)
			}
			found = found || e.Type+" "+e.Mode == want
		}
		if !found {
			t.Errorf("%s\nno %s", text, want)
		}
	}
}

// TestWhoFired asks that who stands before a noun of force did it, not what says where.
func TestWhoFired(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"A youth was killed in police firing near the station.": {"police"},
		"A youth was killed in an army raid near the station.":  {"army"},
		"Three soldiers died in cross-border firing on Monday.": nil,
	} {
		rec, _ := deeds(t, riot+text)
		for _, c := range rec.Claims {
			e, ok := c.Body.(*claim.Event)
			if !ok || c.Span.Start < len(riot) {
				continue
			}
			var who []string
			for _, a := range e.Actors {
				who = append(who, a.Text)
			}
			if !slices.Equal(who, want) {
				t.Errorf("%s\nby %q, want %q", text, who, want)
			}
		}
	}
}

// TestNotDone asks that what somebody refuses to do and what befell nobody did not happen.
func TestNotDone(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"The army refused to release 20 prisoners held since May.",
		"The militia declined to withdraw its fighters from Marr.",
		"No women or children were injured or detained in the raid.",
	} {
		rec, _ := deeds(t, riot+text)
		n := 0
		for _, c := range rec.Claims {
			if k := c.Kind; k != claim.KindEvent && k != claim.KindFigure || c.Span.Start < len(riot) {
				continue
			}
			if e, ok := c.Body.(*claim.Event); ok && e.Type == "ASSAULT" && e.Mode == "" {
				continue // the raid itself
			}
			if f, ok := c.Body.(*claim.Figure); ok && f.Value != nil && *f.Value == 0 {
				continue // none is a count
			}
			n++
			if c.Polarity != claim.Negative {
				t.Errorf("%s\n%s %s is told as done", text, c.Kind, c.Path)
			}
		}
		if n == 0 {
			t.Errorf("%s\nnothing is told", text)
		}
	}
}
