package draw

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
)

// Chart is counts over time: each mark a count with its range, over the days
// that it counts.
type Chart struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	Unit    string `json:"unit,omitempty"`
	Log     bool   `json:"log,omitempty"` // the scale counts tens
	Marks   []Mark `json:"marks"`
	Undated int    `json:"undated,omitempty"` // counts that say no time and are not drawn
	Beyond  int    `json:"beyond,omitempty"`  // counts of days before or after those drawn

	Axis   Axis    `json:"-"`
	Levels []Tick  `json:"-"` // lines of the scale
	Height float64 `json:"-"`
	Bottom float64 `json:"-"` // where the days stand
}

// Measures of a chart.
const (
	chartHigh = 250.0
	chartLeft = 62.0
	chartTop  = 12.0
)

// TollCharts draws the counts of a toll: of the killed, and of the injured.
func TollCharts(b *account.Book, t *account.Toll, to Links) []Chart {
	var all []Chart
	for _, harm := range []claim.Measure{claim.Killed, claim.Injured} {
		c := Chart{ID: "toll-" + string(harm), Title: capital(string(harm)) + ": every count, over the days that it counts"}
		for _, g := range t.Groups {
			for _, cell := range g.Cells {
				if cell.Harm == harm {
					c.counts(b, g, cell, to)
				}
			}
		}
		c.within(Between{From: b.Case.Window.From, To: b.Case.Window.To})
		if c.finish(b) {
			all = append(all, c)
		}
	}
	return all
}

// within cuts the counts to the days of the case, which one of several years would squeeze.
// One that begins or ends beyond them says so where it is cut.
func (c *Chart) within(w Between) {
	all := len(c.Marks)
	c.Marks = w.cut(slices.Collect(w.among(c.Marks)))
	c.Beyond = all - len(c.Marks)
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// counts adds the counts of a cell that stand.
func (c *Chart) counts(b *account.Book, g account.TollGroup, cell account.TollCell, to Links) {
	for _, e := range cell.Entries {
		if e.Denied || e.Replaced != "" {
			continue
		}
		text := strings.TrimSpace(e.Count()+" "+string(cell.Harm)+" "+people(cell.Of, to)) + ", by " + short(e.Claimant, 90) + " (" + g.Subject + ")"
		c.add(Mark{Label: e.Count(), Text: text, By: short(e.Claimant, 90), Side: sideOf(b, e.Side), Value: e.Value, Low: e.Low, High: e.High, Href: first(to, e.Cites), Cites: e.Cites}, g.Start, g.End)
	}
}

// people names a population, its side by name.
func people(p account.Population, to Links) string {
	if p.Side != "" {
		p.Side = to.Called(p.Side)
	}
	return p.String()
}

// sideOf is the number of a party in its case, counted from 1; 0 of none.
func sideOf(b *account.Book, side string) int {
	return 1 + slices.IndexFunc(b.Case.Parties, func(p claim.Party) bool { return p.ID == side })
}

// Cut tells whether a count of the chart begins or ends beyond the days drawn.
func (c *Chart) Cut() bool {
	return slices.ContainsFunc(c.Marks, func(m Mark) bool { return m.Begins != "" || m.Ends != "" })
}

// add adds a count over its days; one that says none is told apart, and one without a number left out.
func (c *Chart) add(m Mark, start, end string) {
	switch {
	case !m.valued():
	case m.at(start, end):
		c.Marks = append(c.Marks, m)
	default:
		c.Undated++
	}
}

// valued gives a mark that has only a bound, or two, a value to stand at.
func (m *Mark) valued() bool {
	if m.Value != nil {
		return true
	}
	switch {
	case m.Low != nil && m.High != nil:
		middle := (*m.Low + *m.High) / 2
		m.Value = &middle
	case m.Low != nil:
		m.Value = m.Low
	case m.High != nil:
		m.Value = m.High
	}
	return m.Value != nil
}

// SeriesCharts draws the series of an exposure: one chart for each that has three counts with a day at least.
func SeriesCharts(b *account.Book, e *account.Exposure, to Links) []Chart {
	var all []Chart
	for i, s := range e.Series {
		c := Chart{ID: "series-" + letters(string(s.Measure)) + "-" + letters(cmp.Or(s.Unit, string(rune('a'+i%26)))), Title: capital(strings.ReplaceAll(string(s.Measure), "_", " ")), Unit: s.Unit}
		for _, p := range s.Points {
			text := p.Count() + " " + s.Unit
			if p.Of != "" {
				text += ", " + p.Of
			}
			if p.Expected {
				text += ", expected"
			}
			m := Mark{Label: p.Count(), Text: text + ", by " + short(p.Claimant, 90), By: short(p.Claimant, 90), Unsure: p.Expected, Value: p.Value, Low: p.Low, High: p.High, Href: first(to, p.Cites), Cites: p.Cites}
			c.add(m, p.Start, p.End)
		}
		if c.finish(b) && len(c.Marks) >= leastDrawn {
			all = append(all, c)
		}
	}
	return all
}

// leastDrawn is how many counts make a course: of fewer the table alone tells.
const leastDrawn = 3

// letters keeps of a word what an id of a page may have.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case r == '%':
			return 'p'
		}
		return '-'
	}, s)
}

