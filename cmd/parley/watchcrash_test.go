package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/parley-desk/parley/ledger"
	"github.com/parley-desk/parley/ledger/postgrestest"
	"github.com/parley-desk/parley/work/natstest"
)

var (
	crashes   = flag.Int("crashes", 20, "how often parley watch is killed with each queue")
	crashSeed = flag.Uint64("seed", 1, "of the moments at which it is")
)

// press is a server of feeds that list more and more reports.
type press struct {
	*httptest.Server
	out atomic.Int64 // reports that are out by now
}

const pressFeeds = 6

func newPress(t *testing.T) *press {
	p := &press{}
	p.Server = httptest.NewServer(p)
	t.Cleanup(p.Close)
	return p
}

// ServeHTTP answers /feed/N with the reports N, N+feeds, … that are out, and /report/N.
func (p *press) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	kind, number, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	n, err := strconv.ParseInt(number, 10, 64)
	switch out := p.out.Load(); {
	case err == nil && kind == "feed":
		w.Header().Set("Content-Type", "application/rss+xml")
		_, _ = io.WriteString(w, `<rss version="2.0"><channel><title>Feed</title>`)
		for i := n; i < out; i += pressFeeds {
			_, _ = fmt.Fprintf(w, "<item><title>Report %d</title><link>%s/report/%d</link><pubDate>Fri, 02 May 2031 10:00:00 GMT</pubDate></item>", i, p.URL, i)
		}
		_, _ = io.WriteString(w, "</channel></rss>")
	case err == nil && kind == "report" && n < out:
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = fmt.Fprintf(w, `<html lang="en"><head><title>Report %d</title></head><body><article><h1>Report %d</h1><p>The mediator said on Friday that %d people were killed near Selby, and that the army of the valley denied it at once.</p><p>A spokesman of the council said that the talks in Lindholm would go on for another %d days, as the two sides had agreed.</p></article></body></html>`, n, n, n+2, n+3)
	default:
		http.NotFound(w, r)
	}
}

// follow names the feeds as sources.
func (p *press) follow(run program) {
	for i := range pressFeeds {
		run.run("source", "add", fmt.Sprintf("%s/feed/%d", p.URL, i), "--id", fmt.Sprintf("feed-%d", i))
	}
}

// watchArguments look at a press as fast as it answers.
func watchArguments(more ...string) []string {
	return append([]string{"watch", "--once", "--json", "--allow", "127.0.0.0/8", "--pace", "1ms", "--contact", "tests"}, more...)
}

// killedAfter starts the program, and kills it after a while, unless it has ended.
func (p program) killedAfter(after time.Duration, args ...string) {
	p.t.Helper()
	cmd := p.start(args...)
	time.Sleep(after)
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
}

func (p program) start(args ...string) *exec.Cmd {
	p.t.Helper()
	cmd := p.command(args...)
	if err := cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	return cmd
}

// holds holds the ledger to every report that is out, each once.
func (p *press) holds(t *testing.T, address string) {
	t.Helper()
	l, err := ledger.Open(t.Context(), address, ledgerOptions(ledger.Options{}))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	found := map[string]int{}
	for e, err := range l.Entries(t.Context(), ledger.Query{Every: true}) {
		if err != nil {
			t.Fatal(err)
		}
		found[e.Identity]++
	}
	for i := range p.out.Load() {
		if name := fmt.Sprintf("%s/report/%d", p.URL, i); found[name] != 1 {
			t.Errorf("report %d is in the ledger %d times", i, found[name])
		}
	}
	if int64(len(found)) != p.out.Load() {
		t.Errorf("%d reports, %d were out", len(found), p.out.Load())
	}
	if d, err := l.Depth(t.Context()); err != nil || d.Open+d.Dead != 0 {
		t.Errorf("%+v %v", d, err)
	}
	if v, err := l.Verify(t.Context(), nil); err != nil || !v.Clean {
		t.Errorf("%+v %v", v, err)
	}
}

