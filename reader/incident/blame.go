package incident

import (
	"slices"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
)

// blaming is a word by which a report says who did the deed that a noun names: a row of [blame].
type blaming struct {
	object string // of a verb: the noun that makes it one, "claim responsibility"; empty for none
	deed   string // the preposition by which the deed hangs on it; empty where it is its object
	doer   string // how who did it hangs on it: "subject", "object" or by this preposition
	proven bool   // it is more than an allegation: "convicted of"
	tied   bool   // only where the tree ties the two
	laid   bool   // the deed is claimed by somebody or laid to them, so that a plain word for it means violence: "the act"
}

// blame adds to the doers of an act told by a noun those who are said to have done it by the words
// around: "claimed responsibility for the attack", "blamed the attack on", "was behind the killing".
func (r *reading) blame(h *happening) {
	if clause.IsVerb(r.d, h.trigger) || h.sense.kind != "ASSAULT" {
		return
	}
	top := r.highest(h.trigger)
	if r.d.Child(top, language.Cop) >= 0 && caseOf(r, top) == "behind" {
		r.found(h, nil, conjuncts(r, r.grammar.Subject(r.d, top)))
		return
	}
	for c := range r.d.Children(top) { // "a raid that the mayor blamed on", "a raid attributed to"
		if rel := r.d.Rel(c); rel == language.AclRelcl || rel == language.Acl {
			r.blamedIn(h, c, top)
		}
	}
	g := r.d.Head(top)
	if g < 0 {
		return
	}
	if r.d.Rel(top) == language.Nmod && r.d.Head(g) >= 0 {
		r.blamedBy(h, r.d.Head(g), top, g) // "claimed responsibility for"
		r.blamedBeside(h, top, g)
	}
	r.blamedBy(h, g, top, -1)
}

// isDeed tells whether the noun of an act may stand for one of violence: a plain one ("the act", "the incident") does where
// somebody claims it or is blamed for it, and carries nothing else.
func (r *reading) isDeed(h *happening) bool {
	if !h.sense.laid {
		return true
	}
	if det := r.d.Child(h.trigger, language.Det); det >= 0 && r.d.Token(det).Lower == "any" {
		return false // "blames the army for any such act"
	}
	r.blame(h)
	r.blameInOrder(h)
	return h.laid
}

// blamedBeside adds those who are blamed where the parser hung the deed at token top on one of them, g, and not on the
// verb: "blamed the government and the army for the murder".
func (r *reading) blamedBeside(h *happening, top, g int) {
	v := g
	for steps := 0; v >= 0 && !clause.IsVerb(r.d, v) && steps < 6; steps++ {
		v = r.d.Head(v)
	}
	if v < 0 || !clause.IsVerb(r.d, v) {
		return
	}
	for _, b := range r.words.blame[r.d.Token(v).Lemma] {
		if b.object != "" || b.doer != "object" || b.deed == "" || b.deed != caseOf(r, top) || r.isUnsaid(v) {
			continue
		}
		if r.found(h, b, append(r.grammar.Roles(r.d, v).Patients, conjuncts(r, g)...)) {
			h.lay(b, v)
			return
		}
	}
}

// highest is the token that stands in the tree for noun n and those that it is coordinated with.
func (r *reading) highest(n int) int {
	for steps := 0; r.d.Rel(n) == language.Conj && r.d.Head(n) >= 0 && steps < 6; steps++ {
		n = r.d.Head(n)
	}
	return n
}

// blamedBy adds the doers that word g names of the deed at token top; object is the noun
// between the two, -1 for none.
func (r *reading) blamedBy(h *happening, g, top, object int) {
	for _, b := range r.words.blame[r.d.Token(g).Lemma] {
		if object >= 0 != (b.object != "") || object >= 0 && r.d.Token(object).Lemma != b.object {
			continue
		}
		if !r.hangs(b, g, top) {
			continue
		}
		if (b.laid || b.alleges()) && r.isUnsaid(g) {
			h.unclaimed = true // not to claim a deed, or to lay it to nobody, denies none
			continue
		}
		if r.found(h, b, r.blamed(b, g, top)) {
			h.lay(b, g)
			r.freeAccuser(h, b, top)
			return
		}
	}
}

// lay notes how word g lays the act to its doers, as a row of [blame] has it. Who was involved in a clash took part in it.
func (h *happening) lay(b *blaming, g int) {
	h.alleged, h.laid, h.accusal = b.alleges() && !(h.sense.frame == both && b.deed == "in"), b.laid, g
}

// alleges tells whether the word says of another that they did it, as an allegation: "blamed on", "accused of".
func (b *blaming) alleges() bool {
	return b.doer != "subject" && b.doer != "by" && b.doer != "of" && !b.proven
}

// isDenied tells whether verb g is negated: "has not claimed responsibility for".
func (r *reading) isDenied(g int) bool {
	return r.grammar.Mood(r.d, g).Polarity == claim.Negative
}

// blamedIn adds the doers that a clause about the deed at token top, headed by c, names.
func (r *reading) blamedIn(h *happening, c, top int) {
	for _, b := range r.words.blame[r.d.Token(c).Lemma] {
		if b.deed == "" && b.object == "" && b.doer != "subject" && r.found(h, b, r.blamed(b, c, top)) {
			h.lay(b, c)
			return
		}
	}
}

