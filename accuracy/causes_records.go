package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// slotCauses counts, slot by slot, what the MUC scorer found wrong or missing.
func slotCauses(_ *workshop, _ string, answer map[string]any) ([]table, error) {
	wrong, missed := tally{}, tally{}
	for _, e := range list(answer, "errors") {
		for key, value := range e {
			items, _ := value.([]any)
			switch slot, how, _ := strings.Cut(key, " "); {
			case key == "relevant" && value == true:
				missed["incident at all"]++
			case key == "relevant":
				wrong["incident at all"]++
			case how == "wrong":
				wrong[slot] += len(items)
			case how == "missed":
				missed[slot] += len(items)
			}
		}
	}
	out := table{title: "Errors by slot", head: []string{"slot", "missed", "wrong"}}
	both := tally{}
	for _, t := range []tally{wrong, missed} {
		for slot, n := range t {
			both[slot] += n
		}
	}
	for _, slot := range both.ranked() {
		out.rows = append(out.rows, []string{strings.ReplaceAll(slot, "_", " "), strconv.Itoa(missed[slot]), strconv.Itoa(wrong[slot])})
	}
	return []table{out}, nil
}

// countCauses tells how counts, provinces and days are off.
func countCauses(_ *workshop, _ string, answer map[string]any) ([]table, error) {
	causes := tally{}
	for _, e := range list(answer, "errors") {
		for _, measure := range []string{"killed", "captured"} {
			if pair, _ := e[measure].([]any); len(pair) == 2 {
				if cause := offBy(pair[0], pair[1]); cause != "" {
					causes[measure+": "+cause]++
				}
			}
		}
		if pair, _ := e["province"].([]any); len(pair) == 2 {
			gold, got := strs(pair[0]), strs(pair[1])
			switch {
			case slices.Equal(gold, got):
			case len(got) == 0:
				causes["province: none"]++
			case contains(got, gold):
				causes["province: others besides"]++
			default:
				causes["province: another"]++
			}
		}
		if pair, _ := e["date"].([]any); len(pair) == 2 && pair[0] != pair[1] {
			causes["day: "+daysOff(pair[0], pair[1])]++
		}
	}
	return []table{causes.ranking("Errors", "cause", 20)}, nil
}

func offBy(gold, got any) string {
	want, _ := gold.(float64)
	have, _ := got.(float64)
	switch {
	case have == want:
		return ""
	case have == 0:
		return "none found"
	case want == 0:
		return "some where there are none"
	case have > want:
		return "too many"
	}
	return "too few"
}

func daysOff(gold, got any) string {
	want, err := time.Parse(time.DateOnly, fmt.Sprint(gold))
	have, err2 := time.Parse(time.DateOnly, fmt.Sprint(got))
	if got == nil || err != nil || err2 != nil {
		return "none"
	}
	switch days := int(have.Sub(want).Hours() / 24); {
	case days == 1:
		return "one late"
	case days == -1:
		return "one early"
	case days > 0:
		return "more than one late"
	}
	return "more than one early"
}

func strs(v any) []string {
	items, _ := v.([]any)
	out := make([]string, 0, len(items))
	for _, i := range items {
		out = append(out, fmt.Sprint(i))
	}
	return out
}

func contains(all, some []string) bool {
	for _, s := range some {
		if !slices.Contains(all, s) {
			return false
		}
	}
	return true
}

// seedKinds is the order of the seed's lists.
var seedKinds = []string{"statements", "events", "figures", "meetings", "ceasefires", "commitments", "breaches", "statuses", "stakes", "projections"}

// seedCauses lays the seed's answer out by kind.
func seedCauses(answer map[string]any) []table {
	kinds := table{title: "By kind", head: []string{"kind", "gold", "found", "printed", "over", "no claim there", "claims there, none agrees", "fields wrong"}}
	for _, kind := range seedKinds {
		of, _ := answer[kind].(map[string]any)
		if of == nil {
			continue
		}
		none, other := 0, 0
		for _, m := range list(of, "misses") {
			if text(m, "why") == "no claim there" {
				none++
			} else {
				other++
			}
		}
		fields := tally{}
		for _, w := range list(of, "fields_wrong") {
			for _, f := range strs(w["wrong"]) {
				fields[f]++
			}
		}
		var wrong []string
		for _, f := range fields.ranked() {
			wrong = append(wrong, fmt.Sprintf("%s %d", f, fields[f]))
		}
		over := ""
		if of["over"] == true {
			over = "over"
		}
		kinds.rows = append(kinds.rows, []string{kind, number(of["gold"]), number(of["found"]), number(of["printed"]), over,
			strconv.Itoa(none), strconv.Itoa(other), strings.Join(wrong, ", ")})
	}
	return []table{kinds}
}

func number(v any) string {
	n, _ := v.(float64)
	return strconv.Itoa(int(n))
}
