package reader

import (
	"slices"
	"strconv"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// judge compares one claim with the fields of an expectation.
type judge struct {
	text  string
	rec   *claim.Record
	claim *claim.Claim
}

// wrong lists the fields that the claim does not have as expected.
func (j judge) wrong(fields [][2]string) []string {
	var out []string
	tests := j.tests()
	for _, f := range fields {
		either := slices.ContainsFunc(strings.Split(f[1], "|"), func(want string) bool { return tests[f[0]](want) })
		if !either {
			out = append(out, f[0])
		}
	}
	return out
}

// tests gives for each key the test of one wanted value. Without a claim it still lists the keys.
func (j judge) tests() map[string]func(string) bool {
	c := j.claim
	if c == nil {
		c = &claim.Claim{}
	}
	b := bodies(c)
	return map[string]func(string) bool{
		"polarity": is(string(c.Polarity)), "certainty": is(string(c.Certainty)), "tense": is(string(c.Tense)),
		"background": is(strconv.FormatBool(c.Background)), "day": begins(c.Time), "place": j.in(c.Place),
		"by": j.names(c.By, b.statement.Speaker), "chain": j.chain(c.By), "content": holds(j.quoted(b.statement.ContentSpans)),
		"act": is(string(b.statement.Act)), "manner": is(string(b.statement.Manner)), "form": is(b.form),
		"speaker": j.names(nil, b.statement.Speaker), "target": j.names(b.statement.Target), "addressee": j.names(b.statement.Addressee),
		"type": is(b.event.Type), "mode": is(b.event.Mode), "main": is(strconv.FormatBool(b.event.Main)), "acled": is(b.sub),
		"actors": j.names(b.event.Actors), "recipients": j.names(b.event.Recipients),
		"measure": is(string(b.figure.Measure)), "value": equals(b.figure.Value), "low": equals(b.figure.Low), "high": equals(b.figure.High),
		"wording": holds(b.figure.Wording), "unit": is(b.figure.Unit), "status_of": is(string(b.figure.StatusOf)), "sex": is(b.figure.Sex), "age": is(b.figure.Age),
		"perpetrator": j.names(nil, b.figure.Perpetrator), "cumulative": is(strconv.FormatBool(b.figure.Cumulative)), "window": begins(b.figure.Window, c.Time),
		"round": is(strconv.Itoa(b.meeting.Round)), "parties": j.names(append(b.meeting.Parties, b.ceasefire.Parties...)), "outcome": is(string(b.meeting.Outcome)),
		"venue": func(want string) bool { return j.in(b.meeting.Venue)(want) || holds(b.statement.Venue)(want) },
		"state": is(b.state), "effective": begins(b.ceasefire.Effective, c.Time), "subject_kind": is(string(b.status.SubjectKind)), "since": begins(b.status.Since, c.Time),
		"from": j.names(nil, b.commitment.From), "to": j.names(b.commitment.To), "deadline": begins(b.commitment.Deadline),
		"of": words(b.breach.Of), "deed": holds(j.quoted([]claim.Span{b.breach.ContentSpan})), "mechanism": words(b.ceasefire.Mechanism),
		"accused": j.names(b.breach.Accused), "holder": j.names(nil, b.projection.Holder, &b.stake.Holder),
	}
}

// kinds is a claim's body, whichever it is; the others are empty.
type kinds struct {
	statement  claim.Statement
	event      claim.Event
	figure     claim.Figure
	meeting    claim.Meeting
	ceasefire  claim.Ceasefire
	commitment claim.Commitment
	breach     claim.Breach
	status     claim.Status
	stake      claim.Stake
	projection claim.Projection

	form, state, sub string // what two kinds call alike
}

func bodies(c *claim.Claim) (b kinds) {
	switch body := c.Body.(type) {
	case *claim.Statement:
		b.statement, b.form = *body, string(body.Form)
	case *claim.Event:
		b.event = *body
		if body.ACLED != nil {
			b.sub = body.ACLED.SubEventType
		}
	case *claim.Figure:
		b.figure = *body
	case *claim.Meeting:
		b.meeting = *body
	case *claim.Ceasefire:
		b.ceasefire, b.state = *body, string(body.State)
	case *claim.Commitment:
		b.commitment, b.form = *body, string(body.Form)
	case *claim.Breach:
		b.breach = *body
	case *claim.Status:
		b.status, b.state = *body, string(body.State)
	case *claim.Stake:
		b.stake = *body
	case *claim.Projection:
		b.projection = *body
	}
	return b
}

func is(got string) func(string) bool { return func(want string) bool { return got == want } }

func holds(got string) func(string) bool {
	return func(want string) bool {
		return want != "" && strings.Contains(strings.ToLower(got), strings.ToLower(want))
	}
}

// words tests whether what is quoted contains the words wanted, or nothing is.
func words(w *claim.Words) func(string) bool {
	return func(want string) bool { return w == nil && want == none || w != nil && holds(w.Text)(want) }
}

func equals(got *float64) func(string) bool {
	return func(want string) bool {
		n, err := strconv.ParseFloat(want, 64)
		return err == nil && got != nil && *got == n
	}
}

// begins tests whether one of the times starts on the wanted day, month or year.
func begins(times ...*claim.When) func(string) bool {
	return func(want string) bool {
		return slices.ContainsFunc(times, func(w *claim.When) bool { return w != nil && strings.HasPrefix(w.Start, want) })
	}
}

// in tests whether the place is, or is called, as wanted.
func (j judge) in(w *claim.Where) func(string) bool {
	return func(want string) bool {
		if want == none {
			return w == nil
		}
		if w == nil || w.Place < 0 || w.Place >= len(j.rec.Places) {
			return false
		}
		p := j.rec.Places[w.Place]
		return holds(p.Text)(want) || holds(p.Name)(want)
	}
}

// names tests whether every wanted participant ("a,b") is among the refs.
func (j judge) names(list []claim.Ref, more ...*claim.Ref) func(string) bool {
	for _, r := range more {
		if r != nil {
			list = append(slices.Clip(list), *r)
		}
	}
	return func(want string) bool {
		if want == none {
			return len(list) == 0
		}
		for one := range strings.SplitSeq(want, ",") {
			if !slices.ContainsFunc(list, func(r claim.Ref) bool { return j.named(r, one) }) {
				return false
			}
		}
		return true
	}
}

// none is wanted where a field must be empty.
const none = "-"

// chain tests whether the chain has the wanted links and no others, outermost first: "the agency > the clinic".
func (j judge) chain(by []claim.Ref) func(string) bool {
	return func(want string) bool {
		if want == none {
			return len(by) == 0
		}
		links := strings.Split(want, " > ")
		for i, one := range links {
			if len(by) != len(links) || !j.named(by[i], one) {
				return false
			}
		}
		return true
	}
}

// quoted is the words of a statement's content, piece by piece.
func (j judge) quoted(pieces []claim.Span) string {
	var out []string
	for _, p := range pieces {
		out = append(out, string([]rune(j.text)[p.Start:p.End]))
	}
	return strings.Join(out, " … ")
}

func (j judge) named(r claim.Ref, want string) bool {
	if holds(r.Text)(want) || r.Actor == want {
		return true
	}
	i := slices.IndexFunc(j.rec.Actors, func(a claim.Actor) bool { return a.ID == r.Actor })
	return i >= 0 && holds(j.rec.Actors[i].Name)(want)
}
