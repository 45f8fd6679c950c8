package main

import (
	"fmt"
	"slices"
	"time"

	"github.com/parley-desk/parley/reader/attribution/chain"
	"github.com/parley-desk/parley/reader/attribution/learned"
	"github.com/parley-desk/parley/reader/draft"
)

const (
	folds      = 3 // parts of the reports: the cues of each are found by a field that never saw it
	foldEpochs = 6
	epochs     = 11
	seeds      = 2
)

// training holds what the two fields are learned from.
type training struct {
	docs  []*document
	rates *rates
	kin   *kinship
	cues  [][]example // by document, a sentence each
	at    [][]int     // by document, the first token of each of these sentences
}

func newTraining(docs []*document, kin *kinship) *training {
	t := &training{docs: docs, rates: newRates(), kin: kin}
	for _, d := range docs {
		t.rates.count(d)
	}
	kin.teach(docs)
	for _, d := range docs {
		d.scene.Kin = kin.of
		d.scene.Rate = t.rates.without(d)
		d.lesson = learned.NewLesson(d.scene)
		t.addCues(d)
	}
	return t
}

// addCues lays out the sentences of a document for the field of cues.
func (t *training) addCues(d *document) {
	labels := make([]uint8, len(d.scene.D.Doc.Tokens))
	for _, g := range d.gold {
		label(labels, g.cue, learned.CueFirst)
	}
	var examples []example
	var at []int
	d.lesson.Cues(rowBits, func(s draft.Range, rows [][]uint32) {
		examples = append(examples, example{rows: rows, labels: labels[s.First:s.End]})
		at = append(at, s.First)
	})
	t.cues, t.at = append(t.cues, examples), append(t.at, at)
}

// label lays a run over labels: first, first+1 within, first+2 at the end of two or more.
func label(labels []uint8, r draft.Range, first uint8) {
	for i := max(0, r.First); i < min(len(labels), r.End); i++ {
		labels[i] = first + 1
	}
	if r.First >= 0 && r.Len() > 1 && r.End <= len(labels) {
		labels[r.End-1] = first + 2
	}
	if r.First >= 0 && r.First < len(labels) {
		labels[r.First] = first
	}
}

const cueLabels = 4

// model trains the fields and the choice of sources: the field of spans on cues that fields of cues found in reports
// which they had not seen, and the choice on runs that fields of spans found likely in such reports.
func (t *training) model() []byte {
	begin := time.Now()
	tell := func(what string) { fmt.Printf("%s: %v\n", what, time.Since(begin).Round(time.Second)) }
	found := t.foundUnseen()
	tell("cues of parts")
	cues := fitted(t.sentences(func(int) bool { return true }), cueLabels, learned.NewCueLattice(), epochs, seeds).pack()
	tell("cues")
	t.cues = nil // their features are many
	examples := make([][]example, len(t.docs))
	for i, d := range t.docs {
		examples[i] = d.spans(found[i])
	}
	var parts [folds]*sum
	for fold := range folds {
		parts[fold] = fitted(outside(examples, fold), chain.Lanes, learned.NewSpanLattice(), foldEpochs, 1)
	}
	tell("sources and contents of parts")
	spans := fitted(slices.Concat(examples...), chain.Lanes, learned.NewSpanLattice(), epochs, seeds).pack()
	tell("sources and contents")
	examples = nil
	choice := t.choice(found, parts)
	tell("choice of sources")
	kin := learned.PackKin(t.kin.hashes, t.kin.kin)
	return learned.Pack(cues, spans, choice, kin, t.rates.keys(), func(k uint64) uint8 { return t.rates.step(k, nil) })
}

// foundUnseen gives the candidates of each document as a field of cues that did not see it finds them.
func (t *training) foundUnseen() [][]learned.Candidate {
	found := make([][]learned.Candidate, len(t.docs))
	for fold := range folds {
		field := fitted(t.sentences(func(i int) bool { return i%folds != fold }), cueLabels, learned.NewCueLattice(), foldEpochs, 1)
		for i := fold; i < len(t.docs); i += folds {
			found[i] = candidates(field, t.cues[i], t.at[i])
		}
	}
	return found
}

