package morphology

import (
	"unicode/utf8"

	"github.com/parley-desk/parley/language/internal/lookup"
)

// Feats gives the features of word i of a sentence as CoNLL-U writes them, "_" for none.
func (m *Model) Feats(s []Word, i int) string {
	for _, k := range featKeys(s, i) {
		if n := int(m.forms.Find(k)); n > 0 && n <= len(m.feats) {
			return m.feats[n-1]
		}
	}
	return "_"
}

// featKeys are the look-ups for the features of a word, the narrowest first.
func featKeys(s []Word, i int) [4]lookup.Hash {
	w := &s[i]
	g, at := group(w.UPOS, w.XPOS), situation(s, i)
	return [4]lookup.Hash{
		key(formFeats, g).Word(w.Lower).With(0).Word(at),
		key(shapeFeats, g).Word(shape(w.Form)).With(0).Word(at),
		key(tagFeats, g).Word(at),
		key(bareFeats, g),
	}
}

// shape classes a form: digits, Roman numerals, abbreviations and capitals have features of their own.
func shape(form string) string {
	digits, romans, stops, uppers, others := 0, 0, 0, 0, 0
	for i := range len(form) {
		switch c := form[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c == 'I' || c == 'V' || c == 'X':
			romans++
		case c == '.':
			stops++
		case c >= 'A' && c <= 'Z':
			uppers++
		case c >= 'a' && c <= 'z' || c >= utf8.RuneSelf:
			others++
		case c == '/' && digits > 0:
			return "fraction"
		}
	}
	switch {
	case digits > 0 && others+uppers+romans == 0:
		return "digits"
	case digits > 0:
		return "mixed"
	case romans > 0 && others+uppers+stops == 0:
		return "roman"
	case stops > 0 && form[len(form)-1] == '.':
		return "abbreviation"
	case others == 0 && uppers+romans > 1:
		return "capitals"
	}
	return "word"
}
