package clause

import (
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
)

// maxRank is farther than anything that counts as attached.
const maxRank = 1 << 20

// rank says how near the tokens [first, end) hang to predicate p: below it without a clause
// between, then beside it on the way up. maxRank where they belong to another clause.
func (g *Grammar) rank(d *draft.Draft, first, end, p int) int {
	if !d.Doc.Sentences[d.Doc.SentenceOf(p)].Parsed {
		return maxRank
	}
	top := Top(d, first, end)
	apart := first - p
	if apart < 0 {
		apart = p - end + 1
	}
	anchor := p
	for climb := 0; climb < maxClimb && anchor >= 0; climb++ {
		if d.Under(top, anchor) && !clauseBetween(d, top, anchor) && !compares(d, top, anchor) && (!modifies(d, top) || d.Head(top) == anchor && anchor == p) {
			return climb*1000 + min(apart, 999)
		}
		if !g.lends(d, anchor) {
			return maxRank
		}
		anchor = d.Head(anchor)
	}
	return maxRank
}

// ofPhase tells whether the time at token i says when something began or ended that a clause beside predicate p is about: "the offensive
// which began on 3 March". A noun right before such a clause, with no verb between, is what it is about.
func (g *Grammar) ofPhase(d *draft.Draft, i, p int) bool {
	h := d.Head(i)
	if h < 0 || h == p || d.Rel(h) != language.AclRelcl || !g.phase.Has(d.Token(h).Lemma) || d.Under(p, h) {
		return false
	}
	if p > h || IsVerb(d, p) {
		return true
	}
	for k := p + 1; k < h; k++ {
		if IsVerb(d, k) {
			return true
		}
	}
	return false
}

// Top is the token among [first, end) that hangs highest.
func Top(d *draft.Draft, first, end int) int {
	top := first
	for i := first; i < end; i++ {
		if d.Depth(i) < d.Depth(top) {
			top = i
		}
	}
	return top
}

// modifies tells whether token i stands before a noun and says which it is: "the 2021 accord", "October's blasts".
// Such a time is that noun's and nobody else's.
func modifies(d *draft.Draft, i int) bool {
	switch d.Rel(i) {
	case language.Amod, language.Compound, language.NmodPoss, language.Nummod, language.NmodDesc:
		return true
	}
	return false
}

// clauseBetween tells whether a clause other than anchor's own opens on the way from i up to anchor.
func clauseBetween(d *draft.Draft, i, anchor int) bool {
	for steps := 0; i != anchor && i >= 0 && steps < maxDepth; steps++ {
		if heads(d, i) && (steps > 0 || IsVerb(d, i)) { // a day heads no clause, whatever the parser says
			return true
		}
		i = d.Head(i)
	}
	return false
}

// compares tells whether a time on the way up to anchor is what something is measured by: "the worst since 2021".
func compares(d *draft.Draft, i, anchor int) bool {
	for steps := 0; i != anchor && i >= 0 && steps < maxDepth; steps++ {
		h := d.Head(i)
		if ofFirst(d, i) || h >= 0 && h != anchor && (superlative(d, h) || d.Child(h, language.Amod) >= 0 && superlative(d, d.Child(h, language.Amod)) && d.Rel(h) == language.Appos) {
			return true
		}
		i = h
	}
	return false
}

// superlative tells whether a word compares with all others: "worst", "first", "most".
func superlative(d *draft.Draft, i int) bool {
	x := d.Token(i).XPOS
	return x == language.TagJJS || x == language.TagRBS || d.Token(i).Lower == "first"
}

// isBefore tells whether nominal p is what something else came after: "entered the town on Friday following a truce" dates no truce.
func (g *Grammar) isBefore(d *draft.Draft, p int) bool {
	if rel := d.Rel(p); rel != language.Obl && rel != language.Nmod {
		return false
	}
	return g.caseIs(d, p, "earlier")
}

// lends tells whether the governor's time and place are those of token p too:
// nouns take their verb's, participles and shared predicates their clause's, contents of speech do not.
func (g *Grammar) lends(d *draft.Draft, p int) bool {
	if g.isBefore(d, p) {
		return false
	}
	switch d.Rel(p) {
	case language.AclRelcl: // "an operation on May 6 that led to the arrest of two men"
		who := d.Child(p, language.Nsubj)
		return g.bringing.Has(d.Token(p).Lemma) && who >= 0 && d.Token(who).Lower != "who" && Oblique(d, p, "to", "in", "with") >= 0
	case language.Ccomp, language.Parataxis, language.Appos:
		return false
	case language.Conj:
		return d.Child(p, language.Nsubj, language.NsubjPass) < 0
	case language.Advcl:
		return d.Token(p).XPOS == language.TagVBG || d.Token(p).XPOS == language.TagVBN
	}
	return d.Head(p) >= 0
}

// shares tells whether token i and predicate p stand in the content of the same statement, or both in none. One that the
// content leaves off at its end, though the tree hangs it on p, is p's too: "said two men were held in Selby | on Sunday".
func (g *Grammar) shares(d *draft.Draft, i, p int) bool {
	return d.Within == nil || d.Within[i] == d.Within[p] || i > p && d.Within[i] < 0 && IsVerb(d, p) && d.Head(i) == p
}
