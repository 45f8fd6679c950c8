package main

import (
	"fmt"
	"io"
	"slices"
	"sort"
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/sheet"
)

// Width of tables where the terminal does not tell.
const plainWidth = 100

// layOut sets tables for a terminal, each with the numbers of its citations and
// below it what these lead to.
func layOut(tables []account.Table, t sheet.Terminal, cite string) string {
	width := t.Width
	if width == 0 {
		width = plainWidth
	}
	var b strings.Builder
	notes := &footnotes{at: map[account.Cite]int{}}
	for _, one := range tables {
		if len(one.Lines) == 0 && one.Note == "" {
			continue
		}
		b.WriteString(heading(one, t))
		from := len(notes.list)
		if len(one.Lines) > 0 {
			b.WriteString(grid(one, notes, width, t.Color) + "\n")
		}
		if cite != "none" {
			notes.write(&b, from, width, cite == "full")
		}
		b.WriteString("\n")
	}
	if b.Len() == 0 {
		return "Nothing of it is known by the record.\n"
	}
	return b.String()
}

func heading(one account.Table, t sheet.Terminal) string {
	title := one.Title
	if t.Color {
		title = lipgloss.NewStyle().Bold(true).Render(title)
	}
	if one.Note != "" {
		return title + "\n" + one.Note + "\n"
	}
	return title + "\n"
}

// grid draws a table that fits the width; empty columns are left out.
func grid(one account.Table, notes *footnotes, width int, color bool) string {
	var rows [][]string
	for _, l := range one.Lines {
		rows = append(rows, append(l.Cells(), notes.numbers(l.Cites())))
	}
	headers, rows := dropEmpty(append(slices.Clone(one.Columns), "from"), rows)
	widths := fitted(headers, rows, width-gap*(len(headers)-1))
	faint := lipgloss.NewStyle()
	if color {
		faint = faint.Faint(true)
	}
	lines := []string{faint.Render(setRow(headers, widths)), strings.Repeat("─", min(width, sum(widths)+gap*(len(widths)-1)))}
	for _, r := range rows {
		lines = append(lines, setRow(r, widths))
	}
	return strings.Join(lines, "\n")
}

// gap is how many columns lie between two cells.
const gap = 2

// fitted gives each column its width: what it needs, where all fits; else the
// widest give way first, none below what its longest word needs, if that is short.
func fitted(headers []string, rows [][]string, width int) []int {
	widths, least := make([]int, len(headers)), make([]int, len(headers))
	for i := range headers {
		for n := range len(rows) + 1 {
			r := headers
			if n > 0 {
				r = rows[n-1]
			}
			widths[i] = max(widths[i], textWidth(r[i]))
			if least[i] == leastColumn {
				continue
			}
			for word := range strings.FieldsSeq(r[i]) {
				least[i] = max(least[i], min(textWidth(word), leastColumn))
			}
		}
	}
	for sum(widths) > width {
		widest := -1
		for i := range widths {
			if widths[i] > least[i] && (widest < 0 || widths[i] > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			break // a terminal too narrow for its longest words: lines run over
		}
		widths[widest]--
	}
	return widths
}

// leastColumn is a width that no column goes below for a long word's sake: the
// word is broken instead.
const leastColumn = 12

func sum(all []int) int {
	n := 0
	for _, one := range all {
		n += one
	}
	return n
}

// setRow sets the cells of a row beside one another, each wrapped in its column.
func setRow(cells []string, widths []int) string {
	if row, ok := setLine(cells, widths); ok {
		return row
	}
	blocks := make([]string, 0, 2*len(cells))
	for i, cell := range cells {
		blocks = append(blocks, lipgloss.NewStyle().Width(widths[i]).Render(cell))
		if i < len(cells)-1 {
			blocks = append(blocks, strings.Repeat(" ", gap))
		}
	}
	var lines []string
	for line := range strings.SplitSeq(lipgloss.JoinHorizontal(lipgloss.Top, blocks...), "\n") {
		lines = append(lines, strings.TrimRight(line, " "))
	}
	return strings.Join(lines, "\n")
}

// setLine sets cells that need no wrapping, as most do.
func setLine(cells []string, widths []int) (row string, ok bool) {
	var b strings.Builder
	for i, cell := range cells {
		room := widths[i] - plainWidthOf(cell)
		if room < 0 || room > widths[i] || strings.HasSuffix(cell, " ") {
			return "", false
		}
		b.WriteString(cell)
		if i < len(cells)-1 {
			b.WriteString(strings.Repeat(" ", room+gap))
		}
	}
	return strings.TrimRight(b.String(), " "), true
}

// textWidth is how many columns a text takes.
func textWidth(s string) int {
	if n := plainWidthOf(s); n >= 0 {
		return n
	}
	return lipgloss.Width(s)
}

// plainWidthOf is the width of a text of letters and signs of which each takes
// one column; -1 where there are others.
func plainWidthOf(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case ' ' <= r && r <= '~', 'À' <= r && r <= 'ſ', '‘' <= r && r <= '”', r == '–', r == '—', r == '…':
		default:
			return -1
		}
		n++
	}
	return n
}

// dropEmpty leaves out columns in which nothing stands.
func dropEmpty(headers []string, rows [][]string) ([]string, [][]string) {
	var keep []int
	for i := range headers {
		if slices.ContainsFunc(rows, func(r []string) bool { return i < len(r) && r[i] != "" }) {
			keep = append(keep, i)
		}
	}
	pick := func(cells []string) []string {
		var out []string
		for _, i := range keep {
			out = append(out, cells[i])
		}
		return out
	}
	fewer := make([][]string, len(rows))
	for i := range rows {
		fewer[i] = pick(rows[i])
	}
	return pick(headers), fewer
}

// footnotes number the citations of a page, each once.
type footnotes struct {
	list []account.Cite
	at   map[account.Cite]int
}

// mostNumbers is how many citations a line shows; the others are in --json.
const mostNumbers = 6

func (f *footnotes) numbers(cites account.Cites) string {
	var all []string
	for i, c := range cites.List() {
		if i == mostNumbers {
			all = append(all, fmt.Sprintf("+%d", len(cites.List())-i))
			break
		}
		n, ok := f.at[c]
		if !ok {
			f.list = append(f.list, c)
			n = len(f.list)
			f.at[c] = n
		}
		all = append(all, strconv.Itoa(n))
	}
	return "[" + strings.Join(all, " ") + "]"
}

// write lists the citations that came since, each on a line, or in full.
func (f *footnotes) write(b *strings.Builder, from, width int, full bool) {
	for i, c := range f.list[from:] {
		line := fmt.Sprintf("[%d] %s, %s: “%s”", from+i+1, c.Outlet, c.Day, c.Words)
		if full {
			line += fmt.Sprintf(" (%s#%s, characters %d to %d)", c.Report, c.Claim, c.Span.Start, c.Span.End)
			b.WriteString(lipgloss.NewStyle().Width(width).Render(line) + "\n")
			continue
		}
		b.WriteString(shortened(line, width) + "\n")
	}
}

// shortened cuts a line to a width.
func shortened(line string, width int) string {
	if textWidth(line) <= width {
		return line
	}
	runes := []rune(line)
	longer := sort.Search(len(runes), func(n int) bool { return textWidth(string(runes[:n+1])) > width-2 })
	return string(runes[:longer]) + "…”"
}

// printCSV prints tables as one.
func printCSV(out io.Writer, tables []account.Table) error {
	if err := account.WriteCSV(out, tables); err != nil {
		return outputFault("", err)
	}
	return nil
}
