package knowledge

import (
	"slices"
	"strings"

	"github.com/parley-desk/parley/knowledge/fold"
	"github.com/parley-desk/parley/knowledge/gazetteer"
)

// A word with a capital is seldom a place because somewhere a village is called
// "Police". Longest takes from the gazetteer only what is well known: large
// towns, seats and regions by their proper name, names of several words; and no
// word that is as well a common word or a name of people (notplaces.tsv).
const (
	knownTown  = 15_000  // people of a town known by one word
	anglo      = 100_000 // the same where places bear English words and surnames
	knownWords = 1_000   // people of a town known by several words
)

// anglophone are the countries whose towns bear English words and surnames.
var anglophone = []string{"US", "GB", "CA", "AU", "NZ", "IE", "ZA", "JM", "BS", "BB", "TT", "BZ", "GY", "PH", "LR", "ZW", "GG", "JE", "IM", "BM", "KY"}

// isNotable tells whether the likeliest place of a key is well known under a name of so many tokens.
func (b *Base) isNotable(k fold.Key, tokens int) bool {
	g := b.gazetteer
	first, end := g.Find(k)
	if first == end || b.notPlaces[k] {
		return false
	}
	ref, alt := g.Hit(first)
	if alt {
		return false
	}
	level, n := g.Level(ref)
	if level != gazetteer.Populated {
		return level == gazetteer.Admin1 || tokens > 1
	}
	people := g.Population(ref)
	switch gazetteer.Codes[g.Code(n)] {
	case "PPLC":
		return true
	case "PPLX":
		return tokens > 1 && people >= knownWords
	}
	if tokens > 1 {
		return people >= knownWords
	}
	country, _, _ := g.Regions(ref)
	if slices.Contains(anglophone, g.Country(country)) {
		return people >= anglo
	}
	return people >= knownTown
}

// IsCommonWord tells whether a word, in lower case, is far oftener a common one than the town that is called so.
func (b *Base) IsCommonWord(word string) bool { return b.common[word] }

// loadNotPlaces reads the words that alone do not tell of a place.
func (b *Base) loadNotPlaces(t *tables) error {
	rows, err := t.rows("notplaces.tsv", "kind", "words")
	if err != nil {
		return err
	}
	for _, r := range rows {
		for _, word := range r.list("words") {
			b.notPlaces[b.folder.Key(word)] = true
			b.common[strings.ToLower(word)] = b.common[strings.ToLower(word)] || r.get("kind") == "common word"
		}
	}
	return nil
}
