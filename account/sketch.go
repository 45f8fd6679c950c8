package account

import (
	"hash/fnv"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parley-desk/parley/claim"
)

const (
	shingle   = 4   // words that stand together
	sampled   = 4   // one in so many shingles is kept
	sketchMax = 512 // shingles of the longest text
	quoteMin  = 6   // words of a quotation that two writers do not choose alike by chance
)

// sketch gives hashes of a sample of a text's shingles (Broder 1997: those
// whose hash is divisible by a number), so that the share which two texts have
// in common can be told from their sketches alone, whichever is the shorter.
func sketch(text string) []uint64 {
	words := plainWords(text)
	var kept []uint64
	for i := 0; i+shingle <= len(words); i++ {
		if h := hashWords(words[i : i+shingle]); h%sampled == 0 {
			kept = append(kept, h)
		}
	}
	kept = sortedHashes(kept)
	return kept[:min(len(kept), sketchMax)]
}

// plainWords are the letters and digits of a text, in lower case: what papers
// change in a story (quotes, hyphens, capitals) is left out.
func plainWords(text string) []string {
	if words, ok := plainASCII(text); ok {
		return words
	}
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// plainASCII cuts a text of English letters alone, which costs much less.
func plainASCII(text string) (words []string, ok bool) {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return nil, false
		}
	}
	text = strings.ToLower(text)
	words = make([]string, 0, len(text)/6+1)
	from := -1
	for i := range len(text) {
		switch c := text[i]; {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			if from < 0 {
				from = i
			}
		case from >= 0:
			words = append(words, text[from:i])
			from = -1
		}
	}
	if from >= 0 {
		words = append(words, text[from:])
	}
	return words, true
}

func hashWords(words []string) uint64 {
	h := fnv.New64a()
	for _, w := range words {
		h.Write([]byte(w))
		h.Write([]byte{0})
	}
	return h.Sum64()
}

// quoteHashes are of the longer direct quotations of a statement.
func quoteHashes(text *claim.Text, c *claim.Claim) []uint64 {
	s, ok := c.Body.(*claim.Statement)
	if !ok || s.Form == claim.Indirect || c.In != "" {
		return nil
	}
	var all []uint64
	for _, span := range s.ContentSpans {
		said, _ := text.Cut(span)
		for _, quote := range quoted(said) {
			if words := plainWords(quote); len(words) >= quoteMin {
				all = append(all, hashWords(words))
			}
		}
	}
	return all
}

// quoted cuts what stands between quotation marks out of a text.
func quoted(text string) []string {
	var all []string
	for {
		_, after, ok := cutAny(text, "\"“«")
		if !ok {
			return all
		}
		inside, rest, ok := cutAny(after, "\"”»")
		if !ok {
			return all
		}
		all = append(all, inside)
		text = rest
	}
}

func cutAny(s, marks string) (before, after string, found bool) {
	i := strings.IndexAny(s, marks)
	if i < 0 {
		return s, "", false
	}
	_, size := utf8.DecodeRuneInString(s[i:])
	return s[:i], s[i+size:], true
}

// sortedHashes puts hashes in order, each once.
func sortedHashes(all []uint64) []uint64 {
	slices.Sort(all)
	return slices.Compact(all)
}
