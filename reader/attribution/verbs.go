package attribution

import (
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
)

// verb reads the verb at token i as a cue.
func (f *finding) verb(i int) {
	c, words := f.cues.find(f.cues.verb, f.d, i)
	if c == nil {
		return
	}
	if c.has(raised) {
		if f.raised(i, c) {
			return
		}
		if c, words = f.plain(i); c == nil {
			return
		}
	}
	if c.has(progressive) && f.d.Token(i).XPOS != language.TagVBG {
		return
	}
	a := attribution{head: i, speaker: -1, outer: -1, cue: c, rule: "verb"}
	group := f.group(i)
	group.End = max(group.End, i+words)
	a.cueAt = []draft.Range{group}
	switch {
	case f.closing(&a), f.inserted(&a):
		f.add(a)
	case f.isPassive(i) && f.mistagged(&a):
		f.complements(&a)
		if len(a.content) == 0 {
			f.linear(&a)
		}
		f.add(a)
	case f.isPassive(i):
		f.passive(a)
	default:
		f.active(a)
	}
}

// mistagged reads a verb that was taken for a participle of the apposition before
// it, so that its sentence has no verb: "X, spokesman of Y, confirmed that".
func (f *finding) mistagged(a *attribution) bool {
	d, i := f.d, a.head
	at := a.cueAt[0].First
	if d.Rel(i) != language.Acl || at == 0 || d.Token(at-1).XPOS != language.TagComma || d.Child(i, language.OblAgent) >= 0 {
		return false
	}
	root := d.Head(i)
	for steps := 0; root >= 0 && d.Rel(root) == language.Appos && steps < 4; steps++ {
		root = d.Head(root)
	}
	if root < 0 || d.Rel(root) != language.RootRel || !f.participant(root) {
		return false
	}
	a.speaker = root
	first, _ := d.Subtree(root)
	a.source = []draft.Range{{First: first, End: at}}
	return true
}

// plain is the cue of a verb by its lemma alone: "expect" where "expect to" does not apply.
func (f *finding) plain(i int) (*cue, int) {
	if e := f.cues.verb.Find(f.d.Token(i).Lemma); e != nil {
		return f.cues.of[e], 1
	}
	return nil, 0
}

// group is the verb group with the aspect verb before it: "went on to say".
func (f *finding) group(i int) draft.Range {
	r := verbGroup(f.d, i)
	if f.d.Rel(i) != language.Xcomp {
		return r
	}
	h := f.d.Head(i)
	if h < i && f.cues.aspect.Has(f.d.Token(h).Lemma) && f.d.Child(h, language.Obj) < 0 {
		return union(verbGroup(f.d, h), r)
	}
	return r
}

func (f *finding) isPassive(i int) bool {
	return clause.IsPassive(f.d, i) && f.d.Child(i, language.Nsubj) < 0
}

// active reads a cue whose subject is the source.
func (f *finding) active(a attribution) {
	d, i := f.d, a.head
	speaker := f.subject(i)
	if speaker < 0 || f.inverted(i) {
		if s := f.postposed(i, a.cue); s >= 0 {
			speaker = s
		}
	}
	if i > 1 && d.Rel(i) == language.Conj && (f.resumes(i-1) || d.Head(i) >= 0 && f.resumed(d.Head(i), len(d.Doc.Tokens)) <= i && d.Token(i).XPOS == language.TagVBD) {
		if s := f.lastSpeaker(i); s >= 0 {
			speaker = s
		}
	}
	if near := f.nearest(a.cueAt[0].First); near >= 0 && f.d.Token(i).XPOS == language.TagVBG {
		speaker = near
	} else if near := f.nearer(a.cueAt[0].First, speaker); near >= 0 {
		speaker = near
	}
	if speaker < 0 || speaker == i || !f.speaks(speaker, a.cue) {
		return
	}
	a.speaker = speaker
	a.source = f.sourceOf(speaker)
	if d.Under(i, speaker) && d.Token(speaker).UPOS != language.PRON { // "officials who said", "the man saying"
		a.source = []draft.Range{core(d, speaker)}
	}
	f.complements(&a)
	if len(a.content) == 0 && !f.quoted(a.head) {
		f.linear(&a)
	}
	f.add(a)
}

