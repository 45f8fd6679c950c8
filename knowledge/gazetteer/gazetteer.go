// Package gazetteer is a compact file of the world's places, used in place: it
// is embedded, never parsed, and looked up by the key of a folded name. The
// file is made by go run ./knowledge/compile; see Build for its layout.
//
// Places and regions are from GeoNames (geonames.org, CC BY 4.0).
package gazetteer

import (
	_ "embed" // the compiled file
	"errors"
	"math"

	"github.com/parley-desk/parley/knowledge/fold"
)

//go:embed places.bin
var embedded string

// Ref names one place or region of the file.
type Ref uint32

// Level says what a Ref is.
type Level uint8

// The levels.
const (
	Populated Level = iota
	Admin1
	Admin2
)

// Codes are the GeoNames feature codes that the file keeps, by number; the
// rest are kept as PPL.
var Codes = []string{"PPL", "PPLC", "PPLA", "PPLA2", "PPLA3", "PPLA4", "PPLX", "PPLL", "STLMT", "PPLF", "PPLQ", "PPLW", "PPLH", "PPLCH"}

// Gazetteer looks places up. Read-only, safe for many goroutines.
type Gazetteer struct {
	s       string
	counts  counts
	offsets [sections + 1]int
	cells   []uint16 // see indexCells
}

// The sections of a file, in order.
const (
	secCountries = iota // 2 bytes: ISO alpha-2
	secAdmin1           // 3 name, 1 country, 3 lat, 3 lon, 2 extent, 4 population
	secAdmin2           // 3 name, 2 admin1, 3 lat, 3 lon, 2 extent, 4 population
	secCells            // 3 first place, 1 country, 2 admin1, 2 admin2
	secPlaces           // 3 name, 3 lat, 3 lon, 3 population, 3 GeoNames id, 1 code
	secBuckets          // 3 first entry
	secEntries          // 4 fingerprint, 3 ref with alternate bit
	secHeads            // bitmap of the keys of first tokens
	secNames            // 1 length, bytes
	sections
)

var widths = [sections]int{2, 16, 17, 8, 16, 3, 7, 1, 1}

const (
	magic     = "PGZ1"
	header    = len(magic) + 4*sections
	buckets   = 1 << 16
	headBits  = 1 << 20
	noRegion  = 0xffff
	alternate = 1 << 23 // in an entry's ref
)

// counts is how many records each section has.
type counts [sections]int

// Open reads the embedded file.
func Open() (*Gazetteer, error) { return open(embedded) }

// open checks a file's frame and lays the sections out.
func open(s string) (*Gazetteer, error) {
	if len(s) < header || s[:len(magic)] != magic {
		return nil, errors.New("gazetteer: not a file of places")
	}
	g := &Gazetteer{s: s}
	at := header
	for i := range sections {
		g.counts[i] = u32(s, len(magic)+4*i)
		g.offsets[i] = at
		at += g.counts[i] * widths[i]
	}
	g.offsets[sections] = at
	if at != len(s) || g.counts[secBuckets] != buckets+1 || g.counts[secHeads] != headBits/8 {
		return nil, errors.New("gazetteer: the file of places is cut short")
	}
	if g.counts[secCells] > math.MaxUint16 {
		return nil, errors.New("gazetteer: the file has more regions than it can number")
	}
	g.indexCells()
	return g, nil
}

// at is where record i of a section begins.
func (g *Gazetteer) at(section, i int) int { return g.offsets[section] + i*widths[section] }

// Len is the number of places and regions.
func (g *Gazetteer) Len() int {
	return g.counts[secPlaces] + g.counts[secAdmin1] + g.counts[secAdmin2]
}

// Size is the size of the file in bytes.
func (g *Gazetteer) Size() int { return len(g.s) }

// Countries is the number of countries.
func (g *Gazetteer) Countries() int { return g.counts[secCountries] }

// Places is the number of populated places.
func (g *Gazetteer) Places() int { return g.counts[secPlaces] }

