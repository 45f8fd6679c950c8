package attribution

import (
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
)

// How many sentences back a pronoun that speaks looks for who spoke last: "he" and
// "they" over a few paragraphs, "it" no farther than the paragraph before.
const (
	spokeReach = 10
	itReach    = 2
)

// again says who "he", "they" and "it" are that speak on: where nothing near names
// them, who spoke last and may be meant; "it", by what is near often the one spoken of
// ("The army shelled X, the union said. It said …"), is who spoke in the sentence before.
func (s *stage) again(d *draft.Draft, a *attribution, i int) {
	st := &d.Statements[i]
	if st.Speaker == nil || a.speaker < 0 || a.speaker > a.head || d.Token(a.speaker).UPOS != language.PRON || st.Parent >= 0 {
		return
	}
	var ref *claim.Ref
	switch word := d.Token(a.speaker).Lower; {
	case word == "it" && d.Rel(a.speaker) == language.Nsubj && a.cue.has(quote):
		if opensWithAnother(d, a.speaker, i) {
			return
		}
		ref = s.spoke(d, a.speaker, i, itReach, func(who *claim.Actor, n int) bool { return who.Kind != claim.ActorPerson && !isMany(d, n) })
	case st.Speaker.Actor != "":
		return
	case word == "he" || word == "she":
		ref = s.spoke(d, a.speaker, i, spokeReach, func(who *claim.Actor, _ int) bool {
			return who.Kind == claim.ActorPerson && !s.calledOtherwise(d, who.ID, word)
		})
	case word == "they":
		ref = s.spoke(d, a.speaker, i, spokeReach, func(_ *claim.Actor, n int) bool { return isMany(d, n) })
	}
	if ref == nil {
		return
	}
	st.Speaker.Actor = ref.Actor
	span := d.Span(a.speaker, a.speaker+1)
	d.Refs[a.speaker] = claim.Ref{Actor: ref.Actor, Text: d.Token(a.speaker).Form, Span: &span}
}

// spoke is who said the last statement of the report's own before statement i, if
// that one fits and is not farther than some sentences; nil else.
func (s *stage) spoke(d *draft.Draft, at, i, reach int, fits func(who *claim.Actor, head int) bool) *claim.Ref {
	sentence := d.Doc.SentenceOf(at)
	for k := i - 1; k >= 0; k-- {
		st := &d.Statements[k]
		if st.Parent >= 0 || st.Speaker == nil || st.Head > at {
			continue
		}
		if d.Doc.SentenceOf(st.Head) < sentence-reach || d.Doc.SentenceOf(st.Head) == sentence {
			return nil
		}
		who := d.Actor(st.Speaker.Actor)
		if who == nil || !fits(who, s.headOf(d, st)) {
			return nil
		}
		return st.Speaker
	}
	return nil
}

// opensWithAnother tells whether the paragraph of token i opens with the sentence right before i's, and that one tells of a
// body of its own, though that says nothing: "Karsenia has given no figures. It said …".
// Statement s is the one at hand: none before it stands in that sentence.
func opensWithAnother(d *draft.Draft, i, s int) bool {
	n, sentences := d.Doc.SentenceOf(i), d.Doc.Sentences
	if n == 0 || sentences[n-1].Paragraph != sentences[n].Paragraph || n > 1 && sentences[n-2].Paragraph == sentences[n].Paragraph {
		return false
	}
	for k := s - 1; k >= 0 && d.Doc.SentenceOf(d.Statements[k].Head) >= n-1; k-- {
		if d.Doc.SentenceOf(d.Statements[k].Head) == n-1 {
			return false
		}
	}
	for k := int(sentences[n-1].First); k < int(sentences[n-1].End); k++ {
		if h := d.Head(k); h < 0 || d.Rel(h) != language.RootRel || d.Rel(k) != language.Nsubj && d.Rel(k) != language.NsubjPass {
			continue
		}
		who := d.Actor(d.Refs[k].Actor)
		return who != nil && who.Kind != claim.ActorPerson && d.Refs[k].Actor == d.Refs[i].Actor
	}
	return false
}

// headOf is the nominal that heads a statement's source.
func (s *stage) headOf(d *draft.Draft, st *draft.Statement) int {
	return (&finding{stage: s, d: d}).topOf(st.Source)
}

// isMany tells whether a nominal is a plural, or several joined.
func isMany(d *draft.Draft, n int) bool {
	switch t := d.Token(n); {
	case t.XPOS == language.TagNNS, t.XPOS == language.TagNNPS, t.Lower == "they":
		return true
	}
	return len(clause.Conjuncts(d, n)) > 1
}

// calledOtherwise tells whether the report calls somebody by the other of "he" and "she".
func (s *stage) calledOtherwise(d *draft.Draft, id, word string) bool {
	other := "she"
	if word == other {
		other = "he"
	}
	for i, ref := range d.Refs {
		if ref.Actor == id && d.Token(i).Lower == other {
			return true
		}
	}
	return false
}

// bearer is the person with whose name the source ends, where what leads up to it was
// taken for its head: of "SLM/A Secretary-General X" the speaker is X, not the group.
func bearer(d *draft.Draft, a *attribution, head claim.Ref) claim.Ref {
	if strings.HasPrefix(head.Actor, "person:") || len(a.source) == 0 || d.Token(a.speaker).UPOS != language.PROPN {
		return head
	}
	for i := a.source[0].End - 1; i > a.speaker; i-- {
		ref, ok := d.Refs[i]
		if !ok {
			continue
		}
		if !strings.HasPrefix(ref.Actor, "person:") || ref.Span == nil || ref.Span.End != d.Span(a.source[0].First, a.source[0].End).End {
			return head
		}
		if who := d.Actor(ref.Actor); who != nil && who.SideOf != "" && who.SideOf == head.Actor {
			return ref // "EU envoy for Trade and Security Dara Velin"
		}
		for k := a.speaker + 1; k < i; k++ {
			if t := d.Token(k); t.XPOS == language.TagComma && t.Form == "," || t.UPOS == language.ADP || t.UPOS == language.CCONJ || t.XPOS == language.TagPOS {
				return head
			}
		}
		return ref
	}
	return head
}
