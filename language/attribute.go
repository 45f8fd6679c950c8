package language

// finiteAttributes mends sentence s where a finite verb was hung as an attribute to the noun behind it, which none can be:
// in "killed five and wounded six" the noun is its object, and it is the second verb of a pair.
func (w *Worker) finiteAttributes(d *Doc, s int) {
	first, end := int(d.Sentences[s].First), int(d.Sentences[s].End)
	for i := first; i < end; i++ {
		t := &d.Tokens[i]
		noun := int(t.Head)
		if t.Rel != Amod || noun < i || !isFinite(t.XPOS) || t.UPOS != VERB || d.Tokens[noun].Rel != Conj {
			continue
		}
		verb := d.clauseAbove(int(d.Tokens[noun].Head))
		if verb < 0 || verb > i {
			continue
		}
		t.Head, t.Rel = int32(verb), Conj
		d.Tokens[noun].Head, d.Tokens[noun].Rel = int32(i), Obj
		for j := i - 1; j >= first && int(d.Tokens[j].Head) == noun; j-- {
			d.Tokens[j].Head = int32(i) // the conjunction, and the comma before it
		}
	}
}

// clauseAbove is the verb at token i or above it, -1 where there is none.
func (d *Doc) clauseAbove(i int) int {
	for ; i >= 0; i = int(d.Tokens[i].Head) {
		if d.Tokens[i].UPOS == VERB {
			return i
		}
	}
	return -1
}
