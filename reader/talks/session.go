package talks

import (
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/lexicon"
)

// session is a meeting as the sentence tells it.
type session struct {
	noun    int // noun of meeting, -1 where only a verb tells it
	pred    int // predicate that says something of it
	result  int // noun of how it ended, -1 where none
	outcome claim.Outcome
	// byOthers: the subject of the predicate is no party: "demands derailed the talks"
	byOthers bool
	frameEnd int // the token after the words of the predicate
	rule     string
	sure     float64
}

// meetings reads the meetings of the sentence: one claim for each predicate that tells of one.
func (r *reading) meetings() {
	told := map[int]bool{} // predicates
	for i := r.first; i < r.end; i++ {
		s, ok := r.nounSession(i)
		if !ok {
			s, ok = r.verbSession(i)
		}
		if !ok {
			s, ok = r.resultSession(i)
		}
		if ok && !r.covered(told, s.pred) {
			told[s.pred] = true
			r.tellMeeting(s)
		}
	}
}

// covered tells whether a predicate, or for a mere occasion one above it, has told of its meeting already.
func (r *reading) covered(told map[int]bool, p int) bool {
	if told[p] {
		return true
	}
	for h := r.d.Head(p); !clause.IsVerb(r.d, p) && h >= 0; h = r.d.Head(h) {
		if told[h] {
			return true
		}
	}
	return false
}

// upper is the noun that stands in the clause for noun of meeting n: "two days of
// talks", "the third round of negotiations", "the talks process". -1 where n only describes another noun.
func (r *reading) upper(n int) int {
	for range maxSteps {
		h := r.d.Head(n)
		if h < 0 {
			return n
		}
		switch r.d.Rel(n) {
		case language.Nmod:
			lemma := r.lemma(h)
			if clause.Case(r.d, n) != "of" || !r.words.meeting.Has(lemma) && !r.words.span.Has(lemma) && !r.words.part.Has(lemma) {
				return n
			}
		case language.Compound:
			if !r.words.meeting.Has(r.lemma(h)) && !r.words.result.Has(r.lemma(h)) {
				return -1
			}
		default:
			return n
		}
		n = h
	}
	return n
}

// nounSession reads a meeting that a noun names, if the clause says something of it.
func (r *reading) nounSession(i int) (session, bool) {
	e := r.words.meeting.Find(r.lemma(i))
	if e == nil || !r.noun(i) {
		return session{}, false
	}
	n := r.upper(i)
	if n < 0 {
		return session{}, false
	}
	peace := r.ofPeace(e, i, n)
	if !peace && !r.located(n) {
		return session{}, false
	}
	s := session{noun: n, pred: -1, result: -1, rule: "meeting.noun", sure: .7}
	p, as := r.predicate(n)
	switch {
	case r.d.Child(n, language.Cop) >= 0: // "is the fourth round of talks"
		s.pred, s.sure = n, .5
		return s, r.dated(n)
	case p >= 0 && r.phased(&s, p, as):
		return r.moody(s), true
	}
	if p, as := r.relative(n); p >= 0 && r.phased(&s, p, as) { // "negotiations, which opened the same day"
		return r.moody(s), true
	}
	for c := range r.d.Children(n) { // "Talks between X and Y collapsed", the verb hung to the noun
		if r.d.Rel(c) == language.AclRelcl && r.d.Child(c, language.Nsubj) >= 0 && r.frame(r.words.phase, c) != nil && !r.hasRelative(n, c) && r.phased(&s, c, subject) {
			return r.moody(s), true
		}
	}
	if c, ok := r.concluded(s); ok && peace {
		return c, true
	}
	if !peace { // "a news conference in Delvar": where it was alone makes no talks of it
		return s, false
	}
	return r.occasional(s, p, as)
}

