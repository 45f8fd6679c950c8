package incident

import (
	"time"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
)

// undo marks a deed of force that is only meant as not done: what somebody plans, is ordered,
// able or entitled to do, or does something else for ("moved troops to attack the town").
func (r *reading) undo(c *claim.Claim, p int) {
	if (c.Certainty == claim.Hypothetical || c.Tense == claim.Future) && r.isGiven(p) {
		c.Certainty, c.Tense = claim.Asserted, claim.Past
		return
	}
	if clause.IsYet(r.d, p) {
		return // it has not been done: no more is said of it
	}
	if !r.isAhead(c, p) && (clause.IsVerb(r.d, p) && (r.isFinite(p) && r.marker(p) != "before" || !r.isMeant(p)) || !clause.IsVerb(r.d, p) && !r.isPlanned(p)) {
		return
	}
	if c.Certainty == claim.Asserted || c.Certainty == claim.Alleged {
		c.Certainty = claim.Hypothetical
	}
	c.Tense = claim.Future
}

// isAhead tells whether a deed is foretold of others or only possible or due: "the rebels will attack", "can bomb the
// town". What the speaker's own side says that it will do is announced, and stands.
func (r *reading) isAhead(c *claim.Claim, p int) bool {
	if !clause.IsVerb(r.d, p) {
		return c.Tense == claim.Future && r.d.Child(p, language.Det, language.NmodPoss) < 0 || r.isToCome(c.Time) // "expects attacks"; "the attack" that will be looked into was done
	}
	for k := range r.d.Children(p) {
		if r.d.Rel(k) != language.Aux || r.d.Token(k).XPOS != language.TagMD {
			continue
		}
		s := r.grammar.Subject(r.d, p)
		return r.d.Token(k).Lemma != "will" || s < 0 || !isOwn(r.d.Token(s).Lower)
	}
	return false
}

// isToCome tells whether a time begins after the day of publication: "clashes through winter".
func (r *reading) isToCome(w *claim.When) bool {
	return w != nil && !r.d.Day.IsZero() && firstDay(w.Start) > r.d.Day.Format(time.DateOnly)
}

// isOwn tells the pronouns of the speaker's side.
func isOwn(pronoun string) bool { return pronoun == "we" || pronoun == "i" }

// isGiven tells whether a deed is taken as known where something is asked or wished: "asked for an
// inquiry into the murder", "wants to leave since the attack", "talks to end the clashes".
func (r *reading) isGiven(p int) bool {
	if clause.IsVerb(r.d, p) {
		return false
	}
	p = r.highest(p)
	switch r.d.Rel(p) {
	case language.Obj:
		h := r.d.Head(p)
		return clause.IsVerb(r.d, h) && r.words.ended[r.d.Token(h).Lemma] && !r.isPlanned(p)
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
	return r.marker(p) != "to" // "to be fired at"
}

// isPlanned tells whether noun p is of what is planned: "plans for an attack". One that is
// only spoken of in a clause of purpose was done: "to investigate the attack".
func (r *reading) isPlanned(p int) bool {
	for steps := 0; steps < 6 && r.d.Rel(p) == language.Conj && r.d.Head(p) >= 0; steps++ {
		p = r.d.Head(p)
	}
	h := r.d.Head(p)
	return h >= 0 && r.d.Rel(p) == language.Nmod && r.words.meant[r.d.Token(h).Lemma]
}

// isMeant tells whether the clause of token p is one of purpose, or the content of a plan.
func (r *reading) isMeant(p int) bool {
	for steps := 0; p >= 0 && steps < 6; steps++ {
		h := r.d.Head(p)
		if h < 0 || r.d.Rel(p) == language.Csubj {
			return r.marker(p) == "to" // "the aim is to attack", "to kill them would be a crime"
		}
		rel := r.d.Rel(p)
		switch rel {
		case language.Advcl, language.Acl:
			if r.marker(p) == "before" && !r.isFinished(p) {
				return true // "before they take the town"
			}
			if rel == language.Acl && r.isOrdinal(h) {
				return false // "the first minister to be shot"
			}
			if r.marker(p) == "to" && r.d.Token(p).XPOS != language.TagVBG { // "confessed to killing him" is no aim
				return !r.words.doing[r.d.Token(h).Lemma]
			}
			if r.words.meant[r.d.Token(h).Lemma] && (rel == language.Acl || r.marker(p) == "to") {
				return true // "the plan of attacking", "committed to attacking"
			}
			return false
		case language.Xcomp, language.Ccomp:
			if r.marker(p) == "to" && (r.words.meant[r.d.Token(h).Lemma] || r.d.Token(h).Lower == "going" || clause.IsPassive(r.d, h) && r.words.meant[r.d.Token(h).Lower]) {
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

// isOrdinal tells whether noun n is told by its place in a row of the like: "the first minister", "the only guard".
func (r *reading) isOrdinal(n int) bool {
	for k := range r.d.Children(n) {
		if r.d.Rel(k) == language.Amod && r.words.ordinal[r.d.Token(k).Lower] {
			return true
		}
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
		if f := r.d.Child(m, language.Fixed); f >= 0 && f+1 < p && r.d.Token(f).Lower == "order" {
			return r.d.Token(f + 1).Lower // "in order to"
		}
		return r.d.Token(m).Lower
	}
	if h := r.d.Head(p); r.d.Rel(p) == language.Conj && h >= 0 && r.d.Token(h).XPOS == r.d.Token(p).XPOS {
		if m := r.d.Child(h, language.Mark); m >= 0 { // "to capture or shoot"
			return r.d.Token(m).Lower
		}
	}
	return ""
}
