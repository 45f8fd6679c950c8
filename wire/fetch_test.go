package wire

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
)

const page = "<!DOCTYPE html><html><head><title>Talks resume</title></head><body><p>The parties met again.</p></body></html>"

// fetch asks for a page and gives the code of its fault, "" where there is none.
func fetch(t *testing.T, f *Fetcher, address string) Code {
	t.Helper()
	doc, err := f.Fetch(t.Context(), Request{URL: address})
	if err == nil {
		if doc == nil || doc.SHA256 == "" {
			t.Errorf("%s: neither document nor fault", address)
		}
		return ""
	}
	failed := FaultOf(err)
	if failed == nil {
		t.Fatalf("%s: %v is no fault", address, err)
	}
	if !strings.Contains(failed.Message, ":") || len(failed.Message) > 700 || strings.ContainsAny(failed.Message, "\r\n") {
		t.Errorf("%s: a message that helps nobody: %q", address, failed.Message)
	}
	return failed.Code
}

func TestFetchGivesTheDocument(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var agent atomic.Value
	w.host("news.test", func(rw http.ResponseWriter, r *http.Request) {
		agent.Store(r.UserAgent())
		rw.Header().Set("Content-Type", "text/html; charset=windows-1251")
		rw.Header().Set("ETag", `"1"`)
		_, _ = io.WriteString(rw, page)
	})
	doc, err := w.fetcher().Fetch(t.Context(), Request{URL: w.url("NEWS.test", "/a?id=1&utm_source=rss#top"), Source: "s"})
	if err != nil {
		t.Fatal(err)
	}
	if doc.URL != w.url("news.test", "/a?id=1") || doc.Final != "" || doc.Source != "s" || doc.Status != 200 {
		t.Errorf("document %+v", doc)
	}
	if string(doc.Body) != page || doc.Type != "text/html; charset=windows-1251" || !strings.HasPrefix(doc.Headers, "HTTP/1.1 200 OK\r\n") || !strings.Contains(doc.Headers, "Etag: \"1\"\r\n") {
		t.Errorf("body, type or headers: %q %q %q", doc.Body, doc.Type, doc.Headers)
	}
	if got := agent.Load(); got != "Parley/1.0 (+https://desk.example/contact)" {
		t.Errorf("user agent %q", got)
	}
}

// Every hostile or broken answer has its name.
func TestFetchNamesWhatIsWrong(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.hostile()
	f := w.fetcher(func(o *Options) {
		o.Limits = Limits{Body: 2 << 20, Header: 16 << 10, Tries: 1}
	})
	impatient := w.fetcher(func(o *Options) {
		o.Limits = Limits{FirstByte: 300 * time.Millisecond, Window: 200 * time.Millisecond, MinBytes: 1 << 10, Tries: 1}
	})
	for address, want := range map[string]Code{
		w.url("good.test", "/"):                                        "",
		"ftp://good.test/":                                             BadAddress,
		"http:///path":                                                 BadAddress,
		"http://bad host.test/":                                        BadAddress,
		"http://nowhere.invalid/":                                      NoHost,
		"http://10.0.0.1/":                                             Private,
		"http://[::ffff:10.0.0.1]/":                                    Private,
		"http://169.254.169.254/latest":                                Private,
		"http://[fd00:ec2::254]/":                                      Private,
		"http://127.0.0.2:" + w.port + "/":                             Private,
		w.url("hostile.test", "/to-private"):                           Private,
		w.url("hostile.test", "/to-file"):                              Redirects,
		w.url("hostile.test", "/to-nowhere"):                           Redirects,
		w.url("hostile.test", "/loop"):                                 RedirectLoop,
		w.url("hostile.test", "/long/0"):                               Redirects,
		w.url("hostile.test", "/gzip-bomb"):                            Bomb,
		w.url("hostile.test", "/br-bomb"):                              Bomb,
		w.url("hostile.test", "/endless"):                              TooLarge,
		w.url("hostile.test", "/drip"):                                 Slow,
		w.url("hostile.test", "/stall"):                                Slow,
		w.url("hostile.test", "/silent"):                               Timeout,
		w.url("hostile.test", "/headers"):                              HugeHeader,
		w.url("hostile.test", "/video"):                                WrongType,
		w.url("hostile.test", "/video-as-html"):                        WrongType,
		w.url("hostile.test", "/not-gzip"):                             BadEncoding,
		w.url("hostile.test", "/encodings"):                            BadEncoding,
		w.url("hostile.test", "/401"):                                  Denied,
		w.url("hostile.test", "/404"):                                  Gone,
		w.url("hostile.test", "/418"):                                  Refused,
		w.url("hostile.test", "/500"):                                  ServerError,
		w.url("closed.test", "/private/x"):                             Robots,
		w.url("closed.test", "/open"):                                  "",
		w.url("down.test", "/"):                                        Robots,
		strings.Replace(w.url("good.test", "/"), "http:", "https:", 1): BadTLS,
	} {
		t.Run(Shown(address), func(t *testing.T) {
			t.Parallel()
			by := f
			if want == Slow || want == Timeout {
				by = impatient
			}
			if got := fetch(t, by, address); got != want {
				t.Errorf("code %q, want %q", got, want)
			}
		})
	}
}

