package link

import (
	"strings"
	"time"

	"github.com/parley-desk/parley/claim"
)

// likeness is how two tellings of something go together.
type likeness int

const (
	apart   likeness = -1 // they cannot be of the same thing
	silent  likeness = 0  // one of them does not say
	certain likeness = 1  // they say the same
)

// times compares when two things are said to have happened.
func times(a, b *claim.When) likeness {
	if a == nil || b == nil || a.Start == "" || b.Start == "" {
		return silent
	}
	a0, a1, ok := days(a)
	b0, b1, ok2 := days(b)
	if !ok || !ok2 {
		return silent
	}
	if a1.Before(b0) || b1.Before(a0) {
		return apart
	}
	if a.Precision == claim.PrecisionDay && b.Precision == claim.PrecisionDay {
		return certain
	}
	return silent
}

func days(w *claim.When) (start, end time.Time, ok bool) {
	end0 := w.End
	if end0 == "" {
		end0 = w.Start
	}
	if len(w.Start) < len(time.DateOnly) || len(end0) < len(time.DateOnly) {
		return start, end, false
	}
	start, err := time.Parse(time.DateOnly, w.Start[:len(time.DateOnly)])
	end, err2 := time.Parse(time.DateOnly, end0[:len(time.DateOnly)])
	return start, end, err == nil && err2 == nil
}

// places compares where two things are said to have happened: the same place, or
// one that may lie within the other.
func (w *weaver) places(a, b *claim.Where) likeness {
	if a == nil || b == nil {
		return silent
	}
	p, q := &w.d.Places[a.Place], &w.d.Places[b.Place]
	switch {
	case p.Name != "" && p.Name == q.Name && p.Country == q.Country, strings.EqualFold(p.Text, q.Text):
		return certain
	case p.Country != "" && q.Country != "" && p.Country != q.Country:
		return apart
	case p.Kind == claim.PlaceCountry || q.Kind == claim.PlaceCountry:
		return silent
	case p.Admin1 != "" && q.Admin1 != "" && p.Admin1 != q.Admin1:
		return apart
	case p.Name == q.Admin1 || q.Name == p.Admin1 || p.Name == q.Admin2 || q.Name == p.Admin2:
		return certain
	case p.Kind == q.Kind && p.Name != "" && q.Name != "":
		return apart
	}
	return silent
}

// parties compares who takes part: somebody in common, or nobody who is known on one side.
func (w *weaver) parties(a, b []claim.Ref) likeness {
	if len(a) == 0 || len(b) == 0 {
		return silent
	}
	known := false
	for _, x := range a {
		for _, y := range b {
			switch {
			case x.Actor != "" && y.Actor != "":
				if within(x.Actor, y.Actor) || w.side(x.Actor) == w.side(y.Actor) {
					return certain
				}
				known = true
			case headOf(x.Text) == headOf(y.Text):
				return certain
			}
		}
	}
	if known {
		return apart
	}
	return silent
}

// side is the party for whom an actor acts.
func (w *weaver) side(id string) string {
	if party := w.sides[id]; party != "" {
		return party
	}
	return id
}

// within tells whether one actor is the other or a part of it: "AFG.taliban" of "AFG".
func within(a, b string) bool {
	return a == b || strings.HasPrefix(a, b+".") || strings.HasPrefix(b, a+".")
}

// headOf is the last word of a phrase before any "of", in lower case and without
// a plural's s: what the phrase is about.
func headOf(text string) string {
	text = strings.ToLower(text)
	for _, cut := range []string{" of ", " in ", " from ", " who ", " that ", ","} {
		if i := strings.Index(text, cut); i > 0 {
			text = text[:i]
		}
	}
	if i := strings.LastIndexByte(text, ' '); i >= 0 {
		text = text[i+1:]
	}
	return strings.TrimSuffix(strings.TrimSuffix(text, "’s"), "s")
}
