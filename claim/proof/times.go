package proof

import (
	"strconv"
	"strings"
	"time"

	"github.com/parley-desk/parley/claim"
)

// when proves a time: its words are a time expression of the report that denotes these days, or lead
// to them by a length of time; or they are the dateline's day, or another claim's to which a link leads.
func (p *prover) when(field string, w *claim.When) {
	if w == nil {
		return
	}
	p.ground(field, func() string { return p.whenGround(w) })
	switch {
	case w.Basis == claim.BasisInferred:
		if !p.inferred(w) {
			p.gap(field, "is inferred, but no claim that it leads to has this time: "+days(w))
		}
	case w.Span != nil:
		p.expressed(field, w)
	case w.Basis == claim.BasisDateline:
		if d := p.record.Report.Dateline; d == nil || w.Start != d.Day {
			p.gap(field, "is not the dateline's day: "+days(w))
		}
	default:
		p.gap(field, "no words tell of it: "+days(w))
	}
}

// inferred tells whether a claim to which the claim at hand leads has this time.
func (p *prover) inferred(w *claim.When) bool {
	for _, l := range p.at.About {
		if to := p.claims[l.Claim]; to != nil && to.Time != nil && to.Time.Start == w.Start && to.Time.End == w.End {
			return true
		}
	}
	return false
}

// expressed proves a time by the time expression that its span touches.
func (p *prover) expressed(field string, w *claim.When) {
	found := p.times[p.at.In != ""].touching(*w.Span)
	for _, i := range found {
		t := &p.timesOf(p.at.In != "")[i]
		if denotes(t, w) || p.since(t, w) || p.after(t, w) || p.apartFrom(i, w) {
			p.stated(field, t, w)
			return
		}
	}
	switch {
	case p.nthDay(w), p.between(found, w):
	case len(found) > 0:
		p.gap(field, "the words tell of another time: "+days(w))
	default:
		p.gap(field, "its words are no time expression: "+days(w))
	}
}

// denotes tells whether a time expression denotes the days of w, or w is its beginning or its end ("by 2025").
func denotes(t *claim.Time, w *claim.When) bool {
	switch {
	case t.Start == "" && t.End == "":
		return false
	case t.Start == w.Start && t.End == w.End:
		return true
	}
	return (w.Start == w.End || w.Start == "") && w.End == t.End || (w.Start == w.End || w.End == "") && w.Start == t.Start
}

// between tells whether w runs from the first of some time expressions to the last of them: "on Friday and Saturday".
func (p *prover) between(found []int, w *claim.When) bool {
	if len(found) < 2 {
		return false
	}
	times := p.timesOf(p.at.In != "")
	first, last := &times[found[0]], &times[found[len(found)-1]]
	return first.Start != "" && first.Start == w.Start && last.End == w.End
}

// since tells whether w runs from the beginning of a time expression to the day of telling: "since Monday" (docs/codebook.md, T7).
func (p *prover) since(t *claim.Time, w *claim.When) bool {
	return w.Start == t.Start && len(p.record.Report.Published) >= len(time.DateOnly) && w.End == p.record.Report.Published[:len(time.DateOnly)]
}

// stated proves that the words of a day that is said outright hold its number: "6 November" for the sixth.
func (p *prover) stated(field string, t *claim.Time, w *claim.When) {
	if w.Basis != claim.BasisStated || w.Precision != claim.PrecisionDay || w.Start != w.End || len(w.Start) < len(time.DateOnly) {
		return
	}
	day, err := strconv.Atoi(w.Start[8:10])
	if n := readNumerals(t.Text); err == nil && !n.nth[day] && !n.values[float64(day)] && !strings.ContainsFunc(t.Text, isLetter) {
		p.gap(field, "its words do not hold the day's number: "+strconv.Quote(t.Text))
	}
}

// after tells whether the days of w lie the length of time t after (or before) a day that
// the claim or the report gives: a truce of 48 hours declared on the 15th ends on the 17th.
func (p *prover) after(t *claim.Time, w *claim.When) bool {
	length, ok := daysIn(t.Value)
	if !ok || t.Type != claim.TypeDuration {
		return false
	}
	for _, from := range p.anchors() {
		for _, to := range []string{w.Start, w.End} {
			if d, ok := apart(from, to); ok && (d == length || -d == length) {
				return true
			}
		}
	}
	return false
}

