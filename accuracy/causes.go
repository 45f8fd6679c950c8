package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// table is a table of errors by cause. It holds counts and the names of
// classes, never words of the gold.
type table struct {
	title string
	head  []string
	rows  [][]string
}

// tally counts causes.
type tally map[string]int

func (t tally) total() int {
	n := 0
	for _, c := range t {
		n += c
	}
	return n
}

// ranked gives the causes, commonest first, equal ones by name.
func (t tally) ranked() []string {
	names := make([]string, 0, len(t))
	for name := range t {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		if t[a] != t[b] {
			return t[b] - t[a]
		}
		return strings.Compare(a, b)
	})
	return names
}

// ranking makes a table of the commonest causes with their share of all.
func (t tally) ranking(title, what string, most int) table {
	out := table{title: title, head: []string{what, "errors", "share"}}
	total, shown := t.total(), 0
	for i, name := range t.ranked() {
		if i == most {
			out.rows = append(out.rows, []string{"others", strconv.Itoa(total - shown), share(total-shown, total)})
			break
		}
		shown += t[name]
		out.rows = append(out.rows, []string{name, strconv.Itoa(t[name]), share(t[name], total)})
	}
	return out
}

func share(n, of int) string {
	if of == 0 {
		return "-"
	}
	return fmt.Sprintf("%.0f %%", 100*float64(n)/float64(of))
}

// list gives the objects of a list in a scorer's answer.
func list(object map[string]any, key string) []map[string]any {
	items, _ := object[key].([]any)
	out := make([]map[string]any, 0, len(items))
	for _, item := range items {
		if o, ok := item.(map[string]any); ok {
			out = append(out, o)
		}
	}
	return out
}

func text(o map[string]any, key string) string { s, _ := o[key].(string); return s }

// shape hides what a value says and keeps its form: "2013-W11" is "9999-W99".
func shape(value string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '9'
		}
		return r
	}, value)
}

// mistake is one name that gold has and we do not, or the reverse.
type mistake struct {
	id, kind   string
	start, end int
}

func mistakes(answer map[string]any, side string) []mistake {
	var out []mistake
	for _, e := range list(answer, "errors") {
		if _, ok := e[side]; !ok {
			continue
		}
		at, _ := e["at"].([]any)
		if len(at) != 2 {
			continue
		}
		start, _ := at[0].(float64)
		end, _ := at[1].(float64)
		out = append(out, mistake{text(e, "id"), text(e, "kind"), int(start), int(end)})
	}
	return out
}

// nameCauses pairs each missed name with what we print there instead.
func nameCauses(_ *workshop, _ string, answer map[string]any) ([]table, error) {
	extra := mistakes(answer, "extra")
	taken := make([]bool, len(extra))
	causes := tally{}
	for _, m := range mistakes(answer, "missed") {
		cause := "missed: " + m.kind
		for i, x := range extra {
			if taken[i] || x.id != m.id || x.start >= m.end || m.start >= x.end {
				continue
			}
			taken[i] = true
			if cause = "other bounds: " + m.kind; x.kind != m.kind {
				cause = "taken for " + x.kind + ": " + m.kind
			}
			break
		}
		causes[cause]++
	}
	for i, x := range extra {
		if !taken[i] {
			causes["no name of these: "+x.kind]++
		}
	}
	return []table{causes.ranking("Errors, exact spans", "cause: kind", 12)}, nil
}

// timeCauses tells missed, extra, cut otherwise and valued otherwise apart.
func timeCauses(_ *workshop, _ string, answer map[string]any) ([]table, error) {
	causes, values := tally{}, tally{}
	for _, e := range list(answer, "errors") {
		gold, found := e["gold"], e["found"]
		sameValue := e["value"] == e["found_value"]
		switch {
		case gold == nil:
			causes["no time expression in gold"]++
		case found == nil:
			causes["missed"]++
		case gold == found && !sameValue:
			causes["value"]++
		case sameValue:
			causes["span"]++
		default:
			causes["span and value"]++
		}
		if gold != nil && found != nil && !sameValue {
			values[shape(text(e, "value"))+" → "+shape(text(e, "found_value"))]++
		}
	}
	return []table{causes.ranking("Errors", "cause", 8), values.ranking("Wrong values, digits as 9", "gold → ours", 12)}, nil
}

// confusion counts which class was taken for which.
func confusion(what string) func(*workshop, string, map[string]any) ([]table, error) {
	return func(_ *workshop, _ string, answer map[string]any) ([]table, error) {
		pairs := tally{}
		for _, e := range list(answer, "errors") {
			got := text(e, "got")
			if got == "" {
				got = "nothing"
			}
			pairs[text(e, "gold")+" → "+got]++
		}
		return []table{pairs.ranking("Wrong "+what, "gold → ours", 15)}, nil
	}
}

// placeCauses tells recognition from resolution.
func placeCauses(_ *workshop, _ string, answer map[string]any) ([]table, error) {
	causes := tally{}
	for _, e := range list(answer, "errors") {
		km, far := e["km"].(float64)
		switch {
		case e["missed"] != nil:
			causes["not recognised"]++
		case e["false"] != nil:
			causes["no place in gold"]++
		case far && km > 1000:
			causes["placed more than 1,000 km away"]++
		case far:
			causes["placed 161 to 1,000 km away"]++
		}
	}
	if n, ok := lookUp(answer, []string{"all", "resolution", "unresolved"}); ok {
		causes["recognised, not placed"] = int(n)
	}
	return []table{causes.ranking("Errors", "cause", 8)}, nil
}
