// Package learned finds attributions by a trained model: one field of labels
// marks what may be a cue in a sentence, and for each of these another marks the
// source and the content in its paragraph. What the rules found is evidence for both.
package learned

import (
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
)

// Attribution is who says what by spans of tokens, as the rules or the model find it.
type Attribution struct {
	Source, Content []draft.Range
	Cue             draft.Range
	Head            int    // token that heads the cue
	Rule            string // of the rules
	RuledAt         int    // of the model: index of what the rules found at the same cue, -1 where nothing

	// Stands is how likely the cue is one, Right how likely speaker and content are
	// right too: 0..1, of the model.
	Stands, Right float64
	Facts         Facts
	Why           string // of the model: what spoke most for the cue, in words
	Share         float64
}

// Hint is what the lexicon of cues says of a token.
type Hint struct {
	Section uint8  // 0 where the token is in none
	Frame   uint16 // the frames of its entry, as bits
}

// Scene is a draft with what the rules and the lexicon say of it.
type Scene struct {
	D     *draft.Draft
	Ruled []Attribution
	Hints []Hint // by token
	// Rate gives how often a lemma of a part of speech is a cue, as a step of 1 to
	// 9, 0 where that is not known.
	Rate func(lemma uint64, pos language.UPOS) uint8
	// Kin gives what is known of a word by its hash from the company it keeps.
	Kin func(word uint64) Kin
	// Subject gives the phrase of who would be the source of a cue headed by a token; empty where the grammar names nobody.
	Subject func(head int) draft.Range
	// Shares are, of a model, how likely some token of the cue of each of Ruled begins or goes on a cue.
	Shares []float64
}

// token is what the features see of a token.
type token struct {
	word, lemma uint64
	args        uint64 // which dependents it has: see dependents
	ruled       uint64 // the rule of which it is the cue
	frame       uint64
	clause      uint64 // the word that opens its clause: "that", "if"
	subject     subjectKind
	rate        uint8
	guess       uint8  // how often words like it are cues, as a step, 0 where that is not known
	class       uint16 // of words like it, 0 where that is not known
	tag, pos    uint8
	rel         uint8
	quote       quoteState
	cueLabel    uint8 // in the cue of a rule: 1 at its first token, 2 behind
	within      uint8 // how many contents of the rules hold it, at most 3
	part        uint8 // what it is in the rules' attributions: bits of source and content
	name        uint8
	sentence    int32
	ruledBy     int32 // index of what the rules found at the cue in which it stands, -1 outside
}

// quoteState is how a token stands to quotation marks.
type quoteState uint8

const (
	plain quoteState = iota
	opener
	speech // within a quotation long enough to be speech
	scare  // within a short one
	closer
)

// shortest is how many tokens a quotation of speech has at least, marks included.
const shortest = 5

// subjectKind is what kind of subject a verb has.
type subjectKind uint8

const (
	noSubject subjectKind = iota
	firstPerson
	secondPerson
	thirdPerson
	itSubject
	relativeSubject
	personSubject
	bodySubject
	placeSubject
	otherName
	participantSubject
	commonSubject
	verbalSubject
)

// view is a draft as the features see it.
type view struct {
	*Scene
	tokens []token
}

