package naming

import (
	"math/bits"
	"unicode/utf8"

	"github.com/parley-desk/parley/language/internal/lexical"
)

// Odd multipliers keep the parts of a feature apart.
const (
	k1     = 0xD6E8FEB86659FD93
	k2     = 0xA0761D6478BD642F
	k3     = 0xE7037ED1A0B428DB
	k4     = 0x8EBC6AF09C88C6E3
	golden = 0x9E3779B97F4A7C15
	step   = 0x9FB21C651E98DF25
)

// Sentence is a sentence prepared for its features.
type Sentence struct {
	words []Word
	runs  []run
	mode  uint64
}

// run is a stretch of capitalised words with small words of names between them ("of", "the", "al").
type run struct {
	first, last int
	classes     Class // of all its words
}

// prepare fills what the features need beyond the words themselves.
func (s *Sentence) prepare(words []Word) {
	s.words, s.runs, s.mode = words, s.runs[:0], uint64(mode(words))
	for i := range words {
		words[i].run = -1
	}
	for i := 0; i < len(words); i++ {
		if !words[i].capitalised() {
			continue
		}
		r := run{first: i, last: i}
		for j := i + 1; j < len(words) && j-r.last <= 3 && r.last-i < 20; j++ {
			if words[j].capitalised() {
				r.last = j
			} else if !words[j].joins() {
				break
			}
		}
		for j := i; j <= r.last; j++ {
			words[j].run = int16(len(s.runs))
			r.classes |= words[j].Single | words[j].Phrase
		}
		s.runs = append(s.runs, r)
		i = r.last
	}
}

// joins tells the small words that names go on over.
func (w *Word) joins() bool { return w.Single&Particle != 0 }

var outside = Word{Hash: 0x51ED270B153A4D2F, shape: outsideShape, run: -1}

func (s *Sentence) at(i int) *Word {
	if i < 0 || i >= len(s.words) {
		return &outside
	}
	return &s.words[i]
}

// builder hashes the features of one word.
type builder struct {
	out []uint64
	id  uint64
}

func (b *builder) add(sum uint64) {
	b.id += step
	b.out = append(b.out, (sum^b.id)*golden)
}

// each adds a feature for each bit that is set, of one template.
func (b *builder) each(set uint64, sum uint64) {
	b.id += step
	for ; set != 0; set &= set - 1 {
		b.out = append(b.out, ((uint64(bits.TrailingZeros64(set))+1)*k4+sum^b.id)*golden)
	}
}

// Features appends to into the features of word i.
func (s *Sentence) Features(i int, into []uint64) []uint64 {
	b := builder{out: into}
	b.add(0)
	s.wordFeatures(&b, i)
	s.guessFeatures(&b, i)
	s.listFeatures(&b, i)
	s.runFeatures(&b, i)
	return b.out
}

// wordFeatures are those of the word, its neighbours, its tag and its letters.
func (s *Sentence) wordFeatures(b *builder, i int) {
	w, p1, p2, n1, n2 := &s.words[i], s.at(i-1), s.at(i-2), s.at(i+1), s.at(i+2)
	first := uint64(0)
	if i == 0 {
		first = 1
	}
	shape := (uint64(w.shape)<<3 | s.mode<<1 | first) * k1
	tag := uint64(w.XPOS) * k2
	b.add(w.Hash * k1)
	b.add(w.Hash*k1 + shape)
	b.add(w.Hash*k1 + tag)
	b.add(p1.Hash * k1)
	b.add(n1.Hash * k1)
	b.add(p2.Hash * k1)
	b.add(n2.Hash * k1)
	b.add(p1.Hash*k1 + w.Hash*k2)
	b.add(n1.Hash*k1 + w.Hash*k2)
	b.add(p1.Hash*k1 + shape)
	b.add(n1.Hash*k1 + shape)
	b.add(p1.Hash*k1 + p2.Hash*k2 + shape)
	b.add(n1.Hash*k1 + n2.Hash*k2 + shape)
	b.add(shape)
	b.add(shape + tag)
	b.add(shape + uint64(p1.shape)*k2 + uint64(n1.shape)*k3)
	b.add(shape + uint64(p1.shape)*k2 + uint64(p2.shape)*k3)
	b.add(shape + uint64(n1.shape)*k2 + uint64(n2.shape)*k3)
	b.add(tag)
	b.add(tag + uint64(p1.XPOS)*k3)
	b.add(tag + uint64(n1.XPOS)*k3)
	b.add(tag + uint64(p1.XPOS)*k3 + uint64(n1.XPOS)*k4)
	b.add(tag + uint64(w.UPOS)*k1)
	for n := 1; n <= 4; n++ {
		b.add(tail(w.Lower, n) * k1)
		b.add(head(w.Lower, n) * k1)
	}
	b.add(tail(w.Lower, 3)*k1 + shape)
	b.add(tail(p1.Lower, 3) * k1)
	b.add(tail(n1.Lower, 3) * k1)
	b.add(uint64(w.Sense)*k1 + shape)
	b.add(uint64(p1.Sense) * k1)
	b.add(uint64(n1.Sense) * k1)
	b.add(uint64(p1.Sense)*k1 + uint64(p1.XPOS)*k2 + shape)
	b.add(uint64(n1.Sense)*k1 + uint64(n1.XPOS)*k2 + shape)
	common := uint64(0)
	if w.Common {
		common = 1
	}
	b.add(common*k3 + shape + tag)
}

