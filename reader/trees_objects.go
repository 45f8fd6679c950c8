package reader

import "github.com/parley-desk/parley/language"

// mendBeforeDay makes the noun at token c the object of the verb before it, where a bare day behind it took it for a part of its name:
// "the air force carried out strikes Friday evening".
func mendBeforeDay(doc *language.Doc, s language.Sentence, c int) {
	t := &doc.Tokens[c]
	day := int(t.Head)
	if t.Rel != language.Compound || t.UPOS != language.NOUN || day <= c || day >= int(s.End) || !days[doc.Tokens[c+1].Lower] || doc.Tokens[c-1].UPOS == language.NOUN && int(doc.Tokens[c-1].Head) != c {
		return
	}
	for i := c + 1; i < day; i++ {
		if int(doc.Tokens[i].Head) != day && doc.Tokens[i].Head != doc.Tokens[day].Head {
			return
		}
	}
	v := int(doc.Tokens[day].Head)
	if v < int(s.First) || v >= c || doc.Tokens[v].UPOS != language.VERB || doc.Tokens[day].Rel != language.OblUnmarked && doc.Tokens[day].Rel != language.Obj || doc.Child(day, language.Case) >= 0 {
		return
	}
	if o := doc.Child(v, language.Obj); o >= 0 && o != day {
		return
	}
	t.Head, t.Rel = int32(v), language.Obj
	doc.Tokens[day].Rel = language.OblUnmarked
}

