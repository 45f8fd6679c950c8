package numbers

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// maxDigits bounds what is read as a number: longer strings of digits are no quantities.
const maxDigits = 24

// parseDigits reads the number at the start of a word and gives what follows it:
// "1,400.5km" is 1400.5 and "km". Separators of thousands are commas, in groups of three, or of two in South Asia.
func parseDigits(word string) (value float64, rest string, ok bool) {
	end, point := 0, -1
	for end < len(word) {
		c := word[end]
		if !isDigit(c) && !(c == ',' && point < 0 || c == '.' && point < 0) || end+1 == len(word) && !isDigit(c) {
			break
		}
		if !isDigit(c) && !isDigit(word[end+1]) {
			break
		}
		if c == '.' {
			point = end
		}
		end++
	}
	if end == 0 || end > maxDigits {
		return vulgarFraction(word)
	}
	number := word[:end]
	if strings.Contains(number, ",") {
		if !grouped(number, point) {
			return 0, "", false
		}
		number = strings.ReplaceAll(number, ",", "")
	}
	value, err := strconv.ParseFloat(number, 64)
	if err != nil {
		return 0, "", false
	}
	rest = word[end:]
	if part, left, is := vulgarFraction(rest); is {
		value, rest = value+part, left
	}
	return value, rest, true
}

// grouped tells whether the commas of a number part its thousands (or lakhs).
func grouped(number string, point int) bool {
	whole := number
	if point >= 0 {
		whole = number[:point]
	}
	groups := strings.Split(whole, ",")
	last := len(groups) - 1
	if groups[0] == "" || len(groups[0]) > 3 || len(groups[last]) != 3 {
		return false
	}
	for _, g := range groups[1:last] {
		if len(g) != 3 && len(g) != 2 {
			return false
		}
	}
	return true
}

// vulgarFractions are the fractions that have a sign of their own.
var vulgarFractions = map[rune]float64{'½': 1. / 2, '¼': 1. / 4, '¾': 3. / 4, '⅓': 1. / 3, '⅔': 2. / 3, '⅛': 1. / 8}

func vulgarFraction(word string) (value float64, rest string, ok bool) {
	r, size := utf8.DecodeRuneInString(word)
	value, ok = vulgarFractions[r]
	return value, word[size*boolInt(ok):], ok
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// parseFraction reads "1/2", "3/4".
func parseFraction(word string) (float64, bool) {
	if v, rest, ok := vulgarFraction(word); ok && rest == "" {
		return v, true
	}
	above, below, ok := strings.Cut(word, "/")
	if !ok || len(above) > 2 || len(below) > 2 {
		return 0, false
	}
	n, err1 := strconv.Atoi(above)
	d, err2 := strconv.Atoi(below)
	if err1 != nil || err2 != nil || n <= 0 || n >= d {
		return 0, false
	}
	return float64(n) / float64(d), true
}

// digitOrdinal reads "3rd", "21st".
func digitOrdinal(word string) (int, bool) {
	if len(word) < 3 || len(word) > 8 {
		return 0, false
	}
	switch word[len(word)-2:] {
	case "st", "nd", "rd", "th":
		n, err := strconv.Atoi(strings.ReplaceAll(word[:len(word)-2], ",", ""))
		return n, err == nil && n > 0 && n < math.MaxInt32
	}
	return 0, false
}
