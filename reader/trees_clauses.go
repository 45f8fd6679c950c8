package reader

import (
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
)

// mendSince makes a clause of what "after", "as" and their kin at token c open, where its subject was hung on a word before and its own verb
// left without one: "the truce came after the toll rose to 32", "two men fled as gunmen stormed the post", "a day after rebels took the town".
func mendSince(doc *language.Doc, s language.Sentence, c int) {
	t := &doc.Tokens[c]
	n := int(t.Head)
	if t.Rel == language.Case && opensClause[t.Lower] && n > c && n < int(s.End) && isSubject(doc, n) && int(doc.Tokens[n].Head) > n && doc.Tokens[doc.Tokens[n].Head].Rel == language.Advcl {
		t.Head, t.Rel = doc.Tokens[n].Head, language.Mark // "days after ten miners were shot"
		return
	}
	if t.Rel != language.Case || !opensClause[t.Lower] || n <= c || n >= int(s.End) || doc.Tokens[n].Rel != language.Obl && doc.Tokens[n].Rel != language.Nmod {
		return
	}
	span := c > int(s.First) && clause.IsUnit(doc.Tokens[c-1].Lemma)
	joinSubjects(doc, s, n)
	v, passive, far := verbBehind(doc, s, n)
	if far && (doc.Tokens[v].Rel != language.Advcl || doc.Tokens[v].Head != doc.Tokens[n].Head) {
		return
	}
	if over := int(doc.Tokens[max(v, 0)].Head); v < 0 || over > c && over < v && over != n || doc.Child(v, language.Mark) >= 0 {
		return
	}
	if doc.Tokens[v].Rel == language.Acl && int(doc.Tokens[v].Head) == n {
		if !hasObject(doc, s, v) {
			return
		}
	} else if !isLoose(doc.Tokens[v].Rel) && !(span && doc.Tokens[v].Rel == language.Ccomp) || doc.Under(v, n) {
		return
	}
	over := clauseOver(doc, n)
	if over < 0 || doc.Under(over, v) {
		if over = int(doc.Tokens[v].Head); over < 0 || over == n || doc.Tokens[over].UPOS != language.VERB {
			return
		}
	}
	if subject := doc.Child(v, language.Nsubj, language.NsubjPass); subject >= 0 {
		switch led := doc.Child(subject, language.Case); {
		case span && subject == c-1:
			doc.Tokens[subject].Head, doc.Tokens[subject].Rel = int32(over), language.OblUnmarked // "a week after talks broke down": no week broke down
		case led > int(s.First) && led < subject && subject < c && !far: // "by men who stormed the post after a bomber struck": led by "by"
			doc.Tokens[subject].Head, doc.Tokens[subject].Rel = int32(led-1), language.Nmod
		default:
			return
		}
	}
	doc.Tokens[v].Head, doc.Tokens[v].Rel = int32(over), language.Advcl
	doc.Tokens[n].Head, doc.Tokens[n].Rel = int32(v), language.Nsubj
	if passive {
		doc.Tokens[n].Rel = language.NsubjPass
	}
	t.Head, t.Rel = int32(v), language.Mark
}

// joinSubjects gives the nominal that token n heads the one behind it and "and", where that was taken for the only subject of a verb in the plural: "after
// two guards and a porter were killed".
func joinSubjects(doc *language.Doc, s language.Sentence, n int) {
	and := n + 1
	if and+2 >= int(s.End) || doc.Tokens[and].Lower != "and" {
		return
	}
	v := int(doc.Tokens[and].Head)
	if v <= and || doc.Tokens[v].Rel != language.Conj || doc.Tokens[v].UPOS != language.VERB || doc.Under(n, v) {
		return
	}
	subject := doc.Child(v, language.Nsubj, language.NsubjPass)
	aux := doc.Child(v, language.AuxPass, language.Aux)
	if subject <= and || aux != subject+1 || doc.Tokens[aux].Lower != "were" && doc.Tokens[aux].Lower != "are" && doc.Tokens[aux].Lower != "have" {
		return
	}
	for i := and + 1; i < subject; i++ {
		if int(doc.Tokens[i].Head) != subject {
			return
		}
	}
	if singular(&doc.Tokens[subject]) {
		doc.Tokens[and].Head = int32(subject)
		doc.Tokens[subject].Head, doc.Tokens[subject].Rel = int32(n), language.Conj
	}
}

