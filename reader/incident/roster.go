package incident

import (
	"slices"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
)

// A roster is a list of people whom one word befell: "Mayor Ivo Marr, his driver and two guards", "Ana Orr, 42; Dorn Hall, a
// baker; and a boy". Parsers break such lists, so they are read by the order of words.

// joint is what joins two members of a roster.
type joint uint8

const (
	noJoint joint = iota
	comma
	semicolon
	and
)

// roster are the heads of the members of the list that nominal v opens, v itself left out, before token end. Nothing counts that
// no "and" closes. What stands behind a comma and says who the member before it is, is none: "Ivo Marr, a judge, and two guards".
func (r *reading) roster(v, end int) []int {
	last := r.memberEnd(v)
	sorted := r.hasSemicolon(last, end)
	var members, open []int
	for steps := 0; steps < maxTold; steps++ {
		behind := r.behindMember(last, end)
		for sorted && behind < end && r.d.Token(behind).Form != ";" { // "a baker who was passing by;"
			behind++
		}
		at, how := r.nextMember(behind, end)
		if how == noJoint {
			break
		}
		c, ok := r.chunkAt(at, end)
		if !ok {
			break
		}
		if how == comma && r.isApposed(last, c) {
			last = r.memberEnd(c.head)
			continue
		}
		if !sorted && r.isMoved(c.head, end) || !r.isMember(c) {
			break
		}
		open = append(open, r.topOf(c))
		if last = r.memberEnd(c.head); how == and {
			members, open = append(members, open...), nil
		}
	}
	return members
}

// topOf is the head of a chunk in the tree, where it stands within the chunk: "Ivo" of "the driver Ivo Marr" or "driver".
func (r *reading) topOf(c chunk) int {
	n := c.head
	for h := r.d.Head(n); h >= c.first && h < c.head && r.d.Token(n).UPOS == language.PROPN; h = r.d.Head(h) {
		n = h
	}
	return n
}

// rosterBefore are the members of the list that a parser broke before the verb p of a plural, and of which it took only the last, v,
// for the subject: "Ivo Marr, a judge, and his driver were killed". Nil where v may be all of it.
func (r *reading) rosterBefore(v, end int) []int {
	start := int(r.d.Doc.Sentences[r.d.Doc.SentenceOf(v)].First)
	if end >= r.sentenceEnd(v) || !isPlural(r.d.Token(end).Lower) {
		return nil
	}
	first := v
	for first > start && r.mayList(first-1) {
		first--
	}
	if first > start && r.d.Token(v).XPOS != language.TagNN && r.d.Token(v).XPOS != language.TagNNP {
		return nil // "…, and two guards were killed": a clause of its own
	}
	for ; first < v; first++ {
		c, ok := r.chunkAt(first, end)
		if !ok || !r.isMember(c) {
			continue
		}
		if members := append([]int{r.topOf(c)}, r.roster(c.head, end)...); len(members) > 1 && r.isIn(members, v) {
			return members
		}
	}
	return nil
}

// isPlural tells the auxiliaries of a plural.
func isPlural(aux string) bool { return aux == "were" || aux == "are" || aux == "have" }

// mayList tells whether token i may stand in a list of people with what belongs to them.
func (r *reading) mayList(i int) bool {
	switch t := r.d.Token(i); t.UPOS {
	case language.NOUN, language.PROPN, language.ADJ, language.DET, language.NUM, language.CCONJ, language.PUNCT:
		return t.Form != "." && t.Form != ":" && t.Form != "\""
	case language.PRON, language.PART:
		return t.XPOS == language.TagPRPS || t.XPOS == language.TagPOS
	case language.ADP:
		return t.Lower == "of" || t.Lower == "as"
	case language.ADV:
		return t.Lower == "as" || t.Lower == "well"
	}
	return false
}

// isMember tells whether a chunk names somebody or counts people: by a number, an article, a possessive or a name. A bare plural
// in a list may as well open the next clause.
func (r *reading) isMember(c chunk) bool {
	if c.count != nil || c.article || r.isPersonName(c.head) {
		return true
	}
	for i := c.first; i < c.head; i++ {
		if t := r.d.Token(i); t.XPOS == language.TagPRPS || t.XPOS == language.TagPOS {
			return true
		}
	}
	return false
}

// isPersonName tells whether token i stands in the name of a person, or is one that no layer knows.
func (r *reading) isPersonName(i int) bool {
	if at := r.nameAt(i); at >= 0 {
		return r.d.Names[at].Kind == claim.NamePerson
	}
	return r.d.Token(i).UPOS == language.PROPN && r.d.Token(i).XPOS == language.TagNNP && r.placeAt(i) < 0
}

