package desk

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/parley-desk/parley/account"
)

// serveCSV answers with the tables of a page, as one.
func serveCSV(p *page) handle {
	return func(d *Desk, w http.ResponseWriter, r *http.Request) error {
		v, err := d.newVisit(r, p)
		if err != nil {
			return err
		}
		tables, err := p.tables(v)
		if err != nil {
			return err
		}
		w.Header().Set("Content-Type", "text/csv; charset=utf-8")
		w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", fileName(v.Case.ID, p.name(), v.Until())+".csv"))
		_ = account.WriteCSV(w, v.named(v.open().Masked(tables))) // a reader who has gone needs no table
		return nil
	}
}

// named puts the names of actors and countries for their ids: where a cell is a list of
// them, and within a text of the program's own where they cannot be words. The id that a table
// has beside a name stays.
func (v *visit) named(tables []account.Table) []account.Table {
	ids := once(v.edition, "ids of actors", v.actorIDs)
	out := make([]account.Table, len(tables))
	for i, t := range tables {
		out[i] = t
		out[i].Lines = make([]account.Line, len(t.Lines))
		for n, line := range t.Lines {
			cells := slices.Clone(line.Cells())
			for c, cell := range cells {
				if c >= len(t.Columns) || t.Columns[c] != "id" {
					cells[c] = v.namedCell(ids, cell)
				}
			}
			out[i].Lines[n] = account.NewLine(line.Cites(), cells...)
		}
	}
	return out
}

func (v *visit) namedCell(ids *regexp.Regexp, cell string) string {
	parts := strings.Split(cell, ", ")
	if !slices.ContainsFunc(parts, func(p string) bool { return ids.FindString(p) != p || p == "" }) {
		for i, p := range parts {
			parts[i] = v.Side(p).Short
		}
		return strings.Join(parts, ", ")
	}
	return outsideQuotes(cell, func(own string) string {
		return ids.ReplaceAllStringFunc(own, func(id string) string {
			if strings.ContainsAny(id, ".:") {
				return v.Side(id).Short
			}
			return id
		})
	})
}

// fileName joins what a file is of by hyphens, letters and digits alone.
func fileName(parts ...string) string {
	clean := func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' {
			return r
		}
		return -1
	}
	return strings.Map(clean, strings.Join(parts, "-"))
}
