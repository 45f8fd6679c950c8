package account

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// Truce is where a truce stands by whose word, how it came there, on what
// conditions, and what breaches are alleged.
type Truce struct {
	AsOf       string       `json:"as_of,omitempty"`
	State      string       `json:"state"` // by the last edge; "unknown" where nothing is known
	Since      string       `json:"since,omitempty"`
	Contested  bool         `json:"contested,omitempty"` // somebody denies that state since
	Standing   []Standing   `json:"standing"`            // by whose word it stands how, now
	Edges      []TruceEdge  `json:"edges"`
	Conditions []Said       `json:"conditions,omitempty"`
	Mechanisms []Said       `json:"mechanisms,omitempty"`
	Sides      []SideWords  `json:"sides"`
	Breaches   []BreachView `json:"breaches,omitempty"`
	Coverage   []Coverage   `json:"coverage,omitempty"`
}

// Standing is the latest word of one side, or of those who are none, on whether the truce holds.
type Standing struct {
	Who   string `json:"who"`
	By    string `json:"by"`
	State string `json:"state"`
	Day   string `json:"day"`
	Cites Cites  `json:"cites"`
}

// TruceEdge is a step of the truce on a day, with all who tell of it.
type TruceEdge struct {
	State  claim.TruceState `json:"state"`
	Day    string           `json:"day,omitempty"` // empty where nobody says it
	Told   string           `json:"told"`          // when it was first told
	Ends   string           `json:"ends,omitempty"`
	Odd    bool             `json:"odd,omitempty"` // does not follow from the state before it
	Says   []Said           `json:"says"`
	Denies []Said           `json:"denies,omitempty"`
	Cites  Cites            `json:"cites"`
}

// SideWords is what a party says of the truce, latest first.
type SideWords struct {
	Side  string `json:"side"`
	Name  string `json:"name"`
	Words []Said `json:"words"` // empty: silent
}

// BreachView is an alleged breach, its denial and its corroboration: three things.
type BreachView struct {
	Accused      string `json:"accused"`
	Day          string `json:"day,omitempty"` // of the breach, else empty
	Told         string `json:"told"`
	Status       string `json:"status"` // alleged, denied, corroborated, corroborated and denied
	Alleged      []Said `json:"alleged"`
	Denied       []Said `json:"denied,omitempty"`
	Corroborated []Said `json:"corroborated,omitempty"` // by others than the accusing side
	Cites        Cites  `json:"cites"`
}

// Coverage is how much was reported in a week, so that a quiet week is told from an unreported one.
type Coverage struct {
	Week     string `json:"week"` // its Monday
	Reports  int    `json:"reports"`
	Origins  int    `json:"origins"`
	Breaches int    `json:"breaches"` // first alleged in it
	Cites    Cites  `json:"cites"`
}

// follows says which states may come after which. What is not here is shown as odd, not dropped.
var follows = map[claim.TruceState][]claim.TruceState{
	"":                   {claim.TruceProposed, claim.TruceDeclared, claim.TruceInEffect},
	claim.TruceProposed:  {claim.TruceProposed, claim.TruceDeclared, claim.TruceInEffect, claim.TruceEnded},
	claim.TruceDeclared:  {claim.TruceDeclared, claim.TruceInEffect, claim.TruceExtended, claim.TruceSuspended, claim.TruceLapsed, claim.TruceEnded},
	claim.TruceInEffect:  {claim.TruceDeclared, claim.TruceInEffect, claim.TruceExtended, claim.TruceSuspended, claim.TruceLapsed, claim.TruceEnded},
	claim.TruceExtended:  {claim.TruceDeclared, claim.TruceInEffect, claim.TruceExtended, claim.TruceSuspended, claim.TruceLapsed, claim.TruceEnded},
	claim.TruceSuspended: {claim.TruceInEffect, claim.TruceExtended, claim.TruceLapsed, claim.TruceEnded},
	claim.TruceLapsed:    {claim.TruceProposed, claim.TruceDeclared, claim.TruceInEffect},
	claim.TruceEnded:     {claim.TruceProposed, claim.TruceDeclared, claim.TruceInEffect},
}

