package attribution

import (
	"slices"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
)

// noun reads the noun at token i as a cue: "Pakistan's claim that", "demands for", with whose it is.
func (f *finding) noun(i int) {
	c, _ := f.cues.find(f.cues.noun, f.d, i)
	if c == nil {
		return
	}
	d := f.d
	a := attribution{head: i, speaker: -1, outer: -1, cue: c, cueAt: []draft.Range{{First: i, End: i + 1}}, rule: "noun"}
	f.owner(&a)
	if a.speaker < 0 && f.looksParticiple(i) {
		if a.speaker = f.lastSpeaker(i); a.speaker >= 0 {
			a.source = f.sourceOf(a.speaker)
		}
	}
	if !f.nounContent(&a) || a.speaker < 0 && f.giver(&a) < 0 {
		return
	}
	if a.speaker < 0 {
		verb := f.giver(&a)
		a.speaker = f.subject(verb)
		a.source = f.sourceOf(a.speaker)
		a.cueAt[0] = union(verbGroup(d, verb), a.cueAt[0])
	}
	f.add(a)
}

// owner finds whose words the noun tells: possessor, adjective of nation, name before it, "by" or "from" behind it.
func (f *finding) owner(a *attribution) {
	d := f.d
	for k := range d.Children(a.head) {
		switch d.Rel(k) {
		case language.NmodPoss:
			a.speaker, a.source = k, []draft.Range{subtree(d, k)}
		case language.Amod, language.Compound, language.NmodDesc:
			if _, ok := d.Refs[k]; ok && a.speaker < 0 {
				a.speaker, a.source = k, []draft.Range{subtree(d, k)}
			}
		case language.Nmod, language.OblAgent:
			if lead := f.lead(k); (lead == "by" || lead == "from") && a.speaker < 0 && f.participant(k) {
				a.speaker, a.source = k, []draft.Range{nounPhrase(d, k)}
			}
		}
	}
}

// nounContent finds what the noun tells: its clause, its infinitive or the phrase behind its preposition.
func (f *finding) nounContent(a *attribution) bool {
	d := f.d
	for k := range d.Children(a.head) {
		switch rel := d.Rel(k); {
		case k < a.head:
		case (rel == language.Acl || rel == language.Ccomp) && f.fits(a.cue, k), rel == language.AclRelcl && a.cue.act == claim.ActAccuse && f.isThatClause(a.head, k):
			a.content = []draft.Range{f.whole(subtree(d, k))}
			a.rule = "noun.clause"
			return true
		}
	}
	for _, k := range f.withs(a.head, a.cue) {
		if k == a.speaker || k < a.head {
			continue
		}
		r := subtree(d, k)
		if m := d.Child(k, language.Case, language.Mark); m == r.First && f.extend(a, m) {
			r.First++
		}
		a.content = []draft.Range{f.whole(f.infinitiveBehind(r))}
		a.rule = "noun.phrase"
		return true
	}
	return false
}

// isThatClause tells whether the clause of verb k, which the parser took for one about noun n, is what that noun says: it follows right
// behind with a "that" and has a subject of its own, and its verb is none by which one makes a charge.
func (f *finding) isThatClause(n, k int) bool {
	d := f.d
	s := d.Child(k, language.Nsubj)
	return n+1 < len(d.Doc.Tokens) && d.Token(n+1).Lower == "that" && d.Under(n+1, k) && s > n+1 && !f.cues.light.Has(d.Token(k).Lemma)
}

// infinitiveBehind widens "demands for X" by the "to do Y" right behind it.
func (f *finding) infinitiveBehind(r draft.Range) draft.Range {
	d := f.d
	if r.End >= len(d.Doc.Tokens) || d.Token(r.End).XPOS != language.TagTO {
		return r
	}
	if v := d.Head(r.End); v > r.End && d.Token(v).XPOS == language.TagVB {
		r.End = max(r.End, subtree(d, v).End)
	}
	return r
}

// fits tells whether the clause at token k behind a noun is of its frame.
func (f *finding) fits(c *cue, k int) bool {
	first, _ := f.d.Subtree(k)
	switch t := f.d.Token(first); {
	case t.XPOS == language.TagTO || f.d.Token(k).XPOS == language.TagVB && f.d.Child(k, language.Mark) >= 0:
		return c.has(to)
	case t.UPOS == language.SCONJ:
		return c.has(that)
	}
	return false
}