// concluded reads how a meeting went from a noun that governs it, itself what somebody makes known, or came before something: "announced the completion of the
// talks", "after the collapse of the talks".
func (r *reading) concluded(s session) (session, bool) {
	h := r.d.Head(s.noun)
	if h < 0 || r.d.Rel(s.noun) != language.Nmod || clause.Case(r.d, s.noun) != "of" {
		return s, false
	}
	e := r.words.concluding.Find(r.lemma(h))
	if e == nil || !r.noun(h) || r.isSought(h) {
		return s, false
	}
	told := r.occasion(h) && clause.Case(r.d, h) != "in" && clause.Case(r.d, h) != "before"
	if p := r.d.Head(h); p >= 0 && (r.d.Rel(h) == language.Obj || r.d.Rel(h) == language.NsubjPass) && clause.IsVerb(r.d, p) {
		told = r.d.Within[h] >= 0 || r.words.naming.Has(r.lemma(p))
	}
	if !told {
		return s, false
	}
	s.pred, s.outcome, s.rule, s.sure = h, claim.Outcome(e.Get("outcome")), "meeting.concluded", .55
	return s, true
}

// occasional reads a meeting at which something else happened, which p tells: "after two days of talks in Mahra".
func (r *reading) occasional(s session, p int, as part) (session, bool) {
	n, known := s.noun, 0
	for _, k := range []bool{r.dated(n), r.located(n), r.words.span.Has(r.lemma(n)), r.round(n) > 0} {
		if k {
			known++
		}
	}
	if clause.Case(r.d, n) == "" && known > 1 || r.occasion(n) && known > 0 {
		s.pred, s.rule, s.sure = n, "meeting.occasion", .55
		if as == oblique && r.words.agree.Has(r.lemma(p)) && !r.isAlone(p) {
			s.outcome = claim.OutcomeAgreement
		}
		return r.moody(s), true
	}
	return s, false
}

// isAlone tells whether only one of those who might did what verb p says: "after hours of talks, only Ruvania had signed".
func (r *reading) isAlone(p int) bool {
	s := r.grammar.Subject(r.d, p)
	for _, n := range []int{p, s} {
		if n < 0 {
			continue
		}
		for c := range r.d.Children(n) {
			if r.d.Rel(c) == language.Advmod && c < n && r.word(c) == "only" {
				return true
			}
		}
	}
	return r.grammar.Mood(r.d, p).Polarity == claim.Negative
}

// hasRelative tells whether a relative pronoun stands between noun n and clause c.
func (r *reading) hasRelative(n, c int) bool {
	for i := n + 1; i < c; i++ {
		if r.words.relative.Has(r.word(i)) {
			return true
		}
	}
	return false
}

// ofPeace tells whether a noun of meeting is one of a conflict: always "talks"; others by what stands beside them.
func (r *reading) ofPeace(e *lexicon.Entry, i, n int) bool {
	switch {
	case e.Has("part"):
		of := clause.Oblique(r.d, n, "of") // "the second phase of the truce" is no meeting
		return (r.round(n) > 0 || r.isNew(n)) && r.lemma(i) == r.lemma(n) && (of < 0 && !e.Has("of") || of >= 0 && r.words.meeting.Has(r.lemma(of)))
	case e.Has("talks") && r.lemma(i) != "talk":
		return true
	}
	if r.lemma(i) == "talk" {
		return r.d.Token(i).XPOS != language.TagNN
	}
	for _, k := range []int{i, n} {
		for c := range r.d.Children(k) {
			switch lemma := r.lemma(c); {
			case r.words.peace.Has(lemma), r.words.truce.Has(lemma):
				return true
			case r.d.Rel(c) == language.Nmod && r.words.party.Has(lemma), r.d.Rel(c) == language.Acl && r.holder(c) != "":
				return true // "a meeting between the delegations", "a summit hosted by"
			}
		}
	}
	return len(r.within(n, maxSteps)) > 1
}

// isNew tells whether a round is told as one of a series: "the next round".
func (r *reading) isNew(n int) bool {
	for c := range r.d.Children(n) {
		if c < n && r.words.fresh.Has(r.lemma(c)) {
			return true
		}
	}
	return false
}

