package naming

import (
	"encoding/binary"
	"errors"
	"math"

	"github.com/parley-desk/parley/language/internal/lookup"
)

// Bits is the size of the table of weights: 2^Bits rows.
const Bits = 18

// Model finds names. It is read-only and safe for many goroutines.
type Model struct {
	rows   []byte // width int8 weights a row, biased so that they add up without sign
	pairs  [Labels][Labels]int32
	starts [Labels]int32
	lists  lookup.Table
}

// width is the bytes of a row: two machine words.
const width = 16

const bias = 128

var errFormat = errors.New("naming: not a model of this version; train it anew")

// Open unfolds a model from its file. An empty file is a model that finds
// nothing, to train the first one with.
func Open(data []byte) (*Model, error) {
	if len(data) == 0 {
		data = (&Weights{Rows: make([]float32, Labels<<Bits)}).Pack(CompileGazetteer(nil))
	}
	parts, err := lookup.Sections(data, 3)
	if err != nil || len(parts[1]) != 4*(Labels+1)*Labels {
		return nil, errFormat
	}
	m := &Model{rows: make([]byte, width<<Bits)}
	if !unfold(parts[0], m.rows) {
		return nil, errFormat
	}
	at := func(i int) int32 { return int32(binary.LittleEndian.Uint32(parts[1][4*i:])) }
	for l := range Labels {
		m.starts[l] = at(l)
		for next := range Labels {
			m.pairs[l][next] = at((l+1)*Labels + next)
		}
	}
	m.lists, err = lookup.Open(parts[2])
	return m, err
}

// unfold writes the weights that are not zero into rows: row by row a count
// (runs of empty rows as 255 and their number) and for each weight its label and value.
func unfold(data, rows []byte) bool {
	for i := range rows {
		rows[i] = bias
	}
	for at := 0; at < len(rows); at += width {
		if len(data) < 2 {
			return false
		}
		if data[0] == emptyRows {
			at += (int(data[1]) - 1) * width
			data = data[2:]
			continue
		}
		n := int(data[0])
		if len(data) < 1+2*n {
			return false
		}
		for i := 1; i < 1+2*n; i += 2 {
			if data[i] >= width {
				return false
			}
			rows[at+int(data[i])] = data[i+1]
		}
		data = data[1+2*n:]
	}
	return len(data) == 0
}

const emptyRows = 255

// Weights are trained weights before they are packed.
type Weights struct {
	Rows   []float32 // Labels for each of 2^Bits rows
	Pairs  [Labels][Labels]float32
	Starts [Labels]float32
}

// Row is where the weights of a feature begin in Weights.Rows.
func Row(feature uint64) int { return int(feature>>(64-Bits)) * Labels }

// heaviest is the largest weight that the unit has room for: a few huge
// weights would round the many small ones to nothing.
const heaviest = 2.0

// Pack lays weights and lists out as a file. Weights are stored in units of
// the largest allowed: larger ones are cut, those of less than half a unit dropped.
func (w *Weights) Pack(lists []byte) []byte {
	most := 0.0
	for _, v := range w.Rows {
		most = max(most, math.Abs(float64(v)))
	}

	unit := max(min(most, heaviest), 1e-9) / 127
	var rows []byte
	empty := byte(0)
	flush := func() {
		if empty > 0 {
			rows = append(rows, emptyRows, empty)
			empty = 0
		}
	}
	for at := 0; at < len(w.Rows); at += Labels {
		var row []byte
		for l, v := range w.Rows[at : at+Labels] {
			if q := int(math.Round(max(min(float64(v)/unit, 127), -127))); q != 0 {
				row = append(row, byte(l), byte(bias+q))
			}
		}
		if row == nil {
			if empty++; empty == 254 {
				flush()
			}
			continue
		}
		flush()
		rows = append(append(rows, byte(len(row)/2)), row...)
	}
	flush()
	return lookup.Join(rows, w.packPairs(unit), lists)
}

func (w *Weights) packPairs(unit float64) []byte {
	var out []byte
	put := func(v float32) {
		out = binary.LittleEndian.AppendUint32(out, uint32(int32(math.Round(float64(v)/unit))))
	}
	for _, v := range w.Starts {
		put(v)
	}
	for _, row := range w.Pairs {
		for _, v := range row {
			put(v)
		}
	}
	return out
}
