package main

import (
	"math"
	"math/rand/v2"

	"github.com/parley-desk/parley/reader/attribution/chain"
)

// example is a sequence as a field sees it: the rows of the features of each
// position, its label, and which labels may stand there.
type example struct {
	rows    [][]uint32
	labels  []uint8
	allowed []uint8 // nil where all may
}

const (
	rowBits = 18   // log2 of the rows of weights
	dropped = 0.50 // share of features left out at random
	rate    = 0.12 // first step of AdaGrad
	calm    = 0.5  // added to the squares of the slopes
	penalty = 2e-6 // of the size of a weight
	ignored = 2e-3 // slopes that move nothing
	least   = 0.02 // smallest weight that is kept
)

// fitter fits a field to examples by stochastic gradient ascent of the
// likelihood, with AdaGrad's steps (Duchi, Hazan and Singer, 2011).
type fitter struct {
	labels       int
	lattice      *chain.Lattice
	random       *rand.Rand
	rows, square []float32
	pairs        chain.Pairs
	pairSquare   chain.Pairs
	kept         [][]uint32
}

func newFitter(labels int, lattice *chain.Lattice, seed uint64) *fitter {
	n := chain.Lanes << rowBits
	return &fitter{labels: labels, lattice: lattice, random: rand.New(rand.NewPCG(seed, 9)), rows: make([]float32, n), square: make([]float32, n)}
}

// fit makes passes over the examples in random order.
func (f *fitter) fit(examples []example, epochs int) {
	for range epochs {
		for _, i := range f.random.Perm(len(examples)) {
			f.learn(&examples[i])
		}
	}
}

// learn takes one step up the likelihood of an example's labels.
func (f *fitter) learn(e *example) {
	rows := f.thinned(e.rows)
	f.lattice.Reset(&f.pairs, len(rows))
	if e.allowed != nil {
		copy(f.lattice.Allowed, e.allowed)
	}
	score(f.rows, rows, f.lattice.Scores)
	if !f.lattice.Sums() {
		return
	}
	f.lattice.BackwardSums()
	for i := range rows {
		var slope chain.Scores
		for l := range f.labels {
			slope[l] = -float32(f.lattice.Forward[i][l] * f.lattice.Backward[i][l])
		}
		slope[e.labels[i]]++
		f.move(rows[i], &slope)
	}
	f.movePairs(e.labels)
}

func score(weights []float32, rows [][]uint32, into []chain.Scores) {
	for i, features := range rows {
		var sum chain.Scores
		for _, r := range features {
			w := (*[chain.Lanes]float32)(weights[r*chain.Lanes:])
			for l := range sum {
				sum[l] += w[l]
			}
		}
		into[i] = sum
	}
}

// thinned leaves out some features at random.
func (f *fitter) thinned(rows [][]uint32) [][]uint32 {
	for len(f.kept) < len(rows) {
		f.kept = append(f.kept, nil)
	}
	for i, row := range rows {
		f.kept[i] = f.kept[i][:0]
		for _, r := range row {
			if f.random.Float32() >= dropped {
				f.kept[i] = append(f.kept[i], r)
			}
		}
	}
	return f.kept[:len(rows)]
}

func (f *fitter) move(rows []uint32, slope *chain.Scores) {
	for l, g := range slope[:f.labels] {
		if g < ignored && g > -ignored {
			continue
		}
		for _, r := range rows {
			at := int(r)*chain.Lanes + l
			step(&f.rows[at], &f.square[at], g)
		}
	}
}

// movePairs moves the weights of neighbouring labels.
func (f *fitter) movePairs(labels []uint8) {
	var slopes chain.Pairs
	for i, l := range labels {
		for k := range f.labels {
			if i == 0 {
				slopes[0][k] -= float32(f.lattice.Forward[0][k] * f.lattice.Backward[0][k])
				continue
			}
			for p := range f.labels {
				if f.lattice.Follows(p, k) {
					slopes[p][k] -= float32(f.lattice.PairShare(i, p, k))
				}
			}
		}
		if i == 0 {
			slopes[0][l]++
		} else {
			slopes[labels[i-1]][l]++
		}
	}
	for p := range slopes {
		for k, g := range slopes[p] {
			if g != 0 {
				step(&f.pairs[p][k], &f.pairSquare[p][k], g)
			}
		}
	}
}

// step moves a weight by its slope and by what it has moved before.
func step(weight, square *float32, slope float32) {
	slope -= penalty * *weight
	*square += slope * slope
	*weight += rate * slope / float32(math.Sqrt(float64(*square+calm)))
}

// sum is the mean of the fields of several seeds, for use without leaving features out.
type sum struct {
	rows  []float32
	pairs chain.Pairs
}

func (s *sum) add(f *fitter, share float32) {
	if s.rows == nil {
		s.rows = make([]float32, len(f.rows))
	}
	for i, w := range f.rows {
		s.rows[i] += w * share * (1 - dropped)
	}
	for p := range s.pairs {
		for k, w := range f.pairs[p] {
			s.pairs[p][k] += w * share
		}
	}
}

// fitted fits a field with seeds first, first+1, … and gives their mean.
func fitted(examples []example, labels int, lattice *chain.Lattice, epochs, seeds int) *sum {
	mean := &sum{}
	for seed := range seeds {
		f := newFitter(labels, lattice, uint64(seed))
		f.fit(examples, epochs)
		mean.add(f, 1/float32(seeds))
	}
	return mean
}

func (s *sum) pack() []byte { return chain.Pack(s.rows, rowBits, &s.pairs, least) }
