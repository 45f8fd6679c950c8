package language

import "strings"

// finiteAttributes mends sentence s where a finite verb was hung as an attribute to the noun behind it, which none can be:
// in "killed five and wounded six" the noun is its object, and it is the second verb of a pair.
func (w *Worker) finiteAttributes(d *Doc, s int) {
	first, end := int(d.Sentences[s].First), int(d.Sentences[s].End)
	for i := first; i < end; i++ {
		t := &d.Tokens[i]
		noun := int(t.Head)
		if t.Rel != Amod || noun < i || !(d.Tokens[noun].Rel == Conj && isFinite(t.XPOS) && t.UPOS == VERB || w.isPastBeforeNumber(d, i)) {
			continue
		}
		verb := d.clauseAbove(int(d.Tokens[noun].Head))
		if verb < 0 || verb > i {
			continue
		}
		t.Head, t.Rel = int32(verb), Conj
		if t.UPOS != VERB {
			t.UPOS, t.XPOS = VERB, TagVBD
			w.lemmatise(d.Tokens[i : i+1])
		}
		d.Tokens[noun].Head, d.Tokens[noun].Rel = int32(i), Obj
		for j := i - 1; j >= first && int(d.Tokens[j].Head) == noun; j-- {
			d.Tokens[j].Head = int32(i) // the conjunction, and the comma before it
		}
	}
}

// isPastBeforeNumber tells whether token i is no adjective but a past tense that looks like one, for what it qualifies is the
// number right behind it: "and wounded 36".
func (w *Worker) isPastBeforeNumber(d *Doc, i int) bool {
	t := &d.Tokens[i]
	return (t.XPOS == TagJJ || t.XPOS == TagVBN) && int(t.Head) == i+1 && d.Tokens[i+1].UPOS == NUM && i > 0 && d.Tokens[i-1].UPOS == CCONJ && (strings.HasSuffix(t.Lower, "ed") || barePasts[t.Lower]) && w.isFormOfVerb(t, TagVBD)
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
