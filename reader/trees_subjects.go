package reader

import (
	"strings"

	"github.com/parley-desk/parley/language"
)

// mendNumbered makes the bare number right before the passive auxiliary, or the copula of what looks like an adjective, at token c, behind a conjunction or comma, the subject of the verb,
// where that has none: "one guard was killed and several were wounded", "two were shot, six were beaten".
func mendNumbered(doc *language.Doc, s language.Sentence, c int) {
	if rel := doc.Tokens[c].Rel; rel != language.AuxPass && rel != language.Cop || int(doc.Tokens[c].Head) <= c {
		return
	}
	v, n := int(doc.Tokens[c].Head), c-1
	for n > int(s.First) && (doc.Tokens[n].UPOS == language.AUX || doc.Tokens[n].UPOS == language.ADV || doc.Tokens[n].Lower == "more") { // "and six more were hurt"
		n--
	}
	if n <= int(s.First) || !countsAlone(&doc.Tokens[n]) || int(doc.Tokens[n].Head) == v && isSubject(doc, n) || doc.Child(v, language.Nsubj, language.NsubjPass) >= 0 {
		return
	}
	if doc.Under(n, c) || doc.Under(v, n) || !opensMember(doc, s, n) && !opensSaid(doc, s, n, v) {
		return
	}
	doc.Tokens[n].Head, doc.Tokens[n].Rel = int32(v), language.NsubjPass
	if doc.Tokens[c].Rel == language.Cop {
		doc.Tokens[n].Rel = language.Nsubj
	}
}

// countsAlone tells whether a word is a number of people that stands without their noun: "two", "several", "others".
func countsAlone(t *language.Token) bool {
	switch t.UPOS {
	case language.NUM:
		return true
	case language.ADJ, language.DET, language.NOUN, language.PRON:
		switch t.Lower {
		case "several", "many", "some", "others", "dozens", "scores", "hundreds", "thousands", "another":
			return true
		}
	}
	return false
}

// opensMember tells whether what ends with the number at token n begins behind a conjunction, comma or semicolon: its hedge ("at least",
// "more than", "about") may stand between.
func opensMember(doc *language.Doc, s language.Sentence, n int) bool {
	for i := n - 1; i >= int(s.First) && n-i <= longestHedge; i-- {
		switch t := &doc.Tokens[i]; {
		case t.UPOS == language.CCONJ, t.Form == ",", t.Form == ";":
			return true
		case t.UPOS == language.ADV, t.UPOS == language.ADJ, t.UPOS == language.ADP, t.UPOS == language.NUM:
		default:
			return false
		}
	}
	return n > int(s.First) && n-int(s.First) <= longestHedge // "More than 100 were killed"
}

// opensSaid tells whether what ends with the number at token n begins right behind the verb by which the clause of verb v is said, or its "that": "said more than 100 had
// been killed".
func opensSaid(doc *language.Doc, s language.Sentence, n, v int) bool {
	if doc.Tokens[v].Rel != language.Ccomp {
		return false
	}
	for i := n - 1; i >= int(s.First) && n-i <= longestHedge; i-- {
		switch t := &doc.Tokens[i]; {
		case i == int(doc.Tokens[v].Head), t.Lower == "that" && int(t.Head) == v:
			return true
		case t.UPOS == language.ADV, t.UPOS == language.ADJ, t.UPOS == language.ADP, t.UPOS == language.NUM:
		default:
			return false
		}
	}
	return false
}

// longestHedge is how many words back from a number its conjunction is looked for.
const longestHedge = 4

// mendBracketed gives the verb right behind the bracket that closes at token c the nominal before that bracket for its subject, where what the
// bracket holds, a short name alone, was taken for it: "..., the Pell Health Council (PHC) confirmed".
func mendBracketed(doc *language.Doc, s language.Sentence, c int) {
	v, short, open := c+1, c-1, c-2
	if doc.Tokens[c].Form != ")" || open <= int(s.First) || v >= int(s.End) || doc.Tokens[open].Form != "(" {
		return
	}
	n := open - 1
	if int(doc.Tokens[short].Head) != v || !isSubject(doc, short) || doc.Tokens[n].UPOS != language.PROPN && doc.Tokens[n].UPOS != language.NOUN || doc.Under(v, n) {
		return
	}
	for int(doc.Tokens[n].Head) > n && int(doc.Tokens[n].Head) < open { // the last word of the name is its head
		n = int(doc.Tokens[n].Head)
	}
	for steps := 0; doc.Tokens[n].Rel == language.Compound || doc.Tokens[n].Rel == language.Flat; steps++ {
		if n = int(doc.Tokens[n].Head); n < int(s.First) || n >= open || steps == farthest {
			return
		}
	}
	rel := doc.Tokens[short].Rel
	doc.Tokens[short].Head, doc.Tokens[short].Rel, doc.Tokens[short].UPOS, doc.Tokens[short].XPOS = int32(n), language.Appos, language.PROPN, language.TagNNP
	doc.Tokens[n].Head, doc.Tokens[n].Rel = int32(v), rel
}

