package reader

import "github.com/parley-desk/parley/language"

// mendShotAnd makes a verb of "shot" at token c before "and" and a verb in the past, where it was taken for a noun: "a settler shot and killed a man".
func mendShotAnd(doc *language.Doc, s language.Sentence, c int) {
	t := &doc.Tokens[c]
	if t.Lower != "shot" || t.UPOS != language.NOUN || c+2 >= int(s.End) || doc.Tokens[c+1].Lower != "and" {
		return
	}
	v, n := &doc.Tokens[c+2], c-1
	if v.XPOS != language.TagVBD && v.XPOS != language.TagVBN || v.Rel != language.Conj || int(v.Head) != c || doc.Tokens[n].UPOS != language.NOUN && doc.Tokens[n].UPOS != language.PROPN || int(doc.Tokens[n].Head) != c {
		return
	}
	predicate(doc, s, c, n)
	t.Lemma = "shoot"
}

// predicate makes the word at token v a verb in the past, and the nominal that ends with token n before it, which was hung on it, its subject.
func predicate(doc *language.Doc, s language.Sentence, v, n int) {
	t := &doc.Tokens[v]
	t.UPOS, t.XPOS = language.VERB, language.TagVBD
	doc.Tokens[n].Head, doc.Tokens[n].Rel = int32(v), language.Nsubj
	for i := int(s.First); i < v; i++ {
		if k := &doc.Tokens[i]; i < n && int(k.Head) == v && (k.Rel == language.Det || k.Rel == language.Amod || k.Rel == language.Compound || k.Rel == language.Nummod || k.Rel == language.NmodPoss) {
			k.Head = int32(n)
		}
	}
}

// mendBareVerb makes a verb of the participle at token v that was taken for a word about the noun behind it, though that has an article or number between them ("A Ruvanian
// stabbed two people") or "the military" stands before it ("The military regained control").
func mendBareVerb(doc *language.Doc, s language.Sentence, v int) {
	t := &doc.Tokens[v]
	o, n := int(t.Head), v-1
	if t.XPOS != language.TagVBN && t.XPOS != language.TagVBD || t.Rel != language.Amod || o <= v || o >= int(s.End) || n <= int(s.First) || doc.Tokens[n].UPOS == language.PUNCT {
		return
	}
	subject := &doc.Tokens[n]
	switch {
	case subject.Lower == "military" && doc.Tokens[n-1].UPOS == language.DET:
	case splits(doc, v, o) && subject.UPOS != language.ADV && subject.UPOS != language.DET && subject.UPOS != language.NUM && subject.UPOS != language.ADP && subject.UPOS != language.CCONJ && subject.UPOS != language.VERB && subject.UPOS != language.AUX:
	default:
		return
	}
	head, rel := doc.Tokens[o].Head, doc.Tokens[o].Rel
	x := int(head)
	switch {
	case rel == language.RootRel:
	case (rel == language.Nsubj || rel == language.NsubjPass) && x > o && doc.Child(x, language.Mark) > o: // "stabbed two people before being shot"
		head, rel = doc.Tokens[x].Head, doc.Tokens[x].Rel
		doc.Tokens[x].Head, doc.Tokens[x].Rel = int32(v), language.Advcl
	case rel == language.Ccomp || rel == language.Parataxis:
	default:
		return
	}
	t.Head, t.Rel = head, rel
	doc.Tokens[o].Head, doc.Tokens[o].Rel = int32(v), language.Obj
	first := n
	for first > int(s.First) && (doc.Tokens[first-1].UPOS == language.DET || doc.Tokens[first-1].UPOS == language.ADJ || doc.Tokens[first-1].UPOS == language.NOUN) {
		first--
	}
	for i := int(s.First); i < int(s.End); i++ {
		k := &doc.Tokens[i]
		switch {
		case i >= first && i < n && (int(k.Head) == o || int(k.Head) == v):
			k.Head = int32(n)
		case int(k.Head) == o && (i < first || k.Rel == language.Punct || k.Rel == language.Advcl || k.Rel == language.Parataxis):
			k.Head = int32(v)
		}
	}
	subject.Head, subject.Rel, subject.UPOS = int32(v), language.Nsubj, language.NOUN
	t.UPOS, t.XPOS = language.VERB, language.TagVBD
}

