package draw

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"sort"
	"strings"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
)

// Timeline is what happened and was said in a case, by lanes.
type Timeline struct {
	AsOf  string  `json:"as_of,omitempty"`
	Shown Between `json:"shown"` // the days that the picture begins with
	Lanes []Lane  `json:"lanes"`

	Axis   Axis    `json:"-"`
	Height float64 `json:"-"`
}

// Lane is a strip of the timeline.
type Lane struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Side  int    `json:"side,omitempty"` // the party whose words they are
	Marks []Mark `json:"marks"`

	Drawn  []Mark  `json:"-"` // those of the picture, cut to its days
	Top    float64 `json:"-"`
	Height float64 `json:"-"`
}

// Between is the stretch of days that a reader looks at; an empty end is open.
type Between struct {
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
}

func (w Between) holds(m *Mark) bool {
	return (w.From == "" || m.To >= w.From) && (w.To == "" || m.From <= w.To)
}

func (w Between) among(marks []Mark) iter.Seq[Mark] {
	return func(yield func(Mark) bool) {
		for _, m := range marks {
			if w.holds(&m) && !yield(m) {
				return
			}
		}
	}
}

// TimelineOf gathers what a case has over time.
func TimelineOf(b *account.Book, to Links) *Timeline {
	t := &Timeline{AsOf: b.AsOf, Shown: Between{From: b.Case.Window.From, To: b.Case.Window.To}}
	t.add(Lane{ID: "talks", Title: "Talks", Marks: talks(b.Talks(), to)})
	t.add(Lane{ID: "truce", Title: "Truce", Marks: truce(b.Truce(), to)})
	t.add(Lane{ID: "incidents", Title: "Incidents", Marks: incidents(b.Incidents(), to)})
	for n, p := range b.Case.Parties {
		t.add(Lane{ID: fmt.Sprintf("side-%d", n+1), Title: "Statements of " + plainName(p.Name), Side: n + 1, Marks: statements(b.Positions(), p.ID, n+1, to)})
	}
	t.add(Lane{ID: "toll", Title: "Toll", Marks: tolls(b.Toll(), to)})
	for i := range t.Lanes {
		t.Lanes[i].order()
	}
	t.mask(b)
	return t
}

// Rest is what a stretch of days has besides the marks that are shown.
type Rest struct {
	Earlier int    // marks that begin on days before those shown
	Until   string // the last of those days
	Day     string // the day of which a part is shown, alone; "" where every day is whole
	Of      int    // how many marks that day has
}

// laid is a mark with the number of its lane.
type laid struct {
	lane int
	Mark
}

// Within lays out the marks between two days: the latest whole days where there are more than
// most. Of a last day that alone has more it shows a part: the first where part is 0.
func (t *Timeline) Within(between Between, most, part int) (shown *Timeline, rest Rest) {
	shown = &Timeline{AsOf: t.AsOf, Shown: between, Lanes: slices.Clone(t.Lanes)}
	if between == (Between{}) {
		shown.Shown = t.Shown
	}
	var all []laid
	for i := range shown.Lanes {
		for m := range between.among(t.Lanes[i].Marks) {
			all = append(all, laid{i, m})
		}
		shown.Lanes[i].Marks = nil
	}
	slices.SortStableFunc(all, func(x, y laid) int { return cmp.Compare(x.From, y.From) })
	all, rest = fitting(all, most, part)
	for _, m := range all {
		shown.Lanes[m.lane].Marks = append(shown.Lanes[m.lane].Marks, m.Mark)
	}
	shown.layOut()
	return shown, rest
}

// fitting gives the marks of the latest whole days, of those in order; of a last day that has more than most, a part.
func fitting(all []laid, most, part int) (shown []laid, rest Rest) {
	if len(all) <= most {
		return all, rest
	}
	begins := func(day string) int { return sort.Search(len(all), func(i int) bool { return all[i].From >= day }) }
	at := len(all) - most
	if day := all[at].From; begins(day) < at {
		at = begins(day + "\x00") // a day is shown whole or not at all, unless it is the last
	}
	shown = all[at:]
	if len(shown) == 0 {
		rest.Day = all[len(all)-1].From
		at = begins(rest.Day)
		rest.Of = len(all) - at
		part = max(0, min(part, (rest.Of-1)/most))
		shown = all[at+part*most : min(at+(part+1)*most, len(all))]
	}
	if rest.Earlier = at; at > 0 {
		rest.Until = all[at-1].From
	}
	return shown, rest
}

