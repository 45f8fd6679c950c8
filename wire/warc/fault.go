package warc

import (
	"errors"
	"fmt"
	"io"
)

// Code names what is wrong with a file or a record. Codes are stable.
type Code string

// The codes of archives.
const (
	Syntax    Code = "syntax"    // not as ISO 28500 or RFC 9112 has it
	Truncated Code = "truncated" // the file ends within a record
	Damaged   Code = "damaged"   // the packing is broken, or the file cannot be read
	TooLong   Code = "too_long"  // more than Limits allow
	Digest    Code = "digest"    // the bytes are not those that the archive's writer had
	Encoding  Code = "encoding"  // a content encoding that is unknown or broken
)

// Fault is what is wrong with one record, or with the rest of the file.
type Fault struct {
	Code    Code
	Record  int   // its number in the file, counted from 1
	Offset  int64 // in the file: where the record, or the gzip member that holds it, begins
	Message string
	Cause   error // what lies beneath, nil where the file itself is the cause
}

// Error says which record, where, and what is wrong.
func (f *Fault) Error() string {
	return fmt.Sprintf("record %d at byte %d: %s", f.Record, f.Offset, f.Message)
}

// Unwrap is the cause.
func (f *Fault) Unwrap() error { return f.Cause }

// fault makes the fault of a record.
func (r *Record) fault(code Code, format string, values ...any) *Fault {
	return &Fault{Code: code, Record: r.Number, Offset: r.Offset, Message: fmt.Sprintf(format, values...)}
}

// unread words an error that came from beneath while a record was read.
func (r *Record) unread(err error) *Fault {
	f := r.fault(Damaged, "the archive cannot be read on: %v", err)
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		f = r.fault(Truncated, "the archive ends within this record; all before it was read. Fetch it again")
	case errors.Is(err, errBomb):
		f = r.fault(TooLong, "the archive unpacks to far more than any real one: it is a decompression bomb, or damaged")
	}
	f.Cause = unexpected(err) // never io.EOF, which means that all was read
	return f
}
