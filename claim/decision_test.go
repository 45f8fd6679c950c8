package claim_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/parley-desk/parley/claim"
)

var someAnchor = claim.Anchor{Report: "https://example.org/1", SHA256: strings.Repeat("0a", 32), Kind: claim.KindFigure, Span: claim.Span{Start: 4, End: 9}, Words: "seven"}

func decision(kind claim.DecisionKind, change func(*claim.Decision)) claim.Decision {
	d := claim.Decision{ID: "d1", Kind: kind, Author: "an analyst", At: "2031-04-01T10:00:00Z", Reason: "as the page says"}
	if change != nil {
		change(&d)
	}
	return d
}

func TestDecisionsNeedWhatTheirKindNeeds(t *testing.T) {
	t.Parallel()
	two := 2
	for name, test := range map[string]struct {
		decision claim.Decision
		want     string // empty: valid
	}{
		"reject":          {decision(claim.DecideReject, func(d *claim.Decision) { d.Of = []claim.Anchor{someAnchor} }), ""},
		"reject nothing":  {decision(claim.DecideReject, nil), "of: names 1 to 1 claims where the decision is reject"},
		"merge one":       {decision(claim.DecideMerge, func(d *claim.Decision) { d.Of = []claim.Anchor{someAnchor} }), "of: names 2 to"},
		"correct":         {decision(claim.DecideCorrect, func(d *claim.Decision) { d.Of, d.Set = []claim.Anchor{someAnchor}, json.RawMessage(`{"value":8}`) }), ""},
		"correct its id":  {decision(claim.DecideCorrect, func(d *claim.Decision) { d.Of, d.Set = []claim.Anchor{someAnchor}, json.RawMessage(`{"id":"x"}`) }), "set.id: cannot be corrected"},
		"grade":           {decision(claim.DecideGrade, func(d *claim.Decision) { d.Outlet, d.Grade = "Example Wire", "B2" }), ""},
		"grade of nobody": {decision(claim.DecideGrade, func(d *claim.Decision) { d.Grade = "B2" }), "outlet: or actor is given"},
		"grade of its own": {decision(claim.DecideGrade, func(d *claim.Decision) { d.Actor, d.Grade = "org:un", "G7" }),
			"grade: is an Admiralty grade"},
		"score":          {decision(claim.DecideScore, func(d *claim.Decision) { d.Of, d.Score = []claim.Anchor{someAnchor}, &two }), ""},
		"side":           {decision(claim.DecideSide, func(d *claim.Decision) { d.Actor, d.Side = "AAA.guard", "AAA" }), ""},
		"include at all": {decision(claim.DecideInclude, func(d *claim.Decision) { d.Report = "r" }), "case: is given where the decision is include"},
		"undo itself":    {decision(claim.DecideUndo, func(d *claim.Decision) { d.Undo = "d1" }), "undo: is another decision"},
		"stray field":    {decision(claim.DecideNote, func(d *claim.Decision) { d.Grade = "A1" }), "grade: has no part in the decision note"},
		"no clock time":  {decision(claim.DecideNote, func(d *claim.Decision) { d.At = "yesterday" }), "at: is a time of RFC 3339"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := test.decision.Validate()
			if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}

func TestDecisionsAreWrittenTheSameHoweverTheyWereMade(t *testing.T) {
	t.Parallel()
	one := decision(claim.DecideCorrect, func(d *claim.Decision) { d.Set = json.RawMessage(`{"value": 8, "low":7.5}`) })
	two := decision(claim.DecideCorrect, func(d *claim.Decision) { d.Set = json.RawMessage(`{"low":7.5,"value":8}`) })
	a, errA := one.AppendJSON(nil)
	b, errB := two.AppendJSON(nil)
	if errA != nil || errB != nil || string(a) != string(b) {
		t.Errorf("%s (%v)\n%s (%v)", a, errA, b, errB)
	}
}

func TestACorrectionChangesItsFieldsAlone(t *testing.T) {
	t.Parallel()
	seven := 7.0
	c := &claim.Claim{ID: "figure-4-9", Kind: claim.KindFigure, Span: claim.Span{Start: 4, End: 9}, Sentence: claim.Span{Start: 0, End: 20},
		Polarity: claim.Positive, Certainty: claim.Asserted, Tense: claim.Past, Rule: "r", Body: &claim.Figure{Measure: claim.Killed, Value: &seven, Of: "people"}}
	fresh, err := c.Corrected(json.RawMessage(`{"value": 8, "of": null, "certainty": "alleged"}`))
	if err != nil {
		t.Fatal(err)
	}
	f := fresh.Body.(*claim.Figure)
	if *f.Value != 8 || f.Of != "" || fresh.Certainty != claim.Alleged || f.Measure != claim.Killed || *c.Body.(*claim.Figure).Value != 7 {
		t.Errorf("corrected to %+v %+v, and the claim itself to %+v", fresh, f, c.Body)
	}
	if _, err := c.Corrected(json.RawMessage(`{"measure": "hurt"}`)); err == nil {
		t.Error("a measure that is none was taken")
	}
}

// Undoing restores what was; undoing that restores what it took away; and the
// order in which decisions come does not matter.
func TestUndoingRestores(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var all []claim.Decision
		for i := range rapid.IntRange(1, 8).Draw(t, "n") {
			d := claim.Decision{ID: string(rune('a' + i)), Kind: claim.DecideNote, At: "2031-04-01T10:0" + string(rune('0'+i)) + ":00Z"}
			if i > 0 && rapid.Bool().Draw(t, "undo") {
				d.Kind, d.Undo = claim.DecideUndo, all[rapid.IntRange(0, i-1).Draw(t, "of")].ID
			}
			all = append(all, d)
		}
		before := claim.Inforce(all)
		last := all[len(all)-1]
		undone := append(slices.Clone(all), claim.Decision{ID: "x", Kind: claim.DecideUndo, At: "2031-04-02T10:00:00Z", Undo: last.ID})
		if diff := cmp.Diff(claim.Inforce(all[:len(all)-1]), claim.Inforce(undone)); diff != "" {
			t.Fatalf("undoing the last differs from never having taken it: %s", diff)
		}
		redone := append(slices.Clone(undone), claim.Decision{ID: "y", Kind: claim.DecideUndo, At: "2031-04-03T10:00:00Z", Undo: "x"})
		if diff := cmp.Diff(before, claim.Inforce(redone)); diff != "" {
			t.Fatalf("undoing the undoing: %s", diff)
		}
		shuffled := rapid.Permutation(redone).Draw(t, "order")
		if diff := cmp.Diff(before, claim.Inforce(shuffled)); diff != "" {
			t.Fatalf("in another order: %s", diff)
		}
	})
}