// splits tells whether a number or article of noun o stands between token v and it, which none does behind a word about the noun.
func splits(doc *language.Doc, v, o int) bool {
	t := &doc.Tokens[v+1]
	return v+1 < o && (t.UPOS == language.NUM || t.UPOS == language.DET) && int(t.Head) == o
}

// mendNumberOf makes a nominal of "injured" and its kin at token p behind "number of", where it was taken for a clause: "the number of injured rose to 43".
func mendNumberOf(doc *language.Doc, p int) {
	t := &doc.Tokens[p]
	if t.UPOS != language.VERB || t.XPOS != language.TagVBN || t.Rel != language.Acl || doc.Tokens[p-1].Lower != "of" || int(doc.Tokens[p-1].Head) != p {
		return
	}
	t.UPOS, t.XPOS, t.Rel = language.ADJ, language.TagJJ, language.Nmod
}

// mendWhich makes the verb of "which" at token c, behind a comma, a clause about the noun before that, where it was taken for one more of the main clause: "claimed the
// bombing, which killed five".
func mendWhich(doc *language.Doc, s language.Sentence, c int) {
	v := int(doc.Tokens[c].Head)
	if doc.Tokens[c].Lower != "which" || !isSubject(doc, c) || v <= c || v >= int(s.End) || doc.Tokens[v].Rel != language.Conj || doc.Tokens[c-1].Form != "," || c-2 < int(s.First) || doc.Child(v, language.Cc) >= 0 {
		return
	}
	n := c - 2
	for steps := 0; steps < 6; steps++ {
		h := int(doc.Tokens[n].Head)
		if h < int(s.First) || h >= c || doc.Tokens[h].UPOS != language.NOUN && doc.Tokens[h].UPOS != language.PROPN {
			break
		}
		if led := doc.Child(n, language.Case); doc.Tokens[n].Rel == language.Nmod && led >= 0 && doc.Tokens[led].Lower == "for" {
			break // "responsibility for the bombing, which"
		}
		n = h
	}
	if doc.Tokens[n].UPOS == language.NOUN {
		doc.Tokens[v].Head, doc.Tokens[v].Rel = int32(n), language.AclRelcl
	}
}

// mendWho makes the clause of "who" at token c one about the nominal right before it, where it was hung from the verb: "were suspended by Velin who accused them".
func mendWho(doc *language.Doc, s language.Sentence, c int) {
	v, n := int(doc.Tokens[c].Head), c-1
	if doc.Tokens[c].Lower != "who" || !isSubject(doc, c) || v <= c || v >= int(s.End) || doc.Tokens[v].Rel != language.AclRelcl || n < int(s.First) {
		return
	}
	if h := int(doc.Tokens[v].Head); h < int(s.First) || h >= n || doc.Tokens[h].UPOS != language.VERB {
		return
	}
	for steps := 0; doc.Tokens[n].Rel == language.Flat && steps < 6; steps++ {
		n = int(doc.Tokens[n].Head)
	}
	if u := doc.Tokens[n].UPOS; u == language.PROPN || u == language.NOUN {
		doc.Tokens[v].Head = int32(n)
	}
}

// mendMore hangs the number at token c from what "more" behind it was hung from, and that from the number: "wounded seven more in an ambush".
func mendMore(doc *language.Doc, s language.Sentence, c int) {
	m := c + 1
	if m >= int(s.End) || doc.Tokens[c].UPOS != language.NUM || doc.Tokens[m].Lower != "more" || int(doc.Tokens[c].Head) != m || doc.Tokens[m].Rel != language.Obj {
		return
	}
	if m+1 < int(s.End) && doc.Tokens[m+1].UPOS == language.NOUN {
		return
	}
	for i := int(s.First); i < int(s.End); i++ {
		if k := &doc.Tokens[i]; int(k.Head) == m && i != c {
			k.Head = doc.Tokens[m].Head
		}
	}
	doc.Tokens[c].Head, doc.Tokens[c].Rel = doc.Tokens[m].Head, language.Obj
	doc.Tokens[m].Head, doc.Tokens[m].Rel = int32(c), language.Amod
}

