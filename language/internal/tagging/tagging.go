// Package tagging gives each word of a sentence its tag: greedy, from left to
// right, a linear model over the words around and the tags before.
package tagging

import (
	"unicode"
	"unicode/utf8"

	"github.com/parley-desk/parley/language/internal/lexical"
	"github.com/parley-desk/parley/language/internal/linear"
)

// Word is what the tagger sees of a word.
type Word struct {
	Form, Lower string
	Hash        uint64 // of Lower
	Raw         uint64 // of Form
	Entry       lexical.Entry
	Shape       uint8
}

// Shapes of a word: the pattern of its letters and digits.
const (
	shapeLower = iota
	shapeCapital
	shapeUpper
	shapeMixed
	shapeNumber
	shapeDigits // digits and letters
	shapeOther
	shapeInitial // one capital letter
)

// Shape classes a form by its letters and digits.
func Shape(form string) uint8 {
	var upper, lower, digit, other int
	first := false
	for i, r := range form {
		switch {
		case unicode.IsUpper(r):
			upper++
			first = first || i == 0
		case unicode.IsLetter(r):
			lower++
		case unicode.IsDigit(r):
			digit++
		default:
			other++
		}
	}
	switch {
	case digit > 0 && upper+lower == 0:
		return shapeNumber
	case digit > 0:
		return shapeDigits
	case upper+lower == 0:
		return shapeOther
	case upper == 0:
		return shapeLower
	case lower == 0 && upper == 1:
		return shapeInitial
	case lower == 0:
		return shapeUpper
	case first && upper == 1:
		return shapeCapital
	}
	return shapeMixed
}

// Look prepares words for tagging. forms and lowers are the sentence's words.
func Look(table *lexical.Table, form, lower string) Word {
	return Word{Form: form, Lower: lower, Hash: lexical.Hash(lower), Raw: lexical.Hash(form), Entry: table.Lookup(lower), Shape: Shape(form)}
}

// Shouting tells whether a sentence is written in capitals only, so that case says nothing of its words.
func Shouting(words []Word) bool {
	upper := 0
	for _, w := range words {
		switch w.Shape {
		case shapeLower, shapeCapital, shapeMixed:
			return false
		case shapeUpper:
			upper++
		}
	}
	return upper > 1
}

// Odd multipliers keep the parts of a feature apart.
const (
	k1 = 0xD6E8FEB86659FD93
	k2 = 0xA0761D6478BD642F
	k3 = 0xE7037ED1A0B428DB
	k4 = 0x8EBC6AF09C88C6E3
)

var outside = Word{Form: "", Lower: "", Hash: 0x51ED270B153A4D2F, Raw: 0x51ED270B153A4D2F, Shape: 15}

func at(words []Word, i int) *Word {
	if i < 0 || i >= len(words) {
		return &outside
	}
	return &words[i]
}

func (w *Word) tags() uint64 { return uint64(w.Entry.Tags) + 1 }
func (w *Word) senses() uint64 {
	e := w.Entry
	return uint64(e.Noun)<<20 | uint64(e.Verb)<<14 | uint64(e.Others)<<8 | uint64(e.Ending) + 7
}

