package knowledge

import (
	"cmp"
	"math"
	"slices"

	"github.com/parley-desk/parley/knowledge/gazetteer"
)

// Explanation is why a mention of a place was resolved as it was: the places that
// bear its name and what the report says for each.
type Explanation struct {
	Text       string    `json:"text"`
	Mentions   int       `json:"mentions"` // of the name in the report
	Known      bool      `json:"known"`    // one place stood out
	Confidence float64   `json:"confidence,omitempty"`
	Why        []string  `json:"why,omitempty"`
	Candidates []Weighed `json:"candidates,omitempty"` // likeliest first, at most mostWeighed
	Bearers    int       `json:"bearers"`
}

// Weighed is one place that a mention may have meant.
type Weighed struct {
	Place
	Share    float64 `json:"share"`                    // among those of its name, 0..1
	Size     float64 `json:"size"`                     // what kind and population weigh: about the power of ten of its people
	Country  float64 `json:"country_weight,omitempty"` // what the countries of the report add
	Region   float64 `json:"region_weight,omitempty"`  // what its first-level regions add
	Near     float64 `json:"near_weight,omitempty"`    // what places within about a degree add
	Inside   float64 `json:"words_weight,omitempty"`   // what the words add that say what lies in what
	With     string  `json:"words_with,omitempty"`     // the name that the words tie it to
	Nearest  string  `json:"nearest,omitempty"`        // the nearest other place of the report
	Distance int     `json:"nearest_km,omitempty"`
}

// About is how much of what a report says of places lies in a country.
type About struct {
	Country string  `json:"country"`
	Share   float64 `json:"share"`             // of all evidence
	Places  int     `json:"places,omitempty"`  // names of places that resolved to it
	Nations int     `json:"nations,omitempty"` // mentions of its people, parties and officials
	Outlet  bool    `json:"outlet,omitempty"`  // the outlet is of it
}

// mostWeighed bounds the candidates of an explanation.
const mostWeighed = 6

// Explain resolves the mentions as Resolve does and tells why: an explanation of
// each, and the countries that the report is about, the most first.
func (b *Base) Explain(mentions []Mention, context Context) ([]Explanation, []About) {
	r := b.resolver(mentions, context)
	out := make([]Explanation, len(mentions))
	for i := range r.mentions {
		out[i] = r.explain(r.groupOf[i])
	}
	return out, r.about()
}

// explain tells of one name.
func (r *resolver) explain(n int) Explanation {
	g := &r.groups[n]
	found := r.resolution(n)
	e := Explanation{Text: g.name, Mentions: g.mentions, Known: found.Known, Confidence: found.Confidence, Why: found.Why.List(), Bearers: len(g.p)}
	order := make([]int, len(g.p))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(x, y int) int { return cmp.Compare(g.p[y], g.p[x]) })
	for _, i := range order[:min(len(order), mostWeighed)] {
		e.Candidates = append(e.Candidates, r.weighed(n, i))
	}
	return e
}

// weighed tells what spoke for candidate i of group n, by the evidence of the other groups.
func (r *resolver) weighed(n, i int) Weighed {
	g := &r.groups[n]
	c := &r.candidates[g.first+i]
	w := Weighed{Place: r.b.place(c), Share: round(g.p[i]), Size: round(tuned.prior * c.prior), Country: round(tuned.country * g.country[i]),
		Near: round(tuned.near * g.near[i]), Inside: round(tuned.pair * g.pair[i])}
	w.Region = round(g.total[i] - w.Size - w.Country - w.Near - w.Inside)
	if len(g.p) < 2 {
		w.Region = 0 // the only one is not scored
	}
	if g.pair[i] > 0 {
		w.With = r.tied(n, c)
	}
	w.Nearest, w.Distance = r.nearest(n, c)
	return w
}

// tied is the name whose place the words put a candidate in, or in it.
func (r *resolver) tied(n int, c *candidate) string {
	for m := range r.groups {
		o := &r.groups[m]
		for k := range o.p {
			other := &r.candidates[o.first+k]
			if m != n && o.pair[k] > 0 && (r.b.holds(other, c) || r.b.holds(c, other)) {
				return o.name
			}
		}
	}
	return ""
}

// nearest is the nearest place of the other names, countries and regions left out, and its distance in km.
func (r *resolver) nearest(n int, c *candidate) (string, int) {
	name, least := "", math.Inf(1)
	if c.rank == isCountry {
		return "", 0
	}
	for m := range r.groups {
		o := &r.groups[m]
		best, ok := o.likeliest()
		if m == n || !ok {
			continue
		}
		other := &r.candidates[o.first+best]
		if other.rank == isCountry || other.rank == isAdmin1 {
			continue
		}
		if d := gazetteer.Distance(float64(c.lat), float64(c.lon), float64(other.lat), float64(other.lon)); d < least {
			name, least = o.name, d
		}
	}
	if name == "" {
		return "", 0
	}
	return name, int(math.Round(least))
}

// likeliest is the candidate of the largest share; false where the name is unknown.
func (g *group) likeliest() (int, bool) {
	best := 0
	for i := range g.p {
		if g.p[i] > g.p[best] {
			best = i
		}
	}
	return best, len(g.p) > 0
}

// about lists the countries that the report is about.
func (r *resolver) about() []About {
	r.weigh()
	byCountry := map[string]*About{}
	at := func(iso string) *About {
		if byCountry[iso] == nil {
			byCountry[iso] = &About{Country: iso}
		}
		return byCountry[iso]
	}
	for i, w := range r.evidence.countries {
		if share := round(w / max(r.evidence.total, 1)); i >= 0 && share >= .01 {
			at(r.b.states[i].iso3).Share = share
		}
	}
	for n := range r.groups {
		if best, ok := r.groups[n].likeliest(); ok {
			if c := r.candidates[r.groups[n].first+best].country; c >= 0 {
				at(r.b.states[c].iso3).Places++
			}
		}
	}
	for _, n := range r.context.Nations {
		at(n.Country).Nations++
	}
	if r.context.Outlet != "" {
		at(r.context.Outlet).Outlet = true
	}
	var all []About
	for _, a := range byCountry {
		all = append(all, *a)
	}
	slices.SortFunc(all, func(x, y About) int {
		return cmp.Or(cmp.Compare(y.Share, x.Share), cmp.Compare(y.Places+y.Nations, x.Places+x.Nations), cmp.Compare(x.Country, y.Country))
	})
	return all
}

// round keeps three digits behind the point: more would claim to be exact.
func round(x float64) float64 { return math.Round(x*1000) / 1000 }
