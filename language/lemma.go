package language

import (
	_ "embed" // the tables
	"strings"

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
		var changed bool
		form := t.Form
		if t.UPOS != PROPN && isShouted(form) { // the tables know words as they are mostly written
			form = t.Lower
		}
		w.lemma, part = w.engine.morphology.AppendLemma(w.lemma[:0], form, t.Lower, t.UPOS.String(), t.XPOS.String(), i == 0)
		if w.lemma, changed = w.put(t, w.lemma); changed {
			part = -1
		}
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

// put puts right by the rules of spelling what the tables, which know words by their endings,
// get wrong: "policemen" is of "policeman"; and a short verb that doubles no consonant in
// "staged", "raped" ends in an e, where the dictionary has such a verb.
func (w *Worker) put(t *Token, lemma []byte) (out []byte, changed bool) {
	switch t.XPOS {
	case TagNNS:
		if strings.HasSuffix(t.Lower, "men") && string(lemma) == t.Lower && len(lemma) > len("women") {
			copy(lemma[len(lemma)-3:], "man")
			return lemma, true
		}
	case TagVBD, TagVBN, TagVBG:
		stem, ok := strings.CutSuffix(t.Lower, "ed")
		if !ok {
			stem, ok = strings.CutSuffix(t.Lower, "ing")
		}
		if ok && t.UPOS == VERB && string(lemma) == stem && isClosed(stem) && w.engine.lexicon.Lookup(stem+"e").Verb != 0 {
			return append(lemma, 'e'), true
		}
	}
	return lemma, false
}

// isClosed tells whether a word has one syllable of one vowel and one consonant behind it, which
// doubles before an ending: "plan", "stop"; not "bomb", "loot", "box".
func isClosed(word string) bool {
	n := len(word)
	if n < 3 || strings.ContainsRune("aeiouwxy", rune(word[n-1])) || !strings.ContainsRune("aeiou", rune(word[n-2])) {
		return false
	}
	return !strings.ContainsAny(strings.TrimPrefix(word[:n-2], "qu"), "aeiouy")
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
