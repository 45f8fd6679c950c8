// Package scene tells whether a report is one of a conflict and its talks, by the
// lexicon "scene": what else speaks of truces, sieges and breaches does so in metaphor.
package scene

import (
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/reader/draft"
	"github.com/parley-desk/parley/reader/lexicon"
)

// Words is the lexicon of scenes. Safe for many goroutines.
type Words struct{ section lexicon.Section }

// Load reads the lexicon.
func Load(lex *lexicon.Set) (*Words, error) {
	t, err := lex.Table("scene", lexicon.Schema{})
	if err != nil {
		return nil, err
	}
	return &Words{t.Section("")}, nil
}

// least is how many words of conflict make a report one of a conflict.
const least = 2

// Conflict tells whether the report tells of a conflict: by its words, or by one such word and two sides.
func (w *Words) Conflict(d *draft.Draft) bool {
	n := 0
	for i := range d.Doc.Tokens {
		if e, _ := w.section.Longest(func(k int) string {
			if i+k >= len(d.Doc.Tokens) {
				return ""
			}
			return d.Token(i + k).Lemma
		}); e != nil {
			if n++; n >= least {
				return true
			}
		}
	}
	return n > 0 && sides(d) > 1
}

// sides is how many states, governments and armed groups the report names.
func sides(d *draft.Draft) (n int) {
	for i := range d.Actors {
		switch d.Actors[i].Kind {
		case claim.ActorState, claim.ActorGovernment, claim.ActorArmedGroup:
			n++
		}
	}
	return n
}
