package link

import (
	"testing"

	"github.com/parley-desk/parley/claim"
)

// placed lays the mentions of places, each given as its country and kind, over a draft.
func placed(s *setting, places ...claim.Place) *weaver {
	s.d.Places = places
	return &weaver{d: s.d}
}

func at(country string, kind claim.PlaceKind) claim.Place {
	return claim.Place{Country: country, Kind: kind, Literal: true}
}

// told is a claim that stands at a code point.
func told(at int) *claim.Claim { return &claim.Claim{Span: claim.Span{Start: at, End: at + 1}} }

func TestUnknownPlacesLieAtHome(t *testing.T) {
	t.Parallel()
	w := placed(setup(t, "Nothing ."), at("XKA", claim.PlaceCity), claim.Place{Name: "Pell quarter", Literal: true}, claim.Place{Name: "Pell House"})
	w.locate("XKA")
	if got := w.d.Places[1].Country; got != "XKA" {
		t.Errorf("the unknown place lies in %q", got)
	}
	if got := w.d.Places[2].Country; got != "" {
		t.Errorf("what stands for a power lies in %q", got)
	}
	w.d.Places[0].Span.Start = 10
	if got := w.homeland("XKA", told(20)); got != 0 {
		t.Errorf("the home country stands at mention %d", got)
	}
	if got := w.homeland("XKA", told(5)); got >= 0 {
		t.Errorf("a mention that stands later, %d, is inherited", got)
	}
}
