package desk

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge"
	"github.com/parley-desk/parley/ledger"
)

// sourcesPage is who tells, how independent they are, and how following them goes.
type sourcesPage struct {
	Outlets  []*outletLine
	Pager    pager
	Owners   choice
	Followed []followedLine
	Unread   string // counted by why
}

// outletLine is an outlet through the reports of the case.
type outletLine struct {
	Name        string
	Full        string            // as reports have it
	Known       *knowledge.Outlet // nil: the tables have none of that name
	Reports     int
	Own         int // of which it tells first or alone
	Claims      int
	First, Last string
	Grade       string
	Rejected    int // claims of it that analysts rejected
	Looked      int // claims of it that analysts decided on
	Cites       account.Cites
	cited       bool
}

// Gradable tells whether the outlet has a name that a grade can be given to.
func (o *outletLine) Gradable() bool { return o.Full != "" && len(o.Full) <= 4*mostOutletName }

// Fact tells whether a claim of the outlet can be shown.
func (o *outletLine) Fact() bool { return o.cited }

// Owner is who answers for the outlet.
func (o *outletLine) Owner() string {
	if o.Known == nil {
		return "unknown"
	}
	return o.Known.Owner
}

// followedLine is a source that is followed.
type followedLine struct {
	ledger.Followed
	State  claim.SourceState
	Health string // well, failing, paused, waiting
}

const outletsOfPage = 60

func showSources(v *visit) (any, error) {
	p := &sourcesPage{}
	lines := v.outlets()
	p.Owners, lines = choose(v, "owner", "Owned by", lines, func(o *outletLine) []string { return []string{o.Owner()} }, itself)
	p.Outlets, p.Pager = paged(v, lines, outletsOfPage)
	if err := p.followed(v); err != nil {
		return nil, err
	}
	var err error
	p.Unread, err = v.Unread()
	return p, err
}

// outlets gathers who tells, once an edition; who tells most first.
func (v *visit) outlets() []*outletLine {
	return once(v.edition, "outlets", func() []*outletLine {
		all, of := map[string]*outletLine{}, map[string]*outletLine{}
		later := v.copies()
		for _, c := range v.Reports() {
			name := outletName(c)
			o := all[name]
			if o == nil {
				o = &outletLine{Name: name, Full: c.Outlet, Known: v.desk.outlet(name)}
				all[name] = o
			}
			of[c.Report] = o
			o.take(c, later[c.Report])
		}
		v.weigh(all, of)
		return slices.SortedFunc(maps.Values(all), func(a, b *outletLine) int {
			return cmp.Or(cmp.Compare(b.Reports, a.Reports), cmp.Compare(a.Name, b.Name))
		})
	})
}

// take counts a report of the outlet.
func (o *outletLine) take(c *account.Contribution, copied bool) {
	if cites, ok := firstCites(c); ok && !o.cited {
		o.Cites, o.cited = cites, true
	}
	o.Reports++
	o.Claims += len(c.Rows)
	if !copied {
		o.Own++
	}
	day := c.Available[:min(10, len(c.Available))]
	if o.First == "" || day < o.First {
		o.First = day
	}
	o.Last = max(o.Last, day)
}

// copies are the reports of stories that another report told before.
func (v *visit) copies() map[string]bool {
	later := map[string]bool{}
	for _, o := range v.open().Origins() {
		for i, c := range o.Reports {
			if i > 0 {
				later[c.Report] = true
			}
		}
	}
	return later
}

// weigh adds what analysts decided on outlets and their claims.
func (v *visit) weigh(all, of map[string]*outletLine) {
	for _, d := range claim.Inforce(v.stock.Decisions) {
		if o := all[cut(mostOutletName, d.Outlet)]; d.Kind == claim.DecideGrade && o != nil {
			o.Grade = d.Grade
		}
		if len(d.Of) != 1 || of[d.Of[0].Report] == nil {
			continue
		}
		switch o := of[d.Of[0].Report]; d.Kind {
		case claim.DecideReject:
			o.Rejected, o.Looked = o.Rejected+1, o.Looked+1
		case claim.DecideAccept, claim.DecideCorrect:
			o.Looked++
		}
	}
}

// outlet finds what the tables know of an outlet.
func (d *Desk) outlet(name string) *knowledge.Outlet {
	if base := d.tables(); base != nil {
		if o, ok := base.Outlet(name); ok {
			return &o
		}
	}
	return nil
}

// tables are those of knowledge, nil where there are none or they cannot be read.
func (d *Desk) tables() *knowledge.Base {
	if d.Known == nil {
		return nil
	}
	base, err := d.Known()
	if err != nil {
		return nil
	}
	return base
}

// followed lists the sources of the case and how following them goes.
func (p *sourcesPage) followed(v *visit) error {
	all, err := v.desk.Ledger.Followed(v.req.Context())
	if err != nil {
		return err
	}
	states, err := v.desk.Ledger.States(v.req.Context())
	if err != nil {
		return err
	}
	for _, f := range all {
		if f.Case != "" && f.Case != v.Case.ID || f.Private && !v.whole() {
			continue
		}
		p.Followed = append(p.Followed, followedLine{f, states[f.ID], health(f.Paused, states[f.ID])})
	}
	return nil
}

func health(paused bool, s claim.SourceState) string {
	switch {
	case paused:
		return "paused"
	case s.Failures > 0:
		return "failing"
	case s.Looked == "":
		return "waiting"
	}
	return "well"
}

// Ago writes how long ago a time of RFC 3339 was.
func (v *visit) Ago(at string) string {
	t, err := time.Parse(time.RFC3339, at)
	if err != nil {
		return at
	}
	d := v.Now.Sub(t)
	switch {
	case d < 0:
		return "in " + around(-d)
	case d < time.Minute:
		return "just now"
	}
	return around(d) + " ago"
}

func around(d time.Duration) string {
	switch {
	case d < 2*time.Minute:
		return "a minute"
	case d < 2*time.Hour:
		return strconv.Itoa(int(d.Minutes())) + " minutes"
	case d < 48*time.Hour:
		return strconv.Itoa(int(d.Hours())) + " hours"
	}
	return strconv.Itoa(int(d.Hours()/24)) + " days"
}

// Grades are the letters and digits of an Admiralty grade, each as it is chosen.
func (s *sheet) Grades() []string {
	var all []string
	for _, letter := range "ABCDEF" {
		for _, digit := range "123456" {
			all = append(all, string(letter)+string(digit))
		}
	}
	return all
}

// tablesOfSources lists who tells.
func tablesOfSources(v *visit) ([]account.Table, error) {
	table := account.Table{Title: "Outlets", Columns: []string{"outlet", "owner", "side", "country", "reports", "told first or alone", "claims", "first", "last", "grade", "decided on", "rejected"}}
	for _, o := range v.outlets() {
		if !o.cited {
			continue // a table has no line without words
		}
		known := cmp.Or(o.Known, &knowledge.Outlet{})
		table.Lines = append(table.Lines, account.NewLine(o.Cites, o.Name, o.Owner(), v.sideName(known.SideOf), v.CountryName(known.Country), strconv.Itoa(o.Reports), strconv.Itoa(o.Own), strconv.Itoa(o.Claims), o.First, o.Last, o.Grade, strconv.Itoa(o.Looked), strconv.Itoa(o.Rejected)))
	}
	return []account.Table{table}, nil
}
