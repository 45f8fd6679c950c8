package times

import (
	"strconv"
	"time"

	"github.com/parley-desk/parley/claim"
)

// calendar resolves parts of a date.
func (c *context) calendar(m *meaning, d direction) result {
	if m.value != "" {
		t, err := time.Parse(time.DateOnly, m.value)
		if err != nil {
			return result{value: m.value}
		}
		return of(at(day, t), claim.BasisStated)
	}
	if m.back {
		return c.yearBack(m)
	}
	if m.foreign != nil {
		return c.other(m, d)
	}
	basis := claim.BasisStated
	y := m.year
	if y == 0 && m.stepped && m.unit == year && c.known() {
		y, basis = c.published.Year()+m.step, claim.BasisRelative
	}
	if y != 0 {
		if p, ok := m.inYear(y); ok {
			c.named(m)
			return of(p, basis)
		}
		return result{value: m.open()}
	}
	if p, ok := c.namedBefore(m); ok && d != forward {
		return of(p, claim.BasisStated)
	}
	if !c.known() {
		return result{value: m.open()}
	}
	if m.weekday > 0 {
		return of(c.weekday(m, d), claim.BasisRelative)
	}
	if !m.since.IsZero() && d != forward && c.published.After(m.since) {
		return of(at(day, m.since), claim.BasisStated)
	}
	return c.nearest(m, d)
}

// monthDay is a day of any year.
type monthDay struct{ month, day int }

// named notes the year with which a text names a day.
func (c *context) named(m *meaning) {
	if m.day == 0 || m.month == 0 {
		return
	}
	if c.years == nil {
		c.years = map[monthDay]int{}
	}
	c.years[monthDay{m.month, m.day}] = m.year
}

// namedBefore is a day without a year that the text has named with one before: "October 7" after "October 7, 2023".
func (c *context) namedBefore(m *meaning) (point, bool) {
	y := c.years[monthDay{m.month, m.day}]
	if y == 0 || m.day == 0 || m.weekday > 0 || m.stepped {
		return point{}, false
	}
	return m.inYear(y)
}

// inYear is the point that parts of a date name in a year.
func (m *meaning) inYear(y int) (point, bool) {
	p := point{grain: day, part: m.part, clock: m.clock}
	switch {
	case m.holiday != nil:
		p.start = holidayIn(m.holiday, y)
	case m.day > 0:
		p.start = date(y, time.Month(m.month), m.day)
		return p, p.start.Day() == m.day // 29 February
	case m.month > 0:
		return at(month, date(y, time.Month(m.month), 1)), true
	case m.quarter > 0:
		return at(quarter, date(y, time.Month(3*m.quarter), 1)), true
	case m.half > 0:
		return at(half, date(y, time.Month(6*m.half), 1)), true
	case m.season != noSeason:
		return point{grain: seasonal, start: date(y, m.season.firstMonth(), 1)}, true
	case m.yearGrain != noGrain:
		return at(m.yearGrain, date(y, 1, 1)), true
	default:
		return p, false
	}
	return p, true
}

// open is the value of a date whose year is not known.
func (m *meaning) open() string {
	tail := ""
	if m.clock != "" {
		tail = "T" + m.clock
	} else if m.part != "" {
		tail = "T" + m.part
	}
	switch {
	case m.weekday > 0:
		return "XXXX-WXX-" + strconv.Itoa(m.weekday) + tail
	case m.day > 0:
		return "XXXX-" + twoDigits(m.month) + "-" + twoDigits(m.day) + tail
	case m.month > 0:
		return "XXXX-" + twoDigits(m.month)
	case m.quarter > 0:
		return "XXXX-Q" + strconv.Itoa(m.quarter)
	case m.half > 0:
		return "XXXX-H" + strconv.Itoa(m.half)
	case m.season != noSeason:
		return "XXXX-" + seasonCodes[m.season]
	case m.unit == year || m.yearGrain == year:
		return "XXXX"
	}
	return "XXXX-XX-XX" + tail
}

// weekday is the day of a weekday: the last one up to the day of publication, or the next from it on.
func (c *context) weekday(m *meaning, d direction) point {
	from := c.published
	if m.told && c.toldDay().grain == day {
		from = c.toldDay().start
	}
	ahead := (m.weekday - int(from.Weekday()+6)%7 - 1 + 7) % 7 // days to the next such day, 0 today
	days := ahead
	switch {
	case m.stepped && m.step < 0:
		days = ahead - 7
	case m.stepped && m.step > 0:
		if ahead == 0 {
			days = 7
		}
	case m.stepped && d != backward, d == forward, d == near && ahead < 3:
	case ahead > 0:
		days = ahead - 7
	}
	return point{grain: day, start: from.AddDate(0, 0, days), part: m.part, clock: m.clock}
}

// nearest is the year's part without a year that is meant: by tense the last or the
// next one; a day that lies near is meant whatever the tense.
func (c *context) nearest(m *meaning, d direction) result {
	var best point
	now := c.published
	found := false
	for y := now.Year() - 1; y <= now.Year()+1; y++ {
		p, ok := m.inYear(y)
		if ok && (!found || c.better(m, p, best, d)) {
			best, found = p, true
		}
	}
	if !found {
		return result{value: m.open()}
	}
	return of(best, claim.BasisRelative)
}

// soon and soonDay are how many days ahead a month and a day may lie though the
// clause is in the past tense: "was set for Oct. 8". Of a day eleven months ago the year would be told.
const (
	soon    = 21
	soonDay = 60
)

// better tells whether p is meant rather than q.
func (c *context) better(m *meaning, p, q point, d direction) bool {
	return c.penalty(m, p, d) < c.penalty(m, q, d)
}

// penalty is how far from what the words mean a point lies, in days.
func (c *context) penalty(m *meaning, p point, d direction) int {
	const wrong = 10000
	now, limit := c.published, soon
	if m.day > 0 {
		limit = soonDay
	}
	ahead := days(now, p.start)
	behind := days(p.last(), now)
	switch {
	case m.stepped && m.step < 0 && behind <= 0, m.stepped && m.step > 0 && ahead <= 0:
		return wrong
	case m.stepped && m.step == 0:
		return abs(p.start.Year()-now.Year()) * wrong
	case ahead <= 0 && behind <= 0: // it holds the day of publication
		return 0
	case m.quarter > 0 || m.half > 0: // periods of account are told when they are over and when they come
		return max(ahead+1, behind)
	case ahead > 0 && d == backward && ahead > limit:
		return ahead + wrong
	case ahead > 0 && d == unknown && m.day == 0:
		return 2 * ahead
	case behind > 0 && d == forward && behind > limit:
		return behind + wrong
	}
	return max(ahead, behind)
}

func days(from, to time.Time) int { return int(to.Sub(from).Hours() / 24) }

func abs(n int) int { return max(n, -n) }

// yearBack resolves "the year-earlier quarter": the period told of, a year before.
func (c *context) yearBack(m *meaning) result {
	p := c.quarter
	if p.grain == noGrain {
		if !c.known() {
			return result{value: "XXXX"}
		}
		p = c.now(quarter).shift(-1)
		if m.unit != quarter && m.quarter == 0 {
			p = c.now(year)
		}
	}
	if m.quarter > 0 {
		p = at(quarter, date(p.start.Year(), time.Month(3*m.quarter), 1))
	}
	p.start = p.start.AddDate(-1, 0, 0)
	return of(p, claim.BasisRelative)
}
