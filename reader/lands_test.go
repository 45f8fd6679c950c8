package reader

import (
	"slices"
	"testing"

	"github.com/parley-desk/parley/claim"
)

// TestLandOfABody asks that a report which names no place has its violence in the land that is named in the name of a body there, and
// not by that of forces, which fight abroad too.
func TestLandOfABody(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	for text, want := range map[string]string{
		"The M23 accused the students of treason. Two gunmen shot a leader of the Congolese Students League at dawn, the Congolese Students League said. The attack was the second.": "COD",
		"The M23 accused the students of treason. Two gunmen shot a student leader at dawn, it said. The attack was the second.":                                                     "",
		"Two gunmen shot a guard at dawn as the M23 and the Congolese army fought. The M23 blamed the Congolese army for the attack.":                                                "",
	} {
		rec, err := r.Read(claim.Report{ID: "land", Published: "2025-11-03", Text: text})
		if err != nil {
			t.Fatal(err)
		}
		for i := range rec.Claims {
			c := &rec.Claims[i]
			if e, ok := c.Body.(*claim.Event); !ok || e.Type != "ASSAULT" {
				continue
			}
			got := ""
			if c.Place != nil {
				got = rec.Places[c.Place.Place].Country
				if rec.Places[c.Place.Place].Literal {
					t.Errorf("%s\nthe name of a body's land is no literal place", text)
				}
			}
			if got != want {
				t.Errorf("%s\n%s is in %q, want %q", text, c.ID, got, want)
			}
		}
	}
}

// TestInquiredDeedsHaveNoDay asks that a deed which is only tried, looked into or remembered does not get the day of the report.
func TestInquiredDeedsHaveNoDay(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	for text, dated := range map[string]bool{
		"The trial of the men responsible for the murder of the bishop goes on.":        false,
		"Judges resumed the investigation of the bombing of the market.":                false,
		"Gunmen shot the bishop at his house. The police said they had seized a rifle.": true,
		"The bombing of the market killed two people.":                                  true,
	} {
		rec, err := r.Read(claim.Report{ID: "inquired", Published: "2025-11-03", Text: "GOMA, 3 November (Sample Agency) - " + text})
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for i := range rec.Claims {
			c := &rec.Claims[i]
			if e, ok := c.Body.(*claim.Event); !ok || e.Type != "ASSAULT" {
				continue
			}
			n++
			if (c.Time != nil) != dated {
				t.Errorf("%s\n%s: time %v, want one: %t", text, c.ID, c.Time, dated)
			}
		}
		if n == 0 {
			t.Errorf("%s\nno assault", text)
		}
	}
}

// TestPartiesToTalks asks that both sides of talks are parties to them where the noun of the one stands before the other's name, and that the men of two states are both.
func TestPartiesToTalks(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	const setting = " The ceasefire came after days of shelling and clashes."
	for text, want := range map[string][]string{
		"Talks between the Congolese government and M23 rebels resumed in Doha on Monday, two officials said.": {"COD", "COD.m23"},
		"Talks between the Congolese government and M23 rebels resumed in Doha on Monday.":                     {"COD", "COD.m23"},
		"Kenyan and Somali negotiators met in Doha on Monday.":                                                 {"KEN", "SOM"},
	} {
		rec, err := r.Read(claim.Report{ID: "talks", Published: "2025-11-12", Text: text + setting})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for i := range rec.Claims {
			if m, ok := rec.Claims[i].Body.(*claim.Meeting); ok {
				for _, p := range m.Parties {
					got = append(got, p.Actor)
				}
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s\nparties %q, want %q", text, got, want)
		}
	}
}
