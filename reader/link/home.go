package link

import (
	"cmp"
	"maps"
	"slices"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
)

// homeShare is the share of what a report says of countries that must be of one for the report to be at home there.
const homeShare = 0.5

// How much a mention says of where a report is at home: a town or a province says more than a country that is only
// spoken of, armed forces and people more than a state, which may speak from afar; and the dateline says where it was written.
const (
	ofTown    = 4
	ofCountry = 2
	ofPower   = 1
)

// home is the country that the report is of, ISO 3166-1 alpha-3: that of most of its places and parties, by mentions. Empty
// where no country has most.
func (w *weaver) home() string {
	count, total := map[string]int{}, 0
	add := func(country string, n int) {
		if country != "" && n > 0 {
			count[country] += n
			total += n
		}
	}
	line := w.datelineEnd()
	if line > 0 && w.d.Dateline.Place != nil {
		add(w.d.Places[*w.d.Dateline.Place].Country, ofCountry)
	}
	for i := range w.d.Places {
		switch p := &w.d.Places[i]; {
		case p.In == "" && p.Span.Start < line:
		case !p.Literal, w.isWhose(i):
			add(p.Country, ofPower)
		case p.Kind == claim.PlaceCountry:
			add(p.Country, ofCountry)
		default:
			add(p.Country, ofTown)
		}
	}
	for i := range w.d.Actors {
		switch a := &w.d.Actors[i]; a.Kind {
		case claim.ActorUnnamed:
		case claim.ActorState, claim.ActorGovernment:
			add(a.Country, ofPower*len(a.Mentions))
		default:
			add(a.Country, ofCountry*len(a.Mentions))
		}
	}
	if line > 0 && w.d.Dateline.Place != nil {
		here := w.d.Places[*w.d.Dateline.Place].Country
		for country, n := range count {
			w.afar = w.afar || country != here && n > count[here]-ofCountry
		}
	}
	return most(count, total)
}

// most is the country that has more than the share of a home, else none.
func most(count map[string]int, total int) string {
	countries := slices.Sorted(maps.Keys(count))
	if len(countries) == 0 {
		return ""
	}
	best := slices.MaxFunc(countries, func(a, b string) int { return cmp.Or(count[a]-count[b], cmp.Compare(b, a)) })
	if float64(count[best]) <= homeShare*float64(total) {
		return ""
	}
	return best
}

// isWhose tells whether place i is a country that only says whose something is: "U.S. advisers".
func (w *weaver) isWhose(i int) bool {
	if w.d.Places[i].Kind != claim.PlaceCountry || w.d.Places[i].In != w.d.In || i >= len(w.d.PlaceAt) {
		return false
	}
	switch w.d.Rel(w.d.PlaceAt[i].End - 1) {
	case language.Compound, language.Amod, language.NmodPoss, language.NmodDesc:
		return true
	}
	return false
}

// datelineEnd is the code point at which the dateline ends, 0 without any: "CARACAS (VENEZUELA), 7 March -".
func (w *weaver) datelineEnd() int {
	at := w.d.DatelineAt
	if w.d.Dateline == nil || at.End <= at.First || at.End > len(w.d.Doc.Tokens) {
		return 0
	}
	return w.d.Span(at.First, at.End).End
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
