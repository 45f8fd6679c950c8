package incident

import (
	"slices"

	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
)

// twins makes one deed of the verbs of harm of the sentence at hand that tell of one: "killed two guards and wounded three".
func (r *reading) twins() {
	gone := map[*happening]bool{}
	for _, h := range r.now {
		if !gone[h] {
			r.twin(h, gone)
		}
	}
	if len(gone) > 0 {
		r.now = slices.DeleteFunc(r.now, func(h *happening) bool { return gone[h] })
	}
}

// twin makes a verb of harm part of the one that it is coordinated with, where both tell of one deed: "killed two guards and wounded three". Each
// in a place or on a day of its own are two.
func (r *reading) twin(h *happening, gone map[*happening]bool) {
	p := h.trigger
	if !r.isHarm(h) || !clause.IsVerb(r.d, p) || !joins(r.d.Rel(p)) || r.d.Child(p, language.Mark) >= 0 {
		return
	}
	first := r.at(r.d.Head(p))
	if first == nil || first == h || gone[first] || !r.isHarm(first) || !clause.IsVerb(r.d, first.trigger) || len(h.results)+len(first.results) > 0 {
		return
	}
	if r.d.Within != nil && r.d.Within[p] != r.d.Within[first.trigger] || first.sense.harm == h.sense.harm || r.differ(p, first.trigger) {
		return
	}
	if len(h.recipients) == 0 && r.after(p) == nil {
		h.actors, h.recipients = nil, h.actors // "and 21 others injured", its auxiliary left out
	}
	r.absorb(first, h, gone)
}

// differ tells whether two predicates have places or times of their own that are not the same.
func (r *reading) differ(p, q int) bool {
	if a, b := r.grammar.Place(r.d, p), r.grammar.Place(r.d, q); a != nil && b != nil && a.Place != b.Place {
		return true
	}
	a, b := r.grammar.TimeOf(r.d, p), r.grammar.TimeOf(r.d, q)
	return a >= 0 && b >= 0 && a != b
}