// isApposed tells whether the chunk behind a comma says who the one that ends before token last is: an article or a bare role
// behind a name, a name behind a role. Somebody of the one before, "her husband", is another.
func (r *reading) isApposed(last int, c chunk) bool {
	before := r.isPersonName(last - 1)
	if r.isPersonName(c.head) {
		return !before && r.d.Token(last-1).XPOS == language.TagNN
	}
	if !before || c.count != nil || r.d.Token(c.head).XPOS != language.TagNN {
		return false
	}
	return !slices.ContainsFunc(indexes(c.first, c.head), func(i int) bool { return r.d.Token(i).XPOS == language.TagPRPS })
}

// indexes are the tokens [first, end).
func indexes(first, end int) []int {
	out := make([]int, 0, max(0, end-first))
	for i := first; i < end; i++ {
		out = append(out, i)
	}
	return out
}

// memberEnd is the end of the nominal headed by token v, a name to its last word.
func (r *reading) memberEnd(v int) int {
	if of := r.content(v); of > v {
		v = of
	}
	for v+1 < len(r.d.Doc.Tokens) && (r.d.Rel(v+1) == language.Flat || r.nameAt(v) >= 0 && r.nameAt(v+1) == r.nameAt(v)) {
		v++
	}
	if v+1 < len(r.d.Doc.Tokens) && r.d.Token(v).UPOS == language.NOUN && r.isPersonName(v+1) { // "bodyguard Ivo Marr"
		return r.memberEnd(v + 1)
	}
	return v + 1
}

// behindMember is the token behind what a member carries with it: its age, words in brackets, whose or whence it is.
func (r *reading) behindMember(i, end int) int {
	for steps := 0; i < end && steps < longestEntry; steps++ {
		t := r.d.Token(i)
		switch {
		case t.Form == "(" || t.Form == "[":
			for i < end && r.d.Token(i).Form != ")" && r.d.Token(i).Form != "]" {
				i++
			}
			i++
		case t.XPOS == language.TagComma && i+2 < end && r.d.Token(i+1).UPOS == language.NUM && (r.d.Token(i+2).UPOS == language.PUNCT || r.d.Token(i+2).Lower == "and"):
			i += 2
		case t.Lower == "of", t.Lower == "from", t.Lower == "in" && i+1 < end && r.placeAt(i+1) >= 0:
			for i++; i < end && r.isOfPhrase(i); i++ {
			}
		default:
			return i
		}
	}
	return min(i, end)
}

// isOfPhrase tells whether token i may stand in the nominal that a preposition opens.
func (r *reading) isOfPhrase(i int) bool {
	switch t := r.d.Token(i); t.UPOS {
	case language.NOUN, language.PROPN, language.ADJ, language.DET, language.NUM:
		return true
	case language.PRON, language.PART:
		return t.XPOS == language.TagPRPS || t.XPOS == language.TagPOS
	}
	return false
}

// nextMember reads what joins members at token i, and gives the token after it.
func (r *reading) nextMember(i, end int) (int, joint) {
	how := noJoint
	if i < end && r.d.Token(i).XPOS == language.TagComma {
		how, i = comma, i+1
	} else if i < end && r.d.Token(i).Form == ";" {
		how, i = semicolon, i+1
	}
	if i >= end {
		return i, noJoint
	}
	if r.d.Token(i).Lower == "and" {
		return i + 1, and
	}
	for n := longestBeside; n > 0; n-- {
		if i+n <= end && r.words.count.beside[r.joined(i, i+n)] {
			return i + n, and
		}
	}
	return i, how
}

// hasSemicolon tells whether semicolons part the members of the list behind token i, so that its commas part what belongs to one.
func (r *reading) hasSemicolon(i, end int) bool {
	for ; i < end; i++ {
		switch t := r.d.Token(i); {
		case t.Form == ";":
			return true
		case t.UPOS == language.VERB && t.XPOS != language.TagVBN || t.UPOS == language.AUX:
			return false
		}
	}
	return false
}

// isMoved tells whether something is told of the nominal that ends with token i, so that it is no member but opens a clause of its
// own: "and two guards were wounded", "and another hurt".
func (r *reading) isMoved(i, end int) bool {
	if i = r.memberEnd(i); i >= end {
		return false
	}
	t := r.d.Token(i)
	switch t.UPOS {
	case language.VERB, language.AUX:
		return true
	case language.ADV:
		return i+1 < end && r.d.Token(i+1).UPOS == language.VERB
	}
	return r.words.count.adjectives[t.Lower] != nil
}
