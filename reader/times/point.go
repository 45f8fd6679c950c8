package times

import (
	"fmt"
	"time"

	"github.com/parley-desk/parley/claim"
)

// grain is how long a stretch of the calendar is.
type grain uint8

const (
	noGrain grain = iota
	second
	minute
	hour
	night
	day
	week
	weekend
	month
	quarter
	half
	seasonal // a quarter of the year by the weather
	year
	decade
	century
)

// unitOf reads the code of a unit of the lexicon.
func unitOf(code string) grain {
	switch code {
	case "TS":
		return second
	case "TM":
		return minute
	case "TH":
		return hour
	case "NI":
		return night
	case "D":
		return day
	case "W":
		return week
	case "WE":
		return weekend
	case "M":
		return month
	case "Q":
		return quarter
	case "S":
		return seasonal
	case "Y":
		return year
	}
	return noGrain
}

// season of the year, of the northern half of the world, where most reports come from.
type season uint8

const (
	noSeason season = iota
	spring
	summer
	autumn
	winter
)

var seasonCodes = [...]string{"", "SP", "SU", "FA", "WI"}

func seasonOf(code string) season {
	for i, c := range seasonCodes {
		if c == code {
			return season(i)
		}
	}
	return noSeason
}

// firstMonth is the month in which a season begins: winter is that of the year in which it begins.
func (s season) firstMonth() time.Month { return time.Month(3 * s) }

// point is a stretch of the calendar: the one of its grain that begins on Start.
// The zero point is none.
type point struct {
	grain grain
	start time.Time // first day
	part  string    // of a day: "MO"
	clock string    // of a day: "10:30"
}

// at makes the point of a grain that holds a day.
func at(g grain, d time.Time) point {
	y, m, _ := d.Date()
	switch g {
	case week:
		d = d.AddDate(0, 0, -int(d.Weekday()+6)%7)
	case weekend:
		d = d.AddDate(0, 0, 5-int(d.Weekday()+6)%7)
	case month:
		d = date(y, m, 1)
	case quarter:
		d = date(y, (m-1)/3*3+1, 1)
	case half:
		d = date(y, (m-1)/6*6+1, 1)
	case seasonal:
		d = date(y, m/3*3, 1) // January and February: month 0, December of the year before
	case year:
		d = date(y, 1, 1)
	case decade:
		d = date(y/10*10, 1, 1)
	case century:
		d = date(y/100*100, 1, 1)
	}
	return point{grain: g, start: d}
}

func date(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

// shift is the point n of its grain later.
func (p point) shift(n int) point {
	p.part, p.clock = "", ""
	switch p.grain {
	case day:
		p.start = p.start.AddDate(0, 0, n)
	case week, weekend:
		p.start = p.start.AddDate(0, 0, 7*n)
	case month:
		p.start = p.start.AddDate(0, n, 0)
	case quarter, seasonal:
		p.start = p.start.AddDate(0, 3*n, 0)
	case half:
		p.start = p.start.AddDate(0, 6*n, 0)
	case year:
		p.start = p.start.AddDate(n, 0, 0)
	case decade:
		p.start = p.start.AddDate(10*n, 0, 0)
	case century:
		p.start = p.start.AddDate(100*n, 0, 0)
	}
	return p
}

// last is the last day of the point.
func (p point) last() time.Time {
	switch p.grain {
	case weekend:
		return p.start.AddDate(0, 0, 1)
	case week, month, quarter, half, seasonal, year, decade, century:
		return p.shift(1).start.AddDate(0, 0, -1)
	}
	return p.start
}

// thirds are the first and last day of the first, second or last third of a month,
// a year or a decade; false for other grains, which have none.
func (p point) thirds(n int) (first, last time.Time, ok bool) {
	switch p.grain {
	case month:
		length := p.last().Day()
		from, to := [...]int{1, length/3 + 1, length - length/3 + 1}[n-1], [...]int{length / 3, length - length/3, length}[n-1]
		return p.start.AddDate(0, 0, from-1), p.start.AddDate(0, 0, to-1), true
	case year:
		first = p.start.AddDate(0, 4*(n-1), 0)
		return first, first.AddDate(0, 4, -1), true
	case decade:
		first = p.start.AddDate([...]int{0, 3, 7}[n-1], 0, 0)
		return first, first.AddDate([...]int{3, 4, 3}[n-1], 0, -1), true
	}
	return first, last, false
}

// value is the point as TIMEX3 writes it.
func (p point) value() string {
	y, m, _ := p.start.Date()
	switch p.grain {
	case week, weekend:
		y, w := p.start.ISOWeek()
		if p.grain == weekend {
			return fmt.Sprintf("%04d-W%02d-WE", y, w)
		}
		return fmt.Sprintf("%04d-W%02d", y, w)
	case month:
		return fmt.Sprintf("%04d-%02d", y, m)
	case quarter:
		return fmt.Sprintf("%04d-Q%d", y, (m+2)/3)
	case half:
		return fmt.Sprintf("%04d-H%d", y, (m+5)/6)
	case seasonal:
		return fmt.Sprintf("%04d-%s", y, seasonCodes[m/3])
	case year:
		return fmt.Sprintf("%04d", y)
	case decade:
		return fmt.Sprintf("%03d", y/10)
	case century:
		return fmt.Sprintf("%02d", y/100)
	}
	value := p.start.Format(time.DateOnly)
	if p.clock != "" {
		return value + "T" + p.clock
	}
	if p.part != "" {
		return value + "T" + p.part
	}
	return value
}

// precision is the contract's word for how fine the point is.
func (p point) precision() claim.Precision {
	switch p.grain {
	case day:
		if p.part != "" || p.clock != "" {
			return claim.PrecisionTime
		}
		return claim.PrecisionDay
	case week:
		return claim.PrecisionWeek
	case month:
		return claim.PrecisionMonth
	case seasonal:
		return claim.PrecisionSeason
	case year:
		return claim.PrecisionYear
	}
	return claim.PrecisionRange
}
