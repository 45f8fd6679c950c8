package incident

import (
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
)

// party is the side of a conflict that somebody stands on, as ACLED's coding asks.
type party uint8

const (
	unknownParty party = iota
	state              // soldiers, governments, police
	rebel              // any armed group or armed man that is not the state's
	civilian
	protester
	rioter
)

func (p party) armed() bool { return p == state || p == rebel }

// standing is what a section of the lexicon "people" says of status and side.
func standing(section string) (claim.StatusOf, party) {
	switch section {
	case "soldier":
		return claim.Soldier, state
	case "police":
		return claim.Police, state
	case "militant":
		return claim.Militant, rebel
	case "civilian":
		return claim.Civilian, civilian
	case "aid_worker":
		return claim.AidWorker, civilian
	case "journalist":
		return claim.Journalist, civilian
	case "protester":
		return claim.Civilian, protester
	case "rioter":
		return claim.Civilian, rioter
	}
	return claim.Unknown, unknownParty
}

// human is what the words of the mention headed by token i say of the people:
// its head noun, put right by its modifiers ("police officer", "armed men").
func (r *reading) human(i int) human {
	var h human
	t := r.d.Token(i)
	if c := r.compoundAt(i); c != nil && c.human != nil {
		h = *c.human
	} else if word := r.words.people[t.Lemma]; word != nil {
		h = *word
	}
	if h.status == "" {
		h.status = claim.Unknown
	}
	for k := range r.d.Children(i) {
		switch r.d.Rel(k) {
		case language.Amod, language.Compound, language.NmodDesc:
			r.modify(&h, k)
		}
	}
	if h.party == civilian && r.partyOf(i) == rebel { // "FARC dissidents"
		h.status, h.party = claim.Militant, rebel
	}
	if h.party == unknownParty {
		h.party = r.partyOf(i)
		if h.party == rebel && h.status == claim.Unknown {
			h.status = claim.Militant
		}
	}
	return h
}

// modify puts right what a head noun says by its modifier k.
func (r *reading) modify(h *human, k int) {
	if m := r.words.before[r.d.Token(k).Lemma]; m != nil {
		if m.status != claim.Unknown && (h.status == claim.Unknown || h.status == claim.Soldier || m.status != claim.Militant) {
			h.status, h.party = m.status, m.party
		}
		if m.sex != "" {
			h.sex = m.sex
		}
		if m.age != "" {
			h.age = m.age
		}
		return
	}
	if p := r.partyOf(k); p == rebel && h.status == claim.Unknown {
		h.status, h.party = claim.Militant, rebel
	} else if h.party == unknownParty && h.group && p != unknownParty {
		h.party = p // "Afghan forces"
	}
}

// partyOf is the side of the participant that token i names, as the actors layer knows it.
func (r *reading) partyOf(i int) party {
	ref, ok := r.d.Refs[i]
	if !ok {
		return unknownParty
	}
	a := r.actor(ref)
	if a == nil {
		return unknownParty
	}
	switch a.Sector {
	case "REB", "UAF", "PRM", "SPY":
		return rebel
	case "MIL", "COP", "GOV":
		return state
	case "CVL", "MED", "JRN", "EDU", "REL", "REF", "LAB", "BUS", "AGR":
		return civilian
	}
	switch a.Kind {
	case claim.ActorArmedGroup:
		return rebel
	case claim.ActorState, claim.ActorGovernment:
		return state
	case claim.ActorPeople:
		return civilian
	}
	return unknownParty
}
