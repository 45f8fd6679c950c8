package talks

import (
	"slices"
	"strings"
	"time"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
)

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
	if s.outcome != claim.OutcomePlanned && r.isAhead(s) || r.isDue(s.pred) {
		return
	}
	if s.outcome == "" && r.isToBe(s.pred) {
		s.outcome, m.Outcome = claim.OutcomePlanned, claim.OutcomePlanned
	}
	c := r.add(claim.KindMeeting, m, s.pred, e, s.rule, s.sure, func(c *claim.Claim) { r.settle(c, m, s, e) })
	if s.outcome == claim.OutcomeWalkout && s.noun >= 0 { // "withdrew from talks" is of no troops
		e.first, e.end = r.d.Phrase(s.noun)
	}
	m.Issues = slices.DeleteFunc(r.issues.Of(r.d, e.first, e.end), func(i claim.Issue) bool { return i == "process" })
	r.next(c, m)
}

// isAhead tells whether a meeting is only aimed at or waited for: "met to resume the talks", "before the talks resume", "an obstacle to concluding the talks".
func (r *reading) isAhead(s session) bool {
	p := s.pred
	if !clause.IsVerb(r.d, p) {
		return false
	}
	if r.grammar.IsPurpose(r.d, p) {
		return true
	}
	if r.awaited(p) {
		return true
	}
	m := r.d.Child(p, language.Mark)
	return r.d.Token(p).XPOS == language.TagVBG && s.outcome == "" && r.d.Rel(p) == language.Acl && m >= 0 && m < p
}

// isDue tells whether verb p stands under "must" or "should": how talks are to be held tells of none.
func (r *reading) isDue(p int) bool {
	for c := range r.d.Children(p) {
		if r.d.Rel(c) == language.Aux && r.d.Token(c).XPOS == language.TagMD && (r.lemma(c) == "must" || r.lemma(c) == "should") {
			return true
		}
	}
	return false
}

// isToBe tells whether verb p is what somebody asks or proposes shall be: "proposed that a round be held".
func (r *reading) isToBe(p int) bool {
	x := r.d.Child(p, language.AuxPass)
	return x >= 0 && r.word(x) == "be" && r.d.Child(p, language.Aux) < 0 && r.d.Rel(p) == language.Ccomp
}

// awaited tells whether verb p stands in the present behind a word by which it has not come about: "until they agree to a truce".
func (r *reading) awaited(p int) bool {
	v := p
	if x := r.d.Child(p, language.AuxPass); x >= 0 && r.d.Token(p).XPOS == language.TagVBN { // "until the next round is held"
		v = x
	}
	switch r.d.Token(v).XPOS {
	case language.TagVBP, language.TagVBZ, language.TagVB:
		m := r.d.Child(p, language.Mark)
		return m >= 0 && m < p && r.words.ahead.Has(r.word(m))
	}
	return false
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
	if s.noun >= 0 && r.isLater(s) || c.Tense == claim.Past && r.isToCome(c.Time) {
		c.Time = nil // "made progress, so that a round will be held next month"
	}
	r.time(&e, c.Time, s.pred, s.noun)
	if m.Venue != nil && r.inSentence(m.Venue.Place) {
		if at := r.d.PlaceAt[m.Venue.Place]; r.d.Under(at.First, s.pred) || s.noun >= 0 && r.d.Under(at.First, s.noun) {
			e.add(at.First, at.End)
		}
	}
	c.Span = r.d.Span(e.first, e.end)
}

// isToCome tells whether a time begins no sooner than the day of telling and ends after it.
func (r *reading) isToCome(w *claim.When) bool {
	if w == nil || r.d.Day.IsZero() {
		return false
	}
	day := r.d.Day.Format(time.DateOnly)
	return w.Start >= day && w.End > day
}