// singular tells whether a noun is of one.
func singular(t *language.Token) bool { return t.XPOS == language.TagNN || t.XPOS == language.TagNNP }

// opensClause are the prepositions that open clauses too.
var opensClause = map[string]bool{"after": true, "before": true, "since": true, "until": true, "as": true}

// isLoose tells whether a relation is one by which a parser hangs a clause whose subject it has put elsewhere.
func isLoose(rel language.Relation) bool {
	return rel == language.Advcl || rel == language.Conj || rel == language.Parataxis
}

// hasObject tells whether verb v, taken for a participle of the noun before it, has an object right behind it: then it is none.
func hasObject(doc *language.Doc, s language.Sentence, v int) bool {
	o := doc.Child(v, language.Obj)
	if o <= v || doc.Tokens[v].XPOS != language.TagVBN && doc.Tokens[v].XPOS != language.TagVBD || v+1 >= int(s.End) {
		return false
	}
	return doc.Tokens[v+1].UPOS != language.ADP && doc.Tokens[v+1].UPOS != language.PUNCT
}

// verbBehind is the verb behind the nominal that token n heads, no other clause between: -1 where none is. It is passive where its auxiliary says so,
// and far where words that are hung elsewhere stand between.
func verbBehind(doc *language.Doc, s language.Sentence, n int) (v int, passive, far bool) {
	finite := false
	for i := n + 1; i < int(s.End); i++ {
		switch t := &doc.Tokens[i]; {
		case t.UPOS == language.AUX:
			finite = true
			passive = passive || t.Rel == language.AuxPass
		case t.UPOS == language.ADV, t.UPOS == language.PART, t.UPOS == language.CCONJ && doc.Under(i, n):
		case t.UPOS == language.VERB && (finite || isFinite(t) || t.Rel == language.Acl && int(t.Head) == n):
			return i, passive, far
		case t.UPOS == language.PUNCT, t.UPOS == language.VERB, t.UPOS == language.CCONJ, t.UPOS == language.SCONJ:
			return -1, false, false
		default: // "the toll from air strikes in Goma rose"
			far = far || !doc.Under(i, n)
		}
	}
	return -1, false, false
}

// clauseOver is the verb over the nominal that token n heads, -1 where none is.
func clauseOver(doc *language.Doc, n int) int {
	for i, steps := int(doc.Tokens[n].Head), 0; i >= 0 && steps < farthest; i, steps = int(doc.Tokens[i].Head), steps+1 {
		if doc.Tokens[i].UPOS == language.VERB {
			return i
		}
	}
	return -1
}

// mendBecause hangs the clause that token c opens on the verb of the clause before, where it was taken for what is said of a noun: "moved by the
// murder of Marr, because they studied together".
func mendBecause(doc *language.Doc, c int) {
	v := int(doc.Tokens[c].Head)
	if doc.Tokens[c].Rel != language.Mark || !opensReason[doc.Tokens[c].Lower] || v < c || doc.Tokens[v].Rel != language.AclRelcl && doc.Tokens[v].Rel != language.Acl {
		return
	}
	if over := clauseOver(doc, v); over >= 0 && over < c {
		doc.Tokens[v].Head, doc.Tokens[v].Rel = int32(over), language.Advcl
	}
}

// opensReason are words that open a clause which says nothing of a noun.
var opensReason = map[string]bool{"because": true, "although": true, "though": true, "whereas": true, "unless": true}