// mendOverran makes a verb of "overran" at token v, where it was taken for an adverb: "Rebels overran a base".
func mendOverran(doc *language.Doc, s language.Sentence, v int) {
	t := &doc.Tokens[v]
	o, n := int(t.Head), v-1
	if t.Lower != "overran" || t.UPOS == language.VERB || o <= v || o >= int(s.End) || n < int(s.First) || int(doc.Tokens[n].Head) != o || !isSubject(doc, n) {
		return
	}
	t.Head, t.Rel, t.UPOS, t.XPOS, t.Lemma = doc.Tokens[o].Head, doc.Tokens[o].Rel, language.VERB, language.TagVBD, "overrun"
	for i := int(s.First); i < int(s.End); i++ {
		k := &doc.Tokens[i]
		if int(k.Head) != o || i > v && i < o || i == o {
			continue
		}
		if k.Head = int32(v); isFinite(k) && i > o {
			k.Rel = language.Parataxis // "..., sources said"
		}
	}
	doc.Tokens[o].Head, doc.Tokens[o].Rel = int32(v), language.Obj
}

// mendAmong makes the participle at token v one about the people before it that "among" leads to, where these were taken for its subject: "a girl was among three people
// killed in Selby".
func mendAmong(doc *language.Doc, s language.Sentence, v int) {
	t, n := &doc.Tokens[v], v-1
	if t.UPOS != language.VERB || t.XPOS != language.TagVBN && t.XPOS != language.TagVBD || n < int(s.First) || !isSubject(doc, n) || int(doc.Tokens[n].Head) != v || doc.Child(n, language.Cop) < 0 {
		return
	}
	if led := doc.Child(n, language.Case); led < 0 || doc.Tokens[led].Lower != "among" {
		return
	}
	doc.Tokens[n].Head, doc.Tokens[n].Rel = t.Head, t.Rel
	t.Head, t.Rel, t.XPOS = int32(n), language.Acl, language.TagVBN
}

// mendFirstSubject gives the clause of verb v, which is said by the verb behind it, its subject, where that was hung from who says so: "A strike on a school sheltering the
// displaced killed 20, the council said".
func mendFirstSubject(doc *language.Doc, s language.Sentence, v int) {
	t := &doc.Tokens[v]
	said := int(t.Head)
	if t.Rel != language.Ccomp || !isFinite(t) || said <= v || said >= int(s.End) || doc.Child(v, language.Nsubj, language.NsubjPass) >= 0 {
		return
	}
	first, second := -1, -1
	for i := int(s.First); i < int(s.End); i++ {
		if isSubject(doc, i) && int(doc.Tokens[i].Head) == said {
			if first < 0 {
				first = i
			} else {
				second = i
			}
		}
	}
	if first >= 0 && first < v && second > v {
		doc.Tokens[first].Head = int32(v)
	}
}

// mendWhom makes "whom" at token c the object that it is, and who stands behind it the subject: "two men whom it had seized".
func mendWhom(doc *language.Doc, s language.Sentence, c int) {
	t := &doc.Tokens[c]
	v := int(t.Head)
	if t.Lower != "whom" || t.Rel != language.Nsubj || v <= c || v >= int(s.End) {
		return
	}
	t.Rel = language.Obj
	for i := c + 1; i < v; i++ {
		if h := int(doc.Tokens[i].Head); isSubject(doc, i) && h > i && h < v && doc.Tokens[h].Rel == language.Aux && int(doc.Tokens[h].Head) == v {
			doc.Tokens[i].Head = int32(v)
		}
	}
}

