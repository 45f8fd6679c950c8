package splitting

import (
	"strings"
	"unicode/utf8"
)

// Piece is a token of the text, or an abbreviation whose stop may turn out to
// end the sentence.
type Piece struct {
	Start, End int32 // bytes of the text
	Space      bool  // whether white space follows
	kind       kind
}

// kind is what a piece is to the search for the ends of sentences.
type kind uint8

const (
	plainPiece     kind = iota
	stopPiece           // . ! ? and runs of them
	ellipsisPiece       // .. ... …
	abbreviationAt      // with its stop, of class beforeAny
	titlePiece          // the same, of class beforeName
	numberedPiece       // the same, of class beforeNumber
	initialismAt        // U.S., a.m.
	initialPiece        // J.
	enumerator          // 1. at the beginning of a paragraph
	colonPiece          // : ;
	quotePiece          // straight, opening or closing
	openerPiece
	closerPiece
)

// longestToken caps a token, in bytes: addresses reach some hundred, what is
// longer is no word.
const longestToken = 1000

// tokenizer cuts paragraphs into pieces.
type tokenizer struct {
	*lists
	text   string
	end    int // of the paragraph
	start  int // of the paragraph
	pieces []Piece
	room   []byte // for a word in lower case
}

// paragraph appends the pieces of text[start:end].
func (t *tokenizer) paragraph(start, end int) {
	t.start, t.end = start, end
	for i := start; i < end; {
		c := classOf[t.text[i]]
		if c == space {
			i++
			continue
		}
		if c == wide {
			if n := wideSpace(t.text[i:]); n > 0 {
				i += n
				continue
			}
		}
		from, mask := i, class(0)
		i, mask = t.chunkEnd(i)
		before := len(t.pieces)
		if mask&^(lower|upper) == 0 {
			t.word(from, i)
		} else {
			t.mixed(from, i, mask)
		}
		if len(t.pieces) > before {
			t.pieces[len(t.pieces)-1].Space = true
		}
	}
	if n := len(t.pieces); n > 0 {
		t.pieces[n-1].Space = end < len(t.text)
	}
}

// chunkEnd gives the next white space from i on and the classes of the characters before it.
func (t *tokenizer) chunkEnd(i int) (end int, mask class) {
	for ; i < t.end; i++ {
		c := classOf[t.text[i]]
		if c == space || c == wide && wideSpace(t.text[i:]) > 0 {
			break
		}
		mask |= c
	}
	return i, mask
}

// add appends a token, in parts if it is overlong.
func (t *tokenizer) add(start, end int, k kind) {
	for end-start > longestToken {
		cut := start + longestToken
		for cut > start+1 && !utf8.RuneStart(t.text[cut]) {
			cut--
		}
		t.pieces = append(t.pieces, Piece{Start: int32(start), End: int32(cut)})
		start = cut
	}
	if end > start {
		t.pieces = append(t.pieces, Piece{Start: int32(start), End: int32(end), kind: k})
	}
}

// lowered gives a word of the text in lower case with straight apostrophes,
// for a look-up only: it is overwritten by the next call. Words that no list
// can hold give nothing.
func (t *tokenizer) lowered(start, end int) []byte {
	if end-start > 24 {
		return nil
	}
	t.room = t.room[:0]
	for i := start; i < end; i++ {
		c := t.text[i]
		switch {
		case isUpper(c):
			c += 'a' - 'A'
		case c == 0xE2 && strings.HasPrefix(t.text[i:], "’"):
			c, i = '\'', i+2
		case c == '`':
			c = '\''
		}
		t.room = append(t.room, c)
	}
	return t.room
}

// word adds a token of letters, cut where it is a contraction.
func (t *tokenizer) word(start, end int) {
	if n := end - start; n >= 2 && n <= 8 {
		if parts, ok := t.contractions[string(t.lowered(start, end))]; ok && (n > 3 || isLower(t.text[end-1])) {
			for _, length := range parts {
				t.add(start, start+length, plainPiece)
				start += length
			}
			return
		}
	}
	t.add(start, end, plainPiece)
}

