package attribution

import (
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
)

// verb reads the verb at token i as a cue.
func (f *finding) verb(i int) {
	c, words := f.cues.find(f.cues.verb, f.d, i)
	if c == nil || f.d.Rel(i) == language.Amod && f.d.Token(i).XPOS == language.TagVBG && f.d.Head(i) > i {
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
	switch {
	case len(a.content) > 0:
	case f.quoted(a.head):
		f.farThat(&a)
	default:
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
	if at := f.group(i).First; at > 0 && f.d.Token(at-1).UPOS == language.PUNCT {
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
	case obj < 0 && xcomp < 0 && c.has(as) && f.shifted(i) >= 0:
		obj = f.shifted(i)
		a.content = []draft.Range{f.beforeComment(f.whole(union(subtree(d, f.asPhrase(i)), subtree(d, obj))), obj)}
		f.aim(a, obj)
		a.rule += ".as"
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
