package draw

import "unicode/utf8"

// Measures of the timeline, in the picture's units.
const (
	laneHead  = 24.0 // room of a lane's title
	laneFoot  = 8.0
	rowHigh   = 17.0
	dotWide   = 9.0
	charWide  = 6.1 // of a label's letters on average
	axisHigh  = 26.0
	emptyHigh = rowHigh
)

// layOut gives every mark its place: lanes one below the other, in each the
// marks in as few rows as hold them without overlap.
func (t *Timeline) layOut() {
	var all []Mark
	for _, l := range t.Lanes {
		all = append(all, l.Marks...)
	}
	axis, ok := newAxis(all, 8, Width-8)
	if !ok {
		return
	}
	t.Axis = axis
	y := axisHigh
	for i := range t.Lanes {
		l := &t.Lanes[i]
		l.Top = y
		l.Height = laneHead + l.pack(axis) + laneFoot
		y += l.Height
	}
	t.Height = y
}

// pack puts the marks of a lane in rows and says how high they are together.
func (l *Lane) pack(axis Axis) float64 {
	var ends []float64 // of what stands in each row
	for i := range l.Marks {
		m := &l.Marks[i]
		x, w := axis.span(m)
		if m.From == m.To {
			x, w = x+w/2-dotWide/2, dotWide
		}
		end := x + w + 4
		if m.Label != "" {
			end += float64(utf8.RuneCountInString(m.Label))*charWide + 6
		}
		row := 0
		for row < len(ends) && ends[row] > x {
			row++
		}
		if row == len(ends) {
			ends = append(ends, 0)
		}
		ends[row] = end
		m.Box = Box{X: x, Y: l.Top + laneHead + float64(row)*rowHigh, W: w, H: rowHigh - 6}
	}
	return max(float64(len(ends))*rowHigh, emptyHigh)
}

// LabelLeft tells whether a mark's label stands left of it, because right of it the picture ends.
func (m *Mark) LabelLeft() bool {
	return m.Box.X+m.Box.W+8+float64(utf8.RuneCountInString(m.Label))*charWide > Width
}

// Dot tells whether a mark is of one day.
func (m *Mark) Dot() bool { return m.From == m.To }
