package times

import (
	"time"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/lexicon"
)

// form is the way in which an expression means its time.
type form uint8

const (
	noForm        form = iota
	calendarForm       // parts of a date: "October 4", "Friday", "the third quarter of 2012", "the 1990s"
	dayForm            // days counted from the telling: "yesterday morning"
	stepForm           // a unit counted from the telling: "last week"
	lengthForm         // "two days", "the past two months"
	offsetForm         // "two years ago"
	setForm            // "every Friday"
	referenceForm      // "now", "recently"
	clockForm          // "at 10:30 a.m."
)

// meaning is what an expression says, before it is known from when it is counted.
type meaning struct {
	form form
	typ  claim.TimeType

	year, month, day int   // said, 0 where not
	yearGrain        grain // year, decade or century
	quarter, half    int
	season           season
	weekday          int
	holiday          *lexicon.Entry
	foreign          *foreign // of another calendar
	part, clock      string

	step      int  // of "last", "this", "next"
	stepped   bool // one of them was said
	upToNow   bool // it runs up to the day of telling: "the past year"
	told      bool // counted from the time told of last
	unit      grain
	count     int             // of unit
	n         float64         // how many
	vague     bool            // nobody knows how many
	back      bool            // "a year earlier" of a quarter
	financial bool            // a financial year, which begins on nobody knows which day
	article   bool            // an article before it belongs to it
	eve       bool            // begins the day before: "overnight"
	third     int             // which third of a month, a year or a decade: 1 of "early October"
	value     string          // where it is fixed
	since     time.Time       // the one day that is meant of all that bear its name, if it has been by then
	lengthEnd int             // of an offset: the word after the length alone
	precision claim.Precision // set when it is resolved
	noDay     bool            // so is this: a time of day of no day that is told
}

// line is a sentence as the grammar sees it: the tokens, with those that hyphens join taken apart.
type line struct {
	forms  []string // lower case
	known  []*word  // nil for a word that has nothing to do with time
	tokens []int32  // the token that each word is (part of)
	starts []int32  // bytes of the text
	ends   []int32
}

// parser reads expressions from one sentence.
type parser struct {
	*lexis
	doc     *language.Doc
	line    line
	heading bool // capitals tell nothing of names
	caps    bool // the text is in capitals only: case tells nothing
}

// load takes up a sentence.
func (p *parser) load(s language.Sentence) {
	p.heading = s.Heading || p.caps
	l := &p.line
	l.forms, l.known, l.tokens, l.starts, l.ends = l.forms[:0], l.known[:0], l.tokens[:0], l.starts[:0], l.ends[:0]
	for i := s.First; i < s.End; i++ {
		t := &p.doc.Tokens[i]
		if len(t.Lower) > 2 && len(t.Lower) == int(t.End-t.Start) && len(t.Lower) <= longestCompound {
			if p.takeApart(i, t.Lower, t.Start) {
				continue
			}
		}
		p.push(i, t.Lower, t.Start, t.End)
	}
}

// longestCompound bounds the tokens that are taken apart at their hyphens.
const longestCompound = 40

// takeApart adds the parts of "mid-August", "post-2001" as words of their own.
func (p *parser) takeApart(token int32, form string, start int32) bool {
	parts, from := 0, 0
	for i := 1; i < len(form)-1; i++ {
		if form[i] != '-' || i == from || form[i+1] == '-' {
			continue
		}
		p.push(token, form[from:i], start+int32(from), start+int32(i))
		p.push(token, form[i:i+1], start+int32(i), start+int32(i+1))
		parts, from = parts+1, i+1
	}
	if parts == 0 {
		return false
	}
	p.push(token, form[from:], start+int32(from), start+int32(len(form)))
	return true
}

func (p *parser) push(token int32, form string, start, end int32) {
	l := &p.line
	l.forms, l.known = append(l.forms, form), append(l.known, p.lexis.known[form])
	l.tokens, l.starts, l.ends = append(l.tokens, token), append(l.starts, start), append(l.ends, end)
}