func (w *world) hostile() {
	w.page("good.test", "text/html", page)
	w.host("down.test", func(rw http.ResponseWriter, _ *http.Request) { rw.WriteHeader(http.StatusBadGateway) })
	w.host("closed.test", func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Content-Type", "text/plain")
		if r.URL.Path == "/robots.txt" {
			_, _ = io.WriteString(rw, "User-agent: *\nAllow: /\n\nUser-agent: PARLEY\nDisallow: /private\n")
			return
		}
		_, _ = io.WriteString(rw, "text")
	})
	gz, br := bombs()
	w.host("hostile.test", func(rw http.ResponseWriter, r *http.Request) {
		switch path := r.URL.Path; {
		case path == "/to-private":
			http.Redirect(rw, r, "http://192.168.0.1/admin", http.StatusFound)
		case path == "/to-file":
			rw.Header().Set("Location", "file:///etc/passwd")
			rw.WriteHeader(http.StatusFound)
		case path == "/to-nowhere":
			rw.WriteHeader(http.StatusFound)
		case path == "/loop":
			http.Redirect(rw, r, "/loop2", http.StatusFound)
		case path == "/loop2":
			http.Redirect(rw, r, "/loop", http.StatusMovedPermanently)
		case strings.HasPrefix(path, "/long/"):
			http.Redirect(rw, r, path+"0", http.StatusFound)
		case path == "/gzip-bomb":
			serve(rw, "text/html", "gzip", gz)
		case path == "/br-bomb":
			serve(rw, "text/html", "br", br)
		case path == "/endless":
			endless(rw, r)
		case path == "/drip":
			drip1(rw, r)
		case path == "/stall":
			rw.Header().Set("Content-Type", "text/html")
			_, _ = io.WriteString(rw, strings.Repeat("x", 4000))
			rw.(http.Flusher).Flush()
			<-r.Context().Done()
		case path == "/silent":
			<-r.Context().Done()
		case path == "/headers":
			for i := range 400 {
				rw.Header().Add("X-Filler", strings.Repeat("y", 100+i%7))
			}
			serve(rw, "text/html", "", []byte(page))
		case path == "/video":
			serve(rw, "video/mp4", "", []byte("xxxxftypmp42"))
		case path == "/video-as-html":
			serve(rw, "text/html", "", []byte("\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"))
		case path == "/not-gzip":
			serve(rw, "text/html", "gzip", []byte(page))
		case path == "/encodings":
			serve(rw, "text/html", "gzip, gzip, gzip, gzip", gz)
		case path == "/401":
			rw.WriteHeader(http.StatusUnauthorized)
		case path == "/418":
			rw.WriteHeader(http.StatusTeapot)
		case path == "/500":
			rw.WriteHeader(http.StatusInternalServerError)
		default:
			http.NotFound(rw, r)
		}
	})
}

func serve(rw http.ResponseWriter, media, encoding string, body []byte) {
	rw.Header().Set("Content-Type", media)
	if encoding != "" {
		rw.Header().Set("Content-Encoding", encoding)
	}
	_, _ = rw.Write(body)
}

// bombs are 64 MiB of nothing, packed.
func bombs() (gz, br []byte) {
	var g, b bytes.Buffer
	zw, bw := gzip.NewWriter(&g), brotli.NewWriterLevel(&b, 5)
	chunk := make([]byte, 1<<20)
	for range 64 {
		_, _ = zw.Write(chunk)
		_, _ = bw.Write(chunk)
	}
	_, _ = zw.Close(), bw.Close()
	return g.Bytes(), b.Bytes()
}

