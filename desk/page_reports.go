package desk

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
)

// reportsPage lists the reports of the case.
type reportsPage struct {
	Outlets, Months, Kinds, Sides, Layers choice
	Words                                 string
	Found                                 bool // words were searched for
	Cut                                   bool // more has them than is shown
	Latest                                int  // of how many, the latest, these are the best; 0: of all
	Lines                                 []reportLine
	Pager                                 pager
	Unread                                []ledger.UnreadEntry
	UnreadRest                            int
	Hidden                                []hiddenField // of the search form: the filters that stay
}

// hiddenField is a filter that a form carries along.
type hiddenField struct{ Name, Value string }

// reportLine is a report as it is listed.
type reportLine struct {
	*account.Contribution
	Kinds   []kindCount
	Copies  int // other reports of its origin
	Private bool
	Snippet []snippetPart
}

// Shown is the outlet as lists have it.
func (l reportLine) Shown() string { return outletName(l.Contribution) }

// snippetPart is a stretch of what was found, marked where it has the words.
type snippetPart struct {
	Text string
	Hit  bool
}

// Limits of the list of reports: a page of it, hits of a search, refusals shown.
const (
	reportsOfPage = 40
	mostHits      = 120
	mostUnread    = 30
)

func showReports(v *visit) (any, error) {
	p := &reportsPage{Words: strings.TrimSpace(v.req.FormValue("q"))}
	lines, err := p.listed(v)
	if err != nil {
		return nil, err
	}
	lines = p.filter(v, lines)
	p.Lines, p.Pager = paged(v, lines, reportsOfPage)
	for _, name := range []string{"outlet", "month", "kind", "side", "layer", "asof", "rule"} {
		if value := v.req.FormValue(name); value != "" {
			p.Hidden = append(p.Hidden, hiddenField{name, value})
		}
	}
	return p, p.unread(v)
}

// filter makes the facets.
func (p *reportsPage) filter(v *visit, lines []reportLine) []reportLine {
	p.Outlets, lines = choose(v, "outlet", "Outlet", lines, func(l reportLine) []string { return []string{outletName(l.Contribution)} }, bare)
	p.Months, lines = choose(v, "month", "Month", lines, func(l reportLine) []string { return []string{l.Available[:min(7, len(l.Available))]} }, monthName)
	p.Kinds, lines = choose(v, "kind", "With claims of", lines, func(l reportLine) []string {
		var all []string
		for _, k := range l.Kinds {
			all = append(all, string(k.Kind))
		}
		return all
	}, itself)
	p.Sides, lines = choose(v, "side", "Tells of", lines, func(l reportLine) []string { return v.sidesIn(l.Contribution) }, func(id string) string { return v.Side(id).Short })
	p.Layers, lines = choose(v, "layer", "Layer", lines, func(l reportLine) []string {
		if l.Private {
			return []string{"private"}
		}
		return []string{"open"}
	}, itself)
	return lines
}

// mostOutletName bounds an outlet's name, in letters.
const mostOutletName = 80

// outletName is the outlet of a report as lists have it.
func outletName(c *account.Contribution) string {
	return cmp.Or(cut(mostOutletName, c.Outlet), "unknown outlet")
}

// firstCites leads to a report by its first claim; ok is false where it has none.
func firstCites(c *account.Contribution) (cites account.Cites, ok bool) {
	if len(c.Rows) == 0 {
		return cites, false
	}
	return account.Item{Row: &c.Rows[0], Of: c}.Cites(), true
}

// ReportHref is where the report stands, at its first claim.
func (v *visit) ReportHref(c *account.Contribution) string {
	if cites, ok := firstCites(c); ok {
		return v.Words(cites.List()[0])
	}
	return v.ReportLink(c.Report)
}

func monthName(month string) string {
	t, err := time.Parse("2006-01", month)
	if err != nil {
		return month
	}
	return t.Format("January 2006")
}

// sidesIn are the parties that a report names.
func (v *visit) sidesIn(c *account.Contribution) []string {
	var all []string
	for _, party := range v.Case.Parties {
		if slices.ContainsFunc(c.Actors, func(a claim.Actor) bool {
			return a.ID == party.ID || a.SideOf == party.ID || slices.Contains(party.Also, a.ID) || slices.Contains(party.Also, a.SideOf)
		}) {
			all = append(all, party.ID)
		}
	}
	return all
}