// mendElidedPassive makes a passive of the participle at token v joined to one, whose number stands right before it: "seven were killed and 20 others abducted".
func mendElidedPassive(doc *language.Doc, s language.Sentence, v int) {
	t := &doc.Tokens[v]
	h := int(t.Head)
	if t.UPOS != language.VERB || t.XPOS != language.TagVBN && t.XPOS != language.TagVBD || t.Rel != language.Conj || h < int(s.First) || h >= v || doc.Child(h, language.AuxPass) < 0 {
		return
	}
	n := doc.Child(v, language.Nsubj)
	if n < 0 || n != v-1 || doc.Child(v, language.Aux, language.AuxPass, language.Obj, language.Ccomp, language.Xcomp) >= 0 || doc.Child(n, language.Nummod) < 0 && !countsAlone(&doc.Tokens[n]) {
		return
	}
	if v+1 < int(s.End) && doc.Tokens[v+1].UPOS != language.PUNCT && doc.Tokens[v+1].UPOS != language.ADP && doc.Tokens[v+1].UPOS != language.SCONJ && doc.Tokens[v+1].UPOS != language.ADV {
		return
	}
	doc.Tokens[n].Rel, t.XPOS = language.NsubjPass, language.TagVBN
}

// mendApposed makes the nominal at token m, between commas behind a list that "and" has closed, say who its last member is, where it was taken for one more: "the driver and
// the guard, a man of fifty, died".
func mendApposed(doc *language.Doc, s language.Sentence, m int) {
	t := &doc.Tokens[m]
	h := int(t.Head)
	if t.Rel != language.Conj || t.UPOS != language.NOUN || h < int(s.First) || h >= m || m+1 >= int(s.End) || doc.Tokens[m+1].Form != "," || doc.Child(m, language.Cc) >= 0 {
		return
	}
	if det := doc.Child(m, language.Det); det < int(s.First)+1 || doc.Tokens[det].Lower != "a" && doc.Tokens[det].Lower != "an" || doc.Tokens[det-1].Form != "," {
		return
	}
	last := -1
	for i := h + 1; i < m; i++ {
		if k := &doc.Tokens[i]; k.Rel == language.Conj && int(k.Head) == h && doc.Child(i, language.Cc) >= 0 {
			last = i
		}
	}
	if last >= 0 && singular(&doc.Tokens[last]) && singular(t) {
		t.Head, t.Rel = int32(last), language.Appos
	}
}

// mendStrandedSubject gives verb v the two nominals before it for its subject, where it was joined to the first and that hung from the verb of the clause of "while" behind:
// "200 farmers and their children have died, while 3,000 people have fled".
func mendStrandedSubject(doc *language.Doc, s language.Sentence, v int) {
	t := &doc.Tokens[v]
	n := int(t.Head)
	if t.UPOS != language.VERB || t.Rel != language.Conj || n < int(s.First) || n >= v || !isSubject(doc, n) || doc.Child(v, language.Aux, language.AuxPass) < 0 {
		return
	}
	x, m := int(doc.Tokens[n].Head), doc.Child(v, language.Nsubj, language.NsubjPass)
	if x <= v || x >= int(s.End) || doc.Child(x, language.Mark) <= v || m <= n || m >= v {
		return
	}
	cc := doc.Child(v, language.Cc)
	if cc <= n || cc >= m {
		return
	}
	t.Head, t.Rel = doc.Tokens[x].Head, doc.Tokens[x].Rel
	doc.Tokens[x].Head, doc.Tokens[x].Rel = int32(v), language.Advcl
	doc.Tokens[n].Head, doc.Tokens[n].Rel = int32(v), doc.Tokens[m].Rel
	doc.Tokens[m].Head, doc.Tokens[m].Rel = int32(n), language.Conj
	doc.Tokens[cc].Head = int32(m)
}

