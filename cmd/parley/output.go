package main

import (
	"bufio"
	"os"
	"path/filepath"
)

// output is where results go: standard output, or a file that appears only when it is whole.
type output struct {
	*bufio.Writer
	file *os.File
	path string // the file's name when it is whole; empty for standard output
}

// newOutput opens an output; an empty path or "-" means standard output.
func newOutput(path string, standard *os.File) (*output, error) {
	if path == "" || path == "-" {
		return &output{Writer: bufio.NewWriterSize(standard, 1<<16), file: standard}, nil
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() && !info.IsDir() { // a device or a pipe is written to, never replaced
		file, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return nil, outputFault(path, err)
		}
		return &output{Writer: bufio.NewWriterSize(file, 1<<16), file: file}, nil
	}
	// In the same folder, so that the last step is a rename within one file system.
	file, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return nil, outputFault(path, err)
	}
	return &output{Writer: bufio.NewWriterSize(file, 1<<16), file: file, path: path}, nil
}

// finish makes the output whole: everything written is there, under its name.
func (o *output) finish() error {
	if err := o.Flush(); err != nil {
		return outputFault(o.path, err)
	}
	if o.path == "" {
		return nil
	}
	for _, step := range []func() error{
		func() error { return o.file.Chmod(0o644) }, // CreateTemp's 0600 would hide it from the team
		o.file.Sync, o.file.Close,
		func() error { return os.Rename(o.file.Name(), o.path) },
	} {
		if err := step(); err != nil {
			return outputFault(o.path, err)
		}
	}
	return nil
}

// abandon leaves nothing behind of a file that was not finished; harmless afterwards.
func (o *output) abandon() {
	if o != nil && o.path != "" {
		_ = o.file.Close()
		_ = os.Remove(o.file.Name())
	}
}

// outputFault words an error of writing.
func outputFault(path string, err error) error {
	if isClosedPipe(err) {
		return err
	}
	if path == "" {
		path = "standard output"
	}
	return &failure{noOutput, path + " cannot be written: " + err.Error(), err}
}
