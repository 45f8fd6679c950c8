package linear

import (
	"encoding/binary"
	"fmt"
	"math"
)

// Trainer learns the weights of a model as an averaged perceptron: the model
// is the mean of the weights over all the steps of training (Collins 2002),
// kept by Daumé's trick of a second, time-weighted sum.
type Trainer struct {
	Classes int
	bits    uint
	shift   uint
	weights []float32
	sums    []float64
	now     float64
}

// NewTrainer makes a trainer with 2^bits rows.
func NewTrainer(classes int, bits uint) *Trainer {
	n := classes << bits
	return &Trainer{Classes: classes, bits: bits, shift: 64 - bits, weights: make([]float32, n), sums: make([]float64, n), now: 1}
}

// Step counts a decision, for the mean.
func (t *Trainer) Step() { t.now++ }

// Score sums the current weights into out, which has Classes entries.
func (t *Trainer) Score(features []Feature, out []float32) {
	clear(out)
	for _, f := range features {
		at := int(f>>t.shift) * t.Classes
		row := t.weights[at : at+t.Classes]
		for c, w := range row {
			out[c] += w
		}
	}
}

// Update adds delta to the weights of the features for a class.
func (t *Trainer) Update(features []Feature, class int, delta float32) {
	for _, f := range features {
		at := int(f>>t.shift)*t.Classes + class
		t.weights[at] += delta
		t.sums[at] += t.now * float64(delta)
	}
}

// Mean is the averaged weights, row by row.
func (t *Trainer) Mean() *Weights {
	mean := make([]float32, len(t.weights))
	for i, w := range t.weights {
		mean[i] = w - float32(t.sums[i]/t.now)
	}
	return &Weights{Classes: t.Classes, bits: t.bits, values: mean}
}

// Weights are trained weights before they are packed.
type Weights struct {
	Classes int
	bits    uint
	values  []float32
}

// Add sums in the weights of another run over the same features.
func (w *Weights) Add(o *Weights) {
	for i, v := range o.values {
		w.values[i] += v
	}
}

// Pack turns weights into a model file. The scale is that of the largest
// weight; weights of at most drop quanta are left out.
func (w *Weights) Pack(drop int) []byte {
	scale := w.scale()
	out := make([]byte, headerSize, headerSize+len(w.values)/4)
	copy(out, magic)
	binary.LittleEndian.PutUint32(out[4:], uint32(w.Classes))
	binary.LittleEndian.PutUint32(out[8:], uint32(w.bits))
	binary.LittleEndian.PutUint32(out[12:], math.Float32bits(float32(scale)))
	for at := 0; at < len(w.values); at += w.Classes {
		count := len(out)
		out = append(out, 0)
		for c, v := range w.values[at : at+w.Classes] {
			if q := quantise(float64(v) / scale); q > drop || q < -drop {
				out = append(out, byte(c), byte(bias+q))
				out[count]++
			}
		}
	}
	return out
}

// Against gives the weights of all classes but one, less those of that one: the
// same decisions with a class fewer, the one left out always scoring 0.
func (w *Weights) Against(class int) *Weights {
	out := &Weights{Classes: w.Classes - 1, bits: w.bits, values: make([]float32, 0, len(w.values)/w.Classes*(w.Classes-1))}
	for at := 0; at < len(w.values); at += w.Classes {
		for c, v := range w.values[at : at+w.Classes] {
			if c != class {
				out.values = append(out.values, v-w.values[at+class])
			}
		}
	}
	return out
}

func (w *Weights) scale() float64 {
	most := 1e-9
	for _, v := range w.values {
		most = max(most, math.Abs(float64(v)))
	}
	return most / 127
}

func quantise(x float64) int { return int(math.Round(min(max(x, -127), 127))) }

// String describes the weights: rows, classes and how many are not zero.
func (w *Weights) String() string {
	n := 0
	for _, v := range w.values {
		if v != 0 {
			n++
		}
	}
	return fmt.Sprintf("2^%d rows × %d classes, %.1f M weights in use", w.bits, w.Classes, float64(n)/1e6)
}
