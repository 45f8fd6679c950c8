package attribution

import (
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
)

// longestRetort is how many words who denies a charge and how may have.
const longestRetort = 8

// retort reads what is added behind a charge of its being denied: "…, a charge the army denied", "— an allegation Delvar has always
// rejected". The noun at token i stands for the charge, which is no part of what is said before it.
func (f *finding) retort(i int) {
	d := f.d
	c, from := f.charge(i)
	if c == nil || from < 2 {
		return
	}
	if before := d.Token(from - 1); before.XPOS != language.TagComma && !isDash(before.Form) {
		return
	}
	end := int(d.Doc.Sentences[d.Doc.SentenceOf(i)].End)
	first := i + 1
	if first < end && (d.Token(first).Lower == "that" || d.Token(first).Lower == "which") {
		first++
	}
	for v := first + 1; v < min(end, first+longestRetort); v++ {
		t := d.Token(v)
		if t.UPOS == language.PUNCT && t.XPOS != language.TagHYPH {
			return
		}
		cue := f.answering(v)
		if cue == nil || v+1 < end && !f.endsRetort(v+1) {
			continue
		}
		group := draft.Range{First: v, End: v + 1}
		for group.First > first && isAuxiliary(d, group.First-1) {
			group.First--
		}
		source := trimmed(d, draft.Range{First: first, End: group.First})
		speaker := f.topOf([]draft.Range{source})
		if source.Len() == 0 || speaker < 0 || !clause.IsNominal(d, speaker) {
			return
		}
		denial := *cue
		if c.has(alleged) { // a demand is rejected, a charge denied
			denial.act = claim.ActDeny
		}
		f.add(attribution{head: v, outer: -1, speaker: f.knownIn(source, speaker), source: []draft.Range{source}, cue: &denial, cueAt: []draft.Range{group},
			content: []draft.Range{{First: from, End: i + 1}}, rule: "order.retort"})
		return
	}
}

// charge is what stands at token i for a charge told right before, and where its words begin: "a claim", "an allegation", or "which" itself; nil where none does.
func (f *finding) charge(i int) (c *cue, from int) {
	d := f.d
	if isWho(d, i) {
		if d.Token(i).Lower != "which" || !f.chargesBefore(i) {
			return nil, 0
		}
		return unlisted, i
	}
	c, _ = f.cues.find(f.cues.noun, d, i)
	if c == nil || i < 3 || d.Token(i-1).UPOS != language.DET {
		return nil, 0
	}
	return c, i - 1
}

// chargesBefore tells whether a charge is told in the sentence of token i before it: "accuses Ruvania of arming rebels, which".
func (f *finding) chargesBefore(i int) bool {
	for k := max(i-farthestCharge, int(f.d.Doc.Sentences[f.d.Doc.SentenceOf(i)].First)); k < i; k++ {
		if f.cueAt(k).has(alleged) {
			return true
		}
	}
	return false
}

// answering is the cue of a finite verb at token v, though taken for a noun, by which a charge is denied or rejected; nil where it is none.
func (f *finding) answering(v int) *cue {
	t := f.d.Token(v)
	switch t.XPOS {
	case language.TagVBD, language.TagVBZ, language.TagVBP, language.TagVBN, language.TagNNS:
	case language.TagNN:
		if !f.closes(v) { // "a position the Front and the government reject."
			return nil
		}
	default:
		return nil
	}
	cue, _ := f.cues.find(f.cues.verb, f.d, v)
	if cue == nil || cue.act != claim.ActDeny && cue.act != claim.ActReject {
		return nil
	}
	return cue
}

// endsRetort tells whether no more than a stop, an adverb or what the charge is called follows at token i.
func (f *finding) endsRetort(i int) bool {
	t := f.d.Token(i)
	return t.UPOS == language.PUNCT || t.UPOS == language.ADV || t.Lower == "as"
}

// isAuxiliary tells whether token i is an auxiliary or an adverb before a verb: "has always", "both".
func isAuxiliary(d *draft.Draft, i int) bool {
	t := d.Token(i)
	return t.UPOS == language.AUX || t.UPOS == language.ADV
}

// unretorted ends what the i-th attribution says before a charge that is added to it as denied.
func (f *finding) unretorted(i int) {
	a := &f.out[i]
	for k := max(0, i-near); k < min(len(f.out), i+near); k++ {
		b := &f.out[k]
		if b.rule != "order.retort" && b.rule != "learned.order.retort" {
			continue
		}
		at := b.content[0].First
		for n := range a.content {
			if r := &a.content[n]; a.head != b.head && r.Holds(at) && r.First < at {
				*r = trimmed(f.d, draft.Range{First: r.First, End: at})
			}
		}
	}
}

// nounedThat reads "the Front still demands that …" where the verb was taken for a noun.
func (f *finding) nounedThat(i int) {
	d := f.d
	c, _ := f.cues.find(f.cues.verb, d, i)
	if c == nil || !c.has(that) || d.Token(i).XPOS != language.TagNNS || i+3 >= len(d.Doc.Tokens) || d.Token(i+1).Lower != "that" || d.Token(i+1).Rel == language.Det {
		return
	}
	n := i - 1
	for n > 0 && d.Token(n).UPOS == language.ADV && d.Head(n) == i {
		n--
	}
	if n < 0 || d.Token(n).UPOS != language.PROPN || d.Head(n) != i || !f.participant(n) {
		return
	}
	s := d.Doc.Sentences[d.Doc.SentenceOf(i)]
	rest := trimmed(d, draft.Range{First: i + 1, End: int(s.End)})
	if v := d.Head(i + 1); v > i+1 && v < rest.End && clause.IsVerb(d, v) {
		f.add(attribution{head: i, outer: -1, speaker: n, source: []draft.Range{{First: subtree(d, n).First, End: n + 1}}, cue: c,
			cueAt: []draft.Range{{First: n + 1, End: i + 1}}, content: []draft.Range{f.tailless(rest)}, rule: "order.noun"})
	}
}

// overNouned gives whoever says what such a verb tells all of it, with its subject: "an official said / the Front still demands that …".
func (f *finding) overNouned(i int) {
	b := &f.out[i]
	if b.rule != "order.noun" || len(b.source) == 0 || b.source[0].First > b.head {
		return
	}
	h := f.d.Head(b.head)
	for k := range f.out {
		if a := &f.out[k]; k != i && a.head == h && a.cue.has(that) && len(a.content) == 1 && a.content[0].First >= b.source[0].First && a.cueAt[0].First < b.source[0].First {
			a.content[0] = draft.Range{First: b.source[0].First, End: b.content[len(b.content)-1].End}
		}
	}
}
