package incident

import (
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
)

func caseOf(r *reading, n int) string   { return clause.Case(r.d, n) }
func conjuncts(r *reading, n int) []int { return clause.Conjuncts(r.d, n) }

// matcher holds a verb against the patterns of its senses.
type matcher struct {
	r     *reading
	p     int
	roles clause.Roles
}

// match is the act that the verb tells of in sense s, nil where the pattern does not fit.
func (m *matcher) match(s *sense) *happening {
	h := &happening{sense: s, trigger: m.p, first: m.p, end: m.p + 1, clause: m.p, object: -1, weapon: -1, accusal: -1, rule: "verb"}
	if m.excludes(s) {
		return nil
	}
	if s.subject != 0 {
		h.object = m.roles.Agents[0]
	}
	at, by := m.p, ""
	for _, e := range s.pattern {
		switch {
		case by != "":
			n := m.prepositional(at, by, e)
			if n < 0 {
				return nil
			}
			h.take(n)
			switch {
			case e.set != 0 && m.r.isSomebody(n):
				h.recipients = append(h.recipients, conjuncts(m.r, n)...)
			case e.set != 0:
				h.object = n
			default:
				at, h.object = n, n
			}
			by = ""
		case e.preposition && m.leads(at, e.word):
			by = e.word
		case e.set != 0:
			n := m.object(e.set)
			if n < 0 || m.isOther(n, s) {
				return nil
			}
			h.object, at = n, n
		default:
			n := m.word(e.word)
			if n < 0 {
				return nil
			}
			h.take(n)
			if m.r.d.Token(n).UPOS == language.NOUN {
				h.object, at = n, n
			}
		}
	}
	return h
}

// isOther tells whether noun n is, with the word before it, an act of another type than sense s: a "flag march" is no protest.
func (m *matcher) isOther(n int, s *sense) bool {
	for _, o := range m.r.words.nouns[m.r.d.Token(n).Lemma] {
		if len(o.before) > 0 && o.kind != s.kind && m.r.stands(n, o) {
			return true
		}
	}
	return false
}

// excludes tells whether the verb's subject, object or predicate is not what sense s asks for.
func (m *matcher) excludes(s *sense) bool {
	switch {
	case s.alone && len(m.roles.Patients) > 0, s.object && len(m.roles.Patients) == 0:
		return true
	case s.plain && m.r.d.Child(m.p, language.Xcomp, language.Ccomp) >= 0:
		return true
	}
	return s.subject != 0 && (len(m.roles.Agents) == 0 || m.r.classesOf(m.roles.Agents[0])&s.subject == 0)
}

// take makes token n part of the words of the trigger, where it is near.
func (h *happening) take(n int) {
	if n < h.first && h.first-n <= nearWords {
		h.first = n
	}
	if n >= h.end && n-h.end < nearWords {
		h.end = n + 1
	}
}

// nearWords is how far apart the words of one trigger may stand.
const nearWords = 6

// leads tells whether something hangs on token at by the preposition.
func (m *matcher) leads(at int, preposition string) bool {
	for _, from := range append([]int{at, m.p}, m.roles.Patients...) {
		for c := range m.r.d.Children(from) {
			if caseOf(m.r, c) == preposition {
				return true
			}
		}
	}
	return false
}

// prepositional is what hangs on token at, on the verb, or, as parsers do ("set a bus on fire", "returned the mask to Solmark"), on the
// verb's object, by the preposition and fits the element; "at" and the like may be the object's own. -1 where nothing does.
func (m *matcher) prepositional(at int, preposition string, e element) int {
	d := m.r.d
	stems := []int{at, m.p}
	if e.set == 0 || preposition == "to" {
		stems = append(stems, m.roles.Patients...)
	}
	for _, from := range stems {
		for c := range d.Children(from) {
			switch d.Rel(c) {
			case language.Obl, language.Nmod, language.Advcl, language.Xcomp:
				if caseOf(m.r, c) == preposition && m.fits(c, e) {
					return c
				}
			}
		}
	}
	return -1
}

func (m *matcher) fits(n int, e element) bool {
	if e.set != 0 {
		return m.r.classesOf(n)&e.set != 0
	}
	return m.r.d.Token(n).Lemma == e.word || m.r.d.Token(n).Lower == e.word
}

// object is the verb's object of a class, -1 where it has none.
func (m *matcher) object(set classes) int {
	for _, n := range m.roles.Patients {
		if m.r.classesOf(n)&set != 0 {
			return n
		}
	}
	for _, n := range m.roles.Patients { // "intercepted the missiles and shot down most of them"
		if o := m.before(n); o >= 0 && m.r.classesOf(o)&set != 0 {
			return n
		}
	}
	return -1
}

// before is the object of the verb with which m's verb is coordinated, where nominal n, "them" or a share of them, stands for it; -1 where it does not.
func (m *matcher) before(n int) int {
	d := m.r.d
	them := d.Token(n).UPOS == language.PRON
	for c := range d.Children(n) {
		them = them || d.Rel(c) == language.Nmod && d.Token(c).Lower == "them"
	}
	if h := d.Head(m.p); them && d.Rel(m.p) == language.Conj && h >= 0 {
		return d.Child(h, language.Obj)
	}
	return -1
}

// word is the particle or object of the verb that is spelt so, -1 where there is none.
func (m *matcher) word(w string) int {
	d := m.r.d
	for c := range d.Children(m.p) {
		switch d.Rel(c) {
		case language.CompoundPrt, language.Advmod, language.Xcomp, language.Obj, language.Obl, language.NsubjPass, language.OblUnmarked, language.Amod, language.Compound, language.Advcl, language.Case, language.Ccomp:
			if d.Token(c).Lemma == w || d.Token(c).Lower == w {
				return c
			}
		}
	}
	for _, n := range m.roles.Patients {
		if d.Token(n).Lemma == w {
			return n
		}
	}
	return m.strayParticle(w)
}

// strayParticle is a particle that the parser took for the preposition of the verb's
// object: "gunned down a doctor". The object is then the verb's. -1 where there is none.
func (m *matcher) strayParticle(w string) int {
	if len(m.roles.Patients) > 0 {
		return -1
	}
	d := m.r.d
	for c := range d.Children(m.p) {
		if d.Rel(c) == language.Obl && caseOf(m.r, c) == w {
			m.roles.Patients = conjuncts(m.r, c)
			return d.Child(c, language.Case)
		}
	}
	return -1
}
