package account

import (
	"math/bits"
	"runtime"
	"slices"
	"sync"
)

// kin finds reports of one origin, on all cores: for each report but the first
// of an origin, with which earlier one, the earliest, it is kin.
func kin(reports []*Contribution) map[int]kinship {
	x := newShingles(reports)
	all := make([]kinship, len(reports))
	cores := runtime.GOMAXPROCS(0)
	var working sync.WaitGroup
	for core := range cores {
		working.Go(func() {
			shared := make([]int32, len(reports))
			for i := core; i < len(reports); i += cores {
				all[i] = x.kinOf(i, shared)
			}
		})
	}
	working.Wait()
	found := map[int]kinship{}
	for i, k := range all {
		if k.reason != "" {
			found[i] = k
		}
	}
	return found
}

// shingles lists for each shingle the reports that have it.
type shingles struct {
	reports []*Contribution
	sorted  []uint64  // the shingles' hashes, shortened, with the report in the last bits
	width   int       // of those bits
	met     [][]group // by report: of each of its shingles the earlier reports that have it
}

// group is a stretch of the sorted shingles.
type group struct{ from, until int32 }

func newShingles(reports []*Contribution) *shingles {
	x := &shingles{reports: reports, width: bits.Len(uint(len(reports))), met: make([][]group, len(reports))}
	n := 0
	for _, c := range reports {
		n += len(c.Sketch)
	}
	x.sorted = make([]uint64, 0, n)
	for i, c := range reports {
		for _, h := range c.Sketch {
			x.sorted = append(x.sorted, h>>x.width<<x.width|uint64(i))
		}
	}
	slices.Sort(x.sorted)
	from := 0
	for n := range x.sorted {
		if x.sorted[n]>>x.width != x.sorted[from]>>x.width {
			from = n
		}
		if i := x.report(n); n > from {
			x.met[i] = append(x.met[i], group{int32(from), int32(min(n, from+crowd))})
		}
	}
	return x
}

// report is whose the n-th of the sorted shingles is.
func (x *shingles) report(n int) int { return int(x.sorted[n] & (1<<x.width - 1)) }

// kinOf is the earliest report that one is kin with, counting in shared, which
// is left as it was, how many shingles it has in common with each. The zero kinship is none.
func (x *shingles) kinOf(i int, shared []int32) kinship {
	var met []int
	for _, g := range x.met[i] {
		for n := g.from; n < g.until; n++ {
			j := x.report(int(n))
			if shared[j] == 0 {
				met = append(met, j)
			}
			shared[j]++
		}
	}
	best := kinship{with: i}
	for _, j := range met {
		if j < best.with {
			if reason := sameOrigin(x.reports[i], x.reports[j], int(shared[j])); reason != "" {
				best = kinship{j, reason}
			}
		}
		shared[j] = 0
	}
	return best
}
