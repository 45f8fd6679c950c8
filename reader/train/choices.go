package main

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/parley-desk/parley/reader/attribution/chain"
	"github.com/parley-desk/parley/reader/attribution/learned"
	"github.com/parley-desk/parley/reader/draft"
)

// group is what may be the source of one cue, by the rows of its features, and which of it is.
type group struct {
	rows [][]uint32
	is   int
}

const (
	choiceBits    = 16
	choiceEpochs  = 8
	choiceDropped = 0.2
)

// chooser learns which run is a source: a choice's weights add up, and the likelihood of the right one is raised.
type chooser struct {
	weights, squares []float32
	random           *rand.Rand
}

func newChooser(seed uint64) *chooser {
	return &chooser{make([]float32, 1<<choiceBits), make([]float32, 1<<choiceBits), rand.New(rand.NewPCG(seed, 11))}
}

func (c *chooser) fit(groups []group, epochs int) {
	for range epochs {
		for _, i := range c.random.Perm(len(groups)) {
			c.learn(&groups[i])
		}
	}
}

func (c *chooser) learn(g *group) {
	kept := make([][]uint32, len(g.rows))
	for i, row := range g.rows {
		for _, r := range row {
			if c.random.Float32() >= choiceDropped {
				kept[i] = append(kept[i], r)
			}
		}
	}
	shares := softmax(c.weights, kept)
	for i := range kept {
		slope := -float32(shares[i])
		if i == g.is {
			slope++
		}
		if slope < ignored && slope > -ignored {
			continue
		}
		for _, r := range kept[i] {
			step(&c.weights[r], &c.squares[r], slope)
		}
	}
}

func softmax(weights []float32, rows [][]uint32) []float64 {
	scores := make([]float64, len(rows))
	most := math.Inf(-1)
	for i, row := range rows {
		for _, r := range row {
			scores[i] += float64(weights[r])
		}
		most = max(most, scores[i])
	}
	total := 0.0
	for i := range scores {
		scores[i] = math.Exp(scores[i] - most)
		total += scores[i]
	}
	for i := range scores {
		scores[i] /= total
	}
	return scores
}

// fittedChoice fits choosers with several seeds and gives their mean as rows of a field of which only the first weight is used.
func fittedChoice(groups []group, epochs, seeds int) []float32 {
	mean := make([]float32, 1<<choiceBits)
	for seed := range seeds {
		c := newChooser(uint64(seed))
		c.fit(groups, epochs)
		for i, w := range c.weights {
			mean[i] += w * (1 - choiceDropped) / float32(seeds)
		}
	}
	return mean
}

// choices lays out the choices of the sources of a document's candidates as a field that has not seen it holds them.
// Cues that are none teach nothing, nor does a source that no choice has.
func (t *training) choices(d *document, found []learned.Candidate, field *sum) (out []group, had int) {
	l := learned.NewSpanLattice()
	for _, m := range d.matched(found) {
		if m.want == nil || len(m.want.source) > 1 {
			continue
		}
		e := d.span(m.Candidate, m.want)
		l.Reset(&field.pairs, len(e.rows))
		copy(l.Allowed, e.allowed)
		score(field.rows, e.rows, l.Scores)
		if !l.Sums() {
			continue
		}
		l.BackwardSums()
		want := draft.Range{}
		if len(m.want.source) > 0 {
			want = m.want.source[0]
		}
		had++
		runs, rows := d.lesson.Choices(choiceBits, m.Candidate, l)
		for i, r := range runs {
			if r == want {
				out = append(out, group{rows, i})
			}
		}
	}
	return out, had
}

// match is a candidate with the attribution that people marked there, nil where none.
type match struct {
	learned.Candidate
	want *gold
}

// packChoice makes the file of the chooser.
func packChoice(weights []float32) []byte {
	rows := make([]float32, chain.Lanes<<choiceBits)
	for i, w := range weights {
		rows[i*chain.Lanes] = w
	}
	return chain.Pack(rows, choiceBits, &chain.Pairs{}, least)
}

func tellChoices(groups []group, had int, weights []float32) {
	right := 0
	for _, g := range groups {
		shares := softmax(weights, g.rows)
		best := 0
		for i := range shares {
			if shares[i] > shares[best] {
				best = i
			}
		}
		if best == g.is {
			right++
		}
	}
	fmt.Printf("choices: %d cues, %d with the source among them (%.3f), %d chosen right (%.3f)\n", had, len(groups), float64(len(groups))/float64(had), right, float64(right)/float64(had))
}
