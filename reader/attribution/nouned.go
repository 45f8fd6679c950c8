package attribution

import (
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
)

// nouned reads a verb of speech at the end of its clause that was taken for a noun: "The envoy left on Sunday, the agency Marrow
// News reports.", “We shall return,” the group's statement read. A name stands before it and what is said before that.
func (f *finding) nouned(i int) {
	d := f.d
	c, _ := f.cues.find(f.cues.verb, d, i)
	if c == nil || c.frame&(that|quote) != that|quote && c.term != "read" || !f.closes(i) {
		return
	}
	s := d.Doc.Sentences[d.Doc.SentenceOf(i)]
	source, head := f.plainBefore(i, int(s.First))
	if head < 0 || source.First < int(s.First)+3 || !f.isNamedIn(source) {
		return
	}
	a := attribution{head: i, outer: -1, speaker: f.knownIn(source, head), source: []draft.Range{source}, cue: c, cueAt: []draft.Range{{First: i, End: i + 1}}, rule: "order.noun"}
	switch at := source.First - 1; {
	case f.isCloser(at):
		q := d.Quotes[f.quoteAt[at]]
		if q.End-q.First < shortest {
			return
		}
		a.content = []draft.Range{{First: q.First, End: q.End}}
	case d.Token(at).XPOS == language.TagComma && d.Token(i).XPOS == language.TagNNS:
		r := f.fromClause(draft.Range{First: int(s.First), End: at})
		if r.Len() < 3 || !f.hasFinite(r) {
			return
		}
		a.content = []draft.Range{r}
	default:
		return
	}
	f.add(a)
}

// closes tells whether token i is the last word of its sentence, or of its clause before a participle by which it cites another.
func (f *finding) closes(i int) bool {
	tokens := f.d.Doc.Tokens
	if i+1 >= len(tokens) || tokens[i+1].XPOS == language.TagStop {
		return true
	}
	return i+2 < len(tokens) && tokens[i+1].XPOS == language.TagComma && tokens[i+2].XPOS == language.TagVBG && f.cues.citing.Has(tokens[i+2].Lemma)
}

// isNamedIn tells whether a name stands among the words of a source.
func (f *finding) isNamedIn(source draft.Range) bool {
	for i := source.First; i < source.End; i++ {
		if _, ok := f.d.Refs[i]; ok && f.d.Token(i).UPOS == language.PROPN {
			return true
		}
	}
	return false
}
