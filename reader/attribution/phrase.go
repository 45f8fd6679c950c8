package attribution

import (
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
)

// verbGroup is the cue as the corpus cuts it: the verb with its auxiliaries,
// negation and the adverbs among and right before them, a particle behind it.
func verbGroup(d *draft.Draft, verb int) draft.Range {
	r := draft.Range{First: verb, End: verb + 1}
	s := d.Doc.Sentences[d.Doc.SentenceOf(verb)]
	for r.First > int(s.First) && inGroup(d, r.First-1, verb) {
		r.First--
	}
	if p := d.Child(verb, language.CompoundPrt); p == r.End {
		r.End = p + 1
	}
	return r
}

// inGroup tells whether token i belongs to the group of verb: an auxiliary, an adverb, an infinitive's "to".
func inGroup(d *draft.Draft, i, verb int) bool {
	if d.Head(i) != verb {
		return false
	}
	switch d.Rel(i) {
	case language.Aux, language.AuxPass, language.Cop:
		return true
	case language.Advmod:
		return d.Token(i).XPOS != language.TagWRB
	case language.Mark:
		return d.Token(i).XPOS == language.TagTO
	}
	return false
}

// nounPhrase is the phrase headed by token head as a source: its whole subtree
// without a preposition or mark of its own, and with the comma that closes an
// apposition or relative clause in it.
func nounPhrase(d *draft.Draft, head int) draft.Range {
	first, end := d.Subtree(head)
	for c := range d.Children(head) {
		from, to := d.Subtree(c)
		switch rel := d.Rel(c); {
		case (rel == language.Case || rel == language.Mark || rel == language.Cc || rel == language.Punct && !isMark(d, c)) && from == first:
			first = to
		case rel == language.Parataxis || rel == language.Discourse || rel == language.Acl && isAside(d, c, from):
			if from > head {
				end = min(end, from)
			}
		}
	}
	for i := head - 1; i >= first; i-- { // a dateline, a crosshead
		if form := d.Token(i).Form; form == "-" && i > 0 && d.Token(i).SpaceAfter && d.Token(i-1).SpaceAfter || form == "—" || form == "–" || form == "--" || form == ":" {
			first = i + 1
		}
	}
	return trimmed(d, draft.Range{First: first, End: max(end, head+1)})
}

// isAside tells whether clause c, whose first token is from, is a participle set off by a comma: ", echoing his words".
func isAside(d *draft.Draft, c, from int) bool {
	return d.Token(c).XPOS == language.TagVBG && from > 0 && (d.Token(from).XPOS == language.TagComma || d.Token(from-1).XPOS == language.TagComma)
}

// closed takes in the comma behind a source that has one inside: "X, a spokesman,".
func closed(d *draft.Draft, r draft.Range) draft.Range {
	if r.End >= len(d.Doc.Tokens) || d.Token(r.End).XPOS != language.TagComma {
		return r
	}
	for i := r.First + 1; i < r.End; i++ {
		if d.Token(i).XPOS == language.TagComma {
			r.End++
			return r
		}
	}
	return r
}

// trimmed drops punctuation at either end of a range but quotation marks and brackets that pair within it.
func trimmed(d *draft.Draft, r draft.Range) draft.Range {
	for r.First < r.End && isLoose(d, r.First, r) {
		r.First++
	}
	for r.End > r.First && isLoose(d, r.End-1, r) {
		r.End--
	}
	return r
}

// isLoose tells whether the token at an end of a range is punctuation that does not belong to it.
func isLoose(d *draft.Draft, i int, r draft.Range) bool {
	t := d.Token(i)
	if t.UPOS != language.PUNCT && t.UPOS != language.SYM {
		return false
	}
	switch t.XPOS {
	case language.TagOpenQuote, language.TagCloseQuote:
		return false
	case language.TagLRB:
		return i == r.End-1
	case language.TagRRB:
		for j := r.First; j < i; j++ {
			if d.Token(j).XPOS == language.TagLRB {
				return false
			}
		}
		return true
	case language.TagCurrency, language.TagSYM:
		return false
	}
	return !isMark(d, i)
}

// isMark tells whether token i is a quotation mark.
func isMark(d *draft.Draft, i int) bool {
	switch d.Token(i).Form {
	case "\"", "''", "``", "“", "”", "‘", "’", "'", "«", "»", "„":
		return d.Token(i).XPOS != language.TagPOS
	}
	return false
}

// without cuts a range out of another: what is left before and behind it.
func without(r, hole draft.Range) []draft.Range {
	if hole.End <= r.First || hole.First >= r.End {
		return []draft.Range{r}
	}
	var out []draft.Range
	if hole.First > r.First {
		out = append(out, draft.Range{First: r.First, End: hole.First})
	}
	if hole.End < r.End {
		out = append(out, draft.Range{First: hole.End, End: r.End})
	}
	return out
}

// subtree is the reach of token i as a range.
func subtree(d *draft.Draft, i int) draft.Range {
	first, end := d.Subtree(i)
	return draft.Range{First: first, End: end}
}

// union is the smallest range that holds both.
func union(a, b draft.Range) draft.Range {
	return draft.Range{First: min(a.First, b.First), End: max(a.End, b.End)}
}

// isWithin tells whether the preposition at token i is the second word of a longer one: "as per".
func (f *finding) isWithin(i int) bool {
	e, n := f.cues.preposition.Longest(func(k int) string {
		if i-1+k < len(f.d.Doc.Tokens) {
			return f.d.Token(i - 1 + k).Lower
		}
		return ""
	})
	return e != nil && n > 1
}
