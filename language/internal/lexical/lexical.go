// Package lexical is a compact dictionary of word forms: which tags the
// training treebanks saw a form with, which parts of speech and broad senses
// WordNet gives its base form, and what is guessed of it from the words that it
// is used among. It is read in place from one file.
package lexical

import (
	"encoding/binary"
	"errors"
	"maps"
	"math/bits"
	"slices"
	"strings"

	"github.com/parley-desk/parley/language/internal/lookup"
)

// Entry is what the dictionary knows of a form. The zero Entry is an unknown word.
type Entry struct {
	Tags   uint16 // number of its set of tags in the treebanks, 0 where seen too seldom
	Noun   uint8  // 1 + WordNet's lexicographer file of its first noun sense, 0 where no noun
	Verb   uint8  // the same for verbs
	Others uint8  // bit set: Adjective, Adverb, Proper
	Ending uint8  // how the base form was reached: 0 as it stands, else 1 + index of endings
	Guess  Guess
}

// Guess is what a word is likely to be, judged by its company in much text. The
// zero Guess is of a word that is too rare.
type Guess struct {
	Tag, Second uint8 // 1 + the numbers of its likeliest joint tags; Second 0 where the first is likely enough
	Kind        uint8 // 1 + the likeliest kind of the names that it stands in, 0 for none, in three bits; 1 + the next in three more, or Sure
}

// Sure marks a Kind that leaves hardly a doubt.
const Sure = 1 << 6

// Number tells guesses apart.
func (g Guess) Number() uint64 { return uint64(g.Tag)<<16 | uint64(g.Second)<<8 | uint64(g.Kind) }

// Bits of Entry.Others.
const (
	Adjective = 1 << iota
	Adverb
	Proper // its first noun sense is an instance: a person, a place
)

// groupNoun is the number of nouns of groups in Entry.Noun, which has many a body's initials too: "oas", "imf".
const groupNoun = 12

// Common tells whether WordNet has a form as a common word, and not chiefly as the name of a person, place or group.
func (e Entry) Common() bool {
	return e.Verb != 0 || e.Others&(Adjective|Adverb) != 0 || e.Noun != 0 && e.Noun != groupNoun && e.Others&Proper == 0
}

// Hash is FNV-1a over the bytes of a word, with a final mix so that all bits may be used.
func Hash(word string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(word) {
		h = (h ^ uint64(word[i])) * 1099511628211
	}
	h ^= h >> 32
	return h * 0x9E3779B97F4A7C15
}

// Table is the dictionary: open addressing over 2^n slots of 12 bytes (8 bytes
// hash, tags, senses packed); and the guesses, each kind of guess once.
type Table struct {
	mask    uint64
	slots   []byte
	guesses lookup.Table
	kinds   []byte
}

const slotSize = 12

var errFormat = errors.New("lexical: not a dictionary of this version; compile it anew")

// Open reads a dictionary in place.
func Open(data []byte) (*Table, error) {
	parts, err := lookup.Sections(data, 3)
	if err != nil {
		return nil, errFormat
	}
	n := len(parts[0]) / slotSize
	if n == 0 || len(parts[0])%slotSize != 0 || bits.OnesCount(uint(n)) != 1 {
		return nil, errFormat
	}
	guesses, err := lookup.Open(parts[1])
	return &Table{mask: uint64(n - 1), slots: parts[0], guesses: guesses, kinds: parts[2]}, err
}

// Compile lays out entries by lower-case form as a file for Open.
func Compile(entries map[string]Entry, guesses map[string]Guess) []byte {
	numbers := map[Guess]uint16{}
	var kinds []byte
	var table []lookup.Entry
	for _, word := range slices.Sorted(maps.Keys(guesses)) {
		g := guesses[word]
		if numbers[g] == 0 {
			numbers[g] = uint16(len(numbers) + 1)
			kinds = append(kinds, g.Tag, g.Second, g.Kind)
		}
		table = append(table, lookup.Entry{Key: guessKey(Hash(word)), Number: numbers[g]})
	}
	return lookup.Join(compileEntries(entries), lookup.Compile(table), kinds)
}

