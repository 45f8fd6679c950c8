package attribution

import (
	"slices"

	"github.com/parley-desk/parley/reader/draft"
)

// sound leaves out what no words stand for: pieces from which trimming took all
// (a "speaker" that is a sign), and with them the speaker, or the whole attribution
// where its cue is gone.
func sound(found []attribution) []attribution {
	empty := func(r draft.Range) bool { return r.End <= r.First }
	kept := found[:0]
	for _, a := range found {
		a.source, a.cueAt, a.content = slices.DeleteFunc(a.source, empty), slices.DeleteFunc(a.cueAt, empty), slices.DeleteFunc(a.content, empty)
		if len(a.source) == 0 {
			a.speaker = -1
		}
		if len(a.cueAt) > 0 {
			kept = append(kept, a)
		}
	}
	return kept
}
