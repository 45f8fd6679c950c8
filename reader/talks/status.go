package talks

import (
	"time"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/draft"
)

// condition of a way, a service or a relation, as the sentence tells it.
type standing struct {
	subject  int // noun of what it is
	pred     int
	frameEnd int
	state    claim.RouteState
	act      bool // a deed brought it about; its time is since when
	rule     string
	sure     float64
}

// statuses reads the state of crossings, routes, airspace, trade, relations, access and services.
func (r *reading) statuses() {
	told := map[int]bool{}
	for i := r.first; i < r.end; i++ {
		kind := r.subjectKind(i)
		if kind == "" || told[i] {
			continue
		}
		s, ok := r.standing(i)
		if !ok || told[s.pred] && s.pred != i {
			continue
		}
		told[s.pred] = true
		r.tellStatus(s, kind)
		for _, k := range clause.Conjuncts(r.d, i)[1:] { // "Torkham and Chaman were shut": each that is named
			if kind := r.subjectKind(k); kind != "" && !told[k] {
				told[k] = true
				s.subject = k
				r.tellStatus(s, kind)
			}
		}
	}
}

// subjectKind is what sort of thing token i names whose state may be told, empty where none.
func (r *reading) subjectKind(i int) claim.SubjectKind {
	if !r.noun(i) {
		return ""
	}
	if k := r.d.Child(i, language.Compound); k >= 0 && r.claimedService(k) && r.words.subject.Has(r.lemma(i)) { // "internet access"
		return claim.SubjectService
	}
	if e := r.words.subject.Find(r.lemma(i)); e != nil && (!e.Has("rail") || r.has(i, "railway") || r.has(i, "rail")) {
		return claim.SubjectKind(e.Get("kind"))
	}
	if k := r.placeAt(i); k >= 0 {
		switch r.d.Places[k].Kind {
		case claim.PlaceCrossing, claim.PlaceBorder:
			return claim.SubjectCrossing
		case claim.PlaceRoad:
			return claim.SubjectRoute
		}
	}
	return ""
}

// placeAt is the place whose last word token i is, -1 where there is none.
func (r *reading) placeAt(i int) int {
	for k := r.places[0]; k < r.places[1]; k++ {
		at := r.d.PlaceAt[k]
		if at.First > i {
			break
		}
		if at.End == i+1 {
			return k
		}
	}
	return -1
}

// standing finds what is said of the state of noun n.
func (r *reading) standing(n int) (standing, bool) {
	s := standing{subject: n, pred: n}
	if h := r.d.Head(n); h >= 0 && r.noun(h) { // "border closures", "the closure of the crossing"
		if e := r.words.statusNoun.Find(r.lemma(h)); e != nil && (r.d.Rel(n) == language.Compound || clause.Case(r.d, n) == "of" || clause.Case(r.d, n) == "on") {
			s.pred, s.state, s.rule, s.sure = h, claim.RouteState(e.Get("state")), "status.noun", .6
			return s, r.toldOf(h)
		}
		if r.d.Rel(n) == language.Compound || r.d.Rel(n) == language.NmodPoss {
			return s, false
		}
	}
	p, as := r.predicate(n)
	if p >= 0 && r.statusVerb(&s, p, as) {
		return s, true
	}
	if p >= 0 && as == subject && r.statusIs(&s, p) {
		return s, true
	}
	if r.words.without.Has(clause.Case(r.d, n)) && r.claimedService(n) { // "left 400,000 households without power"
		if p = clause.Clause(r.d, n); p < 0 {
			return s, false
		}
		s.pred, s.state, s.rule, s.sure = p, claim.RouteSuspended, "status.without", .6
		return s, true
	}
	if p, as := r.relative(n); p >= 0 && (r.statusVerb(&s, p, as) || as == subject && r.statusIs(&s, p)) {
		return s, true
	}
	return s, r.statusAmod(&s)
}

