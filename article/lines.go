package article

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// Lines cuts a stream into lines, one at a time, and holds no more of a line
// than its limit, however long the line is.
type Lines struct {
	in    *bufio.Reader
	limit int
	count int   // lines read so far
	bytes int64 // bytes read so far
}

// NewLines reads the lines of in; a line of more than limit bytes is cut there.
func NewLines(in io.Reader, limit int) *Lines {
	return &Lines{in: bufio.NewReaderSize(in, 1<<16), limit: limit}
}

// Count is the number of the latest line, counted from 1.
func (l *Lines) Count() int { return l.count }

// Bytes is how much has been read, line ends included.
func (l *Lines) Bytes() int64 { return l.bytes }

// Next appends the next line that is not blank to into, without its end. long tells
// that the line was longer than the limit: into then ends with its beginning, and the
// rest has been skipped. The error is io.EOF after the last line, or the stream's own.
func (l *Lines) Next(into []byte) (line []byte, long bool, err error) {
	for {
		start := len(into)
		into, long, err = l.read(into)
		if err != nil {
			return into[:start], false, err
		}
		l.count++
		if l.count == 1 {
			into = append(into[:start], bytes.TrimPrefix(into[start:], byteOrderMark)...)
		}
		if len(bytes.TrimSpace(into[start:])) > 0 {
			return bytes.TrimRight(into, "\r\n"), long, nil
		}
		into = into[:start]
	}
}

// read appends one line to into, up to the limit.
func (l *Lines) read(into []byte) (line []byte, long bool, err error) {
	held := 0
	for {
		part, err := l.in.ReadSlice('\n')
		l.bytes += int64(len(part))
		held += len(part)
		if room := l.limit - (held - len(part)); room < len(part) {
			part, long = part[:max(room, 0)], true
		}
		into = append(into, part...)
		switch {
		case err == nil || errors.Is(err, io.EOF) && held > 0:
			return into, long, nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return into, false, err
		}
	}
}
