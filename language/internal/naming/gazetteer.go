package naming

import (
	"cmp"
	"slices"

	"github.com/parley-desk/parley/language/internal/lookup"
)

// Phrase is an entry of the lists: the hashes of its words and what it is.
type Phrase struct {
	Words []uint64
	Class Class
}

// CompileGazetteer lays the lists out as a file for lookup.Open. Entries of
// the same words are joined; phrases too long are left out.
func CompileGazetteer(phrases []Phrase) []byte {
	classes := map[lookup.Hash]Class{}
	for _, p := range phrases {
		if len(p.Words) == 0 || len(p.Words) > longestPhrase {
			continue
		}
		classes[wordsKey(p.Words)] |= p.Class
		for n := 1; n < len(p.Words); n++ {
			classes[wordsKey(p.Words[:n])] |= longer
		}
	}
	entries := make([]lookup.Entry, 0, len(classes))
	for key, c := range classes {
		entries = append(entries, lookup.Entry{Key: key, Number: uint16(c)})
	}
	slices.SortFunc(entries, func(a, b lookup.Entry) int { return cmp.Compare(a.Key, b.Key) })
	return lookup.Compile(entries)
}

// phraseStart begins the key of phrases; joining the words one by one gives the
// key of each phrase that begins so.
var phraseStart = lookup.Begin(0x5EED)

func wordsKey(words []uint64) lookup.Hash {
	key := phraseStart
	for _, w := range words {
		key = key.Join(w)
	}
	return key
}

// look fills what the lists say of each word by itself and of the longest
// listed phrase that it is in.
func look(table *lookup.Table, words []Word) {
	for i := range words {
		words[i].Single, words[i].Phrase, words[i].within = 0, 0, 0
	}
	for i := range words {
		key := phraseStart.Join(words[i].Hash)
		c := Class(table.Find(key))
		words[i].Single = c &^ longer
		if words[i].within > 0 || c&longer == 0 {
			continue
		}
		end, class := i, Class(0)
		for j := i + 1; j < len(words) && c&longer != 0; j++ {
			key = key.Join(words[j].Hash)
			if c = Class(table.Find(key)); c&^longer != 0 {
				end, class = j+1, c&^longer
			}
		}
		for j := i; j < end; j++ {
			words[j].Phrase = class
			words[j].within = uint8(min(j-i, 1) + 1)
		}
	}
}
