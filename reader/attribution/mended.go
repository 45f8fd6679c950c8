package attribution

import (
	"slices"

	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
)

// mend mends spans by what grammar cannot let stand, whoever found them: a source
// that its verb does not agree with, a source that holds whom it cites, contents
// cut before what goes on with them.
func (s *stage) mend(d *draft.Draft, found []attribution) []attribution {
	f := &finding{stage: s, d: d, quoteAt: quotesAt(d), out: found}
	for i := range f.out {
		a := &f.out[i]
		f.behindDateline(a)
		f.untimed(a)
		f.agree(a)
		f.unnamed(a)
		f.wholeSource(a)
		f.sourced(a)
		f.actively(a)
		f.throughApposition(a)
		f.throughConjuncts(a)
		f.accused(a)
		f.subordinate(a)
		f.wholeSubject(a)
		f.fromThat(a)
		f.addressed(a)
		f.bothBefore(a)
		f.pastOpening(a)
		f.notByItself(a)
		f.speaksOn(i)
		f.meanwhile(i)
		f.asked(a)
		f.wholeSpeech(i)
		f.unretorted(i)
		f.overNouned(i)
		f.dashed(a)
		f.absolute(a)
		f.participial(a)
		f.undatedBehind(a)
		f.unvoiced(a)
		f.undatedBefore(a)
	}
	f.toldTwice()
	f.adding()
	f.goingOn()
	f.nextAct()
	f.asSaying()
	f.citations()
	f.citers()
	f.out = slices.DeleteFunc(f.out, func(a attribution) bool { return f.isTerm(&a) || f.isHelp(&a) })
	return f.out
}

// agree gives a verb whose source was looked for behind it, but does not agree with
// it in number, the subject that it shares with the verb before: in "Watchdog faults
// army, says dozens held", "dozens" say nothing.
func (f *finding) agree(a *attribution) {
	d := f.d
	if a.speaker <= a.head || len(a.source) != 1 || f.agrees(a.head, a.speaker) {
		return
	}
	before := d.Child(a.head, language.Csubj) // as which headlines' first verbs are taken
	if rel := d.Rel(a.head); rel == language.Conj || rel == language.Parataxis {
		before = d.Head(a.head)
	}
	if before < 0 || before > a.head {
		return
	}
	shared := d.Child(before, language.Nsubj)
	if shared < 0 || shared > a.head || !f.agrees(a.head, shared) {
		return
	}
	s := d.Doc.Sentences[d.Doc.SentenceOf(a.head)]
	a.speaker, a.source = shared, f.sourceOf(shared)
	a.content = []draft.Range{f.tailless(draft.Range{First: a.cueAt[len(a.cueAt)-1].End, End: int(s.End)})}
}

// unnamed takes from a passive cue the speaker that is the subject of what is said: in "they are thought to have fled" they think nothing.
func (f *finding) unnamed(a *attribution) {
	if a.speaker >= 0 && isOf(a, "raised", "learned.raised") && f.d.Rel(a.speaker) == language.NsubjPass && f.d.Head(a.speaker) == a.head && holds(a.content, a.speaker) {
		a.speaker, a.source = -1, nil
	}
}

// agrees tells whether a verb in the present may have a nominal for its subject.
func (f *finding) agrees(verb, n int) bool {
	t := f.d.Token(n)
	many := t.XPOS == language.TagNNS || t.XPOS == language.TagNNPS || len(clause.Conjuncts(f.d, n)) > 1
	switch f.d.Token(verb).XPOS {
	case language.TagVBZ:
		return !many
	case language.TagVBP, language.TagVB:
		return many || t.UPOS != language.NOUN
	}
	return true
}

// actively gives a verb that was taken for a participle of the noun right before it,
// though an object stands right behind it, that noun for its source: "after police accused X of theft".
func (f *finding) actively(a *attribution) {
	d, i := f.d, a.head
	if d.Token(i).XPOS != language.TagVBN || a.cueAt[0].First != i || a.cue.frame&target == 0 {
		return
	}
	n, o := i-1, d.Child(i, language.Obj)
	if n < 0 || o < i || a.speaker == n || !f.participant(n) || !clause.IsNominal(d, n) {
		return
	}
	if led := d.Rel(i) == language.Conj && afterwards(clause.Case(d, n)); !led && (d.Rel(i) != language.Acl || d.Head(i) != n) {
		return
	}
	a.speaker, a.source = n, []draft.Range{core(d, n)}
}

// afterwards tells whether a preposition may as well open a clause: "after police accused".
func afterwards(word string) bool {
	return word == "after" || word == "before" || word == "since" || word == "as" || word == "until"
}

// longestApposition is how many tokens the aside between an object and what it is accused of may have.
const longestApposition = 10