// mendHeaded makes the bare number with which sentence s begins the subject of the participle right behind it, where it was taken for the sentence: "Five killed,
// 20 wounded in raid".
func mendHeaded(doc *language.Doc, s language.Sentence) {
	n, v := int(s.First), int(s.First)+1
	if v+1 >= int(s.End) || doc.Tokens[n].UPOS != language.NUM || doc.Tokens[n].Rel != language.RootRel || doc.Tokens[v].XPOS != language.TagVBN && doc.Tokens[v].XPOS != language.TagVBD {
		return
	}
	if next := &doc.Tokens[v+1]; next.Form != "," && next.UPOS != language.ADP && next.UPOS != language.CCONJ {
		return
	}
	for i := v + 1; i < int(s.End); i++ {
		switch t := &doc.Tokens[i]; {
		case int(t.Head) != n:
		case t.Rel == language.Parataxis:
			t.Head, t.Rel = int32(v), language.Conj
		default:
			t.Head = int32(v)
		}
	}
	doc.Tokens[v].Head, doc.Tokens[v].Rel = -1, language.RootRel
	doc.Tokens[n].Head, doc.Tokens[n].Rel = int32(v), language.NsubjPass
}

// mendEmphatic makes the name at token c, behind which "himself" only stresses it, the subject that the pronoun was taken for: "Velin himself told the
// press".
func mendEmphatic(doc *language.Doc, s language.Sentence, c int) {
	self := &doc.Tokens[c]
	n := c - 1
	if !isSubject(doc, c) || !isReflexive(self.Lower) || int(self.Head) < c || n < int(s.First) || doc.Under(int(self.Head), n) {
		return
	}
	for doc.Tokens[n].Rel == language.Flat && int(doc.Tokens[n].Head) < n && int(doc.Tokens[n].Head) >= int(s.First) {
		n = int(doc.Tokens[n].Head)
	}
	t := &doc.Tokens[n]
	if t.UPOS != language.PROPN && t.UPOS != language.NOUN && t.Rel != language.Discourse || int(t.Head) != int(self.Head) && t.Rel != language.Compound {
		return
	}
	if t.UPOS != language.PROPN && t.UPOS != language.NOUN {
		t.UPOS, t.XPOS = language.PROPN, language.TagNNP
	}
	t.Head, t.Rel = self.Head, self.Rel
	self.Head, self.Rel = int32(n), language.Appos
}

// isReflexive tells the pronouns by which a subject is stressed.
func isReflexive(word string) bool {
	switch word {
	case "himself", "herself", "itself", "themselves":
		return true
	}
	return false
}

// mendOnDay gives the verb behind the conjunction at token c both its subjects, where the first was taken for more words of the day with which the sentence
// begins: "On Monday, the government and the rebels agreed".
func mendOnDay(doc *language.Doc, s language.Sentence, c int) {
	v := int(doc.Tokens[c].Head)
	if v <= c || v >= int(s.End) || !isFinite(&doc.Tokens[v]) {
		return
	}
	second := doc.Child(v, language.Nsubj)
	if second <= c || second > v {
		return
	}
	for n := c - 1; n > int(s.First); n-- {
		t := &doc.Tokens[n]
		day := int(t.Head)
		if t.Rel != language.Appos || day >= n || day < int(s.First) {
			continue
		}
		if d := &doc.Tokens[day]; int(d.Head) != v || d.Rel != language.Obl || !onlyOf(doc, n, second, c) {
			return
		}
		for i := day + 1; i < n; i++ {
			if doc.Tokens[i].Form == "," {
				t.Head, t.Rel = int32(v), language.Nsubj
				doc.Tokens[second].Head, doc.Tokens[second].Rel = int32(n), language.Conj
				doc.Tokens[c].Head = int32(second)
				return
			}
		}
		return
	}
}

