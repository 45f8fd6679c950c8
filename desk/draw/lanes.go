package draw

import (
	"slices"
	"unicode/utf8"
)

// Measures of the timeline, in the picture's units.
const (
	laneHead  = 24.0 // room of a lane's title
	laneFoot  = 8.0
	rowHigh   = 17.0
	markHigh  = 9.0
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
		all = slices.AppendSeq(all, t.Shown.among(l.Marks))
	}
	axis, ok := newAxis(t.Shown.cut(all), 8, Width-8)
	if !ok {
		return
	}
	t.Axis = axis
	y := axisHigh
	for i := range t.Lanes {
		l := &t.Lanes[i]
		l.Top = y
		l.Drawn = t.Shown.cut(slices.Collect(t.Shown.among(l.Marks)))
		l.Height = laneHead + l.pack(axis) + laneFoot
		y += l.Height
	}
	t.Height = y
}

// cut lets marks end where the stretch does.
func (w Between) cut(marks []Mark) []Mark {
	out := slices.Clone(marks)
	for i := range out {
		m := &out[i]
		m.Whole = m.When()
		if w.From > m.From {
			m.Begins, m.From = m.From, w.From
		}
		if w.To != "" && w.To < m.To {
			m.Ends, m.To = m.To, w.To
		}
	}
	return out
}

// pack puts the marks of a lane in rows and says how high they are together.
func (l *Lane) pack(axis Axis) float64 {
	var ends []float64 // of what stands in each row
	for i := range l.Drawn {
		m := &l.Drawn[i]
		x, w := axis.span(m)
		if m.From == m.To {
			x, w = x+w/2-dotWide/2, dotWide
		}
		m.Box = Box{X: x, W: w, H: markHigh}
		m.LabelAt = m.labelAt()
		from, end := m.room()
		row := 0
		for row < len(ends) && ends[row] > from {
			row++
		}
		if row == len(ends) {
			ends = append(ends, 0)
		}
		ends[row] = end
		m.Box.Y = l.Top + laneHead + float64(row)*rowHigh
	}
	return max(float64(len(ends))*rowHigh, emptyHigh)
}

// LabelAt is on which side of its mark a label stands.
type LabelAt string

// Right of the mark, left of it where the picture ends, within it where it has neither side.
const (
	LabelRight  LabelAt = "right"
	LabelLeft   LabelAt = "left"
	LabelWithin LabelAt = "within"
)

// labelWide is about how wide a mark's label is with the gap before it.
func (m *Mark) labelWide() float64 {
	if m.Label == "" {
		return 0
	}
	return float64(utf8.RuneCountInString(m.Label))*charWide + 8
}

func (m *Mark) labelAt() LabelAt {
	switch wide := m.labelWide(); {
	case m.Box.X+m.Box.W+wide <= Width:
		return LabelRight
	case m.Box.X-wide >= 0:
		return LabelLeft
	}
	return LabelWithin
}

// room is from where to where a mark with its label takes its row.
func (m *Mark) room() (from, to float64) {
	from, to = m.Box.X, m.Box.X+m.Box.W+4
	switch m.LabelAt {
	case LabelRight:
		to += m.labelWide()
	case LabelLeft:
		from -= m.labelWide()
	}
	return from, to
}

// Dot tells whether a mark is of one day.
func (m *Mark) Dot() bool { return m.From == m.To }
