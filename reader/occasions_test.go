package reader

import (
	"slices"
	"strings"
	"testing"

	"github.com/parley-desk/parley/claim"
)

// What did the harm says how it was done, wherever the sentence tells it; who is accused did it, who denies having done
// it did not; and what a report asks about is told as a fact.
func TestOccasions(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	for _, c := range []struct {
		text string
		want []string // mode, sub-type, actors, polarity and certainty of each event of force
	}{
		{"Two soldiers were killed and five others wounded on Monday when three roadside bombs exploded near Selby.",
			[]string{"explosives, Remote explosive/landmine/IED, , positive asserted"}},
		{"The group killed four soldiers in an attack with explosives.",
			[]string{"explosives, Remote explosive/landmine/IED, The group, positive asserted"}},
		{"Villagers near Delvar were attacked on Tuesday with suspected poisonous gas.",
			[]string{"unconventional, Chemical weapon, , positive asserted"}},
		{"Rebels fired shells containing chlorine at the town on Monday.",
			[]string{"unconventional, Chemical weapon, Rebels, positive asserted"}},
		{"Armed men attacked a hotel in the Karsenian city of Delvar.",
			[]string{", Attack, Armed men, positive asserted"}},
		{"Gunmen shot three traders on Monday. Officials blamed the rebels for the attack.",
			[]string{"firearms, Attack, Gunmen, positive asserted", ", Attack, rebels, positive alleged"}},
		{"The army did not say when the attack on Selby, which also wounded four soldiers, took place.",
			[]string{", Armed clash, , positive asserted"}},
	} {
		rec, err := r.Read(claim.Report{ID: "o", Text: c.text, Published: "2031-03-07"})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for i := range rec.Claims {
			e, ok := rec.Claims[i].Body.(*claim.Event)
			if !ok || e.Type != "ASSAULT" {
				continue
			}
			var who []string
			for _, a := range e.Actors {
				who = append(who, a.Text)
			}
			sub := ""
			if e.ACLED != nil {
				sub = e.ACLED.SubEventType
			}
			got = append(got, e.Mode+", "+sub+", "+strings.Join(who, "+")+", "+string(rec.Claims[i].Polarity)+" "+string(rec.Claims[i].Certainty))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s\ngot  %q\nwant %q", c.text, got, c.want)
		}
	}
}

// A day before the noun of a deed is the deed's; "that attack" is of the day of the one it speaks of, and a meeting's day is not that of a deed told after it.
func TestDaysOfDeeds(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	rec, err := r.Read(claim.Report{ID: "d", Published: "2031-11-29", Text: "The two sides met in Doha on Friday. Karsenia sought the release of hostages taken during the rebels' October 7, 2030, attacks on Delvar.\n\n" +
		"That attack on Delvar resulted in the deaths of 1,207 people, according to a tally of official figures."})
	if err != nil {
		t.Fatal(err)
	}
	for i := range rec.Claims {
		c := &rec.Claims[i]
		switch b := c.Body.(type) {
		case *claim.Event:
			if b.Type != "ASSAULT" {
				continue
			}
		case *claim.Figure:
		default:
			continue
		}
		if c.Time != nil && c.Time.Start != "2030-10-07" {
			t.Errorf("%s %s is of %s", c.Kind, c.ID, c.Time.Start)
		}
		if f, ok := c.Body.(*claim.Figure); ok && f.Measure == claim.Killed && c.Time == nil {
			t.Errorf("the dead have no day")
		}
	}
}

// The day on which an offensive began, told in a clause about it, is the offensive's and no other deed's.
func TestDaysOfPhases(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	const text = "DELVAR, Nov 29 - Rebels shelled Selby again, which they held during the first days of the offensive that began on 11 November.\n\n" +
		"Clashes along the border that began on 12 November went on."
	rec, err := r.Read(claim.Report{ID: "d", Published: "2031-11-29", Text: text})
	if err != nil {
		t.Fatal(err)
	}
	days := map[string]string{}
	for i := range rec.Claims {
		if e, ok := rec.Claims[i].Body.(*claim.Event); ok && e.Type == "ASSAULT" && rec.Claims[i].Time != nil {
			days[text[e.Trigger.Start:e.Trigger.End]] = rec.Claims[i].Time.Start
		}
	}
	if days["shelled"] == "2031-11-11" || days["Clashes"] != "2031-11-12" {
		t.Errorf("the days of the deeds are %v", days)
	}
}
