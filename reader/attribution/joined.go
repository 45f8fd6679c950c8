package attribution

import (
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/attribution/learned"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
)

// joined makes an attribution of what the model found and what the rules know of the same cue.
func (f *finding) joined(m *learned.Attribution, ruled *attribution) attribution {
	a := *ruled
	switch {
	case isOf(&a, "cited"): // what is cited is what the citing one says: labels beside one cue do not tell
		return a
	case m.Right < unsure && len(m.Source) == 0, isOf(&a, "verb.to") && overlaps(a.content, m.Cue):
		a.sure, a.why = max(unsure, m.Right), m.Why
		return a // "refused to withdraw": to withdraw is what is refused, no part of the cue
	}
	if isOf(&a, "preposition.conjunct") || isOf(&a, "preposition") && f.behindRelative(a.block().First) {
		a.sure, a.why = m.Right, m.Why
		return a // "in which, according to X, ten died": of the relative clause alone
	}
	a.rule = "learned." + a.rule
	f.told(&a, m)
	if isOf(ruled, "noun", "adverb") {
		f.weigh(&a)
	}
	a.content = f.fromMark(a.content, ruled.content[0].First)
	a.content = f.fromVerb(&a)
	a.content = f.completed(a.content, ruled)
	if (m.Right < unsure || f.isCut(a.content, ruled)) && !overlaps(ruled.content, a.block()) {
		a.content = ruled.content
	}
	return a
}

// behindRelative tells whether what begins at token i is put right behind a relative pronoun: ", which, according to".
func (f *finding) behindRelative(i int) bool {
	for i--; i > 0 && f.d.Token(i).XPOS == language.TagComma; i-- {
	}
	return i >= 0 && isWho(f.d, i)
}

// isCut tells whether a content lacks what the rules have: the verb ("which" alone), or the subject of a
// clause or infinitive ("demands for X / to halt"), or what stands on one side of an adverb ("have reportedly / left").
func (f *finding) isCut(content []draft.Range, ruled *attribution) bool {
	if len(content) == 1 && content[0].Len() == 1 && isWho(f.d, content[0].First) || isOf(ruled, "adverb") && len(content) < len(ruled.content) {
		return true
	}
	if first := content[0].First; f.d.Token(first).XPOS == language.TagTO && ruled.content[0].First < first && ruled.content[0].Holds(first) && !f.hasWords([]draft.Range{{First: ruled.content[0].First, End: first}}) {
		return true
	}
	if isOf(ruled, "verb.clause") && f.losesVerb(content, ruled.content) {
		return true
	}
	if isOf(ruled, "verb.as") && len(content) == 1 && f.d.Token(content[0].First).Lower == "as" && ruled.content[0].Len() > content[0].Len() {
		return true // "dismissed as “empty” / Ruvania's demand"
	}
	if last := content[len(content)-1]; isOf(ruled, "verb.object", "verb.as") && len(ruled.content) == 1 && last.First > ruled.head && ruled.content[0].First == last.First && f.breaksOffCalled(last.End, ruled.content[0].End) {
		return true // "slammed the plan as “the worst yet” / and “biased”"
	}
	return isOf(ruled, "verb.clause", "verb.parenthesis", "order", "quotation", "preposition") && !f.hasClause(content) && f.hasClause(ruled.content)
}

// breaksOffCalled tells whether behind token i, before token end, one more word in quotation marks is joined to one that ends there.
func (f *finding) breaksOffCalled(i, end int) bool {
	return i+1 < end && i > 0 && f.isCloser(i-1) && f.d.Token(i).UPOS == language.CCONJ && f.isOpener(i+1)
}

// longestMember is how many words of a list's next member are looked at for the one that heads it.
const longestMember = 8

// completed takes into a content what goes on with one of its nouns where it ends, as far as the rules go on: a phrase, a participle or the rest of a list ("the
// points / in the mediator's statement", "the plan / attributed to him", "the release of ten / , a withdrawal and an amnesty").
func (f *finding) completed(content []draft.Range, ruled *attribution) []draft.Range {
	last := content[len(content)-1]
	if len(content) != 1 || len(ruled.content) != 1 || !isOf(ruled, "verb.object", "verb.clause") || last.First <= ruled.head || ruled.content[0].First != last.First {
		return content
	}
	for range longestMember {
		end := f.goesOnTo(last, ruled.content[0].End)
		if end <= last.End {
			break
		}
		last.End = end
	}
	return []draft.Range{last}
}