// Truce gives the truce of the case.
func (b *Book) Truce() *Truce {
	t := &Truce{AsOf: b.AsOf, State: "unknown", Edges: b.truceEdges()}
	var was claim.TruceState
	for n := range t.Edges {
		e := &t.Edges[n]
		if e.State == claim.TruceProposed && was != "" && was != claim.TruceLapsed && was != claim.TruceEnded {
			continue // talk of another truce does not end the one there is
		}
		if len(e.Says) == 0 {
			t.Contested = true
			continue
		}
		e.Odd = !slices.Contains(follows[was], e.State)
		was = e.State
		t.State, t.Since, t.Contested = strings.ReplaceAll(string(e.State), "_", " "), cmp.Or(e.Day, e.Told), len(e.Denies) > 0
	}
	t.Standing = b.standing()
	t.Contested = t.Contested || differ(t.Standing)
	t.Conditions, t.Mechanisms = b.truceTerms()
	t.Sides = b.truceWords()
	t.Breaches = b.breaches()
	t.Coverage = b.coverage(t.Breaches)
	return t
}

// standing gives the latest word of each side, and of others, on the truce.
func (b *Book) standing() []Standing {
	last := map[string]Standing{}
	for _, i := range b.truceClaims() {
		c := i.Body.(*claim.Ceasefire)
		if c.State == claim.TruceProposed || i.Tense == claim.Future {
			continue
		}
		who := b.claimantSide(i)
		if !b.sides.party[who] {
			who = "others"
		}
		state := strings.ReplaceAll(string(c.State), "_", " ")
		if i.Polarity == claim.Negative {
			state = "not " + state
		}
		name, _ := b.claimant(i)
		if day := cmp.Or(truceDay(i, c), i.Of.day()); day >= last[who].Day {
			last[who] = Standing{b.partyName(who), name, state, day, i.Cites()}
		}
	}
	var all []Standing
	for _, who := range slices.Sorted(maps.Keys(last)) {
		all = append(all, last[who])
	}
	return all
}

// standingDays is how old a word may be to contradict another.
const standingDays = 30

// differ tells whether recent words contradict one another on whether the truce holds.
func differ(all []Standing) bool {
	for _, s := range all {
		for _, o := range all {
			if holds(s.State) != holds(o.State) && abs(daysBetween(s.Day, o.Day)) <= standingDays {
				return true
			}
		}
	}
	return false
}

func holds(state string) bool {
	return slices.Contains([]string{"declared", "in effect", "extended"}, state)
}

// truceClaims are the claims about the case's truce: not hypothetical ones, nor those of others.
func (b *Book) truceClaims() []Item {
	var all []Item
	for _, i := range b.of(claim.KindCeasefire) {
		c := i.Body.(*claim.Ceasefire)
		if i.Certainty == claim.Hypothetical || i.Certainty == claim.Conditional || !b.inWindow(i) || i.Of.day() < b.Case.Window.From {
			continue
		}
		if !b.strangers(i, c.Parties) {
			all = append(all, i)
		}
	}
	return all
}

// strangers tells whether all who are named stand on no side of the case.
func (b *Book) strangers(i Item, refs []claim.Ref) bool {
	for _, r := range refs {
		if a := actorOf(i.Of, r.Actor); a == nil || a.Kind == claim.ActorUnnamed || b.sides.side(i.Of, r.Actor) != "" {
			return false
		}
	}
	return len(refs) > 0
}

// truceDay is when a step took place, by what is said: the moment that belongs
// to the state, else the claim's time. Of a state that goes on it is the day of
// which it is said, else of telling.
func truceDay(i Item, c *claim.Ceasefire) string {
	var moment *claim.When
	switch c.State {
	case claim.TruceDeclared, claim.TruceProposed, claim.TruceExtended:
		moment = c.Declared
	case claim.TruceInEffect:
		moment = c.Effective
	case claim.TruceLapsed, claim.TruceEnded, claim.TruceSuspended:
		moment = c.Ends
	}
	for _, w := range []*claim.When{moment, i.Time} {
		if w != nil && w.Start != "" && spanDays(w) <= incidentDays {
			return w.Start
		}
	}
	return ""
}

