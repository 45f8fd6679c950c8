package account

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// Commitments are who owes, asks, offers or refuses what, with what came of it.
type Commitments struct {
	AsOf  string           `json:"as_of,omitempty"`
	Lines []CommitmentLine `json:"commitments"`
}

// CommitmentLine is one demand, pledge, condition, obligation, offer or refusal.
type CommitmentLine struct {
	Form      claim.CommitmentForm `json:"form"`
	From      string               `json:"from,omitempty"`
	Side      string               `json:"side,omitempty"`
	To        []string             `json:"to,omitempty"`
	Content   string               `json:"content"`
	Issues    []claim.Issue        `json:"issues,omitempty"`
	Since     string               `json:"since"` // when it was first known
	By        string               `json:"by,omitempty"`
	Deadline  string               `json:"deadline,omitempty"`
	Condition []Said               `json:"condition,omitempty"`
	Agreement string               `json:"agreement,omitempty"`
	Status    string               `json:"status"`
	Score     *int                 `json:"score,omitempty"` // Peace Accords Matrix, by an analyst
	Answers   []Said               `json:"answers,omitempty"`
	Breaches  []Said               `json:"breaches,omitempty"`
	Origins   int                  `json:"origins"`
	Cites     Cites                `json:"cites"`
	items     []Item
}

// Commitments lists the commitments of the case, by when they were first known.
func (b *Book) Commitments() *Commitments {
	return once(b, viewKey{name: "commitments"}, b.makeCommitments)
}

func (b *Book) makeCommitments() *Commitments {
	out := &Commitments{AsOf: b.AsOf, Lines: []CommitmentLine{}}
	told := newWordings()
	for _, c := range b.reports {
		for _, p := range remember(b, c, itsPledges, func() []pledged { return b.pledgesOf(c) }) {
			at := told.find(p.key, p.line.Content, p.phrase, always)
			if at < 0 {
				told.put(p.key, p.line.Content, p.phrase, len(out.Lines))
				out.Lines = append(out.Lines, p.line)
				continue
			}
			out.Lines[at].items = append(out.Lines[at].items, p.line.items...)
		}
	}
	for n := range out.Lines {
		b.settle(&out.Lines[n])
	}
	return out
}

// pledged is a commitment as one report tells it.
type pledged struct {
	line CommitmentLine
	key  string // of the tellings that it is compared with
	phrase
}

func (b *Book) pledgesOf(c *Contribution) (all []pledged) {
	for _, i := range b.grouped[c] {
		if body, ok := i.Body.(*claim.Commitment); ok {
			line := b.commitment(i, body)
			all = append(all, pledged{line, string(line.Form) + " " + cmp.Or(line.Side, line.From), b.phrase(line.Content)})
		}
	}
	return all
}

func (b *Book) commitment(i Item, c *claim.Commitment) CommitmentLine {
	line := CommitmentLine{Form: c.Form, Content: c.Content, Issues: c.Issues, Since: i.Of.day(), Cites: i.Cites(), items: []Item{i}}
	if c.From != nil {
		line.From, line.Side = b.who(i.Of, *c.From), b.sides.side(i.Of, c.From.Actor)
	}
	for _, to := range c.To {
		line.To = append(line.To, b.who(i.Of, to))
	}
	if name, _ := b.claimant(i); name != line.From {
		line.By = name
	}
	if c.Deadline != nil {
		line.Deadline = cmp.Or(c.Deadline.End, c.Deadline.Start)
	}
	if c.Agreement != nil {
		line.Agreement = c.Agreement.Text
	}
	return line
}

// sameWordsShare is the share of the shorter wording's words that two tellings of one commitment have in common.
const sameWordsShare = 0.75

func shareOf(x, y []string) float64 {
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) == 0 {
		return 0
	}
	n := 0
	for _, w := range x {
		if slices.Contains(y, w) {
			n++
		}
	}
	return float64(n) / float64(len(x))
}

