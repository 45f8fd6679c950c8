package talks

import (
	"slices"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
)

// able tells whether an actor may be party to talks or a truce.
func (r *reading) able(id string) bool {
	a := r.d.Actor(id)
	if a == nil {
		return false
	}
	switch a.Kind {
	case claim.ActorState, claim.ActorGovernment, claim.ActorArmedGroup, claim.ActorOrganization, claim.ActorPerson:
		return a.Sector != "JRN" && a.Sector != "MED"
	case claim.ActorUnnamed:
		return a.SideOf != ""
	}
	return false
}

// refs are the participants that the nominal headed by n and those coordinated
// with it name: themselves, or those named within them ("delegations from Delvar and Ostmar").
func (r *reading) refs(n int) []claim.Ref {
	var out []claim.Ref
	all := r.joinedTo(n)
	for _, k := range all {
		if slices.Contains(all, k+1) && r.d.Token(k).UPOS == language.NOUN {
			continue // "his Ruvanian counterpart Dara Velin": what leads up to a name
		}
		inner := r.inside(k, maxSteps, false)
		if several := r.d.Several[k]; len(several) > 0 && !(r.areMen(several) && len(inner) > 1) {
			out = append(out, several...)
			continue
		}
		if who, ok := r.apposed(k); ok {
			out = append(out, who)
			continue
		}
		if ref, ok := r.d.Refs[k]; ok && r.able(ref.Actor) && len(inner) < 2 {
			out = append(out, ref)
			continue
		}
		out = append(out, inner...)
	}
	return r.asThemselves(unique(out))
}

// joinedTo are the nominals coordinated with n, also where the parser hung them on the name behind one: "the president, Ivo Marr, and the rebel leader".
func (r *reading) joinedTo(n int) []int {
	all := clause.Conjuncts(r.d, n)
	for _, k := range slices.Clone(all) {
		if c := r.d.Child(k, language.Appos); c > k {
			for _, m := range clause.Conjuncts(r.d, c) {
				if m != c && clause.IsNominal(r.d, m) && !slices.Contains(all, m) {
					all = append(all, m)
				}
			}
		}
	}
	return all
}

// asThemselves leaves out a state that only says whose a person is who is named right behind it: "Karsenia's President Dara Velin".
func (r *reading) asThemselves(refs []claim.Ref) []claim.Ref {
	return slices.DeleteFunc(refs, func(state claim.Ref) bool {
		return slices.ContainsFunc(refs, func(who claim.Ref) bool {
			a := r.d.Actor(who.Actor)
			return a != nil && a.Kind == claim.ActorPerson && state.Actor != "" && a.SideOf == state.Actor && state.Span != nil && who.Span != nil &&
				state.Span.Start < who.Span.Start && who.Span.Start-state.Span.End < farthestOffice
		})
	})
}

// farthestOffice is how many code points may lie between a country and the person who acts for it.
const farthestOffice = 30

// apposed is the person who is named behind what nominal n says of them: "the premier's closest aide, Minister Dara Velin".
func (r *reading) apposed(n int) (claim.Ref, bool) {
	if _, known := r.d.Refs[n]; known || r.d.Token(n).UPOS != language.NOUN {
		return claim.Ref{}, false
	}
	c := r.d.Child(n, language.Appos)
	if c < n {
		return claim.Ref{}, false
	}
	ref, ok := r.d.Refs[c]
	a := r.d.Actor(ref.Actor)
	return ref, ok && a != nil && a.Kind == claim.ActorPerson
}

// areMen tells whether those whom a nominal names are no sides but men of theirs: "officials of Karsenia and Ruvania".
func (r *reading) areMen(refs []claim.Ref) bool {
	a := r.d.Actor(refs[0].Actor)
	return a != nil && a.Kind == claim.ActorUnnamed
}

// bothIn are the two sides of which the sentence speaks as "both sides", nil where it does not.
func (r *reading) bothIn() []claim.Ref {
	for i := r.first; i < r.end; i++ {
		if several := r.d.Several[i]; len(several) > 1 && !r.areMen(several) {
			return unique(several)
		}
	}
	return nil
}

// named are the participants that a nominal names, or else its words where it is a noun of its own.
func (r *reading) named(n int) []claim.Ref {
	if refs := r.refs(n); len(refs) > 0 {
		return refs
	}
	var out []claim.Ref
	for _, k := range clause.Conjuncts(r.d, n) {
		if r.noun(k) {
			out = append(out, r.d.Ref(k))
		}
	}
	return out
}

// eachNamed are the participants that each of some coordinated nominals names, or else its words: of "between the government and
// communist rebels" both, though nobody knows the rebels.
func (r *reading) eachNamed(n int) []claim.Ref {
	out := r.named(n)
	if len(out) == 0 || len(r.d.Several[n]) > 0 {
		return out
	}
	for _, k := range clause.Conjuncts(r.d, n) {
		if ref := r.d.Refs[k]; !r.able(ref.Actor) && r.noun(k) && len(r.within(k, maxSteps)) == 0 {
			out = append(out, r.d.Ref(k))
		}
	}
	return out
}

// within are the participants named under nominal n: its modifiers, and theirs.
func (r *reading) within(n, depth int) []claim.Ref { return r.inside(n, depth, true) }

// inside is within; joined: those coordinated with n too.
func (r *reading) inside(n, depth int, joined bool) []claim.Ref {
	var out []claim.Ref
	if depth == 0 {
		return nil
	}
	for c := range r.d.Children(n) {
		switch r.d.Rel(c) {
		case language.Compound, language.Amod, language.NmodPoss, language.NmodDesc, language.Nmod, language.Conj, language.Flat:
			if r.d.Rel(c) == language.Conj && (!joined || !r.noun(c) && r.d.Token(c).UPOS != language.ADJ) || r.d.Rel(c) == language.Nmod && r.words.elsewhere.Has(clause.Case(r.d, c)) {
				continue // "the rebels in Karsenia", "the envoy for Karsenia" are no Karsenia
			}
			if several := r.d.Several[c]; len(several) > 0 {
				out = append(out, several...)
			} else if ref, ok := r.d.Refs[c]; ok && r.able(ref.Actor) {
				out = append(out, ref)
			}
			out = append(out, r.within(c, depth-1)...)
		}
	}
	return unique(out)
}

// unique keeps the first of the refs to one actor.
func unique(refs []claim.Ref) []claim.Ref {
	var out []claim.Ref
	for _, ref := range refs {
		again := false
		for _, o := range out {
			again = again || o.Actor != "" && o.Actor == ref.Actor || o.Actor == "" && ref.Actor == "" && o.Text == ref.Text
		}
		if !again {
			out = append(out, ref)
		}
	}
	return out
}

// without leaves out of refs those whose actor is among others.
func without(refs, others []claim.Ref) []claim.Ref {
	var out []claim.Ref
	for _, ref := range refs {
		among := false
		for _, o := range others {
			among = among || ref.Actor != "" && ref.Actor == o.Actor
		}
		if !among {
			out = append(out, ref)
		}
	}
	return out
}
