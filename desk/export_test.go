package desk

import (
	"net/http"
	"time"
)

// Slugs are those of all pages, for tests that walk them.
func Slugs() []string {
	var all []string
	for _, p := range pages() {
		all = append(all, p.slug)
	}
	return all
}

// ReportKey is a report's name in addresses.
func ReportKey(identity string) string { return reportKey(identity) }

// HasTables tells whether a page can be taken away as CSV.
func HasTables(slug string) bool {
	for _, p := range pages() {
		if p.slug == slug {
			return p.tables != nil
		}
	}
	return false
}

// Join joins who waits for a page that is being set, and gives the page once it is.
func (d *Desk) Join(r *http.Request) func() []byte {
	page := d.begin(r, time.Time{}, func(*http.Request) ([]byte, error) { panic("nobody is setting " + r.URL.Path) })
	return func() []byte {
		<-page.done
		return page.out
	}
}