// truceEdges lists the steps in order of day. One that nobody dates is put with
// the last dated one of its state before it was told, else on its own.
func (b *Book) truceEdges() []TruceEdge {
	says, denies := map[string]*tally{}, map[string]*tally{}
	edges := map[string]*TruceEdge{}
	edge := func(state claim.TruceState, day, toldOn string) *TruceEdge {
		key := cmp.Or(day, toldOn) + " " + string(state)
		if edges[key] == nil {
			edges[key] = &TruceEdge{State: state, Day: day, Told: toldOn}
			says[key], denies[key] = b.tally(), b.tally()
		}
		return edges[key]
	}
	var undated []Item
	put := func(i Item, c *claim.Ceasefire, day string) {
		e := edge(c.State, day, i.Of.day())
		key := cmp.Or(e.Day, e.Told) + " " + string(e.State)
		e.Told = min(e.Told, i.Of.day())
		if c.Ends != nil && e.Ends == "" {
			e.Ends = cmp.Or(c.Ends.End, c.Ends.Start)
		}
		e.Cites = e.Cites.With(i.Cites())
		if i.Polarity == claim.Negative {
			denies[key].add(i.Words, i)
		} else {
			says[key].add(i.Words, i)
		}
	}
	for n, l := range b.Case.Truce {
		if Known(l.Day, b.AsOf) {
			e := edge(l.State, l.Day, l.Day)
			e.Cites = e.Cites.With(b.caseCite("truce", n, strings.Join(nonEmpty(strings.ReplaceAll(string(l.State), "_", " "), l.Day, l.For, l.Until, l.By), ", "), l.Day))
			e.Says = append(e.Says, Said{What: strings.Join(nonEmpty(l.For, l.Until, l.By), ", "), By: []string{"the case file"}, Cites: e.Cites})
		}
	}
	for _, i := range b.truceClaims() {
		c := i.Body.(*claim.Ceasefire)
		if day := truceDay(i, c); day != "" {
			put(i, c, day)
		} else {
			undated = append(undated, i)
		}
	}
	dated := slices.Sorted(maps.Keys(edges))
	for _, i := range undated {
		c := i.Body.(*claim.Ceasefire)
		put(i, c, lastOf(dated, c.State, i.Of.day()))
	}
	return sortedEdges(edges, says, denies)
}

// lastOf is the day of the last dated step of a state by a day; of a state that
// goes on none: it is said of the day of telling.
func lastOf(dated []string, state claim.TruceState, by string) string {
	if state == claim.TruceInEffect {
		return ""
	}
	last := ""
	for _, key := range dated {
		day, of, _ := strings.Cut(key, " ")
		if of == string(state) && day <= by {
			last = day
		}
	}
	return last
}

func sortedEdges(edges map[string]*TruceEdge, says, denies map[string]*tally) []TruceEdge {
	all := []TruceEdge{}
	for _, key := range slices.Sorted(maps.Keys(edges)) {
		e := edges[key]
		e.Says, e.Denies = append(e.Says, says[key].said()...), denies[key].said()
		all = append(all, *e)
	}
	slices.SortStableFunc(all, func(x, y TruceEdge) int {
		return cmp.Or(cmp.Compare(cmp.Or(x.Day, x.Told), cmp.Or(y.Day, y.Told)), cmp.Compare(slices.Index(claim.TruceStates, x.State), slices.Index(claim.TruceStates, y.State)))
	})
	return all
}

// truceTerms are the conditions and mechanisms that are said to go with the truce.
func (b *Book) truceTerms() (conditions, mechanisms []Said) {
	cond, mech := b.tally(), b.tally()
	for _, i := range b.truceClaims() {
		c := i.Body.(*claim.Ceasefire)
		for _, w := range c.Conditions {
			cond.add(w.Text, i)
		}
		if c.Mechanism != nil {
			mech.add(c.Mechanism.Text, i)
		}
	}
	for _, i := range b.of(claim.KindCommitment) {
		c := i.Body.(*claim.Commitment)
		if c.Form == claim.FormCondition && slices.Contains(c.Issues, issueCeasefire) {
			cond.add(c.Content, i)
		}
	}
	for _, i := range b.of(claim.KindProjection) {
		if p := i.Body.(*claim.Projection); p.If != nil && speaksOfTruce(i.Words) {
			cond.add(p.If.Text, i)
		}
	}
	return cond.said(), mech.said()
}

const issueCeasefire claim.Issue = "ceasefire"

// speaksOfTruce tells whether words name a truce.
func speaksOfTruce(words string) bool {
	words = strings.ToLower(words)
	return strings.Contains(words, "truce") || strings.Contains(words, "ceasefire") || strings.Contains(words, "cease-fire")
}

