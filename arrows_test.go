// Package parley_test holds the house in order: which room may import which,
// and which libraries stand in it at all.
package parley_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/parley-desk/parley"

// rooms lists the folders of the house in the order in which data walks
// through it, with what each may import of it. A room may import itself.
// docs/architecture.md draws the same.
var rooms = map[string][]string{
	"claim":      {},
	"wire/warc":  {"claim"},
	"wire":       {"claim", "wire/warc"},
	"article":    {"claim"},
	"language":   {},
	"knowledge":  {"claim"},
	"reader":     {"claim", "language", "knowledge"},
	"ledger":     {"claim", "wire/warc"}, // it keeps raw documents as records of web archives
	"account":    {"claim", "knowledge"},
	"brief":      {"claim", "account"},
	"forecast":   {"claim", "account"},
	"audit":      {"claim", "sheet"},
	"sheet":      {"claim"},
	"access":     {"claim", "ledger"},
	"casebook":   {"claim", "knowledge", "ledger", "account"},
	"resident":   {},
	"desk":       {"claim", "wire", "article", "language", "knowledge", "reader", "ledger", "account", "brief", "forecast", "sheet", "access", "casebook", "docs"},
	"exchange":   {"claim", "wire", "article", "language", "knowledge", "reader", "ledger", "account", "brief", "forecast", "sheet", "access", "casebook", "desk"},
	"work":       {"claim", "ledger"},
	"cmd/parley": {"claim", "wire/warc", "wire", "article", "language", "knowledge", "reader", "ledger", "account", "brief", "forecast", "sheet", "audit", "access", "casebook", "resident", "desk", "exchange", "work", "docs", "sample"},

	// Workshops: programs and packages that build or measure the house and are no part of it.
	"docs":             {},
	"claim/schema":     {"claim"},
	"claim/recordtest": {"claim", "docs"},
	"work/natstest":    {},
	"language/train":   {"language"},
	"reader/train":     {"claim", "language", "language/train", "knowledge", "reader"},
	"accuracy":         {"claim", "language", "reader", "account", "audit", "sheet"}, // calibration weighs the features that the reader goes by; events are put together as a case does
	"bench":            {"claim", "language", "knowledge", "reader", "ledger", "account", "casebook", "desk"},
	"sample":           {},
}

// forTests are what the tests of any room may import besides.
var forTests = []string{"claim", "claim/recordtest", "docs", "work/natstest", "sample"}

// testRooms are imported by tests alone, and may use what is for tests only.
var testRooms = []string{"claim/recordtest", "work/natstest"}

// pure are the rooms whose result depends on their input alone: no clock, no
// network, no store, no chance.
var pure = []string{"claim", "language", "knowledge", "reader", "account", "brief", "sheet"}

// impure are what a pure room may not use, as package or package.Name.
var impure = []string{"time.Now", "time.Since", "time.Until", "net", "net/http", "database/sql", "math/rand", "math/rand/v2", "os/exec", "crypto/rand"}

// libraries are the modules of others that the house stands on. Each has its
// reason in docs/decisions/. A module for tests only is imported by tests and
// by packages that only tests import.
var libraries = map[string]struct{ tests bool }{
	"charm.land/bubbletea/v2":                  {},
	"charm.land/lipgloss/v2":                   {},
	"github.com/RadhiFadlillah/whatlanggo":     {},
	"github.com/andybalholm/brotli":            {},
	"github.com/charmbracelet/colorprofile":    {},
	"github.com/charmbracelet/x/term":          {},
	"github.com/coreos/go-oidc/v3":             {},
	"github.com/google/go-cmp":                 {tests: true},
	"github.com/jackc/pgx/v5":                  {},
	"github.com/klauspost/compress":            {},
	"github.com/mmcdole/gofeed":                {},
	"github.com/PuerkitoBio/goquery":           {},
	"github.com/nats-io/nats-server/v2":        {tests: true},
	"github.com/nats-io/nats.go":               {},
	"github.com/pressly/goose/v3":              {},
	"github.com/prometheus/client_golang":      {},
	"github.com/rogpeppe/go-internal":          {tests: true},
	"github.com/santhosh-tekuri/jsonschema/v6": {tests: true},
	"github.com/spf13/cobra":                   {},
	"github.com/yuin/goldmark":                 {},
	"go.yaml.in/yaml/v3":                       {},
	"golang.org/x/crypto":                      {},
	"golang.org/x/net":                         {},
	"golang.org/x/oauth2":                      {},
	"golang.org/x/time":                        {},
	"modernc.org/sqlite":                       {},
	"golang.org/x/text":                        {},
	"pgregory.net/rapid":                       {tests: true},
}

