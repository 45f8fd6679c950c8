package attribution

import (
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
)

// accused takes in what a passive cue's preposition leads behind those who say so, where the parser hung it on them: "is accused by
// the agency and the courts / of burning villages".
func (f *finding) accused(a *attribution) {
	d := f.d
	if len(a.cue.with) == 0 || !f.isPassive(a.head) || len(a.source) == 0 || a.source[0].First < a.head || slices.ContainsFunc(a.content, func(r draft.Range) bool { return r.First > a.head }) {
		return
	}
	end := int(d.Doc.Sentences[d.Doc.SentenceOf(a.head)].End)
	for i := a.source[0].First; i+1 < min(end, a.head+farthestCharge); i++ {
		if slices.Contains(a.cue.with, d.Token(i).Lower) && isGerund(d, i+1) {
			a.source[0].End = min(a.source[0].End, i)
			a.content = append(a.content, trimmed(d, f.tailless(draft.Range{First: i, End: end})))
			return
		}
	}
}

// farthestCharge is how many words behind the cue the charge is looked for.
const farthestCharge = 40

// isGerund tells a verb's form in -ing, though taken for a noun: "of bombing villages".
func isGerund(d *draft.Draft, i int) bool {
	t := d.Token(i)
	return t.XPOS == language.TagVBG || t.XPOS == language.TagNN && strings.HasSuffix(t.Lower, "ing")
}

// participial ends a thing said before a participle of speech behind a comma, by which the same one goes on: "denied it, / saying the
// fighting had stopped".
func (f *finding) participial(a *attribution) {
	for k := range a.content {
		r := &a.content[k]
		for i := max(r.First, a.head) + 2; i < r.End-1; i++ {
			if f.d.Token(i-1).XPOS != language.TagComma || f.d.Token(i).XPOS != language.TagVBG || !f.cueAt(i).has(quote) {
				continue
			}
			if before := (draft.Range{First: r.First, End: i - 1}); !f.hasClause([]draft.Range{before}) {
				*r = before
			}
			break
		}
	}
}

// subordinate leaves what stands before a clause of time or concession out of what is said in it: in "a blast killed two, hours after the
// army said that it had left" the army said nothing of the blast.
func (f *finding) subordinate(a *attribution) {
	d := f.d
	if len(a.source) != 1 || a.source[0].First >= a.head {
		return
	}
	first := a.source[0].First
	mark := -1
	for i := first; i < a.source[0].End && i < first+longestLapse && mark < 0; i++ { // "hours after the army"
		if f.cues.lapse.Has(d.Token(i).Lower) {
			mark = i
		} else if d.TimeAt(i) < 0 && d.Token(i).UPOS != language.NOUN && d.Token(i).UPOS != language.NUM {
			break
		}
	}
	if mark >= 0 && mark+1 < a.source[0].End {
		a.source[0].First = mark + 1
		if a.speaker <= mark {
			a.speaker = f.topOf(a.source)
		}
	} else if first > 0 && f.cues.lapse.Has(d.Token(first-1).Lower) {
		mark = first - 1
	}
	if mark < 0 {
		return
	}
	behind := slices.DeleteFunc(slices.Clone(a.content), func(r draft.Range) bool { return r.End <= mark })
	if len(behind) > 0 {
		a.content = behind
	}
}

// longestLapse is how many words may stand before the word that opens such a clause: "two days after".
const longestLapse = 4

// absolute gives a participle of speech in a clause of circumstance its own subject: "with the envoy, Ivo Marr, confirming the truce",
// "talks go on with the president indicating that".
func (f *finding) absolute(a *attribution) {
	d, n := f.d, a.head-1
	if n < 1 || d.Token(a.head).XPOS != language.TagVBG || a.speaker == n {
		return
	}
	if d.Token(n).XPOS == language.TagComma {
		n--
	}
	end := n + 1
	for d.Rel(n) == language.Flat && d.Head(n) >= 0 {
		n = d.Head(n)
	}
	if !clause.IsNominal(d, n) || !f.participant(n) {
		return
	}
	for top, steps := n, 0; top >= 0 && steps < longestLapse; top, steps = d.Head(top), steps+1 {
		m := d.Child(top, language.Case, language.Mark)
		if m >= 0 && m < n && d.Token(m).Lower == "with" && top == n && d.Token(a.head-1).XPOS == language.TagComma {
			return // "left after talks with officials, saying": no clause of theirs
		}
		if m >= 0 && m < n && d.Token(m).Lower == "with" {
			a.speaker, a.source = n, []draft.Range{{First: m + 1, End: end}}
			return
		}
		if rel := d.Rel(top); rel != language.Appos && rel != language.Flat && rel != language.Nsubj && rel != language.Compound {
			return
		}
	}
}

