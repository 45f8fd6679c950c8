package account

import (
	"cmp"
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// Toll is who counted how many harmed, grouped so that what is compared is the
// same: one incident or one stretch of time, one harm, one population.
type Toll struct {
	Rule   claim.TollRule `json:"rule"`
	AsOf   string         `json:"as_of,omitempty"`
	Groups []TollGroup    `json:"groups"`
	Proofs []Proof        `json:"proofs,omitempty"`
}

// TollGroup is an incident or a stretch of time.
type TollGroup struct {
	Subject  string     `json:"subject"`
	Incident string     `json:"incident,omitempty"`
	Start    string     `json:"start,omitempty"`
	End      string     `json:"end,omitempty"`
	Cells    []TollCell `json:"cells"`
}

// TollCell is one harm to one population, with every count of it.
type TollCell struct {
	Harm    claim.Measure `json:"harm"`
	Of      Population    `json:"of"`
	Chosen  *Choice       `json:"chosen,omitempty"` // absent where no count stands
	Entries []TollEntry   `json:"entries"`
}

// Population is whom a count counts, as far as it says.
type Population struct {
	Side   string         `json:"side,omitempty"` // actor of the case, else a country
	Status claim.StatusOf `json:"status,omitempty"`
	Sex    string         `json:"sex,omitempty"`
	Age    string         `json:"age,omitempty"`
}

// TollEntry is one origin's count.
type TollEntry struct {
	Value     *float64 `json:"value,omitempty"`
	Low       *float64 `json:"low,omitempty"`
	High      *float64 `json:"high,omitempty"`
	Wording   string   `json:"wording,omitempty"`
	Of        string   `json:"of,omitempty"` // whom, in the report's words
	Claimant  string   `json:"claimant"`
	Actor     string   `json:"actor,omitempty"`
	Side      string   `json:"claimant_side,omitempty"` // a party that counts
	Origin    string   `json:"origin"`
	Day       string   `json:"day"` // when it was first known
	Alleged   bool     `json:"alleged,omitempty"`
	Denied    bool     `json:"denied,omitempty"`   // says that there were none such
	Part      bool     `json:"part,omitempty"`     // of a larger count of the same report
	Replaced  string   `json:"replaced,omitempty"` // day on which its own origin gave another
	Reliable  int      `json:"reliability"`        // 1 best to 6, see the codebook
	Reporters int      `json:"reports"`
	Cites     Cites    `json:"cites"`
	items     []Item
}

// Toll gives the tolls of the case under the book's rule.
func (b *Book) Toll() *Toll { return once(b, viewKey{name: "toll", rule: b.Rule}, b.makeToll) }

func (b *Book) makeToll() *Toll {
	InParts(2, func(part int) { []func(){func() { b.counted() }, func() { b.proven() }}[part]() }) // once, beside each other
	t := &Toll{Rule: b.Rule, AsOf: b.AsOf, Groups: slices.Clone(b.counted())}
	onAllCores(len(t.Groups), func(n int) {
		g := &t.Groups[n]
		g.Cells = slices.Clone(g.Cells)
		for m := range g.Cells {
			if g.comparable() {
				g.Cells[m].Chosen = b.choice(g.Cells[m].Entries)
			}
		}
	})
	t.Proofs = b.proven()
	return t
}

// tollGroups sorts the counts of the case into groups and cells; what a rule chooses is not of them.
func (b *Book) tollGroups() []TollGroup {
	var groups []*tollGroup
	at := map[tollSubject]*tollGroup{}
	for _, c := range b.reports {
		for _, i := range remember(b, c, itsHarms, func() []harmCount { return b.harmsIn(c) }) {
			of := i.of
			if in := b.incidentOf(i.Item); in != nil {
				of = tollSubject{incident: in}
			}
			g := at[of]
			if g == nil {
				g = &tollGroup{tollSubject: of}
				at[of], groups = g, append(groups, g)
			}
			g.items = append(g.items, i.Item)
		}
	}
	all := make([]TollGroup, len(groups))
	b.origins() // once, before many ask
	m := b.memories.tollsUnder(b.grades)
	eachOnAllCores(len(groups), func(n int) { all[n] = b.sumUp(groups[n], m) })
	m.tidy(len(groups))
	slices.SortStableFunc(all, compareGroups)
	return all
}

// harmCount is a count of people harmed, and the stretch of time that it is of.
type harmCount struct {
	Item
	of tollSubject
}

// harmsIn are the counts of a report that are of the case's time and of what happened.
func (b *Book) harmsIn(c *Contribution) (all []harmCount) {
	for _, i := range b.grouped[c] {
		f, ok := i.Body.(*claim.Figure)
		if ok && isHarm(f.Measure) && i.Certainty != claim.Hypothetical && i.Certainty != claim.Conditional && i.Tense != claim.Future && b.inWindow(i) {
			all = append(all, harmCount{i, stretchOf(i, f)})
		}
	}
	return all
}

// compareGroups puts stretches of time first, then incidents by their days.
func compareGroups(x, y TollGroup) int {
	return cmp.Or(cmp.Compare(known(x.Incident), known(y.Incident)), cmp.Compare(known(y.Start), known(x.Start)), cmp.Compare(x.Start, y.Start),
		cmp.Compare(x.End, y.End), cmp.Compare(x.Subject, y.Subject))
}

// inWindow tells whether a claim is of the case's time, as far as its days are said.
func (b *Book) inWindow(i Item) bool {
	start, end := days(i)
	return b.Case.Window.Holds(start, end)
}

// tollSubject is what a count is a count of: an incident, else a stretch of time.
type tollSubject struct {
	incident   *Incident
	start, end string
}

type tollGroup struct {
	tollSubject
	items []Item
}

// comparable tells whether the counts of a group can be of the same people: of
// one incident, or of a stretch of time. Counts of a day without a place, or of
// no time, may be of anything: they are listed, and no rule chooses among them.
func (g *TollGroup) comparable() bool {
	return g.Incident != "" || g.Start != "" && daysBetween(g.Start, g.End) >= incidentDays
}

// stretchOf is the time that a count is of.
func stretchOf(i Item, f *claim.Figure) tollSubject {
	start, end := days(i)
	if f.Window != nil && f.Window.Start != "" && !ofTelling(i, f.Window) {
		start, end = f.Window.Start, cmp.Or(f.Window.End, f.Window.Start)
	}
	return tollSubject{start: start, end: end}
}

// named begins the group of a subject.
func (s tollSubject) named() TollGroup {
	switch in := s.incident; {
	case in != nil:
		return TollGroup{Subject: in.Title(), Incident: in.ID, Start: in.Start, End: in.End}
	case s.start == "":
		return TollGroup{Subject: "time not said"}
	case s.start == s.end:
		return TollGroup{Subject: s.start + ", place not said", Start: s.start, End: s.end}
	}
	return TollGroup{Subject: s.start + " to " + s.end, Start: s.start, End: s.end}
}

// Title names an incident for people.
func (in *Incident) Title() string {
	return strings.Join(nonEmpty(in.Start, in.Place.Name, in.Kind), ", ")
}

func nonEmpty(words ...string) []string {
	return slices.DeleteFunc(words, func(w string) bool { return w == "" })
}

// sumUp sorts the counts of a group into cells.
func (b *Book) sumUp(g *tollGroup, m *tollMemory) TollGroup {
	out := g.named()
	out.Cells = m.cells(b, g, func() []TollCell { return b.cellsOf(g) })
	return out
}

func (b *Book) cellsOf(g *tollGroup) (all []TollCell) {
	for _, harm := range harms {
		var items []Item
		for _, i := range g.items {
			if i.Body.(*claim.Figure).Measure == harm {
				items = append(items, i)
			}
		}
		for _, c := range b.cells(items, g.incident != nil) {
			c.Harm = harm
			all = append(all, c)
		}
	}
	return all
}

// population is whom a figure counts.
func (b *Book) population(f *claim.Figure) Population {
	p := Population{Side: cmp.Or(b.sides.nation(f.NationOf), f.NationOf), Status: f.StatusOf, Sex: f.Sex, Age: f.Age}
	if p.Status == claim.Unknown || p.Status == claim.MixedPeople {
		p.Status = ""
	}
	if p.Sex == "mixed" {
		p.Sex = ""
	}
	if p.Age != "child" {
		p.Age = ""
	}
	return p
}

// plain tells whether a population is said no closer than "people".
func (p Population) plain() bool { return p == Population{} }

// fits tells whether two populations can be the same: what one leaves open the other may say.
func (p Population) fits(o Population) bool {
	return (p.Side == o.Side || p.Side == "" || o.Side == "") && (p.Status == o.Status || p.Status == "" || o.Status == "") && p.Sex == o.Sex && p.Age == o.Age
}

// cells sorts counts by population. What a count leaves open is not imputed: it
// stands by itself, but that counts of one incident which can all mean the same
// people stand side by side, each with whom it says that it counts.
func (b *Book) cells(items []Item, oneIncident bool) []TollCell {
	of := make([]Population, len(items))
	for n, i := range items {
		of[n] = b.population(i.Body.(*claim.Figure))
	}
	if oneIncident {
		of = sideBySide(of)
	}
	var cells []TollCell
	at, entered := map[Population]int{}, map[entryKey]int{}
	for n, p := range of {
		if _, ok := at[p]; !ok {
			at[p] = len(cells)
			cells = append(cells, TollCell{Of: p})
		}
		c := &cells[at[p]]
		c.Entries = b.enter(entered, p, c.Entries, items[n])
	}
	for n := range cells {
		for m := range cells[n].Entries {
			e := &cells[n].Entries[m]
			e.Cites = citesOf(e.items...)
			e.Reporters = reportsOf(e.Cites)
		}
		replaceEarlier(cells[n].Entries)
	}
	slices.SortStableFunc(cells, func(x, y TollCell) int { return comparePopulations(x.Of, y.Of) })
	return cells
}

// sideBySide gives populations that can be the same one name: what all of them
// that say it agree on. Where two cannot be the same, each keeps its own.
func sideBySide(all []Population) []Population {
	out := slices.Clone(all)
	for n, p := range all {
		group := Population{Sex: p.Sex, Age: p.Age}
		for _, o := range all {
			if o.Sex != p.Sex || o.Age != p.Age {
				continue
			}
			if !o.fits(p) || !o.fits(group) {
				group = p
				break
			}
			group.Side, group.Status = cmp.Or(group.Side, o.Side), cmp.Or(group.Status, o.Status)
		}
		out[n] = group
	}
	return out
}

func comparePopulations(p, o Population) int {
	return cmp.Or(cmp.Compare(p.Side, o.Side), cmp.Compare(p.Status, o.Status), cmp.Compare(p.Sex, o.Sex), cmp.Compare(p.Age, o.Age))
}

// entryKey is what makes one entry of counts: their origin and their number.
type entryKey struct {
	of               Population
	origin           string
	value, low, high bound
	denied           bool
}

// bound is a number that may not be said.
type bound struct {
	said bool
	n    float64
}

func boundOf(n *float64) bound {
	if n == nil {
		return bound{}
	}
	return bound{true, *n}
}

// entryOf is the key of a count: "five" and "at least five" are one count of one origin.
func entryOf(p Population, origin string, f *claim.Figure, denied bool) entryKey {
	k := entryKey{of: p, origin: origin, value: boundOf(f.Value), denied: denied}
	if !k.value.said {
		k.low, k.high = boundOf(f.Low), boundOf(f.High)
	}
	return k
}

// enter adds a count to the entries of a cell: one origin that says one number is one entry.
func (b *Book) enter(entered map[entryKey]int, p Population, entries []TollEntry, i Item) []TollEntry {
	f := i.Body.(*claim.Figure)
	origin := b.countOrigin(i)
	key := entryOf(p, origin, f, i.Polarity == claim.Negative)
	if n, ok := entered[key]; ok {
		entries[n].items = append(entries[n].items, i)
		return entries
	}
	entered[key] = len(entries)
	name, actor := b.claimant(i)
	side := b.claimantSide(i)
	if !b.sides.party[side] {
		side = ""
	}
	return append(entries, TollEntry{Value: f.Value, Low: f.Low, High: f.High, Wording: f.Wording, Of: f.Of, Claimant: name, Actor: actor, Side: side, Origin: origin,
		Day: i.Of.day(), Alleged: i.Certainty == claim.Alleged, Denied: i.Polarity == claim.Negative, Part: isPart(i), Reliable: b.reliability(i), items: []Item{i}})
}

func reportsOf(c Cites) int {
	seen := map[string]bool{}
	for _, one := range c.list {
		seen[one.Report] = true
	}
	return len(seen)
}

// isPart tells whether the reader took a figure for a part of another.
func isPart(i Item) bool {
	return slices.ContainsFunc(i.About, func(l claim.Link) bool {
		return l.How == claim.PartOf && strings.HasPrefix(l.Claim, string(claim.KindFigure))
	})
}

// countOrigin is whose count a figure is: a named source's own, wherever it is
// printed; of others the story's, so that six papers with one agency's story are one.
func (b *Book) countOrigin(i Item) string {
	_, actor := b.claimant(i)
	if a := actorOf(i.Of, actor); a != nil && a.Kind != claim.ActorUnnamed && a.Sector != "JRN" && a.Kind != claim.ActorState {
		return actor
	}
	return "story " + b.origin(i)
}

// replaceEarlier marks what an origin said before it gave another number: a
// later figure of the same origin replaces the earlier and is never added to it.
func replaceEarlier(entries []TollEntry) {
	of := map[string][]int{}
	for n := range entries {
		of[entries[n].Origin] = append(of[entries[n].Origin], n)
	}
	for n := range entries {
		e := &entries[n]
		for _, m := range of[e.Origin] {
			later := &entries[m]
			if later.Day > e.Day && !later.Part && !later.Denied && !e.Denied && (e.Replaced == "" || later.Day < e.Replaced) {
				e.Replaced = later.Day
			}
		}
	}
}
