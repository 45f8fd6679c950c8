package incident

import (
	"slices"

	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
)

// consequence takes verb h, if it is one of harm that only says what another act
// of the sentence did, for a part of that act: "attacked a village, killing five",
// "a blast that killed five", "came under fire and was wounded".
func (r *reading) consequence(h *happening, gone map[*happening]bool) {
	p := h.trigger
	if !r.words.result[r.d.Token(p).Lemma] && !r.isEffect(h) || h.sense.mode != "" && !r.isEffect(h) || !clause.IsVerb(r.d, p) {
		return
	}
	switch r.d.Rel(p) {
	case language.Advcl, language.AclRelcl, language.Acl, language.Conj, language.Xcomp, language.Parataxis:
	default:
		return
	}
	if r.d.Rel(p) == language.Conj && r.d.Child(p, language.Nsubj, language.NsubjPass) >= 0 || r.saysWhen(p) || r.isEarlier(p) || clause.WhenThen(r.d, p) >= 0 {
		return
	}
	if cause := r.causing(r.clauseOf(p)); cause != nil && cause != h && !gone[cause] && cause.sense.kind == "ASSAULT" && (h.sense.mode == "" || r.tellsHow(cause)) {
		r.absorb(cause, h, gone)
	}
}

// clauseOf is what the clause of verb p says the outcome of: what it hangs on; for a participle behind a comma that was hung on the noun before it, that
// one's clause ("shelled Selby, killing three").
func (r *reading) clauseOf(p int) int {
	h := r.d.Head(p)
	if r.d.Rel(p) == language.Advcl && r.d.Token(p).XPOS == language.TagVBG && h >= 0 && clause.IsNominal(r.d, h) && r.causing(h) == nil {
		return clause.Clause(r.d, h) // hung on what was said of the place: "attacked Pell, a village in Marrow, killing three"
	}
	if r.d.Rel(p) != language.Acl || r.d.Token(p).XPOS != language.TagVBG || p == 0 || r.causing(h) != nil {
		return h
	}
	if r.d.Token(p-1).XPOS != language.TagComma && !r.isSite(h) && !(r.d.Rel(h) == language.Obj && r.classesOf(h)&weapon != 0) { // "fired two missiles killing three"
		return h
	}
	return clause.Clause(r.d, h)
}

// isSite tells whether nominal n names where something was done and does nothing itself: "fired into a crowded street killing two".
func (r *reading) isSite(n int) bool {
	if r.d.Rel(n) != language.Obl && r.d.Rel(n) != language.Nmod || !isAtSite(caseOf(r, n)) && caseOf(r, n) != "into" {
		return false
	}
	return r.placeAt(n) >= 0 || r.classesOf(n)&r.words.is("structure", "base", "territory") != 0
}

// causing is the act that token i triggers, or that its verb carries.
func (r *reading) causing(i int) *happening {
	for _, h := range r.now {
		if h.trigger == i || h.clause == i || slices.Contains(h.results, i) || h.weapon == i && h.sense.frame == device {
			return h // "bombs went off, killing two": the participle hung on the bombs
		}
	}
	return nil
}

// launch takes a participle that says whence or by whom what struck was fired for a part of the act that tells where it struck: "shells fired from the hills landed in Selby".
func (r *reading) launch(h *happening, gone map[*happening]bool) {
	n := r.d.Head(h.trigger)
	if killed := r.headlined(h.trigger); killed != nil && !gone[killed] {
		r.absorb(h, killed, gone)
		return
	}
	if r.d.Rel(h.trigger) != language.Acl || r.d.Token(h.trigger).XPOS != language.TagVBN && r.d.Token(h.trigger).XPOS != language.TagVBD || n < 0 || r.d.Rel(n) != language.Nsubj || r.classesOf(n)&weapon == 0 {
		return
	}
	if struck := r.causing(r.d.Head(n)); struck != nil && struck != h && !gone[struck] && struck.sense.kind == "ASSAULT" && h.sense.kind == "ASSAULT" {
		r.absorb(struck, h, gone)
	}
}

// headlined is the harm that a headline tells before the clause of verb v that says when or how it came about, where a parser took whom it befell for
// v's subject: "Nine people killed after gunmen attack town". Nil where there is none.
func (r *reading) headlined(v int) *happening {
	mark := r.d.Child(v, language.Mark)
	if mark < 0 || !r.words.when[r.d.Token(mark).Lower] || !clause.IsVerb(r.d, v) {
		return nil
	}
	for _, f := range r.now {
		if p := f.trigger; p < mark && r.isHarm(f) && r.d.Rel(p) == language.Acl && r.d.Head(p) >= 0 && r.d.Rel(r.d.Head(p)) == language.Nsubj && r.d.Head(r.d.Head(p)) == v {
			return f
		}
	}
	return nil
}

// isGerundSubject tells whether the noun of action at token n, which was taken for a participle, is the subject of verb v behind it, which has
// no other: "Shelling by the guard killed nine".
func (r *reading) isGerundSubject(n, v int) bool {
	if n > v || r.d.Token(n).XPOS != language.TagVBG || r.d.Rel(n) != language.Advcl || r.d.Child(n, language.Mark) >= 0 {
		return false
	}
	return r.d.Child(v, language.Nsubj, language.NsubjPass) < 0 && r.d.Token(v-1).XPOS != language.TagComma
}
