package parsing

import "github.com/parley-desk/parley/language/internal/linear"

// Odd multipliers keep the parts of a feature apart.
const (
	k1 = 0xD6E8FEB86659FD93
	k2 = 0xA0761D6478BD642F
	k3 = 0xE7037ED1A0B428DB
	k4 = 0x8EBC6AF09C88C6E3
	k5 = 0x589965CC75374CC3
)

var noWord = Word{Form: 0x2545F4914F6CDD1D, Tag: 0x9FB21C651E98DF25, UPOS: 0x369DEA0F31A53F85}

func (s *State) word(i int32) *Word {
	if i < 0 {
		return &noWord
	}
	return &s.words[i]
}

var noNode = node{head: none, left1: none, left2: none, right1: none, right2: none}

func (s *State) node(i int32) *node {
	if i < 0 {
		return &noNode
	}
	return &s.nodes[i]
}

// near buckets a distance in words.
func near(a, b int32) uint64 {
	if a < 0 || b < 0 {
		return 11
	}
	switch d := b - a; {
	case d <= 4:
		return uint64(d)
	case d <= 6:
		return 6
	case d <= 10:
		return 7
	case d <= 20:
		return 8
	}
	return 9
}

func few(n uint16) uint64 { return uint64(min(n, 3)) }

// amid summarises what stands between two words: verbs, commas, conjunctions, stops.
func (s *State) amid(a, b int32) uint64 {
	if a < 0 || b < 0 {
		return 0xFFF
	}
	x, y := s.counts[a+1], s.counts[b]
	return few(y.verbs-x.verbs) | few(y.commas-x.commas)<<2 | few(y.conjs-x.conjs)<<4 | few(y.stops-x.stops)<<6 | few(y.adps-x.adps)<<8
}

func label(n *node) uint64 { return (uint64(n.rel) + 1) * 0x94D049BB133111EB }

// adder collects features, each with a number of its own.
type adder struct {
	id  uint64
	out []linear.Feature
}

func (a *adder) add(sum uint64) {
	a.id += 0x9FB21C651E98DF25
	a.out = append(a.out, linear.Spread(sum^a.id))
}

