package account

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// telling is what one report says of one happening: its events and figures
// that the reader ties together, with where, when and among whom. It hangs on its
// report, the case file and whose side actors are on, and is not changed once it is gathered.
type telling struct {
	located
	items        []Item
	start, end   string // days; empty where not said
	class        class
	sides        map[string]bool // who fought or was harmed, as far as said, while the telling is made
	among        []string        // these, in order
	hasParty     bool            // a party of the case is among them
	main         bool            // the report is chiefly about it
	words        []int32         // see contentWords; numbered by gather
	scene        []int32         // stems of the longer words of its sentences, likewise
	harmed       []int32         // stems of whom or what it was done to, likewise
	rank         int             // how exact it is
	counts       []tellingCount
	from, to     int       // its days, counted; 0 where not said
	told         int       // its day, of one that says none its report's, counted
	startNumber  int32     // of its day, among all names of places and days
	said         bool      // the day stands in its words
	deadly       bool      // somebody was killed or taken, which is done once
	stretch      bool      // see isStretch
	namesDeed    bool      // see namesAnAct
	generalFight bool      // see isGeneralFight
	offensive    bool      // it is of an offensive, not of one of its attacks
	founds       bool      // see canFound
	alone        *Incident // it, where no other telling is of its happening
}

// located is where a telling is: its place, and what that is called.
type located struct {
	place  Spot
	name   string // as the case spells it
	plain  string // name, folded
	within string // the place of the case that it lies in
	spot   int32  // number of the place: see gazette
	number int32  // of the name, among all names of places and days
}

// tellingCount is a figure of a telling.
type tellingCount struct {
	measure claim.Measure
	value   float64
}

// class is a sort of violence, as far as it must be alike for two reports to mean the same.
type class string

const (
	unspecified class = "violence"
	armed       class = "fighting"
	aerial      class = "air strike"
	bombing     class = "bombing"
	abducting   class = "abduction"
	arresting   class = "arrest"
)

// classes maps PLOVER modes and ACLED sub-types to classes; what is not here is unspecified.
var classes = map[string]class{
	"aerial": aerial, "drone": aerial, "Air/drone strike": aerial,
	"suicide-attack": bombing, "explosives": bombing, "Suicide bomb": bombing, "Remote explosive/landmine/IED": bombing,
	"firearms": armed, "heavy-weapons": armed, "Armed clash": armed, "Shelling/artillery/missile attack": armed, "Grenade": armed,
	"abduct": abducting, "Abduction/forced disappearance": abducting,
	"arrest": arresting, "Arrests": arresting,
}

func classOf(e *claim.Event) class {
	if c, ok := classes[e.Mode]; ok {
		return c
	}
	if e.ACLED != nil {
		if c, ok := classes[e.ACLED.SubEventType]; ok {
			return c
		}
	}
	return unspecified
}

// harms are the measures that count people harmed.
var harms = []claim.Measure{claim.Killed, claim.Injured, claim.Casualties, claim.Missing, claim.Captured, claim.Abducted}

func isHarm(m claim.Measure) bool { return slices.Contains(harms, m) }

// happened tells whether a claim speaks of something as having happened.
func happened(i Item) bool {
	return i.Polarity == claim.Positive && i.Certainty != claim.Hypothetical && i.Certainty != claim.Conditional && i.Tense != claim.Future
}

// violent tells whether an event is of a kind that incidents are made of.
func violent(e *claim.Event) bool {
	if e.Type == "ASSAULT" {
		return true
	}
	return e.ACLED != nil && slices.Contains([]string{"Battles", "Explosions/Remote violence", "Violence against civilians"}, e.ACLED.EventType) ||
		e.Mode == "arrest" || e.Mode == "abduct"
}

// ofIncident tells whether a claim is of a kind that tellings are made of.
func ofIncident(c *claim.Claim) bool {
	switch body := c.Body.(type) {
	case *claim.Event:
		return violent(body)
	case *claim.Figure:
		return isHarm(body.Measure)
	}
	return false
}

// tellings gathers the events and figures of harm of a report into happenings.
func (b *Book) tellings(items []Item) []*telling {
	var parts []Item
	for _, i := range items {
		switch body := i.Body.(type) {
		case *claim.Event:
			if violent(body) && happened(i) {
				parts = append(parts, i)
			}
		case *claim.Figure:
			if isHarm(body.Measure) && happened(i) && !wide(i, body) {
				parts = append(parts, i)
			}
		}
	}
	var all []*telling
	for _, group := range tied(parts) {
		all = append(all, b.told(group))
	}
	return oneStory(toldOn(all))
}

// toldOn lets what a report tells without a word of whom it was done to go with
// what it told last of that day, place and kind: "the attack", "the blast" that
// nobody but the reader of the report could tell from another.
func toldOn(all []*telling) []*telling {
	var out []*telling
	for _, t := range all {
		if host := lastTold(t, out); host != nil {
			host.take(t)
		} else {
			out = append(out, t)
		}
	}
	return out
}

// lastTold is the telling before a bare one that it goes on with; nil where there is none.
func lastTold(t *telling, before []*telling) *telling {
	if !bare(t) {
		return nil
	}
	for _, o := range slices.Backward(before) {
		if o.start == t.start && sameClass(o.class, t.class) != "" && sharesPlace(o.place, t.place) && !slices.ContainsFunc(t.items, func(i Item) bool { return i.In != o.items[0].In }) {
			return o
		}
	}
	return nil
}

