// Package talks reads from the trees how talks and truces stand: meetings,
// ceasefires, commitments, alleged breaches, and the state of crossings, routes and services.
//
// Each kind has its file. All go the same way: a noun or verb that the lexicon
// "talks" knows, the predicate that says something of it, and from the tree
// around them the fields. A bare mention ("after the talks") is no claim.
package talks

import (
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
	"github.com/parley-desk/parley/reader/issue"
	"github.com/parley-desk/parley/reader/lexicon"
	"github.com/parley-desk/parley/reader/scene"
)

// stage is what all drafts share. Read-only: safe for many goroutines.
type stage struct {
	grammar *clause.Grammar
	words   *vocabulary
	issues  *issue.Words
	scene   *scene.Words
}

// New loads the lexicons and makes the stage.
func New(lex *lexicon.Set, _ *knowledge.Base) (draft.Stage, error) {
	s := &stage{}
	var err error
	if s.grammar, err = clause.New(lex); err != nil {
		return draft.Stage{}, err
	}
	if s.words, err = loadVocabulary(lex); err != nil {
		return draft.Stage{}, err
	}
	if s.scene, err = scene.Load(lex); err != nil {
		return draft.Stage{}, err
	}
	if s.issues, err = issue.Load(lex); err != nil {
		return draft.Stage{}, err
	}
	return draft.Stage{
		Name:  "talks",
		Reads: []draft.Layer{draft.Trees, draft.Numbers, draft.Times, draft.Places, draft.Actors, draft.Statements},
		Gives: []draft.Layer{draft.Layer(claim.KindMeeting), draft.Layer(claim.KindCeasefire), draft.Layer(claim.KindCommitment),
			draft.Layer(claim.KindBreach), draft.Layer(claim.KindStatus)},
		Triggers: s.words.triggers(),
		Run:      s.run,
	}, nil
}

// run reads one draft.
func (s *stage) run(d *draft.Draft) {
	r := &reading{stage: s, d: d, statements: d.StatementsByHead()}
	if !s.scene.Conflict(d) {
		return
	}
	for i := range d.Doc.Sentences {
		sentence := &d.Doc.Sentences[i]
		if !sentence.Parsed {
			continue
		}
		r.open(int(sentence.First), int(sentence.End))
		r.meetings()
		r.truces()
		r.breaches()
		r.statuses()
		r.commitments()
	}
}
