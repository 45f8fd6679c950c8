package sheet

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parley-desk/parley/claim"
)

// block stands for each letter of a masked name, so that spans stay where they are.
const block = '░'

// mask hides the names of private people who were harmed, wherever they stand.
type mask struct {
	names map[string][][]string // first word → the words of the names that begin with it
}

// newMask learns from a record whom to hide: every mention marked as a victim,
// every other mention of the same person, and single words of such a name that
// refer to nobody else.
func newMask(r *claim.Record) *mask {
	m := &mask{names: map[string][][]string{}}
	people, parts := map[string]bool{}, map[string]bool{}
	names := slices.Concat(r.Names, r.TitleNames)
	for _, n := range names {
		if !n.Victim {
			continue
		}
		m.add(n.Text)
		if id, ok := n.Ref.(string); ok && id != "" {
			people[id] = true
		}
		for _, part := range wordsOf(n.Text) {
			parts[part] = true
		}
	}
	for _, n := range names {
		id, known := n.Ref.(string)
		if known && people[id] || n.Ref == nil && parts[n.Text] {
			m.add(n.Text)
		}
	}
	for _, a := range r.Actors {
		if people[a.ID] {
			m.add(a.Name)
		}
	}
	return m
}

func (m *mask) add(name string) {
	if w := wordsOf(name); len(w) > 0 {
		m.names[w[0]] = append(m.names[w[0]], w)
	}
}

// text is s with every hidden name blocked out, code point for code point.
func (m *mask) text(s string) string {
	if len(m.names) == 0 || s == "" {
		return s
	}
	var out strings.Builder
	kept := 0
	for at := 0; at < len(s); {
		start, end := nextWord(s, at)
		if start == end {
			break
		}
		at = end
		if stop := m.longest(s, start, end); stop > 0 {
			out.WriteString(s[kept:start])
			out.WriteString(strings.Repeat(string(block), utf8.RuneCountInString(s[start:stop])))
			kept, at = stop, stop
		}
	}
	return out.String() + s[kept:]
}

// longest gives where the longest hidden name ends that begins with the word
// s[start:end], 0 where none does.
func (m *mask) longest(s string, start, end int) (stop int) {
	for _, name := range m.names[s[start:end]] {
		at := end
		for _, word := range name[1:] {
			from, to := nextWord(s, at)
			if s[from:to] != word || strings.ContainsAny(s[at:from], ".,;:()\"“”") {
				at = 0
				break
			}
			at = to
		}
		stop = max(stop, at)
	}
	return stop
}

// nextWord gives the bounds of the next run of letters and digits from at on; empty at the end.
func nextWord(s string, at int) (start, end int) {
	inWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) }
	start = strings.IndexFunc(s[at:], inWord)
	if start < 0 {
		return len(s), len(s)
	}
	start += at
	end = strings.IndexFunc(s[start:], func(r rune) bool { return !inWord(r) })
	if end < 0 {
		return start, len(s)
	}
	return start, start + end
}

func wordsOf(name string) []string {
	var all []string
	for at := 0; ; {
		start, end := nextWord(name, at)
		if start == end {
			return all
		}
		all = append(all, name[start:end])
		at = end
	}
}

// masked is the sheet with its hidden names blocked out of the report's text
// and title; spans still point to the same places.
func (m *mask) masked(s Sheet) Sheet {
	s.Report.Text = m.text(s.Report.Text)
	s.Report.Title = m.text(s.Report.Title)
	return s
}
