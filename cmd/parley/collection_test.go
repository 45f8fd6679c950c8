package main

import (
	"archive/zip"
	"bytes"
	"os"

	"github.com/klauspost/compress/gzip"
	"github.com/rogpeppe/go-internal/testscript"
)

// copyIn copies a file of the project that a script cannot hold: copyin FROM TO.
func copyIn(ts *testscript.TestScript, _ bool, args []string) {
	data, err := os.ReadFile(args[0])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), data, 0o644))
}

// packGzip packs a file: gzip FROM TO.
func packGzip(ts *testscript.TestScript, _ bool, args []string) {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, err := w.Write([]byte(ts.ReadFile(args[0])))
	ts.Check(err)
	ts.Check(w.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), out.Bytes(), 0o644))
}

// packZip packs files under names: zip TO NAME FROM [NAME FROM]….
func packZip(ts *testscript.TestScript, _ bool, args []string) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i := 1; i+1 < len(args); i += 2 {
		w, err := z.Create(args[i])
		ts.Check(err)
		_, err = w.Write([]byte(ts.ReadFile(args[i+1])))
		ts.Check(err)
	}
	ts.Check(z.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), out.Bytes(), 0o644))
}
