package incident

import "github.com/parley-desk/parley/language"

// countedBefore is the counted nominal that stands right before participle p and
// its auxiliaries, where the tree gives p nobody whom it befell: "the observers
// counted 50 civilians killed", "23 of its soldiers killed", "in the fighting 50
// civilians were killed" with the civilians hung on the fighting. -1 where there is none.
func (r *reading) countedBefore(p int) int {
	t := r.d.Token(p)
	if t.XPOS != language.TagVBN && (t.XPOS != language.TagVBD || t.Rel == language.RootRel) {
		return -1 // a participle taken for a past is no root: "reported 23 of its soldiers killed"
	}
	first := p
	for c := range r.d.Children(p) {
		switch rel := r.d.Rel(c); {
		case rel.Base() == language.Aux && c < first:
			first = c
		case rel.Base() == language.Aux, rel == language.Obj, rel.Base() == language.Nsubj:
			return -1
		}
	}
	n := first - 1
	if n < 0 || r.d.Token(n).UPOS != language.NOUN || r.classesOf(n)&person == 0 {
		return -1
	}
	if r.numberFor(n) != nil {
		return n
	}
	if h := r.d.Head(n); h >= 0 && r.numberAt(h) != nil && r.content(h) == n {
		return h
	}
	return -1
}

// breakdown makes the figures of those into whom a total is broken down after a
// colon: "30 dead: 20 farmers and 10 guards".
func (t *tally) breakdown(h harm) {
	colon := h.at + 1
	if t.whole == "" || colon >= len(t.d.Doc.Tokens) || t.d.Token(colon).XPOS != language.TagColon {
		return
	}
	end := int(t.d.Doc.Sentences[t.d.Doc.SentenceOf(h.at)].End)
	for n := colon + 1; n < end; n++ {
		tok := t.d.Token(n)
		if tok.UPOS == language.VERB || tok.XPOS == language.TagComma {
			return // the list is over
		}
		if tok.UPOS != language.NOUN || t.done[n] || t.numberFor(n) == nil || t.classesOf(n)&person == 0 {
			continue
		}
		t.done[n] = true
		t.victim(h, n, t.whole)
	}
}

// harmedNumber reads a word of harm that was taken for a number itself or has no
// entry as a noun, where a number counts it: "and 447 wounded".
func (r *reading) harmedNumber(p int) *harm {
	w := r.words.count.adjectives[r.d.Token(p).Lower]
	if w == nil || r.numberAt(p) != nil && r.numberAt(p).First == p || r.numberFor(p) == nil {
		return nil
	}
	return &harm{w, p, []int{p}}
}
