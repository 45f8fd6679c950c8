package mail

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"iter"
	"strconv"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// Documents gives the documents of a mailbox or of a single message, which it
// tells apart by the beginning. They have no Fetched: only the caller knows when
// the mail came to it. An error is a *Fault of one message; the next pair goes on after it.
func Documents(in io.Reader, limits Limits) iter.Seq2[*claim.Document, error] {
	return func(yield func(*claim.Document, error) bool) {
		b := newBox(in, limits)
		for {
			raw, err := b.next()
			if errors.Is(err, io.EOF) {
				return
			}
			var all []*claim.Document
			if err == nil {
				all, err = Read(raw)
			}
			for _, d := range all {
				if !yield(d, nil) {
					return
				}
			}
			if err != nil && !yield(nil, placed(err, b.count, b.start)) {
				return
			}
		}
	}
}

// box cuts a mailbox into its messages.
type box struct {
	in     *bufio.Reader
	most   int
	single bool   // it is one message and no mailbox
	count  int    // messages so far
	start  int64  // where the message began, in the file
	at     int64  // where the next line begins
	ahead  []byte // lines that were read too far, as one piece
	wary   bool   // a Content-Length was wrong: none of this file is believed
	ended  bool
}

func newBox(in io.Reader, limits Limits) *box {
	if limits.Message == 0 {
		limits.Message = 64 << 20
	}
	b := &box{in: bufio.NewReaderSize(in, 64<<10), most: limits.Message}
	beginning, _ := b.in.Peek(5)
	b.single = !bytes.Equal(beginning, []byte("From "))
	return b
}

// next gives the bytes of the next message, io.EOF where there is none.
func (b *box) next() ([]byte, error) {
	if b.ended {
		return nil, io.EOF
	}
	if !b.single {
		if line, err := b.line(); err != nil || len(line) == 0 { // the line that parts it from the last
			return nil, b.end(err)
		}
	}
	b.count++
	b.start = b.at
	m := message{declared: -1, head: true}
	for {
		line, err := b.line()
		if len(line) == 0 || err != nil && !errors.Is(err, io.EOF) {
			b.ended = true
			if err != nil && !errors.Is(err, io.EOF) {
				return nil, b.end(err)
			}
			return b.whole(&m)
		}
		if !b.single && m.parted(line) {
			if !m.within() || b.wary {
				b.back(line)
				return b.whole(&m)
			}
			m.maybe = append(m.maybe, len(m.text))
		}
		if m.add(line, b.most); m.overshot() && len(m.maybe) > 0 {
			return b.whole(&m)
		}
	}
}

// end is the end of the file, or what keeps it from being read.
func (b *box) end(err error) error {
	b.ended = true
	if err == nil || errors.Is(err, io.EOF) {
		return io.EOF
	}
	return &Fault{Code: Unread, Message: "the file cannot be read on: " + err.Error(), Cause: err}
}

// whole finishes a message. Where its Content-Length was wrong, messages that it
// seemed to hold are given back.
func (b *box) whole(m *message) ([]byte, error) {
	if m.within() || m.overshot() {
		b.wary = true
		if len(m.maybe) > 0 && !m.long {
			b.back(m.text[m.maybe[0]:])
			m.text = m.text[:m.maybe[0]]
			b.ended = false
		}
	}
	if m.long {
		return nil, &Fault{Code: TooLong, Message: "the message has more than " + strconv.Itoa(b.most>>20) + " MB: take out its attachments"}
	}
	if b.single {
		return m.text, nil
	}
	return unquoted(m.text), nil
}

// line gives the next line with its end, or a piece of one that is very long.
func (b *box) line() ([]byte, error) {
	if len(b.ahead) > 0 {
		n := bytes.IndexByte(b.ahead, '\n') + 1
		if n == 0 {
			n = len(b.ahead)
		}
		line := b.ahead[:n]
		b.ahead, b.at = b.ahead[n:], b.at+int64(n)
		return line, nil
	}
	line, err := b.in.ReadSlice('\n')
	b.at += int64(len(line))
	if errors.Is(err, bufio.ErrBufferFull) || len(line) > 0 && errors.Is(err, io.EOF) {
		err = nil
	}
	return line, err
}

// back gives lines back.
func (b *box) back(lines []byte) {
	b.ahead = append(bytes.Clone(lines), b.ahead...)
	b.at -= int64(len(lines))
}

// message is a message of a mailbox while its lines are gathered.
type message struct {
	text     []byte
	head     bool  // within its header
	body     int   // where its body begins
	blank    bool  // the last line was empty
	declared int   // Content-Length, as some mailboxes have it; below 0 where there is none
	maybe    []int // where another message could begin, if Content-Length is wrong
	long     bool
}

// parted tells whether a line parts this message from the next: "From ", an
// address and a time, after an empty line.
func (m *message) parted(line []byte) bool {
	if !m.blank || !bytes.HasPrefix(line, []byte("From ")) || len(line) > 300 {
		return false
	}
	for _, word := range bytes.Fields(line)[1:] { // a sentence may begin so, but has no time of day
		if len(word) >= 5 && word[len(word)-3] == ':' && bytes.IndexByte(word, ':') <= 2 {
			return true
		}
	}
	return false
}

// within tells whether Content-Length promises more than there is yet.
func (m *message) within() bool { return m.declared >= 0 && !m.head && len(m.text)-m.body < m.declared }

// overshot tells whether Content-Length ended within a line. Mailboxes differ in whether they
// count the empty line at the end.
func (m *message) overshot() bool {
	return m.declared >= 0 && !m.head && len(m.text)-m.body > m.declared+2 && len(m.maybe) > 0
}

// add takes a line.
func (m *message) add(line []byte, most int) {
	m.blank = len(bytes.TrimRight(line, "\r\n")) == 0
	if m.long = m.long || len(m.text)+len(line) > most; m.long {
		return
	}
	m.text = append(m.text, line...)
	if !m.head {
		if len(m.text)-m.body == m.declared {
			m.maybe = nil // the promise was kept: what looked like messages was part of this one
		}
		return
	}
	if name, value, ok := bytes.Cut(line, []byte(":")); ok && strings.EqualFold(string(name), "Content-Length") {
		if n, err := strconv.Atoi(string(bytes.TrimSpace(value))); err == nil && n >= 0 && n < most {
			m.declared = n
		}
	}
	if m.blank {
		m.head, m.body = false, len(m.text)
	}
}

// unquoted undoes what keeps a line of a message from parting it from the next: "From " has
// a ">" put before it (mboxo), and so have lines that had one already (mboxrd).
func unquoted(text []byte) []byte {
	if !bytes.Contains(text, []byte(">From ")) {
		return text
	}
	out := make([]byte, 0, len(text))
	for line := range bytes.Lines(text) {
		if quote := bytes.TrimLeft(line, ">"); len(quote) < len(line) && bytes.HasPrefix(quote, []byte("From ")) {
			line = line[1:]
		}
		out = append(out, line...)
	}
	return out
}
