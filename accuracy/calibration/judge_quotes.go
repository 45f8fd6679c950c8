package calibration

import (
	"cmp"
	"slices"
	"unicode"

	"github.com/parley-desk/parley/claim"
)

// attribution is one of the gold's, or one of ours.
type attribution struct{ Source, Cue, Content []claim.Span }

// ofQuotes: a statement is right where it is linked to one attribution of the gold, one to one: their contents share at
// least half of their words, and its source touches the gold's (or neither has one).
func ofQuotes(r *reading, gold []attribution) []judgement {
	var all []judgement
	var ours []attribution
	for i := range r.Claims {
		if s, ok := r.Claims[i].Body.(*claim.Statement); ok && r.Claims[i].In == "" {
			all = append(all, judgement{claim: &r.Claims[i]})
			ours = append(ours, attribution{s.SpeakerSpan, s.CueSpan, s.ContentSpans})
		}
	}
	words := wordsOf(r.text)
	for _, j := range pairs(gold, ours, func(g, o attribution) float64 { return alike(g, o, words) }) {
		all[j].right = true
	}
	return all
}

// alike is the share of words that two contents share, 0 below a half or where the sources are not the same.
func alike(g, o attribution, words []claim.Span) float64 {
	if len(g.Source) > 0 && shared(g.Source, o.Source) == 0 || len(g.Source) == 0 && len(o.Source) > 0 {
		return 0
	}
	both, either := 0, 0
	for _, w := range words {
		in, on := shared([]claim.Span{w}, g.Content) > 0, shared([]claim.Span{w}, o.Content) > 0
		if in && on {
			both++
		}
		if in || on {
			either++
		}
	}
	if share := float64(both) / float64(max(either, 1)); share >= 0.5 {
		return share
	}
	return 0
}

// pairs pairs gold with ours one to one, the heaviest pair first, and gives the indexes of ours that found one.
func pairs[T any](gold, ours []T, weight func(g, o T) float64) []int {
	type pair struct {
		i, j   int
		weight float64
	}
	var all []pair
	for i, g := range gold {
		for j, o := range ours {
			if w := weight(g, o); w > 0 {
				all = append(all, pair{i, j, w})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b pair) int { return cmp.Compare(b.weight, a.weight) })
	taken, found := map[int]bool{}, map[int]bool{}
	var out []int
	for _, p := range all {
		if !taken[p.i] && !found[p.j] {
			taken[p.i], found[p.j] = true, true
			out = append(out, p.j)
		}
	}
	return out
}

// wordsOf gives the runs of letters, digits and low lines of a text.
func wordsOf(text []rune) []claim.Span {
	var out []claim.Span
	for i := 0; i < len(text); {
		j := i
		for j < len(text) && (unicode.IsLetter(text[j]) || unicode.IsNumber(text[j]) || text[j] == '_') {
			j++
		}
		if j > i {
			out = append(out, claim.Span{Start: i, End: j})
		}
		i = j + 1
	}
	return out
}
