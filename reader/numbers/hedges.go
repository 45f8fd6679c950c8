package numbers

import (
	"strings"

	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/lexicon"
)

// longestHedge is how many words a hedge or a filler may have.
const longestHedge = 5

// hedging is what stands before a numeral.
type hedging struct {
	first   int // token at which it begins
	bound   bound
	wording string
	opens   string // "between", "anywhere from": a range follows
	changes bool   // "from": the first number is no part of a range
}

// before reads the hedges that end right before token i, fillers passed over:
// "at least another", "no more than about". The strictest bound holds.
func (r *reading) before(i int) hedging {
	h := hedging{first: i}
	at := i
	for range 4 {
		n := r.ending(r.hedge, at, func(e *lexicon.Entry, first int) {
			if r.moves(e, first, i) {
				return
			}
			h.first = first
			h.wording = strings.TrimSpace(e.Term + " " + h.wording)
			if b := boundNames[e.Get("bound")]; h.bound == exact || b != about {
				h.bound = b
			}
		})
		if n == 0 {
			n = r.ending(r.filler, at, nil)
		}
		if n == 0 {
			break
		}
		at -= n
	}
	at = h.first // fillers before the outermost hedge are none
	if n := r.ending(r.between, at, func(e *lexicon.Entry, _ int) { h.opens = e.Term }); n > 0 {
		h.first = at - n
	} else if r.ending(r.change, at, nil) > 0 {
		h.changes = true
	}
	return h
}

// ending gives how many words the longest term of a section has that ends right
// before token at, 0 where there is none, and shows it to found.
func (r *reading) ending(s lexicon.Section, at int, found func(e *lexicon.Entry, first int)) int {
	for n := min(longestHedge, at-r.floor); n > 0; n-- {
		if e, words := s.Longest(r.from(at - n)); words == n {
			if found != nil {
				found(e, at-n)
			}
			return n
		}
	}
	return 0
}

// moves tells whether a hedge that may be a preposition is one: "over two villages".
func (r *reading) moves(e *lexicon.Entry, first, numeral int) bool {
	t := &r.tokens[first]
	return e.Has("preposition") && t.Rel == language.Case && int(t.Head) > numeral
}

// hedgeAfter reads a hedge behind the quantity: "73 or more", "100-plus".
func (r *reading) hedgeAfter(q *quantity) {
	j := q.end
	hyphen := isHyphen(r.word(j))
	if hyphen {
		j++
	}
	e, n := r.after.Longest(r.from(j))
	if e == nil {
		return
	}
	switch e.Term {
	case "plus", "+", "odd":
		if !r.joined(j - 1) {
			return
		}
	case "at least", "at most":
		if end := r.word(j + n); end != "" && end != "." && end != "," && end != ";" {
			return
		}
	default:
		if hyphen {
			return
		}
	}
	q.bound, q.wording, q.end = boundNames[e.Get("bound")], e.Term, j+n
}

// hedged lays what stands before the quantity upon it.
func (r *reading) hedged(q *quantity, h hedging) {
	if h.opens != "" && q.top.End == 0 { // "between five villages": no range, no hedge
		h = hedging{first: q.first}
	}
	q.first = h.first
	if h.bound != exact && q.bound == exact {
		q.bound = h.bound
	}
	switch {
	case q.wording != "" && q.top.End == 0 && h.wording != "":
		q.wording = h.wording + " " + q.wording
	case h.wording != "" && q.low.Vague:
		q.wording = h.wording + " " + r.vagueWords(q)
	case h.wording != "":
		q.wording = h.wording
	case q.low.Vague && q.wording == "":
		q.wording = r.vagueWords(q)
	}
}

// vagueWords is an indefinite numeral as worded: "dozens", "several hundred".
func (r *reading) vagueWords(q *quantity) string {
	return strings.TrimSuffix(strings.ToLower(strings.Join(strings.Fields(r.draft.Words(q.core, q.low.End)), " ")), " of")
}
