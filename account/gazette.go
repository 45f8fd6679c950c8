package account

import (
	"slices"
	"sync"
)

// gazette tells how the places of tellings agree, for all books that share it. Each
// place has a number, so that two are compared once.
type gazette struct {
	mu      sync.Mutex
	number  map[Spot]int32
	places  []located
	between [][]agreeing // of each place with those of lower numbers, and itself
	about   [][]int32    // places of the same name, near, or in one place of the case
}

// agreeing is how two places agree: that of the lower number with the other, and the other with it.
type agreeing struct{ forth, back closeness }

// take gives a place its number.
func (g *gazette) take(at located) int32 {
	g.mu.Lock()
	defer g.mu.Unlock()
	if n, met := g.number[at.place]; met {
		return n
	}
	if g.number == nil {
		g.number = map[Spot]int32{}
	}
	n := int32(len(g.places))
	g.number[at.place], g.places = n, append(g.places, at)
	row, about := make([]agreeing, n+1), []int32(nil)
	for j := range g.places {
		t := &g.places[j]
		row[j] = agreeingOf(t, &at)
		near := max(row[j].forth, row[j].back)
		if near < nearHolds || near == nearHolds && (isCountry(at.place) || isCountry(t.place)) {
			continue
		}
		if about = append(about, int32(j)); j != int(n) {
			g.about[j] = append(g.about[j], n)
		}
	}
	g.between, g.about = append(g.between, row), append(g.about, about)
	return n
}

func agreeingOf(a, t *located) agreeing {
	forth, _ := nearness(a, t)
	if a.place.Admin2 == t.place.Admin2 || a.place.Admin2 != t.place.Name && t.place.Admin2 != a.place.Name {
		return agreeing{forth, forth}
	}
	back, _ := nearness(t, a) // a district is named by the one, and the other is that district
	return agreeing{forth, back}
}

func isCountry(s Spot) bool { return s.Kind == "country" }

// nearnesses tells how the places of some tellings agree.
type nearnesses struct {
	between [][]agreeing
	about   [][]int32
	first   []int32 // of each place when it is first told of
}

// nearnesses gives what is known of the places of tellings, which are in order.
func (g *gazette) nearnesses(all []*weighed) *nearnesses {
	g.mu.Lock()
	n := &nearnesses{slices.Clone(g.between), slices.Clone(g.about), make([]int32, len(g.places))}
	g.mu.Unlock()
	for i, t := range slices.Backward(all) {
		n.first[t.spot] = int32(i)
	}
	return n
}

// near says how two places agree: the one told of first with the other.
func (n *nearnesses) near(a, b int32) closeness {
	low, high := min(a, b), max(a, b)
	if how := n.between[high][low]; n.first[low] <= n.first[high] {
		return how.forth
	} else {
		return how.back
	}
}
