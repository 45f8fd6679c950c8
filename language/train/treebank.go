package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
	"unicode"

	"github.com/parley-desk/parley/language/internal/tagging"
)

// word is a word of a treebank with its gold annotation.
type word struct {
	form, lower, upos, xpos, rel string
	head                         int // index in the sentence, -1 for the root
}

type sentence []word

// readTreebank reads a CoNLL-U file's words; contractions' ranges and empty nodes are passed over.
func readTreebank(path string) ([]sentence, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []sentence
	var s sentence
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		c := strings.Split(lines.Text(), "\t")
		switch {
		case lines.Text() == "":
			if len(s) > 0 {
				out = append(out, s)
			}
			s = nil
		case len(c) == 10 && !strings.ContainsAny(c[0], "-."):
			head, err := strconv.Atoi(c[6])
			if err != nil {
				return nil, fmt.Errorf("%s: head %q of %q is no number", path, c[6], c[1])
			}
			s = append(s, word{form: c[1], lower: lowered(c[1]), upos: c[3], xpos: c[4], head: head - 1, rel: c[7]})
		}
	}
	return out, lines.Err()
}

func lowered(form string) string {
	return strings.ReplaceAll(strings.ToLower(form), "’", "'")
}

func (w word) tag() string { return w.upos + "|" + w.xpos }

// recased copies a sentence in another case: the engine must also read
// headlines and wires in capitals only, of which the treebanks have few.
func recased(s sentence, change func(string) string) sentence {
	out := append(sentence(nil), s...)
	for i := range out {
		out[i].form = change(out[i].form)
	}
	return out
}

func titled(form string) string {
	r := []rune(form)
	if len(r) > 3 {
		r[0] = unicode.ToUpper(r[0])
	}
	return string(r)
}

// augmented adds re-cased copies of a small part of the sentences.
func augmented(in []sentence) []sentence {
	out := in
	for i, s := range in {
		switch {
		case i%16 == 3 && len(s) > 3:
			out = append(out, recased(s, strings.ToUpper))
		case i%32 == 7 && len(s) > 3 && len(s) < 20:
			out = append(out, recased(s, titled))
		}
	}
	return out
}

func look(l *lexicon, s sentence) []tagging.Word {
	words := make([]tagging.Word, len(s))
	for i, w := range s {
		words[i] = tagging.Look(l.table, w.form, w.lower)
	}
	return words
}
