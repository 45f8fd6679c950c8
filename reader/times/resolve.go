package times

import (
	"time"

	"github.com/parley-desk/parley/claim"
)

// context is from when times are counted: the day of publication and what the text has told of last.
type context struct {
	published time.Time        // zero where unknown
	day       point            // day told of last
	period    point            // time of any grain told of last
	quarter   point            // quarter told of last
	sentence  int              // being read
	daySaid   int              // sentence of day
	said      int              // sentence of period
	years     map[monthDay]int // of days that the text has named with their year
}

// memory is for how many sentences a time told of is what "the next day" counts from.
const memory = 3

// tell notes a time as told of.
func (c *context) tell(p point) {
	switch p.grain {
	case day:
		c.day, c.daySaid = point{grain: day, start: p.start}, c.sentence
	case quarter:
		c.quarter = p
	case noGrain, decade, century:
		return
	}
	c.period, c.said = p, c.sentence
}

func (c *context) known() bool { return !c.published.IsZero() }

// now is the point of a grain that holds the day of publication.
func (c *context) now(g grain) point { return at(g, c.published) }

// toldDay is the day that a narrative counts from, the zero point where there is none.
func (c *context) toldDay() point {
	if c.day.grain == noGrain || c.sentence-c.daySaid > memory {
		return point{}
	}
	return c.day
}

// result is what an expression comes to.
type result struct {
	value string
	point point // where it denotes a stretch of the calendar
	last  time.Time
	first time.Time // of a length counted from now: overrides point
	basis claim.TimeBasis
	noDay bool // a time of day of no day that is told
}

func of(p point, basis claim.TimeBasis) result {
	return result{value: p.value(), point: p, basis: basis}
}

// resolve counts an expression from its context. The value is empty where it cannot be told at all.
func (c *context) resolve(m *meaning, d direction) result {
	switch m.form {
	case calendarForm:
		return c.calendar(m, d)
	case dayForm:
		return c.deictic(m)
	case stepForm:
		return c.stepped(m, d)
	case lengthForm:
		return c.length(m)
	case offsetForm:
		return c.offset(m)
	case clockForm:
		return c.clock(m)
	case referenceForm:
		if m.value == "PRESENT_REF" && c.known() {
			return result{value: m.value, first: c.published, last: c.published, basis: claim.BasisPublished}
		}
	}
	return result{value: m.value}
}

// deictic resolves "yesterday", "this morning", "the next morning".
func (c *context) deictic(m *meaning) result {
	from, basis := c.published, claim.BasisRelative
	if m.told {
		from = c.toldDay().start
		if from.IsZero() && m.step == 0 {
			from = c.published
		}
	} else if m.step == 0 && !m.eve {
		basis = claim.BasisPublished
	}
	if from.IsZero() {
		return result{value: m.open()}
	}
	return of(point{grain: day, start: from.AddDate(0, 0, m.step), part: m.part, clock: m.clock}, basis)
}

// stepped resolves "last week", "the following year", "the weekend".
func (c *context) stepped(m *meaning, d direction) result {
	if !c.known() {
		return result{value: openUnit(m.unit)}
	}
	p := c.now(m.unit)
	switch {
	case m.told && m.unit == day:
		if p = c.toldDay(); p.grain == noGrain {
			if m.stepped {
				return result{}
			}
			p = c.now(day)
		}
	case m.unit == quarter && !m.stepped, m.unit == noGrain:
		if p = c.quarter; p.grain == noGrain {
			p = c.now(quarter).shift(-1)
		}
	case m.told && m.stepped && c.period.grain != noGrain && c.sentence-c.said <= memory:
		p = at(m.unit, c.period.start)
	case m.unit == weekend && (!m.stepped && d != forward || m.step == 0 && d == backward) && c.published.Before(p.start): // "shelled the town this weekend", told on a Tuesday
		p = p.shift(-1)
	}
	r := of(p.shift(m.step*max(m.count, 1)), claim.BasisRelative)
	if m.upToNow && (m.unit == week || m.unit == month || m.unit == year) { // its value is the calendar's, as others annotate it; its days are not
		one := meaning{unit: m.unit, n: 1}
		return result{value: r.value, first: c.ago(&one, c.published, -1), last: c.published, basis: r.basis}
	}
	if m.financial && m.unit == year {
		return result{value: r.value} // its days are those of no calendar year
	}
	return r
}

func openUnit(g grain) string {
	switch g {
	case week:
		return "XXXX-WXX"
	case weekend:
		return "XXXX-WXX-WE"
	case month:
		return "XXXX-XX"
	case quarter:
		return "XXXX-QX"
	case day:
		return "XXXX-XX-XX"
	}
	return "XXXX"
}

// length resolves "two days" and, counted from now, "the past two months".
func (c *context) length(m *meaning) result {
	r := result{value: lengthValue(m.n, m.unit, m.count, m.vague)}
	if !m.stepped || m.step == 0 || m.vague || !c.known() || m.n > 10000 {
		return r
	}
	r.basis = claim.BasisRelative
	other := c.ago(m, c.published, m.step)
	if m.step < 0 {
		r.first, r.last = other, c.published
	} else {
		r.first, r.last = c.published, other
	}
	return r
}

// ago is the day n units before or after another.
func (c *context) ago(m *meaning, from time.Time, sign int) time.Time {
	n := int(m.n+0.5) * sign * max(m.count, 1)
	switch m.unit {
	case day, night:
		return from.AddDate(0, 0, n)
	case week, weekend:
		return from.AddDate(0, 0, 7*n)
	case month:
		return from.AddDate(0, n, 0)
	case quarter:
		return from.AddDate(0, 3*n, 0)
	case year:
		return from.AddDate(n, 0, 0)
	case hour:
		return from.AddDate(0, 0, int(m.n+23)/24*sign)
	}
	return from
}

// offset resolves "two years ago", "a day earlier".
func (c *context) offset(m *meaning) result {
	if m.n > 3000 {
		return result{value: "PAST_REF"}
	}
	from, grain := c.published, m.unit
	if m.told {
		if grain == year && m.n == 1 && m.step < 0 && c.quarter.grain != noGrain && c.sentence-c.said <= memory {
			return c.yearBack(&meaning{unit: quarter})
		}
		told := c.period
		if grain == day {
			told = c.toldDay()
		}
		switch {
		case told.grain != noGrain && c.sentence-c.said <= memory:
			from = told.start
		case grain != year: // years are most often counted from the year of telling
			return result{}
		}
	} else if grain == year && m.n == 1 && m.step < 0 && c.quarter.grain != noGrain && c.sentence-c.said <= memory && c.period.grain == quarter {
		return c.yearBack(&meaning{unit: quarter})
	}
	if from.IsZero() {
		return result{value: openUnit(grain)}
	}
	if grain < day {
		grain = day
	}
	p := at(grain, c.ago(m, from, m.step))
	if p.start.Year() < 1 {
		return result{value: "PAST_REF"}
	}
	return of(p, claim.BasisRelative)
}

// clock resolves a time of day on the day told of in the sentence, else on the day of publication.
func (c *context) clock(m *meaning) result {
	from, told := c.published, c.day.grain == day && c.daySaid == c.sentence
	if told {
		from = c.day.start
	}
	if from.IsZero() {
		return result{value: "XXXX-XX-XXT" + m.clock}
	}
	r := of(point{grain: day, start: from, clock: m.clock}, claim.BasisRelative)
	r.noDay = !told
	return r
}
