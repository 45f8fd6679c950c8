package participants

import (
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge"
	"github.com/parley-desk/parley/language"
)

// isLoud tells whether the tokens [first, end) of a sentence are in capitals only, so that
// capitals say nothing of what is a name.
func (s *search) isLoud(first, end int) bool {
	words := 0
	for i := first; i < end; i++ {
		t := s.d.Token(i)
		if !isCapital(t.Form) {
			if t.Form != t.Lower && isShouted(t.Form) {
				continue // "'S"
			}
			if isFigure(t.Form) {
				continue // whatever the tagger made of "1700 GMT"
			}
			if t.Form != t.Lower || t.UPOS != language.PUNCT && t.UPOS != language.NUM && t.UPOS != language.SYM && t.UPOS != language.PART && t.UPOS != language.X {
				return false
			}
			continue
		}
		if len(t.Form) > 1 {
			if !isShouted(t.Form) {
				return false
			}
			words++
		}
	}
	return words > 2
}

// isNameAloud tells whether the tokens [first, end), of a sentence in capitals only, that
// knowledge has as a name may be meant as one: not the common words that some place or
// body is called too ("CAR", "THE VILLAGE", "WAR IN"), unless they are tagged as a name.
func (s *search) isNameAloud(first, end int, m knowledge.Match) bool {
	if s.areBearings(first, end) || end-first == 1 && s.isUnit(first) {
		return false
	}
	if n := end - first; m.Table && (n > 2 || n == 2 && s.d.Token(first).UPOS != language.DET) {
		return true // "SHINING PATH": two words of a table do not meet by chance
	}
	for _, i := range []int{first, end - 1} {
		switch s.d.Token(i).UPOS {
		case language.PROPN, language.ADJ, language.NOUN, language.NUM:
		case language.DET:
			last := s.d.Token(end - 1) // no noun that anybody knows is a name: "THE EXTRADITABLES"
			if i != first || end-first < 2 || last.UPOS != language.PROPN && (last.Ordinary || !m.Table) {
				return false
			}
		default:
			return false
		}
	}
	return !s.areCommon(first, end) || m.Table && s.isCalledSo(first, end)
}

// areBearings tells whether a run only says in which parts something lies: "CENTRAL AND WESTERN REGION".
func (s *search) areBearings(first, end int) bool {
	for i := first; i < end; i++ {
		if t := s.d.Token(i); t.UPOS != language.CCONJ && !s.bearings.Has(t.Lower) && (i == first || !s.isUnit(i)) {
			return false
		}
	}
	return true
}

// isMistaken tells whether a word in a sentence of capitals is none of the names that it is spelt
// like: a verb ("STATES THAT"), a pronoun ("STAGED BY US", but "US TROOPS"), a common word that is no
// known place.
func (s *search) isMistaken(f found) bool {
	t := s.d.Token(f.first)
	common := s.base.IsCommonWord(t.Lower)
	if f.end-f.first > 1 || !t.Ordinary && t.Lower != "us" && !common || !isShouted(t.Form) {
		return false
	}
	next := &language.Token{}
	if f.end < len(s.d.Doc.Tokens) {
		next = s.d.Token(f.end)
	}
	unknown := f.engine == language.PlaceName && s.base.Find([]string{t.Form[:1] + t.Lower[1:]}).Words == 0
	coded := len(t.Form) <= longestCode && !s.isCalledSo(f.first, f.end)
	if next.Lower != "that" && t.Lower != "us" && !unknown && !coded && !common {
		return false
	}
	sentence := s.d.Doc.Sentences[s.d.Doc.SentenceOf(f.first)]
	if !s.isLoud(int(sentence.First), int(sentence.End)) {
		return false
	}
	if common {
		return true
	}
	switch next.UPOS {
	case language.NOUN, language.PROPN, language.ADJ:
		return next.Lower == "that" || unknown || coded
	}
	return true
}