// apartFrom tells whether time expression i is a length of time with "after" or "before" behind it, and the days of w, no more than a week, hold the
// one that lies so far from a day that the claim gives, or that the text told last before: "On Monday … The raid came two days after …".
func (p *prover) apartFrom(i int, w *claim.When) bool {
	times := p.timesOf(p.at.In != "")
	length, ok := daysIn(times[i].Value)
	if days, known := apart(w.Start, w.End); !ok || times[i].Type != claim.TypeDuration || !known || days > longestWeek {
		return false
	}
	end := times[i].Span.End
	behind, _ := p.here(p.at.In).Cut(claim.Span{Start: end, End: min(end+len(" before "), p.at.Sentence.End)})
	if word := strings.Fields(behind); len(word) == 0 || word[0] != "after" && word[0] != "before" {
		return false
	}
	for _, from := range append(p.anchors(), lastDays(times[:i])...) {
		to, known := apart(from, w.Start)
		till, _ := apart(from, w.End)
		if known && (to <= length && length <= till || to <= -length && -length <= till) {
			return true
		}
	}
	return false
}

// longestWeek is how many days lie between the first and the last of a week.
const longestWeek = 6

// lastDays are the days that the last of some time expressions denote.
func lastDays(times []claim.Time) (days []string) {
	for k := len(times) - 1; k >= 0 && len(days) < toldLast; k-- {
		if t := &times[k]; len(t.Start) == len(time.DateOnly) && t.Start == t.End {
			days = append(days, t.Start)
		}
	}
	return days
}

// toldLast is how many days told before a length of time it may be counted from.
const toldLast = 3

// nthDay tells whether the days of w are counted back in words: "shut for a tenth day" began nine days ago.
func (p *prover) nthDay(w *claim.When) bool {
	words, _ := p.here(p.at.In).Cut(*w.Span)
	read := readNumerals(words)
	for _, from := range p.anchors() {
		if d, ok := apart(w.Start, from); ok && d >= 0 && read.nth[d+1] {
			return true
		}
	}
	return false
}

// anchors are the days from which a length of time may be counted.
func (p *prover) anchors() []string {
	anchors := []string{p.record.Report.Published}
	if d := p.record.Report.Dateline; d != nil {
		anchors = append(anchors, d.Day)
	}
	for _, s := range p.reach {
		for _, i := range p.times[s.in != ""].touching(s.span) {
			if t := &p.timesOf(s.in != "")[i]; t.Start != "" {
				anchors = append(anchors, t.Start, t.End)
			}
		}
	}
	return anchors
}

// daysIn is the length in days of a TIMEX3 duration of weeks, days or hours.
func daysIn(value string) (int, bool) {
	number := strings.TrimLeft(value, "PT")
	if number == "" || value[0] != 'P' {
		return 0, false
	}
	n, err := strconv.ParseFloat(number[:len(number)-1], 64)
	if err != nil || n > maxDays {
		return 0, false
	}
	switch unit := number[len(number)-1]; {
	case unit == 'W':
		n *= 7
	case unit == 'D':
	case unit == 'H' && value[1] == 'T':
		n /= 24
	default:
		return 0, false
	}
	return int(n + 0.5), true
}

// maxDays bounds a length of time that is counted in days.
const maxDays = 1e5

// apart is how many days lie between two ISO 8601 days.
func apart(from, to string) (int, bool) {
	if len(from) < len(time.DateOnly) || len(to) < len(time.DateOnly) {
		return 0, false
	}
	a, err := time.Parse(time.DateOnly, from[:len(time.DateOnly)])
	b, err2 := time.Parse(time.DateOnly, to[:len(time.DateOnly)])
	return int(b.Sub(a).Hours() / 24), err == nil && err2 == nil
}

func days(w *claim.When) string { return w.Start + " to " + w.End }
