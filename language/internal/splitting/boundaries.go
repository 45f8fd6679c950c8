package splitting

import "errors"

// Boundaries weighs the features of a place where a sentence may end: a
// logistic regression over hashed features, learned from the treebanks by
// language/train.
type Boundaries struct {
	weights []byte // int8 each
}

// FeatureBits is the size of the table of weights: 2^FeatureBits.
const FeatureBits = 14

func openBoundaries(weights []byte) (*Boundaries, error) {
	if len(weights) != 1<<FeatureBits {
		return nil, errors.New("splitting: the weights for the ends of sentences are not of this version; train them anew")
	}
	return &Boundaries{weights}, nil
}

func (b *Boundaries) ends(features []uint32) bool {
	sum := 0
	for _, f := range features {
		sum += int(int8(b.weights[f]))
	}
	return sum > 0
}

// What stands at a candidate, for the features.
const (
	nothing = iota
	smallWord
	capitalWord
	upperWord
	numeral
	openQuote
	openBracket
	dashMark
	otherMark
)

// describe gives the features of the end of a sentence before piece after,
// whose mark is piece end.
func (c *candidates) describe(end, after int) []uint32 {
	stop := c.mark(end, after)
	word := end
	if k := c.pieces[end].kind; (k == stopPiece || k == ellipsisPiece) && end > 0 {
		word = end - 1
	}
	next, follower := c.shape(after), uint32(0)
	start := after
	if next >= openQuote && after+1 < len(c.pieces) {
		follower = c.shape(after + 1)
		start = after + 1
	}
	gap := uint32(0)
	if c.pieces[after-1].Space {
		gap = 1
	}
	length := uint32(min(after-c.taken, 12))
	size := uint32(min(c.pieces[word].End-c.pieces[word].Start, 12))
	open := uint32(min(c.depth, 2)) << 1
	if c.quoted {
		open |= 1
	}
	before, then := c.hash(word), c.hash(start)
	around := stop<<12 | next<<8 | follower<<4 | gap
	f := c.features[:0]
	f = append(f, feature(0, stop), feature(1, around), feature(2, stop<<8|next<<4|follower), feature(3, around^before),
		feature(4, before), feature(5, before^stop), feature(6, then^stop), feature(7, then^stop^next<<16),
		feature(8, stop<<8|c.shape(word)<<4|next), feature(9, stop<<16|size<<8|next), feature(10, stop<<16|length<<8|next),
		feature(11, stop<<16|open<<8|next<<4|gap), feature(12, then^before), feature(13, stop<<16|c.shape(word)<<12|size<<8|next<<4|gap))
	c.features = f
	return f
}

// mark classes what ends the sentence: the stop, what closes after it, and
// whether the paragraph is in capitals only.
func (c *candidates) mark(end, after int) uint32 {
	mark := uint32(c.pieces[end].kind) << 2
	for _, p := range c.pieces[end+1 : after] {
		switch first := c.text[p.Start]; {
		case first == ')' || first == ']':
			mark |= 2
		case p.kind >= quotePiece:
			mark |= 1
		}
	}
	if c.pieces[end].kind == stopPiece && c.text[c.pieces[end].Start] != '.' {
		mark |= 1 << 7
	}
	if c.caps() {
		mark |= 1 << 8
	}
	return mark
}

// caps tells whether the paragraph is in capitals only, so that a capital tells nothing.
func (c *candidates) caps() bool {
	if !c.known {
		c.known, c.shouting = true, true
		for i := range c.pieces[:min(len(c.pieces), 200)] {
			if c.shape(i) == smallWord && c.pieces[i].End-c.pieces[i].Start > 1 {
				c.shouting = false
			}
		}
	}
	return c.shouting
}

// shape classes a piece by its first letters.
func (c *candidates) shape(i int) uint32 {
	p := c.pieces[i]
	first := c.text[p.Start]
	switch {
	case isLower(first):
		return smallWord
	case isUpper(first):
		if p.End-p.Start > 1 && !isLower(c.text[p.Start+1]) {
			return upperWord
		}
		return capitalWord
	case isDigit(first):
		return numeral
	case p.kind == quotePiece:
		return openQuote
	case p.kind == openerPiece:
		if first >= 0x80 {
			return openQuote
		}
		return openBracket
	case first == '-' || first == 0xE2:
		return dashMark
	case first >= 0x80:
		return capitalWord
	}
	return otherMark
}

// hash is FNV-1a over a piece in lower case.
func (c *candidates) hash(i int) uint32 {
	h := uint32(2166136261)
	p := c.pieces[i]
	for _, b := range []byte(c.text[p.Start:min(p.End, p.Start+24)]) {
		if isUpper(b) {
			b += 'a' - 'A'
		}
		h = (h ^ uint32(b)) * 16777619
	}
	return h
}

// feature spreads a value of the template number over the table.
func feature(template, value uint32) uint32 {
	h := (value + template*0x9E3779B1) * 0x85EBCA6B
	h ^= h >> 15
	h *= 0xC2B2AE35
	return h >> (32 - FeatureBits)
}

// Example is a place where a sentence may end, for training.
type Example struct {
	At       int // byte of the text after which it may end
	Features []uint32
}

// Examples gives the candidates of a text that is one paragraph, without its
// end. ends tells where sentences do end, for the features that look back.
func (s *Splitter) Examples(text string, ends func(at int) bool) []Example {
	t := tokenizer{lists: s.lists, text: text}
	t.paragraph(0, len(text))
	c := candidates{text: text, pieces: t.pieces}
	var out []Example
	c.each(func(after int, features []uint32) {
		at := int(t.pieces[after-1].End)
		out = append(out, Example{at, append([]uint32(nil), features...)})
		if ends(at) {
			c.taken = after
		}
	})
	return out
}
