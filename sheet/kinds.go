package sheet

import (
	"strconv"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// body fills the parts of a card that a claim's kind decides.
func (k *maker) body(d *card, c *claim.Claim) {
	switch b := c.Body.(type) {
	case *claim.Statement:
		k.statement(d, c, b)
	case *claim.Event:
		k.event(d, b)
	case *claim.Figure:
		k.figure(d, b)
	case *claim.Meeting:
		k.meeting(d, b)
	case *claim.Ceasefire:
		k.ceasefire(d, b)
	case *claim.Commitment:
		k.commitment(d, c, b)
	case *claim.Breach:
		k.breach(d, c, b)
	case *claim.Status:
		k.status(d, b)
	case *claim.Stake:
		k.stake(d, b)
	case *claim.Projection:
		k.projection(d, c, b)
	}
}

func (k *maker) statement(d *card, c *claim.Claim, s *claim.Statement) {
	d.name(k.speaker(c, s))
	does := agreeing(verb(s), k.isPlural(s.Speaker))
	target := k.refs(s.Target)
	if target != "" && aims[s.Act] == answering {
		d.say(does + ",")
	} else {
		d.say(does)
	}
	if target != "" {
		d.say(aims[s.Act])
		d.name(target)
	}
	if to := k.refs(s.Addressee); to != "" {
		d.say("to")
		d.name(to)
	}
	if len(s.ContentSpans) > 0 {
		d.Words = unquoted(k.in(c).joined(s.ContentSpans))
	}
	if d.Own {
		d.Who = "" // the speaker is who: nobody stands between
	} else {
		d.Who = "through " + d.Who
	}
	d.fine("cue", quoted(k.in(c).joined(s.CueSpan)))
	d.fine("form", plain(s.Form))
	d.fact("venue", k.mask.text(oneLine(s.Venue)))
	d.fact("on", topics(s.Issues))
}

func (k *maker) event(d *card, e *claim.Event) {
	what := eventName(e)
	if actors := k.refs(e.Actors); actors != "" {
		d.name(actors)
		d.say("·")
	}
	d.say(what)
	if recipients := k.refs(e.Recipients); recipients != "" {
		d.say("→")
		d.name(recipients)
	}
	if e.Main {
		d.Marks = append([]string{"main"}, d.Marks...)
	}
	if e.ACLED != nil {
		d.fine("ACLED", firstOf(e.ACLED.SubEventType, e.ACLED.EventType))
	}
	if e.Type != "" {
		d.fine("PLOVER", strings.TrimSpace(e.Type+" "+e.Mode))
	}
	d.fact("weapon", k.mask.text(e.Weapon))
}

// eventName is what happened, in the codebooks' words.
func eventName(e *claim.Event) string {
	if e.ACLED != nil && e.ACLED.SubEventType != "" && e.ACLED.SubEventType != "Other" {
		return uncapital(e.ACLED.SubEventType)
	}
	if e.Mode != "" {
		return strings.ToLower(e.Type) + ", " + e.Mode
	}
	if e.Type == "" && e.ACLED != nil {
		return uncapital(e.ACLED.EventType)
	}
	return strings.ToLower(e.Type)
}

func (k *maker) figure(d *card, f *claim.Figure) {
	d.Number = number(f)
	if f.Unit != "" {
		d.Number += " " + f.Unit
	}
	d.name(counted(f.Measure, firstOf(k.mask.text(oneLine(f.Of)), statuses[f.StatusOf])))
	if by := k.ref(f.Perpetrator); by != "" {
		d.say("by")
		d.name(by)
	}
	if f.Cumulative {
		d.say("(running total)")
	}
	k.figureFacts(d, f)
}

func (k *maker) figureFacts(d *card, f *claim.Figure) {
	d.fine("worded", quoted(f.Wording))
	if f.Low == nil || f.High == nil || *f.Low != *f.High {
		d.fine("bounds", bound(f.Low)+" to "+bound(f.High))
	}
	if f.StatusOf != "" && f.StatusOf != claim.Unknown {
		d.fine("status", plain(f.StatusOf))
	}
	d.fine("nation", f.NationOf)
	d.fine("who", strings.TrimSpace(strings.Join([]string{f.Sex, f.Age}, " ")))
	if window := when(f.Window); window != d.When {
		d.fact("window", window)
	}
}

// bound is one end of what a wording lets a number be.
func bound(n *float64) string {
	if n == nil {
		return "?"
	}
	return amount(*n)
}

func (k *maker) meeting(d *card, m *claim.Meeting) {
	if m.Round > 0 {
		d.say("round " + strconv.Itoa(m.Round) + " of")
	}
	d.name(firstOf(k.mask.text(oneLine(m.Process)), "talks"))
	if parties := k.refs(m.Parties); parties != "" {
		d.say("of")
		d.name(parties)
	}
	if m.Outcome != "" {
		d.say("· " + plain(m.Outcome))
	}
	roles := map[string][]string{}
	for i := range m.Roles {
		roles[m.Roles[i].Role] = append(roles[m.Roles[i].Role], k.ref(&m.Roles[i]))
	}
	for _, role := range claim.Roles {
		d.fact(role, and(roles[role]))
	}
	if venue := k.where(m.Venue); venue != d.Where {
		d.fact("venue", venue)
	}
	d.fact("next", when(m.Next))
	d.fact("on", topics(m.Issues))
}

func (k *maker) ceasefire(d *card, t *claim.Ceasefire) {
	d.say("truce")
	d.name(firstOf(truces[t.State], plain(t.State)))
	if parties := k.refs(t.Parties); parties != "" {
		d.say("between")
		d.name(parties)
	}
	d.fact("declared", when(t.Declared))
	d.fact("in effect", when(t.Effective))
	d.fact("ends", when(t.Ends))
	for i := range t.Conditions {
		d.fact("condition", quoted(k.quote(&t.Conditions[i])))
	}
	d.fact("mechanism", quoted(k.quote(t.Mechanism)))
}

// quote is a stretch that a claim quotes as one of its parts.
func (k *maker) quote(w *claim.Words) string {
	if w == nil {
		return ""
	}
	return k.mask.text(unquoted(oneLine(w.Text)))
}

func (k *maker) commitment(d *card, c *claim.Claim, b *claim.Commitment) {
	from := k.ref(b.From)
	if from == d.Who {
		d.Who = ""
	}
	d.name(firstOf(from, "Somebody"))
	d.say(firstOf(commitments[b.Form], plain(b.Form)))
	if to := k.refs(b.To); to != "" {
		d.say(map[bool]string{true: "of", false: "to"}[b.Form == claim.FormDemand || b.Form == claim.FormCondition])
		d.name(to)
	}
	if b.ContentSpan.Len() > 0 {
		d.Words = unquoted(k.in(c).quote(b.ContentSpan))
	}
	d.fact("by", when(b.Deadline))
	d.fact("under", k.quote(b.Agreement))
	d.fact("on", topics(b.Issues))
}

func (k *maker) breach(d *card, c *claim.Claim, b *claim.Breach) {
	d.name(firstOf(k.refs(b.Accused), "Somebody"))
	if c.Polarity == claim.Negative {
		d.say("did not break")
	} else {
		d.say("broke")
	}
	d.name(firstOf(k.quote(b.Of), "its word"))
	if how := k.in(c).quote(b.ContentSpan); how != d.Words {
		d.fact("how", quoted(how))
	}
}

func (k *maker) status(d *card, s *claim.Status) {
	d.name(k.quote(&s.Subject) + ":")
	d.say(plain(s.State))
	d.fine("kind", plain(s.SubjectKind))
	d.fact("since", when(s.Since))
	d.fact("until", when(s.Until))
}

func (k *maker) stake(d *card, s *claim.Stake) {
	d.name(k.ref(&s.Holder))
	d.say(k.quote(s.Interest))
	d.fact("channel", quoted(k.quote(s.Channel)))
	d.fact("effect", quoted(k.quote(s.Effect)))
}

func (k *maker) projection(d *card, c *claim.Claim, p *claim.Projection) {
	d.say("expected")
	if holder := k.ref(p.Holder); holder != "" {
		d.say("by")
		d.name(holder)
		if d.Own || holder == d.Who {
			d.Who = ""
		}
	}
	if p.ContentSpan.Len() > 0 {
		d.Words = unquoted(k.in(c).quote(p.ContentSpan))
	}
	d.fact("horizon", when(p.Horizon))
	if p.Probability != nil {
		d.fact("probability", strconv.FormatFloat(*p.Probability*100, 'f', -1, 64)+" %")
	}
	d.fact("if", quoted(k.quote(p.If)))
}
