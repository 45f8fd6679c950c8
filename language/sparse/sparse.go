// Package sparse tells which rows of a big table hold something, and where
// these stand once the others are left out.
//
// The tables are those of models over hashed features: most rows hold nothing,
// and most features of a new text fall on such rows. What counts for speed is how
// little memory a look at one of them touches.
package sparse

import "math/bits"

// Rows to a cell, and the bits left to count rows before it.
const (
	cellRows = 44
	cellMost = 1 << (64 - cellRows)
)

// Index tells of each row whether it is kept and how many kept ones come before
// it: 44 rows to a cell, a bit for each of them that is kept, and above the bits how many
// come before the cell. One look thus answers both.
type Index struct {
	cells []uint64
	begun int // cells that know how many rows come before them
	kept  int
}

// NewIndex makes an index over so many rows, none of them kept.
func NewIndex(rows int) Index {
	return Index{cells: make([]uint64, (rows+cellRows-1)/cellRows)}
}

// Keep adds a row; rows come in rising order. It is false where the index is full.
func (x *Index) Keep(row int) bool {
	if x.kept >= cellMost {
		return false
	}
	cell := row / cellRows
	for ; x.begun <= cell; x.begun++ {
		x.cells[x.begun] = uint64(x.kept) << cellRows
	}
	x.cells[cell] |= 1 << (row % cellRows)
	x.kept++
	return true
}

// Find gives the place of a row among those kept, and 1 where it is one of them, else 0.
func (x *Index) Find(row uint64) (at, kept uint32) {
	cell := x.cells[row/cellRows]
	bit := row % cellRows
	return uint32(cell>>cellRows) + uint32(bits.OnesCount64(cell&(1<<bit-1))), uint32(cell>>bit) & 1
}
