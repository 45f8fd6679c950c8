package learned

import "github.com/parley-desk/parley/reader/draft"

// A scope is a cue with its paragraph, as the features of source and content see them.
type scope struct {
	*view
	cue    draft.Range
	head   int
	cued   uint64       // step of how likely the cue is one
	ruled  *Attribution // what the rules found at this cue, nil where nothing
	place  draft.Range  // the paragraph
	spots  []spot       // by token of the paragraph
	up     []int32      // the head of the cue and what governs it, upwards
	picked []choice     // what may be the source
}

// spot is how one token stands to the cue.
type spot struct {
	side     uint64 // before or behind the cue, and in which sentence as seen from it
	branch   uint64 // the path in the tree by which it hangs from the cue
	rule     uint64 // what the rules make of it for this cue
	between  uint64 // what stands between it and the cue
	speech   uint64 // the quotation in which it stands, counted from the cue
	top      int32  // token that heads the branch, -1 where there is none
	far      uint64
	other    uint64 // what it is in the rules' other attributions
	subject  uint64 // what it is in the phrase of the grammar's subject of the cue
	opens    uint64 // the widest phrase that begins there and does not hold the cue
	closes   uint64 // the widest phrase that ends there and does not hold the cue
	open     bool   // whether it may be source or content at all
	boundary uint64 // whether the branch begins or ends there
}

// climb is how far up from the cue its governors are followed.
const climb = 6

// newScope lays out the paragraph as seen from a cue.
func (v *view) newScope(s *scope, c Candidate, place draft.Range) {
	s.view, s.cue, s.head, s.place, s.cued = v, c.Cue, headOf(v.D, c.Cue), place, step(c.Share)
	s.ruled = nil
	if at := v.ruledAt(c.Cue); at >= 0 {
		s.ruled = &v.Ruled[at]
	}
	if n := place.Len(); cap(s.spots) < n {
		s.spots = make([]spot, 2*n)
	}
	s.spots = s.spots[:place.Len()]
	s.up = append(s.up[:0], int32(s.head))
	for h := v.D.Head(s.head); h >= 0 && len(s.up) < climb; h = v.D.Head(h) {
		s.up = append(s.up, int32(h))
	}
	for i := range s.spots {
		s.spots[i] = spot{side: s.side(place.First + i), top: -1}
		s.hang(place.First + i)
		s.phrases(place.First + i)
		s.spots[i].far = s.farness(place.First + i)
	}
	if r := s.Subject(s.head); r.Len() > 0 {
		s.markRun([]draft.Range{r}, func(p *spot, as uint64) { p.subject = as })
	}
	s.tellRules()
	s.open()
	s.tellBetween()
	s.tellSpeech()
}

// open opens those sentences of the paragraph in which the source or content of
// the cue may stand: its own, those with quotation marks or the rules' content, and all behind a colon.
func (s *scope) open() {
	sentences := s.D.Doc.Sentences
	all := s.tokens[s.cue.End-1].word == colonWord
	for n := s.tokens[s.place.First].sentence; n <= s.tokens[s.place.End-1].sentence; n++ {
		r := draft.Range{First: max(s.place.First, int(sentences[n].First)), End: min(s.place.End, int(sentences[n].End))}
		open := all || r.Holds(s.head)
		for i := r.First; i < r.End && !open; i++ {
			open = s.tokens[i].quote > plain && s.tokens[i].quote != scare || s.spots[i-s.place.First].rule > 0
		}
		for i := r.First; i < r.End; i++ {
			s.spots[i-s.place.First].open = open
		}
	}
}

var colonWord = hashText(":")

// allowed are the labels that token i may have, as bits.
func (s *scope) allowed(i int) uint8 {
	switch {
	case s.cue.Holds(i):
		return 1 << TheCue
	case !s.spots[i-s.place.First].open:
		return 1 << Neither
	}
	return anySpan
}

// anySpan are all labels but that of the cue.
const anySpan = 1<<TheCue - 1

// step is a step of a likelihood.
func step(share float64) uint64 { return uint64(share * 5.99) }

// ruledAt is the index of the attribution of the rules whose cue shares most with a cue, -1 where none does.
func (v *view) ruledAt(cue draft.Range) int {
	best, most := -1, 0
	for i := cue.First; i < cue.End; i++ {
		at := int(v.tokens[i].ruledBy)
		if at < 0 || at == best {
			continue
		}
		r := v.Ruled[at].Cue
		if both := min(r.End, cue.End) - max(r.First, cue.First); both > most {
			best, most = at, both
		}
	}
	return best
}

// side tells in which sentence, as seen from the cue, and on which side of it a token stands.
func (s *scope) side(i int) uint64 {
	n := int(s.tokens[i].sentence - s.tokens[s.head].sentence)
	switch {
	case n < 0:
		return uint64(max(n, -2) + 2)
	case n > 0:
		return uint64(min(n, 2) + 2)
	case i < s.cue.First:
		return 5
	case i >= s.cue.End:
		return 6
	}
	return 7
}

func (s *scope) farness(i int) uint64 {
	if i < s.cue.First {
		return distance(i - s.cue.First)
	}
	return distance(i - s.cue.End + 1)
}

