package account

import (
	"cmp"
	"slices"
	"sync"
)

// merger finds which tellings are of one happening: the pairs that evidence
// speaks for, the strongest first, so that nothing depends on the order of
// reports. Two groups become one if what each telling of the one has in common
// with those of the other that it is most like bears it: likeness does not drift
// from one telling to the next.
type merger struct {
	b *Book
	*rarity
	*nearnesses
	all    []*weighed
	groups union
	of     [][]int32 // tellings of each group, by its root
	bound  []bool    // tellings that an analyst merged
	best   []bond    // of each telling the strongest bond to an earlier one of its group
}

// bond is two tellings, by their indexes, and what speaks for their being one.
type bond struct {
	a, t   int32
	points float64
}

const (
	judgedFew     = 6     // tellings of the smaller group that speak for it, the most exact
	judgedMany    = 48    // of the larger that they are held against
	alikeOf       = 3     // of which the most like
	groupSlack    = -16.0 // points that these must have on average
	mostAgainst   = -40.0 // of which none says more against,
	mostFor       = 20.0  // or more for, than so many
	crowdTold     = 128   // tellings of a word or of a place and day that one is held against, the most exact
	tellingKeys   = 6     // words of a telling that are looked up, the rarest
	undatedPoints = 10.0  // with which two reports that say no day or place make an incident
	rareWord      = 1.5   // weight from which a word is looked up
)

// findIncidents merges the tellings of all reports. Figures alone have no say:
// five dead here and five there is chance.
func (b *Book) findIncidents() ([]*Incident, map[*Row]*Incident) {
	var m *merger
	InParts(2, func(part int) {
		if part == 0 {
			b.origins() // which finish asks for
			return
		}
		m = newMerger(b)
		m.merge()
	})
	return m.finish()
}

func newMerger(b *Book) *merger {
	l := newLore(b)
	m := &merger{b: b, rarity: newRarity(l)}
	m.leave(l)
	m.all = inOrder(l.all)
	m.nearnesses = b.memories.places.nearnesses(m.all)
	return m
}

func (m *merger) merge() {
	m.groups, m.best, m.bound = newUnion(len(m.all)), make([]bond, len(m.all)), make([]bool, len(m.all))
	m.of = make([][]int32, len(m.all))
	alone := make([]int32, len(m.all))
	for i := range m.all {
		alone[i] = int32(i)
		m.of[i], m.best[i] = alone[i:i+1:i+1], bond{a: -1}
	}
	m.bind()
	for _, l := range m.bonds() {
		a, t := m.groups.root(int(l.a)), m.groups.root(int(l.t))
		if a != t && !m.parted(a, t) && m.agree(a, t) {
			m.join(a, t)
		}
		if m.best[l.t].a < 0 && m.groups.root(int(l.a)) == m.groups.root(int(l.t)) {
			m.best[l.t] = l
		}
	}
}

func (m *merger) join(a, t int) {
	both := slices.Concat(m.of[a], m.of[t])
	slices.Sort(both)
	m.groups.join(a, t)
	m.of[a], m.of[t] = nil, nil
	m.of[m.groups.root(a)] = both
}

// bind joins what analysts merged.
func (m *merger) bind() {
	for _, keys := range m.b.edits.merge {
		first := -1
		for i, t := range m.all {
			switch {
			case !holdsAny(t.items, keys):
			case first < 0:
				first = i
			default:
				m.bound[i] = true
				if a, t := m.groups.root(first), m.groups.root(i); a != t {
					m.join(a, t)
				}
			}
		}
	}
}

// parted tells whether an analyst says that two groups are two incidents.
func (m *merger) parted(a, t int) bool {
	return slices.ContainsFunc(m.b.edits.split, func(keys []claimKey) bool { return m.holds(a, keys) && m.holds(t, keys) })
}

func (m *merger) holds(group int, keys []claimKey) bool {
	return slices.ContainsFunc(m.of[group], func(i int32) bool { return holdsAny(m.all[i].items, keys) })
}

