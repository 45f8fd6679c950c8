package link

import (
	"cmp"
	"slices"

	"github.com/parley-desk/parley/claim"
)

// homeShare is the share of a report's places and parties that must be of one country for the
// report to be at home there.
const homeShare = 0.55

// home is the country that the report is of, ISO 3166-1 alpha-3: that of most of its places and
// parties, by mentions; the dateline, which says where it was written, counts once. Empty where no country has most.
func (w *weaver) home() string {
	count, total := map[string]int{}, 0
	add := func(country string, n int) {
		if country != "" && n > 0 {
			count[country] += n
			total += n
		}
	}
	for i := range w.d.Places {
		p := &w.d.Places[i]
		add(p.Country, 1)
		if p.Kind != claim.PlaceCountry && p.Literal {
			add(p.Country, 1) // towns and provinces say more than a country that is only spoken of
		}
	}
	for i := range w.d.Actors {
		if a := &w.d.Actors[i]; a.Kind != claim.ActorUnnamed {
			add(a.Country, len(a.Mentions))
		}
	}
	countries := make([]string, 0, len(count))
	for c := range count {
		countries = append(countries, c)
	}
	if len(countries) == 0 {
		return ""
	}
	best := slices.MinFunc(countries, func(a, b string) int { return cmp.Or(count[b]-count[a], cmp.Compare(a, b)) })
	if float64(count[best]) <= homeShare*float64(total) {
		return ""
	}
	return best
}

// locate gives the places that nobody knows the country in which the report is at home.
func (w *weaver) locate(home string) {
	for i := range w.d.Places {
		if p := &w.d.Places[i]; home != "" && p.Country == "" && p.Kind == "" && p.Literal {
			p.Country = home
		}
	}
}

// homeland is the index of the mention of a place that stands for the report's home country when claim c
// is told: the country itself before any other place in it; -1 where none has been mentioned by then.
func (w *weaver) homeland(home string, c *claim.Claim) int {
	best := -1
	for i := range w.d.Places {
		p := &w.d.Places[i]
		if home == "" || p.Country != home || p.Kind == "" || p.In != "" || !w.isToldBy(i, c) {
			continue
		}
		if p.Kind == claim.PlaceCountry && p.Literal {
			return i
		}
		if best < 0 || !w.d.Places[best].Literal && p.Literal {
			best = i
		}
	}
	return best
}
