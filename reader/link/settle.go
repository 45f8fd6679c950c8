package link

import (
	"cmp"
	"slices"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/clause"
	"github.com/parley-desk/parley/reader/home"
)

// settle gives events the place and time that the report gives for all it tells:
// those of the dateline, a weak basis, for what is told as news without place or time of its
// own; and figures those of the event that they count the harm of.
func (w *weaver) settle() {
	events, at := w.of(claim.KindEvent), home.Of(w.d, w.base)
	home := at.Country
	w.afar, w.elsewhere = at.Afar, w.isFoughtElsewhere(events)
	w.locate(home)
	for i, c := range events {
		placed := false
		if isNews(c) && w.isHeading(c) {
			placed = w.fromBody(c, events[i+1:])
		}
		if w.isSum(c) {
			continue
		}
		if isNews(c) && w.d.Dateline != nil && !placed {
			w.fromDateline(c, cmp.Or(w.ofGroup(c), home))
		}
		if c.Place == nil && !placed && isOfViolence(c) && !w.isOutThere(c) {
			w.fromHome(c, cmp.Or(w.ofGroup(c), home))
		}
		w.partElsewhere(c)
		for _, id := range c.Body.(*claim.Event).Figures {
			f := w.find(id)
			if f == nil {
				continue
			}
			if f.Place == nil {
				f.Place = c.Place
			}
			if f.Time == nil && c.Time != nil && c.Time.Basis != claim.BasisInferred { // else the event has it
				f.Time = c.Time
			}
		}
	}
	w.placeSums(home)
}

// placeSums gives the numbers of attacks that no event tells of, as those of a month, the place that stands for the report's home country.
func (w *weaver) placeSums(home string) {
	for _, c := range w.of(claim.KindFigure) {
		if f := c.Body.(*claim.Figure); f.Measure == claim.Attacks && c.Place == nil && isNews(c) {
			w.fromHome(c, home)
		}
	}
}

// fromHome gives an event the place that stands for the country in which it is at home. History happened in the land, if nothing
// finer is said.
func (w *weaver) fromHome(c *claim.Claim, home string) {
	at := w.homeland(home, c)
	if at < 0 {
		at = w.ofPeople(home, c)
	}
	if at >= 0 && (w.d.Places[at].Kind == claim.PlaceCountry || !clause.IsHistory(w.d, c.Time)) {
		c.Place = &claim.Where{Place: at, Basis: claim.PlaceInherited}
	}
}

// partElsewhere takes from an event, placed where the report was written, the figures that are said to be of another place: "attacked
// here, and thirty died in Selby".
func (w *weaver) partElsewhere(c *claim.Claim) {
	if c.Place == nil || c.Place.Basis != claim.PlaceDateline {
		return
	}
	e := c.Body.(*claim.Event)
	e.Figures = slices.DeleteFunc(e.Figures, func(id string) bool {
		f := w.find(id)
		return f != nil && f.Place != nil && f.Place.Basis == claim.PlaceStated && w.places(c.Place, f.Place) == apart
	})
}

// isToldBy tells whether place i has been named by the time a claim is told.
func (w *weaver) isToldBy(i int, c *claim.Claim) bool {
	return c.In != w.d.In || w.d.Places[i].Span.Start < c.Span.Start
}

// isNews tells what a report tells as having just happened from history, plans and what is denied.
func isNews(c *claim.Claim) bool {
	return !c.Background && c.Tense != claim.Future && c.Polarity == claim.Positive && c.Certainty != claim.Hypothetical && c.Certainty != claim.Conditional
}

// isSum tells whether a claim sums up what a war and the like has done so far, on no day and at no one place.
func (w *weaver) isSum(c *claim.Claim) bool {
	if c.In != w.d.In {
		return false
	}
	tokens := w.d.Doc.Tokens
	for i := w.tokenAt(c.Span.Start); i < len(tokens) && w.d.Bytes(int(tokens[i].Start), int(tokens[i].End)).End <= c.Span.End; i++ {
		if tokens[i].XPOS == language.TagVBN && w.hasSoFar(i) {
			return true
		}
	}
	return false
}

