package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/parley-desk/parley/accuracy/calibration"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/reader"
	"github.com/parley-desk/parley/reader/worth"
)

// The weights of what is worth entering, from the root of the project: those that are built in, and for each part of a
// cross-validation those that were fitted on the others, in folders that "parley read --data" takes.
const (
	worthFile  = "reader/worth/weights.tsv"
	worthParts = "accuracy/worth"
)

// parts is in how many parts the reports of a set that weights were fitted on are read, each with the weights of the others.
const parts = 5

func partFolder(part int) string { return filepath.Join(worthParts, strconv.Itoa(part)) }

const worthHead = `# What speaks for (above nought) and against a telling of violence being that of an incident: "event", feature, weight. The sum of
# the weights of a telling's features, each times its value, is the logarithm of the odds. reader/worth/features.go says what
# the features are.
# Made by "go run ./accuracy -fit-worth" from %d tellings of reports of gold sets that have an incident in their labels or none: %s.
# Three of these sets state no licence (muc4, acled, plover). This file holds nothing of theirs but these weights, and the reader
# does without it: "parley read --rules-only".
`

// fitWorth fits the weights on all sets that say which reports tell of incidents, and on each four parts of them, and writes them.
func fitWorth(o options) error {
	examples, sizes, err := tellings(o)
	if err != nil {
		return err
	}
	var of []string
	for _, name := range sizes.ranked() {
		of = append(of, fmt.Sprintf("%s %d", name, sizes[name]))
	}
	write := func(name string, examples []calibration.Example) error {
		table := fmt.Sprintf(worthHead, len(examples), strings.Join(of, ", ")) + calibration.Fit(examples, calibration.Firm).Table()
		return os.WriteFile(name, []byte(table), 0o644)
	}
	for part := range parts {
		others := slices.DeleteFunc(slices.Clone(examples), func(x calibration.Example) bool { return partOf(x.Fold) == part })
		name := filepath.Join(partFolder(part), worth.File)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := write(name, others); err != nil {
			return err
		}
	}
	fmt.Fprintf(os.Stderr, "accuracy: %s is fitted on %d tellings; build anew to use it\n", worthFile, len(examples))
	return write(worthFile, examples)
}

func partOf(fold uint64) int { return int(fold % parts) }

// tellings are those of violence in the reports of the sets, with what the labels say. Each report counts by the square root of
// how many it has, lest the long ones rule.
func tellings(o options) ([]calibration.Example, tally, error) {
	r, err := undoubting(o)
	if err != nil {
		return nil, nil, err
	}
	var all []calibration.Example
	sizes := tally{}
	for _, name := range calibration.IncidentTasks() {
		at := slices.IndexFunc(tasks, func(t *task) bool { return t.name == name })
		before := len(all)
		if all, err = appendTellings(all, o, r, name, tasks[at].sets[0]); err != nil {
			return nil, nil, err
		}
		sizes[name] = len(all) - before
	}
	return all, sizes, nil
}

// undoubting makes a reader that keeps every telling.
func undoubting(o options) (*reader.Reader, error) {
	dir := filepath.Join(o.work, "no-worth")
	name := filepath.Join(dir, worth.File)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return nil, err
	}
	if err := os.WriteFile(name, []byte("# none: every telling stays\n"), 0o644); err != nil {
		return nil, err
	}
	return reader.New(reader.Options{Overlay: dir})
}

// appendTellings adds those of one set.
func appendTellings(all []calibration.Example, o options, r *reader.Reader, task string, s set) ([]calibration.Example, error) {
	w := workshop{options: o}
	gold := filepath.Join(o.gold, s.file)
	inputs, err := w.scorer("score.py", "inputs", gold)
	if err != nil {
		return nil, err
	}
	labels := map[string]json.RawMessage{}
	err = eachLine(gold, func(line []byte) error {
		var row struct {
			ID     string
			Labels json.RawMessage
		}
		err := json.Unmarshal(line, &row)
		labels[row.ID] = row.Labels
		return err
	})
	if err != nil {
		return nil, err
	}
	for line := range bytes.Lines(inputs) {
		var report claim.Report
		if err := json.Unmarshal(line, &report); err != nil {
			return nil, err
		}
		is, said, err := calibration.IsIncident(task, labels[report.ID])
		if err != nil {
			return nil, err
		}
		if said {
			all = appendReport(all, r, task, report, is)
		}
	}
	return all, nil
}

func appendReport(all []calibration.Example, r *reader.Reader, task string, report claim.Report, is bool) []calibration.Example {
	d, err := r.Before("talks", report)
	if err != nil {
		return all // unreadable: nothing is told
	}
	found := worth.Examine(d)
	for _, t := range found {
		all = append(all, calibration.Example{Set: task + " " + report.ID, Fold: calibration.Fold(report.ID), Kind: claim.KindEvent, Prior: 1,
			Features: t.Features, Right: is, Whole: true, Weight: 1 / math.Sqrt(float64(len(found)))})
	}
	return all
}

// readParts makes the records of a set on which the weights of what is worth entering were fitted: each part with
// the weights of the other parts. The records are in another order than the reports.
func (w *workshop) readParts(inputs []byte) error {
	lines := make([][]byte, parts)
	for line := range bytes.Lines(inputs) {
		var row struct{ ID string }
		if err := json.Unmarshal(line, &row); err != nil {
			return err
		}
		part := partOf(calibration.Fold(row.ID))
		lines[part] = append(lines[part], line...)
	}
	var records []byte
	flags := w.flags
	defer func() { w.flags = flags }()
	for part, reports := range lines {
		if len(reports) == 0 {
			continue
		}
		w.flags = append(slices.Clone(flags), "--data", partFolder(part))
		if err := w.readInputs(reports); err != nil {
			return err
		}
		found, err := os.ReadFile(w.path("records.jsonl"))
		if err != nil {
			return err
		}
		records = append(records, found...)
	}
	if err := os.WriteFile(w.path("in.jsonl"), inputs, 0o644); err != nil {
		return err
	}
	return os.WriteFile(w.path("records.jsonl"), records, 0o644)
}

// isWeighed tells whether weights of what is worth entering were fitted on a file of gold.
func isWeighed(gold string) bool {
	return slices.ContainsFunc(calibration.IncidentTasks(), func(name string) bool {
		return filepath.Base(filepath.Dir(gold)) == name
	})
}