// phased reads what predicate p, or the infinitive that shares its subject,
// says of the meeting: that it began, stalled, was put off, is due to resume, ended without a deal.
func (r *reading) phased(s *session, p int, as part) bool {
	if x := r.d.Child(p, language.Xcomp); x >= 0 && as != oblique && r.d.Token(x).XPOS == language.TagVB && (as == subject || clause.IsPassive(r.d, p)) {
		role := subject
		if clause.IsPassive(r.d, x) || r.d.Child(x, language.AuxPass) >= 0 {
			role = patient
		}
		if r.phased(s, x, role) {
			return true
		}
	}
	if !clause.IsVerb(r.d, p) {
		return as == subject && r.stands(s, p)
	}
	e := r.frame(r.words.phase, p)
	s.pred = p
	if e == nil {
		return r.ended(s, p, as)
	}
	s.frameEnd = r.reach
	fits := as == subject && !e.Has("obj") && !e.Has("of") || as == patient && (e.Has("obj") || e.Has("both")) || as == oblique && e.Has("of") && (r.words.into.Has(clause.Case(r.d, s.noun)) || len(e.Words) > 1 && r.words.share.Has(e.Words[1]))
	if e.Has("result") {
		return as == subject && r.ended(s, p, as)
	}
	if !fits || e.Has("weak") && !r.dated(p) && !(s.outcome == "" && e.Get("outcome") == string(claim.OutcomeWalkout) && r.leaves(p)) {
		return false
	}
	s.outcome, s.byOthers = claim.Outcome(e.Get("outcome")), e.Has("cause")
	r.ended(s, p, as)
	return true
}

// leaves tells whether those who leave by verb p are a party or sent by one, and not people who go home.
func (r *reading) leaves(p int) bool {
	s := r.grammar.Subject(r.d, p)
	if s < 0 || r.d.Child(p, language.Xcomp) >= 0 {
		return false
	}
	a := r.d.Actor(r.d.Refs[s].Actor)
	return r.words.party.Has(r.lemma(s)) || a != nil && (a.Kind == claim.ActorState || a.Kind == claim.ActorGovernment || a.Kind == claim.ActorArmedGroup)
}

// stands reads what a meeting is said to be: "the talks are deadlocked", "is at an impasse", "were over".
func (r *reading) stands(s *session, p int) bool {
	if r.d.Child(p, language.Cop) < 0 {
		return false
	}
	if e := r.words.mood.Find(r.lemma(p)); e != nil {
		s.pred, s.outcome = p, claim.Outcome(e.Get("outcome"))
		return true
	}
	if o := r.outcomeOf(p); o != "" {
		s.pred, s.result, s.outcome = p, p, o
		return true
	}
	return false
}

// ended looks for the noun that tells how the meeting ended: "in deadlock", "without agreement", "yielded no accord".
func (r *reading) ended(s *session, p int, as part) bool {
	if as != subject && as != patient {
		return false
	}
	for c := range r.d.Children(p) {
		switch r.d.Rel(c) {
		case language.Obj, language.Obl, language.Xcomp:
		default:
			continue
		}
		for _, k := range clause.Conjuncts(r.d, c) {
			if o := r.outcomeOf(k); o != "" {
				s.result, s.outcome = k, r.turned(k, o, p)
			}
		}
	}
	return s.result >= 0
}

// outcomeOf is the outcome that noun k tells, turned where there is none of it.
func (r *reading) outcomeOf(k int) claim.Outcome {
	e := r.words.result.Find(r.lemma(k))
	if e == nil {
		return ""
	}
	switch {
	case e.Has("joint") && !r.has(k, "joint"), e.Has("common") && !r.has(k, "common"):
		return ""
	case r.none(k):
		return claim.Outcome(e.Get("else"))
	case e.Has("bare"):
		return ""
	}
	return claim.Outcome(e.Get("outcome"))
}

// turned is an outcome that predicate p affirms, or its contrary where p is
// negative: "have not produced an accord", "failed to reach a deal".
func (r *reading) turned(k int, o claim.Outcome, p int) claim.Outcome {
	other := claim.Outcome(r.words.result.Find(r.lemma(k)).Get("else"))
	if other != "" && o != other && r.grammar.Mood(r.d, p).Polarity == claim.Negative {
		return other
	}
	return o
}

