package incident

import (
	"slices"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
)

// holds tells whether an act that words may tell of is one: whether what its
// sense asks for stands with it.
func (r *reading) holds(h *happening) bool {
	switch {
	case h.sense.violent && !r.isViolence(h):
		return false
	case h.sense.weak && !h.supported && !r.hasParticipant(h) && (h.sense.frame != device || r.armament(h) == nil):
		return false
	case h.sense.outlaw && !slices.ContainsFunc(h.actors, r.isOutlaw), r.isAccident(h), r.isAsked(h):
		return false
	case isBodily(h.sense) && h.rule != ruleFound && !r.harmsPeople(h):
		return false
	case h.sense.blamed && !h.blamed, r.isGeneral(h), r.isFigurative(h), r.isSum(h), r.isTally(h), r.isMishap(h):
		return false
	case h.sense.kind == "PROTEST" && h.sense.mode == "demo" && r.areStates(h.actors):
		return false // a state protests in words, which are a statement
	}
	switch {
	case h.sense.nothing:
		return false
	case h.rule == ruleFound:
		return true
	case !clause.IsVerb(r.d, h.trigger):
		return r.isParticular(h) && (h.sense.kind == "ASSAULT" || h.sense.kind == "PROTEST" || r.isAffair(h))
	case h.sense.kind != "ASSAULT" && h.sense.kind != "PROTEST":
		return r.isAffair(h)
	}
	return true
}

// isAsked tells whether the words ask how many an act befell, and tell of none: "it was not clear how many people were killed".
func (r *reading) isAsked(h *happening) bool {
	if !isBodily(h.sense) || !clause.IsVerb(r.d, h.trigger) {
		return false
	}
	first := int(r.d.Doc.Sentences[r.d.Doc.SentenceOf(h.trigger)].First)
	for i := h.trigger - 1; i > first && i > h.trigger-longestChunk; i-- {
		t := r.d.Token(i)
		if t.UPOS == language.PUNCT || t.UPOS == language.VERB {
			return false
		}
		if t.Lower == "many" && r.d.Token(i-1).Lower == "how" {
			return true
		}
	}
	return false
}

// isBodily tells whether a sense is of harm to the body.
func isBodily(s *sense) bool { return s.harm == claim.Killed || s.harm == claim.Injured }

// isViolence tells whether an everyday word ("attack", "hit") is meant in earnest: by
// who takes part, by a weapon, by harm done, or because the whole report is of violence.
func (r *reading) isViolence(h *happening) bool {
	if r.isHot() || h.weapon >= 0 && r.armament(h) != nil {
		return true
	}
	for _, p := range h.results {
		if speaksOfHarm(r.words.verbs[r.d.Token(p).Lemma]) {
			return true
		}
	}
	if r.isOfArms(h.trigger) {
		return true
	}
	if h.sense.territory && slices.ContainsFunc(h.actors, func(n int) bool { return r.classesOf(n)&r.words.is("troops") != 0 }) {
		return true // "its forces had captured the village"
	}
	for _, list := range [][]int{h.actors, h.recipients} {
		for _, n := range list {
			if p := r.human(n).party; p == rebel || p == state && h.sense.kind != "ASSAULT" || p == rioter || p == protester {
				return true
			}
			if p := r.human(n); p.party == state && p.status != claim.Unknown {
				return true
			}
		}
	}
	return false
}

// isOfArms tells whether a word before the noun at token i says who or what did it by arms: "a terrorist attack", "a mortar strike".
func (r *reading) isOfArms(i int) bool {
	for c := range r.d.Children(i) {
		if rel := r.d.Rel(c); c < i && (rel == language.Amod || rel == language.Compound) && r.classesOf(c)&(weapon|r.words.is("militant")) != 0 {
			return true
		}
	}
	return false
}

// hasParticipant tells whether somebody who is known takes part in an act.
func (r *reading) hasParticipant(h *happening) bool {
	for _, list := range [][]int{h.actors, h.recipients} {
		for _, n := range list {
			if r.isPublic(n) || r.human(n).status != claim.Unknown || h.sense.kind == "PROTEST" && r.numberFor(n) != nil {
				return true // "thousands marched" is a protest, "he marched" none
			}
		}
	}
	return false
}

// isAffair tells whether an act without violence is one of public life: somebody
// of public life does it or is done to.
func (r *reading) isAffair(h *happening) bool {
	if h.sense.subject != 0 || h.sense.mode == "seize" && h.object >= 0 && r.classesOf(h.object)&weapon != 0 {
		return true
	}
	if h.sense.mode == "arrest" && !h.sense.weak && h.sense.acled != nil && r.isHot() {
		return true // of violence: whoever was taken, and though nobody says by whom
	}
	if len(h.actors)+len(h.recipients) == 0 && h.sense.kind == "ACCUSE" {
		return false // "a case was lodged": everyday policing
	}
	if len(h.actors)+len(h.recipients) == 0 {
		return h.sense.acled != nil && r.isHot() || len(h.sense.before)+len(h.sense.pattern) > 0 // "border closures"
	}
	if h.sense.kind == "ACCUSE" && !r.isHot() && slices.ContainsFunc(h.actors, r.isPolice) {
		return slices.ContainsFunc(h.recipients, r.isPublic) // else everyday policing
	}
	return slices.ContainsFunc(h.actors, r.isPublic) || slices.ContainsFunc(h.recipients, r.isPublic)
}