// guessStart begins the keys of guesses.
var guessStart = lookup.Begin(0x6E55)

func guessKey(word uint64) lookup.Hash { return guessStart.Join(word) }

// guess looks up what is guessed of a word.
func (t *Table) guess(word uint64) (g Guess) {
	if at := int(t.guesses.Find(guessKey(word))) * 3; at > 0 && at <= len(t.kinds) {
		g.Tag, g.Second, g.Kind = t.kinds[at-3], t.kinds[at-2], t.kinds[at-1]
	}
	return g
}

func compileEntries(entries map[string]Entry) []byte {
	n := 1 << bits.Len(uint(len(entries)*3/2))
	data := make([]byte, n*slotSize)
	for _, word := range slices.Sorted(maps.Keys(entries)) { // in order, for the same bytes every time
		e := entries[word]
		h := Hash(word)
		at := int(h % uint64(n))
		for binary.LittleEndian.Uint64(data[at*slotSize:]) != 0 {
			at = (at + 1) % n
		}
		slot := data[at*slotSize:]
		binary.LittleEndian.PutUint64(slot, h)
		binary.LittleEndian.PutUint16(slot[8:], e.Tags)
		binary.LittleEndian.PutUint16(slot[10:], uint16(e.Noun)|uint16(e.Verb)<<5|uint16(e.Others)<<10)
	}
	return data
}

// find looks up one form as it stands.
func (t *Table) find(h uint64) (e Entry, ok bool) {
	for at := h & t.mask; ; at = (at + 1) & t.mask {
		slot := t.slots[at*slotSize : at*slotSize+slotSize]
		switch binary.LittleEndian.Uint64(slot) {
		case h:
			senses := binary.LittleEndian.Uint16(slot[10:])
			return Entry{Tags: binary.LittleEndian.Uint16(slot[8:]), Noun: uint8(senses & 31), Verb: uint8(senses >> 5 & 31), Others: uint8(senses >> 10)}, true
		case 0:
			return Entry{}, false
		}
	}
}

// Lookup finds a lower-case form; where WordNet's part is missing, that of the
// base form which its ending leads to.
func (t *Table) Lookup(lower string) Entry {
	h := Hash(lower)
	e, _ := t.find(h)
	e.Guess = t.guess(h)
	if e.Noun|e.Verb|e.Others != 0 {
		return e
	}
	base, ending := t.base(lower)
	e.Noun, e.Verb, e.Others, e.Ending = base.Noun, base.Verb, base.Others, ending
	return e
}

// endings are English inflections and what they replace (WordNet's morphy rules,
// with doubled consonants).
var endings = []struct {
	cut, add string
	double   bool // "stopped": also try without the doubled consonant
}{
	{cut: "ies", add: "y"}, {cut: "es"}, {cut: "s"}, {cut: "ied", add: "y"}, {cut: "ed", add: "e"}, {cut: "ed", double: true},
	{cut: "ing", add: "e"}, {cut: "ing", double: true}, {cut: "men", add: "man"}, {cut: "er", add: "e"}, {cut: "er", double: true},
	{cut: "est", add: "e"}, {cut: "est", double: true}, {cut: "ly"},
}

func (t *Table) base(lower string) (Entry, uint8) {
	var space [64]byte
	for i, rule := range endings {
		if len(lower) < len(rule.cut)+2 || len(lower) > len(space)-4 || !strings.HasSuffix(lower, rule.cut) {
			continue
		}
		stem := append(append(space[:0], lower[:len(lower)-len(rule.cut)]...), rule.add...)
		if e, ok := t.find(hashBytes(stem)); ok && e.Noun|e.Verb|e.Others != 0 {
			return e, uint8(i + 1)
		}
		if n := len(stem); rule.double && n > 3 && stem[n-1] == stem[n-2] {
			if e, ok := t.find(hashBytes(stem[:n-1])); ok && e.Noun|e.Verb|e.Others != 0 {
				return e, uint8(i + 1)
			}
		}
	}
	return Entry{}, 0
}

func hashBytes(word []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, b := range word {
		h = (h ^ uint64(b)) * 1099511628211
	}
	h ^= h >> 32
	return h * 0x9E3779B97F4A7C15
}
