package times

import (
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/lexicon"
)

// quarterly reads "third quarter", "third-quarter", "the first half of 2012", "this
// year's third quarter", "Q3 2012", "the year-earlier quarter".
func (p *parser) quarterly(i int) (meaning, int) {
	m := meaning{form: calendarForm, typ: claim.TypeDate}
	j := p.quarterLead(&m, i)
	n, k := p.numbers.Ordinal(p.line.forms, j)
	if w := p.word(j); (w == "last" || w == "latter") && p.word(j+1) == "half" {
		n, k = 2, j+1
	}
	if w := p.word(j); len(w) == 2 && w[0] == 'q' && w[1] >= '1' && w[1] <= '4' {
		m.quarter = int(w[1] - '0')
		return p.ofYear(m, j+1)
	}
	m.article = p.hyphen(k) == k // "the third quarter", but "the [third-quarter] loss"
	k = p.hyphen(k)
	if e, f := p.term(k, isFinancial); e != nil && n > 0 {
		k = f
	}
	return p.quarterUnit(m, i, j, k, n)
}

// quarterLead passes over what stands before the number of a quarter: "1989's", "fiscal", "the latest year-earlier".
func (p *parser) quarterLead(m *meaning, i int) int {
	j := p.owner(m, i)
	if e, k := p.term(j, isFinancial); e != nil {
		j = p.hyphen(k)
	}
	if e, k := p.term(j, isYearBack); e != nil {
		m.back, j = true, k
	}
	if e, k := p.term(j, isLatest); e != nil {
		j = k
		if e, k := p.term(j, isYearBack); e != nil {
			m.back, j = true, k
		}
	}
	return j
}

// quarterUnit reads the unit at word k, whose number n stands at word j, and the year after it.
func (p *parser) quarterUnit(m meaning, i, j, k, n int) (meaning, int) {
	switch unit := p.word(k); {
	case unit == "quarter" && n > 0 && n <= 4:
		m.quarter = n
	case unit == "half" && k > j && n <= 2 && n > 0:
		m.half = n
		if of, end := p.ofYear(m, k+1); end > k+1 {
			return of, end
		}
		if !p.is(i-1, isDeterminer) || p.word(k+1) == "of" {
			return m, i
		}
	case m.back && (unit == "quarter" || unit == "period"):
		m.unit = quarter
		if unit == "period" {
			m.unit = noGrain
		}
	case m.back && j > i: // "year-earlier loss"
		m.article = false
		return m, j
	default:
		return m, i
	}
	return p.ofYear(m, k+1)
}

// owner reads the year that a quarter belongs to where it stands before it: "this year's", "1989's", "the 1989".
func (p *parser) owner(m *meaning, i int) int {
	var j int
	if e, k := p.term(i, isStep); e != nil && p.word(k) == "year" {
		m.step, _ = number(e, "n")
		m.stepped, m.unit, j = true, year, k+1
	} else if y, k := p.fourDigits(i); k > i {
		m.year, m.yearGrain, j = y, year, k
	} else {
		return i
	}
	if p.word(j) == "'s" || p.word(j) == "'" {
		j++
	}
	return j
}

// ofYear reads the year after a quarter or a half: "of 2012", "2012", "of this year".
func (p *parser) ofYear(m meaning, end int) (meaning, int) {
	j := p.comma(end)
	if w := p.word(j); w == "of" || w == "in" {
		j++
	}
	if e, k := p.term(j, isFinancial); e != nil {
		j = k
	}
	if y, e := p.fourDigits(j); e > j && plausible(y) {
		m.year, m.yearGrain = y, year
		return m, e
	}
	if e, k := p.term(j, isStep); e != nil && p.word(k) == "year" && j > end {
		m.step, _ = number(e, "n")
		m.stepped, m.unit = true, year
		return m, k + 1
	}
	return m, end
}