// throughApposition takes in what a cue's preposition leads behind an aside to its
// object: "accused X, his aide, / of planning the raid".
func (f *finding) throughApposition(a *attribution) {
	d := f.d
	if len(a.cue.with) == 0 || a.cue.frame&target == 0 {
		return
	}
	last := &a.content[len(a.content)-1]
	s := d.Doc.Sentences[d.Doc.SentenceOf(a.head)]
	at := last.End
	if last.First < a.head || at >= int(s.End) {
		return
	}
	if d.Token(at).XPOS == language.TagComma && at+1 < int(s.End) && slices.Contains(a.cue.with, d.Token(at+1).Lower) {
		at++ // the aside is in the content already
	} else if d.Token(at).XPOS == language.TagComma {
		for at++; at < min(int(s.End), last.End+longestApposition) && d.Token(at).XPOS != language.TagComma; at++ {
			if clause.IsVerb(d, at) {
				return
			}
		}
		at++
	}
	for at < int(s.End) && d.Head(at) > at && d.TimeAt(at+1) >= 0 { // "blamed the army on Friday for the blast"
		at = d.Head(at) + 1
	}
	if at >= int(s.End) || !slices.Contains(a.cue.with, d.Token(at).Lower) || d.Head(at) <= at {
		return
	}
	if _, end := d.Subtree(d.Head(at)); end <= int(s.End) {
		last.End = f.tailless(draft.Range{First: last.First, End: end}).End
	}
}

// throughConjuncts takes in the predicates that go on with one of the content and
// have no subject of their own: "stormed the depot, killed three / and injured four".
func (f *finding) throughConjuncts(a *attribution) {
	d := f.d
	for k := range a.content {
		last := &a.content[k]
		s := d.Doc.Sentences[d.Doc.SentenceOf(last.End-1)]
		if last.End+1 >= int(s.End) || d.Token(last.End).UPOS != language.CCONJ {
			continue
		}
		for v := last.End + 1; v < min(int(s.End), last.End+4); v++ {
			if d.Rel(v) != language.Conj || !clause.IsVerb(d, v) {
				continue
			}
			r := draft.Range{First: last.End, End: subtree(d, v).End}
			if last.Holds(d.Head(v)) && clause.IsVerb(d, d.Head(v)) && d.Child(v, language.Nsubj, language.NsubjPass) < 0 && !overlaps([]draft.Range{a.block()}, r) && !overlaps(a.content[k+1:], r) {
				last.End = f.tailless(draft.Range{First: last.First, End: r.End}).End
			}
			break
		}
	}
}

// citers cuts whom a source cites out of it, and gives the chain that it is: "The
// paper, quoting an officer, reported that …".
func (f *finding) citers() {
	d := f.d
	for i := range len(f.out) {
		a := &f.out[i]
		at := f.citing(a)
		if at < 0 {
			continue
		}
		a.source[0] = trimmed(d, draft.Range{First: a.source[0].First, End: min(at, a.source[0].End)})
		if !a.source[0].Holds(a.speaker) {
			a.speaker = f.topOf(a.source)
		}
		cited := d.Child(at, language.Obj)
		if cited < 0 || !f.isSource(cited) || slices.ContainsFunc(f.out, func(b attribution) bool { return b.head == at }) {
			continue
		}
		f.out = append(f.out, attribution{
			head: at, outer: a.head, speaker: cited, source: f.sourceOf(cited), cue: f.cueAt(at), cueAt: []draft.Range{{First: at, End: at + 1}},
			content: slices.Clone(a.content), rule: "cited",
		})
	}
}

// citing is the participle behind a comma, within a source or between it and its cue, by which it cites another, -1 where there is none.
func (f *finding) citing(a *attribution) int {
	if len(a.source) == 0 {
		return -1
	}
	r := a.source[0]
	if cue := a.cueAt[0].First; cue > r.End && f.d.Token(r.End).XPOS == language.TagComma {
		r.End = cue
	}
	for i := r.First + 2; i < r.End; i++ {
		if f.d.Token(i).XPOS == language.TagVBG && f.d.Token(i-1).XPOS == language.TagComma && f.cues.citing.Has(f.d.Token(i).Lemma) {
			return i
		}
	}
	return -1
}

// wholeSource gives a source that is an article alone the phrase that it begins: "A /
// department's report said", where "report" was taken for a cue.
func (f *finding) wholeSource(a *attribution) {
	d := f.d
	if len(a.source) != 1 || a.source[0].Len() != 1 || d.Token(a.source[0].First).UPOS != language.DET {
		return
	}
	first := a.source[0].First
	if h := d.Head(first); d.Rel(first) == language.Det && h > first && h < a.cueAt[0].First {
		if r := nounPhrase(d, h); !overlaps(append(slices.Clone(a.content), a.cueAt...), r) {
			a.source[0], a.speaker = r, h
		}
	}
}

