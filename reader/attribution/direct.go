package attribution

import (
	"cmp"
	"slices"
	"strings"

	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
)

// quotations gives the quotations that no cue's clause has taken in to those
// who speak them: to a cue beside them, to the cue that is waiting for words,
// and to the last speaker where a quotation goes on without a cue.
func (f *finding) quotations() {
	f.speech()
	slices.SortStableFunc(f.out, func(a, b attribution) int {
		return cmp.Or(cmp.Compare(a.block().First, b.block().First), cmp.Compare(a.head, b.head))
	})
	f.continued(false)
	f.goesOn()
}

// shortest is how many tokens a quotation needs, marks included, to be speech and no scare quote.
const shortest = 5

// speech looks beside each uncovered quotation for a cue that takes one.
func (f *finding) speech() {
	covered := f.covered()
	for q := range f.d.Quotes {
		quote := &f.d.Quotes[q]
		if covered[q] || quote.End-quote.First < shortest || f.quoteAt[quote.First] < 0 {
			continue
		}
		if a, ok := f.signed(quote); ok {
			f.add(a)
		} else if a, ok := f.cueBeside(quote); ok {
			f.add(a)
		}
	}
}

// covered tells for each quotation whether some content holds a good part of it.
func (f *finding) covered() []bool {
	covered := make([]bool, len(f.d.Quotes))
	for i := range f.out {
		if !isOf(&f.out[i], "preposition") { // "“…,” she said, according to the agency": she has the words, too
			f.cover(&f.out[i], covered)
		}
	}
	return covered
}

func (f *finding) cover(a *attribution, covered []bool) {
	for _, r := range a.content {
		from, _ := slices.BinarySearchFunc(f.d.Quotes, r.First, func(q draft.Quote, at int) int { return q.End - 1 - at })
		for q := from; q < len(f.d.Quotes) && f.d.Quotes[q].First < r.End; q++ {
			covered[q] = true
		}
	}
}

// window is how far from a quotation its cue is looked for, in tokens.
const window = 30

// cueBeside finds the verb of speech whose block touches the quotation: behind it
// ("…," he said), before it (he said, "…"), or before a colon.
func (f *finding) cueBeside(q *draft.Quote) (attribution, bool) {
	for _, find := range [...]func(*draft.Quote) (attribution, bool){f.cueBehind, f.cueBefore, f.introduced} {
		if a, ok := find(q); ok {
			return a, true
		}
	}
	return attribution{}, false
}

// cueBehind looks right of the quotation within its sentence.
func (f *finding) cueBehind(q *draft.Quote) (attribution, bool) {
	d := f.d
	if q.Open || q.End >= len(d.Doc.Tokens) || !f.isSpeech(q) {
		return attribution{}, false
	}
	s := d.Doc.Sentences[d.Doc.SentenceOf(q.End)]
	if int(s.First) == q.End && !f.follows(q, s) {
		return attribution{}, false
	}
	for i := q.End; i < min(int(s.End), q.End+window) && f.quoteAt[i] < 0; i++ {
		a, ok := f.speechVerb(i, true)
		if !ok || !f.touches(a.block(), q.End) {
			a, ok = f.between(q.End, i)
		}
		if ok {
			a.content = []draft.Range{{First: f.leadsIn(q), End: q.End}}
			return a, true
		}
	}
	return attribution{}, false
}

// leadsIn is where what is said begins when a quotation ends it: at the sentence's
// start where its words run on into the quotation ("the deal is “dead,” he said"), else at the mark.
func (f *finding) leadsIn(q *draft.Quote) int {
	d := f.d
	s := d.Doc.Sentences[d.Doc.SentenceOf(q.First)]
	first := int(s.First)
	if q.First <= first+1 || d.Token(q.First-1).UPOS == language.PUNCT {
		return q.First
	}
	for i := q.First - 1; i >= first; i-- {
		if f.quoteAt[i] >= 0 {
			continue
		}
		if c, _ := f.cues.find(f.cues.verb, d, i); c != nil && c.has(quote) && d.Token(i).UPOS == language.VERB {
			return q.First
		}
	}
	return first
}