// mendAideTo gives the finite verb to the noun before the preposition at token c, where the name behind that was taken for its subject: "An adviser to
// Prime Minister Velin said". No finite clause begins with "to".
func mendAideTo(doc *language.Doc, s language.Sentence, c int) {
	t, n := &doc.Tokens[c], c-1
	v := int(t.Head)
	if t.Rel != language.Mark || t.Lower != "to" || t.UPOS != language.ADP || n < int(s.First) || v <= c || v >= int(s.End) {
		return
	}
	verb, noun := &doc.Tokens[v], &doc.Tokens[n]
	name := doc.Child(v, language.Nsubj)
	if !isFinite(verb) || verb.Rel != language.Acl || int(verb.Head) != n || noun.UPOS != language.NOUN || name < c || name > v {
		return
	}
	for i := int(s.First); i < int(s.End); i++ {
		if x := &doc.Tokens[i]; int(x.Head) == n && x.Rel == language.Punct {
			x.Head = int32(v)
		}
	}
	verb.Head, verb.Rel = noun.Head, noun.Rel
	noun.Head, noun.Rel = int32(v), language.Nsubj
	doc.Tokens[name].Head, doc.Tokens[name].Rel = int32(n), language.Nmod
	t.Head, t.Rel = int32(name), language.Case
}

// mendFirstName makes the word with which sentence s begins, right before a finite verb that has no subject, that verb's subject: a name that nobody knows,
// taken for an adverb or an exclamation ("Velin slammed the plan").
func mendFirstName(doc *language.Doc, s language.Sentence) {
	n, v := int(s.First), int(s.First)+1
	if v+1 >= int(s.End) {
		return
	}
	t := &doc.Tokens[n]
	if t.UPOS != language.ADV && t.UPOS != language.INTJ || int(t.Head) != v || t.Form == t.Lower || !isFinite(&doc.Tokens[v]) || len(t.Form) < 4 || strings.HasSuffix(t.Lower, "ly") {
		return
	}
	if doc.Tokens[v].XPOS == language.TagVBP || doc.Child(v, language.Nsubj, language.NsubjPass, language.Csubj, language.Expl) >= 0 || doc.Tokens[v].Rel != language.RootRel {
		return
	}
	t.UPOS, t.XPOS, t.Rel = language.PROPN, language.TagNNP, language.Nsubj
}

// mendBacked makes the nominal behind "Karsenia-backed" and its like, of which the hyphen is token c, the one of whom its sentence tells, where the name before the hyphen, or the
// participle, was taken for that: "Karsenia-backed rebels have seized a town".
func mendBacked(doc *language.Doc, s language.Sentence, c int) {
	a, p := c-1, c+1
	if doc.Tokens[c].Form != "-" || doc.Tokens[c].SpaceAfter || doc.Tokens[a].SpaceAfter || p+1 >= int(s.End) || !owned[doc.Tokens[p].Lower] {
		return
	}
	n := p
	for n+1 < int(s.End) && (doc.Tokens[n+1].UPOS == language.NOUN || doc.Tokens[n+1].UPOS == language.PROPN || doc.Tokens[n+1].UPOS == language.ADJ) {
		n++
	}
	if n == p || n+1 < int(s.End) && doc.Tokens[n+1].XPOS == language.TagHYPH || doc.Tokens[n].UPOS == language.ADJ || doc.Tokens[p].Rel == language.Amod && int(doc.Tokens[a].Head) == p {
		return
	}
	within := func(h int32) bool { return int(h) >= a && int(h) <= n }
	verb := -1 // what is told of them, where it hangs on the name or the participle
	for v := n + 1; v < int(s.End) && verb < 0; v++ {
		if k := &doc.Tokens[v]; k.UPOS == language.VERB && within(k.Head) && (isFinite(k) || doc.Child(v, language.Aux) > n) {
			verb = v
		}
	}
	head, rel := int32(language.Root), language.Dep
	for _, i := range []int{n, a, p} {
		if k := &doc.Tokens[i]; !within(k.Head) && (rel == language.Dep || rel == language.Compound) {
			head, rel = k.Head, k.Rel
		}
	}
	if rel == language.Dep {
		return
	}
	if verb >= 0 {
		above, as := head, rel
		for _, i := range []int{a, p} { // where the name or the participle was taken to stand, what is told stands
			if k := &doc.Tokens[i]; !within(k.Head) && int(k.Head) != verb {
				above, as = k.Head, k.Rel
			}
		}
		if o := int(above); o > verb && o < int(s.End) && doc.Tokens[o].UPOS != language.VERB && doc.Tokens[o].Head >= 0 { // "…, residents said"
			above, as = doc.Tokens[o].Head, language.Ccomp
		}
		if int(above) == verb {
			above, as = doc.Tokens[verb].Head, doc.Tokens[verb].Rel
		}
		doc.Tokens[verb].Head, doc.Tokens[verb].Rel = above, as
		for i := n + 1; i < int(s.End); i++ {
			if k := &doc.Tokens[i]; i != verb && within(k.Head) && k.Rel != language.Nmod && k.Rel != language.Acl && k.Rel != language.AclRelcl {
				k.Head = int32(verb)
			}
		}
		head, rel = int32(verb), language.Nsubj
	}
	doc.Tokens[n].Head, doc.Tokens[n].Rel = head, rel
	doc.Tokens[p].Head, doc.Tokens[p].Rel = int32(n), language.Amod
	doc.Tokens[a].Head, doc.Tokens[a].Rel = int32(p), language.OblUnmarked
	doc.Tokens[c].Head, doc.Tokens[c].Rel = int32(p), language.Punct
	for i := p + 1; i < n; i++ {
		if k := &doc.Tokens[i]; !within(k.Head) || int(k.Head) < n && int(k.Head) <= p {
			k.Head, k.Rel = int32(n), language.Compound
		}
	}
}

