// Package clause is the grammar of predicates on dependency trees that all
// stages of claims share: who does what to whom, whether it is affirmed, how
// surely, when and where, and through whom the report has it.
//
// A predicate is the token that names a happening: a verb ("killed"), a noun of
// action ("the killing of", "airstrikes on") or a predicate noun or adjective
// ("is dead"). All functions take the draft and that token; tokens that they
// return are heads of phrases, -1 where there is none. Sentences without a tree yield nothing.
package clause

import (
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
	"github.com/parley-desk/parley/reader/lexicon"
)

// Grammar holds the words that the grammar of predicates goes by. Safe for many goroutines.
type Grammar struct {
	negator, without, denier, untrue, recalling, conditional, question, hypothetical, alleged, means lexicon.Section
	governor, control, future, fact, background, cases, modal                                        lexicon.Section
	ending, definite, open, adding, short, locality, bringing, base, phase, mutual                   lexicon.Section
	ground                                                                                           lexicon.Section
}

// New loads the lexicon "clause".
func New(lex *lexicon.Set) (*Grammar, error) {
	t, err := lex.Table("clause", lexicon.Schema{
		Sections: []string{"negator", "adding", "without", "denier", "untrue", "recalling", "conditional", "question", "hypothetical", "alleged", "governor", "control", "future", "fact", "background", "case", "modal", "means", "ending", "definite", "open", "short", "locality", "bringing", "base", "phase", "mutual", "ground"},
		Flags:    []string{"verb", "noun", "passive", "background", "agent", "patient", "place", "scope", "occasion", "earlier", "several"},
		Keys: map[string][]string{
			"certainty": {string(claim.Alleged), string(claim.Conditional), string(claim.Hypothetical)},
			"tense":     {string(claim.Past), string(claim.Ongoing), string(claim.Future)},
		},
	})
	if err != nil {
		return nil, err
	}
	return &Grammar{
		negator: t.Section("negator"), adding: t.Section("adding"), base: t.Section("base"), without: t.Section("without"), denier: t.Section("denier"), untrue: t.Section("untrue"), recalling: t.Section("recalling"),
		conditional: t.Section("conditional"), question: t.Section("question"), hypothetical: t.Section("hypothetical"), alleged: t.Section("alleged"), means: t.Section("means"),
		governor: t.Section("governor"), control: t.Section("control"), future: t.Section("future"),
		fact: t.Section("fact"), background: t.Section("background"), cases: t.Section("case"), modal: t.Section("modal"),
		ending: t.Section("ending"), definite: t.Section("definite"), open: t.Section("open"), short: t.Section("short"), locality: t.Section("locality"), bringing: t.Section("bringing"), phase: t.Section("phase"), mutual: t.Section("mutual"), ground: t.Section("ground"),
	}, nil
}

// IsVerb tells whether token p is a verb, an auxiliary that stands alone included.
func IsVerb(d *draft.Draft, p int) bool {
	pos := d.Token(p).UPOS
	return pos == language.VERB || pos == language.AUX
}

// IsNominal tells whether token p is a noun, a name, a pronoun or a number.
func IsNominal(d *draft.Draft, p int) bool {
	switch d.Token(p).UPOS {
	case language.NOUN, language.PROPN, language.PRON, language.NUM:
		return true
	}
	return false
}

// IsPassive tells whether verb p is passive: "was killed", "killed by", "the houses destroyed".
func IsPassive(d *draft.Draft, p int) bool {
	t := d.Token(p)
	if t.XPOS != language.TagVBN && t.XPOS != language.TagVBD {
		return false
	}
	if isPerfect(d, p) || isPlainPast(d, p) {
		return false
	}
	if d.Child(p, language.NsubjPass, language.AuxPass, language.OblAgent, language.CsubjPass) >= 0 {
		return true
	}
	if t.XPOS != language.TagVBN {
		return false
	}
	if isHeadline(d, p) && d.Child(p, language.Aux) < 0 && d.Child(p, language.Nsubj) >= 0 { // "12 killed in shelling"
		o := d.Child(p, language.Obj)
		return o < 0 || d.Child(o, language.Case) >= 0
	}
	switch t.Rel {
	case language.Acl, language.Amod: // with an object it is a finite verb that was parsed amiss
		return d.Child(p, language.Obj) < 0
	case language.Conj: // "was arrested and taken away"
		// and "two were killed and three others injured", where the first lends its auxiliary
		h := int(t.Head)
		return h >= 0 && d.Child(p, language.Aux, language.Obj) < 0 && d.Token(h).XPOS == language.TagVBN && IsPassive(d, h) &&
			(d.Child(p, language.Nsubj) < 0 || d.Child(h, language.AuxPass) >= 0)
	case language.Xcomp: // "were found murdered", "had him killed"
		h := int(t.Head)
		return h >= 0 && d.Child(p, language.Aux, language.Obj, language.Nsubj) < 0 && IsVerb(d, h) && (IsPassive(d, h) || d.Child(h, language.Obj) >= 0)
	case language.Advcl: // "backed by", "aimed at"
		return d.Child(p, language.Nsubj, language.Aux, language.Obj) < 0
	}
	return false
}

