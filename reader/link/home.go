package link

import (
	"slices"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge"
	"github.com/parley-desk/parley/reader/draft"
)

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
	best, desk := -1, -1
	if line := w.d.Dateline; line != nil && line.Place != nil && w.isDesk(*line.Place) {
		desk = *line.Place
	}
	for i := range w.d.Places {
		p := &w.d.Places[i]
		if i == desk || home == "" || p.Country != home || p.Kind == "" || p.In != "" || !w.isToldBy(i, c) {
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

// ofPeople is the index of a place that stands for the report's home country by the name of its people, where the report has named
// the country by no other word when claim c is told: "Salvadoran troops". The first such name is made a place of its own; -1 where there is none.
func (w *weaver) ofPeople(home string, c *claim.Claim) int {
	if w.d.In != "" || home == "" {
		return -1
	}
	at := w.peopleNamed(home, c, false)
	if at < 0 {
		at = w.peopleNamed(home, c, true)
	}
	if at < 0 {
		return -1
	}
	span := w.d.Span(w.d.Peoples[at].First, w.d.Peoples[at].End)
	if made := slices.IndexFunc(w.d.Places, func(p claim.Place) bool { return p.In == "" && p.Span == span }); made >= 0 {
		return made
	}
	r := w.base.Resolve([]knowledge.Mention{{Text: w.base.CountryName(home)}}, knowledge.Context{})[0]
	if !r.Known || r.Country != home {
		return -1
	}
	w.d.Places = append(w.d.Places, claim.Place{
		Span: span, Text: w.d.Words(w.d.Peoples[at].First, w.d.Peoples[at].End), Name: r.Name, Country: r.Country, GeoNames: r.GeoNames,
		Lat: &r.Lat, Lon: &r.Lon, Kind: r.Kind, Precision: r.Precision,
	})
	return len(w.d.Places) - 1
}

// peopleNamed is the index of the first name of a country's people that stands by itself, or in the name of a body, where claim c is told behind it; -1 where none does.
func (w *weaver) peopleNamed(country string, c *claim.Claim, ofBody bool) int {
	at := slices.IndexFunc(w.d.Peoples, func(p draft.People) bool { return p.Country == country && p.OfBody == ofBody })
	if at >= 0 && c.In == w.d.In && w.d.Span(w.d.Peoples[at].First, w.d.Peoples[at].End).Start >= c.Span.End {
		return -1
	}
	return at
}
