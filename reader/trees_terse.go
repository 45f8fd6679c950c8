package reader

import "github.com/parley-desk/parley/language"

// mendElided makes a verb of the participle right behind the bare number of people at token n, joined to a verb before it, where the number
// alone was taken for what is joined: "three were killed and dozens wounded in the raid".
func mendElided(doc *language.Doc, s language.Sentence, n int) {
	t, v := &doc.Tokens[n], n+1
	if t.Rel != language.Conj || t.UPOS != language.NOUN || !countsAlone(t) || v >= int(s.End) || doc.Tokens[v].XPOS != language.TagVBN && doc.Tokens[v].XPOS != language.TagVBD {
		return
	}
	h, p := int(t.Head), &doc.Tokens[v]
	if h < int(s.First) || h > n || doc.Tokens[h].UPOS != language.VERB || p.Rel != language.Acl || int(p.Head) != n || doc.Child(v, language.Obj) >= 0 {
		return
	}
	p.Head, p.Rel, p.XPOS = t.Head, language.Conj, language.TagVBN
	t.Head, t.Rel = int32(v), language.NsubjPass
	for i := h; i < int(s.End); i++ {
		if k := &doc.Tokens[i]; int(k.Head) == n && (i > v || k.Rel == language.Cc) {
			k.Head = int32(v)
		}
	}
}

// mendGrowing makes an adjective of the participle at token p that only says how what is named behind it goes on, where it was taken for a clause: "wounded in
// escalating shelling by the front".
func mendGrowing(doc *language.Doc, s language.Sentence, p int) {
	t := &doc.Tokens[p]
	if t.XPOS != language.TagVBG || !goesOn[t.Lower] || t.Rel != language.Advcl || doc.Tokens[p-1].Rel != language.Mark || int(doc.Tokens[p-1].Head) != p {
		return
	}
	o := doc.Child(p, language.Obj)
	if o < p || doc.Tokens[o].UPOS != language.NOUN || doc.Child(o, language.Det) >= 0 {
		return
	}
	beneath(doc, s, p, o, language.Obl)
	t.UPOS, t.XPOS, t.Rel = language.ADJ, language.TagJJ, language.Amod
	doc.Tokens[p-1].Rel, doc.Tokens[p-1].UPOS = language.Case, language.ADP
	for i := p + 1; i < int(s.End); i++ { // what hung on the clause is the noun's own
		if k := &doc.Tokens[i]; int(k.Head) == o && k.Rel == language.Obl {
			k.Rel = language.Nmod
		}
	}
}

// goesOn are participles by which a noun of action is told to grow or last.
var goesOn = map[string]bool{"escalating": true, "intensifying": true, "continuing": true, "ongoing": true, "growing": true, "mounting": true, "rising": true, "raging": true, "surging": true}

// beneath puts token o, which hung from token p, in the place of p by relation rel, and p with all else that hung from it under o.
func beneath(doc *language.Doc, s language.Sentence, p, o int, rel language.Relation) {
	doc.Tokens[o].Head, doc.Tokens[o].Rel = doc.Tokens[p].Head, rel
	for i := int(s.First); i < int(s.End); i++ {
		if int(doc.Tokens[i].Head) == p {
			doc.Tokens[i].Head = int32(o)
		}
	}
	doc.Tokens[p].Head = int32(o)
}

// mendStricken makes an adjective of the participle behind the hyphen at token c that says what a land suffers or who has it, where it was taken for a
// verb: "in rebel-hit eastern Solmark".
func mendStricken(doc *language.Doc, s language.Sentence, c int) {
	if doc.Tokens[c].XPOS != language.TagHYPH || doc.Tokens[c].SpaceAfter || doc.Tokens[c-1].SpaceAfter || c+2 >= int(s.End) || !stricken[doc.Tokens[c+1].Lower] {
		return
	}
	p := c + 1
	if rel := doc.Tokens[p].Rel; rel != language.Advcl && rel != language.Acl && rel != language.Xcomp {
		return
	}
	o := doc.Child(p, language.Obj)
	if o < p || doc.Tokens[o].UPOS != language.NOUN && doc.Tokens[o].UPOS != language.PROPN {
		return
	}
	over := doc.Tokens[p].Head
	beneath(doc, s, p, o, language.Obl)
	t := &doc.Tokens[p]
	t.UPOS, t.XPOS, t.Rel = language.ADJ, language.TagJJ, language.Amod
	for i := int(s.First); i < int(s.End); i++ {
		k := &doc.Tokens[i]
		switch {
		case int(k.Head) != o || i == p:
		case k.Rel == language.Mark:
			k.Rel, k.UPOS = language.Case, language.ADP
		case i == c-1 || i == c:
			k.Head = int32(p)
		case i > o && (k.Rel == language.Advcl || k.Rel == language.Obl):
			k.Head = over
		}
	}
}