// nearest is the participant that stands right before a participle, as its subject does: "with Cairo claiming".
func (f *finding) nearest(cue int) int {
	if cue < 2 {
		return -1
	}
	n := cue - 1
	if _, ok := f.d.Refs[n]; ok && f.d.Token(n).UPOS == language.PROPN && f.d.Token(cue).XPOS == language.TagVBG {
		return n
	}
	return -1
}

// nearer is the pronoun or name right before a cue, set off by a comma or a
// quotation, where the parser took what lies before it for the subject: "The plan, she said, is".
func (f *finding) nearer(cue, speaker int) int {
	d := f.d
	if cue < 2 || speaker == cue-1 || speaker < 0 || speaker > cue {
		return -1
	}
	n := cue - 1
	switch t := d.Token(n); {
	case t.XPOS == language.TagPRP && !f.isObjective(n):
		if b := d.Token(n - 1); b.XPOS == language.TagComma || f.isCloser(n-1) {
			return n
		}
	case t.UPOS == language.PROPN:
		first := n
		for first > 0 && d.Token(first-1).UPOS == language.PROPN {
			first--
		}
		if first > 0 && f.isCloser(first-1) && speaker < first {
			return n
		}
	}
	return -1
}

func (f *finding) isObjective(i int) bool {
	switch f.d.Token(i).Rel {
	case language.Obj, language.Iobj, language.Obl:
		return true
	}
	return false
}

// quoted tells whether a quotation stands in the sentence of token i: then the cue waits for that.
func (f *finding) quoted(i int) bool {
	s := f.d.Doc.Sentences[f.d.Doc.SentenceOf(i)]
	q, _ := slices.BinarySearchFunc(f.d.Quotes, int(s.First), func(q draft.Quote, at int) int { return q.End - 1 - at })
	return q < len(f.d.Quotes) && f.d.Quotes[q].First < int(s.End)
}

// core is a nominal without what is said of it in clauses.
func core(d *draft.Draft, head int) draft.Range {
	first, end := d.Phrase(head)
	return draft.Range{First: first, End: end}
}

// inverted tells whether the verb's object follows it as a subject would: "…, said the minister".
func (f *finding) inverted(i int) bool {
	return f.d.Child(i, language.Nsubj) < 0 && f.d.Rel(i) != language.Xcomp && f.d.Rel(i) != language.Advcl
}

// postposed is a subject behind its verb that the parser took for an object: "said Hakan Fidan".
func (f *finding) postposed(i int, c *cue) int {
	o := f.d.Child(i, language.Obj)
	if o < 0 || o < i || !c.has(quote) || f.d.Child(i, language.Nsubj) >= 0 {
		return -1
	}
	if at := f.group(i).First; !f.participant(o) && (at == 0 || !f.isCloser(at-1)) {
		return -1
	}
	first, _ := f.d.Subtree(o)
	if first > i+2 || i == 0 {
		return -1
	}
	before := f.d.Token(f.group(i).First - 1)
	if f.group(i).First > 0 && (before.UPOS == language.PUNCT) {
		return o
	}
	return -1
}

// speaks tells whether the nominal headed by token s may be the source of a cue.
func (f *finding) speaks(s int, c *cue) bool {
	t := f.d.Token(s)
	switch {
	case t.UPOS == language.VERB, t.UPOS == language.AUX:
		return false
	case t.Rel == language.Expl, t.Lower == "it" && !f.participant(s) && !c.has(thing):
		return false
	case c.has(weak):
		return f.participant(s)
	}
	return true
}

// complements finds what an active cue says.
func (f *finding) complements(a *attribution) {
	d, i, c := f.d, a.head, a.cue
	if f.parenthetical(a) {
		return
	}
	block := a.block()
	ccomp, xcomp, obj := f.clauseAt(i, block), d.Child(i, language.Xcomp), f.objectOf(a)
	switch {
	case ccomp >= 0 && c.frame&(that|quote) != 0:
		f.clause(a, obj, ccomp)
	case obj >= 0 && c.has(as) && f.asPhrase(i) >= 0:
		a.content = without(union(subtree(d, obj), subtree(d, f.asPhrase(i))), block)
		f.aim(a, obj)
		a.rule += ".as"
	case xcomp >= 0 && f.takes(c, xcomp):
		f.infinitive(a, obj, xcomp)
	case obj >= 0 && c.has(object):
		f.object(a, obj)
	default:
		f.phrase(a, obj)
	}
}

