package audit

import (
	"strconv"

	"github.com/parley-desk/parley/claim"
)

// body adds the fields of the claim's kind.
func (f *fields) body() {
	switch b := f.claim.Body.(type) {
	case *claim.Statement:
		f.statement(b)
	case *claim.Event:
		f.event(b)
	case *claim.Figure:
		f.figure(b)
	case *claim.Meeting:
		f.meeting(b)
	case *claim.Ceasefire:
		f.ceasefire(b)
	case *claim.Commitment:
		f.commitment(b)
	case *claim.Breach:
		f.words("of", b.Of)
		f.refs("accused", b.Accused)
	case *claim.Status:
		f.add("subject", b.Subject.Text)
		f.add("subject_kind", string(b.SubjectKind))
		f.add("state", string(b.State))
		f.when("since", b.Since)
		f.when("until", b.Until)
	case *claim.Stake:
		f.ref("holder", &b.Holder)
		f.words("interest", b.Interest)
		f.words("channel", b.Channel)
		f.words("effect", b.Effect)
	case *claim.Projection:
		f.ref("holder", b.Holder)
		f.add("content", f.quote(b.ContentSpan))
		f.when("horizon", b.Horizon)
		f.number("probability", b.Probability)
		f.words("if", b.If)
	}
}

func (f *fields) statement(s *claim.Statement) {
	f.refs("speaker", s.Voices())
	f.add("cue", f.quote(s.CueSpan...))
	f.add("content", f.quote(s.ContentSpans...))
	f.add("form", string(s.Form))
	f.add("manner", string(s.Manner))
	f.add("act", string(s.Act))
	f.refs("target", s.Target)
	f.refs("addressee", s.Addressee)
	f.add("venue", s.Venue)
	f.add("issues", issues(s.Issues))
}

func (f *fields) event(e *claim.Event) {
	f.add("type", e.Type)
	f.add("mode", e.Mode)
	if e.ACLED != nil {
		f.add("acled", e.ACLED.EventType)
		f.add("acled_sub", e.ACLED.SubEventType)
	}
	if e.Main {
		f.add("main", "true")
	}
	f.refs("actors", e.Actors)
	f.refs("recipients", e.Recipients)
	f.add("weapon", e.Weapon)
}

func (f *fields) figure(g *claim.Figure) {
	f.add("measure", string(g.Measure))
	f.number("value", g.Value)
	f.number("low", g.Low)
	f.number("high", g.High)
	f.add("unit", g.Unit)
	f.add("of", g.Of)
	f.unless("status_of", string(g.StatusOf), string(claim.Unknown))
	f.add("nation_of", g.NationOf)
	f.add("sex", g.Sex)
	f.add("age", g.Age)
	f.ref("perpetrator", g.Perpetrator)
	f.when("window", g.Window)
	if g.Cumulative {
		f.add("cumulative", "true")
	}
}

func (f *fields) meeting(m *claim.Meeting) {
	f.add("process", m.Process)
	if m.Round > 0 {
		f.add("round", strconv.Itoa(m.Round))
	}
	f.where("venue", m.Venue)
	f.refs("parties", m.Parties)
	f.refs("roles", m.Roles)
	f.add("outcome", string(m.Outcome))
	f.when("next", m.Next)
	f.add("issues", issues(m.Issues))
}

func (f *fields) ceasefire(t *claim.Ceasefire) {
	f.refs("parties", t.Parties)
	f.add("state", string(t.State))
	f.when("declared", t.Declared)
	f.when("effective", t.Effective)
	f.when("ends", t.Ends)
	for i := range t.Conditions {
		f.words("conditions", &t.Conditions[i])
	}
	f.words("mechanism", t.Mechanism)
}

func (f *fields) commitment(c *claim.Commitment) {
	f.add("form", string(c.Form))
	f.ref("from", c.From)
	f.refs("to", c.To)
	f.add("content", c.Content)
	f.when("deadline", c.Deadline)
	f.words("agreement", c.Agreement)
	f.add("issues", issues(c.Issues))
}
