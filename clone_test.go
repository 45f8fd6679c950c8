package parley_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// beside is a folder beside the clone, where gold sets may lie. Only what
// measures or trains may name it, as a default that can be changed.
const beside = "../" + "shared"

// mayNameBeside are the files that may.
var mayNameBeside = []string{"Makefile", "accuracy/main.go", "language/train/main.go"}

// A clone builds, runs and passes its tests alone: nothing else looks outside
// it, and nothing but the gold's own scorers is Python.
func TestACloneStandsAlone(t *testing.T) {
	t.Parallel()
	err := filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && slices.Contains([]string{".git", "bin", "out", "build", "node_modules"}, name):
			return filepath.SkipDir
		case entry.IsDir() || !entry.Type().IsRegular():
			return nil
		}
		if strings.HasSuffix(name, ".py") {
			t.Errorf("%s: Python", name)
		}
		data, err := os.ReadFile(name)
		if bytes.Contains(data, []byte(beside)) && !slices.Contains(mayNameBeside, name) {
			t.Errorf("%s names %s", name, beside)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
