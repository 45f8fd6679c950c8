package attribution

import (
	"slices"
	"strings"

	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
)

// clauseAt is the head of the clause that verb i governs: also one hung to it
// as a parenthesis with nothing between ("alleges operates from").
func (f *finding) clauseAt(i int, block draft.Range) int {
	if c := f.d.Child(i, language.Ccomp); c >= 0 && !f.isLoose(c) && !f.isCited(c) && !(c > i && block.End < len(f.d.Doc.Tokens) && f.d.Token(block.End).Form == ";") {
		return c
	}
	for c := range f.d.Children(i) { // "that" tells, whatever the parser called it
		switch f.d.Rel(c) {
		case language.Advcl, language.Acl, language.AclRelcl, language.Conj, language.Parataxis:
			if m := f.d.Child(c, language.Mark); c > i && m > i && f.d.Token(m).Lower == "that" {
				return c
			}
		}
	}
	if c := f.d.Child(i, language.Parataxis); c > i && f.d.Token(c).UPOS == language.VERB {
		if first, _ := f.d.Subtree(c); first == block.End {
			return c
		}
	}
	return -1
}

// isCited tells whether what was taken for the clause at token c is but who is cited for the saying: "…, she said, according to the agency".
func (f *finding) isCited(c int) bool {
	first, _ := f.d.Subtree(c)
	return clause.IsNominal(f.d, c) && first < c && f.cues.preposition.Has(f.d.Token(first).Lower+" "+f.d.Token(first+1).Lower)
}

// isLoose tells whether the clause headed by token c is a participle behind a comma, which is nobody's words: "he said, vowing".
func (f *finding) isLoose(c int) bool {
	first, _ := f.d.Subtree(c)
	if first > 0 && f.d.Token(first).XPOS == language.TagComma {
		first++
	}
	return f.d.Token(c).XPOS == language.TagVBG && first == c && f.d.Token(c-1).XPOS == language.TagComma
}

// clause reads "said (that) it would". Without "that" an object before a clause
// that lacks its subject is that subject, which the parser hung to the cue.
func (f *finding) clause(a *attribution, obj, ccomp int) {
	d := f.d
	r := subtree(d, ccomp)
	mark := d.Child(ccomp, language.Mark)
	switch {
	case obj > a.head && obj < ccomp && f.answersWords(a, obj): // "denied claims that …": nobody is told anything
		r, obj = union(subtree(d, obj), r), -1
	case mark > a.head && d.Token(mark).Lower == "that":
		r.First = max(r.First, mark) // "said on Friday that": the day is of the saying
	case obj > a.head && obj < ccomp && !a.cue.has(told) && d.Child(ccomp, language.Nsubj, language.NsubjPass) < 0 && d.Head(obj) == a.head:
		r = union(subtree(d, obj), r)
		obj = -1
	}
	if obj >= 0 && obj < ccomp {
		a.addressee = append(a.addressee, clause.Conjuncts(d, obj)...)
	}
	if marks(d, ccomp) > 1 { // "that if …, it would": the clause goes on behind the condition
		if p := d.Child(a.head, language.Parataxis); p > ccomp && subtree(d, p).First <= r.End+1 {
			r = union(r, subtree(d, p))
		}
	}
	if d.Rel(ccomp) == language.Parataxis {
		r.End = f.participleEnd(r.End)
	}
	r.End = f.resumed(ccomp, r.End)
	r = f.afterTime(r, a.cueAt[0].End)
	for _, piece := range without(f.whole(r), a.block()) {
		a.content = append(a.content, f.tailless(piece))
	}
	a.rule += ".clause"
}

