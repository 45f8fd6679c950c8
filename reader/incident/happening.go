package incident

import (
	"slices"

	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
)

// happening is one act as a sentence tells of it, before it becomes an event.
// All members that name words are tokens.
type happening struct {
	sense      *sense
	trigger    int
	first, end int   // the words of the trigger, a carrying verb included: [first, end)
	clause     int   // the predicate whose mood, time and place are the act's
	object     int   // the token that the sense's pattern took, -1 where none
	actors     []int // heads of nominals
	recipients []int
	weapon     int   // head of the words for the weapon, -1 where none
	results    []int // verbs of harm that tell what this act did
	supported  bool  // a verb says that it took place
	blamed     bool  // words around say who did it: see blame
	alleged    bool  // they say it as an allegation
	laid       bool  // they lay it to somebody, or somebody claims it
	accusal    int   // the word by which somebody lays it to them, -1 where none does
	unclaimed  bool  // words around say that somebody did not claim it
	rule       string
	claim      int      // index of its claim
	harmed     []string // ids of the figures that count whom it harmed
}

// sentence reads one sentence: its events, then its figures.
func (r *reading) sentence(s int) {
	sentence := &r.d.Doc.Sentences[s]
	r.now, r.sums = r.now[:0], r.sums[:0]
	for i := int(sentence.First); i < int(sentence.End); i++ {
		if h := r.happeningAt(i); h != nil && len(r.now) < maxTold && r.isDeed(h) {
			r.now = append(r.now, h)
		}
	}
	r.gather()
	for _, h := range r.now {
		r.blame(h)
		r.arm(h)
		r.blameInOrder(h)
		r.poison(h)
	}
	r.now = slices.DeleteFunc(r.now, func(h *happening) bool { return !r.holds(h) })
	r.occasioned()
	r.twins()
	for _, h := range r.now {
		r.tell(h)
	}
	r.blameAlone(s)
	r.because()
	r.figures(s)
}

// maxTold bounds how many acts, words of harm and numbers are read of one sentence: real
// ones have a dozen, and no input may cost quadratic time.
const maxTold = 100

// happeningAt is the act that token i triggers, nil where it triggers none.
func (r *reading) happeningAt(i int) *happening {
	switch t := r.d.Token(i); t.UPOS {
	case language.VERB:
		if senses := r.words.nouns[t.Lower]; senses != nil && (t.XPOS == language.TagVBG && (r.isGerundBy(i) || r.isDuring(i)) || r.isResort(i)) {
			return r.noun(i, senses) // "after shelling by the guard"
		}
		if senses := r.words.verbs[t.Lemma]; senses != nil {
			if h := r.verb(i, senses); h != nil {
				return h
			}
		}
		if h := r.foundDead(i); h != nil {
			return h
		}
		if senses := r.words.nouns[t.Lower]; senses != nil && t.XPOS == language.TagVBG && r.d.Child(i, language.Nsubj, language.Obj, language.Aux) < 0 {
			return r.noun(i, senses) // "saw intensified fighting": a noun taken for a verb
		}
	case language.NOUN:
		if senses := r.words.nouns[t.Lemma]; senses != nil {
			return r.noun(i, senses)
		}
		return r.shot(i)
	case language.ADJ:
		return r.shot(i)
	}
	return nil
}

// shot is the act of the participle at token i where the tagger took it for a noun or an adjective: "the mayor was shot". Nil where it is none.
func (r *reading) shot(i int) *happening {
	if r.d.Token(i).Lower != "shot" || r.d.Child(i, language.Cop) < 0 {
		return nil
	}
	who := r.d.Child(i, language.Nsubj)
	senses := r.words.verbs["shoot"]
	at := slices.IndexFunc(senses, func(s *sense) bool { return len(s.pattern) == 1 && s.pattern[0].set == person })
	if at < 0 || who < 0 || r.classesOf(who)&person == 0 {
		return nil
	}
	return &happening{sense: senses[at], trigger: i, first: i, end: i + 1, clause: i, object: -1, weapon: -1, accusal: -1, rule: "verb", recipients: conjuncts(r, who)}
}

// isResort tells whether the noun of action at token i, which looks like a verb, hangs by a preposition on a verb that only
// says that it happened: "resorted to firing".
func (r *reading) isResort(i int) bool {
	v := r.d.Head(i)
	if v < 0 || r.d.Child(i, language.Obj) >= 0 {
		return false
	}
	return slices.ContainsFunc(r.words.light[r.d.Token(v).Lemma], func(s *support) bool { return s.via != "" && r.isMarked(i, v, s.via) })
}

// isDuring tells whether the noun of action at token i, which looks like a verb, says in the course of what something was: "killed during fighting in Marrow".
func (r *reading) isDuring(i int) bool {
	mark := r.d.Child(i, language.Mark, language.Case)
	return mark >= 0 && mark < i && (r.d.Token(mark).Lower == "during" || r.d.Token(mark).Lower == "amid") && r.d.Child(i, language.Obj, language.Nsubj) < 0
}

// isGerundBy tells whether the participle at token i is a noun of action that names its doer: "after shelling by the guard".
func (r *reading) isGerundBy(i int) bool {
	if r.d.Child(i, language.Nsubj, language.Obj, language.Aux, language.AuxPass) >= 0 {
		return false
	}
	return i+1 < len(r.d.Doc.Tokens) && r.d.Token(i+1).Lower == "by" && clause.Oblique(r.d, i, "by") >= 0
}

