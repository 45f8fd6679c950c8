package incident

import (
	"slices"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
)

// freed leaves out the words of harm before a noun that only say who is let go: of "fifty abducted students are to be released" the
// news is the release.
func freed(r *reading, harms []harm) []harm {
	return slices.DeleteFunc(harms, func(h harm) bool {
		return r.d.Rel(h.at) == language.Amod && slices.ContainsFunc(harms, func(o harm) bool {
			return o.at != h.at && o.word.measure == claim.Released && slices.ContainsFunc(h.victims, func(v int) bool { return slices.Contains(o.victims, v) })
		})
	})
}
