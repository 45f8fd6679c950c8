// Package outlook is a stub.
package outlook

import (
	"github.com/parley-desk/parley/knowledge"
	"github.com/parley-desk/parley/reader/draft"
	"github.com/parley-desk/parley/reader/lexicon"
)

// New makes the stage.
func New(lex *lexicon.Set, _ *knowledge.Base) (draft.Stage, error) {
	return draft.Stage{Name: "outlook", Run: func(d *draft.Draft) {}}, nil
}
