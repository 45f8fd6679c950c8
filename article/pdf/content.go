package pdf

import (
	"bytes"
	"math"
	"strings"
)

// piece is a run of letters on one line, as one operator shows them. Measures are in points, y goes up.
type piece struct {
	text       string
	x, end, y  float64
	size       float64
	bold       bool
	furnitured bool // marked as no part of the content, as headers and footers are in tagged files (14.8.2.2)
}

// state is what operators set (8.4, 9.3).
type state struct {
	ctm                matrix
	font               *font
	size, rise         float64
	letter, word       float64 // spacing
	leading, stretched float64
}

// player plays a page's operators and gathers what they show.
type player struct {
	*file
	state
	stack     []state
	text      matrix // where the next letter stands
	line      matrix // where the line began
	operands  array
	resources dict
	marks     []mark
	pieces    []piece
	depth     int // of forms within each other

	directions *[4]int // letters by the direction in which they run
}

// mark is a marked-content sequence that is open (14.6).
type mark struct {
	furniture bool
	actual    bool // its letters are replaced
	said      bool // and the replacement has been given
	letters   string
}

// Bounds on what no page needs more of.
const (
	mostForms  = 12 // within each other
	mostStates = 200
	mostMarks  = 200
)

// play plays a page's content. Where most of its letters run in another
// direction, as on pages of wide tables, it is turned so that they are read; all others
// are passed over, as watermarks are.
func (f *file) play(content []byte, resources dict) []piece {
	p := &player{file: f, resources: resources, state: state{ctm: identity, stretched: 1}, directions: new([4]int)}
	p.run(content)
	most := 0
	for quarter, letters := range p.directions {
		if letters > p.directions[most] {
			most = quarter
		}
	}
	if most != 0 {
		p = &player{file: f, resources: resources, state: state{ctm: upright[most], stretched: 1}, directions: new([4]int)}
		p.run(content)
	}
	return p.pieces
}

// run plays operators until they end or nothing is left to spend.
func (p *player) run(content []byte) {
	l := &lexer{data: content, budget: p.budget}
	for {
		v := l.value(0)
		op, ok := v.(keyword)
		switch {
		case v == endOfData:
			return
		case !ok:
			if len(p.operands) < 100 {
				p.operands = append(p.operands, v)
			}
			continue
		case op == "BI":
			l.skipImage()
		default:
			if do := operators[op]; do != nil {
				do(p)
			}
		}
		p.operands = p.operands[:0]
	}
}

// skipImage goes over a picture that lies within the operators (8.9.7).
func (l *lexer) skipImage() {
	for at := l.at; ; {
		next := bytes.Index(l.data[at:], []byte("EI"))
		if next < 0 {
			l.at = len(l.data)
			return
		}
		at += next + 2
		if isSpace(l.data[at-3]) && (at == len(l.data) || isSpace(l.data[at])) {
			l.at = at
			return
		}
	}
}

// n is the operand at i as a number.
func (p *player) n(i int) float64 {
	if i < 0 || i >= len(p.operands) {
		return 0
	}
	v, _ := p.operands[i].(float64)
	return v
}

func (p *player) numbers() []float64 {
	out := make([]float64, len(p.operands))
	for i := range p.operands {
		out[i] = p.n(i)
	}
	return out
}

// t is the last operand as a string.
func (p *player) t() text {
	if len(p.operands) == 0 {
		return ""
	}
	t, _ := p.operands[len(p.operands)-1].(text)
	return t
}

// named is the first operand as a name.
func (p *player) named() name {
	if len(p.operands) == 0 {
		return ""
	}
	n, _ := p.operands[0].(name)
	return n
}

// operators are those that move or show text; all others draw.
var operators map[keyword]func(*player)

func init() { // not in the declaration: forms play operators themselves
	operators = map[keyword]func(*player){
		"q": func(p *player) {
			if len(p.stack) < mostStates {
				p.stack = append(p.stack, p.state)
			}
		},
		"Q": func(p *player) {
			if n := len(p.stack); n > 0 {
				p.state, p.stack = p.stack[n-1], p.stack[:n-1]
			}
		},
		"cm": func(p *player) { p.ctm = matrixOf(p.numbers()).times(p.ctm) },
		"BT": func(p *player) { p.text, p.line = identity, identity },
		"Tf": func(p *player) {
			p.font, p.size = p.fontOf(p.dict(p.resources["Font"])[p.named()]), p.n(1)
		},
		"Tc": func(p *player) { p.letter = p.n(0) },
		"Tw": func(p *player) { p.word = p.n(0) },
		"Tz": func(p *player) { p.stretched = p.n(0) / 100 },
		"TL": func(p *player) { p.leading = p.n(0) },
		"Ts": func(p *player) { p.rise = p.n(0) },
		"Td": func(p *player) { p.move(p.n(0), p.n(1)) },
		"TD": func(p *player) { p.leading = -p.n(1); p.move(p.n(0), p.n(1)) },
		"Tm": func(p *player) { p.line = matrixOf(p.numbers()); p.text = p.line },
		"T*": func(p *player) { p.move(0, -p.leading) },
		"Tj": func(p *player) { p.show(p.t()) },
		"'":  func(p *player) { p.move(0, -p.leading); p.show(p.t()) },
		"\"": func(p *player) { p.word, p.letter = p.n(0), p.n(1); p.move(0, -p.leading); p.show(p.t()) },
		"TJ": (*player).showList,
		"gs": func(p *player) {
			if a := p.array(p.dict(p.dict(p.resources["ExtGState"])[p.named()])["Font"]); len(a) == 2 {
				p.font, p.size = p.fontOf(a[0]), p.number(a[1])
			}
		},
		"Do":  (*player).form,
		"BMC": (*player).begin,
		"BDC": (*player).begin,
		"EMC": func(p *player) {
			if n := len(p.marks); n > 0 {
				p.marks = p.marks[:n-1]
			}
		},
	}
}

