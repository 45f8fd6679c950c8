package link

import (
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
)

// repeatedEvents ties each event to the first telling of the same event before it,
// and lends it the place and time that it leaves out.
func (w *weaver) repeatedEvents() {
	events := w.of(claim.KindEvent)
	for i, c := range events {
		for _, e := range slices.Backward(before(events, i)) {
			if w.sameEvent(c, e) {
				first := w.first(e)
				tie(c, first, claim.Repeats)
				lend(c, first)
				w.lendMode(c, e)
				w.lendMode(c, first)
				break
			}
		}
	}
}

// before are the claims that the i-th of a list may repeat, the likeliest last: of the text those
// before it; of the title, which tells again what the text tells in full, those at the text's head.
func before(list []*claim.Claim, i int) []*claim.Claim {
	if list[i].In != claim.InTitle {
		return list[max(0, i-window):i]
	}
	end := slices.IndexFunc(list, func(c *claim.Claim) bool { return c.In == claim.InTitle })
	head := slices.Clone(list[:min(end, window)])
	slices.Reverse(head)
	return head
}

// first is the claim that c repeats, or c itself.
func (w *weaver) first(c *claim.Claim) *claim.Claim {
	for steps := 0; steps < window; steps++ {
		at := slices.IndexFunc(c.About, func(l claim.Link) bool { return l.How == claim.Repeats })
		if at < 0 {
			return c
		}
		next := w.find(c.About[at].Claim)
		if next == nil {
			return c
		}
		c = next
	}
	return c
}

// lend gives a repeated event the place and time of its first telling, where it names none.
func lend(c, first *claim.Claim) {
	if c.Place == nil && first.Place != nil {
		c.Place = &claim.Where{Place: first.Place.Place, Basis: claim.PlaceInherited}
	}
	if c.Time == nil && first.Time != nil {
		c.Time = &claim.When{Start: first.Time.Start, End: first.Time.End, Precision: first.Time.Precision, Basis: claim.BasisInferred}
	}
}

// lendMode gives a deed of force that is told again by a word that leaves open how it was done, "the attack", the mode of its first
// telling: "a bomb went off … the attack killed two".
func (w *weaver) lendMode(c, first *claim.Claim) {
	e, told := c.Body.(*claim.Event), first.Body.(*claim.Event)
	if w.isLoose(c, e, told) {
		e.Mode, e.ACLED = told.Mode, told.ACLED
		return
	}
	if e.Type == "ASSAULT" && e.Mode == "explosives" && e.Mode == told.Mode && e.Weapon == "" && told.Weapon != "" && told.ACLED != nil {
		e.ACLED = told.ACLED // "a car bomb went off … the bombing"
		return
	}
	if e.Type != "ASSAULT" || e.Mode != "" || e.Weapon != "" || !isWhole(told.Mode) || w.isPlural(first, told) || !w.isOpen(c, e) {
		return
	}
	e.Mode, e.ACLED = told.Mode, told.ACLED
}

// isLoose tells whether an event is told by "the bombing", a word for what falls from the air or comes from guns as well as for bombs laid, where what was told is such: "air strikes
// hit the camp … the bombings went on for an hour".
func (w *weaver) isLoose(c *claim.Claim, e, told *claim.Event) bool {
	if e.Type != "ASSAULT" || e.Weapon != "" || told.Mode != "aerial" && told.Mode != "drone" && told.Mode != "heavy-weapons" {
		return false
	}
	return slices.ContainsFunc(w.triggerOf(c, e), func(i int) bool {
		t := w.d.Token(i)
		return (t.Lemma == "bombing" || t.Lemma == "bombardment") && w.pointsBack(i)
	})
}

// isWhole tells the modes that say how all of an attack was done. Shots may be a part of one.
func isWhole(mode string) bool {
	switch mode {
	case "explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "unconventional":
		return true
	}
	return false
}

// isPlural tells whether an event is told by a noun of several deeds, none of which "the attack" alone can mean.
func (w *weaver) isPlural(c *claim.Claim, e *claim.Event) bool {
	return slices.ContainsFunc(w.triggerOf(c, e), func(i int) bool { return w.d.Token(i).XPOS == language.TagNNS })
}

// isOpen tells whether a word of [open] in the trigger of an event points back to one deed told of: "the attack", "this terrorist
// act". "The attacks" may be more than what was told.
func (w *weaver) isOpen(c *claim.Claim, e *claim.Event) bool {
	return slices.ContainsFunc(w.triggerOf(c, e), func(i int) bool {
		t := w.d.Token(i)
		return w.open.Has(t.Lemma) && t.XPOS == language.TagNN && w.pointsBack(i)
	})
}

