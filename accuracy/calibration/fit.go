package calibration

import (
	"math"
	"sort"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/reader/confidence"
)

// How weights are fitted. Few choices, none tuned finely.
const (
	fewest    = 15   // a feature that fewer examples have is not learned
	fewestAll = 200  // a kind with fewer examples keeps its priors
	rounds    = 600  // of gradient descent
	step      = 0.3  // of the first
	parts     = 5    // of the cross-validation
	heaviest  = 1500 // examples of a set beyond which each counts for less: no set shall rule
)

// Restraint is how strongly weights are held towards none (L2).
type Restraint float64

// Many features in pairs are held more strongly than few.
const (
	Light Restraint = 3
	Firm  Restraint = 8
)

// Fit learns the weights of each kind of which there are enough examples, judged as a whole.
func Fit(examples []Example, held Restraint) *confidence.Model {
	byKind := map[claim.Kind][]Example{}
	sizes := map[string]int{}
	for _, x := range examples {
		if x.Whole {
			byKind[x.Kind] = append(byKind[x.Kind], x)
			sizes[x.Set]++
		}
	}
	weights := map[claim.Kind]map[string]float64{}
	for kind, of := range byKind {
		if len(of) >= fewestAll {
			weights[kind] = regress(of, sizes, held)
		}
	}
	return confidence.NewModel(weights)
}

// CrossValidated gives each example the confidence of a model that was fitted on the other parts of the examples.
func CrossValidated(examples []Example) []float64 {
	out := make([]float64, len(examples))
	for part := range uint64(parts) {
		var others []Example
		for _, x := range examples {
			if x.Fold%parts != part {
				others = append(others, x)
			}
		}
		model := Fit(others, Light)
		for i, x := range examples {
			if x.Fold%parts == part {
				out[i] = model.Confidence(x.Kind, x.Features, x.Prior)
			}
		}
	}
	return out
}

// row is an example in numbers.
type row struct {
	at     []int
	value  []float64
	right  float64
	weight float64
}

// regress fits a logistic regression by gradient descent with steps of each
// weight's own (Duchi, Hazan and Singer 2011). The same examples give the same weights.
func regress(examples []Example, sizes map[string]int, held Restraint) map[string]float64 {
	names := frequent(examples)
	index := make(map[string]int, len(names))
	for i, n := range names {
		index[n] = i
	}
	rows := make([]row, 0, len(examples))
	for _, x := range examples {
		rows = append(rows, rowOf(x, index, x.weight()*min(1, heaviest/float64(sizes[x.Set]))))
	}
	w, seen := make([]float64, len(names)), make([]float64, len(names))
	for range rounds {
		for i, g := range gradient(rows, w, index["any"], held) {
			seen[i] += g * g
			if seen[i] > 0 {
				w[i] -= step * g / math.Sqrt(seen[i])
			}
		}
	}
	out := make(map[string]float64, len(names))
	for i, n := range names {
		out[n] = w[i]
	}
	return out
}

// gradient of the loss; the intercept is not held back, the prior towards being believed as it is.
func gradient(rows []row, w []float64, intercept int, held Restraint) []float64 {
	g := make([]float64, len(w))
	for _, r := range rows {
		sum := 0.0
		for k, i := range r.at {
			sum += w[i] * r.value[k]
		}
		off := r.weight * (1/(1+math.Exp(-sum)) - r.right)
		for k, i := range r.at {
			g[i] += off * r.value[k]
		}
	}
	for i := range w {
		if i != intercept {
			g[i] += float64(held) * w[i]
		}
	}
	return g
}

// frequent lists the features that enough examples have, in order.
func frequent(examples []Example) []string {
	n := map[string]int{}
	for _, x := range examples {
		for _, f := range x.Features {
			n[f.Name]++
		}
	}
	var names []string
	for name, times := range n {
		if times >= fewest {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	return names
}

func rowOf(x Example, index map[string]int, weight float64) row {
	r := row{weight: weight}
	if x.Right {
		r.right = 1
	}
	for _, f := range x.Features {
		if i, ok := index[f.Name]; ok {
			r.at, r.value = append(r.at, i), append(r.value, f.Value)
		}
	}
	return r
}
