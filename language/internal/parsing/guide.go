package parsing

// Guide is an earlier parser's tree of the sentence, told to a second parser as
// features (stacking: Nivre and McDonald 2008). The earlier one reads from
// right to left, so that the two err in different places.
type Guide struct {
	heads      []int32 // the root word's index for the root
	rels       []uint8
	dependents []uint64 // set of the relations of each word's dependents
}

// Take makes the guide from the tree in a State that read the words backwards.
func (g *Guide) Take(s *State) {
	n := s.root()
	g.heads, g.rels, g.dependents = g.heads[:0], g.rels[:0], g.dependents[:0]
	for i := n - 1; i >= 0; i-- {
		head := s.nodes[i].head
		if head < n {
			head = n - 1 - head
		}
		g.heads = append(g.heads, head)
		g.rels = append(g.rels, s.nodes[i].rel)
		g.dependents = append(g.dependents, 0)
	}
	g.dependents = append(g.dependents, 0)
	for i, h := range g.heads {
		g.dependents[h] |= 1 << (g.rels[i] & 63)
	}
}

// side tells where the guide has the head of word i, seen from the configuration.
func (s *State) side(i, s0, s1 int32) uint64 {
	if i < 0 || i >= int32(len(s.guide.heads)) {
		return 0
	}
	switch h := s.guide.heads[i]; {
	case h == s.root():
		return 1
	case h == s.next:
		return 2
	case h == s0:
		return 3
	case h == s1:
		return 4
	case h > s.next:
		return 5
	case s.nodes[h].head != none:
		return 6 // already below another word
	}
	return 7
}

// ahead counts the words of the buffer that the guide puts below word i, up to two.
func (s *State) ahead(i int32) uint64 {
	n := uint64(0)
	if i < 0 {
		return n
	}
	for j := s.next; j < s.root() && j < s.next+horizon && n < 2; j++ {
		if s.guide.heads[j] == i {
			n++
		}
	}
	return n
}

// horizon bounds how far ahead is looked for dependents, to stay linear.
const horizon = 40

func (s *State) guideRel(i int32) uint64 {
	if i < 0 || i >= int32(len(s.guide.rels)) {
		return 63
	}
	return uint64(s.guide.rels[i])
}

func (s *State) guideTransition(a *adder, is0, is1 int32, s0, s1, b0, b1 *Word) {
	if s.guide == nil {
		return
	}
	h0, h1, hb := s.side(is0, is0, is1), s.side(is1, is0, is1), s.side(s.next, is0, is1)
	r0, rb := s.guideRel(is0), s.guideRel(s.next)
	all := (h0 | h1<<4 | hb<<8 | s.ahead(is0)<<12) * k1
	mine := (h0 | s.ahead(is0)<<4 | 1<<20) * k1
	ahead1 := s.ahead(is1)
	a.add(all)
	a.add(mine)
	a.add(all + s0.UPOS*k2 + b0.UPOS*k3 + s1.UPOS*k4)
	a.add(mine + s0.Tag*k2 + b0.Tag*k3)
	a.add(mine + s0.Tag*k2 + s1.Tag*k3)
	a.add(mine + s0.Form*k2)
	a.add(mine + (r0+1)*k5)
	a.add(mine + (r0+1)*k5 + s0.Tag*k2 + b0.Tag*k3)
	a.add(mine + (r0+1)*k5 + s0.Tag*k2 + s1.Tag*k3)
	a.add(all + (r0+1)*k5 + (rb+1)*k4)
	a.add((hb+1)*k2 + (rb+1)*k4 + b0.Tag*k3)
	a.add((hb+1)*k2 + mine + b1.Tag*k4 + b0.Tag*k3)
	a.add(mine + near(is0, s.next)*k4)
	a.add(mine + near(is1, is0)*k4 + s.amid(is1, is0)*k2)
	a.add(all + ahead1*k5)
	a.add(mine + s0.Form*k2 + s1.Form*k3)
	a.add(mine + s0.Form*k2 + b0.Form*k3)
}

func (s *State) guideLabel(a *adder, ihead, idep int32, h, d *Word) {
	if s.guide == nil {
		return
	}
	rel := (s.guideRel(idep) + 1) * k5
	same := uint64(k4)
	if s.guide.heads[idep] == ihead {
		same = k3
	}
	below, beside := s.guide.dependents[idep]*k1, s.guide.dependents[ihead]*k2
	a.add(rel + same)
	a.add(rel + same + d.Tag*k1)
	a.add(rel + same + h.Tag*k2 + d.Tag*k1)
	a.add(rel + same + h.Form*k2)
	a.add(rel + same + d.Form*k2)
	a.add(below + d.Tag*k2)
	a.add(below + d.Form*k2)
	a.add(below + d.Tag*k2 + h.Tag*k3)
	a.add(beside + d.Tag*k1 + h.Tag*k3)
	a.add(beside + d.Tag*k1 + h.Form*k3)
	a.add(beside + rel + same)
	a.add(below + rel + same)
}
