package participants

import (
	"slices"
	"strings"
	"unicode"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
)

// A mention is a participant named at a token: what a pronoun or "the group" looks back on.
type mention struct {
	token, sentence int
	id              string
	kind            claim.ActorKind
	subject         int // 2 the subject of its sentence, 1 that of a clause, 0 neither
	plural, quoted  bool
	noun            string // the word that heads it, lower case
	voice           bool   // it says something
}

// How many sentences a pronoun, and "the group", look back.
const (
	reach      = 3
	groupReach = 6
)

// remember keeps a mention for what refers back to it.
func (s *search) remember(token int, id string) {
	at, ok := s.actors[id]
	if !ok {
		return
	}
	t := s.d.Token(token)
	m := mention{
		token: token, sentence: s.d.Doc.SentenceOf(token), id: id, kind: s.d.Actors[at].Kind, quoted: s.quoted[token], noun: t.Lower,
		plural: t.XPOS == language.TagNNS || t.XPOS == language.TagNNPS, voice: s.speaks(token),
	}
	switch t.Rel {
	case language.Nsubj, language.NsubjPass:
		m.subject = 1
		if h := s.d.Head(token); h >= 0 && s.d.Rel(h) == language.RootRel {
			m.subject = 2
		}
	}
	s.recent = append(s.recent, m)
}

// readPronoun ties "he", "it", "they" and their kin to whom they mean.
func (s *search) readPronoun(i int) {
	t := s.d.Token(i)
	var fits func(mention) bool
	switch {
	case s.man.Has(t.Lower):
		fits = func(m mention) bool {
			return s.agrees(t.Lower, m.id) && (m.kind == claim.ActorPerson || m.kind == claim.ActorUnnamed && !m.plural && s.agreesNoun(t.Lower, m.noun))
		}
	case s.thing.Has(t.Lower) && t.Rel != language.Expl:
		fits = func(m mention) bool {
			return m.kind == claim.ActorState || m.kind == claim.ActorArmedGroup || m.kind == claim.ActorOrganization || m.kind == claim.ActorGovernment
		}
	case s.several.Has(t.Lower):
		fits = func(m mention) bool {
			return m.plural || m.subject > 0 && m.sentence == s.d.Doc.SentenceOf(i) && (s.pair.Has(m.noun) || s.body.Has(m.noun)) || m.kind == claim.ActorArmedGroup || m.kind == claim.ActorOrganization && !s.isOutlet(m.id) || m.kind == claim.ActorPeople
		}
	default:
		return
	}
	if s.meansSubject(i) || s.thing.Has(t.Lower) && s.spokeUnknown(i) || s.several.Has(t.Lower) && s.readThose(i) || t.Lower == "they" && s.jointly(i) {
		return
	}
	if m, ok := s.antecedent(i, fits); ok {
		span := s.d.Span(i, i+1)
		s.d.Refs[i] = claim.Ref{Actor: m.id, Text: t.Form, Span: &span}
		if m.kind == claim.ActorPerson && s.sexes[m.id] == unsaid {
			s.sexes[m.id] = s.sexOf(t.Lower) // who is "she" once is not "he" after
		}
		s.remember(i, m.id)
		s.recent[len(s.recent)-1].plural = s.several.Has(t.Lower)
	}
}

// meansSubject tells whether pronoun i, in a clause that says when, where or why, means the subject of the clause
// above, which is nobody's name: the gunships in "the gunships killed two when they fired at the camp", the bomb in "the bomb
// was left at a bridge, where it went off".
func (s *search) meansSubject(i int) bool {
	p := s.d.Head(i)
	many := s.several.Has(s.d.Token(i).Lower)
	if s.d.Rel(i) != language.Nsubj && s.d.Rel(i) != language.NsubjPass || p < 0 || !many && !s.thing.Has(s.d.Token(i).Lower) {
		return false
	}
	h := s.clauseAbove(p, !many)
	if h < 0 {
		return false
	}
	if s.d.Rel(h) == language.Conj && s.d.Child(h, language.Nsubj, language.NsubjPass) < 0 {
		h = s.d.Head(h)
	}
	subject := s.d.Child(h, language.Nsubj, language.NsubjPass)
	if subject < 0 || subject > i || s.isMany(subject) != many || s.d.Token(subject).UPOS != language.NOUN && s.d.Token(subject).XPOS != language.TagNNPS {
		return false
	}
	_, known := s.d.Refs[subject]
	return !known
}

