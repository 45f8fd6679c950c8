package sheet

import (
	"strings"
	"unicode/utf8"

	"github.com/parley-desk/parley/claim"
)

// words is a text that can be cut by code points, as spans count.
type words struct {
	text   string
	length int   // code points
	starts []int // byte offset of each code point and of the end; nil where the text is ASCII
}

func newWords(text string) words {
	w := words{text: text, length: utf8.RuneCountInString(text)}
	if w.length == len(text) {
		return w
	}
	w.starts = make([]int, 0, w.length+1)
	for i := range text {
		w.starts = append(w.starts, i)
	}
	w.starts = append(w.starts, len(text))
	return w
}

// clip keeps a span within the text: records come from anywhere.
func (w *words) clip(s claim.Span) claim.Span {
	s.Start = min(max(s.Start, 0), w.length)
	s.End = min(max(s.End, s.Start), w.length)
	return s
}

// at is the text of a span.
func (w *words) at(s claim.Span) string {
	s = w.clip(s)
	if w.starts == nil {
		return w.text[s.Start:s.End]
	}
	return w.text[w.starts[s.Start]:w.starts[s.End]]
}

// longQuote is the number of code points above which a quotation is cut off, so that
// claims over a text without sentences do not make a sheet many times its length.
const longQuote = 1500

// quote is the text of a span on one line, cut off where it is very long.
func (w *words) quote(s claim.Span) string {
	s = w.clip(s)
	if s.Len() > longQuote {
		s.End = s.Start + longQuote
		return oneLine(w.at(s)) + "…"
	}
	return oneLine(w.at(s))
}

// mostPieces bounds the pieces of a broken phrase that are quoted.
const mostPieces = 20

// joined is the text of the pieces of a phrase, an ellipsis between those that are apart.
func (w *words) joined(pieces []claim.Span) string {
	var all []string
	for i, s := range pieces[:min(len(pieces), mostPieces)] {
		if i > 0 && w.quote(claim.Span{Start: pieces[i-1].End, End: s.Start}) != "" {
			all = append(all, "…")
		}
		all = append(all, w.quote(s))
	}
	return strings.Join(all, " ")
}

// oneLine makes every run of white space one space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// quoted puts words into quotation marks; their own outer marks give way, and
// marks within become single ones, as print has them.
func quoted(s string) string {
	if s == "" {
		return ""
	}
	return "“" + innerMarks.Replace(unquoted(s)) + "”"
}

var innerMarks = strings.NewReplacer("“", "‘", "”", "’", "\"", "'")

// The quotation marks that may open and close a stretch of words.
const openMarks, closeMarks = "“\"«„", "”\"»“"

// unquoted takes off marks around the whole of s, where no other mark stands within.
func unquoted(s string) string {
	_, first := utf8.DecodeRuneInString(s)
	_, last := utf8.DecodeLastRuneInString(s)
	if len(s) <= first+last || !strings.Contains(openMarks, s[:first]) || !strings.Contains(closeMarks, s[len(s)-last:]) {
		return s
	}
	inner := s[first : len(s)-last]
	if strings.ContainsAny(inner, openMarks+closeMarks) {
		return s
	}
	return inner
}
