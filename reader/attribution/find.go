package attribution

import (
	"slices"

	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
)

// An attribution is words or thoughts with who has them and what says so, in
// tokens: what the finding of spans gives, whether by rules or by a trained model.
// All that comes after (speaker, act, target, chain) is read from it.
type attribution struct {
	source, cueAt, content []draft.Range
	head                   int // token that heads the cue
	outer                  int // head of the cue within which this one stands though it has the same words; -1 where none
	speaker                int // token that heads the source, -1 where nobody is named
	cue                    *cue
	addressee, target      []int // heads of nominals
	rule                   string
	acting                 draft.Range // the later sentence of what is said by which it does what it does; empty where it is the first
	unaimed                bool        // what was told before is called a wrong, and nobody is said to have done it
	retold                 bool        // another tells in the same sentence that this was said, behind it: see mutual
	sure                   float64     // of the model: how likely it is just this; 0 of the rules alone
	why                    string      // of the model: what spoke most for its cue
}

// block is the stretch of source and cue.
func (a *attribution) block() draft.Range {
	b := a.cueAt[0]
	for _, r := range a.cueAt {
		b = union(b, r)
	}
	for _, r := range a.source {
		b = union(b, r)
	}
	return b
}

// finding is the finding of attributions in one draft.
type finding struct {
	*stage
	d       *draft.Draft
	out     []attribution
	quoteAt []int32 // by token: index in d.Quotes, -1 outside
}

// find gives the attributions of a draft by the rules, in order of their cues.
func (s *stage) find(d *draft.Draft) []attribution {
	f := &finding{stage: s, d: d, quoteAt: quotesAt(d)}
	for n, sentence := range d.Doc.Sentences {
		if sentence.Parsed {
			for i := int(sentence.First); i < int(sentence.End); i++ {
				if !f.isSpoken(i) {
					f.at(i)
				}
			}
		}
		f.headline(n)
	}
	f.quotations()
	f.citations()
	f.colons()
	f.settle()
	f.mutual()
	f.sift()
	return f.out
}

// quotesAt gives for each token the index of the quotation in which it stands, -1 outside; titles are none.
func quotesAt(d *draft.Draft) []int32 {
	at := make([]int32, len(d.Doc.Tokens))
	for i := range at {
		at[i] = -1
	}
	for q, r := range d.Quotes {
		if isTitle(d, r) {
			continue
		}
		for i := r.First; i < r.End; i++ {
			at[i] = int32(q)
		}
	}
	return at
}

// isSpoken tells whether token i stands within a quotation long enough to be
// speech: what the speaker says of saying and thinking there is content, no attribution of the report.
func (f *finding) isSpoken(i int) bool {
	q := f.quoteAt[i]
	return q >= 0 && f.d.Quotes[q].End-f.d.Quotes[q].First >= shortest
}

// isTitle tells whether a quotation is the title of a book or programme: few words, all of weight capitalised, no stop of speech at its end.
func isTitle(d *draft.Draft, q draft.Quote) bool {
	if q.End-q.First > 9 || q.End-q.First < 4 || q.First == 0 || d.Token(q.First-1).UPOS == language.PUNCT {
		return false
	}
	capitals := 0
	for i := q.First + 1; i < q.End-1; i++ {
		t := d.Token(i)
		switch c := t.Form[0]; {
		case c >= 'A' && c <= 'Z':
			capitals++
		case c >= 'a' && c <= 'z' && len(t.Form) > 3 && t.XPOS != language.TagPOS:
			return false
		}
	}
	return capitals >= 2
}

// at tries the rules at token i.
func (f *finding) at(i int) {
	switch t := f.d.Token(i); t.UPOS {
	case language.VERB, language.AUX:
		f.verb(i)
		f.preposition(i)
	case language.NOUN, language.PROPN:
		f.noun(i)
		f.nouned(i)
		f.nounedThat(i)
		f.retort(i)
	case language.PRON, language.DET:
		f.retort(i) // ", which the army denied"
	case language.ADJ:
		f.adjective(i)
	case language.ADV:
		f.adverb(i)
	case language.ADP, language.SCONJ:
		f.preposition(i)
	}
}

