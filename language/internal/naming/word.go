package naming

import (
	"unicode"

	"github.com/parley-desk/parley/language/internal/lexical"
	"github.com/parley-desk/parley/language/internal/tagging"
)

// Word is what the name finder sees of a word of a tagged sentence.
type Word struct {
	Form, Lower string
	UPOS, XPOS  uint8
	Hash        uint64 // lexical.Hash of Lower
	Sense       uint8  // WordNet's first noun sense of it, 0 for none
	Common      bool   // WordNet has it as a word that is no name

	Likely uint8 // lexical.Guess.Kind: of what kind the names are that it mostly stands in

	shape  uint8
	Single Class // what the lists have of the word
	Phrase Class // of the listed phrase that it is in
	within uint8 // 1 where the phrase begins, 2 inside
	seen   uint8 // kinds of the names that it stood in before, a bit each
	cased  uint8 // how the document writes it elsewhere
	run    int16 // which run of capitalised words it is in, -1 for none
}

// See makes the Word of a token from what the tagger saw of it and the tags it gave.
func See(w tagging.Word, upos, xpos uint8) Word {
	e := w.Entry
	return Word{
		Form: w.Form, Lower: w.Lower, UPOS: upos, XPOS: xpos, Hash: w.Hash, Sense: e.Noun, Likely: e.Guess.Kind,
		Common: (e.Noun > 0 && e.Others&lexical.Proper == 0) || e.Verb > 0 || e.Others&^lexical.Proper != 0,
		shape:  shapeOf(w.Form),
	}
}

// Shapes of words.
const (
	otherShape = iota
	smallShape
	capitalShape // Kabul
	upperShape   // UNHCR
	initialShape // J or J.
	dottedShape  // U.N.
	mixedShape   // McGurk, iPhone
	numberShape
	mixedNumberShape // F16
	outsideShape
)

func shapeOf(form string) uint8 {
	var upper, lower, digits, dots int
	first := false
	for i, r := range form {
		switch {
		case r >= 'a' && r <= 'z':
			lower++
		case r >= 'A' && r <= 'Z':
			upper++
			first = first || i == 0
		case r >= '0' && r <= '9':
			digits++
		case r == '.':
			dots++
		case unicode.IsUpper(r):
			upper++
			first = first || i == 0
		case unicode.IsLetter(r):
			lower++
		}
	}
	switch {
	case digits > 0 && upper+lower > 0:
		return mixedNumberShape
	case digits > 0:
		return numberShape
	case upper+lower == 0:
		return otherShape
	case upper == 0:
		return smallShape
	case lower == 0 && upper == 1:
		return initialShape
	case lower == 0 && dots > 0:
		return dottedShape
	case lower == 0:
		return upperShape
	case first && upper == 1:
		return capitalShape
	}
	return mixedShape
}

func (w *Word) capitalised() bool {
	return w.shape >= capitalShape && w.shape <= mixedShape || w.shape == mixedNumberShape && w.Form[0] >= 'A' && w.Form[0] <= 'Z'
}

// Modes of writing: in which letters are capitals for another reason than a name.
const (
	plainMode  = iota
	titledMode // All Words Like This
	shoutMode  // ALL LIKE THIS
	smallMode  // no capitals at all
)

// mode tells how a sentence is written.
func mode(words []Word) uint8 {
	small, capital, upper, lettered := 0, 0, 0, 0
	for i := range words {
		w := &words[i]
		if len(w.Form) < 4 || w.shape == otherShape || w.shape == numberShape {
			continue
		}
		lettered++
		switch w.shape {
		case smallShape:
			small++
		case upperShape:
			upper++
		default:
			capital++
		}
	}
	switch {
	case lettered == 0:
		return plainMode
	case small == 0 && capital == 0 && lettered > 1:
		return shoutMode
	case small == 0 && lettered > 3:
		return titledMode
	case capital == 0 && upper == 0 && lettered > 5:
		return smallMode
	}
	return plainMode
}

// Demonym tells whether the lists have a word as one for a people, written as such words are.
func (m *Model) Demonym(w *Word) bool {
	return w.capitalised() && m.Listed(w, Demonym)
}

// Listed tells whether the lists have a word by itself in a class.
func (m *Model) Listed(w *Word, c Class) bool {
	return Class(m.lists.Find(phraseStart.Join(w.Hash)))&c != 0
}
