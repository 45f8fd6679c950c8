package participants

import (
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/lexicon"
)

func actorOf(k knowledge.Actor) claim.Actor {
	return claim.Actor{ID: k.ID, Name: k.Name, Kind: k.Kind, Country: k.Country, Sector: k.Sector, Office: k.Office, Known: k.LastKnown, SideOf: k.SideOf}
}

// readNoun reads a common noun that names a participant.
func (s *search) readNoun(i int) {
	if _, done := s.d.Refs[i]; done || s.beforeNoun(i) && !s.endsBody(i) {
		return
	}
	t := s.d.Token(i)
	lemma := strings.ToLower(t.Lemma)
	switch {
	case s.pair.Has(lemma) && s.isPair(i), s.sides.Has(lemma) && s.areSides(i):
		s.readPair(i)
	case s.paper.Has(lemma) && s.readPaper(i):
	case s.part.Has(lemma) && s.readPart(i, s.part.Find(lemma)):
	case s.bodyAt(i) != nil && s.readBody(i, s.bodyAt(i)):
	case s.bandAt(i) != nil && s.readBand(i, s.bandAt(i)):
	case s.group.Has(lemma) && s.readGroup(i, s.group.Find(lemma)):
	case s.officeAt(i) != nil:
		s.readOffice(i, s.officeAt(i))
	}
}

// beforeNoun tells whether token i only modifies the noun after it: "government forces".
func (s *search) beforeNoun(i int) bool {
	if s.d.Doc.Sentences[s.d.Doc.SentenceOf(i)].Parsed {
		switch s.d.Rel(i) {
		case language.Flat:
			return !s.endsName(i, s.d.Head(i))
		case language.Compound, language.NmodDesc, language.Amod:
			return true
		}
		return false
	}
	return i+1 < len(s.d.Doc.Tokens) && s.d.Token(i).SpaceAfter && s.d.Token(i+1).UPOS == language.NOUN
}

// endsName tells whether token i ends the name in which token h stands too: the "Ministry" of "Defence Ministry", hung from "Defence".
func (s *search) endsName(i, h int) bool {
	n := s.nameAt[i]
	return n >= 0 && h >= 0 && s.nameAt[h] == n && s.found[n].end == i+1
}

// around is the state or group of a nominal headed by token i, from the words
// before it and the prepositional phrase right behind it. located takes "in Kabul" for a nation too.
func (s *search) around(i int, located bool) (side, nation string) {
	for j := s.runBefore(i); j < i; j++ {
		if n := s.nameAt[j]; n >= 0 {
			if iso := s.stateWithin(j); iso != "" && n == s.nameAt[i] {
				side, nation = iso, iso
				continue
			}
			if s.stands(s.found[n].end) {
				continue
			}
			if sd, na := s.belongs(&s.found[n]); sd != "" || na != "" {
				if side == "" || !strings.Contains(side, ".") || strings.Contains(sd, ".") {
					side, nation = sd, na
				}
			}
		}
	}
	if side != "" || nation != "" {
		return side, nation
	}
	if side, nation = s.possessed(i); side != "" {
		return side, nation
	}
	if side, nation = s.behind(i, located); side != "" || nation != "" {
		return side, nation
	}
	return s.titled(i)
}

// stands tells whether what stands at token i says that the one named before it only stands behind those named after it:
// the "-linked" of "al Qaeda-linked insurgents".
func (s *search) stands(i int) bool {
	return i+1 < len(s.d.Doc.Tokens) && s.d.Token(i).Form == "-" && s.behindly.Has(s.d.Token(i+1).Lower)
}

// isBacked tells whether the nominal headed by token i is of somebody behind whom another stands: it is not "the rebels" of the report.
func (s *search) isBacked(i int) bool {
	for j := s.runBefore(i); j < i; j++ {
		if s.stands(j) {
			return true
		}
	}
	return false
}

// stateWithin is the state that token j of a longer name names: "Syrian" of "Syrian presidency", "Ukraine" of "Ukraine's Foreign Ministry".
func (s *search) stateWithin(j int) string {
	if !isCapital(s.d.Token(j).Form) {
		return ""
	}
	for _, words := range [...]string{s.d.Words(max(0, j-1), j+1), s.d.Words(j, j+1)} { // "South Sudanese" is not "Sudanese"
		if iso, ok := s.base.Nation(words); ok {
			return iso
		}
		if a, ok := s.base.Actor(words, s.d.Day); ok && a.Kind == claim.ActorState {
			return a.ID
		}
	}
	return ""
}

// isStrangers tells whether the name of the body at token i has a word that is neither common nor known: the ministry
// of a nation nobody knows is not the one spoken of before.
func (s *search) isStrangers(i int) bool {
	n := s.nameAt[i]
	if n < 0 {
		return false
	}
	for j := s.found[n].first; j < i; j++ {
		if t := s.d.Token(j); !t.Ordinary && isCapital(t.Form) && (t.UPOS == language.ADJ || t.UPOS == language.PROPN) {
			return true
		}
	}
	return false
}

// titled is the state at the end of a body's title: "Ministry of Foreign Affairs of Azerbaijan".
func (s *search) titled(i int) (side, nation string) {
	end := s.titleEnd(i)
	if end-i < 4 || s.d.Token(end-2).Lower != "of" {
		return "", ""
	}
	if a, ok := s.base.Actor(s.d.Token(end-1).Form, s.d.Day); ok && a.Kind == claim.ActorState {
		return a.ID, a.ID
	}
	return "", ""
}

