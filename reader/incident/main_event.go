package incident

import (
	"github.com/parley-desk/parley/claim"
)

// choose marks the one event that the report is chiefly about.
func (r *reading) choose() {
	best, most := -1, 0
	for i, h := range r.told {
		if w := r.weight(h, i); w > most {
			best, most = i, w
		}
	}
	if best >= 0 {
		r.body(r.told[best]).Main = true
	}
}

func (r *reading) body(h *happening) *claim.Event {
	return r.d.Claims[h.claim].Body.(*claim.Event)
}

// weight says how much speaks for an act, the i-th of the report, as its chief one: what is
// told first and as done, with deaths and known sides, in words that say how.
func (r *reading) weight(h *happening, i int) int {
	c := &r.d.Claims[h.claim]
	if c.Polarity == claim.Negative || c.Certainty == claim.Conditional || c.Certainty == claim.Hypothetical {
		return 0
	}
	w := 100 - 8*min(i, 10)
	if c.Background {
		w -= 60
	}
	if c.Tense == claim.Future {
		w -= 60
	}
	if r.d.Doc.SentenceOf(h.trigger) <= 1 {
		w += 25
	}
	e := c.Body.(*claim.Event)
	switch e.Type {
	case "ASSAULT":
		w += 20
	case "CONSULT", "AGREE", "ACCUSE", "REQUEST":
		w -= 20
	}
	if len(h.harmed) > 0 {
		w += 15
	}
	switch e.ACLED {
	case nil:
		w -= 15
	case onCivilians, peaceful:
	default:
		w += 10 // says how, or who faced whom
	}
	if h.sense.weak {
		w -= 15
	}
	return w
}
