package sheet

import (
	"strings"

	"charm.land/lipgloss/v2"
)

// Terminal says what a terminal can show.
type Terminal struct {
	Width int  // columns; 0 for 80
	Color bool // styles and colours; plain text without
}

// The narrowest and widest that lines are made; wider ones tire the eye.
const (
	leastWidth   = 40
	mostWidth    = 100
	defaultWidth = 80
)

// Style is one way to set words.
type Style int

// The styles.
const (
	Body Style = iota
	Bold
	Dim
	Italic
	Warning
)

// Only the sixteen colours of the terminal's own palette are used: they fit its background.
var styles = map[Style]lipgloss.Style{
	Bold:    lipgloss.NewStyle().Bold(true),
	Dim:     lipgloss.NewStyle().Faint(true),
	Italic:  lipgloss.NewStyle().Italic(true),
	Warning: lipgloss.NewStyle().Foreground(lipgloss.Yellow).Bold(true),
}

// Lines are lines for a terminal in the making: wrapped to its width, styled
// where it has colours, free of what could move its cursor.
type Lines struct {
	out   []byte
	width int
	color bool
}

// NewLines starts lines that are appended to dst.
func NewLines(dst []byte, t Terminal) *Lines {
	l := &Lines{out: dst, width: t.Width, color: t.Color}
	if l.width == 0 {
		l.width = defaultWidth
	}
	l.width = min(max(l.width, leastWidth), mostWidth)
	return l
}

// Bytes are the lines so far.
func (l *Lines) Bytes() []byte { return l.out }

// Width is how many columns a line may take up.
func (l *Lines) Width() int { return l.width }

// Blank ends a paragraph.
func (l *Lines) Blank() { l.out = append(l.out, '\n') }

// Styled is a text in a style, as it is where the terminal has no colours.
func (l *Lines) Styled(s Style, text string) string {
	if !l.color || s == Body || text == "" {
		return text
	}
	return styles[s].Render(text)
}

// Line writes text at an indent, wrapped, every line in the style.
func (l *Lines) Line(indent int, s Style, text string) {
	for part := range strings.SplitSeq(lipgloss.Wrap(clean(text), l.width-indent, " "), "\n") {
		l.out = append(l.out, strings.Repeat(" ", indent)...)
		l.out = append(l.out, l.Styled(s, strings.TrimRight(part, " "))...)
		l.out = append(l.out, '\n')
	}
}

// Row writes a label at an indent and a text beside it that begins at a column,
// its further lines under its first. A label too long for its column gets a line of its own.
func (l *Lines) Row(indent int, s Style, label string, column int, text string) {
	label = clean(label)
	column = min(column, l.width/2)
	lead := strings.Repeat(" ", indent) + l.Styled(s, label)
	if gap := column - indent - lipgloss.Width(label); gap > 0 {
		lead += strings.Repeat(" ", gap)
	} else {
		l.out = append(l.out, lead+"\n"...)
		lead = strings.Repeat(" ", column)
	}
	for part := range strings.SplitSeq(lipgloss.Wrap(clean(text), l.width-column, " "), "\n") {
		l.out = append(l.out, strings.TrimRight(lead+strings.TrimRight(part, " "), " ")+"\n"...)
		lead = strings.Repeat(" ", column)
	}
}

// Heading writes a heading with a note behind it.
func (l *Lines) Heading(text, note string) {
	heading := l.Styled(Bold, strings.ToUpper(clean(text)))
	if note != "" {
		heading += "  " + l.Styled(Dim, clean(note))
	}
	l.out = append(l.out, "\n"+heading+"\n"...)
}

// Run is a stretch of a line in one style.
type Run struct {
	Style Style
	Text  string
}

// Runs writes stretches of several styles at an indent, wrapped as one text.
func (l *Lines) Runs(indent int, runs []Run) {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(l.Styled(r.Style, clean(r.Text)))
	}
	for part := range strings.SplitSeq(lipgloss.Wrap(b.String(), l.width-indent, " "), "\n") {
		l.out = append(l.out, strings.Repeat(" ", indent)+strings.TrimRight(part, " ")+"\n"...)
	}
}
