package knowledge

import (
	"math"
	"strings"

	"github.com/parley-desk/parley/knowledge/gazetteer"
)

// weights of the scores that decide between places of one name.
type weights struct {
	prior   float64    // of population and kind
	country float64    // of the share of the report's countries
	admin1  float64    // of the share of the report's regions
	near    float64    // of other places within about a degree
	pair    float64    // of containment said in the words
	nation  float64    // a nation named, in mentions of a place
	outlet  float64    // the outlet's country, in mentions of a place
	start   float64    // heat of the shares before any context
	heat    [4]float64 // heat of each round: hot shares keep rare places in play until the report has spoken
	unknown float64    // confidence below which nothing is said
	line    float64    // the dateline, in mentions of a place, beyond that of its place
	village float64    // prior of a place that the gazetteer lacks
	bearers float64    // of the power of ten of the countries that have its name: where ten do, there are more of it
	rooted  float64    // more of it where the name is borne near the country that the report speaks of most, times its share
	fame    float64    // of a city that is known abroad, or in a country that is spoken of, against its namesakes
	home    float64    // share of the evidence from which on a report is at home in a country
}

// tuned by hand and by random search on news with marked places.
var tuned = weights{prior: 1, country: 1.1, admin1: 1.4, near: 1.3, pair: 3, nation: .35, outlet: 1.5, start: 1.5, heat: [4]float64{3, 2.5, 1, 1}, unknown: .4, line: 2, village: 3.3, rooted: 2.5, bearers: 2.2, home: .3, fame: 1.5}

// evidence is where the report as a whole lies: weights by country, region and square of a degree.
type evidence struct {
	countries map[int32]float64
	towns     map[int32]float64 // of its countries' weights, what towns and regions bring that can hardly be others
	sure      map[int32]float64 // of its countries' weights, what can hardly mean another
	admin1    map[int32]float64
	squares   map[int32]float64
	total     float64
}

// square numbers the square of one degree in which a point lies.
func square(lat, lon float32) int32 {
	return int32(math.Floor(float64(lat))+90)*360 + (int32(math.Floor(float64(lon)))+540)%360
}

// weigh gathers the evidence of all groups as they stand.
func (r *resolver) weigh() {
	e := &r.evidence
	*e = evidence{countries: map[int32]float64{}, towns: map[int32]float64{}, sure: map[int32]float64{}, admin1: map[int32]float64{}, squares: map[int32]float64{}}
	for n := range r.groups {
		g := &r.groups[n]
		w := g.weight()
		for i, p := range g.p {
			r.add(&r.candidates[g.first+i], w*p)
			if r.isWitness(g, i) {
				r.witness(&r.candidates[g.first+i], w*p)
			}
		}
	}
	for _, nation := range r.context.Nations {
		r.addCountry(nation.Country, tuned.nation)
	}
	r.addCountry(r.context.Outlet, tuned.outlet)
}

// weight of a group in the evidence: the logarithm of its mentions.
func (g *group) weight() float64 { return 1 + math.Log(float64(g.mentions)) }

// add counts a candidate in, with a weight.
func (r *resolver) add(c *candidate, w float64) {
	if w < 1e-3 && w > -1e-3 {
		return
	}
	e := &r.evidence
	e.total += w
	e.countries[c.country] += w
	if c.source == fromGazetteer {
		e.admin1[c.admin1] += w
		if c.rank != isAdmin1 {
			e.squares[square(c.lat, c.lon)] += w
		}
	}
}

// isWitness tells whether a candidate says by its name that the report speaks of its country: a state, a place that is
// known abroad or that the words put where it lies. Ten small names that are borne in one country and in others too say nothing of it.
func (r *resolver) isWitness(g *group, i int) bool {
	c := &r.candidates[g.first+i]
	return c.source != fromGazetteer || c.prior >= knownAbroad || g.pair[i] > 0
}

// witness counts a candidate in as one that can hardly be another.
func (r *resolver) witness(c *candidate, w float64) {
	r.evidence.sure[c.country] += w
	if c.source == fromGazetteer {
		r.evidence.towns[c.country] += w
	}
}

// own is what a group itself brings of what is sure of a country.
func (r *resolver) own(g *group, country int32) (sum float64) {
	for i := range g.p {
		if r.candidates[g.first+i].country == country && r.isWitness(g, i) {
			sum += g.weight() * g.p[i]
		}
	}
	return sum
}

