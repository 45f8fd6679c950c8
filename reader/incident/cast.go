package incident

import (
	"slices"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
)

// cast gives the participants of a verb their parts by the frame of its sense.
func (r *reading) cast(h *happening, agents, patients, receiver []int) {
	s := h.sense
	if s.subject != 0 {
		agents = nil
	}
	switch s.frame {
	case suffer:
		h.recipients = append(h.recipients, agents...)
	case device:
		if len(agents) > 0 {
			h.weapon = agents[0]
		} else if len(patients) > 0 {
			h.weapon = patients[0]
		}
	case both:
		if h.object >= 0 && r.classesOf(h.object)&r.words.is("captive") != 0 { // "exchanged prisoners": they are no side
			h.recipients = nil
			h.actors = append(h.actors, agents...)
			h.actors = append(h.actors, r.oblique(h, []string{"with"})...)
			h.recipients = patients
			return
		}
		h.actors = append(h.actors, agents...)
		h.actors = append(h.actors, r.sides(patients)...)
		h.actors = append(h.actors, h.recipients...)
		h.actors = append(h.actors, r.oblique(h, []string{"with", "against", "between", "among"})...)
		h.recipients = nil
	case on:
		h.actors = append(h.actors, agents...)
		h.recipients = append(h.recipients, receiver...)
		h.recipients = append(h.recipients, r.oblique(h, s.to)...)
		if len(h.recipients) == 0 && h.object >= 0 && r.classesOf(h.object)&person != 0 {
			h.recipients = conjuncts(r, h.object)
		}
	case self:
		h.actors = append(h.actors, agents...)
	default:
		h.actors = append(h.actors, agents...)
		if to := r.oblique(h, s.to); len(to) > 0 {
			h.recipients = append(h.recipients, to...)
		} else if len(h.recipients) == 0 {
			if s.harm != "" && r.isPeople(patients) {
				patients = r.listed(slices.Clone(patients), h.trigger)
			}
			for _, n := range patients {
				if r.isSomebody(n) || s.kind != "ASSAULT" && s.mode != "seize" && r.isAnything(n) {
					h.recipients = append(h.recipients, n)
				}
			}
		}
	}
}

// keepPeace takes the sending of peacekeepers for aid, as PLOVER does.
func (r *reading) keepPeace(h *happening) {
	if h.sense.kind == "MOBILIZE" && h.sense.mode == "troops" && r.around(h.trigger, "peacekeeper") {
		h.sense = r.words.peace
	}
}

// undated takes a dateline, which a parser may take for a subject, from among those who
// act, and puts in its place who follows it: "DELVAR, Karsenia - Police arrested …".
func (r *reading) undated(agents []int) []int {
	if len(agents) == 0 || r.d.Dateline == nil || r.d.Dateline.Span == nil || !r.d.Dateline.Span.Covers(r.d.Span(agents[0], agents[0]+1)) {
		return agents
	}
	for c := range r.d.Children(agents[0]) {
		if c > agents[0] && r.isSomebody(c) && !r.d.Dateline.Span.Covers(r.d.Span(c, c+1)) {
			return conjuncts(r, c)
		}
	}
	return agents[1:]
}

// sides keeps those of the nominals that name participants.
func (r *reading) sides(nominals []int) []int {
	var out []int
	for _, n := range nominals {
		if r.classesOf(n)&person != 0 {
			out = append(out, n)
		}
	}
	return out
}

// oblique are the nominals that hang by one of the prepositions on the trigger, on
// the object that its pattern took, or one step below that ("talks in Delvar with …").
func (r *reading) oblique(h *happening, to []string) []int {
	if len(to) == 0 {
		return nil
	}
	out := r.led(h.trigger, h, to, 2)
	if h.object >= 0 && h.object != h.trigger {
		out = append(out, r.led(h.object, h, to, 2)...)
	}
	return unique(out)
}

// led are the nominals that the prepositions lead to from token at, down to a depth.
func (r *reading) led(at int, h *happening, to []string, depth int) []int {
	var out []int
	for c := range r.d.Children(at) {
		switch r.d.Rel(c) {
		case language.Obl, language.Nmod, language.Advcl:
		default:
			continue
		}
		if r.d.Rel(c) == language.Advcl && clause.IsVerb(r.d, c) && r.d.Child(c, language.Nsubj, language.NsubjPass) >= 0 {
			continue // another clause has its own people
		}
		if cs := caseOf(r, c); slices.Contains(to, cs) && (r.isSomebody(c) || r.mayBefall(h, cs) && r.isAnything(c)) {
			out = append(out, conjuncts(r, c)...)
		} else if depth > 1 {
			out = append(out, r.led(c, h, to, depth-1)...)
		}
	}
	return out
}

// mayBefall tells whether a preposition leads to whom an act is done, whatever the words
// for them: "sanctions on the entity", "an inquiry into the sale".
func (r *reading) mayBefall(h *happening, preposition string) bool {
	switch preposition {
	case "to", "on", "upon", "against", "with", "into":
		return h.sense.kind != "ASSAULT" && h.sense.kind != "MOBILIZE"
	}
	return h.sense.kind == "ACCUSE"
}

