package times

import (
	"strconv"
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
)

// dated reads a part of the calendar with what may stand before it: "early
// October", "the end of 2012", "last May", "the third quarter".
func (p *parser) dated(i int) (meaning, int) {
	j, article := i, false
	if p.is(j, isDeterminer) {
		j, article = j+1, true
	}
	m, end := p.core(j)
	if end > j && (!article || m.articled()) {
		return m, end
	}
	third, k := p.edge(j)
	if k == j {
		return meaning{}, i
	}
	if m, end = p.core(k); end > k {
		m.third = third
		return m, end
	}
	return meaning{}, i
}

// edge passes over "early", "mid-", "the end of the" and tells the third that
// they mean, 0 for none; the word after is i where there is no such part.
func (p *parser) edge(i int) (third, end int) {
	e, k := p.term(i, isEdge)
	if e == nil {
		return 0, i
	}
	third, _ = number(e, "third")
	k = p.hyphen(k)
	if !e.Has("noun") {
		return third, k
	}
	if p.word(k) != "of" {
		return 0, i
	}
	if k++; p.is(k, isDeterminer) {
		k++
	}
	return third, k
}

// articled tells whether an article belongs to the expression: "the third quarter" but "the [January 1998] bombing".
func (m *meaning) articled() bool {
	return m.quarter > 0 || m.half > 0 || m.season != noSeason || m.yearGrain == decade || m.yearGrain == century || m.stepped || m.article
}

// calendarial are the kinds of words at which a part of the calendar may begin.
const calendarial = isWeekday | isMonth | isSeason | isStep | isHoliday | isName | isDecade | isFinancial | isLatest | isYearBack | isUnit | isForeign

// core reads the longest part of the calendar at word i.
func (p *parser) core(i int) (best meaning, end int) {
	end = i
	if p.at(i).kind&calendarial == 0 && !p.numeral(i) {
		return best, i
	}
	for _, read := range [...]func(int) (meaning, int){
		p.numeric, p.monthly, p.weekly, p.yearly, p.seasonal, p.quarterly, p.holidays, p.otherCalendar, p.steppedCore} {
		if m, e := read(i); e > end {
			best, end = m, e
		}
	}
	return best, end
}

// steppedCore reads a name of the calendar with a word that says which: "last Friday", "this coming Sunday, March 8".
func (p *parser) steppedCore(i int) (meaning, int) {
	e, j := p.term(i, isStep)
	if e == nil {
		return meaning{}, i
	}
	m, end := meaning{}, j
	for _, read := range [...]func(int) (meaning, int){p.monthly, p.weekly, p.seasonal, p.holidays, p.otherCalendar, p.quarterly} {
		if n, e := read(j); e > end {
			m, end = n, e
		}
	}
	if end == j || m.year > 0 && m.day == 0 {
		return meaning{}, i
	}
	if p.word(i) == "that" && m.weekday == 0 { // "that May" is seldom a month
		return meaning{}, i
	}
	m.step, _ = number(e, "n")
	m.stepped, m.told = true, e.Has("told")
	return m, end
}

// numeric reads a date in digits: 2012-12-05, 2012-12, 26/10/1989.
func (p *parser) numeric(i int) (meaning, int) {
	if w := p.word(i); w == "" || w[0] < '0' || w[0] > '9' || len(w) > 10 {
		return meaning{}, i
	}
	end := i + 1
	for p.joined(end-1) && end-i < 5 && dateSign(p.word(end)) {
		end++
	}
	if c := p.word(end - 1)[0]; end > i+1 && (c < '0' || c > '9') { // the stop of the sentence
		end--
	}
	start, stop := p.line.starts[i], p.line.ends[end-1]
	if stop-start > 10 || i > 0 && p.joined(i-1) && p.word(i-1) != "(" {
		return meaning{}, i
	}
	m, ok := numericDate(p.doc.Text[start:stop])
	if !ok {
		return meaning{}, i
	}
	return m, end
}

func dateSign(word string) bool {
	c := word[0]
	return '0' <= c && c <= '9' && len(word) <= 4 || word == "-" || word == "/" || word == "."
}

