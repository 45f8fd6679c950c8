package knowledge

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/parley-desk/parley/knowledge/fold"
)

// Near is a name that is like another, with what bears it.
type Near struct {
	Name string `json:"name"`
	What string `json:"what"` // "city in Sudan", an actor's id
}

const (
	mostNear    = 8  // names offered
	nearBytes   = 40 // letters of a name for which others are sought
	nearTwo     = 6  // letters from which two may differ
	nearTwoMost = 14 // and up to which: the names to try grow with the square
)

// longer lists the names of people, groups and bodies of which a name is one
// word or some: "Fidan" of "Hakan Fidan". Those at work on the day
// come first, those of but are left out.
func (b *Base) longer(name string, on time.Time, but []int) []Near {
	var f fold.Name
	b.folder.Add(&f, name)
	if f.Empty() || f.Long || f.Tokens() > 3 || f.Upper == 0 && !f.Caseless() {
		return nil
	}
	type hit struct {
		at int
		Near
	}
	var hits []hit
	for i := range b.actors {
		a := &b.actors[i]
		if b.partOf(&f, a.name) && !slices.Contains(but, i) {
			now := a.on(on)
			hits = append(hits, hit{a.fit(on), Near{a.name, strings.TrimPrefix(now.Office+", ", ", ") + a.id}})
		}
	}
	slices.SortStableFunc(hits, func(x, y hit) int { return cmp.Compare(y.at, x.at) })
	var out []Near
	for _, h := range hits[:min(len(hits), mostNear)] {
		out = append(out, h.Near)
	}
	return out
}

// partOf tells whether the words of f stand in a row in a longer name.
func (b *Base) partOf(f *fold.Name, name string) bool {
	var long fold.Name
	b.folder.Add(&long, name)
	if long.Long || long.Tokens() <= f.Tokens() {
		return false
	}
	for i := 0; i+f.Tokens() <= long.Tokens(); i++ {
		same := true
		for k := 0; k < f.Tokens() && same; k++ {
			same = string(b.spelt(long.Token(i+k, true))) == string(b.spelt(f.Token(k, true)))
		}
		if same {
			return true
		}
	}
	return false
}

// near offers names that differ from one in a letter (left out, put in,
// changed, swapped with the next), and from longer ones in two. What is found is
// ranked by how much differs, then by how readily it is meant.
func (b *Base) near(name string) []Near {
	letters := []rune(strings.ToLower(name))
	if len(letters) < 3 || len(name) > nearBytes {
		return nil
	}
	c := collector{base: b, seen: map[Near]bool{}}
	edits := variants(letters)
	for _, v := range edits {
		c.take(string(v))
	}
	if len(c.found) == 0 && len(letters) >= nearTwo && len(letters) <= nearTwoMost {
		for _, e := range edits {
			for _, v := range variants(e) {
				c.take(string(v))
			}
		}
	}
	return c.best()
}

// variants are the names at one letter's distance, in a fixed order.
func variants(letters []rune) [][]rune {
	const alphabet = "abcdefghijklmnopqrstuvwxyz"
	var out [][]rune
	put := func(parts ...[]rune) { out = append(out, slices.Concat(parts...)) }
	for i := range letters {
		put(letters[:i], letters[i+1:])
		if i+1 < len(letters) {
			put(letters[:i], []rune{letters[i+1], letters[i]}, letters[i+2:])
		}
	}
	for _, c := range alphabet {
		for i := range letters {
			put(letters[:i], []rune{c}, letters[i+1:])
			put(letters[:i], []rune{c}, letters[i:])
		}
		put(letters, []rune{c})
	}
	return out
}

// collector gathers the bearers of names that are like another.
type collector struct {
	base  *Base
	seen  map[Near]bool
	found []weighedNear
}

type weighedNear struct {
	Near
	weight float64
}

// take adds the likeliest bearer of a name, once.
func (c *collector) take(name string) {
	var f fold.Name
	c.base.folder.Add(&f, name)
	if f.Empty() || f.Long {
		return
	}
	n := weighedNear{}
	c.base.names.each(c.base.speltKey(&f), 2, func(e nameEntry) bool {
		switch e.kind() {
		case entryActor:
			a := &c.base.actors[e.index()]
			n = weighedNear{Near{a.name, a.id}, statePrior}
		case entryFeature:
			n = weighedNear{Near{c.base.features[e.index()].name, string(c.base.features[e.index()].kind)}, featurePrior}
		}
		return n.Name == ""
	})
	if n.Name == "" {
		var room [4]candidate
		if places := c.base.inGazetteer(room[:0], f.Key(), -1); len(places) > 0 {
			p := c.base.place(&places[0])
			n = weighedNear{Near{p.Name, string(p.Kind) + " in " + c.base.countryName(p.Country)}, places[0].prior}
		}
	}
	if n.Name != "" && !c.seen[n.Near] {
		c.seen[n.Near] = true
		c.found = append(c.found, n)
	}
}

// best are those most readily meant.
func (c *collector) best() []Near {
	slices.SortStableFunc(c.found, func(x, y weighedNear) int { return cmp.Compare(y.weight, x.weight) })
	var out []Near
	for _, n := range c.found[:min(len(c.found), mostNear)] {
		out = append(out, n.Near)
	}
	return out
}

// countryName is the name of a country by its code, the code where there is none.
func (b *Base) countryName(iso string) string {
	if i, ok := b.isos[iso]; ok {
		return b.states[i].name
	}
	return cmp.Or(iso, "several countries")
}

// CountryName is the English name of a country by its ISO 3166-1 alpha-3 code, the code where there is none.
func (b *Base) CountryName(iso string) string {
	if iso == "" {
		return ""
	}
	return b.countryName(iso)
}

// NameOf is the name of an actor by its id, the id where there is none.
func (b *Base) NameOf(id string) string {
	if i, ok := b.ids[id]; ok {
		return b.actors[i].name
	}
	return id
}

// Thousands writes a whole number with its thousands apart.
func Thousands(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}
