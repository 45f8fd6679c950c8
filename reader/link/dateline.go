package link

import (
	"slices"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/language"
	"github.com/parley-desk/parley/reader/draft"
)

// fromDateline gives an event the dateline's place and day where it has none; not the
// place where the report was written abroad, of what happened in another country, its home.
func (w *weaver) fromDateline(c *claim.Claim, home string) {
	line := w.d.Dateline
	if c.Place == nil && line.Place != nil && w.isThere(c, home) {
		c.Place = &claim.Where{Place: *line.Place, Basis: claim.PlaceDateline}
	}
	if c.Time == nil && line.Day != "" && !w.isBesidesDay(c) && !w.isInquired(c) {
		c.Time = &claim.When{Start: line.Day, End: line.Day, Precision: claim.PrecisionDay, Basis: claim.BasisDateline}
	}
}

// isOfSaying tells whether a time is when somebody said something: "confirmed on Thursday".
func (w *weaver) isOfSaying(t *draft.Time) bool {
	s := w.d.Doc.Sentences[w.d.Doc.SentenceOf(t.First)]
	return slices.ContainsFunc(w.d.Statements, func(said draft.Statement) bool {
		return said.Head >= int(s.First) && said.Head < int(s.End) && w.d.Rel(said.Head) == language.RootRel && !slices.ContainsFunc(said.Content, func(at draft.Range) bool { return at.Holds(t.First) })
	})
}

// isBesidesDay tells whether a claim stands in a clause about somebody in a sentence that tells a day of something else: "confirmed on Thursday the arrest of rebels who
// had killed nine".
func (w *weaver) isBesidesDay(c *claim.Claim) bool {
	if c.In != w.d.In {
		return false
	}
	tokens := w.d.Doc.Tokens
	for i := w.tokenAt(c.Span.Start); i < len(tokens) && w.d.Bytes(int(tokens[i].Start), int(tokens[i].End)).End <= c.Span.End; i++ {
		if tokens[i].Rel != language.AclRelcl {
			continue
		}
		s := w.d.Doc.Sentences[w.d.Doc.SentenceOf(i)]
		from, to := w.d.TimesIn(draft.Range{First: int(s.First), End: int(s.End)})
		for k := from; k < to; k++ {
			if t := &w.d.Times[k]; (t.Precision == claim.PrecisionDay || t.Precision == claim.PrecisionTime) && !w.d.DatelineAt.Holds(t.First) && !w.d.Under(t.First, i) && w.isOfSaying(t) {
				return true
			}
		}
	}
	return false
}

// isInquired tells whether a deed is only named by what is looked into, tried or remembered, so that the day of the report is hardly its own: "the trial
// of the men responsible for the murder".
func (w *weaver) isInquired(c *claim.Claim) bool {
	e, ok := c.Body.(*claim.Event)
	if !ok || c.In != w.d.In || !isOfViolence(c) {
		return false
	}
	i := w.tokenAt(e.Trigger.Start)
	if i >= len(w.d.Doc.Tokens) || w.d.Token(i).UPOS != language.NOUN {
		return false
	}
	for steps := 0; i >= 0 && steps < maxInquiry; steps++ {
		switch w.d.Rel(i) {
		case language.Nmod, language.Obl, language.Obj, language.NsubjPass, language.Conj, language.NmodPoss, language.Compound, language.Amod, language.Acl:
		default:
			return false
		}
		if i = w.d.Head(i); i >= 0 && w.inquired.Has(w.d.Token(i).Lemma) {
			return true
		}
	}
	return false
}

// maxInquiry is how many words may stand over a deed below that which looks into it: "the trial of the men responsible for the murder".
const maxInquiry = 5

// isThere tells whether the dateline's place may be where an event happened that names none: not out on a border, long ago, or in the land
// around a capital; and in the report's home, or where it has none, not among others alone.
func (w *weaver) isThere(c *claim.Claim, home string) bool {
	place := *w.d.Dateline.Place
	country := w.d.Places[place].Country
	switch {
	case w.isOutThere(c), isOfOldTime(c), isOfViolence(c) && w.elsewhere:
		return false
	case isOnGround(c) && w.isDesk(place) && (!isOfViolence(c) || w.homeland(home, c) >= 0):
		return false
	case home == "":
		return !w.isOfOthers(c, country) && !w.isFromAfar(c, country)
	}
	return country == home
}
