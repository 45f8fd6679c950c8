package language

// A gerund that names a deed is often taken for a participle where who did it or how stands right before it,
// and then two nouns hang in the air: "killed in police firing" for one killed in police, who fired.

var deedGerunds = wordsOf("deed-gerunds")

// deeds makes nouns of the gerunds of deeds in a tagged sentence where they close a phrase behind a preposition.
func (w *Worker) deeds(d *Doc, s int) {
	tokens := d.tokens(s)
	for i := range tokens {
		if t := &tokens[i]; t.XPOS == TagVBG && deedGerunds[t.Lower] && closesPhrase(tokens, i) {
			t.UPOS, t.XPOS, t.Lemma = NOUN, TagNN, t.Lower
			if how := &tokens[i-1]; how.XPOS == TagNNP && how.Form == how.Lower { // "cross-border": no name in small letters
				how.UPOS, how.XPOS = ADJ, TagJJ
			}
		}
	}
}

// wholes makes nouns of what is taken for a verb behind "a" and a plural, in a tagged sentence: one thing wants a noun in
// the singular to end it ("a weapons cache").
func (w *Worker) wholes(d *Doc, s int) {
	tokens := d.tokens(s)
	for i := 2; i < len(tokens); i++ {
		if t, a := &tokens[i], tokens[i-2].Lower; (t.XPOS == TagVBP || t.XPOS == TagVB) && tokens[i-1].XPOS == TagNNS && (a == "a" || a == "an") {
			t.UPOS, t.XPOS, t.Lemma = NOUN, TagNN, t.Lower
		}
	}
}

// closesPhrase tells whether the words before token i make a phrase with it behind a preposition, and none behind it belongs to it as an object does.
func closesPhrase(tokens []Token, i int) bool {
	if i+1 < len(tokens) {
		switch tokens[i+1].UPOS {
		case DET, NOUN, PROPN, PRON, NUM, ADJ:
			return false
		}
	}
	j := i - 1
	for ; j >= 0 && j > i-4; j-- {
		if t := &tokens[j]; t.UPOS != ADJ && t.XPOS != TagNN && t.XPOS != TagNNP && t.Lower != "police" && t.XPOS != TagDT {
			break
		}
	}
	return j >= 0 && j < i-1 && opensPhrase(&tokens[j])
}

// opensPhrase tells the prepositions behind which such a gerund is a noun: not "with", after which its subject stands ("with one soldier firing").
func opensPhrase(t *Token) bool {
	switch t.Lower {
	case "in", "by", "after", "during", "from", "of", "to", "amid", "despite", "following", "against":
		return t.UPOS == ADP || t.UPOS == SCONJ || t.XPOS == TagVBG
	}
	return false
}

// pasts makes past tenses of verbs whose present looks the same, in a tagged sentence with no other present tense: news tells
// what has happened ("rebels hit a post", "police beat two men"). Who speaks of himself or to another may mean habits.
func (w *Worker) pasts(d *Doc, s int) {
	tokens, at := d.tokens(s), -1
	for i := range tokens {
		switch t := &tokens[i]; {
		case t.XPOS == TagVBZ || t.XPOS == TagVBP && !barePasts[t.Lower]:
			return
		case t.Lower == "i" || t.Lower == "you" || t.Lower == "we" || t.XPOS == TagMD:
			return
		case t.XPOS == TagVBP:
			at = i
		}
	}
	if at > 0 {
		tokens[at].XPOS = TagVBD
	}
}
