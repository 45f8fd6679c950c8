package attribution

import (
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
)

// linear reads a verb of speech by the order of words alone, where its tree has
// no clause for it: "…, X said." and "X said …". News is written so evenly that
// this is right where a long or broken sentence has misled the parser.
func (f *finding) linear(a *attribution) {
	if a.cue.frame&(that|quote) != that|quote || a.cue.manner == claim.Believed {
		return
	}
	d := f.d
	s := d.Doc.Sentences[d.Doc.SentenceOf(a.head)]
	block := a.block()
	if f.farThat(a) {
		return
	}
	if f.beginsClause(block.End, int(s.End)) {
		r := f.afterTime(draft.Range{First: block.End, End: int(s.End)}, block.End)
		a.content = []draft.Range{f.tailless(f.whole(r))}
		a.rule = "order.before"
	}
}

// farThat reads "said in an interview last week that …".
func (f *finding) farThat(a *attribution) bool {
	s := f.d.Doc.Sentences[f.d.Doc.SentenceOf(a.head)]
	at := f.thatBehind(a.block().End, int(s.End))
	if at < 0 || !a.cue.has(that) {
		return false
	}
	a.content = []draft.Range{f.tailless(f.whole(draft.Range{First: at, End: int(s.End)}))}
	a.rule = "order.that"
	return true
}

// thatBehind is the "that" which opens a clause behind a cue, with no more than
// a time and a place between: "said in an interview last week that". -1 where none.
func (f *finding) thatBehind(from, to int) int {
	for i := from; i < min(to, from+window/2); i++ {
		switch t := f.d.Token(i); {
		case t.Lower == "that" && t.UPOS != language.DET && i+2 < to && f.d.Token(i+1).UPOS != language.VERB && f.d.Token(i+1).UPOS != language.AUX:
			return i
		case t.UPOS == language.VERB, t.UPOS == language.AUX, t.UPOS == language.SCONJ, f.quoteAt[i] >= 0:
			return -1
		}
	}
	return -1
}

// closing reads the way in which news most often names a source: a clause, a
// comma, the speaker, the verb, a day, a full stop ("…, police in the town said on
// Friday."). It goes by the order of words, which long sentences keep and the parser loses.
func (f *finding) closing(a *attribution) bool {
	d := f.d
	if a.cue.frame&(that|quote) != that|quote || a.cue.manner == claim.Believed {
		return false
	}
	switch d.Token(a.head).XPOS {
	case language.TagVBD, language.TagVBZ, language.TagVBP:
	default:
		return false
	}
	s := d.Doc.Sentences[d.Doc.SentenceOf(a.head)]
	group := a.cueAt[0]
	if !f.ends(group.End, int(s.End)) && !f.trails(group.End, int(s.End)) {
		return false
	}
	source, head := f.nominalBefore(group.First, int(s.First))
	if head < 0 || source.First < int(s.First)+5 || d.Token(source.First-1).XPOS != language.TagComma {
		return false
	}
	r := f.fromClause(draft.Range{First: int(s.First), End: source.First - 1})
	if r.Len() < 3 || f.quoteAt[r.First] >= 0 || f.quoteAt[r.End-1] >= 0 || !f.hasFinite(r) {
		return false
	}
	if h := d.Head(head); d.Rel(head) == language.Conj && source.Holds(h) && f.participant(h) {
		head = h // the first of several who say it
	}
	a.speaker, a.source, a.content, a.rule = head, []draft.Range{source}, []draft.Range{r}, "order.closing"
	return true
}

// inserted reads a source and its verb set between commas into what is said:
// "The road, the mayor said, is open", "There is no plan, he noted, and none is needed".
func (f *finding) inserted(a *attribution) bool {
	d := f.d
	if a.cue.frame&(that|quote) != that|quote || a.cue.manner == claim.Believed {
		return false
	}
	s := d.Doc.Sentences[d.Doc.SentenceOf(a.head)]
	group := a.cueAt[0]
	if group.End+2 >= int(s.End) || f.quoted(a.head) {
		return false
	}
	if form := d.Token(group.End).Form; form != "," && form != ";" || d.Token(a.head).XPOS == language.TagVBG || d.Token(a.head).XPOS == language.TagVBN {
		return false
	}
	source, head := f.nominalBefore(group.First, int(s.First))
	if head < 0 || source.First < int(s.First)+2 || d.Token(source.First-1).XPOS != language.TagComma || source.Len() > 6 {
		return false
	}
	before := f.fromClause(draft.Range{First: int(s.First), End: source.First - 1})
	behind := draft.Range{First: group.End + 1, End: int(s.End)}
	if before.Len() == 0 || !f.hasFinite(before) && !f.hasFinite(behind) {
		return false
	}
	a.speaker, a.source, a.content, a.rule = head, []draft.Range{source}, []draft.Range{before, behind}, "order.inserted"
	if d.Token(group.End).Form == ";" || d.Token(behind.First).XPOS == language.TagVBG || d.Token(behind.First).UPOS == language.SCONJ {
		a.content = a.content[:1] // what follows is another matter
	}
	return true
}

