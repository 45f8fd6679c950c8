package account

import (
	"math"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// folded is a name without case, accents and signs, for comparing: "Spīn-Bōldak" is "spin boldak".
func folded(name string) string {
	if plain, ok := foldedASCII(name); ok {
		return plain
	}
	plain := strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case unicode.IsLetter(r), unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return ' '
	}, norm.NFD.String(name))
	return strings.Join(strings.Fields(plain), " ")
}

// foldedASCII folds a name without accents, which costs much less.
func foldedASCII(name string) (plain string, ok bool) {
	out := make([]byte, 0, len(name))
	gap := false
	for i := range len(name) {
		c := name[i]
		switch {
		case c >= utf8.RuneSelf:
			return "", false
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
		default:
			gap = len(out) > 0
			continue
		}
		if gap {
			out, gap = append(out, ' '), false
		}
		out = append(out, c)
	}
	return string(out), true
}

// dayNumber counts an ISO day from 1 January 1970; not ok where it is none.
func dayNumber(day string) (n int, ok bool) {
	if len(day) != len(time.DateOnly) || day[4] != '-' || day[7] != '-' {
		return 0, false
	}
	var digits [10]int
	for i := range digits {
		if digits[i] = int(day[i]) - '0'; i != 4 && i != 7 && (digits[i] < 0 || digits[i] > 9) {
			return 0, false
		}
	}
	year, month, date := 1000*digits[0]+100*digits[1]+10*digits[2]+digits[3], 10*digits[5]+digits[6], 10*digits[8]+digits[9]
	if month < 1 || month > 12 || date < 1 || date > daysIn(year, month) {
		return 0, false
	}
	// Years that begin in March have their leap day last (Hinnant, days from civil).
	if month -= 3; month < 0 {
		month, year = month+12, year-1
	}
	if year < 0 {
		return (153*month+2)/5 + date - 1 + 365*year + (year-3)/4 - 719468, true
	}
	return (153*month+2)/5 + date - 1 + 365*year + year/4 - year/100 + year/400 - 719468, true
}

// dayOf is the ISO day of a number: see dayNumber.
func dayOf(n int) string {
	const firstYear, lastYear = -719528, 2932896 // 0000-01-01 and 9999-12-31
	if n < firstYear || n > lastYear {
		return time.Unix(int64(n)*secondsOfDay, 0).UTC().Format(time.DateOnly)
	}
	n += 719468 + 146097 // from 1 March of the year -400, which begins an age of 400 years (Hinnant, civil from days)
	age, ofAge := n/146097, n%146097
	year := (ofAge - ofAge/1460 + ofAge/36524 - ofAge/146096) / 365
	ofYear := ofAge - (365*year + year/4 - year/100)
	month := (5*ofYear + 2) / 153
	date := ofYear - (153*month+2)/5 + 1
	if year += 400 * (age - 1); month < 10 {
		month += 3
	} else {
		month, year = month-9, year+1
	}
	digit := func(n int) byte { return byte('0' + n%10) }
	return string([]byte{digit(year / 1000), digit(year / 100), digit(year / 10), digit(year), '-', digit(month / 10), digit(month), '-', digit(date / 10), digit(date)})
}

func daysIn(year, month int) int {
	switch {
	case month == 2 && year%4 == 0 && (year%100 != 0 || year%400 == 0):
		return 29
	case month == 2:
		return 28
	case month == 4 || month == 6 || month == 9 || month == 11:
		return 30
	}
	return 31
}

// addDays moves an ISO day; a day that is none stays.
func addDays(day string, n int) string {
	at, ok := dayNumber(day)
	if !ok {
		return day
	}
	return dayOf(at + n)
}

// daysBetween counts the days from one ISO day to another; large where one is none.
func daysBetween(from, to string) int {
	a, okA := dayNumber(from)
	b, okB := dayNumber(to)
	if !okA || !okB {
		return math.MaxInt32
	}
	return b - a
}

const secondsOfDay = 24 * 60 * 60

// earthKm is the mean radius of the Earth (IUGG).
const earthKm = 6371.0

// kilometres is the great-circle distance of two places (haversine).
func kilometres(a, b Spot) float64 {
	rad := func(deg float64) float64 { return deg * math.Pi / 180 }
	dLat, dLon := rad(b.Lat-a.Lat), rad(b.Lon-a.Lon)
	h := math.Pow(math.Sin(dLat/2), 2) + math.Cos(rad(a.Lat))*math.Cos(rad(b.Lat))*math.Pow(math.Sin(dLon/2), 2)
	return 2 * earthKm * math.Asin(math.Min(1, math.Sqrt(h)))
}

// monday is the first day of a day's week; a day that is none stays.
func monday(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, -(int(t.Weekday())+6)%7).Format(time.DateOnly)
}
