package audit

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/parley-desk/parley/claim"
)

// Deed is what somebody decided.
type Deed string

// The deeds.
const (
	Right   Deed = "right"   // the claim is right, but for the fields that are said to be wrong
	Wrong   Deed = "wrong"   // nothing of the kind is said here
	Mended  Deed = "field"   // a field of the claim is wrong; Value is what it should be, empty where that is not said
	Skipped Deed = "skip"    // not decided
	Missed  Deed = "missed"  // a claim of a kind that the reader did not find
	Done    Deed = "done"    // nothing else was missed in the report
	Undone  Deed = "undo"    // the deed before, not yet undone, does not hold
	Forgot  Deed = "restore" // a field that was said to be wrong is right
)

// Entry is one line of the journal.
type Entry struct {
	Do     Deed        `json:"do"`
	Report string      `json:"report"`
	SHA256 string      `json:"sha256,omitempty"` // of the report's text: what was decided holds for this text alone
	Claim  string      `json:"claim,omitempty"`
	Kind   claim.Kind  `json:"kind,omitempty"`
	In     string      `json:"in,omitempty"`
	Span   *claim.Span `json:"span,omitempty"`
	Words  string      `json:"words,omitempty"`
	Field  string      `json:"field,omitempty"`
	Value  string      `json:"value,omitempty"`
	Said   []Field     `json:"said,omitempty"` // what the claim said when it was judged
}

// Journal is a file to which deeds are appended, each on disk before the next.
type Journal struct {
	file *os.File
	name string
}

// OpenJournal opens a journal, or begins one, and gives the deeds that stand in it. A last
// line that a crash cut short is dropped from the file. A line that is no deed is an error that names it.
func OpenJournal(name string) (*Journal, []Entry, error) {
	file, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, nil, err
	}
	entries, whole, err := readEntries(file, name)
	if err == nil {
		err = file.Truncate(whole)
	}
	if err == nil {
		_, err = file.Seek(0, io.SeekEnd)
	}
	if err != nil {
		return nil, nil, errors.Join(err, file.Close())
	}
	return &Journal{file, name}, entries, nil
}

// readEntries reads the lines of a journal and how many bytes of it are whole lines.
func readEntries(in io.Reader, name string) (entries []Entry, whole int64, err error) {
	data, err := io.ReadAll(in)
	if err != nil {
		return nil, 0, err
	}
	for n := 1; ; n++ {
		line, rest, ended := bytes.Cut(data, []byte("\n"))
		if !ended {
			return entries, whole, nil
		}
		var e Entry
		if err := json.Unmarshal(line, &e); err != nil || e.Do == "" {
			return nil, 0, fmt.Errorf("%s, line %d: not a line of an audit's journal: take the file away or name another with --gold", name, n)
		}
		entries, whole, data = append(entries, e), whole+int64(len(line))+1, rest
	}
}

// Append puts a deed on disk.
func (j *Journal) Append(e Entry) error {
	line, err := json.Marshal(e)
	if err != nil {
		return err
	}
	if _, err := j.file.Write(append(line, '\n')); err != nil {
		return fmt.Errorf("%s: %w", j.name, err)
	}
	return j.file.Sync()
}

// Close closes the journal; everything in it is on disk already.
func (j *Journal) Close() error { return j.file.Close() }