// bare tells whether a telling is of events alone of which it does not say to whom they were done.
func bare(t *telling) bool {
	return !slices.ContainsFunc(t.items, func(i Item) bool { return i.Kind != claim.KindEvent || harmedWords(i) != "" })
}

// sharesPlace tells whether two places of one report are the same, as far as the second says one of its own.
func sharesPlace(a, o Spot) bool {
	return !o.Said() || o.Basis != claim.PlaceStated && placesMeet(a, o) || folded(a.Name) == folded(o.Name)
}

// oneStory lets what a report tells without a day go with the only happening of
// its kind that the report dates: a report that says on what day there was fire
// "across the border", and later where, tells of one.
func oneStory(all []*telling) []*telling {
	var dated []*telling
	for _, t := range all {
		if t.start != "" {
			dated = append(dated, t)
		}
	}
	var out []*telling
	for _, t := range all {
		if host := hostOf(t, dated); host != nil {
			host.take(t)
		} else {
			out = append(out, t)
		}
	}
	return out
}

// hostOf is the only dated telling that an undated one can be of; nil where there are several or none.
func hostOf(t *telling, dated []*telling) *telling {
	if t.start != "" || t.place.Basis != claim.PlaceStated {
		return nil // without a place of its own it may be of anything: "earlier fighting had cost …"
	}
	var host *telling
	for _, d := range dated {
		if sameClass(d.class, t.class) == "" || !placesMeet(d.place, t.place) || !d.main && len(dated) > 1 || !harmedMeet(d, t) {
			continue
		}
		if host != nil {
			return nil
		}
		host = d
	}
	return host
}

// harmedMeet tells whether what two tellings say of whom it was done to lets them be one.
func harmedMeet(a, o *telling) bool {
	items := slices.Concat(a.items, o.items)
	of := newUnion(len(items))
	for i := range items {
		of.join(i, map[bool]int{true: 0, false: len(a.items)}[i < len(a.items)])
	}
	return newHarmedSets(items).meet(of, 0, len(a.items))
}

// placesMeet tells whether two places of one report can be one: the same, or one within the other.
func placesMeet(a, o Spot) bool {
	return !a.Said() || !o.Said() || folded(a.Name) == folded(o.Name) || vague(a) && holdsPlace(a, o) || vague(o) && holdsPlace(o, a)
}

// take adds what another telling of the same report says.
func (t *telling) take(o *telling) {
	t.items = append(t.items, o.items...)
	slices.SortFunc(t.items, compareItems)
	if exactness(o.place) > exactness(t.place) && basisRank(o.place) >= basisRank(t.place) {
		t.place = o.place
	}
	if t.class == unspecified {
		t.class = o.class
	}
	maps.Copy(t.sides, o.sides)
}

// wide tells whether a figure counts over a stretch of time, not one happening.
func wide(i Item, f *claim.Figure) bool {
	return f.Cumulative || spanDays(f.Window) > incidentDays || i.Time != nil && spanDays(i.Time) > incidentDays
}

// incidentDays is how many days one happening may last.
const incidentDays = 3

// noDay is from how many days on a stretch says no day of a happening: "attacks were stepped up this year".
const noDay = 62

// spanDays counts the days of a stretch, 0 where it is not said.
func spanDays(w *claim.When) int {
	if w == nil || w.Start == "" || w.End == "" {
		return 0
	}
	return daysBetween(w.Start, w.End) + 1
}

// told sums a group up: the most exact place and time that any of it states.
func (b *Book) told(group []Item) *telling {
	t := &telling{items: group, class: unspecified, sides: map[string]bool{}}
	for _, i := range group {
		if better(i.At, t.place) {
			t.place = i.At
		}
		if start, end := days(i); start != "" && daysBetween(start, end) < noDay && (t.start == "" || daysBetween(start, end) < daysBetween(t.start, t.end)) {
			t.start, t.end = start, end
		}
		switch body := i.Body.(type) {
		case *claim.Event:
			if c := classOf(body); c != unspecified && t.class == unspecified {
				t.class = c
			}
			t.main = t.main || body.Main
			b.addSides(t, i, body.Actors...)
			b.addSides(t, i, body.Recipients...)
		case *claim.Figure:
			if body.Perpetrator != nil {
				b.addSides(t, i, *body.Perpetrator)
			}
			if side := b.sides.nation(body.NationOf); side != "" {
				t.sides[side] = true
			}
		}
	}
	return t
}

func (b *Book) addSides(t *telling, i Item, refs ...claim.Ref) {
	for _, r := range refs {
		if side := b.sides.side(i.Of, r.Actor); side != "" {
			t.sides[side] = true
		}
	}
}

// days are when a claim's thing happened: its time, else a figure's window.
func days(i Item) (start, end string) {
	if i.Time != nil && i.Time.Start != "" {
		return i.Time.Start, cmp.Or(i.Time.End, i.Time.Start)
	}
	if f, ok := i.Body.(*claim.Figure); ok && f.Window != nil && f.Window.Start != "" && !ofTelling(i, f.Window) {
		return f.Window.Start, cmp.Or(f.Window.End, f.Window.Start)
	}
	return "", ""
}

// ofTelling tells whether a figure's window is no more than the day on which the
// report came: "six died, the station reported on Saturday" says when it was
// counted, not when they died.
func ofTelling(i Item, w *claim.When) bool {
	return w.Start == cmp.Or(w.End, w.Start) && strings.HasPrefix(i.Of.Published, w.Start)
}