// numericDate reads the parts of a date. Of two that may be the month, the first is, as in American news.
func numericDate(text string) (meaning, bool) {
	sign := strings.IndexAny(text, "-/.")
	if sign < 0 {
		return meaning{}, false
	}
	parts := strings.Split(text, text[sign:sign+1])
	var n [3]int
	if len(parts) > 3 {
		return meaning{}, false
	}
	for k, part := range parts {
		v, err := strconv.Atoi(part)
		if err != nil || part == "" {
			return meaning{}, false
		}
		n[k] = v
	}
	m := meaning{form: calendarForm, typ: claim.TypeDate, yearGrain: year}
	switch {
	case len(parts) == 2 && text[sign] == '-' && len(parts[0]) == 4 && len(parts[1]) == 2 && n[1] != n[0]%100+1:
		m.year, m.month, m.day = n[0], n[1], 0
		return m, plausible(m.year) && m.month >= 1 && m.month <= 12
	case len(parts) != 3:
		return m, false
	case len(parts[0]) == 4:
		m.year, m.month, m.day = n[0], n[1], n[2]
	case len(parts[2]) == 4 || len(parts[2]) == 2 && text[sign] != '.':
		m.month, m.day, m.year = n[0], n[1], n[2]
		if m.month > 12 || text[sign] == '.' {
			m.month, m.day = m.day, m.month
		}
		if m.year < 100 {
			m.year += 1900 + 100*(1-min(m.year/50, 1))
		}
	}
	return m, plausible(m.year) && valid(m.month, m.day)
}

// plausible tells whether a number may be a year of the news or of what they tell as history.
func plausible(year int) bool { return year >= 1000 && year < 2200 }

