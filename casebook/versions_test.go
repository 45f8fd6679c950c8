package casebook_test

import (
	"strings"
	"testing"

	"github.com/parley-desk/parley/casebook"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
)

// Views show the version that the ledger lets count: of one day the one that was fetched last, and one that says when it was published before one that does not.
func TestViewsShowTheVersionThatCounts(t *testing.T) {
	t.Parallel()
	f := newFollowing(t)
	stock, err := casebook.Take(t.Context(), f.l, "case", "")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ published, fetched, title, want string }{
		{"2031-03-04", "2031-03-05T12:00:00Z", "noon", "noon"},
		{"2031-03-04", "2031-03-05T08:00:00Z", "morning", "noon"},
		{"2031-03-04", "", "not known when", "noon"},
		{"", "2031-03-20", "undated", "noon"},
		{"2031-03-04", "2031-03-05T20:00:00Z", "evening", "evening"},
		{"2031-03-04", "2031-03-05T07:00:00Z", "evening", "noon"}, // it is known of now that it was there before
	} {
		f.keep(claim.Report{ID: c.title, URL: "https://invented.example/silent", Outlet: "Ours", Published: c.published, Fetched: c.fetched, Title: c.title, Text: "What is told " + c.title + "."})
		if stock, err = stock.Again(t.Context(), f.l); err != nil {
			t.Fatal(err)
		}
		for e, err := range f.l.Entries(t.Context(), ledger.Query{Case: "case", Parts: ledger.WithReport}) {
			if err != nil {
				t.Fatal(err)
			}
			if r, err := e.Report(); err != nil || r.Title != c.want {
				t.Errorf("after %s: the ledger lets %q count, not %q: %v", c.title, r.Title, c.want, err)
			}
		}
		anew, err := casebook.Of(t.Context(), f.l, stock.Case, "")
		if err != nil {
			t.Fatal(err)
		}
		for how, s := range map[string]*casebook.Stock{"followed": stock, "anew": anew} {
			if all := s.Book("", "").Reports(); len(all) != 1 || !strings.HasPrefix(all[0].Title, c.want) {
				t.Errorf("after %s: %s: a view shows %q, not %q", c.title, how, all[0].Title, c.want)
			}
		}
	}
}
