package claim

import (
	"math"
	"slices"
	"strconv"
)

func (s *Statement) validate(v *validator, at *path) {
	v.ref(at.in("speaker"), s.Speaker, plainRef)
	v.refs(at.in("speakers"), s.Speakers, plainRef)
	v.want(len(s.Speakers) != 1 && (len(s.Speakers) == 0 || s.Speaker != nil), at.in("speakers"), "are several, beside a speaker", "")
	v.spans(at.in("speaker_span"), s.SpeakerSpan)
	v.spans(at.in("cue_span"), s.CueSpan)
	v.spans(at.in("content_spans"), s.ContentSpans)
	v.want(len(s.CueSpan)+len(s.ContentSpans) > 0, at.in("content_spans"), "is given, or at least a cue is", "")
	oneOf(v, at.in("form"), Forms, s.Form)
	oneOf(v, at.in("manner"), Manners, s.Manner)
	oneOf(v, at.in("act"), Acts, s.Act)
	v.refs(at.in("target"), s.Target, plainRef)
	v.refs(at.in("addressee"), s.Addressee, plainRef)
	v.issues(at.in("issues"), s.Issues)
}

func (e *Event) validate(v *validator, at *path) {
	modes, known := ploverModes(e.Type)
	v.want(known || e.Type == "", at.in("type"), "is a type of PLOVER's", e.Type)
	v.want(e.Mode == "" || slices.Contains(modes, e.Mode), at.in("mode"), "is a mode of its PLOVER type", e.Mode)
	v.want(e.Type != "" || e.ACLED != nil, at.in("type"), "is given where acled is not", "")
	if a := e.ACLED; a != nil {
		subs, known := acledSubTypes(a.EventType)
		v.want(known, at.in("acled").in("event_type"), "is an event type of ACLED's", a.EventType)
		v.want(a.SubEventType == "" || slices.Contains(subs, a.SubEventType), at.in("acled").in("sub_event_type"), "is a sub-type of its ACLED type", a.SubEventType)
	}
	v.refs(at.in("actors"), e.Actors, plainRef)
	v.refs(at.in("recipients"), e.Recipients, plainRef)
	v.span(at.in("trigger"), e.Trigger)
	for i, id := range e.Figures {
		at := at.in("figures").item(i)
		if v.claims != nil {
			c := v.claims[id]
			v.want(c != nil && c.Kind == KindFigure, at, "is the id of a figure of the record", id)
		}
		v.want(!slices.Contains(e.Figures[:i], id), at, "is said once", id)
	}
}

func (f *Figure) validate(v *validator, at *path) {
	oneOf(v, at.in("measure"), Measures, f.Measure)
	for _, n := range []struct {
		field string
		value *float64
	}{{"value", f.Value}, {"low", f.Low}, {"high", f.High}} {
		v.number(at.in(n.field), n.value)
		v.count(at.in(n.field), f.Measure, n.value)
	}
	v.want(f.Value != nil || f.Low != nil || f.High != nil, at.in("value"), "is given, or a bound is", "")
	v.atMost(at.in("low"), f.Low, f.Value, "is at most value")
	v.atMost(at.in("value"), f.Value, f.High, "is at most high")
	v.atMost(at.in("low"), f.Low, f.High, "is at most high")
	v.want(f.Unit == "" || isUnit(f.Unit), at.in("unit"), "is an ISO 4217 code or a UCUM term", f.Unit)
	maybeOneOf(v, at.in("status_of"), Statuses, f.StatusOf)
	v.country(at.in("nation_of"), f.NationOf)
	maybeOneOf(v, at.in("sex"), Sexes, f.Sex)
	maybeOneOf(v, at.in("age"), Ages, f.Age)
	v.ref(at.in("perpetrator"), f.Perpetrator, plainRef)
	v.when(at.in("window"), f.Window)
}

// heads are the measures that count people or acts: whole, and never below nought.
var heads = []Measure{Killed, Injured, Casualties, Missing, Captured, Abducted, Released, Displaced, Refugees, Returned, Attacks, Violations, Troops}

func (v *validator) count(at *path, m Measure, n *float64) {
	if n != nil && slices.Contains(heads, m) {
		v.want(*n >= 0 && *n == math.Trunc(*n), at, "is a whole number of "+string(m), strconv.FormatFloat(*n, 'g', -1, 64))
	}
}

func (m *Meeting) validate(v *validator, at *path) {
	v.want(m.Round >= 0, at.in("round"), "is not negative", strconv.Itoa(m.Round))
	v.where(at.in("venue"), m.Venue)
	v.refs(at.in("parties"), m.Parties, plainRef)
	v.refs(at.in("roles"), m.Roles, roleRef)
	maybeOneOf(v, at.in("outcome"), Outcomes, m.Outcome)
	v.when(at.in("next"), m.Next)
	v.issues(at.in("issues"), m.Issues)
}

func (c *Ceasefire) validate(v *validator, at *path) {
	v.refs(at.in("parties"), c.Parties, plainRef)
	oneOf(v, at.in("state"), TruceStates, c.State)
	v.when(at.in("declared"), c.Declared)
	v.when(at.in("effective"), c.Effective)
	v.when(at.in("ends"), c.Ends)
	for i := range c.Conditions {
		v.words(at.in("conditions").item(i), &c.Conditions[i])
	}
	v.words(at.in("mechanism"), c.Mechanism)
}

func (c *Commitment) validate(v *validator, at *path) {
	oneOf(v, at.in("form"), CommitmentForms, c.Form)
	v.ref(at.in("from"), c.From, plainRef)
	v.refs(at.in("to"), c.To, plainRef)
	v.want(c.Content != "", at.in("content"), "is given", "")
	v.span(at.in("content_span"), c.ContentSpan)
	v.when(at.in("deadline"), c.Deadline)
	v.words(at.in("agreement"), c.Agreement)
	v.issues(at.in("issues"), c.Issues)
}

func (b *Breach) validate(v *validator, at *path) {
	v.words(at.in("of"), b.Of)
	v.refs(at.in("accused"), b.Accused, plainRef)
	v.span(at.in("content_span"), b.ContentSpan)
}

func (s *Status) validate(v *validator, at *path) {
	v.words(at.in("subject"), &s.Subject)
	oneOf(v, at.in("subject_kind"), SubjectKinds, s.SubjectKind)
	oneOf(v, at.in("state"), RouteStates, s.State)
	v.when(at.in("since"), s.Since)
	v.when(at.in("until"), s.Until)
}

func (s *Stake) validate(v *validator, at *path) {
	v.ref(at.in("holder"), &s.Holder, plainRef)
	v.words(at.in("interest"), s.Interest)
	v.words(at.in("channel"), s.Channel)
	v.words(at.in("effect"), s.Effect)
	v.want(s.Interest != nil || s.Channel != nil || s.Effect != nil, at.in("interest"), "is given, or a channel or an effect is", "")
}

func (p *Projection) validate(v *validator, at *path) {
	v.ref(at.in("holder"), p.Holder, plainRef)
	v.span(at.in("content_span"), p.ContentSpan)
	v.when(at.in("horizon"), p.Horizon)
	if p.Probability != nil {
		v.want(*p.Probability >= 0 && *p.Probability <= 1, at.in("probability"), "lies between 0 and 1", strconv.FormatFloat(*p.Probability, 'g', -1, 64))
	}
	v.words(at.in("if"), p.If)
}
