// Package unpack undoes the content encodings of HTTP within bounds, so that a
// small answer cannot become a huge one.
package unpack

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// Accept is what Read can undo, as Accept-Encoding has it.
const Accept = "gzip, br, zstd, deflate"

// The errors of Read. What else it returns comes from the reader beneath.
var (
	ErrTooLarge = errors.New("more bytes than allowed")
	ErrBomb     = errors.New("unpacks to far more than was sent")
	ErrEncoding = errors.New("the compression is broken or not known")
)

// free is what may be unpacked whatever the ratio: a page of nothing but spaces is odd, not an attack.
const free = 1 << 20

// maxChain is how many encodings may lie over each other.
const maxChain = 2

// Bounds are how much may come out.
type Bounds struct {
	Size  int64 // bytes, unpacked
	Ratio int64 // unpacked to packed, above 1 MiB unpacked
}

// Read reads all of r and undoes encodings, which is what Content-Encoding says.
// With ErrTooLarge it gives what came before the bound.
func Read(r io.Reader, encodings string, b Bounds) ([]byte, error) {
	var body bytes.Buffer
	_, err := Copy(&body, r, encodings, b)
	if err != nil && !errors.Is(err, ErrTooLarge) {
		return nil, err
	}
	return body.Bytes(), err
}

// Copy is Read to a writer. It gives how many bytes it wrote.
func Copy(dst io.Writer, r io.Reader, encodings string, b Bounds) (int64, error) {
	packed := &counting{r: r}
	out, closers, err := chain(packed, encodings)
	defer func() {
		for _, c := range closers {
			c()
		}
	}()
	if err != nil {
		return 0, err
	}
	n, err := copyWithin(dst, out, packed, b)
	if err != nil && packed.err == nil && len(closers) > 0 && !errors.Is(err, ErrTooLarge) && !errors.Is(err, ErrBomb) {
		return n, fmt.Errorf("%w: %w", ErrEncoding, err)
	}
	return n, err
}

// copyWithin stops as soon as a bound is broken.
func copyWithin(dst io.Writer, r io.Reader, packed *counting, b Bounds) (size int64, err error) {
	chunk := make([]byte, 32<<10)
	for {
		n, err := r.Read(chunk)
		fits := min(int64(n), b.Size-size)
		if _, err := dst.Write(chunk[:fits]); err != nil {
			return size, err
		}
		size += fits
		switch {
		case size > free && size > packed.n*b.Ratio:
			return size, ErrBomb
		case fits < int64(n):
			return size, ErrTooLarge
		case errors.Is(err, io.EOF):
			return size, nil
		case err != nil:
			return size, err
		}
	}
}

// counting counts what was sent, and keeps the error of the connection apart from those of the unpacking.
type counting struct {
	r   io.Reader
	n   int64
	err error
}

func (c *counting) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	if err != nil && !errors.Is(err, io.EOF) {
		c.err = err
	}
	return n, err
}

// chain lays a reader for each encoding over r, the last applied first.
func chain(r io.Reader, encodings string) (io.Reader, []func(), error) {
	var closers []func()
	names := strings.Split(strings.ToLower(encodings), ",")
	for i := len(names) - 1; i >= 0; i-- {
		name := strings.TrimSpace(names[i])
		if name == "" || name == "identity" {
			continue
		}
		if len(closers) == maxChain {
			return nil, closers, fmt.Errorf("%w: %d encodings over each other", ErrEncoding, len(names))
		}
		next, closer, err := layer(r, name)
		if err != nil {
			return nil, closers, fmt.Errorf("%w: %w", ErrEncoding, err)
		}
		r, closers = next, append(closers, closer)
	}
	return r, closers, nil
}

func layer(r io.Reader, name string) (io.Reader, func(), error) {
	switch name {
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(r)
		return z, func() {}, err
	case "deflate":
		return inflate(r)
	case "br":
		return brotli.NewReader(r), func() {}, nil
	case "zstd":
		z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(8<<20), zstd.WithDecoderMaxMemory(64<<20))
		if err != nil {
			return nil, nil, err
		}
		return z, z.Close, nil
	}
	return nil, nil, fmt.Errorf("%.40q is not known", name)
}

// inflate takes "deflate" for what it is by RFC 9110, zlib, and for the bare
// deflate that some servers send.
func inflate(r io.Reader) (io.Reader, func(), error) {
	b := bufio.NewReader(r)
	head, err := b.Peek(2)
	if err == nil && head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
		z, err := zlib.NewReader(b)
		return z, func() {}, err
	}
	return flate.NewReader(b), func() {}, nil
}
