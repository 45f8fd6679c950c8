package main

import (
	"cmp"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/parley-desk/parley/article"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge"
	"github.com/parley-desk/parley/reader"
	"github.com/parley-desk/parley/sheet"
)

// knowOptions are the flags of `parley know`.
type knowOptions struct {
	on   string
	in   string
	id   string
	data string
	json bool
	day  time.Time
}

func newKnowCommand(c console) *cobra.Command {
	var o knowOptions
	cmd := &cobra.Command{
		Use:   "know NAME [--on DAY] [--in FILE [--id ID]]",
		Short: "Show what Parley knows of a name, and why a report's name was resolved as it was",
		Long: `Shows all that Parley's tables hold of a name: the places that bear it, likeliest first,
and what ranks them; states, groups, people, organisations and outlets with their other
names, codes, sides and offices; agreements; months and feasts of the Hijri and Solar
Hijri calendars; currencies and units; codes of PLOVER, ACLED and CAMEO. NAME may be an
id (PAK.ttp) or a code (PAK, ASSAULT, 190) too. Where nothing bears the name it says so,
and offers names spelt nearly so.

With --in it reads a report and tells of each mention of NAME in it what it was taken for
and why: which places were considered, and what the report says for each.

What is asserted of people in office holds until the day it was last looked at; of a later
day it says "as last known".`,
		Example: `  parley know "Hakan Fidan" --on 2025-11-09
  parley know Tripoli
  parley know Tripoli --in report.txt               why it was taken for which
  parley know ASSAULT
  parley know "15 Hamal 1404"
  parley know Kabul --json`,
		RunE: func(_ *cobra.Command, args []string) error { return o.run(c, args) },
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVar(&o.on, "on", "", "the `day` that is asked about (2025-11-09); any day without it")
	f.StringVar(&o.in, "in", "", "tell why NAME was resolved as it was in the report in `FILE` (- is standard input)")
	f.StringVar(&o.id, "id", "", "with --in: the `id` of the report, where FILE holds several")
	f.BoolVar(&o.json, "json", false, "print JSON")
	f.StringVar(&o.data, "data", "", "`folder` whose lexicons and tables add to those built in")
	return cmd
}

// check holds arguments and flags against each other.
func (o *knowOptions) check(args []string) error {
	switch {
	case len(args) == 0 || strings.TrimSpace(strings.Join(args, "")) == "":
		return usageFault("name what to look up: parley know Kabul (parley know --help shows examples)")
	case o.id != "" && o.in == "":
		return usageFault("--id names a report of a file: name the file with --in")
	case o.on != "" && o.in != "":
		return usageFault("--on and --in: a report has its own day; leave out --on")
	}
	if o.on == "" {
		return nil
	}
	iso, ok := article.Moment(o.on)
	if !ok {
		return usageFault("--on %q is no date: write it as 2025-11-09", o.on)
	}
	o.day, _ = time.Parse(time.DateOnly, iso[:len(time.DateOnly)])
	return nil
}

func (o *knowOptions) run(c console, args []string) error {
	if err := o.check(args); err != nil {
		return err
	}
	if info, err := os.Stat(o.data); o.data != "" && (err != nil || !info.IsDir()) {
		return &failure{badData, "--data " + o.data + " is no folder: name one with lexicons or tables, as docs/codebook.md tells", err}
	}
	name := strings.Join(args, " ")
	if o.in != "" {
		return o.explain(c, name)
	}
	base, err := reader.Knowledge(o.data)
	if err != nil {
		return &failure{badData, err.Error(), err}
	}
	dossier := base.Know(name, o.day)
	if o.json {
		return printJSON(c, &dossier)
	}
	return show(c, func(l *sheet.Lines) { (&dossierPrinter{l, base}).print(&dossier) })
}

// explain tells why a name was resolved as it was in a report.
func (o *knowOptions) explain(c console, name string) error {
	r, err := reader.New(reader.Options{Overlay: o.data})
	if err != nil {
		return &failure{badData, err.Error(), err}
	}
	report, err := oneReport(c, o.in, o.id)
	if err != nil {
		return err
	}
	var e *reader.Explained
	if err := guarded(func() (err error) { e, err = r.Explain(report); return err }); err != nil {
		return err
	}
	found := newFinding(r.Base(), name, report, e)
	if o.json {
		return printJSON(c, found)
	}
	return show(c, func(l *sheet.Lines) { (&findingPrinter{l, r.Base()}).print(found) })
}

// oneReport fetches a report from a file: the one of an id, or the only one.
func oneReport(c console, file, id string) (claim.Report, error) {
	var report claim.Report
	var fault error
	found, ids := 0, []string{}
	in := &intake{paths: []string{file}, stdin: c.in}
	in.source(func(fill func(*item) (int64, bool)) bool {
		var it item
		if _, ok := fill(&it); !ok {
			return true
		}
		r, err := it.report()
		if len(ids) < 3 {
			ids = append(ids, r.ID)
		}
		if id == "" || r.ID == id {
			if found++; found == 1 {
				report, fault = r, err
			}
		}
		return id == "" && found < 2 || id != "" && found == 0
	})
	switch {
	case found == 0:
		return report, usageFault("%s holds no report of the id %q; its first are %s", file, id, strings.Join(ids, ", "))
	case found > 1:
		return report, usageFault("%s holds several reports (%s, …): name one with --id", file, strings.Join(ids, ", "))
	}
	return report, fault
}

// show writes lines for people.
func show(c console, write func(*sheet.Lines)) error {
	l := sheet.NewLines(nil, c.terminal())
	write(l)
	if _, err := c.out.Write(l.Bytes()); err != nil {
		return outputFault("", err)
	}
	return nil
}

// percent writes a share: "62 %", "under 1 %".
func percent(share float64) string {
	if share > 0 && share < .01 {
		return "under 1 %"
	}
	return fmt.Sprintf("%.0f %%", 100*share)
}

// longDay writes an ISO 8601 day for people: "9 November 2025".
func longDay(iso string) string {
	if t, err := time.Parse(time.DateOnly, iso); err == nil {
		return t.Format("2 January 2006")
	}
	return iso
}

// kindWords are the kinds of places whose code is no word.
var kindWords = map[claim.PlaceKind]string{claim.PlaceAdmin1: "first-level region", claim.PlaceAdmin2: "second-level region"}

// whatAndWhere says what a place is and where it lies: "city in Kandahar, Afghanistan".
func whatAndWhere(base *knowledge.Base, p *knowledge.Place) string {
	var parts []string
	for _, part := range []string{p.Admin2, p.Admin1, base.CountryName(p.Country)} {
		if part != "" && part != p.Name {
			parts = append(parts, part)
		}
	}
	what := cmp.Or(kindWords[p.Kind], string(p.Kind))
	return what + when(len(parts) > 0, " in "+strings.Join(parts, ", "))
}
