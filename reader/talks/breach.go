package talks

import (
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
)

// breaches reads alleged breaches: a verb or noun of breaking with the bond that is broken.
func (r *reading) breaches() {
	for i := r.first; i < r.end; i++ {
		switch {
		case clause.IsVerb(r.d, i) && r.words.broken.Has(r.lemma(i)):
			r.breachVerb(i)
		case clause.IsVerb(r.d, i) && r.words.kept.Has(r.lemma(i)):
			r.notKept(i)
		case r.noun(i) && r.words.broken.Has(r.lemma(i)):
			r.breachNoun(i)
		}
	}
}

// bondOf is the bond among some nominals: an agreement, a truce, a pledge; -1 where there is none.
func (r *reading) bondOf(nominals []int) int {
	for _, n := range nominals {
		if e := r.words.bond.Find(r.lemma(n)); e != nil && r.noun(n) && (!e.Has("weak") || r.own(n)) && (!e.Has("qualified") || r.pact(n)) {
			return n
		}
	}
	return -1
}

// own tells whether a noun has an owner: "its word".
func (r *reading) own(n int) bool { return r.d.Child(n, language.NmodPoss) >= 0 }

// pact tells whether a plan or a resolution is one of peace: by what stands beside it.
func (r *reading) pact(n int) bool {
	for c := range r.d.Children(n) {
		if r.words.peace.Has(r.lemma(c)) || r.words.truce.Has(r.lemma(c)) || r.d.Token(c).UPOS == language.PROPN {
			return true
		}
	}
	return false
}

// breachVerb reads "X violated the truce", "the accord was broken", "reneged on its pledges".
func (r *reading) breachVerb(p int) {
	if r.d.Token(p).XPOS == language.TagVBG && r.words.averted.Has(r.word(p-1)) {
		return // "warned Ruvania against breaking the truce": nobody is said to have broken it
	}
	if k := r.d.Within[p]; k >= 0 && r.d.Statements[k].Act == claim.ActWarn && !r.isFinite(p) {
		return // "cautioned against any move to break the truce"
	}
	roles := r.grammar.Roles(r.d, p)
	bond := r.bondOf(roles.Patients)
	if bond < 0 {
		if n := clause.Oblique(r.d, p, "on", "from", "with"); n >= 0 {
			bond = r.bondOf([]int{n})
		}
	}
	if bond < 0 {
		bond = r.bondBehind(p)
	}
	if bond < 0 {
		return
	}
	if r.isAnybody(p) || r.isAttempt(p) {
		return
	}
	accused := roles.Agents
	if n := r.blamed(p); n >= 0 {
		accused = []int{n}
	}
	if n := r.before(p, bond); n >= 0 && (len(accused) == 0 || r.d.Rel(p) == language.Conj && r.d.Child(p, language.Cc, language.Nsubj) < 0) {
		accused = []int{n}
	}
	r.tellBreach(p, bond, accused, "breach.verb", .75)
}

// isAttempt tells whether verb p only says of what sort of attempts or acts something is said: "condemns any attempt to violate the truce".
func (r *reading) isAttempt(p int) bool {
	n := r.d.Head(p)
	if r.d.Rel(p) != language.Acl || r.d.Token(p).XPOS != language.TagVB || n < 0 {
		return false
	}
	k := r.d.Child(n, language.Det)
	return k >= 0 && (r.word(k) == "any" || r.word(k) == "all" || r.word(k) == "every")
}

// isAnybody tells whether verb p only says which ones are meant, whoever they may be: "measures against parties that violate the truce".
func (r *reading) isAnybody(p int) bool {
	if r.d.Rel(p) != language.AclRelcl || r.d.Token(p).XPOS != language.TagVBP && r.d.Token(p).XPOS != language.TagVBZ || r.d.Child(p, language.Aux) >= 0 {
		return false
	}
	n := r.d.Head(p)
	return n >= 0 && r.d.Refs[n].Actor == "" && len(r.d.Several[n]) == 0 && r.d.Child(n, language.Det, language.NmodPoss) < 0
}

// bondBehind is a truce named right behind verb p, whatever the parser made of it; -1 where there is none.
func (r *reading) bondBehind(p int) int {
	for i := p + 1; i < min(p+5, r.end); i++ {
		if r.words.truce.Has(r.lemma(i)) {
			return i
		}
		if t := r.d.Token(i); t.UPOS == language.PUNCT || t.UPOS == language.VERB {
			break
		}
	}
	return -1
}

