package wire

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/parley-desk/parley/claim"
)

// quick is a clock that runs factor times as fast as the wall's.
type quick struct {
	start  time.Time
	factor time.Duration
}

func newQuick(factor time.Duration) quick { return quick{time.Now(), factor} }

func (q quick) Now() time.Time { return q.start.Add(time.Since(q.start) * q.factor) }

func (q quick) Sleep(ctx context.Context, d time.Duration) error {
	return wall{}.Sleep(ctx, d/q.factor)
}

// outlet is a site with a feed to which items can be added.
type outlet struct {
	w    *world
	name string
	mu   sync.Mutex
	n    int
	gone map[int]bool
}

// outlet makes a host with a feed of n items.
func (w *world) outlet(name string, n int) *outlet {
	o := &outlet{w: w, name: name, n: n, gone: map[int]bool{}}
	w.host(name, o.serve)
	return o
}

func (o *outlet) source() claim.Source {
	return claim.Source{ID: o.name, Address: o.w.url(o.name, "/feed.xml")}
}

func (o *outlet) item(i int) string { return o.w.url(o.name, fmt.Sprintf("/2026/03/01/report-%d", i)) }

func (o *outlet) add(n int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.n += n
}

func (o *outlet) serve(rw http.ResponseWriter, r *http.Request) {
	o.mu.Lock()
	defer o.mu.Unlock()
	switch r.URL.Path {
	case "/robots.txt":
		http.NotFound(rw, r)
	case "/feed.xml":
		tag := fmt.Sprintf(`"%d"`, o.n)
		if r.Header.Get("If-None-Match") == tag {
			rw.WriteHeader(http.StatusNotModified)
			return
		}
		rw.Header().Set("ETag", tag)
		serve(rw, "application/rss+xml", "", []byte(o.rss()))
	default:
		var i int
		_, err := fmt.Sscanf(r.URL.Path, "/2026/03/01/report-%d", &i)
		if err != nil || i >= o.n || o.gone[i] {
			http.NotFound(rw, r)
			return
		}
		serve(rw, "text/html; charset=utf-8", "", []byte(fmt.Sprintf("<html><title>Report %d of %s</title><p>The talks went on.</p>", i, o.name)))
	}
}

