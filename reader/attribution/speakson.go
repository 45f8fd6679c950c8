package attribution

import (
	"slices"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
)

// longestAddress is how many words those may have to whom something is said, between the cue and its "that".
const longestAddress = 8

// addressed parts whom the words go to from what is said, where the parser took them for its beginning: "warned both Delvar and Ostmar / that refusal would
// cost them".
func (f *finding) addressed(a *attribution) {
	d, r := f.d, &a.content[0]
	if !a.cue.has(told) && a.cue.act != claim.ActWarn || !a.cue.has(that) || r.First != a.cueAt[len(a.cueAt)-1].End || len(a.addressee) > 0 {
		return
	}
	to := -1
	for i := r.First; i < min(r.End-3, r.First+longestAddress); i++ {
		t := d.Token(i)
		if t.Lower == "that" && to >= 0 {
			a.addressee, r.First = clause.Conjuncts(d, to), i
			return
		}
		switch t.UPOS {
		case language.NOUN, language.PROPN, language.PRON, language.ADJ, language.DET, language.CCONJ, language.PART, language.NUM:
		default:
			return
		}
		if to < 0 && f.participant(i) {
			to = i
		}
	}
}

// speaksOn gives the participle of speech behind a comma whose source is a thing within what another cue of its sentence says
// to whoever said that: in "X announced that the truce was over, saying …" no truce says anything.
func (f *finding) speaksOn(i int) {
	a := &f.out[i]
	f.ofClause(a)
	if f.d.Token(a.head).XPOS != language.TagVBG || !a.cue.has(quote) || a.speaker < 0 || f.participant(a.speaker) || f.whose(a.speaker) >= 0 || a.cue.has(thing) && f.cues.noun.Has(f.d.Token(a.speaker).Lemma) {
		return
	}
	at := a.cueAt[0].First
	if at == 0 || f.d.Token(at-1).XPOS != language.TagComma && !f.isCloser(at-1) {
		return
	}
	for k := max(0, i-near); k < min(len(f.out), i+near); k++ {
		b := &f.out[k]
		if k == i || b.head >= a.head || b.speaker < 0 || f.d.Doc.SentenceOf(b.head) != f.d.Doc.SentenceOf(a.head) || !holds(b.content, a.speaker) {
			continue
		}
		a.speaker, a.source = b.speaker, slices.Clone(b.source)
		return
	}
}
