// Package pdf takes the text out of PDF reports (ISO 32000-1), with the page that
// each piece of it stands on: lines joined to paragraphs, words that were parted at a line's end
// mended, ligatures undone, running headers and footers and the marks of
// footnotes left out, footnotes after the paragraph that they interrupt.
//
// A file may be hostile. Objects, pages, unpacked bytes and operations are
// counted against Limits, so that every file ends, in bounded memory, without a
// clock; what is damaged is read as far as it can be, as other readers do.
package pdf

import (
	"cmp"
	"errors"
	"fmt"
	"io"
)

// Limits bound what a file may ask for. A zero field means its default.
type Limits struct {
	Size  int64 // bytes of the file; 128 MiB
	Bytes int64 // bytes of all streams, unpacked; 128 MiB
	Steps int   // values, operators and letters in all; 10 million: a few seconds, some hundred MB
	Pages int   // 2,000
}

func (l Limits) orDefaults() Limits {
	return Limits{Size: cmp.Or(l.Size, 128<<20), Bytes: cmp.Or(l.Bytes, 128<<20), Steps: cmp.Or(l.Steps, 10_000_000), Pages: cmp.Or(l.Pages, 2000)}
}

// Code names why a file has no text. Codes are stable.
type Code string

// The codes of PDF files.
const (
	Scan      Code = "scan"      // pictures of pages, or letters that nothing tells
	Encrypted Code = "encrypted" // with a password
	Damaged   Code = "damaged"   // no PDF, or one without a page that can be found
	TooLong   Code = "too_long"  // more than Limits allow
)

// Fault is why a file has no text, and what its owner can do.
type Fault struct {
	Code    Code
	Message string
	Cause   error // what lies beneath, nil where the file itself is the cause
}

// Error is the message.
func (f *Fault) Error() string { return f.Message }

// Unwrap is the cause.
func (f *Fault) Unwrap() error { return f.Cause }

// Page is a piece of the text and the page that it stands on, counted from 1. Start and
// End count code points. Pieces follow each other without overlap; a page may have several.
type Page struct{ Number, Start, End int }

// Document is what a file says.
type Document struct {
	Title   string // the heading of its first page, or else what its metadata say
	Author  string // of its metadata
	Created string // of its metadata: a day, ISO 8601
	Text    string
	Pages   []Page
	Count   int // pages that the file has
	Read    int // pages that were read, fewer where Limits ended it
}

// Read reads a file of size bytes. The error is a *Fault. A file with more pages
// or more on them than Limits allow gives what was read within them.
func Read(in io.ReaderAt, size int64, limits Limits) (*Document, error) {
	limits = limits.orDefaults()
	if size > limits.Size {
		return nil, &Fault{Code: TooLong, Message: fmt.Sprintf("the PDF file has more than %d MB: split it, or take its text out with pdftotext", limits.Size>>20)}
	}
	data := make([]byte, size)
	if n, err := in.ReadAt(data, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, &Fault{Code: Damaged, Message: "the PDF file cannot be read: " + err.Error(), Cause: err}
	} else if int64(n) < size {
		data = data[:n]
	}
	return read(data, limits)
}

// read reads a file that is in memory. Whatever a file does to the reader is a fault of that file.
func read(data []byte, limits Limits) (d *Document, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			d, err = nil, &Fault{Code: Damaged, Message: "the PDF file is damaged where it cannot be mended: open it and print it to a new PDF file", Cause: fmt.Errorf("%v", cause)}
		}
	}()
	f := open(data, limits)
	switch {
	case len(f.objects) == 0:
		return nil, &Fault{Code: Damaged, Message: "this is no PDF file, or nothing of it is left: fetch it again"}
	case f.encrypted && !f.unlock():
		return nil, &Fault{Code: Encrypted, Message: "the PDF file is locked with a password: save it without one, for example with qpdf --decrypt"}
	}
	f.unpackObjects()
	return f.document()
}

// budget is what may still be spent on a file.
type budget struct {
	steps int
	bytes int64
}

// step spends one step; false where none is left.
func (b *budget) step() bool {
	b.steps--
	return b.steps > 0
}