// The program is killed at any moment, and with it, where it has one, the
// server of its queue. In the end, every report that came out is in the ledger once.
func TestWatchIsKilled(t *testing.T) {
	t.Parallel()
	for name, make := range map[string]func(*testing.T) (program, *natstest.Server){
		"database in SQLite": func(t *testing.T) (program, *natstest.Server) {
			return program{t: t, ledger: "sqlite:" + filepath.Join(t.TempDir(), "ledger.db")}, nil
		},
		"stream over PostgreSQL": func(t *testing.T) (program, *natstest.Server) {
			return program{t: t, ledger: postgrestest.Database(t)}, natstest.Start(t)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			run, server := make(t)
			chance := rand.New(rand.NewPCG(*crashSeed, uint64(len(name))))
			paper := newPress(t)
			paper.follow(run)
			args := watchArguments()
			if server != nil {
				args = append(args, "--work", server.URL())
			}
			for n := range *crashes {
				paper.out.Add(1 + chance.Int64N(5))
				if server != nil && n%3 == 0 {
					server.Kill()
					server.Start(t)
				}
				run.killedAfter(time.Duration(chance.Int64N(int64(1500*time.Millisecond))), args...)
			}
			run.run(args...)
			paper.holds(t, run.ledger)
		})
	}
}

// Three servers of the queue, three workers: one of each is killed in the middle
// of the work, and everything is read once all the same.
func TestOneOfThreeIsKilled(t *testing.T) {
	t.Parallel()
	nodes := natstest.Cluster(t, 3)
	run := program{t: t, ledger: postgrestest.Database(t)}
	paper := newPress(t)
	paper.follow(run)
	paper.out.Store(90)
	queue := natstest.URLs(nodes)
	var workers []*exec.Cmd
	for range 3 {
		w := run.start("work", "--jobs", "1", "--work", queue)
		t.Cleanup(func() { _ = w.Process.Kill(); _ = w.Wait() })
		workers = append(workers, w)
	}
	watch := run.start(watchArguments("--jobs", "1", "--work", queue)...)
	run.until(t, func(reports int) bool { return reports >= 10 })
	nodes[1].Kill()
	_ = workers[1].Process.Kill()
	if err := watch.Wait(); err != nil {
		t.Errorf("parley watch: %v", err)
	}
	paper.holds(t, run.ledger)
}

// until waits until so many reports are kept.
func (p program) until(t *testing.T, enough func(int) bool) {
	t.Helper()
	l, err := ledger.Open(t.Context(), p.ledger, ledgerOptions(ledger.Options{}))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	ctx, stop := context.WithTimeout(t.Context(), 2*time.Minute)
	defer stop()
	for {
		s, err := l.Status(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if enough(int(s.Reports)) {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// Whoever ends the program in an orderly way loses nothing either, and hears what was done.
func TestWatchStopsCleanly(t *testing.T) {
	t.Parallel()
	run := program{t: t, ledger: "sqlite:" + filepath.Join(t.TempDir(), "ledger.db")}
	paper := newPress(t)
	paper.out.Store(5)
	paper.follow(run)
	cmd := run.command("watch", "--metrics", "127.0.0.1:0", "--allow", "127.0.0.0/8", "--pace", "1ms", "--contact", "tests")
	var said strings.Builder
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	run.until(t, func(reports int) bool { return reports == 5 })
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("%v\n%s", err, said.String())
	}
	if !strings.Contains(said.String(), "stopped; 5 documents read") {
		t.Errorf("it says %q", said.String())
	}
	paper.holds(t, run.ledger)
	var s struct {
		Sources []struct{ State struct{ Taken, Failures int } }
	}
	if err := json.Unmarshal(run.run("status", "--json"), &s); err != nil || len(s.Sources) != pressFeeds {
		t.Errorf("%+v %v", s, err)
	}
}
