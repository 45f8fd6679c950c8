package language

// said makes past tenses of a "said" that was taken for a participle, in a tagged sentence: what somebody is said to be
// has an auxiliary before it or "to" behind it. Who says it is a noun: "an official said", not "official" alone.
func (w *Worker) said(d *Doc, s int) {
	tokens := d.tokens(s)
	for i := 1; i < len(tokens); i++ {
		if tokens[i].XPOS != TagVBN || tokens[i].Lower != "said" || !saysSo(tokens, i) {
			continue
		}
		tokens[i].XPOS = TagVBD
		if who := &tokens[i-1]; who.XPOS == TagJJ {
			who.UPOS, who.XPOS, who.Lemma = NOUN, TagNN, who.Lower
		}
	}
}

// saysSo tells whether the word before token i may be who says, and nothing beside it makes it passive.
func saysSo(tokens []Token, i int) bool {
	if i+1 < len(tokens) && tokens[i+1].XPOS == TagTO {
		return false
	}
	switch t := &tokens[i-1]; {
	case t.UPOS == NOUN, t.UPOS == PROPN, t.XPOS == TagPRP:
		return true
	case t.XPOS == TagJJ:
		return i > 1 && tokens[i-2].UPOS == DET
	}
	return false
}