// hasSoFar tells whether the verb at token i is in the present perfect, and its subject is what lasts or it counts those harmed since some time.
func (w *weaver) hasSoFar(i int) bool {
	aux := w.d.Child(i, language.Aux)
	if aux < 0 || w.d.Token(aux).Lemma != "have" || w.d.Token(aux).XPOS == language.TagVBD {
		return false
	}
	if clause.IsSumSince(w.d, i) {
		return true
	}
	subject := w.d.Child(i, language.Nsubj)
	if subject >= 0 && w.d.Rel(i) == language.AclRelcl && w.d.Token(subject).UPOS == language.PRON {
		subject = w.d.Head(i)
	}
	return subject >= 0 && w.lasting.Has(w.d.Token(subject).Lemma)
}

// isOfViolence tells the events that happen on the ground, so that a report's home may be theirs.
func isOfViolence(c *claim.Claim) bool {
	switch c.Body.(*claim.Event).Type {
	case "ASSAULT", "PROTEST":
		return true
	}
	return false
}

// isFoughtElsewhere tells whether a report written in a capital tells of violence elsewhere, and of none that it says to have been there.
func (w *weaver) isFoughtElsewhere(events []*claim.Claim) bool {
	if w.d.Dateline == nil || w.d.Dateline.Place == nil {
		return false
	}
	here := &w.d.Places[*w.d.Dateline.Place]
	if _, capital := w.base.Capital(here.Name); !capital {
		return false
	}
	elsewhere := false
	for _, c := range events {
		if c.Place == nil || c.Place.Basis != claim.PlaceStated || !isOfViolence(c) {
			continue
		}
		p := &w.d.Places[c.Place.Place]
		if p.Name == here.Name {
			return false
		}
		elsewhere = elsewhere || p.Kind != claim.PlaceCountry
	}
	return elsewhere
}

// isOnGround tells the events that happen in a certain place of a land, not where its offices are.
func isOnGround(c *claim.Claim) bool {
	e := c.Body.(*claim.Event)
	return isOfViolence(c) || e.ACLED != nil && e.ACLED.SubEventType == "Disrupted weapons use"
}

// isOutThere tells whether the words of an event say that it happened along a line that no town is on: "the border clashes".
func (w *weaver) isOutThere(c *claim.Claim) bool {
	if c.In != w.d.In {
		return false
	}
	trigger := w.tokenAt(c.Body.(*claim.Event).Trigger.Start)
	if trigger >= len(w.d.Doc.Tokens) {
		return false
	}
	return trigger > 0 && w.outlying.Has(w.d.Token(trigger-1).Lower)
}

// isOfOldTime tells whether an event has a time of its own that is no day: what happened "last month" the dateline does not place.
func isOfOldTime(c *claim.Claim) bool {
	if c.Time == nil {
		return false
	}
	switch c.Time.Precision {
	case claim.PrecisionMonth, claim.PrecisionSeason, claim.PrecisionYear:
		return true
	}
	return false
}

// isDesk tells whether a report was only written at the place of its dateline, and what it tells happened in the land around: it
// names other towns or provinces of that country, and that place nowhere else.
func (w *weaver) isDesk(line int) bool {
	here, others := &w.d.Places[line], false
	if _, capital := w.base.Capital(here.Name); !capital {
		return false
	}
	for i := range w.d.Places {
		p := &w.d.Places[i]
		switch {
		case i == line || p.Kind == claim.PlaceCountry || !p.Literal || p.Country != here.Country:
		case p.Name == here.Name || p.Admin1 == here.Admin1:
			return false
		default:
			others = true
		}
	}
	return others
}

// isOnTheSpot tells the events that are done at a place of the land of those who take part, not where others only speak of them.
func isOnTheSpot(c *claim.Claim) bool {
	switch c.Body.(*claim.Event).Type {
	case "COERCE", "RETREAT", "MOBILIZE":
		return true
	}
	return isOfViolence(c)
}

// isOfOthers tells whether an event of violence is among people of countries other than the one where the
// report, which is at home nowhere, was written: then it says nothing of where that happened.
func (w *weaver) isOfOthers(c *claim.Claim, country string) bool {
	if !isOnTheSpot(c) {
		return false
	}
	others := false
	e := c.Body.(*claim.Event)
	for _, refs := range [][]claim.Ref{e.Actors, e.Recipients} {
		for _, ref := range refs {
			switch a := w.d.Actor(ref.Actor); {
			case a == nil || a.Country == "":
			case a.Country == country:
				return false
			default:
				others = true
			}
		}
	}
	return others
}

