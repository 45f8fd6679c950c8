package link

import (
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
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
			if how, ok := w.meets(s, said[j].Body.(*claim.Statement)); ok && w.speaksOf(c, said[j]) {
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
		return claim.Answers, s.Act == claim.ActReject // a demand is met or rejected; only a charge is denied
	}
	return "", false
}

// speaksOf tells whether a reply c takes up what o says: it names no more than "it", "the charge" or "the demand", or has a word of weight with it in
// common. Who denies one thing denies no other ("accused Karsenia of mining the road … Karsenia denied closing the border").
func (w *weaver) speaksOf(c, o *claim.Claim) bool {
	if c.In != o.In {
		return true
	}
	said := w.weighty(o)
	own, alike := 0, false
	for word := range w.weighty(c) {
		if w.reply.Has(word) {
			return true
		}
		own++
		alike = alike || said[word]
	}
	return own == 0 || alike
}

// weighty are the lemmas of the nouns and verbs that a statement says, names left out.
func (w *weaver) weighty(c *claim.Claim) map[string]bool {
	words := map[string]bool{}
	if c.In == claim.InTitle {
		return words
	}
	for _, span := range c.Body.(*claim.Statement).ContentSpans {
		for i := w.tokenAt(span.Start); i < len(w.d.Doc.Tokens) && w.d.Span(i, i+1).End <= span.End; i++ {
			if t := w.d.Token(i); t.UPOS == language.NOUN || t.UPOS == language.VERB {
				words[t.Lemma] = true
			}
		}
	}
	return words
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
