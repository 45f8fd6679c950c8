package talks

import (
	"strconv"
	"strings"

	"github.com/parley-desk/parley/language"
)

func fields(term string) []string { return strings.Fields(term) }

// wholeDays reads a length of days, weeks or hours as TIMEX3 writes it: P3D, P2W, PT48H.
func wholeDays(value string) (int, bool) {
	unit, per := byte('D'), 1
	number, ok := strings.CutPrefix(value, "PT")
	if !ok {
		number, _ = strings.CutPrefix(value, "P")
	} else {
		unit, per = 'H', -24
	}
	if number == "" {
		return 0, false
	}
	switch last := number[len(number)-1]; {
	case last == 'W' && per > 0:
		per = 7
	case last != unit:
		return 0, false
	}
	n, err := strconv.Atoi(number[:len(number)-1])
	switch {
	case err != nil || n <= 0 || n > 10000:
		return 0, false
	case per < 0:
		return (n + 23) / 24, true
	}
	return n * per, true
}

// conditionOf is the head of the clause that conditions predicate p, however the
// parser hung it; -1 where there is none.
func (r *reading) conditionOf(p int) int {
	if k := r.grammar.Condition(r.d, p); k >= 0 {
		return k
	}
	for c := range r.d.Children(p) {
		if m := r.d.Child(c, language.Mark); m >= 0 && c > p && r.words.iff.Has(r.word(m)) {
			return c
		}
		if k := r.lasting(c); k >= 0 {
			return k
		}
	}
	return -1
}

// lasting is the head of the clause that measures how long something holds, where
// adverb c measures it: "as long as nobody crosses the river". -1 where it does not.
func (r *reading) lasting(c int) int {
	if r.d.Rel(c) != language.Advmod || !r.words.lasting.Has(r.word(c)) {
		return -1
	}
	for k := range r.d.Children(c) {
		if r.d.Rel(k) == language.Advcl && r.d.Child(k, language.Mark) >= 0 {
			return k
		}
	}
	return -1
}

// conditioned is the words of the condition clause headed by k, without "only if"
// and the quotation marks: tokens [first, end).
func (r *reading) conditioned(k int) (first, end int) {
	first, end = r.d.Subtree(k)
	for c := range r.d.Children(k) {
		if r.d.Rel(c) == language.Mark && c < k {
			first = max(first, c+1)
		}
	}
	// a participle or noun behind a comma is the report's own aside, not part of the condition
	for i := k + 1; i < end; i++ {
		if r.d.Token(i).XPOS == language.TagCloseQuote || r.d.Token(i).Lower == "”" {
			end = i
		}
	}
	return r.trimmed(first, end)
}
