// Package linear holds the linear models behind the tagger and the parser:
// classes scored by summing a row of weights for each hashed feature.
//
// In memory a model is rows of int8 weights, eight classes to a machine word,
// so that one addition adds up eight classes; in its file it is the list of the
// weights that are not zero, a tenth of that.
package linear

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// Feature is the hash of a feature; its upper bits choose the row of weights.
type Feature = uint64

// golden spreads a sum of hashed parts over the upper bits (Knuth, TAOCP 6.4).
const golden = 0x9E3779B97F4A7C15

// Spread finishes a feature from the sum of its hashed parts.
func Spread(sum uint64) Feature { return sum * golden }

// lanes is how many classes share a machine word; a weight is stored with
// bias added so that lanes never borrow from each other.
const (
	lanes    = 8
	bias     = 128
	evenMask = 0x00FF00FF00FF00FF
)

// block is how many machine words are summed at once; long rows are whole blocks.
const block = 4

// MaxWords bounds the machine words of a row: 128 classes.
const MaxWords = 16

// MaxFeatures keeps sums of biased weights within 16 bits.
const MaxFeatures = 65535 / 255

// Model scores classes. It is read-only and safe for many goroutines.
type Model struct {
	Classes int
	Scale   float32 // a weight of 1 stands for Scale in training
	words   int     // machine words per row; 0 where a row is two bytes
	shift   uint    // 64 - log2(rows)
	rows    []byte
}

// The file: magic, classes, log2(rows), scale, then row by row a count of
// weights and for each its class and its value.
const (
	magic      = "PLM2"
	headerSize = 16
	maxBits    = 24
)

var errFormat = errors.New("linear: not a model file of this version; train it anew")

// width is the bytes of a row.
func width(classes int) int {
	if classes == 2 {
		return 2
	}
	if classes <= lanes {
		return lanes
	}
	return (classes + lanes*block - 1) / (lanes * block) * lanes * block
}

// Open unfolds a model file into memory.
func Open(data []byte) (*Model, error) {
	if len(data) < headerSize || string(data[:4]) != magic {
		return nil, errFormat
	}
	classes := int(binary.LittleEndian.Uint32(data[4:]))
	bits := uint(binary.LittleEndian.Uint32(data[8:]))
	if classes < 2 || classes > MaxWords*lanes || bits > maxBits {
		return nil, fmt.Errorf("%w (%d classes, 2^%d rows)", errFormat, classes, bits)
	}
	m := &Model{Classes: classes, words: width(classes) / lanes, shift: 64 - bits,
		Scale: math.Float32frombits(binary.LittleEndian.Uint32(data[12:])), rows: make([]byte, width(classes)<<bits)}
	if !unfold(data[headerSize:], m.rows, width(classes)) {
		return nil, errFormat
	}
	return m, nil
}

// unfold writes listed weights into rows that are width bytes wide.
func unfold(data, rows []byte, width int) bool {
	for i := 0; i+8 <= len(rows); i += 8 {
		binary.LittleEndian.PutUint64(rows[i:], 0x8080808080808080) // every weight 0: the bias
	}
	for at := 0; at < len(rows); at += width {
		if len(data) == 0 || len(data) <= int(data[0])*2 {
			return false
		}
		n := int(data[0]) * 2
		row := rows[at : at+width]
		for i := 1; i <= n; i += 2 {
			if int(data[i]) >= width {
				return false
			}
			row[data[i]] = data[i+1]
		}
		data = data[n+1:]
	}
	return len(data) == 0
}

// Score sums the weights of the features for every class into out, in the
// file's units (multiply by Scale to compare two models). len(out) must be at
// least Classes rounded up to a multiple of eight.
func (m *Model) Score(features []Feature, out []int32) {
	switch m.words {
	case 0:
		m.scoreTwo(features, out)
	case 1:
		m.scoreEight(features, out)
	default:
		m.scoreMany(features, out)
	}
}

func (m *Model) scoreTwo(features []Feature, out []int32) {
	var first, second int32
	rows, shift := m.rows, m.shift
	for _, f := range features {
		at := (f >> shift) * 2
		pair := rows[at : at+2 : at+2]
		first += int32(pair[0])
		second += int32(pair[1])
	}
	offset := int32(len(features)) * bias
	out[0], out[1] = first-offset, second-offset
}

func (m *Model) scoreEight(features []Feature, out []int32) {
	var even, odd uint64
	rows, shift := m.rows, m.shift
	for _, f := range features {
		at := (f >> shift) * lanes
		x := binary.LittleEndian.Uint64(rows[at : at+8])
		even += x & evenMask
		odd += x >> 8 & evenMask
	}
	unpack(even, odd, int32(len(features))*bias, out[:lanes])
}

// scoreMany sums four machine words of a row at a time, so that the sums stay in registers.
func (m *Model) scoreMany(features []Feature, out []int32) {
	offset := int32(len(features)) * bias
	for from := 0; from < m.words; from += block {
		var e0, e1, e2, e3, o0, o1, o2, o3 uint64
		rows, shift, step := m.rows[from*lanes:], m.shift, uint64(m.words*lanes)
		for _, f := range features {
			at := (f >> shift) * step
			row := rows[at : at+block*lanes : at+block*lanes]
			x0 := binary.LittleEndian.Uint64(row)
			x1 := binary.LittleEndian.Uint64(row[8:])
			x2 := binary.LittleEndian.Uint64(row[16:])
			x3 := binary.LittleEndian.Uint64(row[24:])
			e0 += x0 & evenMask
			o0 += x0 >> 8 & evenMask
			e1 += x1 & evenMask
			o1 += x1 >> 8 & evenMask
			e2 += x2 & evenMask
			o2 += x2 >> 8 & evenMask
			e3 += x3 & evenMask
			o3 += x3 >> 8 & evenMask
		}
		to := out[from*lanes : (from+block)*lanes]
		unpack(e0, o0, offset, to)
		unpack(e1, o1, offset, to[8:])
		unpack(e2, o2, offset, to[16:])
		unpack(e3, o3, offset, to[24:])
	}
}

func unpack(even, odd uint64, offset int32, out []int32) {
	_ = out[7]
	for k := range 4 {
		out[2*k] = int32(even>>(16*k)&0xFFFF) - offset
		out[2*k+1] = int32(odd>>(16*k)&0xFFFF) - offset
	}
}

// Best is the class of the highest score; ties go to the lower class.
func Best(scores []int32) int {
	best := 0
	for c, s := range scores {
		if s > scores[best] {
			best = c
		}
	}
	return best
}
