package warc

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"math"
	"strconv"
	"strings"
)

// Reader reads the records of an archive, one after the other.
type Reader struct {
	limits Limits
	file   *unpacker
	in     *bufio.Reader // what file unpacks
	count  int
	ended  bool
}

// NewReader begins to read an archive. It finds out itself whether it is packed.
func NewReader(r io.Reader, limits Limits) *Reader {
	limits = limits.orDefaults()
	file := newUnpacker(r, limits.Ratio)
	return &Reader{limits: limits, file: file, in: bufio.NewReaderSize(file, 64<<10)}
}

// Next gives the next record, or io.EOF after the last. Any other error is a
// *Fault of one record: after it, Next goes on with the next record that can be
// found, and ends where none can. Where the fault is of a digest, the record
// comes with it.
func (r *Reader) Next() (*Record, error) {
	if r.ended {
		return nil, io.EOF
	}
	record := &Record{Number: r.count + 1}
	if err := r.begin(record); err != nil {
		r.ended = true
		if errors.Is(err, io.EOF) {
			return nil, io.EOF
		}
		return nil, record.unread(err)
	}
	r.count++
	length, f := r.header(record)
	if f == nil {
		return r.block(record, length)
	}
	r.recover(f)
	return nil, f
}

// begin goes to the first byte of the next record and notes where it is.
func (r *Reader) begin(record *Record) error {
	record.Offset = r.file.at()
	for {
		c, err := r.in.ReadByte()
		if err != nil {
			return err
		}
		if c == '\r' || c == '\n' { // the two line ends after a block, or more
			continue
		}
		_ = r.in.UnreadByte() // cannot fail after ReadByte
		record.Offset = r.file.start
		if r.file.gz == nil {
			record.Offset = r.file.at() - int64(r.in.Buffered())
		}
		return nil
	}
}

// header reads the version and the fields, and gives the length of the block.
func (r *Reader) header(record *Record) (int64, *Fault) {
	size := 0
	for number := 0; ; number++ {
		line, err := r.in.ReadSlice('\n')
		size += len(line)
		switch {
		case errors.Is(err, bufio.ErrBufferFull) || size > r.limits.Header:
			return 0, record.fault(TooLong, "its header has more than %d bytes", r.limits.Header)
		case err != nil && (number > 0 || bytes.HasPrefix([]byte("WARC/"), line[:min(len(line), 5)])):
			return 0, record.unread(err)
		case number == 0:
			if f := record.version(line); f != nil {
				return 0, f
			}
		case len(bytes.TrimRight(line, "\r\n")) == 0:
			return record.length()
		case !record.Header.add(line):
			return 0, record.fault(Syntax, "line %d of its header is no field: %q", number+1, short(line))
		}
	}
}

// version reads the first line of a record.
func (r *Record) version(line []byte) *Fault {
	version, ok := strings.CutPrefix(strings.TrimRight(string(line), "\r\n"), "WARC/")
	switch {
	case !ok:
		return r.fault(Syntax, "no record begins here, but %q: is this a WARC file?", short(line))
	case version != "1.0" && version != "1.1" && !strings.HasPrefix(version, "0."): // 0.17 and 0.18 were drafts that crawlers wrote
		return r.fault(Syntax, "it is of WARC version %q; 1.0 and 1.1 are known", short([]byte(version)))
	}
	r.Version = version
	return nil
}

// length reads the length of the block, which every record must have once.
func (r *Record) length() (int64, *Fault) {
	all := r.Header.All(fieldLength)
	if len(all) == 0 {
		return 0, r.fault(Syntax, "it has no %s", fieldLength)
	}
	for _, one := range all {
		n, err := strconv.ParseUint(one, 10, 63)
		if err != nil || one != all[0] {
			return 0, r.fault(Syntax, "its %s is %q", fieldLength, short([]byte(strings.Join(all, ", "))))
		}
		if n > math.MaxInt64/2 {
			return 0, r.fault(TooLong, "its %s is %d", fieldLength, n)
		}
	}
	n, _ := strconv.ParseInt(all[0], 10, 64)
	return n, nil
}

// block reads a record's block, or passes it over where it is too long.
func (r *Reader) block(record *Record, length int64) (*Record, error) {
	if length > r.limits.Block {
		n, err := io.CopyN(io.Discard, r.in, length)
		if err != nil {
			r.ended = true
			f := record.unread(err)
			f.Message += " (its header promises " + strconv.FormatInt(length, 10) + " bytes, " + strconv.FormatInt(n, 10) + " are there)"
			return nil, f
		}
		return nil, record.fault(TooLong, "its block has %d bytes, more than %d: it was passed over", length, r.limits.Block)
	}
	var block bytes.Buffer
	block.Grow(int(min(length, 1<<20)) + bytes.MinRead) // no more at once: the length is only promised
	n, err := block.ReadFrom(io.LimitReader(r.in, length))
	if err == nil && n < length {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		r.ended = true
		return nil, record.unread(err)
	}
	record.Block = block.Bytes()
	if f := record.checkDigest(); f != nil {
		return record, f
	}
	return record, nil
}

// recover finds the next record after one whose header could not be read: the
// next gzip member, where there are any. What follows in a file that is not packed
// cannot be told from the record's own block.
func (r *Reader) recover(f *Fault) {
	if r.file.gz == nil || f.Cause != nil {
		r.ended = true
		return
	}
	// What is left of this member may lie in the buffer, or in the file still.
	r.in.Reset(r.file)
	if err := r.file.pass(); err != nil {
		r.ended = true
	}
}

// short is the beginning of something that an error shows.
func short(data []byte) string {
	const length = 60
	data = bytes.TrimRight(data, "\r\n")
	if len(data) > length {
		return string(data[:length]) + "…"
	}
	return string(data)
}
