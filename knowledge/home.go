package knowledge

import (
	"maps"
	"math"
	"slices"

	"github.com/parley-desk/parley/knowledge/gazetteer"
)

// homely weighs the likeliest place of a name against a place at home, in the country that the report speaks of most: names such as
// "San Francisco" are borne in so many countries that there are more than any list has, and a small one abroad is seldom the place
// meant. It gives the place that is meant, at home where one is listed there; unlisted tells that the name means one that is not.
func (r *resolver) homely(g *group, best int) (meant int, unlisted bool) {
	c := &r.candidates[g.first+best]
	home, share := r.home()
	if home < 0 || c.country == home || c.rank == isCountry || c.source == fromFeature || g.pair[best] > 0 || r.isAmongOthers(g, best) {
		return best, false
	}
	if r.isFamousThere(g, best, share) {
		return best, false
	}
	namesake := tuned.village + tuned.bearers*magnitude(float64(1+r.elsewhere(g, c.country)))
	if r.isBorneNear(g, c.country, home) {
		namesake += tuned.rooted * share
	}
	if c.prior >= knownAbroad || r.evidence.visited(c.country, r.own(g, c.country)) >= inPassing*share {
		namesake -= tuned.fame // its country is known, or spoken of
	}
	if g.total[best] >= tuned.prior*namesake+tuned.country*math.Log1p(20*share) {
		return best, false
	}
	meant = best
	for i := range g.p {
		if r.candidates[g.first+i].country == home && (r.candidates[g.first+meant].country != home || g.p[i] > g.p[meant]) {
			meant = i
		}
	}
	return meant, meant == best
}

// isAmongOthers tells whether other places of the report lie about a candidate, and either no other country has its name or the report surely
// speaks of its country: ten small names that Mexico has too are no witnesses for each other.
func (r *resolver) isAmongOthers(g *group, i int) bool {
	c := &r.candidates[g.first+i]
	return g.near[i] > .5 && (r.elsewhere(g, c.country) == 0 || r.isSpokenOf(g, c.country))
}

// isSpokenOf tells whether the report speaks of a country, but for a group of mentions.
func (r *resolver) isSpokenOf(g *group, country int32) bool {
	const whiff = .2 // of one mention: what a namesake or two bring
	return r.evidence.sure[country] > r.own(g, country)+whiff
}

// isFamousThere tells whether a candidate is known abroad and the report speaks of its country besides: more than in passing, against the share of its
// home, or at all where it is the capital. A capital that is named twice is meant.
func (r *resolver) isFamousThere(g *group, i int, share float64) bool {
	c := &r.candidates[g.first+i]
	if c.prior < knownAbroad {
		return false
	}
	if r.evidence.spoken(c.country, r.own(g, c.country)) >= inPassing*share {
		return true
	}
	iso, ok := r.b.Capital(g.name)
	return ok && c.country == int32(r.b.isos[iso]) && (g.mentions > 1 || r.isSpokenOf(g, c.country))
}

// isBorneNear tells whether the name of a group is borne at home or in a country next to it, but for one: people
// there call places so, and there are more of them than any list has.
func (r *resolver) isBorneNear(g *group, but, home int32) bool {
	at := &r.b.states[home]
	for i := range g.p {
		c := r.candidates[g.first+i].country
		if c < 0 || c == but {
			continue
		}
		if s := &r.b.states[c]; gazetteer.Distance(at.lat, at.lon, s.lat, s.lon) <= region {
			return true
		}
	}
	return false
}

// region is how far from each other, in km, countries lie that name their places alike.
const region = 1500

// elsewhere is in how many countries other than one the name of a group is borne.
func (r *resolver) elsewhere(g *group, country int32) (n int) {
	var seen countrySet
	seen.add(country)
	for i := range g.p {
		if c := r.candidates[g.first+i].country; !seen.has(c) {
			seen.add(c)
			n++
		}
	}
	return n
}

// home is the country that a report speaks of most, with its share, by the evidence and by its dateline, which
// says more than a name in passing; -1 where it speaks of none enough.
func (r *resolver) home() (country int32, share float64) {
	if r.homeKnown {
		return r.homeland, r.homeShare
	}
	weights, total := maps.Clone(r.evidence.countries), r.evidence.total+1
	for _, m := range r.context.Lines {
		if m >= len(r.groupOf) {
			continue
		}
		g := &r.groups[r.groupOf[m]]
		for i, p := range g.p {
			w := tuned.line * p / float64(len(r.context.Lines))
			weights[r.candidates[g.first+i].country] += w
			total += w
		}
	}
	country = -1
	for _, c := range slices.Sorted(maps.Keys(weights)) {
		if s := weights[c] / total; c >= 0 && s > max(tuned.home, share) {
			country, share = c, s
		}
	}
	r.homeKnown, r.homeland, r.homeShare = true, country, share
	return country, share
}
