package desk

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// field is a line of a claim's card.
type field struct{ Name, Value string }

// fields collects the lines of a card that say something.
type fields []field

func (f *fields) add(name, value string) {
	if value != "" {
		*f = append(*f, field{name, value})
	}
}

// Fields lists what a claim says, of its kind first.
func (r *reading) Fields(c *readClaim) []field {
	var f fields
	r.ofKind(&f, &c.Claim)
	f.add("When", whenText(c.Time))
	if c.Place != nil {
		f.add("Where", r.placeText(c.Place))
	}
	f.add("Told as", joined(", ", modes(&c.Claim)...))
	return f
}

// modes are how a claim is told: what is usual goes without saying.
func modes(c *claim.Claim) []string {
	var all []string
	if c.Polarity == claim.Negative {
		all = append(all, "not so")
	}
	all = append(all, spaced(c.Certainty), spaced(c.Tense))
	if c.Background {
		all = append(all, "background")
	}
	return all
}

func (r *reading) ofKind(f *fields, c *claim.Claim) {
	switch b := c.Body.(type) {
	case *claim.Statement:
		f.add("Speaker", r.refsText(b.Voices()))
		f.add("Does", spaced(b.Act)+", "+spaced(b.Manner)+", "+spaced(b.Form))
		f.add("To", r.refsText(b.Addressee))
		f.add("About", r.refsText(b.Target))
		f.add("Venue", b.Venue)
		f.add("Issues", issuesText(b.Issues))
	case *claim.Event:
		f.add("Event", strings.TrimSuffix(strings.ToLower(b.Type)+", "+spaced(b.Mode), ", "))
		if b.ACLED != nil {
			f.add("ACLED", strings.TrimSuffix(b.ACLED.EventType+": "+b.ACLED.SubEventType, ": "))
		}
		f.add("By", r.refsText(b.Actors))
		f.add("On", r.refsText(b.Recipients))
		f.add("Weapon", b.Weapon)
	case *claim.Figure:
		r.figure(f, b)
	case *claim.Meeting:
		f.add("Process", b.Process)
		if b.Round > 0 {
			f.add("Round", strconv.Itoa(b.Round))
		}
		if b.Venue != nil {
			f.add("Venue", r.placeText(b.Venue))
		}
		f.add("Parties", r.refsText(b.Parties))
		f.add("Roles", r.rolesText(b.Roles))
		f.add("Outcome", spaced(b.Outcome))
		f.add("Next", whenText(b.Next))
		f.add("Issues", issuesText(b.Issues))
	case *claim.Ceasefire:
		f.add("State", spaced(b.State))
		f.add("Parties", r.refsText(b.Parties))
		f.add("Declared", whenText(b.Declared))
		f.add("In effect", whenText(b.Effective))
		f.add("Ends", whenText(b.Ends))
		for _, w := range b.Conditions {
			f.add("Condition", w.Text)
		}
		f.add("Mechanism", wordsText(b.Mechanism))
	default:
		r.others(f, c)
	}
}

func (r *reading) others(f *fields, c *claim.Claim) {
	switch b := c.Body.(type) {
	case *claim.Commitment:
		f.add("Form", spaced(b.Form))
		f.add("From", r.refText(b.From))
		f.add("To", r.refsText(b.To))
		f.add("Content", b.Content)
		f.add("By", whenText(b.Deadline))
		f.add("Agreement", wordsText(b.Agreement))
		f.add("Issues", issuesText(b.Issues))
	case *claim.Breach:
		f.add("Of", wordsText(b.Of))
		f.add("Accused", r.refsText(b.Accused))
	case *claim.Status:
		f.add("Subject", b.Subject.Text+", "+spaced(b.SubjectKind))
		f.add("State", spaced(b.State))
		f.add("Since", whenText(b.Since))
		f.add("Until", whenText(b.Until))
	case *claim.Stake:
		f.add("Holder", r.refText(&b.Holder))
		f.add("Interest", wordsText(b.Interest))
		f.add("Channel", wordsText(b.Channel))
		f.add("Effect", wordsText(b.Effect))
	case *claim.Projection:
		f.add("Holder", r.refText(b.Holder))
		f.add("Horizon", whenText(b.Horizon))
		f.add("If", wordsText(b.If))
		if b.Probability != nil {
			f.add("Probability", number(*b.Probability))
		}
	}
}

func (r *reading) figure(f *fields, b *claim.Figure) {
	f.add("Counts", spaced(b.Measure))
	f.add("Number", countText(b))
	f.add("Unit", b.Unit)
	f.add("Of", b.Of)
	f.add("Who", joined(", ", spaced(b.StatusOf), r.nation(b.NationOf), b.Sex, b.Age))
	f.add("By the hand of", r.refText(b.Perpetrator))
	f.add("Window", whenText(b.Window))
	if b.Cumulative {
		f.add("Sort", "a total so far")
	}
}

// nation is a country whose people are counted, by its name.
func (r *reading) nation(id string) string {
	if id == "" || r.called == nil {
		return id
	}
	return r.called(id)
}