// describes tells whether token i is a word before a noun that does not set it apart from what was told: "terrorist", not "second".
func (w *weaver) describes(i int) bool {
	t := w.d.Token(i)
	return (t.UPOS == language.ADJ || t.UPOS == language.NOUN) && !w.turn.Has(t.Lower) && !w.more.Has(t.Lower)
}

// triggerOf are the tokens of the trigger of an event of the text.
func (w *weaver) triggerOf(c *claim.Claim, e *claim.Event) (out []int) {
	if c.In != w.d.In {
		return nil
	}
	tokens := w.d.Doc.Tokens
	for i := w.tokenAt(e.Trigger.Start); i < len(tokens) && w.d.Bytes(int(tokens[i].Start), int(tokens[i].End)).Start < e.Trigger.End; i++ {
		out = append(out, i)
	}
	return out
}

// sameEvent tells whether claim c tells again of the event that e told: nothing
// sets them apart, and at least two things bind them.
func (w *weaver) sameEvent(c, e *claim.Claim) bool {
	a, b := c.Body.(*claim.Event), e.Body.(*claim.Event)
	if a.Type != b.Type || c.Polarity != e.Polarity || c.Tense == claim.Future != (e.Tense == claim.Future) || c.Background != e.Background {
		return false
	}
	if c.Sentence == e.Sentence && c.In == e.In {
		return false
	}
	if a.Mode != b.Mode && a.Mode != "" && b.Mode != "" && !w.isLoose(c, a, b) || w.namesAnother(a, e, b) {
		return false
	}
	bonds := 0
	for _, l := range []likeness{times(c.Time, e.Time), w.places(c.Place, e.Place), w.parties(a.Actors, b.Actors), w.parties(a.Recipients, b.Recipients)} {
		if l == apart {
			return false
		}
		bonds += int(l)
	}
	if a.Mode == b.Mode && a.Mode != "" {
		bonds++
	}
	if w.sharesFigure(a, b) {
		bonds++
	}
	return bonds >= 2 || bonds >= 1 && w.isAnaphor(c, a) || w.isAnaphor(c, a) && bare(a)
}

// namesAnother tells whether event a befell somebody whom the report first names behind event e, which points back, "this murder", to
// what it told before and so to others.
func (w *weaver) namesAnother(a *claim.Event, e *claim.Claim, b *claim.Event) bool {
	if len(b.Recipients) > 0 || !w.isAnaphor(e, b) {
		return false
	}
	return slices.ContainsFunc(a.Recipients, func(ref claim.Ref) bool {
		who := w.d.Actor(ref.Actor)
		return who != nil && who.Kind == claim.ActorPerson && len(who.Mentions) > 0 && w.d.Names[who.Mentions[0]].Span.Start > e.Span.End
	})
}

// bare tells whether an event names nobody who takes part.
func bare(e *claim.Event) bool { return len(e.Actors)+len(e.Recipients) == 0 }

// isAnaphor tells whether the words before an event's trigger point back: "the attack", "that blast".
func (w *weaver) isAnaphor(c *claim.Claim, e *claim.Event) bool {
	if c.In != w.d.In {
		return false
	}
	if i := w.tokenAt(e.Trigger.Start); i > 0 && i < len(w.d.Doc.Tokens) && w.pointsBack(i) {
		return true
	}
	return slices.ContainsFunc(w.triggerOf(c, e), func(i int) bool { // "survived the attack"
		return i > 0 && w.d.Token(i).UPOS == language.NOUN && w.open.Has(w.d.Token(i).Lemma) && w.pointsBack(i)
	})
}

// pointsBack tells whether a word that points back stands before the noun at token i, or before what describes it: "the terrorist attack".
func (w *weaver) pointsBack(i int) bool {
	k := i - 1
	for ; k > 0 && i-k <= 2 && w.d.Token(i).UPOS == language.NOUN && w.describes(k); k-- {
	}
	return k >= 0 && w.definite.Has(w.d.Token(k).Lower)
}

// sharesFigure tells whether two events have a figure of the same measure and number.
func (w *weaver) sharesFigure(a, b *claim.Event) bool {
	for _, x := range a.Figures {
		for _, y := range b.Figures {
			c, e := w.find(x), w.find(y)
			if c == nil || e == nil {
				continue
			}
			if f, g := c.Body.(*claim.Figure), e.Body.(*claim.Figure); f.Measure == g.Measure && equal(f, g) {
				return true
			}
		}
	}
	return false
}

