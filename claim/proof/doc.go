// Package proof proves what a record names: that every named participant, every
// number and every date of its claims stands in the claim's own words, or is
// linked to a mention in the report that does. It goes by the record and the
// text alone and shares no code with the reader, so that it finds what the
// reader made up. claim.Check, which compares quoted words with the text, comes first.
package proof

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// Gap is a field of a claim that nothing in the report proves.
type Gap struct {
	Claim string // id
	Field string // as in JSON: "actors[1]", "time"
	Why   string // what is missing; it ends with the offending value where there is one
}

// Error says which field of which claim lacks its proof.
func (g Gap) Error() string { return g.Claim + ": " + g.Field + ": " + g.Why }

// Gaps are all fields of a record that lack their proof. They are an error whose text lists the first few.
type Gaps []Gap

// shown is how many gaps the text of an error lists.
const shown = 8

// Error lists the first gaps, one a line.
func (g Gaps) Error() string {
	var lines []string
	for _, one := range g[:min(len(g), shown)] {
		lines = append(lines, one.Error())
	}
	if len(g) > shown {
		lines = append(lines, fmt.Sprintf("and %d more", len(g)-shown))
	}
	return strings.Join(lines, "\n")
}

// Of lists what nothing proves in a record, in the order of its claims. text is
// the report's text; the title is the record's own. A record that breaks the
// contract (claim.Check) has no proof to speak of, but is no danger here.
func Of(r *claim.Record, text string) Gaps {
	p := newProver(r, text)
	for i := range r.Claims {
		p.claim(&r.Claims[i])
	}
	return p.gaps
}

// Err is Of as an error, nil where all is proved.
func Err(r *claim.Record, text string) error {
	if gaps := Of(r, text); len(gaps) > 0 {
		return gaps
	}
	return nil
}

// claim proves one claim.
func (p *prover) claim(c *claim.Claim) {
	p.at, p.reach = c, p.reachOf(c)
	for i := range c.By {
		p.ref(item("by", i), &c.By[i])
		p.wording(item("by", i)+".venue", c.By[i].Venue)
	}
	p.when("time", c.Time)
	p.where("place", c.Place)
	p.body(c)
}

// body proves what a claim's kind adds.
func (p *prover) body(c *claim.Claim) {
	switch b := c.Body.(type) {
	case *claim.Statement:
		p.ref("speaker", b.Speaker)
		p.refs("speakers", b.Speakers)
		p.refs("target", b.Target)
		p.refs("addressee", b.Addressee)
		p.wording("venue", b.Venue)
	case *claim.Event:
		p.refs("actors", b.Actors)
		p.refs("recipients", b.Recipients)
		p.wording("weapon", b.Weapon)
	case *claim.Figure:
		p.figure(b)
	case *claim.Meeting:
		p.meeting(b)
	case *claim.Ceasefire:
		p.refs("parties", b.Parties)
		p.when("declared", b.Declared)
		p.when("effective", b.Effective)
		p.when("ends", b.Ends)
	case *claim.Commitment:
		p.ref("from", b.From)
		p.refs("to", b.To)
		p.when("deadline", b.Deadline)
		p.words("agreement", b.Agreement)
	case *claim.Breach:
		p.refs("accused", b.Accused)
		p.words("of", b.Of)
	case *claim.Status:
		p.words("subject", &b.Subject)
		p.when("since", b.Since)
		p.when("until", b.Until)
	case *claim.Stake:
		p.ref("holder", &b.Holder)
	case *claim.Projection:
		p.ref("holder", b.Holder)
		p.when("horizon", b.Horizon)
		if b.Probability != nil {
			p.number("probability", *b.Probability)
		}
	}
}

// meeting proves the round as a number, the process as words, the venue and who took part.
func (p *prover) meeting(m *claim.Meeting) {
	p.wording("process", m.Process)
	if m.Round > 0 && !p.numbers().nth[m.Round] {
		p.gap("round", "no such number stands in its words: "+strconv.Itoa(m.Round))
	}
	p.where("venue", m.Venue)
	p.refs("parties", m.Parties)
	p.refs("roles", m.Roles)
	p.when("next", m.Next)
}

// words proves a quoted part by its span, which claim.Check compares, else by its words.
func (p *prover) words(field string, w *claim.Words) {
	if w == nil {
		return
	}
	if w.Span == nil {
		p.wording(field, w.Text)
	}
	if w.Place != nil {
		p.where(field+".place", &claim.Where{Place: *w.Place, Basis: claim.PlaceStated})
	}
}

// wording proves words that a claim takes over without a span: they stand in its reach, or anywhere in the report.
func (p *prover) wording(field, words string) {
	if words != "" && !p.said(words) {
		p.gap(field, "these words do not stand in the report: "+strconv.Quote(words))
	}
}

func (p *prover) gap(field, why string) {
	p.gaps = append(p.gaps, Gap{p.at.ID, field, why})
}

func item(field string, i int) string { return field + "[" + strconv.Itoa(i) + "]" }
