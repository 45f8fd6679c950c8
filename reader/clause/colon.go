package clause

import "github.com/parley-desk/parley/reader/draft"

// opened tells whether a colon lies between token p and its governor before it:
// what comes after a colon is said for itself ("it would have had work to do:
// fire across the river killed three"), however the parser hung it.
func opened(d *draft.Draft, p int) bool {
	for i := d.Head(p) + 1; d.Head(p) >= 0 && i < p; i++ {
		if d.Token(i).Form == ":" {
			return true
		}
	}
	return false
}