// between reads the verb of speech at token i whose source is all that lies
// between a quotation and it, for the parser has hung that elsewhere: "…," X, who saw it, said.
func (f *finding) between(from, i int) (attribution, bool) {
	d := f.d
	c, words := f.cues.find(f.cues.verb, d, i)
	if c == nil || !c.has(quote) || d.Token(i).UPOS != language.VERB {
		return attribution{}, false
	}
	group := f.group(i)
	group.End = max(group.End, i+words)
	r := trimmed(d, draft.Range{First: from, End: group.First})
	a := attribution{head: i, speaker: -1, outer: -1, cue: c, cueAt: []draft.Range{group}, rule: "quotation"}
	if r.Len() == 0 {
		r = f.nominalAt(group.End)
	}
	for k := r.First; k < r.End && a.speaker < 0; k++ {
		switch t := d.Token(k); {
		case t.UPOS == language.VERB || t.UPOS == language.CCONJ || t.UPOS == language.ADP || t.UPOS == language.SCONJ:
			return attribution{}, false
		case t.UPOS == language.PROPN || t.UPOS == language.PRON || r.Len() == 1 || t.UPOS == language.NOUN && (k+1 >= r.End || d.Token(k+1).UPOS != language.NOUN && d.Token(k+1).UPOS != language.PROPN):
			a.speaker = k
		}
	}
	if a.speaker < 0 || r.End <= r.First {
		return attribution{}, false
	}
	a.speaker = f.knownIn(r, a.speaker)
	a.source = []draft.Range{r}
	return a, true
}

// knownIn is of the words of a source from token at on the one that the record knows: a
// person's name before whatever else leads up to it ("Taliban spokesman X").
func (f *finding) knownIn(r draft.Range, at int) int {
	known := -1
	for k := at; k < r.End; k++ {
		ref, ok := f.d.Refs[k]
		if ok && strings.HasPrefix(ref.Actor, "person:") {
			return k
		}
		if ok && known < 0 && !f.isCompounded(k) {
			known = k
		}
	}
	if known >= 0 {
		return known
	}
	return at
}

// nominalAt is the nominal that begins at a token and reaches to the next stop that is no comma of an apposition.
func (f *finding) nominalAt(first int) draft.Range {
	d := f.d
	r := draft.Range{First: first, End: first}
	for r.End < len(d.Doc.Tokens) && r.End < first+window {
		switch t := d.Token(r.End); t.UPOS {
		case language.PROPN, language.NOUN, language.ADJ, language.NUM, language.DET, language.PRON:
		case language.ADP, language.PART:
			if t.Lower != "of" && t.XPOS != language.TagPOS {
				return r
			}
		default:
			return r
		}
		r.End++
	}
	return r
}

// isSpeech tells whether a quotation ends as speech before its cue does: with
// a comma or a stop within or right behind its mark. A scare quote does not.
func (f *finding) isSpeech(q *draft.Quote) bool {
	d := f.d
	return d.Token(q.End-2).UPOS == language.PUNCT || d.Token(q.End).XPOS == language.TagComma
}

// follows tells whether a sentence that the splitter began behind a quotation is
// but its tail: in the same paragraph, after "…?" or "…!".
func (f *finding) follows(q *draft.Quote, s language.Sentence) bool {
	d := f.d
	last := d.Doc.Sentences[d.Doc.SentenceOf(q.End-1)]
	if last.Paragraph != s.Paragraph || q.End-q.First < 3 {
		return false
	}
	form := d.Token(q.End - 2).Form
	return form == "?" || form == "!" || form == ","
}

// touches tells whether nothing but a comma lies between the tokens at and the block.
func (f *finding) touches(block draft.Range, at int) bool {
	for i := at; i < block.First; i++ {
		if f.d.Token(i).UPOS != language.PUNCT {
			return false
		}
	}
	return true
}

// cueBefore looks left of the quotation, to the start of the sentence before it where a colon or comma ends that.
func (f *finding) cueBefore(q *draft.Quote) (attribution, bool) {
	d := f.d
	if q.First == 0 {
		return attribution{}, false
	}
	before := d.Token(q.First - 1)
	if d.Doc.Sentences[d.Doc.SentenceOf(q.First-1)].Paragraph != d.Doc.Sentences[d.Doc.SentenceOf(q.First)].Paragraph && before.Form != ":" {
		return attribution{}, false
	}
	s := d.Doc.Sentences[d.Doc.SentenceOf(q.First-1)]
	isColon := before.Form == ":"
	if s != d.Doc.Sentences[d.Doc.SentenceOf(q.First)] && !isColon && before.XPOS != language.TagComma {
		return attribution{}, false
	}
	for i := q.First - 1; i >= max(int(s.First), q.First-window) && f.quoteAt[i] < 0; i-- {
		a, ok := f.speechVerb(i, false)
		if !ok {
			continue
		}
		a.content = []draft.Range{{First: q.First, End: q.End}}
		if !isColon {
			a.content[0] = f.runsOn(draft.Range{First: f.said(&a, q.First), End: q.End}, q)
		}
		if last := &a.cueAt[len(a.cueAt)-1]; isColon && last.End == q.First-1 {
			last.End++
		}
		return a, true
	}
	return attribution{}, false
}

