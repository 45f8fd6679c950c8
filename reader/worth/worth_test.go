package worth_test

import (
	"testing"

	"github.com/parley-desk/parley/reader/confidence"
	"github.com/parley-desk/parley/reader/draft"
	"github.com/parley-desk/parley/reader/worth"
)

// The weights that are built in can be read; what speaks against an incident lowers its chance.
func TestBuiltInWeights(t *testing.T) {
	t.Parallel()
	m, err := worth.Load("")
	if err != nil {
		t.Fatal(err)
	}
	plain := []confidence.Feature{{Name: "any", Value: 1}, {Name: "report: violence", Value: .5}}
	asides := append([]confidence.Feature{{Name: "report: first person", Value: 1}, {Name: "background", Value: 1}}, plain...)
	if a, b := m.Chance(plain), m.Chance(asides); a <= b || a > 1 || b < 0 {
		t.Errorf("told plainly %v, aside %v", a, b)
	}
}

// Without a model, or with one that has no weights, nothing is doubted; nor in a title.
func TestNothingIsDoubtedWithoutWeights(t *testing.T) {
	t.Parallel()
	none, err := worth.Parse("# none\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range []*worth.Model{nil, {}, none} {
		if got := m.Doubted(&draft.Draft{In: "title"}); got != nil {
			t.Errorf("%v is doubted", got)
		}
	}
	if got := none.Chance([]confidence.Feature{{Name: "any", Value: 1}}); got != 1 {
		t.Errorf("a chance of %v without weights, want 1", got)
	}
}