// adding parts what is said before a cue from what a participle of speech right behind it adds: "the roads were closed, he said adding that
// the search went on".
func (f *finding) adding() {
	d := f.d
	for k := range len(f.out) {
		a := &f.out[k]
		i := a.cueAt[len(a.cueAt)-1].End
		if len(a.source) != 1 || a.source[0].First >= a.head || i >= len(d.Doc.Tokens) || d.Token(i).XPOS != language.TagVBG || !f.cueAt(i).has(quote) {
			continue
		}
		s := d.Doc.Sentences[d.Doc.SentenceOf(a.head)]
		comma := a.source[0].First - 1
		last := &a.content[len(a.content)-1]
		if !last.Holds(i) || comma <= int(s.First) || d.Token(comma).XPOS != language.TagComma {
			continue
		}
		before := draft.Range{First: int(s.First), End: comma}
		if !f.hasFinite(before) {
			continue
		}
		rest := draft.Range{First: i + 1, End: last.End}
		a.content = []draft.Range{before}
		if rest.Len() > 1 && !slices.ContainsFunc(f.out, func(b attribution) bool { return b.head == i }) {
			f.out = append(f.out, attribution{head: i, outer: -1, speaker: a.speaker, source: slices.Clone(a.source), cue: f.cueAt(i),
				cueAt: []draft.Range{{First: i, End: i + 1}}, content: []draft.Range{rest}, rule: "verb.clause"})
		}
	}
}

// goingOn parts from what somebody blamed, praised or rejected the next act of the same one that a participle behind a comma adds:
// "accused Ruvania of bad faith, / rejecting talks", "blamed the army, / accusing it of theft".
func (f *finding) goingOn() {
	d := f.d
	for k := range len(f.out) {
		a := &f.out[k]
		last := &a.content[len(a.content)-1]
		if a.speaker < 0 || last.First < a.head || !clause.IsVerb(d, a.head) {
			continue
		}
		for i := last.First + 2; i < last.End-1; i++ {
			if f.joinsCue(a, i) { // "condemned the attack, which killed nine, / and summoned the envoy"
				*last = trimmed(d, draft.Range{First: last.First, End: i})
				break
			}
			c := f.cueAt(i)
			if d.Token(i-1).XPOS != language.TagComma || d.Token(i).XPOS != language.TagVBG || f.quoteAt[i] >= 0 || c.frame&(quote|target|object) == 0 && c.act == claim.ActState && !f.isCue(i) {
				continue
			}
			before := draft.Range{First: last.First, End: i - 1}
			if d.Head(i) != a.head && f.hasFinite(before) || !f.addOf(a, i) {
				continue
			}
			f.out[k].content[len(f.out[k].content)-1] = before
			break
		}
	}
}

// isCue tells whether an attribution was found of the word at token i.
func (f *finding) isCue(i int) bool {
	return slices.ContainsFunc(f.out, func(b attribution) bool { return b.head == i })
}

// joinsCue tells whether at token i, behind a comma, a conjunction joins another verb to the cue of an attribution: no part of what is said.
func (f *finding) joinsCue(a *attribution, i int) bool {
	d := f.d
	if d.Token(i).UPOS != language.CCONJ || f.quoteAt[i] >= 0 || d.Token(i-1).XPOS != language.TagComma && f.hasFinite(draft.Range{First: a.content[len(a.content)-1].First, End: i}) {
		return false
	}
	v := d.Head(i)
	return v > i && v <= i+2 && d.Head(v) == a.head && d.Rel(v) == language.Conj && d.Token(v).XPOS == language.TagVBD && d.Token(a.head).XPOS == language.TagVBD && d.Child(v, language.Nsubj, language.NsubjPass) < 0
}

// addOf adds what the verb at token i says, said by the speaker of attribution a; false where it says nothing.
func (f *finding) addOf(a *attribution, i int) bool {
	if f.isCue(i) {
		return true
	}
	speaker, source := a.speaker, slices.Clone(a.source)
	next := finding{stage: f.stage, d: f.d, quoteAt: f.quoteAt}
	next.verb(i)
	for _, b := range next.out {
		if b.head == i && len(b.content) > 0 && b.content[0].First > i {
			b.speaker, b.source = speaker, source
			if end := a.content[len(a.content)-1].End; b.cue.has(naming) && b.content[0].Len() == 1 && end > b.content[0].End {
				b.content = []draft.Range{{First: b.content[0].First, End: end}} // "calling it / the worst yet"
			}
			f.out = append(f.out, b)
			return true
		}
	}
	rest := draft.Range{First: i + 1, End: a.content[len(a.content)-1].End} // where the parser took it for a preposition
	if f.cueAt(i).frame&object == 0 || rest.Len() == 0 {
		return false
	}
	f.out = append(f.out, attribution{head: i, outer: -1, speaker: speaker, source: source, cue: f.cueAt(i), cueAt: []draft.Range{{First: i, End: i + 1}},
		content: []draft.Range{rest}, rule: "verb.object"})
	return true
}

