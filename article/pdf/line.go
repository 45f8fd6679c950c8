package pdf

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// line is one line of a page, in the order in which the file shows it.
type line struct {
	text       string
	cells      int // more than one where wide gaps part it
	gaps       []gap
	x, end, y  float64
	size       float64
	bold       int // letters that are
	letters    int
	furnitured bool
}

// gap is white space within a line that is wider than a word's.
type gap struct {
	at       int // in the line's text
	from, to float64
	cell     bool // it parts cells
}

// Distances in the size of the letters.
const (
	wordGap  = .17 // wider gaps part words
	cellGap  = 1.5 // and these the cells of a table
	sureGap  = 4   // and these surely
	someGap  = .45 // and these, if the rows above or below have a cell's end there
	sameLine = .3  // of baselines: still one line
	raised   = .65 // of a small letter's baseline: a mark at the line
	small    = .82 // of marks, to the line
)

// Bounds on what no line needs more of.
const (
	mostOfLine = 4000 // bytes
	mostGaps   = 60
)

// lines joins a page's pieces to lines.
func lines(pieces []piece) []line {
	var out []line
	for _, p := range pieces {
		p.text = cleaned(p.text)
		if p.text == "" {
			continue
		}
		if n := len(out); n == 0 || !out[n-1].takes(p) {
			if strings.TrimSpace(p.text) != "" {
				out = append(out, begun(p))
			}
		}
	}
	settle(out)
	return out
}

// aligned are spaces that stand for a gap.
var aligned = regexp.MustCompile(` {3,}`)

// settle sets the marks between cells when all lines are there. Where a line
// has several cells, a narrower gap parts cells too if it stands over or under one that does; a gap
// that no line around has at its place is white space of a justified line.
func settle(all []line) {
	for i := range all {
		if all[i].justified() {
			all[i].gaps = nil
		}
	}
	for i := range all {
		if all[i].parts() {
			for _, other := range all[max(i-2, 0):min(i+3, len(all))] {
				all[i].align(&other)
			}
			for g := range all[i].gaps {
				all[i].gaps[g].cell = all[i].gaps[g].cell && (all[i].gaps[g].to-all[i].gaps[g].from > sureGap*all[i].size || held(all, i, all[i].gaps[g]))
			}
		}
	}
	for i := range all {
		all[i].mark()
	}
}

// mark writes the marks between cells.
func (l *line) mark() {
	for g := len(l.gaps) - 1; g >= 0; g-- {
		if at := l.gaps[g].at; l.gaps[g].cell {
			l.text = l.text[:at] + cellMark + strings.TrimLeft(l.text[at:], " ")
		}
	}
	l.text = aligned.ReplaceAllString(strings.TrimSpace(l.text), cellMark)
	l.cells = strings.Count(l.text, cellMark) + 1
}

// held tells whether a line near by has a gap at the place of one.
func held(all []line, at int, g gap) bool {
	for i := max(at-2, 0); i < min(at+3, len(all)); i++ {
		if i != at && slices.ContainsFunc(all[i].gaps, func(o gap) bool { return o.from < g.to && g.from < o.to }) {
			return true
		}
	}
	return false
}

// justified tells a line of words that are all as far apart.
func (l *line) justified() bool {
	if len(l.gaps) == 0 || len(l.gaps) != len(strings.Fields(l.text))-1 || strings.ContainsAny(l.text, "0123456789") {
		return false
	}
	least, most := math.Inf(1), 0.0
	for _, g := range l.gaps {
		least, most = min(least, g.to-g.from), max(most, g.to-g.from)
	}
	return most < 1.2*least && (len(l.gaps) > 1 || most < sureGap*l.size)
}

// parts tells a line with a gap between cells.
func (l *line) parts() bool {
	return slices.ContainsFunc(l.gaps, func(g gap) bool { return g.cell })
}

func (l *line) align(other *line) {
	if other.y == l.y || math.Abs(other.y-l.y) > 5*l.size {
		return
	}
	for i, g := range l.gaps {
		l.gaps[i].cell = g.cell || slices.ContainsFunc(other.gaps, func(o gap) bool { return o.cell && o.from < g.to && g.from < o.to })
	}
}

func begun(p piece) line {
	l := line{text: p.text, cells: 1, x: p.x, end: p.end, y: p.y, size: p.size, furnitured: p.furnitured}
	l.count(p)
	return l
}

func (l *line) count(p piece) {
	n := len(strings.TrimSpace(p.text))
	l.letters += n
	if p.bold {
		l.bold += n
	}
}