// mendCarried makes of "carried out" and its kin without an object, at token v, what is said of the noun before, whose verb stands behind: "the attack carried
// out on Friday killed 23 people".
func mendCarried(doc *language.Doc, s language.Sentence, v int) {
	t := &doc.Tokens[v]
	if t.Rel != language.RootRel || t.Lower != "carried" && t.Lower != "launched" && t.Lower != "staged" && t.Lower != "claimed" || doc.Child(v, language.Obj, language.AuxPass) >= 0 {
		return
	}
	n := doc.Child(v, language.Nsubj)
	if n < 0 || n > v || doc.Tokens[n].UPOS != language.NOUN {
		return
	}
	for i := v + 1; i < int(s.End); i++ {
		k := &doc.Tokens[i]
		if k.UPOS != language.VERB || int(k.Head) != v || k.XPOS != language.TagVBN && k.XPOS != language.TagVBD || k.Rel != language.Xcomp && k.Rel != language.Advcl && k.Rel != language.Conj || doc.Child(i, language.Obj) < i || doc.Child(i, language.Nsubj, language.Mark, language.Cc) >= 0 {
			continue
		}
		k.Head, k.Rel, k.XPOS = language.Root, language.RootRel, language.TagVBD
		doc.Tokens[n].Head = int32(i)
		t.Head, t.Rel, t.XPOS = int32(n), language.Acl, language.TagVBN
		for j := i + 1; j < int(s.End); j++ {
			if int(doc.Tokens[j].Head) == v {
				doc.Tokens[j].Head = int32(i)
			}
		}
		return
	}
}

// mendTrailing hangs the participle that ends a sentence behind a clause told to lie apart from the rest ("a day after", at token c) on that
// clause: in "the raid comes a day after gunmen attacked a post, killing seven" the gunmen killed.
func mendTrailing(doc *language.Doc, s language.Sentence, c int) {
	t := &doc.Tokens[c]
	v := int(t.Head)
	if t.Rel != language.Mark || !opensClause[t.Lower] || v <= c || v >= int(s.End) || !clause.IsUnit(doc.Tokens[c-1].Lemma) {
		return
	}
	for i := v + 1; i < int(s.End); i++ {
		p := &doc.Tokens[i]
		if p.XPOS == language.TagVBG && p.Rel == language.Advcl && p.Head >= 0 && int(p.Head) < c && doc.Under(v, int(p.Head)) && doc.Child(i, language.Mark) < 0 {
			p.Head = int32(v)
		}
	}
}

// rootAt makes verb v, which has an object, the predicate of the nominal n before it, which was taken for the whole sentence: "Rebels shelled Selby,
// killing three".
func rootAt(doc *language.Doc, s language.Sentence, n, v int) {
	t := &doc.Tokens[v]
	t.Head, t.Rel, t.XPOS = language.Root, language.RootRel, language.TagVBD
	doc.Tokens[n].Head, doc.Tokens[n].Rel = int32(v), language.Nsubj
	for i := int(s.First); i < int(s.End); i++ {
		if k := &doc.Tokens[i]; int(k.Head) == n && (i > v || k.Rel == language.Obl) {
			if k.Head = int32(v); k.Rel == language.Acl && k.XPOS == language.TagVBG {
				k.Rel = language.Advcl
			}
		}
	}
}