// isUnsaid tells whether the word of blame at token g lays nothing to anybody: "did not blame", "asked whether they blame".
func (r *reading) isUnsaid(g int) bool {
	m := r.grammar.Mood(r.d, g)
	return m.Polarity == claim.Negative || m.Certainty == claim.Conditional || r.marker(g) == "whether"
}

// found makes those of the nominals that may be so the doers of an act; whether there are any.
func (r *reading) found(h *happening, b *blaming, nominals []int) bool {
	who := r.doers(b, nominals)
	if len(who) == 0 {
		return false
	}
	h.blamed = true
	h.actors = unique(append(h.actors, who...))
	h.recipients = slices.DeleteFunc(h.recipients, func(n int) bool { return slices.Contains(h.actors, n) })
	return true
}

// hangs tells whether the deed hangs on word g as the row asks.
func (r *reading) hangs(b *blaming, g, top int) bool {
	if b.deed == "" {
		rel := r.d.Rel(top)
		return rel == language.Obj || rel == language.NsubjPass || rel == language.Nsubj && (clause.IsPassive(r.d, g) || r.byWhom(g) >= 0 || !clause.IsVerb(r.d, g))
	}
	return caseOf(r, top) == b.deed
}

// blamed are those whom the row says to have done the deed.
func (r *reading) blamed(b *blaming, g, top int) []int {
	switch b.doer {
	case "subject":
		if !clause.IsVerb(r.d, g) {
			if r.d.Rel(g) == language.Amod || r.d.Rel(g) == language.Acl { // "the group responsible for"
				return conjuncts(r, r.d.Head(g))
			}
			return conjuncts(r, r.grammar.Subject(r.d, g))
		}
		if r.d.Rel(top) == language.Nsubj && b.deed == "" { // "an attack carried out by", taken for a clause
			return conjuncts(r, r.byWhom(g))
		}
		return r.grammar.Roles(r.d, g).Agents
	case "object":
		return r.grammar.Roles(r.d, g).Patients
	}
	for _, p := range []int{g, top} { // the parser may hang "on the rebels" on the deed
		for c := range r.d.Children(p) {
			if rel := r.d.Rel(c); (rel == language.Obl || rel == language.Nmod || rel == language.OblAgent) && caseOf(r, c) == b.doer && r.d.TimeAt(c) < 0 {
				return conjuncts(r, c)
			}
		}
	}
	return nil
}

// byWhom is the nominal that hangs on verb g by "by", -1 where none does.
func (r *reading) byWhom(g int) int { return clause.Oblique(r.d, g, "by") }

// doers keeps those of the nominals that may have done a deed. Who claims responsibility is somebody, whatever the words;
// "each blamed the other" names nobody.
func (r *reading) doers(b *blaming, nominals []int) []int {
	claims := b != nil && b.laid && b.object != "" && b.doer == "subject"
	return slices.DeleteFunc(slices.Clone(nominals), func(n int) bool {
		return n < 0 || r.d.TimeAt(n) >= 0 || r.d.Token(n).Lemma == "other" || r.isTown(n) || r.classesOf(n)&person == 0 && !(claims && r.isUnknown(n))
	})
}

// isUnknown tells whether nominal n is a noun or a name of nothing that the lexicons know: a group's, perhaps.
func (r *reading) isUnknown(n int) bool {
	t := r.d.Token(n)
	return (t.UPOS == language.NOUN || t.UPOS == language.PROPN) && r.classesOf(n) == 0 && r.words.nouns[t.Lemma] == nil
}

// freeAccuser takes whoever stands behind the deed at token top by "by" from among its doers where a passive lays it to
// another: "the rebels were blamed for the attack by the mayor".
func (r *reading) freeAccuser(h *happening, b *blaming, top int) {
	if b.doer != "object" || !clause.IsVerb(r.d, h.accusal) || !clause.IsPassive(r.d, h.accusal) {
		return
	}
	if by := r.byWhom(top); by >= 0 {
		who := conjuncts(r, by)
		h.actors = slices.DeleteFunc(h.actors, func(n int) bool { return slices.Contains(who, n) })
	}
}

// accusers are those who lay an act to its doers: whoever speaks by the word of blame, or else is its subject.
func (r *reading) accusers(h *happening) []claim.Ref {
	if !h.alleged || h.accusal < 0 {
		return nil
	}
	if at := slices.IndexFunc(r.d.Statements, func(s draft.Statement) bool { return s.Head == h.accusal }); at >= 0 {
		if chain := clause.Chain(r.d, at); len(chain) > 0 {
			return chain
		}
	}
	if !clause.IsVerb(r.d, h.accusal) {
		return nil
	}
	if by := r.byWhom(h.trigger); by >= 0 && clause.IsPassive(r.d, h.accusal) && !slices.Contains(h.actors, by) {
		return r.refs(conjuncts(r, by)) // see freeAccuser
	}
	return r.refs(slices.DeleteFunc(r.doers(nil, r.grammar.Roles(r.d, h.accusal).Agents), func(n int) bool { return slices.Contains(h.actors, n) }))
}
