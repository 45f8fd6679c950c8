// Package link ties the claims of one report to each other: the same thing told
// again, a number within a larger one, a denial and what it denies, an answer and
// what it answers, several kinds on the same words. A link leads from the later or
// narrower claim to the earlier or wider one (docs/codebook.md, R1).
package link

import (
	"cmp"
	"slices"
	"sort"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge"
	"github.com/parley-desk/parley/reader/draft"
	"github.com/parley-desk/parley/reader/lexicon"
)

// New makes the stage. It comes after all stages of claims.
func New(lex *lexicon.Set, base *knowledge.Base) (draft.Stage, error) {
	t, err := lex.Table("links", lexicon.Schema{Sections: []string{"definite", "same", "generic", "more", "turn", "occasion", "lasting", "outlying", "inquired", "open", "reply"}, Flags: []string{"noun"}})
	if err != nil {
		return draft.Stage{}, err
	}
	words := &words{base: base, definite: t.Section("definite"), same: t.Section("same"), generic: t.Section("generic"), more: t.Section("more"), turn: t.Section("turn"), occasion: t.Section("occasion"), lasting: t.Section("lasting"), outlying: t.Section("outlying"), inquired: t.Section("inquired"), open: t.Section("open"), reply: t.Section("reply")}
	return draft.Stage{
		Name:  "link",
		Reads: []draft.Layer{draft.Layer(claim.KindStatement), draft.Layer(claim.KindEvent), draft.Layer(claim.KindFigure), draft.Places},
		Gives: []draft.Layer{draft.Links},
		Run:   func(d *draft.Draft) { run(d, words) },
	}, nil
}

// words are those by which a telling points back.
type words struct {
	base                                                                                    *knowledge.Base
	definite, same, generic, more, turn, occasion, lasting, outlying, inquired, open, reply lexicon.Section
}

// window is how many claims of a kind before a claim are held against it: a
// report tells one thing again within a few paragraphs, and no input may cost quadratic time.
const window = 48

func run(d *draft.Draft, words *words) {
	w := &weaver{words: words, d: d}
	w.sort()
	w.sameWords()
	w.repeatedEvents()
	w.repeatedFigures()
	w.headlines()
	w.sums()
	w.settle()
	w.targets()
	w.replies()
	w.denials()
}

// weaver links the claims of one draft.
type weaver struct {
	*words
	d         *draft.Draft
	order     []int             // indexes of claims: those of the text as a reader meets them, then those of the title, which tells it again
	byID      map[string]int    // id → index of the claim
	sides     map[string]string // actor → the party for whom it acts
	afar      bool              // the report speaks more of another country than of that of its dateline; see package home
	elsewhere bool              // the report was written in a capital and its violence is told of elsewhere
}

// find gives the claim of an id, nil where there is none.
func (w *weaver) find(id string) *claim.Claim {
	if i, ok := w.byID[id]; ok {
		return &w.d.Claims[i]
	}
	return nil
}

func (w *weaver) claim(i int) *claim.Claim { return &w.d.Claims[i] }

// tokenAt is the token that starts at or after code point p of the text.
func (w *weaver) tokenAt(p int) int {
	tokens := w.d.Doc.Tokens
	return sort.Search(len(tokens), func(i int) bool { return w.d.Bytes(int(tokens[i].Start), int(tokens[i].End)).Start >= p })
}

func (w *weaver) sort() {
	w.order, w.byID = make([]int, len(w.d.Claims)), make(map[string]int, len(w.d.Claims))
	w.sides = make(map[string]string, len(w.d.Actors))
	for _, a := range w.d.Actors {
		w.sides[a.ID] = a.SideOf
	}
	for i := range w.order {
		w.order[i], w.byID[w.d.Claims[i].ID] = i, i
	}
	rank := func(in string) int {
		if in == claim.InTitle {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(w.order, func(a, b int) int {
		x, y := w.claim(a), w.claim(b)
		return cmp.Or(rank(x.In)-rank(y.In), x.Span.Start-y.Span.Start, y.Span.End-x.Span.End, slices.Index(claim.Kinds, x.Kind)-slices.Index(claim.Kinds, y.Kind))
	})
}

// of are the claims of a kind, in order.
func (w *weaver) of(kind claim.Kind) []*claim.Claim {
	var out []*claim.Claim
	for _, i := range w.order {
		if w.claim(i).Kind == kind {
			out = append(out, w.claim(i))
		}
	}
	return out
}

// tie adds a link, unless the two are tied already.
func tie(from, to *claim.Claim, how claim.How) {
	if from.ID == to.ID || tied(from, to) || tied(to, from) {
		return
	}
	from.About = append(from.About, claim.Link{Claim: to.ID, How: how})
}

func tied(from, to *claim.Claim) bool {
	return slices.ContainsFunc(from.About, func(l claim.Link) bool { return l.Claim == to.ID })
}

// has tells whether a claim has a link of a sort.
func has(c *claim.Claim, how claim.How) bool {
	return slices.ContainsFunc(c.About, func(l claim.Link) bool { return l.How == how })
}

// sameWords ties claims of different kinds on the same words: the later in the
// contract's order of kinds to the earliest.
func (w *weaver) sameWords() {
	for k, i := range w.order {
		c := w.claim(i)
		for j := k + 1; j < len(w.order) && j <= k+window; j++ {
			o := w.claim(w.order[j])
			if o.In != c.In || o.Span.Start >= c.Span.End {
				break
			}
			if o.Kind != c.Kind && same(c, o) {
				if slices.Index(claim.Kinds, c.Kind) < slices.Index(claim.Kinds, o.Kind) {
					sameOnce(o, c)
				} else {
					sameOnce(c, o)
				}
			}
		}
	}
}

// sameOnce ties from to to, unless from has its words from another already.
func sameOnce(from, to *claim.Claim) {
	if !has(from, claim.SameWords) {
		tie(from, to, claim.SameWords)
	}
}

// same tells whether two claims state what they state in the same words: their
// spans share at least seven tenths of what both cover.
func same(a, b *claim.Claim) bool {
	shared := min(a.Span.End, b.Span.End) - max(a.Span.Start, b.Span.Start)
	all := max(a.Span.End, b.Span.End) - min(a.Span.Start, b.Span.Start)
	return shared > 0 && 10*shared >= 7*all
}
