package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"github.com/parley-desk/parley/article"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/cmd/parley/inorder"
	"github.com/parley-desk/parley/ledger"
	"github.com/parley-desk/parley/reader"
)

// ingestOptions are the flags of `parley ingest`.
type ingestOptions struct {
	ledger string
	json   bool
	acks   bool
	jsonl  []string
	data   string
	jobs   int
	batch  int
	report claim.Report // what the flags say of plain files
}

func newIngestCommand(c console) *cobra.Command {
	var o ingestOptions
	cmd := &cobra.Command{
		Use:   "ingest [FILE|FOLDER|-]… [--jsonl IN]…",
		Short: "Read reports and keep them with their records in the ledger",
		Long: `Reads reports as parley read does and keeps them in the ledger, with their records. A
report is known by its address, else by its outlet and id: the same text again is left
as it is, another text becomes a new version beside the old one. What cannot be read is
kept too, and counted.

Reports are written in batches, each of them whole or not at all. Whatever stops the
run, repeat the command: what is stored already is passed over without being read again.`,
		Example: `  parley ingest reports/
  parley ingest --jsonl reports.jsonl --ledger sqlite:case.db
  curl -s https://example.org/reports.jsonl | parley ingest --jsonl -`,
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), c, args) },
	}
	f := cmd.Flags()
	f.SortFlags = false
	ledgerFlag(cmd, &o.ledger)
	f.BoolVar(&o.json, "json", false, "print the counts as JSON")
	f.BoolVar(&o.acks, "acks", false, "after each batch that is safely stored, print how many inputs that makes")
	f.StringArrayVar(&o.jsonl, "jsonl", nil, "read JSON Lines from `IN` (- is standard input)")
	plainFlags(cmd, &o.report)
	f.StringVar(&o.data, "data", "", "`folder` whose lexicons and tables add to those built in")
	f.IntVarP(&o.jobs, "jobs", "j", runtime.GOMAXPROCS(0), "reports to read at once")
	f.IntVar(&o.batch, "batch", 64, "reports to store at once")
	return cmd
}

func (o *ingestOptions) check(args []string) error {
	iso, ok := article.Moment(o.report.Published)
	switch {
	case len(args) == 0 && len(o.jsonl) == 0:
		return usageFault("nothing to ingest: name a FILE, a folder or - for standard input (parley ingest --help shows examples)")
	case o.report.Published != "" && !ok:
		return usageFault("--published %q is no date: write it as 2025-11-08", o.report.Published)
	case o.jobs < 1:
		return usageFault("--jobs %d: give at least 1", o.jobs)
	case o.batch < 1 || o.batch > mostInABatch:
		return usageFault("--batch %d: give 1 to %d", o.batch, mostInABatch)
	case stdinTwice(args, o.jsonl):
		return usageFault("- is named twice: standard input can be read once")
	}
	o.report.Published = iso
	return nil
}

// mostInABatch bounds what is held in memory until it is stored.
const mostInABatch = 10_000

func (o *ingestOptions) run(ctx context.Context, c console, args []string) error {
	if err := o.check(args); err != nil {
		return err
	}
	r, err := newReader(reader.Options{Overlay: o.data})
	if err != nil {
		return err
	}
	return withLedger(ctx, o.ledger, ledgerOptions(ledger.Options{Create: true}), func(l *ledger.Ledger) error {
		g := &ingestion{options: o, console: c, read: r.Read, ledger: l, begun: time.Now(), stored: time.Now()}
		return g.run(ctx, &intake{paths: args, jsonl: o.jsonl, stdin: c.in})
	})
}

// ingestion is one run of `parley ingest`.
type ingestion struct {
	options *ingestOptions
	console console
	read    func(claim.Report) (*claim.Record, error)
	ledger  *ledger.Ledger
	tally   tally
	begun   time.Time

	counts  ledger.Counts
	waiting []*ledger.Leaf // read, not yet stored
	held    int            // among those since the last batch, stored already
	done    int            // inputs safely stored
	stored  time.Time      // when the last batch was
}

// longestWait is for how long something read waits for its batch to fill.
const longestWait = 2 * time.Second