// ends tells whether nothing but a time, a place or an adverb stands among the tokens [from, to).
func (f *finding) ends(from, to int) bool {
	if to-from > window {
		return false
	}
	for i := from; i < to; i++ {
		switch t := f.d.Token(i); t.UPOS {
		case language.VERB, language.AUX, language.SCONJ, language.PRON, language.CCONJ:
			return false
		case language.PUNCT:
			if t.XPOS != language.TagStop && t.XPOS != language.TagHYPH {
				return false
			}
		}
	}
	return true
}

// trails tells whether behind a cue no more than a day stands before a comma, and
// behind that only circumstances of the saying: "said Tuesday, amid reports of fresh fighting".
func (f *finding) trails(from, to int) bool {
	i := f.afterTime(draft.Range{First: from, End: to}, from).First
	if i == from && i < to && f.d.Token(i).UPOS == language.ADP {
		i = f.afterTime(draft.Range{First: from + 1, End: to}, from+1).First
		if i == from+1 {
			return false
		}
	}
	if i == from || i+2 >= to || f.d.Token(i).XPOS != language.TagComma {
		return false
	}
	for k := i + 1; k < min(to-1, i+longestLapse); k++ { // "said on Friday, a day after the truce had ended"
		if f.cues.lapse.Has(f.d.Token(k).Lower) {
			return true
		}
		if u := f.d.Token(k).UPOS; u != language.DET && u != language.NUM && u != language.NOUN && u != language.ADV {
			break
		}
	}
	switch f.d.Token(i + 1).UPOS {
	case language.ADP, language.SCONJ, language.X:
		return !f.hasFinite(draft.Range{First: i + 1, End: to})
	}
	return false
}

// nominalBefore is the nominal that ends right before token at, and its head: a
// pronoun, or nouns with what modifies them. -1 where there is none.
func (f *finding) nominalBefore(at, least int) (draft.Range, int) {
	if r, head := f.apposedBefore(at, least); head >= 0 {
		return r, head
	}
	return f.plainBefore(at, least)
}

// apposedBefore is a nominal that ends with a person's name between commas: "the
// region's acting head, Ivo Marr, wrote".
func (f *finding) apposedBefore(at, least int) (draft.Range, int) {
	if at-1 <= least || f.d.Token(at-1).XPOS != language.TagComma {
		return draft.Range{}, -1
	}
	name, head := f.plainBefore(at-1, least)
	if head < 0 || name.Len() > 5 || name.First-1 <= least || f.d.Token(head).UPOS != language.PROPN || f.d.Token(name.First-1).XPOS != language.TagComma {
		return draft.Range{}, -1
	}
	if ref, ok := f.d.Refs[head]; !ok || !strings.HasPrefix(ref.Actor, "person:") {
		return draft.Range{}, -1
	}
	office, of := f.plainBefore(name.First-1, least)
	if of < 0 {
		return draft.Range{}, -1
	}
	return draft.Range{First: office.First, End: at}, head
}

func (f *finding) plainBefore(at, least int) (draft.Range, int) {
	d := f.d
	r := draft.Range{First: at, End: at}
	head := -1
	for i := at - 1; i >= max(least, at-window/2); i-- {
		t := d.Token(i)
		pos := t.UPOS
		if pos == language.VERB && f.isInName(i) {
			pos = language.PROPN // the "United" of "United Nations"
		}
		switch pos {
		case language.NOUN, language.PROPN:
			if head < 0 || !f.participant(head) && f.participant(i) && !f.isCompounded(i) {
				head = i
			}
		case language.PRON:
			if i != at-1 {
				return r, head
			}
			return draft.Range{First: i, End: at}, i
		case language.DET, language.ADJ, language.NUM:
		case language.ADP, language.PART:
			if head < 0 {
				return r, head
			}
		case language.CCONJ, language.VERB:
			if head < 0 || i == 0 || !f.within(i) {
				return r, head
			}
		case language.PUNCT:
			if t.XPOS != language.TagLRB && t.XPOS != language.TagRRB && t.XPOS != language.TagHYPH {
				return r, head
			}
		default:
			return r, head
		}
		r.First = i
	}
	return r, head
}

