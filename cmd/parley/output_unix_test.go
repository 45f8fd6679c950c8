//go:build unix

package main

import (
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// What is no file, such as a pipe or a device, is written to and stays what it is.
func TestOutputIntoAPipe(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	read := make(chan string, 1)
	go func() {
		file, err := os.Open(path)
		if err != nil {
			read <- err.Error()
			return
		}
		defer func() { _ = file.Close() }()
		data, _ := io.ReadAll(io.LimitReader(file, 5))
		read <- string(data)
	}()
	out, err := newOutput(path, os.Stdout)
	if err != nil {
		t.Fatal(err)
	}
	defer out.abandon()
	if _, err := out.WriteString("words"); err != nil {
		t.Fatal(err)
	}
	if err := out.finish(); err != nil {
		t.Fatal(err)
	}
	if got := <-read; got != "words" {
		t.Errorf("%q came out of the pipe", got)
	}
	if info, err := os.Lstat(path); err != nil || info.Mode().Type() != os.ModeNamedPipe {
		t.Errorf("it is no pipe any more: %v, %v", info, err)
	}
}
