package desk

import (
	"encoding/json"
	"fmt"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// input is a field of a claim that a form corrects.
type input struct {
	Name, Label, Value string
	Options            []string // to choose from; none: free
	sort               inputSort
}

type inputSort int

const (
	inputWords inputSort = iota
	inputNumber
	inputWhole
	inputYes
)

// Number tells whether the field is a number.
func (i input) Number() bool { return i.sort == inputNumber || i.sort == inputWhole }

// names lists a vocabulary.
func names[T ~string](all []T) []string {
	out := make([]string, len(all))
	for i, v := range all {
		out[i] = string(v)
	}
	return out
}

var yesNo = []string{"true", "false"}

// inputsOf are the fields of a claim that are commonly read otherwise.
func inputsOf(c *claim.Claim) []input {
	return append(ofBody(c), []input{
		{"polarity", "Polarity", string(c.Polarity), names(claim.Polarities), inputWords},
		{"certainty", "Certainty", string(c.Certainty), names(claim.Certainties), inputWords},
		{"tense", "Tense", string(c.Tense), names(claim.Tenses), inputWords},
		{"background", "Background", strconv.FormatBool(c.Background), yesNo, inputYes},
	}...)
}

func ofBody(c *claim.Claim) []input {
	switch b := c.Body.(type) {
	case *claim.Statement:
		return []input{{"act", "Act", string(b.Act), names(claim.Acts), inputWords}, {"manner", "Manner", string(b.Manner), names(claim.Manners), inputWords}}
	case *claim.Event:
		types := make([]string, len(claim.PLOVER))
		for i, t := range claim.PLOVER {
			types[i] = t.Name
		}
		return []input{{"type", "Type", b.Type, types, inputWords}, {"weapon", "Weapon", b.Weapon, nil, inputWords}}
	case *claim.Figure:
		return []input{{"measure", "Measure", string(b.Measure), names(claim.Measures), inputWords}, {"value", "Number", decimal(b.Value), nil, inputNumber},
			{"low", "At least", decimal(b.Low), nil, inputNumber}, {"high", "At most", decimal(b.High), nil, inputNumber},
			{"status_of", "Who", string(b.StatusOf), append([]string{""}, names(claim.Statuses)...), inputWords}, {"nation_of", "Nation (ISO)", b.NationOf, nil, inputWords},
			{"cumulative", "A total so far", strconv.FormatBool(b.Cumulative), yesNo, inputYes}}
	case *claim.Meeting:
		return []input{{"round", "Round", strconv.Itoa(b.Round), nil, inputWhole}, {"outcome", "Outcome", string(b.Outcome), append([]string{""}, names(claim.Outcomes)...), inputWords}}
	case *claim.Ceasefire:
		return []input{{"state", "State", string(b.State), names(claim.TruceStates), inputWords}}
	case *claim.Commitment:
		return []input{{"form", "Form", string(b.Form), names(claim.CommitmentForms), inputWords}, {"content", "Content", b.Content, nil, inputWords}}
	case *claim.Status:
		return []input{{"state", "State", string(b.State), names(claim.RouteStates), inputWords}, {"subject_kind", "Sort", string(b.SubjectKind), names(claim.SubjectKinds), inputWords}}
	case *claim.Projection:
		return []input{{"probability", "Probability", decimal(b.Probability), nil, inputNumber}}
	}
	return nil
}

func decimal(x *float64) string {
	if x == nil {
		return ""
	}
	return strconv.FormatFloat(*x, 'f', -1, 64)
}

// mostInput bounds a field that a form has, in bytes: what is longer is corrected as JSON.
const mostInput = 4000

// Inputs are the fields of a claim for a form.
func (c *readClaim) Inputs() []input {
	return slices.DeleteFunc(inputsOf(&c.Claim), func(i input) bool { return len(i.Value) > mostInput })
}

// setOf makes the fields of a correction from a form: those that differ from
// what the claim has, and what more is given as JSON.
func setOf(form url.Values, c *claim.Claim) (string, error) {
	set := map[string]any{}
	if more := strings.TrimSpace(form.Get("set")); more != "" {
		if err := json.Unmarshal([]byte(more), &set); err != nil {
			return "", badRequest(`Write further fields as {"value": 6}.`, "The further fields are no JSON object: %v", err)
		}
	}
	if c != nil {
		for _, i := range inputsOf(c) {
			if said, given := form["set."+i.Name]; given && said[0] != i.Value {
				value, err := i.read(said[0])
				if err != nil {
					return "", err
				}
				set[i.Name] = value
			}
		}
	}
	data, err := json.Marshal(set)
	return string(data), err
}

// read makes a value of what was typed; nothing takes the field away.
func (i input) read(said string) (any, error) {
	said = strings.TrimSpace(said)
	if said == "" {
		return nil, nil
	}
	var value any = said
	var err error
	switch i.sort {
	case inputNumber:
		x, wrong := strconv.ParseFloat(said, 64)
		if wrong == nil && (math.IsNaN(x) || math.IsInf(x, 0)) {
			wrong = strconv.ErrRange // JSON has no such number
		}
		value, err = x, wrong
	case inputWhole:
		value, err = strconv.Atoi(said)
	case inputYes:
		value, err = strconv.ParseBool(said)
	}
	if err != nil {
		return nil, badRequest(fmt.Sprintf("Give a number for %q, or nothing.", i.Label), "%q is no number.", said)
	}
	return value, nil
}
