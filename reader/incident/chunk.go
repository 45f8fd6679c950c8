package incident

import (
	"slices"

	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
)

// A chunk is a simple nominal as its tags alone tell it: "several suspected insurgents",
// "two of his men". Where a parser hangs the object of a verb of harm elsewhere, the words
// right after the verb are still its object.
type chunk struct {
	first, head int
	count       *draft.Number // the number that opens it, nil where none does
	article     bool          // "a" opens it
}

// longestChunk bounds how many words of a simple nominal are looked at.
const longestChunk = 12

// chunkAt is the chunk that begins at token i of the tokens before end; false where none of people does.
func (r *reading) chunkAt(i, end int) (chunk, bool) {
	c := chunk{first: i, head: -1, count: r.numberFrom(i)}
	if c.count == nil && i+1 < end && r.opens(i) {
		if c.count = r.numberFrom(i + 1); c.count != nil {
			i++ // "her three children", "the two men", "all 11 rebels"
		}
	}
	if c.count != nil {
		if i = c.count.End; i < end && r.d.Token(i).XPOS == language.TagHYPH {
			return c, false // "a 12-year-old boy"
		}
	}
	if i < end && r.d.Token(i).UPOS == language.DET {
		switch r.d.Token(i).Lower {
		case "no", "any":
			return c, false
		}
		c.article = r.d.Token(i).Lower == "a" || r.d.Token(i).Lower == "an"
		i++
	}
	for stop := min(end, i+longestChunk); i < stop; i++ {
		if r.d.TimeAt(i) >= 0 && c.head >= 0 || !r.extends(&c, i, end) {
			break
		}
	}
	if c.head < 0 && c.count != nil && c.count.Unit == "" && !c.count.Ordinal {
		c.head = c.count.Head
		return c, r.content(c.head) == c.head
	}
	return c, c.head >= 0 && r.classesOf(c.head)&person != 0
}

// opens tells whether token i may stand before the number of a nominal.
func (r *reading) opens(i int) bool {
	t := r.d.Token(i)
	return t.UPOS == language.DET || t.XPOS == language.TagPRPS || t.XPOS == language.TagPRP && r.words.people[t.Lower] != nil && t.Lower == "her"
}

// extends takes token i into the chunk; false where the chunk ends before it.
func (r *reading) extends(c *chunk, i, end int) bool {
	t := r.d.Token(i)
	switch t.UPOS {
	case language.NOUN, language.PROPN:
		if c.head >= 0 && t.UPOS == language.PROPN && r.d.Token(c.head).XPOS == language.TagNNS {
			return false // "insurgents Thursday"
		}
		c.head = i
	case language.ADJ:
		if c.head >= 0 && r.d.Token(c.head).XPOS == language.TagNNS {
			return false
		}
		if r.words.people[t.Lemma] != nil { // "one insurgent": a noun taken for an adjective
			c.head = i
		}
	case language.PRON:
		if c.head >= 0 {
			return false
		}
		if t.XPOS != language.TagPRPS {
			c.head = i
		}
	case language.VERB:
		if t.XPOS == language.TagVBG && i+1 < end && r.opens(i+1) {
			return false // "wounding his father": what follows is its object
		}
		return c.head < 0 && (t.XPOS == language.TagVBN || t.XPOS == language.TagVBG || t.XPOS == language.TagVBD) && i+1 < end
	case language.PUNCT:
		return t.XPOS == language.TagHYPH
	case language.PART:
		if t.XPOS != language.TagPOS {
			return false
		}
		c.head = -1 // "the governor's son"
	case language.ADP:
		return c.head < 0 && c.count != nil && i == c.count.End && t.Lower == "of"
	default:
		return false
	}
	return true
}

