package attribution

import (
	"slices"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
)

// objectOf is the head of the cue's object, the relative pronoun where it is that.
func (f *finding) objectOf(a *attribution) int {
	o := f.d.Child(a.head, language.Obj, language.Iobj)
	if o == a.speaker {
		return -1
	}
	if o < 0 && a.cue.has(object) {
		o = f.bareOblique(a.head)
	}
	if o < 0 && a.cueAt[0].End > a.head+1 { // "called on the sides to"
		for k := range f.d.Children(a.head) {
			if m := f.d.Child(k, language.Case); f.d.Rel(k) == language.Obl && m > a.head && m < a.cueAt[0].End {
				return k
			}
		}
	}
	if o < 0 && f.d.Rel(a.head) == language.AclRelcl {
		if o = f.grammar.Object(f.d, a.head); o >= 0 && f.d.Under(a.speaker, o) && f.d.Head(a.speaker) != a.head {
			return -1
		}
	}
	return o
}

// bareOblique is a nominal behind a verb that the parser took for a circumstance
// though no preposition leads it and no time is meant: an object all the same. -1 where none.
func (f *finding) bareOblique(i int) int {
	for k := range f.d.Children(i) {
		if k > i && f.d.Rel(k) == language.Obl && f.d.Child(k, language.Case, language.Mark) < 0 && f.d.TimeAt(k) < 0 && clause.IsNominal(f.d, k) {
			return k
		}
	}
	return -1
}

// aim notes whom the act is aimed at.
func (f *finding) aim(a *attribution, obj int) {
	if a.cue.frame&(target|as) != 0 {
		a.target = append(a.target, clause.Conjuncts(f.d, f.grammar.Antecedent(f.d, obj))...)
	}
}

// asPhrase is the head of what the object is called: "as a breach", -1 where none.
func (f *finding) asPhrase(i int) int {
	for c := range f.d.Children(i) {
		switch f.d.Rel(c) {
		case language.Obl, language.Xcomp, language.Advcl:
			first, _ := f.d.Subtree(c)
			if f.d.Token(first).Lower == "as" && c > i {
				return c
			}
		}
	}
	return -1
}

// shifted is the object that stands behind what it is called, where the parser joined it to that: "dismissed as “empty” Ruvania's
// demand for a seat"; -1 where there is none.
func (f *finding) shifted(i int) int {
	p := f.asPhrase(i)
	if p < 0 {
		return -1
	}
	for k := range f.d.Children(p) {
		if rel := f.d.Rel(k); (rel == language.Conj || rel == language.Appos) && clause.IsNominal(f.d, k) && f.d.Child(k, language.Cc) < 0 && f.isCloser(subtree(f.d, k).First-1) {
			return k
		}
	}
	return -1
}

// beforeComment ends a range at the first comma behind token obj: what follows the object there is of the clause.
func (f *finding) beforeComment(r draft.Range, obj int) draft.Range {
	for i := obj + 1; i < r.End; i++ {
		if f.d.Token(i).XPOS == language.TagComma && f.quoteAt[i] < 0 {
			r.End = i
		}
	}
	return r
}

// object reads "condemned the attack", with what a preposition adds: "accused him of lying".
func (f *finding) object(a *attribution, obj int) {
	d := f.d
	r := nounPhrase(d, obj)
	r.First = max(r.First, min(a.cueAt[0].End, obj))
	if d.Head(obj) != a.head { // the antecedent of a relative clause
		r = core(d, obj)
		if rel := d.Child(a.head, language.Obj); rel >= 0 {
			r = draft.Range{First: rel, End: rel + 1}
		}
	}
	if f.notion(a, obj) || a.cue.has(naming) && f.d.Child(a.head, language.Xcomp) < 0 {
		return
	}
	if f.misread(a, r) {
		return
	}
	r = f.stretch(a.head, r)
	if tail := f.clauseTail(a, r); tail > r.End {
		r.End = tail
		a.rule += ".clause"
		a.content = without(f.tailless(f.whole(r)), a.block())
		return
	}
	a.content = without(f.whole(f.listed(r)), a.block())
	if r.Len() == 1 && f.d.Token(r.First).UPOS == language.PRON && r.End <= a.cueAt[0].First && a.cue.has(that) {
		a.content = append(a.content, f.relativeTail(a)...)
	}
	f.aim(a, obj)
	a.rule += ".object"
}

// relativeTail is the rest of a relative clause into which the cue is set: "which
// Rome says / is false".
func (f *finding) relativeTail(a *attribution) []draft.Range {
	d := f.d
	at := a.cueAt[0].End
	s := d.Doc.Sentences[d.Doc.SentenceOf(a.head)]
	if at >= int(s.End) {
		return nil
	}
	switch d.Token(at).XPOS {
	case language.TagVBD, language.TagVBZ, language.TagVBP, language.TagMD:
		return []draft.Range{f.tailless(draft.Range{First: at, End: int(s.End)})}
	}
	return nil
}

