package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/parley-desk/parley/accuracy/calibration"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/reader/confidence"
)

// Files that calibration writes: from the root of the project, and beside the page.
const (
	weightsFile = "reader/confidence/weights.tsv"
	plotFile    = "reliability.svg"
)

// judged are the tasks whose labels say something of single claims.
var judged = []string{"quotes", "plover", "acled", "muc4", "counts", "seed", "times", "names", "places"}

// judgedClaims reads the judged sets with the priors of the rules and has their claims judged.
func judgedClaims(o options) ([]calibration.Example, error) {
	var all []calibration.Example
	for _, name := range judged {
		at := slices.IndexFunc(tasks, func(t *task) bool { return t.name == name })
		for _, s := range tasks[at].sets {
			if s.name == byRules {
				continue // the same reports again, read with less
			}
			fmt.Fprintf(os.Stderr, "accuracy: %-8s %s, claim by claim\n", name, s.name)
			examples, err := judgedSet(o, name, s)
			if err != nil {
				return nil, err
			}
			all = append(all, examples...)
		}
	}
	return all, nil
}

func judgedSet(o options, task string, s set) ([]calibration.Example, error) {
	w := workshop{options: o, dir: filepath.Join(o.work, "confidence-"+task+"-"+s.name), priors: true}
	if err := os.MkdirAll(w.dir, 0o755); err != nil {
		return nil, err
	}
	gold, err := filepath.Join(w.gold, s.file), error(nil)
	if task == "seed" {
		gold = filepath.Join(w.seed, s.file)
		err = w.readSeed(gold)
	} else {
		err = w.read(gold)
	}
	if err != nil {
		return nil, err
	}
	records, err := w.records()
	if err != nil {
		return nil, err
	}
	texts, err := w.texts()
	if err != nil {
		return nil, err
	}
	verdicts, err := calibration.Judge(task, gold, records, texts)
	if err != nil {
		return nil, err
	}
	return calibration.Examples(task+" "+s.name, verdicts, records, texts)
}

const weightsHead = `# What speaks for (above nought) and against a claim, by kind: kind, feature, weight. The sum of the weights of a claim's
# features, each times its value, is the logarithm of the odds that it is right. reader/confidence/features.go says what the
# features are. Kinds that are not here keep the priors of their rules.
# Made by "go run ./accuracy -fit" from %d claims of gold sets, judged as wholes: %s.
# Some of these sets state no licence (quotes, plover, acled, muc4). This file holds nothing of theirs but these weights, and the
# reader does without it: "parley read --priors".
`

// fitConfidence fits the weights on all judged claims and writes them.
func fitConfidence(o options) error {
	examples, err := judgedClaims(o)
	if err != nil {
		return err
	}
	n, sizes := 0, tally{}
	for _, x := range examples {
		if x.Whole {
			n++
			sizes[x.Set]++
		}
	}
	var of []string
	for _, name := range sizes.ranked() {
		of = append(of, fmt.Sprintf("%s %d", name, sizes[name]))
	}
	table := fmt.Sprintf(weightsHead, n, strings.Join(of, ", ")) + calibration.Fit(examples, calibration.Light).Table()
	fmt.Fprintf(os.Stderr, "accuracy: %s is fitted on %d claims; build anew to use it\n", weightsFile, n)
	return os.WriteFile(weightsFile, []byte(table), 0o644)
}

// sureness is how far confidences can be believed.
type sureness struct {
	examples         []calibration.Example
	validated, built []float64 // confidences by cross-validation, and by the weights that are built in
}

// measureConfidence measures confidences on the judged sets; nil where they were not asked for.
func measureConfidence(o options) (*sureness, error) {
	if len(o.only) > 0 && !slices.Contains(o.only, "confidence") {
		return nil, nil
	}
	examples, err := judgedClaims(o)
	if err != nil {
		return nil, err
	}
	model, err := confidence.Learned()
	if err != nil {
		return nil, err
	}
	s := &sureness{examples: examples, validated: calibration.CrossValidated(examples)}
	for _, x := range examples {
		s.built = append(s.built, model.Confidence(x.Kind, x.Features, x.Prior))
	}
	return s, nil
}

// part is some of the examples, as three lists of confidences and what is the case.
type part struct {
	prior, validated, built []float64
	right                   []bool
}

