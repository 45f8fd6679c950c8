package main

import (
	_ "embed" // for the table
	"fmt"
	"strconv"
	"strings"
)

//go:embed targets.tsv
var targetTable string

// target is one measure of one set: the bar, and what others reach.
type target struct {
	task, set, measure string
	path               []string // into the scorer's answer
	floor, aim, best   float64  // 0 where there is none
	by, peers          string
}

// columns of targets.tsv.
const columns = 9

// readTargets reads a table of targets.
func readTargets(table string) ([]target, error) {
	var all []target
	for line := range strings.Lines(table) {
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != columns {
			return nil, fmt.Errorf("targets.tsv: %d columns, not %d: %s", len(f), columns, line)
		}
		for i := range f {
			if f[i] == "-" {
				f[i] = ""
			}
		}
		t := target{task: f[0], set: f[1], measure: f[2], path: strings.Split(f[3], "."), by: f[7], peers: f[8]}
		for i, to := range []*float64{&t.floor, &t.aim, &t.best} {
			if f[4+i] == "" {
				continue
			}
			var err error
			if *to, err = strconv.ParseFloat(f[4+i], 64); err != nil {
				return nil, fmt.Errorf("targets.tsv: %w: %s", err, line)
			}
		}
		all = append(all, t)
	}
	return all, nil
}

// lookUp follows a path into a scorer's answer.
func lookUp(answer any, path []string) (float64, bool) {
	for _, key := range path {
		object, ok := answer.(map[string]any)
		if !ok {
			return 0, false
		}
		answer = object[key]
	}
	v, ok := answer.(float64)
	return v, ok
}
