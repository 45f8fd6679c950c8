// Package worth judges which tellings of violence an analyst would enter as incidents: those of a deed that was
// done, against "the murders go on", "we repelled their attacks", "as in the attacks of past years". What is told with its
// day or with how many it harmed is beyond this judgement and always stays; the rest is weighed by a logistic model over things
// that anybody can see in the sentence and in the report around it.
package worth

import (
	_ "embed" // for the weights
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/reader/confidence"
	"github.com/parley-desk/parley/reader/draft"
)

//go:embed weights.tsv
var learned string

// File is where an overlay's folder may hold weights of its own, in place of those that are built in.
const File = "weights/worth.tsv"

// least is how likely a telling must be that of an incident: chosen by cross-validation on the sets of which weights.tsv tells.
const least = 0.57

// Model weighs tellings. The zero Model, and nil, doubt none.
type Model struct{ weights *confidence.Model }

// Load gives the model that is built in or, where the overlay's folder has one, that of its weights; a file
// without weights makes a model that doubts nothing. Errors name file and line.
func Load(overlay string) (*Model, error) {
	if overlay == "" {
		return Parse(learned)
	}
	data, err := os.ReadFile(filepath.Join(overlay, File))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Parse(learned)
	case err != nil:
		return nil, fmt.Errorf("worth: %w", err)
	}
	m, err := Parse(string(data))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Join(overlay, File), err)
	}
	return m, nil
}

// Parse reads weights as package confidence writes them: "event", feature and weight, parted by tabs; # begins a comment line.
func Parse(table string) (*Model, error) {
	weights, err := confidence.Parse(table)
	if err != nil {
		return nil, err
	}
	return &Model{weights}, nil
}

// Chance is how likely a telling with these features is that of an incident.
func (m *Model) Chance(features []confidence.Feature) float64 {
	return m.weights.Confidence(claim.KindEvent, features, 1)
}

// Doubted gives the indexes, in order, of the claims of a draft that tell of violence and hardly of an incident. A title is
// too short to say: nothing is doubted there.
func (m *Model) Doubted(d *draft.Draft) []int {
	if m == nil || m.weights == nil || d.In != "" {
		return nil
	}
	var out []int
	for _, t := range Examine(d) {
		if !t.Certain && m.Chance(t.Features) < least {
			out = append(out, t.Claim)
		}
	}
	return out
}
