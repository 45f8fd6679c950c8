// Package calibration measures and fits confidences: of claims at .8, eight in
// ten should be right. Judges say of single claims, by the labels of the gold sets and by
// the rules of their scorers, whether they are right; claims of which the labels say nothing are left out.
package calibration

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/reader/confidence"
)

// Verdict is what the labels of a set say of one claim.
type Verdict struct {
	Record, Claim string // ids
	Right         bool
	Whole         bool // of the claim as such; else of one field of it (its time, its place, its names)
}

// judge says of the claims of one record which are right by the labels of its row.
type judge struct {
	whole bool
	of    func(r *reading, labels json.RawMessage) ([]judgement, error)
}

// judgement is of one claim.
type judgement struct {
	claim *claim.Claim
	right bool
}

// judges by task, as accuracy/tasks.go calls them.
var judges = map[string]judge{
	"quotes": {true, labelled(ofQuotes)},
	"plover": {true, labelled(ofPlover)},
	"acled":  {true, labelled(ofACLED)},
	"muc4":   {true, labelled(ofMUC)},
	"counts": {true, labelled(ofCounts)},
	"seed":   {true, labelled(ofSeed)},
	"times":  {false, labelled(ofTimes)},
	"names":  {false, labelled(ofNames)},
	"places": {false, labelled(ofPlaces)},
}

// labelled reads the labels of a row for a judge.
func labelled[T any](of func(*reading, T) []judgement) func(*reading, json.RawMessage) ([]judgement, error) {
	return func(r *reading, data json.RawMessage) ([]judgement, error) {
		var labels T
		err := json.Unmarshal(data, &labels)
		if err != nil {
			return nil, err
		}
		return of(r, labels), nil
	}
}

// reading is a record beside its text, as judges look at it.
type reading struct {
	*claim.Record
	text  []rune
	actor map[string]*claim.Actor
}

func newReading(r *claim.Record, text string) *reading {
	out := &reading{Record: r, text: []rune(text), actor: map[string]*claim.Actor{}}
	for i := range r.Actors {
		out.actor[r.Actors[i].ID] = &r.Actors[i]
	}
	return out
}

// Judge judges the records of a set. gold is its file: JSON Lines of rows with labels, or (seed) one
// object with lists of claims, which is of the only record. texts and records are by id.
func Judge(task, gold string, records map[string]*claim.Record, texts map[string]string) ([]Verdict, error) {
	j, ok := judges[task]
	if !ok {
		return nil, fmt.Errorf("nobody judges %q", task)
	}
	file, err := os.Open(gold)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	if task == "seed" {
		labels, err := io.ReadAll(file)
		if err != nil {
			return nil, err
		}
		var all []Verdict
		for id := range records {
			all, err = j.append(all, records[id], texts[id], labels)
		}
		return all, err
	}
	return j.rows(file, records, texts)
}

// rows judges row by row.
func (j *judge) rows(file io.Reader, records map[string]*claim.Record, texts map[string]string) ([]Verdict, error) {
	var all []Verdict
	for in := bufio.NewReader(file); ; {
		line, end := in.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			var row struct {
				ID     string
				Labels json.RawMessage
			}
			if err := json.Unmarshal(line, &row); err != nil {
				return nil, err
			}
			if r := records[row.ID]; r != nil && r.Record > 0 {
				var err error
				if all, err = j.append(all, r, texts[row.ID], row.Labels); err != nil {
					return nil, fmt.Errorf("%s: %w", row.ID, err)
				}
			}
		}
		if errors.Is(end, io.EOF) {
			return all, nil
		}
		if end != nil {
			return nil, end
		}
	}
}

func (j *judge) append(all []Verdict, r *claim.Record, text string, labels json.RawMessage) ([]Verdict, error) {
	found, err := j.of(newReading(r, text), labels)
	for _, x := range found {
		all = append(all, Verdict{r.ID, x.claim.ID, x.right, j.whole})
	}
	return all, err
}

// events gives the events of the text that are not denied, with their bodies.
func (r *reading) events(each func(*claim.Claim, *claim.Event)) {
	for i := range r.Claims {
		if e, ok := r.Claims[i].Body.(*claim.Event); ok && r.Claims[i].Polarity != claim.Negative && r.Claims[i].In == "" {
			each(&r.Claims[i], e)
		}
	}
}

// live tells what a claim holds to be so from what it denies or supposes.
func live(c *claim.Claim) bool {
	return c.Polarity == claim.Positive && c.Certainty != claim.Conditional && c.Certainty != claim.Hypothetical
}

// shared is how many code points two lists of spans share.
func shared(a, b []claim.Span) int {
	n := 0
	for _, x := range a {
		for _, y := range b {
			n += max(0, min(x.End, y.End)-max(x.Start, y.Start))
		}
	}
	return n
}

// Example is a judged claim with what speaks for or against it.
type Example struct {
	Set      string
	Fold     uint64 // a hash of its report: claims of one report are learned from together or not at all
	Kind     claim.Kind
	Prior    float64 // the confidence that its rule gave it
	Features []confidence.Feature
	Right    bool
	Whole    bool
	Weight   float64 // how much it counts when weights are fitted; 0 means 1
}

func (x *Example) weight() float64 {
	if x.Weight == 0 {
		return 1
	}
	return x.Weight
}

// Examples pairs verdicts with the claims of the records that they are of.
// texts and records are by id; the records bear priors.
func Examples(set string, verdicts []Verdict, records map[string]*claim.Record, texts map[string]string) ([]Example, error) {
	examiners := map[string]*confidence.Examiner{}
	var all []Example
	for _, v := range verdicts {
		r := records[v.Record]
		if r == nil {
			return nil, fmt.Errorf("a verdict is of the record %q, which is not there", v.Record)
		}
		if examiners[v.Record] == nil {
			examiners[v.Record] = confidence.NewExaminer(r, texts[v.Record])
		}
		for i := range r.Claims {
			if c := &r.Claims[i]; c.ID == v.Claim {
				all = append(all, Example{Set: set, Fold: Fold(v.Record), Kind: c.Kind, Prior: c.Confidence, Features: examiners[v.Record].Features(c), Right: v.Right, Whole: v.Whole})
			}
		}
	}
	return all, nil
}

// Fold is a hash of a report's id, by which reports are dealt to the parts of a cross-validation.
func Fold(s string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(s))
	return h.Sum64() >> 7 // FNV's lowest bits are its weakest
}
