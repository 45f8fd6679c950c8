package link

import (
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// targets gives a promise, a threat or a refusal that names nobody it is made to those
// whom the act befalls that it is about: who "agreed to release the prisoners" agreed something with
// the prisoners, who "threatened to shell Selby" threatened Selby.
func (w *weaver) targets() {
	events := w.of(claim.KindEvent)
	at := 0
	for _, c := range w.of(claim.KindStatement) {
		s := c.Body.(*claim.Statement)
		if s.Speaker == nil || len(s.Target)+len(s.Addressee) > 0 || !commits(s.Act) {
			continue
		}
		for at > 0 && events[at-1].Span.Start >= c.Span.Start {
			at--
		}
		for ; at < len(events) && events[at].Span.Start < c.Span.Start; at++ {
		}
		for k := at; k < len(events) && k < at+window && events[k].Span.Start < c.Span.End; k++ {
			if refs := w.befallen(c, s, events[k]); refs != nil {
				s.Target = refs
				break
			}
		}
	}
}

// commits tells the acts by which a speaker is about to do something, or not to.
func commits(a claim.Act) bool {
	switch a {
	case claim.ActAgree, claim.ActPledge, claim.ActOffer, claim.ActThreaten, claim.ActReject:
		return true
	}
	return false
}

// befallen are those whom event e befalls, if it is what the speaker of statement
// c is to do: told in its content, of the speaker's doing, and yet to come.
func (w *weaver) befallen(c *claim.Claim, s *claim.Statement, e *claim.Claim) []claim.Ref {
	if e.In != c.In || e.Tense == claim.Past && e.Polarity == claim.Positive && e.Certainty == claim.Asserted || !inContent(s, e) {
		return nil
	}
	b := e.Body.(*claim.Event)
	recipients := b.Recipients
	if b.Mode == "withdraw" { // land that is left is nobody, unless it is a country or the like
		recipients = slices.DeleteFunc(slices.Clone(recipients), func(r claim.Ref) bool { return r.Actor == "" && strings.ToLower(r.Text) == r.Text })
	}
	var others []claim.Ref
	own := false
	for _, a := range b.Actors {
		if w.sameSide(a, *s.Speaker) || a.Span != nil && s.Speaker.Span != nil && *a.Span == *s.Speaker.Span {
			own = true
		} else {
			others = append(others, a)
		}
	}
	if !own {
		return nil
	}
	if len(recipients) > 0 {
		return recipients
	}
	return others
}

// inContent tells whether the trigger of event e stands in what statement s says.
func inContent(s *claim.Statement, e *claim.Claim) bool {
	for _, span := range s.ContentSpans {
		if span.Covers(e.Body.(*claim.Event).Trigger) {
			return true
		}
	}
	return false
}
