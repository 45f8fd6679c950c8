package link

import (
	"slices"

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

// before are the figures of one sentence before figure i that add up to it.
func (w *weaver) before(figures []*claim.Claim, i int) []*claim.Claim {
	if i == 0 {
		return nil
	}
	end := i
	for end > 0 && figures[end-1].Sentence == figures[i].Sentence {
		end--
	}
	if end == 0 {
		return nil
	}
	start := end - 1
	for start > 0 && figures[start-1].Sentence == figures[end-1].Sentence && end-start < maxParts {
		start--
	}
	return addUp(figures[start:end], figures[i])
}

// after are the figures of the sentence after figure i's that add up to it, or of those with it.
func (w *weaver) after(figures []*claim.Claim, i int) []*claim.Claim {
	start := i + 1
	end := start
	for end < len(figures) && end-start < maxParts && figures[end].Sentence == figures[min(start, len(figures)-1)].Sentence {
		end++
	}
	return addUp(figures[min(start, len(figures)):end], figures[i])
}

// addUp keeps the figures of the whole's measure, if their numbers make its number.
func addUp(parts []*claim.Claim, whole *claim.Claim) []*claim.Claim {
	total := whole.Body.(*claim.Figure)
	if total.Value == nil {
		return nil
	}
	var kept []*claim.Claim
	sum := 0.0
	for _, p := range parts {
		f := p.Body.(*claim.Figure)
		if f.Measure != total.Measure || f.Value == nil || has(p, claim.PartOf) || has(p, claim.Repeats) || p.Polarity != whole.Polarity ||
			f.Unit != total.Unit || differ(f.StatusOf, total.StatusOf) || slices.Contains(kept, p) {
			continue
		}
		kept, sum = append(kept, p), sum+*f.Value
	}
	if sum != *total.Value {
		return nil
	}
	return kept
}
