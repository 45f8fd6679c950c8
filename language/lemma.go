package language

import (
	_ "embed" // the tables

	"github.com/parley-desk/parley/language/internal/morphology"
)

//go:embed model/morphology.bin
var morphologyData []byte

// lemmatise fills Lemma of the tagged tokens of a sentence. Most are a part of
// the word itself; the others are kept from text to text.
func (w *Worker) lemmatise(tokens []Token) {
	for i := range tokens {
		t := &tokens[i]
		var part int
		form := t.Form
		if t.UPOS != PROPN && isShouted(form) { // the tables know words as they are mostly written
			form = t.Lower
		}
		w.lemma, part = w.engine.morphology.AppendLemma(w.lemma[:0], form, t.Lower, t.UPOS.String(), t.XPOS.String(), i == 0)
		switch {
		case part >= 0:
			t.Lemma = t.Lower[:part]
		case string(w.lemma) == t.Form:
			t.Lemma = t.Form
		default:
			t.Lemma = w.kept(w.lemma)
		}
	}
}

// isShouted tells whether a form is of capitals only, as in telegrams and headlines.
func isShouted(form string) bool {
	for i := 0; i < len(form); i++ {
		if c := form[i]; 'a' <= c && c <= 'z' {
			return false
		}
	}
	return len(form) > 1 && 'A' <= form[0] && form[0] <= 'Z'
}

// manyLemmas bounds what a worker keeps: a text of invented words must not fill the memory.
const manyLemmas = 20_000

// kept gives a string for a lemma, the same for the same lemma.
func (w *Worker) kept(lemma []byte) string {
	if s, ok := w.lemmas[string(lemma)]; ok {
		return s
	}
	if w.lemmas == nil || len(w.lemmas) > manyLemmas {
		w.lemmas = map[string]string{}
	}
	s := string(lemma)
	w.lemmas[s] = s
	return s
}

// lemmaScratch is what a Worker keeps for lemmas.
type lemmaScratch struct {
	lemma  []byte
	lemmas map[string]string
}

// appendWords appends what morphology sees of the tokens of a sentence.
func appendWords(words []morphology.Word, d *Doc, s Sentence) []morphology.Word {
	for j := s.First; j < s.End; j++ {
		t := &d.Tokens[j]
		head := -1
		if t.Head >= s.First && t.Head < s.End {
			head = int(t.Head - s.First)
		}
		words = append(words, morphology.Word{Form: t.Form, Lower: t.Lower, UPOS: t.UPOS.String(), XPOS: t.XPOS.String(), Rel: t.Rel.String(), Head: head})
	}
	return words
}
