package account

import (
	"cmp"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// exactness ranks places: where a happening can be found.
func exactness(s Spot) int {
	switch {
	case !s.Said():
		return 0
	case vague(s):
		return 1
	case s.Kind == claim.PlaceAdmin2:
		return 2
	}
	return 3
}

// vague tells whether a place is too large to be the place of one happening.
func vague(s Spot) bool {
	switch s.Kind {
	case claim.PlaceCountry, claim.PlaceAdmin1, claim.PlaceRegion, claim.PlaceBorder, claim.PlaceWater, claim.PlaceMountain:
		return true
	}
	return false
}

// better tells whether a place says more than another: it is stated rather than
// the dateline or taken over, then more exact.
func better(s, than Spot) bool {
	return cmp.Or(cmp.Compare(basisRank(s), basisRank(than)), cmp.Compare(exactness(s), exactness(than))) > 0
}

func basisRank(s Spot) int {
	switch {
	case !s.Said():
		return 0
	case s.Basis == claim.PlaceStated:
		return 3
	case s.Basis == claim.PlaceDateline:
		return 2
	}
	return 1
}

// spotName is a place for people, and a name that its spellings share: that of
// the case's place which it is, or of which its words speak ("the Ford district").
func (b *Book) spotName(s Spot) string {
	if !s.Said() {
		return ""
	}
	name := folded(s.Name)
	for i := range b.Case.Places {
		p := &b.Case.Places[i]
		own := folded(p.Name)
		if name == own && !foreign(s, p) || !s.placed() && strings.HasPrefix(name, own+" ") {
			return p.Name
		}
	}
	return strings.TrimSpace(s.Name)
}

func foreign(s Spot, p *claim.CasePlace) bool {
	return s.Country != "" && p.Country != "" && s.Country != p.Country
}

// placed tells whether the gazetteer knew the place.
func (s Spot) placed() bool { return s.Kind != "" || s.Lat != 0 || s.Lon != 0 }