// mendPredicate makes the participle at token v, which has an object and stands right behind the subject of what is no predicate, that
// one's verb: "planes bombed a village in Pell, about 40 km (25 miles) north of Marr", where "north" was taken for it; or the sentence's, where the noun alone was.
func mendPredicate(doc *language.Doc, s language.Sentence, v int) {
	t := &doc.Tokens[v]
	n := int(t.Head)
	if t.Rel != language.Acl || n < int(s.First) || n >= v || t.XPOS != language.TagVBN && t.XPOS != language.TagVBD || !hasObject(doc, s, v) {
		return
	}
	for i := n + 1; i < v; i++ {
		if doc.Tokens[i].UPOS != language.ADV {
			return
		}
	}
	if doc.Tokens[n].Rel == language.RootRel {
		rootAt(doc, s, n, v)
		return
	}
	x := int(doc.Tokens[n].Head)
	if !isSubject(doc, n) {
		return
	}
	if x <= v || doc.Tokens[x].UPOS != language.NOUN && doc.Tokens[x].UPOS != language.PROPN && doc.Tokens[x].UPOS != language.ADV || doc.Child(x, language.Cop, language.Aux, language.AuxPass) >= 0 {
		return
	}
	t.Head, t.Rel, t.XPOS = doc.Tokens[x].Head, doc.Tokens[x].Rel, language.TagVBD
	if t.Rel == language.Obl || t.Rel == language.Nmod || t.Rel == language.Nsubj {
		t.Rel = language.Ccomp
	}
	doc.Tokens[x].Head, doc.Tokens[x].Rel = int32(v), language.Obl
	for i := int(s.First); i < int(s.End); i++ {
		k := &doc.Tokens[i]
		if int(k.Head) != x {
			continue
		}
		switch {
		case i == n:
			k.Head, k.Rel = int32(v), language.Nsubj
		case k.Rel == language.Acl && k.XPOS == language.TagVBG && i > x:
			k.Head, k.Rel = int32(v), language.Advcl
		case i < v || k.Rel == language.Nsubj:
			if k.Head = int32(v); k.Rel == language.Nsubj {
				k.Rel = language.OblUnmarked
			}
		}
	}
}

// mendWithout hangs the participle behind "without" at token c on the verb over the clause that was taken for what it is said of: in "he said, without
// saying how many had died" he said no clause.
func mendWithout(doc *language.Doc, s language.Sentence, c int) {
	if doc.Tokens[c].Lower != "without" || doc.Tokens[c].Rel != language.Mark {
		return
	}
	v := int(doc.Tokens[c].Head)
	x := int(doc.Tokens[max(v, 0)].Head)
	if v <= c || x <= v || x >= int(s.End) || doc.Tokens[v].XPOS != language.TagVBG || !isSubject(doc, v) {
		return
	}
	over := doc.Tokens[x].Head
	if over < 0 || int(over) > c {
		return
	}
	doc.Tokens[v].Head, doc.Tokens[v].Rel = over, language.Advcl
	doc.Tokens[x].Head, doc.Tokens[x].Rel = int32(v), language.Ccomp
}

// mendHyphened makes the name behind "state-run" and its like at token c (the hyphen) the head of the nominal, where it was taken for an apposition to
// the word before the hyphen: "Karsenia's state-run Vale Agency said".
func mendHyphened(doc *language.Doc, s language.Sentence, c int) {
	if doc.Tokens[c].XPOS != language.TagHYPH || doc.Tokens[c].SpaceAfter || doc.Tokens[c-1].SpaceAfter || c+2 >= int(s.End) || !owned[doc.Tokens[c+1].Lower] {
		return
	}
	a := c - 1
	h := -1
	for i := c + 2; i < int(s.End) && doc.Tokens[i].UPOS != language.VERB && doc.Tokens[i].UPOS != language.PUNCT; i++ {
		if doc.Tokens[i].Rel == language.Appos && int(doc.Tokens[i].Head) == a {
			h = i
		}
	}
	if h < 0 {
		return
	}
	doc.Tokens[h].Head, doc.Tokens[h].Rel = doc.Tokens[a].Head, doc.Tokens[a].Rel
	for i := int(s.First); i < int(s.End); i++ {
		if k := &doc.Tokens[i]; int(k.Head) == a && i != c && i != c+1 && i != h && (k.Rel == language.NmodPoss || k.Rel == language.Det || k.Rel == language.Amod || i > h) {
			k.Head = int32(h)
		}
	}
	doc.Tokens[a].Head, doc.Tokens[a].Rel = int32(c+1), language.Compound
	doc.Tokens[c+1].Head, doc.Tokens[c+1].Rel = int32(h), language.Amod
	doc.Tokens[c].Head = int32(c + 1)
}

