package numbers

import (
	"strings"

	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
	"github.com/parley-desk/parley/reader/lexicon"
)

// bound is what a hedge lets a number be.
type bound uint8

const (
	exact bound = iota
	low         // that many or more
	high        // that many or fewer
	about       // neither is sure
)

// bounds of the lexicon.
var boundNames = map[string]bound{"low": low, "high": high, "about": about}

// quantity is a wording that was read: tokens [first, end), of which [core, coreEnd) are the numeral with its unit.
type quantity struct {
	first, end, core, coreEnd int
	low, top                  Cardinal // the parts of a range; top is zero where it is none
	bound                     bound
	wording                   string
	unit                      string
	ordinal                   bool
}

// quantity reads the wording whose numeral (or sign of money before it) stands at token i.
func (r *reading) quantity(i int) (quantity, bool) {
	if q, ok := r.part(i); ok {
		return q, true
	}
	q := quantity{first: i, core: i}
	j := i
	if e, n := r.currency.Longest(r.from(i)); e != nil && r.spelt(e, i) {
		q.unit, j = r.moneyOf(e), i+n
	}
	if j >= r.bound || r.bars(j) {
		return q, false
	}
	c, ok := r.cardinal(j)
	switch {
	case ok:
		q.low, q.end = c, c.End
	case q.unit != "":
		return q, false
	default:
		return r.nth(i)
	}
	if !r.counts(j, c) {
		return q, false
	}
	hedges := r.before(i)
	r.unitAfter(&q)
	r.span(&q, hedges.opens, hedges.changes)
	q.coreEnd = q.end
	r.hedgeAfter(&q)
	r.hedged(&q, hedges)
	return q, true
}

// from gives the words from token i on, for a look-up.
func (r *reading) from(i int) func(int) string {
	return func(k int) string { return r.word(i + k) }
}

func (r *reading) word(i int) string {
	if i < r.first || i >= r.bound {
		return ""
	}
	return r.tokens[i].Lower
}

// cardinal reads the numeral at token i; its End counts over the text.
func (r *reading) cardinal(i int) (Cardinal, bool) {
	if i >= r.bound {
		return Cardinal{}, false
	}
	c, ok := r.Cardinal(r.sentence[:r.bound-r.first], i-r.first)
	c.End += r.first
	if ok && c.Digits && c.Scale == 1 && r.joined(c.End-1) { // "2bn": the suffix is a token of its own
		if scale := r.suffix[r.word(c.End)]; scale > 0 && !r.tall(c.End+1) {
			c.Value, c.Scale, c.End = c.Value*scale, scale, c.End+1
		}
	}
	return c, ok
}

// bars tells whether a number at token i belongs to a name: "AK-47", "Resolution 2254", "Group of 77".
func (r *reading) bars(i int) bool {
	t := &r.tokens[i]
	if isHyphen(r.word(i-1)) && i-2 >= r.first && r.joined(i-1) && r.joined(i-2) {
		if p := r.tokens[i-2].Form; p != "" && 'A' <= p[0] && p[0] <= 'Z' && isDigit(t.Lower[0]) {
			return true
		}
	}
	if r.name != nil && int(r.name.First) < i && isDigit(t.Lower[0]) && t.UPOS != language.NUM {
		return true
	}
	return isDigit(t.Lower[0]) && r.label.Has(r.word(i-1)) && r.labels(i)
}

// joined tells whether token i touches the next.
func (r *reading) joined(i int) bool {
	return i+1 < r.end && r.tokens[i].End == r.tokens[i+1].Start
}

// labels tells whether the word before token i, which may bear a number, does: it
// is written as a name, or no noun follows that the number could count.
func (r *reading) labels(i int) bool {
	before := &r.tokens[i-1]
	if c := before.Form[0]; 'A' <= c && c <= 'Z' && i-1 > r.first {
		return true
	}
	if i+1 >= r.end {
		return true
	}
	next := &r.tokens[i+1]
	switch next.UPOS {
	case language.NOUN, language.ADJ, language.PROPN, language.NUM:
		return false
	}
	return true
}

// counts tells whether the cardinal at token i is a quantity, not a pronoun ("no one"), a code or an age's hyphen.
func (r *reading) counts(i int, c Cardinal) bool {
	t := &r.tokens[i]
	if c.Digits && t.Lower[0] == '0' && len(t.Lower) > 1 && isDigit(t.Lower[1]) {
		return false // 007
	}
	if c.Digits && len(t.Lower) > 8 && !strings.ContainsAny(t.Lower, ",.") {
		return false // telephone numbers, identity cards
	}
	if t.Lower != "one" || c.End > i+1 {
		return true
	}
	if t.UPOS != language.NoUPOS {
		return t.UPOS == language.NUM && r.word(i+1) != "another"
	}
	if r.pronoun.Has(r.word(i - 1)) {
		return false
	}
	return r.word(i+1) != "" && r.word(i+1) != "another"
}

