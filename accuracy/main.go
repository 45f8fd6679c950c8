// Command accuracy measures Parley against gold sets that others labelled: it
// runs every set through the program and through the set's own scorer, and
// writes docs/accuracy.md, our figures beside the floor and beside those of
// others, with our errors by cause. The sets lie outside the project; nothing
// of their text is written into it. It needs python3, for the scorers.
//
//	go run ./accuracy -gold DIR -seed DIR             all sets, docs/accuracy.md
//	go run ./accuracy -only times,names               some sets, printed
//	go run ./accuracy -only confidence                how far confidences can be believed, printed
//	go run ./accuracy -audit FILE -only audit         gold of "parley audit", printed
//	go run ./accuracy -fit-worth                      fits anew what is worth entering: reader/worth/weights.tsv; build anew after it
//	go run ./accuracy -fit                            fits the confidences anew: reader/confidence/weights.tsv
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

type options struct {
	gold, seed, parley, out, work string
	only                          []string
	fit, fitWorth                 bool
	audit                         string
	draw                          int
}

func main() {
	var o options
	var only string
	flag.StringVar(&o.gold, "gold", "../shared/gold", "folder of the gold sets and their scorers")
	flag.StringVar(&o.seed, "seed", "../shared/seed", "folder of the seed report and its gold")
	flag.StringVar(&o.parley, "parley", "bin/parley", "the program to measure")
	flag.StringVar(&o.out, "out", "docs/accuracy.md", "the page to write; with -only the page is printed instead")
	flag.StringVar(&o.work, "work", "out/accuracy", "folder for records, answers and lists of errors (of the gold's text: never commit it)")
	flag.StringVar(&only, "only", "", "tasks to measure, parted by commas")
	flag.BoolVar(&o.fit, "fit", false, "fit the weights of confidences to the gold sets, write "+weightsFile+" and nothing else")
	flag.BoolVar(&o.fitWorth, "fit-worth", false, "fit the weights of what is worth entering, write "+worthFile+" and those of the parts of a cross-validation, and nothing else")
	flag.IntVar(&o.draw, "draw", 0, "with -only merges: draw pairs of tellings for the sheet of merges with this seed, in the work folder")
	flag.StringVar(&o.audit, "audit", "", "a gold file of parley audit to measure as well")
	flag.Parse()
	if only != "" {
		o.only = strings.Split(only, ",")
	}
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "accuracy:", err)
		os.Exit(1)
	}
}

func run(o options) error {
	targets, err := readTargets(targetTable)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(o.work, 0o755); err != nil {
		return err
	}
	if o.fitWorth {
		return fitWorth(o)
	}
	if o.fit {
		return fitConfidence(o)
	}
	var results []result
	for _, task := range tasks {
		if len(o.only) > 0 && !slices.Contains(o.only, task.name) {
			continue
		}
		for _, s := range task.sets {
			fmt.Fprintf(os.Stderr, "accuracy: %-8s %s\n", task.name, s.name)
			results = append(results, measure(o, task, s))
		}
	}
	sure, err := measureConfidence(o)
	if err != nil {
		return err
	}
	audited, err := measureAudit(o)
	if err != nil {
		return err
	}
	page := render(results, targets, sure, audited)
	if len(o.only) > 0 {
		fmt.Print(page)
		return nil
	}
	if err := writeJSON(filepath.Join(o.work, "accuracy.json"), summary(results, targets)); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(filepath.Dir(o.out), plotFile), []byte(sure.plot()), 0o644); err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "accuracy: %s, and %s/accuracy.json for programs\n", o.out, o.work)
	return os.WriteFile(o.out, []byte(page), 0o644)
}

// result is what came of one set.
type result struct {
	task     *task
	set      set
	answer   any       // the scorer's, as JSON; nil where the set is not read yet
	causes   []table   // our errors by cause
	why      string    // it is not read yet
	contract *contract // of the records; nil where the set has none
}

// measure runs one set. A part of the program that is not built yet is no
// error: the page says so.
func measure(o options, t *task, s set) result {
	r := result{task: t, set: s}
	w := workshop{options: o, dir: filepath.Join(o.work, t.name+"-"+s.name)}
	err := os.MkdirAll(w.dir, 0o755)
	if err == nil {
		r.answer, r.causes, err = t.measure(&w, s)
	}
	if err == nil && w.reads {
		r.contract, err = w.holdToContract()
	}
	if err != nil {
		r.answer, r.why = nil, err.Error()
		fmt.Fprintf(os.Stderr, "accuracy: %s %s is not read yet: %s\n", t.name, s.name, r.why)
	}
	return r
}

func writeJSON(name string, v any) error {
	data, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(name, append(data, '\n'), 0o644)
}
