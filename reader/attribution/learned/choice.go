package learned

import (
	"cmp"
	"math"
	"slices"

	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/attribution/chain"
	"github.com/parley-desk/parley/reader/draft"
)

// A choice is a run of tokens that may be the source of a cue: the field of spans
// labels token by token, and what is a whole phrase is seen of a run alone. An
// empty run stands for no source.
type choice struct {
	run   draft.Range
	share float64 // how likely the field holds just this run
	top   int     // token that heads it
	from  uint8   // who named it, as bits
}

// Who named a choice.
const (
	byField = 1 << iota
	byBest  // the best labels of the field
	byGrammar
	byRule
)

const (
	leastBegin  = 0.02 // how likely a source must begin at a token for runs from there to be choices
	leastRun    = 0.01 // how likely a run must be
	mostRuns    = 6    // of the field's, the likeliest
	longestRun  = 60
	mostChoices = 60
)

// choices gives what may be the source of the scope's cue, no source first; the
// lattice's sums must be filled, best are its best labels.
func (s *scope) choices(l *chain.Lattice, best []draft.Range) []choice {
	s.picked = append(s.picked[:0], choice{top: -1, from: byField, share: 1})
	s.runsOf(l)
	for _, r := range best {
		s.pick(r, byBest)
	}
	if r := s.Subject(s.head); r.Len() > 0 {
		s.pick(r, byGrammar)
	}
	if s.ruled != nil && len(s.ruled.Source) > 0 {
		s.pick(s.ruled.Source[0], byRule)
	}
	s.vary()
	for i := range s.picked {
		c := &s.picked[i]
		if c.run.Len() > 0 {
			c.share = runShare(l, c.run.First-s.place.First, c.run.Len())
			s.picked[0].share -= c.share
		}
	}
	return s.picked
}

// runsOf picks the runs that the field holds likeliest.
func (s *scope) runsOf(l *chain.Lattice) {
	var runs []choice
	for i := range l.Scores {
		if l.Share(i, []uint8{SourceFirst}) < leastBegin {
			continue
		}
		for n := 1; n <= min(longestRun, len(l.Scores)-i); n++ {
			if share := runShare(l, i, n); share >= leastRun {
				runs = append(runs, choice{run: draft.Range{First: s.place.First + i, End: s.place.First + i + n}, share: share})
			}
		}
	}
	slices.SortStableFunc(runs, func(a, b choice) int { return cmp.Compare(b.share, a.share) })
	for _, c := range runs[:min(mostRuns, len(runs))] {
		s.pick(c.run, byField)
	}
}

// runShare is how likely a source is just the n positions from first on.
func runShare(l *chain.Lattice, first, n int) float64 {
	var space [longestRun]uint8
	if n > longestRun {
		return 0
	}
	labels := append(space[:0], SourceFirst)
	if n == 1 {
		share := l.Share(first, labels)
		if first+1 < len(l.Scores) {
			share -= l.Share(first, append(labels, SourceInside)) + l.Share(first, append(labels, SourceLast))
		}
		return max(0, share)
	}
	for len(labels) < n-1 {
		labels = append(labels, SourceInside)
	}
	return l.Share(first, append(labels, SourceLast))
}

// pick adds a run, or notes who names it too.
func (s *scope) pick(r draft.Range, by uint8) {
	if r.Len() <= 0 || r.First < s.place.First || r.End > s.place.End || r.First < s.cue.End && s.cue.First < r.End {
		return
	}
	if at := slices.IndexFunc(s.picked, func(c choice) bool { return c.run == r }); at >= 0 {
		s.picked[at].from |= by
		return
	}
	if len(s.picked) < mostChoices {
		s.picked = append(s.picked, choice{run: r, top: s.topOf(r), from: by})
	}
}

// topOf is the token of a run that stands highest in the tree.
func (s *scope) topOf(r draft.Range) int {
	best := r.First
	for i := r.First + 1; i < r.End; i++ {
		if s.D.Depth(i) < s.D.Depth(best) {
			best = i
		}
	}
	return best
}

// vary picks the runs that begin where one picked, or the phrase of its head,
// begins and end where one ends, or before a part of that phrase.
func (s *scope) vary() {
	firsts, ends := s.bounds()
	for _, first := range firsts {
		for _, end := range ends {
			if n := end - first; n > 0 && n <= longestRun && s.tokens[first].sentence == s.tokens[end-1].sentence {
				s.pick(draft.Range{First: first, End: end}, 0)
			}
		}
	}
}

// bounds are where the runs that are picked, and the phrases of their heads, begin and end, with the comma behind and without it.
func (s *scope) bounds() (firsts, ends []int) {
	for _, c := range s.picked[1:] {
		firsts, ends = with(firsts, c.run.First), with(ends, c.run.End)
		if s.D.Head(c.top) == language.Unparsed {
			continue
		}
		first, end := s.D.Subtree(c.top)
		firsts, ends = with(firsts, s.bare(first, c.top)), with(ends, end)
		for k := range s.D.Children(c.top) {
			if from, _ := s.D.Subtree(k); k > c.top && from > c.top {
				ends = with(ends, from)
			}
		}
	}
	for _, end := range ends {
		if end < s.place.End && s.tokens[end].tag == uint8(language.TagComma) {
			ends = with(ends, end+1)
		}
		if s.tokens[end-1].tag == uint8(language.TagComma) {
			ends = with(ends, end-1)
		}
	}
	return firsts, ends
}

// with adds a place to a list that lacks it.
func with(list []int, at int) []int {
	if slices.Contains(list, at) {
		return list
	}
	return append(list, at)
}

// bare passes the prepositions, conjunctions and marks with which a phrase begins.
func (s *scope) bare(first, top int) int {
	for ; first < top; first++ {
		switch language.Relation(s.tokens[first].rel) {
		case language.Case, language.Mark, language.Cc, language.Punct:
		default:
			return first
		}
	}
	return first
}

// likeliestShare is the share of the likeliest choice to the field.
func likeliestShare(all []choice) float64 {
	most := 0.0
	for _, c := range all[1:] {
		most = max(most, c.share)
	}
	return most
}

// leastNone is how likely it must be that a cue has no source for none to be named.
const leastNone = 0.5

// choose gives an attribution the likeliest of the scope's choices for its source, none where that is rather sure.
func (f *Finder) choose(a *Attribution) {
	shares := f.weighed()
	best := 0
	for i := 1; i < len(shares) && shares[0] <= leastNone; i++ {
		if best == 0 || shares[i] > shares[best] {
			best = i
		}
	}
	a.Source = nil
	if best > 0 {
		a.Source = []draft.Range{f.scope.picked[best].run}
	}
	a.Facts[Chosen] = odds(shares[best])
}

// weighed gives how likely each of the scope's choices is the source.
func (f *Finder) weighed() []float64 {
	f.weights = f.weights[:0]
	all, total, fs := f.scope.picked, 0.0, &f.scored
	held := likeliestShare(all)
	for i := range all {
		fs.sum.Begin(f.choice)
		f.scope.choiceFeatures(fs, &all[i], held)
		scores := fs.sum.Scores()
		f.weights = append(f.weights, math.Exp(float64(scores[0])))
		total += f.weights[i]
	}
	for i := range f.weights {
		f.weights[i] /= total
	}
	return f.weights
}
