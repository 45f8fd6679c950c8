package knowledge

import (
	"maps"
	"math"
	"slices"
)

// homely weighs the likeliest place of a name against a place at home, in the country that the report speaks of most: names such as
// "San Francisco" are borne in so many countries that there are more than any list has, and a small one abroad is seldom the place
// meant. It gives the place that is meant, at home where one is listed there; unlisted tells that the name means one that is not.
func (r *resolver) homely(g *group, best int) (meant int, unlisted bool) {
	c := &r.candidates[g.first+best]
	home, share := r.home()
	if home < 0 || c.country == home || c.rank == isCountry || c.source == fromFeature || g.pair[best] > 0 || g.near[best] > .5 {
		return best, false
	}
	namesake := tuned.village + tuned.bearers*magnitude(float64(1+r.elsewhere(g, c.country)))
	if c.prior >= knownAbroad || r.evidence.visited(c.country, g.weight()*g.p[best]) >= inPassing*share {
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