// blamed is whom the sentence blames for the deed of participle p: "accused
// Ruvania of breaking"; -1 where it blames nobody.
func (r *reading) blamed(p int) int {
	if r.d.Token(p).XPOS != language.TagVBG || r.word(p-1) != "of" && r.word(p-1) != "for" {
		return -1
	}
	for h, steps := r.d.Head(p), 0; h >= 0 && steps < maxSteps; h, steps = r.d.Head(h), steps+1 {
		if r.words.blame.Has(r.lemma(h)) {
			return r.grammar.Object(r.d, h)
		}
	}
	return -1
}

// before is the subject of an active verb that the parser hung to another verb
// ("maintains the Taliban breached …"): the nominal right before it, -1 where there is none.
func (r *reading) before(p, bond int) int {
	if bond < p || r.d.Token(p).XPOS != language.TagVBD && r.d.Token(p).XPOS != language.TagVBZ && r.d.Token(p).XPOS != language.TagVBP {
		return -1
	}
	for i := p - 1; i >= max(r.first, p-3); i-- {
		if t := r.d.Token(i); t.UPOS == language.AUX || t.UPOS == language.ADV {
			continue
		}
		if r.noun(i) || r.d.Token(i).UPOS == language.PRON {
			return i
		}
		break
	}
	return -1
}

// notKept reads "has not honoured the accord", "failed to comply with the truce".
func (r *reading) notKept(p int) {
	if r.grammar.Mood(r.d, p).Polarity != claim.Negative || r.grammar.Mood(r.d, p).Tense == claim.Future {
		return
	}
	roles := r.grammar.Roles(r.d, p)
	bond := r.bondOf(roles.Patients)
	if bond < 0 {
		if n := clause.Oblique(r.d, p, "with", "by", "to"); n >= 0 {
			bond = r.bondOf([]int{n})
		}
	}
	if bond < 0 || len(roles.Agents) == 0 {
		return
	}
	c := r.tellBreach(p, bond, roles.Agents, "breach.kept", .6)
	c.Polarity = claim.Positive // not to keep is to break
}

// breachNoun reads "violations of the ceasefire by X", "ceasefire violations", "X's breach of the accord".
func (r *reading) breachNoun(n int) {
	var bonds []int
	for c := range r.d.Children(n) {
		switch r.d.Rel(c) {
		case language.Compound:
			bonds = append(bonds, c)
		case language.Nmod:
			if k := clause.Case(r.d, c); k == "of" || k == "to" || k == "in" {
				bonds = append(bonds, c)
			}
		}
	}
	roles := r.grammar.Roles(r.d, n)
	bond := r.bondOf(bonds)
	accused := roles.Agents
	switch p, as := r.predicate(n); {
	case p < 0 || len(accused) > 0:
	case as == patient && !clause.IsPassive(r.d, p) && r.words.commits.Has(r.lemma(p)): // "committed nine violations"
		accused = r.grammar.Roles(r.d, p).Agents
	case as == patient && r.words.deny.Has(r.lemma(p)): // "denied any violation"
		if s := r.grammar.Subject(r.d, p); s >= 0 {
			accused = []int{s}
		}
	case as == oblique && clause.Case(r.d, n) == "in" && bond >= 0: // "laid mines in violation of the truce"
		accused = r.grammar.Roles(r.d, p).Agents
		if b := r.blamed(p); b >= 0 {
			accused = []int{b}
		}
	case as == oblique && clause.Case(r.d, n) == "of": // "accused Ruvania of 61 violations"
		if o := r.grammar.Object(r.d, p); o >= 0 {
			accused = []int{o}
		}
	}
	accused = r.notBond(accused, bond)
	if len(accused) == 0 && bond >= 0 {
		if of := r.calledSo(n); of >= 0 { // "called the shelling a violation of the truce"
			accused = r.notBond(r.grammar.Roles(r.d, of).Agents, bond)
			r.tellBreach(n, bond, accused, "breach.called", .6)
			return
		}
	}
	if bond < 0 && !(len(accused) > 0 && r.truceTold()) || len(accused) == 0 {
		return
	}
	r.tellBreach(n, bond, accused, "breach.noun", .6)
}

