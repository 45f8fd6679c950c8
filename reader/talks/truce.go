package talks

import (
	"slices"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/lexicon"
)

// truce is what the sentence says of a ceasefire.
type truce struct {
	noun     int // what stands for the truce: "ceasefire", "agreement" of "the ceasefire agreement"
	pred     int // what says something of it: a verb, a noun, an adjective, the noun itself
	frameEnd int
	state    claim.TruceState
	term     bool // it is said to run out
	sought   bool // it is no more than what a plan holds
	third    bool // whoever does what its verb says need be no party to it: "welcomed the truce"
	rule     string
	sure     float64
}

// truces reads what the sentence says of ceasefires: one claim for each thing said.
func (r *reading) truces() {
	seen, told := map[int]bool{}, map[int]bool{} // nouns, predicates
	for i := r.first; i < r.end; i++ {
		n := r.truceNoun(i)
		if n < 0 || seen[n] {
			continue
		}
		seen[n] = true
		if t, ok := r.truceSaid(n); ok && !told[t.pred] && (!r.isPeace(n) || undone(t.state)) {
			told[t.pred] = true
			r.tellTruce(t)
		}
	}
}

// isPeace tells whether what stands for a truce is an agreement on peace, which is more than one: only what undoes it undoes the truce.
func (r *reading) isPeace(n int) bool {
	return n > 0 && r.words.truceHead.Has(r.lemma(n)) && r.lemma(n-1) == "peace"
}

func undone(s claim.TruceState) bool {
	return s == claim.TruceSuspended || s == claim.TruceLapsed || s == claim.TruceEnded
}

// truceNoun is the noun that stands for the truce named at token i: itself, "the ceasefire
// [deal]", "the second [phase] of the truce"; -1 where none is named, or only "ceasefire violations".
func (r *reading) truceNoun(i int) int {
	e, words := r.words.truce.Longest(func(k int) string {
		if i+k >= r.end {
			return ""
		}
		return r.lemma(i + k)
	})
	if e == nil {
		return -1
	}
	n := i // of "cessation of hostilities" the first word heads it, of "cease - fire" the last
	for k := i; k < i+words; k++ {
		if h := r.d.Head(k); h < i || h >= i+words {
			n = k
			break
		}
	}
	if !r.noun(n) && !r.isAttribute(n) || e.Has("qualified") && !r.isQualified(n) {
		return -1
	}
	if words > 1 && n == i {
		return n
	}
	for range maxSteps {
		h := r.d.Head(n)
		switch {
		case h < 0:
			return n
		case (r.d.Rel(n) == language.Compound || r.isAttribute(n)) && r.words.truceHead.Has(r.lemma(h)):
			n = h
		case r.d.Rel(n) == language.Compound && r.noun(h):
			return -1
		case r.d.Rel(n) == language.Nmod && clause.Case(r.d, n) == "of" && r.words.part.Has(r.lemma(h)):
			n = h
		default:
			return n
		}
	}
	return n
}

// isAttribute tells whether the word of a truce was taken for an adjective of what stands for it: "the ceasefire agreement".
func (r *reading) isAttribute(n int) bool {
	h := r.d.Head(n)
	return r.d.Rel(n) == language.Amod && h > n && r.words.truceHead.Has(r.lemma(h))
}

// isQualified tells whether a pause or a halt is one of fire: by what stands beside it.
func (r *reading) isQualified(i int) bool {
	for c := range r.d.Children(i) {
		if r.words.qualified.Has(r.lemma(c)) {
			return true
		}
	}
	return false
}