// claimedService tells whether noun n is a service that can fail.
func (r *reading) claimedService(n int) bool {
	e := r.words.subject.Find(r.lemma(n))
	return e != nil && e.Get("kind") == string(claim.SubjectService)
}

// toldOf tells whether a closure is told of and not only weighed: it has a time of its own or acts in the clause.
func (r *reading) toldOf(h int) bool {
	if r.dated(h) {
		return true
	}
	_, as := r.predicate(h)
	return as == subject || as == patient
}

// statusVerb reads "closed the crossing", "the border remains shut", "flights resumed".
func (r *reading) statusVerb(s *standing, p int, as part) bool {
	if x := r.d.Child(p, language.Xcomp); x >= 0 && as == subject && r.d.Token(x).XPOS == language.TagVB {
		role := subject
		if r.d.Child(x, language.AuxPass) >= 0 {
			role = patient
		}
		if r.statusVerb(s, x, role) {
			return true
		}
	}
	e := r.frame(r.words.statusVerb, p)
	if e == nil || r.d.Token(p).UPOS != language.VERB || as == oblique || as == noPart {
		return false
	}
	if as == subject && r.grammar.Object(r.d, p) >= 0 || e.Has("weak") && as == subject || e.Has("may") {
		return false
	}
	s.pred, s.frameEnd, s.state, s.act, s.rule, s.sure = p, r.reach, claim.RouteState(e.Get("state")), e.Has("act"), "status.verb", .7
	if as == patient && r.d.Child(p, language.AuxPass) >= 0 && r.perfect(p) { // "has been closed since": a state
		s.act = false
	}
	return true
}

// perfect tells whether verb p stands in a perfect tense.
func (r *reading) perfect(p int) bool {
	for c := range r.d.Children(p) {
		if r.d.Rel(c) == language.Aux && r.lemma(c) == "have" {
			return true
		}
	}
	return false
}

// statusIs reads what the subject is or remains: "is closed", "stayed shut", "was open".
func (r *reading) statusIs(s *standing, p int) bool {
	k := p
	if r.d.Child(p, language.Cop) < 0 {
		if k = r.d.Child(p, language.Xcomp, language.Obj); k < 0 || !r.words.remain.Has(r.lemma(p)) {
			return false
		}
	}
	e := r.words.statusAdj.Find(r.d.Token(k).Lower)
	if e == nil || e.Has("weak") {
		return false
	}
	s.pred, s.frameEnd, s.state, s.rule, s.sure = p, k+1, claim.RouteState(e.Get("state")), "status.is", .75
	return true
}

// statusAmod reads "the closed crossing" where a time hangs from it.
func (r *reading) statusAmod(s *standing) bool {
	for c := range r.d.Children(s.subject) {
		e := r.words.statusAdj.Find(r.d.Token(c).Lower)
		if e != nil && (r.d.Rel(c) == language.Acl || r.d.Rel(c) == language.AclRelcl) && !e.Has("weak") {
			s.pred, s.state, s.rule, s.sure = c, claim.RouteState(e.Get("state")), "status.modifier", .6
			return true
		}
	}
	return false
}

