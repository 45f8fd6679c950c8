package main

import (
	"context"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/parley-desk/parley/bench/invented"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
)

// What is followed: some feeds full of new pages, and many in which nothing changes.
const (
	busyFeeds = 10
	idleFeeds = 500
	idleFor   = 40 * time.Second
	idleEvery = 15 * time.Minute // how often one of them is looked at
)

// site serves feeds and pages of invented reports.
type site struct {
	*http.Server
	address string
	reports []invented.Report
}

func newSite(o options) (*site, error) {
	all, err := reports(o.seed, 6*o.reports, o.wordsEach)
	if err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &site{address: "http://" + listener.Addr().String(), reports: all}
	s.Server = &http.Server{Handler: s, ReadHeaderTimeout: time.Minute}
	go func() { _ = s.Serve(listener) }() // Close ends it
	return s, nil
}

// ServeHTTP answers /feed/N with its share of the reports, /quiet/N with a feed that never changes, /report/N with a page.
func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	kind, number, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	n, err := strconv.Atoi(number)
	switch {
	case err != nil:
		http.NotFound(w, r)
	case kind == "feed":
		s.feed(w, n, len(s.reports))
	case kind == "quiet":
		w.Header().Set("ETag", `"quiet"`)
		if r.Header.Get("If-None-Match") != "" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		s.feed(w, n, 0)
	case n < len(s.reports):
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, page(n, s.reports[n].Text))
	}
}

func (s *site) feed(w http.ResponseWriter, first, until int) {
	w.Header().Set("Content-Type", "application/rss+xml")
	_, _ = io.WriteString(w, `<rss version="2.0"><channel><title>Feed</title>`)
	for i := first; i < until; i += busyFeeds {
		_, _ = fmt.Fprintf(w, "<item><title>Report %d</title><link>%s/report/%d</link></item>", i, s.address, i)
	}
	_, _ = io.WriteString(w, "</channel></rss>")
}

// page is a report as a site shows it, with a menu and a foot.
func page(n int, text string) string {
	var b strings.Builder
	_, _ = fmt.Fprintf(&b, `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Report %d</title><meta property="og:site_name" content="Example Wire"><meta property="article:published_time" content="2031-05-02"></head><body><nav>%s</nav><article><h1>Report %d</h1>`,
		n, strings.Repeat(`<a href="/">Home and abroad</a> `, 20), n)
	for p := range strings.SplitSeq(text, "\n") {
		if p != "" {
			_, _ = b.WriteString("<p>" + html.EscapeString(p) + "</p>\n")
		}
	}
	_, _ = b.WriteString("</article><footer>" + strings.Repeat("<p>About us.</p>", 20) + "</footer></body></html>")
	return b.String()
}

// watchSpeed measures how fast pages become accounted claims, fetching, keeping
// and reading included, and what following costs while nothing happens.
func watchSpeed(o options, t *table) error {
	dir, err := os.MkdirTemp("", "parley-bench")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	s, err := newSite(o)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	if err := s.busy(o, t, dir); err != nil {
		return err
	}
	return s.idle(o, t, dir)
}

// following are the arguments of parley watch on this machine.
func following(more ...string) []string {
	return append([]string{"watch", "--json", "--allow", "127.0.0.0/8", "--pace", "1ns", "--contact", "bench"}, more...)
}

func (s *site) busy(o options, t *table, dir string) error {
	progress("following %d pages", len(s.reports))
	b := &ledgerBench{options: o, dir: dir, address: "sqlite:" + filepath.Join(dir, "busy.db")}
	for i := range busyFeeds {
		if _, _, err := b.parley("source", "add", fmt.Sprintf("%s/feed/%d", s.address, i), "--id", fmt.Sprintf("feed-%d", i)); err != nil {
			return err
		}
	}
	took, worked, err := b.parley(following("--once")...)
	if err != nil {
		return err
	}
	out, err := exec.Command(o.parley, "status", "--json", "--ledger", b.address).Output()
	if err != nil {
		return err
	}
	var status ledger.Status
	if err := json.Unmarshal(out, &status); err != nil {
		return err
	}
	if int(status.Reports) != len(s.reports) {
		return fmt.Errorf("%d of %d pages are in the ledger", status.Reports, len(s.reports))
	}
	const part = "watch, SQLite"
	t.add(part, "fetched pages to accounted claims", perSecond(len(s.reports), took), "pages/s", fmt.Sprintf("%d pages, %d claims, %d cores, start-up and the server of the pages included", len(s.reports), status.Claims, runtime.NumCPU()))
	t.add(part, "  processor time of a page", 1000*worked.Seconds()/float64(len(s.reports)), "ms", "all cores together")
	return nil
}

// idle follows sources in which nothing changes, each looked at every quarter of an hour.
func (s *site) idle(o options, t *table, dir string) error {
	progress("following %d sources in which nothing happens, for %s", idleFeeds, idleFor)
	address := "sqlite:" + filepath.Join(dir, "idle.db")
	if err := s.settled(address); err != nil {
		return err
	}
	cmd := exec.Command(o.parley, following("--ledger", address)...)
	if err := cmd.Start(); err != nil {
		return err
	}
	defer func() { _ = cmd.Process.Kill(); _ = cmd.Wait() }()
	time.Sleep(idleFor / 4) // the start is no idling
	before, err := processorTimeOf(cmd.Process.Pid)
	if err != nil {
		return err
	}
	time.Sleep(idleFor)
	after, err := processorTimeOf(cmd.Process.Pid)
	if err != nil {
		return err
	}
	t.add("watch, SQLite", fmt.Sprintf("idle with %d sources", idleFeeds), 100*(after-before).Seconds()/idleFor.Seconds(), "% of a core", fmt.Sprintf("over %s; each looked at every %s, unchanged", idleFor, idleEvery))
	return nil
}

// settled makes a ledger in which the sources were looked at before, and are due one after the other.
func (s *site) settled(address string) error {
	ctx := context.Background()
	l, err := ledger.Open(ctx, address, ledger.Options{Create: true})
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	chance := rand.New(rand.NewPCG(1, 2))
	for i := range idleFeeds {
		source := claim.Source{ID: fmt.Sprintf("quiet-%d", i), Kind: claim.SourceFeed, Address: fmt.Sprintf("%s/quiet/%d", s.address, i), Every: int(idleEvery.Minutes())}
		now := time.Now().UTC()
		state := claim.SourceState{Source: source.ID, Looked: now.Format(time.RFC3339), Next: now.Add(time.Duration(chance.Int64N(int64(idleEvery)))).Format(time.RFC3339), ETag: `"quiet"`}
		if err := l.SetSource(ctx, source); err != nil {
			return err
		}
		if err := l.Keep(ctx, state, nil); err != nil {
			return err
		}
	}
	return nil
}

// clockTicks is the unit of /proc/PID/stat: USER_HZ, 100 on every Linux.
const clockTicks = 100

// processorTimeOf is what a process has taken so far of all cores.
func processorTimeOf(pid int) (time.Duration, error) {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, fmt.Errorf("this is measured on Linux only: %w", err)
	}
	_, after, _ := strings.Cut(string(data), ") ")
	fields := strings.Fields(after) // from the third on
	if len(fields) < 13 {
		return 0, fmt.Errorf("/proc/%d/stat is of another form", pid)
	}
	user, err := strconv.Atoi(fields[11])
	if err != nil {
		return 0, err
	}
	system, err := strconv.Atoi(fields[12])
	return time.Duration(user+system) * time.Second / clockTicks, err
}