// truceWords are what each party says of the truce, the latest first; a party that says nothing is shown as silent.
func (b *Book) truceWords() []SideWords {
	by := map[string]*tally{}
	for _, i := range b.of(claim.KindStatement) {
		s := i.Body.(*claim.Statement)
		if s.Speaker == nil || !slices.Contains(s.Issues, issueCeasefire) && !speaksOfTruce(i.Words) {
			continue
		}
		if side := b.sides.side(i.Of, s.Speaker.Actor); b.sides.party[side] {
			if by[side] == nil {
				by[side] = b.tally()
			}
			by[side].add(i.Words, Item{i.Row, i.Of})
		}
	}
	var all []SideWords
	for _, p := range b.Case.Parties {
		w := SideWords{Side: p.ID, Name: b.partyName(p.ID), Words: []Said{}}
		if t := by[p.ID]; t != nil {
			w.Words = b.bySpeaker(t.said())
		}
		all = append(all, w)
	}
	return all
}

// bySpeaker names the speakers instead of who passed their words on, the latest words first.
func (b *Book) bySpeaker(all []Said) []Said {
	for n := range all {
		names := map[string]bool{}
		for _, i := range all[n].items {
			if s, ok := i.Body.(*claim.Statement); ok && s.Speaker != nil {
				names[b.who(i.Of, *s.Speaker)] = true
			}
		}
		all[n].By = slices.Sorted(maps.Keys(names))
	}
	slices.SortStableFunc(all, func(x, y Said) int { return cmp.Compare(lastDay(y.Cites), lastDay(x.Cites)) })
	return all
}

func lastDay(c Cites) string { return c.list[len(c.list)-1].Day }