// tellStatus makes the claim of a state, unless it is only wished for or weighed.
func (r *reading) tellStatus(s standing, kind claim.SubjectKind) {
	m := r.grammar.Mood(r.d, s.pred)
	if m.Certainty == claim.Conditional || m.Certainty == claim.Hypothetical || r.owed(s.pred) ||
		m.Tense == claim.Future && (s.rule == "status.noun" || r.grammar.Time(r.d, s.pred) == nil) {
		return
	}
	first, end := r.d.Phrase(s.subject)
	subject := clause.Timeless(r.d, draft.Range{First: first, End: end}) // "crossings on Saturday": the tree takes the day for theirs
	first, end = r.trimmed(subject.First, subject.End)
	body := &claim.Status{Subject: *r.quote(first, end), SubjectKind: kind, State: s.state}
	if k := r.placeIn(first, end); k >= 0 {
		body.Subject.Place = &k
	}
	var e extent
	e.add(first, end)
	e.add(s.pred, max(s.frameEnd, s.pred+1))
	if s.rule == "status.noun" {
		r.phrase(&e, s.pred)
	}
	r.since(body, &s, &e)
	r.partly(body, &s)
	r.add(claim.KindStatus, body, s.pred, e, s.rule, s.sure, func(c *claim.Claim) {
		if s.act && body.Since == nil && c.Tense == claim.Past && c.Polarity == claim.Positive && c.Time != nil {
			body.Since = c.Time
		}
		if body.Since != nil && c.Time != nil && c.Time.Span != nil && body.Since.Span != nil && *c.Time.Span == *body.Since.Span && !s.act {
			c.Time = nil
		}
		if body.Since != nil && body.Until == nil && !s.act {
			c.Background = false // it has been so since then and is so now
		}
		r.time(&e, c.Time, s.pred, s.subject)
		c.Span = r.d.Span(e.first, e.end)
	})
}

// placeIn is the first place named within tokens [first, end), -1 where there is none.
func (r *reading) placeIn(first, end int) int {
	for k := r.places[0]; k < r.places[1]; k++ {
		if at := r.d.PlaceAt[k]; at.First >= first && at.End <= end {
			return k
		}
	}
	return -1
}

// since tells since and until when: "since September", "until Friday", "for a tenth day".
func (r *reading) since(body *claim.Status, s *standing, e *extent) {
	for i := r.times[0]; i < r.times[1]; i++ {
		t := &r.d.Times[i]
		if t.First < r.first || t.End > r.end || !r.d.Under(t.First, s.pred) && !r.d.Under(t.First, s.subject) {
			continue
		}
		switch r.word(t.First - 1) {
		case "since", "from":
			if w := clause.When(r.d, i); w.Start != "" {
				w.End = ""
				if !r.d.Day.IsZero() {
					w.End = max(r.d.Day.Format(time.DateOnly), w.Start)
				}
				w.End, w.Precision = t.Time.End, t.Precision
				body.Since = w
				e.add(t.First-1, t.End)
			}
		case "until", "till":
			if w := clause.When(r.d, i); w.Start != "" {
				body.Until = w
				e.add(t.First-1, t.End)
			}
		}
	}
	r.nthDay(body, s, e)
}

// nthDay counts back from "for the tenth day": the first was nine days ago.
func (r *reading) nthDay(body *claim.Status, s *standing, e *extent) {
	if body.Since != nil || r.d.Day.IsZero() {
		return
	}
	for i := r.numbers[0]; i < r.numbers[1]; i++ {
		n := &r.d.Numbers[i]
		if n.First < r.first || n.End > r.end || !n.Ordinal || n.Value == nil || r.word(n.End) != "day" && r.word(n.End+1) != "day" || !r.d.Under(n.First, s.pred) {
			continue
		}
		day := r.d.Day
		if w := r.grammar.Time(r.d, s.pred); w != nil {
			if t, err := time.Parse(time.DateOnly, w.Start); err == nil {
				day = t
			}
		}
		first := day.AddDate(0, 0, 1-int(min(*n.Value, 10000))).Format(time.DateOnly)
		span := r.d.Span(n.First, n.End+1)
		body.Since = &claim.When{Start: first, End: first, Precision: claim.PrecisionDay, Basis: claim.BasisRelative, Span: &span}
		e.add(n.First, n.End+1)
	}
}

// partly makes of closed "to trucks" or "for pedestrians" a restriction.
func (r *reading) partly(body *claim.Status, s *standing) {
	if body.State != claim.RouteClosed && body.State != claim.RouteOpen {
		return
	}
	for _, p := range []int{s.pred, s.frameEnd - 1} {
		if p < r.first {
			continue
		}
		if n := clause.Oblique(r.d, p, "to", "for"); n >= 0 && r.words.users.Has(r.lemma(n)) {
			body.State = claim.RouteRestricted
		}
	}
}
