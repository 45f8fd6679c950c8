package talks

import (
	"slices"
	"strings"

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
	if n < 0 || !r.ofPeace(e, i, n) {
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
	for c := range r.d.Children(n) { // "Talks between X and Y collapsed", the verb hung to the noun
		if r.d.Rel(c) == language.AclRelcl && r.d.Child(c, language.Nsubj) >= 0 && r.frame(r.words.phase, c) != nil && !r.hasRelative(n, c) && r.phased(&s, c, subject) {
			return r.moody(s), true
		}
	}
	known := 0
	for _, k := range []bool{r.dated(n), r.located(n), r.words.span.Has(r.lemma(n))} {
		if k {
			known++
		}
	}
	if clause.Case(r.d, n) == "" && known > 1 || r.occasion(n) && known > 0 { // "after two days of talks in Mahra"
		s.pred, s.rule, s.sure = n, "meeting.occasion", .55
		if as == oblique && r.words.agree.Has(r.lemma(p)) {
			s.outcome = claim.OutcomeAgreement
		}
		return r.moody(s), true
	}
	return s, false
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
		return (r.round(n) > 0 || r.isNew(n)) && r.lemma(i) == r.lemma(n) && (of < 0 || r.words.meeting.Has(r.lemma(of)))
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
	fits := as == subject && !e.Has("obj") && !e.Has("of") || as == patient && (e.Has("obj") || e.Has("both")) || as == oblique && e.Has("of") && r.words.into.Has(clause.Case(r.d, s.noun))
	if e.Has("result") {
		return as == subject && r.ended(s, p, as)
	}
	if !fits || e.Has("weak") && !r.dated(p) {
		return false
	}
	s.outcome, s.byOthers = claim.Outcome(e.Get("outcome")), e.Has("cause")
	r.ended(s, p, as)
	return true
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
	case e.Has("joint") && !r.has(k, "joint"):
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
	if e == nil || len(r.meeting(i)) < 2 && !r.delegated(i) {
		return session{}, false
	}
	return session{noun: -1, pred: i, result: -1, outcome: claim.Outcome(e.Get("outcome")), rule: "meeting.verb", sure: .65}, true
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

// tellMeeting makes the claim of a session.
func (r *reading) tellMeeting(s session) {
	m := &claim.Meeting{Outcome: s.outcome}
	var e extent
	e.add(s.pred, max(s.frameEnd, s.pred+1))
	anchor := s.pred
	if s.noun >= 0 {
		anchor = s.noun
		r.phrase(&e, s.noun)
		m.Process, m.Round = r.process(s.noun), r.round(s.noun)
	} else {
		r.phrase(&e, r.grammar.Subject(r.d, s.pred))
	}
	r.phrase(&e, s.result)
	m.Roles = r.roles(s, &e)
	m.Parties = without(r.parties(s), m.Roles)
	m.Venue = r.venue(anchor, s.pred)
	if mood := r.grammar.Mood(r.d, s.pred); mood.Certainty == claim.Hypothetical || mood.Certainty == claim.Conditional {
		if s.outcome != claim.OutcomePlanned { // talks that could collapse or that are called for have not met
			return
		}
	}
	c := r.add(claim.KindMeeting, m, s.pred, e, s.rule, s.sure, func(c *claim.Claim) { r.settle(c, m, s, e) })
	m.Issues = slices.DeleteFunc(r.issues.Of(r.d, e.first, e.end), func(i claim.Issue) bool { return i == "process" })
	r.next(c, m)
}

// settle finishes the fields that a meeting shares with all claims.
func (r *reading) settle(c *claim.Claim, m *claim.Meeting, s session, e extent) {
	if c.Time == nil && s.noun >= 0 {
		c.Time = r.grammar.Time(r.d, s.noun)
	}
	c.Place = m.Venue
	if c.Tense == claim.Future && (m.Outcome == "" || m.Outcome == claim.OutcomeAgreement) {
		m.Outcome = claim.OutcomePlanned
	}
	if m.Outcome == claim.OutcomePlanned {
		c.Tense = claim.Future
	}
	if s.result >= 0 || m.Outcome == claim.OutcomePostponed {
		c.Polarity = claim.Positive // that there was no accord is what is claimed
	}
	r.time(&e, c.Time, s.pred, s.noun)
	if m.Venue != nil && r.inSentence(m.Venue.Place) {
		if at := r.d.PlaceAt[m.Venue.Place]; r.d.Under(at.First, s.pred) || s.noun >= 0 && r.d.Under(at.First, s.noun) {
			e.add(at.First, at.End)
		}
	}
	c.Span = r.d.Span(e.first, e.end)
}

func (r *reading) inSentence(place int) bool {
	at := r.d.PlaceAt[place]
	return at.First >= r.first && at.End <= r.end
}

// venue is where a meeting is held: a place narrower than a country, if there is one.
func (r *reading) venue(anchor, pred int) *claim.Where {
	best := r.grammar.Place(r.d, anchor)
	if best == nil || r.d.Places[best.Place].Kind == claim.PlaceCountry {
		if w := r.grammar.Place(r.d, pred); w != nil && (best == nil || r.d.Places[w.Place].Kind != claim.PlaceCountry) {
			best = w
		}
	}
	if best != nil && r.d.Places[best.Place].Kind != claim.PlaceCountry {
		return best
	}
	first, end := r.d.Subtree(anchor)
	for i := range r.d.PlaceAt { // "rounds of dialogue, the Delvar session included"
		if at := r.d.PlaceAt[i]; at.First >= first && at.End <= end && r.d.Places[i].Literal && r.d.Places[i].Kind != claim.PlaceCountry {
			return &claim.Where{Place: i, Basis: claim.PlaceStated}
		}
	}
	return best
}

// process is the name of a series of meetings: "Istanbul talks", "the Jaradan process".
func (r *reading) process(n int) string {
	first := n
	for c := range r.d.Children(n) {
		if r.d.Rel(c) == language.Compound && r.d.Token(c).UPOS == language.PROPN {
			first = min(first, c)
		}
	}
	if first == n {
		return ""
	}
	return strings.Join(strings.Fields(r.d.Words(first, n+1)), " ")
}

// round is the number of a round: "the third round", 0 where none is told.
func (r *reading) round(n int) int {
	first, end := r.d.Phrase(n)
	for i := range r.d.Numbers {
		x := &r.d.Numbers[i]
		if x.First >= end {
			break
		}
		if x.First >= first && x.Value != nil && r.d.Head(x.Head) == n && (x.Ordinal || x.First == n+1) && *x.Value < 1000 {
			return int(*x.Value)
		}
	}
	return 0
}

// parties are who negotiates: "between" or "with" whom, those named before the
// noun, the subject of "held talks"; else "both sides" of the sentence.
func (r *reading) parties(s session) []claim.Ref {
	var out []claim.Ref
	if s.noun < 0 {
		if r.words.meet[r.lemma(s.pred)] != nil {
			out = r.meeting(s.pred)
		} else if n := r.grammar.Subject(r.d, s.pred); n >= 0 && n != s.result {
			out = r.refs(n)
		}
	} else {
		out = r.around(s.noun)
		if _, as := r.predicate(s.noun); as == patient && clause.IsVerb(r.d, s.pred) && !clause.IsPassive(r.d, s.pred) && r.holder(s.pred) == "" && !s.byOthers {
			if n := r.grammar.Subject(r.d, s.pred); n >= 0 && n != s.noun && !r.words.meeting.Has(r.lemma(n)) {
				out = append(out, r.named(n)...)
			}
		}
		if n := clause.Oblique(r.d, s.pred, "with", "between"); n >= 0 && n != s.noun {
			out = append(out, r.refs(n)...)
		}
	}
	if out = unique(out); len(out) < 2 {
		for i := r.first; i < r.end; i++ {
			if several := r.d.Several[i]; len(several) > 1 {
				return unique(several)
			}
		}
	}
	return out
}

// around are the participants that a noun of meeting names: before it, and between or with whom it is, however deep.
func (r *reading) around(n int) []claim.Ref {
	var out []claim.Ref
	for c := range r.d.Children(n) {
		switch r.d.Rel(c) {
		case language.Compound, language.Amod, language.NmodPoss:
			if ref, ok := r.d.Refs[c]; ok && r.able(ref.Actor) {
				out = append(out, ref)
			}
		}
	}
	first, end := r.d.Subtree(n)
	for i := max(first, r.first); i < min(end, r.end); i++ {
		switch clause.Case(r.d, i) {
		case "between", "among", "involving":
			out = append(out, r.named(i)...)
		case "with": // "with immediate effect" names nobody
			if refs := r.refs(i); len(refs) > 0 || r.proper(i) {
				out = append(out, r.named(i)...)
			}
		}
	}
	return unique(out)
}

// proper tells whether the nominal headed by n has a name in it.
func (r *reading) proper(n int) bool {
	first, end := r.d.Phrase(n)
	for i := max(first, r.first); i < min(end, r.end); i++ {
		if r.d.Token(i).UPOS == language.PROPN {
			return true
		}
	}
	return false
}

// next is the day set for the next meeting: that of a later meeting that is
// planned, told in the same or the next sentence, goes to the one before it.
func (r *reading) next(c *claim.Claim, m *claim.Meeting) {
	last := r.met - 1
	r.met = len(r.d.Claims)
	if last < 0 || m.Outcome != claim.OutcomePlanned || c.Time == nil {
		return
	}
	before := &r.d.Claims[last]
	if b, ok := before.Body.(*claim.Meeting); ok && b.Outcome != claim.OutcomePlanned && b.Next == nil && c.Span.Start-before.Span.End < nearby {
		b.Next = c.Time
	}
}

// nearby is how many code points may lie between two claims that belong together.
const nearby = 300