// agree tells whether two groups bear being one: each telling of the smaller is
// like several of the larger, not like one alone.
func (m *merger) agree(a, t int) bool {
	few, many := m.of[a], m.of[t]
	if len(many) == 1 && len(few) == 1 {
		return true // that is their bond
	}
	if len(few) > len(many) || len(few) == len(many) && t < a {
		few, many = many, few
	}
	few, many = few[:min(len(few), judgedFew)], many[:min(len(many), judgedMany)]
	sum := 0.0
	for _, i := range few {
		if m.foretells(i, many) {
			return false
		}
		sum += m.likeness(i, many)
	}
	return sum >= groupSlack*float64(len(few))
}

// foretells tells whether a telling that says no day was told before what most of a group's say that they tell of.
func (m *merger) foretells(i int32, group []int32) bool {
	if m.all[i].start != "" {
		return false
	}
	later, said := 0, 0
	for _, j := range group {
		if t := m.all[j]; t.said {
			said++
			if m.all[i].told < t.from {
				later++
			}
		}
	}
	return later*2 > said
}

// likeness is what speaks on average for a telling being one with those of a group that it is most like.
func (m *merger) likeness(i int32, group []int32) float64 {
	points := make([]float64, len(group))
	for n, j := range group {
		points[n] = max(mostAgainst, min(mostFor, m.weigh(m.all[min(i, j)], m.all[max(i, j)])))
	}
	slices.Sort(points)
	points = points[max(0, len(points)-alikeOf):]
	sum := 0.0
	for _, p := range points {
		sum += p
	}
	return sum / float64(len(points))
}

// bonds are the pairs that evidence speaks for, the strongest first, among those
// that meet: by place and day, or by a rare word.
func (m *merger) bonds() []bond {
	x := m.index()
	stretches := (len(m.all) + bondsAtOnce - 1) / bondsAtOnce
	found := make([][]bond, stretches)
	var met sync.Pool // lists of the telling that met each last
	eachOnAllCores(stretches, func(n int) {
		last, ok := met.Get().([]int32)
		if !ok {
			last = make([]int32, len(m.all))
		}
		for i := n * bondsAtOnce; i < min((n+1)*bondsAtOnce, len(m.all)); i++ {
			found[n] = m.bondsOf(found[n], int32(i), x, last)
		}
		met.Put(last)
	})
	all := slices.Concat(found...)
	slices.SortFunc(all, func(x, y bond) int {
		return cmp.Or(cmp.Compare(y.points, x.points), cmp.Compare(x.a, y.a), cmp.Compare(x.t, y.t))
	})
	return all
}

// bondsAtOnce is how many tellings are held against earlier ones before somebody else may take the next.
const bondsAtOnce = 256

// meetings lists which tellings are of a place and day, and which are looked up by a word, in order.
type meetings struct {
	keys  [][]int32 // of each telling: see keysOf
	days  map[placeDay][]int32
	words [][]int32
}

func (m *merger) index() *meetings {
	x := &meetings{make([][]int32, len(m.all)), m.byPlaceAndDay(), make([][]int32, len(m.stems))}
	onAllCores(len(m.all), func(i int) { x.keys[i] = m.keysOf(m.all[i]) })
	for i, keys := range x.keys {
		for _, w := range keys {
			if len(x.words[w]) < crowdTold {
				x.words[w] = append(x.words[w], int32(i))
			}
		}
	}
	return x
}

// bondsOf appends the bonds of a telling to earlier ones that it meets. met has of each the telling,
// from 1, that met it last.
func (m *merger) bondsOf(found []bond, i int32, x *meetings, met []int32) []bond {
	t := m.all[i]
	meet := func(others []int32) {
		for _, j := range others {
			if j >= i {
				return // in order: that one meets this
			}
			if met[j] == i+1 {
				continue
			}
			met[j] = i + 1
			if p := m.weigh(m.all[j], t); p >= 0 {
				found = append(found, bond{j, i, p})
			}
		}
	}
	if t.start != "" {
		for _, spot := range m.about[t.spot] {
			if m.near(t.spot, spot) < nearHolds {
				continue
			}
			for day := t.from - 1; day <= t.from+1; day++ {
				meet(x.days[placeDay{spot, int32(day)}])
			}
		}
	}
	for _, w := range x.keys[i] {
		meet(x.words[w])
	}
	return found
}