// resumed ends what is said before the speaker's next act that the parser hung
// into it: in "said that the line was drawn and urged", no line urges.
func (f *finding) resumed(ccomp, end int) int {
	d := f.d
	for k := range d.Children(ccomp) {
		if d.Rel(k) != language.Conj || d.Token(k).XPOS != language.TagVBD && !f.isPerfect(k) || d.Child(k, language.Nsubj, language.NsubjPass) >= 0 {
			continue
		}
		c, _ := f.cues.find(f.cues.verb, d, k)
		if c == nil || c.frame&(quote|target) == 0 {
			continue
		}
		if s := d.Child(ccomp, language.Nsubj, language.NsubjPass); s < 0 || f.goesOnSaying(ccomp, s) {
			continue
		}
		if first, _ := d.Subtree(k); first < end {
			return first
		}
	}
	return end
}

// isPerfect tells whether verb k is a perfect: "has denied".
func (f *finding) isPerfect(k int) bool {
	x := f.d.Child(k, language.Aux)
	return f.d.Token(k).XPOS == language.TagVBN && x >= 0 && f.d.Token(x).Lemma == "have" && f.d.Child(k, language.AuxPass) < 0
}

// goesOnSaying tells whether the subject s of what is said may as well say what a past tense joined to clause ccomp says: not where that clause has "will"
// or "would" and the joined one none.
func (f *finding) goesOnSaying(ccomp, s int) bool {
	d := f.d
	if x := d.Child(ccomp, language.Aux); x >= 0 && d.Token(x).XPOS == language.TagMD {
		return false
	}
	return f.participant(s) || d.Child(s, language.NmodPoss) >= 0
}

// participleEnd widens a clause that the parser broke by the participle behind
// its comma: "operates from there, launching attacks".
func (f *finding) participleEnd(end int) int {
	d := f.d
	if end+1 >= len(d.Doc.Tokens) || d.Token(end).XPOS != language.TagComma || d.Token(end+1).XPOS != language.TagVBG || f.cues.verb.Has(d.Token(end+1).Lemma) {
		return end
	}
	_, to := d.Subtree(end + 1)
	return max(end, to)
}

// marks is how many conjunctions head a clause.
func marks(d *draft.Draft, c int) int {
	n := 0
	for k := range d.Children(c) {
		if d.Rel(k) == language.Mark {
			n++
		}
	}
	return n
}

// afterTime starts a range behind the time expression with which it begins right behind the cue: "said Wednesday he would".
func (f *finding) afterTime(r draft.Range, cue int) draft.Range {
	if r.First != cue {
		return r
	}
	t, found := slices.BinarySearchFunc(f.d.Times, cue, func(t draft.Time, at int) int { return t.First - at })
	if found && f.d.Times[t].End < r.End {
		r.First = f.d.Times[t].End
	}
	return r
}

// tailless cuts what the report adds behind a comma to what is said: a relative
// clause or adverbial clause at its end, a participle that is another cue ("…, warning of").
func (f *finding) tailless(r draft.Range) draft.Range {
	d := f.d
	for i := r.End - 2; i > r.First+3; i-- {
		if q := f.quoteAt[i]; q >= 0 && d.Quotes[q].End != i+1 {
			i = min(i, max(r.First, d.Quotes[q].First))
			continue
		}
		if d.Token(i).XPOS != language.TagComma && !f.isCloser(i) && !f.cues.adversative.Has(d.Token(i+1).Lower) {
			continue
		}
		if f.isTail(i+1, r) {
			if d.Token(i).XPOS != language.TagComma {
				i++ // nothing but a comma is left out
			}
			return draft.Range{First: r.First, End: i}
		}
	}
	return r
}

// isTail tells whether at token i a clause begins that reaches to the end of r
// and that its conjunction, pronoun or participle marks as the report's own.
func (f *finding) isTail(i int, r draft.Range) bool {
	d := f.d
	t := d.Token(i)
	if t.XPOS == language.TagVBG && f.cues.verb.Has(t.Lemma) {
		c, _ := f.cues.find(f.cues.verb, d, i)
		return c != nil && c.has(quote)
	}
	if f.looksParticiple(i) || f.resumes(i) {
		return true
	}
	h := d.Head(i)
	if h < 0 || h >= r.End {
		return false
	}
	switch rel := d.Rel(h); rel {
	case language.AclRelcl, language.Advcl:
		first, end := d.Subtree(h)
		return (first == i || first == i-1) && end >= f.bare(r).End && (rel == language.AclRelcl || f.cues.tail.Has(t.Lower))
	}
	return false
}