// addCountry counts a country in.
func (r *resolver) addCountry(iso string, w float64) {
	if i, ok := r.b.isos[iso]; ok {
		r.evidence.countries[int32(i)] += w
		r.evidence.sure[int32(i)] += w
		r.evidence.total += w
	}
}

// score weighs every group's candidates by the evidence of the others.
func (r *resolver) score(heat float64) {
	for n := range r.groups {
		g := &r.groups[n]
		r.addKin(g, -1)
		for i := range g.p {
			g.total[i] = r.scoreOf(g, i)
		}
		r.addKin(g, 1)
	}
	for n := range r.groups { // once all are scored: what is taken out is what was put in
		softmax(r.groups[n].total, heat, r.groups[n].p)
	}
}

// addKin counts a group and those of its name in, times sign: none of them is a witness for another.
func (r *resolver) addKin(g *group, sign float64) {
	for _, n := range g.kin {
		k := &r.groups[n]
		w := sign * k.weight()
		for i := range k.p {
			r.add(&r.candidates[k.first+i], w*k.p[i])
		}
	}
}

// scoreOf is the score of one candidate, given the evidence of the other groups.
func (r *resolver) scoreOf(g *group, i int) float64 {
	c := &r.candidates[g.first+i]
	e := &r.evidence
	g.country[i], g.near[i] = 0, 0
	if c.country >= 0 {
		g.country[i] = math.Log1p(20 * positive(e.countries[c.country]) / (e.total + 3))
	}
	admin := 0.0
	if c.source == fromGazetteer && c.admin1 >= 0 {
		admin = math.Log1p(20 * positive(e.admin1[c.admin1]) / (e.total + 3))
	}
	if c.source == fromGazetteer && c.rank != isAdmin1 {
		g.near[i] = math.Log1p(r.around(c))
	}
	return tuned.prior*c.prior + tuned.country*g.country[i] + tuned.admin1*admin + tuned.near*g.near[i] + tuned.pair*g.pair[i]
}

func positive(x float64) float64 { return max(x, 0) }

// around is the weight of the places within about a degree.
func (r *resolver) around(c *candidate) float64 {
	sum := 0.0
	for dy := float32(-1); dy <= 1; dy++ {
		for dx := float32(-1); dx <= 1; dx++ {
			sum += positive(r.evidence.squares[square(c.lat+dy, c.lon+dx)])
		}
	}
	return sum
}

// pairs finds what the words say lies in what: "Paris, Texas", "Zahra in
// Helmand", "Texas's Paris".
func (r *resolver) pairs() {
	for i := 0; i+1 < len(r.mentions); i++ {
		a, b := r.mentions[i], r.mentions[i+1]
		if a.End <= a.Start || b.Start < a.End || b.Start > len(r.context.Text) {
			continue
		}
		switch between(r.context.Text[a.End:b.Start]) {
		case insideNext:
			r.contain(r.groupOf[i], r.groupOf[i+1])
			if i+2 < len(r.mentions) && b.End <= r.mentions[i+2].Start { // "X, county, state"
				r.contain(r.groupOf[i], r.groupOf[i+2])
			}
		case insidePrevious:
			r.contain(r.groupOf[i+1], r.groupOf[i])
		}
	}
	for i, m := range r.mentions {
		r.shortBehind(i, m)
	}
}

// how the words between two mentions tie them.
const (
	apart = iota
	insideNext
	insidePrevious
)

// between reads the words between two mentions.
func between(words string) int {
	if len(words) > 40 {
		return apart
	}
	trimmed := strings.TrimSpace(words)
	switch {
	case trimmed == ",", trimmed == "(", trimmed == "-based", trimmed == "" && words != "":
		return insideNext
	case trimmed == "'s", trimmed == "’s":
		return insidePrevious
	case strings.HasSuffix(trimmed, "'s"), strings.HasSuffix(trimmed, "’s"):
		return apart
	}
	trimmed = strings.TrimPrefix(trimmed, ",")
	for _, in := range []string{"in", "of", "in the", "province in", "district of", "in northern", "in southern", "in eastern", "in western", "in central", "district in", "in the province of", "near", "county in", "in neighbouring", "in neighboring"} {
		if strings.TrimSpace(trimmed) == in {
			return insideNext
		}
	}
	return apart
}

// contain raises those places of the inner group that lie in one of the outer's, and these.
func (r *resolver) contain(inner, outer int) {
	if inner == outer {
		return
	}
	gi, go_ := &r.groups[inner], &r.groups[outer]
	gi.within = append(gi.within, outer)
	for i := range gi.p {
		for o := range go_.p {
			if r.b.holds(&r.candidates[go_.first+o], &r.candidates[gi.first+i]) {
				gi.pair[i], go_.pair[o] = 1, 1
			}
		}
	}
}