// giver is the light verb of which the noun is the object, with a subject that speaks: "made a promise to". -1 where none.
func (f *finding) giver(a *attribution) int {
	h := f.d.Head(a.head)
	if h < 0 || f.d.Rel(a.head) != language.Obj || !f.cues.light.Has(f.d.Token(h).Lemma) {
		return -1
	}
	if s := f.subject(h); s >= 0 && f.participant(s) {
		return h
	}
	return -1
}

// adjective reads a predicate adjective as a cue: "is confident that".
func (f *finding) adjective(i int) {
	c, _ := f.cues.find(f.cues.adjective, f.d, i)
	d := f.d
	if c == nil {
		return
	}
	speaker := f.subject(i)
	if speaker < 0 || !f.participant(speaker) || d.Rel(i) == language.Amod {
		return
	}
	a := attribution{head: i, speaker: speaker, outer: -1, source: f.sourceOf(speaker), cue: c, cueAt: []draft.Range{verbGroup(d, i)}, rule: "adjective"}
	for k := range d.Children(i) {
		if k > i && (d.Rel(k) == language.Ccomp && c.has(that) || (d.Rel(k) == language.Xcomp || d.Rel(k) == language.Advcl) && c.has(to) && d.Token(k).XPOS == language.TagVB) {
			a.content = without(f.whole(subtree(d, k)), a.block())
			f.add(a)
			return
		}
	}
	f.phrase(&a, -1)
	f.add(a)
}

// preposition reads "according to X", "per X": the rest of its clause is what X says.
func (f *finding) preposition(i int) {
	d := f.d
	e, n := f.cues.preposition.Longest(func(k int) string {
		if i+k < len(d.Doc.Tokens) {
			return d.Token(i + k).Lower
		}
		return ""
	})
	if e == nil || i > 0 && f.cues.preposition.Find(d.Token(i).Lower) == e && f.isWithin(i) {
		return
	}
	c := f.cues.of[e]
	speaker := f.titled(f.governedBy(i, n))
	if speaker < 0 || c.has(weak) && f.whose(speaker) < 0 {
		return
	}
	a := attribution{head: i, speaker: speaker, outer: -1, cue: c, cueAt: []draft.Range{{First: i, End: i + n}}, rule: "preposition"}
	source := nounPhrase(d, speaker)
	source.First = max(source.First, i+n)
	source = f.participled(i, f.beforeComma(i, source, speaker))
	a.source = []draft.Range{source}
	a.content = without(f.whole(f.sentenceOrClause(i, source)), a.block())
	f.ofConjunct(&a, i)
	f.add(a)
}

// titled is the name to which the nominal at token n only leads up, where the parser hung a preposition on the office before a
// name: "according to Northern Front spokesman X, …"; n itself where it leads up to none.
func (f *finding) titled(n int) int {
	if n < 0 {
		return n
	}
	h := f.d.Head(n)
	if h <= n || f.d.Token(h).UPOS != language.PROPN || f.d.Rel(n) != language.Compound && f.d.Rel(n) != language.NmodDesc && f.d.Rel(n) != language.Amod {
		return n
	}
	for k := n + 1; k < h; k++ {
		if f.d.Token(k).UPOS != language.PROPN && f.d.Token(k).UPOS != language.NOUN {
			return n
		}
	}
	return h
}

// ofConjunct gives who is put between a conjunction and what it joins, within commas, that alone: "four were killed and,
// according to the army, nine wounded".
func (f *finding) ofConjunct(a *attribution, i int) {
	d := f.d
	end := int(d.Doc.Sentences[d.Doc.SentenceOf(i)].End)
	for k := a.speaker + 1; f.behindConjunction(i) && k < end-1; k++ {
		if d.Token(k).XPOS != language.TagComma {
			continue
		}
		a.source[0].End = k
		rest := f.whole(draft.Range{First: k + 1, End: end})
		for j := rest.First; j < rest.End; j++ {
			if x := d.Token(j); x.XPOS == language.TagComma && j+1 < rest.End && d.Token(j+1).UPOS == language.SCONJ || x.Form == ";" {
				rest.End = j
			}
		}
		a.content, a.rule = []draft.Range{rest}, "preposition.conjunct"
		return
	}
}