// days are the names of days by which a report says when without a preposition.
var days = map[string]bool{"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true, "yesterday": true}

// mendSecond makes the second of two subjects of the verb of a sentence in the present, which stands behind it, its object: "the president
// meets Solmark's chancellor".
func mendSecond(doc *language.Doc, s language.Sentence, c int) {
	t := &doc.Tokens[c]
	v := int(t.Head)
	if t.Rel != language.Nsubj || v < int(s.First) || v >= c || doc.Tokens[v].XPOS != language.TagVBZ && doc.Tokens[v].XPOS != language.TagVBP || doc.Tokens[v].Rel != language.RootRel || doc.Child(v, language.Obj, language.Ccomp, language.Xcomp, language.AuxPass, language.Expl) >= 0 {
		return
	}
	first := doc.Child(v, language.Nsubj)
	if first < 0 || first >= v || doc.Tokens[first].XPOS == language.TagEX || doc.Tokens[v-1].UPOS == language.PUNCT {
		return // ", said the mayor"
	}
	for i := v + 1; i < c; i++ { // nothing but its own words between
		switch u := doc.Tokens[i].UPOS; u {
		case language.NOUN, language.PROPN, language.ADJ, language.DET, language.PART, language.NUM, language.ADV:
		default:
			return
		}
	}
	t.Rel = language.Obj
}

// mendFired gives verb h its object, the nominal right behind it, which was taken for the subject of the participle at token p behind that: "fired two missiles
// into the town killing three".
func mendFired(doc *language.Doc, s language.Sentence, p int) {
	t := &doc.Tokens[p]
	h, o := int(t.Head), doc.Child(p, language.Nsubj)
	if t.XPOS != language.TagVBG || t.Rel != language.Advcl || h < int(s.First) || o <= h || o > p || !isFinite(&doc.Tokens[h]) || doc.Child(p, language.Mark, language.Aux) >= 0 {
		return
	}
	if by := doc.Child(h, language.Nsubj); by < 0 || by > h || doc.Child(h, language.Obj, language.Ccomp, language.Xcomp) >= 0 {
		return
	}
	for i := h + 1; i < p; i++ {
		if k := &doc.Tokens[i]; k.UPOS == language.PUNCT || i < o && k.UPOS == language.ADP && int(k.Head) == o {
			return
		}
	}
	doc.Tokens[o].Head, doc.Tokens[o].Rel = int32(h), language.Obj
}

// mendWoundedBesides makes a passive of "wounded" and its kin at token v behind a number, joined to those who were killed, where it was joined to some of them who are told in
// between: "120 were killed, including 15 children, and more than 220 wounded in May".
func mendWoundedBesides(doc *language.Doc, s language.Sentence, v int) {
	t := &doc.Tokens[v]
	some, lemma, n := int(t.Head), hurts[t.Lower], v-1
	if lemma == "" || t.Rel != language.Conj || some < int(s.First) || some > v || doc.Child(v, language.Cc) < 0 || doc.Tokens[n].UPOS != language.NUM || int(doc.Tokens[n].Head) != v {
		return
	}
	led := doc.Child(some, language.Case)
	g := int(doc.Tokens[some].Head)
	if led < 0 || doc.Tokens[led].Lower != "including" || g < int(s.First) || doc.Tokens[g].UPOS != language.VERB || doc.Child(g, language.AuxPass) < 0 {
		return
	}
	t.UPOS, t.XPOS, t.Lemma, t.Head, t.Rel = language.VERB, language.TagVBN, lemma, int32(g), language.Conj
	doc.Tokens[n].Rel = language.NsubjPass
	for i := v + 1; i < int(s.End); i++ {
		if k := &doc.Tokens[i]; int(k.Head) == some && k.Rel == language.Nmod {
			k.Head, k.Rel = int32(v), language.Obl
		}
	}
}

// mendHit makes a passive of a verb at token v whose participle looks like its stem and which was taken for a predicate beside "been" or "was": "the posts have been
// repeatedly hit".
func mendHit(doc *language.Doc, s language.Sentence, v int) {
	t := &doc.Tokens[v]
	be := doc.Child(v, language.Cop)
	if !alike[t.Lower] || t.UPOS != language.VERB || be < int(s.First) || be > v || doc.Child(v, language.Obj) >= 0 {
		return
	}
	t.XPOS = language.TagVBN
	doc.Tokens[be].Rel = language.AuxPass
	if n := doc.Child(v, language.Nsubj); n >= 0 {
		doc.Tokens[n].Rel = language.NsubjPass
	}
}

// alike are verbs of which stem, past and participle are one form.
var alike = map[string]bool{"hit": true, "hurt": true, "shut": true, "cut": true, "beset": true, "split": true, "overrun": true}

// mendByMeans hangs the clause of token p that says by what means something was done on verb v before it, where it was hung on what is said of v's object: "stopped trucks
// carrying sugar by setting up roadblocks".
func mendByMeans(doc *language.Doc, s language.Sentence, p int) {
	t := &doc.Tokens[p]
	said := int(t.Head)
	by := doc.Child(p, language.Mark)
	if t.XPOS != language.TagVBG || t.Rel != language.Advcl || by < 0 || doc.Tokens[by].Lower != "by" || said < int(s.First) || said > p || doc.Tokens[said].Rel != language.Acl || doc.Tokens[said].XPOS != language.TagVBG {
		return
	}
	o := int(doc.Tokens[said].Head)
	if o < int(s.First) || doc.Tokens[o].Rel != language.Obj || doc.Tokens[o].Head < 0 || !isFinite(&doc.Tokens[doc.Tokens[o].Head]) {
		return
	}
	t.Head = doc.Tokens[o].Head
}

// mendSaidSubject gives the clause that verb h of saying tells its subject, the nominal right behind h, which was taken for h's object: "says two guards | have been killed", "said a
// strike on the camp | killed two".
func mendSaidSubject(doc *language.Doc, s language.Sentence, o int) {
	t := &doc.Tokens[o]
	h := int(t.Head)
	if t.Rel != language.Obj || h < int(s.First) || h > o || doc.Tokens[h].Lemma != "say" || !isFinite(&doc.Tokens[h]) || t.UPOS != language.NOUN && t.UPOS != language.PROPN || doc.Tokens[h+1].UPOS == language.PUNCT {
		return
	}
	for v := o + 1; v < int(s.End); v++ {
		k := &doc.Tokens[v]
		if k.UPOS != language.VERB || doc.Child(v, language.Nsubj, language.NsubjPass, language.Mark) >= 0 {
			continue
		}
		passive := doc.Child(v, language.AuxPass) >= 0
		switch {
		case int(k.Head) == h && k.Rel == language.Ccomp && doc.Child(v, language.Aux, language.AuxPass) > o:
		case int(k.Head) == o && k.Rel == language.Acl && (k.XPOS == language.TagVBN || k.XPOS == language.TagVBD) && doc.Child(v, language.Obj) > v:
			k.XPOS = language.TagVBD
		default:
			continue
		}
		k.Head, k.Rel = int32(h), language.Ccomp
		t.Head, t.Rel = int32(v), language.Nsubj
		if passive {
			t.Rel = language.NsubjPass
		}
		return
	}
}

// mendJoinedPast makes a past of the participle at token v that is joined to one and has an object of its own: "intercepted the missiles and shot down most of them".
func mendJoinedPast(doc *language.Doc, s language.Sentence, v int) {
	t := &doc.Tokens[v]
	h := int(t.Head)
	if u := doc.Tokens[v-1].UPOS; u != language.CCONJ && u != language.ADV {
		return // "after police accused the general"
	}
	if t.XPOS != language.TagVBN || t.Rel != language.Conj || h < int(s.First) || h > v || doc.Tokens[h].XPOS != language.TagVBD || doc.Child(v, language.Aux, language.AuxPass, language.Nsubj, language.NsubjPass) >= 0 || doc.Child(h, language.AuxPass) >= 0 {
		return
	}
	if o := doc.Child(v, language.OblUnmarked); o > v && doc.Tokens[o].UPOS != language.ADV && (doc.Tokens[o].UPOS != language.PROPN || !days[doc.Tokens[o].Lower]) && doc.Child(o, language.Nmod) > o && doc.Child(v, language.Obj) < 0 {
		doc.Tokens[o].Rel = language.Obj
	}
	if doc.Child(v, language.Obj) > v {
		t.XPOS = language.TagVBD
	}
}
