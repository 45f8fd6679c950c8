// Package calendar converts days between the Gregorian calendar and the two that
// reports from the Islamic world date by: the lunar Hijri calendar and the Solar
// Hijri calendar of Iran and Afghanistan.
//
// The lunar calendar is reckoned, not seen: months of 30 and 29 days in turn and
// eleven leap days in thirty years (the tabular or civil calendar, with leap
// years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26 and 29). Months that begin with a
// sighting of the moon differ from it by a day, rarely two, and from country to
// country; whoever states a day must say so (Slack).
//
// The solar calendar has its leap years by the rule of 33 years (eight leap
// years in each), which agrees with the equinox at Tehran from 1178 to 1633.
package calendar

import "time"

// System is one of the calendars.
type System string

// The calendars.
const (
	Hijri System = "hijri" // lunar, years AH
	Solar System = "solar" // Solar Hijri, years SH (AP in Iran)
)

// Systems lists the calendars.
var Systems = []System{Hijri, Solar}

// Date is a day of a calendar.
type Date struct{ Year, Month, Day int }

// Slack is by how many days a stated day may be off on either side.
func (s System) Slack() int {
	if s == Hijri {
		return 1
	}
	return 0
}

// bounds are the years that the rules are used for.
func (s System) bounds() (first, last int) {
	if s == Hijri {
		return 1, 2000
	}
	return 1178, 1633
}

// Has tells whether a year is one that the calendar's rule is sure of.
func (s System) Has(year int) bool {
	first, last := s.bounds()
	return first <= year && year <= last
}

// Length is the number of days of a month, 0 for none.
func (s System) Length(year, month int) int {
	switch {
	case month < 1 || month > 12:
		return 0
	case month == 12:
		return start(s, year+1, 1) - start(s, year, 12)
	}
	return start(s, year, month+1) - start(s, year, month)
}

// Time is the midnight UTC at which a day of the calendar begins; false where
// the calendar has no such day or its rule is not sure of the year.
func (s System) Time(d Date) (time.Time, bool) {
	if !s.Has(d.Year) || d.Day < 1 || d.Day > s.Length(d.Year, d.Month) {
		return time.Time{}, false
	}
	return time.Unix(int64(start(s, d.Year, d.Month)+d.Day-1-unixDay)*daySeconds, 0).UTC(), true
}

// Date is the day of the calendar on which a time lies; false outside the years of its rule.
func (s System) Date(t time.Time) (Date, bool) {
	y, m, d := t.Date()
	n := int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix()/daySeconds) + unixDay
	year := guess(s, n)
	for year > 0 && start(s, year, 1) > n {
		year--
	}
	for start(s, year+1, 1) <= n {
		year++
	}
	if !s.Has(year) {
		return Date{}, false
	}
	month := 1
	for month < 12 && start(s, year, month+1) <= n {
		month++
	}
	return Date{year, month, n - start(s, year, month) + 1}, true
}

// Numbers of days (Julian Day Numbers).
const (
	unixDay    = 2440588 // 1 January 1970
	hijriDay   = 1948439 // the day before 1 Muharram 1: 15 July 622 of the Julian calendar
	solarDay   = 1948320 // fitted with the rule of 33 years: 1 Farvardin 1404 is 21 March 2025
	daySeconds = 24 * 60 * 60
)

// start is the day number with which a month begins.
func start(s System, year, month int) int {
	if s == Hijri {
		return hijriDay + 1 + (59*(month-1)+1)/2 + 354*(year-1) + (3+11*year)/30
	}
	return solarDay + 365*(year-1) + (8*year+21)/33 + 30*(month-1) + min(month-1, 6)
}

// guess is a year near that of a day number, never below 1.
func guess(s System, n int) int {
	if s == Hijri {
		return max(1, min(3000, (n-hijriDay)*30/10631+1))
	}
	return max(1, min(3000, (n-solarDay)*33/12053+1))
}
