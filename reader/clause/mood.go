package clause

import (
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
	"github.com/parley-desk/parley/reader/lexicon"
)

// Mood is how a predicate is held: the fields that every claim has.
type Mood struct {
	Polarity   claim.Polarity
	Certainty  claim.Certainty
	Tense      claim.Tense
	Background bool
}

// Mood reads polarity, certainty, tense and background of predicate p from its
// own words and from what governs it, up to the statement in whose content it
// stands: what the speaker does with it (alleging, denying, demanding) is read from that statement.
func (g *Grammar) Mood(d *draft.Draft, p int) Mood {
	m := Mood{Polarity: claim.Positive, Certainty: claim.Asserted}
	if !d.Doc.Sentences[d.Doc.SentenceOf(p)].Parsed {
		m.Tense = claim.Past
		return m
	}
	c := climber{g: g, d: d, mood: &m}
	c.climb(p)
	if m.Tense == "" {
		m.Tense = claim.Past
	}
	if c.negative {
		m.Polarity = claim.Negative
	}
	if isAsked(d, p) {
		c.certainty(claim.Hypothetical)
	}
	if IsYet(d, p) {
		m.Polarity, m.Tense = claim.Negative, claim.Past
	}
	return m
}

// IsYet tells whether verb p is of what has "yet to" be done: so far it has not.
func IsYet(d *draft.Draft, p int) bool {
	to := d.Child(p, language.Mark)
	return to > 1 && to < p && d.Token(to).Lower == "to" && d.Token(to-1).Lower == "yet" && (d.Token(to-2).Lemma == "have" || d.Token(to-2).Lemma == "be")
}

// isAsked tells whether the sentence of predicate p asks whether it is so: "Did the rebels attack the town?", "Were any attacks
// reported?". "Who attacked it?" takes the attack for granted, as "Did he see the attack?" does.
func isAsked(d *draft.Draft, p int) bool {
	s := d.Doc.Sentences[d.Doc.SentenceOf(p)]
	first, last := int(s.First), int(s.End)-1
	for last > first && d.Token(last).UPOS == language.PUNCT && d.Token(last).Form != "?" {
		last--
	}
	for first < last && (d.Token(first).UPOS == language.PUNCT || d.Token(first).UPOS == language.CCONJ) {
		first++
	}
	t := d.Token(first)
	if d.Token(last).Form != "?" || t.UPOS != language.AUX && t.Lemma != "be" && t.Lemma != "have" && t.Lemma != "do" {
		return false
	}
	if IsVerb(d, p) {
		return true
	}
	det := d.Child(p, language.Det)
	return det >= 0 && d.Token(det).Lower == "any"
}

// climber goes from a predicate up its tree and gathers what bears on it.
type climber struct {
	g        *Grammar
	d        *draft.Draft
	mood     *Mood
	negative bool
	given    bool // what was climbed from is taken as known there: no denial above reaches it
	pred     int  // where the climb began
}

func (c *climber) climb(p int) {
	d := c.d
	within := c.within(p)
	c.pred = p
	c.own(p)
	for steps := 0; steps < maxClimb; steps++ {
		h := d.Head(p)
		if h < 0 {
			break
		}
		if c.within(h) != within { // out of the statement: its cue has the last word
			break
		}
		if stops(d, p) || asks(d, p) && c.isNegated(h) {
			break
		}
		c.governed(p, h)
		p = h
	}
	if within >= 0 {
		c.stated(&d.Statements[within])
	}
}

// isSubjunctive tells whether verb p is the bare form of what is demanded: "demanded that Thailand release them".
func isSubjunctive(d *draft.Draft, p int) bool {
	t := d.Token(p)
	return t.XPOS == language.TagVB || t.XPOS == language.TagVBP && t.Lower == t.Lemma && d.Child(p, language.Aux) < 0 || t.Lower == "be"
}

func (c *climber) within(i int) int32 {
	if c.d.Within == nil {
		return -1
	}
	return c.d.Within[i]
}

// asks tells whether the clause of token p is one that asks for the circumstances of what is taken as known: "when the
// attack took place".
func asks(d *draft.Draft, p int) bool {
	if rel := d.Rel(p); rel != language.Advcl && rel != language.Ccomp {
		return false
	}
	k := d.Child(p, language.Advmod, language.Mark)
	return k >= 0 && k < p && d.Token(k).XPOS == language.TagWRB
}

// isNegated tells whether a negator hangs on token h: "did not say".
func (c *climber) isNegated(h int) bool {
	for k := range c.d.Children(h) {
		if c.d.Rel(k) == language.Advmod && c.g.Negates(c.d, k) {
			return true
		}
	}
	return false
}

