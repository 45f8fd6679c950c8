// Package natstest runs NATS servers with JetStream for tests: each a process of
// its own, on free ports of this machine alone, that can be killed and started
// again on what it had written. Tests only.
package natstest

import (
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// variable holds what a process is to serve, where it is a server of a test.
const variable = "PARLEY_TEST_NATS"

// node is what a server process is told.
type node struct {
	Name, Dir string
	Port      int
	Cluster   int      // its port; 0: it stands alone
	Routes    []string // to the others
}

// Serve runs a server and never returns, where this process was started as one;
// else it does nothing. TestMain calls it first.
func Serve() {
	said := os.Getenv(variable)
	if said == "" {
		return
	}
	if err := serve(said); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serve(said string) error {
	var n node
	if err := json.Unmarshal([]byte(said), &n); err != nil {
		return err
	}
	o := &server.Options{ServerName: n.Name, Host: "127.0.0.1", Port: n.Port, JetStream: true, StoreDir: n.Dir, SyncAlways: true, NoSigs: true, DisableShortFirstPing: true}
	if n.Cluster != 0 {
		o.Cluster = server.ClusterOpts{Name: "tests", Host: "127.0.0.1", Port: n.Cluster}
		for _, r := range n.Routes {
			u, err := url.Parse(r)
			if err != nil {
				return err
			}
			o.Routes = append(o.Routes, u)
		}
	}
	s, err := server.NewServer(o)
	if err != nil {
		return err
	}
	s.Start()
	s.WaitForShutdown()
	return errors.New("the server has ended")
}

// Server is a NATS server that runs for a test.
type Server struct {
	node    node
	process *exec.Cmd
}

// Start starts a server that stands alone.
func Start(t testing.TB) *Server { return start(t, 1)[0] }

// Cluster starts so many servers that share what they hold.
func Cluster(t testing.TB, n int) []*Server { return start(t, n) }

func start(t testing.TB, n int) []*Server {
	t.Helper()
	servers := make([]*Server, n)
	var routes []string
	for i := range servers {
		servers[i] = &Server{node: node{Name: "node-" + strconv.Itoa(i), Dir: t.TempDir(), Port: freePort(t)}}
		if n > 1 {
			servers[i].node.Cluster = freePort(t)
			routes = append(routes, fmt.Sprintf("nats://127.0.0.1:%d", servers[i].node.Cluster))
		}
	}
	for _, s := range servers {
		s.node.Routes = routes
		t.Cleanup(s.Kill)
		s.Start(t)
	}
	s := servers[0]
	s.await(t, n)
	return servers
}

func freePort(t testing.TB) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().(*net.TCPAddr).Port
}

// Start starts the server's process, on what it had before.
func (s *Server) Start(t testing.TB) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	said, err := json.Marshal(s.node)
	if err != nil {
		t.Fatal(err)
	}
	s.process = exec.Command(self)
	s.process.Env = append(os.Environ(), variable+"="+string(said))
	s.process.Stderr = os.Stderr
	if err := s.process.Start(); err != nil {
		t.Fatal(err)
	}
}

// Kill ends the server's process at once.
func (s *Server) Kill() {
	if s.process != nil {
		_ = s.process.Process.Kill()
		_ = s.process.Wait()
		s.process = nil
	}
}

// URL is the server's address.
func (s *Server) URL() string { return fmt.Sprintf("nats://127.0.0.1:%d", s.node.Port) }

// URLs are the addresses of servers as one.
func URLs(servers []*Server) string {
	all := make([]string, len(servers))
	for i, s := range servers {
		all[i] = strings.TrimPrefix(s.URL(), "nats://")
	}
	return "nats://" + strings.Join(all, ",")
}

// startsWithin bounds the start of servers on a busy machine.
const startsWithin = time.Minute

// await waits until JetStream answers, from as many copies.
func (s *Server) await(t testing.TB, copies int) {
	t.Helper()
	nc, err := nats.Connect(s.URL(), nats.RetryOnFailedConnect(true), nats.MaxReconnects(-1), nats.ReconnectWait(50*time.Millisecond))
	if err != nil {
		t.Fatal(err)
	}
	defer nc.Close()
	js, err := jetstream.New(nc, jetstream.WithDefaultTimeout(time.Second))
	if err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(startsWithin); ; time.Sleep(50 * time.Millisecond) {
		_, err = js.CreateStream(t.Context(), jetstream.StreamConfig{Name: "awaited", Subjects: []string{"awaited"}, Replicas: copies})
		if err == nil {
			break
		}
		if time.Now().After(end) {
			t.Fatalf("the servers of NATS do not start: %v", err)
		}
	}
	_ = js.DeleteStream(t.Context(), "awaited")
}

// Forget removes what a server that was killed had written.
func (s *Server) Forget(t testing.TB) {
	t.Helper()
	if err := os.RemoveAll(s.node.Dir); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(s.node.Dir, 0o755); err != nil {
		t.Fatal(err)
	}
}