// listed are the reports, the newest first; where words are searched for, those that have
// them, the best first.
func (p *reportsPage) listed(v *visit) ([]reportLine, error) {
	lines := slices.Clone(v.reportLines())
	if p.Words == "" {
		return lines, nil
	}
	p.Found = true
	search := ledger.Search{Words: p.Words, Case: v.Case.ID, Limit: mostHits}
	if v.AsOf != "" {
		search.AsOf, _ = ledger.Moment(v.AsOf)
	}
	found, err := v.desk.Ledger.Search(v.req.Context(), search)
	if err != nil {
		return nil, err
	}
	hits := found.Hits
	p.Cut, p.Latest = len(hits) == mostHits, found.Latest
	by := map[string]*ledger.Hit{}
	rank := map[string]int{}
	for i := range hits {
		by[hits[i].Identity], rank[hits[i].Identity] = &hits[i], i
	}
	lines = slices.DeleteFunc(lines, func(l reportLine) bool { return by[l.Report] == nil }) // what the edition hides is not found
	for i := range lines {
		lines[i].Snippet = snippetParts(by[lines[i].Report].Snippet)
	}
	slices.SortStableFunc(lines, func(a, b reportLine) int { return cmp.Compare(rank[a.Report], rank[b.Report]) })
	return lines, nil
}

// reportLines lists the reports of the edition, once.
func (v *visit) reportLines() []reportLine {
	return once(v.edition, "report lines", func() []reportLine {
		copies := map[string]int{}
		for _, o := range v.open().Origins() {
			for _, c := range o.Reports {
				copies[c.Report] = len(o.Reports) - 1
			}
		}
		var lines []reportLine
		for _, c := range v.Reports() {
			line := reportLine{Contribution: c, Copies: copies[c.Report], Private: v.stock.Private.Holds(c.Report, c.Source)}
			for _, k := range claim.Kinds {
				if n := rowsOf(c, k); n > 0 {
					line.Kinds = append(line.Kinds, kindCount{k, n})
				}
			}
			lines = append(lines, line)
		}
		slices.SortStableFunc(lines, func(a, b reportLine) int {
			return cmp.Or(cmp.Compare(b.Available, a.Available), cmp.Compare(a.Report, b.Report))
		})
		return lines
	})
}

func rowsOf(c *account.Contribution, k claim.Kind) (n int) {
	for i := range c.Rows {
		if c.Rows[i].Kind == k {
			n++
		}
	}
	return n
}

// snippetParts cuts what was found at its marks.
func snippetParts(s ledger.Snippet) []snippetPart {
	text := claim.NewText(s.Text)
	var parts []snippetPart
	at := 0
	cutTo := func(to int, hit bool) {
		if words, ok := text.Cut(claim.Span{Start: at, End: to}); ok && words != "" {
			parts = append(parts, snippetPart{words, hit})
			at = to
		}
	}
	for _, m := range s.Marks {
		cutTo(m[0], false)
		cutTo(m[1], true)
	}
	cutTo(text.Len(), false)
	return parts
}

// unread lists what came and could not be read, where nothing narrows the list.
func (p *reportsPage) unread(v *visit) error {
	all, err := v.unreadEntries(v.req.Context(), p.Words)
	if err != nil {
		return err
	}
	p.Unread, p.UnreadRest = all[:min(len(all), mostUnread)], max(0, len(all)-mostUnread)
	return nil
}

// whole tells whether the edition has the private layer.
func (v *visit) whole() bool { return v.desk.seesPrivate(v.req, v.page) }

// tablesOfReports lists the reports as a table, with what the filters leave.
func tablesOfReports(v *visit) ([]account.Table, error) {
	p := &reportsPage{Words: strings.TrimSpace(v.req.FormValue("q"))}
	lines, err := p.listed(v)
	if err != nil {
		return nil, err
	}
	table := account.Table{Title: "Reports", Columns: []string{"available", "outlet", "title", "address", "claims", "copies"}}
	for _, l := range p.filter(v, lines) {
		cite := account.Cite{Report: l.Report, Version: l.Number, Outlet: l.Outlet, Day: l.Available[:min(10, len(l.Available))], In: "title", Words: l.Title}
		table.Lines = append(table.Lines, account.NewLine(account.Cited(cite), l.Available, l.Outlet, l.Title, l.URL, strconv.Itoa(len(l.Rows)), strconv.Itoa(l.Copies)))
	}
	return []account.Table{table}, nil
}
