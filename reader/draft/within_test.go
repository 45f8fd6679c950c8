package draft_test

import (
	"slices"
	"testing"

	"github.com/parley-desk/parley/reader/draft"
)

func TestStatementsAreFoundByCueAndSource(t *testing.T) {
	t.Parallel()
	d := &draft.Draft{Statements: []draft.Statement{
		{Head: 4, Source: []draft.Range{{First: 0, End: 2}}},
		{Head: 9, Source: []draft.Range{{First: 1, End: 3}, {First: 12, End: 13}}},
		{Head: 4},
	}}
	d.Heard()
	for head, want := range map[int][]int{4: {0, 2}, 9: {1}, 5: nil} {
		if got := d.SaidBy(head); !slices.Equal(got, want) {
			t.Errorf("by the cue at %d: %v, want %v", head, got, want)
		}
	}
	for token, want := range map[int][]int{0: {0}, 1: {0, 1}, 12: {1}, 3: nil} {
		if got := d.SaidFrom(token); !slices.Equal(got, want) {
			t.Errorf("from the source at %d: %v, want %v", token, got, want)
		}
	}
}
