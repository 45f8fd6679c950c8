package ledger_test

import (
	"testing"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
)

// A report belongs by parties, places and time.
func TestBelongs(t *testing.T) {
	t.Parallel()
	actors := func(ids ...string) (all []claim.Actor) {
		for _, id := range ids {
			all = append(all, claim.Actor{ID: id})
		}
		return all
	}
	told := func(day string) []claim.Claim { return []claim.Claim{{Time: &claim.When{Start: day, End: day}}} }
	selby := []claim.Place{{Name: "Selby", Country: "XKA", Admin1: "Marrow"}}
	c := claim.Case{Window: claim.Window{From: "2031-03-01", To: "2031-03-31"}, Places: []claim.CasePlace{{Name: "Marrow", Country: "XKA"}},
		Parties: []claim.Party{{ID: "XKA", Also: []string{"org:xka-league"}, Speakers: []string{"Dara Velin"}}, {ID: "XRU"}}}
	for name, x := range map[string]struct {
		day    string
		record claim.Record
		want   bool
	}{
		"both parties":                         {"2031-03-05", claim.Record{Actors: actors("XKA", "XRU")}, true},
		"parts of both":                        {"2031-03-05", claim.Record{Actors: actors("XKA.army", "XRU.nvf")}, true},
		"one that only begins alike":           {"2031-03-05", claim.Record{Actors: actors("XKAB", "XRU")}, false},
		"one party and no place":               {"2031-03-05", claim.Record{Actors: actors("XKA")}, false},
		"one party in a place of the case":     {"2031-03-05", claim.Record{Actors: actors("XKA"), Places: selby}, true},
		"a place of the case alone":            {"2031-03-05", claim.Record{Places: selby}, false},
		"a place of that name elsewhere":       {"2031-03-05", claim.Record{Actors: actors("XKA"), Places: []claim.Place{{Name: "Marrow", Country: "XSO"}}}, false},
		"one who also stands for a party":      {"2031-03-05", claim.Record{Actors: actors("org:xka-league", "XRU")}, true},
		"one who speaks for a party":           {"2031-03-05", claim.Record{Actors: append(actors("XRU"), claim.Actor{ID: "person:dara-velin", Name: "Dara Velin"})}, true},
		"one on the side of a party":           {"2031-03-05", claim.Record{Actors: append(actors("XRU"), claim.Actor{ID: "unnamed:official", SideOf: "XKA"})}, true},
		"the day before":                       {"2031-02-28", claim.Record{Actors: actors("XKA", "XRU")}, false},
		"the last day, at night":               {"2031-03-31T23:00:00Z", claim.Record{Actors: actors("XKA", "XRU")}, true},
		"after it, of something then":          {"2031-05-05", claim.Record{Actors: actors("XKA", "XRU"), Claims: told("2031-03-20")}, true},
		"after it, of something later":         {"2031-05-05", claim.Record{Actors: actors("XKA", "XRU"), Claims: told("2031-05-04")}, false},
		"after it, of something without a day": {"2031-05-05", claim.Record{Actors: actors("XKA", "XRU"), Claims: []claim.Claim{{}}}, false},
		"no day":                               {"", claim.Record{Actors: actors("XKA", "XRU")}, true},
	} {
		if got := ledger.Belongs(&c, &claim.Report{Published: x.day}, &x.record); got != x.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