// settle finds what came of a commitment: answers and alleged breaches that the
// record ties to it, its conditions, an analyst's score. What nobody says is unknown.
func (b *Book) settle(line *CommitmentLine) {
	answers, breaches, conditions := b.tally(), b.tally(), b.tally()
	for _, i := range line.items {
		if d, ok := b.edits.scores[i.key()]; ok {
			line.Score = d.Score
		}
		for _, o := range b.about(i) {
			switch {
			case o.how == claim.DependsOn && o.from == i.ID:
				conditions.add(o.item.Words, o.item)
			case o.item.Kind == claim.KindBreach:
				breaches.add(o.item.Words, o.item)
			case o.from != i.ID && (o.how == claim.Answers || o.how == claim.Denies || o.how == claim.ResponseTo):
				answers.add(o.item.Words, o.item)
			}
		}
	}
	line.Origins, line.Cites = b.originsAmong(line.items), citesOf(line.items...)
	line.Answers, line.Breaches, line.Condition = answers.said(), breaches.said(), conditions.said()
	line.Status = b.commitmentStatus(line)
}

// linked is a claim tied to another of its report.
type linked struct {
	item Item
	how  claim.How
	from string // the claim that carries the link
}

// about lists the claims that a claim is about, and those about it.
func (b *Book) about(i Item) []linked {
	var all []linked
	for _, o := range b.grouped[i.Of] {
		for _, l := range i.About {
			if l.Claim == o.ID {
				all = append(all, linked{o, l.How, i.ID})
			}
		}
		for _, l := range o.About {
			if l.Claim == i.ID {
				all = append(all, linked{o, l.How, o.ID})
			}
		}
	}
	return all
}

func (b *Book) commitmentStatus(line *CommitmentLine) string {
	switch {
	case line.Score != nil:
		return [...]string{"not begun", "kept minimally", "kept in part", "kept in full"}[*line.Score] + " (scored)"
	case len(line.Breaches) > 0:
		return "breach alleged"
	case len(line.Answers) > 0:
		return "answered"
	case line.Deadline != "" && b.today() > line.Deadline:
		return "deadline passed, outcome unknown"
	case line.Form == claim.FormDemand || line.Form == claim.FormOffer:
		return "no answer known"
	}
	return "outcome unknown"
}

// today is the last day that a view knows of: its as-of, else the last report's.
func (b *Book) today() string {
	if b.AsOf != "" {
		return b.AsOf[:min(len(b.AsOf), len("2006-01-02"))]
	}
	if len(b.reports) == 0 {
		return ""
	}
	return b.reports[len(b.reports)-1].day()
}

// Tables shows the commitments by form.
func (c *Commitments) Tables() []Table {
	var all []Table
	for _, form := range claim.CommitmentForms {
		t := Table{Title: titled(string(form) + "s"), Columns: []string{"since", "from", "to", "what", "status"}}
		for _, l := range c.Lines {
			if l.Form == form {
				t.Lines = append(t.Lines, NewLine(l.Cites, l.Since, l.from(), strings.Join(l.To, ", "), l.what(), l.Status))
			}
		}
		if len(t.Lines) > 0 {
			all = append(all, t)
		}
	}
	return all
}

func (l *CommitmentLine) from() string {
	if l.By != "" {
		return cmp.Or(l.From, "not said") + ", by " + l.By
	}
	return cmp.Or(l.From, "not said")
}

func (l *CommitmentLine) what() string {
	s := l.Content
	if l.Agreement != "" {
		s += " (" + l.Agreement + ")"
	}
	if l.Deadline != "" {
		s += ", by " + l.Deadline
	}
	for _, c := range l.Condition {
		s += ", if " + c.What
	}
	if l.Score != nil {
		s += " [" + strconv.Itoa(*l.Score) + "]"
	}
	return s
}

// titled writes the first letter large.
func titled(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
