package ledger

import (
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// Belongs tells whether a report belongs to a case by the case's own words: it
// tells of the case's time, and names two of its parties, or one of them (or the
// only one) and a place of the case. What an analyst includes or excludes is not
// asked here.
func Belongs(c *claim.Case, r *claim.Report, rec *claim.Record) bool {
	parties := 0
	for i := range c.Parties {
		if namesParty(&c.Parties[i], rec) {
			parties++
		}
	}
	if parties == 0 || !inWindow(c.Window, r, rec) {
		return false
	}
	return parties >= 2 || len(c.Parties) == 1 && len(c.Places) == 0 || slices.ContainsFunc(c.Places, func(p claim.CasePlace) bool { return namesPlace(&p, rec) })
}

// inWindow holds the day of a report against the time of a case: not before it,
// and after it only where something that happened then is told.
func inWindow(w claim.Window, r *claim.Report, rec *claim.Record) bool {
	day := dayOf(r)
	switch {
	case day == "" || w.To == "" || day <= w.To:
		return w.Holds(day, day)
	case w.From != "" && day < w.From:
		return false
	}
	return slices.ContainsFunc(rec.Claims, func(c claim.Claim) bool {
		return c.Time != nil && !c.Background && (c.Time.Start != "" || c.Time.End != "") && w.Holds(c.Time.Start, c.Time.End)
	})
}

// dayOf is the day of a report, "" where it is not known.
func dayOf(r *claim.Report) string {
	for _, said := range []string{r.Published, r.Fetched} {
		if len(said) >= len("2006-01-02") {
			return said[:len("2006-01-02")]
		}
	}
	return ""
}

// namesParty tells whether a record has an actor of a party: itself, what it
// is made of (AFG.army of AFG), who is on its side or speaks for it.
func namesParty(p *claim.Party, rec *claim.Record) bool {
	return slices.ContainsFunc(rec.Actors, func(a claim.Actor) bool {
		return isOf(p, a.ID) || isOf(p, a.SideOf) || slices.Contains(p.Speakers, a.Name)
	})
}

func isOf(p *claim.Party, id string) bool {
	return id != "" && (partOf(id, p.ID) || slices.ContainsFunc(p.Also, func(also string) bool { return partOf(id, also) }))
}

// partOf tells whether an actor is another or a part of it.
func partOf(id, whole string) bool { return id == whole || strings.HasPrefix(id, whole+".") }

// namesPlace tells whether a record names a place of the case.
func namesPlace(p *claim.CasePlace, rec *claim.Record) bool {
	return slices.ContainsFunc(rec.Places, func(at claim.Place) bool {
		if p.Country != "" && at.Country != "" && at.Country != p.Country {
			return false
		}
		if p.Kind == claim.PlaceCountry && p.Country != "" {
			return at.Country == p.Country
		}
		return called(p, at.Name) || called(p, at.Text) || called(p, at.Admin1) || called(p, at.Admin2)
	})
}

func called(p *claim.CasePlace, name string) bool {
	return name != "" && (strings.EqualFold(p.Name, name) || slices.ContainsFunc(p.Also, func(also string) bool { return strings.EqualFold(also, name) }))
}

// mayBelong tells by a version's subjects alone whether Belongs of this package
// could say yes: a party needs an actor, and actors stand among the subjects.
func mayBelong(c *claim.Case, subjects string) bool {
	for _, p := range c.Parties {
		if len(p.Speakers) > 0 && strings.Contains(subjects, " person:") {
			return true
		}
		for _, id := range append([]string{p.ID}, p.Also...) {
			if strings.Contains(subjects, " "+id+" ") || strings.Contains(subjects, " "+id+".") {
				return true
			}
		}
	}
	return false
}
