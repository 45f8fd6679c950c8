package participants

import (
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/reader/lexicon"
)

// bandAt is the sort of armed groups that the word at token i and the one before it name: "death squads". Nil where they name none.
func (s *search) bandAt(i int) *lexicon.Entry {
	if i == 0 {
		return nil
	}
	e, n := s.band.Longest(func(k int) string {
		switch k {
		case 0:
			return s.d.Token(i - 1).Lower
		case 1:
			return strings.ToLower(s.d.Token(i).Lemma)
		}
		return ""
	})
	if n < 2 {
		return nil
	}
	return e
}

// readBand reads a sort of armed groups, spoken of as one side: those of the nation that is named with them or, of several or
// of the ones known already, of the country of which the report is.
func (s *search) readBand(i int, e *lexicon.Entry) bool {
	side, nation := s.around(i, true)
	if strings.Contains(side, ".") {
		return false
	}
	if nation == "" && (s.isMany(i) || s.isDefinite(i)) {
		nation = s.homeland()
	}
	if nation == "" {
		return false
	}
	id, first := nation+"."+e.Get("class"), s.phraseFirst(i)
	s.add(claim.Actor{ID: id, Name: s.d.Words(i-1, i+1), Kind: claim.ActorArmedGroup, Country: nation, Sector: e.Get("sector")})
	s.refer(i, id, first, i+1)
	return true
}
