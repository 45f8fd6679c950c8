package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/bench/invented"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
)

// One in so many reports of the ledger that is measured belongs to its case.
// These are read; the others are their doubles at other addresses of another
// year, stored with the records that are known already.
const caseShare = 20

// caseFile is the case: whoever the invented reports speak of, in their year.
const caseFile = `id: bench
title: Invented reports
window: {from: 2031-01-01}
parties: [{id: "unnamed:official", name: Officials, also: ["unnamed:mediator", "unnamed:militant", "unnamed:civilian", "unnamed:soldier", "unnamed:trader", "unnamed:analyst", "unnamed:elder", "unnamed:witness"]}]
`

// caseViews are the commands that show a case.
var caseViews = []string{"toll", "incidents", "talks", "truce", "commitments", "positions", "answers", "exposure", "outlook", "calendar", "findings"}

// ledgerBench is one ledger that grows.
type ledgerBench struct {
	options
	table   *table
	dir     string
	address string
	press   *invented.Press
	read    int // reports of the case so far
	stored  int // all reports so far
	when    string

	resident int // process that keeps the case open; 0 where none does
	smaller  smaller
}

// ledgerSpeed measures how fast reports are stored, what a claim takes on
// disk, and how long questions take in a ledger and in one of ten times its size.
func ledgerSpeed(o options, t *table) error {
	return withLedgerBench(o, t, func(b *ledgerBench) error {
		if o.question == "" {
			if err := b.ingestion(); err != nil {
				return err
			}
		}
		for _, n := range []int{o.scale / 10, o.scale} {
			b.when = fmt.Sprintf("%s reports, %s in the case", figure(float64(n)), figure(float64(max(n/caseShare, 1))))
			if err := b.of(n); err != nil {
				return err
			}
			if err := b.ask(); err != nil {
				return err
			}
		}
		return nil
	})
}

// of takes the ledger of n reports: one that was kept, or a new one.
func (b *ledgerBench) of(n int) error {
	file := filepath.Join(b.dir, fmt.Sprintf("ledger-%d.db", n))
	b.address, b.read, b.stored = "sqlite:"+file, 0, 0
	if _, err := os.Stat(file); err == nil {
		return b.count()
	}
	if err := b.begin(); err != nil {
		return err
	}
	return b.grow(n)
}

// count counts what a ledger that was kept holds.
func (b *ledgerBench) count() error {
	ctx := context.Background()
	l, err := ledger.Open(ctx, b.address, ledger.Options{})
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	for _, err := range l.Entries(ctx, ledger.Query{Case: "bench"}) {
		if err != nil {
			return err
		}
		b.read++
	}
	s, err := l.Status(ctx)
	b.stored = int(s.Reports)
	return err
}

// withLedgerBench gives do an empty ledger, in a folder that is gone afterwards where none was named.
func withLedgerBench(o options, t *table, do func(*ledgerBench) error) error {
	dir := o.keep
	if dir == "" {
		temporary, err := os.MkdirTemp("", "parley-bench")
		if err != nil {
			return err
		}
		dir = temporary
		defer func() { _ = os.RemoveAll(dir) }()
	}
	press, err := invented.NewPress()
	if err != nil {
		return err
	}
	return do(&ledgerBench{options: o, table: t, dir: dir, address: "sqlite:" + filepath.Join(dir, "ledger.db"), press: press})
}

// begin sets up the case in a new ledger.
func (b *ledgerBench) begin() error {
	file := filepath.Join(b.dir, "case.yaml")
	if err := os.WriteFile(file, []byte(caseFile), 0o600); err != nil {
		return err
	}
	_, _, err := b.parley("case", "new", file)
	return err
}

// parley runs the program on the ledger, and gives the time and the processor time that it took.
func (b *ledgerBench) parley(args ...string) (took, busy time.Duration, err error) {
	start := time.Now()
	cmd := exec.Command(b.options.parley, args...)
	cmd.Env = append(os.Environ(), "PARLEY_LEDGER="+b.address)
	if b.resident == 0 {
		cmd.Env = append(cmd.Env, "PARLEY_RESIDENT=off")
	}
	out, err := cmd.CombinedOutput()
	if err != nil {
		return 0, 0, fmt.Errorf("parley %s: %w\n%s", strings.Join(args, " "), err, out)
	}
	return time.Since(start), cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), nil
}

// ingestion measures how fast reports are read and stored, in a ledger of its own.
func (b *ledgerBench) ingestion() error {
	const part, times = "ledger in SQLite", 3
	n := times * b.reports
	progress("storing %d reports", n)
	file, err := b.write(n)
	if err != nil {
		return err
	}
	b.read = 0
	if err := os.RemoveAll(filepath.Join(b.dir, "first.db")); err != nil {
		return err
	}
	for _, what := range []string{"ingest, reading included", "ingest of what is stored already"} {
		took, busy, err := b.parley("ingest", "--jsonl", file, "--ledger", "sqlite:"+filepath.Join(b.dir, "first.db"))
		if err != nil {
			return err
		}
		b.table.add(part, what, perSecond(n, took), "reports/s", fmt.Sprintf("%d reports, %d cores, start-up included", n, runtime.NumCPU()))
		b.table.add(part, "  processor time of a report", float64(busy.Microseconds())/1000/float64(n), "ms", "all cores together")
	}
	return nil
}

