package knowledge

import (
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge/fold"
	"github.com/parley-desk/parley/knowledge/gazetteer"
)

// candidate is one place that a name may mean. It holds no pointers: names
// with a hundred bearers are looked up by the thousand.
type candidate struct {
	prior   float64 // log-odds-like: how readily the name means this place before any context
	index   int32   // into states, features or, as a Ref, the gazetteer
	country int32   // index into states, -1 where none or several
	admin1  int32   // the gazetteer's numbers, -1 where none
	admin2  int32
	lat     float32
	lon     float32
	source  source
	rank    rank
	alt     bool
}

// rank is what of a place's kind decides between places of one name.
type rank uint8

const (
	isOther rank = iota
	isCountry
	isAdmin1
	isAdmin2
)

// rankOf is the rank of a kind.
func rankOf(kind claim.PlaceKind) rank {
	switch kind {
	case claim.PlaceCountry:
		return isCountry
	case claim.PlaceAdmin1:
		return isAdmin1
	case claim.PlaceAdmin2:
		return isAdmin2
	}
	return isOther
}

// source says which table a candidate is from.
type source uint8

const (
	fromState source = iota
	fromFeature
	fromGazetteer
)

// Places gives the places that bear a name, likeliest first: countries, then by
// kind and population; at most maxPlaces, of each country at least the likeliest
// of those considered.
func (b *Base) Places(name string) []Place {
	room := b.rooms.Get().(*[]candidate)
	defer b.rooms.Put(room)
	all := b.candidates((*room)[:0], name)
	if len(all) == 0 {
		return nil
	}
	*room = all
	found := make([]Place, 0, min(len(all), maxPlaces+4))
	var seen countrySet
	for i := range all {
		if len(found) < maxPlaces || !seen.has(all[i].country) {
			found = append(found, b.place(&all[i]))
			seen.add(all[i].country)
		}
	}
	return found
}

// countrySet is a set of indexes into states, -1 among them.
type countrySet [5]uint64

func (s *countrySet) has(i int32) bool { return s[(i+1)>>6]>>((i+1)&63)&1 == 1 }
func (s *countrySet) add(i int32)      { s[(i+1)>>6] |= 1 << ((i + 1) & 63) }

// IsPlace tells whether some place bears exactly this name.
func (b *Base) IsPlace(name string) bool {
	var room [4]candidate
	return len(b.named(room[:0], trimArticle(name), -1)) > 0
}

// IsRegionWord tells whether a word, in lower case, is one for a kind of region: "province", "district".
func (b *Base) IsRegionWord(word string) bool {
	_, ok := b.words[word]
	return ok
}

// IsRegion tells whether a region of the kind that the word says bears the name: "Helmand" and "province".
func (b *Base) IsRegion(name, word string) bool {
	level, ok := b.words[word]
	var room [4]candidate
	return ok && len(b.named(room[:0], trimArticle(name), level)) > 0
}

// maxPlaces bounds what Places gives of one country.
const maxPlaces = 12

// maxCandidates bounds the places considered for one name.
const maxCandidates = 256

// candidates appends the places that a name may mean, likeliest first: by the
// name itself, else without the word for its kind of region ("Helmand
// province"), else without an article or plural.
func (b *Base) candidates(to []candidate, name string) []candidate {
	name = trimArticle(name)
	from := len(to)
	if to = b.named(to, name, -1); len(to) == from {
		if bare, level, ok := b.stripRegionWord(name); ok {
			to = b.region(to, bare, level)
		}
	}
	if len(to) == from {
		to = b.bare(to, name)
	}
	to = to[:from+len(dropHomonyms(to[from:]))]
	sortByPrior(to[from:])
	return to[:min(len(to), from+maxCandidates)]
}

