// Package postgrestest runs a PostgreSQL of its own for tests: a fresh cluster
// in a temporary folder, on a free port of this machine alone. Tests only.
package postgrestest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // to make databases
)

// Server is a PostgreSQL that runs for tests.
type Server struct {
	bin, dir string
	port     int
	owner    *syscall.Credential // nil: this process's own
	process  *exec.Cmd
	made     atomic.Int64 // databases
}

// Around runs the tests of a package with one server for all of them, which
// starts when the first test asks for a database.
type Around struct{ Tests *testing.M }

// Run runs the tests, stops the server and gives the exit status.
func (a Around) Run() int {
	defer shared.stop()
	return a.Tests.Run()
}

// Database gives the address of an empty database on the shared server. A
// package that calls it runs its tests through Around.
func Database(t testing.TB) string {
	t.Helper()
	s, err := shared.get()
	if err != nil {
		t.Fatal(err)
	}
	return s.Database(t)
}

// Start starts a server for one test alone, which may stop and start it.
func Start(t testing.TB) *Server {
	t.Helper()
	s, err := newServer()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.remove)
	return s
}

// Database makes an empty database and gives its address.
func (s *Server) Database(t testing.TB) string {
	t.Helper()
	name := fmt.Sprintf("parley_%d", s.made.Add(1))
	db, err := sql.Open("pgx", s.address("postgres"))
	if err == nil {
		_, err = db.Exec("CREATE DATABASE " + name)
		err = errors.Join(err, db.Close())
	}
	if err != nil {
		t.Fatalf("making a database: %v", err)
	}
	return s.address(name)
}

func (s *Server) address(database string) string {
	return fmt.Sprintf("postgres://postgres@127.0.0.1:%d/%s?sslmode=disable", s.port, database)
}

// newServer makes a cluster and starts it.
func newServer() (*Server, error) {
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	s := &Server{bin: bin}
	if s.owner, err = owner(); err != nil {
		return nil, err
	}
	if s.dir, err = os.MkdirTemp("", "parley-postgres"); err != nil {
		return nil, err
	}
	if s.owner != nil {
		err = os.Chown(s.dir, int(s.owner.Uid), int(s.owner.Gid))
	}
	if s.port, err = freePort(err); err != nil {
		return nil, err
	}
	initdb := s.command("initdb", "--pgdata", s.data(), "--username", "postgres", "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync", "--no-instructions")
	if out, err := initdb.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("initdb: %w\n%s", err, out)
	}
	return s, s.Start()
}

// binaries finds a PostgreSQL of version 15 or later.
func binaries() (string, error) {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/postgres")
	if path, err := exec.LookPath("postgres"); err == nil {
		found = append(found, path)
	}
	slices.Sort(found)
	for _, path := range slices.Backward(found) {
		out, err := exec.Command(path, "--version").Output()
		fields := strings.Fields(string(out)) // postgres (PostgreSQL) 15.8 (…)
		if err != nil || len(fields) < 3 {
			continue
		}
		major, _, _ := strings.Cut(fields[2], ".")
		if n, err := strconv.Atoi(major); err == nil && n >= 15 {
			return filepath.Dir(path), nil
		}
	}
	return "", errors.New("these tests need PostgreSQL 15 or later: make postgres installs it (Debian: apt-get install postgresql)")
}

// owner is whom PostgreSQL runs as: it refuses root.
func owner() (*syscall.Credential, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, _ := strconv.ParseUint(u.Uid, 10, 32)
		gid, _ := strconv.ParseUint(u.Gid, 10, 32)
		return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
	}
	return nil, errors.New("PostgreSQL does not run as root, and there is neither a user postgres nor nobody")
}

func freePort(err error) (int, error) {
	if err != nil {
		return 0, err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	return l.Addr().(*net.TCPAddr).Port, l.Close()
}

func (s *Server) data() string { return filepath.Join(s.dir, "data") }

func (s *Server) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(filepath.Join(s.bin, name), args...)
	cmd.Dir = s.dir
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: s.owner}
	return cmd
}

// Start starts the server and waits until it answers.
func (s *Server) Start() error {
	s.process = s.command("postgres", "-D", s.data(), "-p", strconv.Itoa(s.port), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
		"-c", "fsync=off", "-c", "shared_buffers=32MB", "-c", "max_connections=100", "-c", "log_min_messages=fatal") // no test cuts the power: what is written need not reach the disk
	if err := s.process.Start(); err != nil {
		return err
	}
	db, err := sql.Open("pgx", s.address("postgres"))
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	ctx, stop := context.WithTimeout(context.Background(), startsWithin)
	defer stop()
	for {
		if err = db.PingContext(ctx); err == nil || ctx.Err() != nil {
			return err
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// startsWithin bounds the start of a server on a busy machine.
const startsWithin = time.Minute

// Stop stops the server as a crash does: at once, without writing anything more.
func (s *Server) Stop() {
	if s.process != nil {
		_ = s.process.Process.Signal(syscall.SIGQUIT)
		_ = s.process.Wait()
		s.process = nil
	}
}

func (s *Server) remove() {
	s.Stop()
	_ = os.RemoveAll(s.dir)
}