// guessFeatures are those of the kinds of names that it and its neighbours mostly stand in.
func (s *Sentence) guessFeatures(b *builder, i int) {
	w, p1, n1 := &s.words[i], s.at(i-1), s.at(i+1)
	shape := (uint64(w.shape)<<2 | s.mode) * k1
	likely, before, after := uint64(w.Likely)*k2, uint64(p1.Likely)*k3, uint64(n1.Likely)*k4
	b.add(likely)
	b.add(likely + shape)
	b.add(likely + shape + uint64(w.XPOS)*k3)
	b.add(likely + shape + uint64(w.Single)*k3)
	b.add(likely + shape + uint64(w.seen)*k3)
	b.add(likely + before + shape)
	b.add(likely + after + shape)
	b.add(before + shape + uint64(p1.shape)*k2)
	b.add(after + shape + uint64(n1.shape)*k2)
	b.add(likely + before + after + shape)
}

// listFeatures are those of the lists and of the document before.
func (s *Sentence) listFeatures(b *builder, i int) {
	w, p1, n1 := &s.words[i], s.at(i-1), s.at(i+1)
	shape := (uint64(w.shape)<<2 | s.mode) * k1
	b.each(uint64(w.Single), 0)
	b.each(uint64(w.Single), shape)
	b.add(uint64(w.Single)*k2 + shape)
	b.each(uint64(p1.Single), 0)
	b.each(uint64(n1.Single), 0)
	b.add(uint64(p1.Single)*k2 + uint64(w.Single)*k3 + shape)
	b.add(uint64(n1.Single)*k2 + uint64(w.Single)*k3 + shape)
	b.each(uint64(w.Phrase), uint64(w.within)*k3)
	b.add(uint64(w.Phrase)*k1 + uint64(w.within)*k3)
	b.each(uint64(w.seen), 0)
	b.add(uint64(w.seen)*k2 + shape)
	b.add(uint64(p1.seen)*k2 + uint64(w.seen)*k3 + shape)
	b.add(uint64(n1.seen)*k2 + uint64(w.seen)*k3 + shape)
	b.add(uint64(w.cased)*k2 + shape)
	b.add(uint64(w.cased)*k2 + shape + uint64(w.XPOS)*k3)
}

// runFeatures are those of the capitalised run that the word is in, and of what stands around it.
func (s *Sentence) runFeatures(b *builder, i int) {
	w := &s.words[i]
	if w.run < 0 {
		b.add(k4)
		return
	}
	r := s.runs[w.run]
	place := uint64(0) // of the word in the run
	if i > r.first {
		place |= 1
	}
	if i < r.last {
		place |= 2
	}
	place = place*k1 + s.mode*k4
	length := uint64(min(r.last-r.first, 6))
	head, before, after := &s.words[r.last], s.at(r.first-1), s.at(r.last+1)
	b.add(length*k2 + place)
	b.add(head.Hash*k2 + place)
	b.add(uint64(head.Single)*k2 + place)
	b.add(uint64(head.Sense)*k2 + place)
	b.add(tail(head.Lower, 3)*k2 + place)
	b.add(s.words[r.first].Hash*k2 + place)
	b.add(uint64(s.words[r.first].Single)*k2 + place)
	b.each(uint64(r.classes), place)
	b.add(before.Hash*k2 + place)
	b.add(after.Hash*k2 + place)
	b.add(before.Hash*k2 + after.Hash*k3)
	b.add(uint64(before.Single)*k2 + uint64(before.Sense)*k3 + place)
	b.add(uint64(after.Single)*k2 + uint64(after.Sense)*k3 + place)
	b.add(uint64(before.XPOS)*k2 + uint64(after.XPOS)*k3 + place)
	b.add(uint64(head.Likely)*k2 + place)
	b.add(uint64(head.Likely)*k2 + uint64(s.words[r.first].Likely)*k3 + place)
	b.add(uint64(head.Likely)*k2 + uint64(head.Single)*k3 + place)
	b.add(uint64(before.Likely)*k2 + uint64(head.Likely)*k3 + place)
	b.add(uint64(head.shape)*k2 + uint64(s.words[r.first].shape)*k3 + length*k1)
}

// tail and head are the last or first n characters of a lower-case word, hashed.
func tail(word string, n int) uint64 {
	i := len(word)
	for ; n > 0 && i > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(word[:i])
		i -= size
	}
	return lexical.Hash(word[i:])
}

func head(word string, n int) uint64 {
	i := 0
	for ; n > 0 && i < len(word); n-- {
		_, size := utf8.DecodeRuneInString(word[i:])
		i += size
	}
	return lexical.Hash(word[:i])
}