// sortByPrior sorts places by their prior, equals as they stand. The gazetteer
// gives them nearly so: what is inserted moves but a few steps.
func sortByPrior(c []candidate) {
	for i := 1; i < len(c); i++ {
		if c[i].prior <= c[i-1].prior {
			continue
		}
		moved, k := c[i], i
		for ; k > 0 && c[k-1].prior < moved.prior; k-- {
			c[k] = c[k-1]
		}
		c[k] = moved
	}
}

// dropHomonyms leaves out, where a country bears the name, whatever bears it
// only as an alternate name: no report means Arak by "Iraq".
func dropHomonyms(c []candidate) []candidate {
	for i := range c {
		if c[i].source == fromState {
			return slices.DeleteFunc(c, func(c candidate) bool { return c.alt })
		}
	}
	return c
}

// named appends the places that bear exactly this name. A level other than -1
// says that the words called it a region of that level (0 any).
func (b *Base) named(to []candidate, name string, level int) []candidate {
	var f fold.Name
	b.folder.Add(&f, name)
	if f.Empty() || f.Long {
		return to
	}
	b.names.each(b.speltKey(&f), f.Upper, func(e nameEntry) bool {
		switch e.kind() {
		case entryActor:
			if i := b.actors[e.index()].state; i >= 0 {
				to = append(to, b.stateCandidate(i))
			}
		case entryFeature:
			to = append(to, b.featureCandidate(e.index()))
		case entryAlias:
			to = b.gazetteerCandidate(to, b.aliases[e.index()].ref, false, level)
		}
		return true
	})
	return b.inGazetteer(to, f.Key(), level)
}

// second is the level of the words for a second division of a country, "district", by which many go that are smaller, or parts of a city.
const second = 2

// ofSeat is taken from the prior of a town for a district of its name that the gazetteer, which ends at the second division, lacks.
const ofSeat = 2

// region appends the places that a name means which words call a region of a level: such regions and, of a district, the towns of its name.
func (b *Base) region(to []candidate, name string, level int) []candidate {
	from := len(to)
	to = b.named(to, name, level)
	if level != second || len(to) == from {
		return to
	}
	towns := len(to)
	to = b.named(to, name, -1)
	kept := to[:towns]
	for _, c := range to[towns:] {
		if c.source == fromGazetteer && c.rank == isOther {
			c.prior -= ofSeat
			kept = append(kept, c)
		}
	}
	return kept
}

// inGazetteer appends the gazetteer's places of a key.
func (b *Base) inGazetteer(to []candidate, k fold.Key, level int) []candidate {
	first, end := b.gazetteer.Find(k)
	end = min(end, first+maxCandidates)
	to = slices.Grow(to, end-first)
	for i := first; i < end; i++ {
		ref, alt := b.gazetteer.Hit(i)
		to = b.gazetteerCandidate(to, ref, alt, level)
	}
	return to
}

// bare appends the places of a name less its Arabic article, or with its last s cut.
func (b *Base) bare(to []candidate, name string) []candidate {
	var f fold.Name
	b.folder.Add(&f, name)
	if f.HasArticle() {
		if to = b.inGazetteer(to, f.Bare(), -1); len(to) > 0 {
			return to
		}
	}
	if cut, ok := strings.CutSuffix(name, "s"); ok && len(cut) > 3 {
		cut = strings.TrimRight(cut, "'’")
		if len(cut) < len(name)-1 {
			return b.named(to, cut, -1) // a possessive
		}
	}
	return to
}

// stripRegionWord cuts the word for a kind of region from a name: "Helmand
// province", "Province of Helmand". level is the word's.
func (b *Base) stripRegionWord(name string) (bare string, level int, ok bool) {
	if i := strings.LastIndexByte(name, ' '); i > 0 {
		if level, ok = b.words[strings.ToLower(name[i+1:])]; ok {
			return name[:i], level, true
		}
	}
	if first, rest, found := strings.Cut(name, " of "); found {
		if level, ok = b.words[strings.ToLower(first)]; ok {
			return rest, level, true
		}
	}
	return name, -1, false
}