// stricken are participles behind a hyphen that say what befell a land or who holds it.
var stricken = map[string]bool{"hit": true, "torn": true, "stricken": true, "ravaged": true, "plagued": true, "wracked": true, "held": true, "ruled": true, "controlled": true, "ridden": true, "prone": true}

// mendAged makes "17-year-old" with an article and no noun behind it, at token o ("old"), the subject that it is: "A 17-year-old was shot".
func mendAged(doc *language.Doc, s language.Sentence, o int) {
	n, a := o-4, o-5
	if doc.Tokens[o].Lower != "old" || a < int(s.First) || doc.Tokens[o-2].Lower != "year" || doc.Tokens[n].UPOS != language.NUM || doc.Tokens[a].UPOS != language.DET || doc.Tokens[a].Head != language.Root {
		return
	}
	v := int(doc.Tokens[o].Head)
	if !isSubject(doc, o) || v <= o || v >= int(s.End) || doc.Tokens[v].Rel != language.Parataxis && doc.Tokens[v].Rel != language.AclRelcl && doc.Tokens[v].Rel != language.Acl {
		return
	}
	for i := int(s.First); i < int(s.End); i++ {
		if k := &doc.Tokens[i]; int(k.Head) == a && i != v {
			k.Head = int32(v)
		}
	}
	doc.Tokens[v].Head, doc.Tokens[v].Rel = language.Root, language.RootRel
	doc.Tokens[a].Head, doc.Tokens[a].Rel = int32(o), language.Det
}

// mendJoinedGerund joins the participle at token g to the participle whose object it was taken to be listed with: "killing a boy and wounding his father".
func mendJoinedGerund(doc *language.Doc, s language.Sentence, g int) {
	t := &doc.Tokens[g]
	o := int(t.Head)
	if t.XPOS != language.TagVBG || t.UPOS != language.VERB || t.Rel != language.Conj || o < int(s.First) || o >= g || doc.Tokens[o].Rel != language.Obj || doc.Child(g, language.Obj) < g {
		return
	}
	v := int(doc.Tokens[o].Head)
	if v < int(s.First) || v >= o || doc.Tokens[v].XPOS != language.TagVBG || doc.Tokens[o].UPOS == language.VERB {
		return
	}
	t.Head = int32(v)
}

// mendDescribed makes verb v, which has a subject and a word of when of its own, a clause beside the verb over the nominal of which it was taken to be said: "the
// dead included a guard, while two porters were killed in Selby".
func mendDescribed(doc *language.Doc, s language.Sentence, m int) {
	if doc.Tokens[m].Rel != language.Mark {
		return
	}
	v := int(doc.Tokens[m].Head)
	switch doc.Tokens[m].Lower {
	case "while", "when", "although", "because":
	default:
		return
	}
	if v <= m || v >= int(s.End) || doc.Tokens[v].Rel != language.Acl || doc.Child(v, language.Nsubj, language.NsubjPass) < m {
		return
	}
	if over := clauseOver(doc, v); over >= 0 && over != v {
		doc.Tokens[v].Head, doc.Tokens[v].Rel = int32(over), language.Advcl
	}
}

