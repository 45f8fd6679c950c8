package main

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"
	"charm.land/lipgloss/v2/table"

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
	headers := append(slices.Clone(one.Columns), "from")
	headers, rows = dropEmpty(headers, rows)
	t := table.New().Border(lipgloss.NormalBorder()).BorderTop(false).BorderBottom(false).BorderLeft(false).BorderRight(false).BorderColumn(false).
		Headers(headers...).Rows(rows...).Wrap(true).StyleFunc(func(row, column int) lipgloss.Style {
		s := lipgloss.NewStyle().PaddingRight(2)
		if color && row == table.HeaderRow {
			s = s.Faint(true)
		}
		return s
	})
	drawn := t.String()
	if lipgloss.Width(drawn) > width {
		drawn = t.Width(width).String()
	}
	var lines []string
	for line := range strings.SplitSeq(drawn, "\n") {
		lines = append(lines, strings.TrimRight(line, " "))
	}
	return strings.Join(lines, "\n")
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
	if lipgloss.Width(line) <= width {
		return line
	}
	runes := []rune(line)
	for len(runes) > 0 && lipgloss.Width(string(runes)) > width-2 {
		runes = runes[:len(runes)-1]
	}
	return string(runes) + "…”"
}

// printCSV prints tables as one: the table's title first, then every column
// that any of them has, then where the line comes from.
func printCSV(c console, tables []account.Table) error {
	var columns []string
	for _, t := range tables {
		for _, name := range t.Columns {
			if !slices.Contains(columns, name) {
				columns = append(columns, name)
			}
		}
	}
	w := csv.NewWriter(c.out)
	_ = w.Write(append(append([]string{"table"}, columns...), "reports", "claims", "words")) // Flush reports errors
	for _, t := range tables {
		for _, l := range t.Lines {
			_ = w.Write(csvLine(t, l, columns))
		}
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return outputFault("", err)
	}
	return nil
}

func csvLine(t account.Table, l account.Line, columns []string) []string {
	record := []string{t.Title}
	cells := l.Cells()
	for _, name := range columns {
		cell := ""
		if i := slices.Index(t.Columns, name); i >= 0 && i < len(cells) {
			cell = cells[i]
		}
		record = append(record, inert(cell))
	}
	var reports, claims, words []string
	for _, c := range l.Cites().List() {
		reports, claims, words = append(reports, c.Report), append(claims, c.Claim), append(words, c.Words)
	}
	return append(record, inert(strings.Join(reports, " | ")), inert(strings.Join(claims, " | ")), inert(strings.Join(words, " | ")))
}

// inert keeps a spreadsheet from taking a text of a report for a formula (OWASP, CSV injection).
func inert(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}
