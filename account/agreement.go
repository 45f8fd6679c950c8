package account

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// Reliability is how far coders agree in what they decided on the same things
// without seeing one another's decisions.
type Reliability struct {
	Coders []string         `json:"coders"`
	Lines  []CoderAgreement `json:"agreement"`
}

// CoderAgreement is Krippendorff's alpha of one sort of decisions.
type CoderAgreement struct {
	Of    string   `json:"of"`              // claims, incidents, sides, grades, scores
	Level string   `json:"level"`           // nominal or ordinal
	Units int      `json:"units"`           // that two coders at least decided on
	Alpha *float64 `json:"alpha,omitempty"` // 1 perfect, 0 chance; absent where nothing varies or nothing is shared
}

// coding is what a coder decided on a unit: a category, and its rank where categories have one.
type coding struct {
	value string
	rank  float64
}

// codings: unit → coder → coding.
type codings map[string]map[string]coding

func (c codings) put(unit, coder string, value coding) {
	if c[unit] == nil {
		c[unit] = map[string]coding{}
	}
	c[unit][coder] = value // the coder's latest decision holds
}

// ReliabilityOf measures how far the authors of decisions agree. Decisions
// taken back do not count.
func ReliabilityOf(all []claim.Decision) *Reliability {
	sheets := map[string]codings{"claims": {}, "incidents": {}, "sides": {}, "grades": {}, "scores": {}}
	coders := map[string]bool{}
	for _, d := range claim.Inforce(all) {
		coders[d.Author] = true
		code(sheets, d)
	}
	out := &Reliability{Coders: slices.Sorted(maps.Keys(coders))}
	for _, of := range []string{"claims", "incidents", "sides", "grades", "scores"} {
		level, distance := "nominal", nominal
		if of == "grades" || of == "scores" {
			level, distance = "ordinal", ordinal
		}
		units := shared(sheets[of])
		line := CoderAgreement{Of: of, Level: level, Units: len(units)}
		if a, ok := alpha(units, distance); ok {
			line.Alpha = &a
		}
		out.Lines = append(out.Lines, line)
	}
	return out
}

// code files a decision under what it decides on.
func code(sheets map[string]codings, d claim.Decision) {
	switch d.Kind {
	case claim.DecideAccept, claim.DecideReject:
		sheets["claims"].put(unitOf(d.Of[0]), d.Author, coding{value: string(d.Kind)})
	case claim.DecideCorrect:
		sheets["claims"].put(unitOf(d.Of[0]), d.Author, coding{value: "correct " + canonical(d)})
	case claim.DecideMerge, claim.DecideSplit:
		for i, a := range d.Of {
			for _, o := range d.Of[i+1:] {
				pair := []string{unitOf(a), unitOf(o)}
				slices.Sort(pair)
				sheets["incidents"].put(strings.Join(pair, " "), d.Author, coding{value: string(d.Kind)})
			}
		}
	case claim.DecideSide:
		sheets["sides"].put(d.Actor, d.Author, coding{value: d.Side})
	case claim.DecideGrade:
		sheets["grades"].put(d.Actor+" "+d.Outlet, d.Author, coding{value: d.Grade[:1], rank: float64(d.Grade[0])})
	case claim.DecideScore:
		sheets["scores"].put(unitOf(d.Of[0]), d.Author, coding{value: strconv.Itoa(*d.Score), rank: float64(*d.Score)})
	}
}

// canonical is the correction of a decision, its fields in order.
func canonical(d claim.Decision) string {
	only := claim.Decision{Set: d.Set}
	data, err := only.AppendJSON(nil)
	if err != nil {
		return string(d.Set) // no JSON object: then its bytes are what it says
	}
	return string(data)
}

func unitOf(a claim.Anchor) string {
	return fmt.Sprintf("%s#%s-%s-%d-%d-%d", a.Report, a.Kind, a.In, a.Span.Start, a.Span.End, a.Nth)
}

// shared are the units that two coders at least decided on, in order.
func shared(c codings) [][]coding {
	var units [][]coding
	for _, unit := range slices.Sorted(maps.Keys(c)) {
		if len(c[unit]) < 2 {
			continue
		}
		var values []coding
		for _, coder := range slices.Sorted(maps.Keys(c[unit])) {
			values = append(values, c[unit][coder])
		}
		units = append(units, values)
	}
	return units
}

// distance is how far two categories are apart, squared; n counts the values of each category.
type distance func(a, b coding, n map[coding]float64) float64

func nominal(a, b coding, _ map[coding]float64) float64 {
	if a.value == b.value {
		return 0
	}
	return 1
}

// ordinal is the distance of ranks: the values that lie between two categories,
// and half of those in each (Krippendorff 2011, Computing Krippendorff's Alpha-Reliability).
func ordinal(a, b coding, n map[coding]float64) float64 {
	low, high := min(a.rank, b.rank), max(a.rank, b.rank)
	between := -(n[a] + n[b]) / 2
	for c, count := range n {
		if c.rank >= low && c.rank <= high {
			between += count
		}
	}
	if a.rank == b.rank {
		return 0
	}
	return between * between
}

// alpha is Krippendorff's: one less the observed disagreement over that expected
// by chance. ok is false where there is nothing to compare or nothing varies.
func alpha(units [][]coding, d distance) (a float64, ok bool) {
	counts := map[coding]float64{}
	total := 0.0
	for _, u := range units {
		for _, v := range u {
			counts[v]++
			total++
		}
	}
	categories := slices.SortedFunc(maps.Keys(counts), func(a, b coding) int { return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.value, b.value)) })
	var observed, expected float64
	for _, u := range units {
		for i, v := range u {
			for j, w := range u {
				if i != j {
					observed += d(v, w, counts) / float64(len(u)-1)
				}
			}
		}
	}
	for _, v := range categories {
		for _, w := range categories {
			expected += counts[v] * counts[w] * d(v, w, counts)
		}
	}
	if total < 2 || expected == 0 {
		return 0, false
	}
	return 1 - (total-1)*observed/expected, true
}
