package wire

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

// world is a network of its own on the loopback interface: a name server, one
// server that is any host by name, and a record of all connections.
type world struct {
	t      testing.TB
	server *httptest.Server
	port   string
	names  *nameServer

	mu     sync.Mutex
	hosts  map[string]http.Handler
	asked  map[string]int // requests by host and path
	dialed map[netip.Addr]int
}

func newWorld(t testing.TB) *world {
	t.Helper()
	w := &world{t: t, hosts: map[string]http.Handler{}, asked: map[string]int{}, dialed: map[netip.Addr]int{}}
	w.server = httptest.NewServer(w)
	t.Cleanup(w.server.Close)
	at, err := url.Parse(w.server.URL)
	if err != nil {
		t.Fatal(err)
	}
	w.port = at.Port()
	w.names = newNameServer(t)
	t.Cleanup(func() {
		for addr := range w.dialed {
			if !addr.IsLoopback() {
				t.Errorf("a connection to %s left the loopback range", addr)
			}
		}
	})
	return w
}

func (w *world) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	host, _, _ := strings.Cut(r.Host, ":")
	w.mu.Lock()
	w.asked[host+r.URL.RequestURI()]++
	handler := w.hosts[host]
	w.mu.Unlock()
	if handler == nil {
		http.NotFound(rw, r)
		return
	}
	handler.ServeHTTP(rw, r)
}

// host gives name a handler.
func (w *world) host(name string, handler http.HandlerFunc) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.hosts[name] = handler
}

// page gives name one page at every path but robots.txt.
func (w *world) page(name, media, body string) {
	w.host(name, func(rw http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(rw, r)
			return
		}
		rw.Header().Set("Content-Type", media)
		_, _ = rw.Write([]byte(body))
	})
}

func (w *world) url(host, path string) string { return "http://" + host + ":" + w.port + path }

// times is how often host and path were asked for.
func (w *world) times(hostPath string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.asked[hostPath]
}

// options let loopback be asked, record connections, and do not wait.
func (w *world) options() Options {
	return Options{
		Agent: "Parley/1.0", Contact: "https://desk.example/contact", Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")},
		Resolver: w.names.resolver(), Pace: Pace{Every: -1}, Random: func() float64 { return 0 },
		Control: func(_, address string, _ syscall.RawConn) error {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.dialed[netip.MustParseAddrPort(address).Addr()]++
			return nil
		},
	}
}

func (w *world) fetcher(change ...func(*Options)) *Fetcher {
	o := w.options()
	for _, c := range change {
		c(&o)
	}
	f := NewFetcher(o)
	w.t.Cleanup(f.Close)
	return f
}

// nameServer answers with 127.0.0.1 for every name under .test, unless told otherwise.
type nameServer struct {
	conn   net.PacketConn
	mu     sync.Mutex
	answer map[string]func() netip.Addr
}

func newNameServer(t testing.TB) *nameServer {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	n := &nameServer{conn: conn, answer: map[string]func() netip.Addr{}}
	t.Cleanup(func() { conn.Close() })
	go n.serve()
	return n
}

func (n *nameServer) resolver() *net.Resolver {
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, "udp", n.conn.LocalAddr().String())
	}}
}

func (n *nameServer) set(name string, answer func() netip.Addr) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.answer[name] = answer
}

func (n *nameServer) serve() {
	buffer := make([]byte, 1500)
	for {
		size, from, err := n.conn.ReadFrom(buffer)
		if err != nil {
			return
		}
		var m dnsmessage.Message
		if m.Unpack(buffer[:size]) != nil || len(m.Questions) != 1 {
			continue
		}
		reply, err := n.reply(m)
		if err == nil {
			_, _ = n.conn.WriteTo(reply, from)
		}
	}
}

func (n *nameServer) reply(m dnsmessage.Message) ([]byte, error) {
	q := m.Questions[0]
	name := strings.TrimSuffix(q.Name.String(), ".")
	m.Response, m.Authoritative, m.Additionals = true, true, nil
	n.mu.Lock()
	answer := n.answer[name]
	n.mu.Unlock()
	switch {
	case answer == nil && !strings.HasSuffix(name, ".test"):
		m.RCode = dnsmessage.RCodeNameError
		return m.Pack()
	case answer == nil:
		answer = func() netip.Addr { return netip.AddrFrom4([4]byte{127, 0, 0, 1}) }
	}
	header := dnsmessage.ResourceHeader{Name: q.Name, Class: dnsmessage.ClassINET, TTL: 0}
	if q.Type != dnsmessage.TypeA && q.Type != dnsmessage.TypeAAAA {
		return m.Pack()
	}
	addr := netip.Addr{}
	if q.Type == dnsmessage.TypeA {
		addr = answer()
	}
	if addr.Is4() {
		header.Type = dnsmessage.TypeA
		m.Answers = []dnsmessage.Resource{{Header: header, Body: &dnsmessage.AResource{A: addr.As4()}}}
	}
	return m.Pack()
}

// fakeClock runs at the pace of those who wait for it: Sleep moves it.
type fakeClock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *fakeClock { return &fakeClock{now: time.Date(2026, 3, 1, 6, 0, 0, 0, time.UTC)} }

func (c *fakeClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *fakeClock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(max(d, 0))
	return ctx.Err()
}