// listed widens what is said by what a colon behind it spells out: "announced the toll: 12 killed, 40 wounded".
func (f *finding) listed(r draft.Range) draft.Range {
	d := f.d
	s := d.Doc.Sentences[d.Doc.SentenceOf(r.First)]
	if r.End+2 < int(s.End) && d.Token(r.End).Form == ":" && f.quoteAt[r.End+1] < 0 {
		r.End = int(s.End)
	}
	return r
}

// stretch widens what is said by the phrases that follow it in the cue's clause,
// up to a comma, a conjunction or a time: "an image of X / alongside Y".
func (f *finding) stretch(head int, r draft.Range) draft.Range {
	d := f.d
	for r.First > head && r.End < len(d.Doc.Tokens) {
		c := r.End
		if t := d.Token(c); t.UPOS == language.PUNCT && !f.isOpener(c) || t.UPOS == language.CCONJ {
			return r
		}
		for h := d.Head(c); h >= 0 && h != head && !r.Holds(h); h = d.Head(c) {
			c = h
		}
		if d.Head(c) < 0 || d.Rel(c) == language.Conj || f.d.TimeAt(c) >= 0 {
			return r
		}
		part := subtree(d, c)
		if part.First != r.End {
			return r
		}
		r.End = part.End
	}
	return r
}

// misread reads "warned that failure in Rome, where they had met, would mean war",
// where the parser took "that" for the determiner of an object.
func (f *finding) misread(a *attribution, r draft.Range) bool {
	d := f.d
	if !a.cue.has(that) || r.First != a.cueAt[0].End || d.Token(r.First).Lower != "that" {
		return false
	}
	s := d.Doc.Sentences[d.Doc.SentenceOf(a.head)]
	rest := draft.Range{First: r.First, End: int(s.End)}
	if !f.hasFinite(draft.Range{First: r.End, End: rest.End}) {
		return false
	}
	a.content, a.rule = []draft.Range{f.tailless(f.whole(rest))}, "order.that"
	return true
}

// clauseTail is the end of a clause that the parser broke after its subject:
// "suggested / the plan / was dead" with the verb hung elsewhere. 0 where there is none.
func (f *finding) clauseTail(a *attribution, r draft.Range) int {
	d := f.d
	s := d.Doc.Sentences[d.Doc.SentenceOf(a.head)]
	if !a.cue.has(that) || r.First < a.head || r.End+1 >= int(s.End) {
		return 0
	}
	switch t := d.Token(r.End); {
	case t.UPOS == language.AUX && t.XPOS != language.TagVBN, t.XPOS == language.TagVBD, t.XPOS == language.TagVBZ, t.XPOS == language.TagVBP, t.XPOS == language.TagMD:
	case t.UPOS == language.ADV && (d.Token(r.End+1).XPOS == language.TagVBD || d.Token(r.End+1).UPOS == language.AUX):
	default:
		return 0
	}
	return int(s.End)
}

// notion reads a noun of speech under a cue: "expressed concern that", "countered
// with demands for", "signalled readiness to". The noun belongs to the cue, what it tells is what is said.
func (f *finding) notion(a *attribution, noun int) bool {
	c, _ := f.cues.find(f.cues.noun, f.d, noun)
	if c == nil || f.answersWords(a, noun) || f.othersNoun(a, noun) || noun < a.head || f.d.Head(noun) != a.head || f.d.Token(noun).UPOS != language.NOUN {
		return false
	}
	inner := attribution{head: noun, speaker: -1, cue: c, cueAt: []draft.Range{{First: noun, End: noun + 1}}}
	if !f.nounContent(&inner) && !f.strayInfinitive(&inner, a.head) && !(a.cue.act == claim.ActState && f.strayPhrase(&inner, a.head)) {
		return false
	}
	if c.act == claim.ActState && inner.rule == "noun.phrase" {
		return false // "its statement on X": the noun is itself what is spoken of
	}
	a.cueAt[0] = union(a.cueAt[0], inner.cueAt[0])
	a.content = inner.content
	if c.act != claim.ActState && !(a.cue.act == claim.ActAnnounce && f.isGivenNoun(noun)) {
		a.cue = c // but "confirmed the offer" offers nothing
	}
	a.rule += ".notion"
	return true
}

// isGivenNoun tells whether a noun of speech stands with "the" or "this": it was told of before, and not said here.
func (f *finding) isGivenNoun(noun int) bool {
	k := f.d.Child(noun, language.Det)
	return k >= 0 && (f.d.Token(k).Lower == "the" || f.d.Token(k).Lower == "this")
}