// said is where what is said begins before the quotation at token at: behind the cue
// where a clause leads into the quotation ("said the plan was “dead”"), else at its mark.
func (f *finding) said(a *attribution, at int) int {
	d := f.d
	from := a.block().End
	for _, h := range a.addressee {
		_, end := d.Subtree(h)
		from = max(from, min(end, at))
	}
	for from < at && d.Token(from).UPOS == language.PUNCT {
		from++
	}
	from = f.afterTime(draft.Range{First: from, End: at}, from).First
	if f.grammarOf(from, at) || !a.cue.has(told) && f.isObjectBetween(a.head, from, at) {
		return from
	}
	return at
}

// isObjectBetween tells whether the object of a cue lies between it and the quotation: "called it “a lie”".
func (f *finding) isObjectBetween(head, from, at int) bool {
	o := f.d.Child(head, language.Obj)
	return o >= from && o < at && at-from < 8
}

// runsOn ends what leads into a quotation and goes on behind it with its sentence: "said he was “ready” to go".
func (f *finding) runsOn(r draft.Range, q *draft.Quote) draft.Range {
	d := f.d
	s := d.Doc.Sentences[d.Doc.SentenceOf(q.End-1)]
	if r.First == q.First || q.End >= int(s.End) || d.Token(q.End).UPOS == language.PUNCT || d.Token(q.End-2).UPOS == language.PUNCT {
		return r
	}
	return f.tailless(draft.Range{First: r.First, End: int(s.End)})
}

// grammarOf tells whether the tokens [from, to) lead into what follows as a clause does: with a verb or a conjunction.
func (f *finding) grammarOf(from, to int) bool {
	for i := from; i < to; i++ {
		switch f.d.Token(i).UPOS {
		case language.VERB, language.AUX, language.SCONJ:
			return true
		}
	}
	return false
}

// speechVerb reads the verb at token i as a cue of speech with its source, whatever else it governs.
// behind: the quotation is before it, so that its object may be its subject ("…," said the mayor).
func (f *finding) speechVerb(i int, behind bool) (attribution, bool) {
	d := f.d
	if t := d.Token(i); t.UPOS != language.VERB || !d.Doc.Sentences[d.Doc.SentenceOf(i)].Parsed {
		return attribution{}, false
	}
	c, words := f.cues.find(f.cues.verb, d, i)
	if c == nil || !c.has(quote) {
		return attribution{}, false
	}
	a := attribution{head: i, speaker: -1, outer: -1, cue: c, rule: "quotation"}
	group := f.group(i)
	group.End = max(group.End, i+words)
	a.cueAt = []draft.Range{group}
	speaker := f.subject(i)
	if speaker < 0 && !behind && d.Token(i).XPOS == language.TagVBG {
		speaker = f.lastSpeaker(i)
	}
	if speaker < 0 {
		speaker = d.Child(i, language.Obj)
		if !behind || speaker < i || speaker > i+1 && !f.near(i, speaker) {
			return attribution{}, false
		}
	} else if o := d.Child(i, language.Obj); o > i && c.has(told) {
		a.addressee = append(a.addressee, o)
	}
	if !f.speaks(speaker, c) || f.quoteAt[speaker] >= 0 {
		return attribution{}, false
	}
	a.speaker, a.source = speaker, f.sourceOf(speaker)
	return a, true
}

// lastSpeaker is whoever speaks before the participle at token i in its sentence: "…, she said, adding".
func (f *finding) lastSpeaker(i int) int {
	s := f.d.Doc.Sentences[f.d.Doc.SentenceOf(i)]
	best, at := -1, int(s.First)-1
	for k := range f.out {
		if a := &f.out[k]; a.speaker >= 0 && a.head < i && a.head > at {
			best, at = a.speaker, a.head
		}
	}
	return best
}

// near tells whether the phrase of token n begins right behind token i.
func (f *finding) near(i, n int) bool {
	first, _ := f.d.Subtree(n)
	return first == i+1
}
