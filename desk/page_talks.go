package desk

import (
	"fmt"
	"slices"

	"github.com/parley-desk/parley/account"
)

// talksPage is the process, the latest round first.
type talksPage struct {
	*account.Talks
	Latest []roundView
	Line   []account.RoundOf // the last ones, in their order
	Pager  pager
}

// roundView is a round with what is said of it by sort.
type roundView struct {
	account.RoundOf
	Said []saidOf
}

// saidOf is one sort of what is said of a round.
type saidOf struct {
	Label string
	Lines []account.Said
}

func showTalks(v *visit) (any, error) {
	p := &talksPage{Talks: v.Talks()}
	for _, r := range slices.Backward(p.Rounds) {
		r.Outcomes = v.withCaseFile(r)
		one := roundView{RoundOf: r}
		for _, s := range []saidOf{{"Outcome", r.Outcomes}, {"Demands", r.Demands}, {"Who took part", r.Parties}, {"Roles", r.Roles}, {"Numbered", r.Numbered}, {"Place", r.Venues}, {"Next date", r.NextDates}} {
			if len(s.Lines) > 0 {
				one.Said = append(one.Said, s)
			}
		}
		p.Latest = append(p.Latest, one)
	}
	p.Line = slices.Clone(p.Rounds[max(0, len(p.Rounds)-mostRoundsInLine):])
	for i := range p.Line {
		p.Line[i].Outcomes = v.withCaseFile(p.Line[i])
	}
	p.Latest, p.Pager = paged(v, p.Latest, roundsOfPage)
	return p, nil
}

// caseFile is by whose word something stands that an analyst set up before any report.
const caseFile = "the case file"

// withCaseFile adds to what reports tell of a round's outcome that which the case file
// has, where no report tells the same.
func (v *visit) withCaseFile(r account.RoundOf) []account.Said {
	all := slices.Clone(r.Outcomes)
	for n, has := range v.Case.Process.Rounds {
		if has.From != r.From || has.Round != r.Number || has.Outcome == "" || !account.Known(has.From, v.AsOf) {
			continue
		}
		if slices.ContainsFunc(all, func(s account.Said) bool { return spaced(s.What) == spaced(has.Outcome) }) {
			continue
		}
		cite := account.Cite{Report: "case:" + v.Case.ID, Outlet: caseFile, Day: has.From, Claim: fmt.Sprintf("process.rounds[%d]", n), Words: spaced(has.Outcome)}
		all = append(all, account.Said{What: string(has.Outcome), By: []string{caseFile}, Cites: account.Cited(cite)})
	}
	return all
}

// Telling are the tellings of a meeting that a page lists.
func (r *roundView) Telling() []account.Session {
	return r.Sessions[:min(len(r.Sessions), mostTellings)]
}

// Limits of the page; the table has all.
const (
	mostRoundsInLine = 8
	roundsOfPage     = 8
	mostTellings     = 8
)

func tablesOfTalks(v *visit) ([]account.Table, error) { return v.Talks().Tables(), nil }
