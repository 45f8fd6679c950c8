package draft_test

import (
	"slices"
	"testing"

	"github.com/parley-desk/parley/claim"
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

func TestATimeIsFoundByItsWords(t *testing.T) {
	t.Parallel()
	d := &draft.Draft{}
	for _, span := range []claim.Span{{Start: 3, End: 9}, {Start: 20, End: 31}} {
		d.Times = append(d.Times, draft.Time{Time: claim.Time{Span: span}})
	}
	for want, w := range map[int]*claim.When{0: {Span: &claim.Span{Start: 3, End: 9}}, 1: {Span: &claim.Span{Start: 20, End: 31}}} {
		if got := d.TimeOf(w); got != want {
			t.Errorf("words at %v: %d, want %d", *w.Span, got, want)
		}
	}
	for _, w := range []*claim.When{nil, {}, {Span: &claim.Span{Start: 3, End: 31}}, {Span: &claim.Span{Start: 5, End: 9}}} {
		if got := d.TimeOf(w); got != -1 {
			t.Errorf("%v is found at %d", w, got)
		}
	}
}
