package main

import (
	"math"
	"math/rand/v2"
)

// network is a perceptron with one hidden layer: vector → rectified units →
// softmax over the classes. It works only while training: what it guesses is
// kept, not the network.
type network struct {
	in, out        [][]float32 // a row of weights to each unit, the last its bias
	hidden         []float32
	scores, slopes []float32
	inSq, outSq    [][]float32 // sums of squared slopes (AdaGrad)
}

const (
	hiddenUnits   = 128
	networkRate   = 0.03
	networkEpochs = 12
	hiddenDropped = 0.3
)

func newNetwork(inputs, classes int, random *rand.Rand) *network {
	layer := func(units, width int, spread float64) [][]float32 {
		rows := make([][]float32, units)
		for i := range rows {
			rows[i] = make([]float32, width+1)
			for j := range width {
				rows[i][j] = float32(random.NormFloat64() * spread)
			}
		}
		return rows
	}
	return &network{
		in: layer(hiddenUnits, inputs, math.Sqrt(2/float64(inputs))), out: layer(classes, hiddenUnits, 0),
		inSq: layer(hiddenUnits, inputs, 0), outSq: layer(classes, hiddenUnits, 0),
		hidden: make([]float32, hiddenUnits), scores: make([]float32, classes), slopes: make([]float32, hiddenUnits),
	}
}

// learnGuesses fits a network to lessons.
func learnGuesses(lessons []lesson, classes int) *network {
	random := rand.New(rand.NewPCG(1, 3))
	n := newNetwork(len(lessons[0].point), classes, random)
	kept := make([]bool, hiddenUnits)
	for range networkEpochs {
		for _, i := range random.Perm(len(lessons)) {
			for u := range kept {
				kept[u] = random.Float64() >= hiddenDropped
			}
			n.learn(&lessons[i], kept)
		}
	}
	return n
}

// guess gives the probability of each class, valid until the next call.
func (n *network) guess(point []float32) []float32 {
	n.forward(point, nil)
	return n.scores
}

// forward fills hidden and scores; kept says which hidden units speak, nil for all.
func (n *network) forward(point []float32, kept []bool) {
	for u, row := range n.in {
		sum := row[len(point)]
		for d, x := range point {
			sum += row[d] * x
		}
		switch {
		case sum < 0 || kept != nil && !kept[u]:
			sum = 0
		case kept != nil:
			sum /= 1 - hiddenDropped
		}
		n.hidden[u] = sum
	}
	most := float32(math.Inf(-1))
	for c, row := range n.out {
		sum := row[hiddenUnits]
		for u, h := range n.hidden {
			sum += row[u] * h
		}
		n.scores[c] = sum
		most = max(most, sum)
	}
	total := float32(0)
	for c, s := range n.scores {
		n.scores[c] = float32(math.Exp(float64(s - most)))
		total += n.scores[c]
	}
	for c := range n.scores {
		n.scores[c] /= total
	}
}

// learn takes one step down the cross-entropy of a lesson.
func (n *network) learn(l *lesson, kept []bool) {
	n.forward(l.point, kept)
	clear(n.slopes)
	for c, row := range n.out {
		slope := l.weight * (n.scores[c] - float32(l.shares[c]))
		for u, h := range n.hidden {
			if h > 0 {
				n.slopes[u] += slope * row[u]
				descend(&row[u], &n.outSq[c][u], slope*h)
			}
		}
		descend(&row[hiddenUnits], &n.outSq[c][hiddenUnits], slope)
	}
	for u, slope := range n.slopes {
		if n.hidden[u] == 0 {
			continue
		}
		row, sq := n.in[u], n.inSq[u]
		for d, x := range l.point {
			descend(&row[d], &sq[d], slope*x)
		}
		descend(&row[len(l.point)], &sq[len(l.point)], slope)
	}
}

func descend(weight, squares *float32, slope float32) {
	*squares += slope * slope
	*weight -= networkRate * slope / (float32(math.Sqrt(float64(*squares))) + 0.1)
}
