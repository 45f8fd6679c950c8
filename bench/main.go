// Command bench measures how fast Parley reads, how much memory it takes, how
// soon it is ready, and what grows how when the input grows tenfold. Its
// reports are invented (package invented), so any clone can run it. Figures are
// medians within one run; no test asserts them.
//
// With -soak N it streams N reports through one process instead, some of them
// broken, and fails if a line is lost, out of order, or if memory keeps growing.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"runtime"
	"strings"
)

type options struct {
	parley    string
	soak      int
	limit     int // MB
	json      bool
	probe     string
	seed      uint64
	reports   int
	wordsEach int
	scale     int
	part      string
	keep      string // folder
	question  string // word
}

// parts are what is measured.
var parts = []struct {
	name    string
	measure func(options, *table) error
}{{"engine", engineSpeed}, {"knowledge", knowledgeSpeed}, {"reader", readerSpeed}, {"growth", growthOfOne}, {"shapes", growthOfShapes}, {"start", startUp}, {"stream", streaming}, {"ledger", ledgerSpeed}, {"desk", deskSpeed}, {"watch", watchSpeed}}

func partNames() string {
	names := make([]string, len(parts))
	for i, p := range parts {
		names[i] = p.name
	}
	return strings.Join(names, ", ")
}

func main() {
	var o options
	flag.StringVar(&o.parley, "parley", "bin/parley", "the program to measure")
	flag.IntVar(&o.soak, "soak", 0, "stream so many reports instead, memory watched")
	flag.IntVar(&o.limit, "limit", 700, "of the soak: megabytes that the program may take")
	flag.BoolVar(&o.json, "json", false, "print the figures as JSON")
	flag.StringVar(&o.probe, "probe", "", "for its own use: load something in a fresh process and print how long it took")
	flag.Uint64Var(&o.seed, "seed", 1, "of the invented reports")
	flag.IntVar(&o.reports, "reports", 100, "reports a measurement; ten times as many where growth is measured")
	flag.IntVar(&o.wordsEach, "words", 600, "words a report")
	flag.IntVar(&o.scale, "scale", 4000, "reports of the ledger that is measured, after one of a tenth of it")
	flag.StringVar(&o.part, "part", "", "measure only this: "+partNames())
	flag.StringVar(&o.keep, "keep", "", "build the ledgers in this `folder`, leave them there, and take those that are there already")
	flag.StringVar(&o.question, "question", "", "of a ledger, ask only the questions with this `word` in them, and store nothing first")
	flag.Parse()
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(o options) error {
	switch {
	case o.probe != "":
		return probe(o.probe)
	case o.soak > 0:
		return soak(o)
	}
	var t table
	for _, p := range parts {
		if o.part != "" && o.part != p.name {
			continue
		}
		if err := p.measure(o, &t); err != nil {
			return err
		}
	}
	if len(t.Rows) == 0 {
		return fmt.Errorf("-part %q: there are %s", o.part, partNames())
	}
	if o.json {
		e := json.NewEncoder(os.Stdout)
		e.SetIndent("", "  ")
		return e.Encode(t.Rows)
	}
	fmt.Printf("%s, %d cores, %s; reports of %d words, invented, seed %d\n", runtime.GOOS+"/"+runtime.GOARCH, runtime.NumCPU(), runtime.Version(), o.wordsEach, o.seed)
	t.print(os.Stdout)
	return nil
}