// mixed cuts a chunk that has more than letters.
func (t *tokenizer) mixed(start, end int, mask class) {
	if end-start <= 4 && t.emoticons[t.text[start:end]] {
		t.add(start, end, plainPiece)
		return
	}
	start = t.openers(start, end)
	if start == end {
		return
	}
	stop := t.trailing(start, end)
	if stop < end && t.text[stop] == '.' && (stop+1 == end || t.text[stop+1] != '.') {
		if k := t.abbreviates(start, stop, stop+1 == end); k != plainPiece {
			t.abbreviated(start, stop+1, k, mask)
			stop++
			start = stop
		}
	}
	if start < stop {
		t.core(start, stop, mask)
	}
	t.signs(stop, end, true)
}

// abbreviated adds a word with its stop; what stands before a hyphen in it is cut off.
func (t *tokenizer) abbreviated(start, end int, k kind, mask class) {
	if mask&hyphen != 0 {
		if at := strings.LastIndexByte(t.text[start:end], '-'); at > 0 {
			t.core(start, start+at, mask)
			t.add(start+at, start+at+1, plainPiece)
			start += at + 1
		}
	}
	t.add(start, end, k)
}

// abbreviates tells whether the stop at text[stop] belongs to the word before
// it, and as what. last tells that white space follows the stop.
func (t *tokenizer) abbreviates(start, stop int, last bool) kind {
	if at := strings.LastIndexByte(t.text[start:stop], '-'); at >= 0 {
		start += at + 1
	}
	if start == stop {
		return plainPiece
	}
	next, more := t.nextWord(stop + 1)
	if initialism(t.text[start:stop]) {
		return initialismAt
	}
	c := t.text[start]
	if stop-start == 1 && isUpper(c) {
		if c == 'I' || !more {
			return plainPiece
		}
		return initialPiece
	}
	if !more {
		return plainPiece
	}
	if isDigit(c) {
		if stop-start <= 2 && t.begins(start) && last {
			return enumerator
		}
		return plainPiece
	}
	return t.listed(start, stop, next)
}

// listed looks an abbreviation up.
func (t *tokenizer) listed(start, stop int, next byte) kind {
	entry, ok := t.abbreviations[string(t.lowered(start, stop))]
	if !ok || entry.capital && !isUpper(t.text[start]) {
		return plainPiece
	}
	switch entry.before {
	case beforeName:
		return titlePiece
	case beforeNumber:
		if isDigit(next) || next == '#' {
			return numberedPiece
		}
		return plainPiece
	}
	return abbreviationAt
}

// nextWord gives the first character of the paragraph after white space from
// i on, and whether there is any.
func (t *tokenizer) nextWord(i int) (byte, bool) {
	for ; i < t.end; i++ {
		if classOf[t.text[i]] != space {
			return t.text[i], true
		}
	}
	return 0, false
}

// begins tells whether only white space stands before i in the paragraph.
func (t *tokenizer) begins(i int) bool {
	for i--; i >= t.start; i-- {
		if classOf[t.text[i]] != space {
			return false
		}
	}
	return true
}

// longestInitialism bounds the search for one, in bytes ("C.O.P.R.E.F.A" has 13).
const longestInitialism = 24

// initialism tells words like U.S, a.m, Ph.D and M.Sc: parts of one or two
// letters between stops.
func initialism(word string) bool {
	if len(word) > longestInitialism {
		return false
	}
	length, stops := 0, 0
	for i := range len(word) {
		switch {
		case word[i] == '.':
			if length == 0 {
				return false
			}
			length = 0
			stops++
		case classOf[word[i]]&(lower|upper) != 0:
			length++
		default:
			return false
		}
		if length > 2 {
			return false
		}
	}
	return stops > 0 && length > 0
}
