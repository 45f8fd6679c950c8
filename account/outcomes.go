package account

import (
	"cmp"
	"slices"

	"github.com/parley-desk/parley/claim"
)

// outcomes finds what came of projections: the claims of each kind that tell of
// something as having happened, by the day on which it began.
type outcomes struct {
	b     *Book
	kinds map[claim.Kind][]outcome
	plain map[*Row][]string // words of claims, as they are compared
}

type outcome struct {
	Item
	nth        int // among the claims of its kind
	start, end string
}

func newOutcomes(b *Book) *outcomes {
	return &outcomes{b, map[claim.Kind][]outcome{}, map[*Row][]string{}}
}

// told are the claims of a kind that tell what happened, by their days.
func (o *outcomes) told(k claim.Kind) []outcome {
	if all, done := o.kinds[k]; done {
		return all
	}
	var all []outcome
	for n, i := range o.b.of(k) {
		if start, end := days(i); start != "" && happened(i) {
			all = append(all, outcome{i, n, start, end})
		}
	}
	slices.SortStableFunc(all, func(x, y outcome) int { return cmp.Compare(x.start, y.start) })
	o.kinds[k] = all
	return all
}

// cameShare is the share of words that what came has in common with what was expected.
const cameShare = 0.5

// of is the first claim of another report, no older, that tells within the time
// of a projection of much the same; nil where there is none. Without a time anything would do.
func (o *outcomes) of(i Item, p *claim.Projection) *Item {
	if p.Horizon == nil || p.Horizon.Start == "" {
		return nil
	}
	from, until := p.Horizon.Start, cmp.Or(p.Horizon.End, p.Horizon.Start)
	var expected []string
	for _, k := range o.b.expectedKinds(i) {
		all := o.told(k)
		at, _ := slices.BinarySearchFunc(all, from, func(x outcome, day string) int { return cmp.Compare(x.start, day) })
		var best *outcome
		for ; at < len(all) && all[at].start <= until; at++ {
			c := &all[at]
			if c.end > until || best != nil && best.nth < c.nth || c.Of == i.Of || c.Of.day() < i.Of.day() {
				continue
			}
			if expected == nil {
				expected = plainWords(i.Words)
			}
			if shareOf(expected, o.words(c.Item)) >= cameShare {
				best = c
			}
		}
		if best != nil {
			return &best.Item
		}
	}
	return nil
}

func (o *outcomes) words(i Item) []string {
	words, done := o.plain[i.Row]
	if !done {
		words = plainWords(i.Words)
		o.plain[i.Row] = words
	}
	return words
}