var monthDays = [...]int{0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

func valid(month, day int) bool {
	return month >= 1 && month <= 12 && day >= 1 && day <= monthDays[month]
}

// monthly reads "October", "Oct. 8", "October 4, 2025", "8 November 2025", "the 8th of November".
func (p *parser) monthly(i int) (meaning, int) {
	m := meaning{form: calendarForm, typ: claim.TypeDate}
	end := i
	if w := p.at(i); w.kind&isMonth != 0 {
		m.month = w.month
		end = i + 1
		if d, e := p.dayOfMonth(end, m.month); e > end && !p.countsAfter(i, e) {
			m.day, end = d, e
		}
		if m.day == 0 && w.ambiguous&isMonth != 0 && !p.named(i) {
			if _, e := p.fourDigits(p.comma(end)); e == p.comma(end) {
				return meaning{}, i
			}
		}
		if m.day > 0 && !p.capital(i) {
			return meaning{}, i
		}
	} else if d, e := p.dayFirst(i); e > i {
		m.day, m.month, end = d, p.at(e-1).month, e
	}
	if end == i {
		return m, i
	}
	m, end = p.withYear(m, end)
	if m.year == 0 && m.day > 0 {
		p.infamousYear(&m)
	}
	return m, end
}

// dayFirst reads "8 November", "8th of November"; end is the word after the month.
func (p *parser) dayFirst(i int) (d, end int) {
	d, j := p.dayOfMonth(i, 0)
	if j == i {
		return 0, i
	}
	if p.word(j) == "of" {
		j++
	}
	w := p.at(j)
	if w.kind&isMonth == 0 || !p.capital(j) || !valid(w.month, d) {
		return 0, i
	}
	return d, j + 1
}

// withYear reads the year after a month or a day: "October 2012", "October 4, 2025", "May of 2012".
func (p *parser) withYear(m meaning, end int) (meaning, int) {
	j := p.comma(end)
	if p.word(j) == "of" && m.day == 0 {
		j++
	}
	if y, e := p.fourDigits(j); e > j && plausible(y) && !p.clockAfter(e) {
		m.year, m.yearGrain = y, year
		return m, e
	}
	if y, e := p.spelledYear(j); e > j {
		m.year, m.yearGrain = y, year
		return m, e
	}
	if p.word(j) == "of" || j == end {
		if e, k := p.term(j, isStep); e != nil && (p.word(k) == "year") { // "January this year", "June last year"
			m.step, _ = number(e, "n")
			m.stepped, m.unit = true, year
			return m, k + 1
		}
	}
	return m, end
}

// comma is i, or the word after it where it is a comma.
func (p *parser) comma(i int) int {
	if p.word(i) == "," {
		return i + 1
	}
	return i
}

// dayOfMonth reads "8", "8th", "eighth"; month 0 stands for any.
func (p *parser) dayOfMonth(i, month int) (d, end int) {
	w := p.word(i)
	if w == "" {
		return 0, i
	}
	if '0' <= w[0] && w[0] <= '9' {
		digits := strings.TrimRight(w, "sthndr")
		if len(digits) > 2 || len(w)-len(digits) != 0 && len(w)-len(digits) != 2 {
			return 0, i
		}
		n, err := strconv.Atoi(digits)
		if err != nil || !valid(max(month, 1), n) {
			return 0, i
		}
		return n, i + 1
	}
	if month == 0 && p.word(i+1) != "of" && !p.is(i+1, isMonth) && p.hyphen(i+1) == i+1 {
		return 0, i
	}
	if n, e := p.numbers.Ordinal(p.line.forms, i); n > 0 && valid(max(month, 1), n) {
		return n, e
	}
	return 0, i
}

// countsAfter tells whether the numeral that ends before word end counts what
// follows, so that it is no day: "in October 23 soldiers were killed".
func (p *parser) countsAfter(month, end int) bool {
	if p.word(end) == "%" || p.word(end) == "percent" {
		return true
	}
	if p.word(end) == ":" && p.joined(end-1) && p.joined(end) {
		return true
	}
	if p.tag(end) != language.TagNNS {
		return false
	}
	before := p.word(month - 1)
	return before == "in" || before == "since" || before == "last" || before == "this"
}

// fourDigits reads a year of four digits.
func (p *parser) fourDigits(i int) (y, end int) {
	w := p.word(i)
	if len(w) != 4 {
		return 0, i
	}
	y, err := strconv.Atoi(w)
	if err != nil || w[0] == '+' || w[0] == '-' || !plausible(y) {
		return 0, i
	}
	return y, i + 1
}

// named tells whether an ambiguous word ("may", "march", "fall") stands as a name of the calendar:
// written as a name, not as a verb, and after a word that times follow.
func (p *parser) named(i int) bool {
	switch p.tag(i) {
	case language.TagMD, language.TagVB, language.TagVBP, language.TagVBD, language.TagVBZ, language.TagRB:
		return false
	}
	if p.at(i).kind&isMonth != 0 && !p.capital(i) {
		return false
	}
	before := p.word(i - 1)
	if w := p.word(i + 1); p.at(i).numbered || before == "the" && (w == "of" || w == "for" || w == "on") { // "the March for Life"
		return false
	}
	return p.is(i-1, isPreposition|isStep|isEdge) && before != "to" && before != "and" && before != "that" && before != "for" && before != "of"
}

// weekly reads "Friday", "Saturday morning", "Friday evening, November 7, 2025", "Tuesday 4 March".
func (p *parser) weekly(i int) (meaning, int) {
	w := p.at(i)
	if w.kind&isWeekday == 0 {
		return meaning{}, i
	}
	m := meaning{form: calendarForm, typ: claim.TypeDate, weekday: w.weekday}
	end := i + 1
	if q := p.at(end); q.kind&isPart != 0 && !q.plural {
		m.part, m.typ, end = q.part, claim.TypeTime, end+1
	} else if q.kind&isClock != 0 && p.term2(end, isClock) > 0 {
		m.clock, m.typ, end = clockOf(p.term2(end, isClock), 0), claim.TypeTime, end+1
	}
	j := p.comma(end)
	if p.word(j) == "the" {
		j++
	}
	if d, e := p.monthly(j); e > j && (d.day > 0) {
		d.weekday, d.part, d.clock, d.typ = 0, m.part, m.clock, m.typ
		return d, e
	}
	if w.ambiguous&isWeekday != 0 {
		return meaning{}, i
	}
	return m, end
}

// term2 is the number n of the one-word term at word i, 0 where there is none.
func (p *parser) term2(i int, k kind) int {
	e, _ := p.term(i, k)
	if e == nil {
		return 0
	}
	n, _ := number(e, "n")
	return n
}

// holidays reads "Christmas Day", "last Thanksgiving"; "Easter week" is more than the day and left alone.
func (p *parser) holidays(i int) (meaning, int) {
	if e, end := p.term(i, isName); e != nil && e.Get("of") == "" && (!e.Has("past") || p.tag(end) != language.NoXPOS) {
		if _, y := p.fourDigits(p.comma(end)); y == p.comma(end) && !e.Has("past") {
			return meaning{form: calendarForm, typ: claim.TypeDate, value: e.Get("value")}, end
		}
	}
	e, end := p.term(i, isHoliday)
	if e == nil || e.Has("ambiguous") || !p.capital(i) || p.word(end) == "week" || p.word(end) == "season" {
		return meaning{}, i
	}
	m := meaning{form: calendarForm, typ: claim.TypeDate, holiday: e}
	return p.withYear(m, end)
}

// seasonal reads "summer", "the winter of 1994", "spring 2012".
func (p *parser) seasonal(i int) (meaning, int) {
	w := p.at(i)
	if w.kind&isSeason == 0 {
		return meaning{}, i
	}
	m := meaning{form: calendarForm, typ: claim.TypeDate, season: w.season}
	if dated, end := p.withYear(m, i+1); end > i+1 {
		return dated, end
	}
	before := p.word(i - 1)
	if w.ambiguous&isSeason != 0 {
		if !p.is(i-1, isStep|isEvery) && !(before == "the" && p.is(i-2, isPreposition)) || before == "that" || p.word(i+1) == "of" {
			return meaning{}, i
		}
	} else if !p.is(i-1, isPreposition|isStep|isEdge) {
		return meaning{}, i
	}
	if u := p.upos(i + 1); u == language.NOUN && !p.is(i-1, isStep) { // "the summer offensive"
		return meaning{}, i
	}
	return m, i + 1
}
