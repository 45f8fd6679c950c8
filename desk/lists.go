package desk

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
)

// linesOfPage bounds the lines of a list that are shown at once.
const linesOfPage = 40

// itself is what a filter of plain words calls its values.
func itself(s string) string { return spaced(s) }

// commitmentPage is who owes, asks, offers or refuses what.
type commitmentPage struct {
	Forms, Sides, Statuses choice
	Lines                  []commitmentLine
	Pager                  pager
}

// commitmentLine is a commitment with by whose word it stands, where that is another's than its own.
type commitmentLine struct {
	account.CommitmentLine
	Word []string
}

func showCommitments(v *visit) (any, error) {
	p := &commitmentPage{}
	lines := v.Commitments().Lines
	p.Forms, lines = choose(v, "form", "Form", lines, func(l account.CommitmentLine) []string { return []string{string(l.Form)} }, itself)
	p.Sides, lines = choose(v, "side", "Of", lines, func(l account.CommitmentLine) []string { return []string{cmp.Or(l.Side, "others")} }, func(id string) string { return v.Side(id).Short })
	p.Statuses, lines = choose(v, "status", "Outcome", lines, func(l account.CommitmentLine) []string { return []string{l.Status} }, itself)
	lines = slices.Clone(lines)
	slices.Reverse(lines)
	lines, p.Pager = paged(v, lines, linesOfPage)
	for _, l := range lines {
		p.Lines = append(p.Lines, commitmentLine{l, v.wordOf(l)})
	}
	return p, nil
}

// wordOf is by whose word somebody owes, asks or refuses something: those who say so of
// another. Nobody where it is their own word, or the report's.
func (v *visit) wordOf(l account.CommitmentLine) []string {
	var all []string
	for _, c := range l.Cites.List()[:min(len(l.Cites.List()), mostWordsOf)] {
		of := v.contribution(c)
		if of == nil {
			continue
		}
		for i := range of.Rows {
			row := &of.Rows[i]
			owes, ok := row.Body.(*claim.Commitment)
			if row.ID != c.Claim || !ok || len(row.By) == 0 {
				continue
			}
			by := row.By[len(row.By)-1]
			if name := of.Named(by); name != l.From && (owes.From == nil || owes.From.Actor != by.Actor) && !slices.Contains(all, name) {
				all = append(all, name)
			}
		}
	}
	return all
}

// mostWordsOf bounds the places of a line that are looked at for by whose word it stands.
const mostWordsOf = 8

// contribution is the version of a report that a citation leads to; nil where it is none of the case.
func (v *visit) contribution(c account.Cite) *account.Contribution {
	all := once(v.edition, "contributions", func() map[string]*account.Contribution {
		of := map[string]*account.Contribution{}
		for _, one := range v.stock.Contributions {
			of[fmt.Sprint(one.Report, "#", one.Number)] = one
		}
		return of
	})
	return all[fmt.Sprint(c.Report, "#", max(c.Version, 1))]
}

// outlookPage is what is expected, by whom, and whether it came.
type outlookPage struct {
	Came  choice
	Lines []account.ExpectedLine
	Pager pager
}

func showOutlook(v *visit) (any, error) {
	p := &outlookPage{}
	var lines []account.ExpectedLine
	p.Came, lines = choose(v, "came", "By the record", v.Outlook().Lines, func(l account.ExpectedLine) []string { return []string{l.Came} }, itself)
	lines = slices.Clone(lines)
	slices.Reverse(lines)
	p.Lines, p.Pager = paged(v, lines, linesOfPage)
	return p, nil
}

// findingPage is what an editor should look at.
type findingPage struct {
	Kinds choice
	Lines []account.Finding
	Pager pager
}

func showFindings(v *visit) (any, error) {
	p := &findingPage{}
	var lines []account.Finding
	p.Kinds, lines = choose(v, "kind", "Sort", v.Findings().Lines, func(f account.Finding) []string { return []string{f.Kind} }, itself)
	p.Lines, p.Pager = paged(v, lines, linesOfPage)
	return p, nil
}

// calendarPage is what is announced, to come and passed.
type calendarPage struct {
	Coming []account.CalendarLine
	Passed []account.CalendarLine
	Pager  pager
}

func showCalendar(v *visit) (any, error) {
	p := &calendarPage{}
	var passed []account.CalendarLine
	for _, l := range v.Calendar().Lines {
		if l.Passed {
			passed = append(passed, l)
		} else {
			p.Coming = append(p.Coming, l)
		}
	}
	slices.Reverse(passed)
	p.Passed, p.Pager = paged(v, passed, linesOfPage)
	return p, nil
}

// exposurePage is what the conflict costs besides lives.
type exposurePage struct {
	*account.Exposure
	Shown []account.ExposureSeries
	Pager pager
	Kinds choice
}

// seriesOfPage and pointsOfSeries bound what is shown at once; the table has all.
const (
	seriesOfPage   = 8
	pointsOfSeries = 10
)

func showExposure(v *visit) (any, error) {
	p := &exposurePage{Exposure: v.Exposure()}
	var series []account.ExposureSeries
	p.Kinds, series = choose(v, "measure", "Measure", p.Series, func(s account.ExposureSeries) []string { return []string{string(s.Measure)} }, itself)
	p.Shown, p.Pager = paged(v, series, seriesOfPage)
	for i, s := range p.Shown {
		p.Shown[i].Points = s.Points[max(0, len(s.Points)-pointsOfSeries):]
	}
	return p, nil
}

// tablesOf makes a page's tables of its view.
func tablesOf[T account.View](view func(*visit) T) func(*visit) ([]account.Table, error) {
	return func(v *visit) ([]account.Table, error) { return view(v).Tables(), nil }
}
