package times

import (
	"strings"
	"time"
	"unicode"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge"
	"github.com/parley-desk/parley/knowledge/calendar"
	"github.com/parley-desk/parley/language"
)

// foreign is a part of another calendar than the Gregorian: a month, a day, a feast or a year of it.
type foreign struct {
	name      knowledge.CalendarName // its Day and Days are those said
	year      int                    // 0 where not said
	gregorian bool                   // the year is a Gregorian one: "Ramadan 2025"
}

// calendars finds the names of other calendars by their letters: how they are hyphened and spaced does not matter.
type calendars struct {
	names map[string]knowledge.CalendarName
	eras  map[string]calendar.System
}

// longestForeign is how many words a name of another calendar may take up, hyphens and apostrophes included.
const longestForeign = 7

// addCalendars takes up the names that knowledge has; base may be nil.
func (l *lexis) addCalendars(base *knowledge.Base) {
	l.calendars = calendars{map[string]knowledge.CalendarName{}, map[string]calendar.System{}}
	if base == nil {
		return
	}
	for _, c := range base.CalendarNames() {
		for _, name := range append(c.Names, c.Name) {
			if c.Era {
				l.calendars.eras[knowledge.Letters(name)] = c.Calendar
			} else {
				l.calendars.names[knowledge.Letters(name)] = c
			}
			l.open(strings.ToLower(name), isForeign)
		}
	}
}

// open notes that terms of a kind begin with the first word of a name, however the text is cut into words there.
func (l *lexis) open(name string, k kind) {
	first, _, _ := strings.Cut(name, " ")
	for _, w := range []string{first, strings.FieldsFunc(first, func(r rune) bool { return !unicode.IsLetter(r) })[0]} {
		if l.known[w] == nil {
			l.known[w] = &word{}
		}
		l.known[w].kind |= k
	}
}

// foreignName reads the longest name of another calendar at word i.
func (p *parser) foreignName(i int) (c knowledge.CalendarName, end int) {
	end = i
	if !p.is(i, isForeign) || !p.capital(i) {
		return c, i
	}
	key := ""
	for j := i; j < min(i+longestForeign, len(p.line.forms)); j++ {
		letters := knowledge.Letters(p.word(j))
		if key += letters; letters == "" {
			continue
		}
		if n, ok := p.calendars.names[key]; ok {
			c, end = n, j+1
		}
	}
	return c, end
}

// era reads words that tell of which calendar a year is: "AH", "(solar)", "Solar Hijri".
func (p *parser) era(i int) (s calendar.System, end int) {
	j := i
	if p.word(j) == "(" {
		j++
	}
	end, key := i, ""
	for k := j; k < min(j+longestForeign, len(p.line.forms)); k++ {
		letters := knowledge.Letters(p.word(k))
		if key += letters; letters == "" {
			continue
		}
		if found, ok := p.calendars.eras[key]; ok {
			s, end = found, k+1
		}
	}
	if end > i && p.word(end) == ")" && j > i {
		end++
	}
	return s, end
}

// otherCalendar reads a date, month, feast or year of another calendar: "15 Hamal
// 1404", "the 10th of Muharram", "Ramadan", "1 Muharram 1447 AH", "solar year 1403".
func (p *parser) otherCalendar(i int) (meaning, int) {
	if len(p.calendars.names) == 0 {
		return meaning{}, i
	}
	if m, end := p.foreignYear(i); end > i {
		return m, end
	}
	f := &foreign{}
	day, j := p.dayOfMonth(i, 0)
	of := day > 0 && p.word(j) == "of"
	if of {
		j++
	}
	name, end := p.foreignName(j)
	if end == j || day > 0 && name.Day > 0 {
		return meaning{}, i
	}
	if f.name = name; name.Day == 0 && day == 0 {
		day, end = p.foreignDay(end)
	}
	if end = p.foreignYearAfter(f, end); f.year == 0 && !p.means(f, i, j, end, of, day) {
		return meaning{}, i
	}
	if day > 0 {
		f.name.Day, f.name.Days = day, 1
	}
	return meaning{form: calendarForm, typ: claim.TypeDate, foreign: f, day: f.name.Day, month: f.name.Month}, end
}

// foreignDay reads a day behind its month where a year follows: "Hamal 15, 1404".
func (p *parser) foreignDay(end int) (day, after int) {
	d, e := p.dayOfMonth(end, 0)
	if d == 0 || p.countsAfter(end-1, e) || p.upos(e) == language.NOUN {
		return 0, end
	}
	return d, e
}

// foreignYearAfter reads the year behind a month, a day or a feast, with the era's name.
func (p *parser) foreignYearAfter(f *foreign, end int) int {
	j := p.comma(end)
	if p.word(j) == "of" {
		j++
	}
	y, e := p.fourDigits(j)
	if e == j {
		return end
	}
	switch {
	case f.name.Calendar == calendar.Hijri && y > 1300 && y < 1600, f.name.Calendar == calendar.Solar && y > 1178 && y < 1600:
		f.year = y
		if s, after := p.era(e); after > e && s == f.name.Calendar {
			return after
		}
		return e
	case y >= 1600 && f.name.Alone:
		f.year, f.gregorian = y, true
		return e
	}
	return end
}

