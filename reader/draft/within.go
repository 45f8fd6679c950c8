package draft

import (
	"cmp"
	"slices"

	"github.com/parley-desk/parley/claim"
)

// TimesIn is the range [from, to) of Times that start within r. Logarithmic time, as of its sisters.
func (d *Draft) TimesIn(r Range) (from, to int) {
	return within(d.Times, r, func(t Time) int { return t.First })
}

// TimeAt is the index of the time expression that holds token i, -1 where none does.
func (d *Draft) TimeAt(i int) int {
	_, to := d.TimesIn(Range{First: i, End: i + 1})
	if to > 0 && i < d.Times[to-1].End {
		return to - 1
	}
	return -1
}

// TimeOf is the index of the time expression whose words a claim's time has, -1 where it has none.
func (d *Draft) TimeOf(w *claim.When) int {
	if w == nil || w.Span == nil {
		return -1
	}
	i, found := slices.BinarySearchFunc(d.Times, w.Span.Start, func(t Time, start int) int { return cmp.Compare(t.Span.Start, start) })
	if !found || d.Times[i].Span != *w.Span {
		return -1
	}
	return i
}

// NumbersIn is the range [from, to) of Numbers that start within r.
func (d *Draft) NumbersIn(r Range) (from, to int) {
	return within(d.Numbers, r, func(n Number) int { return n.First })
}

// PlacesIn is the range [from, to) of Places and PlaceAt that start within r.
func (d *Draft) PlacesIn(r Range) (from, to int) {
	return within(d.PlaceAt, r, func(at Range) int { return at.First })
}

// within finds, in a list in order of the text, the part that starts within r.
func within[T any](list []T, r Range, first func(T) int) (from, to int) {
	at := func(token int) int {
		i, _ := slices.BinarySearchFunc(list, token, func(x T, token int) int { return cmp.Compare(first(x), token) })
		return i
	}
	return at(r.First), at(r.End)
}

// StatementsByHead gives the indexes of Statements in the order in which their
// cues' heads stand in the text.
func (d *Draft) StatementsByHead() []int {
	order := make([]int, len(d.Statements))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(d.Statements[a].Head, d.Statements[b].Head) })
	return order
}

// saying finds statements by their tokens.
type saying struct{ cue, source map[int][]int }

// SaidBy gives the indexes of the statements whose cue a token heads, after Heard.
func (d *Draft) SaidBy(head int) []int { return d.saying.cue[head] }

// SaidFrom gives the indexes of the statements whose source holds a token, after Heard.
func (d *Draft) SaidFrom(token int) []int { return d.saying.source[token] }

// Heard lets statements be found by their tokens, once all are there.
func (d *Draft) Heard() {
	d.saying = saying{cue: map[int][]int{}, source: map[int][]int{}}
	for i := range d.Statements {
		s := &d.Statements[i]
		d.saying.cue[s.Head] = append(d.saying.cue[s.Head], i)
		for _, r := range s.Source {
			for at := r.First; at < r.End; at++ {
				d.saying.source[at] = append(d.saying.source[at], i)
			}
		}
	}
}
