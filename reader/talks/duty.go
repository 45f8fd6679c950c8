package talks

import (
	"slices"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
)

// obligations reads what a side must do: "under the deal, the army is to pull back", "Ruvania must free".
func (r *reading) obligations() {
	bond := r.under()
	for p := r.first; p < r.end; p++ {
		if r.words.oblige.Has(r.lemma(p)) && r.d.Token(p).UPOS == language.VERB {
			r.obliged(p)
			continue
		}
		if !clause.IsVerb(r.d, p) || r.d.Token(p).UPOS != language.VERB || !r.owed(p) && !r.isTo(p) {
			continue
		}
		bond := bond
		if says := r.stipulated(p); says >= 0 {
			bond = says
		} else if bond < 0 || r.d.Within != nil && r.d.Within[p] >= 0 && r.d.Within[bond] != r.d.Within[p] {
			continue
		}
		from := r.refs(r.grammar.Subject(r.d, p))
		if s := r.grammar.Subject(r.d, p); len(from) == 0 && s >= 0 && !clause.IsPassive(r.d, p) && r.noun(s) {
			from = []claim.Ref{r.d.Ref(s)}
		}
		if len(from) == 0 {
			continue
		}
		first, end := r.ownClause(p)
		u := undertaking{form: claim.FormObligation, content: draft.Range{First: first, End: end}, pred: p,
			by: clause.By(r.d, p), bond: bond, rule: "commitment.duty", sure: .6}
		if !r.toldAlready(u.content) {
			r.tellEach(u, from)
		}
	}
}

// stipulated is the agreement that says itself what must be done by verb p: "the pact stipulates that Ruvania must free them"; -1 where none does.
func (r *reading) stipulated(p int) int {
	h := r.d.Head(p)
	if h < 0 || r.d.Rel(p) != language.Ccomp || !clause.IsVerb(r.d, h) {
		return -1
	}
	s := r.d.Child(h, language.Nsubj)
	if s < 0 {
		return -1
	}
	return r.bondOf([]int{s})
}

// tellEach makes a commitment of each who undertakes it or owes it, to the others: "both sides must pull back".
func (r *reading) tellEach(u undertaking, from []claim.Ref) {
	if len(from) < 2 {
		u.from = &from[0]
		r.tellCommitment(u)
		return
	}
	to := u.to
	asked := u.form == claim.FormDemand && len(to) > 0 // what several ask of another they do not ask of each other
	for k := range from {
		u.from, u.to = &from[k], slices.Clone(to)
		for o := range from {
			if o != k && !asked && !slices.ContainsFunc(u.to, func(x claim.Ref) bool { return x.Actor == from[o].Actor }) {
				u.to = append(u.to, from[o])
			}
		}
		u.to = slices.DeleteFunc(u.to, func(x claim.Ref) bool { return x.Actor == from[k].Actor })
		r.tellCommitment(u)
	}
}

// obliged reads "the agreement, which obliges Kigali to pull out its troops".
func (r *reading) obliged(p int) {
	s := r.grammar.Subject(r.d, p)
	if s >= 0 {
		s = r.antecedent(s)
	}
	o, x := r.grammar.Object(r.d, p), r.d.Child(p, language.Xcomp)
	if s < 0 || o < 0 || x < 0 || r.bondNear(s) < 0 {
		return
	}
	from := r.refs(o)
	if len(from) == 0 {
		return
	}
	first, end := r.d.Subtree(x)
	first, end = bare(r.d, min(first, o), min(end, r.end))
	u := undertaking{form: claim.FormObligation, content: draft.Range{First: first, End: end}, pred: x, by: clause.By(r.d, p), bond: r.bondNear(s),
		rule: "commitment.bond", sure: .6}
	if !r.toldAlready(u.content) {
		r.tellEach(u, from)
	}
}

// bondNear is noun n if it is a bond, else the bond before it to which a date may
// have drawn the relative clause ("an agreement on June 27 that obliges"); -1 where there is none.
func (r *reading) bondNear(n int) int {
	for k := n; k >= max(r.first, n-5); k-- {
		if r.bondOf([]int{k}) >= 0 {
			return k
		}
	}
	return -1
}

// ownClause is the clause of verb p without clauses coordinated with it and what stands before its subject.
func (r *reading) ownClause(p int) (first, end int) {
	first, end = p, p+1
	for c := range r.d.Children(p) {
		from, to := r.d.Subtree(c)
		switch r.d.Rel(c) {
		case language.Conj, language.Cc, language.Punct, language.Parataxis, language.Discourse:
			continue
		case language.Obl, language.Advmod, language.Advcl, language.Mark:
			if c < p || r.isAnothersDuty(c) {
				continue
			}
		}
		first, end = min(first, from), max(end, to)
	}
	return r.trimmed(first, end)
}

// isAnothersDuty tells whether the clause of verb c says what another must do, beside the one it hangs on: "…, while Ruvania must pull back".
func (r *reading) isAnothersDuty(c int) bool {
	return r.d.Rel(c) == language.Advcl && clause.IsVerb(r.d, c) && r.owed(c) && r.d.Child(c, language.Nsubj, language.NsubjPass) >= 0 &&
		r.conditionOf(r.d.Head(c)) != c
}

// under is the noun of the agreement under which the sentence tells of duties, -1 where there is none.
func (r *reading) under() int {
	for i := r.first; i < r.end; i++ {
		if r.noun(i) && clause.Case(r.d, i) == "under" && r.bondOf([]int{i}) >= 0 {
			return i
		}
	}
	return -1
}

// owed tells whether verb p is what must or should be done.
func (r *reading) owed(p int) bool {
	for c := range r.d.Children(p) {
		if r.d.Rel(c) == language.Aux && r.words.duty.Has(r.lemma(c)) {
			return true
		}
	}
	return r.d.Rel(p) == language.Xcomp && r.d.Head(p) >= 0 && r.words.duty.Has(r.lemma(r.d.Head(p))) && clause.IsPassive(r.d, r.d.Head(p))
}

// isTo tells whether verb p stands with "is to", "are to".
func (r *reading) isTo(p int) bool {
	if r.word(p-1) != "to" {
		return false
	}
	k := p - 2
	if k >= r.first && r.d.Token(k).UPOS == language.ADV {
		k--
	}
	return k >= r.first && r.lemma(k) == "be"
}

// condition makes the commitment of the condition on which a claim hangs: "holds only if no attacks come".
func (r *reading) condition(on *claim.Claim, p int) {
	k := r.conditionOf(p)
	if k < 0 {
		return
	}
	by := clause.By(r.d, p)
	if len(by) == 0 {
		return
	}
	first, end := r.conditioned(k)
	id := on.ID
	var to []claim.Ref
	if s := r.grammar.Subject(r.d, k); s >= 0 {
		to = r.refs(s)
	}
	r.tellCommitment(undertaking{form: claim.FormCondition, from: &by[len(by)-1], to: to, content: draft.Range{First: first, End: end}, pred: k,
		by: by, bond: -1, rule: "commitment.condition", sure: .6})
	if c := r.d.Claim(id); c != nil {
		c.About = append(c.About, claim.Link{Claim: r.d.Claims[len(r.d.Claims)-1].ID, How: claim.DependsOn})
	}
}
