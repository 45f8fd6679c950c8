package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/parley-desk/parley/ledger/postgrestest"
)

// The program itself is killed in the middle of an ingestion. What it had
// acknowledged is there, the ledger is clean, and the same command does the rest.
func TestIngestIsKilled(t *testing.T) {
	t.Parallel()
	for store, address := range map[string]func() string{
		"sqlite":   func() string { return "sqlite:" + filepath.Join(t.TempDir(), "ledger.db") },
		"postgres": func() string { return postgrestest.Database(t) },
	} {
		t.Run(store, func(t *testing.T) {
			t.Parallel()
			chance := rand.New(rand.NewPCG(3, uint64(len(store))))
			p := program{t: t, ledger: address()}
			const reports = 300
			file := inventedReports(t, reports)
			for range 3 {
				acknowledged := p.killed(time.Duration(chance.Int64N(int64(400*time.Millisecond))), "ingest", "--acks", "--batch", "8", "--jsonl", file)
				if acknowledged == 0 {
					continue // killed before the ledger was begun
				}
				if kept := p.kept(); kept < acknowledged {
					t.Errorf("%d reports were acknowledged, %d are kept", acknowledged, kept)
				}
				p.run("verify")
			}
			p.run("ingest", "--jsonl", file)
			if kept := p.kept(); kept != reports {
				t.Errorf("in the end %d of %d reports are kept", kept, reports)
			}
			p.run("verify")
		})
	}
}

// program is parley, run on a ledger.
type program struct {
	t      *testing.T
	ledger string
}

func (p program) command(args ...string) *exec.Cmd {
	p.t.Helper()
	self, err := os.Executable()
	if err != nil {
		p.t.Fatal(err)
	}
	name := filepath.Join(p.t.TempDir(), "parley") // under this name the test's program is parley
	if err := os.Symlink(self, name); err != nil {
		p.t.Fatal(err)
	}
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), "PARLEY_LEDGER="+p.ledger)
	return cmd
}

func (p program) run(args ...string) []byte {
	p.t.Helper()
	out, err := p.command(args...).CombinedOutput()
	if err != nil {
		p.t.Fatalf("parley %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return out
}

// kept is how many reports the ledger has.
func (p program) kept() int {
	p.t.Helper()
	var s struct{ Reports int }
	if err := json.Unmarshal(p.run("status", "--json"), &s); err != nil {
		p.t.Fatal(err)
	}
	return s.Reports
}

// killed runs the program, kills it a while after its first line, and gives the number on its last.
func (p program) killed(after time.Duration, args ...string) (last int) {
	p.t.Helper()
	cmd := p.command(args...)
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		p.t.Fatal(err)
	}
	lines := bufio.NewReader(out)
	first, _ := lines.ReadString('\n')
	time.Sleep(after)
	_ = cmd.Process.Kill()
	rest, _ := io.ReadAll(lines)
	_ = cmd.Wait()
	for line := range strings.Lines(first + string(rest)) {
		if n, err := strconv.Atoi(strings.TrimSuffix(line, "\n")); err == nil && strings.HasSuffix(line, "\n") {
			last = n
		}
	}
	return last
}

// inventedReports writes reports of a few sentences to a file.
func inventedReports(t *testing.T, n int) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "reports.jsonl")
	file, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	out := bufio.NewWriter(file)
	for i := range n {
		text := strings.Repeat(fmt.Sprintf("The mediator said on Friday that %d people were killed near Selby. The army denied it. ", i), 1+i%7)
		line, err := json.Marshal(map[string]string{"id": strconv.Itoa(i), "outlet": "Example Wire", "published": "2031-05-02", "text": text})
		if err != nil {
			t.Fatal(err)
		}
		_, _ = out.Write(append(line, '\n')) // Flush has the error
	}
	if err := out.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	return name
}
