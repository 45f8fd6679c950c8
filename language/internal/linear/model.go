// Package linear holds the linear models behind the tagger and the parser:
// classes scored by summing a row of weights for each hashed feature.
//
// Most rows hold nothing, and most features of a new text are new: what counts
// for speed is how little memory a feature that says nothing touches. A row with
// nothing costs one look at a small index; the others keep only those of their
// machine words of eight int8 weights that are not all zero.
package linear

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/bits"

	"github.com/parley-desk/parley/language/sparse"
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
	noWeight = 0x8080808080808080 // a machine word of eight weights of 0
)

// MaxWords bounds the machine words of a row: 80 classes.
const MaxWords = 10

// MaxFeatures keeps sums of biased weights within 16 bits.
const MaxFeatures = 65535 / 255

// Model scores classes. It is read-only and safe for many goroutines.
type Model struct {
	Classes int
	Scale   float32 // a weight of 1 stands for Scale in training
	shift   uint    // 64 - log2(rows)

	// For more than two classes: which machine words a row has, as bits, and
	// above them where they begin; 0 for a row with nothing.
	index []uint32
	words []uint64

	// For two classes: the rows that have something, and their weights, two by two.
	kept  sparse.Index
	pairs []uint8
}

// The file: magic, classes, log2(rows), scale, then row by row a count of
// weights and for each its class and its value.
const (
	magic      = "PLM2"
	headerSize = 16
	maxBits    = 24
)

var errFormat = errors.New("linear: not a model file of this version; train it anew")

// Open unfolds a model file into memory.
func Open(data []byte) (*Model, error) {
	if len(data) < headerSize || string(data[:4]) != magic {
		return nil, errFormat
	}
	classes := int(binary.LittleEndian.Uint32(data[4:]))
	bits := uint(binary.LittleEndian.Uint32(data[8:]))
	if classes < 2 || classes > MaxWords*lanes || bits > maxBits || len(data)-headerSize < 1<<bits {
		return nil, fmt.Errorf("%w (%d classes, 2^%d rows)", errFormat, classes, bits)
	}
	m := &Model{Classes: classes, shift: 64 - bits, Scale: math.Float32frombits(binary.LittleEndian.Uint32(data[12:]))}
	unfold := m.unfoldMany
	if classes == 2 {
		unfold = m.unfoldTwo
	}
	if !unfold(data[headerSize:], 1<<bits) {
		return nil, errFormat
	}
	return m, nil
}

// cut takes a row's list of classes and weights off a file's data; ok is false
// where the data end early or name a class that there is not.
func cut(data []byte, classes int) (row, rest []byte, ok bool) {
	if len(data) == 0 || len(data) <= int(data[0])*2 {
		return nil, nil, false
	}
	end := 1 + int(data[0])*2
	for i := 1; i < end; i += 2 {
		if int(data[i]) >= classes {
			return nil, nil, false
		}
	}
	return data[1:end], data[end:], true
}

func (m *Model) unfoldMany(data []byte, rows int) bool {
	m.index = make([]uint32, rows)
	m.words = make([]uint64, 0, len(data)/lanes)
	for r := range m.index {
		row, rest, ok := cut(data, m.Classes)
		if !ok {
			return false
		}
		data = rest
		if len(row) == 0 {
			continue
		}
		if len(m.words) >= 1<<(32-MaxWords) {
			return false
		}
		var words [MaxWords]uint64
		var mask uint32
		for i := 0; i < len(row); i += 2 {
			at, lane := row[i]/lanes, row[i]%lanes
			words[at] |= uint64(row[i+1]^bias) << (lane * 8)
			mask |= 1 << at
		}
		m.index[r] = uint32(len(m.words))<<MaxWords | mask
		for left := mask; left != 0; left &= left - 1 {
			m.words = append(m.words, words[bits.TrailingZeros32(left)]^noWeight)
		}
	}
	return len(data) == 0
}

func (m *Model) unfoldTwo(data []byte, rows int) bool {
	m.kept = sparse.NewIndex(rows)
	m.pairs = make([]uint8, 0, len(data)-rows)
	for r := range rows {
		row, rest, ok := cut(data, m.Classes)
		if !ok {
			return false
		}
		data = rest
		if len(row) == 0 {
			continue
		}
		if !m.kept.Keep(r) {
			return false
		}
		pair := [2]uint8{bias, bias}
		for i := 0; i < len(row); i += 2 {
			pair[row[i]] = row[i+1]
		}
		m.pairs = append(m.pairs, pair[0], pair[1])
	}
	return len(data) == 0
}

// Score sums the weights of at most MaxFeatures features for every class into
// out, in the file's units (multiply by Scale to compare two models).
//
// Nearly all of the time goes into waiting for memory. Each step is therefore a
// loop without branches over all features, so that the machine waits for many
// rows at once, not for one after the other.
func (m *Model) Score(features []Feature, out *[MaxWords * lanes]int32) {
	if m.index == nil {
		m.scoreTwo(features, out)
		return
	}
	var rows [MaxFeatures + 1]uint32
	n := 0
	for _, f := range features[:min(len(features), MaxFeatures)] {
		entry := m.index[f>>m.shift]
		rows[n] = entry
		n += int((entry | -entry) >> 31) // 1 unless the row has nothing
	}
	fetch(rows[:n], m.words)
	var even, odd [16]uint64 // of MaxWords; 16 spares a check of bounds
	var added [16]int32
	for _, entry := range rows[:n] {
		words := m.words[entry>>MaxWords:]
		for n, mask := 0, entry&(1<<MaxWords-1); mask != 0 && n < len(words); n, mask = n+1, mask&(mask-1) {
			at := bits.TrailingZeros32(mask) & 15
			even[at] += words[n] & evenMask
			odd[at] += words[n] >> 8 & evenMask
			added[at]++
		}
	}
	for at := range (m.Classes + lanes - 1) / lanes {
		unpack(even[at], odd[at], added[at]*bias, out[at*lanes:])
	}
}

// fetch looks at the first word of every row, so that the rows are on their way
// into the cache all at once. Its result means nothing.
//
//go:noinline
func fetch(rows []uint32, words []uint64) (sum uint64) {
	for _, entry := range rows {
		sum += words[entry>>MaxWords]
	}
	return sum
}

func (m *Model) scoreTwo(features []Feature, out *[MaxWords * lanes]int32) {
	var at [MaxFeatures + 1]uint32
	n := 0
	for _, f := range features[:min(len(features), MaxFeatures)] {
		place, kept := m.kept.Find(f >> m.shift)
		at[n] = place
		n += int(kept)
	}
	var first, second int32
	for _, i := range at[:n] {
		pair := m.pairs[2*i : 2*i+2 : 2*i+2]
		first += int32(pair[0])
		second += int32(pair[1])
	}
	out[0], out[1] = first-int32(n)*bias, second-int32(n)*bias
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
