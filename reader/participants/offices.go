package participants

import (
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/lexicon"
)

// readOffice reads an office or class that stands without a name: "the defence
// minister" is the one who has been named with it, "a Pakistani official" one unnamed.
func (s *search) readOffice(i int, e *lexicon.Entry) {
	if s.describes(i) {
		return
	}
	if of := s.deputyOf(i, e); of > i { // the head of "deputy prime minister", whatever the parser holds it for
		s.readNoun(of)
		if ref, ok := s.d.Refs[of]; ok {
			s.d.Refs[i] = ref
		}
		return
	}
	if n := max(s.apposed(i), s.posted(i)); n >= 0 {
		s.readName(n)
		if d := s.inside(s.runBefore(i), i+1); d.noun == i {
			d.side, d.nation = s.around(i, true)
			s.enrich(s.found[n].id, d)
		}
		s.refer(i, s.found[n].id, s.phraseFirst(i), i+1)
		return
	}
	side, nation := s.around(i, true)
	if s.office.Has(e.Term) && s.isDefinite(i) {
		if id := s.holder(i, e, nation); id != "" {
			s.refer(i, id, s.phraseFirst(i), i+1)
			return
		}
	}
	if sector := e.Get("sector"); side == "" && nation == "" && !s.isBacked(i) && (sector == "REB" || sector == "UAF" && s.isDefinite(i)) && s.isMany(i) {
		side = s.onlyGroup()
	}
	a := s.classOf(e, side, nation)
	first := s.phraseFirst(i)
	a.Name = s.d.Words(first, i+1)
	s.add(a)
	s.refer(i, a.ID, first, i+1)
	s.readSeveral(i, e, first)
}

// classOf is the class of those unnamed who hold an office or are of a sort, for a side or of a nation.
func (s *search) classOf(e *lexicon.Entry, side, nation string) claim.Actor {
	class := e.Get("class")
	a := claim.Actor{Kind: claim.ActorUnnamed, Sector: e.Get("sector"), Country: nation}
	switch {
	case strings.HasPrefix(side, "org:"), strings.Contains(side, "."):
		a.SideOf, class = side, side+"."+class
	case nation != "":
		class = nation + "." + class
		switch a.Sector {
		case "GOV", "MIL", "LEG", "COP", "SPY":
			a.SideOf = s.government(nation)
		}
	}
	a.ID = "unnamed:" + class
	return a
}

// deputyOf is where the office stands of which token i says that somebody is the deputy: "deputy prime minister"; i where none does.
func (s *search) deputyOf(i int, e *lexicon.Entry) int {
	if e.Term != "deputy" {
		return i
	}
	for j := i + 1; j < min(len(s.nameAt), i+4) && (s.d.Token(j).UPOS == language.ADJ || s.d.Token(j).UPOS == language.NOUN); j++ {
		if o := s.officeAt(j); o != nil && s.office.Has(o.Term) {
			return j
		}
	}
	return i
}

// describes tells whether the nominal headed by token i only leads up to a person's name: "Foreign Minister X".
func (s *search) describes(i int) bool {
	for j := i + 1; j < min(len(s.nameAt), i+longestRun); j++ {
		if n := s.nameAt[j]; n >= 0 && s.found[n].kind == claim.NamePerson {
			return s.found[n].first == j
		}
		if !s.joins(j) {
			return false
		}
	}
	return false
}

// apposed is the index of the person's name behind the comma after token i or after what it is
// of ("its leader, X,", "the head of the mission, Colonel X,"), -1 where there is none.
func (s *search) apposed(i int) int {
	at := s.comma(i + 1)
	if at < 0 {
		return -1
	}
	for at++; at < len(s.nameAt) && s.nameAt[at] < 0 && (s.title.Has(s.d.Token(at).Lower) || s.officeAt(at) != nil); {
		at++
	}
	if at >= len(s.nameAt) {
		return -1
	}
	n := int(s.nameAt[at])
	if n < 0 || s.found[n].kind != claim.NamePerson || s.found[n].first != at {
		return -1
	}
	if end := s.found[n].end; end >= len(s.nameAt) || s.d.Token(end).UPOS != language.PUNCT {
		return -1
	}
	return n
}