// TransitionFeatures appends the features of the configuration, after Zhang and
// Nivre (2011), with the words of the second on the stack, label sets, and what stands between.
func (s *State) TransitionFeatures(into []linear.Feature) []linear.Feature {
	is0, is1, is2 := int32(none), int32(none), int32(none)
	if n := len(s.stack); n > 0 {
		is0 = s.stack[n-1]
		if n > 1 {
			is1 = s.stack[n-2]
		}
		if n > 2 {
			is2 = s.stack[n-3]
		}
	}
	last := int32(len(s.words))
	ib0, ib1, ib2, ib3 := s.next, s.next+1, s.next+2, s.next+3
	if ib1 >= last {
		ib1 = none
	}
	if ib2 >= last {
		ib2 = none
	}
	if ib3 >= last {
		ib3 = none
	}
	s0, s1, s2 := s.word(is0), s.word(is1), s.word(is2)
	b0, b1, b2, b3 := s.word(ib0), s.word(ib1), s.word(ib2), s.word(ib3)
	n0, n1, nb := s.node(is0), s.node(is1), s.node(ib0)
	n2 := s.node(is2)
	s0l, s0l2, s0r, s0r2 := s.word(n0.left1), s.word(n0.left2), s.word(n0.right1), s.word(n0.right2)
	s1l, s1l2, s1r, s1r2 := s.word(n1.left1), s.word(n1.left2), s.word(n1.right1), s.word(n1.right2)
	b0l, b0l2 := s.word(nb.left1), s.word(nb.left2)
	a := adder{out: into}

	// products used often
	s0w, s0p, s0u := s0.Form*k1, s0.Tag*k2, s0.UPOS*k2
	s1w, s1p, s1u := s1.Form*k3, s1.Tag*k4, s1.UPOS*k4
	b0w, b0p, b0u := b0.Form*k4, b0.Tag*k5, b0.UPOS*k5
	b1p := b1.Tag * k1

	a.add(0)
	a.add(s0w + s0p)
	a.add(s0w)
	a.add(s0p)
	a.add(s1w + s1p)
	a.add(s1w)
	a.add(s1p)
	a.add(s2.Form + s2.Tag*k2)
	a.add(s2.Tag * k1)
	a.add(b0w + b0p)
	a.add(b0w)
	a.add(b0p)
	a.add(b1.Form*k1 + b1.Tag*k2)
	a.add(b1.Form * k1)
	a.add(b1p)
	a.add(b2.Form*k1 + b2.Tag*k2)
	a.add(b2.Tag * k1)
	a.add(b3.Tag * k1)

	a.add(s0w + s0p + b0p)
	a.add(s0p + b0w + b0p)
	a.add(s0w + b0w)
	a.add(s0w + b0p)
	a.add(s0p + b0w)
	a.add(s0p + b0p)
	a.add(s0u + b0u)
	a.add(b0p + b1p)
	a.add(b0w + b1p)
	a.add(b0w + b1.Form*k1)

	a.add(s1w + s1p + s0p)
	a.add(s1w + s0w)
	a.add(s1w + s0p)
	a.add(s1p + s0w)
	a.add(s1p + s0p)
	a.add(s1u + s0u)
	a.add(s1p + b0p)
	a.add(s1w + b0p)

	a.add(b0p + b1p + b2.Tag*k2)
	a.add(s0p + b0p + b1p)
	a.add(s0p + b0p + b1p + b2.Tag*k3)
	a.add(s1p + s0p + b0p)
	a.add(s2.Tag*k3 + s1p + s0p)
	a.add(s1u + s0u + b0u + b1.UPOS*k1 + s2.UPOS*k3)

	s0lp, s0rp, s1rp, s1lp, b0lp := s0l.Tag*k3, s0r.Tag*k1, s1r.Tag*k1, s1l.Tag*k5, b0l.Tag*k3
	a.add(s0p + s0lp + b0p)
	a.add(s0p + s0rp + b0p)
	a.add(s0p + b0p + b0lp)
	a.add(s1p + s0p + s0lp)
	a.add(s1p + s0p + s0rp)
	a.add(s1p + s1rp + s0p)
	a.add(s1p + s1lp + s0p)
	a.add(s0p + s0lp + s0l2.Tag*k1)
	a.add(s0p + s0rp + s0r2.Tag*k3)
	a.add(s1p + s1rp + s1r2.Tag*k3)
	a.add(s1p + s1lp + s1l2.Tag*k3)
	a.add(b0p + b0lp + b0l2.Tag*k1)

	l0, l1, lb := label(s.node(n0.left1)), label(s.node(n1.left1)), label(s.node(nb.left1))
	r0, r1 := label(s.node(n0.right1)), label(s.node(n1.right1))
	a.add(s0l.Form*k3 + l0)
	a.add(s0lp + l0)
	a.add(s0r.Form*k3 + r0)
	a.add(s0rp + r0)
	a.add(s1r.Form*k3 + r1)
	a.add(s1rp + r1)
	a.add(s1l.Form*k3 + l1)
	a.add(b0l.Form*k3 + lb)
	a.add(b0lp + lb)
	a.add(s0p + r0 + b0p)
	a.add(s1p + r1*k2 + s0p)

	// which word attaches a prepositional phrase or a clause: its case or mark is s0's first dependent
	a.add(s1p + s0l.Form*k5)
	a.add(s1p + s0l.Form*k5 + s0.Sense*k1)
	a.add(s1.Sense*k3 + s0l.Form*k5 + s0.Sense*k1)
	a.add(s2.Form + s1p + s0l.Form*k5)

	d0, d1 := near(is0, ib0)*0xBF58476D1CE4E5B9, near(is1, is0)*0x94D049BB133111EB
	a.add(s0w + d0)
	a.add(s0p + d0)
	a.add(b0w + d0)
	a.add(b0p + d0)
	a.add(s0p + b0p + d0)
	a.add(s1p + s0p + d1)
	a.add(s1w + d1)
	a.add(s0w + d1)

	amid0, amid1 := s.amid(is0, ib0)*0xBF58476D1CE4E5B9, s.amid(is1, is0)*0x94D049BB133111EB
	a.add(s0p + b0p + amid0)
	a.add(s1p + s0p + amid1)
	a.add(s1u + s0u + b0u + amid1)

	v0l, v0r, v1r, v1l, vbl := uint64(n0.leftCount), uint64(n0.rightCount), uint64(n1.rightCount), uint64(n1.leftCount), uint64(nb.leftCount)
	a.add(s0w + v0r*k4)
	a.add(s0p + v0r*k4 + v0l*k5)
	a.add(s0w + v0l*k5)
	a.add(s1w + v1r*k1)
	a.add(s1p + v1r*k1 + v1l*k2)
	a.add(b0w + vbl*k1)
	a.add(b0p + vbl*k1)

	a.add(s0w + n0.rightLabel*k4)
	a.add(s0p + n0.rightLabel*k4)
	a.add(s0w + n0.leftLabels*k5)
	a.add(s0p + n0.leftLabels*k5)
	a.add(s1w + n1.rightLabel*k1)
	a.add(s1p + n1.rightLabel*k1)
	a.add(s1p + n1.rightLabel*k1 + s0p)
	a.add(s1p + n1.leftLabels*k2)
	a.add(b0w + nb.leftLabels*k1)
	a.add(b0p + nb.leftLabels*k1)
	a.add(s1p + n1.leftLabels*k2 + s0p + n0.leftLabels*k5)
	a.add(s0p + n0.leftLabels*k5 + b0p + nb.leftLabels*k3)
	a.add(s2.Tag + n2.rightLabel*k3 + s1p + s0p)

	a.add(s1.Sense*k3 + s0.Sense*k1 + s0p)
	a.add(s0.Sense*k1 + b0.Sense*k3 + b0p)
	s.guideTransition(&a, is0, is1, s0, s1, b0, b1)
	return a.out
}

