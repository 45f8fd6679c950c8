package desk

import (
	"cmp"
	"slices"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
)

// verdict is where the truce stands by the last step that is told, what was agreed
// before it, and what is said against it since.
type verdict struct {
	Step      *account.TruceEdge // nil where nothing is known
	Contested bool
	Agreed    []*account.TruceEdge // the last declared and extended steps, in their order
	Against   []against            // the latest first
}

// against is who says that the truce does not hold.
type against struct {
	What string // lapsed, ended, suspended; denied
	Day  string // "" where nobody says it
	Told string
	account.Said
}

// mostAgainst bounds what is told against a truce in its verdict; the steps have all.
const mostAgainst = 3

func verdictOf(t *account.Truce) verdict {
	out := verdict{Contested: t.Contested}
	for i := range t.Edges {
		if e := &t.Edges[i]; len(e.Says) > 0 && spaced(e.State) == t.State && dayOf(e) == t.Since {
			out.Step = e
		}
	}
	if out.Step == nil {
		return out
	}
	for i := range t.Edges {
		if e := &t.Edges[i]; e != out.Step && len(e.Says) > 0 && dayOf(e) <= t.Since {
			out.agreed(e)
		}
	}
	for _, e := range slices.Backward(t.Edges) {
		if len(out.Against) < mostAgainst && dayOf(&e) >= out.sinceAgreed() {
			out.Against = append(out.Against, out.denials(&e)...)
		}
	}
	return out
}

// dayOf is the day of a step, of one that nobody dates that of telling.
func dayOf(e *account.TruceEdge) string { return cmp.Or(e.Day, e.Told) }

// agreed keeps the last declared step and the last that extended it.
func (v *verdict) agreed(e *account.TruceEdge) {
	switch e.State {
	case claim.TruceDeclared:
		v.Agreed = []*account.TruceEdge{e}
	case claim.TruceExtended:
		v.Agreed = append(slices.DeleteFunc(v.Agreed, func(a *account.TruceEdge) bool { return a.State == e.State }), e)
	}
}

// sinceAgreed is the day of the last agreement; "" where none is told.
func (v *verdict) sinceAgreed() string {
	if len(v.Agreed) == 0 {
		return ""
	}
	return dayOf(v.Agreed[len(v.Agreed)-1])
}

// denials are what a step says against a truce that is said to hold.
func (v *verdict) denials(e *account.TruceEdge) (out []against) {
	if !holds(v.Step.State) {
		return nil
	}
	if slices.Contains([]claim.TruceState{claim.TruceLapsed, claim.TruceEnded, claim.TruceSuspended}, e.State) && len(e.Says) > 0 {
		out = append(out, against{spaced(e.State), e.Day, e.Told, e.Says[0]})
	}
	if holds(e.State) && len(e.Denies) > 0 {
		out = append(out, against{"denied that it is " + spaced(e.State), e.Day, e.Told, e.Denies[0]})
	}
	return out
}

// holds tells whether a truce in a state holds.
func holds(s claim.TruceState) bool {
	return s == claim.TruceDeclared || s == claim.TruceInEffect || s == claim.TruceExtended
}