// ByDay orders marks by time.
func ByDay(x, y *Mark) int { return cmp.Or(cmp.Compare(x.From, y.From), cmp.Compare(x.To, y.To)) }

// plainName is a party's name without what a case file adds in brackets.
func plainName(name string) string {
	bare, _, _ := strings.Cut(name, " (")
	return bare
}

func (t *Timeline) add(l Lane) { t.Lanes = append(t.Lanes, l) }

// order puts the marks of a lane in order of time; those without a day are none.
func (l *Lane) order() {
	l.Marks = slices.DeleteFunc(l.Marks, func(m Mark) bool { return m.From == "" })
	slices.SortStableFunc(l.Marks, func(x, y Mark) int { return ByDay(&x, &y) })
}

func talks(t *account.Talks, to Links) []Mark {
	var all []Mark
	for _, r := range t.Rounds {
		m := Mark{Label: roundName(r), Text: roundName(r), Href: first(to, r.Cites), Cites: r.Cites}
		if len(r.Outcomes) > 0 {
			m.Text += ": " + r.Outcomes[0].What
		}
		if m.at(r.From, r.To) {
			all = append(all, m)
		}
	}
	for _, s := range slices.Concat(t.Unplaced, t.Next) {
		m := Mark{Label: cmp.Or(s.Venue, "meeting"), Text: s.Words, By: s.By, Href: first(to, s.Cites), Cites: s.Cites}
		if m.at(s.Start, s.End) {
			all = append(all, m)
		}
	}
	return all
}

func roundName(r account.RoundOf) string {
	name := "Talks"
	if r.Number > 0 {
		name = fmt.Sprintf("Round %d", r.Number)
	}
	if r.Venue != "" {
		name += ", " + r.Venue
	}
	return name
}

// truce marks the steps of the truce. One that nobody dates lies between the
// last dated step and the day on which it was told; but a state that goes on is
// said of the day of telling.
func truce(t *account.Truce, to Links) []Mark {
	var all []Mark
	last := ""
	for _, e := range t.Edges {
		state := strings.ReplaceAll(string(e.State), "_", " ")
		m := Mark{Label: state, Text: state, Href: first(to, e.Cites), Cites: e.Cites}
		switch {
		case len(e.Says) > 0:
			m.tells(e.Says[0])
		case len(e.Denies) > 0:
			m.Label, m.Text = "not "+state, "not "+state
			m.tells(e.Denies[0])
		}
		dated := e.Day != "" && m.at(e.Day, "")
		if dated {
			last = max(last, m.To)
		} else if m.at(e.Told, "") && last != "" && last < m.From && e.State != claim.TruceInEffect {
			m.From, m.Unsure = last, true
		}
		if m.From != "" {
			all = append(all, m)
		}
	}
	return all
}

// tells adds who tells of a step of the truce, and how.
func (m *Mark) tells(s account.Said) {
	m.By = strings.Join(s.By, ", ")
	if s.What != "" {
		m.Text += ": " + s.What
	}
}

func incidents(list []*account.Incident, to Links) []Mark {
	var all []Mark
	for _, in := range list {
		m := Mark{Label: cmp.Or(in.Place.Name, "place not said"), Text: strings.TrimPrefix(in.Title(), in.Start+", "), Href: to.Incident(in.ID), Cites: in.Cites}
		if m.at(in.Start, in.End) {
			m.Unsure = m.Unsure || m.From != m.To
			all = append(all, m)
		}
	}
	return all
}