// holds tells whether a region or country holds a place.
func (b *Base) holds(outer, inner *candidate) bool {
	switch {
	case inner.country < 0 || inner.country != outer.country:
		return false
	case outer.source == fromState:
		return inner.source != fromState
	case outer.rank == isAdmin1:
		return inner.rank != isAdmin1 && outer.admin1 >= 0 && outer.admin1 == inner.admin1
	case outer.rank == isAdmin2:
		return inner.rank != isAdmin1 && inner.rank != isAdmin2 && outer.admin2 >= 0 && outer.admin2 == inner.admin2
	}
	return false
}

// shortBehind reads an abbreviated region behind a mention: "Paris, TX", "Paris, Tex.".
func (r *resolver) shortBehind(i int, m Mention) {
	text := r.context.Text
	if m.End <= m.Start || m.End+2 >= len(text) || text[m.End] != ',' {
		return
	}
	rest := strings.TrimLeft(text[m.End+1:min(len(text), m.End+10)], " ")
	end := 0
	for end < len(rest) && rest[end] != ' ' && rest[end] != ',' && rest[end] != '\n' && rest[end] != ')' {
		end++
	}
	short, ok := r.b.short[strings.ReplaceAll(rest[:end], ".", "")]
	if !ok {
		return
	}
	outer := r.b.gazetteerCandidate(nil, short.ref, false, -1)
	g := &r.groups[r.groupOf[i]]
	for j := range g.pair {
		if r.b.holds(&outer[0], &r.candidates[g.first+j]) {
			g.pair[j] = 1
		}
	}
}

// confidence that a group's best candidate is right, from its share: none for a
// place of no great size in a country that the report does not speak of, or only in passing, while it
// does of another. The gazetteer lacks many a village, and some other has its name.
func (r *resolver) confidence(g *group, best int) float64 {
	c := &r.candidates[g.first+best]
	p := g.p[best]
	if c.source == fromGazetteer && g.pair[best] == 0 && c.prior < knownAbroad && !r.isAmongOthers(g, best) {
		if land, most := r.evidence.most(); most > mostOf && c.country != land && r.evidence.spoken(c.country, r.own(g, c.country)) < inPassing*most {
			p = 0
		}
	}
	if g.pair[best] == 0 && c.prior < knownAbroad && r.liesElsewhere(g, c) {
		p = 0
	}
	return .3 + .66*p // fitted: of places given with .8, eight in ten are right
}

// liesElsewhere tells whether the words put a place into another one ("San Luis, in Marrow department") that
// lies in a country where candidate c does not: then it is a place that nobody knows, and c only bears its name.
func (r *resolver) liesElsewhere(g *group, c *candidate) bool {
	for _, outer := range g.within {
		o := &r.groups[outer]
		if best, ok := o.likeliest(); ok && r.candidates[o.first+best].country >= 0 && r.candidates[o.first+best].country != c.country {
			return true
		}
	}
	return false
}

// mostOf is the share from which on a report speaks of one country most.
const mostOf = .5

// inPassing is the share of the country that the report speaks of most below which another is only
// spoken of in passing: an embassy, an ally.
const inPassing = .2

// knownAbroad is the prior of a place whose name needs no country to be understood: a city of some 150,000.
const knownAbroad = 5.2

// spoken is the share of a country in the evidence, apart from what a group of mentions adds to it.
func (e *evidence) spoken(country int32, own float64) float64 {
	return positive(e.sure[country]-own) / (positive(e.total-own) + 3)
}

// visited is the share of a country in the evidence by its towns and regions alone, apart from what a group of mentions adds to it: a
// power that is only spoken of does not make its towns those that are meant.
func (e *evidence) visited(country int32, own float64) float64 {
	return positive(e.towns[country]-own) / (positive(e.total-own) + 3)
}

// most is the country that the report speaks of most, with its share.
func (e *evidence) most() (country int32, share float64) {
	country = -1
	for c, w := range e.countries {
		if w > share || w == share && c < country {
			country, share = c, w
		}
	}
	return country, share / (e.total + 3)
}

// extent is how far from its point a place reaches, km.
func (b *Base) extent(c candidate) int {
	switch c.source {
	case fromFeature:
		return b.features[c.index].extent
	case fromGazetteer:
		return b.gazetteer.Extent(gazetteer.Ref(c.index))
	}
	return 0
}
