package parsing

import "github.com/parley-desk/parley/language/internal/linear"

// Parser parses sentences with two models.
type Parser struct {
	Move  *linear.Model // Left and Right against Shift, which scores 0
	Label *linear.Model // relations
}

// Scratch is the space a parser works in.
type Scratch struct {
	State    State
	features []linear.Feature
	scores   [linear.MaxWords * 8]int32
}

// Parse builds the tree of a sentence in s.State. words must have room for one
// more. guide may be nil.
func (p *Parser) Parse(words []Word, guide *Guide, s *Scratch) {
	s.State.Reset(words, guide)
	for !s.State.Done() {
		t := p.move(s)
		var rel uint8
		if t != Shift {
			head, dep := s.State.Arc(t)
			s.features = s.State.LabelFeatures(head, dep, s.features[:0])
			p.Label.Score(s.features, &s.scores)
			rel = uint8(linear.Best(s.scores[:p.Label.Classes]))
		}
		s.State.Do(t, rel)
	}
}

func (p *Parser) move(s *Scratch) int {
	only, n := 0, 0
	for t := range Transitions {
		if s.State.Allowed(t) {
			only = t
			n++
		}
	}
	if n == 1 {
		return only
	}
	s.features = s.State.TransitionFeatures(s.features[:0])
	p.Move.Score(s.features, &s.scores)
	scores := [Transitions]int32{Left: s.scores[0], Right: s.scores[1]}
	best := -1
	for t := range Transitions {
		if s.State.Allowed(t) && (best < 0 || scores[t] > scores[best]) {
			best = t
		}
	}
	return best
}

// Stack is two parsers: the first reads backwards and guides the second.
type Stack struct {
	Backward, Forward Parser
}

// StackScratch is the space a Stack works in.
type StackScratch struct {
	Scratch
	back  Scratch
	guide Guide
	words []Word
}

// Parse builds the tree of a sentence in s.State. words must have room for one more.
func (p *Stack) Parse(words []Word, s *StackScratch) {
	s.words = Reversed(words, s.words)
	p.Backward.Parse(s.words, nil, &s.back)
	s.guide.Take(&s.back.State)
	p.Forward.Parse(words, &s.guide, &s.Scratch)
}

// Reversed gives the words backwards, in the space of into, with room for one more.
func Reversed(words, into []Word) []Word {
	into = into[:0]
	for i := len(words) - 1; i >= 0; i-- {
		into = append(into, words[i])
	}
	return append(into, Word{})[:len(words)]
}
