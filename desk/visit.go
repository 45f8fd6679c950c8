package desk

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/article"
	"github.com/parley-desk/parley/claim"
)

// visit is one request for a page of a case.
type visit struct {
	desk *Desk
	req  *http.Request
	page *page

	*edition                // the case as of the day that is asked for, with its views
	Rule     claim.TollRule // the one asked for, else the case's own
	Now      time.Time

	tight int // by so many halvings the page is set shorter: see fitting

	LastVisit time.Time // end of the reader's last visit of the case; zero where there was none
}

// newVisit settles which case is meant, as of when and by which rule.
func (d *Desk) newVisit(r *http.Request, p *page) (*visit, error) {
	asOf, err := moment(r, "asof")
	if err != nil {
		return nil, err
	}
	rule := claim.TollRule(r.FormValue("rule"))
	if rule != "" && !slices.Contains(claim.TollRules, rule) {
		return nil, badRequest("The rules are "+listed(claim.TollRules)+".", "There is no rule %q.", rule)
	}
	e, err := d.shelf.edition(r.Context(), r.PathValue("case"), asOf, d.seesPrivate(r, p))
	if err != nil {
		return nil, err
	}
	return &visit{desk: d, req: r, page: p, edition: e, Rule: cmp.Or(rule, e.Case.Rules.Toll, claim.TollRange), Now: d.now()}, nil
}

// key tells what a page tells from all else that pages tell: its address, and
// what of the reader it hangs on.
func (v *visit) key() string {
	key := v.page.slug + "?" + v.req.URL.RawQuery
	if v.NamesShown() {
		key += "\nnames"
	}
	if did := v.req.FormValue("did"); did != "" {
		key += "\n" + v.desk.told.get(v, did).State
	}
	if v.page.also != nil {
		key += "\n" + v.page.also(v)
	}
	return key
}

// moment reads a day or time of the query, as the ledger writes availability; "" where none is asked for.
func moment(r *http.Request, name string) (string, error) {
	said := r.FormValue(name)
	if said == "" {
		return "", nil
	}
	iso, ok := article.Moment(said)
	if !ok || len(iso) < len(time.DateOnly) {
		return "", badRequest("Write a day as 2025-11-01, or a time as 2025-11-01T12:00:00Z.", "%q is no day.", said)
	}
	if t, err := time.Parse(time.RFC3339, iso); err == nil {
		iso = t.UTC().Format(time.RFC3339)
	}
	return iso, nil
}

// Book is the case under the rule that is asked for.
func (v *visit) Book() *account.Book { return v.edition.under(v.Rule) }

// Link is the address of a page of this case, as of the same day and by the same rule.
func (v *visit) Link(slug string) string { return v.link(slug, nil) }

// link is Link with more in its query.
func (v *visit) link(slug string, more url.Values) string {
	q := url.Values{}
	for _, name := range []string{"asof", "rule"} {
		if said := v.req.FormValue(name); said != "" {
			q.Set(name, said)
		}
	}
	for name, values := range more {
		q[name] = values
	}
	address := "/c/" + url.PathEscape(v.Case.ID) + "/" + slug
	if len(q) > 0 {
		address += "?" + q.Encode()
	}
	return address
}

// CSV is the address of the page's tables, "" where it has none.
func (v *visit) CSV() string {
	if v.page.tables == nil {
		return ""
	}
	q := v.req.URL.Query()
	q.Del("page")
	address := "/c/" + url.PathEscape(v.Case.ID) + "/" + v.page.name() + ".csv"
	if len(q) > 0 {
		address += "?" + q.Encode()
	}
	return address
}