// posted is the index of the person's name behind what the office at token i is for: "UN envoy to Yemen X", -1 where there is none.
func (s *search) posted(i int) int {
	if i+3 >= len(s.nameAt) {
		return -1
	}
	if n := s.charged(i); n >= 0 {
		return n
	}
	if !s.via.Has(s.d.Token(i + 1).Lower) {
		return -1
	}
	at := i + 2
	for s.d.Token(at).UPOS == language.DET && at+2 < len(s.nameAt) {
		at++
	}
	of := s.nameAt[at]
	if of < 0 || s.found[of].kind != claim.NamePlace || s.found[of].end >= len(s.nameAt) {
		return -1
	}
	n := int(s.nameAt[s.found[of].end])
	if n < 0 || s.found[n].kind != claim.NamePerson || s.found[n].first != s.found[of].end {
		return -1
	}
	return n
}

// charged is the index of the person's name right behind the matter or body that the office at token i is for: "the adviser on the peace process X", "the
// head of the mission X". Not who is the matter himself ("an adviser to the prime minister X"). -1 where there is none.
func (s *search) charged(i int) int {
	switch s.d.Token(i + 1).Lower {
	case "on", "of", "for":
	default:
		return -1
	}
	at := i + 2
	for at < min(len(s.nameAt)-1, i+longestRun) && s.d.Token(at).UPOS == language.DET {
		at++
	}
	for first := at; at < min(len(s.nameAt), i+longestRun); at++ {
		if n := s.nameAt[at]; n >= 0 && s.found[n].kind == claim.NamePerson {
			if at == first || s.found[n].first != at || s.found[n].end-at < 2 || s.d.Token(at-1).UPOS != language.NOUN && s.d.Token(at-1).UPOS != language.PROPN {
				return -1
			}
			return int(n)
		}
		t := s.d.Token(at)
		if s.officeAt(at) != nil || s.title.Has(t.Lower) || t.UPOS != language.NOUN && t.UPOS != language.PROPN && t.UPOS != language.ADJ {
			return -1
		}
	}
	return -1
}

// comma is the comma at token i, or behind the one phrase with "of" or "for" that begins there, if no
// other office of one stands in it: "the aide of the minister, X" may be either. -1 where there is none.
func (s *search) comma(i int) int {
	last := min(len(s.nameAt), i+longestRun)
	of := i < last && (s.d.Token(i).Lower == "of" || s.d.Token(i).Lower == "for")
	for j := i; j < last; j++ {
		t := s.d.Token(j)
		switch {
		case t.XPOS == language.TagComma:
			return j
		case !of, j > i && t.UPOS != language.DET && !s.joins(j), s.officeAt(j) != nil && !s.isMany(j):
			return -1
		}
	}
	return -1
}

// holder is the last person named with the office that token i heads ("the
// defence minister"), of the nation where one is given; empty where none was.
func (s *search) holder(i int, e *lexicon.Entry, nation string) string {
	words := strings.ToLower(s.d.Words(s.phraseFirst(i), i+1))
	for k := len(s.recent) - 1; k >= 0; k-- {
		m := s.recent[k]
		if m.kind != claim.ActorPerson {
			continue
		}
		a := &s.d.Actors[s.actors[m.id]]
		office := strings.ToLower(a.Office)
		if office == "" || nation != "" && a.Country != nation {
			continue
		}
		if strings.HasSuffix(office, words) || strings.HasSuffix(words, office) || office == e.Term || s.isKin(e, words, office, a.Sector) {
			return m.id
		}
	}
	return ""
}

// isKin tells whether who holds an office in a sector may be called so, in words of which the entry is that of the last: a
// permanent representative "the ambassador", a director general "the general", a minister for trade "the minister".
func (s *search) isKin(e *lexicon.Entry, words, office, sector string) bool {
	kin := e.List("kin")
	if len(kin) == 0 || sector != "" && e.Get("sector") != sector {
		return false
	}
	of := strings.Fields(office)
	for _, w := range strings.Fields(words) {
		if w != e.Term && !slices.Contains(of, w) {
			return false // "the defence minister" is no minister for trade
		}
	}
	return slices.ContainsFunc(of, func(w string) bool {
		o := s.office.Find(w)
		return o != nil && slices.Contains(kin, o.Get("class"))
	})
}
