package ledger

import (
	"hash/fnv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxWord bounds a word that is indexed, in bytes: longer ones are no words.
const maxWord = 64

// eachWord calls take for each word of a text: its bytes [start, end) and its stem.
func eachWord(text string, take func(start, end int, stem string)) {
	eachRun(text, func(start, end int) {
		if s := stem(folded(text[start:end])); s != "" {
			take(start, end, s)
		}
	})
}

// eachRun calls take for the bytes [start, end) of each word of a text. A word is a
// run of letters, marks and digits; an apostrophe ends it.
func eachRun(text string, take func(start, end int)) {
	for at := 0; at < len(text); {
		size, in := runeAt(text, at)
		if !in {
			at += size
			continue
		}
		start := at
		for in && at < len(text) {
			at += size
			if at < len(text) {
				size, in = runeAt(text, at)
			}
		}
		if at-start <= maxWord {
			take(start, at)
		}
	}
}

// runeAt tells how many bytes the character at a byte of a text has, and whether it
// is one of a word.
func runeAt(text string, at int) (size int, in bool) {
	if c := text[at]; c < utf8.RuneSelf { // most are, and need not be looked up
		return 1, 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9'
	}
	r, size := utf8.DecodeRuneInString(text[at:])
	return size, inWord(r)
}

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// folded is a word in lower case and without the marks on Latin letters: what
// people type for what is printed.
func folded(word string) string {
	ascii := true
	for i := range len(word) {
		ascii = ascii && word[i] < utf8.RuneSelf
	}
	if ascii {
		return strings.ToLower(word)
	}
	return strings.Map(func(r rune) rune {
		r = unicode.ToLower(r)
		if plain, ok := unmarked[r]; ok {
			return plain
		}
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, word)
}

// unmarked are the marked Latin letters of names as the press spells them.
var unmarked = func() map[rune]rune {
	m := map[rune]rune{}
	for plain, marked := range map[rune]string{'a': "àáâãäåāăą", 'c': "çćĉċč", 'd': "ďđ", 'e': "èéêëēĕėęě", 'g': "ĝğġģ", 'h': "ĥħḥ", 'i': "ìíîïĩīĭįı",
		'k': "ķ", 'l': "ĺļľł", 'n': "ñńņň", 'o': "òóôõöøōŏő", 'r': "ŕŗř", 's': "śŝşšș", 't': "ţťțṭ", 'u': "ùúûüũūŭůűų", 'y': "ýÿŷ", 'z': "źżž"} {
		for _, r := range marked {
			m[r] = plain
		}
	}
	return m
}()

// maxStems bounds what is indexed of one text, in bytes: some 70,000 words.
// PostgreSQL takes no tsvector of a megabyte.
const maxStems = 400_000

// stems are the stems of a text, in order, between spaces, up to maxStems.
func stems(text string) string {
	var b strings.Builder
	b.Grow(min(len(text), maxStems))
	eachWord(text, func(_, _ int, stem string) {
		if b.Len()+len(stem) >= maxStems {
			return
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(stem)
	})
	return b.String()
}

// shingle is how many words in a row a fingerprint looks at.
const shingle = 3

// fingerprint sums up a text in 64 bits, of which few differ where few words do
// (M. S. Charikar, "Similarity estimation techniques from rounding algorithms", STOC 2002).
func fingerprint(stems string) int64 {
	words := strings.Fields(stems)
	var votes [64]int
	for i := 0; i+shingle <= len(words); i++ {
		h := fnv.New64a()
		for _, w := range words[i : i+shingle] {
			_, _ = h.Write([]byte(w))
			_, _ = h.Write([]byte{' '})
		}
		hashed := h.Sum64()
		for bit := range votes {
			votes[bit] += int(hashed>>bit&1)*2 - 1
		}
	}
	var sum uint64
	for bit, v := range votes {
		if v > 0 {
			sum |= 1 << bit
		}
	}
	return int64(sum)
}
