// Package parsing finds the dependency tree of a tagged sentence, greedily, in
// the arc-hybrid transition system (Kuhlmann, Gómez-Rodríguez, Satta 2011): a
// first model chooses the transition, a second the relation of each arc.
package parsing

// Word is what the parser sees of a word. Every field is a hash or a small
// number turned into one, so that features are sums.
type Word struct {
	Form  uint64 // lower-case form
	Tag   uint64 // joint tag
	UPOS  uint64
	Sense uint64 // broad sense (WordNet) or 0
	Kind  Kind
}

// Kind is what sort of word stands between two others.
type Kind uint8

// The kinds that are counted.
const (
	PlainWord Kind = iota
	VerbWord
	CommaWord
	ConjWord
	StopWord
	AdpWord
)

// mark tells whether it is punctuation.
func (k Kind) mark() bool { return k == CommaWord || k == StopWord }

// none marks a missing node.
const none = -1

// node holds what the transitions have built of a word so far.
type node struct {
	head                   int32
	left1, left2           int32 // leftmost and second leftmost dependent
	right1, right2         int32 // rightmost and second rightmost dependent
	leftCount, rightCount  uint8
	rel                    uint8
	leftLabels, rightLabel uint64 // sets of relations, one bit each
}

// State is a configuration: a stack, a buffer from Next on, and the arcs made.
// The root of the sentence is a word of its own at the end of the buffer.
type State struct {
	words  []Word // the sentence, then the root
	nodes  []node
	stack  []int32
	next   int32
	counts []between
	guide  *Guide
}

// between counts kinds of words before a position.
type between struct{ verbs, commas, conjs, stops, adps uint16 }

// Transitions.
const (
	Shift = iota
	Left  // the top of the stack becomes a dependent of the next word
	Right // the top of the stack becomes a dependent of the one below it
	Transitions
)

// rootWord stands for the root.
var rootWord = Word{Form: 0x7F4A7C159E3779B9, Tag: 0x1CE4E5B9BF58476D, UPOS: 0x133111EB94D049BB}

// Reset starts a sentence. words must have room for one more. guide is what an
// earlier parser thought of it, nil where there is none.
func (s *State) Reset(words []Word, guide *Guide) {
	s.guide = guide
	s.words = append(words, rootWord)
	n := len(s.words)
	if cap(s.nodes) < n {
		s.nodes = make([]node, n, 2*n)
		s.counts = make([]between, n+1, 2*n+1)
		s.stack = make([]int32, 0, 2*n)
	}
	s.nodes, s.stack, s.next, s.counts = s.nodes[:n], s.stack[:0], 0, s.counts[:n+1]
	for i := range s.nodes {
		s.nodes[i] = node{head: none, left1: none, left2: none, right1: none, right2: none}
	}
	for i, w := range s.words {
		c := s.counts[i]
		switch w.Kind {
		case VerbWord:
			c.verbs++
		case CommaWord:
			c.commas++
		case ConjWord:
			c.conjs++
		case StopWord:
			c.stops++
		case AdpWord:
			c.adps++
		}
		s.counts[i+1] = c
	}
}

func (s *State) root() int32 { return int32(len(s.words) - 1) }

// Done tells whether every word has its head.
func (s *State) Done() bool { return s.next == s.root() && len(s.stack) == 0 }

// Allowed tells whether a transition may be made: the root takes one dependent
// only, and punctuation takes none unless nothing else is left to do.
func (s *State) Allowed(t int) bool {
	more := s.next < s.root()
	switch t {
	case Shift:
		return more
	case Left:
		return len(s.stack) > 0 && (more && !s.words[s.next].Kind.mark() || !more && len(s.stack) == 1)
	}
	return len(s.stack) > 1 && !(more && s.words[s.stack[len(s.stack)-2]].Kind.mark())
}

// Arc gives the head and the dependent that Left or Right would tie.
func (s *State) Arc(t int) (head, dep int32) {
	dep = s.stack[len(s.stack)-1]
	if t == Left {
		return s.next, dep
	}
	return s.stack[len(s.stack)-2], dep
}

// Do makes a transition; rel is the relation of its arc.
func (s *State) Do(t int, rel uint8) {
	if t == Shift {
		s.stack = append(s.stack, s.next)
		s.next++
		return
	}
	head, dep := s.Arc(t)
	s.stack = s.stack[:len(s.stack)-1]
	s.nodes[dep].head, s.nodes[dep].rel = head, rel
	h := &s.nodes[head]
	bit := uint64(1) << (rel & 63)
	if t == Left {
		h.left1, h.left2 = dep, h.left1
		h.leftCount++
		h.leftLabels |= bit
		return
	}
	h.right1, h.right2 = dep, h.right1
	h.rightCount++
	h.rightLabel |= bit
}

// Head is the head of word i: its index, or -1 for the root.
func (s *State) Head(i int) int32 {
	if s.nodes[i].head == s.root() {
		return -1
	}
	return s.nodes[i].head
}

// Rel is the relation of word i to its head.
func (s *State) Rel(i int) uint8 { return s.nodes[i].rel }
