package reader

import "github.com/parley-desk/parley/reader/draft"

// triggersOf gathers the words, lemmas or forms, at which some stage wants a sentence parsed.
func triggersOf(stages []draft.Stage) map[string]bool {
	triggers := map[string]bool{}
	for _, s := range stages {
		for _, t := range s.Triggers {
			triggers[t] = true
		}
	}
	return triggers
}

// want marks the sentences in which something may be claimed: those with a
// trigger of some stage, the cheap test that saves the dear parse.
func (r *Reader) want(d *draft.Draft) {
	d.Wanted = make([]bool, len(d.Doc.Sentences))
	for s, sentence := range d.Doc.Sentences {
		d.Wanted[s] = r.parseAll
		for i := sentence.First; i < sentence.End && !d.Wanted[s]; i++ {
			t := &d.Doc.Tokens[i]
			d.Wanted[s] = r.triggers[t.Lemma] || r.triggers[t.Lower]
		}
	}
}