// stated takes over what the statement does to its content.
func (c *climber) stated(s *draft.Statement) {
	if s.Unsaid {
		if len(s.Content) > 0 && c.d.Token(s.Content[0].First).Lower == "that" { // "did not confirm that": nobody holds it as a fact
			c.certainty(claim.Alleged)
		}
		return // "did not claim the attack": the attack itself is told as a fact
	}
	if s.Alleged {
		c.certainty(claim.Alleged)
	}
	switch s.Act {
	case claim.ActAgree, claim.ActPledge, claim.ActOffer, claim.ActThreaten:
		c.tense(claim.Future) // promised, and not yet done, unless its own words say so
	}
	switch {
	case c.given:
	case !c.negative && (s.Act == claim.ActDeny && !c.besideDenial() || c.refuses(s)):
		c.negative = true
	case s.Act == claim.ActDemand || s.Act == claim.ActAppeal || s.Manner == claim.Wanted:
		if c.mood.Tense == claim.Ongoing && isSubjunctive(c.d, c.pred) {
			c.mood.Tense = claim.Future
		}
		if c.mood.Tense == "" || c.mood.Tense == claim.Future {
			c.certainty(claim.Hypothetical)
		}
	}
}

// besideDenial tells whether the denial is another clause's own "not", beside which the predicate is affirmed: "said that
// it had not fired and that it would keep the truce".
func (c *climber) besideDenial() bool {
	h := c.d.Head(c.pred)
	return h >= 0 && c.d.Rel(c.pred) == language.Conj && stops(c.d, c.pred) && c.within(h) == c.within(c.pred) && c.isNegated(h)
}

// refuses tells whether a statement says that its speaker does not do what it tells: "refused to release them".
func (c *climber) refuses(s *draft.Statement) bool {
	return len(s.Content) > 0 && c.d.Token(s.Content[0].First).XPOS == language.TagTO && c.g.denier.Find(c.d.Token(s.Head).Lemma) != nil
}

// stops tells whether the arc from p to its governor leads out of what bears
// on p: to the noun that a relative clause describes, the clause before it in a list, or before a colon.
func stops(d *draft.Draft, p int) bool {
	if opened(d, p) {
		return true
	}
	switch d.Rel(p) {
	case language.AclRelcl:
		return !tellsWhat(d, p)
	case language.Appos, language.Parataxis, language.Discourse, language.Vocative:
		return true
	case language.Conj:
		return IsVerb(d, p) && d.Child(p, language.Nsubj, language.NsubjPass) >= 0
	case language.Advcl:
		if hasRelative(d, p) {
			return true // a relative clause, parsed amiss: "to receive the judge, who was taken"
		}
		if x := d.Token(p).XPOS; x == language.TagVBN && p < d.Head(p) && d.Child(p, language.Aux, language.AuxPass, language.Mark) < 0 {
			return true // "mediated by Karsenia, the talks did not …": what goes before is so
		}
		return d.Child(p, language.Mark) >= 0 && d.Token(p).XPOS != language.TagVBG && d.Token(p).XPOS != language.TagVB
	case language.Acl:
		return isWhen(d, p)
	}
	return false
}

// tellsWhat tells whether what was taken for a relative clause, of verb p, says what the noun before it tells: "the report that two men
// were shot", where "that" is neither its subject nor its one object.
func tellsWhat(d *draft.Draft, p int) bool {
	that := d.Head(p) + 1
	if that >= len(d.Doc.Tokens) || d.Token(that).Lower != "that" || d.Head(that) != p {
		return false
	}
	switch d.Rel(that) {
	case language.Mark:
		return true
	case language.Obj:
		for k := range d.Children(p) {
			if k != that && d.Rel(k) == language.Obj {
				return true
			}
		}
	}
	return false
}

// isWhen tells whether the clause of p, hung on a noun, says when or why and is no part of it: "no incidents
// since the truce was agreed".
func isWhen(d *draft.Draft, p int) bool {
	m := d.Child(p, language.Mark)
	if m < 0 || m > p || d.Token(m).XPOS != language.TagIN || d.Child(p, language.Nsubj, language.NsubjPass) < 0 {
		return false
	}
	switch d.Token(m).Lower {
	case "that", "whether", "if":
		return false
	}
	return true
}

