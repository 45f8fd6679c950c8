// Package home tells in which country a report is at home: where most of what it speaks of lies and where, if nothing else is
// said, what it tells happened.
package home

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
)

// The share of what a report says of countries that must be of one for the report to be at home there: less where it was written
// there too.
const (
	share        = 0.5
	shareWritten = 0.45
)

// How much a mention says of where a report is at home: a town or a province says more than a country that is only
// spoken of, armed forces and people more than a state, which may speak from afar; the dateline says where it was written, and a
// medium of a country, that is no agency, tells of it. What goes without saying is of that country: "the police", a hamlet that no map has.
const (
	ofTown    = 4
	ofCountry = 2
	ofLine    = 2
	ofPower   = 1
)

// How many mentions of one party count: an ambassador who is named in each sentence is no land, nor is a state that is asked for aid.
const (
	mostOf      = 3
	mostOfState = 5
	mostUnsaid  = 3 // of what goes without saying
)

// Home is where a report is at home.
type Home struct {
	Country string // ISO 3166-1 alpha-3: that of most of its places and parties, by mentions; empty where no country has most
	Afar    bool   // but for its dateline, it speaks more of another country than of the one where it was written
}

// Of tells where a report is at home.
func Of(d *draft.Draft, base *knowledge.Base) Home {
	t := tally{d: d, base: base, count: map[string]int{}, towns: map[string]bool{}, fought: map[string]bool{}, said: map[string]*[ways]int{}}
	line := t.dateline()
	t.places(line)
	t.actors()
	for _, n := range d.Asked.Context.Nations {
		t.add(n.Country, ofPower)
	}
	t.add(t.written, min(mostUnsaid, t.unsaid)*ofPower)
	for _, p := range d.Peoples {
		if !p.OfBody { // bodies are counted by themselves
			t.say(p.Country, ofPeople, 1)
		}
	}
	h := Home{Country: t.most()}
	if beheld := t.beheld(); beheld != "" && (h.Country == "" || h.Country == t.written) {
		h.Country = beheld
	}
	if line > 0 && d.Dateline != nil && d.Dateline.Place != nil {
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
	d       *draft.Draft
	base    *knowledge.Base
	count   map[string]int
	towns   map[string]bool // countries of which towns or provinces are named
	fought  map[string]bool // countries that are named as places, or whose armed groups and forces are named
	total   int
	written string                // the country where it was written, or of the medium that its dateline names; empty where neither is known
	unsaid  int                   // places that no map has, and offices and bodies of a state of which it does not say of which
	said    map[string]*[ways]int // how often it speaks of each country in each way
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
	if medium := t.d.Asked.Context.Outlet; t.d.Report.Outlet == "" { // else its own outlet is meant, which tells of all countries
		t.written = medium
	}
	at := t.d.DatelineAt
	end := 0
	if t.d.Dateline != nil && at.End > at.First && at.End <= len(t.d.Doc.Tokens) {
		end = t.d.Span(at.First, at.End).End
		if t.d.Dateline.Place != nil {
			here := t.d.Places[*t.d.Dateline.Place].Country
			if here != t.written {
				t.add(t.written, ofCountry)
			}
			t.written = here
			t.say(here, written, 1)
		}
	}
	t.add(t.written, ofLine)
	return end
}

// places counts the places named behind code point line.
func (t *tally) places(line int) {
	for i := range t.d.Places {
		switch p := &t.d.Places[i]; {
		case p.In == "" && p.Span.Start < line, isWhose(t.d, i), holdsLast(t.d, i):
		case p.Country == "" && p.Kind == "" && p.Literal:
			t.unsaid++
			t.say(t.written, unsaid, 1)
		case !p.Literal:
			t.add(p.Country, ofPower)
			t.say(p.Country, standsIn, 1)
		case p.Kind == claim.PlaceCountry:
			t.add(p.Country, ofCountry)
			t.say(p.Country, ofLand, 1)
			t.fought[p.Country] = true
		default:
			t.add(p.Country, ofTown)
			t.say(p.Country, ofTowns, 1)
			t.fought[p.Country] = true
			t.towns[p.Country] = true
		}
	}
}

// actors counts the parties named; a medium that tells of it is none, and those whom a state keeps abroad say nothing of it.
func (t *tally) actors() {
	for i := range t.d.Actors {
		a := &t.d.Actors[i]
		if _, medium := t.base.Outlet(a.Name); medium {
			continue
		}
		t.say(a.Country, wayOf(a), max(1, len(a.Mentions)))
		if isAbroad(a) {
			continue
		}
		t.fought[a.Country] = t.fought[a.Country] || a.Kind == claim.ActorArmedGroup || a.Sector == "MIL"
		switch a.Kind {
		case claim.ActorUnnamed:
			if a.Country == "" && servesState[a.Sector] {
				t.unsaid++
				t.say(t.written, unsaid, 1)
			}
		case claim.ActorState, claim.ActorGovernment:
			t.add(a.Country, ofPower*min(mostOfState, len(a.Mentions)))
		default:
			t.add(a.Country, ofCountry*min(mostOf, len(a.Mentions)))
		}
	}
}

// servesState are PLOVER's sectors of those who serve a state.
var servesState = map[string]bool{"GOV": true, "MIL": true, "COP": true, "JUD": true, "LEG": true}

// isAbroad tells whether an actor is one whom a state keeps abroad: an embassy, an ambassador.
func isAbroad(a *claim.Actor) bool {
	for _, words := range [...]string{a.Name, a.Office} {
		for word := range strings.FieldsSeq(strings.ToLower(words)) {
			switch word {
			case "embassy", "ambassador", "consulate", "consul":
				return true
			}
		}
	}
	return false
}

// most is the country that has more than the share of a home, else none. That a report was written in a country makes it at
// home there only where it names no other, or something in that country too.
func (t *tally) most() string {
	if t.written != "" { // people of countries of which no place is named, nor anybody who fights, are abroad
		maps.DeleteFunc(t.count, func(country string, n int) bool {
			abroad := country != t.written && !t.fought[country]
			if abroad {
				t.total -= n
			}
			return abroad
		})
	}
	countries := slices.Sorted(maps.Keys(t.count))
	if len(countries) == 0 {
		return ""
	}
	best := slices.MaxFunc(countries, func(a, b string) int { return cmp.Or(t.count[a]-t.count[b], cmp.Compare(b, a)) })
	least := share
	if best == t.written {
		if t.count[best] == ofLine && t.total > ofLine {
			return ""
		}
		if second := t.second(best); second*4 <= t.count[best]*3 { // else two countries are at it, as at a border
			least = shareWritten
		}
	}
	if float64(t.count[best]) <= least*float64(t.total) {
		return ""
	}
	return best
}

// second is the count of the country that is spoken of most but for one.
func (t *tally) second(best string) (most int) {
	for country, n := range t.count {
		if country != best {
			most = max(most, n)
		}
	}
	return most
}

// holdsLast tells whether place i only says where the one named right before it lies: of "Marr, Pell" the second counts no more.
func holdsLast(d *draft.Draft, i int) bool {
	if i == 0 || i >= len(d.PlaceAt) || d.Places[i].Country != d.Places[i-1].Country || d.Places[i].Kind == d.Places[i-1].Kind {
		return false
	}
	comma := d.PlaceAt[i-1].End
	return comma+1 == d.PlaceAt[i].First && d.Token(comma).XPOS == language.TagComma
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