// undatedBehind leaves a day that is of another's telling, right behind it, out of what is said: "has accused X of bombing, the paper reported / on Monday".
func (f *finding) undatedBehind(a *attribution) {
	n := len(a.content) - 1
	if n < 1 || a.content[n].Len() > 4 {
		return
	}
	r := a.content[n]
	if f.d.Token(r.First).UPOS == language.ADP {
		r.First++
	}
	for i := r.First; i < r.End; i++ {
		if f.d.TimeAt(i) < 0 {
			return
		}
	}
	a.content = a.content[:n]
}

// nextAct ends what somebody says before the same one's next act, joined to it by "and": "condemned the killings / and called on the army to leave". Where
// the clause that is said has a subject that may act so, and is no later than it, the act is that one's.
func (f *finding) nextAct() {
	d := f.d
	for k := range f.out {
		b := &f.out[k]
		at := b.cueAt[0].First - 1
		if b.speaker < 0 || at < 1 || d.Token(at).UPOS != language.CCONJ || !clause.IsVerb(d, b.head) || d.Token(b.head).XPOS != language.TagVBD && d.Token(b.head).XPOS != language.TagVBZ && !f.sharesPerfect(b.head) {
			continue
		}
		for n := max(0, k-near); n < min(len(f.out), k+near); n++ {
			a := &f.out[n]
			if n != k && f.sameSpeaker(a, b) && a.head < b.head && f.isOfContent(a, b.head) {
				f.byContent(b)
				break
			}
			if n == k || !f.sameSpeaker(a, b) || a.head >= b.head || d.Token(a.head).XPOS != d.Token(b.head).XPOS && !(d.Rel(b.head) == language.Conj && f.isPerfect(a.head) && (d.Head(b.head) == a.head || clause.IsNominal(d, d.Head(b.head)))) {
				continue
			}
			for p := range a.content {
				if r := &a.content[p]; r.Holds(b.head) && r.First < at && r.First > a.head {
					*r = trimmed(d, draft.Range{First: r.First, End: at})
				}
			}
		}
	}
}

// sameSpeaker tells whether two are said by the same one, whichever word of the name heads either source.
func (f *finding) sameSpeaker(a, b *attribution) bool {
	if a.speaker == b.speaker {
		return true
	}
	one, other := f.d.Refs[a.speaker].Actor, f.d.Refs[b.speaker].Actor
	return a.speaker >= 0 && b.speaker >= 0 && one != "" && one == other && len(a.source) == 1 && len(b.source) == 1 && overlaps(a.source, b.source[0])
}

// sharesPerfect tells whether verb i is joined to a perfect, whose auxiliary it shares: "has condemned the killings and called on".
func (f *finding) sharesPerfect(i int) bool {
	return f.d.Token(i).XPOS == language.TagVBN && f.d.Rel(i) == language.Conj && f.d.Head(i) >= 0 && f.isPerfect(f.d.Head(i)) && f.d.Child(i, language.Nsubj, language.NsubjPass, language.AuxPass) < 0
}

// isOfContent tells whether the verb at token i is joined to one that is said, whose subject may as well do what it says: "reported that Ruvania had
// stepped in and urged both sides".
func (f *finding) isOfContent(a *attribution, i int) bool {
	h := f.d.Head(i)
	if f.d.Rel(i) != language.Conj || h < 0 || h == a.head || !holds(a.content, h) {
		return false
	}
	s := f.d.Child(h, language.Nsubj, language.NsubjPass)
	if own := f.d.Refs[a.speaker].Actor; s >= 0 && own != "" && f.d.Refs[s].Actor == own {
		return false // "said he expected a deal and threatened": whichever verb it was joined to
	}
	return s >= 0 && f.goesOnSaying(h, s)
}

// byContent gives a verb joined to one that is said the subject of that: "said his counterpart had called and | proposed a truce".
func (f *finding) byContent(b *attribution) {
	s := f.d.Child(f.d.Head(b.head), language.Nsubj)
	if s < 0 || s > b.head || !clause.IsNominal(f.d, s) || f.d.Token(s).UPOS == language.PRON {
		return
	}
	if source := f.sourceOf(s); !overlaps(append(slices.Clone(b.content), b.cueAt...), source[0]) {
		b.speaker, b.source = s, source
	}
}
