package main

import (
	"path/filepath"
	"strings"

	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/language/internal/morphology"
)

// trainMorphology learns base forms and features from treebanks and WordNet.
func trainMorphology(blocks []*language.Block, wordnet string) ([]byte, error) {
	var sentences [][]morphology.Sample
	for _, b := range blocks {
		sentences = append(sentences, samplesOf(b))
	}
	dictionary, err := inflections(wordnet)
	return morphology.Compile(sentences, dictionary), err
}

func samplesOf(b *language.Block) []morphology.Sample {
	d := language.DocOf([]*language.Block{b})
	var out []morphology.Sample
	for r := range b.Rows {
		row := &b.Rows[r]
		if !row.IsWord() {
			continue
		}
		head := int(d.Tokens[len(out)].Head)
		out = append(out, morphology.Sample{
			Word:  morphology.Word{Form: row.Form, Lower: d.Tokens[len(out)].Lower, UPOS: row.UPOS, XPOS: row.XPOS, Rel: row.Deprel, Head: head},
			Lemma: row.Lemma, Feats: row.Feats, First: len(out) == 0,
		})
	}
	return out
}

// inflections makes the regular forms of WordNet's verbs and nouns and adds
// the irregular ones of its exception lists.
func inflections(dir string) ([]morphology.Inflection, error) {
	var out []morphology.Inflection
	irregular := true
	add := func(form, lemma, upos string, xpos ...string) {
		for _, x := range xpos {
			out = append(out, morphology.Inflection{Form: form, Lemma: lemma, UPOS: upos, XPOS: x, Irregular: irregular})
		}
	}
	err := eachLine(filepath.Join(dir, "verb.exc"), func(c []string) {
		if len(c) > 1 && plainWord(c[0]) {
			switch {
			case strings.HasSuffix(c[0], "ing"):
				add(c[0], c[1], "VERB", "VBG")
			case !strings.HasSuffix(c[0], "s"):
				add(c[0], c[1], "VERB", "VBD", "VBN")
			}
		}
	})
	if err != nil {
		return nil, err
	}
	err = eachLine(filepath.Join(dir, "noun.exc"), func(c []string) {
		if len(c) > 1 && plainWord(c[0]) {
			add(c[0], c[1], "NOUN", "NNS")
		}
	})
	if err != nil {
		return nil, err
	}
	irregular = false
	err = eachLine(filepath.Join(dir, "index.verb"), func(c []string) {
		if v := c[0]; plainWord(v) {
			add(withEnding(v, "ed"), v, "VERB", "VBD", "VBN")
			add(withEnding(v, "ing"), v, "VERB", "VBG")
			add(withEnding(v, "s"), v, "VERB", "VBZ")
		}
	})
	if err != nil {
		return nil, err
	}
	err = eachLine(filepath.Join(dir, "index.noun"), func(c []string) {
		if n := c[0]; plainWord(n) && len(n) > 2 {
			add(withEnding(n, "s"), n, "NOUN", "NNS")
		}
	})
	return out, err
}

// withEnding puts an ending on a word by the rules of English spelling.
// Doubled consonants are not among them: WordNet lists those.
func withEnding(word, ending string) string {
	stem, last := word[:len(word)-1], word[len(word)-1]
	vowel := strings.ContainsRune("aeiou", rune(word[max(len(word)-2, 0)]))
	switch {
	case ending == "s" && last == 'y' && !vowel:
		return stem + "ies"
	case ending == "s" && (last == 's' || last == 'x' || last == 'z' || strings.HasSuffix(word, "ch") || strings.HasSuffix(word, "sh")):
		return word + "es"
	case ending == "ed" && last == 'y' && !vowel:
		return stem + "ied"
	case ending == "ed" && last == 'e', ending == "ing" && last == 'e' && !strings.HasSuffix(word, "ee"):
		return stem + ending
	}
	return word + ending
}

func plainWord(w string) bool {
	for i := range len(w) {
		if w[i] < 'a' || w[i] > 'z' {
			return false
		}
	}
	return len(w) > 1
}
