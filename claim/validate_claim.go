package claim

import (
	"fmt"
	"math"
	"slices"
	"strconv"
)

func (v *validator) claim(at *path, c *Claim) {
	v.within(at, c.In)
	defer func() { v.title = false }()
	v.want(c.ID != "", at.in("id"), "is given", "")
	oneOf(v, at.in("kind"), Kinds, c.Kind)
	v.span(at.in("span"), c.Span)
	v.span(at.in("sentence"), c.Sentence)
	v.refs(at.in("by"), c.By, byRef)
	oneOf(v, at.in("polarity"), Polarities, c.Polarity)
	oneOf(v, at.in("certainty"), Certainties, c.Certainty)
	oneOf(v, at.in("tense"), Tenses, c.Tense)
	v.when(at.in("time"), c.Time)
	if c.Time != nil && c.Time.Basis == BasisInferred {
		v.want(len(c.About) > 0, at.in("about"), "names the claim that an inferred time comes from", "")
	}
	v.where(at.in("place"), c.Place)
	v.want(c.Confidence >= 0 && c.Confidence <= 1, at.in("confidence"), "lies between 0 and 1", fmt.Sprint(c.Confidence))
	v.want(c.Rule != "", at.in("rule"), "is given", "")
	v.about(at.in("about"), c)
	if c.Body == nil || c.Body.kind() != c.Kind {
		v.found(at, "has the fields of its kind", string(c.Kind))
		return
	}
	c.Body.validate(v, at)
}

// about checks a claim's own links, as far as the claim alone tells.
func (v *validator) about(at *path, c *Claim) {
	for i, l := range c.About {
		at := at.item(i)
		oneOf(v, at.in("how"), Hows, l.How)
		v.want(l.Claim != c.ID, at.in("claim"), "is another claim", l.Claim)
		v.want(!slices.Contains(c.About[:i], l), at, "is said once", l.Claim)
	}
}

// links checks the links among the claims of a record: each leads to a claim,
// none both ways, and same_words to a kind that comes earlier in the contract's order.
func (v *validator) links(claims []Claim) {
	type pair struct{ from, to string }
	seen := map[pair]bool{}
	for i := range claims {
		c := &claims[i]
		for j, l := range c.About {
			at := (&path{field: "claims", index: -1}).item(i).in("about").item(j)
			to := v.claims[l.Claim]
			if to == nil {
				v.found(at.in("claim"), "is the id of a claim of the record", l.Claim)
				continue
			}
			v.want(!seen[pair{l.Claim, c.ID}] || l.Claim == c.ID, at, "does not lead back from the claim that leads here", l.Claim)
			seen[pair{c.ID, l.Claim}] = true
			if l.How == SameWords {
				v.want(slices.Index(Kinds, to.Kind) < slices.Index(Kinds, c.Kind), at.in("how"), "same_words leads to a kind that is earlier in the contract's order", string(to.Kind))
			}
		}
	}
}

// refKind is the list in which a Ref stands.
type refKind int

const (
	plainRef refKind = iota
	byRef            // in by[], where it may carry cue and venue
	roleRef          // in roles[], where it must carry a role
)

func (v *validator) refs(at *path, list []Ref, kind refKind) {
	for i := range list {
		v.ref(at.item(i), &list[i], kind)
	}
}

// ref checks how a claim names a participant.
func (v *validator) ref(at *path, r *Ref, kind refKind) {
	if r == nil {
		return
	}
	v.want(r.Text != "", at.in("text"), "is given", "")
	if r.Actor != "" {
		v.actorID(at.in("actor"), r.Actor)
	}
	v.optionalSpan(at.in("span"), r.Span)
	v.optionalSpan(at.in("cue"), r.Cue)
	v.want(kind == byRef || r.Cue == nil, at.in("cue"), "stands in by[] only", "")
	v.want(kind == byRef || r.Venue == "", at.in("venue"), "stands in by[] only", r.Venue)
	if kind == roleRef {
		oneOf(v, at.in("role"), Roles, r.Role)
	} else {
		v.want(r.Role == "", at.in("role"), "stands in roles[] only", r.Role)
	}
}

func (v *validator) when(at *path, w *When) {
	if w == nil {
		return
	}
	v.days(at, w.Start, w.End)
	v.want(w.Start != "" || w.End != "" || w.Span != nil, at, "has a day or the words that tell of one", "")
	maybeOneOf(v, at.in("precision"), Precisions, w.Precision)
	v.want(w.Precision != "" || (w.Start == "" && w.End == ""), at.in("precision"), "is given where a day is", "")
	oneOf(v, at.in("basis"), TimeBases, w.Basis)
	v.optionalSpan(at.in("span"), w.Span)
}

func (v *validator) where(at *path, w *Where) {
	if w == nil {
		return
	}
	v.placeIndex(at.in("place"), &w.Place)
	oneOf(v, at.in("basis"), PlaceBases, w.Basis)
}

func (v *validator) words(at *path, w *Words) {
	if w == nil {
		return
	}
	v.want(w.Text != "", at.in("text"), "is given", "")
	v.optionalSpan(at.in("span"), w.Span)
	v.placeIndex(at.in("place"), w.Place)
}

func (v *validator) issues(at *path, list []Issue) {
	for i, issue := range list {
		oneOf(v, at.item(i), Issues, issue)
		v.want(!slices.Contains(list[:i], issue), at.item(i), "is said once", string(issue))
	}
}

// number checks one of a figure's numbers.
func (v *validator) number(at *path, n *float64) {
	if n != nil {
		v.want(!math.IsNaN(*n) && !math.IsInf(*n, 0), at, "is a finite number", fmt.Sprint(*n))
	}
}

// atMost checks that a ≤ b where both are given.
func (v *validator) atMost(at *path, a, b *float64, rule string) {
	if a != nil && b != nil {
		v.want(*a <= *b, at, rule, strconv.FormatFloat(*a, 'g', -1, 64))
	}
}
