package brief

import (
	"cmp"
	"slices"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
)

// Verdict is where the truce stands by the last step that is told, what was agreed
// before it, and what is said against it since.
type Verdict struct {
	Step      *account.TruceEdge // nil where nothing is known
	Contested bool
	Agreed    []*account.TruceEdge // the last declared and extended steps, in their order
	Against   []Against            // the latest first
}

// Against is who says that the truce does not hold.
type Against struct {
	What string // lapsed, ended, suspended; denied
	Day  string // "" where nobody says it
	Told string
	account.Said
}

// mostAgainst bounds what is told against a truce in its verdict; the steps have all.
const mostAgainst = 3

// VerdictOf sums up a truce. What is said against it is told where it is said to hold.
func VerdictOf(t *account.Truce) Verdict {
	out := Verdict{Contested: t.Contested}
	for i := range t.Edges {
		if e := &t.Edges[i]; len(e.Says) > 0 && spaced(string(e.State)) == spaced(t.State) && dayOf(e) == t.Since {
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
func (v *Verdict) agreed(e *account.TruceEdge) {
	switch e.State {
	case claim.TruceDeclared:
		v.Agreed = []*account.TruceEdge{e}
	case claim.TruceExtended:
		v.Agreed = append(slices.DeleteFunc(v.Agreed, func(a *account.TruceEdge) bool { return a.State == e.State }), e)
	}
}

// sinceAgreed is the day of the last agreement; "" where none is told.
func (v *Verdict) sinceAgreed() string {
	if len(v.Agreed) == 0 {
		return ""
	}
	return dayOf(v.Agreed[len(v.Agreed)-1])
}

// denials are what a step says against a truce that is said to hold.
func (v *Verdict) denials(e *account.TruceEdge) (out []Against) {
	if !holds(v.Step.State) {
		return nil
	}
	if slices.Contains([]claim.TruceState{claim.TruceLapsed, claim.TruceEnded, claim.TruceSuspended}, e.State) && len(e.Says) > 0 {
		out = append(out, Against{spaced(e.State), e.Day, e.Told, e.Says[0]})
	}
	if holds(e.State) && len(e.Denies) > 0 {
		out = append(out, Against{"denied that it is " + spaced(e.State), e.Day, e.Told, e.Denies[0]})
	}
	return out
}

// holds tells whether a truce in a state holds.
func holds(s claim.TruceState) bool {
	return s == claim.TruceDeclared || s == claim.TruceInEffect || s == claim.TruceExtended
}
