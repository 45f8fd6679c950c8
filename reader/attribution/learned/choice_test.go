package learned

import (
	"math"
	"testing"

	"github.com/parley-desk/parley/reader/attribution/chain"
	"github.com/parley-desk/parley/reader/draft"
)

const n = 3 // positions

// How likely a run is a source is what the paths with just that run add up to.
func TestRunShare(t *testing.T) {
	t.Parallel()
	l := NewSpanLattice()
	var pairs chain.Pairs
	pairs[SourceFirst][SourceLast], pairs[Neither][SourceFirst] = 1, -0.5
	l.Reset(&pairs, n)
	for i := range l.Scores {
		l.Scores[i] = chain.Scores{SourceFirst: float32(i), ContentFirst: 0.3}
	}
	if !l.Sums() {
		t.Fatal("no path")
	}
	l.BackwardSums()
	for first := range n {
		for size := 1; size <= n-first; size++ {
			run := draft.Range{First: first, End: first + size}
			if got, want := runShare(l, first, size), sharesWith(l, run); math.Abs(got-want) > 1e-6 {
				t.Errorf("run %v: %.6f, paths add up to %.6f", run, got, want)
			}
		}
	}
}

// sharesWith adds up the paths of three labels that have a run as a source.
func sharesWith(l *chain.Lattice, run draft.Range) float64 {
	sum := 0.0
	for code := range 8 * 8 * 8 {
		labels := []uint8{uint8(code & 7), uint8(code >> 3 & 7), uint8(code >> 6)}
		if !spanFollows(int(Neither), int(labels[0])) || !spanFollows(int(labels[0]), int(labels[1])) || !spanFollows(int(labels[1]), int(labels[2])) {
			continue
		}
		for _, r := range pieces(labels, 0, SourceFirst) {
			if r == run && labels[run.End-1] != SourceInside {
				sum += l.PathShare(labels)
			}
		}
	}
	return sum
}

// A run is picked once, whoever names it, and never over the cue or outside of its paragraph.
func TestPick(t *testing.T) {
	t.Parallel()
	s := scope{cue: draft.Range{First: 4, End: 5}, place: draft.Range{First: 2, End: 9}, picked: []choice{{run: draft.Range{First: 5, End: 7}, from: byField}}}
	for _, r := range []draft.Range{{First: 5, End: 7}, {First: 3, End: 5}, {First: 1, End: 3}, {First: 8, End: 8}, {First: 7, End: 10}} {
		s.pick(r, byRule)
	}
	if len(s.picked) != 1 || s.picked[0].from != byField|byRule {
		t.Errorf("picked %+v", s.picked)
	}
}