// hashText hashes a word (FNV-1a).
func hashText(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// look makes the view of a scene in the space of an earlier one.
func look(s *Scene, space []token) view {
	doc := s.D.Doc
	if cap(space) < len(doc.Tokens) {
		space = make([]token, len(doc.Tokens)+len(doc.Tokens)/2)
	}
	v := view{Scene: s, tokens: space[:len(doc.Tokens)]}
	for i := range doc.Tokens {
		t := &doc.Tokens[i]
		lemma := hashText(t.Lemma)
		word := hashText(t.Lower)
		kin := s.Kin(word)
		v.tokens[i] = token{
			ruledBy: -1, word: word, class: kin.Class, lemma: lemma, tag: uint8(t.XPOS), pos: uint8(t.UPOS), rel: uint8(t.Rel),
			rate: s.Rate(lemma, t.UPOS), frame: uint64(s.Hints[i].Section)<<16 | uint64(s.Hints[i].Frame),
		}
		if k := KinOf(t.UPOS); k >= 0 {
			v.tokens[i].guess = kin.Guess[k]
		}
	}
	v.lookAtNames()
	v.lookAtSentences()
	v.lookAtMarks()
	v.lookAtRules()
	return v
}

func (v *view) lookAtSentences() {
	doc := v.D.Doc
	for n, s := range doc.Sentences {
		for i := int(s.First); i < int(s.End); i++ {
			v.tokens[i].sentence = int32(n)
		}
		if !s.Parsed {
			continue
		}
		for i := int(s.First); i < int(s.End); i++ {
			v.lookAtDependents(i)
		}
	}
}

func (v *view) lookAtNames() {
	for _, n := range v.D.Doc.Names {
		for i := n.First; i < n.End; i++ {
			v.tokens[i].name = uint8(n.Kind)
		}
	}
	for i := range v.D.Refs {
		v.tokens[i].name |= 8 // heads a nominal that names a participant
	}
}

// Kinds of dependents, as bits of token.args.
const (
	hasSubject = 1 << iota
	hasPassiveSubject
	hasObject
	hasClause
	hasThat
	hasInfinitive
	hasOtherComplement
	hasParataxis
	hasAgent
	hasModal
	hasNegation
	hasAuxiliary
	hasCopula
	hasExpletive
	hasPossessor
	hasNominal  // a noun modifier or oblique behind it
	hasRelative // a clause that modifies it
	hasTo
	hasMark
	hasObjectBefore
	hasClauseBefore
)

// argOf is the bit of token.args that a dependent sets by its relation alone.
var argOf = [language.Relations]uint64{
	language.Nsubj: hasSubject, language.NsubjPass: hasPassiveSubject,
	language.Obj: hasObject, language.Iobj: hasObject, language.OblAgent: hasAgent,
	language.Ccomp: hasClause, language.CsubjPass: hasClause, language.Csubj: hasClause,
	language.Xcomp: hasOtherComplement, language.Parataxis: hasParataxis,
	language.Aux: hasAuxiliary, language.AuxPass: hasAuxiliary, language.Cop: hasCopula,
	language.Expl: hasExpletive, language.NmodPoss: hasPossessor, language.Mark: hasMark,
}

// lookAtDependents notes which dependents token i has and what its subject is.
func (v *view) lookAtDependents(i int) {
	d, t := v.D, &v.tokens[i]
	for k := range d.Children(i) {
		c := d.Token(k)
		t.args |= argOf[c.Rel]
		switch c.Rel {
		case language.Nsubj, language.NsubjPass:
			t.subject = v.subjectKind(k)
		case language.Obj, language.Iobj:
			if k < i {
				t.args |= hasObjectBefore
			}
		case language.Ccomp, language.CsubjPass, language.Csubj:
			if k < i {
				t.args |= hasClauseBefore
			}
			if m := d.Child(k, language.Mark); m > i && d.Token(m).Lower == "that" {
				t.args |= hasThat
			}
		case language.Xcomp:
			if c.XPOS == language.TagVB {
				t.args |= hasInfinitive
			}
		case language.Acl, language.AclRelcl, language.Advcl:
			if k > i {
				t.args |= hasRelative
				if m := d.Child(k, language.Mark); m >= 0 && d.Token(m).Lower == "that" {
					t.args |= hasThat
				}
			}
		case language.Aux, language.AuxPass:
			if c.XPOS == language.TagMD {
				t.args |= hasModal
			}
		case language.Nmod, language.Obl:
			if k > i {
				t.args |= hasNominal
			}
		case language.Mark:
			t.clause = v.tokens[k].word
			if c.XPOS == language.TagTO {
				t.args |= hasTo
			}
		case language.Advmod:
			if c.Lemma == "not" || c.Lemma == "never" {
				t.args |= hasNegation
			}
		}
	}
}

func (v *view) subjectKind(k int) subjectKind {
	t := v.D.Token(k)
	switch t.UPOS {
	case language.PRON:
		return pronounKind(t)
	case language.VERB, language.AUX:
		return verbalSubject
	case language.PROPN:
		switch v.nameKind(k) {
		case language.Person:
			return personSubject
		case language.Organization, language.People:
			return bodySubject
		case language.PlaceName:
			return placeSubject
		}
		return otherName
	}
	if _, ok := v.D.Refs[k]; ok {
		return participantSubject
	}
	return commonSubject
}

func pronounKind(t *language.Token) subjectKind {
	switch t.Lower {
	case "i", "we":
		return firstPerson
	case "you":
		return secondPerson
	case "he", "she", "they":
		return thirdPerson
	case "who", "which", "that":
		return relativeSubject
	}
	return itSubject
}

// nameKind is the kind of the name in which token k stands.
func (v *view) nameKind(k int) language.NameKind {
	return language.NameKind(v.tokens[k].name & 7)
}

func (v *view) lookAtMarks() {
	for _, q := range v.D.Quotes {
		state := speech
		if q.End-q.First < shortest {
			state = scare
		}
		for i := q.First; i < q.End; i++ {
			v.tokens[i].quote = state
		}
		v.tokens[q.First].quote = opener
		if !q.Open {
			v.tokens[q.End-1].quote = closer
		}
	}
}

// Bits of token.part.
const (
	inSource = 1 << iota
	inContent
)

func (v *view) lookAtRules() {
	for n := range v.Ruled {
		a := &v.Ruled[n]
		for i := a.Cue.First; i < a.Cue.End; i++ {
			v.tokens[i].cueLabel = 2
			v.tokens[i].ruled, v.tokens[i].ruledBy = hashText(a.Rule), int32(n)
		}
		v.tokens[a.Cue.First].cueLabel = 1
		for _, r := range a.Source {
			for i := r.First; i < r.End; i++ {
				v.tokens[i].part |= inSource
			}
		}
		for _, r := range a.Content {
			for i := r.First; i < r.End; i++ {
				v.tokens[i].part |= inContent
				v.tokens[i].within = min(3, v.tokens[i].within+1)
			}
		}
	}
}

// HashLemma is the hash by which a lemma's rate is looked up.
func HashLemma(lemma string) uint64 { return hashText(lemma) }