// finish masks and lays out a chart; false where it has nothing to show.
func (c *Chart) finish(b *account.Book) bool {
	slices.SortStableFunc(c.Marks, func(x, y Mark) int { return cmp.Or(cmp.Compare(x.From, y.From), cmp.Compare(x.To, y.To)) })
	maskMarks(b, c.Marks)
	return c.layOut()
}

// layOut gives every count its place; false where none has a day.
func (c *Chart) layOut() bool {
	axis, ok := newAxis(c.Marks, chartLeft, Width-8)
	if !ok {
		return false
	}
	c.Axis, c.Height, c.Bottom = axis, chartTop+chartHigh+axisHigh, chartTop+chartHigh
	scale := c.scale()
	for i := range c.Marks {
		m := &c.Marks[i]
		x, w := axis.span(m)
		y := scale(*m.Value)
		m.Box = Box{X: x, W: w, Y: y, Top: y, Bottom: y}
		if m.High != nil {
			m.Box.Top = scale(*m.High)
		}
		if m.Low != nil {
			m.Box.Bottom = scale(*m.Low)
		}
	}
	return true
}

// scale chooses the scale of the values, by tens where they reach over more
// than two of them, and sets its lines.
func (c *Chart) scale() func(float64) float64 {
	low, high := c.bounds()
	c.Log = low >= 0 && high > 100 && high/max(low, 1) > 50
	f := func(v float64) float64 { return v }
	if c.Log {
		f = func(v float64) float64 { return math.Log10(max(v, 1)) }
		high = math.Pow(10, math.Ceil(math.Log10(high)))
		low = 1
	} else {
		low, high = min(low, 0), max(high, 0)
		step := step(high - low)
		low, high = math.Floor(low/step)*step, math.Ceil(high/step)*step
	}
	if f(high) == f(low) {
		high = low + 1
	}
	y := func(v float64) float64 { return c.Bottom - chartHigh*(f(v)-f(low))/(f(high)-f(low)) }
	for _, v := range levels(low, high, c.Log) {
		c.Levels = append(c.Levels, Tick{At: y(v), Label: number(v), Major: v == 0})
	}
	return y
}

func (c *Chart) bounds() (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for _, m := range c.Marks {
		for _, v := range []*float64{m.Value, m.Low, m.High} {
			if v != nil {
				low, high = min(low, *v), max(high, *v)
			}
		}
	}
	return low, high
}

// step is a round distance of the lines of a scale, about five in all.
func step(span float64) float64 {
	if span <= 0 {
		return 1
	}
	power := math.Pow(10, math.Floor(math.Log10(span/4)))
	for _, n := range []float64{1, 2, 5} {
		if n*power >= span/5 {
			return n * power
		}
	}
	return 10 * power
}

func levels(low, high float64, log bool) []float64 {
	var all []float64
	if log {
		for v := low; v <= high; v *= 10 {
			all = append(all, v)
		}
		return all
	}
	d := step(high - low)
	for v := low; v <= high+d/2; v += d {
		all = append(all, v)
	}
	return all
}
