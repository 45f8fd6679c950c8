package learned

import (
	"cmp"
	"slices"
	"sync"

	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/attribution/chain"
	"github.com/parley-desk/parley/reader/draft"
)

// Candidate is a run of tokens that may be a cue, with how likely it is one.
type Candidate struct {
	Cue   draft.Range
	Share float64
}

// leastCandidate is how likely a cue must be for its source and content to be looked for.
const leastCandidate = 0.15

const reach = 150 // how far from its cue source and content are looked for, in tokens

// Finder finds attributions with a model. It keeps its space from draft to
// draft; it is not safe for many goroutines.
type Finder struct {
	cues, spans *chain.Field
	choice      *chain.Field
	ofCue       *chain.Lattice
	ofSpan      *chain.Lattice
	space       []token
	scored      features // of the position that is scored
	scope       scope
	candidates  []Candidate
	kept        []uint64
	keptFrom    []template
	weights     []float64 // how likely the choices of a source are
}

// finders keeps the space of finders that rest.
func newFinders(m *Model) *sync.Pool {
	return &sync.Pool{New: func() any {
		return &Finder{cues: m.cues, spans: m.spans, choice: m.choice, ofCue: NewCueLattice(), ofSpan: NewSpanLattice()}
	}}
}

// Find gives the attributions of a scene in order of their cues.
func (m *Model) Find(s *Scene) []Attribution {
	f := m.finders.Get().(*Finder)
	defer m.finders.Put(f)
	v := f.look(m, s)
	out := f.judged(&v)
	kept := out[:0]
	for _, a := range out {
		if a.isLikely() {
			a.Why = f.why(&v, a.Cue)
			kept = append(kept, a)
		}
	}
	return kept
}

// Candidates gives all that may be attributions in a scene, for the fitting of judgements.
func (m *Model) Candidates(s *Scene) []Attribution {
	f := m.finders.Get().(*Finder)
	defer m.finders.Put(f)
	v := f.look(m, s)
	return f.judged(&v)
}

// look finds the candidates of a scene.
func (f *Finder) look(m *Model, s *Scene) view {
	if s.Rate == nil {
		s.Rate = m.rate
	}
	if s.Kin == nil {
		s.Kin = m.kinOf
	}
	v := look(s, f.space)
	f.space = v.tokens
	f.candidates = f.candidates[:0]
	s.Shares = make([]float64, len(s.Ruled))
	for n := range s.D.Doc.Sentences {
		f.findCues(&v, n)
	}
	return v
}

// judged finds the spans of the candidates and judges each.
func (f *Finder) judged(v *view) []Attribution {
	var out []Attribution
	for _, c := range f.candidates {
		if a, ok := f.findSpans(v, c); ok {
			out = append(out, a)
		}
	}
	factsOfOthers(out)
	for i := range out {
		a := &out[i]
		a.Stands, a.Right = isCue.of(&a.Facts), isRight.of(&a.Facts)
	}
	return out
}

// mayHold tells whether a sentence may hold a cue: some word was one in training, or is one to the rules.
func (v *view) mayHold(s language.Sentence) bool {
	for i := s.First; i < s.End; i++ {
		if t := &v.tokens[i]; t.rate > 2 || t.cueLabel > 0 || t.frame > 0 {
			return true
		}
	}
	return false
}

// findCues adds the candidates of sentence n.
func (f *Finder) findCues(v *view, n int) {
	s := v.D.Doc.Sentences[n]
	if !v.mayHold(s) {
		return
	}
	first, end, fs := int(s.First), int(s.End), &f.scored
	f.ofCue.Reset(&f.cues.Pairs, end-first)
	for i := first; i < end; i++ {
		fs.sum.Begin(f.cues)
		v.cueFeatures(fs, i, first, end)
		f.ofCue.Scores[i-first] = fs.sum.Scores()
	}
	if !f.ofCue.Sums() {
		return
	}
	f.ofCue.BackwardSums()
	f.shares(v, s)
	f.candidates = append(f.candidates, Candidates(f.ofCue, first)...)
}

// shares notes how likely the cues of the rules in a sentence are some.
func (f *Finder) shares(v *view, s language.Sentence) {
	for i := s.First; i < s.End; i++ {
		if n := v.tokens[i].ruledBy; n >= 0 {
			v.Shares[n] = max(v.Shares[n], 1-f.ofCue.Share(int(i-s.First), []uint8{NoCue}))
		}
	}
}

// longestCue is how many tokens a cue may have.
const longestCue = 12

