package knowledge

import (
	"math"
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge/gazetteer"
)

// Mention is one mention of a place in a report.
type Mention struct {
	Text       string
	Start, End int // byte offsets in Context.Text; both 0 where it is not known
}

// Nation is a mention of a country by another word than its name: "Afghan", "Tehran said", a minister.
type Nation struct {
	Country string // ISO 3166-1 alpha-3
	At      int    // byte offset in Context.Text
}

// Context is what else a report says of where it is.
type Context struct {
	Text    string // the report's, for what stands between and behind mentions; may be empty. The dateline's place is a mention as others are
	Nations []Nation
	Outlet  string // the outlet's country, ISO 3166-1 alpha-3
	Lines   []int  // the mentions that the dateline is made of: where it was written says more than what is named in passing
}

// Resolution is what a mention means. Known is false, and the rest empty,
// where no place of that name is known or none stands out.
type Resolution struct {
	Place
	Known      bool
	Precision  claim.PlacePrecision
	Extent     int     // km around the point within which the thing lies, of a region
	Confidence float64 // 0..1: the chance that the place is right
	Why        Why
}

// Why says what decided a resolution.
type Why uint16

// The reasons, most telling first.
const (
	WhyContained  Why = 1 << iota // the report names what holds it, or what it holds: "Paris, Texas"
	WhyOnly                       // no other place bears the name
	WhyCountry                    // the country that the report is about
	WhyNear                       // other places of the report lie near
	WhyPopulation                 // the largest of its name
)

// String lists the reasons in words.
func (w Why) String() string { return strings.Join(w.List(), ", ") }

// List lists the reasons, most telling first.
func (w Why) List() []string {
	var out []string
	for i, name := range []string{"contained", "only", "country", "near", "population"} {
		if w>>i&1 == 1 {
			out = append(out, name)
		}
	}
	return out
}

// group is one name with all its mentions: in one report a name means one place.
type group struct {
	name     string
	first    int // among the candidates
	end      int
	mentions int
	at       int       // byte offset of the first mention
	within   []int     // groups that the words say hold it
	kin      []int     // groups of the same name with or without a word for its kind, and itself: "Pell district" is no second witness for Pell
	p        []float64 // over its candidates
	total    []float64 // score before normalising
	pair     []float64 // bonus by containment
	near     []float64
	country  []float64
}

// resolver works one report through.
type resolver struct {
	b          *Base
	context    Context
	mentions   []Mention
	groupOf    []int
	groups     []group
	candidates []candidate
	evidence   evidence
	homeland   int32 // see home
	homeShare  float64
	homeKnown  bool
}

// Resolve says which place each mention means, by what the report says as a
// whole: what contains what, the countries it is about, what lies near what,
// population and kind. The result has one entry a mention. Deterministic.
func (b *Base) Resolve(mentions []Mention, context Context) []Resolution {
	r := b.resolver(mentions, context)
	out := make([]Resolution, len(mentions))
	for i := range r.mentions {
		out[i] = r.resolution(r.groupOf[i])
	}
	return out
}

// resolver works a report through, up to the shares of each name's places.
func (b *Base) resolver(mentions []Mention, context Context) *resolver {
	r := &resolver{b: b, context: context, mentions: mentions[:min(len(mentions), maxMentions)]}
	r.gather()
	r.pairs()
	for _, t := range tuned.heat {
		r.weigh()
		r.score(t)
	}
	return r
}

// maxMentions bounds the mentions that are resolved.
const maxMentions = 2000

// gather groups the mentions by name and finds each group's candidates.
func (r *resolver) gather() {
	byName := map[string]int{}
	r.groupOf = make([]int, len(r.mentions))
	for i, m := range r.mentions {
		name := r.asStreet(strings.TrimSpace(m.Text), m)
		g, ok := byName[name]
		if !ok {
			g = len(r.groups)
			byName[name] = g
			r.groups = append(r.groups, r.group(name, m))
		}
		r.groups[g].mentions++
		r.groupOf[i] = g
	}
	r.relate()
}

// relate finds the groups that go by one name but for the word for its kind.
func (r *resolver) relate() {
	byStem := map[string][]int{}
	for n := range r.groups {
		stem := r.b.stem(r.groups[n].name)
		byStem[stem] = append(byStem[stem], n)
	}
	for n := range r.groups {
		r.groups[n].kin = byStem[r.b.stem(r.groups[n].name)]
	}
}

// stem is a name without article, word for a kind of region and case: "the Pell district" and "PELL" are one.
func (b *Base) stem(name string) string {
	name = strings.ToLower(trimArticle(name))
	if i := strings.LastIndexByte(name, ' '); i > 0 {
		if _, region := b.words[name[i+1:]]; region {
			return name[:i]
		}
	}
	return name
}

