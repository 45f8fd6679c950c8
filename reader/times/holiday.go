package times

import (
	"time"

	"github.com/parley-desk/parley/reader/lexicon"
)

// holidayIn is the day on which a holiday falls in a year: a fixed day, the n-th
// weekday of a month, or so many days from Easter.
func holidayIn(e *lexicon.Entry, y int) time.Time {
	month, _ := number(e, "month")
	switch {
	case e.Has("easter"):
		offset, _ := number(e, "easter")
		return easter(y).AddDate(0, 0, offset)
	case e.Has("weekday"):
		weekday, _ := number(e, "weekday")
		nth, _ := number(e, "nth")
		first := date(y, time.Month(month), 1)
		ahead := (weekday - int(first.Weekday()+6)%7 - 1 + 7) % 7
		return first.AddDate(0, 0, ahead+7*(nth-1))
	}
	d, _ := number(e, "day")
	return date(y, time.Month(month), d)
}

// easter is the Easter Sunday of a year in the Gregorian calendar, by the
// anonymous algorithm that Nature printed in 1876.
func easter(y int) time.Time {
	a, b, c := y%19, y/100, y%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	return date(y, time.Month((h+l-7*m+114)/31), (h+l-7*m+114)%31+1)
}
