package incident

import (
	"slices"

	"github.com/parley-desk/parley/claim"
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
	r.now = r.now[:0]
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
		if senses := r.words.nouns[t.Lower]; senses != nil && (t.XPOS == language.TagVBG && r.isGerundBy(i) || r.isResort(i)) {
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

// isGerundBy tells whether the participle at token i is a noun of action that names its doer: "after shelling by the guard".
func (r *reading) isGerundBy(i int) bool {
	if r.d.Child(i, language.Nsubj, language.Obj, language.Aux, language.AuxPass) >= 0 {
		return false
	}
	return i+1 < len(r.d.Doc.Tokens) && r.d.Token(i+1).Lower == "by" && clause.Oblique(r.d, i, "by") >= 0
}

// verb is the act of verb p in the first of its senses whose pattern fits.
func (r *reading) verb(p int, senses []*sense) *happening {
	if r.d.Rel(p) == language.Amod || r.d.Rel(p) == language.Compound || r.isAttribute(p) {
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
	for c := range r.d.Children(p) {
		if rel := r.d.Rel(c); (rel == language.Obl || rel == language.OblUnmarked) && c > p && caseOf(r, c) == "" && r.d.TimeAt(c) < 0 && clause.IsNominal(r.d, c) {
			return conjuncts(r, c)
		}
		if r.d.Rel(c) == language.Ccomp && r.d.Token(c).XPOS == language.TagVBN && r.d.Child(c, language.Aux, language.AuxPass, language.Mark, language.Obj) < 0 {
			if of := r.d.Child(c, language.Nsubj); of > p { // "intercepted a missile launched from Marr", read as a clause
				return conjuncts(r, of)
			}
		}
	}
	return nil
}

// cast gives the participants of a verb their parts by the frame of its sense.
func (r *reading) cast(h *happening, agents, patients, receiver []int) {
	s := h.sense
	if s.subject != 0 {
		agents = nil
	}
	switch s.frame {
	case suffer:
		h.recipients = append(h.recipients, agents...)
	case device:
		if len(agents) > 0 {
			h.weapon = agents[0]
		} else if len(patients) > 0 {
			h.weapon = patients[0]
		}
	case both:
		if h.object >= 0 && r.classesOf(h.object)&r.words.is("captive") != 0 { // "exchanged prisoners": they are no side
			h.recipients = nil
			h.actors = append(h.actors, agents...)
			h.actors = append(h.actors, r.oblique(h, []string{"with"})...)
			h.recipients = patients
			return
		}
		h.actors = append(h.actors, agents...)
		h.actors = append(h.actors, r.sides(patients)...)
		h.actors = append(h.actors, h.recipients...)
		h.actors = append(h.actors, r.oblique(h, []string{"with", "against", "between", "among"})...)
		h.recipients = nil
	case on:
		h.actors = append(h.actors, agents...)
		h.recipients = append(h.recipients, receiver...)
		h.recipients = append(h.recipients, r.oblique(h, s.to)...)
		if len(h.recipients) == 0 && h.object >= 0 && r.classesOf(h.object)&person != 0 {
			h.recipients = conjuncts(r, h.object)
		}
	case self:
		h.actors = append(h.actors, agents...)
	default:
		h.actors = append(h.actors, agents...)
		if to := r.oblique(h, s.to); len(to) > 0 {
			h.recipients = append(h.recipients, to...)
		} else if len(h.recipients) == 0 {
			if s.harm != "" && r.isPeople(patients) {
				patients = r.listed(slices.Clone(patients), h.trigger)
			}
			for _, n := range patients {
				if r.isSomebody(n) || s.kind != "ASSAULT" && s.mode != "seize" && r.isAnything(n) {
					h.recipients = append(h.recipients, n)
				}
			}
		}
	}
}

// keepPeace takes the sending of peacekeepers for aid, as PLOVER does.
func (r *reading) keepPeace(h *happening) {
	if h.sense.kind == "MOBILIZE" && h.sense.mode == "troops" && r.around(h.trigger, "peacekeeper") {
		h.sense = r.words.peace
	}
}

// undated takes a dateline, which a parser may take for a subject, from among those who
// act, and puts in its place who follows it: "DELVAR, Karsenia - Police arrested …".
func (r *reading) undated(agents []int) []int {
	if len(agents) == 0 || r.d.Dateline == nil || r.d.Dateline.Span == nil || !r.d.Dateline.Span.Covers(r.d.Span(agents[0], agents[0]+1)) {
		return agents
	}
	for c := range r.d.Children(agents[0]) {
		if c > agents[0] && r.isSomebody(c) && !r.d.Dateline.Span.Covers(r.d.Span(c, c+1)) {
			return conjuncts(r, c)
		}
	}
	return agents[1:]
}

// sides keeps those of the nominals that name participants.
func (r *reading) sides(nominals []int) []int {
	var out []int
	for _, n := range nominals {
		if r.classesOf(n)&person != 0 {
			out = append(out, n)
		}
	}
	return out
}

// oblique are the nominals that hang by one of the prepositions on the trigger, on
// the object that its pattern took, or one step below that ("talks in Delvar with …").
func (r *reading) oblique(h *happening, to []string) []int {
	if len(to) == 0 {
		return nil
	}
	out := r.led(h.trigger, h, to, 2)
	if h.object >= 0 && h.object != h.trigger {
		out = append(out, r.led(h.object, h, to, 2)...)
	}
	return unique(out)
}

// led are the nominals that the prepositions lead to from token at, down to a depth.
func (r *reading) led(at int, h *happening, to []string, depth int) []int {
	var out []int
	for c := range r.d.Children(at) {
		switch r.d.Rel(c) {
		case language.Obl, language.Nmod, language.Advcl:
		default:
			continue
		}
		if r.d.Rel(c) == language.Advcl && clause.IsVerb(r.d, c) && r.d.Child(c, language.Nsubj, language.NsubjPass) >= 0 {
			continue // another clause has its own people
		}
		if cs := caseOf(r, c); slices.Contains(to, cs) && (r.isSomebody(c) || r.mayBefall(h, cs) && r.isAnything(c)) {
			out = append(out, conjuncts(r, c)...)
		} else if depth > 1 {
			out = append(out, r.led(c, h, to, depth-1)...)
		}
	}
	return out
}

// mayBefall tells whether a preposition leads to whom an act is done, whatever the words
// for them: "sanctions on the entity", "an inquiry into the sale".
func (r *reading) mayBefall(h *happening, preposition string) bool {
	switch preposition {
	case "to", "on", "upon", "against", "with", "into":
		return h.sense.kind != "ASSAULT" && h.sense.kind != "MOBILIZE"
	}
	return h.sense.kind == "ACCUSE"
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
		h := m.match(s)
		if h == nil {
			continue
		}
		h.rule, h.first = "noun", p-len(s.before)
		r.castNoun(h)
		return h
	}
	return nil
}

// stands tells whether the words that a noun's sense asks for stand before noun p.
func (r *reading) stands(p int, s *sense) bool {
	n := len(s.before)
	if p < n {
		return false
	}
	for k, w := range s.before {
		if t := r.d.Token(p - n + k); t.Lemma != w && t.Lower != w {
			return false
		}
	}
	return true
}

// castNoun gives the participants of a noun of action their parts.
func (r *reading) castNoun(h *happening) {
	s, p := h.sense, h.trigger
	roles := r.grammar.Roles(r.d, p)
	if by := clause.Oblique(r.d, p, "by"); by >= 0 && r.d.Token(p).XPOS == language.TagVBG {
		roles.Agents = clause.Conjuncts(r.d, by)
	} else if r.d.Rel(p) == language.Advcl && r.d.Token(p).XPOS == language.TagVBG && len(roles.Agents) == 0 { // "resorted to … firing"
		roles.Agents = clause.Conjuncts(r.d, r.grammar.Subject(r.d, p))
	}
	if len(roles.Agents) == 0 {
		roles.Agents = r.sharedBy(p)
	}
	r.castAgents(h, roles.Agents)
	r.castPatients(h, roles.Patients)
	switch s.frame {
	case both:
		h.actors = append(h.actors, r.oblique(h, []string{"with", "between", "among"})...)
	case on:
		h.recipients = append(h.recipients, r.oblique(h, s.to)...)
	}
	if len(h.recipients) == 0 && s.kind == "ASSAULT" {
		h.recipients = r.aimed(p)
	}
	h.actors = unique(h.actors)
	h.recipients = unique(h.recipients)
}

// sharedBy are those who did both of two coordinated nouns, where the parser hung them on the first though they stand behind
// the second, p: "the harassment and attacks by the front".
func (r *reading) sharedBy(p int) []int {
	first := r.highest(p)
	if first == p {
		return nil
	}
	if by := clause.Oblique(r.d, first, "by"); by > p {
		return conjuncts(r, by)
	}
	return nil
}

// castAgents takes those who do a noun of action for its actors; whom it befalls where the noun is theirs ("his murder").
func (r *reading) castAgents(h *happening, agents []int) {
	s, p := h.sense, h.trigger
	owned := s.possessed && r.d.Child(p, language.NmodPoss) >= 0
	for _, a := range agents {
		switch {
		case owned && r.top(a, p) != language.NmodPoss && r.caseUnder(a, p) == "": // "the Kenyan mayor's murder": his nation
		case !r.acts(a, p):
		case s.possessed && r.top(a, p) == language.NmodPoss:
			h.recipients = append(h.recipients, a)
		default:
			h.actors = append(h.actors, a)
		}
	}
	for c := range r.d.Children(p) {
		if r.d.Rel(c) == language.Compound && r.d.Token(c).UPOS == language.NOUN && !r.words.manner[r.d.Token(c).Lemma] && r.namesDoer(h.sense, r.words.single[r.d.Token(c).Lemma]) {
			h.actors = append(h.actors, c) // "rebel attack", "police raid"
		}
	}
}

// namesDoer tells whether a noun of some classes before a noun of action says who acts. Troops may as well be what is
// sent or withdrawn, but where force is used the institution uses it: "army shelling", "killed in police firing".
func (r *reading) namesDoer(s *sense, set classes) bool {
	if set&person == 0 {
		return false
	}
	return set&r.words.class["troops"] == 0 || set&r.words.class["institution"] != 0 && !s.possessed && (s.kind == "ASSAULT" || s.kind == "COERCE")
}

// castPatients takes those whom a noun of action befalls for its recipients; for actors where they share in it or its "of" names them.
func (r *reading) castPatients(h *happening, patients []int) {
	s, p := h.sense, h.trigger
	if s.harm != "" && r.isPeople(patients) {
		patients = r.listed(slices.Clone(patients), p)
	}
	for _, a := range patients {
		if slices.Contains(h.recipients, a) || a == h.object {
			continue
		}
		if s.ofActor && r.caseUnder(a, p) == "of" || s.frame == both {
			h.actors = append(h.actors, r.sides([]int{a})...)
			continue
		}
		if r.isSomebody(a) {
			h.recipients = append(h.recipients, a)
		}
	}
}

// isPeople tells whether some nominals name people, all of them.
func (r *reading) isPeople(nominals []int) bool {
	return len(nominals) > 0 && !slices.ContainsFunc(nominals, func(n int) bool { return r.classesOf(n)&person == 0 })
}

// acts tells whether nominal a, that the grammar takes for who does noun p, may
// be that: not where a town or a time stands before the noun ("Kabul blasts").
func (r *reading) acts(a, p int) bool {
	if r.d.TimeAt(a) >= 0 {
		return false
	}
	if r.top(a, p) == language.NmodPoss && caseOf(r, a) != "" && r.d.Token(r.d.Child(a, language.Case)).XPOS != language.TagPOS {
		return false // parsed amiss: a genitive has no preposition
	}
	if r.classesOf(a)&person != 0 && r.placeAt(a) < 0 {
		return true
	}
	if at := r.placeAt(a); at >= 0 {
		if ref, ok := r.d.Refs[a]; ok && ref.Actor != "" {
			return r.d.Places[at].Kind == claim.PlaceCountry || !r.d.Places[at].Literal
		}
		return r.d.Places[at].Kind == claim.PlaceCountry
	}
	return r.d.Refs[a].Actor != ""
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
