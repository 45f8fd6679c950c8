package attribution

import (
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
)

// passive reads "was accused by X of Y", "a border rejected by X", "asked about Y".
func (f *finding) passive(a attribution) {
	f.agent(&a)
	stands := f.passiveContent(&a)
	a.rule = "passive"
	if !stands || a.speaker < 0 && a.cue.frame&(alleged|that|target) == 0 {
		return
	}
	f.add(a)
}

// agent finds who says what a passive cue says: "by X".
func (f *finding) agent(a *attribution) {
	d := f.d
	agent := d.Child(a.head, language.OblAgent)
	if agent < 0 {
		agent = clause.Oblique(d, a.head, "by")
	}
	if agent < 0 || d.Token(agent).UPOS == language.NUM || !f.speaks(agent, a.cue) {
		return
	}
	a.speaker, a.source = agent, []draft.Range{nounPhrase(d, agent)}
	if m := d.Child(agent, language.Case); m >= 0 && a.cueAt[0].End == m {
		a.source[0].First = max(a.source[0].First, m+1)
	}
}

// passiveContent finds what a passive cue says, and tells whether the cue may stand at all.
func (f *finding) passiveContent(a *attribution) bool {
	d, i, c := f.d, a.head, a.cue
	patient, clauseHead := d.Child(i, language.NsubjPass), d.Child(i, language.Ccomp, language.CsubjPass)
	switch {
	case clauseHead >= 0 && c.has(that):
		a.content = without(f.whole(subtree(d, clauseHead)), a.block())
		if patient >= 0 && d.Token(patient).Rel != language.Expl && c.has(told) {
			a.addressee = append(a.addressee, clause.Conjuncts(d, patient)...)
		}
	case c.has(told):
		f.phrase(a, -1)
	case d.Rel(i) == language.Acl && patient < 0:
		if a.speaker < 0 {
			return false // "the reported attack": no attribution of its own
		}
		a.content = []draft.Range{core(d, d.Head(i))}
		a.target = f.targetOf(c, d.Head(i))
	case a.speaker < 0 && d.Child(i, language.AuxPass) < 0 && d.Rel(i) != language.Advcl:
		return false
	case patient >= 0 && c.frame&(object|as|target) != 0:
		f.patient(a, patient)
	default:
		f.phrase(a, -1)
	}
	return true
}

// patient reads the subject of a passive cue and what belongs to it as what is said.
func (f *finding) patient(a *attribution, patient int) {
	d := f.d
	a.content = without(nounPhrase(d, patient), a.block())
	if d.Token(patient).UPOS == language.PRON {
		a.content = []draft.Range{{First: patient, End: patient + 1}}
	}
	for _, p := range f.withs(a.head, a.cue) {
		if p != a.speaker {
			a.content = append(a.content, subtree(d, p))
		}
	}
	if p := f.asPhrase(a.head); p >= 0 {
		a.content = append(a.content, subtree(d, p))
	}
	if x := d.Child(a.head, language.Xcomp); x >= 0 && a.cue.has(to) {
		a.content = append(a.content, subtree(d, x))
	}
	a.target = f.targetOf(a.cue, patient)
}

func (f *finding) targetOf(c *cue, head int) []int {
	if c.has(target) {
		return clause.Conjuncts(f.d, head)
	}
	return nil
}

// raised reads "is expected to meet", "seemed to agree": what is said is the
// subject with the infinitive, and nobody is named who says it.
func (f *finding) raised(i int, c *cue) bool {
	d := f.d
	if c.has(passive) && d.Token(i).XPOS != language.TagVBN || c.has(passive) && !f.isPassive(i) {
		return false
	}
	subject, x := d.Child(i, language.NsubjPass, language.Nsubj), d.Child(i, language.Xcomp)
	a := attribution{head: i, speaker: -1, outer: -1, cue: c, cueAt: []draft.Range{verbGroup(d, i)}, rule: "raised"}
	switch {
	case subject >= 0 && x >= 0:
		a.content = append(without(subtree(d, subject), a.block()), subtree(d, x))
		if d.Token(subject).UPOS == language.PRON {
			a.content[0] = draft.Range{First: subject, End: subject + 1}
		}
	case c.has(that) && d.Child(i, language.Ccomp, language.Csubj) >= 0:
		a.content = without(subtree(d, d.Child(i, language.Ccomp, language.Csubj)), a.block())
	default:
		return false
	}
	if agent := d.Child(i, language.OblAgent); agent >= 0 {
		a.speaker, a.source = agent, []draft.Range{nounPhrase(d, agent)}
	}
	f.add(a)
	return true
}