// parts of speech that WordNet allows, with the ending: what an unknown word could be
func (w *Word) possible() uint64 {
	e := w.Entry
	p := uint64(e.Others)<<8 | uint64(e.Ending)<<1
	if e.Noun > 0 {
		p |= 1 << 20
	}
	if e.Verb > 0 {
		p |= 1 << 21
	}
	return p + 3
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

// Features appends to into the features of word i, given the tags of the two words before.
func Features(words []Word, i int, shouting bool, tag1, tag2 uint8, into []linear.Feature) []linear.Feature {
	w, p1, p2, n1, n2 := &words[i], at(words, i-1), at(words, i-2), at(words, i+1), at(words, i+2)
	shape := uint64(w.Shape)
	if shouting {
		shape = 14
	}
	first := uint64(0)
	if i == 0 {
		first = 1
	}
	t1, t2 := (uint64(tag1)+1)*k4, (uint64(tag2)+1)*k3
	f := into
	id := uint64(0)
	add := func(sum uint64) {
		id += 0x9FB21C651E98DF25
		f = append(f, linear.Spread(sum^id))
	}
	add(0)
	add(w.Hash * k1)
	if shouting {
		add(w.Hash*k1 + k2)
	} else {
		add(w.Raw*k1 + first*k2)
	}
	add(t1)
	add(t1 + t2)
	add(t1 + t2 + w.Hash*k1)
	add(t1 + w.tags()*k1)
	add(t1 + t2 + w.tags()*k1)
	add(t1 + n1.tags()*k1)
	add(t1 + w.tags()*k1 + n1.tags()*k2)
	add(t1 + n1.Hash*k1)
	add(p1.Hash*k1 + w.Hash*k2)
	add(p2.Hash*k1 + p1.Hash*k2)
	add(w.Hash*k1 + n1.Hash*k2)
	add(n2.Hash * k1)
	add(n1.Hash*k1 + n2.Hash*k2)
	add(w.tags() * k1)
	add(n1.tags() * k1)
	add(w.tags()*k1 + n1.tags()*k2)
	add(n1.tags()*k1 + n2.tags()*k2)
	add(w.tags()*k1 + n1.tags()*k2 + n2.tags()*k3)
	add(p1.Hash*k1 + n1.tags()*k2)
	add(w.possible() * k1)
	add(w.possible()*k1 + t1)
	add(w.possible()*k1 + n1.tags()*k2)
	add(w.possible()*k1 + shape*k2)
	add(w.senses() * k1)
	add(n1.possible() * k1)
	add(n1.possible()*k1 + t1)
	add(w.tags()*k1 + n1.possible()*k2)
	add(shape * k1)
	add(shape*k1 + first*k2)
	add(shape*k1 + first*k2 + t1)
	add(shape*k1 + uint64(n1.Shape)*k2 + uint64(p1.Shape)*k3)
	add(uint64(n1.Shape)*k1 + w.Hash*k2)
	add(shape*k1 + uint64(n1.Shape)*k2 + n1.tags()*k3)
	s2, s3 := tail(w.Lower, 2), tail(w.Lower, 3)
	add(tail(w.Lower, 1) * k1)
	add(s2 * k1)
	add(s3 * k1)
	add(tail(w.Lower, 4) * k1)
	add(tail(w.Lower, 5) * k1)
	add(s3*k1 + shape*k2 + first*k3)
	add(s2*k1 + t1)
	add(s3*k1 + t1)
	add(head(w.Lower, 1) * k1)
	add(head(w.Lower, 2) * k1)
	add(head(w.Lower, 3) * k1)
	add(head(w.Lower, 4) * k1)
	add(tail(n1.Lower, 3) * k1)
	add(tail(p1.Lower, 3) * k1)
	add(tail(n1.Lower, 3)*k1 + w.tags()*k2)
	return f
}

// Tagger tags sentences with a model.
type Tagger struct {
	Model *linear.Model
}

// Scratch is the space a tagger works in.
type Scratch struct {
	features []linear.Feature
	scores   [linear.MaxWords * 8]int32
}

// Tag fills tags, one class for each word.
func (t *Tagger) Tag(words []Word, tags []uint8, s *Scratch) {
	t.TagFrom(words, tags, 0, s)
}

// TagFrom fills the tags from word from on; those before stay as they are.
func (t *Tagger) TagFrom(words []Word, tags []uint8, from int, s *Scratch) {
	shouting := Shouting(words)
	for i := from; i < len(words); i++ {
		t.score(words, i, shouting, tags, s)
		tags[i] = uint8(linear.Best(s.scores[:t.Model.Classes]))
	}
}

// Margins gives by how much the tag of each word beat a class, in the model's own units.
func (t *Tagger) Margins(words []Word, tags []uint8, class uint8, s *Scratch) []int32 {
	shouting := Shouting(words)
	margins := make([]int32, len(words))
	for i := range words {
		t.score(words, i, shouting, tags, s)
		margins[i] = s.scores[tags[i]] - s.scores[class]
	}
	return margins
}

// score scores all classes of word i, given the tags of the two words before.
func (t *Tagger) score(words []Word, i int, shouting bool, tags []uint8, s *Scratch) {
	tag1, tag2 := Start, Start
	if i > 0 {
		tag1 = tags[i-1]
	}
	if i > 1 {
		tag2 = tags[i-2]
	}
	s.features = Features(words, i, shouting, tag1, tag2, s.features[:0])
	t.Model.Score(s.features, &s.scores)
}

// Start stands for the tags before a sentence.
const Start uint8 = 255
