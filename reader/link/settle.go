package link

import (
	"github.com/parley-desk/parley/claim"
)

// settle gives events the place and time that the report gives for all it tells:
// those of the dateline, a weak basis, for what is told as news without place or time of its
// own; and figures those of the event that they count the harm of.
func (w *weaver) settle() {
	events, home := w.of(claim.KindEvent), w.home()
	w.locate(home)
	homeland := w.homeland(home)
	for _, c := range events {
		if isNews(c) && w.d.Dateline != nil {
			w.fromDateline(c, home)
		}
		if c.Place == nil && homeland >= 0 && isOfViolence(c) {
			c.Place = &claim.Where{Place: homeland, Basis: claim.PlaceInherited}
		}
		for _, id := range c.Body.(*claim.Event).Figures {
			f := w.find(id)
			if f == nil {
				continue
			}
			if f.Place == nil {
				f.Place = c.Place
			}
			if f.Time == nil && c.Time != nil && c.Time.Basis != claim.BasisInferred { // else the event has it
				f.Time = c.Time
			}
		}
	}
}

// isNews tells what a report tells as having just happened from history, plans and what is denied.
func isNews(c *claim.Claim) bool {
	return !c.Background && c.Tense != claim.Future && c.Polarity == claim.Positive && c.Certainty != claim.Hypothetical && c.Certainty != claim.Conditional
}

// isOfViolence tells the events that happen on the ground, so that a report's home may be theirs.
func isOfViolence(c *claim.Claim) bool {
	switch c.Body.(*claim.Event).Type {
	case "ASSAULT", "PROTEST":
		return true
	}
	return false
}

// fromDateline gives an event the dateline's place and day where it has none; not the
// place where the report was written abroad, of what happened in another country, its home.
func (w *weaver) fromDateline(c *claim.Claim, home string) {
	line := w.d.Dateline
	if c.Place == nil && line.Place != nil && (home == "" || w.d.Places[*line.Place].Country == home) {
		c.Place = &claim.Where{Place: *line.Place, Basis: claim.PlaceDateline}
	}
	if c.Time == nil && line.Day != "" {
		c.Time = &claim.When{Start: line.Day, End: line.Day, Precision: claim.PrecisionDay, Basis: claim.BasisDateline}
	}
}
