package attribution

import (
	"slices"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
)

// meanwhile gives the participle of speech that goes on behind a clause which somebody says, and that the parser hung into it, to whoever said that: "said
// that neither side had accepted the plan, / while urging both to sign it". Of what the clause tells done the participle may tell as well ("said that
// soldiers had searched the village, accusing them of"), so a verb of asking or blaming is given away only where its own object means the subject of that.
func (f *finding) meanwhile(i int) {
	d, a := f.d, &f.out[i]
	at := a.cueAt[0].First
	if d.Token(a.head).XPOS != language.TagVBG || a.speaker < 0 || at < 2 {
		return
	}
	if d.Token(at-1).UPOS == language.SCONJ && d.Token(at-1).Lower == "while" {
		at--
	}
	if d.Token(at-1).XPOS != language.TagComma && !f.isCloser(at-1) {
		return
	}
	for k := max(0, i-near); k < min(len(f.out), i+near); k++ {
		b := &f.out[k]
		if k == i || b.head >= a.head || b.speaker < 0 || b.speaker == a.speaker || !b.cue.has(that) || d.Doc.SentenceOf(b.head) != d.Doc.SentenceOf(a.head) || !holds(b.content, a.speaker) {
			continue
		}
		if v := d.Head(a.speaker); v < b.head || !f.goesBack(a, v) {
			continue
		}
		a.speaker, a.source = b.speaker, slices.Clone(b.source)
		for n := range b.content {
			if r := &b.content[n]; r.First < at-1 && r.Holds(at-1) {
				*r = trimmed(d, draft.Range{First: r.First, End: at - 1})
			}
		}
		return
	}
}

// goesBack tells whether the participle of a cue is of the one who says the clause of verb v, and not of that clause's subject.
func (f *finding) goesBack(a *attribution, v int) bool {
	d := f.d
	if f.grammar.IsNegated(d, a.speaker) {
		return true // "neither side"
	}
	if o := d.Child(a.head, language.Obj, language.Iobj); o >= 0 && f.takesUp(o, a.speaker) {
		return true
	}
	c, _ := f.cues.find(f.cues.verb, d, v)
	if c != nil && c.frame&(quote|that) != 0 {
		return false // "said the group had claimed the raid, calling it revenge"
	}
	return a.cue.has(quote) && a.cue.act != claim.ActDemand && a.cue.act != claim.ActThreaten && a.cue.act != claim.ActAccuse || a.cue.act == claim.ActAppeal
}

// takesUp tells whether object o is a pronoun that may mean nominal n, so that n is not who acts upon it.
func (f *finding) takesUp(o, n int) bool {
	switch f.d.Token(o).Lower {
	case "them", "both":
		return isMany(f.d, n) || len(f.d.Several[n]) > 1
	case "it":
		return !isMany(f.d, n) && f.participant(n)
	}
	return false
}

// toldTwice makes one of what is told by two cues of the same one: "Velin accused “the rebels of playing for time,” he said" is one saying, by the verb
// that says more. The one behind is dropped, and the quotation goes to the first as a whole.
func (f *finding) toldTwice() {
	d := f.d
	gone := map[int]bool{}
	for k := range f.out {
		a := &f.out[k]
		if a.speaker < 0 || a.cue.act != claim.ActState || len(a.content) != 1 || a.head < a.content[0].End || isMark(d, a.content[0].First) {
			continue
		}
		r := a.content[0]
		for n := range f.out {
			b := &f.out[n]
			if n == k || b.speaker < 0 || b.block().First != r.First || len(b.content) == 0 || b.head >= r.End || d.Token(a.speaker).UPOS != language.PRON || d.Refs[a.speaker].Actor == "" || d.Refs[a.speaker].Actor != d.Refs[b.speaker].Actor {
				continue
			}
			first := b.content[0].First
			q := f.quoteAt[first]
			if q < 0 || !isMark(d, first) || d.Quotes[q].End < r.End {
				continue
			}
			b.content = []draft.Range{{First: first, End: r.End}}
			gone[a.head] = true
			break
		}
	}
	f.out = slices.DeleteFunc(f.out, func(a attribution) bool { return gone[a.head] })
}

// asked takes from a verb that asks somebody to do something, and has nobody for its object, the subject for its speaker: in "Rivals urged to sign the plan"
// they are the ones urged. Who urges them is not said.
func (f *finding) asked(a *attribution) {
	d := f.d
	next := a.cueAt[len(a.cueAt)-1].End
	if a.speaker < 0 || a.speaker > a.head || !f.cues.asked.Has(d.Token(a.head).Lemma) || next >= len(d.Doc.Tokens) {
		return
	}
	if x := d.Token(a.head).XPOS; x != language.TagVBD && x != language.TagVBN || !clause.IsVerb(d, a.head) {
		return
	}
	if d.Token(next).XPOS != language.TagTO || a.content[0].First != next || d.Child(a.head, language.Aux) >= 0 || d.Child(a.head, language.Obj, language.Iobj) >= 0 {
		return
	}
	a.target, a.addressee = []int{a.speaker}, []int{a.speaker}
	a.speaker, a.source = -1, nil
}

