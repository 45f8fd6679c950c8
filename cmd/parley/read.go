package main

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parley-desk/parley/article"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/cmd/parley/inorder"
	"github.com/parley-desk/parley/reader"
	"github.com/parley-desk/parley/sheet"
)

// readOptions are the flags of `parley read`.
type readOptions struct {
	json    bool
	jsonl   []string
	html    string
	out     string
	explain bool
	victims bool
	priors  bool
	data    string
	jobs    int
	rules   bool
	report  claim.Report // what the flags say of plain files
}

func newReadCommand(c console) *cobra.Command {
	var o readOptions
	cmd := &cobra.Command{
		Use:   "read [FILE|FOLDER|-]… [--jsonl IN]…",
		Short: "Read reports and print their records: who says what, in which words",
		Long: `Reads reports and prints a record of each: the claims it makes, by kind, each with
its words quoted, who makes it through whom, its marks (not, alleged, if, could),
time and place.

FILE is a text, a page (.html), a PDF report, a letter or mailbox (.eml, .mbox), a web
archive (.warc, .warc.gz, .wacz) or JSON Lines (.jsonl); a folder is searched for such
files; - is standard input. ` + "`parley help input`" + ` says how each is read,
` + "`parley help exit`" + ` what the exit statuses mean.

Names of private people who were harmed are masked in what is printed for people.`,
		Example: `  parley read report.txt
  parley read --published 2025-11-08 --outlet "Example Wire" report.txt
  parley read quarterly.pdf newsletters.mbox crawl.warc.gz
  parley read --explain report.txt                  each claim with its rule and path
  parley read --html record.html report.txt         a page for any browser
  parley read --json reports/ > records.jsonl       a folder, one record a line
  curl -s https://example.org/reports.jsonl | parley read --jsonl - --out records.jsonl`,
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), c, args) },
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.BoolVar(&o.json, "json", false, "print JSON Lines, one record a line")
	f.StringArrayVar(&o.jsonl, "jsonl", nil, "read JSON Lines from `IN` (- is standard input) and print JSON Lines")
	f.StringVar(&o.html, "html", "", "write a self-contained page to `FILE`")
	f.StringVarP(&o.out, "out", "o", "", "write to `FILE` instead of standard output; it appears when all is read")
	f.BoolVar(&o.explain, "explain", false, "show of each claim the rule and path that made it, and from which words it has its participants, numbers, times and places")
	f.BoolVar(&o.victims, "victims", false, "show the names of private people who were harmed")
	f.BoolVar(&o.priors, "priors", false, "leave the confidences as the rules have them, uncalibrated")
	plainFlags(cmd, &o.report)
	f.StringVar(&o.data, "data", "", "`folder` whose lexicons and tables add to those built in")
	f.BoolVar(&o.rules, "rules-only", false, "read by rules alone, without the trained models of who says what and of which tellings of violence are worth entering")
	f.IntVarP(&o.jobs, "jobs", "j", runtime.GOMAXPROCS(0), "reports to read at once")
	return cmd
}

// plainFlags adds the flags that say of plain files what they do not say themselves.
func plainFlags(cmd *cobra.Command, r *claim.Report) {
	f := cmd.Flags()
	f.StringVar(&r.Published, "published", "", "`day` on which plain files were published (2025-11-08)")
	f.StringVar(&r.Outlet, "outlet", "", "`name` of the outlet of plain files")
	f.StringVar(&r.Title, "title", "", "`headline` of plain files")
	f.StringVar(&r.URL, "url", "", "`address` of plain files")
}

// check holds the flags against each other.
func (o *readOptions) check(args []string) error {
	iso, ok := article.Moment(o.report.Published)
	switch {
	case len(args) == 0 && len(o.jsonl) == 0:
		return usageFault("nothing to read: name a FILE, a folder or - for standard input (parley read --help shows examples)")
	case o.report.Published != "" && !ok:
		return usageFault("--published %q is no date: write it as 2025-11-08", o.report.Published)
	case o.jobs < 1:
		return usageFault("--jobs %d: give at least 1", o.jobs)
	case o.explain && (o.json || len(o.jsonl) > 0) && o.html == "":
		return usageFault("--explain is for people: leave out --json and --jsonl (a record has each claim's rule in any case)")
	case o.html != "" && o.html == o.out:
		return usageFault("--html and --out name the same file")
	case stdinTwice(args, o.jsonl):
		return usageFault("- is named twice: standard input can be read once")
	}
	o.report.Published = iso
	o.json = o.json || len(o.jsonl) > 0
	return nil
}

func stdinTwice(lists ...[]string) bool {
	n := 0
	for _, list := range lists {
		for _, name := range list {
			if name == "-" {
				n++
			}
		}
	}
	return n > 1
}

func (o *readOptions) run(ctx context.Context, c console, args []string) error {
	if err := o.check(args); err != nil {
		return err
	}
	r, err := newReader(reader.Options{Overlay: o.data, Priors: o.priors, RulesOnly: o.rules})
	if err != nil {
		return err
	}
	w := &reading{options: o, console: c, read: r.Read, terminal: c.terminal()}
	in := &intake{paths: args, jsonl: o.jsonl, stdin: c.in}
	return w.run(ctx, in)
}

