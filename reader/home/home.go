// Package home tells in which country a report is at home: where most of what it speaks of lies and where, if nothing else is
// said, what it tells happened.
package home

import (
	"cmp"
	"maps"
	"slices"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
)

// share is the share of what a report says of countries that must be of one for the report to be at home there.
const share = 0.5

// How much a mention says of where a report is at home: a town or a province says more than a country that is only
// spoken of, armed forces and people more than a state, which may speak from afar; and the dateline says where it was written.
const (
	ofTown    = 4
	ofCountry = 2
	ofPower   = 1
)

// How many mentions of one party count: an ambassador who is named in each sentence is no land, nor is a state that is asked for aid.
const (
	mostOf      = 3
	mostOfState = 5
)

// Home is where a report is at home.
type Home struct {
	Country string // ISO 3166-1 alpha-3: that of most of its places and parties, by mentions; empty where no country has most
	Afar    bool   // but for its dateline, it speaks more of another country than of the one where it was written
}

// Of tells where a report is at home.
func Of(d *draft.Draft, base *knowledge.Base) Home {
	t := tally{d: d, base: base, count: map[string]int{}, towns: map[string]bool{}}
	line := t.dateline()
	t.places(line)
	t.actors()
	for _, n := range d.Asked.Context.Nations {
		t.add(n.Country, ofPower)
	}
	h := Home{Country: t.most()}
	if line > 0 && d.Dateline.Place != nil {
		h.Afar = t.isAfar(&d.Places[*d.Dateline.Place])
	}
	return h
}

// isAfar tells whether the report speaks more of another country than of the one where it was written; that it was
// filed from a capital, where news is heard, says nothing against a country of which it names towns.
func (t *tally) isAfar(line *claim.Place) bool {
	here := t.count[line.Country]
	_, capital := t.base.Capital(line.Name)
	for country, n := range t.count {
		if capital && t.towns[country] {
			n += ofCountry
		}
		if country != line.Country && n > here {
			return true
		}
	}
	return false
}

// tally counts what a report says of each country.
type tally struct {
	d     *draft.Draft
	base  *knowledge.Base
	count map[string]int
	towns map[string]bool // countries of which towns or provinces are named
	total int
}

func (t *tally) add(country string, n int) {
	if country != "" && n > 0 {
		t.count[country] += n
		t.total += n
	}
}

// dateline counts where the report was written in, and whose medium that was in brackets. It gives the code point at which the
// dateline ends, 0 without any: "CARACAS (VENEZUELA), 7 March -".
func (t *tally) dateline() int {
	at := t.d.DatelineAt
	if t.d.Dateline == nil || at.End <= at.First || at.End > len(t.d.Doc.Tokens) {
		return 0
	}
	here := ""
	if t.d.Dateline.Place != nil {
		here = t.d.Places[*t.d.Dateline.Place].Country
		t.add(here, ofCountry)
	}
	if medium := t.d.Asked.Context.Outlet; medium != here && t.d.Report.Outlet == "" { // else its own outlet is meant, which tells of all countries
		t.add(medium, ofCountry)
	}
	return t.d.Span(at.First, at.End).End
}

// places counts the places named behind code point line.
func (t *tally) places(line int) {
	for i := range t.d.Places {
		switch p := &t.d.Places[i]; {
		case p.In == "" && p.Span.Start < line, isWhose(t.d, i):
		case !p.Literal:
			t.add(p.Country, ofPower)
		case p.Kind == claim.PlaceCountry:
			t.add(p.Country, ofCountry)
		default:
			t.add(p.Country, ofTown)
			t.towns[p.Country] = true
		}
	}
}

// actors counts the parties named; a medium that tells of it is none.
func (t *tally) actors() {
	for i := range t.d.Actors {
		a := &t.d.Actors[i]
		if _, medium := t.base.Outlet(a.Name); medium {
			continue
		}
		switch a.Kind {
		case claim.ActorUnnamed:
		case claim.ActorState, claim.ActorGovernment:
			t.add(a.Country, ofPower*min(mostOfState, len(a.Mentions)))
		default:
			t.add(a.Country, ofCountry*min(mostOf, len(a.Mentions)))
		}
	}
}

// most is the country that has more than the share of a home, else none.
func (t *tally) most() string {
	countries := slices.Sorted(maps.Keys(t.count))
	if len(countries) == 0 {
		return ""
	}
	best := slices.MaxFunc(countries, func(a, b string) int { return cmp.Or(t.count[a]-t.count[b], cmp.Compare(b, a)) })
	if float64(t.count[best]) <= share*float64(t.total) {
		return ""
	}
	return best
}

// isWhose tells whether place i is a country that only says whose something is: "U.S. advisers".
func isWhose(d *draft.Draft, i int) bool {
	if d.Places[i].Kind != claim.PlaceCountry || d.Places[i].In != d.In || i >= len(d.PlaceAt) {
		return false
	}
	if end := d.PlaceAt[i].End; end < len(d.Doc.Tokens) {
		if u := d.Token(end).UPOS; d.Token(end-1).SpaceAfter && (u == language.NOUN || u == language.ADJ) {
			return true // whatever the parser made of it
		}
	}
	switch d.Rel(d.PlaceAt[i].End - 1) {
	case language.Compound, language.Amod, language.NmodPoss, language.NmodDesc:
		return true
	}
	return false
}
