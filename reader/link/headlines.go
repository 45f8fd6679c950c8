package link

import (
	"slices"

	"github.com/parley-desk/parley/claim"
)

// headlines ties what the title says, meets or declares to the first claim of the text that
// tells it in full. Events and figures are tied as any that are told again.
func (w *weaver) headlines() {
	for _, i := range w.order {
		c := w.claim(i)
		if c.In != claim.InTitle || has(c, claim.Repeats) {
			continue
		}
		for _, e := range slices.Backward(before(w.of(c.Kind), slices.Index(w.of(c.Kind), c))) {
			if w.tellsSame(c, e) {
				tie(c, w.first(e), claim.Repeats)
				break
			}
		}
	}
}

// tellsSame tells whether a headline's claim and one of the text are of the same act of
// speech, meeting or truce: by who takes part, and by what came of it where both say.
func (w *weaver) tellsSame(c, e *claim.Claim) bool {
	if c.Polarity != e.Polarity || e.Background {
		return false
	}
	switch a := c.Body.(type) {
	case *claim.Statement:
		b := e.Body.(*claim.Statement)
		return a.Speaker != nil && b.Speaker != nil && a.Act == b.Act && w.parties([]claim.Ref{*a.Speaker}, []claim.Ref{*b.Speaker}) == certain &&
			w.parties(a.Target, b.Target) != apart && (len(a.Target) > 0 || shareIssue(a.Issues, b.Issues))
	case *claim.Meeting:
		b := e.Body.(*claim.Meeting)
		return w.parties(a.Parties, b.Parties) == certain && (a.Outcome == b.Outcome || a.Outcome == "" || b.Outcome == "")
	case *claim.Ceasefire:
		b := e.Body.(*claim.Ceasefire)
		return a.State == b.State && w.parties(a.Parties, b.Parties) != apart
	}
	return false
}

func shareIssue(a, b []claim.Issue) bool {
	return slices.ContainsFunc(a, func(i claim.Issue) bool { return slices.Contains(b, i) })
}
