package incident

import (
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
)

// isFigurative tells whether a word of force is one of words or of policy: "harshly attacked the
// president", "attacks in the communique", "an attack on freedom", "the battle against inflation".
func (r *reading) isFigurative(h *happening) bool {
	if h.sense.kind != "ASSAULT" || h.weapon >= 0 {
		return false
	}
	if x := r.d.Child(h.trigger, language.Xcomp); x > h.trigger && r.d.Token(h.trigger).Lemma == "hold" {
		switch r.d.Token(x).Lower {
		case "accountable", "responsible", "answerable", "liable": // nobody is held who is held accountable
			return true
		}
	}
	if h.sense.frame == suffer && clause.Oblique(r.d, h.trigger, "for", "over") >= 0 { // "came under fire for his words"
		return true
	}
	for _, p := range []int{h.trigger, h.clause} {
		for c := range r.d.Children(p) {
			switch r.d.Rel(c) {
			case language.Advmod, language.Amod:
				if !isBodily(h.sense) && r.words.verbal[r.d.Token(c).Lemma] {
					return true
				}
			case language.Obl, language.Nmod, language.Obj, language.NsubjPass:
				if r.isIdea(h, p, c) {
					return true
				}
			}
		}
	}
	return false
}

// isIdea tells whether what hangs on word p of an act, child c, is an idea that the act is said to be against.
func (r *reading) isIdea(h *happening, p, c int) bool {
	if !r.words.ideas[r.d.Token(c).Lemma] || r.d.Token(c).UPOS != language.NOUN || p != h.trigger {
		return false
	}
	if after := r.d.Token(min(c+1, len(r.d.Doc.Tokens)-1)).UPOS; after == language.NOUN || after == language.ADJ && r.d.Head(c+1) != c {
		return false // "a rights activist", with the wrong head
	}
	switch rel := r.d.Rel(c); rel {
	case language.Obl, language.Nmod:
		switch caseOf(r, c) {
		case "on", "against", "upon", "of", "for", "at":
			return rel == language.Nmod || !clause.IsVerb(r.d, p)
		}
		return false
	case language.NsubjPass, language.Obj:
		return clause.IsVerb(r.d, p)
	}
	return false
}

// isSum tells whether an act of harm is a count over a long time and no deed: "1,300 policemen have been
// killed in three years", "a war that has killed 72,000". The number itself is a figure.
func (r *reading) isSum(h *happening) bool {
	if r.isStatistic(h) {
		return true
	}
	if !isBodily(h.sense) || len(h.results) > 0 || r.isLine(h.trigger) {
		return false
	}
	w := r.grammar.Time(r.d, h.clause)
	if w != nil && isDay(w) && isShort(w) && w.Basis != claim.BasisDateline {
		return false
	}
	lasts := r.lasts(h)
	for _, n := range h.recipients {
		x := r.numberFor(n)
		if x == nil {
			continue
		}
		if lasts || w != nil && !isShort(w) || x.Low != nil && *x.Low >= warDead {
			return true
		}
	}
	return lasts && clause.IsVerb(r.d, h.trigger)
}

// isStatistic tells whether a noun counts many acts of a month or longer, or such as are recorded, and nobody is said to have done them:
// "2,978 assassinations in 1988", "recorded 41 attacks".
func (r *reading) isStatistic(h *happening) bool {
	if clause.IsVerb(r.d, h.trigger) || r.d.Token(h.trigger).XPOS != language.TagNNS || h.sense.kind != "ASSAULT" || len(h.actors) > 0 || r.isLine(h.trigger) {
		return false
	}
	x := r.numberFor(h.trigger)
	if x == nil || x.Low == nil || *x.Low < statistic {
		return false
	}
	v := r.verbOver(r.highest(h.trigger))
	w := r.grammar.Time(r.d, h.trigger)
	if w == nil && v >= 0 {
		w = r.grammar.Time(r.d, v)
	}
	if w != nil {
		switch w.Precision {
		case claim.PrecisionMonth, claim.PrecisionSeason, claim.PrecisionYear:
			return true
		}
		return !isShort(w)
	}
	if v < 0 || !clause.IsVerb(r.d, v) {
		return false
	}
	switch r.d.Token(v).Lemma {
	case "record", "register", "document", "count", "tally", "log":
		return true
	}
	return false
}

