package calibration

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// item is a claim of the seed's gold: the fields that make its key. "a|b" means that either is right, "a,b" that all are asked for.
type item struct {
	Spans                                                               []struct{ Start, End int }
	Act, Speaker, Party, Type, Mode, Measure, Venue, Start, State, Form string
	Source, Accused, Holder                                             string
	Value, Low                                                          *float64
}

// lists of the gold, by kind.
var lists = map[claim.Kind]string{
	claim.KindStatement: "statements", claim.KindEvent: "events", claim.KindFigure: "figures", claim.KindMeeting: "meetings", claim.KindCeasefire: "ceasefires",
	claim.KindCommitment: "commitments", claim.KindBreach: "breaches", claim.KindStatus: "statuses", claim.KindStake: "stakes", claim.KindProjection: "projections",
}

// ofSeed: a claim that touches words of an item of its kind is right where they agree; other claims are not judged.
func ofSeed(r *reading, gold seedGold) []judgement {
	var all []judgement
	for i := range r.Claims {
		c := &r.Claims[i]
		judged, right := false, false
		for k := range gold[lists[c.Kind]] {
			if x := &gold[lists[c.Kind]][k]; r.covers(c, x) {
				judged, right = true, right || r.agrees(c, x)
			}
		}
		if judged {
			all = append(all, judgement{c, right})
		}
	}
	return all
}

// longestClaim is the length in code points above which a claim answers no item.
const longestClaim = 600

func (r *reading) covers(c *claim.Claim, x *item) bool {
	own := []claim.Span{c.Span}
	switch b := c.Body.(type) {
	case *claim.Statement:
		own = append(own, b.ContentSpans...)
	case *claim.Commitment:
		own = append(own, b.ContentSpan)
	case *claim.Breach:
		own = append(own, b.ContentSpan)
	case *claim.Projection:
		own = append(own, b.ContentSpan)
	}
	for _, s := range x.Spans {
		if c.Span.Len() <= longestClaim && touches(own, []claim.Span{{Start: s.Start, End: s.End}}) {
			return true
		}
	}
	return false
}

// agrees tells whether a claim has the key of an item.
func (r *reading) agrees(c *claim.Claim, x *item) bool {
	switch b := c.Body.(type) {
	case *claim.Statement:
		phrase := ""
		if len(b.SpeakerSpan) > 0 {
			phrase = string(r.text[b.SpeakerSpan[0].Start:b.SpeakerSpan[0].End])
		}
		return either(x.Act, string(b.Act)) && (r.isActor(x.Party, b.Speaker) || r.isActor(x.Speaker, b.Speaker) || sharesWords(x.Speaker, phrase))
	case *claim.Event:
		return either(x.Type, b.Type) && either(x.Mode, b.Mode)
	case *claim.Figure:
		if x.Value != nil {
			return either(x.Measure, string(b.Measure)) && b.Value != nil && *b.Value == *x.Value
		}
		return either(x.Measure, string(b.Measure)) && b.Low != nil && x.Low != nil && *b.Low == *x.Low
	case *claim.Meeting:
		return strings.Contains(strings.ToLower(r.where(b.Venue)+" "+r.where(c.Place)), strings.ToLower(x.Venue)) && startsOn(x.Start, c.Time)
	case *claim.Ceasefire:
		return either(x.State, string(b.State))
	case *claim.Status:
		return either(x.State, string(b.State))
	case *claim.Commitment:
		return either(x.Form, string(b.Form)) && r.isActor(x.Source, b.From)
	case *claim.Breach:
		return slices.ContainsFunc(b.Accused, func(a claim.Ref) bool { return r.isActor(x.Accused, &a) })
	case *claim.Stake:
		return r.anyActor(x.Holder, &b.Holder)
	case *claim.Projection:
		return x.Holder == "" || r.anyActor(x.Holder, b.Holder)
	}
	return false
}

func either(want, got string) bool {
	return want == "" || slices.Contains(strings.Split(want, "|"), got)
}

func startsOn(want string, w *claim.When) bool {
	return want == "" || w != nil && slices.ContainsFunc(strings.Split(want, "|"), func(day string) bool { return strings.HasPrefix(w.Start, day) })
}

func (r *reading) where(w *claim.Where) string {
	if w == nil {
		return ""
	}
	p := &r.Places[w.Place]
	return strings.Join([]string{p.Name, p.Text, p.Admin1, p.Country}, " ")
}

func (r *reading) anyActor(want string, ref *claim.Ref) bool {
	return slices.ContainsFunc(strings.Split(want, "|"), func(one string) bool { return r.isActor(one, ref) })
}

// isActor tells whether a participant is the one that gold names: by id, side or country, or by name.
func (r *reading) isActor(want string, ref *claim.Ref) bool {
	if ref == nil || want == "" {
		return false
	}
	ids, names := []string{strings.TrimPrefix(ref.Actor, "unnamed:")}, []string{ref.Text, ref.Actor}
	if a := r.actor[ref.Actor]; a != nil {
		ids, names = append(ids, a.Country, a.SideOf), append(names, a.Name)
	}
	for _, id := range ids {
		if id != "" && (id == want || strings.HasPrefix(want, id+".") || strings.HasPrefix(id, want+".")) {
			return true
		}
	}
	return slices.ContainsFunc(names, func(n string) bool { return sharesWords(want, n) })
}

// seedGold is the gold's lists by name.
type seedGold map[string][]item

// UnmarshalJSON reads the lists of claims and leaves alone what else stands in the file.
func (g *seedGold) UnmarshalJSON(data []byte) error {
	var all map[string]json.RawMessage
	if err := json.Unmarshal(data, &all); err != nil {
		return err
	}
	*g = seedGold{}
	for _, name := range lists {
		var items []item
		if err := json.Unmarshal(all[name], &items); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		(*g)[name] = items
	}
	return nil
}

var plainWord = regexp.MustCompile(`[\pL\pN_]+`)

// sharesWords tells whether all words of one phrase stand in the other, articles aside.
func sharesWords(a, b string) bool {
	words := func(s string) map[string]bool {
		out := map[string]bool{}
		for _, w := range plainWord.FindAllString(strings.ToLower(s), -1) {
			if !slices.Contains([]string{"the", "a", "an", "of", "s"}, w) {
				out[w] = true
			}
		}
		return out
	}
	within := func(x, y map[string]bool) bool {
		for w := range x {
			if !y[w] {
				return false
			}
		}
		return true
	}
	x, y := words(a), words(b)
	return len(x) > 0 && len(y) > 0 && (within(x, y) || within(y, x))
}
