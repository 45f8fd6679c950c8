package incident

import (
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
)

// Sub-types that are worked out from who faces whom, after ACLED's codebook.
var (
	armedClash  = acledBySlug("armed-clash")
	stateGains  = acledBySlug("government-regains-territory")
	rebelGains  = acledBySlug("non-state-actor-overtakes-territory")
	onCivilians = acledBySlug("attack")
	peaceful    = acledBySlug("peaceful-protest")
	intervened  = acledBySlug("protest-with-intervention")
	excessive   = acledBySlug("excessive-force-against-protesters")
	violentDemo = acledBySlug("violent-demonstration")
	mobViolence = acledBySlug("mob-violence")
)

// cast is who faces whom in an act.
type cast struct{ actor, recipient party }

// sidesOf are the sides of an act: the first known among those who act and among those acted upon.
func (r *reading) sidesOf(h *happening) (c cast) {
	for _, n := range h.actors {
		if c.actor == unknownParty {
			c.actor = r.human(n).party
		}
	}
	for _, n := range h.recipients {
		if c.recipient == unknownParty {
			c.recipient = r.sideOfTarget(n)
		}
	}
	return c
}

// sideOfTarget is the side of who or what is acted upon: a base or a patrol is
// its soldiers, a house or a market the civilians in it.
func (r *reading) sideOfTarget(n int) party {
	if h := r.human(n); h.party != unknownParty {
		return h.party
	}
	set := r.classesOf(n)
	for c := range r.d.Children(n) {
		switch r.d.Rel(c) {
		case language.Nmod:
			switch caseOf(r, c) {
			case "in", "at", "near", "on", "outside", "around": // where it is, not whose
				continue
			}
			fallthrough
		case language.Amod, language.Compound, language.NmodPoss:
			if m := r.words.before[r.d.Token(c).Lemma]; m != nil && m.party.armed() {
				return m.party
			}
			if p := r.human(c).party; p.armed() && set&person == 0 {
				return p // "Taliban positions", "the bases of the army"
			}
		}
	}
	switch {
	case set&r.words.class["base"] != 0:
		return state
	case set&(r.words.is("structure", "territory", "vehicle")|person) != 0:
		return civilian
	}
	return unknownParty
}

// subType is ACLED's coding of an act, nil where ACLED has no place for it.
func (r *reading) subType(h *happening) *claim.ACLED {
	s := h.sense
	if s.noACLED {
		return nil
	}
	c := r.sidesOf(h)
	switch s.kind {
	case "ASSAULT":
		return r.assault(h, c)
	case "PROTEST":
		if s.acled == nil && s.mode != "boycott" && s.mode != "strike" && s.mode != "hunger" {
			return peaceful
		}
	case "COERCE":
		if s.mode == "arrest" && (c.recipient == protester || r.during(h, "PROTEST")) {
			return intervened
		}
	case "RETREAT":
		if s.mode == "withdraw" && len(s.pattern) > 1 && !c.actor.armed() {
			return nil
		}
	}
	return s.acled
}

// during tells whether act h is told to have happened at an act of a PLOVER type: "arrested during a protest".
func (r *reading) during(h *happening, kind string) bool {
	for _, o := range r.now {
		if o.sense.kind != kind {
			continue
		}
		for _, p := range []int{o.trigger, o.clause} {
			if r.d.Head(p) != h.trigger {
				continue
			}
			switch r.d.Rel(p) {
			case language.Obl, language.Advcl:
				return true
			}
		}
	}
	return false
}

// assault is ACLED's coding of violence: by the weapon where it acts from afar, else by who faces whom.
func (r *reading) assault(h *happening, c cast) *claim.ACLED {
	s := h.sense
	switch s.mode {
	case "sexual", "abduct", "crowd-control":
		if s.acled != nil {
			return s.acled
		}
		if s.mode == "crowd-control" {
			return excessive
		}
	}
	if s.territory {
		return r.territory(s, c)
	}
	if a := r.armament(h); a != nil {
		if s.mode == "aerial" && s.acled != nil && (a.name == "bomb" || a.name == "shell") { // "dropped bombs on the town"
			return s.acled
		}
		if a.acled != nil {
			return a.acled
		}
		if a.name == "teargas" {
			return excessive
		}
	}
	switch {
	case s.frame == both && s.acled == nil:
		return r.fight(h)
	case c.actor == civilian && s.mode == "firearms":
		return onCivilians // who shoots is no mob
	case c.actor == rioter && c.recipient != state, c.actor == civilian:
		return mobViolence
	case c.actor == protester || c.actor == rioter:
		return violentDemo
	case c.recipient == protester && c.actor == state:
		return excessive
	case c.recipient.armed() && (s.acled == nil || s.acled == onCivilians):
		return armedClash
	case s.acled != nil:
		return s.acled
	}
	return onCivilians
}

// territory is ACLED's coding of the taking of a place.
func (r *reading) territory(s *sense, c cast) *claim.ACLED {
	switch {
	case c.actor == state:
		return stateGains
	case c.actor == rebel:
		return rebelGains
	case s.term[:2] == "re" || c.recipient == rebel: // "recapture", "retake", "regain"
		return stateGains
	}
	return rebelGains
}

// fight is ACLED's coding of violence both ways: of crowds with police or each other,
// of civilians among themselves, or of armed sides.
func (r *reading) fight(h *happening) *claim.ACLED {
	crowd, people := false, false
	for _, n := range h.actors {
		switch r.human(n).party {
		case protester, rioter:
			crowd = true
		case rebel:
			return armedClash
		case civilian:
			people = true
		}
	}
	switch {
	case crowd, r.unrest && !r.isWar():
		return violentDemo
	case people:
		return mobViolence
	}
	return armedClash
}

// isWar tells whether the report has more of arms than a protest would.
func (r *reading) isWar() bool { return r.arms >= 3 }