// has tells whether a word of a lemma hangs from token k.
func (r *reading) has(k int, lemma string) bool {
	for c := range r.d.Children(k) {
		if r.lemma(c) == lemma {
			return true
		}
	}
	return false
}

// moody takes the outcome from an adjective of the noun where nothing else tells it: "stalled talks".
func (r *reading) moody(s session) session {
	if s.outcome != "" {
		return s
	}
	for c := range r.d.Children(s.noun) {
		if e := r.words.mood.Find(r.lemma(c)); e != nil && (r.d.Rel(c) == language.Amod || r.d.Rel(c) == language.Acl) {
			s.outcome = claim.Outcome(e.Get("outcome"))
		}
	}
	return s
}

// occasion tells whether noun n is what something else happened after, during or at.
func (r *reading) occasion(n int) bool {
	switch clause.Case(r.d, n) {
	case "after", "during", "following", "at", "in", "over", "before":
		return true
	}
	return false
}

// dated tells whether a time hangs from token n itself.
func (r *reading) dated(n int) bool {
	i := r.grammar.TimeOf(r.d, n)
	return i >= 0 && r.d.Under(r.d.Times[i].First, n)
}

// located tells whether a place hangs from noun n itself.
func (r *reading) located(n int) bool {
	w := r.grammar.Place(r.d, n)
	return w != nil && r.d.Under(r.d.PlaceAt[w.Place].First, n)
}

// verbSession reads "the delegations met in Delvar": parties to a conflict that meet.
func (r *reading) verbSession(i int) (session, bool) {
	if !clause.IsVerb(r.d, i) {
		return session{}, false
	}
	e := r.frame(r.words.meet, i)
	if e == nil || (e.Has("weak") || len(r.meeting(i)) < 2) && !r.delegated(i) {
		return session{}, false
	}
	return session{noun: -1, pred: i, frameEnd: r.reach, result: -1, outcome: claim.Outcome(e.Get("outcome")), rule: "meeting.verb", sure: .65}, true
}

// delegated tells whether those who meet by verb p are sent to: "delegations", "both sides".
func (r *reading) delegated(p int) bool {
	n := r.grammar.Subject(r.d, p)
	return n >= 0 && (r.words.party.Has(r.lemma(n)) && r.d.Token(n).XPOS == language.TagNNS || len(r.d.Several[n]) > 1)
}

// meeting are those who meet by verb p: its subjects, objects and those "with" whom.
func (r *reading) meeting(p int) []claim.Ref {
	var out []claim.Ref
	roles := r.grammar.Roles(r.d, p)
	for _, list := range [][]int{roles.Agents, roles.Patients} {
		for _, n := range list {
			out = append(out, r.refs(n)...)
		}
	}
	if n := clause.Oblique(r.d, p, "with"); n >= 0 {
		out = append(out, r.refs(n)...)
	}
	return unique(out)
}

// resultSession reads an outcome without a noun of meeting: "no joint communique emerged", "failed to reach a deal".
func (r *reading) resultSession(i int) (session, bool) {
	if e := r.words.result.Find(r.lemma(i)); !r.noun(i) || e == nil || !e.Has("else") {
		return session{}, false
	}
	p, as := r.predicate(i)
	if p < 0 || as == noPart || !r.words.reach.Has(r.lemma(p)) || as == oblique && !r.none(i) {
		return session{}, false
	}
	if rel := r.d.Rel(p); rel == language.Acl || rel == language.Xcomp && !r.words.failing.Has(r.lemma(r.d.Head(p))) {
		return session{}, false
	}
	s := session{noun: -1, pred: p, result: i, outcome: r.outcomeOf(i), rule: "meeting.result", sure: .6}
	if s.outcome != "" {
		s.outcome = r.turned(i, s.outcome, p)
	}
	return s, s.outcome == claim.OutcomeNoAgreement || s.outcome == claim.OutcomeDeadlock
}
