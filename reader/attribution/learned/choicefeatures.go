package learned

import (
	"math"

	"github.com/parley-desk/parley/language"
)

// choiceFeatures gives the features of a choice as the source of the scope's cue; most is the share of the likeliest.
func (s *scope) choiceFeatures(f *features, c *choice, most float64) {
	h := &s.tokens[s.head]
	from, odd := uint64(c.from), shareStep(c.share)
	f.add(choiceShare, odd, from, 0)
	f.add(choiceMost, shareStep(c.share/max(most, 1e-9)), from, 0)
	if c.run.Len() == 0 {
		f.add(choiceNone, odd, 0, 0)
		f.add(choiceNone, s.cued, uint64(h.tag), 1)
		f.add(choiceNone, h.lemma, 2, 0)
		f.add(choiceNone, h.args, uint64(h.pos), 3)
		f.add(choiceNone, h.frame, uint64(h.subject), 4)
		return
	}
	side := s.spot(c.run.First).side
	s.choiceHead(f, c, side)
	s.choiceEnds(f, c, side)
	s.choiceMakeup(f, c, side)
}

// choiceHead gives the head of a run, and how it hangs from the cue.
func (s *scope) choiceHead(f *features, c *choice, side uint64) {
	h, top, p := &s.tokens[s.head], &s.tokens[c.top], s.spot(c.top)
	f.add(choiceFrom, uint64(c.from), side, uint64(h.pos))
	f.add(choiceTop, uint64(top.rel), uint64(top.tag), side)
	f.add(choiceTopName, uint64(top.name), uint64(top.pos), side)
	f.add(choiceTopLemma, top.lemma, 0, 0)
	f.add(choiceTopCue, top.lemma, h.lemma, 0)
	f.add(choiceBranch, p.branch, side, uint64(c.from))
	f.add(choiceBranchCue, p.branch, h.lemma, 0)
	f.add(choiceBranchTag, p.branch, uint64(top.tag), uint64(h.tag))
	f.add(choiceFar, p.far, side, uint64(top.tag))
	f.add(choiceCueTag, uint64(h.tag), side, uint64(top.rel))
	f.add(choiceCueFrame, h.frame, p.branch, uint64(top.name))
	f.add(choiceCueArgs, h.args, p.branch, 0)
}

// choiceEnds gives the tokens at both ends of a run and beside them.
func (s *scope) choiceEnds(f *features, c *choice, side uint64) {
	r := c.run
	first, last := &s.tokens[r.First], &s.tokens[r.End-1]
	before, behind := s.at(r.First-1, s.place.First, s.place.End), s.at(r.End, s.place.First, s.place.End)
	f.add(choiceFirst, uint64(first.tag), uint64(before.tag), side)
	f.add(choiceFirstWord, first.word, side, 0)
	f.add(choiceBefore, before.word, uint64(first.tag), 0)
	f.add(choiceBeforeWord, before.word, side, uint64(first.rel))
	f.add(choiceLast, uint64(last.tag), uint64(behind.tag), side)
	f.add(choiceLastWord, last.word, uint64(behind.tag), side)
	f.add(choiceBehind, behind.word, uint64(last.tag), side)
	f.add(choiceBehindRel, uint64(behind.rel), uint64(behind.tag), join(side, uint64(last.tag)))
	f.add(choiceGap, s.gap(c), side, uint64(last.tag))
	f.add(choiceQuote, uint64(before.quote)<<8|uint64(first.quote)<<4|uint64(last.quote), uint64(behind.quote), side)
}

// choiceMakeup gives what a run is made up of, and what of its phrase it leaves out.
func (s *scope) choiceMakeup(f *features, c *choice, side uint64) {
	r := c.run
	last, behind, top := &s.tokens[r.End-1], s.at(r.End, s.place.First, s.place.End), &s.tokens[c.top]
	k, gap := s.makeupOf(c), s.gap(c)
	f.add(choiceWhole, k.whole, side, uint64(top.pos))
	f.add(choiceWholeGap, k.whole, gap, side)
	f.add(choiceCut, k.cut, side, uint64(last.tag))
	f.add(choiceCutLead, k.cutLead, side, gap)
	f.add(choiceHolds, k.holds, side, uint64(top.pos))
	f.add(choiceHoldsCut, k.holds, k.cut, side)
	f.add(choiceEndPart, k.lastPart, uint64(behind.tag), side)
	f.add(choiceEndLead, k.lastPart, k.lastLead, side)
	f.add(choiceEndComma, k.lastPart, k.commas, join3(side, uint64(last.tag), uint64(behind.tag)))
	f.add(choiceLength, min(uint64(r.Len()), 12)+uint64(r.Len())/20, side, uint64(top.pos))
	f.add(choiceCommas, k.commas, uint64(last.tag), uint64(behind.tag))
	f.add(choiceTops, k.tops, side, k.whole)
	f.add(choiceOther, k.other, side, 0)
}

