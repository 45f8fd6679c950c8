package main

import (
	"fmt"
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
	cues  [][]example // by document, a sentence each
	at    [][]int     // by document, the first token of each of these sentences
}

func newTraining(docs []*document) *training {
	t := &training{docs: docs, rates: newRates()}
	for _, d := range docs {
		t.rates.count(d)
	}
	for _, d := range docs {
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

// model trains both fields, that of spans on the cues that fields of cues found
// in reports which they had not seen.
func (t *training) model() []byte {
	begin := time.Now()
	tell := func(what string) { fmt.Printf("%s: %v\n", what, time.Since(begin).Round(time.Second)) }
	found := make([][]learned.Candidate, len(t.docs))
	for fold := range folds {
		field := fitted(t.sentences(func(i int) bool { return i%folds != fold }), cueLabels, learned.NewCueLattice(), foldEpochs, 1)
		for i := fold; i < len(t.docs); i += folds {
			found[i] = candidates(field, t.cues[i], t.at[i])
		}
		tell(fmt.Sprintf("cues of part %d", fold+1))
	}
	cues := fitted(t.sentences(func(int) bool { return true }), cueLabels, learned.NewCueLattice(), epochs, seeds).pack()
	tell("cues")
	t.cues = nil // their features are many
	var examples []example
	for i, d := range t.docs {
		examples = append(examples, t.spans(d, found[i])...)
	}
	spans := fitted(examples, chain.Lanes, learned.NewSpanLattice(), epochs, seeds).pack()
	tell("sources and contents")
	return learned.Pack(cues, spans, t.rates.keys(), func(k uint64) uint8 { return t.rates.step(k, nil) })
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

// spans lays out the paragraph of each candidate, with the source and content
// of the gold cue that it shares most with (nothing where it shares none), and of
// each gold cue that no candidate shares anything with.
func (t *training) spans(d *document, found []learned.Candidate) []example {
	var out []example
	used := make([]bool, len(d.gold))
	for _, c := range found {
		best, most := -1, 0
		for g := range d.gold {
			if both := min(c.Cue.End, d.gold[g].cue.End) - max(c.Cue.First, d.gold[g].cue.First); both > most {
				best, most = g, both
			}
		}
		var want *gold
		if best >= 0 && !used[best] {
			want, used[best] = &d.gold[best], true
		}
		out = append(out, d.span(c, want))
	}
	for g := range d.gold {
		if !used[g] {
			out = append(out, d.span(learned.Candidate{Cue: d.gold[g].cue, Share: learned.Unweighed}, &d.gold[g]))
		}
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