// sourced gives an active verb for which nobody was found the subject that grammar
// gives it, and one whose source is a time ("X on Saturday criticised") whoever stands before that.
func (f *finding) sourced(a *attribution) {
	d := f.d
	if len(a.source) > 0 && !f.isTime(a.source) || isOf(a, "raised", "adverb", "preposition", "passive", "colon", "learned.raised", "learned.passive", "learned.adverb", "learned.preposition") {
		return
	}
	if !clause.IsVerb(d, a.head) || f.isPassive(a.head) || clause.IsPassive(d, a.head) {
		return
	}
	s := f.actor(a.head)
	if s < 0 || s > a.head || s == a.speaker {
		return
	}
	r := f.sourceOf(s)
	r[0].End = min(r[0].End, a.cueAt[0].First)
	r[0] = closed(d, trimmed(d, r[0]))
	if r[0].Len() == 0 || overlaps(a.cueAt, r[0]) || f.isTime(r) {
		return
	}
	if overlaps(a.content, r[0]) {
		return
	}
	a.speaker, a.source = s, r
}

// wholeSubject gives a verb whose source is the last of several joined by "and" all of them: "both Delvar / and the rebels accused".
func (f *finding) wholeSubject(a *attribution) {
	d := f.d
	if a.speaker < 0 || len(a.source) != 1 || d.Rel(a.speaker) != language.Conj || !clause.IsVerb(d, a.head) {
		return
	}
	h := d.Head(a.speaker)
	if h < 0 || h >= a.source[0].First || d.Rel(h) != language.Nsubj || d.Head(h) != a.head || !f.participant(h) {
		return
	}
	whole := draft.Range{First: nounPhrase(d, h).First, End: a.source[0].End}
	if whole.First < a.source[0].First && !overlaps(append(slices.Clone(a.content), a.cueAt...), whole) {
		a.speaker, a.source[0] = h, whole
	}
}

// fromThat begins a clause that is said with its "that": an adverb before it is of the saying ("reported earlier / that").
func (f *finding) fromThat(a *attribution) {
	r := &a.content[0]
	if r.Len() > 2 && r.First > a.head && f.d.Token(r.First).UPOS == language.ADV && f.d.Token(r.First+1).Lower == "that" && f.d.Token(r.First+1).UPOS == language.SCONJ {
		r.First++
	}
}

// bothBefore gives a verb right before which "the two sides" stand those for its source, whatever longer words were taken for that.
func (f *finding) bothBefore(a *attribution) {
	n := a.cueAt[0].First - 1
	if n < 0 || n == a.speaker || len(f.d.Several[n]) < 2 || len(a.source) != 1 || !a.source[0].Holds(n) || a.source[0].End != n+1 || f.d.Head(n) == a.speaker {
		return
	}
	first, _ := f.d.Phrase(n)
	if first > a.source[0].First {
		a.speaker, a.source = n, []draft.Range{{First: first, End: n + 1}}
	}
}

// pastOpening takes in the clause to which what is said so far only leads up, where the parser hung that on the cue: "announced that during
// the talks held on Sunday, / both sides had agreed".
func (f *finding) pastOpening(a *attribution) {
	d := f.d
	if len(a.content) != 1 || a.content[0].First < a.head || a.content[0].Len() < 3 || !a.cue.has(that) {
		return
	}
	r := &a.content[0]
	if u := d.Token(r.First + 1).UPOS; d.Token(r.First).Lower != "that" || u != language.ADP && u != language.SCONJ || r.End >= len(d.Doc.Tokens) || d.Token(r.End).XPOS != language.TagComma {
		return
	}
	p := d.Child(a.head, language.Parataxis)
	if p < r.End || d.Child(p, language.Nsubj, language.NsubjPass) < 0 || subtree(d, p).First > r.End+1 {
		return
	}
	r.End = f.tailless(draft.Range{First: r.First, End: subtree(d, p).End}).End
	*r = trimmed(d, *r)
}

// wholeSpeech begins what is said with the quotation that it ends, where it begins with a later sentence of that: a speech of several
// sentences before its cue is one. Not where another cue has those sentences.
func (f *finding) wholeSpeech(i int) {
	a := &f.out[i]
	first := a.content[0]
	q := f.quoteAt[first.First]
	if q < 0 || !a.cue.has(quote) || f.isSpoken(a.head) {
		return
	}
	quotation := f.d.Quotes[q]
	s := f.d.Doc.Sentences[f.d.Doc.SentenceOf(first.First)]
	if quotation.First >= first.First || int(s.First) != first.First || first.End != quotation.End {
		return
	}
	before := draft.Range{First: quotation.First, End: first.First}
	for k := range f.out {
		if b := &f.out[k]; k != i && !f.isSpoken(b.head) && (overlaps(b.content, before) || overlaps(b.cueAt, before)) {
			return
		}
	}
	a.content[0].First = quotation.First
}