// mendSides parts two sides joined by "and" that the parser took for the modifiers of the second's noun, at token c: "the Karsenian government and NVF rebels" are two, of which
// the first is no sort of rebels.
func mendSides(doc *language.Doc, s language.Sentence, c int) {
	side := doc.Child(c, language.Compound)
	if !armedMen[doc.Tokens[c].Lemma] || side < 0 || side >= c-2 || !sided[doc.Tokens[side].Lemma] || doc.Child(side, language.Det, language.Amod) < 0 {
		return
	}
	name := doc.Child(side, language.Conj)
	if name != c-1 || !capital(doc.Tokens[name].Form) || doc.Tokens[name-1].UPOS != language.CCONJ {
		return
	}
	doc.Tokens[side].Head, doc.Tokens[side].Rel = doc.Tokens[c].Head, doc.Tokens[c].Rel
	for i := int(s.First); i < int(s.End); i++ {
		if k := &doc.Tokens[i]; int(k.Head) == c && i < side {
			k.Head = int32(side)
		}
	}
	doc.Tokens[c].Head, doc.Tokens[c].Rel = int32(side), language.Conj
	doc.Tokens[name].Head, doc.Tokens[name].Rel = int32(c), language.Compound
	doc.Tokens[name-1].Head = int32(c)
	for i := int(s.First); i < name; i++ { // the preposition leads to both
		if k := &doc.Tokens[i]; int(k.Head) == c && k.Rel == language.Case {
			k.Head = int32(side)
		}
	}
}

// armedMen are the nouns behind the name of a group; sided those of a state's side beside it.
var (
	armedMen = map[string]bool{"rebel": true, "militant": true, "fighter": true, "insurgent": true, "guerrilla": true, "militia": true}
	sided    = map[string]bool{"government": true, "army": true, "military": true, "authority": true, "troop": true, "force": true}
)

// mendResumed makes the verb that it is of the participle at token c behind talks between sides, of which it was taken to be said: "Talks between the government and
// rebels resumed in Marr".
func mendResumed(doc *language.Doc, s language.Sentence, c int) {
	t := &doc.Tokens[c]
	if t.XPOS != language.TagVBN || t.Rel != language.Acl || !resumes[t.Lower] || doc.Child(c, language.Aux, language.AuxPass, language.OblAgent) >= 0 {
		return
	}
	top := int(t.Head)
	for top >= int(s.First) && doc.Tokens[top].Rel != language.RootRel && doc.Tokens[top].Rel != language.Ccomp && doc.Tokens[top].Rel != language.Parataxis && doc.Tokens[top].Rel != language.Nsubj {
		top = int(doc.Tokens[top].Head)
	}
	if top < int(s.First) || top >= c || doc.Tokens[top].UPOS != language.NOUN || doc.Child(top, language.Cop, language.Nsubj) >= 0 {
		return
	}
	t.XPOS = language.TagVBD
	if said := int(doc.Tokens[top].Head); doc.Tokens[top].Rel == language.Nsubj { // "…, two officials said": its own subject stands before it
		if said <= c || said >= int(s.End) || !hasSubjectBetween(doc, c, said) {
			t.XPOS = language.TagVBN
			return
		}
		t.Head, t.Rel = int32(said), language.Ccomp
	} else {
		t.Head, t.Rel = doc.Tokens[top].Head, doc.Tokens[top].Rel
	}
	doc.Tokens[top].Head, doc.Tokens[top].Rel = int32(c), language.Nsubj
	for i := c + 1; i < int(s.End); i++ {
		if k := &doc.Tokens[i]; int(k.Head) == top && i > c {
			k.Head = int32(c)
		}
	}
}

// hasSubjectBetween tells whether verb v has a subject behind token c.
func hasSubjectBetween(doc *language.Doc, c, v int) bool {
	for i := c + 1; i < v; i++ {
		if int(doc.Tokens[i].Head) == v && doc.Tokens[i].Rel == language.Nsubj {
			return true
		}
	}
	return false
}

// resumes are the participles that a parser may take for one of talks though they tell what talks do.
var resumes = map[string]bool{"resumed": true, "opened": true, "started": true, "ended": true, "concluded": true, "collapsed": true, "continued": true, "stalled": true, "failed": true}
