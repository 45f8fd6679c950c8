package splitting

import (
	"strings"
	"unicode/utf8"
)

// openers adds the signs before the first word of a chunk and gives where it begins.
func (t *tokenizer) openers(start, end int) int {
	for start < end {
		c := t.text[start]
		if isAlnum(c) && c < utf8.RuneSelf {
			return start
		}
		r, n := utf8.DecodeRuneInString(t.text[start:end])
		if c >= utf8.RuneSelf && isWordRune(r) || t.joinsWord(r, start+n, end) {
			return start
		}
		start = t.sign(start, end, false)
	}
	return end
}

// joinsWord tells signs that are the beginning of a word: ".5", "+44", "@name", "#tag", "'em", "'90s".
func (t *tokenizer) joinsWord(r rune, after, end int) bool {
	if after == end {
		return false
	}
	next := t.text[after]
	switch r {
	case '.', '+':
		return isDigit(next)
	case '@':
		return isAlnum(next)
	case '#':
		return isLetter(next)
	case '\'', '’', '`', '‘':
		return t.elided(after, end)
	}
	return false
}

// elided tells whether the word at start may follow an apostrophe: "em", "90s", "s".
func (t *tokenizer) elided(start, end int) bool {
	stop := start
	for stop < end && classOf[t.text[stop]]&(lower|upper|digit) != 0 {
		stop++
	}
	if isDigit(t.text[start]) {
		digits := start
		for digits < stop && isDigit(t.text[digits]) {
			digits++
		}
		return digits-start == 2 && (stop == digits || t.text[digits:stop] == "s")
	}
	return t.elisions[string(t.lowered(start, stop))]
}

// trailing gives where the signs at the end of a chunk begin.
func (t *tokenizer) trailing(start, end int) int {
	at := end
	for at > start {
		r, n := utf8.DecodeLastRuneInString(t.text[start:at])
		if isWordRune(r) || r == utf8.RuneError && n == 1 {
			break
		}
		at -= n
	}
	if at == start || at == end {
		return at
	}
	return t.keptSign(start, at, end)
}

// keptSign moves the end of a word over a sign that stays on it: the hyphen
// of "pre-", the plus of "A+", the apostrophe of "goin'", the dollar of "US$".
func (t *tokenizer) keptSign(start, at, end int) int {
	alone := at+1 == end || classOf[t.text[at+1]]&(sign|period) != 0
	switch {
	case !alone:
	case t.text[at] == '-' && (isLower(t.text[at-1]) || at == start+1 && isUpper(t.text[start])), t.text[at] == '$' && isUpper(t.text[at-1]):
		return at + 1
	case t.text[at] == '/' && strings.Contains(t.text[start:at], "://"):
		return at + 1
	case t.text[at] == '\'' && at-start > 3 && t.text[at-2:at] == "in":
		return at + 1
	}
	return at
}

// signs adds a run of signs, each kind by itself; after tells that a word stands before them.
func (t *tokenizer) signs(start, end int, after bool) {
	for start < end {
		start = t.sign(start, end, after)
	}
}

// sign adds the sign at start, with those that make one token with it ("...",
// "?!", "--", "“"), and gives what follows.
func (t *tokenizer) sign(start, end int, after bool) int {
	r, n := utf8.DecodeRuneInString(t.text[start:end])
	stop := start + n
	k := signKind(r)
	switch {
	case r == '.' || r == '!' || r == '?':
		stop = t.stops(start, end)
		if stop-start > 1 && t.text[start] == '.' && t.text[start+1] == '.' {
			k = ellipsisPiece
		}
	case r == '\'' || r == '`' || r == '’' || r == '‘':
		if strings.HasPrefix(t.text[stop:end], t.text[start:stop]) {
			stop += n
		}
		k = quotePiece
	case k == openerPiece || k == closerPiece || k == quotePiece || r == ',' || r == '%':
	default:
		for strings.HasPrefix(t.text[stop:end], t.text[start:start+n]) {
			stop += n
		}
	}
	if k == quotePiece && after && r != '"' {
		k = closerPiece
	}
	t.add(start, stop, k)
	return stop
}

// stops gives the end of a run of full stops, question and exclamation marks;
// an ellipsis ends before other marks and begins after them.
func (t *tokenizer) stops(start, end int) int {
	i := start
	for i < end && t.text[i] == '.' {
		i++
	}
	if i-start > 1 {
		return i
	}
	for i < end && (t.text[i] == '!' || t.text[i] == '?' || t.text[i] == '.') {
		if t.text[i] == '.' && i+1 < end && t.text[i+1] == '.' {
			break
		}
		i++
	}
	return i
}

func signKind(r rune) kind {
	switch r {
	case '.', '!', '?', '。', '؟', '۔', '।', '‼', '⁉':
		return stopPiece
	case '…':
		return ellipsisPiece
	case ':', ';':
		return colonPiece
	case '"', '＂', '„', '‚':
		return quotePiece
	case '“', '«', '(', '[', '{', '‹':
		return openerPiece
	case '”', '»', ')', ']', '}', '›':
		return closerPiece
	}
	return plainPiece
}
