package times

import (
	"math"
	"strconv"
)

// lengthValue writes a length as TIMEX3 does: P2W, PT5H30M, PXD; empty for lengths that no unit can tell.
func lengthValue(n float64, unit grain, count int, vague bool) string {
	code, inner, per := unitCode(unit)
	if code == "" || n < 0 || n > 1e6 {
		return ""
	}
	if vague {
		return prefix(unit) + "X" + code
	}
	n *= float64(max(count, 1))
	whole, part := math.Modf(n)
	value := prefix(unit)
	if whole > 0 || part == 0 {
		value += strconv.FormatFloat(whole, 'f', -1, 64) + code
	}
	if part > 0 {
		if inner == "" {
			return prefix(unit) + strconv.FormatFloat(n, 'f', -1, 64) + code
		}
		if unit == day {
			value += "T"
		}
		value += strconv.Itoa(int(math.Round(part*per))) + inner
	}
	return value
}

func prefix(unit grain) string {
	if unit == second || unit == minute || unit == hour {
		return "PT"
	}
	return "P"
}

// unitCode is TIMEX3's letter of a unit, and the letter of the smaller unit that parts of it are told in, with how many make one.
func unitCode(unit grain) (code, inner string, per float64) {
	switch unit {
	case second:
		return "S", "", 0
	case minute:
		return "M", "S", 60
	case hour:
		return "H", "M", 60
	case night, day:
		return "D", "H", 24
	case week, weekend:
		return "W", "", 0
	case month:
		return "M", "", 0
	case quarter:
		return "Q", "", 0
	case year:
		return "Y", "M", 12
	case decade:
		return "E", "", 0
	case century:
		return "C", "", 0
	}
	return "", "", 0
}
