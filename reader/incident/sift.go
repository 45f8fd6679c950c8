package incident

import (
	"slices"

	"github.com/parley-desk/parley/claim"
)

// sift takes out of the draft the tellings of violence that are hardly those of an incident, and what points to them. The
// figures they told stay: a number is one whoever holds it.
func (r *reading) sift() {
	doubted := r.worth.Doubted(r.d)
	if len(doubted) == 0 {
		return
	}
	moved := make([]int, len(r.d.Claims)) // where each claim comes to stand, -1 for those that go
	gone := make(map[string]bool, len(doubted))
	kept := r.d.Claims[:0]
	for i := range r.d.Claims {
		if _, doubt := slices.BinarySearch(doubted, i); doubt {
			moved[i], gone[r.d.Claims[i].ID] = -1, true
			continue
		}
		moved[i] = len(kept)
		kept = append(kept, r.d.Claims[i])
	}
	r.d.Claims = kept
	for i := range kept {
		kept[i].About = slices.DeleteFunc(kept[i].About, func(l claim.Link) bool { return gone[l.Claim] })
	}
	r.told = slices.DeleteFunc(r.told, func(h *happening) bool {
		h.claim = moved[h.claim]
		return h.claim < 0
	})
}