// isFromAfar tells whether an event of violence is told in a report that, but for its dateline, speaks more of another
// country than of the one where it was written: then the deed need not have been done there.
func (w *weaver) isFromAfar(c *claim.Claim, country string) bool {
	return isOfViolence(c) && w.afar && !w.isAmong(c, country)
}

// isAmong tells whether anybody of a country takes part in an event.
func (w *weaver) isAmong(c *claim.Claim, country string) bool {
	e := c.Body.(*claim.Event)
	for _, refs := range [][]claim.Ref{e.Actors, e.Recipients} {
		for _, ref := range refs {
			if a := w.d.Actor(ref.Actor); a != nil && a.Country == country {
				return true
			}
		}
	}
	return false
}

// ofGroup is the country of the armed groups that took part in an event of violence: where nothing else is said, that is where they
// fight. Empty where none did, or those of several countries.
func (w *weaver) ofGroup(c *claim.Claim) string {
	country := ""
	if !isOfViolence(c) {
		return ""
	}
	e := c.Body.(*claim.Event)
	for _, refs := range [][]claim.Ref{e.Actors, e.Recipients} {
		for _, ref := range refs {
			a := w.d.Actor(ref.Actor)
			if a == nil || a.Kind != claim.ActorArmedGroup || a.Country == "" {
				continue
			}
			if country != "" && country != a.Country {
				return ""
			}
			country = a.Country
		}
	}
	return country
}

// isHeading tells whether a claim stands in a headline or crosshead, which leaves out what the text below it says.
func (w *weaver) isHeading(c *claim.Claim) bool {
	if c.In != w.d.In {
		return false
	}
	i := w.tokenAt(c.Span.Start)
	return i < len(w.d.Doc.Tokens) && w.d.Doc.Sentences[w.d.Doc.SentenceOf(i)].Heading
}

// fromBody gives the event of a heading the time, where it names none, of the first event below it that tells
// the same, or else is of the same type and may be the same. It tells whether that event has a place of its
// own: then the heading's is not the dateline's, though what stands below it cannot be its own either.
func (w *weaver) fromBody(c *claim.Claim, below []*claim.Claim) (placed bool) {
	below = below[:min(len(below), window)]
	told := slices.IndexFunc(below, func(e *claim.Claim) bool {
		return slices.Contains(e.About, claim.Link{Claim: c.ID, How: claim.Repeats})
	})
	if told < 0 {
		told = slices.IndexFunc(below, func(e *claim.Claim) bool { return !w.isHeading(e) && isNews(e) && w.mayBeEvent(c, e) })
	}
	if told < 0 {
		return false
	}
	e := below[told]
	if when := w.worded(e); c.Time == nil && when != nil {
		own := *when
		c.Time = &own
	}
	return e.Place != nil
}

// worded is the time of an event with the words that tell of it: where it was inferred,
// that of the claim which it was inferred from; nil where no words are to be had.
func (w *weaver) worded(e *claim.Claim) *claim.When {
	if e.Time == nil || e.Time.Basis != claim.BasisInferred {
		return e.Time
	}
	for _, l := range e.About {
		if to := w.find(l.Claim); to != nil && to.In == e.In && to.Time != nil && to.Time.Basis != claim.BasisInferred && to.Time.Start == e.Time.Start && to.Time.End == e.Time.End {
			return to.Time
		}
	}
	return nil
}

// mayBeEvent tells whether event e may be the one that a heading's event c tells of: of its type, with nothing that sets them apart.
func (w *weaver) mayBeEvent(c, e *claim.Claim) bool {
	a, b := c.Body.(*claim.Event), e.Body.(*claim.Event)
	return a.Type == b.Type && times(c.Time, e.Time) != apart && w.places(c.Place, e.Place) != apart &&
		w.parties(a.Actors, b.Actors) != apart && w.parties(a.Recipients, b.Recipients) != apart
}