// own reads the predicate's own words.
func (c *climber) own(p int) {
	d, g := c.d, c.g
	c.beside(p, true)
	if p > 0 && IsVerb(d, p) && d.Rel(p-1) == language.Advmod && d.Head(p-1) == p && g.short.Has(d.Token(p-1).Lower) {
		c.turn()
	}
	if h := d.Head(p); h >= 0 && d.Rel(p) == language.Acl && g.without.Has(Case(d, h)) && IsVerb(d, p) { // "without a shot being fired"
		c.negative = !c.negative
	}
	if IsVerb(d, p) || hasCopula(d, p) {
		c.tense(g.verbTense(d, p))
		for k := range d.Children(p) {
			switch d.Rel(k) {
			case language.Nsubj, language.NsubjPass, language.Obj, language.Expl:
				if g.negated(d, k) {
					c.negative = !c.negative
				}
			}
		}
	}
}

// beside reads the adverbs, auxiliaries, adjectives, marks and prepositions that hang from a token of the chain.
func (c *climber) beside(p int, own bool) {
	d, g := c.d, c.g
	for k := range d.Children(p) {
		lemma := d.Token(k).Lemma
		switch d.Rel(k) {
		case language.Advmod, language.Det, language.CcPreconj, language.Aux, language.Cc:
			if g.Negates(d, k) {
				c.turn()
			}
			c.marked(k)
		case language.Amod:
			c.marked(k)
			if e := g.fact.Find(lemma); e != nil && own {
				c.dated(e)
			}
		case language.Mark, language.Case:
			if g.without.Has(lemma) {
				c.turn()
			}
			switch {
			case g.conditional.Has(lemma):
				c.certainty(claim.Conditional)
			case g.question.Has(lemma):
				c.certainty(claim.Hypothetical)
			}
		case language.Advcl:
			if own && g.isCondition(d, k) {
				c.certainty(claim.Conditional)
			}
		}
	}
}

// marked reads a hedge: "could", "allegedly", "suspected".
func (c *climber) marked(k int) {
	lemma := c.d.Token(k).Lemma
	lower := c.d.Token(k).Lower
	switch {
	case c.g.hypothetical.Has(lemma) || c.g.hypothetical.Has(lower):
		c.certainty(claim.Hypothetical)
	case c.g.alleged.Has(lemma) || c.g.alleged.Has(lower):
		c.certainty(claim.Alleged)
	case c.g.background.Has(lemma):
		c.mood.Background = true
	}
}

// dated reads an adjective that dates a noun: "planned", "ongoing", "previous".
func (c *climber) dated(e *lexicon.Entry) {
	if t := e.Get("tense"); t != "" {
		c.tense(claim.Tense(t))
	}
	if e.Has("background") {
		c.mood.Background = true
	}
}

// negated tells whether nominal n is itself negative: "no attack", "neither side", "nobody", "none of them".
func (g *Grammar) negated(d *draft.Draft, n int) bool {
	if g.negator.Has(d.Token(n).Lower) {
		return true
	}
	for k := range d.Children(n) {
		switch d.Rel(k) {
		case language.Det, language.CcPreconj, language.Advmod, language.Nummod:
			if g.negator.Has(d.Token(k).Lower) {
				return true
			}
		}
	}
	return false
}

// IsNegated tells whether nominal n is itself negative: "nobody", "no side".
func (g *Grammar) IsNegated(d *draft.Draft, n int) bool { return g.negated(d, n) }

// certainty keeps the least certain: conditional and hypothetical before alleged before asserted.
func (c *climber) certainty(v claim.Certainty) {
	rank := func(v claim.Certainty) int {
		switch v {
		case claim.Conditional:
			return 3
		case claim.Hypothetical:
			return 2
		case claim.Alleged:
			return 1
		}
		return 0
	}
	if rank(v) > rank(c.mood.Certainty) {
		c.mood.Certainty = v
	}
}

// tense keeps the first that is known: the innermost.
func (c *climber) tense(t claim.Tense) {
	if c.mood.Tense == "" {
		c.mood.Tense = t
	}
}

// Negates tells whether token i is a word that turns what it stands beside: "not", "nobody"; in "not only" it adds to it.
func (g *Grammar) Negates(d *draft.Draft, i int) bool {
	if lemma := d.Token(i).Lemma; (lemma == "not" || lemma == "n't") && i+1 < len(d.Doc.Tokens) && g.adding.Has(d.Token(i+1).Lower) {
		return false
	}
	if d.Token(i).Lower == "longer" && i > 0 && d.Rel(i) == language.Advmod && d.Token(i-1).Lower == "no" {
		return true // "is no longer willing"
	}
	return g.negator.Has(d.Token(i).Lemma) || g.negator.Has(d.Token(i).Lower)
}

// Hedges tells whether token i is a word that holds what follows for a guess or an allegation: "allegedly", "presumably".
func (g *Grammar) Hedges(d *draft.Draft, i int) bool {
	t := d.Token(i)
	return t.UPOS == language.ADV && (g.alleged.Has(t.Lower) || g.hypothetical.Has(t.Lower))
}
