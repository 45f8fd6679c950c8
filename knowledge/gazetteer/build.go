package gazetteer

import (
	"cmp"
	"math"
	"slices"

	"github.com/parley-desk/parley/knowledge/fold"
)

// Source is a place as it goes into the file.
type Source struct {
	Name, Country  string // country: ISO alpha-2
	Admin1, Admin2 string // GeoNames codes, as Region.Code without its country
	GeoNames       int
	Lat, Lon       float64
	Population     int
	Code           string
	Keys           []fold.Key // of its name
	Alternates     []fold.Key // of its alternate names
	Heads          []fold.Key // of the first tokens of all its names
}

// Region is an admin-1 or admin-2 region as it goes into the file.
type Region struct {
	Code       string // "AF.10" or "AF.10.1104"
	Name       string
	Keys       []fold.Key
	Alternates []fold.Key
	Heads      []fold.Key
}

// builder gathers the sections.
type builder struct {
	parts   [sections][]byte
	names   map[string]int
	country map[string]int
	admin1  map[string]int
	admin2  map[string]int
	spreads [2][]spread // of admin-1 and admin-2 regions
	regions [2][]Region
	entries []entry
}

// entry is one key of one place, with its rank among those of its key.
type entry struct {
	bucket      int
	fingerprint uint32
	ref         int
	rank        float64
}

// Build makes the file from its places and regions. Places without a known
// region stay with their country; regions without places take their
// admin-1 region's point. The result depends on nothing but its input.
func Build(places []Source, admin1, admin2 []Region) []byte {
	b := &builder{names: map[string]int{}, country: map[string]int{}, admin1: map[string]int{}, admin2: map[string]int{}}
	b.index(places, admin1, admin2)
	slices.SortStableFunc(places, b.order)
	for i, p := range places {
		b.addCell(i, p)
		b.addPlace(i, p)
	}
	b.addRegions(len(places))
	b.addEntries()
	return b.file()
}

// index numbers countries and regions by code.
func (b *builder) index(places []Source, admin1, admin2 []Region) {
	var codes []string
	for _, p := range places {
		codes = append(codes, p.Country)
	}
	for _, r := range admin1 {
		codes = append(codes, r.Code[:2])
	}
	slices.Sort(codes)
	for _, c := range slices.Compact(codes) {
		b.country[c] = len(b.country)
		b.parts[secCountries] = append(b.parts[secCountries], c...)
	}
	byCode := func(x, y Region) int { return cmp.Compare(x.Code, y.Code) }
	slices.SortFunc(admin1, byCode)
	slices.SortFunc(admin2, byCode)
	for i, r := range admin1 {
		b.admin1[r.Code] = i
	}
	for _, r := range admin2 {
		if _, ok := b.admin1[parent(r.Code)]; ok {
			b.admin2[r.Code] = len(b.admin2)
			b.regions[1] = append(b.regions[1], r)
		}
	}
	b.regions[0] = admin1
	b.spreads = [2][]spread{make([]spread, len(admin1)), make([]spread, len(b.regions[1]))}
}

// parent is an admin-2 code without its last part.
func parent(code string) string {
	for i := len(code) - 1; i >= 0; i-- {
		if code[i] == '.' {
			return code[:i]
		}
	}
	return ""
}

// cellOf is a place's country, admin-1 and admin-2 number.
func (b *builder) cellOf(p Source) [3]int {
	a1, ok1 := b.admin1[p.Country+"."+p.Admin1]
	a2, ok2 := b.admin2[p.Country+"."+p.Admin1+"."+p.Admin2]
	if !ok1 {
		a1 = noRegion
	}
	if !ok2 {
		a2 = noRegion
	}
	return [3]int{b.country[p.Country], a1, a2}
}

// order sorts places by cell, then by name and id.
func (b *builder) order(x, y Source) int {
	cx, cy := b.cellOf(x), b.cellOf(y)
	return cmp.Or(slices.Compare(cx[:], cy[:]), cmp.Compare(x.Name, y.Name), cmp.Compare(x.GeoNames, y.GeoNames), cmp.Compare(x.Lat, y.Lat))
}

