package proof

import (
	"strconv"

	"github.com/parley-desk/parley/claim"
)

func (p *prover) refs(field string, list []claim.Ref) {
	for i := range list {
		p.ref(item(field, i), &list[i])
	}
}

// ref proves a participant. Its words: they have a span (claim.Check compares
// them), or stand in the report. Its actor: a name in the report refers to it, or, for
// those without a name of their own ("forces", "an Afghan official"), to its side. An actor
// that no name refers to must be in the claim's own words.
func (p *prover) ref(field string, r *claim.Ref) {
	if r == nil {
		return
	}
	p.ground(field, func() string { return p.refGround(r) })
	if r.Span == nil {
		p.wording(field, r.Text)
	}
	if r.Actor == "" {
		if r.Span != nil && !p.within(*r.Span) && !p.speakers[stretch{p.at.In, *r.Span}] { // a quotation goes on two paragraphs after its speaker
			p.gap(field, "its words stand in another sentence and no link leads there: "+strconv.Quote(r.Text))
		}
		return
	}
	switch a := p.actors[r.Actor]; {
	case a == nil:
		p.gap(field, "no actor of the record bears this id: "+strconv.Quote(r.Actor))
	case p.mentioned[a.ID]:
	case r.Span == nil:
		p.gap(field, "no name in the report refers to it, and it has no words of its own: "+strconv.Quote(r.Actor))
	case !p.sideMentioned(a):
		p.gap(field, "no name in the report refers to it or to its side: "+strconv.Quote(r.Actor))
	}
}

// sideMentioned tells whether the report names the side of an actor that has no
// name of its own; one without a side stands by its words alone.
func (p *prover) sideMentioned(a *claim.Actor) bool {
	if a.SideOf == "" && a.Country == "" {
		return true
	}
	return p.mentioned[a.SideOf] || p.mentioned[a.Country]
}

// where proves a place: a mention in the claim's own words where it is stated, that of the dateline
// where it is the dateline's, one before the claim where it is inherited.
func (p *prover) where(field string, w *claim.Where) {
	if w == nil || w.Place < 0 || w.Place >= len(p.record.Places) {
		return
	}
	place := &p.record.Places[w.Place]
	p.ground(field, func() string { return whereGround(w, place) })
	switch w.Basis {
	case claim.PlaceStated:
		if place.In != p.at.In || !p.within(place.Span) {
			p.gap(field, "is stated, but stands in another sentence: "+strconv.Quote(place.Text))
		}
	case claim.PlaceDateline:
		if d := p.record.Report.Dateline; d == nil || d.Place == nil || *d.Place != w.Place {
			p.gap(field, "is not the dateline's: "+strconv.Quote(place.Text))
		}
	case claim.PlaceInherited:
		if place.In == p.at.In && place.Span.Start > p.at.Sentence.End {
			p.gap(field, "is inherited, but stands later in the report: "+strconv.Quote(place.Text))
		}
	}
}
