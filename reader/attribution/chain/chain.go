// Package chain labels sequences with a linear-chain conditional random field
// over hashed features: each feature of a position names a row of weights, one
// weight a label, and neighbouring labels have weights of their own.
package chain

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/bits"

	"github.com/parley-desk/parley/language/sparse"
)

// Lanes is the most labels that a field can have: the weights of a feature are
// one machine word of eight int8.
const Lanes = 8

// A weight is stored with bias added, so that lanes never borrow from each other
// while they are summed two bytes apart.
const (
	bias     = 128
	evenMask = 0x00FF00FF00FF00FF
	nothing  = 0x8080808080808080 // a row of eight weights of 0
)

// MaxFeatures is how many features a position may have: sums stay within 16 bits. Those beyond count for nothing.
const MaxFeatures = 65535 / 255

// Scores are the scores of the labels at one position.
type Scores [Lanes]float32

// Pairs are the weights of a label after another.
type Pairs [Lanes][Lanes]float32

// Field is a trained field. It is read-only and safe for many goroutines.
type Field struct {
	Pairs Pairs
	bits  uint
	scale float32
	kept  sparse.Index // of 2^bits rows those that hold something
	rows  []uint64     // and their weights, label by label
}

// Row is the row of weights of a hashed feature in a field of 2^bits rows.
func Row(feature uint64, bits uint) uint32 { return uint32(feature >> (64 - bits)) }

// Sum adds up the weights of a position's features. Nearly all of the time goes into
// waiting for memory: features are looked up first and added up together, each step
// without branches, so that the machine waits for many rows at once.
type Sum struct {
	field *Field
	n     int
	at    [MaxFeatures + 1]uint32 // of the features with weights: where these stand
}

// Begin starts the sum of a position.
func (s *Sum) Begin(f *Field) { s.field, s.n = f, 0 }

// Add adds a hashed feature.
func (s *Sum) Add(feature uint64) {
	at, kept := s.field.kept.Find(feature >> (64 - s.field.bits))
	s.at[s.n] = at
	s.n = min(s.n+int(kept), MaxFeatures)
}

// Scores are the sums of the weights, label by label.
func (s *Sum) Scores() (out Scores) {
	var even, odd uint64
	for _, at := range s.at[:s.n] {
		w := s.field.rows[at]
		even += w & evenMask
		odd += w >> 8 & evenMask
	}
	for l := range Lanes {
		half := even
		if l%2 == 1 {
			half = odd
		}
		out[l] = float32(int(half>>(l/2*16)&0xFFFF)-bias*s.n) * s.field.scale
	}
	return out
}

// Weight is what one feature gives to a label.
func (f *Field) Weight(feature uint64, label int) float32 {
	at, kept := f.kept.Find(feature >> (64 - f.bits))
	if kept == 0 {
		return 0
	}
	return float32(int32(f.rows[at]>>(8*label)&0xFF)-bias) * f.scale
}

// The file of a field: log2(rows), scale, the pairs, then for every row that is
// not empty the gap to it as a varint, a byte of which labels follow, and their weights.
const headerSize = 4 + 4 + 4*Lanes*Lanes

const maxBits = 22

var errFormat = errors.New("chain: not a field of this version; train it anew")

// Open unfolds a field from the head of data and gives what follows it.
func Open(data []byte) (*Field, []byte, error) {
	if len(data) < headerSize+4 {
		return nil, nil, errFormat
	}
	f := &Field{bits: uint(binary.LittleEndian.Uint32(data)), scale: math.Float32frombits(binary.LittleEndian.Uint32(data[4:]))}
	if f.bits == 0 || f.bits > maxBits {
		return nil, nil, fmt.Errorf("%w (2^%d rows)", errFormat, f.bits)
	}
	data = data[8:]
	for p := range f.Pairs {
		for l := range f.Pairs[p] {
			f.Pairs[p][l] = math.Float32frombits(binary.LittleEndian.Uint32(data))
			data = data[4:]
		}
	}
	count := binary.LittleEndian.Uint32(data)
	f.kept = sparse.NewIndex(1 << f.bits)
	rest, ok := f.unfold(data[4:], count)
	if !ok {
		return nil, nil, errFormat
	}
	return f, rest, nil
}

// unfold reads the rows that are not empty; ok is false where data end early or name a row that there is not.
func (f *Field) unfold(data []byte, count uint32) (rest []byte, ok bool) {
	at, rows := uint64(0), uint64(1)<<f.bits
	if uint64(count) > rows {
		return nil, false
	}
	f.rows = make([]uint64, 0, count)
	for i := range count {
		gap, n := binary.Uvarint(data)
		if n <= 0 || len(data) <= n || gap >= rows || at+gap >= rows || gap == 0 && i > 0 {
			return nil, false
		}
		at += gap
		has := data[n]
		data = data[n+1:]
		if len(data) < bits.OnesCount8(has) || !f.kept.Keep(int(at)) {
			return nil, false
		}
		row := uint64(nothing)
		for l := range Lanes {
			if has>>l&1 == 1 {
				row = row&^(0xFF<<(8*l)) | uint64(data[0]+bias)<<(8*l)
				data = data[1:]
			}
		}
		f.rows = append(f.rows, row)
	}
	return data, true
}

// Pack folds trained weights into the file of a field: rows of Lanes weights
// each, 2^bits of them. Weights smaller than least are left out.
func Pack(rows []float32, bits uint, pairs *Pairs, least float32) []byte {
	most := float32(0)
	for _, w := range rows {
		most = max(most, w, -w)
	}
	most = min(most, clip)
	scale := max(most/127, 1e-9)
	out := binary.LittleEndian.AppendUint32(nil, uint32(bits))
	out = binary.LittleEndian.AppendUint32(out, math.Float32bits(scale))
	for p := range pairs {
		for _, w := range pairs[p] {
			out = binary.LittleEndian.AppendUint32(out, math.Float32bits(w))
		}
	}
	countAt := len(out)
	out = binary.LittleEndian.AppendUint32(out, 0)
	count, last := uint32(0), 0
	for r := 0; r < len(rows)/Lanes; r++ {
		has, values := fold(rows[r*Lanes:(r+1)*Lanes], scale, least)
		if has == 0 {
			continue
		}
		out = binary.AppendUvarint(out, uint64(r-last))
		out = append(append(out, has), values...)
		count, last = count+1, r
	}
	binary.LittleEndian.PutUint32(out[countAt:], count)
	return out
}

// clip is the largest weight that is kept as it is: a few larger ones would take the precision of all.
const clip = 4

// fold rounds one row: which labels have a weight, and those weights.
func fold(row []float32, scale, least float32) (has byte, values []byte) {
	for l, w := range row {
		if w < least && w > -least {
			continue
		}
		if v := int8(max(-127, min(127, math.Round(float64(w/scale))))); v != 0 {
			has |= 1 << l
			values = append(values, byte(v))
		}
	}
	return has, values
}
