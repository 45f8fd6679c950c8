package language

import (
	_ "embed" // the weights

	"github.com/parley-desk/parley/language/internal/splitting"
)

//go:embed model/sentences.bin
var sentenceData []byte

// Split lays sentences and tokens over a text. The text must be valid UTF-8.
// The Doc is the caller's to keep; its forms are parts of the text, with signs mended that came in a wrong encoding.
func (w *Worker) Split(text string) *Doc {
	l := &w.layout
	mended, mangled := unmangle(text)
	w.engine.splitter.Split(mended, l)
	d := &Doc{Text: text, Tokens: make([]Token, len(l.Tokens)), Sentences: make([]Sentence, len(l.Sentences))}
	came := unmended{spans: mangled}
	for i, p := range l.Tokens {
		d.Tokens[i] = Token{Start: came.place(p.Start), End: came.place(p.End), Form: mended[p.Start:p.End], SpaceAfter: p.Space, Head: Unparsed}
	}
	for i, s := range l.Sentences {
		d.Sentences[i] = Sentence{First: s.First, End: s.End, Paragraph: s.Paragraph, Heading: s.Heading}
	}
	w.lower(d)
	return d
}

// lower fills Lower: the form itself where it is in lower case, else a part
// of one string for the whole text.
func (w *Worker) lower(d *Doc) {
	w.lowered, w.ends = w.lowered[:0], w.ends[:0]
	for i := range d.Tokens {
		var changed bool
		if w.lowered, changed = appendLower(w.lowered, d.Tokens[i].Form); changed {
			w.ends = append(w.ends, int32(len(w.lowered)))
		} else {
			d.Tokens[i].Lower = d.Tokens[i].Form
		}
	}
	all, start, next := string(w.lowered), int32(0), 0
	for i := range d.Tokens {
		if t := &d.Tokens[i]; t.Lower == "" {
			t.Lower, start = all[start:w.ends[next]], w.ends[next]
			next++
		}
	}
}

// splitScratch is what a Worker keeps for Split.
type splitScratch struct {
	layout  splitting.Layout
	lowered []byte
	ends    []int32
}