// mendWoundedToo makes a passive of "wounded" and its kin at token v behind a bare number or "another", joined to one, where it was taken for an adjective or a noun: "two were killed
// and three wounded in a raid".
func mendWoundedToo(doc *language.Doc, s language.Sentence, v int) {
	t := &doc.Tokens[v]
	h, lemma := int(t.Head), hurts[t.Lower]
	if lemma == "" || t.UPOS != language.ADJ && t.UPOS != language.NOUN || t.Rel != language.Conj || h < int(s.First) || h >= v || doc.Tokens[h].UPOS != language.VERB || doc.Child(h, language.AuxPass) < 0 {
		return
	}
	n := v - 1
	if doc.Tokens[n].UPOS != language.NUM && doc.Tokens[n].Lower != "another" || int(doc.Tokens[n].Head) != v || doc.Child(v, language.Cop, language.Nsubj) >= 0 {
		return
	}
	t.UPOS, t.XPOS, t.Lemma = language.VERB, language.TagVBN, lemma
	doc.Tokens[n].Rel = language.NsubjPass
	for i := v + 1; i < int(s.End); i++ {
		if k := &doc.Tokens[i]; int(k.Head) == v && k.Rel == language.Nmod {
			k.Rel = language.Obl
		}
	}
}

// hurts are the participles of harm that look like adjectives, with their verbs.
var hurts = map[string]string{"wounded": "wound", "injured": "injure", "hurt": "hurt"}

// mendJoinedVerb hangs the finite verb without a subject behind the conjunction at token c from the verb with which it is joined, where it was joined to a noun of
// that one's, or taken for a clause about it: "reiterated their commitment to the truce and called for talks", "burned dozens of homes in Marr and abducted 12 people". A
// noun is joined to no finite verb, and "and" opens no relative clause.
func mendJoinedVerb(doc *language.Doc, s language.Sentence, c int) {
	v := int(doc.Tokens[c].Head)
	if v <= c || v >= int(s.End) {
		return
	}
	about := doc.Tokens[v].Rel == language.AclRelcl && v == c+1 && doc.Tokens[c].UPOS == language.CCONJ
	if !about && doc.Tokens[v].Rel != language.Conj || doc.Tokens[v].XPOS != language.TagVBD && doc.Tokens[v].XPOS != language.TagVBZ || doc.Child(v, language.Nsubj, language.NsubjPass, language.AuxPass, language.Expl) >= 0 {
		return
	}
	h := int(doc.Tokens[v].Head)
	if h < int(s.First) || h >= c || doc.Tokens[h].UPOS != language.NOUN && doc.Tokens[h].UPOS != language.PROPN && !isNonFinite(doc, h) {
		return
	}
	for steps := 0; h >= int(s.First) && steps < farthest; steps++ {
		if t := &doc.Tokens[h]; isFinite(t) && h < c {
			if t.XPOS == doc.Tokens[v].XPOS {
				doc.Tokens[v].Head, doc.Tokens[v].Rel = int32(h), language.Conj
			}
			return
		}
		h = int(doc.Tokens[h].Head)
	}
}

// isNonFinite tells whether token h is a gerund, or an infinitive with its "to".
func isNonFinite(doc *language.Doc, h int) bool {
	if doc.Child(h, language.Aux, language.AuxPass, language.Nsubj) >= 0 {
		return false
	}
	switch doc.Tokens[h].XPOS {
	case language.TagVBG:
		return true
	case language.TagVB:
		m := doc.Child(h, language.Mark)
		return m >= 0 && doc.Tokens[m].Lower == "to"
	}
	return false
}

// mendVoiced makes the noun that it is of a verb in its base form right behind one that voices it, at token c: "expressed hope that they would sign".
func mendVoiced(doc *language.Doc, s language.Sentence, c int) {
	t := &doc.Tokens[c]
	v := c - 1
	if t.Rel != language.Xcomp || int(t.Head) != v || t.XPOS != language.TagVB && t.XPOS != language.TagVBP || doc.Child(c, language.Mark) >= 0 {
		return
	}
	if l := doc.Tokens[v].Lemma; l != "express" && l != "voice" {
		return
	}
	t.UPOS, t.XPOS, t.Rel = language.NOUN, language.TagNN, language.Obj
	if k := doc.Child(c, language.Ccomp); k > c {
		doc.Tokens[k].Rel = language.Acl
	}
}
