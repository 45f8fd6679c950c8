package reader

import "github.com/parley-desk/parley/language"

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
