package proof

import (
	"cmp"
	"slices"

	"github.com/parley-desk/parley/claim"
)

// spans finds, among many spans, those that touch one: logarithmic but for what is found.
type spans struct {
	sorted []entrySpan
	reach  []int // the furthest end among the spans up to each
}

type entrySpan struct {
	span  claim.Span
	index int // in the list that it was made of
}

func indexSpans(n int, at func(int) claim.Span) spans {
	var s spans
	for i := range n {
		s.sorted = append(s.sorted, entrySpan{at(i), i})
	}
	slices.SortStableFunc(s.sorted, func(a, b entrySpan) int {
		return cmp.Or(cmp.Compare(a.span.Start, b.span.Start), cmp.Compare(a.span.End, b.span.End))
	})
	furthest := 0
	for _, e := range s.sorted {
		furthest = max(furthest, e.span.End)
		s.reach = append(s.reach, furthest)
	}
	return s
}

// touching gives the indexes of the spans that share a code point with one, in order of the text.
func (s spans) touching(span claim.Span) []int {
	end, _ := slices.BinarySearchFunc(s.sorted, span.End, func(e entrySpan, end int) int { return cmp.Compare(e.span.Start, end) })
	var found []int
	for i := end - 1; i >= 0 && s.reach[i] > span.Start; i-- {
		if s.sorted[i].span.Overlaps(span) {
			found = append(found, s.sorted[i].index)
		}
	}
	slices.Reverse(found)
	return found
}