// truceSaid finds what is said of the truce: by its verb, by the noun that governs it, by what it is, by its own modifiers.
func (r *reading) truceSaid(n int) (truce, bool) {
	t := truce{noun: n, pred: n, rule: "truce.verb", sure: .75}
	p, as := r.predicate(n)
	if p >= 0 && r.truceVerb(&t, p, as) {
		return t, true
	}
	if p >= 0 && as == subject && r.truceIs(&t, p) || r.d.Rel(n) == language.Obl && r.truceIs(&t, n) {
		t.rule = "truce.is"
		return t, true
	}
	if h := r.d.Head(n); h >= 0 && r.d.Rel(n) == language.Nmod {
		if e := r.words.truceNoun.Find(r.lemma(h)); e != nil {
			t.pred, t.state, t.rule, t.sure = h, claim.TruceState(e.Get("state")), "truce.noun", .6
			return t, true
		}
	}
	if e := r.words.truceHead.Find(r.lemma(n)); e != nil && e.Get("state") != "" {
		t.state, t.rule, t.sure = claim.TruceState(e.Get("state")), "truce.noun", .6
		return t, true
	}
	return t, r.trucePast(&t)
}

// truceVerb reads the state from verb p, or from the infinitive that shares the truce as its subject.
func (r *reading) truceVerb(t *truce, p int, as part) bool {
	if x := r.d.Child(p, language.Xcomp); x >= 0 && as == subject {
		role := subject
		if clause.IsPassive(r.d, x) || r.d.Child(x, language.AuxPass) >= 0 {
			role = patient
		}
		if r.truceVerb(t, x, role) {
			return true
		}
	}
	e := r.frame(r.words.truceVerb, p)
	if e == nil || r.d.Token(p).UPOS != language.VERB {
		return false
	}
	of := r.words.into.Has(clause.Case(r.d, t.noun)) || clause.Case(r.d, t.noun) == "for"
	switch as {
	case subject:
		if e.Has("obj") || e.Has("of") {
			return false
		}
	case patient:
		if !e.Has("obj") && !e.Has("both") && len(e.Words) == 1 {
			return false
		}
	case oblique:
		if !of || !e.Has("of") && !e.Has("both") {
			return false
		}
	default:
		return false
	}
	t.pred, t.frameEnd, t.state, t.term = p, r.reach, claim.TruceState(e.Get("state")), e.Has("term")
	t.third, t.sought = e.Has("third"), e.Has("future")
	return true
}

// truceIs reads what the truce is said to be at p: "in place", "intact", "over", "in tatters".
func (r *reading) truceIs(t *truce, p int) bool {
	for _, k := range []int{p, r.d.Child(p, language.Xcomp), r.d.Child(p, language.Obl)} {
		if k < 0 {
			continue
		}
		term := r.lemma(k)
		if c := clause.Case(r.d, k); c != "" {
			term = c + " " + term
		}
		for _, e := range []*lexicon.Entry{r.words.truceState.Find(term), r.longest(r.words.truceState, term)} {
			if e != nil {
				t.pred, t.state = p, claim.TruceState(e.Get("state"))
				t.frameEnd = k + 1
				return true
			}
		}
	}
	return false
}

// longest finds a term of several words.
func (r *reading) longest(s lexicon.Section, term string) *lexicon.Entry {
	words := fields(term)
	e, n := s.Longest(func(k int) string {
		if k < len(words) {
			return words[k]
		}
		return ""
	})
	if n != len(words) {
		return nil
	}
	return e
}

// trucePast reads the state from a modifier: "a fragile ceasefire", "the truce brokered in May".
func (r *reading) trucePast(t *truce) bool {
	for c := range r.d.Children(t.noun) {
		switch r.d.Rel(c) {
		case language.Amod, language.Acl:
		case language.AclRelcl:
			if !r.hasRelative(t.noun, c) { // "the truce, whereas the army has kept …"
				continue
			}
		default:
			continue
		}
		state := ""
		if e := r.words.trucePast.Find(r.lemma(c)); e != nil {
			state = e.Get("state")
		} else if e := r.words.trucePast.Find(r.d.Token(c).Lower); e != nil {
			state = e.Get("state")
		} else if e := r.frame(r.words.truceVerb, c); e != nil && r.d.Rel(c) != language.Amod {
			state, t.frameEnd = e.Get("state"), r.reach
		}
		if state != "" {
			t.state, t.rule, t.sure = claim.TruceState(state), "truce.modifier", .55
			if r.d.Rel(c) != language.Amod {
				t.pred = c
			}
			return true
		}
	}
	return false
}

