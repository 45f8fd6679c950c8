package desk

import (
	"cmp"
	"slices"
	"time"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
)

// tellingOf is an incident that a telling is part of, or could be.
type tellingOf struct {
	*account.Incident
	With string // a claim of it, as forms name it
}

// mostNear bounds the incidents that a telling could be merged with.
const mostNear = 6

// incidents finds the incident that the claim tells of, and those it could be one with: of
// days close by, the nearest first.
func (p *reviewPage) incidents(of *edition) {
	if p.Chosen.Kind != claim.KindEvent && p.Chosen.Kind != claim.KindFigure {
		return
	}
	in := of.toldOf()[claimAt{p.At.Cite.Report, p.At.Cite.Claim}]
	if in == nil {
		return
	}
	p.Incident = &tellingOf{in, otherOf(in, p.At.Cite)}
	var near []*account.Incident
	from, to := daysAround(in)
	for _, other := range of.Incidents().Incidents {
		if other != in && other.Start != "" && other.Start <= to && from <= cmp.Or(other.End, other.Start) {
			near = append(near, other)
		}
	}
	slices.SortStableFunc(near, func(a, b *account.Incident) int {
		return cmp.Compare(apart(a.Place, in.Place), apart(b.Place, in.Place))
	})
	for _, other := range near[:min(len(near), mostNear)] {
		p.Near = append(p.Near, tellingOf{other, claimName(other.Cites.List()[0])})
	}
}

// claimAt is a claim of a report.
type claimAt struct{ report, id string }

// toldOf gives the incident that a claim tells of.
func (e *edition) toldOf() map[claimAt]*account.Incident {
	return once(e, "told of", func() map[claimAt]*account.Incident {
		of := map[claimAt]*account.Incident{}
		for _, in := range e.Incidents().Incidents {
			for _, c := range in.Cites.List() {
				of[claimAt{c.Report, c.Claim}] = in
			}
		}
		return of
	})
}

// apart is how far two places are from one another, roughly, for ranking: in degrees, squared.
func apart(a, b account.Spot) float64 {
	if a.Lat == 0 && a.Lon == 0 || b.Lat == 0 && b.Lon == 0 {
		return 1e6
	}
	return (a.Lat-b.Lat)*(a.Lat-b.Lat) + (a.Lon-b.Lon)*(a.Lon-b.Lon)
}

// daysAround are the days of an incident with the one before and the one after; "" where it has none.
func daysAround(in *account.Incident) (from, to string) {
	first, ok := parsed(in.Start)
	last, closed := parsed(cmp.Or(in.End, in.Start))
	if !ok || !closed {
		return "", ""
	}
	return first.AddDate(0, 0, -1).Format(time.DateOnly), last.AddDate(0, 0, 1).Format(time.DateOnly)
}

// otherOf is another telling of an incident than c, from another report where there is one; "" where c is all.
func otherOf(in *account.Incident, c account.Cite) string {
	other := ""
	for _, o := range in.Cites.List() {
		switch {
		case o.Report != c.Report:
			return claimName(o)
		case o.Claim != c.Claim && other == "":
			other = claimName(o)
		}
	}
	return other
}

func claimName(c account.Cite) string { return reportKey(c.Report) + "#" + c.Claim }
