package audit

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/sheet"
)

// Screen is what the auditor sees, in lines for a terminal.
func (s *Session) Screen(t sheet.Terminal) string {
	l := sheet.NewLines(nil, t)
	if len(s.items) == 0 {
		return ""
	}
	s.header(l)
	if s.mode == helping {
		help(l)
		return string(l.Bytes())
	}
	s.passage(l, t.Color)
	s.claimLines(l)
	s.footer(l)
	return string(l.Bytes())
}

// header says which report this is and how far the audit is.
func (s *Session) header(l *sheet.Lines) {
	r := s.reading()
	it := s.items[s.at]
	decided := 0
	for i := range s.items {
		if s.decided(i) {
			decided++
		}
	}
	l.Line(0, sheet.Dim, fmt.Sprintf("report %d of %d · %s · %d of %d decided", it.reading+1, len(s.readings), s.position(), decided, len(s.items)))
	title := r.Report.Title
	if title == "" {
		title = r.Report.ID
	}
	l.Line(0, sheet.Bold, title)
	var facts []string
	for _, fact := range []string{r.Report.Outlet, r.Report.Published} {
		if fact != "" {
			facts = append(facts, fact)
		}
	}
	if s.d.done[r.Report.ID] {
		facts = append(facts, "nothing else was missed")
	}
	if n := len(s.d.missed[r.Report.ID]); n > 0 {
		facts = append(facts, fmt.Sprintf("%d missed", n))
	}
	if len(facts) > 0 {
		l.Line(0, sheet.Dim, strings.Join(facts, " · "))
	}
	l.Blank()
}

func (s *Session) position() string {
	it := s.items[s.at]
	if it.claim < 0 {
		return "no claims"
	}
	return fmt.Sprintf("claim %d of %d", it.claim+1, len(s.reading().Record.Claims))
}

// around is how many code points before and after the sentence are shown.
const around = 200

// passage shows the claim's sentence with its words set off, and what stands around it.
func (s *Session) passage(l *sheet.Lines, color bool) {
	c, t := s.claim(), s.text()
	if c == nil {
		l.Line(2, sheet.Body, short(string(t.text), 10*around))
		l.Blank()
		return
	}
	text := t.in(c.In)
	from, to := wordStart(text, c.Sentence.Start-around), wordEnd(text, c.Sentence.End+around)
	var runs []sheet.Run
	for i := from; i < to; {
		look := lookAt(c, i)
		j := i
		for j < to && lookAt(c, j) == look {
			j++
		}
		words := string(text[i:j])
		if !color && look != sheet.Dim && look != sheet.Body { // without colours the words are set off by signs
			words = marks[look][0] + words + marks[look][1]
		}
		runs = append(runs, sheet.Run{Style: look, Text: words})
		i = j
	}
	if from > 0 {
		runs = append([]sheet.Run{{Style: sheet.Dim, Text: "… "}}, runs...)
	}
	l.Runs(2, runs)
	l.Blank()
}

// wordStart is where the word begins in which a place lies; wordEnd is where it ends.
func wordStart(text []rune, i int) int {
	for i > 0 && i < len(text) && !unicode.IsSpace(text[i-1]) {
		i--
	}
	return max(i, 0)
}

func wordEnd(text []rune, i int) int {
	for i > 0 && i < len(text) && !unicode.IsSpace(text[i]) {
		i++
	}
	return min(i, len(text))
}

var marks = map[sheet.Style][2]string{sheet.Bold: {"«", "»"}, sheet.Warning: {"‹", "›"}}

// lookAt is the style of code point i: the words on which the claim hangs, its
// other words, the rest of its sentence, what stands around.
func lookAt(c *claim.Claim, i int) sheet.Style {
	at := claim.Span{Start: i, End: i + 1}
	covers := func(list []claim.Span) bool {
		return slices.ContainsFunc(list, func(s claim.Span) bool { return s.Covers(at) })
	}
	var hinges, words []claim.Span
	switch b := c.Body.(type) {
	case *claim.Statement:
		hinges, words = b.CueSpan, append(slices.Clone(b.ContentSpans), b.SpeakerSpan...)
	case *claim.Event:
		hinges, words = []claim.Span{b.Trigger}, []claim.Span{c.Span}
	default:
		words = []claim.Span{c.Span}
	}
	switch {
	case covers(hinges):
		return sheet.Warning
	case covers(words):
		return sheet.Bold
	case c.Sentence.Covers(at):
		return sheet.Body
	}
	return sheet.Dim
}

// labelColumn is where the values of fields begin.
const labelColumn = 18