// addCell begins a new cell where place i is the first of it.
func (b *builder) addCell(i int, p Source) {
	cell := b.cellOf(p)
	s := b.parts[secCells]
	if n := len(s); n > 0 {
		last := string(s[n-widths[secCells]:])
		if [3]int{int(last[3]), u16(last, 4), u16(last, 6)} == cell {
			return
		}
	}
	s = append(put24(s, i), byte(cell[0]))
	b.parts[secCells] = put16(put16(s, cell[1]), cell[2])
}

// addPlace writes a place and its keys, and adds it to its regions' spread.
func (b *builder) addPlace(i int, p Source) {
	code := max(slices.Index(Codes, p.Code), 0)
	s := put24(b.parts[secPlaces], b.name(p.Name))
	s = put24(put24(s, angle(p.Lat, 90)), angle(p.Lon, 180))
	s = put24(put24(s, packPeople(p.Population)), p.GeoNames)
	b.parts[secPlaces] = append(s, byte(code))
	b.addKeys(i, placeRank(p.Population, p.Code), p.Keys, p.Alternates)
	b.addHeads(p.Heads)
	cell := b.cellOf(p)
	for level, n := range cell[1:] {
		if n != noRegion {
			b.spreads[level][n].add(p)
		}
	}
}

// placeRank orders places that share a name before any context is known.
func placeRank(population int, code string) float64 {
	rank := math.Log10(float64(population) + 100)
	switch code {
	case "PPLC":
		rank++
	case "PPLA":
		rank += .5
	case "PPLX":
		rank--
	}
	return rank
}

// addRegions writes the regions, after the places in number.
func (b *builder) addRegions(places int) {
	b.parts[secHeads] = append(b.parts[secHeads], make([]byte, max(0, headBits/8-len(b.parts[secHeads])))...)
	for i, r := range b.regions[0] {
		sp := &b.spreads[0][i]
		s := append(put24(b.parts[secAdmin1], b.name(r.Name)), byte(b.country[r.Code[:2]]))
		b.parts[secAdmin1] = sp.put(s)
		b.addKeys(places+i, math.Log10(float64(sp.population)+1000)+.25, r.Keys, r.Alternates)
		b.addHeads(r.Heads)
	}
	for i, r := range b.regions[1] {
		up := b.admin1[parent(r.Code)]
		sp := &b.spreads[1][i]
		if sp.n == 0 {
			*sp = spread{n: 1, lat: b.spreads[0][up].meanLat(), lon: b.spreads[0][up].meanLon(), radius: b.spreads[0][up].extent()}
		}
		s := put16(put24(b.parts[secAdmin2], b.name(r.Name)), up)
		b.parts[secAdmin2] = sp.put(s)
		b.addKeys(places+len(b.regions[0])+i, math.Log10(float64(sp.population)+100)-.5, r.Keys, r.Alternates)
		b.addHeads(r.Heads)
	}
}

// addKeys enters a place under its keys; an alternate name ranks below a name.
func (b *builder) addKeys(ref int, rank float64, keys, alternates []fold.Key) {
	seen := map[fold.Key]bool{}
	for n, k := range slices.Concat(keys, alternates) {
		if seen[k] {
			continue
		}
		seen[k] = true
		e := entry{ref: ref, rank: rank}
		e.bucket, e.fingerprint = split(k)
		if n >= len(keys) {
			e.ref |= alternate
			e.rank -= .7
		}
		b.entries = append(b.entries, e)
	}
}

// addHeads marks the keys with which names begin.
func (b *builder) addHeads(heads []fold.Key) {
	if len(b.parts[secHeads]) == 0 {
		b.parts[secHeads] = make([]byte, headBits/8)
	}
	for _, h := range heads {
		bit := headBit(h)
		b.parts[secHeads][bit/8] |= 1 << (bit % 8)
	}
}