func (o *outlet) rss() string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><rss version="2.0"><channel><title>Invented Gazette</title>`)
	for i := range o.n {
		fmt.Fprintf(&b, "<item><title>Report %d</title><link>/2026/03/01/report-%d</link><pubDate>Sun, 01 Mar 2026 06:%02d:00 GMT</pubDate></item>", i, i, i%60)
	}
	b.WriteString("</channel></rss>")
	return b.String()
}

// following runs Follow until stop.
type following struct {
	t    *testing.T
	stop context.CancelFunc
	done chan error
	kept atomic.Int64
}

func follow(t *testing.T, w *Wire, s Shelf, sources ...claim.Source) *following {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	f := &following{t: t, stop: stop, done: make(chan error, 1)}
	go func() {
		f.done <- w.Follow(ctx, func(context.Context) ([]claim.Source, error) { return sources, nil }, s, func() { f.kept.Add(1) })
	}()
	t.Cleanup(f.end)
	return f
}

// end stops and waits for Follow to return.
func (f *following) end() {
	f.stop()
	select {
	case err, open := <-f.done:
		if open && err != nil {
			f.t.Errorf("Follow ended with %v", err)
		}
		if open {
			close(f.done)
		}
	case <-time.After(time.Minute):
		f.t.Fatal("Follow does not end")
	}
}

// until waits for a condition that some Keep brings about.
func until(t *testing.T, s *shelf, what string, condition func() bool) {
	t.Helper()
	deadline := time.After(2 * time.Minute)
	for !condition() {
		select {
		case <-s.changed:
		case <-deadline:
			t.Fatalf("waited in vain: %s", what)
		}
	}
}

// wire makes a Wire whose time runs quickly.
func (w *world) wire(change ...func(*Options)) *Wire {
	o := w.options()
	o.Clock = newQuick(600)
	for _, c := range change {
		c(&o)
	}
	out := New(o)
	w.t.Cleanup(out.Close)
	return out
}

func TestFollowKeepsEachReportOnce(t *testing.T) {
	t.Parallel()
	w, s := newWorld(t), newShelf()
	o := w.outlet("gazette.test", 30)
	f := follow(t, w.wire(), s, o.source())
	until(t, s, "the first thirty", func() bool { return s.addresses() == 30 && s.state("gazette.test").Items == 30 })
	o.add(5)
	until(t, s, "five more", func() bool { return s.addresses() == 35 })
	until(t, s, "the end of the look", func() bool { return s.state("gazette.test").Items == 35 })
	f.end()
	for i := range 35 {
		if n := w.times(fmt.Sprintf("gazette.test/2026/03/01/report-%d", i)); n != 1 || s.versions(o.item(i)) != 1 {
			t.Errorf("report %d was fetched %d times and is kept in %d versions", i, n, s.versions(o.item(i)))
		}
	}
	state := s.state("gazette.test")
	if state.ETag != `"35"` || state.Code != "" || state.Taken != 35 || state.Changed == "" || state.Next <= state.Looked || f.kept.Load() == 0 {
		t.Errorf("state %+v, kept %d times", state, f.kept.Load())
	}
}

func TestFollowNotesWhatIsGone(t *testing.T) {
	t.Parallel()
	w, s := newWorld(t), newShelf()
	o := w.outlet("gazette.test", 2)
	f := follow(t, w.wire(), s, o.source())
	until(t, s, "both", func() bool { return s.addresses() == 2 && s.state("gazette.test").ETag != "" })
	o.mu.Lock()
	o.gone[1] = true
	o.mu.Unlock()
	s.mu.Lock()
	s.due["gazette.test"] = []claim.Item{{URL: o.item(1)}} // young enough for another look
	s.mu.Unlock()
	until(t, s, "the removal", func() bool { return s.versions(o.item(1)) == 2 })
	f.end()
	gone := 0
	for _, d := range s.docs[o.item(1)] {
		if d.Status == http.StatusNotFound {
			gone++
		}
	}
	if gone != 1 {
		t.Errorf("the removal is kept %d times", gone)
	}
}

func TestFollowTriesAgainWhatFailedAndNamesIt(t *testing.T) {
	t.Parallel()
	w, s := newWorld(t), newShelf()
	var failing atomic.Bool
	failing.Store(true)
	o := w.outlet("gazette.test", 3)
	w.host("gazette.test", func(rw http.ResponseWriter, r *http.Request) {
		if failing.Load() && strings.HasSuffix(r.URL.Path, "report-1") {
			rw.WriteHeader(http.StatusInternalServerError)
			return
		}
		o.serve(rw, r)
	})
	follow(t, w.wire(), s, o.source())
	until(t, s, "the look", func() bool {
		return s.state("gazette.test").Looked != "" && s.addresses() == 2 && s.state("gazette.test").Code != ""
	})
	if state := s.state("gazette.test"); state.Code != string(ServerError) || state.ETag != "" || !strings.Contains(state.Message, "1 of 3 reports") || state.Failures != 0 {
		t.Errorf("state %+v", state)
	}
	failing.Store(false)
	until(t, s, "the third", func() bool { return s.addresses() == 3 && s.state("gazette.test").Code == "" })
}

// A shelf that fails loses nothing: what it did not acknowledge comes again.
func TestFollowLosesNothingWhenTheShelfFails(t *testing.T) {
	t.Parallel()
	w, s := newWorld(t), newShelf()
	s.broken = errors.New("no space left")
	o := w.outlet("gazette.test", 3)
	follow(t, w.wire(), s, o.source())
	for w.times("gazette.test/feed.xml") < 2 { // it tried, failed, and tries again
		time.Sleep(5 * time.Millisecond)
	}
	s.mu.Lock()
	s.broken = nil
	s.mu.Unlock()
	until(t, s, "all three", func() bool { return s.addresses() == 3 })
}

// Follow that is stopped in the midst of a look keeps what it has, and the next
// one brings the rest.
func TestFollowGoesOnWhereItWasStopped(t *testing.T) {
	t.Parallel()
	w, s := newWorld(t), newShelf()
	o := w.outlet("gazette.test", 40)
	sources := []claim.Source{o.source()}
	for range 6 {
		f := follow(t, w.wire(func(o *Options) { o.Rhythm.Batch = 3 }), s, sources...)
		before := s.addresses()
		until(t, s, "some more", func() bool { return s.addresses() > before || before == 40 })
		f.end()
	}
	follow(t, w.wire(), s, sources...)
	until(t, s, "all", func() bool { return s.addresses() == 40 && s.state("gazette.test").Items == 40 })
	for i := range 40 {
		if s.versions(o.item(i)) != 1 {
			t.Errorf("report %d is kept in %d versions", i, s.versions(o.item(i)))
		}
	}
}

func TestFollowTakesUpAndDropsSources(t *testing.T) {
	t.Parallel()
	w, s := newWorld(t), newShelf()
	a, b := w.outlet("a.test", 1), w.outlet("b.test", 1)
	var mu sync.Mutex
	sources := []claim.Source{a.source()}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() {
		done <- w.wire().Follow(ctx, func(context.Context) ([]claim.Source, error) {
			mu.Lock()
			defer mu.Unlock()
			return sources, nil
		}, s, nil)
	}()
	until(t, s, "a", func() bool { return s.versions(a.item(0)) == 1 })
	mu.Lock()
	paused := a.source()
	paused.Paused = true
	sources = []claim.Source{paused, b.source()}
	mu.Unlock()
	until(t, s, "b", func() bool { return s.versions(b.item(0)) == 1 })
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestFollowSaysWhenThereAreNoSources(t *testing.T) {
	t.Parallel()
	broken := errors.New("no ledger")
	err := New(Options{}).Follow(t.Context(), func(context.Context) ([]claim.Source, error) { return nil, broken }, newShelf(), nil)
	if !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
}

func TestFollowWatchesAFolder(t *testing.T) {
	t.Parallel()
	w, s := newWorld(t), newShelf()
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		whole := filepath.Join(dir, name)
		if err := os.WriteFile(whole+".tmp", []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(whole+".tmp", whole); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "week"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/etc/hostname", filepath.Join(dir, "link.txt")); err != nil {
		t.Fatal(err)
	}
	write("one.txt", "A first report.")
	write("week/two.html", page)
	write("week/half.txt.part", "not yet")
	write("picture.jpg", "\xff\xd8\xff")
	follow(t, w.wire(), s, claim.Source{ID: "folder", Address: dir})
	one := fileAddress(filepath.Join(dir, "one.txt"))
	until(t, s, "two files", func() bool { return s.addresses() == 2 && s.versions(one) == 1 })
	write("one.txt", "A first report, corrected.")
	write("three.txt", "A third.")
	until(t, s, "the correction and the third", func() bool { return s.addresses() == 3 && s.versions(one) == 2 })
}

func TestFollowKeepsRevisionsOfAPage(t *testing.T) {
	t.Parallel()
	w, s := newWorld(t), newShelf()
	var n atomic.Int32
	w.host("live.test", func(rw http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(rw, r)
			return
		}
		serve(rw, "text/html", "", []byte(fmt.Sprintf("<p>Update %d of the talks.", min(n.Add(1)/3, 2))))
	})
	address := w.url("live.test", "/live")
	f := follow(t, w.wire(), s, claim.Source{ID: "live", Address: address})
	until(t, s, "three versions", func() bool { return s.versions(address) == 3 })
	f.end()
	if f.kept.Load() != 3 {
		t.Errorf("kept %d times", f.kept.Load())
	}
}

// A page that is due for another look is asked for by the version that is known:
// where that still stands, it is a look, no version and no news.
func TestFollowAsksWhetherAPageChanged(t *testing.T) {
	t.Parallel()
	w, s := newWorld(t), newShelf()
	o := w.outlet("slow.test", 1)
	version, whole := atomic.Int32{}, atomic.Int32{}
	w.host("slow.test", func(rw http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/2026/03/01/report-0" {
			o.serve(rw, r)
			return
		}
		tag, since := fmt.Sprintf(`"v%d"`, version.Load()), fmt.Sprintf("Sun, 01 Mar 2026 06:00:%02d GMT", version.Load())
		if r.Header.Get("If-None-Match") == tag && r.Header.Get("If-Modified-Since") == since {
			rw.WriteHeader(http.StatusNotModified) // without the type and the day, as servers may
			return
		}
		whole.Add(1)
		rw.Header().Set("ETag", tag)
		rw.Header().Set("Last-Modified", since)
		serve(rw, "text/html", "", []byte("<p>The talks went on: "+tag))
	})
	due := func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.due["slow.test"] = []claim.Item{{URL: o.item(0)}}
	}
	looks := func() int {
		s.mu.Lock()
		defer s.mu.Unlock()
		return s.looks[o.item(0)]
	}
	f := follow(t, w.wire(), s, o.source())
	until(t, s, "the page", func() bool { return s.versions(o.item(0)) == 1 })
	due()
	until(t, s, "a look", func() bool { return looks() == 1 })
	if state := s.state("slow.test"); whole.Load() != 1 || f.kept.Load() != 1 || state.Taken != 1 {
		t.Errorf("sent %d times, told of %d times, %+v", whole.Load(), f.kept.Load(), state)
	}
	version.Store(1)
	due()
	until(t, s, "a version", func() bool { return s.versions(o.item(0)) == 2 })
	due()
	until(t, s, "another look", func() bool { return looks() == 2 })
	f.end()
	if whole.Load() != 2 || f.kept.Load() != 2 {
		t.Errorf("sent %d times, told of %d times", whole.Load(), f.kept.Load())
	}
}

// A list that lies on the network leads to no file of this machine.
func TestNoListLeadsToFiles(t *testing.T) {
	t.Parallel()
	w, s := newWorld(t), newShelf()
	w.host("evil.test", func(rw http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(rw, r)
			return
		}
		_, _ = io.WriteString(rw, `<rss version="2.0"><channel><item><title>x</title><link>file:///etc/passwd</link></item></channel></rss>`)
	})
	found, err := w.wire().Look(t.Context(), claim.Source{ID: "evil", Address: w.url("evil.test", "/")}, claim.SourceState{})
	if err != nil || len(found.Items) != 0 {
		t.Errorf("%+v, %v", found.Items, err)
	}
	got := w.wire().take(t.Context(), claim.Source{ID: "evil", Address: w.url("evil.test", "/")}, "", claim.Item{URL: "file:///etc/passwd"}, nil)
	if got.doc != nil || got.err.Code != BadAddress {
		t.Errorf("%+v", got)
	}
	if s.addresses() != 0 {
		t.Error("something was kept")
	}
}

// Large documents are in hand one after the other where only one may be, and all are kept.
func TestFollowTakesLargeDocumentsInTurn(t *testing.T) {
	t.Parallel()
	w, s := newWorld(t), newShelf()
	body := []byte("<p>" + strings.Repeat("A table of figures. ", 30_000))
	var sources []claim.Source
	for i := range 8 {
		o := w.outlet(fmt.Sprintf("large%d.test", i), 3)
		w.host(o.name, func(rw http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/feed.xml" || r.URL.Path == "/robots.txt" {
				o.serve(rw, r)
				return
			}
			serve(rw, "text/html", "", body)
		})
		sources = append(sources, o.source())
	}
	wire := w.wire(func(o *Options) { o.Limits.Large = 1 })
	f := follow(t, wire, s, sources...)
	until(t, s, "all", func() bool { return s.addresses() == 24 })
	f.end()
	if len(wire.large) != 0 {
		t.Error("a right to have a large document in hand was not given back")
	}
}