// statements marks what a party said: what one speaker said on one day is one mark.
func statements(p *account.Positions, side string, n int, to Links) []Mark {
	var all []Mark
	at, seen := map[string]int{}, map[string]bool{}
	var words [][]string
	var cites [][]account.Cites
	for _, u := range said(p, side) {
		if seen[u.Day+u.Words] {
			continue // on two issues at once
		}
		seen[u.Day+u.Words] = true
		i, ok := at[u.Day+"\x00"+u.Speaker]
		if !ok {
			m := Mark{Side: n, By: u.Speaker, Href: first(to, u.Cites), Cites: u.Cites}
			if !m.at(u.Day, "") {
				continue
			}
			i = len(all)
			at[u.Day+"\x00"+u.Speaker] = i
			all, words, cites = append(all, m), append(words, nil), append(cites, nil)
		}
		words[i], cites[i] = append(words[i], u.Words), append(cites[i], u.Cites)
	}
	for i := range all {
		all[i].Text, all[i].Cites = strings.Join(words[i], " · "), all[i].Cites.With(cites[i][1:]...)
	}
	return all
}

// said is what a party said, by issue.
func said(p *account.Positions, side string) []account.Utterance {
	var all []account.Utterance
	for _, issue := range p.Issues {
		for _, party := range issue.Sides {
			if party.Side == side {
				all = append(all, party.Words...)
			}
		}
	}
	return all
}

// counted are the harms of the toll's lane.
var counted = []claim.Measure{claim.Killed, claim.Injured, claim.Casualties}

// tolls marks the counts of the dead that the rule chose, and of other harm where nobody is counted dead.
func tolls(t *account.Toll, to Links) []Mark {
	var all []Mark
	for _, g := range t.Groups {
		var best *account.TollCell
		for i, c := range g.Cells {
			if c.Chosen != nil && slices.Contains(counted, c.Harm) && (best == nil || c.Harm == claim.Killed && (best.Harm != claim.Killed || c.Chosen.High > best.Chosen.High)) {
				best = &g.Cells[i]
			}
		}
		if best == nil {
			continue
		}
		count := best.Chosen.String() + " " + string(best.Harm)
		m := Mark{Label: count, Text: count + of(people(best.Of, to)) + whereOf(&g), Href: first(to, best.Chosen.Cites), Cites: best.Chosen.Cites}
		if m.at(g.Start, g.End) {
			all = append(all, m)
		}
	}
	return all
}

// of adds who they are, where that is said.
func of(people string) string {
	if people == "" {
		return ""
	}
	return ", " + people
}

// whereOf is where and at what the people of a group were harmed, without the days: a mark stands on them.
func whereOf(g *account.TollGroup) string {
	_, where, _ := strings.Cut(g.Subject, ", ")
	if g.Incident == "" || where == "" {
		return ""
	}
	return " (" + where + ")"
}

// Tables shows the timeline as one list by day, for reading and for CSV.
func (t *Timeline) Tables() []account.Table {
	type entry struct {
		lane string
		Mark
	}
	var all []entry
	for _, l := range t.Lanes {
		for _, m := range l.Marks {
			all = append(all, entry{l.Title, m})
		}
	}
	slices.SortStableFunc(all, func(x, y entry) int { return cmp.Compare(x.From, y.From) })
	table := account.Table{Title: "Timeline", Columns: []string{"day", "what", "told", "by"}}
	for _, e := range all {
		table.Lines = append(table.Lines, account.NewLine(e.Cites, e.When(), e.lane, e.Text, e.By))
	}
	return []account.Table{table}
}

// mask blocks out the names of private people who were harmed.
func (t *Timeline) mask(b *account.Book) {
	for i := range t.Lanes {
		maskMarks(b, t.Lanes[i].Marks)
	}
}

// maskMarks blocks out in marks what the account blocks out in tables.
func maskMarks(b *account.Book, marks []Mark) {
	table := account.Table{}
	for _, m := range marks {
		table.Lines = append(table.Lines, account.NewLine(m.Cites, m.Label, m.Text, m.By))
	}
	for i, line := range b.Masked([]account.Table{table})[0].Lines {
		cells := line.Cells()
		marks[i].Label, marks[i].Text, marks[i].By, marks[i].Cites = cells[0], cells[1], cells[2], line.Cites()
	}
}