// shareStep is a step of the odds of a share.
func shareStep(share float64) uint64 { return uint64(5 + int(math.Round(odds(min(share, 1))))) }

// gap is what stands between a choice and its cue: nothing, a comma, one word, more.
func (s *scope) gap(c *choice) uint64 {
	from, to := c.run.End, s.cue.First
	if c.run.First >= s.cue.End {
		from, to = s.cue.End, c.run.First
	}
	switch n := to - from; {
	case n <= 0:
		return 0
	case n == 1 && s.tokens[from].tag == uint8(language.TagComma):
		return 1
	case s.tokens[from].tag == uint8(language.TagComma) && s.tokens[to-1].tag == uint8(language.TagComma):
		return 2
	default:
		return 2 + uint64(min(n, 3)) + uint64(n/8)
	}
}

// makeup is what a choice is made up of.
type makeup struct {
	whole    uint64 // whether it begins and ends where the phrase of its head does
	cut      uint64 // the relation and tag of the first part of the phrase behind it
	cutLead  uint64 // and the word with which that part begins
	holds    uint64 // which parts it holds behind its head, as bits
	lastPart uint64 // the relation of the last of these
	lastLead uint64 // and the word with which it begins
	commas   uint64
	tops     uint64 // tokens governed from outside of it
	other    uint64 // what of the rules' other attributions stands in it
}

// Parts of a phrase behind its head, as bits.
const (
	holdsApposition = 1 << iota
	holdsRelative
	holdsClause
	holdsModifier
	holdsConjunct
	holdsName
	holdsTime
	holdsRest
)

// partOf is the bit of what a dependent behind a head is by its relation.
func partOf(rel language.Relation) uint64 {
	switch rel {
	case language.Appos:
		return holdsApposition
	case language.AclRelcl:
		return holdsRelative
	case language.Acl, language.Advcl, language.Parataxis:
		return holdsClause
	case language.Nmod, language.Obl:
		return holdsModifier
	case language.Conj:
		return holdsConjunct
	case language.Flat, language.Compound, language.NmodPoss:
		return holdsName
	}
	return holdsRest
}

func (s *scope) makeupOf(c *choice) (k makeup) {
	r := c.run
	for i := r.First; i < r.End; i++ {
		if h := s.D.Head(i); h < r.First || h >= r.End {
			k.tops++
		}
		if s.tokens[i].tag == uint8(language.TagComma) {
			k.commas++
		}
		k.other |= s.spot(i).other
	}
	k.tops, k.commas = min(k.tops, 4), min(k.commas, 4)
	if s.D.Head(c.top) != language.Unparsed {
		k.whole = s.wholeness(c)
		s.parts(c, &k)
	}
	return k
}

// wholeness tells, as bits, whether a run begins and ends with the phrase of its head, or beyond it.
func (s *scope) wholeness(c *choice) (bits uint64) {
	first, end := s.D.Subtree(c.top)
	switch {
	case c.run.First == first || c.run.First == s.bare(first, c.top):
		bits |= 1
	case c.run.First < first:
		bits |= 2
	}
	switch {
	case c.run.End == end:
		bits |= 4
	case c.run.End > end:
		bits |= 8
	}
	return bits
}

// parts notes which parts of its head's phrase a run holds behind that, and which is the first that it leaves out.
func (s *scope) parts(c *choice, k *makeup) {
	for n := range s.D.Children(c.top) {
		from, _ := s.D.Subtree(n)
		if from <= c.top || language.Relation(s.tokens[n].rel) == language.Punct {
			continue
		}
		part := uint64(s.tokens[n].rel)
		if from >= c.run.End {
			k.cut, k.cutLead = part<<8|uint64(s.tokens[n].tag), s.tokens[from].word
			return
		}
		k.holds |= partOf(language.Relation(part))
		k.lastPart, k.lastLead = part, s.tokens[from].word
	}
}
