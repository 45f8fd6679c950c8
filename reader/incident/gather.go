package incident

import (
	"slices"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
)

// gather draws together what the sentence tells of one act in several words.
func (r *reading) gather() {
	gone := map[*happening]bool{}
	for _, h := range r.now {
		if h.rule == "noun" {
			r.carry(h, gone)
		}
	}
	for _, h := range r.now {
		if !gone[h] {
			r.occasion(h, gone)
		}
	}
	for _, h := range r.now {
		if !gone[h] {
			r.consequence(h, gone)
			r.launch(h, gone)
		}
	}
	if len(gone) > 0 {
		r.now = slices.DeleteFunc(r.now, func(h *happening) bool { return gone[h] })
	}
}

// at is the act of the sentence that token i triggers, nil where none.
func (r *reading) at(i int) *happening {
	for _, h := range r.now {
		if h.trigger == i {
			return h
		}
	}
	return nil
}

// carry finds the verb that carries noun h ("launched strikes", "clashes erupted",
// "was killed in a blast") and takes over what it says.
func (r *reading) carry(h *happening, gone map[*happening]bool) {
	if m := r.inWhich(h.trigger); m != nil && h.sense.kind == "ASSAULT" {
		r.absorb(h, m, gone)
		r.fellows(h, m.trigger, gone)
		return
	}
	v := r.governing(h.trigger)
	if v < 0 {
		return
	}
	own := r.at(v)
	if own != nil && own.object >= 0 && (own.object == h.trigger || r.d.Head(h.trigger) == own.object && caseOf(r, h.trigger) == "of") {
		if own.sense.frame == suffer && r.isHarm(own) && h.sense.kind == "ASSAULT" { // "died in the explosion": the noun says how
			r.absorb(h, own, gone)
			return
		}
		gone[h] = true // "held talks", "staged a protest": the pattern has it
		return
	}
	if own != nil && r.isGerundSubject(h.trigger, v) && r.isHarm(own) && h.sense.kind == "ASSAULT" {
		r.absorb(h, own, gone)
		return
	}
	rel := r.top(h.trigger, v)
	switch {
	case r.light(h, v, rel):
		if own != nil && own.sense.kind == "ASSAULT" && h.sense.kind == "ASSAULT" && rel == language.Obj && len(own.recipients) == 0 { // "fired a barrage": one deed
			gone[own] = true
		}
	case rel == language.Nsubj && r.happens(v), rel == language.NsubjPass && r.happens(v):
		h.clause, h.supported = v, true
		if h.sense.frame == both { // "clashes broke out between …"
			h.actors = unique(append(h.actors, r.obliqueOf(v, "between", "with", "among", "involving")...))
		}
		r.absorb(h, own, gone)
		r.paired(h, v, gone)
	case own != nil && (r.isHarm(own) || r.isEffect(own) && r.tellsHow(h)) && h.sense.kind == "ASSAULT" && (within(rel, caseOf(r, r.topToken(h.trigger, v))) || r.isMarked(h.trigger, v, "in") || r.isMarked(h.trigger, v, "during")):
		r.absorb(h, own, gone)
		r.fellows(h, v, gone)
	case own == nil && r.isDying(v) && within(rel, caseOf(r, r.topToken(h.trigger, v))):
		h.supported, h.results = true, append(h.results, v)
		if who := r.grammar.Roles(r.d, v).Agents; h.sense.kind == "ASSAULT" && h.sense.frame != both && r.isPeople(who) {
			h.recipients = unique(append(h.recipients, who...)) // "two men died in the shelling"
		}
	}
}

// isDying tells whether verb v says that somebody lost his life, which no lexicon of acts knows: "died in cross-border firing".
func (r *reading) isDying(v int) bool {
	for _, w := range r.words.count.verbs[r.d.Token(v).Lemma] {
		if isFatal(w.measure) && w.befalls != "obj" {
			return true
		}
	}
	return false
}

// inWhich is the act of harm to whose object the parser hung the noun n that says how it was done: "killed four
// soldiers in an attack with explosives". Nil where there is none.
func (r *reading) inWhich(n int) *happening {
	o := r.d.Head(n)
	if o < 0 || r.d.Rel(n) != language.Nmod || r.d.Rel(o) != language.Obj || caseOf(r, n) != "in" && caseOf(r, n) != "during" {
		return nil
	}
	if own := r.at(r.d.Head(o)); own != nil && r.isHarm(own) {
		return own
	}
	return nil
}

// fellows makes the verbs of harm that are coordinated with verb v part of h
// too: "six were killed and 23 injured in grenade attacks".
func (r *reading) fellows(h *happening, v int, gone map[*happening]bool) {
	for _, f := range r.now {
		if f == h || gone[f] || !r.isEffect(f) || !clause.IsVerb(r.d, f.trigger) {
			continue
		}
		if joins(r.d.Rel(v)) && r.d.Head(v) == f.trigger || joins(r.d.Rel(f.trigger)) && r.d.Head(f.trigger) == v {
			r.absorb(h, f, gone)
		}
	}
}

