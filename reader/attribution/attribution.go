// Package attribution finds who says or thinks what: every attribution of words
// or thoughts, direct and indirect, with its source, cue and content, and makes
// of it a statement: speaker, act, target, addressee, venue, and the chain
// through which the report has what is said.
//
// Finding the spans (find.go, verbs.go, others.go, direct.go) is one step and
// reading them (nest.go, acts.go, claims.go) another: a trained model may take
// the place of the first, giving the same attributions, and the rest stays.
package attribution

import (
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
	"github.com/parley-desk/parley/reader/issue"
	"github.com/parley-desk/parley/reader/lexicon"
)

// stage holds what attributions are found and read by.
type stage struct {
	grammar *clause.Grammar
	cues    *lexiconOfCues
	acts    *lexiconOfActs
	issues  *issue.Words
}

// New makes the stage.
func New(lex *lexicon.Set, _ *knowledge.Base) (draft.Stage, error) {
	s := &stage{}
	var err error
	if s.grammar, err = clause.New(lex); err != nil {
		return draft.Stage{}, err
	}
	if s.cues, err = loadCues(lex); err != nil {
		return draft.Stage{}, err
	}
	if s.acts, err = loadActs(lex); err != nil {
		return draft.Stage{}, err
	}
	if s.issues, err = issue.Load(lex); err != nil {
		return draft.Stage{}, err
	}
	return draft.Stage{
		Name:     "attribution",
		Reads:    []draft.Layer{draft.Trees, draft.Quotes, draft.Times, draft.Places, draft.Actors},
		Gives:    []draft.Layer{draft.Statements, draft.Layer(claim.KindStatement)},
		Triggers: s.cues.triggers,
		Run:      s.run,
	}, nil
}

func (s *stage) run(d *draft.Draft) {
	found := sound(s.find(d))
	parents := nest(d, found)
	s.claims(d, found, parents)
}