func (b *Base) stateCandidate(i int) candidate {
	s := &b.states[i]
	prior := statePrior
	if s.status == "t" {
		prior = territoryPrior
	}
	return candidate{source: fromState, index: int32(i), rank: isCountry, country: int32(i), admin1: -1, admin2: -1, lat: float32(s.lat), lon: float32(s.lon), prior: prior}
}

func (b *Base) featureCandidate(i int) candidate {
	f := &b.features[i]
	c := candidate{source: fromFeature, index: int32(i), rank: rankOf(f.kind), country: -1, admin1: f.region, admin2: -1, lat: float32(f.lat), lon: float32(f.lon), prior: featurePrior}
	if len(f.countries) == 1 {
		c.country = int32(f.countries[0])
	}
	return c
}

// gazetteerCandidate appends a place of the gazetteer, unless the words called it a region and it is none.
func (b *Base) gazetteerCandidate(to []candidate, ref gazetteer.Ref, alt bool, level int) []candidate {
	g := b.gazetteer.Brief(ref)
	if level >= 0 && g.Level == gazetteer.Populated {
		return to
	}
	c := candidate{source: fromGazetteer, index: int32(ref), alt: alt, country: int32(b.byCountry[g.Country]), admin1: g.Admin1, admin2: g.Admin2, lat: g.Lat, lon: g.Lon}
	switch g.Level {
	case gazetteer.Populated:
		c.prior = populatedPrior(int(g.Code), int(g.People))
	case gazetteer.Admin1:
		c.rank, c.prior = isAdmin1, adminPrior(int(g.People))+.3
	default:
		c.rank, c.prior = isAdmin2, adminPrior(int(g.People))-.8
	}
	if g.Level != gazetteer.Populated {
		lat, lon := b.point(ref)
		c.lat, c.lon = float32(lat), float32(lon)
	}
	if int(g.Level) == level {
		c.prior += 2
	}
	if alt {
		c.prior -= .8
	}
	return append(to, c)
}

// place is a candidate as a place.
func (b *Base) place(c *candidate) Place {
	switch c.source {
	case fromState:
		return b.states[c.index].place()
	case fromFeature:
		f := &b.features[c.index]
		p := Place{Name: f.name, Admin1: f.admin1, Lat: f.lat, Lon: f.lon, Kind: f.kind}
		if len(f.countries) == 1 {
			p.Country = b.states[f.countries[0]].iso3
		}
		return p
	}
	ref := gazetteer.Ref(c.index)
	p := Place{Name: b.gazetteer.Name(ref), Population: b.gazetteer.Population(ref), Kind: b.kind(c)}
	if c.rank == isOther {
		p.GeoNames = b.gazetteer.GeoNames(ref)
		p.Lat, p.Lon = b.gazetteer.Point(ref)
	} else {
		p.Lat, p.Lon = b.point(ref)
	}
	if c.admin1 >= 0 {
		p.Admin1 = b.gazetteer.Admin1(int(c.admin1))
	}
	if c.admin2 >= 0 {
		p.Admin2 = b.gazetteer.Admin2(int(c.admin2))
	}
	if c.country >= 0 {
		p.Country = b.states[c.country].iso3
	}
	return p
}

// kind is the kind of a candidate.
func (b *Base) kind(c *candidate) claim.PlaceKind {
	switch {
	case c.source == fromFeature:
		return b.features[c.index].kind
	case c.rank == isCountry:
		return claim.PlaceCountry
	case c.rank == isAdmin1:
		return claim.PlaceAdmin1
	case c.rank == isAdmin2:
		return claim.PlaceAdmin2
	}
	ref := gazetteer.Ref(c.index)
	_, n := b.gazetteer.Level(ref)
	return populatedKind(b.gazetteer.Code(n), b.gazetteer.Population(ref))
}

// point is where a place of the gazetteer lies: the curated point where there is one.
func (b *Base) point(ref gazetteer.Ref) (lat, lon float64) {
	if p, ok := b.points[ref]; ok {
		return p[0], p[1]
	}
	return b.gazetteer.Point(ref)
}
