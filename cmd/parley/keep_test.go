package main

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/parley-desk/parley/casebook"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
	"github.com/parley-desk/parley/ledger/postgrestest"
	"github.com/parley-desk/parley/sample"
)

// terminal is the program run within the test, on one ledger.
type terminal struct {
	t      *testing.T
	ledger string
}

// said is what a command printed.
type said struct {
	out, err string
	exit     int
}

func (p terminal) run(args ...string) said {
	p.t.Helper()
	dir := p.t.TempDir()
	file := func(name string) *os.File {
		f, err := os.Create(filepath.Join(dir, name))
		if err != nil {
			p.t.Fatal(err)
		}
		return f
	}
	c := console{in: file("in"), out: file("out"), err: file("err")}
	s := said{exit: run(append(args, "--ledger", p.ledger), c)}
	for _, f := range []*os.File{c.in, c.out, c.err} {
		if err := f.Close(); err != nil {
			p.t.Fatal(err)
		}
	}
	for _, one := range []struct {
		name string
		into *string
	}{{"out", &s.out}, {"err", &s.err}} {
		data, err := os.ReadFile(filepath.Join(dir, one.name))
		if err != nil {
			p.t.Fatal(err)
		}
		*one.into = string(data)
	}
	return s
}

func (p terminal) must(args ...string) string {
	p.t.Helper()
	s := p.run(args...)
	if s.exit != 0 {
		p.t.Fatalf("parley %s: %d\n%s%s", strings.Join(args, " "), s.exit, s.out, s.err)
	}
	return s.out
}

// keeping keeps the cases of the ledger open until the test ends.
func (p terminal) keeping() *household {
	p.t.Helper()
	l, err := ledger.Open(p.t.Context(), p.ledger, ledgerOptions(ledger.Options{}))
	if err != nil {
		p.t.Fatal(err)
	}
	nowhere, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		p.t.Fatal(err)
	}
	h, err := newHousehold(console{err: nowhere}, casebook.NewKeeper(l), l, p.ledger)
	if err != nil {
		p.t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.WithoutCancel(p.t.Context()))
	ended := make(chan error, 1)
	go func() { ended <- h.resident.Serve(ctx) }()
	p.t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			p.t.Error(err)
		}
		_, _ = l.Close(), nowhere.Close()
	})
	return h
}

// sampleParts writes the sample's case, and its reports in parts, the later ones first.
func sampleParts(t *testing.T, parts int) (caseFile string, reports []string) {
	t.Helper()
	dir := t.TempDir()
	put := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	data, err := sample.PakAfg2025.ReadFile("pak-afg-2025/case.yaml")
	if err != nil {
		t.Fatal(err)
	}
	caseFile = put("case.yaml", data)
	if data, err = sample.PakAfg2025.ReadFile("pak-afg-2025/reports.jsonl"); err != nil {
		t.Fatal(err)
	}
	lines := slices.Collect(bytes.Lines(data))
	slices.Reverse(lines)
	for n := range parts {
		reports = append(reports, put(fmt.Sprintf("%d.jsonl", n), bytes.Join(lines[len(lines)*n/parts:len(lines)*(n+1)/parts], nil)))
	}
	return caseFile, reports
}

// shownCommands are all commands that a resident answers, in all their forms.
func shownCommands() (all [][]string) {
	for _, v := range views {
		for _, form := range []string{"--json", "--csv", "--cite=full"} {
			all = append(all, []string{v.name, form}, []string{v.name, form, "--as-of", "2025-11-07"})
		}
	}
	for _, form := range []string{"--json", "--csv", "--cite=none"} {
		all = append(all, []string{"changes", "--since", "2025-11-06", form}, []string{"changes", "--since", "2025-10-20", "--as-of", "2025-11-08", form})
	}
	for _, rule := range claim.TollRules {
		all = append(all, []string{"toll", "--rule", string(rule), "--json"})
	}
	for _, format := range []string{"md", "html", "json"} {
		all = append(all, []string{"brief", "--format", format}, []string{"brief", "--weekly", "--as-of", "2025-11-08", "--format", format})
	}
	return append(all, []string{"case", "show"}, []string{"case", "show", "--json"}, []string{"case", "show", "--yaml"}, []string{"case", "show", "--as-of", "2025-11-01"},
		[]string{"search", "truce"}, []string{"search", "killed", "--kind", "figure", "--json"})
}

// What a resident answers is what the command says by itself, byte for byte, whatever came in since it was asked last.
func TestAResidentAnswersAsTheCommandWould(t *testing.T) {
	t.Parallel()
	p := terminal{t, "sqlite:" + filepath.Join(shortDir(t), "ledger.db")}
	caseFile, reports := sampleParts(t, 3)
	p.must("ingest", "--jsonl", reports[0])
	p.must("case", "new", caseFile)
	h := p.keeping()
	few := [][]string{{"toll", "--json"}, {"answers", "--csv"}, {"changes", "--since", "2025-11-06"}, {"brief"}}
	p.holds(h, few)
	p.must("ingest", "--jsonl", reports[1])
	p.holds(h, few)
	p.must("ingest", "--jsonl", reports[2])
	p.holds(h, shownCommands())
	p.must("decide", "grade", "B2", "--outlet", "Dawn", "--reason", "named sources", "--author", "an editor")
	p.holds(h, [][]string{{"toll", "--json"}, {"brief"}, {"changes", "--since", "2025-11-06"}})
	if cases := h.cases.keeper.Cases(); len(cases) != 1 {
		t.Errorf("cases that are open: %q", cases)
	}
}

