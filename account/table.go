package account

import "slices"

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