// LabelFeatures appends the features of an arc that is about to be made.
func (s *State) LabelFeatures(ihead, idep int32, into []linear.Feature) []linear.Feature {
	h, d := s.word(ihead), s.word(idep)
	nh, nd := s.node(ihead), s.node(idep)
	last := int32(len(s.words))
	before, after := s.word(idep-1), s.word(none)
	if idep+1 < last {
		after = s.word(idep + 1)
	}
	beforeHead, afterHead := s.word(ihead-1), s.word(none)
	if ihead+1 < last {
		afterHead = s.word(ihead + 1)
	}
	dl, dl2, dr := s.word(nd.left1), s.word(nd.left2), s.word(nd.right1)
	hl, hr := s.word(nh.left1), s.word(nh.right1)
	side := uint64(0x51ED270B153A4D2F)
	gap := near(ihead, idep)
	if ihead > idep {
		side, gap = 0x6A09E667F3BCC909, near(idep, ihead)
	}
	a := adder{id: side, out: into}
	hw, hp := h.Form*k1, h.Tag*k2
	dw, dp := d.Form*k3, d.Tag*k4
	dist := gap * 0xBF58476D1CE4E5B9
	a.add(0)
	a.add(hw)
	a.add(hp)
	a.add(dw)
	a.add(dp)
	a.add(hw + dw)
	a.add(hp + dp)
	a.add(hw + dp)
	a.add(hp + dw)
	a.add(hp + dp + dist)
	a.add(dw + dist)
	a.add(dp + dl.Form*k5)
	a.add(hp + dp + dl.Form*k5)
	a.add(hw + dl.Form*k5)
	a.add(hp + dw + dl.Form*k5)
	a.add(dp + dl.Tag*k5)
	a.add(hp + dp + dl.Tag*k5)
	a.add(hp + dp + dl2.Tag*k5)
	a.add(hp + dp + dr.Tag*k5)
	a.add(dp + dl.Form*k5 + d.Sense*k1)
	a.add(hp + dp + d.Sense*k1)
	a.add(hw + dp + d.Sense*k1)
	a.add(h.Sense*k1 + dp + d.Sense*k3 + dl.Form*k5)
	a.add(hp + dp + nd.leftLabels*k5)
	a.add(dw + nd.leftLabels*k5)
	a.add(hp + dp + nd.rightLabel*k5)
	a.add(dp + nh.leftLabels*k1)
	a.add(hp + dp + nh.leftLabels*k1)
	a.add(hp + dp + nh.rightLabel*k5)
	a.add(dw + nh.rightLabel*k5)
	a.add(hp + dp + nd.leftLabels*k5 + nh.leftLabels*k1)
	a.add(hp + dp + hl.Tag*k5)
	a.add(hp + dp + hr.Tag*k5)
	a.add(hp + dp + hl.Form*k5)
	a.add(hp + dp + hr.Form*k5)
	a.add(dp + before.Tag*k5)
	a.add(dp + after.Tag*k5)
	a.add(dw + after.Form*k5)
	a.add(hp + dp + before.Tag*k5)
	a.add(hp + dp + after.Tag*k5)
	a.add(hp + dp + beforeHead.Tag*k5)
	a.add(hp + dp + afterHead.Tag*k5)
	a.add(hp + dp + s.amid(min(ihead, idep), max(ihead, idep))*0x94D049BB133111EB)
	a.add(h.UPOS*k1 + d.UPOS*k2 + nd.leftLabels*k3 + nd.rightLabel*k4)
	a.add(h.UPOS*k1 + d.UPOS*k2 + nh.leftLabels*k3 + nh.rightLabel*k4)
	s.guideLabel(&a, ihead, idep, h, d)
	return a.out
}
