package desk

import (
	"net/http"
	"slices"

	"github.com/parley-desk/parley/account"
)

// page is one page of a case, at /c/{case}/{slug}. Its template is
// templates/{slug}.html and defines "content"; what show gives is .Data there.
type page struct {
	slug, title string
	group       string                   // of the navigation; one of groups, or "" for a page that others lead to
	asks        string                   // the question that the page answers, in one line
	rule        bool                     // a toll's rule changes what it shows
	live        bool                     // shows more than the book: never taken from the cache
	also        func(v *visit) string    // what it hangs on besides its address; nil: nothing
	kept        func(v *visit) *rendered // where it is kept once it was set; nil: with the edition
	script      []string                 // bundles of assets/dist that it is enriched by, where they were built
	show        func(v *visit) (any, error)
	tables      func(v *visit) ([]account.Table, error) // for {slug}.csv; nil: there is none
}

// groups order the navigation.
var groups = []string{"The case", "Harm", "Talks and truce", "Weighing", "Sources"}

// pages are all pages of a case, in the order of the navigation.
func pages() []page {
	return slices.Concat(framePages()[:1], islandPages(), framePages()[1:], reviewPages()) // timeline and incidents stand first in their groups
}

// routes are all addresses of the desk.
func routes() []route { return slices.Concat(frameRoutes(), islandRoutes(), reviewRoutes()) }

func frameRoutes() []route {
	all := []route{
		{"GET /{$}", (*Desk).serveCases},
		{"GET /assets/{file...}", (*Desk).serveAsset},
		{"GET /docs/{file}", (*Desk).serveDoc},
		{"POST /theme", (*Desk).setTheme},
		{"/", func(_ *Desk, _ http.ResponseWriter, r *http.Request) error {
			return notFound("There is no page at %q.", r.URL.Path)
		}},
	}
	all = append(all, briefRoutes()...)
	for _, p := range pages() {
		address := "GET /c/{case}/" + p.slug
		if p.slug == "" {
			address += "{$}"
		}
		all = append(all, route{address, servePage(&p)})
		if p.tables != nil {
			all = append(all, route{"GET /c/{case}/" + p.name() + ".csv", serveCSV(&p)})
		}
	}
	return all
}

// name is the page's name in file names: the overview has no slug.
func (p *page) name() string {
	if p.slug == "" {
		return "overview"
	}
	return p.slug
}
