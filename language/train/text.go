package main

import (
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/language/internal/splitting"
)

// readBlocks reads treebanks whole.
func readBlocks(dir string, names ...string) ([]*language.Block, error) {
	var out []*language.Block
	for _, name := range names {
		f, err := os.Open(filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		for b, err := range language.ReadCoNLLU(f) {
			if err != nil {
				f.Close()
				return nil, err
			}
			out = append(out, b)
		}
		f.Close()
	}
	return out, nil
}

// paragraph is the text of a treebank's paragraph and where its sentences end.
type paragraph struct {
	text string
	ends map[int]bool
}

func paragraphsOf(blocks []*language.Block) []paragraph {
	var out []paragraph
	for _, b := range blocks {
		text, _ := b.Comment("text")
		if len(out) == 0 || b.StartsParagraph() {
			out = append(out, paragraph{text, map[int]bool{len(text): true}})
			continue
		}
		p := &out[len(out)-1]
		p.text += " " + text
		p.ends[len(p.text)] = true
	}
	return out
}

// shoutEvery is how many paragraphs stand for one more in capitals only, of
// which the treebanks have too few to learn wires in capitals from.
const shoutEvery = 4

// trainBoundaries learns where sentences end.
func trainBoundaries(blocks []*language.Block) []byte {
	var examples []splitting.Example
	var labels []bool
	blank, err := splitting.New(make([]byte, 1<<splitting.FeatureBits))
	check(err)
	add := func(p paragraph) {
		for _, e := range blank.Examples(p.text, func(at int) bool { return p.ends[at] }) {
			examples = append(examples, e)
			labels = append(labels, p.ends[e.At])
		}
	}
	for i, p := range paragraphsOf(blocks) {
		add(p)
		if shout := strings.ToUpper(p.text); i%shoutEvery == 0 && len(shout) == len(p.text) {
			add(paragraph{shout, p.ends})
		}
	}
	weights := logistic(examples, labels)
	return quantized(weights)
}

// logistic fits a logistic regression by AdaGrad with a small L2 penalty.
func logistic(examples []splitting.Example, labels []bool) []float64 {
	const epochs, rate, penalty = 12, 0.15, 2e-6
	weights := make([]float64, 1<<splitting.FeatureBits)
	squares := make([]float64, len(weights))
	random := rand.New(rand.NewPCG(1, 2))
	for range epochs {
		for _, i := range random.Perm(len(examples)) {
			sum := 0.0
			for _, f := range examples[i].Features {
				sum += weights[f]
			}
			slope := -1 / (1 + math.Exp(-sum))
			if labels[i] {
				slope++
			}
			for _, f := range examples[i].Features {
				g := slope - penalty*weights[f]
				squares[f] += g * g
				weights[f] += rate * g / math.Sqrt(squares[f]+1e-8)
			}
		}
	}
	return weights
}

// quantized stores weights as int8 of the largest.
func quantized(weights []float64) []byte {
	most := 0.0
	for _, w := range weights {
		most = max(most, math.Abs(w))
	}
	out := make([]byte, len(weights))
	for i, w := range weights {
		out[i] = byte(int8(math.Round(w / most * 127)))
	}
	return out
}
