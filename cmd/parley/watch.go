package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"github.com/parley-desk/parley/casebook"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
	"github.com/parley-desk/parley/reader"
	"github.com/parley-desk/parley/wire"
	"github.com/parley-desk/parley/work"
)

// workFlags are what watch and work have in common.
type workFlags struct {
	ledger, blobs, queue, metrics, data string
	jobs                                int
	json                                bool
}

func (o *workFlags) add(cmd *cobra.Command) {
	f := cmd.Flags()
	ledgerFlag(cmd, &o.ledger)
	f.StringVar(&o.blobs, "blobs", "", "`folder` for raw documents (or "+blobsVariable+"; else beside a SQLite file, within a PostgreSQL database)")
	f.StringVar(&o.queue, "work", "", "share the reading through NATS JetStream: `nats://HOST:4222`, several with commas, /NAME for a stream of its own")
	f.StringVar(&o.metrics, "metrics", "", "serve Prometheus metrics, /healthz and /readyz at this `[HOST]:PORT`; on this machine alone where no host is given")
	f.StringVar(&o.data, "data", "", "`folder` whose lexicons and tables add to those built in")
	f.IntVarP(&o.jobs, "jobs", "j", jobsACore*runtime.GOMAXPROCS(0), "documents to read at once")
	f.BoolVar(&o.json, "json", false, "print JSON Lines: one for each document that was read")
}

// jobsACore is how many documents are in hand for each core: some of them wait for the disk.
const jobsACore = 2

// watchOptions are the flags of parley watch.
type watchOptions struct {
	workFlags
	wire   wireFlags
	hub    hubFlags
	caseID string
	once   bool
	sample bool
	speed  float64
}

func newWatchCommand(c console) *cobra.Command {
	var o watchOptions
	cmd := &cobra.Command{
		Use: "watch", Short: "Follow the sources and read what they bring, day and night", Args: cobra.NoArgs,
		Long: `Follows the sources of the ledger and of its cases (parley source add, or sources: in a
case file), fetches what is new, keeps it as it came, reads it and keeps the record. A
line tells of each report that was kept and of what could not be read.

It runs until it is interrupted, and may be killed at any moment: what it had fetched is
kept, and read by the next one. Several parley work share the reading with it.`,
		Example: `  parley source add https://example.org/feed.xml && parley watch
  parley watch --once                       one look at each source, then end
  parley watch --sample                     the sample case, as its weeks came in
  parley watch --metrics :9464 --work nats://queue:4222 --ledger postgres://parley@db/parley`,
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context(), c) },
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVarP(&o.caseID, "case", "c", "", "follow only the sources of the case with this `id`, and those of every case")
	f.BoolVar(&o.once, "once", false, "take one look at each source, read what came, and end")
	f.BoolVar(&o.sample, "sample", false, "follow the sample case, whose weeks this program serves to itself, and end with them")
	f.Float64Var(&o.speed, "speed", 4, "with --sample: days of it on which something came out, in a second")
	o.workFlags.add(cmd)
	o.wire.add(cmd)
	o.hub.add(cmd)
	return cmd
}