// foreignYear reads a year with the name of its calendar: "1447 AH", "the solar year 1403".
func (p *parser) foreignYear(i int) (meaning, int) {
	f := &foreign{}
	if y, e := p.fourDigits(i); e > i && y > 1178 && y < 1600 {
		s, end := p.era(e)
		if end == e {
			return meaning{}, i
		}
		f.year, f.name.Calendar = y, s
		return meaning{form: calendarForm, typ: claim.TypeDate, foreign: f}, end
	}
	if !p.is(i, isForeign) {
		return meaning{}, i
	}
	s, j := p.era(i)
	if j == i {
		return meaning{}, i
	}
	if w := p.word(j); w == "calendar" || w == "fiscal" || w == "financial" {
		j++
	}
	if p.word(j) != "year" {
		return meaning{}, i
	}
	y, end := p.fourDigits(j + 1)
	if end == j+1 || y <= 1178 || y >= 1600 {
		return meaning{}, i
	}
	f.year, f.name.Calendar = y, s
	return meaning{form: calendarForm, typ: claim.TypeDate, foreign: f}, end
}

// means tells whether a name without a year means the calendar: such as are
// names of people too need a day or "month of" beside them.
func (p *parser) means(f *foreign, i, name, end int, of bool, day int) bool {
	if p.word(name-1) == "of" && p.word(name-2) == "month" {
		return true
	}
	if p.tag(end) == language.TagNNP && p.capital(end) || !p.heading && i > 0 && p.tag(i-1) == language.TagNNP && p.capital(i-1) && !p.is(i-1, isWeekday|isStep|isEdge) {
		return false // "Ramadan Karimov", "Tariq Ramadan"
	}
	if f.name.Alone {
		return true
	}
	noun := p.upos(end) == language.NOUN || p.upos(end) == language.PROPN
	return day > 0 && (of || p.is(i-1, isPreposition) && !noun)
}

// other resolves a part of another calendar. Days of the lunar calendar are
// reckoned, and kept a day earlier or later: their span says so.
func (c *context) other(m *meaning, d direction) result {
	f := m.foreign
	basis := claim.BasisStated
	year := f.year
	if f.gregorian {
		year = c.hijriYear(f)
	}
	if year == 0 {
		if !c.known() {
			return result{value: m.open()}
		}
		year, basis = c.foreignNearest(m, d), claim.BasisRelative
	}
	first, last, ok := f.span(year)
	if !ok {
		return result{value: m.open()}
	}
	slack := f.name.Calendar.Slack()
	if slack == 0 && first.Equal(last) {
		return of(at(day, first), basis)
	}
	value := first.Format(time.DateOnly)
	if !first.Equal(last) {
		value += "/" + last.Format(time.DateOnly)
	}
	if m.third > 0 && !first.Equal(last) {
		third := int(last.Sub(first).Hours()/24) / 3
		first, last = first.AddDate(0, 0, third*(m.third-1)), last.AddDate(0, 0, -third*(3-m.third))
	}
	return result{value: value, first: first.AddDate(0, 0, -slack), last: last.AddDate(0, 0, slack), basis: basis}
}

// span is the first and last day in a year of the calendar.
func (f *foreign) span(year int) (first, last time.Time, ok bool) {
	if f.name.Month > 0 {
		return f.name.Span(year)
	}
	first, ok = f.name.Calendar.Time(calendar.Date{Year: year, Month: 1, Day: 1})
	next, more := f.name.Calendar.Time(calendar.Date{Year: year + 1, Month: 1, Day: 1})
	return first, next.AddDate(0, 0, -1), ok && more
}

// hijriYear is the year of the calendar in which the thing begins in the Gregorian
// year said, the first of two.
func (c *context) hijriYear(f *foreign) int {
	from, ok := f.name.Calendar.Date(date(f.year, 1, 1))
	for y := from.Year; ok && y <= from.Year+1; y++ {
		if first, _, ok := f.span(y); ok && first.Year() == f.year {
			return y
		}
	}
	return 0
}

// foreignNearest is the year of the calendar that a part of it without a year is of, as with Gregorian dates.
func (c *context) foreignNearest(m *meaning, d direction) int {
	now, _ := m.foreign.name.Calendar.Date(c.published)
	best, least := now.Year, int(^uint(0)>>1)
	for y := now.Year - 1; y <= now.Year+1; y++ {
		first, last, ok := m.foreign.span(y)
		if !ok {
			continue
		}
		p := point{grain: day, start: first}
		if !first.Equal(last) {
			p = point{grain: month, start: first}
		}
		if n := c.penalty(m, p, d); n < least {
			best, least = y, n
		}
	}
	return best
}