// group finds a name's candidates and their prior.
func (r *resolver) group(name string, m Mention) group {
	g := group{name: name, first: len(r.candidates), at: m.Start}
	r.candidates = r.b.lookUp(r.candidates, name, r.wordBehind(m))
	g.end = len(r.candidates)
	n := g.end - g.first
	floats := make([]float64, 5*n)
	g.p, g.total, g.pair, g.near, g.country = floats[:n], floats[n:2*n], floats[2*n:3*n], floats[3*n:4*n], floats[4*n:]
	for i := range n {
		g.total[i] = tuned.prior * r.candidates[g.first+i].prior
	}
	softmax(g.total, tuned.start, g.p)
	return g
}

// wordBehind is the word behind a mention, for "Helmand" before "province".
func (r *resolver) wordBehind(m Mention) string {
	if m.End <= m.Start || m.End >= len(r.context.Text) || r.context.Text[m.End] != ' ' {
		return ""
	}
	rest := r.context.Text[m.End+1 : min(len(r.context.Text), m.End+25)]
	return rest[:wordEnd(rest)]
}

func wordEnd(s string) int {
	for i := range len(s) {
		if c := s[i] | 0x20; c < 'a' || c > 'z' {
			return i
		}
	}
	return len(s)
}

// lookUp finds the places that a mention may mean: by its name and the word
// behind it, as an abbreviation, as a nation, or as a part of a place ("northern Gaza").
func (b *Base) lookUp(to []candidate, name, behind string) []candidate {
	from := len(to)
	if level, ok := b.words[strings.ToLower(behind)]; ok && behind != "" {
		if to = b.region(to, trimArticle(name), level); len(to) > from {
			return to
		}
	}
	if alone, ok := b.short["="+trimArticle(name)]; ok {
		return b.gazetteerCandidate(to, alone.ref, false, 1)
	}
	if ref, sure, ok := b.abbreviated(name); ok {
		if to = b.gazetteerCandidate(to, ref, false, 1); sure {
			return to
		}
	}
	to = b.candidates(to, name)
	if len(to) == from {
		if iso, ok := b.Nation(name); ok {
			return append(to, b.stateCandidate(b.isos[iso]))
		}
	}
	for rest := name; len(to) == from; {
		first, after, ok := strings.Cut(rest, " ")
		if !ok || !b.isPart(first) {
			break
		}
		rest = after
		to = b.candidates(to, strings.TrimPrefix(rest, "of "))
	}
	if len(to) == from {
		to = b.within(to, name)
	}
	if len(to) == from {
		to = b.called(to, name)
	}
	return to
}

// called finds what is told by a word for its kind: "the city of Pell" is Pell, "the Ruvanian capital" that of Ruvania.
func (b *Base) called(to []candidate, name string) []candidate {
	first, rest, _ := strings.Cut(trimArticle(name), " ")
	if of, ok := strings.CutPrefix(strings.ToLower(rest), "of "); ok && b.kinds[strings.ToLower(first)] {
		return b.candidates(to, rest[len(rest)-len(of):])
	}
	if state, ok := b.capitalOf(name); ok {
		for _, c := range b.candidates(nil, b.states[state].capital) {
			if c.country == int32(state) && c.rank == isOther {
				return append(to, c) // the largest of its name
			}
		}
	}
	return to
}

// IsCapitalOf tells whether a name says of which state it is the capital: "Kenyan capital", "Kenya's capital".
func (b *Base) IsCapitalOf(name string) bool {
	_, ok := b.capitalOf(name)
	return ok
}

// capitalOf is the state of whose capital a name speaks, an index into states.
func (b *Base) capitalOf(name string) (state int, ok bool) {
	whose, ok := cutLast(trimArticle(name), "capital")
	if !ok {
		return 0, false
	}
	if iso, ok := b.Nation(whose); ok {
		return b.isos[iso], true
	}
	for _, genitive := range []string{"'s", "’s", "'S", "’S"} {
		if owner, ok := strings.CutSuffix(whose, genitive); ok {
			return b.stateNamed(owner)
		}
	}
	return 0, false
}

// stateNamed is the state of a name.
func (b *Base) stateNamed(name string) (state int, ok bool) {
	b.bearers(name, func(e nameEntry) bool {
		if e.kind() == entryActor {
			if i := b.actors[e.index()].state; i >= 0 {
				state, ok = i, true
			}
		}
		return !ok
	})
	return state, ok
}

