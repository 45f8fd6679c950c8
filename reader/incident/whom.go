package incident

import (
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
)

// describe says of whom the figure is: their words, standing, nation, sex and age.
func (t *tally) describe(f *claim.Figure, v int) {
	n := t.content(v)
	f.Of = t.counted(n)
	if _, ok := t.words.count.says[t.d.Token(n).Lower]; ok && n == v || f.Value != nil && *f.Value == 0 && t.words.count.nouns[t.d.Token(n).Lemma] != nil {
		f.Of = "" // "another", "both": of those told of before; "nobody", "no injuries": of nobody in particular
	}
	who := t.human(n)
	if t.d.Token(n).Rel == language.Nummod && f.Of == "" {
		who = t.human(t.d.Head(n))
	}
	f.StatusOf, f.Sex, f.Age = who.status, who.sex, who.age
	f.NationOf = t.nation(n)
	bare := f.Of == "" || who.toll || t.d.Token(n).Lemma == "other" || t.words.count.adjectives[t.d.Token(n).Lower] != nil
	if bare && t.last != nil {
		if f.StatusOf == claim.Unknown {
			f.StatusOf = t.last.StatusOf
		}
		if f.NationOf == "" {
			f.NationOf = t.last.NationOf
		}
		if f.Of == "" || t.words.count.adjectives[t.d.Token(n).Lower] != nil {
			f.Of = t.last.Of
		}
	}
}

// counted is the words for what nominal n names, without number, article and
// hedge: its head with what stands before it, and with "of" after it.
func (t *tally) counted(n int) string {
	if x := t.numberAt(n); x != nil {
		return ""
	}
	first, end := n, n+1
	if t.isAgedOne(n) {
		first = max(0, n-4) // "17-year-old"
	}
	for c := range t.d.Children(n) {
		switch t.d.Rel(c) {
		case language.Amod, language.Compound, language.NmodPoss, language.NmodDesc:
			if from, _ := t.d.Phrase(c); c < n && t.numberAt(c) == nil {
				first = min(first, from)
			}
		case language.Flat, language.Goeswith:
			_, to := t.d.Subtree(c)
			end = max(end, to)
		case language.Nmod:
			if caseOf(t.reading, c) == "of" && c > n {
				_, to := t.d.Phrase(c)
				end = max(end, to)
			}
		}
	}
	if x := t.numberFor(n); x != nil && x.First < n && x.End > first {
		first = min(x.End, n)
	}
	for i := n - 1; i >= first; i-- { // "dead a teenager", "the dead were women": where the tree took in what is not its own
		switch t.d.Token(i).UPOS {
		case language.DET, language.AUX, language.ADP, language.SCONJ, language.CCONJ:
			first = i + 1
		}
	}
	for first < n {
		switch t.d.Token(first).UPOS {
		case language.DET, language.PUNCT, language.ADP:
			first++
			continue
		}
		break
	}
	return strings.Join(strings.Fields(t.d.Words(first, end)), " ")
}

// nation is the country whose people nominal n names: "Afghan civilians", "Pakistanis".
func (t *tally) nation(n int) string {
	if iso := t.country(n); iso != "" {
		return iso
	}
	for c := range t.d.Children(n) {
		switch t.d.Rel(c) {
		case language.Amod, language.Compound, language.NmodPoss, language.NmodDesc:
			if iso := t.country(c); iso != "" {
				return iso
			}
		}
	}
	return ""
}

// country is the country that token i stands for as a participant or by its word.
func (t *tally) country(i int) string {
	switch t.d.Token(i).UPOS {
	case language.PROPN, language.ADJ, language.NOUN:
	default:
		return ""
	}
	if at := t.nameAt(i); at < 0 || t.d.NameAt[at].Len() == 1 { // "the Mexican Local Police" is a name of its own
		if iso, ok := t.base.Nation(t.d.Token(i).Form); ok {
			return iso
		}
	}
	if a := t.actor(t.d.Refs[i]); a != nil && (a.Kind == claim.ActorState || a.Kind == claim.ActorPeople) {
		return a.Country
	}
	return ""
}

// aimed are those whom the verb that carries noun of action p says it befell: "the attack perpetrated by gunmen against
// the office", where a parser may have hung the office on the gunmen.
func (r *reading) aimed(p int) []int {
	var out []int
	for _, v := range r.carriers(p) {
		out = append(out, r.obliqueOf(v, "against", "on", "upon")...)
		if by := r.d.Child(v, language.OblAgent); by >= 0 {
			for c := range r.d.Children(by) {
				if r.d.Rel(c) == language.Nmod && caseOf(r, c) == "against" && r.isSomebody(c) {
					out = append(out, conjuncts(r, c)...)
				}
			}
		}
	}
	return out
}

// carriers are the passive verbs that only carry noun p, as its predicate or in a clause about it, or about what it was
// done with ("the attack with explosives that was carried out").
func (r *reading) carriers(p int) []int {
	var out []int
	add := func(v int) {
		if x := r.d.Token(max(v, 0)).XPOS; v >= 0 && r.words.light[r.d.Token(v).Lemma] != nil && (x == language.TagVBN || x == language.TagVBD && r.d.Rel(v) == language.Acl) {
			out = append(out, v)
		}
	}
	if rel := r.d.Rel(p); rel == language.Nsubj || rel == language.NsubjPass {
		add(r.d.Head(p))
	}
	for c := range r.d.Children(p) {
		switch r.d.Rel(c) {
		case language.Acl, language.AclRelcl:
			add(c)
		case language.Nmod:
			if caseOf(r, c) == "with" {
				add(r.d.Child(c, language.AclRelcl))
			}
		}
	}
	return out
}
