package account

import (
	"encoding/csv"
	"io"
	"slices"
	"strings"
)

// WriteCSV writes tables as one: the table's title first, then every column
// that any of them has, then where the line comes from. The error is out's.
func WriteCSV(out io.Writer, tables []Table) error {
	var columns []string
	for _, t := range tables {
		for _, name := range t.Columns {
			if !slices.Contains(columns, name) {
				columns = append(columns, name)
			}
		}
	}
	w := csv.NewWriter(out)
	_ = w.Write(slices.Concat([]string{"table"}, columns, []string{"reports", "claims", "words"})) // Flush reports errors
	for _, t := range tables {
		for _, l := range t.Lines {
			_ = w.Write(csvLine(t, l, columns))
		}
	}
	w.Flush()
	return w.Error()
}

func csvLine(t Table, l Line, columns []string) []string {
	record := []string{t.Title}
	for _, name := range columns {
		cell := ""
		if i := slices.Index(t.Columns, name); i >= 0 && i < len(l.cells) {
			cell = l.cells[i]
		}
		record = append(record, inert(cell))
	}
	var reports, claims, words []string
	for _, c := range l.cites.list {
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
