package splitting

import "strings"

// candidates walks the places of a paragraph where a sentence may end.
type candidates struct {
	text     string
	pieces   []Piece
	taken    int // pieces that are in sentences already
	features []uint32
	quoted   bool // within straight quotation marks
	depth    int  // of brackets and curly quotation marks
	shouting bool // no lower-case letter in the paragraph
	known    bool // whether shouting is known
}

// each calls use for each candidate with the number of pieces before it. A
// colon or semicolon is none: what follows it in the news belongs to it.
func (c *candidates) each(use func(after int, features []uint32)) {
	last := len(c.pieces)
	for i := 0; i < last; i++ {
		k := c.pieces[i].kind
		c.track(i, k)
		if k == plainPiece || k >= colonPiece {
			continue
		}
		stop, after := i, c.absorb(i)
		for ; i+1 < after; i++ {
			c.track(i+1, c.pieces[i+1].kind)
		}
		if after < last {
			use(after, c.describe(stop, after))
		}
	}
}

// track keeps count of what is open.
func (c *candidates) track(i int, k kind) {
	switch k {
	case quotePiece:
		if c.text[c.pieces[i].Start] == '"' {
			c.quoted = !c.quoted
		}
	case openerPiece:
		c.depth++
	case closerPiece:
		c.depth = max(c.depth-1, 0)
	}
}

// absorb gives the end of the stops, closing marks and footnote numbers that
// belong to the sentence that may end with piece i.
func (c *candidates) absorb(i int) int {
	quoted := c.quoted
	for i++; i < len(c.pieces); i++ {
		p := c.pieces[i]
		touches := !c.pieces[i-1].Space
		switch {
		case p.kind == stopPiece || p.kind == ellipsisPiece || p.kind == closerPiece:
		case p.kind == quotePiece && (touches || quoted && p.Space):
			quoted = !quoted
		case touches && p.kind == openerPiece && c.footnote(i):
			i += 2
		case touches && p.Space && isDigit(c.text[p.Start]) && p.End-p.Start <= 3 && c.pieces[i-1].kind != colonPiece:
		default:
			return i
		}
	}
	return i
}

// footnote tells the number of a note, "[15]", by its bracket.
func (c *candidates) footnote(i int) bool {
	return i+2 < len(c.pieces) && c.text[c.pieces[i].Start] == '[' && c.pieces[i+2].kind == closerPiece &&
		isDigit(c.text[c.pieces[i+1].Start]) && !c.pieces[i].Space && !c.pieces[i+1].Space
}

// cut gives the best place to cut an overlong sentence: after the last mark
// of the strongest kind among the first longestSentence pieces.
func (c *candidates) cut() int {
	best, strength := c.taken+longestSentence, 0
	for i := c.taken + longestSentence/2; i < c.taken+longestSentence; i++ {
		p := c.pieces[i]
		s := 0
		switch {
		case p.kind == stopPiece || p.kind == ellipsisPiece:
			s = 4
		case p.kind == colonPiece:
			s = 3
		case p.kind == closerPiece:
			s = 2
		case c.text[p.Start] == ',':
			s = 1
		}
		if s > 0 && s >= strength {
			best, strength = i+1, s
		}
	}
	return best
}

// goesOn tells whether the sentence goes on after what looks like its end, whatever the weights say: at a comma or a
// small letter behind a bracket ("(D-R.I.), said", "(Vt.) and"); after an abbreviation, where the time is still being
// told ("8 p.m. Friday"), a name follows ("Rep. Gray", "Anna K. Gray"), or all is in capitals and the next word is none
// that opens sentences ("THE U.S. EMBASSY").
func (c *candidates) goesOn(l *lists, after int) bool {
	last, next := c.pieces[after-1], c.pieces[after]
	switch first := c.text[next.Start]; {
	case first == ',', first == ';', first == '-' && !last.Space:
		return true
	case last.kind == closerPiece && c.text[last.Start] == ')' && isLower(first):
		return true
	}
	named := false
	switch last.kind {
	case initialismAt:
		if l.timesAfter[c.lower(next)] && isHour(c.lower(last)) {
			return true
		}
	case titlePiece:
		named = true
	case initialPiece:
		named = after > 1 && c.shape(after-2) == capitalWord
	default:
		return false
	}
	return (named || c.caps()) && isUpper(c.text[next.Start]) && !l.openers[c.lower(next)]
}

// isHour tells the halves of the day, in lower case.
func isHour(word string) bool { return word == "a.m." || word == "p.m." }

func (c *candidates) lower(p Piece) string {
	return strings.ToLower(c.text[p.Start:min(p.End, p.Start+longestInitialism)])
}
