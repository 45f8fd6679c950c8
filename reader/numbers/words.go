// Package numbers finds the quantities of a report as they are worded, with the
// value said and the bounds that the wording lets it have, after the record
// contract's table "Numbers as worded".
package numbers

import (
	"strconv"

	"github.com/parley-desk/parley/reader/lexicon"
)

// Words is the numerals of a language: what Cardinal and Ordinal go by.
type Words struct {
	known  map[string]numeral
	suffix map[string]float64 // "bn" → 1e9
	vague  lexicon.Section
	label  lexicon.Section
}

// numeral is what a single word may be among numerals; zero fields where it is not.
type numeral struct {
	kind  kind
	value float64 // of a cardinal, below a hundred
	scale float64 // of a scale word: hundred, dozen, million
	least float64 // of a plural: "dozens"
	few   float64 // of a word that is indefinite before a scale only: "many thousand"
	nth   int     // of an ordinal
	part  float64 // of a fraction: "thirds"
}

// kind is a set of what a word may be.
type kind uint8

const (
	isCardinal kind = 1 << iota
	isScale
	isPlural
	isVague // begins an indefinite numeral: "several", "a few"
	isScaled
	isOrdinal
	isFraction
)

// Sections and keys of the lexicon.
var schema = lexicon.Schema{
	Sections: []string{"cardinal", "scale", "suffix", "plural", "vague", "scaled", "fraction", "ordinal", "hedge", "after",
		"filler", "between", "change", "joint", "alternative", "label", "currency", "home", "unit", "height", "pronoun", "owner"},
	Flags: []string{"noun", "length", "money", "preposition"},
	Keys:  map[string][]string{"value": nil, "low": nil, "code": nil, "bound": {"low", "high", "about"}},
}

// NewWords loads the numerals.
func NewWords(lex *lexicon.Set) (*Words, error) {
	table, err := lex.Table("numbers", schema)
	if err != nil {
		return nil, err
	}
	return compileWords(table)
}

func compileWords(table *lexicon.Table) (*Words, error) {
	w := &Words{known: map[string]numeral{}, suffix: map[string]float64{}, vague: table.Section("vague"), label: table.Section("label")}
	for i := range table.Entries {
		if err := w.add(&table.Entries[i]); err != nil {
			return nil, err
		}
	}
	return w, nil
}

func (w *Words) add(e *lexicon.Entry) error {
	n := w.known[e.Words[0]]
	value, err := amount(e)
	if err != nil {
		return err
	}
	switch e.Section {
	case "cardinal":
		n.kind, n.value = n.kind|isCardinal, value
	case "scale":
		n.kind, n.scale = n.kind|isScale, value
	case "plural":
		n.kind, n.least = n.kind|isPlural, value
	case "vague":
		n.kind |= isVague
	case "scaled":
		n.kind, n.few = n.kind|isScaled, value
	case "ordinal":
		n.kind, n.nth = n.kind|isOrdinal, int(value)
	case "fraction":
		n.kind, n.part = n.kind|isFraction, value
	case "suffix":
		w.suffix[e.Term] = value
		return nil
	default:
		return nil
	}
	w.known[e.Words[0]] = n
	return nil
}

// amount is the value or the least that an entry gives, 0 where it gives none.
func amount(e *lexicon.Entry) (float64, error) {
	text := e.Get("value") + e.Get("low")
	if text == "" {
		return 0, nil
	}
	return strconv.ParseFloat(text, 64)
}

// Cardinal is a numeral without its hedges.
type Cardinal struct {
	End    int     // the word after its last
	Value  float64 // the number said; of a vague one the least that it may be
	Vague  bool    // "several", "dozens", "hundreds of thousands"
	Scale  float64 // the scale word at its end: 1e6 of "1.4 million", 1 where there is none
	Digits bool    // written in digits, scale or none
}

// Cardinal reads the numeral that starts at word i of a sentence, given as the
// lower-case forms of its tokens; false where there is none. An article belongs to it ("a hundred", "a few").
func (w *Words) Cardinal(sentence []string, i int) (Cardinal, bool) {
	p := parser{words: w, sentence: sentence}
	if c := p.word(i); c != "" && (isDigit(c[0]) || c[0] >= 0x80) {
		return p.digits(i)
	}
	n := p.at(i)
	switch {
	case n.kind&isPlural != 0:
		return p.plural(i, n.least)
	case n.kind&isVague != 0:
		if c, ok := p.vague(i); ok {
			return c, true
		}
	case n.kind&isScaled != 0:
		return p.scaled(i, n.few)
	}
	if n.kind&isFraction != 0 && n.part == 0.5 {
		return p.half(i)
	}
	return p.spelled(i)
}

// Ordinal reads the ordinal that starts at word i of a sentence: "third", "21st", "twenty-first".
// It gives its number and the word after it; 0 where there is none.
func (w *Words) Ordinal(sentence []string, i int) (nth, next int) {
	p := parser{words: w, sentence: sentence}
	word := p.word(i)
	if word == "" {
		return 0, i
	}
	if isDigit(word[0]) {
		if n, ok := digitOrdinal(word); ok {
			return n, i + 1
		}
		return 0, i
	}
	n := p.at(i)
	if n.kind&isCardinal != 0 && n.value >= 20 {
		j := p.afterHyphen(i + 1)
		if unit := p.at(j); unit.kind&isOrdinal != 0 && unit.nth < 10 {
			return int(n.value) + unit.nth, j + 1
		}
	}
	if n.kind&isOrdinal != 0 {
		return n.nth, i + 1
	}
	return 0, i
}

// Begins tells whether a numeral or ordinal may begin with a word.
func (w *Words) Begins(word string) bool {
	if isDigit(word[0]) || word == "a" || word == "an" {
		return true
	}
	_, ok := w.known[word]
	return ok
}

// Labels tells whether a word bears numbers that count nothing: "Resolution 2254", "Flight 17".
func (w *Words) Labels(word string) bool { return w.label.Has(word) }
