package account

import (
	"github.com/parley-desk/parley/claim"
)

// belongs tells whether a report belongs to the case: an analyst says so, or
// it is of the case's time and names two of its parties, or a party and one of
// its places.
func (b *Book) belongs(c *Contribution) bool {
	for i := len(b.decisions) - 1; i >= 0; i-- {
		d := &b.decisions[i]
		if d.Report == c.Report && (d.Kind == claim.DecideInclude || d.Kind == claim.DecideExclude) {
			return d.Kind == claim.DecideInclude
		}
	}
	if !b.inTime(c) {
		return false
	}
	parties := b.sides.named(c)
	return parties >= min(2, len(b.Case.Parties)) || parties == 1 && b.namesPlace(c)
}

// inTime tells whether a report came in the window of the case, or later and
// tells of days within it.
func (b *Book) inTime(c *Contribution) bool {
	w, day := b.Case.Window, c.day()
	if day < w.From {
		return false
	}
	if w.To == "" || day <= w.To {
		return true
	}
	for i := range c.Rows {
		if t := c.Rows[i].Time; t != nil && t.Start != "" && w.Holds(t.Start, t.End) {
			return true
		}
	}
	return false
}

func (b *Book) namesPlace(c *Contribution) bool {
	for _, s := range c.Places {
		for i := range b.Case.Places {
			if b.within(s, &b.Case.Places[i]) {
				return true
			}
		}
	}
	return false
}

// within tells whether a spot is a place of the case or one of those in it.
func (b *Book) within(s Spot, p *claim.CasePlace) bool {
	if p.Country != "" && s.Country != "" && p.Country != s.Country {
		return false
	}
	name := folded(s.Name)
	if name == folded(p.Name) {
		return true
	}
	for _, also := range p.Also {
		if name == folded(also) {
			return true
		}
	}
	return false
}
