package link

import "github.com/parley-desk/parley/claim"

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