// mendBelieved makes what somebody is "believed to be", at token v, a clause about the subject before it, where it was taken for the predicate and the verb behind
// it for a word about that: "Gunmen believed to be rebels killed ten farmers".
func mendBelieved(doc *language.Doc, s language.Sentence, v int) {
	t := &doc.Tokens[v]
	if !believed[t.Lower] || v+3 >= int(s.End) || doc.Tokens[v+1].Lower != "to" || doc.Tokens[v+2].Lower != "be" {
		return
	}
	n, x := doc.Child(v, language.Nsubj, language.NsubjPass), doc.Child(v, language.Xcomp, language.Obl)
	if n < int(s.First) || n >= v || x <= v+2 || doc.Child(v, language.AuxPass, language.Aux) >= 0 {
		return
	}
	for i := x + 1; i < int(s.End); i++ {
		k := &doc.Tokens[i]
		if k.UPOS == language.PUNCT {
			return
		}
		if k.UPOS != language.VERB {
			continue
		}
		if h := int(k.Head); h != x && h != v || k.Rel != language.Acl && k.Rel != language.Conj && k.Rel != language.Xcomp && k.Rel != language.Ccomp && k.Rel != language.Advcl || k.XPOS == language.TagVBG || doc.Child(i, language.Nsubj) >= 0 {
			return
		}
		if k.XPOS == language.TagVBN && doc.Child(i, language.Aux) < 0 {
			k.XPOS = language.TagVBD
		}
		k.Head, k.Rel = t.Head, t.Rel
		doc.Tokens[n].Head = int32(i)
		t.Head, t.Rel, t.XPOS = int32(n), language.Acl, language.TagVBN
		for j := int(s.First); j < int(s.End); j++ {
			if h := int(doc.Tokens[j].Head); (h == v || h == x) && (j > i || j < n) {
				doc.Tokens[j].Head = int32(i)
			}
		}
		return
	}
}

// believed are participles by which it is said what somebody is taken to be.
var believed = map[string]bool{"believed": true, "suspected": true, "thought": true, "alleged": true, "said": true, "reported": true, "presumed": true}

// mendParticle gives the particle at token c, which was taken for the preposition of the verb's object, to the verb right before it: "shot down a drone".
func mendParticle(doc *language.Doc, s language.Sentence, c int) {
	t := &doc.Tokens[c]
	n := int(t.Head)
	if t.XPOS != language.TagRP || t.Rel != language.Case || n <= c || n >= int(s.End) || doc.Tokens[c-1].UPOS != language.VERB || int(doc.Tokens[n].Head) != c-1 || doc.Tokens[n].Rel != language.Obj {
		return
	}
	t.Head, t.Rel = int32(c-1), language.CompoundPrt
}

// mendInWhich makes the verb of "in which" at token c a clause about the noun before it, where it was taken for one more of the main clause or its subject for one
// more of that noun, and joins to it the verbs behind that were joined elsewhere: "after an attack in which gunmen stormed a village, killed 40 and abducted 12".
func mendInWhich(doc *language.Doc, s language.Sentence, c int) {
	v, a := int(doc.Tokens[c].Head), c-2
	if v > c && v < int(s.End) && doc.Tokens[v].UPOS != language.VERB { // hung on its subject
		v = doc.Child(v, language.Acl)
	}
	if doc.Tokens[c].Lower != "which" || doc.Tokens[c-1].Lower != "in" || v <= c || v >= int(s.End) || doc.Tokens[v].UPOS != language.VERB {
		return
	}
	for a > int(s.First) && doc.Tokens[a].UPOS == language.PUNCT {
		a--
	}
	if a < int(s.First) || doc.Tokens[a].UPOS != language.NOUN {
		return
	}
	over := clauseOver(doc, a)
	if t := &doc.Tokens[v]; t.Rel != language.AclRelcl {
		n := doc.Child(v, language.Nsubj)
		if h := int(t.Head); n < 0 && t.Rel == language.Acl && h > c && h < v && int(doc.Tokens[h].Head) == a {
			n = h
		} else if n < 0 && v-1 > c && int(doc.Tokens[v-1].Head) == v && doc.Tokens[v-1].Rel == language.Advmod {
			n = v - 1 // "gunmen", taken for an adverb
		}
		if n <= c || t.Rel != language.Conj && t.Rel != language.Acl {
			return
		}
		t.Head, t.Rel, t.XPOS = int32(a), language.AclRelcl, language.TagVBD
		doc.Tokens[n].Head, doc.Tokens[n].Rel, doc.Tokens[n].UPOS = int32(v), language.Nsubj, language.NOUN
		doc.Tokens[c].Head = int32(v)
	}
	for i := v + 1; i < int(s.End); i++ {
		k := &doc.Tokens[i]
		if k.UPOS != language.VERB || k.XPOS != language.TagVBD && k.XPOS != language.TagVBN || doc.Child(i, language.Nsubj, language.NsubjPass, language.AuxPass, language.Mark) >= 0 {
			continue
		}
		switch h := int(k.Head); {
		case over >= 0 && h == over && k.Rel == language.Conj:
			k.Head = int32(v)
		case k.Rel == language.Acl && h > v && h < i && doc.Tokens[i-1].Form == "," && doc.Child(i, language.Obj) > i && (int(doc.Tokens[h].Head) == v || int(doc.Tokens[max(0, int(doc.Tokens[h].Head))].Head) == v):
			k.Head, k.Rel, k.XPOS = int32(v), language.Conj, language.TagVBD // "stormed the village, killed 40": behind a comma, with an object
		}
	}
}

