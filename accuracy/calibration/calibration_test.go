package calibration

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/reader/confidence"
)

func TestECE(t *testing.T) {
	t.Parallel()
	said := []float64{.85, .85, .85, .85, .25, .25, .25, .25}
	right := []bool{true, true, true, false, true, false, false, false}
	if got := ECE(said, right); math.Abs(got-.05) > 1e-9 { // .10 off above, exact below
		t.Errorf("ECE %v, want .05", got)
	}
	if got := Brier([]float64{1, 0, .5}, []bool{true, false, true}); math.Abs(got-.25/3) > 1e-9 {
		t.Errorf("Brier %v", got)
	}
	if got := ECE(nil, nil); got != 0 {
		t.Errorf("ECE of nothing is %v", got)
	}
	if b := Bins([]float64{1, 0, -.1}, []bool{true, false, false}); b[9].N != 1 || b[0].N != 2 {
		t.Errorf("bins %v", b)
	}
}

// invented makes claims of two rules: those of the sound one are right nine times in ten, of the other one time in five.
// Their priors say the same of both.
func invented(n int) []Example {
	var all []Example
	for i := range n {
		rule, right := "rule=sound", i%20 != 0 && i%20 != 10
		if i%2 == 1 {
			rule, right = "rule=shaky", i%10 == 1
		}
		all = append(all, Example{Set: "made up", Fold: Fold(fmt.Sprint("report ", i/3)), Kind: claim.KindEvent, Prior: .6, Whole: true, Right: right,
			Features: []confidence.Feature{{Name: "any", Value: 1}, {Name: "prior", Value: .4}, {Name: rule, Value: 1}, {Name: fmt.Sprint("rare ", i), Value: 1}}})
	}
	return all
}

func TestFitFindsWhatIsRight(t *testing.T) {
	t.Parallel()
	examples := invented(1000)
	model := Fit(examples, Light)
	if sound := model.Confidence(claim.KindEvent, examples[2].Features, .6); sound < .72 || sound > .88 {
		t.Errorf("the sound rule is believed at %v, want about .8", sound)
	}
	if shaky := model.Confidence(claim.KindEvent, examples[1].Features, .6); shaky < .15 || shaky > .27 {
		t.Errorf("the shaky rule is believed at %v, want about .2", shaky)
	}
	if table := model.Table(); strings.Contains(table, "rare") || table != Fit(examples, Light).Table() {
		t.Errorf("rare features are learned, or not the same twice:\n%s", table)
	}
}

func TestCrossValidationIsCalibrated(t *testing.T) {
	t.Parallel()
	examples := invented(2000)
	var right []bool
	for _, x := range examples {
		right = append(right, x.Right)
	}
	if ece := ECE(CrossValidated(examples), right); ece > .04 {
		t.Errorf("ECE %v", ece)
	}
}

// No example is predicted by a model that saw its report: of a report whose
// claims alone bear a feature, nothing is known of that feature.
func TestCrossValidationKeepsReportsApart(t *testing.T) {
	t.Parallel()
	examples := invented(1000)
	for i := range examples {
		if examples[i].Fold == Fold("report 30") {
			examples[i].Features = append(examples[i].Features, confidence.Feature{Name: "told", Value: 1})
		}
	}
	for range 40 { // many claims of that report, all right
		x := examples[90]
		x.Right, x.Fold = true, Fold("report 30")
		x.Features = []confidence.Feature{{Name: "any", Value: 1}, {Name: "prior", Value: .4}, {Name: "told", Value: 1}}
		examples = append(examples, x)
	}
	got := CrossValidated(examples)
	plain := Fit(examples[:990], Light).Confidence(claim.KindEvent, []confidence.Feature{{Name: "any", Value: 1}, {Name: "prior", Value: .4}}, .6)
	if last := got[len(got)-1]; math.Abs(last-plain) > .1 {
		t.Errorf("%v, want about %v: the report was learned from", last, plain)
	}
}

func TestFewExamplesTeachNothing(t *testing.T) {
	t.Parallel()
	examples := invented(fewestAll - 1)
	if got := Fit(examples, Light).Confidence(claim.KindEvent, examples[0].Features, .6); got != .6 {
		t.Errorf("got %v, want the prior", got)
	}
}

func TestExamplesPairVerdictsWithClaims(t *testing.T) {
	t.Parallel()
	records := map[string]*claim.Record{"r": {Claims: []claim.Claim{{ID: "a", Kind: claim.KindMeeting, Confidence: .5, Body: &claim.Meeting{}}}}}
	got, err := Examples("set", []Verdict{{Record: "r", Claim: "a", Right: true, Whole: true}}, records, map[string]string{"r": ""})
	if err != nil || len(got) != 1 || !got[0].Right || got[0].Prior != .5 || got[0].Kind != claim.KindMeeting {
		t.Errorf("%v, %+v", err, got)
	}
	if _, err := Examples("set", []Verdict{{Record: "other"}}, records, nil); err == nil {
		t.Error("a verdict of no record")
	}
}

func TestPlotIsWellFormed(t *testing.T) {
	t.Parallel()
	s := []Series{{"events < all & more", Bins([]float64{.1, .1, .9}, []bool{false, true, true})}}
	svg := Plot(s, 1)
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if strings.Count(svg, "<circle") != 2 || !strings.Contains(svg, "events &lt; all &amp; more") || !reflect.DeepEqual(svg, Plot(s, 1)) {
		t.Error(svg)
	}
	if strings.Count(Plot(s, 2), "<circle") != 1 {
		t.Error("a bin of few claims is drawn")
	}
}
