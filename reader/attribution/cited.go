package attribution

import (
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
)

// citations turns "A, citing B, said …" into the chain that it is: what A says,
// A has from B. The citing of a document stays what A says of it.
func (f *finding) citations() {
	for k := range f.out {
		a := &f.out[k]
		if a.rule == "cited" || !f.cues.citing.Has(f.d.Token(a.head).Lemma) || f.d.Token(a.head).XPOS != language.TagVBG {
			continue
		}
		cited := f.d.Child(a.head, language.Obj)
		if cited < 0 || !f.isSource(cited) {
			continue
		}
		if outer := f.sayingOf(k); outer != nil {
			a.speaker, a.source = cited, f.sourceOf(cited)
			a.content = append([]draft.Range(nil), outer.content...)
			a.outer, a.rule = outer.head, "cited"
		}
	}
}

// isSource tells whether a nominal names somebody who can be cited for what they said.
func (f *finding) isSource(n int) bool {
	for _, i := range clause.Conjuncts(f.d, n) {
		if _, ok := f.d.Refs[i]; ok {
			return true
		}
	}
	return false
}

// near is how many attributions on either side are looked at for one of the same sentence.
const near = 6

// sayingOf is the attribution of speech in the sentence of attribution k with the same speaker.
func (f *finding) sayingOf(k int) *attribution {
	a := &f.out[k]
	sentence := f.d.Doc.SentenceOf(a.head)
	var best *attribution
	for o := max(0, k-near); o < min(len(f.out), k+near); o++ {
		b := &f.out[o]
		if o == k || f.d.Doc.SentenceOf(b.head) != sentence || !b.cue.has(quote) || b.rule == "cited" {
			continue
		}
		if b.speaker == a.speaker || b.head == f.d.Head(a.head) {
			return b
		}
		if best == nil {
			best = b
		}
	}
	return best
}
