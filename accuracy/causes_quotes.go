package main

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// attribution is one marked attribution of the gold, or one of our statements.
type attribution struct{ Source, Cue, Content []claim.Span }

// quoteCauses tells, for each attribution of the gold, the first thing that
// keeps ours from being the same: cue, source, content, or only their bounds.
func quoteCauses(w *workshop, gold string, _ map[string]any) ([]table, error) {
	records, err := w.records()
	if err != nil {
		return nil, err
	}
	causes := map[bool]tally{true: {}, false: {}}
	count := map[bool]int{}
	invented, printed := 0, 0
	err = eachLine(gold, func(line []byte) error {
		var row struct {
			ID, Text string
			Labels   []attribution
		}
		if err := json.Unmarshal(line, &row); err != nil {
			return err
		}
		ours := statements(records[row.ID])
		runes := []rune(row.Text)
		for _, g := range row.Labels {
			direct := isDirect(g, runes)
			count[direct]++
			causes[direct][quoteCause(g, ours)]++
		}
		for _, o := range ours {
			printed++
			if !anyTouches(row.Labels, o) {
				invented++
			}
		}
		return nil
	})
	t := table{title: "Attributions of the gold by what ours lack first", head: []string{"cause", "direct speech", "share", "other", "share"}}
	for _, cause := range quoteOrder {
		d, i := causes[true][cause], causes[false][cause]
		t.rows = append(t.rows, []string{cause, strconv.Itoa(d), share(d, count[true]), strconv.Itoa(i), share(i, count[false])})
	}
	extra := table{title: "Statements printed", head: []string{"", "statements", "share"},
		rows: [][]string{{"printed", strconv.Itoa(printed), ""}, {"where gold has no cue", strconv.Itoa(invented), share(invented, printed)}}}
	return []table{t, extra}, err
}

// quoteOrder is the order in which things go wrong.
var quoteOrder = []string{"cue not found", "source not found", "source where there is none", "content not found",
	"content's bounds", "source's bounds", "cue's bounds", "all the same"}

// quoteCause compares an attribution of the gold with that of ours which shares most of its content.
func quoteCause(g attribution, ours []attribution) string {
	best, most := attribution{}, -1
	for _, o := range ours {
		if !touch(g.Cue, o.Cue) {
			continue
		}
		if n := shared(g.Content, o.Content); n > most {
			best, most = o, n
		}
	}
	switch {
	case most < 0:
		return "cue not found"
	case len(g.Source) == 0 && len(best.Source) > 0:
		return "source where there is none"
	case len(g.Source) > 0 && !touch(g.Source, best.Source):
		return "source not found"
	case most == 0:
		return "content not found"
	case !same(g.Content, best.Content):
		return "content's bounds"
	case !same(g.Source, best.Source):
		return "source's bounds"
	case !same(g.Cue, best.Cue):
		return "cue's bounds"
	}
	return "all the same"
}

func statements(r *claim.Record) []attribution {
	var out []attribution
	if r == nil {
		return out
	}
	for i := range r.Claims {
		if s, ok := r.Claims[i].Body.(*claim.Statement); ok && r.Claims[i].In == "" {
			out = append(out, attribution{s.SpeakerSpan, s.CueSpan, s.ContentSpans})
		}
	}
	return out
}

// isDirect is the scorer's notion: the content begins with a quotation mark, or just after one.
func isDirect(a attribution, text []rune) bool {
	if len(a.Content) == 0 {
		return false
	}
	first := a.Content[0].Start
	for _, s := range a.Content {
		first = min(first, s.Start)
	}
	return strings.ContainsAny(string(text[max(0, first-1):min(len(text), first+1)]), "\"“‘'«„`")
}

func anyTouches(gold []attribution, ours attribution) bool {
	for _, g := range gold {
		if touch(g.Cue, ours.Cue) {
			return true
		}
	}
	return false
}

func touch(a, b []claim.Span) bool { return shared(a, b) > 0 }

// shared counts the characters that two lists of spans share.
func shared(a, b []claim.Span) int {
	n := 0
	for _, x := range a {
		for _, y := range b {
			n += max(0, min(x.End, y.End)-max(x.Start, y.Start))
		}
	}
	return n
}

// same tells whether two lists have the same spans in any order.
func same(a, b []claim.Span) bool {
	if len(a) != len(b) {
		return false
	}
	order := func(x, y claim.Span) int { return cmp.Compare(x.Start, y.Start) }
	return slices.Equal(slices.SortedFunc(slices.Values(a), order), slices.SortedFunc(slices.Values(b), order))
}