// Candidates are the runs of tokens that may be cues, none over another, of a
// lattice of cues whose sums are filled; first is its first token.
func Candidates(l *chain.Lattice, first int) []Candidate {
	var all []Candidate
	n := len(l.Scores)
	for i := range n {
		if begins := l.Share(i, []uint8{CueFirst}); begins >= leastCandidate {
			c := likeliest(l, i)
			c.Share = begins
			all = append(all, Candidate{draft.Range{First: first + c.Cue.First, End: first + c.Cue.End}, begins})
		}
	}
	slices.SortStableFunc(all, func(a, b Candidate) int { return cmp.Compare(b.Share, a.Share) })
	var kept []Candidate
	for _, c := range all {
		if !slices.ContainsFunc(kept, func(k Candidate) bool { return k.Cue.First < c.Cue.End && c.Cue.First < k.Cue.End }) {
			kept = append(kept, c)
		}
	}
	slices.SortFunc(kept, func(a, b Candidate) int { return a.Cue.First - b.Cue.First })
	return kept
}

// likeliest is the likeliest run that begins at position i.
func likeliest(l *chain.Lattice, i int) Candidate {
	best := Candidate{Cue: draft.Range{First: i, End: i + 1}}
	best.Share = l.Share(i, []uint8{CueFirst})
	if i+1 < len(l.Scores) {
		best.Share = l.Share(i, []uint8{CueFirst, NoCue}) + l.Share(i, []uint8{CueFirst, CueFirst})
	}
	var space [longestCue]uint8
	labels := append(space[:0], CueFirst)
	for end := i + 2; end <= min(len(l.Scores), i+longestCue); end++ {
		labels = append(labels, CueLast)
		if share := l.Share(i, labels); share > best.Share {
			best = Candidate{draft.Range{First: i, End: end}, share}
		}
		labels[len(labels)-1] = CueInside
	}
	return best
}

// headOf is the token that heads a cue: the highest in the tree, the last outside one.
func headOf(d *draft.Draft, cue draft.Range) int {
	best := cue.End - 1
	for i := cue.First; i < cue.End; i++ {
		if d.Head(i) == language.Unparsed {
			return cue.End - 1
		}
		if d.Token(i).UPOS != language.PUNCT && (d.Depth(i) < d.Depth(best) || d.Token(best).UPOS == language.PUNCT) {
			best = i
		}
	}
	return best
}

// placeOf is the paragraph of a cue, as far as it is looked through.
func (v *view) placeOf(cue draft.Range) draft.Range {
	sentences := v.D.Doc.Sentences
	n := int(v.tokens[cue.First].sentence)
	from, to := n, n
	for from > 0 && sentences[from-1].Paragraph == sentences[n].Paragraph && int(sentences[from].First) > cue.First-reach {
		from--
	}
	for to+1 < len(sentences) && sentences[to+1].Paragraph == sentences[n].Paragraph && int(sentences[to].End) < cue.End+reach {
		to++
	}
	return draft.Range{First: max(int(sentences[from].First), cue.First-reach), End: min(int(sentences[to].End), cue.End+reach)}
}

// findSpans marks the source and content of a candidate; ok is false where it is none or says nothing.
func (f *Finder) findSpans(v *view, c Candidate) (a Attribution, ok bool) {
	place := v.placeOf(c.Cue)
	f.scoreSpans(v, c, place)
	if !f.ofSpan.Sums() {
		return a, false
	}
	labels := f.ofSpan.BestWith(int(ContentFirst))
	a = Attribution{
		Cue: c.Cue, Head: f.scope.head, RuledAt: v.ruledAt(c.Cue),
		Source: pieces(labels, place.First, SourceFirst), Content: pieces(labels, place.First, ContentFirst),
	}
	if len(a.Content) == 0 {
		return a, false
	}
	a.Facts[Cued], a.Facts[Spanned] = odds(c.Share), odds(f.ofSpan.PathShare(labels))
	f.ofSpan.BackwardSums()
	f.scope.choices(f.ofSpan, a.Source)
	silence(labels)
	a.Facts[Said] = odds(1 - f.ofSpan.PathShare(labels))
	f.choose(&a)
	v.facts(&a, &a.Facts)
	return a, true
}

// scoreSpans fills the lattice over the paragraph of a candidate.
func (f *Finder) scoreSpans(v *view, c Candidate, place draft.Range) {
	s, fs := &f.scope, &f.scored
	v.newScope(s, c, place)
	f.ofSpan.Reset(&f.spans.Pairs, place.Len())
	for i := place.First; i < place.End; i++ {
		f.ofSpan.Allowed[i-place.First] = s.allowed(i)
		if s.allowed(i) != anySpan {
			f.ofSpan.Scores[i-place.First] = chain.Scores{}
			continue
		}
		fs.sum.Begin(f.spans)
		s.spanFeatures(fs, i)
		f.ofSpan.Scores[i-place.First] = fs.sum.Scores()
	}
}

// silence makes labels those of a cue that says nothing.
func silence(labels []uint8) {
	for i := range labels {
		if labels[i] != TheCue {
			labels[i] = Neither
		}
	}
}
