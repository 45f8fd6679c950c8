package account

import (
	"slices"
	"sort"
	"sync"

	"github.com/parley-desk/parley/claim"
)

// Answers are denials and counter-statements with what they answer.
type Answers struct {
	AsOf  string       `json:"as_of,omitempty"`
	Lines []AnswerLine `json:"answers"`
}

// AnswerLine is a denial, rejection or counter-charge. Where nothing that it
// answers is found, To is absent: that it answers something else is not imputed.
type AnswerLine struct {
	Answer Utterance  `json:"answer"`
	Side   string     `json:"side"`
	To     *Utterance `json:"to,omitempty"`
	Tie    string     `json:"tie,omitempty"` // how they belong together
	Cites  Cites      `json:"cites"`
}

// answerDays is for how many days after it a statement is answered in another report.
const answerDays = 3

// Answers lists what the parties deny, reject or return.
func (b *Book) Answers() *Answers { return once(b, viewKey{name: "answers"}, b.makeAnswers) }

func (b *Book) makeAnswers() *Answers {
	out := &Answers{AsOf: b.AsOf, Lines: []AnswerLine{}}
	charges := sync.OnceValue(b.charges) // of which there are many, and denials few
	var seen []Utterance
	told := newWordings()
	for _, i := range b.of(claim.KindStatement) {
		s := i.Body.(*claim.Statement)
		if s.Speaker == nil || s.Act != claim.ActDeny && s.Act != claim.ActReject {
			continue
		}
		for _, voice := range s.Voices() { // each side denies for itself, also where two do so together
			side := b.sides.side(i.Of, voice.Actor)
			if !b.sides.party[side] {
				continue
			}
			before := len(seen)
			if seen = b.utter(told, seen, b.uttered(i, side, voice, s.Act, b.phrase(i.Words))); len(seen) == before {
				continue // told before
			}
			out.Lines = append(out.Lines, b.answer(i, s, voice, side, charges()))
		}
	}
	return out
}

// charge is a statement that may be answered.
type charge struct {
	Item
	s     *claim.Statement
	voice claim.Ref
	side  string
}

func (b *Book) charges() []charge {
	var all []charge
	for _, c := range b.reports {
		all = append(all, remember(b, c, itsCharges, func() []charge { return b.chargesOf(c) })...)
	}
	return all
}

// chargesOf are the statements of a report that may be answered.
func (b *Book) chargesOf(c *Contribution) (all []charge) {
	for _, i := range b.grouped[c] {
		s, ok := i.Body.(*claim.Statement)
		if !ok || s.Speaker == nil || s.Act == claim.ActDeny || s.Act == claim.ActReject {
			continue
		}
		for _, voice := range s.Voices() {
			all = append(all, charge{i, s, voice, b.sides.side(i.Of, voice.Actor)})
		}
	}
	return all
}

// incidentIn is the incident that a statement's words tell of.
func (b *Book) incidentIn(i Item) *Incident {
	for _, o := range b.grouped[i.Of] {
		if o.In != i.In || !i.Span.Covers(o.Span) {
			continue // most: the rest costs more
		}
		if in := b.incidentOf(o); in != nil {
			return in
		}
	}
	return nil
}

func (b *Book) answer(i Item, s *claim.Statement, voice claim.Ref, side string, charges []charge) AnswerLine {
	line := AnswerLine{Answer: Utterance{i.Of.day(), b.who(i.Of, voice), s.Act, i.Words, 1, i.Cites(), nil}, Side: side, Cites: i.Cites()}
	to, tie := b.answered(i, s, side, charges)
	if to == nil {
		return line
	}
	line.To = &Utterance{to.Of.day(), b.who(to.Of, to.voice), to.s.Act, to.Words, 1, to.Cites(), nil}
	line.Tie, line.Cites = tie, line.Cites.With(to.Cites())
	return line
}

// answered finds what a statement answers: by the record's own link, else the
// latest charge of another against its side about the same incident or issue.
func (b *Book) answered(i Item, s *claim.Statement, side string, charges []charge) (*charge, string) {
	for _, l := range i.About {
		if l.How != claim.Answers && l.How != claim.Denies && l.How != claim.ResponseTo {
			continue
		}
		from, until := within(charges, func(c *charge) int { return compareVersions(c.Of, i.Of) })
		for n := from; n < until; n++ {
			if charges[n].Of == i.Of && charges[n].ID == l.Claim {
				return &charges[n], "the report ties them"
			}
		}
	}
	incident := b.incidentIn(i)
	day, first := i.Of.day(), addDays(i.Of.day(), -answerDays)
	from, until := within(charges, func(c *charge) int { return dayWithin(c.Of.day(), first, day) })
	for n := until - 1; n >= from; n-- {
		c := &charges[n]
		gap := daysBetween(c.Of.day(), day)
		if c.side == side || c.side == "" || gap < 0 || gap > answerDays || !b.against(c, side) {
			continue
		}
		if incident != nil && b.incidentIn(c.Item) == incident {
			return c, "the same incident"
		}
		if issue := sharedIssue(c.s.Issues, s.Issues); issue != "" && c.Of != i.Of {
			return c, "the same issue (" + string(issue) + ")"
		}
	}
	return nil, ""
}

// within finds the stretch of charges, which stand in the order of their reports, that compare as equal.
func within(charges []charge, compare func(*charge) int) (from, until int) {
	from = sort.Search(len(charges), func(n int) bool { return compare(&charges[n]) >= 0 })
	return from, from + sort.Search(len(charges)-from, func(n int) bool { return compare(&charges[from+n]) > 0 })
}

// dayWithin is 0 for a day from one to another, less before them, more after.
func dayWithin(day, from, until string) int {
	switch {
	case day < from:
		return -1
	case day > until:
		return 1
	}
	return 0
}

// against tells whether a statement accuses or condemns a side.
func (b *Book) against(c *charge, side string) bool {
	if c.s.Act != claim.ActAccuse && c.s.Act != claim.ActCondemn && c.s.Act != claim.ActDemand {
		return false
	}
	return len(c.s.Target) == 0 || slices.ContainsFunc(c.s.Target, func(r claim.Ref) bool { return b.sides.side(c.Of, r.Actor) == side })
}

func sharedIssue(a, o []claim.Issue) claim.Issue {
	for _, issue := range a {
		if slices.Contains(o, issue) {
			return issue
		}
	}
	return ""
}

// Tables shows each answer beside what it answers.
func (a *Answers) Tables() []Table {
	t := Table{Title: "Denials and rejections", Columns: []string{"day", "who", "answers", "to", "which said"}}
	for _, l := range a.Lines {
		to, said := "not found in the record", ""
		if l.To != nil {
			to, said = l.To.Speaker+", "+l.To.Day, l.To.Words
		}
		t.Lines = append(t.Lines, NewLine(l.Cites, l.Answer.Day, l.Answer.Speaker, l.Answer.Words, to, said))
	}
	return []Table{t}
}