// breaches groups what is alleged by accused and day, with what is said against and besides.
func (b *Book) breaches() []BreachView {
	type group struct {
		BreachView
		alleged, denied, others *tally
	}
	groups := map[string]*group{}
	at := func(accused, day, toldOn string) *group {
		key := accused + " " + cmp.Or(day, toldOn)
		if groups[key] == nil {
			groups[key] = &group{BreachView{Accused: accused, Day: day, Told: toldOn}, b.tally(), b.tally(), b.tally()}
		}
		return groups[key]
	}
	var denials []Item
	for _, i := range b.of(claim.KindBreach) {
		if i.Polarity == claim.Negative {
			denials = append(denials, i)
			continue
		}
		g := at(b.accused(i), breachDay(i), i.Of.day())
		g.Cites = g.Cites.With(i.Cites())
		if by := b.claimantSide(i); b.sides.party[by] {
			g.alleged.add(i.Words, i)
		} else {
			g.others.add(i.Words, i)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(groups)) {
		g := groups[key]
		for _, i := range denials {
			if b.denies(i, g.Accused, cmp.Or(g.Day, g.Told)) {
				g.denied.add(i.Words, i)
				g.Cites = g.Cites.With(i.Cites())
			}
		}
	}
	var all []BreachView
	for _, key := range slices.Sorted(maps.Keys(groups)) {
		g := groups[key]
		g.Alleged, g.Denied, g.Corroborated = g.alleged.said(), g.denied.said(), g.others.said()
		g.Status = breachStatus(&g.BreachView)
		all = append(all, g.BreachView)
	}
	slices.SortStableFunc(all, func(x, y BreachView) int { return cmp.Compare(cmp.Or(x.Day, x.Told), cmp.Or(y.Day, y.Told)) })
	return all
}

func breachDay(i Item) string {
	if i.Time != nil && spanDays(i.Time) <= incidentDays {
		return i.Time.Start
	}
	return ""
}

// accused names whom a breach is laid to.
func (b *Book) accused(i Item) string {
	for _, r := range i.Body.(*claim.Breach).Accused {
		if side := b.sides.side(i.Of, r.Actor); side != "" {
			return side
		}
	}
	return "not said"
}

// denialDays is for how many days a denial is taken to answer an allegation.
const denialDays = 7

func (b *Book) denies(i Item, accused, day string) bool {
	by := b.claimantSide(i)
	return (b.accused(i) == accused || by == accused) && abs(daysBetween(day, i.Of.day())) <= denialDays
}

func breachStatus(v *BreachView) string {
	// Whoever is no party and tells it in his own voice corroborates it, if he is not the only one who tells.
	status := "alleged"
	if len(v.Corroborated) > 0 && len(v.Alleged) > 0 {
		status = "corroborated"
	}
	if len(v.Denied) > 0 {
		if status == "alleged" {
			return "alleged and denied"
		}
		return "corroborated and denied"
	}
	return status
}

// coverage counts the reports of each week of the truce beside the breaches first alleged in it.
func (b *Book) coverage(breaches []BreachView) []Coverage {
	weeks := map[string]*Coverage{}
	origins := map[string]map[string]bool{}
	for _, c := range b.reports {
		if len(c.Rows) == 0 {
			continue
		}
		w := monday(c.day())
		if weeks[w] == nil {
			weeks[w], origins[w] = &Coverage{Week: w}, map[string]bool{}
		}
		weeks[w].Reports++
		origins[w][b.origins[c.Report]] = true
		weeks[w].Cites = weeks[w].Cites.With(Item{&c.Rows[0], c}.Cites())
	}
	for _, v := range breaches {
		if w := weeks[monday(v.Told)]; w != nil {
			w.Breaches++
		}
	}
	var all []Coverage
	for _, w := range slices.Sorted(maps.Keys(weeks)) {
		weeks[w].Origins = len(origins[w])
		all = append(all, *weeks[w])
	}
	return all
}

// Tables shows the truce as tables.
func (t *Truce) Tables() []Table {
	edges := Table{Title: "Steps of the truce", Columns: []string{"day", "step", "says who", "words"}}
	for _, e := range t.Edges {
		for _, s := range e.Says {
			edges.Lines = append(edges.Lines, NewLine(s.Cites, e.day(), e.step(""), strings.Join(s.By, "; "), s.What))
		}
		for _, s := range e.Denies {
			edges.Lines = append(edges.Lines, NewLine(s.Cites, e.day(), e.step("not "), strings.Join(s.By, "; "), s.What))
		}
	}
	now := Table{Title: t.headline(), Note: "The latest word of each on whether it holds.", Columns: []string{"who", "by", "state", "day"}}
	for _, s := range t.Standing {
		now.Lines = append(now.Lines, NewLine(s.Cites, s.Who, s.By, s.State, s.Day))
	}
	all := []Table{now, edges, saidTable("Conditions", t.Conditions), saidTable("Mechanisms", t.Mechanisms)}
	for _, s := range t.Sides {
		words := saidTable("What "+s.Name+" says of it, the latest first", s.Words)
		if len(s.Words) == 0 {
			words.Note = "Nothing by the record."
		}
		all = append(all, words)
	}
	return append(all, breachTable(t.Breaches), coverageTable(t.Coverage))
}

func (t *Truce) headline() string {
	s := "Truce: " + t.State
	if t.Since != "" {
		s += " since " + t.Since
	}
	if t.Contested {
		s += ", contested"
	}
	return s
}

func (e *TruceEdge) day() string {
	if e.Day == "" {
		return "told " + e.Told
	}
	return e.Day
}

func (e *TruceEdge) step(not string) string {
	s := not + strings.ReplaceAll(string(e.State), "_", " ")
	if e.Odd {
		s += " (does not follow)"
	}
	return s
}

func saidTable(title string, all []Said) Table {
	t := Table{Title: title, Columns: []string{"first known", "by", "words"}}
	for _, s := range all {
		t.Lines = append(t.Lines, NewLine(s.Cites, s.Cites.list[0].Day, strings.Join(s.By, "; "), s.What))
	}
	return t
}

func breachTable(all []BreachView) Table {
	t := Table{Title: "Breaches", Note: "An allegation, its denial and its corroboration are three things.", Columns: []string{"day", "accused", "status", "words"}}
	for _, v := range all {
		day := v.Day
		if day == "" {
			day = "told " + v.Told
		}
		for _, part := range []struct {
			status string
			said   []Said
		}{{"alleged", v.Alleged}, {"told by others", v.Corroborated}, {"denied", v.Denied}} {
			for _, s := range part.said {
				t.Lines = append(t.Lines, NewLine(s.Cites, day, v.Accused, part.status+" by "+strings.Join(s.By, "; "), s.What))
			}
		}
	}
	return t
}

func coverageTable(all []Coverage) Table {
	t := Table{Title: "Reporting beside breaches", Note: "Few breaches in a week of few reports say little.", Columns: []string{"week of", "reports", "origins", "breaches first alleged"}}
	for _, c := range all {
		t.Lines = append(t.Lines, NewLine(c.Cites, c.Week, fmt.Sprint(c.Reports), fmt.Sprint(c.Origins), fmt.Sprint(c.Breaches)))
	}
	return t
}