// resumes tells whether at token i, behind a comma, the speaker's own next act
// begins that the parser hung into what is said: ", and accused".
func (f *finding) resumes(i int) bool {
	d := f.d
	if i < 2 || i+2 >= len(d.Doc.Tokens) || d.Token(i).UPOS != language.CCONJ || d.Token(i-1).XPOS != language.TagComma && !f.cues.adversative.Has(d.Token(i).Lower) {
		return false
	}
	v := i + 1
	if d.Token(v).UPOS == language.ADV {
		v++
	}
	switch t := d.Token(v); t.XPOS {
	case language.TagVBD, language.TagVBZ:
		c, _ := f.cues.find(f.cues.verb, d, v)
		return c != nil && c.frame&(quote|target) != 0 && d.Child(v, language.Nsubj, language.NsubjPass) < 0
	}
	return false
}

// looksParticiple tells whether token i is a noun of speech in -ing right behind a
// comma or a closing mark, as a participle would stand: "…, warning of".
func (f *finding) looksParticiple(i int) bool {
	t := f.d.Token(i)
	if i == 0 || t.UPOS != language.NOUN || !strings.HasSuffix(t.Lower, "ing") || !f.cues.noun.Has(t.Lemma) {
		return false
	}
	return f.d.Token(i-1).XPOS == language.TagComma || f.isCloser(i-1)
}

// parenthetical reads a cue set into or behind what it says: "…, he said, …".
func (f *finding) parenthetical(a *attribution) bool {
	d, i := f.d, a.head
	if d.Rel(i) != language.Parataxis || a.cue.frame&(that|quote) != that|quote || d.Child(i, language.Ccomp) > i || f.isPossible(a) {
		return false
	}
	if x := d.Child(i, language.Xcomp, language.Obj); x > i && !a.cue.has(told) && x != a.speaker {
		return false
	}
	h := d.Head(i)
	if h < 0 || h > i && d.Token(i+1).UPOS != language.PUNCT && a.speaker < i {
		return false
	}
	hole := union(a.block(), f.bare(subtree(d, i)))
	a.content = without(f.whole(subtree(d, h)), hole)
	a.rule += ".parenthesis"
	return true
}

// infinitive reads "vowed to fight", "urged the sides to talk", "told them to leave".
func (f *finding) infinitive(a *attribution, obj, xcomp int) {
	r := subtree(f.d, xcomp)
	if obj >= 0 && obj < xcomp && !a.cue.has(told) && f.d.Head(obj) == a.head && f.d.Token(obj).UPOS != language.PRON {
		object := nounPhrase(f.d, obj)
		object.First = max(object.First, min(a.cueAt[0].End, obj))
		r = union(object, r)
		f.aim(a, obj)
	} else if obj >= 0 {
		a.addressee = append(a.addressee, clause.Conjuncts(f.d, obj)...)
	}
	a.content = without(f.whole(r), a.block())
	a.rule += ".to"
}

// takes tells whether a cue takes the open complement at token x.
func (f *finding) takes(c *cue, x int) bool {
	if f.cues.anonymity.Has(f.d.Token(x).Lemma) && f.d.Child(x, language.AuxPass) >= 0 {
		return false
	}
	switch f.d.Token(x).XPOS {
	case language.TagVBG:
		return c.has(ing)
	case language.TagVB:
		return c.frame&(to|that) != 0 && c.has(to)
	}
	return c.has(to) && f.d.Child(x, language.Mark) >= 0 || c.has(object)
}