// numberFrom is the number whose wording begins at token i, nil where none does.
func (r *reading) numberFrom(i int) *draft.Number {
	low, high := 0, len(r.d.Numbers)
	for low < high {
		if mid := (low + high) / 2; r.d.Numbers[mid].First < i {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low < len(r.d.Numbers) && r.d.Numbers[low].First == i {
		return &r.d.Numbers[low]
	}
	return nil
}

// after are the heads of the people named right after active verb p, as its object is:
// for where the tree has no object there. Nil where the verb may be passive.
func (r *reading) after(p int) []int {
	if r.d.Child(p, language.AuxPass, language.Obj, language.Iobj, language.Ccomp) >= 0 {
		return nil
	}
	end := r.sentenceEnd(p)
	i := p + 1
	for i < end && (r.d.Token(i).UPOS == language.ADV || isQuote(r.d.Token(i).Form)) && r.numberFrom(i) == nil {
		i++ // "killed “three people”"
	}
	c, ok := r.chunkAt(i, end)
	if !ok || r.isSubjectOfNext(c.head, end) {
		return nil
	}
	return []int{c.head}
}

// isQuote tells whether a token opens or closes words of another.
func isQuote(form string) bool {
	switch form {
	case "“", "”", "\"", "``", "''", "‘", "’":
		return true
	}
	return false
}

// sentenceEnd is the end of the sentence that holds token i.
func (r *reading) sentenceEnd(i int) int {
	return int(r.d.Doc.Sentences[r.d.Doc.SentenceOf(i)].End)
}

// isSubjectOfNext tells whether a finite verb follows right after token i, so that a nominal ending there is its subject.
func (r *reading) isSubjectOfNext(i, end int) bool {
	if i+1 >= end {
		return false
	}
	t := r.d.Token(i + 1)
	switch t.UPOS {
	case language.AUX:
		return true
	case language.VERB:
		return t.XPOS != language.TagVBN && t.XPOS != language.TagVBG
	}
	return false
}

// named is the noun that number n counts where the tree does not say so ("one insurgent", the noun
// taken for an adjective), else n itself.
func (r *reading) named(n int) int {
	if r.d.Token(n).UPOS == language.PRON {
		if c, ok := r.chunkAt(n, r.sentenceEnd(n)); ok && c.count != nil { // "her three children"
			return c.head
		}
		return n
	}
	if of := r.content(n); of != n && r.numberAt(n) == nil && r.numberFor(n) == nil && r.numberFor(of) != nil {
		return of // "a total of five residents"
	}
	x := r.numberAt(n)
	if x == nil || r.d.Token(n).UPOS != language.NUM || r.content(n) != n || x.Unit != "" || x.Ordinal {
		return n
	}
	if c, ok := r.chunkAt(x.First, r.sentenceEnd(n)); ok && !r.isSubjectOfNext(c.head, r.sentenceEnd(n)) {
		return c.head
	}
	return n
}

// listed adds to the victims of word p those who stand with them in a list, behind p or before it: see roster.
func (r *reading) listed(victims []int, p int) []int {
	if len(victims) == 0 {
		return victims
	}
	first, end := slices.Min(victims), r.sentenceEnd(p)
	switch last := slices.Max(victims); {
	case first > p:
	case last < p: // "Ivo Marr, a judge, and two guards were killed"
		end = r.subjectEnd(last, p)
		if first == last {
			if list := r.rosterBefore(last, end); list != nil {
				return list
			}
		}
	default:
		return victims
	}
	for _, v := range r.roster(first, end) {
		if !r.isIn(victims, v) {
			victims = append(victims, v)
		}
	}
	return victims
}

// subjectEnd is where the subject that ends with nominal n is left for its verb p: the auxiliary before it, or p itself.
func (r *reading) subjectEnd(n, p int) int {
	for i := n + 1; i < p; i++ {
		if r.d.Token(i).UPOS == language.AUX {
			return i
		}
	}
	return p
}

// isIn tells whether nominal v, or the name or nominal that it stands in, is one of the victims.
func (r *reading) isIn(victims []int, v int) bool {
	return slices.ContainsFunc(victims, func(o int) bool {
		return o == v || r.nameAt(o) >= 0 && r.nameAt(o) == r.nameAt(v) || r.memberEnd(o) == r.memberEnd(v)
	})
}

// chunkEnd is the last token of the nominal headed by head: what its "of" adds included.
func (r *reading) chunkEnd(head int) int {
	if r.content(head) > head {
		return r.content(head)
	}
	return head
}

// connector reads what joins members of a list at token i: the token after it, -1 where none does, and
// whether the list may end with the next member.
func (r *reading) connector(i, end int) (next int, closes bool) {
	if i < end && r.d.Token(i).XPOS == language.TagComma {
		i++
		next = i
	}
	if i >= end {
		return -1, false
	}
	if r.d.Token(i).Lower == "and" {
		return i + 1, true
	}
	for n := longestBeside; n > 0; n-- {
		if i+n <= end && r.words.count.beside[r.joined(i, i+n)] {
			return i + n, true
		}
	}
	if next > 0 {
		return next, false
	}
	return -1, false
}

// longestBeside is how many words the longest term of the lexicon's [beside] may have.
const longestBeside = 3

// joined are the tokens [first, end) in lower case with spaces between.
func (r *reading) joined(first, end int) string {
	out := r.d.Token(first).Lower
	for i := first + 1; i < end; i++ {
		out += " " + r.d.Token(i).Lower
	}
	return out
}

// countOf is the number that opens the chunk headed by nominal n, where the tree hung it elsewhere; nil where none does.
func (r *reading) countOf(n int) *numbered {
	start, end := int(r.d.Doc.Sentences[r.d.Doc.SentenceOf(n)].First), r.sentenceEnd(n)
	for i := n; i >= start && i > n-longestChunk; i-- {
		if x := r.numberFrom(i); x != nil && x.Unit == "" && !x.Ordinal && r.d.Token(min(x.End, end-1)).XPOS != language.TagHYPH {
			if c, ok := r.chunkAt(i, end); ok && c.head == n {
				return &numbered{x, n}
			}
			return nil
		}
	}
	return nil
}

// gapped is the bare number or "another" right before participle p that is whom it befell, the clause before lending it the
// rest: "two were killed and four seriously wounded", "and another hurt". -1 where none is.
func (r *reading) gapped(p int) int {
	if t := r.d.Token(p); t.XPOS != language.TagVBN && t.XPOS != language.TagVBD || r.d.Child(p, language.AuxPass, language.Aux, language.Obj) >= 0 {
		return -1
	}
	start := int(r.d.Doc.Sentences[r.d.Doc.SentenceOf(p)].First)
	i := p - 1
	for i > start && r.d.Token(i).UPOS == language.ADV && r.numberTo(i+1) == nil {
		i--
	}
	first, head := i, i
	if x := r.numberTo(i + 1); x != nil && x.Unit == "" && !x.Ordinal {
		first, head = x.First, x.Head
	} else if x := r.peopleAt(i, start); x != nil {
		first, head = x.First, i // "a man was killed and ten people injured"
	} else if i <= start || r.d.Token(i).Lower != "another" {
		return -1
	}
	if first <= start {
		return -1
	}
	if t := r.d.Token(first - 1); t.UPOS == language.CCONJ || t.XPOS == language.TagComma || t.UPOS == language.SCONJ {
		return head
	}
	return -1
}

// peopleAt is the number before the noun for people at token i, behind token start; nil where none is.
func (r *reading) peopleAt(i, start int) *numbered {
	if i <= start || r.d.Token(i).UPOS != language.NOUN || r.classesOf(i)&person == 0 {
		return nil
	}
	if x := r.numberFor(i); x != nil && x.End <= i && x.Unit == "" {
		return x
	}
	return nil
}

// numberTo is the number whose wording ends before token i, nil where none does.
func (r *reading) numberTo(i int) *draft.Number {
	for k := i - 1; k >= 0 && k > i-longestChunk; k-- {
		if x := r.numberFrom(k); x != nil {
			if x.End == i {
				return x
			}
			return nil
		}
	}
	return nil
}