// hang finds the path from the cue's head to token i: up to the governor that
// both share, and down the branch that holds the token.
func (s *scope) hang(i int) {
	p := &s.spots[i-s.place.First]
	if s.tokens[i].sentence != s.tokens[s.head].sentence {
		return
	}
	top := int32(-1)
	for at, steps := int32(i), 0; at >= 0 && steps < 64; steps++ {
		for n, u := range s.up {
			if u != at {
				continue
			}
			down := uint64(0)
			if top >= 0 {
				down = uint64(s.tokens[top].rel) + 1
			}
			upward := uint64(0)
			if n > 0 {
				upward = uint64(s.tokens[s.head].rel) + 1
			}
			if n > 1 {
				upward |= (uint64(s.tokens[s.up[1]].rel) + 1) << 8
			}
			p.branch, p.top = uint64(min(n, 3))<<24|upward<<8|down|1<<30, top
			if top >= 0 {
				first, end := s.D.Subtree(int(top))
				if i == first {
					p.boundary |= 1
				}
				if i == end-1 {
					p.boundary |= 2
				}
			}
			return
		}
		top, at = at, s.D.Doc.Tokens[at].Head
	}
}

// phrases notes the widest phrases without the cue that begin and end at token i.
func (s *scope) phrases(i int) {
	p := &s.spots[i-s.place.First]
	begins, ends := i, i
	for steps := 0; steps < climb; steps++ {
		if h := s.D.Head(begins); h >= 0 && s.beginsAt(h, i) {
			begins = h
		}
		if h := s.D.Head(ends); h >= 0 && s.endsAt(h, i) {
			ends = h
		}
	}
	p.opens, p.closes = s.phrase(begins), s.phrase(ends)
}

// phrase is the kind of the phrase headed by token h: its relation and the tag of its head.
func (s *scope) phrase(h int) uint64 {
	return uint64(s.tokens[h].rel)<<8 | uint64(s.tokens[h].tag)
}

func (s *scope) beginsAt(h, i int) bool {
	first, end := s.D.Subtree(h)
	return first == i && (s.head < first || s.head >= end)
}

func (s *scope) endsAt(h, i int) bool {
	first, end := s.D.Subtree(h)
	return end == i+1 && (s.head < first || s.head >= end)
}

// What a token is in a run: its first, one within, its last.
const (
	runFirst = 1 + iota
	runWithin
	runLast
)

// ruledContent is added to these in spot.rule for a token of the content.
const ruledContent = 3

// tellRules notes what the rules say of this cue and of the others.
func (s *scope) tellRules() {
	last := int32(-1)
	for i := s.place.First; i < s.place.End; i++ {
		n := s.tokens[i].ruledBy
		if n < 0 || n == last || &s.Ruled[n] == s.ruled {
			continue
		}
		last = n
		s.markOther(&s.Ruled[n])
	}
	if s.ruled == nil {
		return
	}
	s.markRun(s.ruled.Source, func(p *spot, as uint64) { p.rule = as })
	s.markRun(s.ruled.Content, func(p *spot, as uint64) { p.rule = as + ruledContent })
}

// markOther notes what the rules found at another cue of the paragraph.
func (s *scope) markOther(a *Attribution) {
	s.mark(a.Cue, func(p *spot) { p.other |= 1 })
	for _, r := range a.Source {
		s.mark(r, func(p *spot) { p.other |= 2 })
	}
	for _, r := range a.Content {
		s.mark(r, func(p *spot) { p.other |= 4 })
	}
}

func (s *scope) mark(r draft.Range, note func(*spot)) {
	for i := max(r.First, s.place.First); i < min(r.End, s.place.End); i++ {
		note(&s.spots[i-s.place.First])
	}
}

// markRun notes what each token is in some runs.
func (s *scope) markRun(pieces []draft.Range, note func(p *spot, as uint64)) {
	for _, r := range pieces {
		s.mark(r, func(p *spot) { note(p, runWithin) })
		s.mark(draft.Range{First: r.End - 1, End: r.End}, func(p *spot) { note(p, runLast) })
		s.mark(draft.Range{First: r.First, End: r.First + 1}, func(p *spot) { note(p, runFirst) })
	}
}

// tellBetween notes what stands between each token and the cue.
func (s *scope) tellBetween() {
	var b between
	for i := s.cue.End; i < s.place.End; i++ {
		s.spots[i-s.place.First].between = b.value()
		b.pass(&s.tokens[i])
	}
	b = between{}
	for i := s.cue.First - 1; i >= s.place.First; i-- {
		s.spots[i-s.place.First].between = b.value()
		b.pass(&s.tokens[i])
	}
}

// between counts what has been passed on the way from the cue.
type between struct {
	commas, verbs, that, cues, marks, stops uint64
}

func (b *between) value() uint64 {
	return min(b.commas, 3) | min(b.verbs, 2)<<2 | min(b.that, 1)<<4 | min(b.cues, 2)<<5 | min(b.marks, 3)<<7 | min(b.stops, 1)<<9
}

// tellSpeech counts the quotations outwards from the cue: 1 the nearest, 2 the next.
func (s *scope) tellSpeech() {
	n := uint64(0)
	for i := s.cue.End; i < s.place.End; i++ {
		n = s.countSpeech(i, n, opener)
	}
	n = 0
	for i := s.cue.First - 1; i >= s.place.First; i-- {
		n = s.countSpeech(i, n, closer)
	}
}

func (s *scope) countSpeech(i int, n uint64, begins quoteState) uint64 {
	q := s.tokens[i].quote
	if q == begins {
		n++
	}
	if q != plain {
		s.spots[i-s.place.First].speech = min(n, 3) + 1
	}
	return n
}