// Begins tells whether a name may begin with a token of that key (fold.Name.Head):
// never a false no.
func (g *Gazetteer) Begins(head fold.Key) bool {
	bit := headBit(head)
	return g.s[g.offsets[secHeads]+bit/8]>>(bit%8)&1 == 1
}

func headBit(k fold.Key) int { return int((uint64(k) ^ uint64(k)>>32) % headBits) }

// split gives a key's bucket and fingerprint: 48 of its 64 bits in all.
func split(k fold.Key) (bucket int, fingerprint uint32) {
	mixed := uint64(k) * 0x9e3779b97f4a7c15 // FNV's low bits are weak
	return int(mixed >> 48), uint32(mixed >> 16)
}

// Find gives the range of hits for a key, likeliest first, empty where no place
// bears it.
func (g *Gazetteer) Find(k fold.Key) (first, end int) {
	bucket, fp := split(k)
	from := u24(g.s, g.at(secBuckets, bucket))
	to := u24(g.s, g.at(secBuckets, bucket+1))
	for from < to && uint32(u32(g.s, g.at(secEntries, from))) < fp {
		from++
	}
	end = from
	for end < to && uint32(u32(g.s, g.at(secEntries, end))) == fp {
		end++
	}
	return from, end
}

// Hit is the place of a hit, and whether the name is only one of its alternate names.
func (g *Gazetteer) Hit(i int) (ref Ref, alt bool) {
	r := u24(g.s, g.at(secEntries, i)+4)
	return Ref(r &^ alternate), r&alternate != 0
}

// Level says what a ref is, and its number among its like.
func (g *Gazetteer) Level(r Ref) (Level, int) {
	i := int(r)
	if i < g.counts[secPlaces] {
		return Populated, i
	}
	if i -= g.counts[secPlaces]; i < g.counts[secAdmin1] {
		return Admin1, i
	}
	return Admin2, i - g.counts[secAdmin1]
}

// Point is where a place lies, degrees.
func (g *Gazetteer) Point(r Ref) (lat, lon float64) {
	level, i := g.Level(r)
	at := 0
	switch level {
	case Populated:
		at = g.at(secPlaces, i) + 3
	case Admin1:
		at = g.at(secAdmin1, i) + 4
	default:
		at = g.at(secAdmin2, i) + 5
	}
	return degrees(u24(g.s, at), 90), degrees(u24(g.s, at+3), 180)
}

// Population of a place, or of a region's places together.
func (g *Gazetteer) Population(r Ref) int {
	switch level, i := g.Level(r); level {
	case Populated:
		return people(u24(g.s, g.at(secPlaces, i)+9))
	case Admin1:
		return u32(g.s, g.at(secAdmin1, i)+12)
	default:
		return u32(g.s, g.at(secAdmin2, i)+13)
	}
}

// Brief is what decides between places of one name.
type Brief struct {
	Lat, Lon                float32 // degrees
	People                  int32
	Country, Admin1, Admin2 int32 // numbers; -1 where there is none
	Code                    uint8 // of a populated place, an index into Codes
	Level                   Level
}

// Brief reads in one go what the other methods give one by one.
func (g *Gazetteer) Brief(r Ref) Brief {
	level, i := g.Level(r)
	if level == Populated {
		p, c := g.at(secPlaces, i), g.at(secCells, g.cell(i))
		place, cell := g.s[p:p+16], g.s[c:c+8]
		return Brief{
			Lat: float32(degrees(u24(place, 3), 90)), Lon: float32(degrees(u24(place, 6), 180)), People: int32(people(u24(place, 9))), Code: place[15],
			Country: int32(cell[3]), Admin1: int32(region(u16(cell, 4))), Admin2: int32(region(u16(cell, 6))),
		}
	}
	lat, lon := g.Point(r)
	country, admin1, admin2 := g.Regions(r)
	return Brief{Lat: float32(lat), Lon: float32(lon), People: int32(min(g.Population(r), math.MaxInt32)), Country: int32(country), Admin1: int32(admin1), Admin2: int32(admin2), Level: level}
}

