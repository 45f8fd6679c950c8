package audit

import (
	"strings"

	"github.com/parley-desk/parley/claim"
)

// Text is a report's text and title, ready to be cut by code points.
type Text struct {
	text, title []rune
}

// NewText prepares the text of a report.
func NewText(r *claim.Report) *Text { return &Text{[]rune(r.Text), []rune(r.Title)} }

// in is the one of the two that a claim's spans point into.
func (t *Text) in(in string) []rune {
	if in != "" {
		return t.title
	}
	return t.text
}

// Quote is the words of spans, an ellipsis between those that are apart.
func (t *Text) Quote(in string, spans ...claim.Span) string {
	var all []string
	for i, s := range spans {
		if i > 0 && s.Start > spans[i-1].End+1 {
			all = append(all, "…")
		}
		all = append(all, t.cut(in, s))
	}
	return strings.Join(all, " ")
}

// cut is the words of a span, as far as it lies within the text.
func (t *Text) cut(in string, s claim.Span) string {
	text := t.in(in)
	start := min(max(s.Start, 0), len(text))
	return string(text[start:min(max(s.End, start), len(text))])
}

// Find gives the place of words nearest to a span; white space and case may differ.
func (t *Text) Find(in, words string, near claim.Span) (claim.Span, bool) {
	text, want := t.in(in), strings.Fields(strings.ToLower(words))
	best, found := claim.Span{}, false
	if len(want) == 0 {
		return best, false
	}
	for i := range text {
		if end := matches(text[i:], want); end > 0 {
			at := claim.Span{Start: i, End: i + end}
			if !found || apart(at, near) < apart(best, near) {
				best, found = at, true
			}
		}
	}
	return best, found
}

// matches gives the length of the words at the beginning of a text, 0 where they do not stand there.
func matches(text []rune, words []string) int {
	at := 0
	for i, w := range words {
		start := at
		for i > 0 && at < len(text) && (text[at] == ' ' || text[at] == '\n' || text[at] == '\t' || text[at] == '\u00a0') {
			at++
		}
		if i > 0 && at == start {
			return 0
		}
		for _, r := range w {
			if at == len(text) || !strings.EqualFold(string(text[at]), string(r)) {
				return 0
			}
			at++
		}
	}
	return at
}

// apart is how far two spans lie apart.
func apart(a, b claim.Span) int { return max(0, a.Start-b.End, b.Start-a.End) }
