package incident

import (
	"strings"

	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
)

// ruleFound is the rule of acts that are known by how the dead were found.
const ruleFound = "found"

// foundDead is the killing that verb p, by which the dead came to light, tells of: "two men were found murdered", "the bodies of three
// farmers, their hands tied". Nil where it tells of none.
func (r *reading) foundDead(p int) *happening {
	if !r.words.finding[r.d.Token(p).Lemma] {
		return nil
	}
	dead := r.dead(p)
	if dead < 0 {
		return nil
	}
	end := r.sentenceEnd(p)
	from, to := min(dead, r.runBefore(dead)), end
	if r.classesOf(dead)&person != 0 && !r.isBody(dead) { // of people only what stands right with the verb says how: they may as well have been found by the one who was shot
		from = max(p, dead) + 1
		to = min(end, from+foundReach)
	}
	for i := from; i < to; i++ {
		e, n := r.words.signs.Longest(func(k int) string {
			if i+k >= end {
				return ""
			}
			return strings.ToLower(r.d.Token(i + k).Form)
		})
		if e == nil {
			continue
		}
		if clause.IsVerb(r.d, i) && clause.IsPassive(r.d, i) && r.words.verbs[r.d.Token(i).Lemma] != nil {
			return nil // a verb that tells of the deed itself: "were found murdered"
		}
		whom := dead
		if of := r.ofBody(dead); of >= 0 {
			whom = of
		}
		return &happening{sense: r.words.slain[e.Term], trigger: i, first: i, end: i + n, clause: p, object: -1, weapon: -1, accusal: -1,
			rule: ruleFound, recipients: conjuncts(r, whom), supported: true}
	}
	return nil
}

// foundReach is how many words behind it may say how somebody was found: "was found in Marr shot dead".
const foundReach = 5

// dead is the nominal of those who were found by verb p: people or bodies. -1 without any.
func (r *reading) dead(p int) int {
	whom := r.d.Child(p, language.Obj)
	if clause.IsPassive(r.d, p) {
		whom = r.grammar.Subject(r.d, p)
	} else if c := r.d.Child(p, language.Ccomp); whom < 0 && c >= 0 { // "found three men murdered", read as a clause
		whom = r.d.Child(c, language.Nsubj, language.NsubjPass)
	}
	if whom < 0 || !r.isBody(whom) && (r.classesOf(whom)&person == 0 || r.d.Token(whom).UPOS == language.NUM) {
		return r.bodyBefore(p)
	}
	return whom
}

// bodyBefore is the nearest body named before verb p in its sentence, wherever the parser hung it: "two bodies, one headless, were
// found". -1 without any.
func (r *reading) bodyBefore(p int) int {
	first := int(r.d.Doc.Sentences[r.d.Doc.SentenceOf(p)].First)
	for i := p - 1; i >= first; i-- {
		if r.isBody(i) {
			return i
		}
	}
	return -1
}

// isBody tells whether nominal n names what is left of the dead.
func (r *reading) isBody(n int) bool {
	switch r.d.Token(n).Lemma {
	case "body", "corpse", "remains", "cadaver":
		return true
	}
	return false
}

// ofBody is whose body nominal n is, -1 where it does not say.
func (r *reading) ofBody(n int) int {
	for c := range r.d.Children(n) {
		if r.d.Rel(c) == language.NmodPoss && r.d.Token(c).UPOS != language.PRON || r.d.Rel(c) == language.Nmod && caseOf(r, c) == "of" {
			return c
		}
	}
	return -1
}

// runBefore is the first of the words before nominal n that describe it.
func (r *reading) runBefore(n int) int {
	first := n
	for c := range r.d.Children(n) {
		if rel := r.d.Rel(c); rel == language.Amod || rel == language.Compound {
			from, _ := r.d.Subtree(c)
			first = min(first, from)
		}
	}
	return first
}
