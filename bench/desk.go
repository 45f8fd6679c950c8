package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

const (
	deskReaders = 20 // who read at once
	deskLooks   = 8  // at each page by each reader
)

// deskBench is a desk over a ledger of scale reports, with its readers.
type deskBench struct {
	*ledgerBench
	base  string // address of the desk
	pages []string
}

// deskSpeed measures how long pages take under parallel readers while reports of
// their case come in, and how large they are.
func deskSpeed(o options, t *table) error {
	return withLedgerBench(o, t, func(b *ledgerBench) error {
		if err := b.of(o.scale); err != nil {
			return err
		}
		d := &deskBench{ledgerBench: b}
		stop, err := d.serve()
		if err != nil {
			return err
		}
		return errors.Join(d.measure(), stop())
	})
}

// serve starts the desk and waits for the line that says where it is.
func (d *deskBench) serve() (stop func() error, err error) {
	cmd := exec.Command(d.options.parley, "serve", "--addr", "127.0.0.1:0")
	cmd.Env, cmd.Stderr = append(os.Environ(), "PARLEY_LEDGER="+d.address), os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(out)
	for d.base == "" && lines.Scan() {
		d.base = regexp.MustCompile(`http://\S+`).FindString(lines.Text())
	}
	if d.base == "" {
		return nil, errors.Join(fmt.Errorf("parley serve says no address"), cmd.Wait())
	}
	return func() error {
		if err := cmd.Process.Signal(os.Interrupt); err != nil {
			return err
		}
		_, _ = io.Copy(io.Discard, out)
		return cmd.Wait()
	}, nil
}

var menuLinks = regexp.MustCompile(`<li><a href="(/c/bench/[^"]*)"`)

// measure reads every page of the menu, alone and then all at once.
func (d *deskBench) measure() error {
	part := fmt.Sprintf("desk: %s reports in the ledger, %s in the case", figure(float64(d.stored)), figure(float64(d.read)))
	begun := time.Now()
	took, _, err := d.look("/c/bench/")
	if err != nil {
		return err
	}
	d.table.add(part, "first answer after the start", float64(took.Microseconds())/1000, "ms", "the page, or one that says what is being prepared")
	_, body, err := d.get("/c/bench/")
	if err != nil {
		return err
	}
	d.table.add(part, "first page after the start", float64(time.Since(begun).Microseconds())/1000, "ms", "the case is opened")
	for _, m := range menuLinks.FindAllStringSubmatch(body, -1) {
		d.pages = append(d.pages, m[1])
	}
	d.pages = slices.Compact(d.pages)
	if len(d.pages) < 5 {
		return fmt.Errorf("the menu has %d pages", len(d.pages))
	}
	largest, which := 0, ""
	for _, p := range d.pages {
		progress("page %s", p)
		_, body, err := d.get(p)
		if err != nil {
			return err
		}
		if len(body) > largest {
			largest, which = len(body), p
		}
	}
	d.table.add(part, "largest page", float64(largest)/1000, "kB", which)
	return d.crowd(part)
}

// get reads a page, and waits for it as a browser does that is told to look again.
func (d *deskBench) get(path string) (time.Duration, string, error) {
	begun := time.Now()
	_, body, err := d.look(path)
	for err == nil && body == "" {
		_, body, err = d.look(path)
	}
	return time.Since(begun), body, err
}

// look asks for a page; body is empty where it is not ready.
func (d *deskBench) look(path string) (took time.Duration, body string, err error) {
	begun := time.Now()
	answer, err := http.Get(d.base + path)
	if err != nil {
		return 0, "", err
	}
	defer func() { _ = answer.Body.Close() }()
	all, err := io.ReadAll(answer.Body)
	switch {
	case err != nil:
		return 0, "", err
	case answer.StatusCode == http.StatusServiceUnavailable && answer.Header.Get("Refresh") != "":
		return time.Since(begun), "", nil
	case answer.StatusCode != http.StatusOK:
		return 0, "", fmt.Errorf("%s: %s", path, answer.Status)
	}
	return time.Since(begun), string(all), nil
}

