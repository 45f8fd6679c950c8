// Package chain labels sequences with a linear-chain conditional random field
// over hashed features: each feature of a position names a row of weights, one
// weight a label, and neighbouring labels have weights of their own.
package chain

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
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

// MaxFeatures is how many features a position may have: sums stay within 16 bits.
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
	rows  []uint64
}

// Row is the row of weights of a hashed feature in a field of 2^bits rows.
func Row(feature uint64, bits uint) uint32 { return uint32(feature >> (64 - bits)) }

// Sum adds up the weights of a position's features.
type Sum struct {
	field     *Field
	even, odd uint64
	n         int32
}

// Begin starts the sum of a position.
func (f *Field) Begin() Sum { return Sum{field: f} }

// Add adds the weights of a hashed feature.
func (s *Sum) Add(feature uint64) {
	w := s.field.rows[feature>>(64-s.field.bits)]
	s.even += w & evenMask
	s.odd += w >> 8 & evenMask
	s.n++
}

// Scores are the sums, label by label.
func (s *Sum) Scores() (out Scores) {
	for l := range Lanes {
		half := s.even
		if l%2 == 1 {
			half = s.odd
		}
		out[l] = float32(int32(half>>(l/2*16)&0xFFFF)-bias*s.n) * s.field.scale
	}
	return out
}

// Weight is what one feature gives to a label.
func (f *Field) Weight(feature uint64, label int) float32 {
	w := f.rows[feature>>(64-f.bits)]
	return float32(int32(w>>(8*label)&0xFF)-bias) * f.scale
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
	f.rows = make([]uint64, 1<<f.bits)
	for i := range f.rows {
		f.rows[i] = nothing
	}
	rest, ok := f.unfold(data[4:], count)
	if !ok {
		return nil, nil, errFormat
	}
	return f, rest, nil
}

// unfold reads the rows that are not empty; ok is false where data end early or name a row that there is not.
func (f *Field) unfold(data []byte, count uint32) (rest []byte, ok bool) {
	at := uint64(0)
	for range count {
		gap, n := binary.Uvarint(data)
		if n <= 0 || len(data) <= n || gap >= uint64(len(f.rows)) || at+gap >= uint64(len(f.rows)) {
			return nil, false
		}
		at += gap
		has := data[n]
		data = data[n+1:]
		for l := range Lanes {
			if has>>l&1 == 0 {
				continue
			}
			if len(data) == 0 {
				return nil, false
			}
			f.rows[at] = f.rows[at]&^(0xFF<<(8*l)) | uint64(data[0]+bias)<<(8*l)
			data = data[1:]
		}
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
