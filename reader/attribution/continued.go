package attribution

import (
	"cmp"
	"slices"

	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
)

// continued gives quotations without any cue to the speaker before them: the
// sentence behind "…," he said. "…", and the paragraphs that a speech goes on over, or those alone.
func (f *finding) continued(paragraphs bool) {
	d := f.d
	covered := f.covered()
	for q := range d.Quotes {
		quote := &d.Quotes[q]
		if paragraphs && !f.heads(quote.First) {
			continue
		}
		if covered[q] || quote.End-quote.First < 4 || !f.opens(quote) {
			continue
		}
		if a := f.lastBefore(quote); a != nil {
			a.content = append(a.content, draft.Range{First: quote.First, End: quote.End})
			covered[q] = true
		}
	}
}

// goesOn lets the quotations that no attribution has go on from the speaker before them, or into the one who
// speaks the next paragraph: a speech whose mark is left open at a paragraph's end is told at a later one's.
func (f *finding) goesOn() {
	f.continued(true)
	covered := f.covered()
	for q := len(f.d.Quotes) - 2; q >= 0; q-- {
		quote := &f.d.Quotes[q]
		if covered[q] || !quote.Open || quote.End-quote.First < shortest || !f.opens(quote) {
			continue
		}
		if a := f.nextSpeech(&f.d.Quotes[q+1], quote.End); a != nil {
			a.content = append([]draft.Range{{First: quote.First, End: quote.End}}, a.content...)
		}
	}
}

// nextSpeech is the attribution of direct speech with which the paragraph at token end begins, nil where there is none.
func (f *finding) nextSpeech(next *draft.Quote, end int) *attribution {
	if next.First != end {
		return nil
	}
	for i := range f.out {
		if a := &f.out[i]; f.isDirect(a) && a.content[0].First == end {
			return a
		}
	}
	return nil
}

// heads tells whether token i is the first of its paragraph.
func (f *finding) heads(i int) bool {
	return i == 0 || f.d.Doc.Sentences[f.d.Doc.SentenceOf(i)].Paragraph != f.d.Doc.Sentences[f.d.Doc.SentenceOf(i-1)].Paragraph
}

// opens tells whether a quotation begins its sentence and nothing but it is said there.
func (f *finding) opens(q *draft.Quote) bool {
	d := f.d
	first := d.Doc.Sentences[d.Doc.SentenceOf(q.First)]
	last := d.Doc.Sentences[d.Doc.SentenceOf(q.End-1)]
	if int(first.First) != q.First {
		return false
	}
	for i := q.End; i < int(last.End); i++ {
		if d.Token(i).UPOS != language.PUNCT {
			return false
		}
	}
	return true
}

// lastBefore is the attribution of direct speech after which the quotation goes
// on: in the sentence before it, in the same paragraph or at the end of the one before.
func (f *finding) lastBefore(q *draft.Quote) *attribution {
	d := f.d
	if q.First == 0 {
		return nil
	}
	before := d.Doc.Sentences[d.Doc.SentenceOf(q.First-1)]
	same := before.Paragraph == d.Doc.Sentences[d.Doc.SentenceOf(q.First)].Paragraph
	var next *attribution
	for k := len(f.out) - 1; k >= 0; k-- {
		a := &f.out[k]
		if a.block().End > q.First || f.isSpoken(a.head) || a.speaker < 0 {
			continue
		}
		last := a.block().End
		for _, r := range a.content {
			last = max(last, r.End)
		}
		if last > q.First || last <= int(before.First) {
			if a.block().End <= int(before.First) {
				break
			}
			continue
		}
		if f.isDirect(a) {
			return a
		}
		if next == nil && (same && a.cue.has(quote) || !same) {
			next = a
		}
	}
	return next
}

// isDirect tells whether what is said begins with a quotation mark.
func (f *finding) isDirect(a *attribution) bool {
	return len(a.content) > 0 && f.isOpener(a.content[0].First)
}

// settle puts the attributions in order, one for each cue, pieces in order of the text.
func (f *finding) settle() {
	for i := range f.out {
		a := &f.out[i]
		a.content = merged(f.clean(a.content))
		f.addition(a)
	}
	slices.SortStableFunc(f.out, func(a, b attribution) int {
		return cmp.Or(cmp.Compare(start(&a), start(&b)), cmp.Compare(a.head, b.head))
	})
	f.unique()
}

// unique keeps one attribution for each cue: two quotations of one cue are pieces
// of what it says; a quotation stands before an object beside the same cue.
func (f *finding) unique() {
	best := map[int]int{}
	for i := range f.out {
		a := &f.out[i]
		b, ok := best[a.head]
		switch {
		case !ok:
			best[a.head] = i
		case isOf(a, "quotation") && (isOf(&f.out[b], "quotation", "verb.clause", "verb.parenthesis") && f.isDirect(&f.out[b])):
			f.out[b].content = merged(f.clean(append(f.out[b].content, a.content...)))
		case isOf(a, "quotation"):
			best[a.head] = i
		}
	}
	i := -1
	f.out = slices.DeleteFunc(f.out, func(a attribution) bool {
		i++
		return best[a.head] != i
	})
}

func start(a *attribution) int { return min(a.block().First, a.content[0].First) }

// merged joins pieces that overlap.
func merged(pieces []draft.Range) []draft.Range {
	out := pieces[:0]
	for _, r := range pieces {
		if n := len(out); n > 0 && r.First < out[n-1].End {
			out[n-1].End = max(out[n-1].End, r.End)
			continue
		}
		out = append(out, r)
	}
	return out
}

// addition takes "in a statement" behind a cue into it.
func (f *finding) addition(a *attribution) {
	d := f.d
	last := &a.cueAt[len(a.cueAt)-1]
	e, n := f.cues.addition.Longest(func(k int) string {
		if last.End+k < len(d.Doc.Tokens) {
			return d.Token(last.End + k).Lower
		}
		return ""
	})
	if e != nil && !overlaps(a.content, draft.Range{First: last.End, End: last.End + n + 1}) {
		last.End += n
	}
}

func overlaps(pieces []draft.Range, r draft.Range) bool {
	for _, p := range pieces {
		if p.First < r.End && r.First < p.End {
			return true
		}
	}
	return false
}
