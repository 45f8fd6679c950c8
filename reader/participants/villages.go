package participants

import (
	"strings"

	"github.com/parley-desk/parley/language"
)

// fromVillages appends the names of places that no name tagger found, by the word for their kind right behind them and a word of where before them:
// "killed in Torbel village". "A Kurdish village" and "the Christian village" say whose it is.
func (s *search) fromVillages(spans []found) []found {
	tokens := s.d.Doc.Tokens
	covered := make([]bool, len(tokens))
	for _, f := range spans {
		for i := f.first; i < f.end; i++ {
			covered[i] = true
		}
	}
	for i := 2; i < len(tokens); i++ {
		if !s.isSettlement(i) || covered[i] || covered[i-1] || !s.mayBeName(i-1) {
			continue
		}
		first := i - 1
		for first > 1 && !covered[first-1] && s.mayBeName(first-1) {
			first--
		}
		if before := &tokens[first-1]; before.UPOS == language.ADP && s.isWhere(before.Lower) {
			spans = append(spans, found{first: first, end: i + 1, engine: language.PlaceName})
		}
	}
	return spans
}

// isSettlement tells whether token i is a word for a kind of place, in small letters and of one place.
func (s *search) isSettlement(i int) bool {
	t := s.d.Token(i)
	return t.UPOS == language.NOUN && t.XPOS != language.TagNNS && t.Form == t.Lower && s.unit.Has(t.Lower)
}

// mayBeName tells whether token i is a word with a capital that names no people or creed.
func (s *search) mayBeName(i int) bool {
	t := s.d.Token(i)
	if !isCapital(t.Form) || t.UPOS != language.PROPN && t.UPOS != language.ADJ && t.UPOS != language.NOUN || s.d.TimeAt(i) >= 0 {
		return false
	}
	_, nation := s.base.Nation(t.Form)
	return !nation && !s.creed.Has(t.Lower) && !s.bearings.Has(t.Lower)
}

// isWhere tells the prepositions that lead to where something is.
func (s *search) isWhere(preposition string) bool {
	switch preposition {
	case "in", "at", "near", "on", "of", "from", "outside", "around", "to":
		return true
	}
	return false
}

// isLocality tells whether a name begins with a word that names of places begin with in some languages: "Sitio Ambar", "Wadi Tollan".
func (s *search) isLocality(f found) bool {
	return f.end-f.first > 1 && s.locality.Has(strings.ToLower(s.d.Token(f.first).Form))
}
