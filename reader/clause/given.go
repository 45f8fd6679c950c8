package clause

import (
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
)

// turn makes negative positive and positive negative, unless the predicate is taken as known.
func (c *climber) turn() {
	if !c.given {
		c.negative = !c.negative
	}
}

// isGiven tells whether predicate p is taken as known by its governor h, whatever that affirms or denies: in "they were not
// moving aid at the time of the strike", "denied a part in the raid" and "failed to end the siege" strike, raid and siege are facts.
func (g *Grammar) isGiven(d *draft.Draft, p, h int) bool {
	switch d.Rel(p) {
	case language.Acl: // "the terms of agreements signed in May": signed they were
		return d.Token(p).XPOS == language.TagVBN && IsNominal(d, h) && !g.negated(d, h) && d.Child(p, language.Mark) < 0 // but not "the report that he was shot"
	case language.Obj:
		return IsVerb(d, h) && (g.ending.Has(d.Token(h).Lemma) || g.recalling.Has(d.Token(h).Lemma))
	case language.Obl, language.Nmod:
		if IsNominal(d, h) && g.ground.Has(d.Token(h).Lemma) {
			return true
		}
		det := d.Child(p, language.Det)
		return det >= 0 && g.definite.Has(d.Token(det).Lower) && IsNominal(d, p) && !g.open.Has(Case(d, p))
	}
	return false
}