// keysOf are the rarest words of a telling's claims.
func (m *merger) keysOf(t *weighed) []int32 {
	words := make([]int32, 0, 2*tellingKeys)
	for _, w := range t.words {
		if m.weight[w] < rareWord*hundredth {
			continue
		}
		at, _ := slices.BinarySearchFunc(words, w, func(a, b int32) int {
			return cmp.Or(cmp.Compare(m.weight[b], m.weight[a]), cmp.Compare(m.stems[a], m.stems[b]))
		})
		if at < tellingKeys {
			words = slices.Insert(words[:min(len(words), tellingKeys-1)], at, w)
		}
	}
	return append(words, m.harmedKeys(t)...)
}

// harmedKeys are the words of few days by which a telling says to whom it was done.
func (m *merger) harmedKeys(t *weighed) []int32 {
	var words []int32
	for _, w := range t.harmed {
		if m.ofFew[w] && m.weight[w] >= rareWord*hundredth && len(words) < tellingKeys {
			words = append(words, w)
		}
	}
	return words
}

// placeDay is a place, by its number, and a day.
type placeDay struct{ spot, day int32 }

func (m *merger) byPlaceAndDay() map[placeDay][]int32 {
	at := map[placeDay][]int32{}
	for i, t := range m.all {
		if key := (placeDay{t.spot, int32(t.from)}); t.start != "" && len(at[key]) < crowdTold {
			at[key] = append(at[key], int32(i))
		}
	}
	return at
}

// finish sums up the groups that are incidents, in order of day and place.
func (m *merger) finish() ([]*Incident, map[*Row]*Incident) {
	groups := slices.DeleteFunc(m.of, func(group []int32) bool { return len(group) == 0 || !m.stands(group) })
	told, all, items := make([]Incident, len(groups)), make([]*Incident, len(groups)), 0
	onAllCores(len(groups), func(n int) {
		m.incident(groups[n], &told[n])
		all[n] = &told[n]
	})
	for _, in := range all {
		items += len(in.items)
	}
	of := make(map[*Row]*Incident, items)
	for _, in := range all {
		for _, i := range in.items {
			of[i.Row] = in
		}
	}
	return nameIncidents(all), of
}

// stands tells whether a group is an incident: one of its tellings can be one by
// itself, or an analyst says so, or two reports tell it in words that are no
// chance, though neither says where or when.
func (m *merger) stands(group []int32) bool {
	return slices.ContainsFunc(group, func(i int32) bool {
		if m.all[i].founds || m.mustStand(m.all[i]) {
			return true
		}
		l := m.best[i]
		return l.a >= 0 && l.points >= undatedPoints && m.all[l.a].items[0].Of.Report != m.all[i].items[0].Of.Report
	})
}

// incident sums up a group.
func (m *merger) incident(group []int32, in *Incident) {
	if first := m.all[group[0]]; len(group) == 1 && first.alone != nil {
		*in = *first.alone
		return
	}
	tellings := make([]*telling, len(group))
	for n, i := range group {
		tellings[n] = m.all[i].telling
		if n > 0 {
			in.Merged = append(in.Merged, Merge{m.why(i, group), citesOf(tellings[n].items...)})
		}
	}
	m.b.sum(in, tellings)
}

// why says why a telling is of its group: by its strongest bond to an earlier one, else to the first.
func (m *merger) why(i int32, group []int32) string {
	if m.bound[i] {
		return "an analyst's decision"
	}
	with := group[0]
	if m.best[i].a >= 0 {
		with = m.best[i].a
	}
	return m.reason(m.all[with], m.all[i])
}