// areCommon tells whether all words of [first, end) are common ones, and tagged as such.
func (s *search) areCommon(first, end int) bool {
	for i := first; i < end; i++ {
		if t := s.d.Token(i); !t.Ordinary || t.UPOS == language.PROPN && len(t.Form) > 4 {
			return false
		}
	}
	return true
}

// isCalledSo tells whether a common word in capitals is a nation, a state or a person, or a body of
// which it is the short form where the report spells the whole name too: "ARENA" beside
// "the Nationalist Republican Alliance".
func (s *search) isCalledSo(first, end int) bool {
	text := s.d.Words(first, end)
	_, isNation := s.base.Nation(text)
	if isNation && len(text) <= longestCode && text != "US" {
		_, isNation = s.base.Nation(text[:1] + strings.ToLower(text[1:])) // no code that is spelt like a word: "THE MINISTER'S CAR"
	}
	if isNation {
		return true
	}
	a, ok := s.base.Actor(text, s.d.Day)
	if !ok {
		return false
	}
	switch a.Kind {
	case claim.ActorPerson:
		return true
	case claim.ActorState, claim.ActorArmedGroup:
		if len(text) <= longestCode && !strings.EqualFold(text, a.Name) && text != "US" {
			break
		}
		if known := s.base.Find([]string{text[:1] + strings.ToLower(text[1:])}); known.Table {
			return true // so called itself, and no abbreviation
		}
	}
	return s.spells(a.Name)
}

// longestCode is how long the codes of states and groups are that may be words too: "CAR".
const longestCode = 4

// spells tells whether the report holds a name in full, whatever its capitals and line breaks.
func (s *search) spells(name string) bool {
	words := strings.Fields(strings.ToLower(name))
	if len(words) < 2 {
		return false
	}
	tokens := s.d.Doc.Tokens
	for i := 0; i+len(words) <= len(tokens); i++ {
		k := 0
		for k < len(words) && tokens[i+k].Lower == words[k] {
			k++
		}
		if k == len(words) {
			return true
		}
	}
	return false
}

// joinAloud makes one name of a lone word that some town bears and the words beside it that are tagged as names and are
// none themselves, in a sentence of capitals only, where nothing else shows how far a name goes: "IVO MARR" is no town, "IN SAN
// JUAN DELL" not San Juan. Behind a preposition of place it is a place, else a person.
func (s *search) joinAloud() {
	for n := range s.found {
		f := &s.found[n]
		if f.kind != claim.NamePlace || f.known != nil {
			continue
		}
		sentence := s.d.Doc.Sentences[s.d.Doc.SentenceOf(f.first)]
		first, end := f.first, f.end
		for first > int(sentence.First) && s.isNamePart(first-1) {
			first--
		}
		for end < int(sentence.End) && s.isNamePart(end) {
			end++
		}
		if first == f.first && end == f.end || end-first > longestJoin || !s.isLoud(int(sentence.First), int(sentence.End)) {
			continue
		}
		inPlace := first > 0 && s.d.Token(first-1).UPOS == language.ADP
		if first == f.first && !inPlace {
			continue
		}
		f.first, f.end, f.text = first, end, s.d.Words(first, end)
		for i := first; i < end; i++ {
			s.nameAt[i] = int32(n)
		}
		if !inPlace {
			f.kind = claim.NamePerson
		}
	}
}

// longestJoin is how many words a name has at most that is joined of those that stand together.
const longestJoin = 4

// isNamePart tells whether token i is tagged as a name, is no common word and belongs to no name that was found.
func (s *search) isNamePart(i int) bool {
	t := s.d.Token(i)
	return t.UPOS == language.PROPN && !t.Ordinary && s.nameAt[i] < 0 && len(t.Form) > 2 && isShouted(t.Form) && !s.title.Has(t.Lower) && !s.office.Has(t.Lower) && !s.base.IsRegionWord(t.Lower) && !s.inTime(i, i+1)
}