// Code is a populated place's feature code, as an index into Codes.
func (g *Gazetteer) Code(i int) int { return int(g.s[g.at(secPlaces, i)+15]) }

// Regions gives the numbers of a place's country, admin-1 and admin-2 region; -1 where there is none.
func (g *Gazetteer) Regions(r Ref) (country, admin1, admin2 int) {
	switch level, i := g.Level(r); level {
	case Populated:
		at := g.at(secCells, g.cell(i))
		return int(g.s[at+3]), region(u16(g.s, at+4)), region(u16(g.s, at+6))
	case Admin1:
		return int(g.s[g.at(secAdmin1, i)+3]), i, -1
	default:
		first := u16(g.s, g.at(secAdmin2, i)+3)
		return int(g.s[g.at(secAdmin1, first)+3]), first, i
	}
}

func region(n int) int {
	if n == noRegion {
		return -1
	}
	return n
}

// cell is the number of the cell that holds place i: the last that begins at or before it.
func (g *Gazetteer) cell(i int) int {
	c := int(g.cells[i>>cellShift])
	for c+1 < g.counts[secCells] && u24(g.s, g.at(secCells, c+1)) <= i {
		c++
	}
	return c
}

// cellShift: the cell of every 16th place is kept at hand, so that few are tried for the others.
const cellShift = 4

// indexCells notes the cell of every 16th place.
func (g *Gazetteer) indexCells() {
	g.cells = make([]uint16, g.counts[secPlaces]>>cellShift+1)
	c := 0
	for i := range g.cells {
		for c+1 < g.counts[secCells] && u24(g.s, g.at(secCells, c+1)) <= i<<cellShift {
			c++
		}
		g.cells[i] = uint16(c)
	}
}

// Country is the ISO alpha-2 code of a country number.
func (g *Gazetteer) Country(i int) string {
	at := g.at(secCountries, i)
	return g.s[at : at+2]
}

// Extent is how far from a region's point its places lie, km; 0 for places.
func (g *Gazetteer) Extent(r Ref) int {
	switch level, i := g.Level(r); level {
	case Admin1:
		return u16(g.s, g.at(secAdmin1, i)+10)
	case Admin2:
		return u16(g.s, g.at(secAdmin2, i)+11)
	}
	return 0
}

// Name is what GeoNames calls a place.
func (g *Gazetteer) Name(r Ref) string {
	level, i := g.Level(r)
	return g.name(g.at([]int{secPlaces, secAdmin1, secAdmin2}[level], i))
}

// name reads the name whose offset stands at a record's start.
func (g *Gazetteer) name(at int) string {
	at = g.offsets[secNames] + u24(g.s, at)
	return g.s[at+1 : at+1+int(g.s[at])]
}

// Admin1 is the name of an admin-1 region by its number.
func (g *Gazetteer) Admin1(i int) string { return g.name(g.at(secAdmin1, i)) }

// Admin2 is the name of an admin-2 region by its number.
func (g *Gazetteer) Admin2(i int) string { return g.name(g.at(secAdmin2, i)) }

// GeoNames is the id of a populated place, 0 for regions and for places that came without.
func (g *Gazetteer) GeoNames(r Ref) int {
	if level, i := g.Level(r); level == Populated {
		return u24(g.s, g.at(secPlaces, i)+12)
	}
	return 0
}

// Numbers are little-endian. Degrees take 24 bits of their range (about a
// metre); populations 23 bits, above 8 million in steps of 8.

func u16(s string, i int) int { return int(s[i]) | int(s[i+1])<<8 }
func u24(s string, i int) int { return int(s[i]) | int(s[i+1])<<8 | int(s[i+2])<<16 }
func u32(s string, i int) int { return u24(s, i) | int(s[i+3])<<24 }

func degrees(n int, span float64) float64 { return float64(n)/(1<<24-1)*2*span - span }

func people(n int) int {
	if n >= 1<<23 {
		return (n - 1<<23) * 8
	}
	return n
}