// deictic reads days and parts of the day counted from the telling: "yesterday",
// "early today", "this morning", "last night", "tomorrow afternoon".
func (p *parser) deictic(i int) (meaning, int) {
	j := i
	if e, k := p.term(i, isEdge); e != nil && !e.Has("noun") {
		j = p.hyphen(k)
	}
	if e, k := p.term(j, isDay); e != nil {
		return p.dayNamed(e, i, j, k)
	}
	if j == i && p.is(i, isPart) { // "mid-afternoon yesterday"
		return p.partFirst(i, i)
	}
	if j > i && p.is(j, isPart) {
		return p.partFirst(i, j)
	}
	e, k := p.term(j, isStep)
	if e == nil || !p.is(k, isPart) || p.at(k).plural {
		return meaning{}, i
	}
	n, _ := number(e, "n")
	if n != 0 && p.at(k).part != "NI" || n > 0 { // only nights are last, and "the next morning" is told
		if !e.Has("told") && p.word(j) != "next" {
			return meaning{}, i
		}
	}
	m := meaning{form: dayForm, typ: claim.TypeTime, part: p.at(k).part, step: n, told: e.Has("told") || n > 0}
	return m, k + 1
}

// dayNamed reads the day that term e at [j, k) is, and the part of it that follows: "tomorrow", "yesterday evening".
func (p *parser) dayNamed(e *lexicon.Entry, i, j, k int) (meaning, int) {
	m := meaning{form: dayForm, typ: claim.TypeDate, part: e.Get("code"), eve: e.Has("eve")}
	m.step, _ = number(e, "offset")
	if p.title(j) && p.tag(j) == language.TagNNP {
		return m, i
	}
	if e.Has("ambiguous") && (p.upos(k) == language.NOUN || p.upos(k) == language.ADJ || p.upos(j) == language.ADJ) && !p.isNightly(k) {
		return m, i
	}
	if w := p.at(k); w.kind&isPart != 0 && !w.plural && m.part == "" {
		m.part, k = w.part, k+1
	}
	if m.part != "" {
		m.typ = claim.TypeTime
	}
	return m, k
}

// isNightly tells whether the noun that token i opens or names is one of a deed, so that "overnight" before it says when: "overnight air strikes".
func (p *parser) isNightly(i int) bool {
	for ; p.upos(i) == language.NOUN || p.upos(i) == language.ADJ; i++ {
		if p.is(i, isNightly) {
			return true
		}
	}
	return false
}

// partFirst reads "mid-afternoon yesterday", "morning of October 4".
func (p *parser) partFirst(i, j int) (meaning, int) {
	w := p.at(j)
	if e, k := p.term(j+1, isDay); e != nil && !w.plural {
		m := meaning{form: dayForm, typ: claim.TypeTime, part: w.part}
		m.step, _ = number(e, "offset")
		return m, k
	}
	if j > i && !w.plural && (p.hyphen(j-1) == j || p.word(i) == "mid") { // "mid-afternoon": of the day told of
		return meaning{form: dayForm, typ: claim.TypeTime, part: w.part, told: true}, j + 1
	}
	return meaning{}, i
}

// stepped reads a unit of the calendar that is counted: "last week", "this month", "the
// following year", "the weekend", "the end of the month", "early next year".
func (p *parser) stepped(i int) (meaning, int) {
	if e, k := p.term(i, isYearEnd); e != nil && !p.is(k, isUnit) {
		return meaning{form: stepForm, typ: claim.TypeDate, unit: year, count: 1}, k
	}
	j, article, edged := i, false, false
	if p.is(j, isDeterminer) {
		j, article = j+1, true
	}
	third := 0
	if e, k := p.term(j, isEdge); e != nil {
		j, edged = p.hyphen(k), true
		third, _ = number(e, "third")
		if e.Has("noun") {
			if p.word(j) != "of" {
				return meaning{}, i
			}
			j++
		}
		if p.word(j) == "in" && p.is(j+1, isDeterminer) { // "later in the day": the unit alone
			return meaning{}, i
		}
		if p.is(j, isDeterminer) {
			j, article = j+1, true
		}
	}
	m := meaning{form: stepForm, typ: claim.TypeDate, third: third}
	if e, k := p.term(j, isStep); e != nil {
		m.step, _ = number(e, "n")
		m.stepped, m.told = true, e.Has("told")
		m.upToNow = article && e.Has("span") && m.step < 0 && !edged
		if k = p.stepUnit(&m, k, e.Has("span")); k > 0 {
			return m, k
		}
		return m, i
	}
	if !article {
		return m, i
	}
	return p.articleUnit(m, i, j, edged)
}