// answersWords tells whether a cue meets what a noun says that somebody else says: a charge is denied, a call welcomed. A charge
// that is rejected is denied.
func (f *finding) answersWords(a *attribution, noun int) bool {
	c, _ := f.cues.find(f.cues.noun, f.d, noun)
	if c == nil {
		return false
	}
	switch a.cue.act {
	case claim.ActReject:
		if c.has(alleged) && !f.othersNoun(a, noun) {
			denial := *a.cue
			denial.act = claim.ActDeny
			a.cue = &denial
		}
		return true
	case claim.ActDeny, claim.ActCondemn, claim.ActPraise:
		return true
	}
	return false
}

// othersNoun tells whether a noun of speech under a cue is somebody else's: "condemned his plan to".
func (f *finding) othersNoun(a *attribution, noun int) bool {
	own := f.d.Refs[a.speaker].Actor
	for k := range f.d.Children(noun) {
		switch f.d.Rel(k) {
		case language.NmodPoss, language.Compound, language.Amod, language.NmodDesc:
			if ref, ok := f.d.Refs[k]; ok && ref.Actor != own || !ok && f.d.Rel(k) == language.NmodPoss && f.d.Token(k).UPOS != language.PRON {
				return true
			}
		}
	}
	return false
}

// strayInfinitive finds "for X to …" right behind a noun where the parser hung it to the verb above.
func (f *finding) strayInfinitive(a *attribution, verb int) bool {
	if !a.cue.has(to) {
		return false
	}
	for k := range f.d.Children(verb) {
		if first, _ := f.d.Subtree(k); first == a.head+1 && f.d.Token(k).XPOS == language.TagVB && k > a.head {
			a.content = []draft.Range{f.whole(subtree(f.d, k))}
			if f.d.Token(first).XPOS == language.TagIN && slices.Contains(a.cue.with, f.d.Token(first).Lower) && f.extend(a, first) {
				a.content[0].First++
			}
			a.rule = "noun.clause"
			return true
		}
	}
	return false
}

// strayPhrase finds "at X" right behind a noun of feeling where the parser hung it to the verb above: "expressed dismay / at the decision".
func (f *finding) strayPhrase(a *attribution, verb int) bool {
	if a.cue.act == claim.ActState {
		return false
	}
	for _, k := range f.withs(verb, a.cue) {
		if r := subtree(f.d, k); r.First == a.head+1 && f.extend(a, r.First) {
			a.content, a.rule = []draft.Range{f.whole(draft.Range{First: r.First + 1, End: r.End})}, "noun.phrase"
			return true
		}
	}
	return false
}

// withs are the heads of the phrases that belong to what a cue says by their preposition.
func (f *finding) withs(i int, c *cue) []int {
	var out []int
	if len(c.with) == 0 {
		return nil
	}
	for k := range f.d.Children(i) {
		switch f.d.Rel(k) {
		case language.Obl, language.Nmod, language.Advcl, language.Xcomp, language.Acl, language.OblAgent:
			if slices.Contains(c.with, f.lead(k)) {
				out = append(out, k)
			}
		}
	}
	return out
}

// lead is the preposition or mark that leads the phrase headed by token k, in lower case.
func (f *finding) lead(k int) string {
	for m := range f.d.Children(k) {
		if m < k && (f.d.Rel(m) == language.Case || f.d.Rel(m) == language.Mark) {
			return f.d.Token(m).Lower
		}
	}
	return ""
}

// phrase reads a cue whose preposition leads what is said: "called for calm". The preposition belongs to the cue.
func (f *finding) phrase(a *attribution, obj int) {
	withs := f.withs(a.head, a.cue)
	if len(withs) == 0 {
		if obj >= 0 && a.cue.has(told) {
			a.addressee = append(a.addressee, clause.Conjuncts(f.d, obj)...)
		}
		return // perhaps a quotation will be found beside it
	}
	if f.notion(a, withs[0]) {
		return
	}
	r := subtree(f.d, withs[0])
	for m := range f.d.Children(withs[0]) {
		if (f.d.Rel(m) == language.Case || f.d.Rel(m) == language.Mark) && m == r.First && f.extend(a, m) {
			r.First = m + 1
		}
	}
	if x := f.d.Child(a.head, language.Xcomp); x >= r.End && a.cue.has(to) { // "called on them to stop"
		r = union(r, subtree(f.d, x))
		a.target = append(a.target, clause.Conjuncts(f.d, withs[0])...)
	}
	a.content = without(f.whole(f.stretch(a.head, r)), a.block())
	a.rule += ".phrase"
}

// extend takes token m into the cue where it stands right behind it, and tells whether it did.
func (f *finding) extend(a *attribution, m int) bool {
	last := &a.cueAt[len(a.cueAt)-1]
	if last.End == m {
		last.End = m + 1
		return true
	}
	return false
}
