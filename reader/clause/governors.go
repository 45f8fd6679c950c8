package clause

import (
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
	"github.com/parley-desk/parley/reader/lexicon"
)

// governed reads what governor h does to p.
func (c *climber) governed(p, h int) {
	d, g := c.d, c.g
	lemma, rel := d.Token(h).Lemma, d.Rel(p)
	c.given = c.given || g.isGiven(d, p, h)
	if rel == language.Obj && p == c.pred && IsVerb(d, h) && g.recalling.Has(lemma) {
		c.mood.Background = true // "we recall the kidnapping of"
		c.tense(claim.Past)
	}
	if rel == language.Acl && p == c.pred && Case(d, h) == "like" {
		c.certainty(claim.Hypothetical) // "the town is like a place being besieged"
	}
	complement := rel == language.Ccomp || rel == language.Xcomp || rel == language.Obj || rel == language.Acl || rel == language.Advcl ||
		rel == language.Nmod || rel == language.Obl || rel == language.Csubj || rel == language.NsubjPass || rel == language.Conj
	if complement && rel != language.Conj {
		if e := g.denier.Find(lemma); e != nil && g.denies(d, e, p) {
			c.turn()
		}
		if e := g.governor.Find(lemma); e != nil && g.governs(d, e, p, h) {
			c.certainty(claim.Certainty(e.Get("certainty")))
			c.tense(claim.Tense(e.Get("tense")))
		}
	}
	if rel == language.Nsubj && p != c.pred && g.untrue.Has(d.Token(h).Lower) { // "the report that they fired is false"
		c.turn()
	}
	if IsVerb(d, h) {
		c.tense(g.verbTense(d, h))
	}
	if !IsNominal(d, h) || rel != language.Conj {
		c.beside(h, false)
	}
	if (carries(rel) || rel == language.Conj && IsVerb(d, p)) && (IsVerb(d, h) || hasCopula(d, h)) { // a second verb without a subject shares the first one's
		if s := d.Child(h, language.Nsubj, language.NsubjPass); s >= 0 && s != p && g.negated(d, s) {
			c.turn()
		}
	}
}

// IsPurpose tells whether predicate p is what something else is done for: "met to sign a
// truce". Whether it came about is not said.
func (g *Grammar) IsPurpose(d *draft.Draft, p int) bool {
	return d.Rel(p) == language.Advcl && isInfinitive(d, p) && !isToBe(d, p) && !g.means.Has(d.Token(d.Head(p)).Lemma)
}

// isInfinitive tells whether verb p is an infinitive with "to".
func isInfinitive(d *draft.Draft, p int) bool {
	if d.Token(p).XPOS != language.TagVB {
		return false
	}
	for c := range d.Children(p) {
		if d.Rel(c) == language.Mark && d.Token(c).XPOS == language.TagTO { // "to sign", "in order to sign"
			return true
		}
	}
	return false
}

// carries tells whether negation of a governor's subject reaches a dependent: "no side agreed to stop".
func carries(rel language.Relation) bool {
	return rel == language.Xcomp || rel == language.Ccomp || rel == language.Obj
}

// denies tells whether a denier turns the complement p: by relation and by what its entry asks.
func (g *Grammar) denies(d *draft.Draft, e *lexicon.Entry, p int) bool {
	switch rel := d.Rel(p); {
	case e.Has("verb"):
		return rel == language.Xcomp
	case e.Has("noun"):
		return rel == language.Acl || rel == language.Ccomp
	case rel == language.Obl:
		return g.caseIs(d, p, "agent") || g.caseIs(d, p, "scope")
	case rel == language.Nmod:
		return g.caseIs(d, p, "scope")
	case rel == language.Conj || rel == language.Advcl && d.Child(p, language.Mark) < 0:
		return false
	}
	return true
}

// governs tells whether a governor's entry applies to the complement p.
func (g *Grammar) governs(d *draft.Draft, e *lexicon.Entry, p, h int) bool {
	if e.Has("passive") && !IsPassive(d, h) || e.Has("noun") && (IsVerb(d, h) || !complements(d.Rel(p))) {
		return false
	}
	switch d.Rel(p) {
	case language.Obl, language.Nmod:
		if IsPassive(d, h) && Case(d, p) == "for" { // "wanted for the murder of": it was done
			return false
		}
		return g.caseIs(d, p, "scope")
	case language.Ccomp: // "warned that it had attacked": the clause has its own mood
		return e.Get("certainty") == string(claim.Alleged) || d.Token(p).XPOS == language.TagVB
	case language.Advcl:
		return d.Child(p, language.Mark) >= 0 && d.Token(p).XPOS == language.TagVBG || d.Token(p).XPOS == language.TagVB
	case language.NsubjPass:
		return e.Has("passive") && !g.negated(d, p) // "no casualties were reported" is told flatly
	}
	return true
}

// complements tells whether a relation is that of what a noun is of or for: "efforts to reach", "talks on".
func complements(rel language.Relation) bool {
	return rel == language.Acl || rel == language.Nmod || rel == language.Obl
}

// isCondition tells whether clause k is a condition: "if …", "unless …", "provided that …".
func (g *Grammar) isCondition(d *draft.Draft, k int) bool {
	for m := range d.Children(k) {
		if (d.Rel(m) == language.Mark || d.Rel(m) == language.Advmod) && g.conditional.Has(d.Token(m).Lower) {
			return true
		}
	}
	return false
}

// Condition is the head of the clause that conditions predicate p, -1 where there is none.
func (g *Grammar) Condition(d *draft.Draft, p int) int {
	for k := range d.Children(p) {
		if d.Rel(k) == language.Advcl && g.isCondition(d, k) {
			return k
		}
	}
	return -1
}