// mendSustained makes a verb of "sustained" and its kin at token p between who did and what was: "13 sustained injuries", "four guards embraced martyrdom".
func mendSustained(doc *language.Doc, s language.Sentence, p int) {
	t := &doc.Tokens[p]
	o, n := int(t.Head), p-1
	if what := sustains[t.Lower]; what == "" || t.Rel != language.Amod || o <= p || o >= int(s.End) || doc.Tokens[o].Lemma != what && doc.Tokens[o].Lower != what && (what != "martyrdom" || doc.Tokens[o].Lower != "shahadat") {
		return
	}
	if u := doc.Tokens[n].UPOS; u != language.NOUN && u != language.PROPN && !countsAlone(&doc.Tokens[n]) {
		return
	}
	top := o // what stands in the tree for the whole clause
	if doc.Under(o, n) {
		top = n
		if h := int(doc.Tokens[n].Head); h >= int(s.First) && h < n && doc.Tokens[h].UPOS == language.NUM {
			top = h
		}
	}
	t.Head, t.Rel = doc.Tokens[top].Head, doc.Tokens[top].Rel
	t.UPOS, t.XPOS, t.Lemma = language.VERB, language.TagVBD, sustain[t.Lower]
	switch t.Rel {
	case language.Nsubj, language.Obj, language.Obl, language.Nmod, language.OblUnmarked:
		t.Rel = language.Conj
	}
	for i := int(s.First); i < int(s.End); i++ {
		if k := &doc.Tokens[i]; i != p && (int(k.Head) == o && (i < p || i > o) || int(k.Head) == top && i > p && i != o) {
			k.Head = int32(p)
		}
	}
	if top != n && top != o {
		doc.Tokens[top].Head, doc.Tokens[top].Rel = int32(n), language.Nummod
	}
	doc.Tokens[n].Head, doc.Tokens[n].Rel = int32(p), language.Nsubj
	doc.Tokens[o].Head, doc.Tokens[o].Rel = int32(p), language.Obj
}

// sustain are the lemmas of the verbs of sustains.
var sustain = map[string]string{"sustained": "sustain", "suffered": "suffer", "received": "receive", "embraced": "embrace"}

// sustains are the verbs of what befell somebody, with what they take.
var sustains = map[string]string{"sustained": "injury", "suffered": "injury", "received": "injury", "embraced": "martyrdom"}

// mendShotDead gives who did it to the verb before "dead" at token c, where it was hung on that: "was shot dead by troops".
func mendShotDead(doc *language.Doc, s language.Sentence, c int) {
	t := &doc.Tokens[c]
	v := int(t.Head)
	if t.Lower != "dead" || t.Rel != language.Xcomp || v != c-1 || doc.Tokens[v].XPOS != language.TagVBN || doc.Child(v, language.AuxPass) < 0 {
		return
	}
	for i := c + 1; i < int(s.End); i++ {
		k := &doc.Tokens[i]
		if int(k.Head) != c || k.Rel != language.Obl && k.Rel != language.Nmod && k.Rel != language.OblAgent {
			continue
		}
		k.Head = int32(v)
		if led := doc.Child(i, language.Case); led >= 0 && doc.Tokens[led].Lower == "by" {
			k.Rel = language.OblAgent
		}
	}
}