// calledSo is the deed that noun n says what it is of: "called the shelling a breach of the truce", "the strikes were a violation
// of the accord"; -1 where it is said of nothing.
func (r *reading) calledSo(n int) int {
	if r.grammar.Mood(r.d, n).Certainty != claim.Asserted && r.d.Child(n, language.Cop) >= 0 {
		return -1
	}
	if r.d.Child(n, language.Cop) >= 0 {
		return r.d.Child(n, language.Nsubj)
	}
	h := r.d.Head(n)
	if h < 0 || !r.words.naming.Has(r.lemma(h)) || r.d.Rel(n) != language.Xcomp && clause.Case(r.d, n) != "as" {
		return -1
	}
	return r.grammar.Object(r.d, h)
}

// notBond leaves the bond itself out of those accused.
func (r *reading) notBond(accused []int, bond int) []int {
	var out []int
	for _, n := range accused {
		if n != bond && !r.words.truce.Has(r.lemma(n)) && r.words.bond.Find(r.lemma(n)) == nil {
			out = append(out, n)
		}
	}
	return out
}

// truceTold tells whether this sentence or the one before it names a truce,
// which a bare "violations" then is of.
func (r *reading) truceTold() bool {
	from := r.first
	if k := r.d.Doc.SentenceOf(r.first); k > 0 {
		from = int(r.d.Doc.Sentences[k-1].First)
	}
	for i := from; i < r.end; i++ {
		if r.words.truce.Has(r.lemma(i)) {
			return true
		}
	}
	return false
}

// tellBreach makes the claim of a breach of a bond by predicate p.
func (r *reading) tellBreach(p, bond int, accused []int, rule string, sure float64) *claim.Claim {
	body := &claim.Breach{}
	var e extent
	e.add(p, p+1)
	for _, n := range accused {
		n = r.antecedent(n)
		if s := r.mutual(n); s >= 0 {
			body.Accused = append(body.Accused, r.named(s)...)
			continue
		}
		body.Accused = append(body.Accused, r.named(n)...)
		if n >= r.first && n < r.end {
			r.phrase(&e, n)
		}
	}
	body.Accused = unique(body.Accused)
	if bond >= 0 {
		first, end := r.bondWords(bond)
		body.Of = r.quote(first, end)
		e.add(first, end)
	}
	first, end, ok := r.deed(&e, p)
	if !ok {
		first, end = e.first, e.end
	}
	body.ContentSpan = r.d.Span(first, end)
	return r.add(claim.KindBreach, body, p, e, rule, sure, nil)
}

// mutual is the subject of whom all are meant by nominal n: "Karsenia and Ruvania accused each other", "each side accused the other"; -1
// where n means somebody else.
func (r *reading) mutual(n int) int {
	for _, first := range []int{n, n - 1} {
		mutual, several := r.grammar.EachOther(r.d, first)
		if first < r.first || !mutual {
			continue
		}
		p := r.d.Head(first + 1)
		if p == first {
			p = r.d.Head(p)
		}
		if p < 0 {
			return -1
		}
		if s := r.grammar.Subject(r.d, p); !several || s >= 0 && len(r.d.Several[s]) > 1 {
			return s
		}
	}
	return -1
}

// bondWords are the words that name a bond, with what it obliges to: "the 2021 Doha accord pledges to combat terrorism".
func (r *reading) bondWords(bond int) (first, end int) {
	first, end = r.d.Phrase(bond)
	if a := r.d.Child(bond, language.Acl); a >= 0 && r.d.Token(a).XPOS == language.TagVB {
		if _, to := r.d.Subtree(a); to > end {
			end = to
		}
		for i := end - 1; i > bond; i-- { // an aside behind a comma is not part of the bond
			if r.d.Token(i).XPOS == language.TagComma {
				end = i
			}
		}
	}
	return r.trimmed(first, end)
}

// deed is how it was broken, "by shelling a village": the participle's words, and its clause
// into the extent. Where the parser hung it elsewhere it stands right behind what is said to be broken.
func (r *reading) deed(e *extent, p int) (first, end int, ok bool) {
	v := -1
	for c := range r.d.Children(p) {
		if m := r.d.Child(c, language.Mark, language.Case); c > p && r.isParticiple(c) && m >= 0 && r.word(m) == "by" {
			v = c
		}
	}
	if at := e.end; v < 0 && at+1 < r.end && r.word(at) == "by" && r.isParticiple(at+1) {
		v = at + 1
	}
	if v < 0 {
		return 0, 0, false
	}
	_, end = r.d.Subtree(v)
	first, end = r.trimmed(v, min(end, r.end))
	e.add(first, end)
	return first, end, first < end
}

// isParticiple tells whether token i is a verb in -ing.
func (r *reading) isParticiple(i int) bool { return r.d.Token(i).XPOS == language.TagVBG }