func newWorkCommand(c console) *cobra.Command {
	var o workFlags
	var revive bool
	cmd := &cobra.Command{
		Use: "work", Short: "Read what parley watch fetches, on this machine too", Args: cobra.NoArgs,
		Long: `Reads documents that were fetched and keeps their records, and follows no source. Any
number of these may run beside one parley watch: over one PostgreSQL ledger as it is, or
through NATS JetStream with --work. Kill any of them at any moment: another takes over.`,
		Example: "  parley work --ledger postgres://parley@db:5432/parley\n  parley work --ledger postgres://parley@db:5432/parley --work nats://queue:4222",
		RunE: func(cmd *cobra.Command, _ []string) error {
			return o.open(cmd.Context(), c, ledger.Options{}, func(w *worker) error {
				if revive {
					n, err := w.ledger.Revive(cmd.Context())
					if err != nil {
						return err
					}
					w.teller.note("%d documents that were given up are tried again", n)
				}
				return w.until(cmd.Context(), func(ctx context.Context) error {
					<-ctx.Done()
					return nil
				})
			})
		},
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().BoolVar(&revive, "revive", false, "first have those tried again that were given up")
	o.add(cmd)
	return cmd
}

// worker is a process that reads, with what it stands on.
type worker struct {
	ledger *ledger.Ledger
	reader *taskReader
	pool   *work.Pool
	teller *teller
	gauges *gauges
}

// open opens the ledger and makes a worker for as long as do needs it.
func (o *workFlags) open(ctx context.Context, c console, lo ledger.Options, do func(*worker) error) error {
	if o.jobs < 1 {
		return usageFault("--jobs %d: give at least 1", o.jobs)
	}
	listener, err := o.listen()
	if err != nil {
		return err
	}
	r, err := newReader(reader.Options{Overlay: o.data})
	if err != nil {
		return err
	}
	lo.Blobs = o.blobs
	return withLedger(ctx, o.ledger, ledgerOptions(lo), func(l *ledger.Ledger) error {
		w := &worker{ledger: l, teller: &teller{console: c, json: o.json}}
		w.gauges = newGauges(l)
		w.reader = &taskReader{ledger: l, read: r.Read, now: time.Now, tell: func(t told) {
			w.gauges.read(t)
			w.teller.tell(t)
		}}
		queue, shut, err := o.queueOf(l)
		if err != nil {
			return err
		}
		defer shut()
		w.pool = work.NewPool(queue, w.reader.handle, work.Options{Workers: o.jobs, Trouble: w.trouble(), Done: w.finished})
		if listener != nil {
			defer w.gauges.serve(ctx, listener)()
		}
		return do(w)
	})
}

// queueOf makes the queue that the flags name.
func (o *workFlags) queueOf(l *ledger.Ledger) (work.Queue, func(), error) {
	if o.queue == "" {
		return work.NewDatabase(l, 0, 0), func() {}, nil
	}
	stream, err := work.NewStream(o.queue, l, work.StreamOptions{})
	if err != nil {
		return nil, nil, usageFault("--work: %v", err)
	}
	return stream, stream.Close, nil
}

// trouble tells of what is wrong with the queue, the same only once a minute.
func (w *worker) trouble() func(error) {
	tell := make(chan string, 1) // holds what was told last
	var at time.Time
	tell <- ""
	return func(err error) {
		last := <-tell
		if said := err.Error(); said != last || time.Since(at) > time.Minute {
			w.teller.note("the queue: %v; it is asked again", err)
			last, at = said, time.Now()
		}
		tell <- last
	}
}

// finished hears of each task.
func (w *worker) finished(_ int64, took time.Duration, err error) {
	w.gauges.task(took, err)
	if err != nil && !errors.Is(err, context.Canceled) {
		w.teller.note("a document could not be read and is tried again: %v", err)
	}
}

// stopWithin bounds how long a stop waits for what is under way.
const stopWithin = 20 * time.Second

// until has the pool work while do runs, and stops it cleanly.
func (w *worker) until(ctx context.Context, do func(context.Context) error) error {
	begun := time.Now()
	w.pool.Start(ctx)
	err := do(ctx)
	last, stop := context.WithTimeout(context.WithoutCancel(ctx), stopWithin)
	defer stop()
	if late := w.pool.Stop(last); late != nil {
		w.teller.note("stopped before all that was under way was done; it is read by the next one")
	}
	if err == nil && !w.teller.json {
		w.teller.note("stopped; %d documents read in %s", w.reader.done.Load(), time.Since(begun).Round(time.Second))
	}
	return err
}

func (o *watchOptions) run(ctx context.Context, c console) error {
	wo, err := o.wire.options(c)
	if err != nil {
		return err
	}
	hubs, err := o.hub.open()
	if err != nil {
		return err
	}
	wo.Callback = o.hub.callback
	var shown *sampleReplay
	if o.sample {
		if shown, err = o.replay(&wo); err != nil {
			return err
		}
		defer shown.close()
	}
	return o.open(ctx, c, ledger.Options{Create: true}, func(w *worker) error {
		if shown != nil {
			if err := shown.settle(ctx, w.ledger); err != nil {
				return err
			}
		}
		if err := o.check(ctx, w); err != nil {
			return err
		}
		v := &watching{worker: w, wire: wire.New(wo), caseID: o.caseID}
		defer serveHubs(ctx, hubs, v.wire.Callback())()
		switch {
		case shown != nil:
			return w.until(ctx, func(ctx context.Context) error { return v.sample(ctx, shown) })
		case o.once:
			return w.until(ctx, v.once)
		}
		return w.until(ctx, func(ctx context.Context) error {
			defer keepBeside(ctx, c, casebook.NewKeeper(w.ledger), w.ledger, o.ledger)()
			return v.follow(ctx, w.ledger)
		})
	})
}

// check tells early where there is nothing to follow.
func (o *watchOptions) check(ctx context.Context, w *worker) error {
	if o.caseID != "" {
		if _, err := w.ledger.Case(ctx, o.caseID); err != nil {
			return err
		}
	}
	all, err := w.ledger.Sources(ctx, o.caseID)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		if o.once {
			return usageFault("there is no source to look at: add one with parley source add ADDRESS")
		}
		w.teller.note("there is no source yet: add some with parley source add ADDRESS; this one follows them from then on")
	}
	if o.wire.contact == "" && !o.sample {
		w.teller.note("no contact is given: sites cannot tell whom to ask; give --contact or set %s", contactVariable)
	}
	return nil
}

// watching follows sources.
type watching struct {
	*worker
	wire   *wire.Wire
	caseID string
}

func (v *watching) sources(ctx context.Context) ([]claim.Source, error) {
	return v.ledger.Sources(ctx, v.caseID)
}

// follow follows until the context ends.
func (v *watching) follow(ctx context.Context, shelf wire.Shelf) error {
	defer v.wire.Close()
	return v.wire.Follow(ctx, v.sources, shelf, v.pool.Nudge)
}

// once takes one look at each source, and waits until what came is read.
func (v *watching) once(ctx context.Context) error {
	all, err := v.sources(ctx)
	if err != nil {
		return err
	}
	looks := newLooks(v.ledger, all)
	following, stop := context.WithCancel(ctx)
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- v.follow(following, looks) }()
	select {
	case err := <-ended:
		return err
	case <-looks.done:
	case <-ctx.Done():
	}
	stop()
	if err := <-ended; err != nil || ctx.Err() != nil {
		return err
	}
	if err := v.drained(ctx); err != nil {
		return err
	}
	return looks.verdict()
}

// drainEvery is how often a run that is to end asks whether anything is left.
const drainEvery = 50 * time.Millisecond

// drained waits until nothing is open but what failed and waits for its next try.
func (v *watching) drained(ctx context.Context) error {
	tick := time.NewTicker(drainEvery)
	defer tick.Stop()
	for {
		d, err := v.ledger.Depth(ctx)
		if err != nil || d.Open-d.Again <= 0 {
			return err
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return nil
		}
	}
}

// missedFault words how many sources could not be had.
func missedFault(failed, all int, last string) error {
	return &failure{code: sourceTrouble, message: fmt.Sprintf("%d of %d sources could not be looked at: %s; parley status tells of each", failed, all, last)}
}