// clauseAbove is the verb of which the clause of verb p says when or why, or, if wanted, of whose place it tells more; -1 where
// it does neither.
func (s *search) clauseAbove(p int, where bool) int {
	h := s.d.Head(p)
	switch s.d.Rel(p) {
	case language.Advcl:
		return h
	case language.AclRelcl, language.AdvclRelcl:
		for steps := 0; where && h >= 0 && steps < reach; steps++ {
			if s.d.Token(h).UPOS == language.VERB {
				return h
			}
			h = s.d.Head(h)
		}
	}
	return -1
}

// isOutlet tells whether an actor brings the news: "they" are those of whom it tells.
func (s *search) isOutlet(id string) bool {
	at, ok := s.actors[id]
	return ok && s.d.Actors[at].Sector == "JRN"
}

// antecedent is the mention before token i that a pronoun means: a subject of
// this or the last sentence before any other, the nearest before the farther;
// outside quotation marks never one within them.
func (s *search) antecedent(i int, fits func(mention) bool) (mention, bool) {
	sentence := s.d.Doc.SentenceOf(i)
	if m := s.spokeLast(i); m != nil && s.speaks(i) && fits(*m) {
		if other := s.toldOf(i); other != nil && s.areApart(m.token, i) && fits(*other) {
			m = other
		} else if other := s.actedSince(m, sentence); other != nil && fits(*other) {
			m = other
		}
		return *m, true
	} else if m != nil && s.speaks(i) && s.several.Has(s.d.Token(i).Lower) {
		if s.body.Find(m.noun) != nil { // "the police said …, they said"
			return *m, true
		}
		if m.kind == claim.ActorUnnamed && !m.plural && s.d.Token(m.token).XPOS == language.TagNN {
			return mention{}, false // a spokesman spoke: who "they" are that speak now is not said
		}
	}
	local, other := s.othersDeed(i)
	sayer := s.sayerOf(i)
	var best mention
	rank := -1
	for k := len(s.recent) - 1; k >= 0; k-- {
		m := s.recent[k]
		if m.sentence < sentence-reach {
			break
		}
		if !fits(m) || m.quoted && !s.quoted[i] || other && m.token == local {
			continue
		}
		r := 0
		if m.sentence >= sentence-1 {
			r = 1 + m.subject
		}
		if other && m.sentence == sentence && m.subject > 0 || m.token == sayer {
			r = nearestSubject
		}
		if r > rank {
			best, rank = m, r
		}
	}
	if rank < 0 {
		return s.onlyPerson(sentence, fits)
	}
	return best, true
}

// toldOf is the mention that is the subject of the sentence before that of token i, of the same paragraph; nil where it is nobody's.
func (s *search) toldOf(i int) *mention {
	sentence := s.d.Doc.SentenceOf(i)
	for k := len(s.recent) - 1; k >= 0 && s.recent[k].sentence >= sentence-1; k-- {
		if m := &s.recent[k]; m.sentence == sentence-1 && m.subject == 2 && !m.quoted && !s.areApart(m.token, i) {
			return m
		}
	}
	return nil
}

// actedSince is the person who is the subject of the sentence before the one given, and acts there, where whoever spoke last did so before that: "X said …
// Y turned to the issue. He hoped …" is of Y. Nil where there is none.
func (s *search) actedSince(spoke *mention, sentence int) *mention {
	if spoke.sentence >= sentence-1 {
		return nil
	}
	for k := len(s.recent) - 1; k >= 0 && s.recent[k].sentence >= sentence-1; k-- {
		if m := &s.recent[k]; m.sentence == sentence-1 && m.subject == 2 && m.kind == claim.ActorPerson && !m.quoted && s.d.Rel(m.token) == language.Nsubj {
			return m
		}
	}
	return nil
}

