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

// readBody reads a body of a state or group: "Afghan authorities" is the side
// itself, "Pakistan's military" a part of it.
func (s *search) readBody(i int, e *lexicon.Entry) bool {
	if s.readBodies(i, e) {
		return true
	}
	nationals := e.Get("name") == "people"
	if nationals && s.isSome(i) {
		return false
	}
	side, nation := s.around(i, !nationals)
	if side == "" {
		side = nation
	}
	if side == "" && e.Get("as") == "state" {
		side = s.ledBy(i)
	}
	if side == "" {
		if s.isStrangers(i) || s.isForeign(i) {
			return false
		}
		if id := s.sameBody(i); id != "" {
			s.refer(i, id, s.phraseFirst(i), i+1)
			return true
		}
		if side = s.bodyOfContext(i, e); side == "" {
			return false
		}
	}
	id := s.government(side)
	if strings.HasPrefix(side, "org:") {
		if _, known := s.actors[side]; !known {
			return false // taken for a name of another kind where it is spelt out
		}
		s.refer(i, side, s.phraseFirst(i), i+1)
		return true
	}
	if e.Get("as") == "arm" && !strings.Contains(side, ".") {
		id = side + "." + s.armName(i, e)
		if k, ok := s.armOf(side, i, e); ok {
			id = k.ID
			s.add(actorOf(k))
		} else if _, ok := s.actors[id]; !ok {
			first, kind := s.phraseFirst(i), claim.ActorOrganization
			if e.Get("name") == "people" {
				kind = claim.ActorPeople
			}
			s.add(claim.Actor{ID: id, Name: s.d.Words(first, i+1), Kind: kind, Country: side, Sector: e.Get("sector"), SideOf: s.government(side)})
		}
	} else {
		s.addState(id)
	}
	s.refer(i, id, s.phraseFirst(i), s.bodyEnd(i))
	if h := s.d.Head(i); s.endsName(i, h) { // the parser hung the noun from a word of its own name
		ref := s.d.Refs[i]
		s.refer(h, id, s.phraseFirst(i), s.bodyEnd(i))
		s.d.Refs[h] = ref
	}
	return true
}

// readBodies reads the bodies of more than one state: "the foreign ministries of Karsenia and Ruvania". It tells whether it did.
func (s *search) readBodies(i int, e *lexicon.Entry) bool {
	states := e.Get("as") == "state" // "Karsenian and Ruvanian negotiators" are the two states
	if e.Get("as") != "arm" && !states || e.Get("sector") == "CVL" || !s.isMany(i) || !s.d.Doc.Sentences[s.d.Doc.SentenceOf(i)].Parsed {
		return false
	}
	first := s.phraseFirst(i)
	var refs []claim.Ref
	for _, n := range s.coordinated(i) {
		side, nation := s.belongs(&s.found[n])
		if side == "" || side != nation {
			continue
		}
		if states {
			id := s.government(side)
			s.addState(id)
			refs = append(refs, s.refBetween(id, min(first, s.found[n].first), i+1))
			continue
		}
		t := s.d.Token(i)
		id := side + "." + strings.TrimSuffix(s.armName(i, e), claim.Slug(t.Lower)) + claim.Slug(t.Lemma)
		if k, ok := s.armOf(side, i, e); ok {
			id = k.ID
			s.add(actorOf(k))
		} else {
			s.add(claim.Actor{ID: id, Name: s.d.Words(first, i+1), Kind: claim.ActorOrganization, Country: side, Sector: e.Get("sector"), SideOf: s.government(side)})
		}
		refs = append(refs, s.refBetween(id, first, i+1))
	}
	if len(refs) < 2 || refs[0].Actor == refs[1].Actor {
		return false
	}
	s.refer(i, refs[len(refs)-1].Actor, first, i+1)
	s.d.Several[i] = refs
	return true
}

// isSome tells whether the people of token i are counted, and so not all of a nation: "two people in Delvar", "many of the people".
func (s *search) isSome(i int) bool {
	first := s.phraseFirst(i)
	for j := max(first-2, 0); j < i; j++ {
		switch t := s.d.Token(j); {
		case t.UPOS == language.NUM, j == i-1 && t.Lower == "these":
			return true
		case t.Lower == "many", t.Lower == "several", t.Lower == "some", t.Lower == "few", t.Lower == "more", t.Lower == "other", t.Lower == "those":
			return true
		}
	}
	return false
}

// ledBy is the country of the person whose government token i is: "the Marlen regime", "President Marlen's government". Empty
// where nobody's country is known.
func (s *search) ledBy(i int) string {
	for j := s.runBefore(i); j < i; j++ {
		if n := s.nameAt[j]; n >= 0 && s.found[n].kind == claim.NamePerson && s.found[n].end <= i {
			if at, ok := s.actors[s.found[n].id]; ok {
				return s.d.Actors[at].Country
			}
		}
	}
	return ""
}

// sameBody is the body that was named last with the noun at token i, for which "the ministry" and
// "the territory's health ministry" stand; empty where none was, or where it has a name of its own.
func (s *search) sameBody(i int) string {
	if !s.isDefinite(i) {
		return ""
	}
	for k := len(s.recent) - 1; k >= 0; k-- {
		m := &s.recent[k]
		if m.kind != claim.ActorOrganization && m.kind != claim.ActorGovernment || m.noun != s.d.Token(i).Lower || s.isAnother(i, m.id) {
			continue
		}
		return m.id
	}
	return ""
}

// isAnother tells whether the word before the noun at token i makes it another body than the one with an id that has such
// a word of its own: "the health ministry" is no interior ministry.
func (s *search) isAnother(i int, id string) bool {
	t := s.d.Token(max(i-1, 0))
	if i == 0 || s.nameAt[i-1] >= 0 || t.UPOS != language.NOUN && t.UPOS != language.ADJ {
		return false
	}
	own := claim.Slug(s.d.Token(i).Lower)
	return strings.HasSuffix(id, "-"+own) && !strings.HasSuffix(id, claim.Slug(t.Lower)+"-"+own)
}

// bodyEnd is where the words for the body at token i end: behind its title, where it has one.
func (s *search) bodyEnd(i int) int {
	if end := s.titleEnd(i); end > i+2 && s.d.Token(i+1).Lower == "of" {
		return end
	}
	return i + 1
}

// titleEnd is where the title of the body at token i ends: behind its capitalised words and the "of" and "and" among them.
func (s *search) titleEnd(i int) int {
	end := i + 1
	for j := i + 1; j < min(len(s.nameAt), i+longestName); j++ {
		switch t := s.d.Token(j); {
		case isCapital(t.Form) && t.UPOS != language.PUNCT:
			end = j + 1
		case t.Lower == "of", t.Lower == "and", t.Lower == "the":
		default:
			return end
		}
	}
	return end
}
