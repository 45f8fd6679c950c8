package chain

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

const testBits = 6

// randomField packs and opens a field of random weights.
func randomField(t *testing.T, random *rand.Rand) *Field {
	t.Helper()
	rows := make([]float32, Lanes<<testBits)
	for i := range rows {
		rows[i] = random.Float32()*2 - 1
	}
	var pairs Pairs
	for p := range pairs {
		for l := range pairs[p] {
			pairs[p][l] = random.Float32()*2 - 1
		}
	}
	f, rest, err := Open(append(Pack(rows, testBits, &pairs, 0.05), "rest"...))
	if err != nil || string(rest) != "rest" {
		t.Fatalf("rest %q, error %v", rest, err)
	}
	return f
}

func TestPackedFieldScoresAsItsWeights(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 1))
	f := randomField(t, random)
	var sum Sum
	sum.Begin(f)
	var want Scores
	for range MaxFeatures {
		h := random.Uint64()
		sum.Add(h)
		for l := range want {
			want[l] += f.Weight(h, l)
		}
	}
	got := sum.Scores()
	for l := range want {
		if math.Abs(float64(got[l]-want[l])) > 1e-3 {
			t.Errorf("label %d scores %v, want %v", l, got[l], want[l])
		}
	}
}

// labelled is a lattice of four positions with random scores over three labels, of which 2 may not follow 0.
func labelled(random *rand.Rand) (*Lattice, *Pairs) {
	l := NewLattice(3, func(before, label int) bool { return before != 0 || label != 2 })
	var pairs Pairs
	for p := range 3 {
		for k := range 3 {
			pairs[p][k] = random.Float32()
		}
	}
	l.Reset(&pairs, 4)
	for i := range l.Scores {
		for k := range 3 {
			l.Scores[i][k] = random.Float32() * 2
		}
	}
	l.Allowed[2] &^= 1 << 1
	return l, &pairs
}

// paths are all allowed paths with their scores.
func paths(l *Lattice, pairs *Pairs) (all [][]uint8, scores []float64) {
	for code := range 81 {
		path, sum, before, ok := make([]uint8, 4), 0.0, 0, true
		for i, c := 0, code; i < 4; i, c = i+1, c/3 {
			k := c % 3
			ok = ok && l.Follows(before, k) && l.Allowed[i]>>k&1 == 1
			sum += float64(l.Scores[i][k] + pairs[before][k])
			path[i], before = uint8(k), k
		}
		if ok {
			all, scores = append(all, path), append(scores, sum)
		}
	}
	return all, scores
}

func TestLatticeAgainstAllPaths(t *testing.T) {
	t.Parallel()
	for seed := range uint64(50) {
		l, pairs := labelled(rand.New(rand.NewPCG(seed, 2)))
		all, scores := paths(l, pairs)
		total, runs, best, bestWith := 0.0, 0.0, 0, -1
		run := []uint8{1, 0}
		for i, s := range scores {
			total += math.Exp(s)
			if s > scores[best] {
				best = i
			}
			if slices.Contains(all[i], 2) {
				if bestWith < 0 || s > scores[bestWith] {
					bestWith = i
				}
			}
			if slices.Equal(all[i][1:3], run) {
				runs += math.Exp(s)
			}
		}
		if got := l.Best(); !slices.Equal(got, all[best]) {
			t.Errorf("best %v, want %v", got, all[best])
		}
		if got := l.BestWith(2); !slices.Equal(got, all[bestWith]) {
			t.Errorf("best with 2: %v, want %v", got, all[bestWith])
		}
		l.Sums()
		l.BackwardSums()
		near(t, "path", l.PathShare(all[best]), math.Exp(scores[best])/total)
		near(t, "run", l.Share(1, run), runs/total)
	}
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-5 {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func FuzzOpen(f *testing.F) {
	var pairs Pairs
	f.Add(Pack([]float32{1, 0, -2, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0}, 1, &pairs, 0))
	f.Add([]byte{1, 0, 0, 0})
	f.Fuzz(func(_ *testing.T, data []byte) {
		field, _, err := Open(data)
		if err != nil {
			return
		}
		var sum Sum
		sum.Begin(field)
		sum.Add(0)
		sum.Add(^uint64(0))
		sum.Scores()
	})
}