// grow brings the ledger to n reports.
func (b *ledgerBench) grow(n int) error {
	progress("a ledger of %d reports", n)
	fresh := max(n/caseShare, 1) - b.read
	file, err := b.write(fresh)
	if err != nil {
		return err
	}
	if _, _, err := b.parley("ingest", "--jsonl", file); err != nil {
		return err
	}
	b.stored += fresh
	return b.double(n)
}

func (b *ledgerBench) part() string { return "ledger in SQLite: " + b.when }

// write writes the next n reports of the case to a file.
func (b *ledgerBench) write(n int) (string, error) {
	file, err := os.Create(filepath.Join(b.dir, "reports.jsonl"))
	if err != nil {
		return "", err
	}
	out := bufio.NewWriter(file)
	for range n {
		_, _ = out.Write(b.press.Report(b.seed, b.read, b.wordsEach).Line()) // Flush has the error
		b.read++
	}
	return file.Name(), cmp.Or(out.Flush(), file.Close())
}

// doublesAtOnce is how many doubles are stored at once.
const doublesAtOnce = 256

// double stores doubles of the case's reports until the ledger has n.
func (b *ledgerBench) double(n int) error {
	ctx := context.Background()
	l, err := ledger.Open(ctx, b.address, ledger.Options{Extract: func(r *claim.Report, rec *claim.Record) ([]byte, error) {
		return account.Contribute(account.Version{}, r, rec).Append(nil), nil
	}})
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	for b.stored < n {
		for e, err := range l.Entries(ctx, ledger.Query{Case: "bench", Parts: ledger.WithReport | ledger.WithRecord}) {
			if err != nil {
				return err
			}
			if err := b.doubles(ctx, l, e, min(doublesAtOnce, n-b.stored)); err != nil {
				return err
			}
			if b.stored >= n {
				break
			}
		}
	}
	return nil
}

// doubles stores n doubles of one report.
func (b *ledgerBench) doubles(ctx context.Context, l *ledger.Ledger, e *ledger.Entry, n int) error {
	report, err := e.Report()
	if err != nil {
		return err
	}
	record, err := e.Record()
	if err != nil {
		return err
	}
	leaves, errs := make([]*ledger.Leaf, n), make([]error, n)
	var working sync.WaitGroup
	cores := runtime.GOMAXPROCS(0)
	for core := range cores {
		working.Go(func() {
			for i := core; i < n; i += cores {
				double := report
				double.ID = fmt.Sprintf("double-%d", b.stored+i)
				double.URL, double.Published = "https://invented.example/"+double.ID, fmt.Sprintf("2029-%02d-%02d", 1+i%12, 1+i%28)
				leaves[i], errs[i] = l.Prepare(double, record)
			}
		})
	}
	working.Wait()
	if err := cmp.Or(errs...); err != nil {
		return err
	}
	_, err = l.Append(ctx, leaves)
	b.stored += n
	return err
}

// first measures the view that finds nothing kept of the case, and what it keeps.
func (b *ledgerBench) first() error {
	derived := strings.TrimPrefix(b.address, "sqlite:") + ".views"
	if err := os.RemoveAll(derived); err != nil {
		return err
	}
	progress("the first view of the case")
	took, busy, err := b.parley("talks", "--json", "--case", "bench")
	if err != nil {
		return err
	}
	b.table.add(b.part(), "the first view of the case, of which nothing is kept", float64(took.Microseconds())/1000, "ms", fmt.Sprintf("%.0f of processor time", 1000*busy.Seconds()))
	var size int64
	err = filepath.WalkDir(derived, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			size += info.Size()
		}
		return err
	})
	if err != nil {
		return err
	}
	b.table.add(b.part(), "kept for the views of the case, beside the ledger", float64(size)/1000/float64(max(b.read, 1)), "kB/report", fmt.Sprintf("of its %s reports; may be thrown away", figure(float64(b.read))))
	return nil
}

// sizes measures what a claim takes on disk.
func (b *ledgerBench) sizes() error {
	cmd := exec.Command(b.options.parley, "status", "--json", "--ledger", b.address)
	out, err := cmd.Output()
	if err != nil {
		return err
	}
	var s ledger.Status
	if err := json.Unmarshal(out, &s); err != nil {
		return err
	}
	b.table.add(b.part(), "on disk, all included", float64(s.Bytes)/float64(s.Claims), "bytes/claim", fmt.Sprintf("%s claims, %.0f MB", figure(float64(s.Claims)), float64(s.Bytes)/1e6))
	return nil
}
