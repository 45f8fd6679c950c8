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
	"github.com/parley-desk/parley/reader/attribution/learned"
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
	model   *learned.Model // nil where only the rules find
}

// newStage loads what attributions are found and read by.
func newStage(lex *lexicon.Set) (*stage, error) {
	s := &stage{}
	var err error
	if s.grammar, err = clause.New(lex); err != nil {
		return nil, err
	}
	if s.cues, err = loadCues(lex); err != nil {
		return nil, err
	}
	if s.acts, err = loadActs(lex); err != nil {
		return nil, err
	}
	if s.issues, err = issue.Load(lex); err != nil {
		return nil, err
	}
	return s, nil
}

// New makes the stage. Attributions are found by the trained model and the rules
// together where the weights are built in, else by the rules alone.
func New(lex *lexicon.Set, _ *knowledge.Base) (draft.Stage, error) {
	model, err := openModel()
	if err != nil {
		return draft.Stage{}, err
	}
	return newWith(lex, model)
}

// ByRules makes the stage without the trained model.
func ByRules(lex *lexicon.Set, _ *knowledge.Base) (draft.Stage, error) { return newWith(lex, nil) }

func newWith(lex *lexicon.Set, model *learned.Model) (draft.Stage, error) {
	s, err := newStage(lex)
	if err != nil {
		return draft.Stage{}, err
	}
	s.model = model
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
	if s.model != nil {
		found = sound(s.learnt(d, found))
	}
	found = sound(s.mend(d, found))
	parents := nest(d, found)
	if relatives(d, found, parents) {
		parents = nest(d, found)
	}
	f := finding{stage: s, d: d}
	for i, p := range parents { // whoever rejects a charge does not tell it
		if p >= 0 && f.charged(&found[i], &found[p]) {
			parents[i] = parents[p]
		}
	}
	s.claims(d, found, parents)
}
