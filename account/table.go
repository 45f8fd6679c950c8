package account

import (
	"slices"
)

// Table is a part of a view as lines for people: for the terminal and for CSV.
type Table struct {
	Title   string
	Note    string // how to read it, or what is not known
	Columns []string
	Lines   []Line
}

// Line is one line of a table. It is made by NewLine alone, which asks where it comes from.
type Line struct {
	cells []string
	cites Cites
}

// NewLine makes a line of its cells, in the order of the table's columns. It
// panics where there is no citation: a view that has none to give prints no line.
func NewLine(cites Cites, cells ...string) Line {
	if len(cites.list) == 0 {
		panic(ErrNoCite)
	}
	return Line{cells, cites}
}

// Cells gives the cells.
func (l Line) Cells() []string { return slices.Clone(l.cells) }

// Cites gives where the line comes from.
func (l Line) Cites() Cites { return l.cites }

// View is what every view can be shown as besides its own type as JSON.
type View interface {
	Tables() []Table
}

// Masked gives tables in which no private person who was harmed is named: each
// letter of such a name is blocked out, so that lengths stay as they are.
func (b *Book) Masked(tables []Table) []Table {
	mask := b.Mask()
	if mask.Empty() {
		return tables
	}
	out := slices.Clone(tables)
	for n := range out {
		out[n].Lines = slices.Clone(out[n].Lines)
		for m := range out[n].Lines {
			out[n].Lines[m] = out[n].Lines[m].masked(mask)
		}
	}
	return out
}

func (l Line) masked(mask *Mask) Line {
	fresh := Line{cells: slices.Clone(l.cells), cites: Cites{slices.Clone(l.cites.list)}}
	for n := range fresh.cells {
		fresh.cells[n] = mask.Text(fresh.cells[n])
	}
	for n := range fresh.cites.list {
		fresh.cites.list[n].Words = mask.Text(fresh.cites.list[n].Words)
	}
	return fresh
}