// isLater tells whether a meeting is told as one of all since something else: "talks since then". The day of that is not its own.
func (r *reading) isLater(s session) bool {
	_, end := r.d.Phrase(s.noun)
	if i := r.grammar.TimeOf(r.d, s.pred); i >= 0 && r.d.Times[i].First > end+1 && r.word(r.d.Times[i].First-1) == "on" {
		return false // "the first talks since the war were held on Friday"
	}
	for _, i := range []int{s.noun + 1, end} {
		if r.word(i) == "since" && (i == s.noun+1 || r.d.Head(i) == s.noun || r.d.Head(i) == s.pred) {
			return true
		}
	}
	return false
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
	if best != nil && (r.ofSubject(best.Place, anchor, pred) || r.described(best.Place, anchor, pred)) {
		best = nil
	}
	if best != nil && r.d.Places[best.Place].Kind != claim.PlaceCountry {
		return best
	}
	first, end := r.d.Subtree(anchor)
	for i := r.places[0]; i < r.places[1]; i++ { // "rounds of dialogue, the Delvar session included"
		if at := r.d.PlaceAt[i]; at.First >= first && at.End <= end && r.d.Places[i].Literal && r.d.Places[i].Kind != claim.PlaceCountry && !r.described(i, anchor, pred) {
			return &claim.Where{Place: i, Basis: claim.PlaceStated}
		}
	}
	return best
}

// ofSubject tells whether a place only says which party it is that does something at predicate p: "the rebels in the north left the
// talks". The meeting's own place stands with its noun.
func (r *reading) ofSubject(place, anchor, p int) bool {
	s := r.grammar.Subject(r.d, p)
	if s < 0 || s == anchor || !r.inSentence(place) {
		return false
	}
	at := r.d.PlaceAt[place].First
	return at > s && r.d.Under(at, s) && !r.d.Under(at, anchor)
}

// described tells whether a place only stands in a clause that describes somebody or something of the meeting: "met Ivo Marr, who oversees the Delvar
// process", "talks with a group fighting in Marrow".
func (r *reading) described(place, anchor, p int) bool {
	if !r.inSentence(place) {
		return false
	}
	for i, steps := r.d.PlaceAt[place].First, 0; i >= 0 && i != anchor && i != p && steps < maxSteps; i, steps = r.d.Head(i), steps+1 {
		if rel := r.d.Rel(i); rel == language.AclRelcl || (rel == language.Acl || rel == language.Conj) && r.d.Token(i).XPOS == language.TagVBG && !r.isFinite(i) {
			return true
		}
	}
	return false
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
	for i := r.numbers[0]; i < r.numbers[1]; i++ {
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
		if s.outcome == claim.OutcomeWalkout && !clause.IsPassive(r.d, s.pred) { // who walks out of the talks was a party to them
			out = append(r.refs(r.grammar.Subject(r.d, s.pred)), out...)
		}
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
		if both := r.bothIn(); both != nil {
			return both
		}
	}
	return r.withoutUnion(out)
}

// withoutUnion leaves out of those who meet the envoys and officials of unions and the like, where two sides are named besides: "the UN envoy met both sides".
func (r *reading) withoutUnion(out []claim.Ref) []claim.Ref {
	if len(out) < 3 {
		return out
	}
	return slices.DeleteFunc(slices.Clone(out), func(ref claim.Ref) bool {
		a := r.d.Actor(ref.Actor)
		return a != nil && a.Kind != claim.ActorOrganization && strings.HasPrefix(a.SideOf, "org:")
	})
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
			out = append(out, r.eachNamed(i)...)
			if m := r.parted(n); m >= 0 {
				out = append(out, r.eachNamed(m)...)
			}
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
	if last < 0 || m.Outcome != claim.OutcomePlanned || c.Time == nil || c.Polarity == claim.Negative {
		return
	}
	before := &r.d.Claims[last]
	if b, ok := before.Body.(*claim.Meeting); ok && b.Outcome != claim.OutcomePlanned && b.Next == nil && c.Span.Start-before.Span.End < nearby {
		b.Next = c.Time
	}
}

// nearby is how many code points may lie between two claims that belong together.
const nearby = 300
