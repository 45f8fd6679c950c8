package times

import (
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/numbers"
)

// amount is how many units a length has.
type amount struct {
	n     float64
	vague bool
	end   int
	unit  int // the word that is the unit, where the amount reaches past it ("a year or two")
}

// lengthy reads lengths and what is counted by them: "two days", "more than three
// hours", "the past two months", "two years ago", "recent weeks".
func (p *parser) lengthy(i int) (meaning, int) {
	m := meaning{form: lengthForm, typ: claim.TypeDuration}
	j, lead := p.lengthLead(i)
	a, ok := p.amount(j, lead.article || lead.hedged)
	if !ok || p.title(a.unit) || lead.article && !lead.stepped && a.unit > j && p.hyphen(a.unit-1) == a.unit { // "the [two-week] crisis"
		return m, i
	}
	w := p.at(a.unit)
	m.unit, m.count, m.n, m.vague, m.step, m.stepped = w.unit, w.count, a.n, a.vague, lead.step, lead.stepped
	if p.noLength(&m, i, a) {
		return m, i
	}
	return p.offset(m, a)
}

// lead is what stands before the numeral of a length.
type lead struct {
	article, hedged, stepped bool
	step                     int // where stepped: -1 for "past", 1 for "next"
}

// lengthLead reads what stands before the numeral of a length, "more than", "the past", and gives where the numeral is.
func (p *parser) lengthLead(i int) (j int, l lead) {
	j = i
	if e, k := p.term(j, isHedge); e != nil && !(e.Has("adverb") && p.tag(i) == language.TagIN) && !p.is(k, isDeterminer) {
		j, l.hedged = k, true
	}
	if p.is(j, isDeterminer) {
		j, l.article = j+1, true
	}
	if e, k := p.term(j, isStep); e != nil && !e.Has("told") {
		l.step, _ = number(e, "n")
		j, l.stepped = k, true
	} else if n, k := p.numbers.Ordinal(p.line.forms, j); l.article && n == 1 || p.word(j) == "final" {
		j = max(k, j+1) // "the first nine months"
	}
	if p.is(j, isBefore) {
		j++
	}
	return j, l
}

// noLength tells whether the amount read from word i is no length: a night, an age, a rate, a fraction.
func (p *parser) noLength(m *meaning, i int, a amount) bool {
	switch {
	case m.unit == night && !m.stepped && a.n < 2, m.unit == weekend, m.unit == seasonal:
		return true
	case p.aged(a.end), p.rate(i, a):
		return true
	case m.unit == quarter && !m.stepped && (p.word(a.end) == "of" || p.word(i) == "a"): // "three-quarters of"
		return true
	}
	return p.hyphen(a.unit+1) > a.unit+1 && p.is(a.unit, isYearBack) && p.word(i) == "a" // "a year-earlier loss"
}

// amount reads a numeral and its unit: "two days", "a week", "2 1/2 years", "two to three weeks", "a year or two", bare "years".
func (p *parser) amount(j int, company bool) (amount, bool) {
	a := amount{n: 1}
	if w := p.at(j); w.kind&isUnit != 0 {
		return p.bareUnit(j, w, company)
	}
	k, hour, ok := p.numeralUnit(j, &a)
	if !ok {
		return a, false
	}
	w := p.at(k)
	if w.kind&isUnit == 0 || w.ambiguous&isUnit != 0 && hour {
		return a, false
	}
	a.unit, a.end = k, k+1
	if p.word(k+1) == "and" && p.word(k+2) == "a" && p.word(k+3) == "half" { // "a minute and a half"
		a.n, a.end = a.n+0.5, k+4
	} else if c, ok := p.cardinal(k + 2); ok && p.word(k+1) == "or" && c.Value == 2 && a.n == 1 && !p.is(c.End, isUnit) { // "a year or two"
		a.vague, a.end = true, c.End
	} else if p.word(k+1) == "or" && p.word(k+2) == "so" {
		a.end = k + 3
	}
	return a, true
}