// cutLast cuts the last word off a name, where it is the one given.
func cutLast(name, word string) (rest string, ok bool) {
	i := strings.LastIndexByte(name, ' ')
	if i < 0 || !strings.EqualFold(name[i+1:], word) {
		return name, false
	}
	return name[:i], true
}

// within finds the places of a name that says what they lie in: "the Boya area
// of North Waziristan" is Boya there or, where none is known, North Waziristan.
func (b *Base) within(to []candidate, name string) []candidate {
	inner, outer, ok := strings.Cut(name, " of ")
	cut := strings.LastIndexByte(inner, ' ')
	if !ok || cut < 0 {
		return to
	}
	word := strings.ToLower(inner[cut+1:])
	if _, region := b.words[word]; !region && !b.kinds[word] {
		return to
	}
	from := len(to)
	holders := b.candidates(nil, outer)
	for _, called := range []string{inner, inner[:cut]} {
		for _, c := range b.candidates(nil, trimArticle(called)) {
			if slices.ContainsFunc(holders, func(h candidate) bool { return b.holds(&h, &c) || b.reaches(&h, &c) }) {
				to = append(to, c)
			}
		}
		if len(to) > from {
			return to
		}
	}
	return append(to, holders...)
}

// reaches tells whether a place lies about where a region is, for those whose region nobody has noted.
func (b *Base) reaches(region, c *candidate) bool {
	reach := float64(b.extent(*region) + nearby)
	return c.rank == isOther && region.rank != isCountry && c.country == region.country &&
		gazetteer.Distance(float64(region.lat), float64(region.lon), float64(c.lat), float64(c.lon)) <= reach
}

// abbreviated reads a region's abbreviation: surely one with a full stop
// ("Calif.", "N.Y."), else perhaps where it is two capitals ("CA").
func (b *Base) abbreviated(name string) (ref gazetteer.Ref, sure, ok bool) {
	if len(name) > 8 {
		return 0, false, false
	}
	bare := strings.NewReplacer(".", "", " ", "").Replace(name)
	short, ok := b.short[bare]
	sure = len(bare) < len(strings.ReplaceAll(name, " ", ""))
	return short.ref, sure, ok && (sure || len(bare) <= 3 && bare == strings.ToUpper(bare))
}

// isPart tells whether a word only says which part of a place is meant.
func (b *Base) isPart(word string) bool {
	for part := range strings.SplitSeq(strings.ToLower(word), "-") {
		if !b.parts[part] {
			return false
		}
	}
	return true
}

// softmax turns scores into shares.
func softmax(scores []float64, heat float64, p []float64) {
	if len(scores) == 0 {
		return
	}
	top, sum := slices.Max(scores), 0.0
	for i, s := range scores {
		p[i] = math.Exp((s - top) / heat)
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
}

// resolution is the likeliest place of a group, unless none stands out.
func (r *resolver) resolution(n int) Resolution {
	g := &r.groups[n]
	best, ok := g.likeliest()
	if !ok {
		return Resolution{}
	}
	best, unlisted := r.homely(g, best)
	c := r.candidates[g.first+best]
	out := Resolution{Place: r.b.place(&c), Known: true, Extent: r.b.extent(c)}
	out.Precision = precisionOf(out.Kind, out.Country, out.Extent)
	out.Why = g.why(best)
	out.Confidence = r.confidence(g, best)
	if unlisted || out.Confidence < tuned.unknown {
		return Resolution{}
	}
	return out
}

// why says what speaks for a candidate.
func (g *group) why(i int) Why {
	var w Why
	if g.pair[i] > 0 {
		w |= WhyContained
	}
	if len(g.p) == 1 {
		return w | WhyOnly
	}
	if g.country[i] > 1 {
		w |= WhyCountry
	}
	if g.near[i] > .5 {
		w |= WhyNear
	}
	if i == 0 {
		w |= WhyPopulation
	}
	return w
}

// precisionOf is how finely a place is known from its kind, country and extent in km.
func precisionOf(kind claim.PlaceKind, country string, extent int) claim.PlacePrecision {
	switch kind {
	case claim.PlaceCountry:
		return claim.PreciseCountry
	case claim.PlaceAdmin1:
		return claim.PreciseAdmin1
	case claim.PlaceAdmin2:
		return claim.PreciseAdmin2
	case claim.PlaceBorder, claim.PlaceRoad, claim.PlaceWater:
		return claim.PreciseLine
	case claim.PlaceRegion, claim.PlaceMountain:
		switch {
		case country == "":
			return claim.PreciseInternational
		case extent > nearby:
			return claim.PreciseAdmin1
		}
		return claim.PreciseNear
	}
	return claim.PreciseExact
}

// nearby is the extent in km up to which a region's point is near whatever happens in it.
const nearby = 30
