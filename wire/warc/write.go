package warc

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/klauspost/compress/gzip"
)

// Writer writes records, WARC 1.1.
type Writer struct {
	out    io.Writer
	gz     *gzip.Writer // nil where records are not packed
	buf    bytes.Buffer
	offset int64
}

// NewWriter begins an archive, or goes on with one. Where packed is set, each
// record is a gzip member of its own (ISO 28500, annex D).
func NewWriter(out io.Writer, packed bool) *Writer {
	w := &Writer{out: out}
	if packed {
		w.gz = gzip.NewWriter(&w.buf)
	}
	return w
}

// Offset is how many bytes were written: where the next record begins.
func (w *Writer) Offset() int64 { return w.offset }

// Write writes a record in one call of the output's Write, so that a record
// is there as a whole or broken off, never mixed with another. It adds
// Content-Length and, where there is none, WARC-Block-Digest (sha256). The record must
// have a type, an id and a date; a field that would not be read back as it is,
// as one with a line end in it, is an error.
func (w *Writer) Write(r *Record) error {
	head, err := r.head()
	if err != nil {
		return err
	}
	w.buf.Reset()
	if err := w.pack(head, r.Block, []byte("\r\n\r\n")); err != nil {
		return err
	}
	n, err := w.out.Write(w.buf.Bytes())
	w.offset += int64(n)
	return err
}

// pack puts the parts of a record into the buffer.
func (w *Writer) pack(parts ...[]byte) error {
	var to io.Writer = &w.buf
	if w.gz != nil {
		w.gz.Reset(&w.buf)
		to = w.gz
	}
	for _, part := range parts {
		if _, err := to.Write(part); err != nil {
			return err
		}
	}
	if w.gz != nil {
		return w.gz.Close()
	}
	return nil
}

// head writes the version and the fields.
func (r *Record) head() ([]byte, error) {
	for _, name := range []string{fieldType, fieldID, fieldDate} {
		if r.Header.Get(name) == "" {
			return nil, fmt.Errorf("a record without %s cannot be written", name)
		}
	}
	var b bytes.Buffer
	b.WriteString("WARC/1.1\r\n")
	for _, f := range r.Header {
		if strings.EqualFold(f.Name, fieldLength) {
			continue
		}
		if !isToken(f.Name) || text([]byte(f.Value)) != f.Value || strings.ContainsAny(f.Value, "\r\n\x00") {
			return nil, fmt.Errorf("the field %q with the value %q cannot be written into an archive", short([]byte(f.Name)), short([]byte(f.Value)))
		}
		b.WriteString(f.Name + ": " + f.Value + "\r\n")
	}
	if r.Header.Get(fieldDigest) == "" {
		b.WriteString(fieldDigest + ": " + label(r.Block) + "\r\n")
	}
	b.WriteString(fieldLength + ": " + strconv.Itoa(len(r.Block)) + "\r\n\r\n")
	if b.Len() > mostHeader {
		return nil, fmt.Errorf("a header of %d bytes cannot be written into an archive: %d are allowed", b.Len(), mostHeader)
	}
	return b.Bytes(), nil
}
