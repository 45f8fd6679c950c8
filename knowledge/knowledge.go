// Package knowledge is Parley's own dated knowledge of the world that conflict
// reporting happens in: states, armed groups, organisations, people in office,
// outlets, agreements, places. Plain files under data/, embedded, and look-up over them.
//
// Names are compared folded: without case, marks, hyphens, apostrophes and
// spaces, with "al-" and "el-" alike (see fold.go). Nothing here guesses: a
// name that no row bears is unknown.
package knowledge

import (
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge/fold"
	"github.com/parley-desk/parley/knowledge/gazetteer"
)

// Actor is a participant that Parley knows, as of the day it was asked about.
type Actor struct {
	ID      string // "PAK", "PAK.ttp", "org:un", "person:khawaja-asif"
	Name    string
	Kind    claim.ActorKind
	Country string // ISO 3166-1 alpha-3; empty for what is of no one country
	Sector  string // PLOVER
	Office  string // what they held on that day; empty where none is known
	SideOf  string // id of the actor for whom they act
	// LastKnown is the year, month or day in which an open term was last known to
	// hold, where the day asked about lies after it: they may have left since. Else empty.
	LastKnown string
}

// Place is a place that Parley knows.
type Place struct {
	Name       string          `json:"name"`
	Country    string          `json:"country,omitempty"` // ISO 3166-1 alpha-3; empty where it lies in several or in none
	Admin1     string          `json:"admin1,omitempty"`
	Admin2     string          `json:"admin2,omitempty"`
	GeoNames   int             `json:"geonames,omitempty"` // 0 where it is not from GeoNames
	Lat        float64         `json:"lat"`                // degrees, WGS 84
	Lon        float64         `json:"lon"`
	Kind       claim.PlaceKind `json:"kind"`
	Population int             `json:"population,omitempty"`
}

// Base is the knowledge base: read-only, safe for many goroutines.
type Base struct {
	folder      *fold.Folder
	spellings   map[fold.Key][]byte // token of a variant → the standard's letters
	names       nameIndex
	gazetteer   *gazetteer.Gazetteer
	states      []state
	isos        map[string]int // ISO 3166-1 alpha-3 → index into states
	iso2        map[string]int // alpha-2
	actors      []actor
	ids         map[string]int // actor id → index into actors
	seats       []seat
	outlets     map[string]Outlet // by actor id
	agreements  []Agreement
	agreementAt map[fold.Key][]int32
	offices     map[fold.Key]Office
	currencies  []Currency
	units       []Unit
	codes       []Code
	calendars   []CalendarName
	features    []feature
	aliases     []alias
	short       map[string]alias             // abbreviations of regions: "Tex", "TX"; behind "=" names that alone mean them
	points      map[gazetteer.Ref][2]float64 // better points of large regions
	words       map[string]int               // words for kinds of regions → their level
	parts       map[string]bool              // words that say which part of a place is meant
	kinds       map[string]bool              // words that say what kind of a place it is, no region
	ways        map[string]bool              // words for streets, behind their names
	notPlaces   map[fold.Key]bool            // words that alone do not tell of a place
	common      map[string]bool              // those of them that are common words, in lower case
	byCountry   []int                        // the gazetteer's country number → index into states, or -1
	rooms       sync.Pool                    // of *[]candidate, for look-ups
}

// Load reads the embedded tables.
func Load() (*Base, error) { return load(tables{}) }

// LoadWith reads the embedded tables and lays those in the folder dir over them:
// files of the same names and columns. A row replaces every embedded row of
// its key (its first column); other rows are added. Errors name file, line and rule.
func LoadWith(dir string) (*Base, error) {
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("knowledge: %s is not a folder of tables", dir)
	}
	return load(tables{overlay: os.DirFS(dir)})
}

// load reads all tables in the order in which they build on each other.
func load(t tables) (*Base, error) {
	places, err := gazetteer.Open()
	if err != nil {
		return nil, err
	}
	b := &Base{gazetteer: places, rooms: sync.Pool{New: func() any { return new([]candidate) }}, spellings: map[fold.Key][]byte{}, isos: map[string]int{}, iso2: map[string]int{}, ids: map[string]int{},
		outlets: map[string]Outlet{}, short: map[string]alias{}, points: map[gazetteer.Ref][2]float64{}, words: map[string]int{},
		notPlaces: map[fold.Key]bool{}, common: map[string]bool{}, parts: map[string]bool{}, kinds: map[string]bool{}, ways: map[string]bool{}, agreementAt: map[fold.Key][]int32{}, offices: map[fold.Key]Office{}}
	steps := []func(*tables) error{b.loadFolder, b.loadStates, b.loadFeatures, b.loadRegionNames, b.loadNotPlaces, b.loadActors, b.loadPeople, b.loadOutlets,
		b.loadAgreements, b.loadOffices, b.loadCurrencies, b.loadUnits, b.loadCodes, b.loadCalendars, b.checkSides}
	for _, step := range steps {
		if err := step(&t); err != nil {
			return nil, err
		}
	}
	b.names.build()
	return b, nil
}

// Embedded is how many bytes of places lie within the program, used where they are.
func (b *Base) Embedded() int { return b.gazetteer.Size() }

// Actor finds who bears a name (any alias, with or without an article) on a
// day; a zero day means any. Of several bearers the one that was at work on
// that day wins, then the one listed first.
func (b *Base) Actor(name string, on time.Time) (Actor, bool) {
	best, rank := -1, -1
	b.bearers(name, func(e nameEntry) bool {
		if e.kind() == entryActor {
			if r := b.actors[e.index()].fit(on); r > rank {
				best, rank = e.index(), r
			}
		}
		return true
	})
	if best < 0 {
		return Actor{}, false
	}
	return b.actors[best].on(on), true
}

// Actors gives everybody who bears a name, those at work on the day first:
// for callers that choose by context.
func (b *Base) Actors(name string, on time.Time) []Actor {
	var at, other []Actor
	b.bearers(name, func(e nameEntry) bool {
		if e.kind() != entryActor {
			return true
		}
		if a := &b.actors[e.index()]; a.fit(on) > 0 {
			at = append(at, a.on(on))
		} else {
			other = append(other, a.on(on))
		}
		return true
	})
	return append(at, other...)
}

// ByID finds an actor by its id.
func (b *Base) ByID(id string, on time.Time) (Actor, bool) {
	i, ok := b.ids[id]
	if !ok {
		return Actor{}, false
	}
	return b.actors[i].on(on), true
}

// Nation gives the ISO 3166-1 alpha-3 code of a demonym or adjective of nationality: "Afghan", "Pakistanis".
func (b *Base) Nation(word string) (iso string, ok bool) {
	b.bearers(word, func(e nameEntry) bool {
		if e.kind() == entryNation {
			iso, ok = b.states[e.index()].iso3, true
		}
		return !ok
	})
	return iso, ok
}

// Capital gives the country whose government a capital's (or seat of power's) name may stand for: "Islamabad", "the Kremlin".
func (b *Base) Capital(name string) (iso string, ok bool) {
	iso, _, ok = b.Seat(name)
	return iso, ok
}

// Seat is Capital with the sector for which the seat stands: GOV, or MIL for
// "Rawalpindi" and "the Pentagon".
func (b *Base) Seat(name string) (iso, sector string, ok bool) {
	b.bearers(name, func(e nameEntry) bool {
		if e.kind() == entrySeat {
			s := b.seats[e.index()]
			iso, sector, ok = b.states[s.state].iso3, s.sector, true
		}
		return !ok
	})
	return iso, sector, ok
}