// isCompounded tells whether the name at token i is joined by a hyphen to what is said of somebody else: "the ministry in the Hamas-run enclave".
func (f *finding) isCompounded(i int) bool {
	return i+1 < len(f.d.Doc.Tokens) && f.d.Token(i+1).XPOS == language.TagHYPH && !f.d.Token(i).SpaceAfter
}

// within tells whether the conjunction or participle at token i stands inside a nominal:
// "a soldier and a doctor", "a local elected official", "the acting head".
func (f *finding) within(i int) bool {
	before, behind := f.d.Token(i-1), f.d.Token(i+1)
	switch f.d.Token(i).XPOS {
	case language.TagVBN:
		return before.UPOS == language.ADJ && behind.UPOS == language.NOUN
	case language.TagVBG:
		return (before.UPOS == language.DET || before.XPOS == language.TagComma) && behind.UPOS == language.NOUN
	}
	switch behind.UPOS {
	case language.NOUN, language.PROPN, language.DET, language.ADJ:
		return before.UPOS == language.NOUN || before.UPOS == language.PROPN
	}
	return false
}

// hasFinite tells whether a stretch has a finite verb.
func (f *finding) hasFinite(r draft.Range) bool {
	for i := r.First; i < r.End; i++ {
		switch f.d.Token(i).XPOS {
		case language.TagVBD, language.TagVBZ, language.TagVBP, language.TagMD:
			return true
		}
	}
	return false
}

// fromClause starts a stretch behind what joins it to the sentence before: "But …", "Also, …".
func (f *finding) fromClause(r draft.Range) draft.Range {
	for r.First < r.End {
		switch t := f.d.Token(r.First); {
		case t.UPOS == language.PUNCT && f.quoteAt[r.First] < 0, t.UPOS == language.CCONJ:
		case t.UPOS == language.ADV && f.d.Token(r.First+1).XPOS == language.TagComma:
		default:
			return r
		}
		r.First++
	}
	return r
}

// beginsClause tells whether the tokens from on read as a clause with a verb of its own.
func (f *finding) beginsClause(from, to int) bool {
	if to-from < 4 {
		return false
	}
	switch t := f.d.Token(from); t.UPOS {
	case language.PUNCT, language.ADP, language.ADV, language.CCONJ:
		return false
	case language.VERB:
		if t.XPOS != language.TagVBG {
			return false
		}
	}
	for i := from; i < to; i++ {
		t := f.d.Token(i)
		if t.UPOS == language.AUX || t.XPOS == language.TagVBD || t.XPOS == language.TagVBZ || t.XPOS == language.TagVBP || t.XPOS == language.TagMD {
			return true
		}
		if t.XPOS == language.TagVBN && f.isBarePast(i, from) {
			return true
		}
		if t.XPOS == language.TagComma {
			return false
		}
	}
	return false
}

// isBarePast tells whether token i, tagged a participle, is rather the verb of the clause
// that begins at token from: nouns before it, an object behind it, and hung to that as if it
// described it ("said the strikes targeted rebel bases").
func (f *finding) isBarePast(i, from int) bool {
	if f.d.Rel(i) != language.Amod || f.d.Head(i) < i || i == from {
		return false
	}
	switch f.d.Token(i - 1).UPOS {
	case language.NOUN, language.PROPN:
		return f.d.Head(i-1) != f.d.Head(i)
	}
	return false
}

// isInName tells whether token i stands within a name of several words.
func (f *finding) isInName(i int) bool {
	at, _ := slices.BinarySearchFunc(f.d.NameAt, i, func(r draft.Range, at int) int { return r.End - 1 - at })
	return at < len(f.d.NameAt) && f.d.NameAt[at].Holds(i) && f.d.NameAt[at].Len() > 1
}
