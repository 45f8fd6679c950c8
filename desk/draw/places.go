package draw

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge"
)

// Place is a place of the map with the incidents that are said to have been there.
type Place struct {
	Name      string    `json:"name"`
	Lat       float64   `json:"lat"`
	Lon       float64   `json:"lon"`
	Km        int       `json:"km"`        // 0 where it is known to the town; else it lies within so far of the point
	Precision string    `json:"precision"` // how finely it is known, in words
	Incidents []Happens `json:"incidents"`
}

// Happens is an incident at a place.
type Happens struct {
	Title string `json:"title"`
	Href  string `json:"href"`
	Day   string `json:"day,omitempty"`
}

// Extents tells how far a place reaches: knowledge.Base does.
type Extents interface {
	Extent(knowledge.Place) int
}

// Kilometres of a region whose own extent no table has, by how finely it is
// known: about the median of the districts and provinces of GeoNames. Half of
// that is the least: the tables know how far apart a region's listed places lie,
// which is less than the region where few are listed.
const (
	nearKm     = 15
	districtKm = 30
	provinceKm = 120
	countryKm  = 400
)

// PlacesOf gathers incidents by place. Elsewhere counts those whose place is not
// said or lies nowhere in particular: they are in the list and not on the map.
func PlacesOf(list []*account.Incident, known Extents, to Links) (all []Place, elsewhere int) {
	all = []Place{}
	for _, in := range list {
		s := in.Place
		if !s.Said() || s.Lat == 0 && s.Lon == 0 || s.Precision == claim.PreciseInternational {
			elsewhere++
			continue
		}
		km := Reach(s, known)
		at := slices.IndexFunc(all, func(p Place) bool { return p.Lat == s.Lat && p.Lon == s.Lon && p.Km == km })
		if at < 0 {
			at = len(all)
			all = append(all, Place{Name: s.Name, Lat: s.Lat, Lon: s.Lon, Km: km, Precision: Precision(s, km)})
		}
		all[at].Incidents = append(all[at].Incidents, Happens{Title: in.Title(), Href: to.Incident(in.ID), Day: in.Start})
	}
	slices.SortStableFunc(all, func(x, y Place) int { return cmp.Compare(len(y.Incidents), len(x.Incidents)) })
	return all, elsewhere
}

// Reach is within how many km of its point a place lies, 0 where it is known to the town.
func Reach(s account.Spot, known Extents) int {
	usual := map[claim.PlacePrecision]int{claim.PreciseNear: nearKm, claim.PreciseAdmin2: districtKm, claim.PreciseAdmin1: provinceKm,
		claim.PreciseLine: provinceKm, claim.PreciseCountry: countryKm}[s.Precision]
	if usual == 0 {
		return 0
	}
	if known != nil {
		if km := known.Extent(knowledge.Place{Name: s.Name, Country: s.Country, Lat: s.Lat, Lon: s.Lon, Kind: s.Kind}); km > 0 {
			return max(km, usual/2)
		}
	}
	return usual
}

// Precision says in words how finely a place is known.
func Precision(s account.Spot, km int) string {
	what := map[claim.PlacePrecision]string{claim.PreciseNear: "surroundings", claim.PreciseAdmin2: "district", claim.PreciseAdmin1: "province",
		claim.PreciseLine: "line", claim.PreciseCountry: "country"}[s.Precision]
	if what == "" {
		what = cmp.Or(strings.ReplaceAll(string(s.Kind), "_", " "), "place")
	}
	if km > 0 {
		what += fmt.Sprintf(", somewhere within %d km", km)
	}
	if s.Basis == claim.PlaceDateline {
		what += ", by where the report was filed"
	}
	return what
}
