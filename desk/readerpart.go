package desk

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/parley-desk/parley/claim"
)

// Limits of the part of a report that a page shows: code points of its text and of its
// headline, and claims that begin in it.
const (
	mostLetters      = 20_000
	mostTitleLetters = 600
	mostClaims       = 150
)

// partOf is a stretch of a report's text that a page shows.
type partOf struct {
	claim.Span
	Number, Of int // from 1
	Prev, Next string
}

// cutInParts cuts a text so that no part has more letters or claims than a page bears: at
// the end of a paragraph, where there is one. Starts are those of its claims, in order.
func cutInParts(text string, starts []int) []claim.Span {
	length := utf8.RuneCountInString(text)
	if length <= mostLetters && len(starts) <= mostClaims {
		return []claim.Span{{Start: 0, End: length}}
	}
	ends := endsOfLines(text)
	var parts []claim.Span
	for at := 0; at < length; {
		end := min(at+mostLetters, length)
		first, _ := slices.BinarySearch(starts, at)
		if first+mostClaims < len(starts) && starts[first+mostClaims] < end {
			end = max(starts[first+mostClaims], at+1)
		}
		if i, _ := slices.BinarySearch(ends, end+1); end < length && i > 0 && ends[i-1] > at {
			end = ends[i-1]
		}
		parts = append(parts, claim.Span{Start: at, End: end})
		at = end
	}
	return parts
}

// endsOfLines are the code points behind each line end of a text.
func endsOfLines(text string) []int {
	var all []int
	at := 0
	for line := range strings.SplitAfterSeq(text, "\n") {
		at += utf8.RuneCountInString(line)
		all = append(all, at)
	}
	return all
}

// settlePart settles which part of the text is shown: the one that the chosen claim or the words
// asked for begin in, else the one of the address.
func (p *readerPage) settlePart(v *visit) {
	var starts []int
	for _, c := range p.Claims {
		if c.In != "title" {
			starts = append(starts, c.Span.Start)
		}
	}
	parts := cutInParts(p.Report.Text, starts)
	n, _ := strconv.Atoi(v.req.FormValue("part")) // what is no number is the first part
	n = min(max(n, 1), max(len(parts), 1))
	at := -1
	if asked, ok := v.askedSpan(""); ok {
		at = asked.Start
	}
	if p.Asked && p.Chosen.In != "title" {
		at = p.Chosen.Span.Start
	}
	if i := slices.IndexFunc(parts, func(s claim.Span) bool { return s.Start <= at && at < s.End }); i >= 0 {
		n = i + 1
	}
	p.Part = partOf{Number: n, Of: len(parts)}
	if len(parts) > 0 {
		p.Part.Span = parts[n-1]
	}
	if n > 1 {
		p.Part.Prev = p.partLink(v, n-1)
	}
	if n < len(parts) {
		p.Part.Next = p.partLink(v, n+1)
	}
}

func (p *readerPage) partLink(v *visit, n int) string {
	return v.link("r/"+p.Key, url.Values{"v": {strconv.Itoa(p.Number)}, "part": {strconv.Itoa(n)}})
}

// Listed are the claims of the part, with the chosen one.
func (p *readerPage) Listed() []*readClaim {
	var all []*readClaim
	for _, c := range p.Claims {
		if p.holds(c) || c == p.Chosen {
			all = append(all, c)
		}
	}
	return all[:min(len(all), 2*mostClaims)]
}

// holds tells whether a claim begins in the part; those of the headline are of the first.
func (p *readerPage) holds(c *readClaim) bool {
	if c.In == "title" {
		return p.Part.Number == 1
	}
	return c.Span.Start >= p.Part.Start && c.Span.Start < p.Part.End
}

// excerpt gives a stretch of a text with the marks that lie in it, counted from its
// beginning; a mark that does not lie there has no length.
func excerpt(text string, part claim.Span, marks []claim.Span) (string, []claim.Span) {
	words, ok := claim.NewText(text).Cut(part)
	if !ok {
		return "", make([]claim.Span, len(marks))
	}
	moved := make([]claim.Span, len(marks))
	for i, m := range marks {
		start, end := max(m.Start, part.Start), min(m.End, part.End)
		if start < end {
			moved[i] = claim.Span{Start: start - part.Start, End: end - part.Start}
		}
	}
	return words, moved
}

// Limits of what a comparison of two versions shows: letters of a paragraph, and of all.
const (
	mostOfParagraph = 3000
	mostCompareSize = 50_000
)

// bounded leaves of a long comparison what changed, as far as a page bears it; left is how many
// changed paragraphs it does not show.
func bounded(all []changedParagraph) (shown []changedParagraph, left int) {
	size := 0
	for _, c := range all {
		size += len(c.Text)
	}
	long, room := size > mostCompareSize, mostCompareSize
	for _, c := range all {
		switch c.Text = cut(mostOfParagraph, c.Text); {
		case long && c.How == "same":
			if n := len(shown); n == 0 || shown[n-1].How != "kept" {
				shown = append(shown, changedParagraph{"…", "kept"})
			}
		case len(c.Text) > room:
			left++
		default:
			room -= len(c.Text)
			shown = append(shown, c)
		}
	}
	return shown, left
}
