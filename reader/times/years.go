package times

import (
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
)

// yearly reads "2012", "fiscal 1990", "the year 2000", "the 1990s", "the 19th century".
func (p *parser) yearly(i int) (meaning, int) {
	m := meaning{form: calendarForm, typ: claim.TypeDate, yearGrain: year}
	if e, j := p.term(i, isFinancial); e != nil {
		if y, end := p.fourDigits(j); end > j {
			m.year = y
			return m, end
		}
		return m, i
	}
	if p.word(i) == "year" && p.word(i-1) == "the" {
		for _, read := range [...]func(int) (int, int){p.fourDigits, p.spelledYear, p.thousand} {
			if y, end := read(i + 1); end > i+1 {
				m.year, m.article = y, true
				return m, end
			}
		}
		return m, i
	}
	if y, end := p.decade(i); end > i {
		m.year, m.yearGrain = y, decade
		return m, end
	}
	if y, end := p.century(i); end > i {
		m.year, m.yearGrain = y, century
		return m, end
	}
	if y, end := p.fourDigits(i); end > i && p.bare(i, y) {
		m.year = y
		if h := p.hyphen(end); h > end && p.joined(h-1) && len(p.word(h)) == 2 && decimal(p.word(h)) == (y+1)%100 { // "2012-13"
			end = h + 1
		}
		return m, end
	}
	if y, end := p.spelledYear(i); end > i {
		m.year = y
		return m, end
	}
	return m, i
}

// bare tells whether a number of four digits at word i is a year and counts nothing.
func (p *parser) bare(i, y int) bool {
	before := p.word(i - 1)
	if y < 1900 || y > 2100 {
		if y < 1400 || before != "in" && before != "since" && before != "of" && before != "from" && before != "until" {
			return false
		}
	}
	if p.numbers.Labels(before) || p.upos(i-1) == language.SYM || p.tag(i-1) == language.TagCurrency {
		return false
	}
	if p.hyphen(i-1) == i && i > 1 && p.joined(i-1) {
		return p.prefixed(i - 2)
	}
	if i > 0 && p.joined(i-1) && before != "(" && before != "\"" && before != "“" {
		return false
	}
	if t := p.tag(i - 1); t == language.TagNNP && p.capital(i-1) && !p.is(i-1, isMonth|isWeekday) && !p.heading {
		return false // "Expo 2000"
	}
	return p.yearBefore(i+1, i, y)
}

// prefixed tells whether word i with a hyphen may stand before a year: "mid-2012", "post-2001", "May-2012", "2001-2004".
func (p *parser) prefixed(i int) bool {
	_, end := p.fourDigits(i)
	return end > i || p.is(i, isPrefix|isMonth)
}

// yearBefore tells whether what follows lets a number be a year.
func (p *parser) yearBefore(next, i, y int) bool {
	after, before := p.word(next), p.word(i-1)
	if p.joined(i) && (after == "%" || after == "/" || p.hyphen(next) > next && len(p.word(next+1)) > 4) {
		return false
	}
	if p.is(next, isUnit) && p.at(next).unit != quarter || p.is(next, isZone) && after != "et" {
		return false
	}
	if p.tag(next) != language.TagNNS {
		return true
	}
	switch { // "in 2012 prices" and "the 2012 elections", but "2012 refugees"
	case p.is(i-1, isDeterminer), p.tag(i-1) == language.TagPOS, p.tag(i-1) == language.TagPRPS:
		return true
	case before == "in", before == "since", before == "of":
		return y%100 != 0
	}
	return false
}

// spelledYear reads "nineteen ninety-six".
func (p *parser) spelledYear(i int) (y, end int) {
	if w := p.word(i); w != "nineteen" && w != "eighteen" && w != "twenty" {
		return 0, i
	}
	first, ok := p.numbers.Cardinal(p.line.forms[:i+1], i)
	if !ok {
		return 0, i
	}
	if i+1 >= len(p.line.forms) || p.hyphen(i+1) > i+1 {
		return 0, i
	}
	rest, ok := p.numbers.Cardinal(p.line.forms, i+1)
	if !ok || rest.Vague || rest.Digits || rest.Value < 10 || rest.Value > 99 || rest.Scale > 1 {
		return 0, i
	}
	return int(first.Value)*100 + int(rest.Value), rest.End
}

// thousand reads "two thousand and one" as a year.
func (p *parser) thousand(i int) (y, end int) {
	c, ok := p.cardinal(i)
	if !ok || c.Vague || c.Value < 1900 || c.Value > 2100 {
		return 0, i
	}
	return int(c.Value), c.End
}

// decade reads "1990s", "1990's", "the nineties", "the '90s".
func (p *parser) decade(i int) (y, end int) {
	w := p.word(i)
	if digits := strings.TrimSuffix(strings.TrimSuffix(w, "s"), "'"); len(w) >= 5 && len(w) <= 6 && len(digits) == 4 && digits != w {
		if y := decimal(digits); plausible(y) && y%10 == 0 {
			return y, i + 1
		}
	}
	if y, e := p.fourDigits(i); e > i && y%10 == 0 && p.joined(i) && (p.word(e) == "s" || p.word(e) == "'s") && p.tag(e) != language.TagPOS {
		return y, e + 1
	}
	if d := p.at(i); d.kind&isDecade != 0 && p.tag(i-1) != language.TagPRPS {
		return 1900 + 10*d.decade, i + 1
	}
	if w == "nineteen" && p.is(i+1, isDecade) {
		return 1900 + 10*p.at(i+1).decade, i + 2
	}
	return 0, i
}

// decimal reads a number of digits only, 0 where it is none.
func decimal(digits string) int {
	n := 0
	for i := range len(digits) {
		if digits[i] < '0' || digits[i] > '9' || n > 1e8 {
			return 0
		}
		n = 10*n + int(digits[i]-'0')
	}
	return n
}

// century reads "19th century", "nineteenth-century".
func (p *parser) century(i int) (y, end int) {
	n, j := p.numbers.Ordinal(p.line.forms, i)
	if n == 0 || n > 21 {
		return 0, i
	}
	j = p.hyphen(j)
	if w := p.at(j); w.kind&isUnit != 0 && w.unit == year && w.count == 100 && !w.plural {
		return (n - 1) * 100, j + 1
	}
	return 0, i
}
