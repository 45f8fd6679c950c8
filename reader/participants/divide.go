package participants

import (
	"strings"

	"github.com/parley-desk/parley/language"
)

// divide parts the name of a place that runs on into the one that holds it: "Sangin district,
// Helmand province", "Koti village of Kapisa province".
func (s *search) divide(spans []found) []found {
	out := make([]found, 0, len(spans)+4)
	for _, f := range spans {
		if f.engine == language.Person && s.namesUnit(f) {
			f.engine = language.PlaceName
		}
		if at := s.behindKind(f); at > 0 {
			f.first, f.engine = at, language.PlaceName
		}
		for f.engine == language.PlaceName {
			at, next := s.joint(f)
			if at < 0 {
				break
			}
			out = append(out, s.whole(found{first: f.first, end: at, engine: f.engine}))
			f.first = next
		}
		if f.engine == language.PlaceName {
			f = s.whole(f)
		}
		out = append(out, f)
	}
	return out
}

// namesUnit tells whether what was taken for a person is the name of the place of which the next word says the kind: "Pell Wai village".
func (s *search) namesUnit(f found) bool {
	if f.end >= len(s.d.Doc.Tokens) || !s.d.Token(f.end-1).SpaceAfter {
		return false
	}
	t := s.d.Token(f.end)
	return t.UPOS == language.NOUN && t.XPOS != language.TagNNS && s.unit.Has(t.Lower)
}

// behindKind is where the name proper begins of a place that was taken for a body with the word for its kind: of "Department of
// Ayacucho" the last word, and in capitals, which show no more, of "KARSENIAN PORT OF MARR". 0 where it is no such name.
func (s *search) behindKind(f found) int {
	if f.engine != language.Organization {
		return 0
	}
	for i := f.first; i+2 < f.end; i++ {
		if s.d.Token(i+1).Lower != "of" {
			continue
		}
		kind, name := s.d.Token(i), s.d.Words(i+2, f.end)
		switch {
		case s.base.IsRegionWord(kind.Lower):
			if !s.base.IsPlace(s.d.Words(f.first, f.end)) && (s.base.IsRegion(name, kind.Lower) || isShouted(kind.Form) && s.base.IsPlace(name)) {
				return i + 2
			}
		case s.settlement.Has(strings.ToLower(kind.Lemma)) && isShouted(kind.Form):
			return i + 2
		}
		return 0
	}
	return 0
}

// joint is where a place's name runs on: the token after its own part, and the first of the next; -1 where it does not.
func (s *search) joint(f found) (at, next int) {
	for i := f.first + 1; i+1 < f.end; i++ {
		switch t := s.d.Token(i); {
		case t.XPOS == language.TagComma:
			return i, i + 1
		case t.Lower == "of" && s.isUnit(i-1) && i-1 > f.first:
			return i, i + 1
		}
	}
	return -1, -1
}

// whole takes the word for its kind into a place's name, where it stands right behind it: "Helmand" of "Helmand province".
func (s *search) whole(f found) found {
	if f.end >= len(s.d.Doc.Tokens) || s.isUnit(f.end-1) || !s.d.Token(f.end-1).SpaceAfter {
		return f
	}
	t := s.d.Token(f.end)
	if t.UPOS != language.NOUN && t.UPOS != language.PROPN || t.XPOS == language.TagNNS || t.XPOS == language.TagNNPS {
		return f
	}
	if s.unit.Has(t.Lower) || s.base.IsRegion(s.d.Words(f.first, f.end), t.Lower) {
		f.end++
	}
	return f
}

// isUnit tells whether token i is a word for a kind of place that names of places end in.
func (s *search) isUnit(i int) bool {
	word := strings.ToLower(s.d.Token(i).Form)
	return s.unit.Has(word) || s.base.IsRegionWord(word)
}
