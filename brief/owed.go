package brief

import (
	"strings"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
)

// mostOwed bounds how many of each form of commitment are told: the newest.
const mostOwed = 8

// forms are the forms of commitments in the order in which they are told, with their headings.
var forms = []struct {
	form    claim.CommitmentForm
	heading string
}{
	{claim.FormDemand, "Demands"}, {claim.FormCondition, "Conditions"}, {claim.FormOffer, "Offers"},
	{claim.FormPledge, "Pledges"}, {claim.FormObligation, "Obligations"}, {claim.FormRefusal, "Refusals"},
}

// owed tells who asks, offers, owes or refuses what, and what came of it.
func (w *writer) owed() Section {
	lines := w.book.Commitments().Lines
	var parts []Part
	for _, f := range forms {
		var of []account.CommitmentLine
		for _, l := range lines {
			if l.Form == f.form {
				of = append(of, l)
			}
		}
		p := Part{Heading: f.heading}
		for _, l := range latest(of, mostOwed) {
			p.Sentences = append(p.Sentences, w.commitment(l))
		}
		parts = append(parts, p)
	}
	return section("owed", "Demanded, offered and promised", "No report of the case tells of a demand, an offer or a promise.", parts...)
}

func (w *writer) commitment(l account.CommitmentLine) Sentence {
	from := w.voice(l.From)
	if from == "" {
		from = "somebody who is not named"
	}
	var b strings.Builder
	b.WriteString(capital(from))
	if len(l.To) > 0 {
		b.WriteString(", to " + some(w.voicesOf(l.To), 3))
	}
	b.WriteString(": " + quoted(l.Content))
	if l.By != "" && l.By != l.From {
		b.WriteString(", by the word of " + w.voice(l.By))
	}
	b.WriteString(" (known since " + day(l.Since))
	if l.Deadline != "" {
		b.WriteString("; by " + day(l.Deadline))
	}
	if l.Agreement != "" {
		b.WriteString("; under " + l.Agreement)
	}
	b.WriteString("; " + l.Status + ")")
	return w.say(l.Cites, "%s.", b.String())
}