func (g *ingestion) run(ctx context.Context, in *intake) error {
	g.tally.start(g.console, in, true)
	defer g.tally.stop()
	line := inorder.Line[item]{
		Jobs: g.options.jobs, Window: 8 * g.options.jobs, Bytes: inFlight,
		Source: func(put func(func(*item) (int64, bool)) bool) { in.source(put) },
		Work:   func() func(*item) { return func(it *item) { g.work(ctx, it) } },
		Emit:   func(it *item) error { return g.emit(ctx, it) },
		Idle: func() error {
			if time.Since(g.stored) < longestWait {
				return nil
			}
			return g.store(ctx)
		},
	}
	err := line.Run(ctx)
	if err == nil || errors.Is(err, context.Canceled) { // what was read is kept, even if the user has had enough
		err = errors.Join(g.store(context.WithoutCancel(ctx)), err)
	}
	g.tally.stop()
	if errors.Is(err, context.Canceled) {
		return &failure{interrupted, fmt.Sprintf("interrupted after %d reports, which are stored; repeat the command for the others", g.done), err}
	}
	if err != nil {
		return err
	}
	if err := g.print(); err != nil {
		return err
	}
	return g.tally.verdict()
}

// work reads one report and prepares it for the ledger.
func (g *ingestion) work(ctx context.Context, it *item) {
	var report claim.Report
	it.leaf, it.held = nil, false
	if it.form == lines {
		it.id = nameless(it.raw)
	}
	it.err = guarded(func() (err error) {
		if report, err = it.report(); err != nil {
			it.id = report.ID
			return err
		}
		report = fillPlain(report, it, g.options.report)
		it.id = report.ID
		if it.held, err = g.ledger.Holds(ctx, report); err != nil || it.held {
			return err
		}
		record, err := g.read(report)
		if err != nil {
			return err
		}
		it.leaf, err = g.ledger.Prepare(report, record)
		return err
	})
	if it.err != nil && ledger.CodeOf(it.err) == "" && !errors.Is(it.err, context.Canceled) {
		it.leaf = g.ledger.Refuse(refusal(it, report))
	}
}

// nameless is what a line without an id is called: in a ledger its number would
// be taken for that of some other file's line.
func nameless(line []byte) string {
	sum := sha256.Sum256(line)
	return "line-" + hex.EncodeToString(sum[:8])
}

// refusal is what is kept of a document that cannot be read: where it could be
// taken in, the report, so that another reader can try it.
func refusal(it *item, report claim.Report) ledger.Refusal {
	document := it.raw
	if report.Text != "" {
		document, _ = json.Marshal(&report) // strings only
	}
	return ledger.Refusal{Name: it.id, Source: it.source, Code: string(codeOf(it.err)), Message: it.err.Error(), Document: document[:min(len(document), keptOfRefused)]}
}

// keptOfRefused bounds what is kept of a document that cannot be read, in bytes.
const keptOfRefused = 1 << 20

// emit takes a finished report into the batch.
func (g *ingestion) emit(ctx context.Context, it *item) error {
	if it.err != nil && it.leaf == nil { // the ledger failed, not the report
		return it.err
	}
	g.tally.count(it, true)
	if it.held {
		g.held++
	} else {
		g.waiting = append(g.waiting, it.leaf)
	}
	if len(g.waiting) < g.options.batch {
		return nil
	}
	return g.store(ctx)
}

// store writes the batch and acknowledges it.
func (g *ingestion) store(ctx context.Context) error {
	g.stored = time.Now()
	if len(g.waiting)+g.held == 0 {
		return nil
	}
	counts, err := g.ledger.Append(ctx, g.waiting)
	if err != nil {
		return err
	}
	counts.Unchanged += g.held
	g.counts.Add(counts)
	g.done += counts.Total()
	g.waiting, g.held = g.waiting[:0], 0
	g.stored = time.Now()
	if g.options.acks {
		_, err = fmt.Fprintln(g.console.out, g.done)
	}
	return err
}

// print gives the line of counts.
func (g *ingestion) print() error {
	if g.options.json {
		return printJSON(g.console, g.counts)
	}
	took := time.Since(g.begun)
	_, err := fmt.Fprintf(g.console.out, "%d new, %d new versions, %d unchanged, %d unreadable; %d in %s, %.0f a second\n",
		g.counts.New, g.counts.Versions, g.counts.Unchanged, g.counts.Refused, g.counts.Total(), took.Round(100*time.Millisecond), float64(g.counts.Total())/took.Seconds())
	return err
}

// newReader makes a reader with the user's own lexicons and tables, if any.
func newReader(o reader.Options) (*reader.Reader, error) {
	data := o.Overlay
	if info, err := os.Stat(data); data != "" && (err != nil || !info.IsDir()) {
		return nil, &failure{badData, "--data " + data + " is no folder: name one with lexicons or tables, as docs/codebook.md tells", err}
	}
	r, err := reader.New(o)
	if err != nil {
		return nil, &failure{badData, err.Error(), err}
	}
	return r, nil
}
