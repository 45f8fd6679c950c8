package main

import (
	"math"
	"math/rand/v2"

	"github.com/parley-desk/parley/language/internal/naming"
)

// crfExample is a sentence as the conditional random field sees it: the rows
// of weights of the features of each word, and the labels.
type crfExample struct {
	rows   [][]int32
	labels []uint8
	silver bool // labelled by a model
}

// crf fits the weights of a linear-chain conditional random field by AdaGrad
// on the likelihood of each sentence's labels.
type crf struct {
	w        *naming.Weights
	rows     []float32 // sums of squared slopes
	pairs    [naming.Labels][naming.Labels]float32
	starts   [naming.Labels]float32
	emitted  [][naming.Labels]float64
	forward  [][naming.Labels]float64
	backward [][naming.Labels]float64
	random   *rand.Rand
	kept     crfExample // with some features left out
}

const (
	crfRate    = 0.1
	crfCalm    = 1    // what the squares begin with: without it a first slope, however small, would make a full step
	crfPenalty = 3e-3 // L2, on the weights that a sentence touches
	crfDropped = 0.3  // share of features left out at random, so that none is relied on alone
	crfSilver  = 0.5  // share of the sentences labelled by a model that an epoch sees
	crfOutside = 0.4  // taken off Outside at the end: of two doubtful readings the name is worth more
)

// fit learns from the sentences in, with the names that their documents'
// memories hold; the weights of several seeds are summed.
func (t *nameTrainer) fit(in []int, found [][]naming.Name, epochs int, seeds uint64) *naming.Weights {
	examples := t.examples(in, found)
	sum := newNameWeights()
	for seed := range seeds {
		c := crf{w: newNameWeights(), random: rand.New(rand.NewPCG(seed, 1))}
		c.rows = make([]float32, len(c.w.Rows))
		for range epochs {
			for _, i := range c.random.Perm(len(examples)) {
				if e := &examples[i]; !e.silver || c.random.Float32() < crfSilver {
					c.learn(c.thinned(e))
				}
			}
		}
		addWeights(sum, c.w, 1/float32(seeds))
	}
	return sum
}

func newNameWeights() *naming.Weights {
	return &naming.Weights{Rows: make([]float32, naming.Labels<<naming.Bits)}
}

// addWeights adds a share of the weights of one run, as they are where no feature is left out.
func addWeights(sum, w *naming.Weights, share float32) {
	for i, v := range w.Rows {
		sum.Rows[i] += share * v
	}
	whole := share / (1 - crfDropped) // all features speak now
	for p := range w.Pairs {
		sum.Starts[p] += whole * w.Starts[p]
		for l, v := range w.Pairs[p] {
			sum.Pairs[p][l] += whole * v
		}
		sum.Pairs[p][naming.Outside] -= share * crfOutside
	}
	sum.Starts[naming.Outside] -= share * crfOutside
}

// thinned leaves out some features of a sentence at random.
func (c *crf) thinned(e *crfExample) *crfExample {
	c.kept.labels = e.labels
	for len(c.kept.rows) < len(e.rows) {
		c.kept.rows = append(c.kept.rows, nil)
	}
	c.kept.rows = c.kept.rows[:len(e.rows)]
	for i, rows := range e.rows {
		c.kept.rows[i] = c.kept.rows[i][:0]
		for _, r := range rows {
			if c.random.Float32() >= crfDropped {
				c.kept.rows[i] = append(c.kept.rows[i], r)
			}
		}
	}
	return &c.kept
}

// examples computes the features of sentences.
func (t *nameTrainer) examples(in []int, found [][]naming.Name) []crfExample {
	wanted := map[int]bool{}
	for _, i := range in {
		wanted[i] = true
	}
	var out []crfExample
	var memory naming.Memory
	var scratch naming.Scratch
	var features []uint64
	t.eachDocument(&memory, func(i int) {
		s := &t.sentences[i]
		if !wanted[i] {
			return
		}
		scratch.Words = append(scratch.Words[:0], s.words...)
		prepared := t.model.Prepare(&scratch, &memory)
		e := crfExample{labels: s.labels, silver: s.silver}
		for j := range s.words {
			features = prepared.Features(j, features[:0])
			rows := make([]int32, len(features))
			for k, f := range features {
				rows[k] = int32(naming.Row(f))
			}
			e.rows = append(e.rows, rows)
		}
		out = append(out, e)
		if found != nil {
			for _, n := range found[i] {
				memory.Learn(scratch.Words[n.First:n.End], n.Kind)
			}
		}
	})
	return out
}

