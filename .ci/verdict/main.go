// Command verdict reads `go test -json` from standard input and prints what a
// person wants to know: a line for each package, all that failing tests said,
// the tests that were skipped, and the sums. It fails when a test failed, and
// with -strict also when one was skipped: a test that needs a tool must have it.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// event is one line of `go test -json` (go doc test2json).
type event struct {
	Action, Package, Test, Output string
	ImportPath                    string // of a package that did not build
	Elapsed                       float64
}

type verdict struct {
	out                     io.Writer
	said                    map[string]*strings.Builder // by package and test: what it has printed
	passed, failed, skipped int
	skips                   []string
	broken                  bool // a package failed: a test, the build, a crash
}

func main() {
	strict := flag.Bool("strict", false, "fail when a test was skipped")
	flag.Parse()
	v := verdict{out: os.Stdout, said: map[string]*strings.Builder{}}
	if err := v.read(os.Stdin); err != nil {
		fmt.Fprintln(os.Stderr, "verdict:", err)
		os.Exit(2)
	}
	if !v.close(*strict) {
		os.Exit(1)
	}
}

func (v *verdict) read(in io.Reader) error {
	lines := bufio.NewReader(in)
	for {
		line, err := lines.ReadBytes('\n')
		var e event
		if json.Unmarshal(line, &e) == nil {
			v.take(e)
		} else if len(line) > 0 {
			fmt.Fprintf(v.out, "%s", line) // not go test's: a message of the go command
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func (v *verdict) take(e event) {
	key := e.Package + " " + e.Test
	if v.said[key] == nil {
		v.said[key] = &strings.Builder{}
	}
	switch {
	case e.Action == "build-output":
		fmt.Fprint(v.out, e.Output)
	case e.Action == "build-fail":
		v.broken = true
	case e.Action == "output":
		v.said[key].WriteString(e.Output)
	case e.Test == "":
		v.pack(e, v.said[key].String())
	case e.Action == "pass":
		v.passed++
		delete(v.said, key)
	case e.Action == "skip":
		v.skipped++
		v.skips = append(v.skips, key)
	case e.Action == "fail":
		v.failed++
		fmt.Fprintf(v.out, "\n%s", v.said[key])
	}
}

// pack ends a package.
func (v *verdict) pack(e event, said string) {
	switch e.Action {
	case "pass":
		fmt.Fprintf(v.out, "ok  \t%s\t%.1fs\n", e.Package, e.Elapsed)
	case "fail":
		v.broken = true
		fmt.Fprintf(v.out, "%s", said)
	}
}

// close prints the sums and tells whether all is well.
func (v *verdict) close(strict bool) bool {
	slices.Sort(v.skips)
	for _, key := range v.skips {
		fmt.Fprintf(v.out, "skipped: %s\n", key)
		if strict {
			fmt.Fprint(v.out, v.said[key])
		}
	}
	fmt.Fprintf(v.out, "%d passed, %d failed, %d skipped\n", v.passed, v.failed, v.skipped)
	switch {
	case v.broken || v.failed > 0:
		return false
	case v.passed == 0:
		fmt.Fprintln(v.out, "no test was run")
		return false
	case strict && v.skipped > 0:
		fmt.Fprintln(v.out, "here every test must run: see the tests that were skipped above")
		return false
	}
	return true
}
