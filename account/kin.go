package account

import (
	"math/bits"
	"runtime"
	"slices"
)

// kin finds reports of one origin, on all cores: for each report but the first
// of an origin, with which earlier one, the earliest, it is kin. That of a report
// hangs on it and on earlier ones alone, so that what is known of the first
// reports need not be found out again.
func kin(reports []*Contribution, known []kinship) []kinship {
	all := slices.Concat(known, make([]kinship, len(reports)-len(known)))
	if len(known) == len(reports) {
		return all
	}
	x := newShingles(reports, len(known))
	cores := runtime.GOMAXPROCS(0)
	inParts(cores, func(core int) {
		s := &sharing{of: make([]int32, len(reports))}
		for i := len(known) + core; i < len(reports); i += cores {
			all[i] = x.kinOf(i, s)
		}
	})
	return all
}

// shingles lists for each shingle the reports that have it.
type shingles struct {
	reports []*Contribution
	texts   []int32 // of each report, the same for the same text
	have    []int32 // the reports that have each shingle, in order
	from    int     // of this report on it is asked whose kin they are
	met     []group // of each of their shingles the earlier reports that have it
	begin   []int   // where the groups of each begin
	until   []int   // and end
}

// group is a stretch of have.
type group struct{ from, until int32 }

func newShingles(reports []*Contribution, from int) *shingles {
	x := &shingles{reports: reports, from: from, begin: make([]int, len(reports)-from)}
	sorted, width := x.sorted()
	sortHashes(sorted)
	x.have = make([]int32, len(sorted))
	room := 0
	for i := range x.begin {
		x.begin[i] = room
		room += len(reports[from+i].Sketch)
	}
	x.met, x.until = make([]group, room), slices.Clone(x.begin)
	first := 0
	for n, s := range sorted {
		if s>>width != sorted[first]>>width {
			first = n
		}
		i := int(s & (1<<width - 1))
		if x.have[n] = int32(i); n > first && i >= from {
			x.met[x.until[i-from]] = group{int32(first), int32(min(n, first+crowd))}
			x.until[i-from]++
		}
	}
	x.texts = make([]int32, len(reports))
	number := numbers{}
	for i, c := range reports {
		x.texts[i] = number.of(c.SHA256)
	}
	return x
}

// sorted gives the shingles, shortened, with the report in the last bits. Of the
// reports that are not asked about, only those shingles that the others have too.
func (x *shingles) sorted() (all []uint64, width int) {
	width = bits.Len(uint(len(x.reports)))
	var wanted map[uint64]bool
	if few := len(x.reports) - x.from; few*fewShare < len(x.reports) {
		wanted = map[uint64]bool{}
		for _, c := range x.reports[x.from:] {
			for _, h := range c.Sketch {
				wanted[h>>width] = true
			}
		}
	}
	sieve := make([]uint64, sieveBits/64) // most are in no case: one look tells
	for h := range wanted {
		sieve[h%sieveBits/64] |= 1 << (h % 64)
	}
	for i, c := range x.reports {
		for _, h := range c.Sketch {
			if short := h >> width; wanted == nil || sieve[short%sieveBits/64]&(1<<(short%64)) != 0 && wanted[short] {
				all = append(all, short<<width|uint64(i))
			}
		}
	}
	return all, width
}

const (
	fewShare  = 16      // one in so many reports are few
	sieveBits = 1 << 20 // of the sieve for their shingles
)

// sortHashes sorts numbers that are spread evenly: into heaps by their first
// bits, then each heap.
func sortHashes(all []uint64) {
	width := max(1, min(16, bits.Len(uint(len(all)))-4))
	starts := make([]int, 1<<width+1)
	for _, h := range all {
		starts[h>>(64-width)+1]++
	}
	for n := 1; n < len(starts); n++ {
		starts[n] += starts[n-1]
	}
	out, at := make([]uint64, len(all)), slices.Clone(starts)
	for _, h := range all {
		heap := h >> (64 - width)
		out[at[heap]] = h
		at[heap]++
	}
	for n := 1; n < len(starts); n++ {
		if from, until := starts[n-1], starts[n]; until-from > 1 {
			slices.Sort(out[from:until])
		}
	}
	copy(all, out)
}

// sharing counts how many shingles a report has in common with each other one.
type sharing struct {
	of  []int32 // by report; all are 0 between two counts
	met []int32
}

// kinOf is the earliest report that one is kin with. The zero kinship is none.
func (x *shingles) kinOf(i int, s *sharing) kinship {
	s.met = s.met[:0]
	for _, g := range x.met[x.begin[i-x.from]:x.until[i-x.from]] {
		for _, j := range x.have[g.from:g.until] {
			if s.of[j] == 0 {
				s.met = append(s.met, j)
			}
			s.of[j]++
		}
	}
	best := kinship{with: i}
	for _, j := range s.met {
		if int(j) < best.with && x.may(i, int(j), int(s.of[j])) {
			if reason := sameOrigin(x.reports[i], x.reports[j], int(s.of[j])); reason != "" {
				best = kinship{int(j), reason}
			}
		}
		s.of[j] = 0
	}
	if best.reason == "" {
		return kinship{}
	}
	return best
}

// may tells cheaply of most reports that they do not tell one story: see sameOrigin.
func (x *shingles) may(i, j, shared int) bool {
	a, b := x.reports[i], x.reports[j]
	return x.texts[i] == x.texts[j] || float64(shared) >= alikeCredited*float64(min(len(a.Sketch), len(b.Sketch))) || a.Agency != "" && b.Agency != ""
}