// numeralUnit reads the numeral of a length and gives the word after it, and whether it was an article.
func (p *parser) numeralUnit(j int, a *amount) (k int, article, ok bool) {
	if p.word(j) == "half" && (p.word(j+1) == "an" || p.word(j+1) == "a") || (p.word(j) == "half" && p.hyphen(j+1) > j+1) {
		a.n = 0.5
		return j + 2, false, true
	}
	c, ok := p.cardinal(j)
	switch {
	case ok:
		a.n, a.vague, k = c.Value, c.Vague, c.End
	case p.word(j) == "few" || p.word(j) == "couple":
		a.n, a.vague, k = 3, p.word(j) == "few", j+1
		if p.word(j) == "couple" {
			a.n = 2
			if p.word(k) == "of" {
				k++
			}
		}
	case p.word(j) == "several", p.word(j) == "many":
		a.vague, k = true, j+1
	case p.word(j) == "a", p.word(j) == "an":
		article, k = true, j+1
		if p.is(k, isBefore) {
			k++
		}
		if p.word(k) == "half" {
			a.n, k = 0.5, p.hyphen(k+1)
		}
	default:
		return j, false, false
	}
	if c.Vague && (c.Value == 2 && p.word(j+1) == "couple" || p.word(j) == "couple") {
		a.vague = false
	}
	k = p.second(k, a)
	k = p.hyphen(k)
	if p.word(k) == "of" && c.Vague { // "hundreds of years"
		k++
	}
	if p.is(k, isBetween) {
		k++
		if p.is(k, isBetween) && !p.is(k, isUnit) {
			k++
		}
	}
	return k, article, true
}

// second reads the other part of a range: "two to three weeks".
func (p *parser) second(k int, a *amount) int {
	w := p.word(k)
	if w != "to" && w != "or" && w != "and" && p.hyphen(k) == k {
		return k
	}
	c, ok := p.cardinal(k + 1)
	if !ok || c.Value <= a.n || w == "and" || !p.is(p.hyphen(c.End), isUnit) {
		return k
	}
	a.vague = true
	return c.End
}

// bareUnit reads a unit without a numeral: "for years", "months ago", "hours later".
func (p *parser) bareUnit(j int, w *word, company bool) (amount, bool) {
	a := amount{n: 1, vague: true, unit: j, end: j + 1}
	if !w.plural || w.unit < minute || w.ambiguous&isUnit != 0 {
		return a, false
	}
	if p.word(j+1) == "or" || p.word(j+1) == "and" { // "weeks or months"
		if p.is(j+2, isUnit) && p.at(j+2).plural {
			a.end = j + 3
		}
	}
	if e, _ := p.term(a.end, isOffset); e != nil {
		return a, true
	}
	if p.hyphen(j+1) > j+1 && p.word(j+2) == "long" { // "decades-long"
		a.end = j + 3
		return a, true
	}
	if p.is(j-1, isLasting) && p.upos(j+1) != language.NOUN || p.word(j-1) == "of" && p.word(j-2) == "matter" {
		return a, true
	}
	return a, company && p.is(j-1, isVague)
}

func (p *parser) cardinal(i int) (numbers.Cardinal, bool) {
	if i < 0 || i >= len(p.line.forms) {
		return numbers.Cardinal{}, false
	}
	return p.numbers.Cardinal(p.line.forms, i)
}

// aged tells whether a length is an age: "six-year-old", "52 years old".
func (p *parser) aged(end int) bool {
	e, _ := p.term(p.hyphen(end), isAge)
	return e != nil
}

// rate tells whether "a week" says how often: "four flights a week", "358,000 a month".
func (p *parser) rate(i int, a amount) bool {
	if w := p.word(i); w != "a" && w != "an" || a.unit != i+1 || p.is(a.end, isOffset) {
		return false
	}
	switch p.upos(i - 1) {
	case language.NUM, language.SYM:
		return true
	case language.NOUN, language.PROPN:
		return p.tag(i-1) == language.TagNNS || p.upos(i-2) == language.NUM || p.upos(i-2) == language.NOUN
	}
	return false
}

// offset reads what is counted by a length: "two years ago", "a day earlier".
func (p *parser) offset(m meaning, a amount) (meaning, int) {
	if m.stepped {
		return m, a.end
	}
	e, end := p.term(a.end, isOffset)
	if e == nil || e.Has("ambiguous") {
		return m, a.end
	}
	n, _ := number(e, "n")
	follows := e.Has("follows") && p.goesOn(end)
	if follows {
		return m, a.end
	}
	o := m
	o.form, o.typ, o.step, o.told, o.lengthEnd = offsetForm, claim.TypeDate, n, e.Has("told"), a.end
	if o.vague && !o.told {
		o.form, o.value = referenceForm, "PAST_REF"
		if n > 0 {
			o.value = "FUTURE_REF"
		}
		return o, end
	}
	if o.vague || o.told && !p.safe(&o) {
		return m, a.end
	}
	return o, end
}

// goesOn tells whether "before" or "after" is followed by what it is before or after.
func (p *parser) goesOn(i int) bool {
	switch p.word(i) {
	case "", ".", ",", ";", ":", ")", "\"", "”", "'", "!", "?":
		return false
	}
	return true
}

// safe tells whether "later" and "earlier" can be counted from a time in the text.
func (p *parser) safe(m *meaning) bool { return m.unit >= day && m.n == float64(int(m.n)) }
