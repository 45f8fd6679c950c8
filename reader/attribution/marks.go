package attribution

import (
	"slices"

	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
)

// bare is a range without the punctuation at its ends, marks included.
func (f *finding) bare(r draft.Range) draft.Range {
	for r.First < r.End && f.d.Token(r.First).UPOS == language.PUNCT {
		r.First++
	}
	for r.End > r.First && f.d.Token(r.End-1).UPOS == language.PUNCT {
		r.End--
	}
	return r
}

// whole widens a range to the quotations that it cuts.
func (f *finding) whole(r draft.Range) draft.Range {
	if r.First >= r.End {
		return r
	}
	for _, i := range [...]int{r.First, r.End - 1} {
		if q := f.quoteAt[i]; q >= 0 && r.Len() > 1 {
			r = union(r, draft.Range{First: f.d.Quotes[q].First, End: f.d.Quotes[q].End})
		}
	}
	if r.First > 0 && f.isOpener(r.First-1) { // the mark was hung elsewhere
		r.First--
	}
	if r.End < len(f.d.Doc.Tokens) && f.isCloser(r.End) {
		r.End++
	}
	return r
}

func (f *finding) isOpener(i int) bool {
	q := f.quoteAt[i]
	return q >= 0 && f.d.Quotes[q].First == i
}

func (f *finding) isCloser(i int) bool {
	q := f.quoteAt[i]
	return q >= 0 && f.d.Quotes[q].End == i+1
}

// quoted tells whether a quotation stands in the sentence of token i: then the cue waits for that.
func (f *finding) quoted(i int) bool {
	s := f.d.Doc.Sentences[f.d.Doc.SentenceOf(i)]
	q, _ := slices.BinarySearchFunc(f.d.Quotes, int(s.First), func(q draft.Quote, at int) int { return q.End - 1 - at })
	return q < len(f.d.Quotes) && f.d.Quotes[q].First < int(s.End)
}
