package main

import (
	"strconv"
	"testing"
)

// A drawing that is spread has at most three pairs of an incident, and is counted apart from the rest.
func TestASpreadDrawingHasFewOfEach(t *testing.T) {
	t.Parallel()
	var merged []mergePair
	of := map[spot]int{}
	for n := range 20 {
		a := spot{Report: strconv.Itoa(n)}
		merged = append(merged, mergePair{A: a, B: spot{Report: "b"}, Drawn: "merge"})
		of[a] = n / 10 // two incidents, ten pairs each
	}
	out := spread(merged, of)
	if len(out) != 2*spreadPairs || out[0].Drawn != "spread" || merged[0].Drawn != "merge" {
		t.Errorf("%d pairs, the first drawn as %q, want %d of \"spread\"", len(out), out[0].Drawn, 2*spreadPairs)
	}
	yes, no := true, false
	in := toldIncident{Cites: []spotCite{{spot: spot{Report: "a", Span: [2]int{0, 5}}}, {spot: spot{Report: "b", Span: [2]int{0, 5}}}}}
	pair := func(drawn string, same *bool) mergePair {
		return mergePair{A: spot{Report: "a", Span: [2]int{1, 2}}, B: spot{Report: "b", Span: [2]int{1, 2}}, Drawn: drawn, Round: 1, Same: same}
	}
	answer, _ := scoreMerges([]mergePair{pair("merge", &yes), pair("spread", &no), pair("spread", &yes)}, []toldIncident{in})
	if answer["precision"] != 1.0 || answer["spread"] != 0.5 || answer["pairs"] != 1 {
		t.Errorf("%v, want a precision of 1 over one pair, spread .5", answer)
	}
}
