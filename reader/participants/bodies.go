package participants

import (
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/lexicon"
)

// armName is what a body of a state is called in its id: "military"; of a ministry its full title, "foreign-ministry".
func (s *search) armName(i int, e *lexicon.Entry) string {
	if e.Get("name") != "ministry" {
		return e.Get("name")
	}
	first := i
	for first > 0 && (s.nameAt[first-1] < 0 || s.inBody(first-1, i)) && (s.d.Token(first-1).UPOS == language.NOUN || s.d.Token(first-1).UPOS == language.PROPN || s.d.Token(first-1).UPOS == language.ADJ) {
		first--
	}
	if end := s.titleEnd(i); first == i && end > i+2 {
		words := s.d.Words(i+2, end)
		if at := strings.LastIndex(words, " of "); at > 0 {
			words = words[:at]
		}
		return claim.Slug(words + " " + s.d.Token(i).Lower)
	}
	return claim.Slug(s.d.Words(first, i+1))
}

// bodyAt is the body that token i names by itself or with the word before it ("Foreign Office"), nil where none.
func (s *search) bodyAt(i int) *lexicon.Entry {
	if i > 0 {
		if e, n := s.body.Longest(func(k int) string {
			if k > 1 {
				return ""
			}
			return s.d.Token(i - 1 + k).Lower
		}); n == 2 {
			return e
		}
	}
	t := s.d.Token(i)
	for _, word := range [...]string{strings.ToLower(t.Lemma), t.Lower} {
		if e := s.body.Find(word); e != nil {
			return e
		}
	}
	return nil
}

// inBody tells whether token j stands in one name with the body at token i and is no nation's: "Foreign" of "Foreign Ministry".
func (s *search) inBody(j, i int) bool {
	if s.nameAt[j] != s.nameAt[i] {
		return false
	}
	k, ok := s.base.Actor(s.d.Token(j).Form, s.d.Day)
	return !ok || k.Kind != claim.ActorState
}

// armOf is the body of a state as knowledge knows it by the state's name and the words for the body: "Pakistan army", "Pakistan Foreign Office".
// Military, army and forces of a state are one.
func (s *search) armOf(side string, i int, e *lexicon.Entry) (knowledge.Actor, bool) {
	state, ok := s.base.ByID(side, s.d.Day)
	if !ok {
		return knowledge.Actor{}, false
	}
	if i > 0 && s.d.Token(i-1).UPOS != language.DET {
		if k, ok := s.base.Actor(state.Name+" "+s.d.Words(i-1, i+1), s.d.Day); ok {
			return k, true
		}
	}
	if k, ok := s.base.Actor(state.Name+" "+s.d.Token(i).Lower, s.d.Day); ok || e.Get("name") != "military" {
		return k, ok
	}
	return s.base.Army(side, s.d.Day)
}
