package link

import (
	"github.com/parley-desk/parley/claim"
)

// sums ties figures to a larger one that they make up: the first of a report's
// later tellings whose number is the sum of those told one by one before
// ("a commander and a fighter … the two men").
func (w *weaver) sums() {
	figures := w.of(claim.KindFigure)
	for i, c := range figures {
		if has(c, claim.Repeats) || has(c, claim.PartOf) || isOne(c.Body.(*claim.Figure)) {
			continue
		}
		for _, group := range [][]*claim.Claim{w.before(figures, i), w.after(figures, i)} {
			if len(group) < 2 {
				continue
			}
			for _, part := range group {
				tie(part, c, claim.PartOf)
			}
			break
		}
	}
}

// maxParts bounds how many numbers are added up.
const maxParts = 6

// before are the figures right before figure i that add up to it.
func (w *weaver) before(figures []*claim.Claim, i int) []*claim.Claim {
	var near []*claim.Claim
	for j := i - 1; j >= 0 && j >= i-2*maxParts; j-- {
		near = append(near, figures[j])
	}
	return w.addUp(near, figures[i])
}

// after are the figures right after figure i that add up to it.
func (w *weaver) after(figures []*claim.Claim, i int) []*claim.Claim {
	return w.addUp(figures[i+1:min(len(figures), i+2*maxParts)], figures[i])
}

// addUp keeps the first of the figures, of the whole's measure, whose numbers make
// its number; none where they fall short or run over.
func (w *weaver) addUp(parts []*claim.Claim, whole *claim.Claim) []*claim.Claim {
	total := whole.Body.(*claim.Figure)
	if total.Value == nil || *total.Value < 2 {
		return nil
	}
	var kept []*claim.Claim
	sum := 0.0
	for _, p := range parts {
		f := p.Body.(*claim.Figure)
		if f.Measure != total.Measure || p.Sentence == whole.Sentence || has(p, claim.PartOf) || has(p, claim.Repeats) {
			continue
		}
		if times(p.Time, whole.Time) == apart || isStated(p) && isStated(whole) && w.places(p.Place, whole.Place) == apart {
			return nil // of another day or place: that the numbers fit is chance
		}
		if f.Value == nil || p.Polarity != whole.Polarity || p.Background != whole.Background || f.Unit != total.Unit || differ(f.StatusOf, total.StatusOf) {
			return nil
		}
		kept, sum = append(kept, p), sum+*f.Value
		if sum >= *total.Value || len(kept) == maxParts {
			break
		}
	}
	if sum != *total.Value {
		return nil
	}
	return kept
}

// isStated tells whether the words of a claim say where it was.
func isStated(c *claim.Claim) bool { return c.Place != nil && c.Place.Basis == claim.PlaceStated }
