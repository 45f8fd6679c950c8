package main

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/parley-desk/parley/ledger/postgrestest"
	"github.com/parley-desk/parley/work/natstest"
)

func TestMain(m *testing.M) {
	natstest.Serve()
	testscript.Main(postgrestest.Around{Tests: m}, map[string]func(){"parley": main})
}

// The command line, as scripts: each file of testdata/script says what a user types and sees.
func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Condition: func(name string) (bool, error) {
			return name == "root" && os.Getuid() == 0, nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"bytes":  writeBytes,
			"repeat": repeat,
			"lines":  countLines,
			"copyin": copyIn,
			"gzip":   packGzip,
			"zip":    packZip,
		},
	})
}

// writeBytes writes bytes that a script cannot hold: bytes FILE "\x89PNG…".
func writeBytes(ts *testscript.TestScript, _ bool, args []string) {
	text, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o644))
}

// repeat writes a file many times over into another: repeat N FROM TO.
func repeat(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(strings.Repeat(ts.ReadFile(args[1]), n)), 0o644))
}

// countLines holds a file to a number of lines: lines N FILE.
func countLines(ts *testscript.TestScript, _ bool, args []string) {
	if n := strings.Count(ts.ReadFile(args[1]), "\n"); args[0] != strconv.Itoa(n) {
		ts.Fatalf("%s has %d lines, not %s", args[1], n, args[0])
	}
}
