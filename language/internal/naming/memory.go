package naming

import "github.com/parley-desk/parley/language/internal/lexical"

// Memory is what a document has said so far: how it writes its words, and
// which words stood in its names. One is kept for each worker.
type Memory struct {
	cases map[uint64]uint8
	names map[uint64]uint8
}

// How a document writes a word, besides where a sentence begins.
const (
	writtenSmall   = 1 << iota // in lower case
	writtenCapital             // with a capital inside a sentence of lower case
)

// most bounds the words remembered of one document.
const most = 200_000

// Begin forgets the document before.
func (m *Memory) Begin() {
	if m.cases == nil || len(m.cases)+len(m.names) > most/8 {
		m.cases, m.names = map[uint64]uint8{}, map[uint64]uint8{}
		return
	}
	clear(m.cases)
	clear(m.names)
}

// Read takes in how a sentence writes its words; all sentences of a document
// are read before the first is searched.
func (m *Memory) Read(n int, word func(i int) (form, lower string)) {
	if len(m.cases) > most {
		return
	}
	capitals, smalls := 0, 0
	for i := range n {
		form, _ := word(i)
		if c := form[0]; c >= 'A' && c <= 'Z' {
			capitals++
		} else if c >= 'a' && c <= 'z' {
			smalls++
		}
	}
	if smalls < capitals {
		return // a heading or a list tells nothing
	}
	for i := range n {
		form, lower := word(i)
		switch c := form[0]; {
		case len(form) < 3:
		case c >= 'a' && c <= 'z':
			m.cases[lexical.Hash(lower)] |= writtenSmall
		case c >= 'A' && c <= 'Z' && i > 0:
			m.cases[lexical.Hash(lower)] |= writtenCapital
		}
	}
}

// Learn remembers a name.
func (m *Memory) Learn(words []Word, kind int) {
	if len(m.names) > most {
		return
	}
	for i := range words {
		if w := &words[i]; len(w.Lower) > 2 && w.shape != smallShape && w.shape != otherShape && w.shape != numberShape {
			m.names[w.Hash] |= 1 << (kind - 1)
		}
	}
}

// recall fills what is remembered of each word.
func (m *Memory) recall(words []Word) {
	for i := range words {
		words[i].seen, words[i].cased = m.names[words[i].Hash], m.cases[words[i].Hash]
	}
}
