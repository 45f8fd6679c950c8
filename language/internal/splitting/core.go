package splitting

import (
	"strings"
	"unicode/utf8"
)

// core cuts what stands between the outer signs of a chunk: words and numbers
// with the signs inside and between them.
func (t *tokenizer) core(start, end int, mask class) {
	if mask&sign != 0 && isAddress(t.text[start:end]) {
		if at := strings.IndexAny(t.text[start:end], `"<>`); at > 0 && end-start < longestToken { // Name"<name@place.org
			t.core(start, start+at, mask&^hyphen)
			t.mixed(start+at, end, mask)
			return
		}
		t.add(start, end, plainPiece)
		return
	}
	if mask&(lower|upper|wide|apostrophe) == 0 && mask&hyphen != 0 && wholeNumber(t.text[start:end]) {
		t.add(start, end, plainPiece)
		return
	}
	from := start // of the word that is being read
	for i := start; i < end; {
		c := classOf[t.text[i]]
		if c&(lower|upper|digit) != 0 {
			i++
			continue
		}
		if t.text[i] == '$' && i > from && isUpper(t.text[i-1]) { // "US$5"
			t.add(from, i+1, plainPiece)
			i++
			from = i
			continue
		}
		next, keep := t.inside(from, i, end)
		if !keep {
			t.wordOrNumber(from, i)
			next = t.sign(i, end, true)
			from = next
		}
		i = next
	}
	t.wordOrNumber(from, end)
}

// inside judges the sign at text[i] within a chunk whose latest word began at
// from: where the sign ends, and whether the word goes on with it.
func (t *tokenizer) inside(from, i, end int) (next int, keep bool) {
	if from == i && classOf[t.text[i]] != wide {
		r := rune(t.text[i])
		return i + 1, t.joinsWord(r, i+1, end)
	}
	switch c := t.text[i]; c {
	case '\'':
		return i + 1, i+1 < end && isAlnum(t.text[i+1])
	case '`':
		return i + 1, i+1 < end && isLetter(t.text[i+1])
	case '-':
		return t.hyphenInside(from, i, end)
	case '.', '!', '?':
		return t.stopInside(from, i, end)
	case ',', ':':
		return i + 1, isDigit(t.text[i-1]) && i+1 < end && isDigit(t.text[i+1])
	case '/':
		return i + 1, t.slashKept(from, i, end)
	case '&':
		return i + 1, i+1 < end && isUpper(t.text[i-1]) && isUpper(t.text[i+1])
	case '_', '#', '@', '\\', '~', '*', '+':
		return i + 1, i+1 < end && isAlnum(t.text[i+1]) && (c != '+' || !isDigit(t.text[i-1]))
	}
	if classOf[t.text[i]] == wide {
		return t.wideInside(i, end)
	}
	return i + 1, false
}

// wideInside keeps the letters beyond ASCII, the curly apostrophe before a letter and the soft hyphen.
func (t *tokenizer) wideInside(i, end int) (next int, keep bool) {
	r, n := utf8.DecodeRuneInString(t.text[i:end])
	return i + n, isWordRune(r) || r == '’' && i+n < end && isAlnum(t.text[i+n]) || r == utf8.RuneError || r == '\u00AD'
}

// hyphenInside keeps the hyphen after a prefix, before a suffix and at the end.
func (t *tokenizer) hyphenInside(from, i, end int) (next int, keep bool) {
	if i+1 == end {
		return end, true
	}
	if t.text[i+1] == '-' {
		for i < end && t.text[i] == '-' {
			i++
		}
		return i, false
	}
	if (from == 0 || t.text[from-1] != '-') && t.prefixes[string(t.lowered(from, i))] {
		return i + 1, !isDigit(t.text[i+1]) || string(t.room) == "mid" // "post - 2021", "mid-2021"
	}
	stop := i + 1
	for stop < end && isLetter(t.text[stop]) {
		stop++
	}
	return i + 1, t.suffixes[string(t.lowered(i+1, stop))]
}

// stopInside keeps the full stop of a decimal, an initialism, an address or a
// file name; all others part two sentences, or are an ellipsis.
func (t *tokenizer) stopInside(from, i, end int) (next int, keep bool) {
	next = t.stops(i, end)
	if t.text[i] != '.' || next > i+1 || next == end {
		return next, false
	}
	before, after := t.text[i-1], t.text[next]
	if isDigit(before) && isDigit(after) {
		return next, true
	}
	if !isAlnum(after) {
		return next, initialism(t.text[from:i]) // "U.S.-led"
	}
	if initialism(t.text[from:next+1]) && !(isLower(before) && isUpper(after) && i-from > 1) {
		return next, true
	}
	stop := next
	for stop < end && isAlnum(t.text[stop]) {
		stop++
	}
	if t.extensions[string(t.lowered(next, stop))] {
		return next, true
	}
	capital := isUpper(after) && stop-next > 1 && isLower(t.text[next+1]) || isUpper(after) && stop-next == 1
	return next, !(capital && (isLower(before) || isDigit(before)))
}

