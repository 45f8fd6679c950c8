package incident

import (
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
)

// undo marks a deed of force that is only meant as not done: what somebody plans, is ordered,
// able or entitled to do, or does something else for ("moved troops to attack the town").
func (r *reading) undo(c *claim.Claim, p int) {
	if c.Certainty == claim.Hypothetical && r.isGiven(p) {
		c.Certainty, c.Tense = claim.Asserted, claim.Past
		return
	}
	if clause.IsVerb(r.d, p) && (r.isFinite(p) && r.marker(p) != "before" || !r.isMeant(p)) || !clause.IsVerb(r.d, p) && !r.isPlanned(p) {
		return
	}
	if c.Certainty == claim.Asserted || c.Certainty == claim.Alleged {
		c.Certainty = claim.Hypothetical
	}
	c.Tense = claim.Future
}

// isGiven tells whether a deed is taken as known where something is asked or wished: "asked for an
// inquiry into the murder", "wants to leave since the attack".
func (r *reading) isGiven(p int) bool {
	if clause.IsVerb(r.d, p) {
		return false
	}
	p = r.highest(p)
	switch r.d.Rel(p) {
	case language.Obl, language.Nmod:
	default:
		return false
	}
	switch caseOf(r, p) {
	case "after", "since", "following":
		return true
	case "into", "over", "about", "behind", "regarding", "concerning", "in":
		return r.isDefinite(p)
	}
	return false
}

// isFinite tells whether verb p has a form of its own for its time: "attacked", "has attacked".
func (r *reading) isFinite(p int) bool {
	switch r.d.Token(p).XPOS {
	case language.TagVB, language.TagVBG:
		return r.d.Child(p, language.Aux, language.AuxPass) >= 0 && r.marker(p) != "to"
	}
	return true
}

// isPlanned tells whether noun p is of what is planned: "plans for an attack". One that is
// only spoken of in a clause of purpose was done: "to investigate the attack".
func (r *reading) isPlanned(p int) bool {
	for r.d.Rel(p) == language.Conj && r.d.Head(p) >= 0 {
		p = r.d.Head(p)
	}
	h := r.d.Head(p)
	return h >= 0 && r.d.Rel(p) == language.Nmod && r.words.meant[r.d.Token(h).Lemma]
}

// isMeant tells whether the clause of token p is one of purpose, or the content of a plan.
func (r *reading) isMeant(p int) bool {
	for steps := 0; p >= 0 && steps < 6; steps++ {
		h := r.d.Head(p)
		if h < 0 {
			return false
		}
		rel := r.d.Rel(p)
		switch rel {
		case language.Advcl, language.Acl:
			if r.marker(p) == "before" && !r.isFinished(p) {
				return true // "before they take the town"
			}
			if r.marker(p) == "to" {
				return !r.words.doing[r.d.Token(h).Lemma]
			}
			if r.words.meant[r.d.Token(h).Lemma] && rel == language.Acl {
				return true // "the plan of attacking"
			}
			return false
		case language.Xcomp, language.Ccomp:
			if r.marker(p) == "to" && (r.words.meant[r.d.Token(h).Lemma] || clause.IsPassive(r.d, h) && r.words.meant[r.d.Token(h).Lower]) {
				return true
			}
			if rel == language.Ccomp {
				return false
			}
		case language.Conj:
		default:
			return false
		}
		p = h
	}
	return false
}

// isFinished tells whether verb p is in the past: "before they took the town".
func (r *reading) isFinished(p int) bool {
	switch r.d.Token(p).XPOS {
	case language.TagVBZ, language.TagVBP, language.TagVB:
		return false
	}
	return true
}

// marker is the word that opens the clause of verb p, as "to" its infinitive; empty where none does.
func (r *reading) marker(p int) string {
	if m := r.d.Child(p, language.Mark); m >= 0 {
		return r.d.Token(m).Lower
	}
	if h := r.d.Head(p); r.d.Rel(p) == language.Conj && h >= 0 && r.d.Token(h).XPOS == r.d.Token(p).XPOS {
		if m := r.d.Child(h, language.Mark); m >= 0 { // "to capture or shoot"
			return r.d.Token(m).Lower
		}
	}
	return ""
}

// isGeneral tells whether the words of an act of force speak of a sort of acts and not of one:
// nothing counts, names, dates or places it, and nobody definite takes part ("they bomb villages", "attacks on civilians").
func (r *reading) isGeneral(h *happening) bool {
	if h.sense.kind != "ASSAULT" || h.rule == "light verb" || len(h.results) > 0 || r.isLine(h.trigger) {
		return false
	}
	p := h.clause
	if clause.IsVerb(r.d, p) && r.d.Token(p).XPOS != language.TagVBG && r.isTold(p) {
		return false
	}
	for _, q := range []int{h.trigger, h.clause} {
		if r.grammar.Time(r.d, q) != nil || r.grammar.Place(r.d, q) != nil {
			return false
		}
	}
	for c := range r.d.Children(h.trigger) {
		if cs := caseOf(r, c); r.d.Rel(c) == language.Nmod && cs != "of" && cs != "by" && r.isCertain(c) { // "near the border"
			return false
		}
	}
	parties := [][]int{h.actors, h.recipients}
	if !clause.IsVerb(r.d, h.trigger) {
		if h.supported || r.isCertain(h.trigger) && !h.sense.weak {
			return false
		}
		if h.sense.weak || r.d.Token(h.trigger).XPOS == language.TagNNS {
			parties = parties[1:] // "the violence of the front", "attacks by the front": however certain it is
		}
	}
	for _, list := range parties {
		for _, n := range list {
			if r.isCertain(n) {
				return false
			}
		}
	}
	return true
}

// isLine tells whether token i stands in a headline.
func (r *reading) isLine(i int) bool {
	return r.d.In != "" || r.d.Doc.Sentences[r.d.Doc.SentenceOf(i)].Heading
}

// isTold tells whether verb p tells what happened or goes on at the time: "attacked", "was
// attacked", "are attacking"; not what has happened some time: "have been attacked".
func (r *reading) isTold(p int) bool {
	told := r.d.Token(p).XPOS == language.TagVBD || r.d.Token(p).XPOS == language.TagVBN
	for k := range r.d.Children(p) {
		switch r.d.Rel(k) {
		case language.Aux, language.AuxPass, language.Cop:
			if r.d.Token(k).Lemma == "have" {
				return false
			}
			told = true
		}
	}
	return told
}

// isCertain tells whether a nominal is of certain ones: a name, a number of them, one with an article or "their".
func (r *reading) isCertain(n int) bool {
	if r.d.Token(n).UPOS == language.PROPN || r.numberFor(n) != nil || r.placeAt(n) >= 0 {
		return true
	}
	if ref, ok := r.d.Refs[n]; ok && r.d.Token(n).UPOS != language.PRON && r.actor(ref) != nil {
		if k := r.actor(ref).Kind; k != claim.ActorUnnamed && k != claim.ActorPeople {
			return true
		}
	}
	for c := range r.d.Children(n) {
		switch r.d.Rel(c) {
		case language.Det:
			switch r.d.Token(c).Lower {
			case "any", "every", "all", "some", "such", "no", "these", "those", "many":
			default:
				return true
			}
		case language.NmodPoss, language.Appos:
			return true
		case language.Compound, language.Flat, language.Nmod:
			if r.placeAt(c) >= 0 || r.d.Token(c).UPOS == language.PROPN {
				return true
			}
		}
	}
	return false
}