// tellTruce makes the claim of what is said of a truce.
func (r *reading) tellTruce(t truce) {
	body := &claim.Ceasefire{State: t.state}
	var e extent
	r.phrase(&e, t.noun)
	e.add(t.pred, max(t.frameEnd, t.pred+1))
	body.Parties = r.truceParties(t)
	if k := r.conditionOf(t.pred); k >= 0 {
		first, end := r.conditioned(k)
		body.Conditions = append(body.Conditions, *r.quote(first, end))
		e.add(first, end)
	}
	body.Mechanism = r.mechanism()
	c := r.add(claim.KindCeasefire, body, t.pred, e, t.rule, t.sure, func(c *claim.Claim) {
		if t.rule == "truce.modifier" { // the noun, not its clause, is what is told
			c.Polarity, c.Certainty = claim.Positive, claim.Asserted
		}
		if t.sought || r.grammar.IsPurpose(r.d, t.pred) || r.awaited(t.pred) {
			c.Certainty, c.Tense = claim.Hypothetical, claim.Future
		}
		if (t.state == claim.TruceExtended || t.state == claim.TruceEnded) && r.isSought(t.pred) {
			c.Certainty, c.Tense = claim.Hypothetical, claim.Future
		}
		if c.Certainty == claim.Hypothetical && (t.state == claim.TruceDeclared || t.state == claim.TruceInEffect) {
			t.state, body.State = claim.TruceProposed, claim.TruceProposed // one that is asked or striven for is not there yet
			c.Tense = claim.Future
		}
		if k := clause.Case(r.d, t.pred); t.rule == "truce.noun" && undone(t.state) && (k == "after" || k == "following" || k == "since") {
			c.Tense = claim.Past // "tensions remain high after the collapse of the truce"
		}
		if c.Time == nil {
			c.Time = r.grammar.Time(r.d, t.noun)
		}
		r.time(&e, c.Time, t.pred, t.noun)
		c.Span = r.d.Span(e.first, e.end)
		if (t.state == claim.TruceProposed || t.state == claim.TruceInEffect && c.Tense == claim.Future) && !r.ownTime(c.Time, t) {
			c.Time = nil // a truce that is hoped for has no day, and one that goes on does not begin on the day of something else
		}
		r.truceDays(body, c, t)
		if t.term && c.Tense == claim.Future { // "is due to expire on Friday": until then it holds
			body.State, body.Ends, c.Time = claim.TruceInEffect, c.Time, nil
		}
	})
	r.condition(c, t.pred)
}

// isSought tells whether what token p names is only discussed, asked for or a matter of conditions: the words that govern it
// say so, up to the verb of its clause, which may.
func (r *reading) isSought(p int) bool {
	for steps := 0; steps < maxSteps; steps++ {
		h := r.d.Head(p)
		if h < 0 || clause.IsVerb(r.d, p) && r.d.Token(p).XPOS != language.TagVB && r.d.Token(p).XPOS != language.TagVBG {
			return false
		}
		switch r.d.Rel(p) {
		case language.Nmod, language.Obj, language.Obl, language.Acl, language.Advcl, language.Xcomp, language.Conj:
		default:
			return false
		}
		if r.words.sought.Has(r.lemma(h)) {
			return true
		}
		p = h
	}
	return false
}

