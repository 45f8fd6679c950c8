package numbers

import "github.com/parley-desk/parley/language"

// part reads a fraction as a quantity of the unit 1.
func (r *reading) part(i int) (quantity, bool) {
	q := quantity{first: i, core: i}
	part, end := r.fraction(i)
	if end == i {
		return q, false
	}
	q.low, q.end, q.coreEnd, q.unit = Cardinal{End: end, Value: part}, end, end, "1"
	r.hedged(&q, r.before(i))
	return q, true
}

// nth reads an ordinal.
func (r *reading) nth(i int) (quantity, bool) {
	q := quantity{first: i, core: i}
	nth, end := r.Ordinal(r.sentence, i-r.first)
	end += r.first
	if nth == 0 || r.tokens[i].UPOS == language.VERB || r.tokens[i].UPOS == language.ADV {
		return q, false
	}
	q.low, q.end, q.coreEnd, q.ordinal = Cardinal{End: end, Value: float64(nth)}, end, end, true
	return q, true
}

// fraction reads a part of a whole: "half of", "two-thirds", "a third of", "half the". It gives the token after it, i where there is none.
func (r *reading) fraction(i int) (part float64, end int) {
	known := func(j int) numeral { return r.known[r.word(j)] }
	j, times := i, 1.0
	switch n := known(i); {
	case r.word(i) == "a":
		j++
	case n.kind&isCardinal != 0 && n.value > 0 && n.value < 10:
		times, j = n.value, i+1
		if isHyphen(r.word(j)) {
			j++
		}
	}
	n := known(j)
	if n.kind&isFraction == 0 {
		return 0, i
	}
	plural, hyphen := n.kind&isOrdinal == 0 && n.part < 0.25 || r.word(j) == "thirds" || r.word(j) == "quarters", j == i+2
	switch next := r.word(j + 1); {
	case next == "of" && (j > i || n.part == 0.5), j > i && (plural || hyphen && next != "-"):
		return times * n.part, j + 1
	case j == i && n.part == 0.5 && r.owner.Has(next):
		return times * n.part, j + 1
	}
	return 0, i
}