// dashed ends what is said before an aside that a dash adds to the end of the sentence: "demanded a verbal promise — a condition that
// Delvar rejected". Speech in quotation marks has dashes of its own.
func (f *finding) dashed(a *attribution) {
	d := f.d
	last := &a.content[len(a.content)-1]
	for i := last.First + 2; i+2 < last.End; i++ {
		if !isDash(d.Token(i).Form) || d.Token(i).Form == "-" && (!d.Token(i).SpaceAfter || !d.Token(i-1).SpaceAfter) || f.quoteAt[i] >= 0 {
			continue
		}
		if d.Token(i+1).UPOS == language.DET && f.isApposed(i+1, last.End) && f.hasWords([]draft.Range{{First: last.First, End: i}}) {
			last.End = i
		}
		return
	}
}

// isApposed tells whether the tokens [first, end) are no more than a nominal with a clause about it: "a move that he welcomed".
func (f *finding) isApposed(first, end int) bool {
	d := f.d
	h := d.Head(first)
	if h <= first || h >= end || !clause.IsNominal(d, h) {
		return false
	}
	for i := h + 1; i < end; i++ {
		t := d.Token(i)
		if isDash(t.Form) && t.Form != "-" {
			return false
		}
		if rel := d.Rel(i); clause.IsVerb(d, i) && (rel == language.AclRelcl || rel == language.Acl || t.XPOS == language.TagVBN) {
			return true
		}
	}
	return false
}

// asSaying joins "citing officials / as saying that …" into one: those cited say what follows.
func (f *finding) asSaying() {
	d := f.d
	gone := map[int]bool{} // heads of cues
	for k := range f.out {
		b := &f.out[k]
		v := d.Head(b.head)
		if b.head == 0 || d.Token(b.head).XPOS != language.TagVBG || d.Token(b.head-1).Lower != "as" || v < 0 || !f.cues.citing.Has(d.Token(v).Lemma) || d.Token(v).XPOS != language.TagVBG {
			continue
		}
		cited := d.Child(v, language.Obj)
		if cited < 0 || !f.isSource(cited) || b.content[0].First < b.head {
			continue
		}
		b.speaker, b.source, b.outer = cited, f.sourceOf(cited), -1
		b.source[0].End = min(b.source[0].End, b.head-1)
		b.cueAt = []draft.Range{{First: v, End: v + 1}, {First: b.head - 1, End: b.head + 1}}
		gone[v] = true
		for n := range f.out { // "a report / citing": what it reports is that
			if a := &f.out[n]; n != k && a.head != v && len(a.cueAt) == 1 && a.cueAt[0].End == v+1 && a.cueAt[0].First < v {
				a.cueAt[0].End, a.content, b.outer = v, slices.Clone(b.content), a.head
			}
		}
	}
	f.out = slices.DeleteFunc(f.out, func(a attribution) bool { return gone[a.head] })
}

// ofClause gives the participle of speech behind a comma, whose source was taken from a phrase of the clause before, that clause's
// subject: in "the envoy left after talks with officials, saying …" it is the envoy who says it.
func (f *finding) ofClause(a *attribution) {
	d := f.d
	at := a.cueAt[0].First
	if d.Token(a.head).XPOS != language.TagVBG || !a.cue.has(quote) || a.speaker < 0 || at == 0 || d.Token(at-1).XPOS != language.TagComma {
		return
	}
	s := f.actor(a.head)
	if s < 0 || !f.participant(s) || s >= a.speaker || a.speaker > at || d.Rel(a.speaker) != language.Nmod && d.Rel(a.speaker) != language.Obl || d.Head(a.head) == a.speaker {
		return
	}
	a.speaker, a.source = s, []draft.Range{core(d, s)}
}

// isTime tells whether a source is no more than a time.
func (f *finding) isTime(source []draft.Range) bool {
	if len(source) != 1 {
		return false
	}
	n := f.topOf(source)
	return f.d.TimeAt(n) >= 0 && !f.participant(n)
}

// actor is who does what verb i says: its subject, or that of the clause of which it is a participle; -1 where none.
func (f *finding) actor(i int) int {
	d := f.d
	for steps := 0; i >= 0 && steps < 4; steps++ {
		for s := range d.Children(i) {
			if rel := d.Rel(s); rel == language.Nsubj && d.TimeAt(s) < 0 && d.Token(s).Rel != language.Expl && f.isSpoken(s) == f.isSpoken(i) {
				return s
			}
		}
		if rel := d.Rel(i); rel != language.Conj && rel != language.Xcomp && !(d.Token(i).XPOS == language.TagVBG && (rel == language.Advcl || rel == language.Acl)) {
			return -1
		}
		i = d.Head(i)
	}
	return -1
}
