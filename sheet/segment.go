package sheet

import (
	"cmp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/parley-desk/parley/claim"
)

// segment is a run of the text in which the same claims stand.
type segment struct {
	Text   string
	Class  string // of its claims' kinds; empty where there are none
	Claims string // numbers of its claims, innermost first, parted by spaces
	First  int    // number of the innermost claim
	Starts []int  // numbers of the claims whose words begin here
}

// highlight is a stretch of the text that a claim's words, source or cue take up.
type highlight struct {
	claim.Span
	number int // of the claim, counted from 1
	class  string
	starts bool // the first of its claim
}

// highlights are those of the claims in the title or in the text, in order, wider ones first.
func highlights(k *maker, title bool) []highlight {
	var all []highlight
	for i := range k.record.Claims {
		c := &k.record.Claims[i]
		if (c.In == "title") != title {
			continue
		}
		of := claimHighlights(c, i+1)
		for j := range of {
			of[j].Span = k.in(c).clip(of[j].Span)
		}
		slices.SortFunc(of, func(a, b highlight) int { return cmp.Or(byPosition(a, b), cmp.Compare(a.class, b.class)) })
		if len(of) > 0 {
			of[0].starts = true
		}
		all = append(all, of...)
	}
	slices.SortStableFunc(all, byPosition)
	return all
}

func byPosition(a, b highlight) int { return cmp.Or(a.Start-b.Start, b.End-a.End) }

// claimHighlights are a statement's source, cue and content, and any other claim's words, in no order.
func claimHighlights(c *claim.Claim, number int) []highlight {
	s, ok := c.Body.(*claim.Statement)
	if !ok || len(s.ContentSpans) == 0 {
		return []highlight{{Span: c.Span, number: number, class: "k-" + string(c.Kind)}}
	}
	var all []highlight
	for class, spans := range map[string][]claim.Span{"k-statement": s.ContentSpans, "cue": s.CueSpan, "source": s.SpeakerSpan} {
		for _, span := range spans {
			all = append(all, highlight{Span: span, number: number, class: class})
		}
	}
	return all
}

// mostActive bounds how many claims one run of the text is tied to.
const mostActive = 12

// sweep goes over a text once and cuts it where highlights begin and end.
type sweep struct {
	text   *words
	marked []highlight // in order
	next   int         // the first that has not begun
	active []highlight // those that have begun and not ended
}

// segments cuts the next stretch of the text; stretches are asked for in order.
func (w *sweep) segments(within claim.Span) []segment {
	starts := w.begin(within.Start)
	cuts := w.cuts(within)
	var all []segment
	for i := 0; i+1 < len(cuts); i++ {
		if i > 0 {
			starts = w.begin(cuts[i])
		}
		all = append(all, newSegment(w.text.at(claim.Span{Start: cuts[i], End: cuts[i+1]}), w.active, starts))
	}
	return all
}

// begin lets go of the highlights that end at a position, takes in those that
// begin up to there, and gives the numbers of the claims whose first they are.
func (w *sweep) begin(at int) (starts []int) {
	w.active = slices.DeleteFunc(w.active, func(h highlight) bool { return h.End <= at })
	for ; w.next < len(w.marked) && w.marked[w.next].Start <= at; w.next++ {
		h := w.marked[w.next]
		if h.End > at && len(w.active) < mostActive {
			w.active = append(w.active, h)
		}
		if h.starts {
			starts = append(starts, h.number)
		}
	}
	return starts
}

// cuts are the positions at which a stretch is cut, in order, its own ends among them.
func (w *sweep) cuts(within claim.Span) []int {
	cuts := []int{within.Start, within.End}
	cut := func(at int) {
		if at > within.Start && at < within.End {
			cuts = append(cuts, at)
		}
	}
	for _, h := range w.active {
		cut(h.End)
	}
	for _, h := range w.marked[w.next:] {
		if h.Start >= within.End {
			break
		}
		cut(h.Start)
		cut(h.End)
	}
	slices.Sort(cuts)
	return slices.Compact(cuts)
}

func newSegment(text string, active []highlight, starts []int) segment {
	s := segment{Text: text, Starts: starts}
	if len(active) == 0 {
		return s
	}
	inner := slices.Clone(active)
	slices.SortStableFunc(inner, func(a, b highlight) int { return a.Len() - b.Len() })
	var classes, numbers []string
	for _, h := range inner {
		classes = append(classes, h.class)
		numbers = append(numbers, strconv.Itoa(h.number))
	}
	slices.Sort(classes)
	s.First = inner[0].number
	s.Class = strings.Join(slices.Compact(classes), " ")
	s.Claims = strings.Join(compact(numbers), " ")
	return s
}

// compact leaves out what came before.
func compact(list []string) []string {
	var kept []string
	for _, item := range list {
		if !slices.Contains(kept, item) {
			kept = append(kept, item)
		}
	}
	return kept
}

// paragraphs are the lines of a text that are not blank, without the white space around them.
func paragraphs(w *words) []claim.Span {
	var all []claim.Span
	at := 0
	for line := range strings.SplitAfterSeq(w.text, "\n") {
		length := utf8.RuneCountInString(line)
		if core := strings.TrimSpace(line); core != "" {
			start := at + utf8.RuneCountInString(line[:len(line)-len(strings.TrimLeftFunc(line, unicode.IsSpace))])
			all = append(all, claim.Span{Start: start, End: start + utf8.RuneCountInString(core)})
		}
		at += length
	}
	return all
}

// paragraphOf is the index of the paragraph in which a position lies, or else of the one before.
func paragraphOf(all []claim.Span, at int) int {
	i := sort.Search(len(all), func(i int) bool { return all[i].Start > at })
	return max(i-1, 0)
}

// longCrosshead is the length in bytes above which a line without a final stop is still a paragraph.
const longCrosshead = 90

// crosshead tells whether a line is a heading between the paragraphs.
func crosshead(line string) bool {
	last, _ := utf8.DecodeLastRuneInString(line)
	return len(line) <= longCrosshead && !strings.ContainsRune(".!?…:;,”\"’)»؟۔。", last)
}
