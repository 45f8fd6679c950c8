package talks

import (
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
)

// roles are the third parties of a meeting: by verbs ("mediated by", "Solmark
// hosted") and nouns ("Solmark's mediators", "under the auspices of") of its clause.
func (r *reading) roles(s session, e *extent) []claim.Ref {
	var out []claim.Ref
	for i := r.first; i < r.end; i++ {
		if !r.near(i, s) {
			continue
		}
		if clause.IsVerb(r.d, i) {
			out = append(out, r.verbRole(i, e)...)
		} else if r.noun(i) {
			out = append(out, r.nounRole(i)...)
		}
	}
	return unique(out)
}

// near tells whether token i belongs to the clause of a session: under its
// noun or its predicate, in no clause of another verb that tells of a meeting.
func (r *reading) near(i int, s session) bool {
	top := s.pred
	if h := r.d.Head(top); r.d.Rel(top) == language.Xcomp && h >= 0 {
		top = h // "failed to reach a deal despite"
	}
	if h := r.d.Head(i); r.d.Rel(i) == language.AclRelcl && h != s.noun && r.d.Refs[h].Actor != "" {
		return false // "met Ivo Marr, who oversees the process": of no meeting with him
	}
	return r.d.Under(i, top) || s.noun >= 0 && r.d.Under(i, s.noun) || i == r.d.Head(s.pred)
}

// holder is the role that the subject of verb p has towards a meeting, empty
// where none. One who convenes or leads has one only if a meeting is what is convened.
func (r *reading) holder(p int) string {
	e := r.frame(r.words.role, p)
	if e == nil {
		return ""
	}
	if o := r.d.Child(p, language.Obj); e.Has("obj") && (o < 0 || r.words.meeting.Find(r.lemma(o)) == nil) && !clause.IsPassive(r.d, p) {
		return ""
	}
	return e.Get("role")
}

// verbRole reads who mediates, hosts or facilitates by verb p.
func (r *reading) verbRole(p int, e *extent) []claim.Ref {
	role := r.holder(p)
	if role == "" {
		return nil
	}
	var out []claim.Ref
	roles := r.grammar.Roles(r.d, p)
	for _, n := range roles.Agents {
		for _, ref := range r.withoutPress(r.named(n)) {
			out = append(out, as(ref, role))
		}
	}
	if len(out) > 0 {
		e.add(p, p+1)
		for _, n := range roles.Agents {
			r.phrase(e, n)
		}
	}
	return out
}

// nounRole reads "Qatari mediators", "mediators from Solmark", "the auspices of".
func (r *reading) nounRole(n int) []claim.Ref {
	e := r.words.roleNoun.Find(r.lemma(n))
	if e == nil {
		return nil
	}
	refs := r.within(n, maxSteps)
	if clause.Case(r.d, n) == "as" && len(refs) == 0 { // "with Solmark as mediator"
		h := r.d.Head(n)
		if h >= 0 && clause.IsVerb(r.d, h) {
			h = clause.Oblique(r.d, h, "with")
		}
		if h >= 0 {
			refs = r.named(h)
		}
	}
	if by := r.word(n + 1); len(refs) == 0 && (by == "by" || by == "of") { // "mediation by Solmark", wherever that was hung
		if h := r.d.Head(n + 1); h > n+1 && h < r.end && clause.IsNominal(r.d, h) {
			refs = r.refs(h)
		}
	}
	var out []claim.Ref
	for _, ref := range refs {
		out = append(out, as(ref, e.Get("role")))
	}
	return out
}

// as gives a ref a role.
func as(ref claim.Ref, role string) claim.Ref {
	ref.Role = role
	return ref
}
