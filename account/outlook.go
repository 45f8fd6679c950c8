package account

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// Outlook is what is expected, by whom, and whether it came true by the record.
type Outlook struct {
	AsOf  string         `json:"as_of,omitempty"`
	Lines []ExpectedLine `json:"expected"`
}

// ExpectedLine is a projection.
type ExpectedLine struct {
	Holder      string   `json:"holder"`         // who expects it, else the outlet that told it first
	Also        []string `json:"also,omitempty"` // other outlets that tell it in the same words
	Content     string   `json:"content"`
	If          string   `json:"if,omitempty"`
	From        string   `json:"from,omitempty"` // its horizon
	To          string   `json:"to,omitempty"`
	Probability *float64 `json:"probability,omitempty"`
	Known       string   `json:"known"`
	// Came says what the record has of it: open (its time has not passed), came
	// (somebody tells that it did), or unknown. That nobody tells of it does not
	// make it untrue.
	Came  string `json:"came"`
	Proof *Cites `json:"proof,omitempty"` // of what came
	Cites Cites  `json:"cites"`
}

// Holders are all by whose word a projection stands.
func (l *ExpectedLine) Holders() []string { return append([]string{l.Holder}, l.Also...) }

// Outlook lists the projections of the case, by when they were made.
func (b *Book) Outlook() *Outlook { return once(b, viewKey{name: "outlook"}, b.makeOutlook) }

func (b *Book) makeOutlook() *Outlook {
	out := &Outlook{AsOf: b.AsOf, Lines: []ExpectedLine{}}
	told, from := newWordings(), []gathering{}
	outcomes := newOutcomes(b)
	for _, c := range b.reports {
		for _, e := range remember(b, c, itsExpectations, func() []expectation { return b.expectationsOf(c) }) {
			at := told.find(e.by, e.Words, e.phrase, always)
			if at < 0 {
				at = len(out.Lines)
				told.put(e.by, e.Words, e.phrase, at)
				out.Lines, from = append(out.Lines, b.expected(e, outcomes)), append(from, gathering{})
			}
			from[at].add(e.Item)
			if !slices.Contains(out.Lines[at].Holders(), e.holder) {
				out.Lines[at].Also = append(out.Lines[at].Also, e.holder)
			}
		}
	}
	for n := range out.Lines {
		out.Lines[n].Cites = from[n].cites()
	}
	return out
}

// expectation is a projection as one report tells it.
type expectation struct {
	Item
	p      *claim.Projection
	holder string
	by     string // whose like words are the same: empty for the papers' own, as one story is one line, whoever carries it
	phrase
}

func (b *Book) expectationsOf(c *Contribution) (all []expectation) {
	for _, i := range b.grouped[c] {
		if p, ok := i.Body.(*claim.Projection); ok {
			e := expectation{Item: i, p: p, holder: b.holder(i, p), phrase: b.phrase(i.Words)}
			if p.Holder != nil || len(i.By) > 0 {
				e.by = e.holder
			}
			all = append(all, e)
		}
	}
	return all
}

// holder is who expects: by the projection's own word, else by whose word it stands.
func (b *Book) holder(i Item, p *claim.Projection) string {
	if p.Holder != nil {
		return b.who(i.Of, *p.Holder)
	}
	name, _ := b.claimant(i)
	return name
}

func (b *Book) expected(e expectation, outcomes *outcomes) ExpectedLine {
	i, p := e.Item, e.p
	line := ExpectedLine{Holder: e.holder, Content: i.Words, Probability: p.Probability, Known: i.Of.day(), Came: "open"}
	if p.If != nil {
		line.If = p.If.Text
	}
	if p.Horizon != nil {
		line.From, line.To = p.Horizon.Start, cmp.Or(p.Horizon.End, p.Horizon.Start)
	}
	if came := outcomes.of(i, p); came != nil {
		cites := came.Cites()
		line.Came, line.Proof = "told to have come", &cites
	} else if line.To != "" && b.today() > line.To {
		line.Came = "time passed, outcome unknown"
	}
	return line
}

// expectedKinds are the kinds of the claims that stand within a projection's words.
func (b *Book) expectedKinds(i Item) []claim.Kind {
	var kinds []claim.Kind
	for _, o := range b.grouped[i.Of] {
		if o.ID != i.ID && o.In == i.In && i.Span.Covers(o.Span) && o.Kind != claim.KindStatement && !slices.Contains(kinds, o.Kind) {
			kinds = append(kinds, o.Kind)
		}
	}
	return kinds
}

// Tables shows the outlook.
func (o *Outlook) Tables() []Table {
	t := Table{Title: "Outlook", Columns: []string{"known", "who", "expects", "if", "for", "by the record"}}
	for _, l := range o.Lines {
		t.Lines = append(t.Lines, NewLine(l.Cites, l.Known, andMore(l.Holders()), l.Content, l.If, period(l.From, l.To), l.Came))
	}
	return []Table{t}
}