// addEntries sorts the entries into buckets, likeliest first under one key.
func (b *builder) addEntries() {
	slices.SortFunc(b.entries, func(x, y entry) int {
		return cmp.Or(cmp.Compare(x.bucket, y.bucket), cmp.Compare(x.fingerprint, y.fingerprint), cmp.Compare(y.rank, x.rank), cmp.Compare(x.ref, y.ref))
	})
	next := 0
	for i, e := range b.entries {
		for ; next <= e.bucket; next++ {
			b.parts[secBuckets] = put24(b.parts[secBuckets], i)
		}
		b.parts[secEntries] = put24(put32(b.parts[secEntries], int(e.fingerprint)), e.ref)
	}
	for ; next <= buckets; next++ {
		b.parts[secBuckets] = put24(b.parts[secBuckets], len(b.entries))
	}
}

// name enters a name once and gives its offset.
func (b *builder) name(name string) int {
	if at, ok := b.names[name]; ok {
		return at
	}
	name = name[:min(len(name), 255)]
	at := len(b.parts[secNames])
	b.parts[secNames] = append(append(b.parts[secNames], byte(len(name))), name...)
	b.names[name] = at
	return at
}

// file puts the sections behind the header.
func (b *builder) file() []byte {
	out := []byte(magic)
	for i, part := range b.parts {
		out = put32(out, len(part)/widths[i])
	}
	for _, part := range b.parts {
		out = append(out, part...)
	}
	return out
}

// spread gathers a region's places: their mean point and how far they lie from it.
type spread struct {
	n          int
	population int
	lat, lon   float64 // sums
	points     [][2]float64
	radius     int // given, for a region without places
}

// add counts a place in. The point is the plain mean of places: near the middle
// of a region, where the mean by population would lie in its chief city.
func (s *spread) add(p Source) {
	s.n++
	s.population += p.Population
	lon := p.Lon
	if len(s.points) > 0 && math.Abs(lon-s.points[0][1]) > 180 { // across the date line
		lon += math.Copysign(360, s.points[0][1])
	}
	s.lat += p.Lat
	s.lon += lon
	s.points = append(s.points, [2]float64{p.Lat, lon})
}

func (s *spread) meanLat() float64 { return s.lat / float64(max(s.n, 1)) }

func (s *spread) meanLon() float64 {
	lon := s.lon / float64(max(s.n, 1))
	return math.Mod(lon+540, 360) - 180
}

// extent is the distance within which 19 of 20 places lie, km.
func (s *spread) extent() int {
	if len(s.points) == 0 {
		return s.radius
	}
	var far []float64
	for _, p := range s.points {
		far = append(far, Distance(s.meanLat(), s.meanLon(), p[0], p[1]))
	}
	slices.Sort(far)
	return int(math.Ceil(far[(len(far)-1)*19/20]))
}

// put writes point, extent and population.
func (s *spread) put(out []byte) []byte {
	out = put24(put24(out, angle(s.meanLat(), 90)), angle(s.meanLon(), 180))
	return put32(put16(out, min(s.extent(), math.MaxUint16)), s.population)
}

// Distance between two points on the globe in km (haversine, mean radius 6371.0088 km).
func Distance(lat1, lon1, lat2, lon2 float64) float64 {
	const rad = math.Pi / 180
	sinLat, sinLon := math.Sin((lat2-lat1)*rad/2), math.Sin((lon2-lon1)*rad/2)
	h := sinLat*sinLat + math.Cos(lat1*rad)*math.Cos(lat2*rad)*sinLon*sinLon
	return 2 * 6371.0088 * math.Asin(min(1, math.Sqrt(h)))
}

func put16(b []byte, n int) []byte { return append(b, byte(n), byte(n>>8)) }
func put24(b []byte, n int) []byte { return append(b, byte(n), byte(n>>8), byte(n>>16)) }
func put32(b []byte, n int) []byte { return append(b, byte(n), byte(n>>8), byte(n>>16), byte(n>>24)) }

func angle(d, span float64) int { return int(math.Round((d + span) / (2 * span) * (1<<24 - 1))) }

func packPeople(n int) int {
	if n >= 1<<23 {
		return 1<<23 + min(n/8, 1<<23-1)
	}
	return n
}