// holds compares the answers of a resident with those of the commands alone.
func (p terminal) holds(h *household, commands [][]string) {
	p.t.Helper()
	for _, args := range commands {
		asked := p.asked(h, args)
		if alone := p.run(append(args, "--alone")...); asked != alone {
			p.t.Errorf("parley %s:\nalone %d bytes (exit %d, %q), a resident %d bytes (exit %d, %q)", strings.Join(args, " "), len(alone.out), alone.exit, alone.err, len(asked.out), asked.exit, asked.err)
		}
	}
}

// asked runs a command until the resident has answered it: on a machine that is busy, commands lose patience.
func (p terminal) asked(h *household, args []string) said {
	p.t.Helper()
	for range 50 {
		before := h.resident.Answered()
		if s := p.run(args...); h.resident.Answered() > before {
			return s
		}
	}
	p.t.Fatalf("parley %s: the resident is not asked, or does not answer", strings.Join(args, " "))
	return said{}
}

// The same with PostgreSQL, where nothing is kept beside the ledger.
func TestAResidentOfPostgreSQL(t *testing.T) {
	t.Parallel()
	p := terminal{t, postgrestest.Database(t)}
	caseFile, reports := sampleParts(t, 8)
	p.must("ingest", "--jsonl", reports[0])
	p.must("case", "new", caseFile)
	h := p.keeping()
	p.holds(h, [][]string{{"toll"}, {"brief"}})
	p.must("ingest", "--jsonl", reports[1])
	p.holds(h, [][]string{{"toll", "--json"}, {"truce"}})
}

// What is wrong is said as without a resident, which leaves it to the command.
func TestAResidentLeavesErrorsToTheCommand(t *testing.T) {
	t.Parallel()
	p := terminal{t, "sqlite:" + filepath.Join(shortDir(t), "ledger.db")}
	_, reports := sampleParts(t, 20)
	p.must("ingest", "--jsonl", reports[0])
	p.holds(p.keeping(), [][]string{{"toll"}, {"toll", "--case", "nobody"}, {"search", "truce", "--case", "nobody"}, {"brief", "--daily"}})
}

// Another ledger at the address, or a resident that was killed, is noticed.
func TestAResidentOfSomethingElseIsNotAsked(t *testing.T) {
	t.Parallel()
	dir := shortDir(t)
	p := terminal{t, "sqlite:" + filepath.Join(dir, "ledger.db")}
	caseFile, reports := sampleParts(t, 10)
	p.must("ingest", "--jsonl", reports[0])
	p.must("case", "new", caseFile)
	h := p.keeping()
	had := p.must("case", "show", "--json")
	for _, name := range []string{"ledger.db", "ledger.db-wal", "ledger.db-shm"} {
		if err := os.Rename(filepath.Join(dir, name), filepath.Join(dir, "former-"+name)); err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
	}
	p.must("ingest", "--jsonl", reports[1], "--jsonl", reports[2])
	p.must("case", "new", caseFile)
	if now := p.must("case", "show", "--json"); now == had || h.resident.Answered() > 2 {
		t.Errorf("the resident answered for a ledger that is gone (%d times): %s", h.resident.Answered(), now)
	}
}

func TestStatusTellsOfAResident(t *testing.T) {
	t.Parallel()
	p := terminal{t, "sqlite:" + filepath.Join(shortDir(t), "ledger.db")}
	_, reports := sampleParts(t, 20)
	p.must("ingest", "--jsonl", reports[0])
	if out := p.must("status", "--json"); strings.Contains(out, `"resident"`) {
		t.Errorf("nobody is there: %s", out)
	}
	place := residence(p.ledger)
	if l, err := net.ListenUnix("unix", &net.UnixAddr{Name: place.Path, Net: "unix"}); err == nil { // one that was killed
		l.SetUnlinkOnClose(false)
		_ = l.Close()
	}
	if out := p.must("status", "--json"); strings.Contains(out, `"resident"`) {
		t.Errorf("it was killed: %s", out)
	}
	if out := p.asked(p.keeping(), []string{"status", "--json"}).out; !strings.Contains(out, fmt.Sprintf(`"resident":{"pid":%d`, os.Getpid())) {
		t.Errorf("one is there: %s", out)
	}
	if s := p.run("keep"); s.exit != exitOf(usage) || !strings.Contains(s.err, "already") {
		t.Errorf("a second one: %+v", s)
	}
}

// shortDir is a folder with a short name, for a socket.
func shortDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "keep")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}
