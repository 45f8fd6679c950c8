package parsing

// Gold is the tree that a training sentence should get: the head of each word
// (the root word's index for the root).
type Gold struct {
	Heads []int32
	Rels  []uint8
}

// Cost is how many gold arcs a transition puts out of reach: the dynamic oracle
// of the arc-hybrid system (Goldberg and Nivre 2013).
func (s *State) Cost(t int, g *Gold) int {
	switch t {
	case Shift:
		return s.costOfShift(g)
	case Left:
		top := s.stack[len(s.stack)-1]
		cost := s.dependentsAhead(top, g)
		head := g.Heads[top]
		if head > s.next || len(s.stack) > 1 && head == s.stack[len(s.stack)-2] {
			cost++
		}
		return cost
	}
	top := s.stack[len(s.stack)-1]
	cost := s.dependentsAhead(top, g)
	if g.Heads[top] >= s.next {
		cost++
	}
	return cost
}

func (s *State) costOfShift(g *Gold) int {
	cost := 0
	next := s.next
	for i, w := range s.stack {
		if g.Heads[w] == next {
			cost++
		}
		if g.Heads[next] == w && i < len(s.stack)-1 {
			cost++
		}
	}
	return cost
}

// dependentsAhead counts the gold dependents of a word that are still in the buffer.
func (s *State) dependentsAhead(w int32, g *Gold) int {
	n := 0
	for i := s.next; i < s.root(); i++ {
		if g.Heads[i] == w {
			n++
		}
	}
	return n
}