// countText writes a number with the bounds of its wording.
func countText(b *claim.Figure) string {
	show := func(x *float64) string {
		if x == nil {
			return "?"
		}
		return number(*x)
	}
	value := show(b.Value)
	if b.Value == nil && b.Low == nil && b.High == nil {
		return ""
	}
	if b.Low != nil && b.High != nil && *b.Low == *b.High && b.Value != nil && *b.Low == *b.Value {
		return value
	}
	text := value + " (" + show(b.Low) + " to " + show(b.High) + ")"
	switch {
	case b.High == nil && b.Low != nil && *b.Low > 0:
		text = show(b.Low) + " or more"
	case b.Low == nil && b.High != nil:
		text = show(b.High) + " or fewer"
	}
	if b.Wording != "" {
		text += ", “" + spaced(b.Wording) + "”"
	}
	return text
}

// refText names who is meant: as the text does, with the name that the case or the tables have where that is another.
func (r *reading) refText(ref *claim.Ref) string {
	if ref == nil {
		return ""
	}
	text := strings.TrimRight(ref.Text, ",; ")
	if ref.Actor == "" || r.called == nil {
		return text
	}
	name := r.called(ref.Actor)
	if name == ref.Actor || strings.EqualFold(name, text) || strings.EqualFold(name, strings.TrimPrefix(strings.ToLower(text), "the ")) {
		return text
	}
	return joined(" – ", text, name)
}

func (r *reading) refsText(all []claim.Ref) string {
	var names []string
	for i := range all {
		names = append(names, r.refText(&all[i]))
	}
	return strings.Join(names, "; ")
}

func (r *reading) rolesText(all []claim.Ref) string {
	var names []string
	for i := range all {
		names = append(names, joined(": ", spaced(all[i].Role), r.refText(&all[i])))
	}
	return strings.Join(names, "; ")
}

func issuesText(all []claim.Issue) string {
	var names []string
	for _, i := range all {
		names = append(names, spaced(i))
	}
	return strings.Join(names, ", ")
}

func wordsText(w *claim.Words) string {
	if w == nil {
		return ""
	}
	return w.Text
}

func whenText(w *claim.When) string {
	if w == nil {
		return ""
	}
	text := days(w.Start, w.End)
	if w.Basis != "" && w.Basis != claim.BasisStated && text != "" {
		text += " (" + spaced(w.Basis) + ")"
	}
	return text
}

func (r *reading) placeText(w *claim.Where) string {
	if w.Place < 0 || w.Place >= len(r.Record.Places) {
		return ""
	}
	p := &r.Record.Places[w.Place]
	text := joined(", ", joined(" · ", p.Text, p.Name), p.Admin1, p.Country)
	if p.Text == p.Name || p.Name == "" {
		text = joined(", ", p.Text, p.Admin1, p.Country)
	}
	if w.Basis != claim.PlaceStated {
		text += " (" + spaced(w.Basis) + ")"
	}
	return text
}

// joined joins what says something.
func joined(by string, parts ...string) string {
	var said []string
	for _, p := range parts {
		if p != "" {
			said = append(said, p)
		}
	}
	return strings.Join(said, by)
}

// Chain is through whom the report has a claim: the outlet first, who told it last.
func (r *reading) Chain(c *readClaim) []string {
	chain := []string{r.Outlet()}
	if agency := r.Record.Report.Agency; agency != "" && agency != r.Outlet() {
		chain = append(chain, agency)
	}
	for i := range c.By {
		chain = append(chain, joined(", ", r.refText(&c.By[i]), c.By[i].Venue))
	}
	if s, ok := c.Body.(*claim.Statement); ok && s.Speaker != nil {
		chain = append(chain, r.refsText(s.Voices()))
	}
	return chain
}

// tie is a claim that another is about, or that is about it.
type tie struct {
	How, ID, Words string
	Away           bool // the other claim is about this one
}

// Ties are the claims that a claim is tied to within its report.
func (r *reading) Ties(c *readClaim) []tie {
	var all []tie
	for _, l := range c.About {
		if o := r.claim(l.Claim); o != nil {
			all = append(all, tie{spaced(l.How), o.ID, o.Words, false})
		}
	}
	for _, o := range r.Claims {
		for _, l := range o.About {
			if l.Claim == c.ID {
				all = append(all, tie{spaced(l.How), o.ID, o.Words, true})
			}
		}
	}
	return all[:min(len(all), mostTies)]
}

// mostTies bounds the ties of a card: a long quotation holds many claims, which the text shows.
const mostTies = 5

// Sure is a confidence in words and in hundredths.
func (c *readClaim) Sure() string { return fmt.Sprintf("%d %%", int(math.Round(100*c.Confidence))) }

// Lately are the latest decisions on the claim; the page of decisions has all.
func (c *readClaim) Lately() []claim.Decision {
	return c.History[max(0, len(c.History)-mostHistory):]
}

// mostHistory bounds the decisions that a card tells of.
const mostHistory = 12

// Percent is the confidence in hundredths, for a bar.
func (c *readClaim) Percent() int { return int(math.Round(100 * c.Confidence)) }

// Changes lists the fields that a correction reads otherwise.
func (r *reading) Changes(c *readClaim) []struct{ Name, Was, Now string } {
	if c.Was == nil {
		return nil
	}
	old := r.Fields(&readClaim{Claim: *c.Was})
	var all []struct{ Name, Was, Now string }
	for _, now := range r.Fields(c) {
		was := ""
		for _, o := range old {
			if o.Name == now.Name {
				was = o.Value
			}
		}
		if was != now.Value {
			all = append(all, struct{ Name, Was, Now string }{now.Name, was, now.Value})
		}
	}
	return all
}