// slashKept keeps the slash of dates, fractions and short forms: 9/11, w/o, s/he.
func (t *tokenizer) slashKept(from, i, end int) bool {
	stop := i + 1
	for stop < end && isAlnum(t.text[stop]) {
		stop++
	}
	if stop == i+1 {
		return false
	}
	if isDigit(t.text[i-1]) && isDigit(t.text[i+1]) {
		return true
	}
	single := i-from == 1 && isLetter(t.text[from])
	return single && stop-i-1 <= 3 && isLetter(t.text[i+1])
}

// isAddress tells web and mail addresses.
func isAddress(s string) bool {
	if at := strings.IndexByte(s, '@'); at > 0 {
		return strings.IndexByte(s[at:], '.') > 0 || !strings.ContainsAny(s, " ,;()")
	}
	if at := strings.Index(s, "://"); at > 0 && at < 12 {
		return true
	}
	return len(s) > 4 && strings.EqualFold(s[:4], "www.")
}

// wholeNumber tells numbers with hyphens that are no ranges: dates
// (2025-11-08) and telephone numbers (646-8420, 1-800-991-9019).
func wholeNumber(s string) bool {
	first := strings.IndexByte(s, '-')
	if first <= 0 || first == len(s)-1 || strings.Contains(s, "--") {
		return false
	}
	if strings.IndexByte(s[first+1:], '-') >= 0 {
		return !strings.ContainsAny(s, ",:")
	}
	slash := strings.LastIndexByte(s[:first], '/') + 1
	left, right := first-slash, len(s)-first-1
	if strings.ContainsAny(s, ".,:%$") || right != 4 {
		return false
	}
	return left == 5 || left == 3 && (slash > 0 || s[len(s)-2:] != "00")
}

// wordOrNumber adds a word, with its clitics ('s, n't) and its unit (4:30pm) cut off.
func (t *tokenizer) wordOrNumber(start, end int) {
	if start >= end {
		return
	}
	if isDigit(t.text[start]) || t.text[start] == '.' || t.text[start] == '+' {
		t.number(start, end)
		return
	}
	cuts := [4]int{}
	n := 0
	for stop := end; n < len(cuts); n++ {
		cut := t.clitic(start, stop)
		if cut <= start {
			break
		}
		cuts[n], stop = cut, cut
	}
	stop := end
	if n > 0 {
		stop = cuts[n-1]
	}
	t.word(start, stop)
	for ; n > 0; n-- {
		stop = end
		if n > 1 {
			stop = cuts[n-2]
		}
		t.add(cuts[n-1], stop, plainPiece)
	}
}

// clitic gives where the clitic at the end of a word begins, or start.
func (t *tokenizer) clitic(start, end int) int {
	i := end - 1
	for i > start && end-i <= 2 && classOf[t.text[i]]&(lower|upper) != 0 {
		i--
	}
	// text[i] is the last byte of the apostrophe
	if i <= start || i == end-1 {
		return start
	}
	at := i
	switch {
	case t.text[i] == '\'' || t.text[i] == '`':
	case i-2 > start && t.text[i-2:i+1] == "’":
		at = i - 2
	default:
		return start
	}
	switch word := t.lowered(i+1, end); {
	case t.clitics[string(word)]:
		return at
	case len(word) == 1 && word[0] == 't' && at-1 > start && t.text[at-1]|0x20 == 'n':
		return at - 1
	}
	return start
}

// number adds a number, its unit apart: "4:30pm", "5km"; "15th", "1960s" and "2D" stay whole.
func (t *tokenizer) number(start, end int) {
	i := start
	for i < end && classOf[t.text[i]]&(digit|period|sign) != 0 && t.text[i] != '_' && t.text[i] != '#' && t.text[i] != '@' {
		i++
	}
	possessive := strings.HasSuffix(t.text[start:end], "'s") || strings.HasSuffix(t.text[start:end], "’s")
	switch {
	case i < end && t.units[t.text[i:end]]:
		t.add(start, i, plainPiece)
		t.add(i, end, plainPiece)
	case possessive && i > start && t.text[i-1] != '0':
		cut := t.clitic(start, end)
		t.add(start, cut, plainPiece)
		t.add(cut, end, plainPiece)
	default:
		t.add(start, end, plainPiece)
	}
}
