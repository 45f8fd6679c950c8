package incident

import (
	"slices"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
)

// because ties the acts of the sentence at hand of which the report says that one brought
// about the other, or answers it. That one came after the other is not said of a cause.
func (r *reading) because() {
	if len(r.now) < 2 {
		return
	}
	for _, h := range r.now {
		if cause := r.causeOf(h); cause != nil {
			r.link(h, cause, claim.CausedBy)
		}
		if first := r.answered(h); first != nil {
			r.link(h, first, claim.ResponseTo)
		}
	}
}

// link ties the claim of act from to that of act to.
func (r *reading) link(from, to *happening, how claim.How) {
	if from == to {
		return
	}
	c := &r.d.Claims[from.claim]
	c.About = append(c.About, claim.Link{Claim: r.d.Claims[to.claim].ID, How: how})
}

// causeOf is the act that a verb of causing makes the cause of h: its subject, or the act of
// the clause that it hangs from ("… saw fighting, prompting airstrikes"). Nil where none is said.
func (r *reading) causeOf(h *happening) *happening {
	v := r.governing(h.trigger)
	if v < 0 || !r.words.causes[r.d.Token(v).Lemma] {
		return nil
	}
	switch r.top(h.trigger, v) {
	case language.Obj, language.Obl:
	default:
		return nil
	}
	if s := r.grammar.Subject(r.d, v); s >= 0 {
		if cause := r.actAt(s); cause != nil {
			return cause
		}
	}
	if r.d.Rel(v) == language.Advcl && r.d.Head(v) >= 0 {
		return r.actAt(r.d.Head(v))
	}
	return nil
}

// actAt is the act of the sentence that token i triggers or whose verb it is, or the act that
// stands under it as its object; nil where there is none.
func (r *reading) actAt(i int) *happening {
	if h := r.causing(i); h != nil {
		return h
	}
	for _, h := range r.now {
		if r.d.Head(h.trigger) == i && r.d.Rel(h.trigger) == language.Obj {
			return h
		}
	}
	return nil
}

// answered is the act that h is told to answer: "in retaliation for the raid"; nil where none is said.
func (r *reading) answered(h *happening) *happening {
	for _, p := range []int{h.trigger, h.clause} {
		for c := range r.d.Children(p) {
			if rel := r.d.Rel(c); rel != language.Obl && rel != language.Nmod || !r.words.responses[r.d.Token(c).Lemma] {
				continue
			}
			at := slices.IndexFunc(r.now, func(o *happening) bool { return o != h && r.d.Under(o.trigger, c) })
			if at >= 0 {
				return r.now[at]
			}
		}
	}
	return nil
}