// claimLines shows the claim's fields, what was said of each, and of the whole.
func (s *Session) claimLines(l *sheet.Lines) {
	c := s.claim()
	if c == nil {
		l.Line(0, sheet.Body, "The record of this report has no claims.")
		l.Blank()
		return
	}
	l.Runs(0, []sheet.Run{{Style: sheet.Bold, Text: pointer(s.field < 0) + string(c.Kind)}, {Text: "  "}, s.verdict(), {Style: sheet.Dim, Text: fmt.Sprintf("   %s · confidence %.2f", c.Rule, c.Confidence)}})
	j := s.judgement(s.at)
	for i, f := range s.fields() {
		look, value := sheet.Body, short(f.Value, longValue)
		if j != nil {
			if should, wrong := j.Should[f.Name]; wrong {
				look = sheet.Warning
				value = "✗ " + value
				if should != "" {
					value += " → " + should
				}
			}
		}
		l.Row(0, look, pointer(i == s.field)+f.Name, labelColumn, value)
	}
	l.Blank()
}

// longValue is the length in code points above which a value is cut off on the screen.
const longValue = 240

func pointer(here bool) string {
	if here {
		return "▸ "
	}
	return "  "
}

// verdict says what was decided of the claim at hand.
func (s *Session) verdict() sheet.Run {
	c, r := s.claim(), s.reading()
	at := [2]string{r.Report.ID, c.ID}
	switch j := s.judgement(s.at); {
	case j != nil && !j.Right:
		return sheet.Run{Style: sheet.Warning, Text: "✗ wrong"}
	case j != nil && len(j.Should) > 0:
		return sheet.Run{Style: sheet.Bold, Text: fmt.Sprintf("✓ right but for %d field(s)", len(j.Should))}
	case j != nil:
		return sheet.Run{Style: sheet.Bold, Text: "✓ right"}
	case s.d.judged[at] != nil:
		return sheet.Run{Style: sheet.Warning, Text: "? says something else than when it was judged"}
	case s.d.passed[at]:
		return sheet.Run{Style: sheet.Dim, Text: "skipped"}
	}
	return sheet.Run{Style: sheet.Dim, Text: "not judged"}
}

// footer shows the keys, and below them what is being typed or what has just happened.
func (s *Session) footer(l *sheet.Lines) {
	switch s.mode {
	case mending:
		l.Line(0, sheet.Dim, "enter keeps it (empty: only that it is wrong) · ctrl+u clears · esc leaves it")
		l.Line(0, sheet.Bold, s.fields()[s.field].Name+" should be: "+string(s.typed)+"▏")
	case picking:
		l.Line(0, sheet.Dim, kindLine())
		l.Line(0, sheet.Bold, "missed: which kind? "+s.message)
	case quoting:
		l.Line(0, sheet.Dim, "enter adds it · esc leaves it")
		l.Line(0, sheet.Bold, "missed "+string(s.kind)+", in the report's words: "+string(s.typed)+"▏")
	default:
		l.Line(0, sheet.Dim, "y right · n wrong · ↓↑ x e field · a missed · d done · u undo · s skip · ? · q")
		l.Line(0, sheet.Bold, s.message)
	}
}

// kindLine lists the kinds with their keys, in the contract's order.
func kindLine() string {
	var all []string
	for _, kind := range claim.Kinds {
		for key, of := range kindKeys {
			if of == kind {
				all = append(all, key+" "+string(kind))
			}
		}
	}
	return strings.Join(all, " · ") + " · esc"
}

func help(l *sheet.Lines) {
	for _, row := range [][2]string{
		{"y", "the claim is right: its kind, its words and its fields, but for those marked wrong"},
		{"n", "the claim is wrong: nothing of its kind is said there"},
		{"↓ ↑, tab", "choose a field"},
		{"x", "the chosen field is wrong (again: it is right after all)"},
		{"e", "say what the chosen field should be"},
		{"a", "add a claim that was missed: its kind, then its words as the report has them"},
		{"d", "nothing else was missed in this report: recall is measured over such reports"},
		{"s", "skip: neither right nor wrong"},
		{"u", "undo the last deed, back to the beginning"},
		{"j k, → ←", "next and previous claim"},
		{"J K", "next and previous report"},
		{"g", "the first claim that is not decided"},
		{"q", "quit; everything decided is on disk already, the gold file is written now"},
	} {
		l.Row(2, sheet.Bold, row[0], 14, row[1])
	}
	l.Blank()
	l.Line(0, sheet.Dim, "any key goes back")
}

// short cuts a text at a number of code points.
func short(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// Clip fits a screen into a height: its first and last lines stay, and between them what is around the pointer.
func Clip(screen string, height int) string {
	lines := strings.Split(strings.TrimRight(screen, "\n"), "\n")
	if height < leastHeight || len(lines) <= height {
		return strings.Join(lines, "\n")
	}
	head, foot := lines[:2], lines[len(lines)-2:]
	middle, room := lines[2:len(lines)-2], height-4
	at := max(slices.IndexFunc(middle, func(l string) bool { return strings.Contains(l, "▸") }), 0)
	from := min(max(at-room/2, 0), len(middle)-room)
	return strings.Join(slices.Concat(head, middle[from:from+room], foot), "\n")
}

// leastHeight is the lines that a terminal must have for a screen to be fitted into it.
const leastHeight = 8
