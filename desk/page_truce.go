package desk

import (
	"cmp"
	"slices"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/brief"
	"github.com/parley-desk/parley/claim"
)

// trucePage is where the truce stands, by whose word, and how it came there.
type trucePage struct {
	*account.Truce
	Verdict  brief.Verdict
	Standing []standingLine
	Machine  []machineState
	Steps    []account.TruceEdge // the latest first
	Broken   []account.BreachView
	Pager    pager
	Weeks    []week
	Statuses choice
}

// machineState is a state of the truce in the picture of all states.
type machineState struct {
	State claim.TruceState
	Times int
	Here  bool
	Last  *account.TruceEdge
}

// week is a week of coverage as a bar.
type week struct {
	account.Coverage
	Tall int // of 100, reports
	Part int // of 100, origins
}

const (
	breachesOfPage = 15
	mostWeeks      = 40
)

func showTruce(v *visit) (any, error) {
	t := v.Truce()
	p := &trucePage{Truce: t, Steps: slices.Clone(t.Edges), Machine: machine(t)}
	slices.Reverse(p.Steps)
	var broken []account.BreachView
	p.Statuses, broken = choose(v, "breach", "Breaches", t.Breaches, func(b account.BreachView) []string { return []string{b.Status} }, func(s string) string { return s })
	p.Broken, p.Pager = paged(v, broken, breachesOfPage)
	p.Weeks = weeks(t.Coverage)
	p.Standing, p.Verdict = v.standing(), brief.VerdictOf(t)
	return p, nil
}

// standingLine is whether the truce holds by one side's latest word on that, and
// what it said of the truce since.
type standingLine struct {
	account.Standing
	Look  *side
	Since []account.Said
}

// standing lists the latest word of each, in the order in which the case names the parties.
func (v *visit) standing() []standingLine {
	t := v.Truce()
	var out []standingLine
	for _, s := range t.Standing {
		line := standingLine{Standing: s}
		for i, p := range v.Case.Parties {
			if s.Who == p.Name || s.Who == bare(p.Name) || s.Who == p.ID {
				look := partyLook(i, p)
				line.Look, line.Since = &look, saidSince(t, p.ID, s.Day)
			}
		}
		out = append(out, line)
	}
	slices.SortStableFunc(out, func(a, b standingLine) int { return cmp.Compare(v.place(a.Look), v.place(b.Look)) })
	return out
}

// place is a party's place among the parties, those who are none last.
func (v *visit) place(look *side) int {
	if look == nil {
		return len(v.Case.Parties)
	}
	return slices.IndexFunc(v.Case.Parties, func(p claim.Party) bool { return p.ID == look.ID })
}

// mostSince bounds what is told of a side's later words; its column has all.
const mostSince = 2

// saidSince is what a party said of the truce after a day, the latest first.
func saidSince(t *account.Truce, party, day string) (later []account.Said) {
	for _, side := range t.Sides {
		if side.Side != party {
			continue
		}
		for _, s := range side.Words {
			if all := s.Cites.List(); len(later) < mostSince && all[len(all)-1].Day > day {
				later = append(later, s)
			}
		}
	}
	return later
}

// machine counts how often each state was told.
func machine(t *account.Truce) []machineState {
	var all []machineState
	for _, state := range claim.TruceStates {
		m := machineState{State: state, Here: string(state) == t.State || spaced(state) == t.State}
		for i := range t.Edges {
			if t.Edges[i].State == state && len(t.Edges[i].Says) > 0 {
				m.Times++
				m.Last = &t.Edges[i]
			}
		}
		all = append(all, m)
	}
	return all
}

// weeks draws the coverage of the last weeks against the fullest of them.
func weeks(all []account.Coverage) (out []week) {
	most := 0
	all = all[max(0, len(all)-mostWeeks):]
	for _, c := range all {
		most = max(most, c.Reports)
	}
	for _, c := range all {
		out = append(out, week{c, c.Reports * 100 / max(1, most), c.Origins * 100 / max(1, most)})
	}
	return out
}

func tablesOfTruce(v *visit) ([]account.Table, error) { return v.Truce().Tables(), nil }