// reading is one run of `parley read`.
type reading struct {
	options  *readOptions
	console  console
	terminal sheet.Terminal
	read     func(claim.Report) (*claim.Record, error)
	out      *output
	page     *output // nil without --html
	tally    tally
}

func (w *reading) run(ctx context.Context, in *intake) (err error) {
	if err := w.open(); err != nil {
		return err
	}
	defer w.out.abandon()
	defer func() { w.page.abandon() }()
	w.tally.start(w.console, in, w.options.out != "")
	defer w.tally.stop()
	line := inorder.Line[item]{
		Jobs: w.options.jobs, Window: 8 * w.options.jobs, Bytes: inFlight,
		Source: func(put func(func(*item) (int64, bool)) bool) { in.source(put) },
		Work:   func() func(*item) { return w.work },
		Emit:   w.emit,
		Idle:   w.out.Flush,
	}
	if err := line.Run(ctx); err != nil {
		_ = w.out.Flush() // what is finished is whole lines
		return w.tally.ended(err)
	}
	if err := w.finish(); err != nil {
		return err
	}
	w.tally.stop()
	return w.tally.verdict()
}

// inFlight bounds the bytes of the documents on their way at once.
const inFlight = 2 * maxDocument

func (w *reading) open() (err error) {
	if w.out, err = newOutput(w.options.out, w.console.out); err != nil {
		return err
	}
	if w.options.html == "" {
		return nil
	}
	if w.page, err = newOutput(w.options.html, w.console.out); err != nil {
		w.out.abandon()
		return err
	}
	return sheet.WritePageHead(w.page, "Record")
}

func (w *reading) finish() error {
	if w.page != nil {
		if err := sheet.WritePageFoot(w.page); err != nil {
			return outputFault(w.page.path, err)
		}
		if err := w.page.finish(); err != nil {
			return err
		}
	}
	return w.out.finish()
}

// work reads one report and lays its record out. A panic is that report's error: the stream goes on.
func (w *reading) work(it *item) {
	it.err = guarded(func() error {
		report, err := it.report()
		it.id = report.ID
		if err != nil {
			return err
		}
		return w.render(fillPlain(report, it, w.options.report), it)
	})
	if it.err != nil {
		it.out, it.page = w.failed(it.out[:0], it), it.page[:0]
	}
}

// guarded makes a panic an error.
func guarded(do func() error) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = panicked(cause)
		}
	}()
	return do()
}

// panicked is the error of a report on which Parley itself failed. It is called
// by the function that recovers.
func panicked(cause any) error {
	return &failure{code: internal, message: fmt.Sprintf("internal error in %s: %v; please report it with this report's text; the other reports are not affected", whereItPanicked(), cause)}
}

// whereItPanicked names the function, file and line: the first below the runtime's own frames.
func whereItPanicked() string {
	var callers [64]uintptr
	frames := runtime.CallersFrames(callers[:runtime.Callers(0, callers[:])])
	panicking := false
	for {
		frame, more := frames.Next()
		switch inRuntime := strings.HasPrefix(frame.Function, "runtime."); {
		case frame.Function == "runtime.gopanic":
			panicking = true
		case panicking && !inRuntime:
			return fmt.Sprintf("%s (%s:%d)", strings.TrimPrefix(frame.Function, "github.com/parley-desk/parley/"), filepath.Base(frame.File), frame.Line)
		}
		if !more {
			return "an unknown place"
		}
	}
}

// fillPlain adds what the flags say of plain files and pages that do not say it themselves.
func fillPlain(r claim.Report, it *item, said claim.Report) claim.Report {
	if it.form == lines || it.form == object || it.form == fetched {
		return r
	}
	for _, f := range []struct {
		into *string
		flag string
	}{{&r.Published, said.Published}, {&r.Outlet, said.Outlet}, {&r.Title, said.Title}, {&r.URL, said.URL}} {
		if f.flag != "" {
			*f.into = f.flag
		}
	}
	return r
}

// render reads a report and puts its record into the item's buffers.
func (w *reading) render(report claim.Report, it *item) error {
	record, err := w.read(report)
	if err != nil {
		return err
	}
	s := sheet.Sheet{Report: report, Record: record}
	o := sheet.Options{Explain: w.options.explain, Victims: w.options.victims}
	if w.page != nil {
		page := bytes.NewBuffer(it.page[:0])
		if err := sheet.WriteArticle(page, s, it.number, o); err != nil {
			return err
		}
		it.page = page.Bytes()
	}
	switch {
	case w.options.json:
		it.out, err = record.AppendJSON(it.out[:0])
		it.out = append(it.out, '\n')
	case w.page == nil:
		it.out = sheet.AppendText(it.out[:0], s, w.terminal, o)
	}
	return err
}

// failed is the line of a report that could not be read; people are told on standard error.
func (w *reading) failed(out []byte, it *item) []byte {
	if !w.options.json {
		return out
	}
	return append(errorLine(out, it.id, it.err), '\n')
}

// emit writes a finished item.
func (w *reading) emit(it *item) error {
	w.tally.count(it, !w.options.json)
	if w.page != nil && len(it.page) > 0 {
		if _, err := w.page.Write(it.page); err != nil {
			return outputFault(w.page.path, err)
		}
	}
	if _, err := w.out.Write(it.out); err != nil {
		return outputFault(w.out.path, err)
	}
	return nil
}