func endless(rw http.ResponseWriter, r *http.Request) {
	rw.Header().Set("Content-Type", "text/html")
	for r.Context().Err() == nil {
		if _, err := io.WriteString(rw, strings.Repeat("and so on ", 1000)); err != nil {
			return
		}
	}
}

func drip1(rw http.ResponseWriter, r *http.Request) {
	rw.Header().Set("Content-Type", "text/html")
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-r.Context().Done():
			return
		case <-tick.C:
			if _, err := io.WriteString(rw, "x"); err != nil {
				return
			}
			rw.(http.Flusher).Flush()
		}
	}
}

// A name that leads to a good address at first and to a private one later is
// checked each time a connection is made.
func TestFetchChecksNamesThatChange(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.page("rebind.test", "text/html", page)
	var n atomic.Int32
	w.names.set("rebind.test", func() netip.Addr {
		if n.Add(1) == 1 {
			return netip.MustParseAddr("127.0.0.1")
		}
		return netip.MustParseAddr("10.0.0.1")
	})
	f := w.fetcher()
	if got := fetch(t, f, w.url("rebind.test", "/")); got != "" {
		t.Fatalf("first: %s", got)
	}
	f.Close() // the next request needs a connection of its own
	if got := fetch(t, f, w.url("rebind.test", "/")); got != Private {
		t.Errorf("after the change: %q", got)
	}
}

func TestFetchAsksConditionally(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.host("news.test", func(rw http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") == `"v1"` {
			rw.WriteHeader(http.StatusNotModified)
			return
		}
		rw.Header().Set("ETag", `"v1"`)
		serve(rw, "text/html", "", []byte(page))
	})
	doc, err := w.fetcher().Fetch(t.Context(), Request{URL: w.url("news.test", "/"), ETag: `"v1"`})
	if err != nil || doc.Status != 304 || len(doc.Body) != 0 {
		t.Errorf("%+v, %v", doc, err)
	}
}

func TestFetchLeavesABusyHostAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	clock := newClock()
	w.host("busy.test", func(rw http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" || clock.Now().After(time.Date(2026, 3, 1, 6, 1, 0, 0, time.UTC)) {
			serve(rw, "text/plain", "", []byte("ok"))
			return
		}
		rw.Header().Set("Retry-After", clock.Now().Add(2*time.Minute).Format(http.TimeFormat))
		rw.WriteHeader(http.StatusTooManyRequests)
	})
	f := w.fetcher(func(o *Options) { o.Clock = clock })
	for range 5 {
		_, err := f.Fetch(t.Context(), Request{URL: w.url("busy.test", "/a")})
		if failed := FaultOf(err); failed == nil || failed.Code != Busy || failed.RetryAfter != 2*time.Minute {
			t.Fatalf("fault %+v", failed)
		}
	}
	if n := w.times("busy.test/a"); n != 1 {
		t.Errorf("asked %d times although it asked to be left alone", n)
	}
	_ = clock.Sleep(t.Context(), 3*time.Minute)
	if got := fetch(t, f, w.url("busy.test", "/a")); got != "" {
		t.Errorf("after the wait: %q", got)
	}
}

func TestFetchKeepsItsPace(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	clock := newClock()
	w.host("slow.test", func(rw http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			serve(rw, "text/plain", "", []byte("User-agent: *\nCrawl-delay: 7\n"))
			return
		}
		serve(rw, "text/plain", "", []byte("ok"))
	})
	f := w.fetcher(func(o *Options) { o.Clock, o.Pace = clock, Pace{} })
	start := clock.Now()
	for range 4 {
		fetch(t, f, w.url("slow.test", "/"))
	}
	// robots.txt, a second, then each seven seconds after the one before
	if took := clock.Now().Sub(start); took != 22*time.Second {
		t.Errorf("four pages took %s", took)
	}
	if n := w.times("slow.test/robots.txt"); n != 1 {
		t.Errorf("robots.txt was asked for %d times", n)
	}
}

func TestFetchTriesAgainWhatMayPass(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var n atomic.Int32
	w.host("flaky.test", func(rw http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/robots.txt" && n.Add(1) == 1 {
			rw.WriteHeader(http.StatusBadGateway)
			return
		}
		serve(rw, "text/plain", "", []byte("ok"))
	})
	if got := fetch(t, w.fetcher(func(o *Options) { o.Clock = newClock() }), w.url("flaky.test", "/")); got != "" || n.Load() != 2 {
		t.Errorf("code %q after %d requests", got, n.Load())
	}
}