// sayerOf is who says the clause of which pronoun i is the subject: "Velin said that he would help"; -1 where nobody does.
func (s *search) sayerOf(i int) int {
	d := s.d
	v := d.Head(i)
	if v < i || d.Rel(i) != language.Nsubj && d.Rel(i) != language.NsubjPass || d.Rel(v) != language.Ccomp || d.Head(v) < 0 || d.Head(v) > v || !s.speech.Has(d.Token(d.Head(v)).Lemma) {
		return -1
	}
	return d.Child(d.Head(v), language.Nsubj)
}

// nearestSubject ranks a subject of a pronoun's own sentence before all others.
const nearestSubject = 4

// othersDeed tells whether token i says whose deed it is that somebody else asks for or judges ("the prince urged his intervention"), and who that other is.
func (s *search) othersDeed(i int) (subject int, is bool) {
	d := s.d
	n := d.Head(i)
	if d.Rel(i) != language.NmodPoss || n < i || d.Rel(n) != language.Obj || d.Head(n) < 0 || !s.judging.Has(d.Token(d.Head(n)).Lemma) {
		return -1, false
	}
	subject = d.Child(d.Head(n), language.Nsubj)
	if subject < 0 {
		return -1, false
	}
	for k := range d.Children(subject) { // "the prince, Omar Halik"
		if d.Rel(k) == language.Appos && d.Refs[k].Actor != "" {
			return k, true
		}
	}
	return subject, true
}

// jointly ties "they", the subject of its clause, to those who are the subject of the sentence before together: "Karsenia and Ruvania met. They agreed …". It
// tells whether it did.
func (s *search) jointly(i int) bool {
	d, sentence := s.d, s.d.Doc.SentenceOf(i)
	if d.Rel(i) != language.Nsubj || s.quoted[i] || sentence == 0 {
		return false
	}
	var refs []claim.Ref
	for k := len(s.recent) - 1; k >= 0 && s.recent[k].sentence >= sentence-1; k-- {
		m := &s.recent[k]
		switch {
		case m.sentence == sentence && m.subject > 0:
			return false // another is spoken of
		case m.sentence == sentence, m.quoted, !isParty(m) && m.kind != claim.ActorPerson:
		case m.subject == 2 || d.Rel(m.token) == language.Conj && s.leads(m.token):
			span := d.Span(i, i+1)
			if !slices.ContainsFunc(refs, func(r claim.Ref) bool { return r.Actor == m.id }) {
				refs = append(refs, claim.Ref{Actor: m.id, Text: d.Token(i).Form, Span: &span})
			}
		}
	}
	if len(refs) < 2 {
		refs = s.pairBefore(i)
	}
	if len(refs) < 2 {
		return false
	}
	slices.Reverse(refs)
	d.Several[i] = refs
	return true
}

// pairBefore are the two sides with whose names, joined by "and", the sentence before that of token i begins, whatever the parser made of it; the later first.
// Nil where it does not begin so.
func (s *search) pairBefore(i int) []claim.Ref {
	d := s.d
	before := d.Doc.Sentences[d.Doc.SentenceOf(i)-1]
	joined, verb := false, int(before.First)
	for ; verb < int(before.End) && d.Token(verb).UPOS != language.VERB && d.Token(verb).UPOS != language.AUX; verb++ {
		joined = joined || d.Token(verb).Lower == "and"
	}
	if !joined {
		return nil
	}
	var refs []claim.Ref
	span := d.Span(i, i+1)
	for k := len(s.recent) - 1; k >= 0 && s.recent[k].token >= int(before.First); k-- {
		m := &s.recent[k]
		if m.token < verb && isParty(m) && !m.quoted && !slices.ContainsFunc(refs, func(r claim.Ref) bool { return r.Actor == m.id }) {
			refs = append(refs, claim.Ref{Actor: m.id, Text: d.Token(i).Form, Span: &span})
		}
	}
	if len(refs) != 2 {
		return nil
	}
	return refs
}