// behindConjunction tells whether what begins at token i is put, with a comma, right behind a conjunction.
func (f *finding) behindConjunction(i int) bool {
	return i > 1 && f.d.Token(i-1).XPOS == language.TagComma && f.d.Token(i-2).UPOS == language.CCONJ
}

// whose is the participant that a nominal names or whose it is: "the bank's
// estimates", "army data", "figures from the UN". -1 where there is none.
func (f *finding) whose(n int) int {
	if f.participant(n) {
		return n
	}
	others := f.cues.relation.Has(f.d.Token(n).Lemma)
	for k := range f.d.Children(n) {
		switch f.d.Rel(k) {
		case language.NmodPoss, language.Compound, language.NmodDesc, language.Amod:
			if others {
				continue
			}
		case language.Nmod:
			if lead := f.lead(k); lead != "by" && lead != "from" {
				continue
			}
		default:
			continue
		}
		if f.participant(k) {
			return k
		}
	}
	return -1
}

// beforeComma ends the source of a sentence's opening "According to X, …" at its comma.
func (f *finding) beforeComma(i int, source draft.Range, speaker int) draft.Range {
	d := f.d
	if i != int(d.Doc.Sentences[d.Doc.SentenceOf(i)].First) {
		return source
	}
	for k := speaker + 1; k < source.End; k++ {
		if d.Token(k).XPOS == language.TagComma && !isWho(d, k+1) {
			source.End = k
		}
	}
	if s := d.Doc.Sentences[d.Doc.SentenceOf(i)]; source.End+1 < int(s.End) && isWho(d, source.End+1) { // "X, who saw it, …"
		for k := source.End + 1; k < int(s.End); k++ {
			if d.Token(k).XPOS == language.TagComma {
				source.End = k
				break
			}
		}
	}
	return source
}

// participled takes the participle behind the paper that a sentence's opening "According to" names into the source, up to the comma,
// where the parser hung the paper on it: "According to a statement / posted on its website, …".
func (f *finding) participled(i int, source draft.Range) draft.Range {
	d := f.d
	s := d.Doc.Sentences[d.Doc.SentenceOf(i)]
	if i != int(s.First) || source.End >= int(s.End) || d.Token(source.End).XPOS != language.TagVBN {
		return source
	}
	for k := source.End + 1; k < int(s.End); k++ {
		switch t := d.Token(k); {
		case t.XPOS == language.TagComma:
			source.End = k
			return source
		case t.UPOS == language.AUX, t.XPOS == language.TagVBD, t.XPOS == language.TagVBZ, t.XPOS == language.TagVBP:
			return source
		}
	}
	return source
}

// isWho tells whether token i is a relative pronoun of persons or things.
func isWho(d *draft.Draft, i int) bool {
	return i < len(d.Doc.Tokens) && (d.Token(i).XPOS == language.TagWP || d.Token(i).XPOS == language.TagWDT)
}

// sentenceOrClause is what "according to X" at token i speaks of: its whole
// sentence where it stands at either end of that, else its clause.
func (f *finding) sentenceOrClause(i int, source draft.Range) draft.Range {
	d := f.d
	s := d.Doc.Sentences[d.Doc.SentenceOf(i)]
	r := draft.Range{First: int(s.First), End: int(s.End)}
	if i == r.First || f.bare(draft.Range{First: source.End, End: r.End}).Len() == 0 {
		return r
	}
	if c, head := f.clauseOf(d.Head(source.End - 1)); head >= 0 {
		return c
	}
	return r
}

// governedBy is the head of the noun that the n-word preposition at token i governs.
func (f *finding) governedBy(i, n int) int {
	d := f.d
	if h := d.Head(i); h > i && (d.Rel(i) == language.Case || d.Rel(i) == language.Mark) {
		return h
	}
	for k := i + n - 1; k >= i; k-- { // "according" as a participle, or "words of X"
		if h := d.Head(k); h >= i+n && d.Rel(k) == language.Case {
			return h
		}
		for c := range d.Children(k) {
			if c >= i+n && (d.Rel(c) == language.Obl || d.Rel(c) == language.Nmod || d.Rel(c) == language.Obj) {
				return c
			}
		}
	}
	return -1
}

