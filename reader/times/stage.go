package times

import (
	"time"
	"unicode"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
	"github.com/parley-desk/parley/reader/lexicon"
)

// New makes the stage that fills Draft.Times.
func New(lex *lexicon.Set, base *knowledge.Base) (draft.Stage, error) {
	l, err := newLexis(lex)
	if err != nil {
		return draft.Stage{}, err
	}
	l.addCalendars(base)
	return draft.Stage{
		Name:  "times",
		Reads: []draft.Layer{draft.Tokens, draft.Tags},
		Gives: []draft.Layer{draft.Times},
		Run:   l.run,
	}, nil
}

// found is an expression of a sentence: words [first, end).
type found struct {
	meaning
	first, end int
}

func (l *lexis) run(d *draft.Draft) {
	p := parser{lexis: l, doc: d.Doc, caps: capitals(d.Doc.Text)}
	c := context{published: d.Day}
	var all []found
	for k, s := range d.Doc.Sentences {
		p.load(s)
		c.sentence = k
		all = p.sentence(all[:0])
		shareYears(all)
		for i := range all {
			if t, ok := p.time(&c, all, i); ok {
				d.Times = append(d.Times, p.place(d, t, &all[i]))
			}
		}
	}
}

// capitals tells whether a text is written in capitals only.
func capitals(text string) bool {
	upper, lower := 0, 0
	for _, r := range text {
		if unicode.IsUpper(r) {
			upper++
		} else if unicode.IsLower(r) {
			lower++
		}
	}
	return lower < upper/9
}

// sentence finds the expressions of the sentence that is loaded.
func (p *parser) sentence(all []found) []found {
	for i := 0; i < len(p.line.forms); {
		m, end := p.expression(i)
		if end <= i {
			if m, next := p.firstDay(i); next > i {
				all = append(all, found{m, i, i + 1})
			}
			i++
			continue
		}
		all = append(all, found{m, i, end})
		if more, next := p.otherDay(&m, end); next > end {
			all = append(all, found{more, end + 1, next})
			end = next
		}
		i = end
	}
	return all
}

// firstDay reads the first day of "4 and 8 October", "4-8 October 2025".
func (p *parser) firstDay(i int) (meaning, int) {
	if w := p.word(i); w == "" || w[0] < '0' || w[0] > '9' || len(w) > 4 {
		return meaning{}, i
	}
	w := p.word(i + 1)
	if w != "and" && w != "to" && w != "or" && p.hyphen(i+1) == i+1 {
		return meaning{}, i
	}
	d, end := p.dayOfMonth(i, 0)
	m, next := p.monthly(i + 2)
	if end != i+1 || m.day <= d || p.is(i+2, isMonth) {
		return meaning{}, i
	}
	m.day = d
	return m, next
}

// otherDay reads the second day of "April 24 and 25", "Oct. 4-8", "October 4 to 8, 2025".
func (p *parser) otherDay(m *meaning, end int) (meaning, int) {
	if m.form != calendarForm || m.day == 0 || m.month == 0 || m.year != 0 || m.foreign != nil {
		return meaning{}, end
	}
	w := p.word(end)
	if w != "and" && w != "to" && w != "through" && w != "or" && p.hyphen(end) == end {
		return meaning{}, end
	}
	d, e := p.dayOfMonth(end+1, m.month)
	if e != end+2 || d <= m.day {
		return meaning{}, end
	}
	if c := p.word(e); c == "%" || c == "percent" || p.upos(e) == language.NOUN || p.is(e, isUnit|isMonth|isMeridiem) {
		return meaning{}, end
	}
	o := *m
	o.day, o.part, o.clock, o.typ = d, "", "", claim.TypeDate
	return p.withYear(o, e)
}

// shareYears gives a date without a year the year of the one it is joined to: "from March 3 to June 5, 1998".
func shareYears(all []found) {
	for i := len(all) - 2; i >= 0; i-- {
		a, b := &all[i], &all[i+1]
		if a.form != calendarForm || b.form != calendarForm || a.month == 0 || b.month == 0 || a.year != 0 || b.year == 0 || a.stepped {
			continue
		}
		if b.first-a.end > 2 {
			continue
		}
		a.year, a.yearGrain = b.year, year
		if a.month > b.month {
			a.year--
		}
	}
}

// time resolves expression i of a sentence; false where it comes to nothing.
func (p *parser) time(c *context, all []found, i int) (claim.Time, bool) {
	f := &all[i]
	if f.form == clockForm {
		p.clockDay(all, i)
	}
	r := c.resolve(&f.meaning, p.lean(f))
	if r.value == "" && f.form == offsetForm { // no time told of to count from: the length alone
		f.form, f.typ, f.end = lengthForm, claim.TypeDuration, f.lengthEnd
		r = c.resolve(&f.meaning, unknown)
	}
	if r.value == "" {
		return claim.Time{}, false
	}
	t := claim.Time{Type: f.typ, Value: r.value}
	if r.point.grain != noGrain {
		if !f.back && !r.noDay {
			c.tell(r.point)
		}
		r.first, r.last = r.point.start, r.point.last()
		if f.eve {
			r.first = r.first.AddDate(0, 0, -1)
		}
		if f.third > 0 {
			if first, last, ok := r.point.thirds(f.third); ok {
				r.first, r.last, r.point.grain = first, last, noGrain
			}
		}
	}
	if !r.first.IsZero() && r.first.Year() > 0 && r.last.Year() < 10000 {
		t.Start, t.End, t.Basis = r.first.Format(time.DateOnly), r.last.Format(time.DateOnly), r.basis
		f.precision, f.noDay = r.precision(), r.noDay
	}
	return t, true
}

// lean is the direction of an expression's clause; one that owns a noun ("Friday's
// ruling") leans nowhere, for the clause may be of another time than the noun.
func (p *parser) lean(f *found) direction {
	if f.form != calendarForm && f.form != stepForm || f.year != 0 {
		return unknown
	}
	if w := p.word(f.end); f.weekday > 0 && !f.stepped && (w == "'s" || w == "'") {
		return near
	}
	return p.direction(f.first, f.end)
}

func (r *result) precision() claim.Precision {
	if r.point.grain != noGrain {
		return r.point.precision()
	}
	if r.first.Equal(r.last) {
		return claim.PrecisionDay
	}
	return claim.PrecisionRange
}

// clockDay lets a time of day be on the day that follows it in the sentence: "at 10:35 a.m. (0735 GMT) on Friday".
func (p *parser) clockDay(all []found, i int) {
	f := &all[i]
	for k := i + 1; k < min(len(all), i+4) && all[k].first-all[k-1].end <= 3; k++ {
		if n := &all[k]; (n.form == calendarForm && (n.day > 0 || n.weekday > 0) || n.form == dayForm) && n.part == "" && n.clock == "" {
			clock := f.clock
			f.meaning = n.meaning
			f.clock, f.typ = clock, claim.TypeTime
			return
		}
	}
}

// place lays a time over its tokens.
func (p *parser) place(d *draft.Draft, t claim.Time, f *found) draft.Time {
	start, stop := int(p.line.starts[f.first]), int(p.line.ends[f.end-1])
	t.Span, t.Text = d.Bytes(start, stop), d.Doc.Text[start:stop]
	return draft.Time{Time: t, First: int(p.line.tokens[f.first]), End: int(p.line.tokens[f.end-1]) + 1, Precision: f.precision, NoDay: f.noDay}
}