// mendLeft makes the verb that it is of "left" at token c behind its subject, where it was taken for an adverb: "It left more than 70 people dead".
func mendLeft(doc *language.Doc, c int) {
	t := &doc.Tokens[c]
	n := int(t.Head)
	if t.Lower != "left" || t.UPOS != language.ADV || n <= c || doc.Tokens[n].UPOS != language.NOUN || doc.Child(n, language.Nsubj) != c-1 || doc.Child(n, language.Cop) >= 0 && doc.Child(n, language.Cop) < n {
		return
	}
	t.Head, t.Rel, t.UPOS, t.XPOS, t.Lemma = doc.Tokens[n].Head, doc.Tokens[n].Rel, language.VERB, language.TagVBD, "leave"
	doc.Tokens[n].Head, doc.Tokens[n].Rel = int32(c), language.Obj
	doc.Tokens[c-1].Head = int32(c)
}

// mendSetFire makes the verb that it is of "set" at token c in "set fire to", where it was taken for an adjective or a noun.
func mendSetFire(doc *language.Doc, s language.Sentence, c int) {
	t, fire := &doc.Tokens[c], c+1
	if t.Lower != "set" || c+2 >= int(s.End) || doc.Tokens[fire].Lower != "fire" || doc.Tokens[c+2].Lower != "to" || int(t.Head) != fire || t.Rel != language.Amod && t.Rel != language.Compound {
		return
	}
	t.Head, t.Rel, t.UPOS, t.XPOS = doc.Tokens[fire].Head, doc.Tokens[fire].Rel, language.VERB, language.TagVBD
	over, told := int(t.Head), false
	if who := doc.Child(fire, language.Nsubj); who >= 0 && who < c { // "the rebels, who on Monday set fire to two buses": has its subject
		told = true
		if over >= 0 && over < who && doc.Tokens[who].UPOS == language.PRON {
			t.Rel = language.AclRelcl
		}
		if n := int(doc.Tokens[c+2].Head); n > c+2 && n < int(s.End) && int(doc.Tokens[n].Head) == over {
			doc.Tokens[n].Head, doc.Tokens[n].Rel = int32(c), language.Obl
		}
	}
	for i := int(s.First); i < int(s.End); i++ {
		k := &doc.Tokens[i]
		if int(k.Head) != fire && !(int(k.Head) == c && k.Rel == language.Compound && i < c) {
			continue
		}
		k.Head = int32(c)
		switch {
		case told && i < c && k.Rel == language.Compound:
			k.Rel = language.OblUnmarked // "this morning"
		case i < c && (k.Rel == language.Compound || k.Rel == language.NmodDesc):
			k.Rel = language.Nsubj // "a mob"
			for j := int(s.First); j < i; j++ {
				if d := &doc.Tokens[j]; d.Rel == language.Det && int(d.Head) == c {
					d.Head = int32(i)
				}
			}
		case i > fire && k.Rel == language.Nmod:
			k.Rel = language.Obl
			if over > i && t.Rel == language.Nsubj && doc.Tokens[over].XPOS == language.TagVBG { // "an ambulance ferrying them": said of that
				burned(doc, s, c, i, over)
			}
		}
	}
	doc.Tokens[fire].Head, doc.Tokens[fire].Rel = int32(c), language.Obj
}

// burned puts verb set into the place of the participle p that was taken for the predicate of what was set on fire, at token n, and that to n.
func burned(doc *language.Doc, s language.Sentence, set, n, p int) {
	doc.Tokens[set].Head, doc.Tokens[set].Rel = doc.Tokens[p].Head, doc.Tokens[p].Rel
	doc.Tokens[p].Head, doc.Tokens[p].Rel = int32(n), language.Acl
	for i := int(s.First); i < set; i++ {
		if int(doc.Tokens[i].Head) == p {
			doc.Tokens[i].Head = int32(set)
		}
	}
}

