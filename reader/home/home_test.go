package home

import (
	"testing"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
)

func at(country string, kind claim.PlaceKind) claim.Place {
	return claim.Place{Country: country, Kind: kind, Literal: true}
}

func party(name, country string, kind claim.ActorKind, mentions int) claim.Actor {
	return claim.Actor{Name: name, Country: country, Kind: kind, Mentions: make([]int, mentions)}
}

func TestOf(t *testing.T) {
	t.Parallel()
	base, err := knowledge.Load()
	if err != nil {
		t.Fatal(err)
	}
	town, land := claim.PlaceCity, claim.PlaceCountry
	for name, c := range map[string]struct {
		places []claim.Place
		actors []claim.Actor
		want   string
	}{
		"most of its towns":           {[]claim.Place{at("XKA", town), at("XKA", claim.PlaceVillage), at("XRU", land)}, nil, "XKA"},
		"two sides alike":             {[]claim.Place{at("XKA", town), at("XRU", town)}, nil, ""},
		"nowhere":                     {nil, nil, ""},
		"one country, spoken of":      {[]claim.Place{at("XRU", land)}, nil, "XRU"},
		"towns before a state abroad": {[]claim.Place{at("XKA", town), at("XRU", land)}, nil, "XKA"},
		"a power that only speaks":    {[]claim.Place{at("XKA", land), {Country: "XRU", Kind: town}}, nil, "XKA"},
		"a town abroad and a nation":  {[]claim.Place{at("XSO", town), at("XKA", town), at("XKA", town)}, nil, "XKA"},
		"an envoy in each sentence":   {[]claim.Place{at("XKA", town), at("XKA", town)}, []claim.Actor{party("Mara Dell", "XSO", claim.ActorPerson, 9)}, "XKA"},
		"an embassy":                  {[]claim.Place{at("XKA", land)}, []claim.Actor{party("the Embassy of Soltavia", "XSO", claim.ActorOrganization, 3)}, "XKA"},
		"an agency":                   {[]claim.Place{at("XKA", land)}, []claim.Actor{party("Reuters", "GBR", claim.ActorOrganization, 3)}, "XKA"},
	} {
		d := draft.New(claim.Report{ID: "test", Text: "Nothing."}, &language.Doc{Text: "Nothing."})
		d.Places, d.Actors = c.places, c.actors
		if got := Of(d, base).Country; got != c.want {
			t.Errorf("%s: at home in %q, want %q", name, got, c.want)
		}
	}
}
