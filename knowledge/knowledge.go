// Package knowledge is Parley's own dated knowledge of the world that conflict
// reporting happens in: states, armed groups, organisations, people in office,
// outlets, places. Plain files under data/, embedded, and look-up over them.
package knowledge

import (
	"time"

	"github.com/parley-desk/parley/claim"
)

// Actor is a participant that Parley knows, as of the day it was asked about.
type Actor struct {
	ID      string // "PAK", "PAK.ttp", "org:un", "person:khawaja-asif"
	Name    string
	Kind    claim.ActorKind
	Country string // ISO 3166-1 alpha-3
	Sector  string // PLOVER
	Office  string // what they held on that day
	SideOf  string // id of the actor for whom they act
}

// Place is a place that Parley knows.
type Place struct {
	Name, Country, Admin1, Admin2 string
	GeoNames                      int
	Lat, Lon                      float64 // degrees, WGS 84
	Kind                          claim.PlaceKind
	Population                    int
}

// Base is the knowledge base: read-only, safe for many goroutines.
type Base struct{}

// Load reads the embedded tables.
func Load() (*Base, error) { return &Base{}, nil }

// Actor finds who bears a name (any alias, without an article) on a day; a zero day means any.
func (b *Base) Actor(name string, on time.Time) (Actor, bool) { return Actor{}, false }

// ByID finds an actor by its id.
func (b *Base) ByID(id string, on time.Time) (Actor, bool) { return Actor{}, false }

// Nation gives the ISO 3166-1 alpha-3 code of a demonym or adjective of nationality: "Afghan", "Pakistanis".
func (b *Base) Nation(word string) (iso string, ok bool) { return "", false }

// Capital gives the country whose government a capital's (or seat of power's) name may stand for: "Islamabad", "the Kremlin".
func (b *Base) Capital(name string) (iso string, ok bool) { return "", false }

// Places gives the places that bear a name, likeliest first.
func (b *Base) Places(name string) []Place { return nil }

// Longest gives how many of the words from the first on make the longest name
// that the base knows as actor, place or nation; 0 where none.
func (b *Base) Longest(words []string) int { return 0 }