// stands tells whether the words that a noun's sense asks for stand before noun p.
func (r *reading) stands(p int, s *sense) bool {
	n := len(s.before)
	if p < n {
		return false
	}
	for k, w := range s.before {
		if t := r.d.Token(p - n + k); t.Lemma != w && t.Lower != w {
			return false
		}
	}
	return true
}

// castNoun gives the participants of a noun of action their parts.
func (r *reading) castNoun(h *happening) {
	s, p := h.sense, h.trigger
	roles := r.grammar.Roles(r.d, p)
	if by := clause.Oblique(r.d, p, "by"); by >= 0 && r.d.Token(p).XPOS == language.TagVBG {
		roles.Agents = clause.Conjuncts(r.d, by)
	} else if r.d.Rel(p) == language.Advcl && r.d.Token(p).XPOS == language.TagVBG && len(roles.Agents) == 0 { // "resorted to … firing"
		roles.Agents = clause.Conjuncts(r.d, r.grammar.Subject(r.d, p))
	}
	if len(roles.Agents) == 0 {
		roles.Agents = r.sharedBy(p)
	}
	r.castAgents(h, roles.Agents)
	r.castPatients(h, roles.Patients)
	switch s.frame {
	case both:
		h.actors = append(h.actors, r.oblique(h, []string{"with", "between", "among"})...)
	case on:
		h.recipients = append(h.recipients, r.oblique(h, s.to)...)
	}
	if len(h.recipients) == 0 && s.kind == "ASSAULT" {
		h.recipients = r.aimed(p)
	}
	h.actors = unique(h.actors)
	h.recipients = unique(h.recipients)
}

// sharedBy are those who did both of two coordinated nouns, where the parser hung them on the first though they stand behind
// the second, p: "the harassment and attacks by the front".
func (r *reading) sharedBy(p int) []int {
	first := r.highest(p)
	if first == p {
		return nil
	}
	if by := clause.Oblique(r.d, first, "by"); by > p {
		return conjuncts(r, by)
	}
	return nil
}

// castAgents takes those who do a noun of action for its actors; whom it befalls where the noun is theirs ("his murder").
func (r *reading) castAgents(h *happening, agents []int) {
	s, p := h.sense, h.trigger
	owned := s.possessed && r.d.Child(p, language.NmodPoss) >= 0
	for _, a := range agents {
		switch {
		case owned && r.top(a, p) != language.NmodPoss && r.caseUnder(a, p) == "": // "the Kenyan mayor's murder": his nation
		case !r.acts(a, p):
		case s.possessed && r.top(a, p) == language.NmodPoss:
			h.recipients = append(h.recipients, a)
		default:
			h.actors = append(h.actors, a)
		}
	}
	for c := range r.d.Children(p) {
		if r.d.Rel(c) == language.Compound && r.d.Token(c).UPOS == language.NOUN && !r.words.manner[r.d.Token(c).Lemma] && r.namesDoer(h.sense, r.words.single[r.d.Token(c).Lemma]) {
			h.actors = append(h.actors, c) // "rebel attack", "police raid"
		}
	}
}

// namesDoer tells whether a noun of some classes before a noun of action says who acts. Troops may as well be what is
// sent or withdrawn, but where force is used the institution uses it: "army shelling", "killed in police firing".
func (r *reading) namesDoer(s *sense, set classes) bool {
	if set&person == 0 {
		return false
	}
	return set&r.words.class["troops"] == 0 || set&r.words.class["institution"] != 0 && !s.possessed && (s.kind == "ASSAULT" || s.kind == "COERCE")
}

// castPatients takes those whom a noun of action befalls for its recipients; for actors where they share in it or its "of" names them.
func (r *reading) castPatients(h *happening, patients []int) {
	s, p := h.sense, h.trigger
	if s.harm != "" && r.isPeople(patients) {
		patients = r.listed(slices.Clone(patients), p)
	}
	for _, a := range patients {
		if slices.Contains(h.recipients, a) || a == h.object {
			continue
		}
		if s.ofActor && r.caseUnder(a, p) == "of" || s.frame == both {
			h.actors = append(h.actors, r.sides([]int{a})...)
			continue
		}
		if r.isSomebody(a) {
			h.recipients = append(h.recipients, a)
		}
	}
}

// isPeople tells whether some nominals name people, all of them.
func (r *reading) isPeople(nominals []int) bool {
	return len(nominals) > 0 && !slices.ContainsFunc(nominals, func(n int) bool { return r.classesOf(n)&person == 0 })
}

// acts tells whether nominal a, that the grammar takes for who does noun p, may
// be that: not where a town or a time stands before the noun ("Kabul blasts").
func (r *reading) acts(a, p int) bool {
	if r.d.TimeAt(a) >= 0 {
		return false
	}
	if r.top(a, p) == language.NmodPoss && caseOf(r, a) != "" && r.d.Token(r.d.Child(a, language.Case)).XPOS != language.TagPOS {
		return false // parsed amiss: a genitive has no preposition
	}
	if r.classesOf(a)&person != 0 && r.placeAt(a) < 0 {
		return true
	}
	if at := r.placeAt(a); at >= 0 {
		if ref, ok := r.d.Refs[a]; ok && ref.Actor != "" {
			return r.d.Places[at].Kind == claim.PlaceCountry || !r.d.Places[at].Literal
		}
		return r.d.Places[at].Kind == claim.PlaceCountry
	}
	return r.d.Refs[a].Actor != ""
}
