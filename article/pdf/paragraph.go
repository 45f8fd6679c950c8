package pdf

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// column is a run of lines below each other, and how far apart they are.
type column struct{ pitch float64 }

// placed is a line with the page and the column that it stands in, and the edges
// of the lines that stand close to it.
type placed struct {
	line
	page        int
	column      *column
	left, right float64
}

// columned gathers a page's lines to columns: a line that stands higher than the one before,
// or beside it, begins another.
func columned(page int, all []line) []placed {
	out := make([]placed, len(all))
	for at := 0; at < len(all); {
		end := at + 1
		for end < len(all) && all[end].y < all[end-1].y+sameLine*all[end].size && all[end].x < all[at].x+.5*max(all[at].end-all[at].x, 200) {
			end++
		}
		c := columnOf(all[at:end])
		for i := at; i < end; i++ {
			out[i] = placed{line: all[i], page: page, column: c}
		}
		edged(out[at:end])
		at = end
	}
	return out
}

func columnOf(all []line) *column {
	c := &column{}
	var steps []float64
	for i, l := range all {
		if i > 0 && all[i-1].y-l.y > .5*l.size && math.Abs(all[i-1].size-l.size) < .1*l.size {
			steps = append(steps, all[i-1].y-l.y)
		}
	}
	slices.Sort(steps)
	c.pitch = 1.3 * all[0].size
	if len(steps) > 0 {
		c.pitch = min(steps[len(steps)/3], 2*all[0].size) // lines within paragraphs are nearer than paragraphs
	}
	return c
}

// edged gives each line of a column the edges of its block: of the lines of its
// size with no wider gap between them than between the lines of a paragraph.
func edged(all []placed) {
	for at := 0; at < len(all); {
		end := at + 1
		left, right := all[at].x, all[at].end
		for end < len(all) && !apart(all[end-1], all[end]) && math.Abs(all[end].size-all[at].size) < .12*all[at].size {
			left, right = min(left, all[end].x), max(right, all[end].end)
			end++
		}
		for i := at; i < end; i++ {
			all[i].left, all[i].right = left, right
		}
		at = end
	}
}

// blockGap is the distance of two lines, in that of most, from which on they are of different paragraphs.
const blockGap = 1.28

// apart tells lines with a wider gap between them than between the lines of a paragraph, or of a heading.
func apart(a, b placed) bool { return a.y-b.y > blockGap*max(a.column.pitch, 1.2*a.size) }

// join is how a line goes on with the one before.
type join int

const (
	another join = iota // another paragraph
	row                 // the next row of a table
	goesOn
)

// joined decides how b goes on with a.
func joined(a, b placed) join {
	tabled := a.cells > 1 && b.cells > 1
	switch {
	case tabled && a.column == b.column && a.y-b.y < 4*a.size:
		return row
	case a.cells > 2 || b.cells > 2 || startsItem(b.text):
		return another
	case math.Abs(a.size-b.size) > .12*a.size, a.isBold() != b.isBold() && !(startsLower(b.text) && !ends(a.text)):
		return another
	case a.column != b.column:
		return across(a, b)
	}
	width := a.right - a.left
	switch {
	case apart(a, b):
		return another
	case b.x > a.left+.7*b.size && a.x <= a.left+.7*b.size && ends(a.text):
		return another // an indent
	case a.end < a.right-.12*width && ends(a.text):
		return another
	case a.end < a.right-.35*width && !startsLower(b.text) && !hyphenated(a.text):
		return another // a heading, or a line of a list
	}
	return goesOn
}

// across decides for the last line of a column, or page, and the first of the next.
func across(a, b placed) join {
	full := a.end > a.right-.15*(a.right-a.left)
	if hyphenated(a.text) || !ends(a.text) && (startsLower(b.text) || full && !a.isBold() && a.letters > 20) {
		return goesOn
	}
	return another
}

func (l *line) isBold() bool { return 2*l.bold > l.letters }

// ends tells a line that ends a sentence.
func ends(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text, `”’"')]» 0123456789`))
	return strings.ContainsRune(".!?:;", last)
}

func startsLower(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLower(first)
}

// startsItem tells the first line of a list's item.
func startsItem(text string) bool {
	first, rest, found := strings.Cut(text, " ")
	if !found || rest == "" {
		return false
	}
	if strings.ContainsAny(first, "•▪●◦‣■") || first == "-" || first == "–" || first == "o" {
		return true
	}
	number := strings.TrimRight(strings.TrimLeft(first, "("), ".)")
	return number != first && len(number) <= 3 && number != "" && (strings.Trim(number, "0123456789") == "" || len(number) == 1 && unicode.IsLower(rune(number[0])))
}

// hyphenated tells a line that parts a word at its end.
func hyphenated(text string) bool {
	before, found := strings.CutSuffix(text, "-")
	if !found {
		before, found = strings.CutSuffix(text, "\u00ad")
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	return found && unicode.IsLetter(last)
}
