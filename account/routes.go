package account

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// RouteView is a crossing, route, airspace, service or relation through time.
type RouteView struct {
	Subject string            `json:"subject"`
	Kind    claim.SubjectKind `json:"kind"`
	State   string            `json:"state"` // by the latest claim; "unknown" where it is not positive
	Since   string            `json:"since,omitempty"`
	Days    []RouteDay        `json:"days"`
	Differ  bool              `json:"differ,omitempty"` // reports date the present state differently
	Cites   Cites             `json:"cites"`
}

// RouteDay is a state that is claimed from a day on. Between two such days the
// state is not known to have been another; it is not filled in.
type RouteDay struct {
	Day   string           `json:"day"`
	Told  bool             `json:"told,omitempty"` // the day is that of telling: no other is said
	State claim.RouteState `json:"state"`
	Not   bool             `json:"not,omitempty"` // it is said not to be so
	Until string           `json:"until,omitempty"`
	By    []string         `json:"by"`
	Cites Cites            `json:"cites"`
}

// routes lists what is said of crossings and routes, by subject.
func (b *Book) routes() []RouteView {
	groups := map[string][]Item{}
	for _, c := range b.reports {
		for _, s := range remember(b, c, itsStatuses, func() []routeStatus { return b.statusesIn(c) }) {
			groups[s.key] = append(groups[s.key], s.Item)
		}
	}
	keys := slices.Sorted(maps.Keys(groups))
	var all []RouteView
	if len(keys) > 0 {
		all = make([]RouteView, len(keys))
	}
	b.origins() // once, before many ask
	eachOnAllCores(len(keys), func(n int) { all[n] = b.route(groups[keys[n]]) })
	return all
}

// routeStatus is what is said of a crossing or route; its key is that of its subject.
type routeStatus struct {
	Item
	key string
}

// statusesIn is what a report says of crossings and routes.
func (b *Book) statusesIn(c *Contribution) (all []routeStatus) {
	for _, i := range b.grouped[c] {
		s, ok := i.Body.(*claim.Status)
		if ok && i.Certainty != claim.Hypothetical && i.Certainty != claim.Conditional && i.Tense != claim.Future {
			all = append(all, routeStatus{i, string(s.SubjectKind) + " " + b.subject(i, s)})
		}
	}
	return all
}

// wholeBorder are words for all crossings at once.
var wholeBorder = []string{"all crossings", "border", "the border", "the crossings", "crossings", "frontier", "the frontier", "key crossings", "the border crossings", "border crossings"}

// subject is what a status is of: its place, else its words; all words for the whole border are one.
func (b *Book) subject(i Item, s *claim.Status) string {
	words := folded(s.Subject.Text)
	if slices.Contains(wholeBorder, words) || s.SubjectKind == claim.SubjectCrossing && (strings.HasPrefix(words, "all ") || strings.HasPrefix(words, "key ")) {
		return "all crossings"
	}
	if i.Venue.Said() && i.Venue.Kind != claim.PlaceCountry {
		return b.spotName(i.Venue)
	}
	return strings.TrimPrefix(words, "the ")
}

func (b *Book) route(items []Item) RouteView {
	first := items[0].Body.(*claim.Status)
	out := RouteView{Subject: b.subject(items[0], first), Kind: first.SubjectKind, State: "unknown", Cites: citesOf(items...)}
	byDay := map[string]*tally{}
	days := map[string]RouteDay{}
	for _, i := range items {
		d := routeDay(i, i.Body.(*claim.Status))
		key := d.Day + string(d.State)
		if d.Not {
			key += " not"
		}
		if byDay[key] == nil {
			byDay[key], days[key] = b.tally(), d
		}
		byDay[key].add("", i)
	}
	for _, key := range slices.Sorted(maps.Keys(days)) {
		d, said := days[key], byDay[key].said()[0]
		d.By, d.Cites = said.By, said.Cites
		out.Days = append(out.Days, d)
	}
	slices.SortStableFunc(out.Days, func(x, y RouteDay) int { return cmp.Compare(x.Day, y.Day) })
	last := out.Days[len(out.Days)-1]
	if !last.Not {
		out.State, out.Since = string(last.State), last.Day
		for n := len(out.Days) - 1; n >= 0 && out.Days[n].State == last.State && !out.Days[n].Not; n-- {
			if !out.Days[n].Told && out.Since != out.Days[n].Day {
				out.Differ = out.Differ || !last.Told
				out.Since = out.Days[n].Day
			}
		}
	}
	return out
}

// routeDay is from when a state is said to hold.
func routeDay(i Item, s *claim.Status) RouteDay {
	d := RouteDay{State: s.State, Not: i.Polarity == claim.Negative}
	if s.Until != nil {
		d.Until = s.Until.Start
	}
	for _, w := range []*claim.When{s.Since, i.Time} {
		if w != nil && w.Start != "" && spanDays(w) <= incidentDays {
			d.Day = w.Start
			return d
		}
	}
	d.Day, d.Told = i.Of.day(), true
	return d
}

func routeTable(all []RouteView) Table {
	t := Table{Title: "Crossings and routes", Note: "A day marked \"told\" is that of the report: no other is said.", Columns: []string{"what", "day", "state", "by"}}
	for _, r := range all {
		for _, d := range r.Days {
			state, day := string(d.State), d.Day
			if d.Not {
				state = "not " + state
			}
			if d.Told {
				day = "told " + day
			}
			t.Lines = append(t.Lines, NewLine(d.Cites, r.Subject, day, state, strings.Join(d.By, "; ")))
		}
	}
	return t
}
