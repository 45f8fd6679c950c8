package talks

import (
	"time"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/reader/clause"
)

// ownTime tells whether a time is that of what is said of the truce, and not of the clause around it or beside it.
func (r *reading) ownTime(w *claim.When, t truce) bool {
	i := r.timeOf(w)
	return i >= 0 && (r.d.Under(r.d.Times[i].First, t.pred) || r.d.Under(r.d.Times[i].First, t.noun))
}

// truceDays tells the days of a truce apart: when it was declared, when it took effect, when it ends.
func (r *reading) truceDays(body *claim.Ceasefire, c *claim.Claim, t truce) {
	switch t.state {
	case claim.TruceDeclared:
		body.Declared = c.Time
	case claim.TruceInEffect:
		if t.rule != "truce.modifier" || c.Time == nil || c.Time.Basis != claim.BasisPublished { // "the current truce" did not begin now
			body.Effective = c.Time
		}
	case claim.TruceEnded, claim.TruceLapsed:
		body.Ends = c.Time
	}
	for i := r.times[0]; i < r.times[1]; i++ {
		x := &r.d.Times[i]
		if x.First < r.first || x.End > r.end || x.Start == "" || !r.d.Under(x.First, t.pred) && !r.d.Under(x.First, t.noun) {
			continue
		}
		if before := x.First - 1; before >= r.first && r.words.deadline.Has(r.d.Token(before).Lower) && r.d.Token(before).Lower != "within" {
			body.Ends = clause.When(r.d, i)
			if c.Time != nil && c.Time.Span != nil && *c.Time.Span == x.Span {
				c.Time, body.Effective, body.Declared = nil, nil, nil
			}
		}
	}
	r.runs(body, t)
}

// runs adds how long a truce is for to the day from which it runs: "for 48 hours from Tuesday".
func (r *reading) runs(body *claim.Ceasefire, t truce) {
	from := body.Effective
	if from == nil {
		from = body.Declared
	}
	if from == nil || body.Ends != nil || from.Precision != claim.PrecisionDay && from.Precision != claim.PrecisionTime {
		return
	}
	for i := r.times[0]; i < r.times[1]; i++ {
		x := &r.d.Times[i]
		if x.Type != claim.TypeDuration || x.First < r.first || x.End > r.end || !r.d.Under(x.First, t.noun) && !r.d.Under(x.First, t.pred) {
			continue
		}
		if before := r.word(x.First - 1); before != "of" && before != "for" && r.d.Head(x.First) != t.noun && r.d.Head(x.End-1) != t.noun || r.word(x.End) == "of" {
			continue
		}
		start, err := time.Parse(time.DateOnly, from.Start)
		days, ok := wholeDays(x.Value)
		if err != nil || !ok {
			continue
		}
		last := start.AddDate(0, 0, days).Format(time.DateOnly)
		span := x.Span
		body.Ends = &claim.When{Start: last, End: last, Precision: claim.PrecisionDay, Basis: claim.BasisRelative, Span: &span}
		return
	}
}