// outside are the examples of the documents of other parts than one.
func outside(examples [][]example, fold int) []example {
	var out []example
	for i := range examples {
		if i%folds != fold {
			out = append(out, examples[i]...)
		}
	}
	return out
}

// choice learns which run is the source of a cue, and packs it.
func (t *training) choice(found [][]learned.Candidate, parts [folds]*sum) []byte {
	var groups []group
	had := 0
	for i, d := range t.docs {
		g, n := t.choices(d, found[i], parts[i%folds])
		groups, had = append(groups, g...), had+n
	}
	weights := fittedChoice(groups, choiceEpochs, seeds)
	tellChoices(groups, had, weights)
	return packChoice(weights)
}

// sentences are the examples of cues in the documents of some places.
func (t *training) sentences(in func(i int) bool) []example {
	var out []example
	for i := range t.docs {
		if in(i) {
			out = append(out, t.cues[i]...)
		}
	}
	return out
}

// candidates are what a field takes for cues in the sentences of a document.
func candidates(field *sum, sentences []example, at []int) []learned.Candidate {
	l := learned.NewCueLattice()
	var out []learned.Candidate
	for n := range sentences {
		l.Reset(&field.pairs, len(sentences[n].rows))
		score(field.rows, sentences[n].rows, l.Scores)
		if l.Sums() {
			l.BackwardSums()
			out = append(out, learned.Candidates(l, at[n])...)
		}
	}
	return out
}

// matched pairs each candidate with the gold cue that it shares most with (none where it shares none), and adds each
// gold cue that no candidate shares anything with.
func (d *document) matched(found []learned.Candidate) []match {
	var out []match
	used := make([]bool, len(d.gold))
	for _, c := range found {
		best, most := -1, 0
		for g := range d.gold {
			if both := min(c.Cue.End, d.gold[g].cue.End) - max(c.Cue.First, d.gold[g].cue.First); both > most {
				best, most = g, both
			}
		}
		m := match{Candidate: c}
		if best >= 0 && !used[best] {
			m.want, used[best] = &d.gold[best], true
		}
		out = append(out, m)
	}
	for g := range d.gold {
		if !used[g] {
			out = append(out, match{learned.Candidate{Cue: d.gold[g].cue, Share: learned.Unweighed}, &d.gold[g]})
		}
	}
	return out
}

// spans lays out the paragraph of each candidate with its source and content.
func (d *document) spans(found []learned.Candidate) []example {
	var out []example
	for _, m := range d.matched(found) {
		out = append(out, d.span(m.Candidate, m.want))
	}
	return out
}

// span lays out the paragraph of a candidate.
func (d *document) span(c learned.Candidate, want *gold) example {
	place, rows, allowed := d.lesson.Spans(rowBits, c)
	e := example{rows: rows, labels: make([]uint8, place.Len()), allowed: allowed}
	if want != nil {
		for _, r := range want.source {
			e.lay(r, place, learned.SourceFirst)
		}
		for _, r := range want.content {
			e.lay(r, place, learned.ContentFirst)
		}
	}
	for i := range e.labels {
		if allowed[i] == 1<<learned.TheCue {
			e.labels[i] = learned.TheCue
		}
	}
	return e
}

// lay labels what of a run lies within the paragraph, where it may and no other run is laid.
func (e *example) lay(r, place draft.Range, first uint8) {
	free := func(i int) bool { return e.allowed[i]>>first&1 == 1 && e.labels[i] == learned.Neither }
	for i := max(0, r.First-place.First); i < min(len(e.labels), r.End-place.First); i++ {
		end := i
		for end < min(len(e.labels), r.End-place.First) && free(end) {
			end++
		}
		if end > i {
			label(e.labels, draft.Range{First: i, End: end}, first)
			i = end
		}
	}
}
