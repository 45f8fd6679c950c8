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
	asked := make([]int, 0, len(reports)-len(known))
	for i := len(known); i < len(reports); i++ {
		asked = append(asked, i)
	}
	kinOfThese(reports, asked, all)
	return all
}

// kinOfThese finds with which report each of those asked about, by their indexes in order, is kin.
func kinOfThese(reports []*Contribution, asked []int, into []kinship) {
	if len(asked) == 0 {
		return
	}
	x := newShingles(reports, asked)
	cores := runtime.GOMAXPROCS(0)
	InParts(cores, func(core int) {
		s := &sharing{of: make([]int32, len(reports))}
		for n := core; n < len(asked); n += cores {
			into[asked[n]] = x.kinOf(n, s)
		}
	})
}

// shingleWidth is how many bits a shingle leaves for the number of a report.
func shingleWidth(reports int) int { return bits.Len(uint(reports)) }

// shingles lists for each shingle the reports that have it.
type shingles struct {
	reports []*Contribution
	texts   []int32 // of each report, the same for the same text
	have    []int32 // the reports that have each shingle, in order
	asked   []int   // the reports of which it is asked whose kin they are
	met     []group // of each of their shingles the earlier reports that have it
	begin   []int   // where the groups of each begin
	until   []int   // and end
}

// group is a stretch of have.
type group struct{ from, until int32 }

func newShingles(reports []*Contribution, asked []int) *shingles {
	x := &shingles{reports: reports, asked: asked, begin: make([]int, len(asked))}
	place := make([]int32, len(reports)) // among those asked about, from 1
	sorted, width := x.sorted()
	sortHashes(sorted)
	x.have = make([]int32, len(sorted))
	room := 0
	for n, i := range asked {
		x.begin[n], place[i] = room, int32(n+1)
		room += len(reports[i].Sketch)
	}
	x.met, x.until = make([]group, room), slices.Clone(x.begin)
	first := 0
	for n, s := range sorted {
		if s>>width != sorted[first]>>width {
			first = n
		}
		i := int(s & (1<<width - 1))
		if x.have[n] = int32(i); n > first && place[i] > 0 {
			at := place[i] - 1
			x.met[x.until[at]] = group{int32(first), int32(min(n, first+crowd))}
			x.until[at]++
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
	width = shingleWidth(len(x.reports))
	var wanted map[uint64]bool
	if len(x.asked)*fewShare < len(x.reports) {
		wanted = map[uint64]bool{}
		for _, i := range x.asked {
			for _, h := range x.reports[i].Sketch {
				wanted[h>>width] = true
			}
		}
	}
	sieve := newSieve(wanted)
	for i, c := range x.reports {
		for _, h := range c.Sketch {
			if short := h >> width; wanted == nil || sieve.may(short) && wanted[short] {
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

// sieve tells of most numbers at one look that they are not of a set: in a set of shingles most are not.
type sieve []uint64

func newSieve(set map[uint64]bool) sieve {
	s := make(sieve, sieveBits/64)
	for h := range set {
		s[h%sieveBits/64] |= 1 << (h % 64)
	}
	return s
}

func (s sieve) may(h uint64) bool { return s[h%sieveBits/64]&(1<<(h%64)) != 0 }

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

// kinOf is the earliest report that one of those asked about is kin with. The zero kinship is none.
func (x *shingles) kinOf(asked int, s *sharing) kinship {
	i := x.asked[asked]
	s.met = s.met[:0]
	for _, g := range x.met[x.begin[asked]:x.until[asked]] {
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
