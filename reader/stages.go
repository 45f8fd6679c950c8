package reader

import (
	"fmt"
	"slices"

	"github.com/parley-desk/parley/knowledge"
	"github.com/parley-desk/parley/reader/attribution"
	"github.com/parley-desk/parley/reader/draft"
	"github.com/parley-desk/parley/reader/incident"
	"github.com/parley-desk/parley/reader/lexicon"
	"github.com/parley-desk/parley/reader/link"
	"github.com/parley-desk/parley/reader/numbers"
	"github.com/parley-desk/parley/reader/outlook"
	"github.com/parley-desk/parley/reader/participants"
	"github.com/parley-desk/parley/reader/quotes"
	"github.com/parley-desk/parley/reader/talks"
	"github.com/parley-desk/parley/reader/times"
	"github.com/parley-desk/parley/reader/worth"
)

// maker makes a stage.
type maker func(*lexicon.Set, *knowledge.Base) (draft.Stage, error)

// makersOf are the makers of the stages that run over the trees, in order.
func makersOf(o Options) []maker {
	attributions := attribution.New
	if o.RulesOnly {
		attributions = attribution.ByRules
	}
	return []maker{
		quotes.New,
		times.New,
		numbers.New,
		participants.New,
		attributions,
		incidents(o),
		talks.New,
		outlook.New,
		link.New,
	}
}

// incidents makes the stage of events, with the model of what is worth entering unless rules shall do alone.
func incidents(o Options) maker {
	return func(lex *lexicon.Set, base *knowledge.Base) (draft.Stage, error) {
		if o.RulesOnly {
			return incident.New(lex, base)
		}
		model, err := worth.Load(o.Overlay)
		if err != nil {
			return draft.Stage{}, err
		}
		return incident.Weighed(lex, base, model)
	}
}

// given are the layers that the reader itself lays with the engine before the stages run.
var given = []draft.Layer{draft.Tokens, draft.Tags, draft.DocNames, draft.Wanted, draft.Trees}

// makeStages makes all stages and checks their order.
func makeStages(lex *lexicon.Set, base *knowledge.Base, makers []maker) ([]draft.Stage, error) {
	stages := make([]draft.Stage, 0, len(makers))
	for _, make := range makers {
		s, err := make(lex, base)
		if err != nil {
			return nil, fmt.Errorf("reader: %w", err)
		}
		stages = append(stages, s)
	}
	return stages, checkOrder(stages)
}

// checkOrder holds that each layer is given once, and before it is read.
func checkOrder(stages []draft.Stage) error {
	have := slices.Clone(given)
	for _, s := range stages {
		for _, l := range s.Reads {
			if !slices.Contains(have, l) {
				return fmt.Errorf("reader: the stage %q reads the layer %q, which no stage before it gives", s.Name, l)
			}
		}
		for _, l := range s.Gives {
			if slices.Contains(have, l) {
				return fmt.Errorf("reader: the stage %q gives the layer %q a second time", s.Name, l)
			}
		}
		have = append(have, s.Gives...)
	}
	return nil
}
