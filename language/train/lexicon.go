package main

import (
	"bufio"
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/parley-desk/parley/language/internal/lexical"
)

// seenOften is how often a form must stand in the treebanks before its tags
// count: fewer, and in training its own tag would be given away.
const seenOften = 3

// rareShare is the share of a form's occurrences under which a tag is passed over.
const rareShare = 0.08

type lexicon struct {
	entries map[string]lexical.Entry
	guesses map[string]lexical.Guess
	table   *lexical.Table
}

// makeLexicon compiles the dictionary: sets of tags from the treebanks, parts of
// speech and senses from WordNet, guesses from word vectors.
func (s setting) makeLexicon(bank []sentence, tags *tagset) (*lexicon, error) {
	entries := map[string]lexical.Entry{}
	if err := addWordNet(entries, s.wordnet); err != nil {
		return nil, err
	}
	addTags(entries, bank)
	kinds, err := kindLessons(s.names)
	if err != nil {
		return nil, err
	}
	guesses, err := makeGuesses(*vectorFile, lessons{tagLessons(bank, tags), kinds}, len(tags.names))
	if err != nil {
		return nil, err
	}
	table, err := lexical.Open(lexical.Compile(entries, guesses))
	return &lexicon{entries, guesses, table}, err
}

// withTags makes the same dictionary with the tags of another bank, for jackknifing.
func (l *lexicon) withTags(bank []sentence) (*lexicon, error) {
	entries := maps.Clone(l.entries)
	for w, e := range entries {
		e.Tags = 0
		entries[w] = e
	}
	addTags(entries, bank)
	table, err := lexical.Open(lexical.Compile(entries, l.guesses))
	return &lexicon{entries, l.guesses, table}, err
}

func addTags(entries map[string]lexical.Entry, bank []sentence) {
	counts := map[string]map[string]int{}
	for _, s := range bank {
		for _, w := range s {
			if counts[w.lower] == nil {
				counts[w.lower] = map[string]int{}
			}
			counts[w.lower][w.tag()]++
		}
	}
	sets := map[string]string{}
	for form, tags := range counts {
		if set := tagSet(tags); set != "" {
			sets[form] = set
		}
	}
	number := map[string]uint16{}
	for _, set := range slices.Sorted(maps.Values(sets)) {
		if number[set] == 0 {
			number[set] = uint16(len(number) + 1)
		}
	}
	for form, set := range sets {
		e := entries[form]
		e.Tags = number[set]
		entries[form] = e
	}
}

// tagSet names a form's usual tags, the commonest first.
func tagSet(tags map[string]int) string {
	total := 0
	for _, n := range tags {
		total += n
	}
	if total < seenOften {
		return ""
	}
	var usual []string
	for t, n := range tags {
		if float64(n) >= rareShare*float64(total) {
			usual = append(usual, t)
		}
	}
	slices.SortFunc(usual, func(a, b string) int { return cmp.Or(cmp.Compare(tags[b], tags[a]), cmp.Compare(a, b)) })
	return strings.Join(usual[:min(len(usual), 3)], " ")
}

// addWordNet reads the single words of WordNet's index and data files.
func addWordNet(entries map[string]lexical.Entry, dir string) error {
	for _, part := range []string{"noun", "verb", "adj", "adv"} {
		synsets, err := readSynsets(filepath.Join(dir, "data."+part))
		if err != nil {
			return fmt.Errorf("%w (install Debian's wordnet-base, or name its folder with -wordnet)", err)
		}
		err = eachLine(filepath.Join(dir, "index."+part), func(c []string) {
			if strings.Contains(c[0], "_") || len(c) < 6 {
				return
			}
			pointers, _ := strconv.Atoi(c[3])
			if len(c) <= 6+pointers {
				return
			}
			e := entries[c[0]]
			sense := synsets[c[6+pointers]]
			switch part {
			case "noun":
				e.Noun = 1 + sense.file - firstNounFile
				if sense.instance {
					e.Others |= lexical.Proper
				}
			case "verb":
				e.Verb = 1 + sense.file - firstVerbFile
			case "adj":
				e.Others |= lexical.Adjective
			case "adv":
				e.Others |= lexical.Adverb
			}
			entries[c[0]] = e
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// WordNet's lexicographer files (lexnames(5WN)): nouns are 3 to 28, verbs 29 to 43.
const (
	firstNounFile = 3
	firstVerbFile = 29
)

type synset struct {
	file     uint8
	instance bool
}

func readSynsets(path string) (map[string]synset, error) {
	out := map[string]synset{}
	err := eachLine(path, func(c []string) {
		file, _ := strconv.Atoi(c[1])
		out[c[0]] = synset{file: uint8(file), instance: slices.Contains(c, "@i")}
	})
	return out, err
}

// eachLine calls use with the fields of each line but WordNet's licence, which is indented.
func eachLine(path string, use func([]string)) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if !strings.HasPrefix(lines.Text(), " ") {
			use(strings.Fields(lines.Text()))
		}
	}
	return lines.Err()
}
