package main

import (
	"fmt"
	"math"
	"strings"

	"github.com/parley-desk/parley/reader/attribution/learned"
	"github.com/parley-desk/parley/reader/draft"
)

// judged is a candidate in a report kept aside, with whether what is judged of it is so.
type judged struct {
	facts     learned.Facts
	report    int
	is, right bool
	source    bool // a source that was marked
	sourced   bool
}

// judge fits the judgements of learned on reports that the model has not seen,
// and prints them with how well each parts right from wrong by cross-validation.
func judge(data []byte, docs []*document) error {
	model, err := learned.Open(data)
	if err != nil {
		return err
	}
	all, cues, sources := candidatesIn(model, docs)
	isCue, isRight := func(j *judged) bool { return j.is }, func(j *judged) bool { return j.right }
	stands, right := apart(all, isCue), apart(all, isRight)
	for _, bound := range []float64{.26, .28, .3, .32, .34, .36, .38, .4, .42} {
		var cue, link, source tally
		for i := range all {
			if (stands[i]+right[i])/2 < bound {
				continue
			}
			cue.note(all[i].is)
			link.note(all[i].right)
			if all[i].sourced {
				source.note(all[i].source)
			}
		}
		cue.want, link.want, source.want = cues, cues, sources
		fmt.Printf("kept from %.2f: cues %v; linked %v; sources %v\n", bound, &cue, &link, &source)
	}
	printJudgement("isCue", fitJudgement(all, isCue))
	printJudgement("isRight", fitJudgement(all, isRight))
	return nil
}

// candidatesIn judges the candidates of reports by their marks, and counts the cues and sources that were marked.
func candidatesIn(model *learned.Model, docs []*document) (all []judged, cues, sources int) {
	for n, d := range docs {
		wantCues, wantSources := map[draft.Range]bool{}, map[draft.Range]bool{}
		for _, g := range d.gold {
			wantCues[g.cue] = true
			for _, r := range g.source {
				wantSources[r] = true
			}
		}
		cues, sources = cues+len(wantCues), sources+len(wantSources)
		d.scene.Rate, d.scene.Kin = nil, nil
		for _, a := range model.Candidates(d.scene) {
			j := judged{facts: a.Facts, report: n, is: wantCues[a.Cue], sourced: len(a.Source) > 0}
			for _, r := range a.Source {
				j.source = j.source || wantSources[r]
			}
			for _, g := range d.gold {
				j.right = j.right || alike(g, a) > 0
			}
			all = append(all, j)
		}
	}
	return all, cues, sources
}

// note counts one that was found.
func (t *tally) note(hit bool) {
	t.have++
	if hit {
		t.both++
	}
}

const judgeFolds = 5

// apart judges each candidate by weights fitted to the reports of other folds.
func apart(all []judged, is func(*judged) bool) []float64 {
	shares := make([]float64, len(all))
	for fold := range judgeFolds {
		var others []judged
		for _, j := range all {
			if j.report%judgeFolds != fold {
				others = append(others, j)
			}
		}
		weights := fitJudgement(others, is)
		for i := range all {
			if all[i].report%judgeFolds == fold {
				shares[i] = probability(&weights, &all[i].facts)
			}
		}
	}
	return shares
}

// printJudgement prints weights as learned has them in its source.
func printJudgement(name string, weights learned.Facts) {
	var b strings.Builder
	for i, w := range weights {
		fmt.Fprintf(&b, "%s: %.2f, ", factNames[i], w)
	}
	fmt.Printf("%s = judgement{%s}\n", name, strings.TrimSuffix(b.String(), ", "))
}

// factNames spell the facts as learned does.
var factNames = [learned.FactCount]string{"Start", "Cued", "Said", "Spanned", "Sourced", "Ruled", "RuledSource", "NounCue", "AdjectiveCue", "OtherCue",
	"LongCue", "WithinOther", "AroundOther", "Quoted", "Clausal", "ShortContent", "Pieces", "NamedSource", "PronounSource", "RelativeSource", "SpeakerSource",
	"SubjectSource", "FarSource", "NearContent", "ModalCue", "Spoken", "Heading", "RareCue", "UsualCue", "Chosen"}

// probability is what weights make of facts.
func probability(w, f *learned.Facts) float64 {
	sum := 0.0
	for i := range w {
		sum += w[i] * f[i]
	}
	return 1 / (1 + math.Exp(-sum))
}

// fitJudgement fits a logistic regression, with a penalty on the size of weights, by gradient ascent.
func fitJudgement(all []judged, is func(*judged) bool) (w learned.Facts) {
	const (
		passes = 3000
		pull   = 2.0
	)
	for range passes {
		var slope learned.Facts
		for k := range all {
			miss := -probability(&w, &all[k].facts)
			if is(&all[k]) {
				miss++
			}
			for i, x := range all[k].facts {
				slope[i] += miss * x
			}
		}
		for i := range w {
			w[i] += 2 * (slope[i] - pull*w[i]) / float64(len(all)) / 4
		}
	}
	return w
}