// goesOnTo is where the phrase, participle or member of a list ends that goes on with a noun of range r right behind it, no farther than token end; r.End where
// none does.
func (f *finding) goesOnTo(r draft.Range, end int) int {
	d, i := f.d, r.End
	if i+1 >= end {
		return r.End
	}
	top := -1
	switch t := d.Token(i); {
	case t.UPOS == language.ADP && d.Rel(i) == language.Case && t.Lower != "near": // "the village of Pell near Selby" says where it lies
		if n := d.Head(i); n > i && n < end && d.Rel(n) == language.Nmod && r.Holds(d.Head(n)) && d.TimeAt(n) < 0 {
			top = n
		}
	case t.XPOS == language.TagVBN && d.Rel(i) == language.Acl && d.Head(i) == i-1:
		top = i
	case t.XPOS == language.TagComma || t.UPOS == language.CCONJ:
		for n := i + 1; n < min(end, i+longestMember) && top < 0; n++ {
			if d.Rel(n) != language.Conj || !clause.IsNominal(d, n) || !r.Holds(d.Head(n)) || !clause.IsNominal(d, d.Head(n)) {
				continue
			}
			first, _ := d.Subtree(n)
			if first == i {
				first++
			}
			if u := d.Token(first).UPOS; first != i+1 || u == language.ADP || u == language.SCONJ || clause.IsUnit(d.Token(n).Lemma) || d.TimeAt(n) >= 0 {
				return r.End // "brought home ten, a day after …"
			}
			top = n
		}
	}
	if top < 0 {
		return r.End
	}
	_, to := d.Subtree(top)
	to = min(to, end)
	for k := top + 1; k < to; k++ {
		if d.Token(k).XPOS == language.TagComma || isDash(d.Token(k).Form) && d.Token(k).Form != "-" || f.resumes(k) {
			return k
		}
	}
	return to
}

// losesVerb tells whether a content has of what the rules give only the clause of condition or time that opens it: "warned / that if
// shells fall, / the army will answer".
func (f *finding) losesVerb(content, ruled []draft.Range) bool {
	top := f.stage.predicate(f.d, &attribution{content: ruled})
	if len(content) == 1 && top >= content[0].End && content[0].First == ruled[0].First && clause.IsVerb(f.d, top) && ruled[0].Holds(top) {
		if s := f.d.Child(top, language.Nsubj, language.NsubjPass); s >= 0 && content[0].Holds(s) {
			return true // "demanded that Ukraine / withdraw": the subject without its verb
		}
	}
	if len(content) != 1 || top < 0 || !clause.IsVerb(f.d, top) || content[0].End > top || content[0].First != ruled[0].First || !ruled[0].Holds(top) {
		return false
	}
	for i := content[0].First; i < content[0].End; i++ {
		if f.d.Rel(i) == language.Advcl && f.d.Head(i) == top {
			return true
		}
	}
	return false
}

// fromVerb starts the first piece of a content that stands before its cue with the clause of which it would have the end
// alone: a preposition's object is not said without the verb before it ("troops fired at / each other").
func (f *finding) fromVerb(a *attribution) []draft.Range {
	d, piece := f.d, a.content[0]
	if piece.End > a.head || f.d.Doc.SentenceOf(piece.First) != f.d.Doc.SentenceOf(a.head) || isMark(d, piece.First) {
		return a.content
	}
	first, verb := piece.First, false
	for s := int(d.Doc.Sentences[d.Doc.SentenceOf(piece.First)].First); first > s && d.Token(first-1).UPOS != language.PUNCT; first-- {
		t := d.Token(first - 1)
		if c, _ := f.cues.find(f.cues.verb, d, first-1); c != nil && c.has(quote) {
			return a.content // "he said that …, an aide added": another's words
		}
		verb = verb || t.UPOS == language.VERB
	}
	if !verb || !f.leansOn(piece.First-1, piece) {
		return a.content
	}
	return append([]draft.Range{{First: first, End: piece.End}}, a.content[1:]...)
}

// leansOn tells whether token i is a preposition, article, adjective, number or auxiliary of a word of a piece.
func (f *finding) leansOn(i int, piece draft.Range) bool {
	switch f.d.Rel(i) {
	case language.Case, language.Det, language.Amod, language.Compound, language.Nummod, language.Aux, language.AuxPass:
		return piece.Holds(f.d.Head(i))
	}
	return false
}

// fromMark starts the first piece of a content at the quotation mark at which the
// rules start it, where a colon stands before that: what leads up to it is the report's own.
func (f *finding) fromMark(content []draft.Range, mark int) []draft.Range {
	if first := content[0]; first.Holds(mark) && mark > first.First && isMark(f.d, mark) && f.d.Token(mark-1).Form == ":" {
		return append([]draft.Range{{First: mark, End: first.End}}, content[1:]...)
	}
	return content
}