// adverb reads "reportedly": its clause is said by nobody named.
func (f *finding) adverb(i int) {
	c, _ := f.cues.find(f.cues.adverb, f.d, i)
	if c == nil {
		return
	}
	a := attribution{head: i, speaker: -1, outer: -1, cue: c, cueAt: []draft.Range{{First: i, End: i + 1}}, rule: "adverb"}
	r, head := f.clauseOf(i)
	if head < 0 || head == i {
		return
	}
	a.content = without(f.whole(r), a.cueAt[0])
	f.add(a)
}

// headline reads "Name: what is said" at the head of a paragraph: headlines and
// transcripts, "Q:" and "A:" of interviews too, whose answers run on to the paragraph's end.
func (f *finding) headline(n int) {
	d := f.d
	s := d.Doc.Sentences[n]
	if n > 0 && d.Doc.Sentences[n-1].Paragraph == s.Paragraph {
		return
	}
	first, end := int(s.First), int(s.End)
	for i := first; i < min(end-2, first+6); i++ {
		if d.Token(i).Form != ":" {
			continue
		}
		if d.DatelineAt.Holds(i) {
			return
		}
		a := attribution{
			head: i, outer: -1, speaker: f.headOf(first, i), cue: colon, source: []draft.Range{{First: first, End: i}},
			cueAt: []draft.Range{{First: i, End: i + 1}}, content: []draft.Range{{First: i + 1, End: end}}, rule: "colon",
		}
		switch {
		case i == first+1 && f.cues.interview.Has(d.Token(first).Lower):
			a.speaker = first
			a.content[0].End = f.paragraphEnd(n)
			f.add(a)
		case i > first && f.isNamed(first, i) && !f.isTopic(first, i, end) && (f.quoteAt[i+1] >= 0 || f.hasFinite(a.content[0])):
			f.add(a)
		}
		return
	}
}

// labels tells whether the colon at token i is that of a topic: see isTopic.
func (f *finding) labels(i int) bool {
	s := f.d.Doc.Sentences[f.d.Doc.SentenceOf(i)]
	return i > int(s.First) && i+1 < int(s.End) && f.isTopic(int(s.First), i, int(s.End))
}

// isTopic tells whether the state before the colon at token i is but what the headline is about: who is named behind it
// is of that state itself, and nothing is quoted ("Karsenia: rebel drones kill ten in Delvar").
func (f *finding) isTopic(first, i, end int) bool {
	state := f.d.Actor(f.d.Refs[f.headOf(first, i)].Actor)
	if state == nil || state.Kind != claim.ActorState || f.quoteAt[i+1] >= 0 {
		return false
	}
	for k := i + 1; k < end; k++ {
		if a := f.d.Actor(f.d.Refs[k].Actor); a != nil && a.Country != "" {
			return a.Country == state.Country && a.Kind != claim.ActorState
		}
	}
	return slices.ContainsFunc(f.d.Places, func(p claim.Place) bool { return p.Country == state.Country && p.Kind != claim.PlaceCountry })
}

// paragraphEnd is the end of the paragraph of sentence n, in tokens.
func (f *finding) paragraphEnd(n int) int {
	sentences := f.d.Doc.Sentences
	end := n
	for end+1 < len(sentences) && sentences[end+1].Paragraph == sentences[n].Paragraph {
		end++
	}
	return int(sentences[end].End)
}

// colon is the cue of a headline's or transcript's colon.
var colon = &cue{term: ":", act: claim.ActState, manner: claim.Said, frame: that}

// isNamed tells whether the tokens [first, end) are one participant's name with its titles, and no more.
func (f *finding) isNamed(first, end int) bool {
	actor := ""
	for i := first; i < end; i++ {
		switch f.d.Token(i).UPOS {
		case language.VERB, language.AUX, language.ADP, language.PUNCT, language.NUM:
			return false
		}
		if ref, ok := f.d.Refs[i]; ok {
			if actor != "" && ref.Actor != actor {
				return false
			}
			actor = ref.Actor
		}
	}
	_, last := f.d.Refs[end-1]
	return actor != "" && (last || end-first <= 2)
}

// headOf is the last token of [first, end) that names a participant, -1 where none.
func (f *finding) headOf(first, end int) int {
	for i := end - 1; i >= first; i-- {
		if _, ok := f.d.Refs[i]; ok {
			return i
		}
	}
	return -1
}
