package attribution

import (
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
)

// introduced reads a line that ends in a colon and a quotation in the next one: by a verb of speech at its end, which the
// parser takes for a noun in so short a line ("The Herald reports:"), or by what is announced ("Linden made the following comment:").
func (f *finding) introduced(q *draft.Quote) (attribution, bool) {
	d := f.d
	end := q.First - 1 // the colon
	if end < 1 || d.Token(end).Form != ":" || f.quoteAt[q.First] < 0 {
		return attribution{}, false
	}
	first := int(d.Doc.Sentences[d.Doc.SentenceOf(end)].First)
	a := attribution{outer: -1, speaker: -1, content: []draft.Range{{First: q.First, End: q.End}}, rule: "quotation"}
	i, source := end-1, draft.Range{}
	if c, words := f.cues.find(f.cues.verb, d, i); c != nil && words == 1 && c.has(quote) && i > first && clause.IsNominal(d, i-1) {
		a.cue = c
		source, a.speaker = f.nominalBefore(i, first)
	} else if i = f.announces(first, end); i >= 0 {
		n := d.Child(i, language.Nsubj)
		if n < first || n > i {
			return attribution{}, false
		}
		a.cue, a.speaker, source = quoting, n, nounPhrase(d, n)
	} else {
		return attribution{}, false
	}
	a.head, a.cueAt, a.source = i, []draft.Range{{First: i, End: end + 1}}, []draft.Range{source}
	return a, source.Len() > 0
}

// announces is the verb of a line that says that words follow: "made the following comment"; -1 where it is none.
func (f *finding) announces(first, end int) int {
	d := f.d
	for i := first; i < end; i++ {
		if d.Token(i).Lower != "following" || i+1 >= end {
			continue
		}
		for h := i; h >= first; h-- {
			if t := d.Token(h); t.UPOS == language.VERB && h != i && f.utters(i+1, end) {
				return h
			}
		}
	}
	return -1
}

// utters tells whether a noun of what is said stands among the tokens [from, to).
func (f *finding) utters(from, to int) bool {
	for i := from; i < to; i++ {
		if c, _ := f.cues.find(f.cues.noun, f.d, i); c != nil {
			return true
		}
	}
	return false
}