// mendOfSecond hangs what "of" at token c leads to from the second of two nominals joined by "and", right before it, where it was hung from the first though that has its
// own word for whose it is: "clashes between government forces and members of the front".
func mendOfSecond(doc *language.Doc, s language.Sentence, c int) {
	n, k := int(doc.Tokens[c].Head), c-1
	if doc.Tokens[c].Lower != "of" || doc.Tokens[c].Rel != language.Case || n <= c || n >= int(s.End) || doc.Tokens[n].Rel != language.Nmod {
		return
	}
	h := doc.Tokens[n].Head
	if doc.Tokens[k].Rel != language.Conj || doc.Tokens[k].Head != h || int(h) < int(s.First) || int(h) >= k || doc.Tokens[k].UPOS != language.NOUN {
		return
	}
	if doc.Child(int(h), language.Compound, language.NmodPoss) >= 0 && doc.Child(k, language.Compound, language.NmodPoss) < 0 {
		doc.Tokens[n].Head = int32(k)
	}
}

// mendAllied makes an adjective of "allied" and its kin behind "and", where it was taken for a verb and who is meant for its object, and joins these to the nominal before: "after
// the army and allied militias said".
func mendAllied(doc *language.Doc, s language.Sentence) {
	for v := int(s.First) + 2; v+2 < int(s.End); v++ {
		t := &doc.Tokens[v]
		n, and := v-2, v-1
		if !allied[t.Lower] || t.UPOS != language.VERB || t.Rel != language.Conj || doc.Tokens[and].UPOS != language.CCONJ || doc.Tokens[n].UPOS != language.NOUN && doc.Tokens[n].UPOS != language.PROPN {
			continue
		}
		o := doc.Child(v, language.Obj)
		x := o + 1
		if o <= v || x >= int(s.End) || doc.Tokens[x].UPOS != language.VERB && doc.Tokens[x].UPOS != language.AUX || doc.Under(n, v) {
			continue
		}
		for i := int(s.First); i < int(s.End); i++ {
			if k := &doc.Tokens[i]; int(k.Head) == v && i != o {
				k.Head = t.Head
			}
		}
		doc.Tokens[o].Head, doc.Tokens[o].Rel = int32(n), language.Conj
		doc.Tokens[and].Head = int32(o)
		t.Head, t.Rel, t.UPOS, t.XPOS = int32(o), language.Amod, language.ADJ, language.TagJJ
	}
}

// allied are words for who belongs with somebody that look like verbs in the past.
var allied = map[string]bool{"allied": true, "armed": true, "affiliated": true, "aligned": true, "associated": true, "attached": true}

// mendOpenedFire makes the verb that it is of "opened" at token c in "police opened fire", where it was taken for an adjective of the fire: the noun before it is its
// subject, and behind "when" and its like it tells what the verb before happened by.
func mendOpenedFire(doc *language.Doc, s language.Sentence, c int) {
	t, fire, who := &doc.Tokens[c], c+1, c-1
	if t.Lower != "opened" || fire >= int(s.End) || doc.Tokens[fire].Lower != "fire" || int(t.Head) != fire || t.Rel != language.Amod && t.Rel != language.Compound || who < int(s.First) {
		return
	}
	if u := doc.Tokens[who].UPOS; u != language.NOUN && u != language.PROPN {
		return
	}
	head, rel := doc.Tokens[fire].Head, doc.Tokens[fire].Rel
	for i := int(s.First); i < int(s.End); i++ {
		k := &doc.Tokens[i]
		if i == who || int(k.Head) != fire || i > who && i <= fire {
			continue
		}
		k.Head = int32(c)
		if i > fire && k.Rel == language.Nmod {
			k.Rel = language.Obl
		}
	}
	t.Head, t.Rel, t.UPOS, t.XPOS, t.Lemma = head, rel, language.VERB, language.TagVBD, "open"
	doc.Tokens[who].Head, doc.Tokens[who].Rel = int32(c), language.Nsubj
	doc.Tokens[fire].Head, doc.Tokens[fire].Rel = int32(c), language.Obj
	if rel == language.RootRel || doc.Child(c, language.Advmod, language.Mark) < 0 {
		return
	}
	over := int(head)
	for over >= int(s.First) && doc.Tokens[over].UPOS != language.VERB && doc.Tokens[over].Rel != language.RootRel {
		over = int(doc.Tokens[over].Head)
	}
	if over >= int(s.First) && over != c {
		t.Head, t.Rel = int32(over), language.Advcl
	}
}
