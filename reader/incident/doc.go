// Package incident reads from the trees what is said to have happened and how
// many it harmed: events in PLOVER's and ACLED's terms, and figures.
//
// An event starts from a trigger, a verb or noun of action that the lexicon
// "events" knows with its pattern of arguments. What tells of the same act is then drawn
// together: a verb that only carries its noun ("launched strikes"), one that says that the noun
// took place ("clashes erupted"), one of harm that says what the act did ("the blast killed
// five", "attacked a village, killing five"). Figures start from whom a word of harm
// befell, and from numbers of things that an analyst tables.
//
// Sources of the typologies: PLOVER (Halterman et al. 2023, Open Event Data
// Alliance), ACLED codebook 2023.
package incident

import (
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
	"github.com/parley-desk/parley/reader/lexicon"
	"github.com/parley-desk/parley/reader/worth"
)

// stage is what all drafts share. Read-only: safe for many goroutines.
type stage struct {
	grammar *clause.Grammar
	words   *vocabulary
	base    *knowledge.Base
	worth   *worth.Model // nil: every telling of violence stays
}

// New loads the lexicons of events and figures and makes the stage, which keeps every telling of violence that its rules find.
func New(lex *lexicon.Set, base *knowledge.Base) (draft.Stage, error) { return Weighed(lex, base, nil) }

// Weighed is New with a model that says which tellings of violence are those of incidents.
func Weighed(lex *lexicon.Set, base *knowledge.Base, model *worth.Model) (draft.Stage, error) {
	grammar, err := clause.New(lex)
	if err != nil {
		return draft.Stage{}, err
	}
	words, err := loadVocabulary(lex)
	if err != nil {
		return draft.Stage{}, err
	}
	s := &stage{grammar: grammar, words: words, base: base, worth: model}
	return draft.Stage{
		Name:     "incident",
		Reads:    []draft.Layer{draft.Trees, draft.Numbers, draft.Times, draft.Places, draft.Names, draft.Actors, draft.Statements},
		Gives:    []draft.Layer{draft.Layer(claim.KindEvent), draft.Layer(claim.KindFigure), draft.Harmed},
		Triggers: words.triggers(),
		Run:      s.run,
	}, nil
}

// run reads one draft.
func (s *stage) run(d *draft.Draft) {
	r := &reading{stage: s, d: d, totals: map[claim.Measure]string{}}
	for i := range d.Doc.Sentences {
		r.scan(i)
	}
	r.scanSides()
	for i := range d.Doc.Sentences {
		r.now, r.hurt = r.now[:0], -1
		if d.Doc.Sentences[i].Parsed {
			r.sentence(i)
		}
		if r.isHot() {
			r.roll(i, r.hurt)
		}
		r.stand(i)
	}
	r.sift()
	r.choose()
	r.mourn()
}
