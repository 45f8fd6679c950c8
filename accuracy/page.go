package main

import (
	"fmt"
	"strings"

	"github.com/parley-desk/parley/audit"
)

const preface = `# Accuracy

Made by ` + "`make accuracy`" + `; do not edit. Every figure is measured by the scorer of a gold set that others labelled, on its development
part; nothing was tuned on its held-out part. **Floor**: what must hold; where it does not, it says so. **Aim**: what the reader works towards. The figures of
others are as published, most of them on the held-out part of the same corpus or on another release of it: they show how high
the bar is. Errors are counted by cause; the sets' words are not ours to print.

`

// render writes the page.
func render(results []result, targets []target, sure *sureness, audited *audit.Score) string {
	var b strings.Builder
	b.WriteString(preface)
	b.WriteString(floors(results, targets))
	var last *task
	for i, r := range results {
		if r.task != last {
			last = r.task
			fmt.Fprintf(&b, "## %s\n\n%s\n\n", r.task.title, r.task.note)
			measures(&b, results[i:], targets)
		}
		for _, c := range r.causes {
			if len(c.rows) > 0 {
				fmt.Fprintf(&b, "**%s** (%s)\n\n", c.title, r.set.name)
				markdown(&b, c.head, c.rows)
			}
		}
	}
	b.WriteString(auditSection(audited))
	b.WriteString(sure.section())
	b.WriteString(contractHeading)
	for _, c := range contractTables(results) {
		if len(c.rows) > 0 {
			fmt.Fprintf(&b, "**%s**\n\n", c.title)
			markdown(&b, c.head, c.rows)
		}
	}
	b.WriteString(unmeasured)
	return b.String()
}

// floors says in a line or two which floors hold.
func floors(results []result, targets []target) string {
	held, asked := 0, 0
	var below []string
	for _, r := range results {
		for _, t := range of(targets, r) {
			if t.floor == 0 {
				continue
			}
			asked++
			if v, ok := lookUp(r.answer, t.path); ok && v >= t.floor {
				held++
			} else {
				below = append(below, fmt.Sprintf("%s %s %s", t.task, t.set, t.measure))
			}
		}
	}
	if asked == 0 {
		return ""
	}
	line := fmt.Sprintf("%d of %d floors hold.", held, asked)
	if len(below) > 0 {
		line += " Below: " + strings.Join(below, "; ") + "."
	}
	return line + "\n\n"
}

const contractHeading = `## The contract

Every record is held to the rules of the contract and to its report's words, as ` + "`parley check`" + ` does. A report that is refused
(another language, no text) has an error in its place. Unproven is a participant, a number or a date of a claim that neither
stands in the claim's words nor is linked to a mention in the report that does.

`

const unmeasured = `## Not measured here

- Police acts (India Police Events): all of it is held out.
- Forecasts: not built yet.
`

// measures writes the table of one task, over the results at the beginning of the list that are of it.
func measures(b *strings.Builder, results []result, targets []target) {
	var rows [][]string
	for _, r := range results {
		if r.task != results[0].task {
			break
		}
		if r.answer == nil {
			rows = append(rows, []string{r.set.name, "*not read yet*", "", "", "", "", ""})
			continue
		}
		for _, t := range of(targets, r) {
			rows = append(rows, []string{r.set.name, t.measure, mark(r, t), bar(t.floor), bar(t.aim), best(t), t.peers})
		}
	}
	markdown(b, []string{"set", "measure", "Parley", "floor", "aim", "best published", "others"}, rows)
}

// of gives the targets of a result.
func of(targets []target, r result) []target {
	var out []target
	for _, t := range targets {
		if t.task == r.task.name && t.set == r.set.name {
			out = append(out, t)
		}
	}
	return out
}

// mark writes our figure; one below its floor is marked.
func mark(r result, t target) string {
	v, ok := lookUp(r.answer, t.path)
	switch {
	case !ok:
		return "-"
	case t.floor > 0 && v < t.floor:
		return fmt.Sprintf("**%s** below its floor", points(v))
	}
	return fmt.Sprintf("**%s**", points(v))
}

// points writes a figure as the field does: .822.
func points(v float64) string {
	return strings.TrimPrefix(fmt.Sprintf("%.3f", v), "0")
}

func bar(v float64) string {
	if v == 0 {
		return ""
	}
	return points(v)
}

func best(t target) string {
	if t.best == 0 {
		return ""
	}
	return points(t.best) + " " + t.by
}

func markdown(b *strings.Builder, head []string, rows [][]string) {
	line := func(cells []string) { fmt.Fprintf(b, "| %s |\n", strings.Join(cells, " | ")) }
	line(head)
	fmt.Fprintf(b, "|%s\n", strings.Repeat("---|", len(head)))
	for _, r := range rows {
		line(r)
	}
	b.WriteByte('\n')
}

// figure is one measure for programs.
type figure struct {
	Task    string   `json:"task"`
	Set     string   `json:"set"`
	Measure string   `json:"measure"`
	Value   *float64 `json:"value"` // null where the set is not read yet
	Floor   float64  `json:"floor,omitempty"`
	Aim     float64  `json:"aim,omitempty"`
	Best    float64  `json:"best,omitempty"`
	By      string   `json:"by,omitempty"`
}

// summary gives all figures for programs.
func summary(results []result, targets []target) []figure {
	var out []figure
	for _, r := range results {
		for _, t := range of(targets, r) {
			f := figure{t.task, t.set, t.measure, nil, t.floor, t.aim, t.best, t.by}
			if v, ok := lookUp(r.answer, t.path); ok {
				f.Value = &v
			}
			out = append(out, f)
		}
	}
	return out
}