// repeatedFigures ties each figure to the first telling of the same number of the same people.
func (w *weaver) repeatedFigures() {
	figures := w.of(claim.KindFigure)
	for i, c := range figures {
		if has(c, claim.PartOf) {
			w.earlierPart(c, figures[max(0, i-window):i])
			continue
		}
		told := before(figures, i)
		if !w.again(c, told) && !w.vaguely(c, told) {
			w.oneOfThem(c, told)
		}
	}
}

// again ties figure c to the nearest before it that told the same; false where none did.
func (w *weaver) again(c *claim.Claim, before []*claim.Claim) bool {
	for _, e := range slices.Backward(before) {
		if w.sameFigure(c, e) && !w.turns(e, c) {
			tie(c, w.first(e), claim.Repeats)
			return true
		}
	}
	return false
}

// earlierPart makes what was told before of part c a part of the same whole: "a
// commander was held … two men, including the commander, were held".
func (w *weaver) earlierPart(c *claim.Claim, before []*claim.Claim) {
	whole := w.find(c.About[slices.IndexFunc(c.About, func(l claim.Link) bool { return l.How == claim.PartOf })].Claim)
	for _, e := range before {
		if whole != nil && e.ID != whole.ID && !has(e, claim.PartOf) && !has(e, claim.Repeats) && w.sameFigure(c, e) {
			tie(e, whole, claim.PartOf)
			return
		}
	}
}

// sameFigure tells whether figure c tells again what figure e told.
func (w *weaver) sameFigure(c, e *claim.Claim) bool {
	a, b := c.Body.(*claim.Figure), e.Body.(*claim.Figure)
	if !equal(a, b) || !w.mayBeSame(c, e) || a.Sex != b.Sex && a.Sex != "" && b.Sex != "" {
		return false
	}
	if isOne(a) {
		return w.alikePerson(a.Of, b.Of) || w.generic.Has(headOf(a.Of)) && w.isDefinite(c, a.Of)
	}
	return a.Of == "" || b.Of == "" || !w.isMore(a.Of) || w.isMore(b.Of)
}

// mayBeSame tells whether nothing sets the people of figure c apart from those of figure e, told
// before it: neither harm, time, place, standing nor nation.
func (w *weaver) mayBeSame(c, e *claim.Claim) bool {
	a, b := c.Body.(*claim.Figure), e.Body.(*claim.Figure)
	if a.Measure != b.Measure || c.Polarity != e.Polarity || c.Sentence == e.Sentence && c.In == e.In {
		return false
	}
	return times(c.Time, e.Time) != apart && w.places(c.Place, e.Place) != apart && !differ(a.StatusOf, b.StatusOf) &&
		(a.NationOf == b.NationOf || a.NationOf == "" || b.NationOf == "")
}

// isMore tells whether a phrase names people besides those told of: "two other men".
func (w *weaver) isMore(phrase string) bool {
	for word := range strings.FieldsSeq(strings.ToLower(phrase)) {
		if w.more.Has(word) {
			return true
		}
	}
	return false
}

// isDefinite tells whether a claim's words hold the phrase after a word that points back.
func (w *weaver) isDefinite(c *claim.Claim, phrase string) bool {
	if c.In != w.d.In || phrase == "" {
		return false
	}
	first, _, _ := strings.Cut(phrase, " ")
	for i := w.tokenAt(c.Span.Start); i+1 < len(w.d.Doc.Tokens) && w.d.Bytes(int(w.d.Token(i).Start), int(w.d.Token(i).End)).Start < c.Span.End; i++ {
		if w.definite.Has(w.d.Token(i).Lower) && strings.HasPrefix(first, w.d.Token(i+1).Form) {
			return true
		}
	}
	return false
}

// differ tells whether two standings exclude each other.
func differ(a, b claim.StatusOf) bool {
	open := func(s claim.StatusOf) bool { return s == "" || s == claim.Unknown || s == claim.MixedPeople }
	return a != b && !open(a) && !open(b)
}

// equal tells whether two figures say the same number.
func equal(a, b *claim.Figure) bool {
	if a.Value != nil && b.Value != nil {
		return *a.Value == *b.Value && a.Unit == b.Unit
	}
	return a.Value == nil && b.Value == nil && a.Low != nil && b.Low != nil && *a.Low == *b.Low && a.Unit == b.Unit
}

func isOne(f *claim.Figure) bool { return f.Value != nil && *f.Value == 1 }

// alikePerson tells whether two phrases for one person may name the same: by
// pronoun, by their head words, or because the head of one stands in the other.
func (w *weaver) alikePerson(a, b string) bool {
	a, b = strings.ToLower(a), strings.ToLower(b)
	if a == "" || w.same.Has(a) || headOf(a) == headOf(b) {
		return true
	}
	return slices.Contains(strings.Fields(b), headOf(a)) || slices.Contains(strings.Fields(a), headOf(b))
}
