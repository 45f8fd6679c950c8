package pdf

import (
	"bytes"
	"math"
	"strconv"
)

// The values that a file is made of (ISO 32000-1, 7.3): nil, bool, float64, and these.
type (
	text    string // a string, its bytes
	name    string
	array   []any
	dict    map[name]any
	ref     int // the number of an object; its generation does not matter here
	keyword string
)

// stream is a dictionary with bytes, as they lie in the file.
type stream struct {
	dict
	raw    []byte
	object int // whose it is, for decryption
}

// lexer reads values from bytes.
type lexer struct {
	data []byte
	at   int
	*budget
}

// mostDepth bounds arrays and dictionaries within each other.
const mostDepth = 60

// endOfData is what value gives at the end.
const endOfData = keyword("")

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelimiter(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

// skip goes over white space and comments.
func (l *lexer) skip() {
	for l.at < len(l.data) {
		switch c := l.data[l.at]; {
		case isSpace(c):
			l.at++
		case c == '%':
			for l.at < len(l.data) && l.data[l.at] != '\n' && l.data[l.at] != '\r' {
				l.at++
			}
		default:
			return
		}
	}
}

// value reads the next value, or an operator, as a keyword.
func (l *lexer) value(depth int) any {
	l.skip()
	if l.at >= len(l.data) || depth > mostDepth || !l.step() {
		l.at = len(l.data)
		return endOfData
	}
	switch c := l.data[l.at]; c {
	case '/':
		l.at++
		return l.name()
	case '(':
		l.at++
		return l.string()
	case '<':
		l.at++
		if l.at < len(l.data) && l.data[l.at] == '<' {
			l.at++
			return l.dictionary(depth)
		}
		return l.hex()
	case '[':
		l.at++
		return l.array(depth)
	case '>', ']', '{', '}', ')':
		l.at++
		if c == '>' && l.at < len(l.data) && l.data[l.at] == '>' {
			l.at++
			return keyword(">>")
		}
		return keyword(c)
	}
	return l.word()
}

// word reads a number, a reference or a keyword.
func (l *lexer) word() any {
	start := l.at
	for l.at < len(l.data) && !isSpace(l.data[l.at]) && !isDelimiter(l.data[l.at]) {
		l.at++
	}
	w := l.data[start:l.at]
	switch string(w) {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	}
	n, ok := number(w)
	if !ok {
		return keyword(w)
	}
	if to, ok := l.reference(w, n); ok {
		return to
	}
	return n
}

// number reads a number as leniently as other readers do: "--5" is 5 below zero, "1.2.3" is 1.2.
func number(w []byte) (float64, bool) {
	sign, digits := 1.0, bytes.TrimLeft(w, "+-")
	if len(digits) < len(w) && w[0] == '-' {
		sign = -1
	}
	if len(digits) == 0 || digits[0] != '.' && (digits[0] < '0' || digits[0] > '9') {
		return 0, false
	}
	whole, fraction, scale := 0.0, 0.0, 1.0
	dot := false
	for _, c := range digits {
		switch {
		case c >= '0' && c <= '9' && !dot:
			whole = whole*10 + float64(c-'0')
		case c >= '0' && c <= '9':
			scale /= 10
			fraction += scale * float64(c-'0')
		case c == '.' && !dot:
			dot = true
		case c == '.' || c == '-':
			return sign * (whole + fraction), true
		default:
			return 0, false
		}
	}
	if n := sign * (whole + fraction); math.Abs(n) < 1e15 {
		return n, true
	}
	return 0, true
}

// reference reads on from a number where it begins "12 0 R".
func (l *lexer) reference(w []byte, n float64) (ref, bool) {
	if n < 0 || n > 1e8 || w[0] < '0' || n != math.Trunc(n) {
		return 0, false
	}
	at := l.at
	for at < len(l.data) && isSpace(l.data[at]) {
		at++
	}
	digits := at
	for at < len(l.data) && at-digits < 6 && l.data[at] >= '0' && l.data[at] <= '9' {
		at++
	}
	space := at
	for at < len(l.data) && isSpace(l.data[at]) {
		at++
	}
	if digits == space || space == at || at >= len(l.data) || l.data[at] != 'R' || at+1 < len(l.data) && !isSpace(l.data[at+1]) && !isDelimiter(l.data[at+1]) {
		return 0, false
	}
	l.at = at + 1
	return ref(n), true
}

func (l *lexer) name() name {
	var out []byte
	for l.at < len(l.data) && !isSpace(l.data[l.at]) && !isDelimiter(l.data[l.at]) {
		c := l.data[l.at]
		if c == '#' && l.at+2 < len(l.data) {
			if v, err := strconv.ParseUint(string(l.data[l.at+1:l.at+3]), 16, 8); err == nil {
				c, l.at = byte(v), l.at+2
			}
		}
		out = append(out, c)
		l.at++
	}
	return name(out)
}

// string reads "(…)", its escapes undone (7.3.4.2).
func (l *lexer) string() text {
	var out []byte
	for open := 1; l.at < len(l.data); l.at++ {
		c := l.data[l.at]
		switch c {
		case '\\':
			out = l.escape(out)
			continue
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				l.at++
				return text(out)
			}
		}
		out = append(out, c)
	}
	return text(out)
}

var escapes = map[byte]byte{'n': '\n', 'r': '\r', 't': '\t', 'b': '\b', 'f': '\f'}

// escape reads what follows a backslash, up to its last byte.
func (l *lexer) escape(out []byte) []byte {
	l.at++
	if l.at >= len(l.data) {
		return out
	}
	c := l.data[l.at]
	switch {
	case escapes[c] != 0:
		return append(out, escapes[c])
	case c == '\r' || c == '\n':
		if c == '\r' && l.at+1 < len(l.data) && l.data[l.at+1] == '\n' {
			l.at++
		}
		return out
	case c < '0' || c > '7':
		return append(out, c)
	}
	code := int(c - '0')
	for range 2 {
		if l.at+1 < len(l.data) && l.data[l.at+1] >= '0' && l.data[l.at+1] <= '7' {
			l.at++
			code = code*8 + int(l.data[l.at]-'0')
		}
	}
	return append(out, byte(code))
}

func (l *lexer) hex() text {
	end := bytes.IndexByte(l.data[l.at:], '>')
	if end < 0 {
		end = len(l.data) - l.at
	}
	out := unhex(l.data[l.at : l.at+end])
	l.at = min(l.at+end+1, len(l.data))
	return text(out)
}

// unhex reads hexadecimal digits, passing over all else; a last one alone is followed by 0.
func unhex(data []byte) []byte {
	out := make([]byte, 0, len(data)/2+1)
	half, high := false, byte(0)
	for _, c := range data {
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			continue
		}
		if half {
			out = append(out, high<<4|c)
		}
		half, high = !half, c
	}
	if half {
		out = append(out, high<<4)
	}
	return out
}

// mostItems bounds what an array holds.
const mostItems = 500_000

func (l *lexer) array(depth int) array {
	var out array
	for {
		v := l.value(depth + 1)
		if v == keyword("]") || v == endOfData {
			return out
		}
		if _, stray := v.(keyword); !stray && len(out) < mostItems {
			out = append(out, v)
		}
	}
}

func (l *lexer) dictionary(depth int) dict {
	out := dict{}
	for {
		key := l.value(depth + 1)
		if key == keyword(">>") || key == endOfData {
			return out
		}
		k, ok := key.(name)
		if !ok {
			continue
		}
		v := l.value(depth + 1)
		if v == keyword(">>") || v == endOfData {
			return out
		}
		out[k] = v
	}
}