// unitAfter reads a unit or currency after the numeral: "40 km", "2%", "500 million rupees".
func (r *reading) unitAfter(q *quantity) {
	j := q.end
	if isHyphen(r.word(j)) {
		j++
	}
	if e, n := r.currency.Longest(r.from(j)); e != nil && r.spelt(e, j) && q.unit == "" {
		q.unit, q.end = r.moneyOf(e), j+n
		return
	}
	e, n := r.unit.Longest(r.from(j))
	if e == nil || q.unit != "" || e.Has("length") && !r.tall(j+n) {
		return
	}
	q.unit, q.end = e.Get("code"), j+n
	if e.Has("money") && q.low.Scale >= 1e6 {
		q.unit = "GBP"
	}
}

// tall tells whether a word of length stands at token i, so that "m" before it means metres.
func (r *reading) tall(i int) bool { return r.height.Has(r.word(i)) || isHyphen(r.word(i)) }

// spelt tells whether the currency at token i is written as one: a code of three letters counts only in capitals.
func (r *reading) spelt(e *lexicon.Entry, i int) bool {
	if e.Has("noun") && r.tokens[i].UPOS != language.NOUN {
		return false
	}
	if code := e.Get("code"); strings.EqualFold(code, e.Term) {
		return r.tokens[i].Form == code
	}
	return true
}

// moneyOf is the code of a currency; where several states share its name, that
// of the state which the report speaks of most.
func (r *reading) moneyOf(e *lexicon.Entry) string {
	codes := e.Get("code")
	if !strings.Contains(codes, ",") {
		return codes
	}
	if code, ok := r.money[codes]; ok {
		return code
	}
	if r.money == nil {
		r.money = map[string]string{}
	}
	r.money[codes] = r.commonest(e.List("code"))
	return r.money[codes]
}

func (r *reading) commonest(codes []string) string {
	best, most := "", 0
	counts := map[string]int{}
	for i := range r.tokens {
		if e := r.home.Find(r.tokens[i].Lower); e != nil {
			counts[e.Get("code")]++
		}
	}
	for _, code := range codes {
		if n := counts[code]; n > most {
			best, most = code, n
		}
	}
	return best
}

// span reads the second part of a range: "50 to 60", "between 50 and 60", "two or three".
func (r *reading) span(q *quantity, opens string, changes bool) {
	j := q.end
	word := r.word(j)
	switch {
	case changes: // "from 12 to 17"
		return
	case opens != "" && word == "and":
	case r.joint.Has(word), r.alternative.Has(word):
	default:
		return
	}
	j++
	unit := ""
	if e, n := r.currency.Longest(r.from(j)); e != nil && r.spelt(e, j) {
		unit, j = r.moneyOf(e), j+n
	}
	c, ok := r.cardinal(j)
	if !ok || c.Vague || q.low.Vague {
		return
	}
	part := q.low
	if part.Scale == 1 && c.Scale > 1 && part.Value < c.Value/c.Scale {
		part.Value *= c.Scale // "50 to 60 million"
	}
	if part.Value >= c.Value || q.unit != "" && unit != "" && unit != q.unit {
		return
	}
	q.low, q.top, q.end, q.wording = part, c, c.End, word
	if opens != "" {
		q.wording = opens
	}
	if q.unit == "" {
		q.unit = unit
	}
	rest := quantity{end: q.end, low: c}
	if r.unitAfter(&rest); rest.unit != "" {
		if q.unit == "" || q.unit == rest.unit {
			q.unit, q.end = rest.unit, rest.end
		}
	}
}

// number makes the layer's entry of a quantity.
func (r *reading) number(q quantity) draft.Number {
	n := draft.Number{First: q.first, End: q.end, Head: r.head(q), Wording: q.wording, Unit: q.unit, Ordinal: q.ordinal}
	value := q.low.Value
	switch {
	case q.top.End > 0:
		top := q.top.Value
		n.Low, n.High = &value, &top
	case q.low.Vague && q.bound == high: // "up to several hundred" says nothing sure
	case q.low.Vague:
		n.Low = &value
	default:
		n.Value = &value
		if q.bound == exact || q.bound == low {
			n.Low = &value
		}
		if q.bound == exact || q.bound == high {
			n.High = &value
		}
	}
	return n
}

// head is the token of the numeral with its unit that stands in the tree for it:
// that whose governor is outside, best as a numeral; the last where there is no tree.
func (r *reading) head(q quantity) int {
	head := -1
	for i := q.core; i < q.coreEnd; i++ {
		h := int(r.tokens[i].Head)
		if h == language.Unparsed || h >= q.core && h < q.coreEnd || r.tokens[i].Rel == language.Punct || r.tokens[i].Rel == language.Case {
			continue
		}
		if r.tokens[i].Rel == language.Nummod {
			return i
		}
		if head < 0 {
			head = i
		}
	}
	if head < 0 {
		return q.coreEnd - 1
	}
	return head
}
