package reader

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/reader/draft"
)

// closeQuotes takes into the words of each claim the mark right behind them that closes a quotation
// begun within: «the truce "remains intact"» and not «the truce "remains intact».
func closeQuotes(d *draft.Draft) {
	text, title := claim.NewText(d.Report.Text), claim.NewText(d.Report.Title)
	for i := range d.Claims {
		c := &d.Claims[i]
		in := text
		if c.In == "title" {
			in = title
		}
		words, _ := in.Cut(c.Span)
		if next, ok := in.Cut(claim.Span{Start: c.Span.End, End: c.Span.End + 1}); ok && closes(next, words) {
			c.Span.End++
		}
	}
}

// closes tells whether a mark closes a quotation that words begin and leave open.
func closes(mark, words string) bool {
	switch mark {
	case `"`:
		return strings.Count(words, `"`)%2 == 1
	case "”":
		return strings.LastIndex(words, "“") > strings.LastIndex(words, "”")
	case "’":
		return strings.Contains(words, "‘") && !closedBehind(words, strings.LastIndex(words, "‘")+len("‘"), '’')
	case "'":
		at := opening(words)
		return at >= 0 && !closedBehind(words, at+1, '\'')
	}
	return false
}

// opening is where words last have an apostrophe that begins a word; -1 where none does.
func opening(words string) int {
	last := -1
	for i, r := range words {
		if r != '\'' {
			continue
		}
		before, size := utf8.DecodeLastRuneInString(words[:i])
		after, _ := utf8.DecodeRuneInString(words[i+1:])
		if (size == 0 || unicode.IsSpace(before)) && unicode.IsLetter(after) {
			last = i
		}
	}
	return last
}

// closedBehind tells whether the mark stands behind place from at the end of a word.
func closedBehind(words string, from int, mark rune) bool {
	for i, r := range words[from:] {
		after, _ := utf8.DecodeRuneInString(words[from+i+utf8.RuneLen(r):])
		if r == mark && !unicode.IsLetter(after) {
			return true
		}
	}
	return false
}