// owned are participles behind a hyphen that say whose something is.
var owned = map[string]bool{"run": true, "owned": true, "backed": true, "linked": true, "controlled": true, "funded": true, "affiliated": true, "aligned": true, "led": true}

// mendGerund makes the nominal right behind the participle at token g, which was taken for a member of a list together with it, the participle's
// object: "the killing of a woman and wounding ten men".
func mendGerund(doc *language.Doc, s language.Sentence, g int) {
	t := &doc.Tokens[g]
	h := int(t.Head)
	if t.XPOS != language.TagVBG || t.Rel != language.Conj || h >= g || doc.Tokens[g-1].UPOS != language.CCONJ || g+1 >= int(s.End) || doc.Child(g, language.Obj) >= 0 {
		return
	}
	o := -1
	for i := g + 1; i < int(s.End) && doc.Tokens[i].UPOS != language.PUNCT; i++ {
		if doc.Tokens[i].Rel == language.Conj && int(doc.Tokens[i].Head) == h && doc.Tokens[i].UPOS == language.NOUN {
			o = i
			break
		}
	}
	if o < 0 {
		return
	}
	for i := g + 1; i < o; i++ {
		if !doc.Under(i, o) {
			return
		}
	}
	for i := o + 1; i < int(s.End); i++ { // what was listed behind it is its own: "ten men, among them two children"
		if int(doc.Tokens[i].Head) == h && doc.Tokens[i].Rel == language.Conj && doc.Child(i, language.Case) > o {
			doc.Tokens[i].Head, doc.Tokens[i].Rel = int32(o), language.Nmod
		}
	}
	doc.Tokens[o].Head, doc.Tokens[o].Rel = int32(g), language.Obj
	if over := int(doc.Tokens[h].Head); doc.Tokens[h].Rel == language.Nmod && over >= 0 && over < h && doc.Tokens[over].UPOS == language.NOUN {
		t.Head = int32(over)
	}
}

// mendFollowing gives a participle behind a comma to the verb before it, and "by" somebody to the noun before it, where it was hung on the saying that ends the sentence,
// whose subject stands only behind it: "Troops fired at the town, killing two people, officials said", "two were hurt in a raid by rebels, the army said".
func mendFollowing(doc *language.Doc, s language.Sentence, c int) {
	t := &doc.Tokens[c]
	h := int(t.Head)
	if h <= c || h >= int(s.End) || c < int(s.First)+2 {
		return
	}
	v := saidBefore(doc, h)
	if who := doc.Child(h, language.Nsubj); v < int(s.First) || v >= c || who <= c || who >= h {
		return
	}
	switch by := doc.Child(c, language.Case); {
	case t.XPOS == language.TagVBG && t.Rel == language.Advcl && doc.Tokens[c-1].XPOS == language.TagComma:
		t.Head = int32(v)
	case t.Rel == language.Obl && by > v && doc.Tokens[by].Lower == "by" && doc.Tokens[by-1].UPOS == language.NOUN:
		t.Head, t.Rel = int32(by-1), language.Nmod
	}
}

// saidBefore is the verb before verb h of what is said, with a subject of its own: its complement, or the one it was joined to. -1 where there is none.
func saidBefore(doc *language.Doc, h int) int {
	v := doc.Child(h, language.Ccomp)
	if v < 0 && doc.Tokens[h].Rel == language.Conj {
		v = int(doc.Tokens[h].Head)
	}
	if v < 0 || v > h || doc.Tokens[v].UPOS != language.VERB || doc.Child(v, language.Nsubj, language.NsubjPass) < 0 {
		return -1
	}
	return v
}