// areStates tells whether some nominals name states or their governments, and nobody else.
func (r *reading) areStates(nominals []int) bool {
	return len(nominals) > 0 && !slices.ContainsFunc(nominals, func(n int) bool {
		a := r.d.Actor(r.d.Refs[n].Actor)
		return a == nil || r.d.Token(n).UPOS != language.PROPN || a.Kind != claim.ActorState && a.Kind != claim.ActorGovernment
	})
}

// isOutlaw tells whether nominal n names an armed group or its men, or criminals.
func (r *reading) isOutlaw(n int) bool {
	return r.human(n).party == rebel || r.classesOf(n)&r.words.is("militant") != 0 || r.words.criminals[r.d.Token(n).Lemma]
}

func (r *reading) isPolice(n int) bool { return r.human(n).status == claim.Police }

// isAccident tells whether nature, illness or mishap did what the words tell of.
func (r *reading) isAccident(h *happening) bool {
	if h.sense.kind != "ASSAULT" {
		return false
	}
	for _, p := range append([]int{h.trigger, h.clause}, h.results...) {
		if r.hasCause(p) {
			return true
		}
	}
	if r.nature > 0 && r.arms == 0 && r.isHarm(h) && len(h.actors) == 0 {
		return true
	}
	if h.sense.mode == "explosives" && h.weapon >= 0 && r.classesOf(h.weapon)&(weapon|r.words.is("tool", "hand")) == 0 {
		return true // "the boiler exploded"
	}
	return false
}

// hasCause tells whether a cause without a will hangs on word p.
func (r *reading) hasCause(p int) bool {
	cause, mishap := r.words.class["cause"], r.words.class["accident"]
	for c := range r.d.Children(p) {
		set := r.classesOf(c)
		switch r.d.Rel(c) {
		case language.OblAgent: // "struck by a car"
			if set&r.words.class["vehicle"] != 0 && set&(person|weapon) == 0 && c > 0 && r.d.Token(r.d.Head(c)).UPOS == language.VERB {
				return true
			}
		}
		switch r.d.Rel(c) {
		case language.Nsubj, language.Obl, language.OblAgent, language.Nmod:
			if set&cause != 0 || set&mishap != 0 && set&r.words.class["structure"] == 0 && r.d.Rel(c) != language.Nmod {
				return true
			}
		case language.Compound, language.Amod:
			if set&(cause|mishap) != 0 {
				return true
			}
		case language.Advcl, language.AdvclRelcl: // "killed after a volcano erupted"
			if s := r.d.Child(c, language.Nsubj); s >= 0 && r.classesOf(s)&cause != 0 {
				return true
			}
		}
	}
	return false
}

// harmsPeople tells whether an act of harm to the body befalls people, named or counted.
func (r *reading) harmsPeople(h *happening) bool {
	if !clause.IsVerb(r.d, h.trigger) && len(h.recipients) == 0 {
		return true
	}
	for _, n := range h.recipients {
		if r.classesOf(n)&person != 0 {
			return true
		}
	}
	return false
}

// isDefinite tells whether nominal n is a certain one: a name, or with a definite article.
func (r *reading) isDefinite(n int) bool {
	if r.d.Token(n).UPOS == language.PROPN {
		return true
	}
	det := r.d.Child(n, language.Det)
	return det >= 0 && r.d.Token(det).Lower == "the"
}

// isParticular tells whether a noun of action tells of an act and not of a sort of
// acts: it has participants, a place, a time, a number, an article, or a verb that says it took place.
func (r *reading) isParticular(h *happening) bool {
	if r.isCrimeOnly(h) {
		return false
	}
	if h.supported || len(h.actors)+len(h.recipients) > 0 {
		return true
	}
	for c := range r.d.Children(h.trigger) {
		switch r.d.Rel(c) {
		case language.Nummod, language.NmodPoss:
			return true
		case language.Det:
			switch r.d.Token(c).Lower {
			case "the", "this", "that", "these", "those":
				return !h.sense.weak
			case "a", "an": // "a murder": a sort of crime, unless somebody was murdered
				return !h.sense.weak && h.sense.harm == ""
			}
		case language.Amod:
			if r.words.before[r.d.Token(c).Lemma] == nil && r.d.Token(c).Lemma != "such" {
				return !h.sense.weak
			}
		case language.Nmod, language.Obl, language.Compound:
			if r.placeAt(c) >= 0 || r.d.TimeAt(c) >= 0 || r.d.Rel(c) == language.Nmod && !h.sense.weak && r.isDefinite(c) {
				return true
			}
		case language.AclRelcl:
			return true
		}
	}
	return h.weapon >= 0 && r.d.Token(h.trigger).XPOS == language.TagNN
}

// isCrimeOnly tells whether a noun only names the crime that somebody is charged with, convicted of or wanted for, and no deed: "charged with murder",
// "charges of kidnapping and torture". One that befell somebody, or of which time or place is told, is one.
func (r *reading) isCrimeOnly(h *happening) bool {
	n := h.trigger
	if r.d.Token(n).XPOS != language.TagNN || r.placeAt(n) >= 0 {
		return false
	}
	for c := range r.d.Children(n) {
		switch r.d.Rel(c) {
		case language.Case, language.Cc, language.Conj, language.Punct:
		default:
			return false
		}
	}
	if r.d.Rel(n) == language.Conj {
		n = r.d.Head(n)
	}
	over := r.d.Head(n)
	if over < 0 {
		return false
	}
	switch caseOf(r, n) {
	case "of":
		return r.isCharge(over)
	case "with", "for":
		return r.isCharge(over) && clause.IsVerb(r.d, over)
	}
	return false
}

// isCharge tells whether the word at token i charges somebody with a crime.
func (r *reading) isCharge(i int) bool { return r.words.charges[r.d.Token(i).Lemma] }
