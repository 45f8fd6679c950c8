package participants

import (
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/lexicon"
)

// Who spoke last is whom "he said", "it added" and "the statement said" mean, before any other who was named.

// speaks tells whether the nominal headed by token i is the subject of a verb of speech, or cited: "according to".
func (s *search) speaks(i int) bool {
	h := s.d.Head(i)
	if s.d.Rel(i) == language.Appos && h == i-1 { // "commissioner Marin Dell insisted"
		i, h = h, s.d.Head(h)
	}
	if h < 0 {
		return false
	}
	switch s.d.Rel(i) {
	case language.Nsubj:
		return s.speech.Has(s.d.Token(h).Lemma) && s.d.Token(h).UPOS == language.VERB
	case language.Obl, language.Nmod, language.Parataxis, language.RootRel:
		c := s.d.Child(i, language.Case)
		return c >= 0 && s.d.Token(c).Lower == "according"
	}
	return false
}

// voiceReach is how many sentences "it added" looks back for who spoke.
const voiceReach = 2

// spokeLast is the mention of who spoke last before token i, in its sentence or one of those right before it; nil where nobody did.
func (s *search) spokeLast(i int) *mention {
	sentence := s.d.Doc.SentenceOf(i)
	for k := len(s.recent) - 1; k >= 0 && s.recent[k].sentence >= sentence-voiceReach; k-- {
		if m := &s.recent[k]; m.voice && !m.quoted {
			return m
		}
	}
	return nil
}

// spokeUnknown tells whether "it", the subject of its sentence, means a body that says something in the sentence before and
// that nobody knows: "The ministry said … It demanded …".
func (s *search) spokeUnknown(i int) bool {
	n, p := s.d.Doc.SentenceOf(i), s.d.Head(i)
	if n == 0 || p < 0 || s.d.Rel(i) != language.Nsubj || s.d.Rel(p) != language.RootRel {
		return false
	}
	last := s.d.Doc.Sentences[n-1]
	for j := int(last.First); j < int(last.End); j++ {
		if h := s.d.Head(j); s.d.Rel(j) == language.Nsubj && h >= 0 && s.d.Rel(h) == language.RootRel && s.speaks(j) {
			_, known := s.d.Refs[j]
			return !known && s.d.Token(j).XPOS == language.TagNN && s.bodyAt(j) != nil
		}
	}
	return false
}

// mayBe tells whether a group noun may stand for a mention: an armed group is no company, an outlet no movement.
func (s *search) mayBe(m *mention, e *lexicon.Entry) bool {
	if s.isOutlet(m.id) {
		return e.Has("outlet")
	}
	return string(m.kind) == e.Get("kind") || e.Term == "group"
}

// readPaper reads what somebody put out ("the statement said") for who put it out: who it is said to be by,
// else who spoke last.
func (s *search) readPaper(i int) bool {
	if !s.speaks(i) {
		return false
	}
	side, _ := s.around(i, false)
	if side == "" && s.isDefinite(i) && !s.isPossessed(i) {
		if m := s.spokeLast(i); m != nil && m.kind != claim.ActorUnnamed {
			side = m.id
		}
	}
	if _, ok := s.actors[side]; !ok || strings.HasPrefix(side, "person:") {
		return false
	}
	s.refer(i, side, s.phraseFirst(i), i+1)
	return true
}