// leads tells whether the nominal to which the one at token i is joined is the subject of its sentence.
func (s *search) leads(i int) bool {
	h := s.d.Head(i)
	return h >= 0 && s.d.Rel(h) == language.Nsubj && s.d.Head(h) >= 0 && s.d.Rel(s.d.Head(h)) == language.RootRel
}

// areApart tells whether two tokens stand in two paragraphs.
func (s *search) areApart(i, j int) bool {
	paragraph := func(at int) int32 { return s.d.Doc.Sentences[s.d.Doc.SentenceOf(at)].Paragraph }
	return paragraph(i) != paragraph(j)
}

// readShort learns the abbreviations that the text introduces in brackets:
// "the Tehreek-e-Taliban Pakistan (TTP)".
func (s *search) readShort() {
	for i := range max(0, len(s.found)-1) {
		long, short := &s.found[i], &s.found[i+1]
		if !s.introduces(long, short) {
			continue
		}
		switch {
		case short.known != nil && (long.known == nil || !abbreviates(short.text, long.text) || rootOf(short.known.ID) == rootOf(long.known.ID)) || long.place >= 0 && long.known == nil:
		case long.known != nil:
			s.short[short.text] = long.known.ID
			short.known, short.kind, short.place = long.known, long.kind, -1
		case long.kind == claim.NameOrganization || long.kind == claim.NameArmedGroup || long.kind == claim.NameOther:
			s.short[short.text] = "org:" + claim.Slug(long.text)
			long.kind, short.kind = claim.NameOrganization, claim.NameOrganization
		}
	}
	for i := range s.found {
		if id, ok := s.short[s.found[i].text]; ok && (s.found[i].known == nil || rootOf(s.found[i].known.ID) != rootOf(id)) {
			if k, ok := s.base.ByID(id, s.d.Day); ok {
				s.found[i].known, s.found[i].kind = &k, kindOf(k.Kind)
			} else {
				s.found[i].kind = claim.NameOrganization
			}
		}
	}
}

// introduces tells whether the text says behind a name how it will call it: "the Northern Front (NF)", "the Northern Front, or NF,".
func (s *search) introduces(long, short *found) bool {
	tokens := s.d.Doc.Tokens
	if short.end >= len(tokens) {
		return false
	}
	between, behind := tokens[long.end:max(long.end, short.first)], tokens[short.end].Form
	switch len(between) {
	case 1:
		return between[0].Form == "(" && behind == ")"
	case 2:
		return between[0].Form == "," && between[1].Lower == "or" && (behind == "," || behind == ".") && abbreviates(short.text, long.text)
	}
	return false
}

// abbreviates tells whether capitals spell the initials of a name, in order: "NF" of "the Northern Front".
func abbreviates(short, long string) bool {
	words := strings.Fields(long)
	for _, r := range short {
		at := slices.IndexFunc(words, func(w string) bool { return strings.HasPrefix(w, string(r)) })
		if at < 0 || !unicode.IsUpper(r) {
			return false
		}
		words = words[at+1:]
	}
	return len(short) > 1
}

// shortOr is the actor for whom a name was introduced as an abbreviation, else the id given.
func (s *search) shortOr(name, id string) string {
	if full, ok := s.short[name]; ok {
		return full
	}
	return id
}

// farReach is how many sentences a pronoun looks back that fits only one of all that are named there.
const farReach = 8

// onlyPerson is the one person whom a pronoun fits in the sentences that lie farther back, if no other is.
func (s *search) onlyPerson(sentence int, fits func(mention) bool) (mention, bool) {
	var only mention
	for k := len(s.recent) - 1; k >= 0 && s.recent[k].sentence >= sentence-farReach; k-- {
		m := s.recent[k]
		if m.quoted || !fits(m) {
			continue
		}
		if m.kind != claim.ActorPerson || only.id != "" && only.id != m.id {
			return mention{}, false
		}
		only = m
	}
	return only, only.id != ""
}
