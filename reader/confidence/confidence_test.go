package confidence_test

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/reader/confidence"
)

const text = "Karsenia’s envoy said on Friday that five people had been hurt. THREE WERE KILLED."

// record has a statement and two figures, the second told in capitals.
func record() *claim.Record {
	five, three := 5.0, 3.0
	first, second := claim.Span{Start: 0, End: 63}, claim.Span{Start: 64, End: 82}
	envoy := claim.Ref{Actor: "unnamed:envoy", Text: "Karsenia’s envoy", Span: &claim.Span{Start: 0, End: 16}}
	base := func(id string, kind claim.Kind, rule string, prior float64, sentence claim.Span, body claim.Body) claim.Claim {
		return claim.Claim{ID: id, Kind: kind, Rule: rule, Confidence: prior, Span: sentence, Sentence: sentence, Certainty: claim.Asserted, Body: body}
	}
	return &claim.Record{
		Actors: []claim.Actor{{ID: "unnamed:envoy", Kind: claim.ActorUnnamed}},
		Claims: []claim.Claim{
			base("s", claim.KindStatement, "attribution.verb.clause", .84, first, &claim.Statement{Speaker: &envoy, SpeakerSpan: claim.Spans{*envoy.Span}, CueSpan: claim.Spans{{Start: 17, End: 21}}, ContentSpans: []claim.Span{{Start: 32, End: 62}}, Form: claim.Indirect, Act: claim.ActState}),
			base("f", claim.KindFigure, "figure/harm", .75, first, &claim.Figure{Measure: claim.Injured, Value: &five}),
			base("g", claim.KindFigure, "figure/harm", .75, second, &claim.Figure{Measure: claim.Killed, Value: &three}),
			base("m", claim.KindMeeting, "talks/meeting.noun", .6, first, &claim.Meeting{}),
		},
	}
}

func has(features []confidence.Feature, name string) bool {
	for _, f := range features {
		if f.Name == name {
			return true
		}
	}
	return false
}

func TestFeaturesSayWhatStandsThere(t *testing.T) {
	t.Parallel()
	r := record()
	e := confidence.NewExaminer(r, text)
	for i, want := range [][]string{
		{"rule=attribution.verb.clause", "speaker=unnamed", "form=indirect", "from source to cue"},
		{"measure=injured", "of no event", "time=none"},
		{"measure=killed", "in capitals"},
		{"rule=talks/meeting.noun"},
	} {
		got := e.Features(&r.Claims[i])
		for _, name := range want {
			if !has(got, name) {
				t.Errorf("claim %d: no %q in %v", i, name, got)
			}
		}
		if !reflect.DeepEqual(got, e.Features(&r.Claims[i])) {
			t.Errorf("claim %d: the second look differs", i)
		}
	}
	if has(e.Features(&r.Claims[1]), "in capitals") || has(e.Features(&r.Claims[0]), "told by another") {
		t.Error("a mark that is not there")
	}
}

// The weights that are built in can be read, are written as they are read, and leave every claim a chance.
func TestBuiltInWeights(t *testing.T) {
	t.Parallel()
	m, err := confidence.Learned()
	if err != nil {
		t.Fatal(err)
	}
	again, err := confidence.Parse(m.Table())
	if err != nil || !reflect.DeepEqual(m, again) {
		t.Errorf("what is written is not what is read: %v", err)
	}
	r := record()
	m.Apply(r, text)
	for i := range r.Claims {
		if p := r.Claims[i].Confidence; p <= 0 || p >= 1 || math.IsNaN(p) {
			t.Errorf("%s: confidence %v", r.Claims[i].ID, p)
		}
	}
	if r.Claims[3].Confidence != .6 {
		t.Errorf("a meeting keeps its prior; got %v", r.Claims[3].Confidence)
	}
}

func TestWithoutWeightsPriorsStand(t *testing.T) {
	t.Parallel()
	r := record()
	new(confidence.Model).Apply(r, text)
	if !reflect.DeepEqual(r, record()) {
		t.Error("something changed")
	}
}

func TestWeightsAreChecked(t *testing.T) {
	t.Parallel()
	for _, table := range []string{"event\tany\n", "event\tany\tmuch\n", "event\tany\tNaN\n", "event any 1\n"} {
		if _, err := confidence.Parse(table); err == nil || !strings.Contains(err.Error(), "line 1") {
			t.Errorf("%q: %v", table, err)
		}
	}
}

// Whatever the weights, a confidence is a chance, and a feature of positive weight never lowers it.
func TestConfidenceIsAChance(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(q *rapid.T) {
		weight := rapid.Float64Range(0, 50).Draw(q, "weight")
		value := rapid.Float64Range(-1e3, 1e3).Draw(q, "value")
		m := confidence.NewModel(map[claim.Kind]map[string]float64{claim.KindEvent: {"any": value, "more": weight}})
		without := m.Confidence(claim.KindEvent, []confidence.Feature{{Name: "any", Value: 1}}, .5)
		with := m.Confidence(claim.KindEvent, []confidence.Feature{{Name: "any", Value: 1}, {Name: "more", Value: 1}, {Name: "unheard of", Value: 1e9}}, .5)
		if without < 0 || with > 1 || with < without {
			q.Fatalf("%v, %v", without, with)
		}
	})
}
