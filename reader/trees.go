package reader

import "github.com/parley-desk/parley/language"

// mend sets right what the parser is known to hang wrongly in sentence s: of two subjects of one verb with "and"
// between them ("The government and the rebels agreed") the second belongs to the first; a nominal with a finite verb right
// behind it is that verb's subject and no second object ("recalled their envoys and Ruvania shut the crossing").
func mend(doc *language.Doc, s language.Sentence) {
	for c := s.First + 1; c+1 < s.End; c++ {
		mendCounted(doc, s, int(c))
		mendOpened(doc, s, int(c))
		if t := &doc.Tokens[c]; t.Rel == language.Cc && (t.Lower == "and" || t.Lower == "or") {
			mendSubjects(doc, s, int(c))
			mendClause(doc, s, int(c))
		}
	}
}

// mendCounted gives the clause of the copula at token c its subject, where that is a number behind a semicolon that was hung from the clause before.
func mendCounted(doc *language.Doc, s language.Sentence, c int) {
	n := c - 1
	if doc.Tokens[c].Rel != language.Cop || n <= int(s.First) || doc.Tokens[n].UPOS != language.NUM || doc.Tokens[n-1].Form != ";" {
		return
	}
	if is := doc.Tokens[c].Head; doc.Tokens[n].Head != is && int(is) > c && doc.Child(int(is), language.Nsubj) < 0 {
		doc.Tokens[n].Head, doc.Tokens[n].Rel = is, language.Nsubj
	}
}

// mendOpened gives the clause that a colon or semicolon at token c opens its subject, where that was hung from the clause before
// and the verb taken for a second one of it: "it would have had work to do: fire across the river killed three".
func mendOpened(doc *language.Doc, s language.Sentence, c int) {
	if form := doc.Tokens[c].Form; form != ":" && form != ";" {
		return
	}
	subject := -1
	for i := c + 1; i < int(s.End); i++ {
		t := &doc.Tokens[i]
		switch {
		case t.Form == ":" || t.Form == ";":
			return
		case t.Head >= int32(c) || t.Rel == language.Punct:
		case subject < 0 && (t.UPOS == language.NOUN || t.UPOS == language.PROPN || t.UPOS == language.PRON):
			subject = i
		case subject >= 0 && t.Rel == language.Conj && isFinite(t) && doc.Child(i, language.Nsubj, language.NsubjPass) < 0:
			t.Rel = language.Parataxis
			doc.Tokens[subject].Head, doc.Tokens[subject].Rel = int32(i), language.Nsubj
			return
		default:
			return
		}
	}
}

// isFinite tells whether a token is a verb in the present or past.
func isFinite(t *language.Token) bool {
	return t.UPOS == language.VERB && (t.XPOS == language.TagVBD || t.XPOS == language.TagVBZ || t.XPOS == language.TagVBP)
}

// mendClause gives the clause that begins behind the conjunction at token c its subject, where that was taken for an object more of the verb before.
func mendClause(doc *language.Doc, s language.Sentence, c int) {
	n := int(doc.Tokens[c].Head)
	if n <= c || n+1 >= int(s.End) || doc.Tokens[n].Rel != language.Conj || doc.Tokens[n].UPOS != language.PROPN && doc.Tokens[n].UPOS != language.NOUN {
		return
	}
	v, o := &doc.Tokens[n+1], doc.Tokens[n].Head
	if v.Rel != language.Xcomp || !isFinite(v) || o < 0 || doc.Tokens[o].Rel != language.Obj || doc.Tokens[o].Head != v.Head {
		return
	}
	v.Rel = language.Conj
	doc.Tokens[n].Head, doc.Tokens[n].Rel = int32(n+1), language.Nsubj
	doc.Tokens[c].Head = int32(n + 1)
}

// mendSubjects hangs the subject behind the conjunction at token c from the one before it, if both are now of one verb and nothing
// but their own words stands between.
func mendSubjects(doc *language.Doc, s language.Sentence, c int) {
	second := -1
	for i := c + 1; i < int(s.End) && second < 0; i++ {
		if isSubject(doc, i) && int(doc.Tokens[i].Head) > i {
			second = i
		} else if t := &doc.Tokens[i]; t.UPOS == language.VERB || t.UPOS == language.PUNCT {
			return
		}
	}
	if second < 0 {
		return
	}
	verb := doc.Tokens[second].Head
	first := -1
	for i := c - 1; i >= int(s.First); i-- {
		if isSubject(doc, i) && doc.Tokens[i].Head == verb {
			first = i
			break
		}
	}
	if at := doc.Tokens[c].Head; first < 0 || at != verb && int(at) != second || !onlyOf(doc, first, second, c) {
		return
	}
	doc.Tokens[second].Head, doc.Tokens[second].Rel = int32(first), language.Conj
	doc.Tokens[c].Head = int32(second)
}

func isSubject(doc *language.Doc, i int) bool {
	rel := doc.Tokens[i].Rel
	return rel == language.Nsubj || rel == language.NsubjPass
}

// onlyOf tells whether all words between two nominals hang from one of them, but for the conjunction c and marks.
func onlyOf(doc *language.Doc, first, second, c int) bool {
	for i := first + 1; i < second; i++ {
		if i == c || doc.Tokens[i].UPOS == language.PUNCT {
			continue
		}
		top := i
		for steps := 0; top >= 0 && top != first && top != second && steps < int(second); steps++ {
			top = int(doc.Tokens[top].Head)
		}
		if top != first && top != second {
			return false
		}
	}
	return true
}
