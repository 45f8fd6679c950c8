package learned

import (
	"github.com/parley-desk/parley/reader/attribution/chain"
	"github.com/parley-desk/parley/reader/draft"
)

// Lesson lays the features of a scene out for training.
type Lesson struct {
	view  view
	scope scope
}

// NewLesson makes the lesson of a scene.
func NewLesson(s *Scene) *Lesson { return &Lesson{view: look(s, nil)} }

// Unweighed is the share of a cue of which no model has said how likely it is.
const Unweighed = 1.2

// Cues gives the rows, of 2^bits, of the features of each sentence that may hold a cue, token by token.
func (l *Lesson) Cues(bits uint, take func(sentence draft.Range, rows [][]uint32)) {
	for _, s := range l.view.D.Doc.Sentences {
		if !l.view.mayHold(s) {
			continue
		}
		r := draft.Range{First: int(s.First), End: int(s.End)}
		take(r, rowsOf(r, bits, func(f *features, i int) { l.view.cueFeatures(f, i, r.First, r.End) }))
	}
}

// Spans gives the paragraph of a cue, the rows of the features of its tokens and
// the labels, as bits, that each may have; those whose label is fixed have no rows.
func (l *Lesson) Spans(bits uint, c Candidate) (place draft.Range, rows [][]uint32, allowed []uint8) {
	place = l.view.placeOf(c.Cue)
	l.view.newScope(&l.scope, c, place)
	allowed = make([]uint8, 0, place.Len())
	rows = rowsOf(place, bits, func(f *features, i int) {
		allowed = append(allowed, l.scope.allowed(i))
		if l.scope.allowed(i) == anySpan {
			l.scope.spanFeatures(f, i)
		}
	})
	return place, rows, allowed
}

func rowsOf(r draft.Range, bits uint, add func(f *features, i int)) [][]uint32 {
	rows := make([][]uint32, 0, r.Len())
	f := features{keep: true}
	for i := r.First; i < r.End; i++ {
		f.all = f.all[:0]
		add(&f, i)
		row := make([]uint32, len(f.all))
		for k, h := range f.all {
			row[k] = chain.Row(h, bits)
		}
		rows = append(rows, row)
	}
	return rows
}

// Choices gives what may be the source of a cue, an empty run for none, with the rows, of 2^bits, of its features.
// The lattice holds the scores of the cue's paragraph (see Spans) and its sums.
func (l *Lesson) Choices(bits uint, c Candidate, lattice *chain.Lattice) (runs []draft.Range, rows [][]uint32) {
	place := l.view.placeOf(c.Cue)
	l.view.newScope(&l.scope, c, place)
	best := pieces(lattice.BestWith(int(ContentFirst)), place.First, SourceFirst)
	all := l.scope.choices(lattice, best)
	f := features{keep: true}
	most := likeliestShare(all)
	for i := range all {
		f.all = f.all[:0]
		l.scope.choiceFeatures(&f, &all[i], most)
		row := make([]uint32, len(f.all))
		for k, h := range f.all {
			row[k] = chain.Row(h, bits)
		}
		runs, rows = append(runs, all[i].run), append(rows, row)
	}
	return runs, rows
}
