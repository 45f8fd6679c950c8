package incident

import (
	"strings"

	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
)

// isWalkout tells whether the noun "strike" at token i is one of people who leave their work, by what stands beside it: "a strike by teachers", "on
// strike", "an indefinite strike over pay". Without that it is one where another of the report is and none is of arms.
func (r *reading) isWalkout(i int) bool {
	if r.d.Token(i).Lemma != "strike" || r.isArmed(i) {
		return false
	}
	return r.isOfWork(i) || r.areWalkouts()
}

// areWalkouts tells whether the report tells of a strike of those who work, and of none by arms.
func (r *reading) areWalkouts() bool {
	if r.walkouts == nil {
		work, arms := false, false
		for k := range r.d.Doc.Tokens {
			switch t := r.d.Token(k); {
			case t.Lemma == "airstrike":
				arms = true
			case t.Lemma == "strike" && t.UPOS == language.NOUN:
				work, arms = work || r.isOfWork(k), arms || r.isArmed(k)
			}
		}
		only := work && !arms
		r.walkouts = &only
	}
	return *r.walkouts
}

// isArmed tells whether the strike of token i is one by arms: what it is by, what it hits, whom it harms.
func (r *reading) isArmed(i int) bool {
	if r.isOfArms(i) || r.isAimed(i) {
		return true
	}
	for c := range r.d.Children(i) {
		if rel := r.d.Rel(c); (rel == language.Nmod || rel == language.Obl || rel == language.OblAgent) && caseOf(r, c) == "by" && r.classesOf(c)&weapon != 0 {
			return true
		}
	}
	v := r.d.Head(i)
	return v >= 0 && clause.IsVerb(r.d, v) && speaksOfHarm(r.words.verbs[r.d.Token(v).Lemma])
}

// isAimed tells whether the strike of token i is said to be on a place, a thing or somebody: "a strike on the town".
func (r *reading) isAimed(i int) bool {
	for c := range r.d.Children(i) {
		if rel := r.d.Rel(c); rel == language.Nmod || rel == language.Obl {
			switch caseOf(r, c) {
			case "on", "upon", "at":
				return r.d.TimeAt(c) < 0
			case "against":
				if r.classesOf(c)&r.words.is("structure", "base", "territory", "vehicle", "troops") != 0 {
					return true
				}
			}
		}
	}
	return false
}

// isOfWork tells whether what stands beside the noun at token i says that people leave their work: who, for how long, what for, or no article behind "on".
func (r *reading) isOfWork(i int) bool {
	if i > 0 && r.d.Token(i-1).Lower == "on" && r.d.Token(i).XPOS == language.TagNN && r.d.Child(i, language.Det, language.Amod, language.NmodPoss) < 0 {
		return true // "went on strike"
	}
	for c := range r.d.Children(i) {
		switch rel := r.d.Rel(c); rel {
		case language.Amod, language.Compound, language.NmodPoss, language.NmodDesc, language.Nummod:
			if r.isOfThoseWhoWork(c) {
				return true
			}
		case language.Nmod, language.Obl, language.OblAgent:
			switch caseOf(r, c) {
			case "by", "of", "over", "for":
				if r.isOfThoseWhoWork(c) {
					return true
				}
			}
		}
	}
	v := r.d.Head(i)
	if v < 0 || !clause.IsVerb(r.d, v) {
		return false
	}
	switch r.d.Token(v).Lemma {
	case "join", "stage", "observe", "hold", "call":
		s := r.grammar.Subject(r.d, v)
		return r.d.Rel(i) == language.Obj && s >= 0 && r.isOfThoseWhoWork(s)
	}
	return false
}

// isOfThoseWhoWork tells whether the word at token i is of work: "employees", "24-hour"; a thing such as "port", of which strikes by arms are told too, only where the report
// is not of violence.
func (r *reading) isOfThoseWhoWork(i int) bool {
	thing, ok := r.words.walkouts[r.d.Token(i).Lemma]
	if !ok {
		thing, ok = r.words.walkouts[strings.ToLower(r.d.Token(i).Form)]
	}
	return ok && !(thing && r.isHot())
}