// isPerfect tells whether verb p is active whatever the parser called its subject: "has displaced 300 people", "have gone on to fire", with "have", an object or infinitive and no "been".
func isPerfect(d *draft.Draft, p int) bool {
	if d.Child(p, language.Obj, language.Xcomp) < 0 || d.Child(p, language.AuxPass) >= 0 {
		return false
	}
	a := d.Child(p, language.Aux)
	return a >= 0 && d.Token(a).Lemma == "have"
}

// isPlainPast tells whether verb p, taken for a participle, is the past tense: it has a subject before it and an object behind it and
// no auxiliary, in a clause that must be finite: "said its delegation rejected these demands".
func isPlainPast(d *draft.Draft, p int) bool {
	s, o := d.Child(p, language.NsubjPass), d.Child(p, language.Obj)
	if s < 0 || s > p || o < p || d.Child(p, language.Aux, language.AuxPass, language.Cop) >= 0 || d.Child(o, language.Case) >= 0 || isHeadline(d, p) {
		return false
	}
	return d.Rel(p) == language.Ccomp || d.Rel(p) == language.RootRel
}

// Case is the preposition of nominal n in lower case, its words joined ("according to"); empty where none.
func Case(d *draft.Draft, n int) string {
	c := d.Child(n, language.Case)
	if c < 0 {
		return ""
	}
	words := d.Token(c).Lower
	for f := range d.Children(c) {
		if d.Rel(f) == language.Fixed {
			words += " " + d.Token(f).Lower
		}
	}
	return words
}

// IsSumSince tells whether verb v, in the perfect, gives a number of those whom something befell since a time or a deed: "40 have been killed since
// the truce took effect".
func IsSumSince(d *draft.Draft, v int) bool {
	if h := d.Head(v); h >= 0 && d.Rel(v) == language.Conj && IsVerb(d, v) && IsVerb(d, h) && d.Token(v).XPOS == language.TagVBN && d.Child(v, language.Aux, language.AuxPass) < 0 && IsSumSince(d, h) {
		return true // "40 have been killed and 90 wounded since"
	}
	since, counted, perfect := false, false, false
	for c := range d.Children(v) {
		switch d.Rel(c) {
		case language.Aux:
			perfect = perfect || d.Token(c).Lemma == "have"
		case language.Advcl:
			m := d.Child(c, language.Mark)
			since = since || m >= 0 && d.Token(m).Lower == "since"
		case language.Obl:
			since = since || Case(d, c) == "since"
		case language.Obj, language.NsubjPass:
			counted = counted || d.Child(c, language.Nummod) >= 0 || d.Token(c).UPOS == language.NUM
		}
	}
	return since && counted && perfect
}

// Conjuncts are nominal n and the nominals coordinated with it, in order: "Qatar and Turkey".
func Conjuncts(d *draft.Draft, n int) []int {
	if n < 0 {
		return nil
	}
	out := []int{n}
	for c := range d.Children(n) {
		if d.Rel(c) == language.Conj && IsNominal(d, c) {
			out = append(out, c)
		}
	}
	return out
}

// caseIs tells whether the preposition of nominal n has a flag of the lexicon's [case]: agent, patient, place, scope.
func (g *Grammar) caseIs(d *draft.Draft, n int, flag string) bool {
	c := d.Child(n, language.Case)
	if c < 0 {
		return false
	}
	e := g.cases.Find(d.Token(c).Lower)
	if e == nil || d.Child(c, language.Fixed) >= 0 {
		words := strings.Fields(Case(d, n))
		e, _ = g.cases.Longest(func(k int) string {
			if k < len(words) {
				return words[k]
			}
			return ""
		})
	}
	return e != nil && e.Has(flag)
}