// takes adds a piece to the line if it goes on with it.
func (l *line) takes(p piece) bool {
	size := max(l.size, p.size)
	away, gap := p.y-l.y, p.x-l.end
	if gap < -size || p.furnitured != l.furnitured || len(l.text) > mostOfLine {
		return false
	}
	switch {
	case math.Abs(away) <= sameLine*size && p.size > small*l.size:
	case p.size <= small*l.size && away > 0 && away <= raised*l.size || p.size <= small*l.size && math.Abs(away) <= sameLine*l.size:
		if isMark(p.text) && away > .1*l.size && !strings.HasSuffix(l.text, "m") { // but "km²"
			l.end = max(l.end, p.end)
			return true
		}
	case l.size <= small*p.size && away < 0 && -away <= raised*p.size && gap < p.size: // the line began with a mark
		l.y, l.size = p.y, p.size
		if isMark(l.text) {
			l.text += " "
		}
	default:
		return false
	}
	l.join(p, gap, size)
	return true
}

// join adds a piece behind a gap.
func (l *line) join(p piece, space, size float64) {
	if strings.TrimSpace(p.text) == "" { // its width is part of the gap
		if !strings.HasSuffix(l.text, " ") {
			l.text += " "
		}
		return
	}
	if space > someGap*size && len(l.gaps) < mostGaps {
		l.text = strings.TrimRight(l.text, " ")
		l.gaps = append(l.gaps, gap{len(l.text), l.end, p.x, space > cellGap*size})
		p.text = " " + strings.TrimLeft(p.text, " ")
	}
	switch {
	case space > wordGap*size && !strings.HasSuffix(l.text, " ") && !strings.HasPrefix(p.text, " "):
		l.text += " " + p.text
	default:
		l.text += p.text
	}
	l.end = max(l.end, p.end)
	l.count(p)
}

// cellMark parts the cells of a table's row.
const cellMark = " | "

// isMark tells the number or sign of a footnote.
func isMark(text string) bool {
	return strings.Trim(strings.TrimSpace(text), "0123456789*†‡§,¹²³") == "" && len(text) <= 8
}

// replaced are letters that stand for others: ligatures, spaces, hyphens.
var replaced = strings.NewReplacer("ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "ﬅ", "st", "ﬆ", "st",
	"\u00a0", " ", "\u2007", " ", "\u202f", " ", "\t", " ", "\n", " ", "\r", " ", "\u2010", "-", "\u2011", "-", "\uf0b7", "•", "\uf0a7", "•", "\u200b", "", "\ufeff", "")

// cleaned is the text of a piece without what is no letter.
func cleaned(text string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsControl(c) {
			return -1
		}
		return c
	}, replaced.Replace(strings.ToValidUTF8(text, unknown)))
}

// Where so many lines of a page have a wide gap at the same place, with long text on both
// sides, two columns were shown line by line.
const (
	columnRows = 5
	columnText = 22 // letters
)

// ordered is the lines in the order in which they are read. Nearly all files show them so;
// of the others, lines are sorted down the page and columns parted.
func ordered(all []line) []line {
	ups := 0
	for i := 1; i < len(all); i++ {
		if all[i].y > all[i-1].y+all[i].size {
			ups++
		}
	}
	if ups > 12 && ups*4 > len(all) {
		slices.SortStableFunc(all, func(a, b line) int {
			if math.Abs(a.y-b.y) > sameLine*max(a.size, b.size) {
				return int(math.Copysign(1, b.y-a.y))
			}
			return int(math.Copysign(1, a.x-b.x))
		})
	}
	return parted(all)
}

// parted takes columns apart that were shown line by line.
func parted(all []line) []line {
	var out, right []line
	for at := 0; at < len(all); {
		end := at
		for end < len(all) && all[end].inColumns() && all[end].gaps[0].from < all[at].gaps[0].to && all[at].gaps[0].from < all[end].gaps[0].to {
			end++
		}
		if end-at < columnRows {
			out = append(out, all[at:max(end, at+1)]...)
			at = max(end, at+1)
			continue
		}
		right = right[:0]
		for _, l := range all[at:end] {
			first, rest, _ := strings.Cut(l.text, cellMark)
			other := l
			l.text, l.end, l.cells = first, l.gaps[0].from, 1
			other.text, other.x, other.cells = rest, l.gaps[0].to, 1
			out, right = append(out, l), append(right, other)
		}
		out, at = append(out, right...), end
	}
	return out
}

// inColumns tells a line of two long cells, its only gap.
func (l *line) inColumns() bool {
	first, rest, found := strings.Cut(l.text, cellMark)
	return found && l.cells == 2 && len(l.gaps) == 1 && len(first) >= columnText && len(rest) >= columnText
}
