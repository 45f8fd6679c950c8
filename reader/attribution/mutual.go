package attribution

import (
	"github.com/parley-desk/parley/reader/draft"
)

// mutual puts right two attributions of a sentence each of which has the other in what
// it says: "The statement said that nine had died, the agency reported." What stands
// last and behind a comma is the outer one, so its source and cue are no part of what the inner says.
func (f *finding) mutual() {
	for i := range f.out {
		inner := &f.out[i]
		for k := max(0, i-near); k < min(len(f.out), i+near); k++ {
			outer := &f.out[k]
			if k == i || outer.head < inner.head || !holds(inner.content, outer.head) || !holds(outer.content, inner.head) || outer.rule == "cited" {
				continue
			}
			block := outer.block()
			var pieces []draft.Range
			for _, r := range inner.content {
				pieces = append(pieces, without(r, block)...)
			}
			if pieces = f.clean(pieces); len(pieces) > 0 {
				inner.content, inner.retold = pieces, true
			}
		}
	}
}