func (s *sureness) part(in func(*calibration.Example) bool) part {
	var p part
	for i := range s.examples {
		if x := &s.examples[i]; in(x) {
			p.prior, p.validated, p.built = append(p.prior, x.Prior), append(p.validated, s.validated[i]), append(p.built, s.built[i])
			p.right = append(p.right, x.Right)
		}
	}
	return p
}

func (p part) row(name string) []string {
	n := 0
	for _, r := range p.right {
		if r {
			n++
		}
	}
	return []string{name, strconv.Itoa(len(p.right)), share(n, len(p.right)), points(calibration.ECE(p.prior, p.right)), "**" + points(calibration.ECE(p.validated, p.right)) + "**",
		points(calibration.ECE(p.built, p.right)), points(calibration.Brier(p.prior, p.right)), points(calibration.Brier(p.validated, p.right))}
}

const surenessHeading = `## Confidence

Of claims at .8, eight in ten should be right. Single claims are judged by the labels of the sets (accuracy/calibration says how,
set by set); claims of which the labels say nothing are left out. The priors are those of the rules; a logistic model of a handful of
features weighs them (reader/confidence), fitted on claims that are judged as wholes. Its figures are by cross-validation in five parts, report by report; the
last column of errors is of the weights as they are built in, which saw these claims. ECE is the expected calibration error over ten bins, of which at
most .080 is wanted; the Brier score also falls when right and wrong are told apart.

`

// section writes the part of the page.
func (s *sureness) section() string {
	if s == nil {
		return ""
	}
	var b strings.Builder
	b.WriteString(surenessHeading)
	markdown(&b, []string{"claims", "judged", "right", "ECE, priors", "ECE, fitted", "ECE, built in", "Brier, priors", "Brier, fitted"}, s.rows())
	fmt.Fprintf(&b, "![Reliability: the share of claims that is right, by their confidence](%s)\n\n", plotFile)
	b.WriteString("**Reliability, all sets, by cross-validation**\n\n")
	p := s.part(func(*calibration.Example) bool { return true })
	var rows [][]string
	for i, bin := range calibration.Bins(p.validated, p.right) {
		if bin.N > 0 {
			rows = append(rows, []string{fmt.Sprintf(".%d to .%d", i, i+1), strconv.Itoa(bin.N), points(bin.Said), points(bin.Right)})
		}
	}
	rows[len(rows)-1][0] = strings.Replace(rows[len(rows)-1][0], ".10", "1", 1)
	markdown(&b, []string{"confidence", "claims", "mean confidence", "right"}, rows)
	return b.String()
}

func (s *sureness) rows() [][]string {
	rows := [][]string{
		s.part(func(*calibration.Example) bool { return true }).row("all sets"),
		s.part(func(x *calibration.Example) bool { return x.Whole }).row("judged as wholes"),
		s.part(func(x *calibration.Example) bool { return !x.Whole }).row("judged by one field (times, names, places)"),
	}
	for _, kind := range claim.Kinds {
		if p := s.part(func(x *calibration.Example) bool { return x.Kind == kind }); len(p.right) > 0 {
			rows = append(rows, p.row(string(kind)))
		}
	}
	var sets []string
	for i := range s.examples {
		if !slices.Contains(sets, s.examples[i].Set) {
			sets = append(sets, s.examples[i].Set)
		}
	}
	for _, set := range sets {
		rows = append(rows, s.part(func(x *calibration.Example) bool { return x.Set == set }).row(set))
	}
	return rows
}

// fewestShown is how many claims a bin of the plot has at least.
const fewestShown = 15

// plot draws the reliability of the commonest kinds, by cross-validation, beside that of the priors.
func (s *sureness) plot() string {
	all := s.part(func(*calibration.Example) bool { return true })
	series := []calibration.Series{{Name: "all kinds, priors of the rules", Bins: calibration.Bins(all.prior, all.right)}}
	for _, kind := range []claim.Kind{claim.KindStatement, claim.KindEvent, claim.KindFigure} {
		p := s.part(func(x *calibration.Example) bool { return x.Kind == kind })
		series = append(series, calibration.Series{Name: string(kind) + "s, fitted, by cross-validation", Bins: calibration.Bins(p.validated, p.right)})
	}
	return calibration.Plot(series, fewestShown)
}
