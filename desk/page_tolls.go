package desk

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
)

// tollPage is every count, grouped so that what is compared is the same.
type tollPage struct {
	Rule   claim.TollRule
	Means  string
	Harms  choice
	Order  choice
	Groups []tollGroup
	Pager  pager
	Proofs []account.Proof
}

// tollGroup is an incident or a stretch of time with its counts drawn to one scale.
type tollGroup struct {
	*account.TollGroup
	Title string
	Kind  string // incident, stretch of time, day without a place, time not said
	Cells []tollCell
	Drawn bool // counts are drawn beside one another
}

type tollCell struct {
	account.TollCell
	Rows []tollRow
}

type tollRow struct {
	account.TollEntry
	Strip *strip
	Side  *side
}

// strip is a count as a stretch of a line of 100 units.
type strip struct {
	From, To float64
	Open     bool
}

// groupsOfPage bounds the groups shown at once.
const groupsOfPage = 15

// ruleMeans says in a line what each rule does.
var ruleMeans = map[claim.TollRule]string{
	claim.TollRange:          "the lowest and the highest count that stand, nothing chosen between them",
	claim.TollLowestReliable: "the most reliable source decides; of equals, the lowest",
	claim.TollMajority:       "the count that most origins give",
	claim.TollLatest:         "the latest count",
	claim.TollHierarchy:      "the first source of the case's own order that counts",
	claim.TollTwoSources:     "a count that two independent origins give; provisional until then",
}

func showTolls(v *visit) (any, error) {
	t := v.Toll()
	p := &tollPage{Rule: v.Rule, Means: ruleMeans[v.Rule], Proofs: t.Proofs}
	all := make([]*account.TollGroup, len(t.Groups))
	for i := range t.Groups {
		all[i] = &t.Groups[i]
	}
	slices.SortStableFunc(all, func(a, b *account.TollGroup) int { return cmp.Compare(rankOf(a), rankOf(b)) })
	p.Harms, all = choose(v, "harm", "Harm", all, harmsOf, func(s string) string { return spaced(s) })
	p.Order = v.order()
	if v.req.FormValue("order") == "highest" {
		slices.SortStableFunc(all, func(a, b *account.TollGroup) int { return cmp.Compare(highest(b), highest(a)) })
	}
	var shown []*account.TollGroup
	shown, p.Pager = paged(v, all, groupsOfPage)
	harm := claim.Measure(v.req.FormValue("harm"))
	for _, g := range shown {
		p.Groups = append(p.Groups, v.group(g, harm))
	}
	return p, nil
}

// rankOf puts stretches of time first and what says neither day nor place last.
func rankOf(g *account.TollGroup) int {
	return slices.Index([]string{"stretch of time", "incident", "a day, place not said", "time not said"}, kindOfGroup(g))
}

// order is the switch between the order of days and that of counts.
func (v *visit) order() choice {
	highest := v.req.FormValue("order") == "highest"
	return choice{Label: "Order", Values: []choiceValue{{"by day", 0, v.with("order", ""), !highest}, {"highest first", 0, v.with("order", "highest"), highest}}}
}

func harmsOf(g *account.TollGroup) []string {
	var all []string
	for _, c := range g.Cells {
		if !slices.Contains(all, string(c.Harm)) {
			all = append(all, string(c.Harm))
		}
	}
	return all
}

// highest is the highest count of people killed in a group that a rule let stand.
func highest(g *account.TollGroup) float64 {
	most := 0.0
	for _, c := range g.Cells {
		if c.Chosen != nil && c.Harm == claim.Killed {
			most = max(most, c.Chosen.High)
		}
	}
	return most
}

// group lays out the counts of a group; only those of one harm where one is asked for.
func (v *visit) group(g *account.TollGroup, harm claim.Measure) tollGroup {
	out := tollGroup{TollGroup: g, Title: titleOf(g), Kind: kindOfGroup(g)}
	for _, c := range g.Cells {
		if harm == "" || c.Harm == harm {
			out.Cells = append(out.Cells, v.cell(c))
			out.Drawn = out.Drawn || len(c.Entries) > 1
		}
	}
	return out
}

func kindOfGroup(g *account.TollGroup) string {
	switch {
	case g.Incident != "":
		return "incident"
	case g.Start == "" && g.End == "":
		return "time not said"
	case g.Start == g.End:
		return "a day, place not said"
	}
	return "stretch of time"
}

// titleOf names a group for people: its subject begins with its days in ISO form.
func titleOf(g *account.TollGroup) string {
	when := days(g.Start, g.End)
	if when == "" {
		return capital(g.Subject)
	}
	if _, rest, ok := strings.Cut(g.Subject, ", "); ok {
		return when + ", " + rest
	}
	return when
}

func (v *visit) cell(c account.TollCell) tollCell {
	out, top := tollCell{TollCell: c}, 0.0
	for _, e := range c.Entries {
		low, high := bounds(e)
		top = max(top, low, high)
	}
	for _, e := range c.Entries {
		row := tollRow{TollEntry: e}
		if low, high := bounds(e); top > 0 && len(c.Entries) > 1 { // one count alone has nothing to be compared with
			row.Strip = stripOf(low, high, top, e.High == nil && e.Low != nil)
		}
		if e.Side != "" {
			look := v.Side(e.Side)
			row.Side = &look
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// bounds are a count's lowest and highest; one that has no upper bound ends at its lowest.
func bounds(e account.TollEntry) (low, high float64) {
	switch {
	case e.Low != nil && e.High != nil:
		return *e.Low, *e.High
	case e.Low != nil:
		return *e.Low, *e.Low
	case e.High != nil:
		return 0, *e.High
	case e.Value != nil:
		return *e.Value, *e.Value
	}
	return 0, 0
}

// stripOf places a count on a line of 100 units.
func stripOf(low, high, top float64, open bool) *strip {
	at := func(x float64) float64 { return math.Round(x/top*960) / 10 } // room for the open end
	return &strip{From: at(low), To: at(high), Open: open}
}

func tablesOfTolls(v *visit) ([]account.Table, error) { return v.Toll().Tables(), nil }