// clauseAt is the head of the clause that verb i governs: also one hung to it
// as a parenthesis with nothing between ("alleges operates from").
func (f *finding) clauseAt(i int, block draft.Range) int {
	if c := f.d.Child(i, language.Ccomp); c >= 0 && !f.isLoose(c) && !(c > i && f.d.Token(block.End).Form == ";") {
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
		if d.Rel(k) != language.Conj || d.Token(k).XPOS != language.TagVBD || d.Child(k, language.Nsubj, language.NsubjPass) >= 0 {
			continue
		}
		c, _ := f.cues.find(f.cues.verb, d, k)
		if c == nil || c.frame&(quote|target) == 0 {
			continue
		}
		if s := d.Child(ccomp, language.Nsubj, language.NsubjPass); s < 0 || f.participant(s) {
			continue
		}
		if first, _ := d.Subtree(k); first < end {
			return first
		}
	}
	return end
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
		if d.Token(i).XPOS != language.TagComma && !f.isCloser(i) {
			continue
		}
		if f.isTail(i+1, r) {
			if d.Token(i).XPOS != language.TagComma {
				i++
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
	if i < 2 || i+1 >= len(d.Doc.Tokens) || d.Token(i).UPOS != language.CCONJ || d.Token(i-1).XPOS != language.TagComma {
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
		if k > i && f.d.Rel(k) == language.Obl && f.d.Child(k, language.Case, language.Mark) < 0 && !f.isTime(k) && clause.IsNominal(f.d, k) {
			return k
		}
	}
	return -1
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
		if d.Head(c) < 0 || d.Rel(c) == language.Conj || f.isTime(c) {
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

// isTime tells whether the phrase headed by token c is a time expression.
func (f *finding) isTime(c int) bool {
	at, found := slices.BinarySearchFunc(f.d.Times, c, func(t draft.Time, at int) int {
		if t.First > at {
			return 1
		}
		if t.End <= at {
			return -1
		}
		return 0
	})
	return found && at < len(f.d.Times)
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
	if c == nil || noun < a.head || f.d.Head(noun) != a.head || f.d.Token(noun).UPOS != language.NOUN {
		return false
	}
	inner := attribution{head: noun, speaker: -1, cue: c, cueAt: []draft.Range{{First: noun, End: noun + 1}}}
	if !f.nounContent(&inner) && !f.strayInfinitive(&inner, a.head) {
		return false
	}
	if c.act == claim.ActState && inner.rule == "noun.phrase" {
		return false // "its statement on X": the noun is itself what is spoken of
	}
	a.cueAt[0] = union(a.cueAt[0], inner.cueAt[0])
	a.content = inner.content
	if c.act != claim.ActState {
		a.cue = c
	}
	a.rule += ".notion"
	return true
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

// bare is a range without the punctuation at its ends, marks included.
func (f *finding) bare(r draft.Range) draft.Range {
	for r.First < r.End && f.d.Token(r.First).UPOS == language.PUNCT {
		r.First++
	}
	for r.End > r.First && f.d.Token(r.End-1).UPOS == language.PUNCT {
		r.End--
	}
	return r
}

// whole widens a range to the quotations that it cuts.
func (f *finding) whole(r draft.Range) draft.Range {
	if r.First >= r.End {
		return r
	}
	for _, i := range [...]int{r.First, r.End - 1} {
		if q := f.quoteAt[i]; q >= 0 && r.Len() > 1 {
			r = union(r, draft.Range{First: f.d.Quotes[q].First, End: f.d.Quotes[q].End})
		}
	}
	if r.First > 0 && f.isOpener(r.First-1) { // the mark was hung elsewhere
		r.First--
	}
	if r.End < len(f.d.Doc.Tokens) && f.isCloser(r.End) {
		r.End++
	}
	return r
}

func (f *finding) isOpener(i int) bool {
	q := f.quoteAt[i]
	return q >= 0 && f.d.Quotes[q].First == i
}

func (f *finding) isCloser(i int) bool {
	q := f.quoteAt[i]
	return q >= 0 && f.d.Quotes[q].End == i+1
}

// passive reads "was accused by X of Y", "a border rejected by X", "asked about Y".
func (f *finding) passive(a attribution) {
	d, i, c := f.d, a.head, a.cue
	agent := d.Child(i, language.OblAgent)
	if agent < 0 {
		agent = clause.Oblique(d, i, "by")
	}
	if agent >= 0 && d.Token(agent).UPOS != language.NUM && f.speaks(agent, c) {
		a.speaker, a.source = agent, []draft.Range{nounPhrase(d, agent)}
		if m := d.Child(agent, language.Case); m >= 0 && a.cueAt[0].End == m {
			a.source[0].First = max(a.source[0].First, m+1)
		}
	}
	patient := d.Child(i, language.NsubjPass)
	switch {
	case d.Child(i, language.Ccomp, language.CsubjPass) >= 0 && c.has(that):
		a.content = without(f.whole(subtree(d, d.Child(i, language.Ccomp, language.CsubjPass))), a.block())
		if patient >= 0 && d.Token(patient).Rel != language.Expl && c.has(told) {
			a.addressee = append(a.addressee, clause.Conjuncts(d, patient)...)
		}
	case c.has(told):
		f.phrase(&a, -1)
	case d.Rel(i) == language.Acl && patient < 0:
		if a.speaker < 0 {
			return // "the reported attack": no attribution of its own
		}
		a.content = []draft.Range{core(d, d.Head(i))}
		a.target = f.targetOf(c, d.Head(i))
	case a.speaker < 0 && d.Child(i, language.AuxPass) < 0 && d.Rel(i) != language.Advcl:
		return
	case d.Rel(i) == language.Advcl && patient < 0:
		f.phrase(&a, -1)
	case patient >= 0 && c.frame&(object|as|target) != 0:
		f.patient(&a, patient)
	default:
		f.phrase(&a, -1)
	}
	a.rule = "passive"
	if a.speaker < 0 && !c.has(alleged) && !c.has(that) && !c.has(target) {
		return
	}
	f.add(a)
}

// patient reads the subject of a passive cue and what belongs to it as what is said.
func (f *finding) patient(a *attribution, patient int) {
	d := f.d
	a.content = without(nounPhrase(d, patient), a.block())
	if d.Token(patient).UPOS == language.PRON {
		a.content = []draft.Range{{First: patient, End: patient + 1}}
	}
	for _, p := range f.withs(a.head, a.cue) {
		if p != a.speaker {
			a.content = append(a.content, subtree(d, p))
		}
	}
	if p := f.asPhrase(a.head); p >= 0 {
		a.content = append(a.content, subtree(d, p))
	}
	if x := d.Child(a.head, language.Xcomp); x >= 0 && a.cue.has(to) {
		a.content = append(a.content, subtree(d, x))
	}
	a.target = f.targetOf(a.cue, patient)
}

func (f *finding) targetOf(c *cue, head int) []int {
	if c.has(target) {
		return clause.Conjuncts(f.d, head)
	}
	return nil
}

// raised reads "is expected to meet", "seemed to agree": what is said is the
// subject with the infinitive, and nobody is named who says it.
func (f *finding) raised(i int, c *cue) bool {
	d := f.d
	if c.has(passive) && d.Token(i).XPOS != language.TagVBN || c.has(passive) && !f.isPassive(i) {
		return false
	}
	subject, x := d.Child(i, language.NsubjPass, language.Nsubj), d.Child(i, language.Xcomp)
	a := attribution{head: i, speaker: -1, outer: -1, cue: c, cueAt: []draft.Range{verbGroup(d, i)}, rule: "raised"}
	switch {
	case subject >= 0 && x >= 0:
		a.content = append(without(subtree(d, subject), a.block()), subtree(d, x))
		if d.Token(subject).UPOS == language.PRON {
			a.content[0] = draft.Range{First: subject, End: subject + 1}
		}
	case c.has(that) && d.Child(i, language.Ccomp, language.Csubj) >= 0:
		a.content = without(subtree(d, d.Child(i, language.Ccomp, language.Csubj)), a.block())
	default:
		return false
	}
	if agent := d.Child(i, language.OblAgent); agent >= 0 {
		a.speaker, a.source = agent, []draft.Range{nounPhrase(d, agent)}
	}
	f.add(a)
	return true
}