// andMore names the first and counts the others.
func andMore(names []string) string {
	if len(names) == 1 {
		return names[0]
	}
	return fmt.Sprintf("%s and %d more", names[0], len(names)-1)
}

// Calendar is what is announced for a day.
type Calendar struct {
	AsOf  string         `json:"as_of,omitempty"`
	Lines []CalendarLine `json:"calendar"`
}

// CalendarLine is an announced step.
type CalendarLine struct {
	From   string `json:"from"`
	To     string `json:"to,omitempty"`
	What   string `json:"what"` // meeting, end of the truce, deadline, expected
	Words  string `json:"words"`
	By     string `json:"by"`
	Passed bool   `json:"passed,omitempty"`
	Cites  Cites  `json:"cites"`
}

// Calendar lists what reports announce for days after their own.
func (b *Book) Calendar() *Calendar { return once(b, viewKey{name: "calendar"}, b.makeCalendar) }

func (b *Book) makeCalendar() *Calendar {
	out := &Calendar{AsOf: b.AsOf, Lines: []CalendarLine{}}
	told, from := newWordings(), []gathering{}
	for _, c := range b.reports {
		for _, d := range remember(b, c, itsAnnouncements, func() []announcement { return b.announcements(c) }) {
			i := d.of
			key := d.when.Start + " " + d.what
			at := told.find(key, i.Words, d.phrase, always)
			if at < 0 {
				at = len(out.Lines)
				told.put(key, i.Words, d.phrase, at)
				out.Lines = append(out.Lines, CalendarLine{From: d.when.Start, To: d.when.End, What: d.what, Words: i.Words, By: d.by, Passed: d.when.Start < b.today()})
				from = append(from, gathering{})
			}
			from[at].add(i)
		}
	}
	for n := range out.Lines {
		out.Lines[n].Cites = from[n].cites()
	}
	slices.SortStableFunc(out.Lines, func(x, y CalendarLine) int { return cmp.Compare(x.From, y.From) })
	return out
}

type announcement struct {
	what string
	when *claim.When
	of   Item
	by   string
	phrase
}

// announcements are what a report announces for days after its own.
func (b *Book) announcements(c *Contribution) (all []announcement) {
	for _, i := range b.grouped[c] {
		for _, d := range announced(i) {
			if d.when != nil && d.when.Start != "" && d.when.Start > c.day() && spanDays(d.when) <= 31 {
				d.of = i
				all = append(all, d)
			}
		}
	}
	all = slices.DeleteFunc(all, func(d announcement) bool { return d.what == nextMeeting && announcesItself(all, d) })
	for n := range all {
		d := &all[n]
		d.by, _ = b.claimant(d.of)
		d.phrase = b.phrase(d.of.Words)
	}
	return all
}

// announcesItself tells whether the report tells of the next meeting in words of its own: it is cited by them, and not by those
// for the meeting before it.
func announcesItself(all []announcement, next announcement) bool {
	return slices.ContainsFunc(all, func(d announcement) bool {
		return d.what == "meeting" && d.when.Start == next.when.Start && d.of.ID != next.of.ID
	})
}

// nextMeeting is how the day is announced that a meeting sets for the next one.
const nextMeeting = "next meeting"

// announced are the days to come that a claim names.
func announced(i Item) []announcement {
	if i.Polarity == claim.Negative {
		return nil
	}
	switch body := i.Body.(type) {
	case *claim.Meeting:
		if planned(i, body) {
			return []announcement{{what: "meeting", when: i.Time}, {what: nextMeeting, when: body.Next}}
		}
		return []announcement{{what: nextMeeting, when: body.Next}}
	case *claim.Ceasefire:
		return []announcement{{what: "end of the truce", when: body.Ends}, {what: "start of the truce", when: body.Effective}}
	case *claim.Commitment:
		return []announcement{{what: "deadline", when: body.Deadline}}
	case *claim.Projection:
		return []announcement{{what: "expected", when: body.Horizon}}
	case *claim.Status:
		return []announcement{{what: string(body.State) + " until", when: body.Until}}
	}
	return nil
}

// Tables shows the calendar.
func (c *Calendar) Tables() []Table {
	t := Table{Title: "Calendar", Columns: []string{"day", "what", "words", "by"}}
	for _, l := range c.Lines {
		what := l.What
		if l.Passed {
			what += " (passed)"
		}
		t.Lines = append(t.Lines, NewLine(l.Cites, period(l.From, strings.TrimSpace(l.To)), what, l.Words, l.By))
	}
	return []Table{t}
}