// colons takes the colon between a cue and a quotation into the cue.
func (f *finding) colons() {
	for i := range f.out {
		last := &f.out[i].cueAt[len(f.out[i].cueAt)-1]
		if at := last.End; at+1 < len(f.quoteAt) && f.d.Token(at).Form == ":" && f.isOpener(at+1) {
			last.End++
		}
	}
}

// add keeps an attribution unless it says nothing.
func (f *finding) add(a attribution) {
	a.content = f.clean(a.content)
	if len(a.content) == 0 {
		return
	}
	for i, r := range a.source {
		a.source[i] = closed(f.d, trimmed(f.d, f.reach(r, a.cueAt[0].First)))
	}
	f.out = append(f.out, a)
}

// reach widens a source to the cue behind it where only names and their
// appositions lie between, which the parser hung elsewhere: "the spokesman, X, said".
func (f *finding) reach(r draft.Range, cue int) draft.Range {
	if cue <= r.End || cue-r.End > 6 {
		return r
	}
	names := false
	for i := r.End; i < cue; i++ {
		switch t := f.d.Token(i); {
		case t.UPOS == language.PROPN:
			names = true
		case t.UPOS == language.NOUN, t.UPOS == language.NUM, t.XPOS == language.TagComma, t.UPOS == language.DET && i > r.End:
		default:
			return r
		}
	}
	if names {
		r.End = cue
	}
	return r
}

// clean trims the pieces of a content, widens them to quotations that they cut, drops empty ones and joins those that touch.
func (f *finding) clean(pieces []draft.Range) []draft.Range {
	out := pieces[:0]
	for _, r := range pieces {
		if r.First < f.d.DatelineAt.End && r.End > f.d.DatelineAt.First {
			r.First = min(r.End, f.d.DatelineAt.End)
		}
		if r = trimmed(f.d, r); r.First < r.End {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b draft.Range) int { return a.First - b.First })
	return out
}

// participant tells whether the nominal headed by token i can speak or think: a
// participant that the report knows, or a pronoun of persons.
func (f *finding) participant(i int) bool {
	if _, ok := f.d.Refs[i]; ok {
		return true
	}
	if len(f.d.Several[i]) > 0 {
		return true
	}
	return i >= 0 && f.d.Token(i).UPOS == language.PRON && f.d.Token(i).Rel != language.Expl
}

// subject is the head of who says what verb i says: its own subject, or the one it shares.
func (f *finding) subject(i int) int {
	best := -1
	for s := range f.d.Children(i) {
		switch f.d.Rel(s) {
		case language.Nsubj, language.NsubjPass:
			if f.isSpoken(s) == f.isSpoken(i) && (best < 0 || s < i && f.participant(s) && !f.participant(best)) {
				best = s // a relative pronoun stays: it is the source as the text has it
			}
		}
	}
	if best >= 0 {
		return best
	}
	if s := f.grammar.Subject(f.d, i); s >= 0 && f.isSpoken(s) == f.isSpoken(i) {
		return s
	}
	return -1
}

// sourceOf is the source phrase headed by a nominal: a relative pronoun by itself, else its whole phrase.
func (f *finding) sourceOf(head int) []draft.Range {
	if f.d.Token(head).UPOS == language.PRON && f.d.Child(head, language.Nmod) < 0 {
		return []draft.Range{{First: head, End: head + 1}}
	}
	return []draft.Range{clause.Timeless(f.d, f.unquoted(nounPhrase(f.d, head), head))}
}

// unquoted starts a source behind speech that the parser hung to it.
func (f *finding) unquoted(r draft.Range, head int) draft.Range {
	for i := head; i > r.First; i-- {
		if f.isSpoken(i-1) && f.isCloser(i-1) {
			r.First = i
			break
		}
	}
	return r
}

// clauseOf is the clause in which token i stands, as a range.
func (f *finding) clauseOf(i int) (draft.Range, int) {
	head := clause.Clause(f.d, i)
	if head < 0 {
		return draft.Range{}, -1
	}
	return subtree(f.d, head), head
}
