// Package confidence turns the priors of the reader's rules into calibrated
// confidences: of claims at .8, eight in ten are right. It weighs a handful of things
// about a claim that a reader of this code understands (its rule, how far its source stands from
// its cue, whether its actor is known, …) by a logistic model, one a kind, whose
// weights `go run ./accuracy -fit` learns from gold sets. Without weights the priors stand.
package confidence

import (
	_ "embed" // for the weights
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"
	"sync"

	"github.com/parley-desk/parley/claim"
)

//go:embed weights.tsv
var learned string

// Model is the weights of the features, by kind. The zero Model leaves the priors as they are.
type Model struct {
	weights map[claim.Kind]map[string]float64
}

// Learned is the model that is built in.
var Learned = sync.OnceValues(func() (*Model, error) { return Parse(learned) })

// NewModel makes a model of weights by kind and feature.
func NewModel(weights map[claim.Kind]map[string]float64) *Model { return &Model{weights} }

// Parse reads a table of weights: kind, feature and weight, parted by tabs; # begins a comment line.
func Parse(table string) (*Model, error) {
	m := &Model{map[claim.Kind]map[string]float64{}}
	n := 0
	for line := range strings.Lines(table) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 {
			return nil, fmt.Errorf("confidence: weights, line %d: want kind, feature and weight parted by tabs: %q", n, line)
		}
		w, err := strconv.ParseFloat(f[2], 64)
		if err != nil || math.IsNaN(w) || math.IsInf(w, 0) {
			return nil, fmt.Errorf("confidence: weights, line %d: %q is no weight", n, f[2])
		}
		kind := claim.Kind(f[0])
		if m.weights[kind] == nil {
			m.weights[kind] = map[string]float64{}
		}
		m.weights[kind][f[1]] = w
	}
	return m, nil
}

// Table writes the weights as Parse reads them, kinds in the order of the contract, the heaviest feature first.
func (m *Model) Table() string {
	var b strings.Builder
	for _, kind := range claim.Kinds {
		var names []string
		for name := range m.weights[kind] {
			names = append(names, name)
		}
		sort.Slice(names, func(i, j int) bool {
			a, b := math.Abs(m.weights[kind][names[i]]), math.Abs(m.weights[kind][names[j]])
			return a > b || a == b && names[i] < names[j]
		})
		for _, name := range names {
			fmt.Fprintf(&b, "%s\t%s\t%.2f\n", kind, name, m.weights[kind][name])
		}
	}
	return b.String()
}

// Confidence is the chance that a claim of a kind with these features is right, its prior where nothing was learned of the kind.
func (m *Model) Confidence(kind claim.Kind, features []Feature, prior float64) float64 {
	weights := m.weights[kind]
	if len(weights) == 0 {
		return prior
	}
	sum := 0.0
	for _, f := range features {
		sum += weights[f.Name] * f.Value
	}
	p := 1 / (1 + math.Exp(-sum))
	return math.Round(p*100) / 100 // a hundredth is finer than what is known
}

// Apply gives the claims of a record, which bear the priors of their rules, their calibrated confidences.
func (m *Model) Apply(r *claim.Record, text string) {
	if len(m.weights) == 0 {
		return
	}
	e := NewExaminer(r, text)
	for i := range r.Claims {
		c := &r.Claims[i]
		c.Confidence = m.Confidence(c.Kind, e.Features(c), c.Confidence)
	}
}