// move goes to the beginning of another line.
func (p *player) move(x, y float64) {
	p.line = p.line.moved(x, y)
	p.text = p.line
}

// showList shows strings with spaces between them, in thousandths of the size.
func (p *player) showList() {
	if len(p.operands) == 0 {
		return
	}
	list, _ := p.operands[len(p.operands)-1].(array)
	for _, v := range list {
		switch v := v.(type) {
		case text:
			p.show(v)
		case float64:
			p.text = p.text.moved(-v/1000*p.size*p.stretched, 0)
		}
	}
}

// form plays a form: operators that are used again (8.10).
func (p *player) form() {
	s := p.stream(p.dict(p.resources["XObject"])[p.named()])
	if s == nil || p.file.name(s.dict["Subtype"]) != "Form" || p.depth >= mostForms || !p.step() {
		return
	}
	inner := *p
	inner.depth++
	inner.operands, inner.stack = nil, nil
	if r := p.dict(s.dict["Resources"]); r != nil {
		inner.resources = r
	}
	var m []float64
	for _, v := range p.array(s.dict["Matrix"]) {
		m = append(m, p.number(v))
	}
	inner.ctm = matrixOf(m).times(p.ctm)
	inner.run(p.decode(s))
	p.pieces = inner.pieces
}

// begin opens marked content.
func (p *player) begin() {
	if len(p.marks) >= mostMarks {
		return
	}
	m := mark{furniture: p.named() == "Artifact"}
	if n := len(p.marks); n > 0 {
		m.furniture = m.furniture || p.marks[n-1].furniture
	}
	if len(p.operands) == 2 {
		d := p.dict(p.operands[1])
		if key, ok := p.operands[1].(name); ok {
			d = p.dict(p.dict(p.resources["Properties"])[key])
		}
		if t, ok := p.resolve(d["ActualText"]).(text); ok {
			m.actual, m.letters = true, textString(t)
		}
	}
	p.marks = append(p.marks, m)
}

// show shows a string: it becomes a piece, and the place of the next letter moves on.
// Some writers part words, and the cells of tables, by wide spacing of the letters or
// spaces of one string; there the piece ends, and the gap is seen. Over more than three letters, wide
// spacing is how a heading is set.
func (p *player) show(t text) {
	if p.font == nil {
		return
	}
	size := math.Abs(p.size)
	parts := len(t) <= 3 && p.letter > wordGap*size
	start := p.text
	var out strings.Builder
	for len(t) > 0 && p.step() {
		var l letter
		l, t = p.font.next(t)
		p.text = p.text.moved(l.width*p.size*p.stretched, 0)
		out.WriteString(l.text)
		ended := parts || l.space && p.word > someGap*size
		if ended {
			p.piece(out.String(), start)
			out.Reset()
		}
		width := p.letter
		if l.space {
			width += p.word
		}
		p.text = p.text.moved(width*p.stretched, 0)
		if ended {
			start = p.text
		}
	}
	if out.Len() > 0 {
		p.piece(out.String(), start)
	}
}

// piece takes letters that were shown from a place on.
func (p *player) piece(letters string, start matrix) {
	var m mark
	for i := range p.marks { // the outermost replacement counts
		if p.marks[i].actual {
			m = p.marks[i]
			p.marks[i].said = true
			break
		}
	}
	if n := len(p.marks); n > 0 {
		m.furniture = p.marks[n-1].furniture
	}
	if m.actual {
		letters = m.letters
		if m.said {
			letters = ""
		}
	}
	from, to := start.moved(0, p.rise).times(p.ctm), p.text.moved(0, p.rise).times(p.ctm)
	size := math.Abs(p.size) * math.Hypot(from.c, from.d)
	if p.size < 0 {
		from.a, from.b = -from.a, -from.b
	}
	quarter := from.quarter()
	if quarter >= 0 {
		p.directions[quarter] += len(letters)
	}
	switch {
	case quarter != 0 || size < .5 || size > 2000 || math.IsNaN(from.e+from.f+to.e) || math.Abs(from.e)+math.Abs(from.f) > 1e6:
		return // turned, or nowhere
	case m.said && len(p.pieces) > 0:
		p.pieces[len(p.pieces)-1].end = to.e
		return
	}
	p.pieces = append(p.pieces, piece{text: letters, x: from.e, end: to.e, y: from.f, size: size, bold: p.font.bold, furnitured: m.furniture})
}
