package naming

import "encoding/binary"

// Scratch is the space that a worker finds names in.
type Scratch struct {
	Words    []Word
	Names    []Name
	sentence Sentence
	features []uint64
	scores   [][Labels]int32
	back     [][Labels]uint8
}

// Name is a run of words [First, End).
type Name struct {
	First, End int
	Kind       int
}

// impossible is the score of a label that may not follow another.
const impossible = -1 << 28

// Prepare fills what lists and memory know of s.Words.
func (m *Model) Prepare(s *Scratch, memory *Memory) *Sentence {
	look(&m.lists, s.Words)
	memory.recall(s.Words)
	s.sentence.prepare(s.Words)
	return &s.sentence
}

// Find fills s.Names with the names of s.Words and remembers them.
func (m *Model) Find(s *Scratch, memory *Memory) {
	s.Names = s.Names[:0]
	if len(s.Words) == 0 {
		return
	}
	m.Prepare(s, memory)
	m.forward(s)
	m.trace(s)
	for _, n := range s.Names {
		memory.Learn(s.Words[n.First:n.End], n.Kind)
	}
}

// forward fills the best scores of the labels of each word and the labels before them (Viterbi).
func (m *Model) forward(s *Scratch) {
	n := len(s.Words)
	if cap(s.scores) < n {
		s.scores, s.back = make([][Labels]int32, 2*n), make([][Labels]uint8, 2*n)
	}
	s.scores, s.back = s.scores[:n], s.back[:n]
	var emitted [width]int32
	for i := range n {
		s.features = s.sentence.Features(i, s.features[:0])
		m.score(s.features, &emitted)
		if i == 0 {
			for l := range Labels {
				s.scores[0][l] = emitted[l] + m.starts[l]
				if l >= kinds {
					s.scores[0][l] = impossible
				}
			}
			continue
		}
		m.extend(&s.scores[i-1], &s.scores[i], &s.back[i], &emitted)
	}
}

// extend scores the labels of a word by those of the word before.
func (m *Model) extend(before, here *[Labels]int32, back *[Labels]uint8, emitted *[width]int32) {
	for l := range Labels {
		best, from := int32(impossible), 0
		if l < kinds {
			for p := range Labels {
				if score := before[p] + m.pairs[p][l]; score > best {
					best, from = score, p
				}
			}
		} else {
			for _, p := range [2]int{l, l - (kinds - 1)} {
				if score := before[p] + m.pairs[p][l]; score > best {
					best, from = score, p
				}
			}
		}
		here[l], back[l] = max(best+emitted[l], impossible), uint8(from)
	}
}

// score sums the weights of features for each label.
func (m *Model) score(features []uint64, out *[width]int32) {
	const evenMask = 0x00FF00FF00FF00FF
	var e0, e1, o0, o1 uint64
	rows := m.rows
	for _, f := range features {
		at := f >> (64 - Bits) * width
		row := rows[at : at+width : at+width]
		x0, x1 := binary.LittleEndian.Uint64(row), binary.LittleEndian.Uint64(row[8:])
		e0 += x0 & evenMask
		o0 += x0 >> 8 & evenMask
		e1 += x1 & evenMask
		o1 += x1 >> 8 & evenMask
	}
	offset := int32(len(features)) * bias
	for k := range 4 {
		out[2*k] = int32(e0>>(16*k)&0xFFFF) - offset
		out[2*k+1] = int32(o0>>(16*k)&0xFFFF) - offset
		out[8+2*k] = int32(e1>>(16*k)&0xFFFF) - offset
		out[8+2*k+1] = int32(o1>>(16*k)&0xFFFF) - offset
	}
}

// trace reads the best labels backwards into names.
func (m *Model) trace(s *Scratch) {
	n := len(s.Words)
	label := 0
	for l, score := range s.scores[n-1] {
		if score > s.scores[n-1][label] {
			label = l
		}
	}
	end := n
	for i := n - 1; i >= 0; i-- {
		switch {
		case label == Outside:
			end = i
		case label < kinds:
			s.take(i, end, label)
			end = i
		}
		label = int(s.back[i][label])
	}
	for i, j := 0, len(s.Names)-1; i < j; i, j = i+1, j-1 {
		s.Names[i], s.Names[j] = s.Names[j], s.Names[i]
	}
}

// take enters a name that was read backwards; two countries side by side
// ("the Pakistan Afghanistan talks") are two names, as are a place and what it
// lies in ("Zurmat district, Paktia province").
func (s *Scratch) take(first, end, kind int) {
	for i := end - 1; i > first && kind == Place; i-- {
		switch {
		case s.Words[i].country() && s.Words[i-1].country():
			s.Names = append(s.Names, Name{i, end, kind})
			end = i
		case s.Words[i].Form == ",":
			if i+1 < end {
				s.Names = append(s.Names, Name{i + 1, end, kind})
			}
			end = i
		}
	}
	s.Names = append(s.Names, Name{first, end, kind})
}

// country tells a word that is the name of a country by itself.
func (w *Word) country() bool { return w.Single&Country != 0 && w.within == 0 }
