package knowledge

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"time"
)

//go:embed data
var data embed.FS

// tables gives the rows of the data files, an overlay's rows laid over them.
type tables struct {
	overlay fs.FS // nil where there is none
	sided   []row // rows that name a side, checked once all ids are known
}

// row is one line of a table, with where it stands for messages.
type row struct {
	file  string
	line  int
	heads []string
	cells []string
}

// maxTable bounds a table's size in bytes: an overlay may be any file.
const maxTable = 32 << 20

// rows reads a table: tab-separated, one head line, "#" lines are comments. An
// overlay's rows replace those with the same first cell.
func (t *tables) rows(name string, columns ...string) ([]row, error) {
	text, err := data.ReadFile("data/" + name)
	if err != nil {
		return nil, fmt.Errorf("knowledge: %w", err)
	}
	base, err := parseTable("data/"+name, string(text), columns)
	if err != nil || t.overlay == nil {
		return base, err
	}
	own, err := t.overlaid(name, columns)
	if err != nil || len(own) == 0 {
		return base, err
	}
	replaced := map[string]bool{}
	for _, r := range own {
		replaced[r.cells[0]] = true
	}
	base = slices.DeleteFunc(base, func(r row) bool { return replaced[r.cells[0]] })
	return append(base, own...), nil
}

// overlaid reads the overlay's file of that name, none where it has none.
func (t *tables) overlaid(name string, columns []string) ([]row, error) {
	info, err := fs.Stat(t.overlay, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err == nil && info.Size() > maxTable {
		err = fmt.Errorf("%s is larger than %d bytes", name, maxTable)
	}
	if err != nil {
		return nil, fmt.Errorf("knowledge: %w", err)
	}
	text, err := fs.ReadFile(t.overlay, name)
	if err != nil {
		return nil, fmt.Errorf("knowledge: %w", err)
	}
	return parseTable(name, string(text), columns)
}

// parseTable splits a table's text into rows and checks its shape.
func parseTable(file, text string, columns []string) ([]row, error) {
	var rows []row
	var heads []string
	line := 0
	for l := range strings.Lines(text) {
		line++
		l = strings.TrimRight(l, "\r\n")
		if l == "" || l[0] == '#' {
			continue
		}
		r := row{file: file, line: line, heads: heads, cells: strings.Split(l, "\t")}
		if heads == nil {
			if heads = r.cells; !slices.Equal(heads, columns) {
				return nil, r.fail("the columns must be %s", strings.Join(columns, ", "))
			}
			continue
		}
		if len(r.cells) != len(heads) {
			return nil, r.fail("a row must have %d cells, this has %d", len(heads), len(r.cells))
		}
		if r.cells[0] == "" {
			return nil, r.fail("%s must not be empty", heads[0])
		}
		rows = append(rows, r)
	}
	return rows, nil
}

// get is the cell of a column.
func (r row) get(column string) string {
	return strings.TrimSpace(r.cells[slices.Index(r.heads, column)])
}

// list is the cell of a column as a list, split at semicolons.
func (r row) list(column string) []string {
	cell := r.get(column)
	if cell == "" {
		return nil
	}
	items := strings.Split(cell, ";")
	for i := range items {
		items[i] = strings.TrimSpace(items[i])
	}
	return items
}

// where is the row's file and line: "people.tsv:12".
func (r row) where() string { return strings.TrimPrefix(r.file, "data/") + ":" + strconv.Itoa(r.line) }

// fail says which rule a row breaks, and where.
func (r row) fail(rule string, args ...any) error {
	return fmt.Errorf("knowledge: %s:%d: %s", r.file, r.line, fmt.Sprintf(rule, args...))
}

// days gives the first and last day of the columns from and to: years, months
// or days; zero where open.
func (r row) days(from, to string) (first, last day, err error) {
	if first, _, err = parseDay(r.get(from)); err != nil {
		return 0, 0, r.fail("%s must be a year, month or day, is %q", from, r.get(from))
	}
	if _, last, err = parseDay(r.get(to)); err != nil {
		return 0, 0, r.fail("%s must be a year, month or day, is %q", to, r.get(to))
	}
	if first != 0 && last != 0 && last < first {
		return 0, 0, r.fail("%s must not be before %s", to, from)
	}
	return first, last, nil
}

// day is a day as YYYYMMDD; 0 is open.
type day int32

// dayOf is the day of a time, 0 for the zero time.
func dayOf(t time.Time) day {
	if t.IsZero() {
		return 0
	}
	y, m, d := t.Date()
	return day(y*10000 + int(m)*100 + d)
}

// parseDay gives the first and last day of "2025", "2025-11" or "2025-11-07".
func parseDay(s string) (first, last day, err error) {
	if s == "" {
		return 0, 0, nil
	}
	for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		t, err := time.Parse(layout, s)
		if err != nil {
			continue
		}
		end := t
		switch layout {
		case "2006-01":
			end = t.AddDate(0, 1, -1)
		case "2006":
			end = t.AddDate(1, 0, -1)
		}
		return dayOf(t), dayOf(end), nil
	}
	return 0, 0, fmt.Errorf("not a day: %q", s)
}