// source is one Go file of the house.
type source struct {
	path    string // from the root
	room    string
	test    bool
	syntax  *ast.File
	imports []string
}

func TestArrows(t *testing.T) {
	t.Parallel()
	for _, s := range sources(t) {
		allowed, known := rooms[s.room]
		if !known {
			t.Errorf("%s: the room %q is not in the house: give it a row in arrows_test.go and in docs/architecture.md", s.path, s.room)
			continue
		}
		for _, name := range s.imports {
			inside, ours := strings.CutPrefix(name, module+"/")
			if !ours {
				continue
			}
			to := roomOf(inside)
			if to != s.room && !slices.Contains(allowed, to) && !(s.test && slices.Contains(forTests, to)) {
				t.Errorf("%s: %s may not import %s", s.path, s.room, to)
			}
		}
	}
}

func TestPureRoomsDependOnTheirInputAlone(t *testing.T) {
	t.Parallel()
	for _, s := range sources(t) {
		if s.test || s.syntax.Name.Name == "main" || !slices.Contains(pure, s.room) {
			continue // a program within a room makes or measures its data
		}
		for _, used := range slices.Concat(s.imports, selections(s.syntax)) {
			if slices.Contains(impure, used) {
				t.Errorf("%s uses %s, but %s is pure", s.path, used, s.room)
			}
		}
	}
}

func TestLibrariesAreAllowed(t *testing.T) {
	t.Parallel()
	used := map[string]bool{}
	for _, s := range sources(t) {
		for _, name := range s.imports {
			first, _, _ := strings.Cut(name, "/")
			if !strings.Contains(first, ".") || strings.HasPrefix(name, module) {
				continue
			}
			lib := libraryOf(name)
			if lib == "" {
				t.Errorf("%s imports %s, which nobody decided on: see docs/decisions/0003-dependencies.md", s.path, name)
				continue
			}
			used[lib] = true
			if libraries[lib].tests && !s.test && !slices.Contains(testRooms, s.room) {
				t.Errorf("%s imports %s, which is for tests only", s.path, name)
			}
		}
	}
	for lib := range libraries {
		if !used[lib] {
			t.Logf("%s is allowed but not used", lib)
		}
	}
}

// Each library's reason is written down.
func TestLibrariesHaveReasons(t *testing.T) {
	t.Parallel()
	records, err := filepath.Glob("docs/decisions/*.md")
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, name := range records {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(data)
	}
	for lib := range libraries {
		if !strings.Contains(all.String(), lib) {
			t.Errorf("no record in docs/decisions/ names %s", lib)
		}
	}
}

// sources reads every Go file of the house but the modules within it (tools/).
func sources(t *testing.T) []source {
	t.Helper()
	var all []source
	err := filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			return skip(name)
		}
		if !strings.HasSuffix(name, ".go") || path.Dir(name) == "." {
			return nil
		}
		s, err := read(name)
		all = append(all, s)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// skip leaves out what Go leaves out: modules of their own, hidden folders, test data.
func skip(dir string) error {
	base := filepath.Base(dir)
	_, err := os.Stat(filepath.Join(dir, "go.mod"))
	if dir != "." && (err == nil || strings.HasPrefix(base, ".") || base == "testdata" || base == "node_modules") {
		return filepath.SkipDir
	}
	return nil
}

func read(name string) (source, error) {
	syntax, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
	s := source{path: name, room: roomOf(path.Dir(name)), test: strings.HasSuffix(name, "_test.go"), syntax: syntax}
	if err != nil {
		return s, err
	}
	for _, i := range syntax.Imports {
		to, err := strconv.Unquote(i.Path.Value)
		if err != nil {
			return s, err
		}
		s.imports = append(s.imports, to)
	}
	return s, nil
}

// roomOf gives the room that a folder belongs to: the longest that holds it.
func roomOf(dir string) string {
	for at := dir; at != "."; at = path.Dir(at) {
		if _, ok := rooms[at]; ok {
			return at
		}
	}
	first, _, _ := strings.Cut(dir, "/")
	return first
}

// libraryOf gives the allowed module that a package belongs to, "" where none.
func libraryOf(name string) string {
	for lib := range libraries {
		if name == lib || strings.HasPrefix(name, lib+"/") {
			return lib
		}
	}
	return ""
}

// selections lists what a file picks from its packages: "time.Now".
func selections(file *ast.File) []string {
	var all []string
	ast.Inspect(file, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if pkg, ok := s.X.(*ast.Ident); ok {
				all = append(all, pkg.Name+"."+s.Sel.Name)
			}
		}
		return true
	})
	return all
}
