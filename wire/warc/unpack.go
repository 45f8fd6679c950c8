package warc

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"github.com/klauspost/compress/gzip"
)

// errBomb is a file that unpacks to more than Limits.Ratio allows.
var errBomb = errors.New("too much is unpacked")

// free is what may be unpacked before the ratio counts: a few small records of
// one repeated word pack better than any bound would allow.
const free = 64 << 20

// unpacker reads a file as one stream of bytes, whether it is packed by the
// record, as a whole or not at all, and knows where the part that it reads began.
type unpacker struct {
	count *counter
	in    *bufio.Reader
	gz    *gzip.Reader // nil where the file is not packed
	open  bool         // gz is within a member
	start int64        // of the member, in the file
	out   int64        // bytes unpacked so far
	ratio int64
}

// counter counts the bytes of a file that were read.
type counter struct {
	in io.Reader
	n  int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	c.n += int64(n)
	return n, err
}

func newUnpacker(r io.Reader, ratio int64) *unpacker {
	count := &counter{in: r}
	u := &unpacker{count: count, in: bufio.NewReaderSize(count, 64<<10), ratio: ratio}
	if magic, _ := u.in.Peek(2); bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		u.gz = new(gzip.Reader)
	}
	return u
}

// at is the offset in the file of the next byte that is read from it.
func (u *unpacker) at() int64 { return u.count.n - int64(u.in.Buffered()) }

// Read gives bytes of one gzip member at a time, so that start is that of the
// bytes it gave last.
func (u *unpacker) Read(p []byte) (int, error) {
	if u.gz == nil {
		return u.in.Read(p)
	}
	for {
		if !u.open {
			if err := u.member(); err != nil {
				return 0, err
			}
		}
		n, err := u.gz.Read(p)
		u.out += int64(n)
		switch {
		case u.out > free+u.ratio*u.at():
			return 0, errBomb
		case errors.Is(err, io.EOF):
			u.open = false
			if n == 0 {
				continue
			}
			return n, nil
		}
		return n, err
	}
}

// member begins the next gzip member; io.EOF where there is none.
func (u *unpacker) member() error {
	if _, err := u.in.Peek(1); err != nil {
		return err
	}
	u.start = u.at()
	if err := u.gz.Reset(u.in); err != nil {
		return unexpected(err)
	}
	u.gz.Multistream(false)
	u.open = true
	return nil
}

// pass goes over what is left of the member.
func (u *unpacker) pass() error {
	before := u.start
	var buf [4096]byte
	for u.open && u.start == before {
		if _, err := u.Read(buf[:]); err != nil {
			return err
		}
	}
	return nil
}

// unexpected is the end of a file within something.
func unexpected(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}
