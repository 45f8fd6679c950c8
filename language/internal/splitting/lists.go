// Package splitting cuts a text into paragraphs, sentences and tokens the way
// the English UD treebanks do (EWT and GUM: contractions and hyphenated
// compounds cut, abbreviations, numbers and addresses whole). It takes time
// linear in the text whatever the text, and holds no words: those are in
// language/data.
package splitting

import (
	"strings"

	"github.com/parley-desk/parley/language/data"
)

// lists are the word lists, keyed by lower-case form with straight apostrophes.
type lists struct {
	abbreviations map[string]abbreviation
	contractions  map[string][]int // lengths of the parts in bytes
	clitics       map[string]bool  // after an apostrophe
	prefixes      map[string]bool
	suffixes      map[string]bool
	units         map[string]bool // as written
	extensions    map[string]bool
	emoticons     map[string]bool // as written
	elisions      map[string]bool
	openEnds      map[string]bool
	openers       map[string]bool // begin sentences rather than follow an abbreviation
	timesAfter    map[string]bool // go on telling the time after "p.m."
}

// abbreviation says what must follow for the stop to be part of the word.
type abbreviation struct {
	before  before
	capital bool // only where it is written with a capital
}

type before uint8

const (
	beforeAny    before = iota + 1 // unless the sentence ends
	beforeName                     // a name follows: the sentence goes on
	beforeNumber                   // only before a digit
)

func loadLists() *lists {
	l := &lists{
		abbreviations: map[string]abbreviation{}, contractions: map[string][]int{},
		clitics: words("clitics"), prefixes: words("prefixes"), suffixes: words("suffixes"), units: words("units"),
		extensions: words("extensions"), emoticons: words("emoticons"), elisions: words("elisions"), openEnds: words("open-ends"),
		openers: words("sentence-openers"), timesAfter: words("times-after"),
	}
	classes := map[string]before{"title": beforeName, "number": beforeNumber, "plain": beforeAny}
	for entry := range data.Lines("abbreviations") {
		fields := strings.Fields(entry)
		for _, word := range fields[1:] {
			lower := strings.ToLower(strings.TrimSuffix(word, "."))
			l.abbreviations[lower] = abbreviation{classes[fields[0]], lower[0] != word[0]}
		}
	}
	for entry := range data.Lines("contractions") {
		var lengths []int
		for part := range strings.FieldsSeq(entry) {
			lengths = append(lengths, len(part))
		}
		l.contractions[strings.Join(strings.Fields(entry), "")] = lengths
	}
	return l
}

func words(name string) map[string]bool {
	set := map[string]bool{}
	for entry := range data.Lines(name) {
		for word := range strings.FieldsSeq(entry) {
			set[word] = true
		}
	}
	return set
}