// stepUnit reads the unit after "last", "this": 0 where it is none that is counted.
func (p *parser) stepUnit(m *meaning, k int, open bool) int {
	if e, f := p.term(k, isFinancial); e != nil {
		if e.Words[len(e.Words)-1] == "year" {
			m.unit, m.count, m.financial = year, 1, true
			return f
		}
		k, m.financial = f, true
	}
	w := p.at(k)
	if w.kind&isUnit == 0 || w.plural || w.unit <= night || p.title(k) {
		return 0
	}
	m.unit, m.count = unitGrain(w)
	switch {
	case m.unit == day && m.told && p.word(k-1) != "that", m.unit == day && p.word(k-1) == "that":
	case m.unit == day && m.step > 0 && !open: // "the next day"
		m.told = true
	case m.unit == day:
		return 0
	}
	if m.unit == seasonal || p.hyphen(k+1) > k+1 && p.joined(k) {
		return 0
	}
	return k + 1
}

// unitGrain is the grain of a unit: ten years are a decade.
func unitGrain(w *word) (grain, int) {
	if w.unit == year {
		switch w.count {
		case 10:
			return decade, 1
		case 100:
			return century, 1
		}
	}
	return w.unit, w.count
}

// articleUnit reads "the weekend", "the quarter", "the end of the month": units with an
// article, counted from the time told of last.
func (p *parser) articleUnit(m meaning, i, j int, edged bool) (meaning, int) {
	if e, k := p.term(j, isLatest); e != nil {
		if w := p.word(k); w == "period" {
			m.unit, m.told, m.count = noGrain, true, 1
			return m, k + 1
		}
		j = k
	}
	if e, k := p.term(j, isFinancial); e != nil && e.Words[len(e.Words)-1] == "year" {
		m.unit, m.count = year, 1
		if p.accounted(k) {
			return meaning{form: lengthForm, typ: claim.TypeDuration, unit: year, count: 1, n: 1}, k
		}
		return m, k
	}
	w := p.at(j)
	if w.kind&isUnit == 0 || w.plural || w.unit <= night || p.joined(j) && p.hyphen(j+1) > j+1 {
		return m, i
	}
	m.unit, m.count = unitGrain(w)
	m.told = true
	switch m.unit {
	case weekend:
		m.told = false
		return m, j + 1
	case quarter:
		if p.word(j+1) == "of" {
			return m, i
		}
		return m, j + 1
	case day:
		if edged && p.word(i) == "the" {
			return m, j + 1
		}
	case week, month, year:
		if p.accounted(j + 1) { // "the year ended March 31"
			return meaning{form: lengthForm, typ: claim.TypeDuration, unit: m.unit, count: m.count, n: 1}, j + 1
		}
		if edged && (p.word(j+1) != "of") || p.whole(i, j) {
			return m, j + 1
		}
	}
	return m, i
}

// accounted tells whether a period of account is told by its end: "ended March 31".
func (p *parser) accounted(i int) bool {
	w := p.word(i)
	return w == "ended" || w == "ending"
}

// whole tells whether "the year" stands where a time does: "in the year", "for the month", "the rest of the day".
func (p *parser) whole(i, j int) bool {
	if p.word(j+1) == "of" || p.upos(j+1) == language.NOUN {
		return false
	}
	return p.is(i-1, isWithin) || p.word(i-1) == "of" && p.is(i-2, isUnit|isPart|isEdge)
}