// truceParties are those between whom the truce is: with "between" or "with", those who declare or accept it, else "both sides".
func (r *reading) truceParties(t truce) []claim.Ref {
	out := r.around(t.noun)
	if len(out) == 1 {
		out = nil // "a truce in the Strip": no truce is of one side unless that side declares it
	}
	if p, as := r.predicate(t.noun); len(out) < 2 && clause.IsVerb(r.d, t.pred) && !(p == t.pred && as == subject) {
		switch t.state {
		case claim.TruceDeclared, claim.TruceProposed, claim.TruceExtended, claim.TruceInEffect, claim.TruceEnded, claim.TruceSuspended:
			roles := r.grammar.Roles(r.d, t.pred)
			for _, n := range roles.Agents {
				if n != t.noun && r.holder(t.pred) == "" {
					out = append(out, r.warring(n, t.third)...)
				}
			}
		}
	}
	if out = unique(out); len(out) < 2 {
		if both := r.bothIn(); both != nil {
			return both
		}
	}
	if len(out) < 2 {
		out = unique(append(out, r.counterparts(t)...))
	}
	return out
}

// warring are those whom nominal n names that may be party to a truce: themselves, not those of whom something comes ("pressure from Solmark"). third: only
// armed groups, forces and whom the report speaks of as one of its two sides.
func (r *reading) warring(n int, third bool) []claim.Ref {
	if _, known := r.d.Refs[n]; !known && len(r.d.Several[n]) == 0 && clause.Oblique(r.d, n, "from", "by") >= 0 {
		return nil
	}
	refs := r.refs(n)
	if !third {
		return refs
	}
	return slices.DeleteFunc(refs, func(who claim.Ref) bool {
		a := r.d.Actor(who.Actor)
		return a == nil || a.Kind != claim.ActorArmedGroup && a.Sector != "MIL" && !r.isSide(who.Actor)
	})
}

// isSide tells whether an actor is, or acts for, one of those of whom the report speaks as "both sides".
func (r *reading) isSide(id string) bool {
	for i, several := range r.d.Several {
		if len(several) == 0 || r.areMen(several) || r.words.roleNoun.Has(r.lemma(i)) { // "Karsenian and Solmarkian mediators" are no sides
			continue
		}
		if slices.ContainsFunc(several, func(s claim.Ref) bool { return r.d.SameSide(s.Actor, id) }) {
			return true
		}
	}
	return false
}

// mechanism quotes how the truce is watched: a noun of watching in the clause.
func (r *reading) mechanism() *claim.Words {
	for i := r.first; i < r.end; i++ {
		if r.noun(i) && r.words.mechanism.Has(r.lemma(i)) && r.d.Rel(i) != language.Compound && !r.isSource(i) {
			first, end := r.trimmed(r.d.Phrase(i))
			if first < end {
				return r.quote(first, end)
			}
		}
	}
	return nil
}

// counterparts are those "between" or "with" whom the verb behind a truce puts it, wherever
// the parser hung them: "ended a truce with the rebels", "went into effect between".
func (r *reading) counterparts(t truce) []claim.Ref {
	var out []claim.Ref
	for i := max(t.noun, t.pred) + 1; i < r.end && len(out) < 2; i++ {
		if k := clause.Case(r.d, i); k != "between" && k != "with" || !r.d.Under(i, t.pred) || r.d.Refs[i].Actor == "" {
			continue // "with the help of" names nobody
		}
		if h := r.d.Head(i); h >= 0 && h != t.noun && h != t.pred && r.d.Token(h).UPOS == language.NOUN && r.words.talkedTo.Has(r.lemma(h)) {
			continue // "in an interview with"
		}
		for _, n := range clause.Conjuncts(r.d, i) {
			for _, ref := range r.refs(n) {
				if r.able(ref.Actor) {
					out = append(out, ref)
				}
			}
		}
	}
	return out
}

// isSource tells whether token i stands in the words for who says so: "according to a monitor".
func (r *reading) isSource(i int) bool {
	for _, k := range r.stated() {
		for _, at := range r.d.Statements[k].Source {
			if at.Holds(i) {
				return true
			}
		}
	}
	return false
}
