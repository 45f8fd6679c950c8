package incident

import (
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
)

// parts makes the figures of those who are named among others: "12 people, including three children".
func (t *tally) parts(h harm, v int) {
	for _, top := range []int{v, t.content(v), h.at} { // "two were held, including a boy" hangs on the verb
		for c := range t.d.Children(top) {
			if t.done[c] || !t.isPart(c) {
				continue
			}
			for _, n := range conjuncts(t.reading, c) {
				t.done[n] = true
				t.victim(h, n, t.whole)
			}
		}
	}
	t.partsBehind(h, v)
	t.partAmong(h, v)
}

// partAmong makes the figure of those who are named before "among them", wherever they stand behind the word of harm: "nine people
// were killed in the blast, three women among them".
func (t *tally) partAmong(h harm, v int) {
	end := t.sentenceEnd(v)
	for i := max(h.at, v) + 1; i+1 < end; i++ {
		if w := t.words.verbs[t.d.Token(i).Lemma]; t.d.Token(i).UPOS == language.VERB && speaksOfHarm(w) && i != h.at && v < h.at {
			return // of another toll
		}
		if t.d.Token(i).Lower != "among" || !t.words.count.them[t.d.Token(i+1).Lower] {
			continue
		}
		for first := max(v+1, i-longestPart); first < i; first++ {
			if c, ok := t.chunkAt(first, end); ok && t.chunkEnd(c.head)+1 == i && (c.count != nil || c.article) && !t.done[c.head] {
				t.done[c.head] = true
				t.victim(h, c.head, t.whole)
				return
			}
		}
		return
	}
}

// longestPart is how many words may stand before "among them".
const longestPart = 6

// partsBehind makes the figures of those who are named among others right behind nominal v, wherever
// the tree hung them: "100 people, among them 12 minors", "five civilians, three of whom were children".
func (t *tally) partsBehind(h harm, v int) {
	end := t.sentenceEnd(v)
	i := t.chunkEnd(v) + 1
	if h.at > v && h.at+1 < end && t.d.Token(i).XPOS != language.TagComma {
		i = h.at + 1 // "five civilians were killed, three of whom …"
	}
	if i < end && t.d.Token(i).XPOS == language.TagComma {
		i++
	}
	if x := t.numberFrom(min(i, end-1)); x != nil {
		t.partOfThem(h, x, end)
		return
	}
	for n := longestBeside; n > 0; n-- {
		if i+n >= end || !t.words.count.wholes[t.joined(i, i+n)] {
			continue
		}
		for i += n; ; {
			c, ok := t.chunkAt(i, end)
			if !ok || c.count == nil && !c.article || t.isOfOtherHarm(h, c.head) {
				return
			}
			if !t.done[c.head] {
				t.done[c.head] = true
				t.victim(h, c.head, t.whole)
			}
			if i, _ = t.connector(t.chunkEnd(c.head)+1, end); i < 0 {
				return
			}
		}
	}
}

// isOfOtherHarm tells whether nominal n is the subject of another word of harm behind it: "including 15 children, and 220 wounded".
func (t *tally) isOfOtherHarm(h harm, n int) bool {
	v, rel := t.d.Head(n), t.d.Rel(n)
	return (rel == language.Nsubj || rel == language.NsubjPass) && v > n && v != h.at && clause.IsVerb(t.d, v)
}

// partOfThem makes the figure of a number "of them": "two of them children", "three of whom were women".
func (t *tally) partOfThem(h harm, x *draft.Number, end int) {
	i := x.End
	if i+2 >= end || x.Ordinal || x.Unit != "" && x.Unit != "1" || t.used[x] || t.d.Token(i).Lower != "of" || !t.words.count.them[t.d.Token(i+1).Lower] {
		return
	}
	if i += 2; t.d.Token(i).UPOS == language.AUX {
		i++
	}
	if c, ok := t.chunkAt(i, end); ok && c.count == nil && !t.done[c.head] {
		t.done[c.head] = true
		if x.Unit == "1" { // "half of them women"
			f := &claim.Figure{}
			t.describe(f, c.head)
			t.share(x, f, h.at, c.head)
			return
		}
		t.figureOf(h, c.head, &numbered{x, c.head}, t.whole)
	}
}

// isPart tells whether nominal c tells of some among those of its head.
func (t *tally) isPart(c int) bool {
	switch t.d.Rel(c) {
	case language.Nmod, language.Conj, language.Appos, language.Obl, language.Acl, language.Advcl, language.Parataxis:
	default:
		return false
	}
	for k := range t.d.Children(c) {
		if t.d.Rel(k) == language.Case && t.words.count.wholes[t.d.Token(k).Lower] {
			return true
		}
	}
	if t.d.Token(c).UPOS == language.NUM && t.content(c) == c {
		return false // "Farr, 43, was arrested": an age
	}
	return t.d.Rel(c) == language.Appos && t.numberFor(c) != nil && t.classesOf(t.content(c))&person != 0
}