// verb is the act of verb p in the first of its senses whose pattern fits.
func (r *reading) verb(p int, senses []*sense) *happening {
	if r.d.Rel(p) == language.Amod || r.d.Rel(p) == language.Compound || r.isAttribute(p) || r.isHyphened(p) {
		return nil // "wounded soldiers": told of people, not of an act
	}
	m := matcher{r: r, p: p}
	m.roles = r.grammar.Roles(r.d, p)
	if len(m.roles.Patients) == 0 && !clause.IsPassive(r.d, p) {
		m.roles.Patients = r.bare(p)
	}
	if who := r.accused(p); who != nil {
		m.roles.Agents = who
	}
	turned := r.turned(p, m.roles)
	for _, s := range senses {
		if s.alone && turned != nil {
			m.roles = *turned
		}
		if h := m.match(s); h != nil {
			r.cast(h, r.undated(m.roles.Agents), m.roles.Patients, m.roles.Receiver)
			r.keepPeace(h)
			return h
		}
	}
	return nil
}

// isHyphened tells whether the participle at token p only says in what state something is: "strife-hit Marrow", wherever a parser hung it.
func (r *reading) isHyphened(p int) bool {
	if p < 2 || r.d.Child(p, language.Aux, language.AuxPass) >= 0 {
		return false
	}
	return r.d.Token(p).XPOS != language.TagVBG && r.d.Token(p-1).Form == "-" && !r.d.Token(p-1).SpaceAfter && !r.d.Token(p-2).SpaceAfter
}

// accused are those of whom a participle tells what they did where it hangs on who accuses them: "accused the army of
// opening fire on a post, killing one man". Nil where p is none such.
func (r *reading) accused(p int) []int {
	if r.d.Token(p).XPOS != language.TagVBG || r.d.Rel(p) != language.Advcl && r.d.Rel(p) != language.Acl && r.d.Rel(p) != language.Conj {
		return nil
	}
	deed := -1
	for k := p - 1; k > int(r.d.Doc.Sentences[r.d.Doc.SentenceOf(p)].First); k-- {
		t := r.d.Token(k)
		if before := r.d.Token(k - 1).Lower; t.XPOS == language.TagVBG && (before == "of" || before == "for") {
			deed = k
		}
		if t.UPOS != language.VERB {
			continue
		}
		for _, b := range r.words.blame[t.Lemma] {
			if b.doer == "object" && b.object == "" && deed > k && b.deed == r.d.Token(deed-1).Lower {
				return r.grammar.Roles(r.d, k).Patients
			}
		}
	}
	return nil
}

// turned are the roles of a verb that a parser took for a passive participle on its subject, read
// as active, for verbs that have no object: "thousands of workers rallied". Nil where it may be passive.
func (r *reading) turned(p int, roles clause.Roles) *clause.Roles {
	if r.d.Rel(p) != language.Acl || len(roles.Agents) > 0 || !clause.IsPassive(r.d, p) || r.d.Child(p, language.AuxPass) >= 0 {
		return nil
	}
	return &clause.Roles{Agents: roles.Patients}
}

// bare are the nominals after verb p that hang on it as obliques though no preposition
// leads to them and they tell no time: objects, parsed amiss.
func (r *reading) bare(p int) []int {
	if v := p + 2; v < len(r.d.Doc.Tokens) && r.d.Token(p+1).UPOS == language.CCONJ && r.d.Rel(v) == language.Conj && r.d.Head(v) == p && r.d.Token(v).UPOS == language.VERB && r.d.Token(v).XPOS != language.TagVBG {
		if o := r.d.Child(v, language.Obj); o > v { // "shot and killed two men"
			return conjuncts(r, o)
		}
	}
	for c := range r.d.Children(p) {
		if rel := r.d.Rel(c); (rel == language.Obl || rel == language.OblUnmarked) && c > p && caseOf(r, c) == "" && r.d.TimeAt(c) < 0 && clause.IsNominal(r.d, c) {
			return conjuncts(r, c)
		}
		if x := r.d.Token(c).XPOS; r.d.Rel(c) == language.Ccomp && (x == language.TagVBN || x == language.TagVBD) && r.d.Child(c, language.Aux, language.AuxPass, language.Mark, language.Obj) < 0 {
			if of := r.d.Child(c, language.Nsubj); of > p { // "intercepted a missile launched from Marr", read as a clause
				return conjuncts(r, of)
			}
		}
	}
	return nil
}

// noun is the act of noun p in the first of its senses whose other words stand before it.
func (r *reading) noun(p int, senses []*sense) *happening {
	switch r.d.Rel(p) {
	case language.Compound, language.Amod, language.Flat:
		return nil // "attack helicopter", "protest leader": no act is told
	}
	m := matcher{r: r, p: p}
	for _, s := range senses {
		if !r.stands(p, s) {
			continue
		}
		if s.violent && r.isWalkout(p) {
			s = r.words.walkout
		}
		h := m.match(s)
		if h == nil {
			continue
		}
		h.rule, h.first = "noun", p-len(s.before)
		r.castNoun(h)
		if s.whose && (r.d.Token(p).XPOS != language.TagNN || !slices.ContainsFunc(h.actors, func(a int) bool { _, ok := r.d.Refs[a]; return ok })) {
			continue
		}
		return h
	}
	return nil
}

// top is the relation by which the coordination that holds nominal a hangs on p.
func (r *reading) top(a, p int) language.Relation {
	for steps := 0; steps < 20 && a >= 0; steps++ {
		if r.d.Head(a) == p {
			return r.d.Rel(a)
		}
		a = r.d.Head(a)
	}
	return language.NoRelation
}

// caseUnder is the preposition by which the coordination that holds nominal a hangs on p.
func (r *reading) caseUnder(a, p int) string {
	for steps := 0; steps < 20 && a >= 0 && r.d.Head(a) != p; steps++ {
		a = r.d.Head(a)
	}
	if a < 0 {
		return ""
	}
	return caseOf(r, a)
}

func unique(tokens []int) []int {
	slices.Sort(tokens)
	return slices.Compact(tokens)
}
