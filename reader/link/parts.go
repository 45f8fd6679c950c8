package link

import (
	"slices"

	"github.com/parley-desk/parley/claim"
)

// vaguely ties a vague number and an exact one of the same people: "several men were held …
// the eight men". The vague one, which says less, points to the exact: as the same told again where it
// comes after, as a part ("several" of the eight) where it comes before. False where c is neither.
func (w *weaver) vaguely(c *claim.Claim, before []*claim.Claim) bool {
	a := c.Body.(*claim.Figure)
	for _, e := range slices.Backward(before) {
		b := e.Body.(*claim.Figure)
		if a.Value == nil == (b.Value == nil) || !w.samePeople(c, e) {
			continue
		}
		if a.Value == nil && admits(a, b) {
			tie(c, w.first(e), claim.Repeats)
			return true
		}
		if first := w.first(e); b.Value == nil && admits(b, a) && !has(first, claim.PartOf) {
			tie(first, c, claim.PartOf)
			return true
		}
	}
	return false
}

// admits tells whether a vague number lets the exact one be.
func admits(vague, exact *claim.Figure) bool {
	return vague.Low != nil && *vague.Low <= *exact.Value && (vague.High == nil || *exact.Value <= *vague.High) && vague.Unit == exact.Unit
}

// samePeople tells whether figures c and e, told one after the other of one scene, count people by the same word.
func (w *weaver) samePeople(c, e *claim.Claim) bool {
	a, b := c.Body.(*claim.Figure), e.Body.(*claim.Figure)
	if !w.mayBeSame(c, e) || a.Cumulative != b.Cumulative || c.Background != e.Background || w.isMore(a.Of) && !w.isMore(b.Of) || w.turns(e, c) {
		return false
	}
	return w.alikeKind(a.Of, b.Of)
}

// alikeKind tells whether two phrases may count the same people: by the same head, or by words that fit most people.
func (w *weaver) alikeKind(a, b string) bool {
	x, y := headOf(a), headOf(b)
	return x == y || x == "" || y == "" || w.generic.Has(x) && w.generic.Has(y)
}

// oneOfThem makes a single person a part of the number told before of the same scene: "four men were
// killed … a guard was shot when he drew a gun". Not one who is told of as one more, and no more than the number holds.
func (w *weaver) oneOfThem(c *claim.Claim, before []*claim.Claim) {
	a := c.Body.(*claim.Figure)
	if !isOne(a) || w.isMore(a.Of) || c.In != w.d.In {
		return
	}
	for _, e := range slices.Backward(before) {
		b := e.Body.(*claim.Figure)
		if isOne(b) || w.isMore(b.Of) || has(e, claim.Repeats) || has(e, claim.PartOf) || b.Cumulative != a.Cumulative || c.Background != e.Background {
			continue
		}
		if w.mayBeSame(c, e) && (w.alikeKind(a.Of, b.Of) || w.same.Has(a.Of)) && w.isOneScene(c, e) && w.room(e, before) {
			tie(c, e, claim.PartOf)
			return
		}
	}
}

// isOneScene tells whether claim c goes on with the scene of claim e: it names no place of its own, and nothing turns from it.
func (w *weaver) isOneScene(c, e *claim.Claim) bool {
	here := c.Place == nil || c.Place.Basis != claim.PlaceStated || e.Place != nil && c.Place.Place == e.Place.Place || w.places(c.Place, e.Place) == certain
	return here && !w.turns(e, c) && !(e.Time == nil && isStretch(c.Time)) // "earlier this month" is no part of today's
}

// isStretch tells whether a time is rougher than a day.
func isStretch(t *claim.When) bool {
	return t != nil && t.Precision != claim.PrecisionDay && t.Precision != claim.PrecisionTime
}

// room tells whether number e holds more people than are told of it one by one already.
func (w *weaver) room(e *claim.Claim, before []*claim.Claim) bool {
	f := e.Body.(*claim.Figure)
	if f.Value == nil {
		return f.Low != nil && *f.Low > 1
	}
	parts := 0.0
	for _, p := range before {
		if value := p.Body.(*claim.Figure).Value; value != nil && slices.Contains(p.About, claim.Link{Claim: e.ID, How: claim.PartOf}) {
			parts += *value
		}
	}
	return parts < *f.Value
}

// turns tells whether the words from the sentence of e to that of c turn to another scene: "in a separate raid", "elsewhere".
func (w *weaver) turns(e, c *claim.Claim) bool {
	if e.In != c.In || c.In != w.d.In {
		return false
	}
	first, end := w.tokenAt(e.Sentence.End), w.tokenAt(c.Sentence.End)
	for i := max(first, end-farthestTurn); i < end; i++ {
		if e := w.turn.Find(w.d.Token(i).Lower); e != nil && (!e.Has("noun") || w.occasionAfter(i, end)) {
			return true
		}
	}
	return false
}

// occasionAfter tells whether a noun of something that happens, or of where it does, follows token i: "another night raid".
func (w *weaver) occasionAfter(i, end int) bool {
	for k := i + 1; k < min(end, i+4); k++ {
		if t := w.d.Token(k); w.occasion.Has(t.Lemma) || w.occasion.Has(t.Lower) {
			return true
		}
	}
	return false
}

// farthestTurn is how many words before a claim a turn to another scene is looked for.
const farthestTurn = 400
