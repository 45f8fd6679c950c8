package desk

import (
	"fmt"

	"github.com/parley-desk/parley/claim"
)

// partAsked names words that an address asks for and that are no claim: an agreement that is named, say.
const partAsked = "asked"

// askedSpan is the stretch of a text that the address asks for by ?span=; ok is
// false where it asks for none, or for one of the other text.
func (v *visit) askedSpan(in string) (s claim.Span, ok bool) {
	if v.req.FormValue("in") != in {
		return s, false
	}
	n, err := fmt.Sscanf(v.req.FormValue("span"), "%d-%d", &s.Start, &s.End)
	return s, err == nil && n == 2
}
