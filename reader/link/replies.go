package link

import (
	"github.com/parley-desk/parley/claim"
)

// replies ties a statement that denies or rejects to the latest before it that
// accused its speaker's side or demanded something of it.
func (w *weaver) replies() {
	said := w.of(claim.KindStatement)
	for i, c := range said {
		s := c.Body.(*claim.Statement)
		if s.Speaker == nil || s.Act != claim.ActDeny && s.Act != claim.ActReject {
			continue
		}
		for j := i - 1; j >= 0 && j >= i-window; j-- {
			if how, ok := w.meets(s, said[j].Body.(*claim.Statement)); ok {
				tie(c, said[j], how)
				break
			}
		}
	}
}

// meets tells whether statement s takes up statement o, and how.
func (w *weaver) meets(s, o *claim.Statement) (claim.How, bool) {
	if o.Speaker == nil || w.sameSide(*s.Speaker, *o.Speaker) {
		return "", false
	}
	at := false
	for _, t := range append(o.Target, o.Addressee...) {
		at = at || w.sameSide(t, *s.Speaker)
	}
	if !at {
		return "", false
	}
	switch o.Act {
	case claim.ActAccuse, claim.ActCondemn:
		if s.Act == claim.ActDeny {
			return claim.Denies, true
		}
		return claim.Answers, true
	case claim.ActDemand, claim.ActAppeal, claim.ActOffer, claim.ActThreaten, claim.ActWarn:
		return claim.Answers, true
	}
	return "", false
}

// sameSide tells whether two refs name actors of one side.
func (w *weaver) sameSide(a, b claim.Ref) bool {
	return a.Actor != "" && b.Actor != "" && (within(a.Actor, b.Actor) || w.side(a.Actor) == w.side(b.Actor))
}

// denials ties a negative event or breach to the positive one that another voice claims before it.
func (w *weaver) denials() {
	events := w.of(claim.KindEvent)
	for i, c := range events {
		if c.Polarity != claim.Negative || len(c.By) == 0 || c.Certainty == claim.Conditional || c.Certainty == claim.Hypothetical {
			continue
		}
		for j := i - 1; j >= 0 && j >= i-window; j-- {
			if e := events[j]; e.Polarity == claim.Positive && w.denied(c, e) {
				tie(c, w.first(e), claim.Denies)
				break
			}
		}
	}
}

// denied tells whether the negative event c says no to what event e claimed.
func (w *weaver) denied(c, e *claim.Claim) bool {
	a, b := c.Body.(*claim.Event), e.Body.(*claim.Event)
	if a.Type != b.Type || times(c.Time, e.Time) == apart || w.places(c.Place, e.Place) == apart {
		return false
	}
	return w.parties(a.Actors, b.Actors) != apart && w.parties(a.Recipients, b.Recipients) != apart
}
