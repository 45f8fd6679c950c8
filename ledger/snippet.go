package ledger

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// matcher finds the words of a search in a text again.
type matcher struct {
	phrases [][]string
	begins  [utf8.RuneSelf]bool // letters that words of the phrases begin with
}

func newMatcher(phrases [][]string) *matcher {
	m := &matcher{phrases: phrases}
	for _, p := range phrases {
		for _, w := range p {
			if w[0] < utf8.RuneSelf {
				m.begins[w[0]] = true
			}
		}
	}
	return m
}

// may tells whether a word as it is written could be one of those looked for: a stem
// begins as its word does, and to cut it is most of the work.
func (m *matcher) may(word string) bool {
	return word[0] >= utf8.RuneSelf || m.begins[word[0]|lowerCase(word[0])]
}

// lowerCase is the bit that makes an ASCII capital small.
func lowerCase(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return 'a' - 'A'
	}
	return 0
}

// found is one phrase in a text: which, and its bytes [start, end).
type found struct{ phrase, start, end int }

// find gives the phrases in a text, in its order.
func (m *matcher) find(text string) []found {
	all, _ := m.count(text)
	return all
}

// count gives the phrases in a text, in its order, and how many words the text has.
func (m *matcher) count(text string) (all []found, length int) {
	var starts, ends []int
	var words []string
	eachRun(text, func(start, end int) {
		s := ""
		if m.may(text[start:end]) {
			s = stem(folded(text[start:end]))
		}
		starts, ends, words = append(starts, start), append(ends, end), append(words, s)
	})
	for i := range words {
		for n, p := range m.phrases {
			if i+len(p) <= len(words) && slices.Equal(words[i:i+len(p)], p) {
				all = append(all, found{n, starts[i], ends[i+len(p)-1]})
				break
			}
		}
	}
	return all, len(words)
}

// distinct counts the phrases that a text has.
func (m *matcher) distinct(text string) int {
	seen := map[int]bool{}
	for _, f := range m.find(text) {
		seen[f.phrase] = true
	}
	return len(seen)
}

// whole marks the phrases in a text.
func (m *matcher) whole(text string) Snippet { return cut(text, 0, len(text), m.find(text)) }

// snippetLength is how much of a text a snippet shows, in bytes: two lines of a terminal.
const snippetLength = 200

// snippet marks the phrases in that stretch of a text which has most of them.
func (m *matcher) snippet(text string) Snippet {
	all := m.find(text)
	best, most := 0, -1
	for i := range all {
		seen := map[int]bool{}
		for _, f := range all[i:min(len(all), i+2*len(m.phrases))] {
			if f.end <= all[i].start+snippetLength*3/4 {
				seen[f.phrase] = true
			}
		}
		if len(seen) > most {
			best, most = all[i].start, len(seen)
		}
	}
	start := wordStart(text, best-snippetLength/4)
	end := wordStart(text, min(len(text), start+snippetLength))
	return cut(text, start, end, all)
}

// wordStart is the beginning of the word at or before a byte of a text; the end at the end.
func wordStart(text string, at int) int {
	if at <= 0 || at >= len(text) {
		return max(0, min(at, len(text)))
	}
	if i := strings.LastIndexAny(text[max(0, at-maxWord):at], " \n"); i >= 0 {
		return max(0, at-maxWord) + i + 1
	}
	for !utf8.RuneStart(text[at]) {
		at--
	}
	return at
}

// cut makes a snippet of the bytes [start, end) of a text.
func cut(text string, start, end int, all []found) Snippet {
	s := Snippet{Text: text[start:end], Start: utf8.RuneCountInString(text[:start]), Marks: [][2]int{}}
	for _, f := range all {
		if f.start >= start && f.end <= end {
			from := utf8.RuneCountInString(text[start:f.start])
			s.Marks = append(s.Marks, [2]int{from, from + utf8.RuneCountInString(text[f.start:f.end])})
		}
	}
	return s
}