// possessed is the state or group whose body "its army" is.
func (s *search) possessed(i int) (side, nation string) {
	first := s.runBefore(i)
	if first == 0 || s.d.Token(first-1).XPOS != language.TagPRPS {
		return "", ""
	}
	ref, ok := s.d.Refs[first-1]
	if !ok {
		return "", ""
	}
	a := &s.d.Actors[s.actors[ref.Actor]]
	switch a.Kind {
	case claim.ActorState, claim.ActorArmedGroup, claim.ActorGovernment:
		return a.ID, a.Country
	}
	return "", ""
}

// behind reads "of the Taliban", "for Turkey", "in Kabul" right after token i.
func (s *search) behind(i int, located bool) (side, nation string) {
	doc := s.d.Doc
	if i+2 > len(doc.Tokens)-1 {
		return "", ""
	}
	e := s.via.Find(doc.Tokens[i+1].Lower)
	if e == nil {
		return "", ""
	}
	j := i + 2
	for j < len(doc.Tokens)-1 && (doc.Tokens[j].UPOS == language.DET || doc.Tokens[j].UPOS == language.ADJ && s.nameAt[j] < 0) {
		j++
	}
	n := s.nameAt[j]
	if n < 0 {
		return "", ""
	}
	if s.stands(s.found[n].end) { // "the health ministry in the Hamas-run enclave"
		return "", ""
	}
	side, nation = s.belongs(&s.found[n])
	if group := s.groupNamed(s.found[n].end, nation); group != "" { // "an official in the Karsenian militant group"
		return group, nation
	}
	if e.Has("place") {
		if !located || s.isForeign(i) {
			return "", ""
		}
		return nation, nation
	}
	return side, nation
}

// isForeign tells whether the words before the noun at token i make those it names strangers where they are: "European troops in
// Karsenia", "foreign forces in the north".
func (s *search) isForeign(i int) bool {
	for j := s.runBefore(i); j < i; j++ {
		t := s.d.Token(j)
		if own := s.nameAt[j] >= 0 && s.nameAt[j] == s.nameAt[i]; s.foreign.Has(t.Lower) && !own && !(j == i-1 && s.isOfAffairs(i)) {
			return true
		}
	}
	return false
}

// isOfAffairs tells whether the noun at token i is of those who deal with what is foreign: "foreign ministry", "foreign minister".
func (s *search) isOfAffairs(i int) bool {
	e := s.bodyAt(i)
	return e != nil && e.Get("sector") == "GOV" || s.officeAt(i) != nil
}

// groupNamed is the armed group of a nation that was named last, where the word for one stands behind the name of the nation, at
// token i or two further on; empty where none does.
func (s *search) groupNamed(i int, nation string) string {
	for k := i; nation != "" && k < min(i+3, len(s.nameAt)); k++ {
		if e := s.group.Find(strings.ToLower(s.d.Token(k).Lemma)); e != nil && e.Get("kind") == string(claim.ActorArmedGroup) {
			for m := len(s.recent) - 1; m >= 0 && s.recent[m].sentence >= s.d.Doc.SentenceOf(i)-groupReach; m-- {
				if r := &s.recent[m]; r.kind == claim.ActorArmedGroup && s.d.Actors[s.actors[r.id]].Country == nation {
					return r.id
				}
			}
			return ""
		}
		if t := s.d.Token(k); s.nameAt[k] >= 0 || !s.stripe.Has(t.Lower) && t.XPOS != language.TagHYPH {
			return ""
		}
	}
	return ""
}

// isPossessed tells whether somebody or something that is not known has what token i names: "the territory's ministry".
func (s *search) isPossessed(i int) bool {
	for j := s.runBefore(i); j < i; j++ {
		if s.d.Token(j).XPOS == language.TagPOS {
			return true
		}
	}
	return false
}

// phraseFirst is the first token of the nominal that token i heads, without its article.
func (s *search) phraseFirst(i int) int {
	first := s.runBefore(i)
	for first < i && s.d.Token(first).UPOS == language.PUNCT {
		first++
	}
	return first
}

// isDefinite tells whether the nominal headed by token i has a definite article or demonstrative.
func (s *search) isDefinite(i int) bool {
	first := s.runBefore(i)
	if first == 0 {
		return false
	}
	t := s.d.Token(first - 1)
	return s.definite.Has(t.Lower) && (t.UPOS == language.DET || t.UPOS == language.PRON)
}

// readGroup reads a noun by which a group or body is named again: "the group".
func (s *search) readGroup(i int, e *lexicon.Entry) bool {
	if side, _ := s.around(i, false); side != "" || !s.isDefinite(i) || !s.isStriped(i) {
		return false
	}
	sentence := s.d.Doc.SentenceOf(i)
	if m := s.spokeLast(i); m != nil && (m.kind == claim.ActorArmedGroup || m.kind == claim.ActorOrganization) && s.speaks(i) && s.mayBe(m, e) {
		s.refer(i, m.id, i, i+1)
		return true
	}
	for k := len(s.recent) - 1; k >= 0 && s.recent[k].sentence >= sentence-groupReach; k-- {
		if m := s.recent[k]; string(m.kind) == e.Get("kind") && (e.Has("outlet") || !s.isOutlet(m.id)) {
			s.refer(i, m.id, i, i+1)
			return true
		}
	}
	return false
}

// isStriped tells whether nothing stands before the noun at token i but what sort of group it
// names: "the group", "the rebel group", "the leftist guerrilla movement".
func (s *search) isStriped(i int) bool {
	for j := s.runBefore(i); j < i; j++ {
		if t := s.d.Token(j); s.nameAt[j] >= 0 || !s.stripe.Has(t.Lower) && t.XPOS != language.TagHYPH {
			return false
		}
	}
	return true
}