// paired makes the verb of harm that is coordinated with verb v, of which the noun of act h is the subject, part of h too: "shelling kills and injures 15".
func (r *reading) paired(h *happening, v int, gone map[*happening]bool) {
	for _, f := range r.now {
		if p := f.trigger; f != h && !gone[f] && r.isHarm(f) && r.d.Rel(p) == language.Conj && r.d.Head(p) == v && r.d.Child(p, language.Nsubj, language.NsubjPass) < 0 {
			r.absorb(h, f, gone)
		}
	}
}

// joins tells whether a relation ties two verbs of harm in one telling: "killed while
// two were wounded".
func joins(rel language.Relation) bool { return rel == language.Conj || rel == language.Advcl }

// occasion takes verb h of harm for a part of the act whose clause says when or
// how it came about: "two were killed when a mine exploded", "wounded as gunmen attacked".
func (r *reading) occasion(h *happening, gone map[*happening]bool) {
	if !r.isEffect(h) || !clause.IsVerb(r.d, h.trigger) {
		return
	}
	for c := range r.d.Children(h.trigger) {
		if !r.saysWhen(c) || r.lagOf(c) != nil {
			continue
		}
		if cause := r.causing(c); cause != nil && !gone[cause] && cause.sense.kind == "ASSAULT" && !r.isEffect(cause) && (r.isHarm(h) || r.tellsHow(cause)) {
			r.absorb(cause, h, gone)
			r.fellows(cause, h.trigger, gone)
			return
		}
	}
}

// saysWhen tells whether the clause of verb p is opened by a word of when or after what: "when a mine exploded".
func (r *reading) saysWhen(p int) bool {
	if rel := r.d.Rel(p); rel != language.Advcl && rel != language.AdvclRelcl {
		return false
	}
	mark := r.d.Child(p, language.Mark, language.Advmod)
	return mark >= 0 && r.words.when[r.d.Token(mark).Lower]
}

// governing is the verb that governs noun n, through coordination and "wave of"; -1 where none.
func (r *reading) governing(n int) int {
	for steps := 0; steps < 6; steps++ {
		rel, head := r.d.Rel(n), r.d.Head(n)
		if head < 0 {
			return -1
		}
		if clause.IsVerb(r.d, head) && rel != language.Conj {
			return head
		}
		if rel != language.Conj && !(rel == language.Nmod && caseOf(r, n) == "of" && !r.words.account[r.d.Token(head).Lemma]) {
			return -1
		}
		n = head
	}
	return -1
}

// topToken is the token between n and p that hangs on p itself.
func (r *reading) topToken(n, p int) int {
	for steps := 0; steps < 20 && r.d.Head(n) >= 0 && r.d.Head(n) != p; steps++ {
		n = r.d.Head(n)
	}
	return n
}

// light takes verb v as one that only carries noun h, where it is such a verb.
func (r *reading) light(h *happening, v int, rel language.Relation) bool {
	for _, s := range r.words.light[r.d.Token(v).Lemma] {
		if !r.carries(s, v, h.trigger, rel) {
			continue
		}
		h.clause, h.supported, h.rule = v, true, "light verb"
		if slices.Contains(s.rest, "responsibility") && r.isDenied(v) { // "has not claimed responsibility for"
			h.unclaimed = true
			return true
		}
		if s.who != "none" {
			h.take(v)
		}
		roles := r.grammar.Roles(r.d, v)
		who := roles.Agents
		if len(who) == 0 && s.via != "" && s.who == "actor" && clause.IsPassive(r.d, v) { // "has been engaged in battles"
			who = roles.Patients
		}
		switch s.who {
		case "actor":
			for _, a := range who {
				if r.isSomebody(a) {
					h.actors = append(h.actors, a)
				}
			}
			if h.sense.kind == "ASSAULT" {
				h.recipients = append(h.recipients, r.obliqueOf(v, "on", "against", "at", "into")...)
			}
		case "recipient":
			h.recipients = append(h.recipients, who...)
		}
		h.actors, h.recipients = unique(h.actors), unique(h.recipients)
		return true
	}
	return false
}

// carries tells whether noun n stands to verb v as support s asks.
func (r *reading) carries(s *support, v, n int, rel language.Relation) bool {
	for _, w := range s.rest {
		if w != s.via && r.particle(v, w) < 0 {
			return false
		}
	}
	if s.via != "" {
		return rel == language.Obl && caseOf(r, r.topToken(n, v)) == s.via || r.isMarked(n, v, s.via)
	}
	return rel == language.Obj || rel == language.NsubjPass || rel == language.Acl
}

// isMarked tells whether a noun of action that was taken for a verb hangs on verb v by a preposition: "resorted to firing".
func (r *reading) isMarked(n, v int, preposition string) bool {
	mark := r.d.Child(n, language.Mark)
	return r.d.Head(n) == v && mark >= 0 && mark < n && r.d.Token(mark).Lower == preposition
}

