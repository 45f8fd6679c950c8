package splitting

import (
	"unicode"
	"unicode/utf8"
)

// class is a set of kinds of characters.
type class uint16

const (
	lower class = 1 << iota
	upper
	digit
	space
	apostrophe
	hyphen
	period
	sign // all other ASCII
	wide // beyond ASCII
)

var classOf = func() (table [256]class) {
	for c := range table {
		switch {
		case c >= utf8.RuneSelf:
			table[c] = wide
		case 'a' <= c && c <= 'z':
			table[c] = lower
		case 'A' <= c && c <= 'Z':
			table[c] = upper
		case '0' <= c && c <= '9':
			table[c] = digit
		case c <= ' ' || c == 0x7f:
			table[c] = space
		case c == '\'':
			table[c] = apostrophe
		case c == '-':
			table[c] = hyphen
		case c == '.':
			table[c] = period
		default:
			table[c] = sign
		}
	}
	return table
}()

// wideSpace gives the length of a white space beyond ASCII at the beginning
// of s, 0 where there is none. Marks of no width (zero-width space, byte-order
// mark, direction marks) part words too.
func wideSpace(s string) int {
	switch s[0] {
	case 0xC2, 0xE1, 0xE2, 0xE3, 0xEF:
	default:
		return 0
	}
	r, n := utf8.DecodeRuneInString(s)
	switch r {
	case '\u200B', '\u200E', '\u200F', '\u2060', '\uFEFF', '\u202A', '\u202B', '\u202C', '\u202D', '\u202E', '\u2066', '\u2067', '\u2068', '\u2069':
		return n
	}
	if unicode.IsSpace(r) {
		return n
	}
	return 0
}

// isWordRune tells the characters that words beyond ASCII are made of.
func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '\u200C' || r == '\u200D'
}

func isLetter(c byte) bool { return classOf[c]&(lower|upper) != 0 || c >= utf8.RuneSelf }
func isDigit(c byte) bool  { return classOf[c] == digit }
func isUpper(c byte) bool  { return classOf[c] == upper }
func isLower(c byte) bool  { return classOf[c] == lower }
func isAlnum(c byte) bool  { return classOf[c]&(lower|upper|digit|wide) != 0 }