// word is the form of word i, "" outside the sentence.
func (p *parser) word(i int) string {
	if i < 0 || i >= len(p.line.forms) {
		return ""
	}
	return p.line.forms[i]
}

// at is what word i may be; never nil.
func (p *parser) at(i int) *word {
	if i < 0 || i >= len(p.line.known) || p.line.known[i] == nil {
		return &nothing
	}
	return p.line.known[i]
}

var nothing word

func (p *parser) is(i int, k kind) bool { return p.at(i).kind&k != 0 }

// term reads the longest term of a section (by its bit) at word i.
func (p *parser) term(i int, k kind) (*lexicon.Entry, int) {
	if !p.is(i, k) {
		return nil, i
	}
	e, n := p.section[bit(k)].Longest(func(j int) string { return p.word(i + j) })
	return e, i + n
}

func bit(k kind) int {
	n := 0
	for k > 1 {
		k >>= 1
		n++
	}
	return n
}

// tag is the part of speech of word i, NoXPOS where the text has none.
func (p *parser) tag(i int) language.XPOS {
	if i < 0 || i >= len(p.line.tokens) {
		return language.NoXPOS
	}
	return p.doc.Tokens[p.line.tokens[i]].XPOS
}

func (p *parser) upos(i int) language.UPOS {
	if i < 0 || i >= len(p.line.tokens) {
		return language.NoUPOS
	}
	return p.doc.Tokens[p.line.tokens[i]].UPOS
}

// capital tells whether word i begins with a capital (any word does in a text of capitals).
func (p *parser) capital(i int) bool {
	if i < 0 || i >= len(p.line.starts) {
		return false
	}
	c := p.doc.Text[p.line.starts[i]]
	return 'A' <= c && c <= 'Z' || p.caps
}

// title tells whether word i is part of a name rather than of a time: "60 Minutes", "This Week".
func (p *parser) title(i int) bool {
	return i > 0 && !p.heading && p.capital(i) && p.tag(i-1) != language.TagOpenQuote
}

// joined tells whether word i touches the next.
func (p *parser) joined(i int) bool {
	return i >= 0 && i+1 < len(p.line.starts) && p.line.ends[i] == p.line.starts[i+1]
}

// hyphen is i, or the word after it where it is a hyphen.
func (p *parser) hyphen(i int) int {
	switch p.word(i) {
	case "-", "–", "‑":
		return i + 1
	}
	return i
}

// rule reads one shape of expressions at word i; end is i where it does not fit.
type rule struct {
	at   kind // what word i must be; digits always pass where digits is true
	nums bool // or a numeral
	read func(p *parser, i int) (m meaning, end int)
}

// rules are tried all; the longest reading wins, the earlier of equals.
var rules []rule

func init() {
	rules = []rule{
		{isWeekday | isMonth | isHoliday | isName | isFinancial | isDeterminer | isEdge | isStep | isSeason | isLatest | isYearBack | isForeign, true, (*parser).dated},
		{isDay | isEdge | isStep | isPart, false, (*parser).deictic},
		{isClock | isHedge, true, (*parser).clockTime},
		{isReference | isVague, false, (*parser).reference},
		{isStep | isDeterminer | isEdge | isYearEnd, false, (*parser).stepped},
		{isHedge | isDeterminer | isStep | isVague | isUnit | isBefore, true, (*parser).lengthy},
		{isEvery | isSet | isWeekdays | isWeekday | isOften, true, (*parser).recurring},
	}
}

// expression reads the longest expression at word i; end is i where there is none.
func (p *parser) expression(i int) (best meaning, end int) {
	w := p.at(i)
	nums := p.numeral(i)
	if w.kind&opens == 0 && !nums {
		return best, i
	}
	end = i
	for k := range rules {
		r := &rules[k]
		if w.kind&r.at == 0 && !(r.nums && nums) {
			continue
		}
		if m, e := r.read(p, i); e > end {
			best, end = m, e
		}
	}
	return best, end
}

// numeral tells whether a numeral may begin at word i.
func (p *parser) numeral(i int) bool {
	w := p.word(i)
	return w != "" && ('0' <= w[0] && w[0] <= '9' || p.numbers.Begins(w))
}
