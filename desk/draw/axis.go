package draw

import "time"

// Width of every picture in its own units; a browser scales it.
const Width = 1000.0

const day = 24 * time.Hour

// Axis is the stretch of days that a picture shows.
type Axis struct {
	From, To    time.Time // the first day, and the day after the last
	Left, Right float64
	Ticks       []Tick
}

// Tick is a line of the axis.
type Tick struct {
	At    float64
	Label string
	Major bool
}

// newAxis makes the axis of some marks with a day of air at both ends; false
// where none has a day.
func newAxis(marks []Mark, left, right float64) (a Axis, ok bool) {
	from, to := "", ""
	for _, m := range marks {
		if m.From != "" && (from == "" || m.From < from) {
			from = m.From
		}
		to = max(to, m.To)
	}
	if from == "" {
		return Axis{}, false
	}
	a = Axis{From: parse(from).Add(-day), To: parse(to).Add(2 * day), Left: left, Right: right}
	a.Ticks = a.ticks()
	return a, true
}

// parse reads an ISO day, the zero time where it is none.
func parse(iso string) time.Time {
	t, _ := time.Parse(time.DateOnly, iso) // spread made it
	return t
}

// X is where a moment stands.
func (a Axis) X(t time.Time) float64 {
	return a.Left + (a.Right-a.Left)*float64(t.Sub(a.From))/float64(a.To.Sub(a.From))
}

// span is where the days of a mark begin and end.
func (a Axis) span(m *Mark) (x, w float64) {
	x = a.X(parse(m.From))
	return x, a.X(parse(m.To).Add(day)) - x
}

// leastTick is how near two labels of the axis may stand.
const leastTick = 58

// ticks are the days, weeks, months or years of the axis, whichever are far enough apart to be read.
func (a Axis) ticks() []Tick {
	perDay := (a.Right - a.Left) / (a.To.Sub(a.From).Hours() / 24)
	for _, grade := range []struct {
		days   float64
		first  func(time.Time) time.Time
		next   func(time.Time) time.Time
		format string
	}{
		{1, midnight, plus(0, 0, 1), "2 Jan"},
		{7, monday, plus(0, 0, 7), "2 Jan"},
		{28, month, plus(0, 1, 0), "Jan 2006"},
		{90, month, plus(0, 3, 0), "Jan 2006"},
		{365, year, plus(1, 0, 0), "2006"},
		{3650, decade, plus(10, 0, 0), "2006"},
	} {
		if grade.days*perDay >= leastTick || grade.days == 3650 {
			return a.every(grade.first(a.From), grade.next, grade.format)
		}
	}
	return nil
}

func (a Axis) every(t time.Time, next func(time.Time) time.Time, format string) []Tick {
	var all []Tick
	for ; t.Before(a.To); t = next(t) {
		if !t.Before(a.From) {
			all = append(all, Tick{At: a.X(t), Label: t.Format(format), Major: t.Day() == 1})
		}
	}
	return all
}

func plus(years, months, days int) func(time.Time) time.Time {
	return func(t time.Time) time.Time { return t.AddDate(years, months, days) }
}

func midnight(t time.Time) time.Time { return t.Truncate(day) }
func monday(t time.Time) time.Time   { return t.AddDate(0, 0, -(int(t.Weekday())+6)%7) }
func month(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC)
}
func year(t time.Time) time.Time { return time.Date(t.Year(), 1, 1, 0, 0, 0, 0, time.UTC) }
func decade(t time.Time) time.Time {
	return time.Date(t.Year()/10*10, 1, 1, 0, 0, 0, 0, time.UTC)
}
