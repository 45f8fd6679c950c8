package sheet

import (
	"image/color"
	"strconv"
	"strings"
	"unicode"

	"charm.land/lipgloss/v2"

	"github.com/parley-desk/parley/claim"
)

// AppendText appends a record for people to dst: by kind, each claim with its
// words quoted, who makes it through whom, its marks, time and place.
func AppendText(dst []byte, s Sheet, t Terminal, o Options) []byte {
	m := &mask{}
	if !o.Victims {
		m = newMask(s.Record)
		s = m.masked(s)
	}
	p := &printer{Lines: NewLines(dst, t), explain: o.Explain, maker: newMaker(s, m, o)}
	p.header(s)
	p.claims()
	return append(p.out, '\n')
}

// printer writes one sheet.
type printer struct {
	*Lines
	explain bool
	maker   *maker
}

var kindColors = map[claim.Kind]lipgloss.Style{
	claim.KindStatement: ink(lipgloss.Blue), claim.KindMeeting: ink(lipgloss.Cyan), claim.KindCeasefire: ink(lipgloss.Green), claim.KindCommitment: ink(lipgloss.Magenta), claim.KindBreach: ink(lipgloss.Red),
	claim.KindEvent: ink(lipgloss.Red), claim.KindFigure: ink(lipgloss.Yellow), claim.KindStatus: ink(lipgloss.Cyan), claim.KindStake: ink(lipgloss.Green), claim.KindProjection: ink(lipgloss.Magenta),
}

func ink(c color.Color) lipgloss.Style { return lipgloss.NewStyle().Foreground(c) }

// header says which report it is.
func (p *printer) header(s Sheet) {
	h := &s.Record.Report
	p.Line(0, Bold, firstOf(oneLine(s.Report.Title), s.Record.ID))
	facts := []string{firstOf(h.Outlet, "outlet not given")}
	if h.Agency != "" {
		facts = append(facts, "credits "+h.Agency)
	}
	if len(h.Authors) > 0 {
		facts = append(facts, "by "+and(h.Authors))
	}
	facts = append(facts, firstOf(moment(h.Published), "date not given"), strconv.Itoa(len(strings.Fields(s.Report.Text)))+" words")
	p.Line(0, Dim, strings.Join(facts, " · "))
	if h.URL != "" {
		p.Line(0, Dim, h.URL)
	}
	if len(s.Record.Claims) == 0 {
		p.Line(0, Body, "")
		p.Line(0, Body, "No claims were found in this report.")
	}
}

// claims writes them by kind, in the contract's order of kinds.
func (p *printer) claims() {
	byKind := map[claim.Kind][]card{}
	for i := range p.maker.record.Claims {
		c := &p.maker.record.Claims[i]
		byKind[c.Kind] = append(byKind[c.Kind], p.maker.card(c))
	}
	for _, kind := range claim.Kinds {
		if cards := byKind[kind]; len(cards) > 0 {
			p.kind(kind, cards)
		}
	}
}

// kind writes the claims of one kind under their heading.
func (p *printer) kind(kind claim.Kind, cards []card) {
	heading := strings.ToUpper(headings[kind])
	count := "  " + strconv.Itoa(len(cards))
	if p.color {
		heading = kindColors[kind].Bold(true).Render(heading)
	}
	p.out = append(p.out, "\n"+heading+p.Styled(Dim, count)+"\n"...)
	indent := 2
	if kind == claim.KindFigure {
		indent = numberColumn(cards)
	}
	for i := range cards {
		if i > 0 && kind != claim.KindFigure {
			p.out = append(p.out, '\n')
		}
		p.card(&cards[i], indent)
	}
}

// The number column is as wide as its widest number, within reason.
const widestNumber = 18

// numberColumn is the indent of what follows the numbers of some figures.
func numberColumn(cards []card) int {
	widest := 0
	for i := range cards {
		widest = max(widest, lipgloss.Width(clean(cards[i].Number)))
	}
	return min(widest, widestNumber) + 4
}

// card writes one claim: what, its words, who says so, when and where.
func (p *printer) card(d *card, indent int) {
	p.head(d, indent)
	p.Line(indent, Italic, quoted(d.Words))
	var under []string
	who := d.Who
	if who != "" && d.Claimant() {
		who = "— " + who
	}
	for _, part := range []string{who, d.When, d.Where} {
		if part != "" {
			under = append(under, part)
		}
	}
	for _, f := range d.Facts {
		if !f.Fine || p.explain {
			under = append(under, f.Label+" "+f.Value)
		}
	}
	if len(under) > 0 {
		p.Line(indent, Dim, strings.Join(under, " · "))
	}
	if p.explain {
		p.why(d, indent)
	}
}

// why writes the rule and the path that made a claim, and to which others it is tied.
func (p *printer) why(d *card, indent int) {
	p.Line(indent, Dim, "rule "+d.Rule+" · confidence "+d.Confidence)
	if d.Path != "" {
		p.Line(indent, Dim, "path "+d.Path)
	}
	for _, g := range d.Grounds {
		p.Line(indent, Dim, g)
	}
	for _, l := range d.Links {
		p.Line(indent, Dim, l.How+" "+quoted(p.excerpt(l.To)))
	}
}

// excerpt is the beginning of another claim's words.
func (p *printer) excerpt(i int) string {
	c := &p.maker.record.Claims[i]
	return truncate(unquoted(p.maker.in(c).quote(c.Span)), 60)
}

// truncate cuts a text at a number of columns.
func truncate(s string, columns int) string {
	if lipgloss.Width(s) <= columns {
		return s
	}
	var b strings.Builder
	width := 0
	for _, r := range s {
		if width += lipgloss.Width(string(r)); width >= columns {
			break
		}
		b.WriteRune(r)
	}
	return strings.TrimRight(b.String(), " ") + "…"
}

// head writes the first line: a figure's number right-aligned, then what is claimed and its marks.
func (p *printer) head(d *card, indent int) {
	text := p.headText(d)
	lines := strings.Split(lipgloss.Wrap(text, p.width-indent, " "), "\n")
	lead := strings.Repeat(" ", indent)
	if d.Number != "" {
		number := clean(d.Number)
		lead = strings.Repeat(" ", max(indent-2-lipgloss.Width(number), 0)) + p.Styled(Bold, number) + "  "
	}
	for i, l := range lines {
		if i > 0 {
			lead = strings.Repeat(" ", indent)
		}
		p.out = append(p.out, lead+strings.TrimRight(l, " ")+"\n"...)
	}
}

func (p *printer) headText(d *card) string {
	var parts []string
	for _, piece := range d.Head {
		how := Body
		if piece.Strong {
			how = Bold
		}
		parts = append(parts, p.Styled(how, clean(piece.Text)))
	}
	for _, mark := range d.Marks {
		parts = append(parts, p.Styled(Warning, "["+mark+"]"))
	}
	return strings.Join(parts, " ")
}

// clean makes text safe for a terminal: no control characters, which could move
// its cursor, and no controls of direction, which could reorder what is read.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case unicode.IsControl(r):
			return unicode.ReplacementChar
		case r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069':
			return -1
		}
		return r
	}, s)
}