func TestFetchUnpacks(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var packed bytes.Buffer
	zw := brotli.NewWriter(&packed)
	_, _ = io.WriteString(zw, page)
	_ = zw.Close()
	w.host("br.test", func(rw http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(rw, r)
			return
		}
		serve(rw, "text/html", "br", packed.Bytes())
	})
	doc, err := w.fetcher().Fetch(t.Context(), Request{URL: w.url("br.test", "/")})
	if err != nil {
		t.Fatal(err)
	}
	if string(doc.Body) != page || !strings.Contains(doc.Headers, "X-Crawl-Content-Encoding: br\r\n") {
		t.Errorf("body %q, headers %q", doc.Body, doc.Headers)
	}
}

// Credentials go to the host that they are for, and nowhere else: not to where it
// redirects, not into the document, not into messages.
func TestFetchKeepsCredentials(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var leaked atomic.Bool
	w.host("mine.test", func(rw http.ResponseWriter, r *http.Request) {
		if _, password, _ := r.BasicAuth(); password != "opensesame" && r.URL.Path != "/robots.txt" {
			rw.WriteHeader(http.StatusUnauthorized)
			return
		}
		http.Redirect(rw, r, w.url("other.test", "/"), http.StatusFound)
	})
	w.host("other.test", func(rw http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "" {
			leaked.Store(true)
		}
		rw.WriteHeader(http.StatusNotFound)
	})
	doc, err := w.fetcher().Fetch(t.Context(), Request{URL: strings.Replace(w.url("mine.test", "/?token=abc123"), "//", "//me:opensesame@", 1)})
	if failed := FaultOf(err); failed == nil || failed.Code != Gone {
		t.Fatal(err)
	}
	if leaked.Load() || strings.Contains(err.Error()+doc.URL+doc.Headers, "opensesame") || strings.Contains(err.Error(), "abc123") {
		t.Errorf("leaked: %v %v %+v", leaked.Load(), err, doc)
	}
}

func TestFetchGoesThroughAProxy(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var asked []string
	proxy := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.URL.String())
		serve(rw, "text/html", "", []byte(page))
	}))
	defer proxy.Close()
	at, err := url.Parse(proxy.URL)
	if err != nil {
		t.Fatal(err)
	}
	w.names.set("public.example", func() netip.Addr { return netip.MustParseAddr("93.184.215.14") })
	w.names.set("inside.example", func() netip.Addr { return netip.MustParseAddr("10.0.0.7") })
	f := w.fetcher(func(o *Options) { o.Proxy, o.Allow = at, nil })
	if got := fetch(t, f, "http://public.example/a"); got != "" {
		t.Errorf("by the proxy: %q", got)
	}
	for _, address := range []string{"http://inside.example/", "http://127.0.0.1/"} {
		if got := fetch(t, f, address); got != Private {
			t.Errorf("%s by the proxy: %q", address, got)
		}
	}
	if !slices.Equal(asked, []string{"http://public.example/robots.txt", "http://public.example/a"}) {
		t.Errorf("the proxy was asked for %q", asked)
	}
}

func TestFetchStops(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.hostile()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := w.fetcher().Fetch(ctx, Request{URL: w.url("good.test", "/")})
	if failed := FaultOf(err); failed == nil || failed.Code != Stopped {
		t.Errorf("fault %+v", failed)
	}
}

func TestFetchKnowsWhatIsNoWebServer(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			_, _ = io.WriteString(conn, "SSH-2.0-invented\r\n")
			conn.Close()
		}
	}()
	if got := fetch(t, newWorld(t).fetcher(), "http://"+listener.Addr().String()+"/"); got != BadAnswer {
		t.Errorf("code %q", got)
	}
	address := listener.Addr().String()
	listener.Close()
	if got := fetch(t, newWorld(t).fetcher(func(o *Options) { o.Clock = newClock() }), "http://"+address+"/"); got != Unreachable {
		t.Errorf("closed: code %q", got)
	}
}

// A fault behind a redirect names the address that was asked for first.
func TestFetchTellsOfTheRedirect(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.hostile()
	_, err := w.fetcher().Fetch(t.Context(), Request{URL: w.url("hostile.test", "/to-private")})
	if err == nil || !strings.HasPrefix(err.Error(), w.url("hostile.test", "/to-private")+" redirects, and http://192.168.0.1/admin leads to") {
		t.Error(err)
	}
}
