package attribution

import (
	"slices"

	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
)

// relatives ends what is said before a relative clause behind a comma in which somebody else speaks: in "the mayor said
// that the harbour was closed, which the pilots said was a lie", what the pilots said is told by the report, not by the
// mayor. Parents are those of nest, which must be asked again where contents changed.
func relatives(d *draft.Draft, found []attribution, parents []int) (changed bool) {
	for i := range found {
		inner := &found[i]
		which := whichOf(d, inner)
		if which < 0 {
			continue
		}
		for p, steps := parents[i], 0; p >= 0 && steps < near; p, steps = parents[p], steps+1 {
			outer := &found[p]
			at := slices.IndexFunc(outer.content, func(r draft.Range) bool { return r.First < which-1 && r.Holds(which) })
			if at < 0 || outer.head > which || sameActor(d, outer.speaker, inner.speaker) {
				continue
			}
			if _, end := d.Subtree(inner.head); trimmed(d, draft.Range{First: end, End: outer.content[at].End}).Len() == 0 {
				outer.content[at].End = which - 1
				changed = true
			}
		}
	}
	return changed
}

// whichOf is the relative pronoun behind a comma that stands before the speaker of a cue, in its clause: "…, which the
// mayor said". -1 where none does.
func whichOf(d *draft.Draft, a *attribution) int {
	if len(a.source) == 0 || a.source[0].First > a.head {
		return -1
	}
	i := a.source[0].First - 1
	if i < 1 || !isWho(d, i) || d.Token(i-1).XPOS != language.TagComma || !d.Under(i, a.head) {
		return -1
	}
	return i
}

// sameActor tells whether two nominals mean the same, or one may: a pronoun nobody knows whose.
func sameActor(d *draft.Draft, a, b int) bool {
	one, knowsOne := d.Refs[a]
	other, knowsOther := d.Refs[b]
	if knowsOne && knowsOther {
		return one.Actor == other.Actor
	}
	return !knowsOther && d.Token(b).UPOS == language.PRON
}
