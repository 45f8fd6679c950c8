package wire

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/parley-desk/parley/claim"
)

// crowdSize is how many sources the crowd has; PARLEY_SOURCES=2000 for the soak.
func crowdSize(t *testing.T) int {
	t.Helper()
	said := os.Getenv("PARLEY_SOURCES")
	if said == "" {
		return 200
	}
	n, err := strconv.Atoi(said)
	if err != nil || n < 40 {
		t.Fatalf("PARLEY_SOURCES is %q: give a number from 40 on", said)
	}
	return n
}

// bad is a way in which a source is hostile or broken, and the code that names it.
type bad struct {
	code   Code
	source func(w *world, name string) claim.Source
}

// served makes a hostile source of a handler for everything but robots.txt.
func served(code Code, kind claim.SourceKind, handler http.HandlerFunc) bad {
	return bad{code, func(w *world, name string) claim.Source {
		w.host(name, func(rw http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				http.NotFound(rw, r)
				return
			}
			handler(rw, r)
		})
		return claim.Source{ID: name, Kind: kind, Address: w.url(name, "/feed")}
	}}
}

// text serves a body of a media type.
func text(media, body string) http.HandlerFunc {
	return func(rw http.ResponseWriter, _ *http.Request) { serve(rw, media, "", []byte(body)) }
}

// at makes a source of an address that nobody serves.
func at(code Code, address func(name string) string) bad {
	return bad{code, func(_ *world, name string) claim.Source { return claim.Source{ID: name, Address: address(name)} }}
}

// villains are all ways.
func villains(t *testing.T) []bad {
	t.Helper()
	gz, br := bombs()
	secure := httptest.NewUnstartedServer(text("text/html", page))
	secure.Config.ErrorLog = log.New(io.Discard, "", 0)
	secure.StartTLS()
	t.Cleanup(secure.Close)
	return []bad{
		served(Slow, "", drip1),
		served(Timeout, "", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }),
		served(TooLarge, "", endless),
		served(Bomb, "", func(rw http.ResponseWriter, _ *http.Request) { serve(rw, "text/xml", "gzip", gz) }),
		served(Bomb, "", func(rw http.ResponseWriter, _ *http.Request) { serve(rw, "text/xml", "br", br) }),
		served(RedirectLoop, "", func(rw http.ResponseWriter, r *http.Request) { http.Redirect(rw, r, r.URL.Path, http.StatusFound) }),
		served(Private, "", func(rw http.ResponseWriter, r *http.Request) {
			http.Redirect(rw, r, "http://10.0.0.1/", http.StatusFound)
		}),
		served(Private, "", func(rw http.ResponseWriter, r *http.Request) {
			http.Redirect(rw, r, "http://169.254.169.254/latest/meta-data/", http.StatusFound)
		}),
		served(BadFeed, claim.SourceFeed, text("application/rss+xml", "<rss><channel><item><title>Broken")),
		served(BadFeed, claim.SourceFeed, text("application/rss+xml", `<rss version="2.0"><channel>`+strings.Repeat("<x:a>", 50_000))),
		served(BadSitemap, claim.SourceSitemap, text("text/xml", "<html></html>")),
		served(BadList, claim.SourceList, text("text/plain", "no address here")),
		served(NoLinks, claim.SourceIndex, text("text/html", page)),
		served(UnknownKind, "", text("application/json", `{"nothing": true}`)),
		served(WrongType, "", text("video/mp4", "....ftypmp42")),
		served(Busy, "", func(rw http.ResponseWriter, _ *http.Request) {
			rw.Header().Set("Retry-After", "120")
			rw.WriteHeader(http.StatusTooManyRequests)
		}),
		served(ServerError, "", func(rw http.ResponseWriter, _ *http.Request) { rw.WriteHeader(http.StatusInternalServerError) }),
		served(Denied, "", func(rw http.ResponseWriter, _ *http.Request) { rw.WriteHeader(http.StatusForbidden) }),
		served(Gone, "", http.NotFound),
		served(HugeHeader, "", func(rw http.ResponseWriter, _ *http.Request) {
			for range 400 {
				rw.Header().Add("X-Filler", strings.Repeat("y", 200))
			}
			serve(rw, "text/html", "", []byte(page))
		}),
		{Robots, func(w *world, name string) claim.Source {
			w.host(name, text("text/plain", "User-agent: *\nDisallow: /\n"))
			return claim.Source{ID: name, Address: w.url(name, "/feed")}
		}},
		{Private, rebinding},
		at(BadTLS, func(string) string { return secure.URL }),
		at(NoHost, func(name string) string { return "http://" + strings.TrimSuffix(name, "test") + "invalid/feed" }),
		at(Private, func(string) string { return "http://[::ffff:127.0.0.1]/" }),
		at(BadAddress, func(string) string { return "gopher://gazette.test/" }),
		at(NoFile, func(name string) string { return "/nowhere/" + name }),
	}
}

// rebinding has a good address when it is first asked for, and a private one ever after.
func rebinding(w *world, name string) claim.Source {
	var n atomic.Int32
	w.names.set(name, func() netip.Addr {
		if n.Add(1) <= 1 {
			return netip.MustParseAddr("127.0.0.1")
		}
		return netip.MustParseAddr("192.168.7.7")
	})
	w.host(name, func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Connection", "close")
		text("text/plain", "User-agent: *\n")(rw, r)
	})
	return claim.Source{ID: name, Address: w.url(name, "/feed")}
}

