package desk

import (
	"fmt"
	"net/http"
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
		_ = account.WriteCSV(w, v.open().Masked(tables)) // a reader who has gone needs no table
		return nil
	}
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
