package main

import (
	"slices"

	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/attribution/learned"
)

// rates count how often each lemma of a part of speech stands in a cue.
type rates struct {
	all, cues map[uint64]int
}

func newRates() *rates { return &rates{map[uint64]int{}, map[uint64]int{}} }

// count adds the tokens of a document.
func (r *rates) count(doc *document) {
	tokens, in := doc.scene.D.Doc.Tokens, doc.inCues()
	for i := range tokens {
		if !isContent(tokens[i].UPOS) {
			continue
		}
		k := learned.RateKey(learned.HashLemma(tokens[i].Lemma), tokens[i].UPOS)
		r.all[k]++
		if in[i] {
			r.cues[k]++
		}
	}
}

// isContent tells whether words of a part of speech make a cue by themselves.
func isContent(pos language.UPOS) bool {
	switch pos {
	case language.VERB, language.NOUN, language.ADJ, language.ADV, language.ADP, language.SCONJ, language.PROPN, language.PUNCT:
		return true
	}
	return false
}

// steps are the upper bounds of the shares that the steps 1 to 9 stand for.
var steps = [...]float64{0.004, 0.02, 0.06, 0.15, 0.3, 0.5, 0.7, 0.88, 1}

// step is the step of a key among these counts less those of one document, 0 for what is too rare to tell.
func (r *rates) step(k uint64, less *rates) uint8 {
	all, cues := r.all[k], r.cues[k]
	if less != nil {
		all, cues = all-less.all[k], cues-less.cues[k]
	}
	if all < 3 && cues == 0 {
		return 0
	}
	share := (float64(cues) + 0.1) / (float64(all) + 1)
	for i, bound := range steps {
		if share <= bound {
			return uint8(i + 1)
		}
	}
	return uint8(len(steps))
}

// without looks rates up as if a document were not among those counted.
func (r *rates) without(doc *document) func(uint64, language.UPOS) uint8 {
	own := newRates()
	own.count(doc)
	return func(lemma uint64, pos language.UPOS) uint8 { return r.step(learned.RateKey(lemma, pos), own) }
}

// keys are the keys that the file keeps: those whose step says something.
func (r *rates) keys() []uint64 {
	var out []uint64
	for k := range r.all {
		if r.step(k, nil) > 0 {
			out = append(out, k)
		}
	}
	slices.Sort(out)
	return out
}