// form makes an outlet list its reports in one of several ways.
func (o *outlet) form(i int) claim.Source {
	s := o.source()
	lists := []func(n int) (media, body string){
		nil, // RSS with ETag, as it is
		func(n int) (string, string) {
			return "application/atom+xml", "<feed xmlns='http://www.w3.org/2005/Atom'>" + o.each(n, "<entry><title>Report %[1]d</title><id>%[1]d</id><link href='%[2]s'/></entry>") + "</feed>"
		},
		func(n int) (string, string) {
			return "application/xml", "<urlset>" + o.each(n, "<url><loc>%[2]s</loc></url>") + "</urlset>"
		},
		func(n int) (string, string) { return "text/plain", o.each(n, "%[2]s\n") },
		func(n int) (string, string) {
			s.Links = "/report-"
			return "text/html", "<html><body>" + o.each(n, "<a href='%[2]s'>Report %[1]d</a>") + "</body></html>"
		},
		func(n int) (string, string) { // a charset that is not the one that it declares
			return "text/xml; charset=utf-16", "<?xml version='1.0' encoding='shift_jis'?><rss version='2.0'><channel><title>Мир</title>" + o.each(n, "<item><title>Report %[1]d</title><link>%[2]s</link></item>") + "</channel></rss>"
		},
	}
	list := lists[i%len(lists)]
	if list == nil {
		return s
	}
	if i%len(lists) == 4 {
		s.Links = "/report-"
	}
	o.w.host(o.name, func(rw http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/feed.xml" {
			o.serve(rw, r)
			return
		}
		o.mu.Lock()
		defer o.mu.Unlock()
		media, body := list(o.n)
		rw.Header().Set("Content-Type", media)
		_, _ = io.WriteString(rw, body)
	})
	return s
}

func (o *outlet) each(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i, o.item(i))
	}
	return b.String()
}

// The crowd: many sources, a good part of them hostile. Every report of the good
// ones is kept once and only once, the bad ones are named, memory stays flat and
// no connection leaves the loopback range (newWorld sees to that).
func TestFollowACrowd(t *testing.T) {
	t.Parallel()
	n := crowdSize(t)
	w, s := newWorld(t), newShelf()
	kinds := villains(t)
	var sources []claim.Source
	var good []*outlet
	codes := map[string]Code{}
	for i := range n {
		if i%4 == 3 {
			kind := kinds[i/4%len(kinds)]
			name := fmt.Sprintf("bad%d.test", i)
			sources = append(sources, kind.source(w, name))
			codes[name] = kind.code
			continue
		}
		o := w.outlet(fmt.Sprintf("good%d.test", i), 3)
		good = append(good, o)
		sources = append(sources, o.form(i))
	}
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	started := time.Now()
	f := follow(t, w.wire(func(o *Options) {
		o.Clock = newQuick(time.Duration(max(600*200/n, 20)))
		o.Limits = Limits{FirstByte: 5 * time.Second, Window: time.Second, MinBytes: 1 << 10, Body: 4 << 20, Tries: 1}
		o.Rhythm.AtOnce = 32
	}), s, sources...)
	complete := func(each int) func() bool { return func() bool { return s.addresses() >= len(good)*each } }
	until(t, s, "three reports of each", complete(3))
	for _, o := range good {
		o.add(1)
	}
	until(t, s, "the fourth of each", complete(4))
	until(t, s, "a name for each bad source", func() bool {
		for name := range codes {
			if s.state(name).Code == "" {
				return false
			}
		}
		return true
	})
	f.end()
	for _, o := range good {
		for i := range 4 {
			if s.versions(o.item(i)) != 1 || s.keeps[o.item(i)] != 1 {
				t.Errorf("%s: kept %d times in %d versions", o.item(i), s.keeps[o.item(i)], s.versions(o.item(i)))
			}
		}
	}
	for name, want := range codes {
		if state := s.state(name); state.Code != string(want) || state.Failures == 0 || state.Message == "" || state.Next <= state.Looked {
			t.Errorf("%s: %+v, want %s", name, state, want)
		}
	}
	if s.addresses() != len(good)*4 {
		t.Errorf("%d addresses are kept, want %d", s.addresses(), len(good)*4)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > 96<<20 {
		t.Errorf("the heap grew by %d MiB", grown>>20)
	}
	t.Logf("%d sources, %d of them bad, in %s; heap %d KiB before, %d after", n, len(codes), time.Since(started).Round(time.Millisecond), before.HeapAlloc>>10, after.HeapAlloc>>10)
}

// A host that storms with 429 is asked no more often than it says,
// but for the two requests that may be under way at once.
func TestFollowHeedsAStorm(t *testing.T) {
	t.Parallel()
	w, s := newWorld(t), newShelf()
	storm := served(Busy, "", func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Retry-After", "600")
		rw.WriteHeader(http.StatusTooManyRequests)
	})
	sources := make([]claim.Source, 20)
	for i := range sources {
		sources[i] = storm.source(w, "storm.test")
		sources[i].ID, sources[i].Address = fmt.Sprint(i), w.url("storm.test", fmt.Sprintf("/feed/%d", i))
	}
	clock := newQuick(600)
	f := follow(t, w.wire(func(o *Options) { o.Clock = clock }), s, sources...)
	until(t, s, "each to fail twice", func() bool {
		for i := range sources {
			if s.state(fmt.Sprint(i)).Failures < 2 {
				return false
			}
		}
		return true
	})
	f.end()
	asked := 0
	for i := range sources {
		asked += w.times(fmt.Sprintf("storm.test/feed/%d", i))
	}
	passed := clock.Now().Sub(clock.start)
	if most := 2 * (int(passed/(10*time.Minute)) + 1); asked > most {
		t.Errorf("asked %d times in %s, at most %d would do", asked, passed, most)
	}
}
