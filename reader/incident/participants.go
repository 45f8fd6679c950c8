package incident

import (
	"slices"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
)

// isSomebody tells whether nominal n can act or be acted upon: people, groups,
// states, places, things with an owner; not times, acts or abstractions.
func (r *reading) isSomebody(n int) bool {
	switch r.d.Token(n).UPOS {
	case language.NOUN, language.PROPN, language.PRON, language.NUM, language.ADJ:
	default:
		return false
	}
	if r.d.TimeAt(n) >= 0 {
		return false
	}
	if _, ok := r.d.Refs[n]; ok {
		return true
	}
	set := r.classesOf(n)
	if set&(person|place) != 0 {
		return true
	}
	if set&(weapon|r.words.is("attack", "cause")) != 0 {
		return false
	}
	return set&r.words.is("territory", "base", "structure", "vehicle", "border", "institution") != 0
}

// isAnything tells whether token n is a nominal that can be done something to: no time, no number alone.
func (r *reading) isAnything(n int) bool {
	switch r.d.Token(n).UPOS {
	case language.NOUN, language.PROPN, language.PRON:
		return r.d.TimeAt(n) < 0
	}
	return false
}

// is is the set of some classes by name.
func (v *vocabulary) is(names ...string) (set classes) {
	for _, n := range names {
		set |= v.class[n]
	}
	return set
}

// isPublic tells whether nominal n names one who acts in public affairs: a state,
// a government, an armed group, a body or an office-holder, police and soldiers.
func (r *reading) isPublic(n int) bool {
	if a := r.actor(r.d.Refs[n]); a != nil {
		switch a.Kind {
		case claim.ActorState, claim.ActorGovernment, claim.ActorArmedGroup:
			return true
		}
		if a.Office != "" || a.Sector != "" || a.Country != "" {
			return true
		}
	}
	if at := r.placeAt(n); at >= 0 {
		return r.d.Places[at].Kind == claim.PlaceCountry || !r.d.Places[at].Literal
	}
	if r.isInstitution(n) || r.speaksOf(n, "protest") || r.speaksOf(n, "crowd") {
		return true
	}
	h := r.human(n)
	return h.party.armed() || h.party == protester || h.party == rioter || h.leader
}

// isInstitution tells whether nominal n is a public body or bears a title: "the Supreme
// Court", "President Mora".
func (r *reading) isInstitution(n int) bool {
	if r.speaksOf(n, "institution") {
		return true
	}
	if c := r.d.Child(n, language.NmodPoss); c >= 0 && r.d.Token(n).Lemma == "office" && (r.speaksOf(c, "institution") || r.human(c).leader) {
		return true // "the prosecutor's office"
	}
	for c := range r.d.Children(n) {
		switch r.d.Rel(c) {
		case language.Compound, language.NmodDesc, language.Flat, language.Appos, language.Amod:
			if w := r.words.people[r.d.Token(c).Lower]; w != nil && w.leader || r.speaksOf(c, "institution") {
				return true
			}
		}
	}
	return false
}

// speaksOf tells whether token n is a word of a class, as a name too: "Commission".
func (r *reading) speaksOf(n int, class string) bool {
	t := r.d.Token(n)
	return (r.words.single[t.Lemma]|r.words.single[t.Lower])&r.words.class[class] != 0
}

// around tells whether a word of a class stands anywhere under token p.
func (r *reading) around(p int, class string) bool {
	first, end := r.d.Subtree(p)
	for i := first; i < end; i++ {
		if r.speaksOf(i, class) {
			return true
		}
	}
	return false
}

// disarm takes weapons from among those who act ("Israeli missiles struck") and puts
// in their place those whose weapons they are.
func (r *reading) disarm(h *happening) {
	var actors []int
	for _, a := range h.actors {
		set := r.classesOf(a)
		switch {
		case a == h.weapon: // "a truck full of explosives went off": nobody
		case r.d.TimeAt(a) >= 0, r.d.Token(a).UPOS == language.NUM && caseOf(r, a) != "" && caseOf(r, a) != "by" && r.content(a) == a: // "fighting on Monday", "killed at least 18"
		case h.sense.kind == "ASSAULT" && r.isBearer(a): // "it blew up" is not the paper that tells of it
		case set&r.words.is("cause", "attack") != 0 || set&(weapon|person) == 0 && len(r.words.nouns[r.d.Token(a).Lemma]) > 0 && r.d.Token(a).UPOS == language.NOUN || r.d.Token(a).Lemma == "fire": // "a Houthi strike that hit an airport"
			actors = append(actors, r.owners(a)...)
			if h.weapon < 0 {
				h.weapon = r.tool(a, 2)
			}
		case r.isFlown(h, set): // "air force planes bombed the village"
			h.weapon = a
			if owners := r.owners(a); len(owners) > 0 {
				actors = append(actors, owners...)
			} else {
				actors = append(actors, a)
			}
		case set&weapon == 0 && r.isTown(a):
		case set&weapon == 0:
			if r.isSomebody(a) && set&r.words.is("structure", "territory") == 0 || set&(person|r.words.class["institution"]) != 0 { // a court is a house and a body
				actors = append(actors, a)
			}
		default:
			if h.weapon < 0 {
				h.weapon = a
			}
			if r.isForce(a) { // "the air force bombed"
				actors = append(actors, a)
			} else if owners := r.owners(a); len(owners) > 0 {
				actors = append(actors, owners...)
			} else if set&person != 0 { // "warplanes pounded": the planes stand for their pilots
				actors = append(actors, a)
			}
		}
	}
	h.actors = unique(actors)
	h.recipients = slices.DeleteFunc(h.recipients, func(n int) bool { return slices.Contains(h.actors, n) })
}

// isFlown tells whether who does an act of force, of some classes, is an aircraft that may carry people too: "planes".
func (r *reading) isFlown(h *happening, set classes) bool {
	tool := r.words.is("tool")
	return h.sense.kind == "ASSAULT" && h.weapon < 0 && set&person == 0 && set&tool != 0 && set&(r.words.class["aircraft"]&^weapon) != 0
}

// isTown tells whether nominal n is a place that acts for nobody: no country, and not said for its government.
func (r *reading) isTown(n int) bool {
	at := r.placeAt(n)
	return at >= 0 && r.d.Places[at].Literal && r.d.Places[at].Kind != claim.PlaceCountry
}

// owners are those whose weapon w is: "Israeli missiles", "a rocket fired by the group".
func (r *reading) owners(w int) []int {
	var out []int
	for _, a := range r.grammar.Roles(r.d, w).Agents {
		if r.acts(a, w) {
			out = append(out, a)
		}
	}
	return out
}

// isBearer tells whether pronoun n was taken for an outlet, which brings the news of a deed and does none.
func (r *reading) isBearer(n int) bool {
	a := r.actor(r.d.Refs[n])
	return r.d.Token(n).UPOS == language.PRON && a != nil && a.Sector == "JRN"
}

// isForce tells whether nominal n names armed forces or an armed group.
func (r *reading) isForce(n int) bool {
	a := r.actor(r.d.Refs[n])
	return a != nil && a.Kind != claim.ActorUnnamed && isArmed(a.Sector)
}

// isArmed tells the sectors of those who bear arms.
func isArmed(sector string) bool {
	switch sector {
	case "MIL", "REB", "UAF", "COP", "PRM", "CRM":
		return true
	}
	return false
}