// statistic is from how many acts on a number of them is one of statistics.
const statistic = 10

// warDead is from how many dead on a number that no day is given for is that of a war.
const warDead = 1000

// lasts tells whether a war, or what else goes on for long, is said to have done it.
func (r *reading) lasts(h *happening) bool {
	if !clause.IsVerb(r.d, h.trigger) {
		return false
	}
	s := r.grammar.Subject(r.d, h.trigger)
	if clause.IsPassive(r.d, h.trigger) {
		s = r.byWhom(h.trigger)
	}
	return s >= 0 && r.words.long[r.d.Token(s).Lemma]
}

// isTally tells whether a participle of harm only counts: "26 dead and 65 wounded", "the wounded".
func (r *reading) isTally(h *happening) bool {
	p := h.trigger
	if !isBodily(h.sense) || !clause.IsVerb(r.d, p) || p == 0 || r.isLine(p) || len(h.results) > 0 {
		return false
	}
	if x := r.d.Token(p).XPOS; x != language.TagVBN && x != language.TagVBD || r.d.Child(p, language.Aux, language.AuxPass, language.Nsubj, language.NsubjPass, language.Obj, language.OblAgent) >= 0 {
		return false
	}
	return r.numberAt(p-1) != nil || r.d.Token(p-1).UPOS == language.DET
}

// isMishap tells whether an act of harm that nobody did stands where a crash or the like is told of: in its
// sentence or the one before, with no deed of force beside it.
func (r *reading) isMishap(h *happening) bool {
	if r.isBump(h) {
		return true
	}
	if !r.isEffect(h) || h.object >= 0 || len(h.actors) > 0 && !r.isCraft(h.actors) || r.weaponOf(h) {
		return false
	}
	s := r.d.Doc.SentenceOf(h.trigger)
	for _, other := range r.now {
		if other != h && other.sense.kind == "ASSAULT" && !r.isEffect(other) {
			return false
		}
	}
	for n := max(s-1, 0); n <= s; n++ {
		for i := int(r.d.Doc.Sentences[n].First); i < int(r.d.Doc.Sentences[n].End); i++ {
			if t := r.d.Token(i); r.words.mishaps[t.Lemma] && (t.UPOS == language.NOUN || t.UPOS == language.VERB) {
				return true
			}
		}
	}
	return false
}

// isBump tells whether a vehicle ran into a thing: "a car hit the wall of a school". One that carries a bomb or is driven by somebody does it by will.
func (r *reading) isBump(h *happening) bool {
	if h.sense.kind != "ASSAULT" || h.sense.mode != "" || len(h.actors) == 0 || !r.isCraft(h.actors) || h.weapon >= 0 || r.d.Token(h.trigger).Lemma != "hit" && r.d.Token(h.trigger).Lemma != "strike" {
		return false
	}
	for _, a := range h.actors {
		if r.classesOf(a)&(person|weapon|r.words.is("aircraft", "drone")) != 0 {
			return false
		}
	}
	o := r.d.Child(h.trigger, language.Obj)
	return o >= 0 && r.classesOf(o)&r.words.class["structure"] != 0 && r.classesOf(o)&r.words.is("base", "troops") == 0
}

// isCraft tells whether only vehicles are said to have done it: "the plane destroyed 12 houses".
func (r *reading) isCraft(actors []int) bool {
	for _, a := range actors {
		if r.classesOf(a)&r.words.class["vehicle"] == 0 {
			return false
		}
	}
	return true
}

// weaponOf tells whether an act has a weapon that is more than a craft, which may just crash: "the plane destroyed 12 houses".
func (r *reading) weaponOf(h *happening) bool {
	return h.weapon >= 0 && r.armament(h) != nil && !r.isCraft([]int{h.weapon})
}