// waited is how long one reader waited for one page.
type waited struct {
	page string
	took time.Duration
}

// crowd lets the readers read all pages, each in an order of its own, while reports come in.
func (d *deskBench) crowd(part string) error {
	progress("%d readers of %d pages, while reports come in", deskReaders, len(d.pages))
	ctx, end := context.WithCancel(context.Background())
	var ingested int
	var ingesting, reading sync.WaitGroup
	var ingestErr error
	ingesting.Go(func() { ingested, ingestErr = d.keepIngesting(ctx) })
	looks, errs := make([][]waited, deskReaders), make([]error, deskReaders)
	begun := time.Now()
	for n := range deskReaders {
		reading.Go(func() { looks[n], errs[n] = d.reader(n) })
	}
	reading.Wait()
	took := time.Since(begun)
	end()
	ingesting.Wait()
	if err := errors.Join(append(errs, ingestErr)...); err != nil {
		return err
	}
	d.tell(part, slices.Concat(looks...), took, ingested)
	return nil
}

func (d *deskBench) reader(n int) ([]waited, error) {
	var all []waited
	for i := range deskLooks * len(d.pages) {
		page := d.pages[(i+n*7)%len(d.pages)]
		took, _, err := d.get(page)
		if err != nil {
			return nil, err
		}
		all = append(all, waited{page, took})
	}
	return all, nil
}

// ingestedAtOnce is how many reports one ingest brings.
const ingestedAtOnce = 50

// keepIngesting brings reports of the case until the context ends.
func (d *deskBench) keepIngesting(ctx context.Context) (n int, err error) {
	for ctx.Err() == nil {
		file, err := d.write(ingestedAtOnce)
		if err != nil {
			return n, err
		}
		cmd := exec.CommandContext(ctx, d.options.parley, "ingest", "--ledger", d.address, "--jsonl", file)
		cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
		if out, err := cmd.CombinedOutput(); err != nil && ctx.Err() == nil {
			return n, fmt.Errorf("%w: %s", err, out)
		}
		n += ingestedAtOnce
	}
	return n, nil
}

// tell puts the figures of the crowd into the table: of all pages, and of the slowest.
func (d *deskBench) tell(part string, looks []waited, took time.Duration, ingested int) {
	d.table.add(part, "pages a second", float64(len(looks))/took.Seconds(), "pages/s", fmt.Sprintf("%d readers at once, about %d reports of the case ingested meanwhile", deskReaders, ingested))
	d.quantiles(part, "all pages", looks)
	by := map[string][]waited{}
	for _, l := range looks {
		by[l.page] = append(by[l.page], l)
	}
	var pages []string
	for p := range by {
		pages = append(pages, p)
	}
	slices.SortFunc(pages, func(a, b string) int { return cmp.Compare(quantile(by[b], .95), quantile(by[a], .95)) })
	for _, p := range pages {
		d.quantiles(part, strings.TrimPrefix(p, "/c/bench/")+" ", by[p])
	}
}

func (d *deskBench) quantiles(part, what string, looks []waited) {
	d.table.add(part, strings.TrimSpace(cmp.Or(strings.TrimSpace(what), "overview"))+", median", float64(quantile(looks, .5).Microseconds())/1000, "ms", fmt.Sprintf("p95 %.0f, worst %.0f", float64(quantile(looks, .95).Microseconds())/1000, float64(quantile(looks, 1).Microseconds())/1000))
}

// quantile is the time within which a part of the looks was answered.
func quantile(looks []waited, part float64) time.Duration {
	times := make([]time.Duration, len(looks))
	for i, l := range looks {
		times[i] = l.took
	}
	slices.Sort(times)
	return times[min(len(times)-1, int(part*float64(len(times))))]
}
