package account

import (
	"cmp"
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
func (b *Book) Truce() *Truce { return once(b, viewKey{name: "truce"}, b.makeTruce) }

func (b *Book) makeTruce() *Truce {
	claims := b.truceClaims()
	t := &Truce{AsOf: b.AsOf, State: "unknown", Edges: b.truceEdges(claims)}
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
	t.Standing = b.standing(claims)
	t.Contested = t.Contested || differ(t.Standing)
	t.Conditions, t.Mechanisms = b.truceTerms(claims)
	t.Sides = b.truceWords()
	t.Breaches = b.breaches()
	t.Coverage = b.coverage(t.Breaches)
	return t
}

// truceClaim is a claim about the case's truce, with the day of its step and by whose word it stands.
type truceClaim struct {
	Item
	c             *claim.Ceasefire
	day, by, side string
}

// truceClaims are the claims about the case's truce: not hypothetical ones, nor those of others.
func (b *Book) truceClaims() (all []truceClaim) {
	for _, c := range b.reports {
		all = append(all, remember(b, c, itsTruceClaims, func() []truceClaim { return b.truceClaimsOf(c) })...)
	}
	return all
}

func (b *Book) truceClaimsOf(of *Contribution) (all []truceClaim) {
	for _, i := range b.grouped[of] {
		c, ok := i.Body.(*claim.Ceasefire)
		if !ok || i.Certainty == claim.Hypothetical || i.Certainty == claim.Conditional || !b.inWindow(i) || i.Of.day() < b.Case.Window.From {
			continue
		}
		if !b.strangers(i, c.Parties) && !b.foreign(i) {
			name, _ := b.claimant(i)
			all = append(all, truceClaim{i, c, truceDay(i, c), name, b.claimantSide(i)})
		}
	}
	return all
}

// foreign tells whether a claim that names no parties stands by the word of
// another state than the case's: it may speak of a truce of its own.
func (b *Book) foreign(i Item) bool {
	_, actor := b.claimant(i)
	a := actorOf(i.Of, actor)
	if a == nil || len(i.Body.(*claim.Ceasefire).Parties) > 0 || b.sides.side(i.Of, actor) != "" {
		return false
	}
	return a.Country != "" && b.sides.nation(a.Country) == "" && (a.Sector == "GOV" || a.Sector == "MIL" || a.Kind == claim.ActorState)
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
func (b *Book) truceEdges(claims []truceClaim) []TruceEdge {
	says, denies, from := map[string]*tally{}, map[string]*tally{}, map[string]*gathering{}
	edges := map[string]*TruceEdge{}
	edge := func(state claim.TruceState, day, toldOn string) *TruceEdge {
		key := cmp.Or(day, toldOn) + " " + string(state)
		if edges[key] == nil {
			edges[key] = &TruceEdge{State: state, Day: day, Told: toldOn}
			says[key], denies[key], from[key] = b.tally(), b.tally(), &gathering{}
		}
		return edges[key]
	}
	var undated []truceClaim
	put := func(of truceClaim, day string) {
		i, c := of.Item, of.c
		e := edge(c.State, day, i.Of.day())
		key := cmp.Or(e.Day, e.Told) + " " + string(e.State)
		e.Told = min(e.Told, i.Of.day())
		if c.Ends != nil && e.Ends == "" {
			e.Ends = cmp.Or(c.Ends.End, c.Ends.Start)
		}
		from[key].add(i)
		if i.Polarity == claim.Negative {
			denies[key].add(i.Words, i)
		} else {
			says[key].add(i.Words, i)
		}
	}
	for n, l := range b.Case.Truce {
		if Known(l.Day, b.AsOf) {
			e := edge(l.State, l.Day, l.Day)
			cites := b.caseCite("truce", n, strings.Join(nonEmpty(strings.ReplaceAll(string(l.State), "_", " "), l.Day, l.For, l.Until, l.By), ", "), l.Day)
			from[l.Day+" "+string(l.State)].addAll(cites)
			e.Says = append(e.Says, Said{What: termsOf(l), By: []string{"the case file"}, Cites: cites})
		}
	}
	for _, of := range claims {
		if of.day != "" {
			put(of, of.day)
		} else {
			undated = append(undated, of)
		}
	}
	dated := slices.Sorted(maps.Keys(edges))
	for _, of := range undated {
		put(of, lastOf(dated, of.c.State, of.Of.day()))
	}
	for key, e := range edges {
		e.Cites = from[key].cites()
	}
	return sortedEdges(edges, says, denies)
}

// termsOf are the terms of a step that the case file has: "for 48 hours, until 2025-11-06".
func termsOf(l claim.TruceLine) string {
	var all []string
	for _, term := range [][2]string{{"for ", l.For}, {"until ", l.Until}, {"by ", l.By}} {
		if term[1] != "" {
			all = append(all, term[0]+term[1])
		}
	}
	return strings.Join(all, ", ")
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