func (r *reading) particle(v int, w string) int {
	for c := range r.d.Children(v) {
		if r.d.Token(c).Lower == w {
			return c
		}
	}
	return -1
}

// obliqueOf are the nominals that hang on verb v by one of the prepositions.
func (r *reading) obliqueOf(v int, to ...string) []int {
	var out []int
	for c := range r.d.Children(v) {
		if r.d.Rel(c) == language.Obl && slices.Contains(to, caseOf(r, c)) && r.isSomebody(c) {
			out = append(out, conjuncts(r, c)...)
		}
	}
	return out
}

// happens tells whether verb v says of its subject that it took place or what it did.
func (r *reading) happens(v int) bool {
	lemma := r.d.Token(v).Lemma
	if r.words.happen[lemma] || r.words.result[lemma] {
		return true
	}
	for c := range r.d.Children(v) {
		switch r.d.Rel(c) {
		case language.CompoundPrt, language.Obj:
			if r.words.happen[lemma+" "+r.d.Token(c).Lower] {
				return true
			}
		case language.Obl: // "led to the deaths of"
			if cs := caseOf(r, c); cs != "" && r.words.happen[lemma+" "+cs] && r.isLoss(c) {
				return true
			}
		}
	}
	return false
}

// isLoss tells whether nominal c is of harm done: "the deaths of", "five fatalities".
func (r *reading) isLoss(c int) bool {
	w := r.words.count.nouns[r.d.Token(c).Lemma]
	return w != nil && isFatal(w.measure)
}

// isHarm tells whether an act is told by a plain verb of harm, that says nothing of how.
func (r *reading) isHarm(h *happening) bool {
	return h.sense.kind == "ASSAULT" && h.sense.mode == "" && (h.sense.harm == claim.Killed || h.sense.harm == claim.Injured) || h.sense.frame == suffer
}

// isEffect tells whether an act is told by a plain verb of harm or of ruin, which says what a weapon did and not how: "destroyed", "setting it on fire".
func (r *reading) isEffect(h *happening) bool {
	if r.isHarm(h) || h.sense.mode != "destroy" || !clause.IsVerb(r.d, h.trigger) {
		return r.isHarm(h)
	}
	return r.words.result[r.d.Token(h.trigger).Lemma] && len(h.sense.pattern) == 0 || r.d.Rel(h.trigger) == language.Advcl && r.d.Token(h.trigger).XPOS == language.TagVBG
}

// tellsHow tells whether the word of an act, or a weapon beside it, says with what force it was done, so that what it destroyed is
// its effect: "exploded", "shelling", "the bomb attack"; "attacked" does not.
func (r *reading) tellsHow(h *happening) bool {
	switch h.sense.mode {
	case "explosives", "aerial", "drone", "heavy-weapons", "suicide-attack":
		return true
	case "":
		if w := r.tool(h.trigger, 2); w >= 0 {
			return r.words.armament(r.classesOf(w)).acled != nil
		}
		for _, n := range h.actors { // "shells hit the market"
			if a := r.words.armament(r.classesOf(n)); a != nil && a.acled != nil && r.classesOf(n)&weapon != 0 {
				return true
			}
		}
	}
	return false
}

// within tells whether a verb of harm tells of the act named after it: "killed in,
// by, during an attack", "wounded when".
func within(rel language.Relation, preposition string) bool {
	if rel == language.OblAgent {
		return true
	}
	if rel != language.Obl {
		return false
	}
	switch preposition {
	case "in", "by", "during", "after", "from", "with", "following", "amid", "at", "on", "through", "as": // "as a result of"
		return true
	}
	return false
}

// isNot tells whether a word beside verb v itself denies it: "was not hurt".
func (r *reading) isNot(v int) bool {
	for c := range r.d.Children(v) {
		if r.d.Rel(c) == language.Advmod && r.grammar.Negates(r.d, c) {
			return true
		}
	}
	return false
}

// absorb makes the act that own tells of part of h.
func (r *reading) absorb(h, own *happening, gone map[*happening]bool) {
	if own == nil {
		return
	}
	gone[own] = true
	h.results = append(h.results, own.trigger)
	h.results = append(h.results, own.results...)
	unhurt := clause.IsVerb(r.d, own.trigger) && r.isNot(own.trigger) // "was not hurt when a shell hit the house"
	for _, n := range own.recipients {
		if n != h.trigger && !unhurt {
			h.recipients = append(h.recipients, n)
		}
	}
	if !h.supported || own.sense.frame != suffer {
		for _, n := range own.actors {
			if n != h.trigger && h.sense.frame != both && r.isSomebody(n) {
				h.actors = append(h.actors, n)
			}
		}
	}
	if h.weapon < 0 {
		h.weapon = own.weapon
	}
	h.actors, h.recipients = unique(h.actors), unique(h.recipients)
	if len(h.recipients) > 0 {
		h.supported = true
	}
}
