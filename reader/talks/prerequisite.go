package talks

import (
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
)

// prerequisites reads what a side says must be done before it will do something: "the release of all prisoners is a prerequisite for talks, the Front said",
// "the main condition for signing the accord remains a withdrawal".
func (r *reading) prerequisites() {
	for n := r.first; n < r.end; n++ {
		if !r.words.prerequisite.Has(r.lemma(n)) || !r.noun(n) || r.grammar.Mood(r.d, n).Polarity == claim.Negative || r.grammar.Mood(r.d, n).Certainty != claim.Asserted {
			continue
		}
		at := r.d.Within[n]
		if at < 0 || clause.Oblique(r.d, n, "for", "to", "of") < 0 && r.d.Child(n, language.Acl) < 0 {
			continue
		}
		s := &r.d.Statements[at]
		what, ok := r.prerequisite(n)
		if s.Speaker == nil || s.Speaker.Actor == "" || s.Unsaid || !ok || what.Len() < leastContent || r.toldAlready(what) {
			continue
		}
		u := undertaking{form: claim.FormCondition, from: s.Speaker, content: what, pred: r.top(what), by: clause.Chain(r.d, int(at)), bond: -1, rule: "commitment.prerequisite", sure: .55}
		if to := r.grammar.Roles(r.d, u.pred).Agents; len(to) > 0 {
			u.to = r.refs(to[0])
		}
		r.tellCommitment(u)
	}
}

// prerequisite is what the condition named by noun n is: the subject of which n is said to be ("their withdrawal is a condition"), or what it is said to be.
func (r *reading) prerequisite(n int) (draft.Range, bool) {
	is := n // what is said of it
	if r.d.Child(n, language.Cop) < 0 {
		is = r.d.Head(n) // "remains the condition"
		if is < 0 || !r.words.remain.Has(r.lemma(is)) || r.d.Rel(n) != language.Xcomp && r.d.Rel(n) != language.Obj && r.d.Rel(n) != language.Obl {
			return draft.Range{}, false
		}
	}
	s := r.d.Child(is, language.Nsubj)
	if s < 0 || s > n || r.d.Token(s).UPOS == language.PRON {
		return draft.Range{}, false
	}
	first, _ := r.d.Subtree(s)
	end := is
	if c := r.d.Child(is, language.Cop); c > s {
		end = c
	}
	for k := s + 1; k < end; k++ { // "a change of the constitution, which it says claims its land": of what is asked alone
		if r.d.Token(k).XPOS == language.TagComma {
			end = k
		}
	}
	first, end = bare(r.d, max(first, r.first), end)
	return draft.Range{First: first, End: end}, end > first
}