// learn takes one step up the likelihood of a sentence's labels.
func (c *crf) learn(e *crfExample) {
	n := len(e.rows)
	if n == 0 {
		return
	}
	c.emit(e)
	total := c.sums(n)
	var slope [naming.Labels]float32
	var pairs [naming.Labels][naming.Labels]float32
	for i := range n {
		for l := range naming.Labels {
			slope[l] = -float32(math.Exp(c.forward[i][l] + c.backward[i][l] - total))
		}
		slope[e.labels[i]]++
		c.updateRows(e.rows[i], &slope)
		if i == 0 {
			for l := range naming.Labels {
				step(&c.w.Starts[l], &c.starts[l], slope[l])
			}
			continue
		}
		c.addPairs(&pairs, i, total)
		pairs[e.labels[i-1]][e.labels[i]]++
	}
	for p := range pairs {
		for l, g := range pairs[p] {
			step(&c.w.Pairs[p][l], &c.pairs[p][l], g)
		}
	}
}

// addPairs takes off the expected pairs of labels of the words i-1 and i.
func (c *crf) addPairs(pairs *[naming.Labels][naming.Labels]float32, i int, total float64) {
	for p := range pairs {
		for l := range pairs[p] {
			if naming.Follows(p, l) {
				pairs[p][l] -= float32(math.Exp(c.forward[i-1][p] + float64(c.w.Pairs[p][l]) + c.emitted[i][l] + c.backward[i][l] - total))
			}
		}
	}
}

// step moves a weight by its slope and what it has moved before.
func step(weight, squares *float32, slope float32) {
	slope -= crfPenalty * *weight
	if slope > -1e-4 && slope < 1e-4 {
		return
	}
	*squares += slope * slope
	*weight += crfRate * slope / float32(math.Sqrt(float64(*squares)+crfCalm))
}

func (c *crf) updateRows(rows []int32, slope *[naming.Labels]float32) {
	for l, g := range slope {
		if g > -1e-3 && g < 1e-3 {
			continue
		}
		for _, row := range rows {
			step(&c.w.Rows[int(row)+l], &c.rows[int(row)+l], g)
		}
	}
}

// emit sums the weights of the features of each word.
func (c *crf) emit(e *crfExample) {
	for len(c.emitted) < len(e.rows) {
		c.emitted = append(c.emitted, [naming.Labels]float64{})
		c.forward = append(c.forward, [naming.Labels]float64{})
		c.backward = append(c.backward, [naming.Labels]float64{})
	}
	for i, rows := range e.rows {
		var sum [naming.Labels]float32
		for _, row := range rows {
			w := c.w.Rows[row : row+naming.Labels]
			for l := range sum {
				sum[l] += w[l]
			}
		}
		for l := range sum {
			c.emitted[i][l] = float64(sum[l])
		}
	}
}

// sums fills the forward and backward sums in logarithms and gives that of all paths.
func (c *crf) sums(n int) float64 {
	const never = -1e9
	var terms [naming.Labels]float64
	for i := range n {
		for l := range naming.Labels {
			if i == 0 {
				c.forward[0][l] = c.emitted[0][l] + float64(c.w.Starts[l])
				if !naming.Follows(naming.Outside, l) {
					c.forward[0][l] = never
				}
				continue
			}
			for p := range naming.Labels {
				terms[p] = never
				if naming.Follows(p, l) {
					terms[p] = c.forward[i-1][p] + float64(c.w.Pairs[p][l])
				}
			}
			c.forward[i][l] = c.emitted[i][l] + logSum(&terms)
		}
	}
	for i := n - 1; i >= 0; i-- {
		for p := range naming.Labels {
			c.backward[i][p] = 0
			if i == n-1 {
				continue
			}
			for l := range naming.Labels {
				terms[l] = never
				if naming.Follows(p, l) {
					terms[l] = float64(c.w.Pairs[p][l]) + c.emitted[i+1][l] + c.backward[i+1][l]
				}
			}
			c.backward[i][p] = logSum(&terms)
		}
	}
	return logSum(&c.forward[n-1])
}

func logSum(terms *[naming.Labels]float64) float64 {
	most := terms[0]
	for _, t := range terms {
		most = max(most, t)
	}
	sum := 0.0
	for _, t := range terms {
		if t > most-30 {
			sum += math.Exp(t - most)
		}
	}
	return most + math.Log(sum)
}