// isOfMatter tells whether a cue is but the preposition "regarding".
func (f *finding) isOfMatter(a *attribution) bool {
	t := f.d.Token(a.head)
	return t.Lower == "regarding" && f.d.Child(a.head, language.Aux, language.Nsubj) < 0
}

// notByItself takes from a cue a source that is no more than what is said by it, and gives it the subject that grammar does: "which urged restraint" is urged by
// no restraint.
func (f *finding) notByItself(a *attribution) {
	if len(a.source) != 1 || a.speaker < a.head || f.d.Rel(a.speaker) != language.Obj || f.participant(a.speaker) || !overlaps(a.content, a.source[0]) || !clause.IsVerb(f.d, a.head) || clause.IsPassive(f.d, a.head) {
		return
	}
	s := f.actor(a.head)
	if s < 0 || s > a.head || holds(a.content, s) {
		return
	}
	a.speaker, a.source = s, f.sourceOf(s)
}

// isOwnNoun tells whether a pronoun says whose nominal n is: "in his speech".
func (f *finding) isOwnNoun(n int) bool {
	whose := f.d.Child(n, language.NmodPoss)
	return whose >= 0 && f.d.Token(whose).UPOS == language.PRON
}

// unvoiced ends the object of a cue before the speech, letter or video in which it is spoken of: "discussed the truce / in an interview with Vale Press". What
// was said itself in one stays: "condemned the remarks in an interview by the general".
func (f *finding) unvoiced(a *attribution) {
	d := f.d
	last := &a.content[len(a.content)-1]
	if last.First <= a.head || f.hasFinite(draft.Range{First: last.First, End: min(last.End, last.First+1)}) || !clause.IsVerb(d, a.head) {
		return
	}
	o := d.Child(a.head, language.Obj)
	if o < last.First || !last.Holds(o) || f.quoteAt[last.First] >= 0 {
		return
	}
	if c, _ := f.cues.find(f.cues.noun, d, o); c != nil && (c.manner == claim.Said || c.manner == claim.Written) {
		return
	}
	for i := o + 1; i < last.End; i++ {
		t := d.Token(i)
		if t.UPOS != language.ADP || t.Lower != "in" && t.Lower != "during" || d.Rel(i) != language.Case {
			continue
		}
		n := d.Head(i)
		if n > i && d.Child(n, language.NmodPoss) >= 0 && !f.isOwnNoun(n) {
			return // "affirmed the points in the mediator's statement"
		}
		if n <= i || !last.Holds(n) || !f.cues.vehicle.Has(d.Token(n).Lemma) || d.Head(n) != o && d.Head(n) != a.head || d.Child(n, language.Det) < 0 && !f.isOwnNoun(n) {
			continue
		}
		if f.some([]draft.Range{{First: i, End: last.End}}, func(k int) bool { return isMark(d, k) || d.Token(k).XPOS == language.TagComma }) {
			return // "put it in a statement, the matter is …"
		}
		last.End = i
		return
	}
}

// behindDateline begins a source behind the dateline, or the medium in brackets that stands for one, with which the parser joined it.
func (f *finding) behindDateline(a *attribution) {
	at := f.d.DatelineAt
	if len(a.source) == 0 || at.Len() == 0 {
		return
	}
	if r := &a.source[0]; r.First < at.End && r.End > at.End {
		r.First = at.End
		if a.speaker < at.End {
			a.speaker = f.topOf(a.source)
		}
	}
}

// undatedBefore begins what is said behind a day that stands right behind the cue: "agreed on / Thursday / to meet again".
func (f *finding) undatedBefore(a *attribution) {
	r := &a.content[0]
	if r.First <= a.head || f.quoteAt[r.First] >= 0 {
		return
	}
	first := r.First
	if f.d.Token(first).Lower == "on" {
		first++
	}
	i := f.d.TimeAt(first)
	if i < 0 || f.d.Times[i].First != first || f.d.Times[i].End+1 >= r.End || f.d.Times[i].Type != claim.TypeDate && f.d.Times[i].Type != claim.TypeTime {
		return
	}
	if next := f.d.Token(f.d.Times[i].End); next.XPOS == language.TagTO || next.Lower == "that" && next.UPOS == language.SCONJ {
		r.First = f.d.Times[i].End
	}
}

// untimed ends a cue before the time that stands at its end: "announced / on Saturday evening".
func (f *finding) untimed(a *attribution) {
	last := &a.cueAt[len(a.cueAt)-1]
	for i := max(a.head, last.First) + 1; i < last.End; i++ {
		first := i
		if f.d.Token(i).UPOS == language.ADP {
			first++
		}
		if first < last.End && f.d.TimeAt(first) >= 0 && f.d.Times[f.d.TimeAt(first)].End >= last.End {
			last.End = i
			return
		}
	}
}
