package account

import (
	"slices"

	"github.com/parley-desk/parley/claim"
)

// counts are all exact counts of harm of a case, found by their numbers and their days.
type counts struct {
	b     *Book
	all   []count
	equal map[equalKey][]int
	over  map[stretch][]int // that may be a part of a total elsewhere
}

type equalKey struct {
	value   float64
	measure claim.Measure
}

// stretch is the time that a count says it is of.
type stretch struct{ start, end string }

// within tells whether one of two stretches lies within the other.
func (s stretch) within(o stretch) bool {
	return s.start <= o.start && o.end <= s.end || o.start <= s.start && s.end <= o.end
}

func newCounts(b *Book, all []count) *counts {
	x := &counts{b, all, map[equalKey][]int{}, map[stretch][]int{}}
	for n := range all {
		c := &all[n]
		key := equalKey{c.value, c.f.Measure}
		x.equal[key] = append(x.equal[key], n)
		start, end := days(c.Item)
		if start != "" && c.past == "" && !c.of.plain() && b.incidentOf(c.Item) == nil {
			x.over[stretch{start, end}] = append(x.over[stretch{start, end}], n)
		}
	}
	return x
}

// partsAcross finds the two parts of a total in other reports: counts over a
// stretch of time that is said, of people whom the total can hold, who cannot be the same.
func (x *counts) partsAcross(total count) []count {
	start, end := days(total.Item)
	if start == "" {
		return nil
	}
	var near []int
	for s, of := range x.over {
		if s.within(stretch{start, end}) {
			near = append(near, of...)
		}
	}
	slices.Sort(near)
	return x.pair(total, x.parts(total, near))
}

// parts are the counts that can be a part of a total, each once.
func (x *counts) parts(total count, of []int) []count {
	var parts []count
	seen := map[countKey]bool{}
	for _, n := range of {
		p := &x.all[n]
		if p.value < total.value && p.Of.Report != total.Of.Report && (p.f.Measure == total.f.Measure || total.f.Measure == claim.Casualties) && !seen[p.key()] {
			seen[p.key()] = true
			parts = append(parts, *p)
		}
	}
	return parts
}

// pair finds the first two of the parts that make the total.
func (x *counts) pair(total count, parts []count) []count {
	rest := map[float64][]int{}
	for n := range parts {
		rest[parts[n].value] = append(rest[parts[n].value], n)
	}
	for i, p := range parts {
		for _, j := range rest[total.value-p.value] {
			if j > i && apart(p, parts[j]) {
				return []count{p, parts[j]}
			}
		}
	}
	return nil
}
