package warc

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http/httputil"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

var (
	errTooLong  = errors.New("its body unpacks to too much")
	errEncoding = errors.New("its body cannot be unpacked")
)

// mostCodings bounds how often a body may be packed; no server packs more than once.
const mostCodings = 3

// Decoded gives the body with its transfer and content encodings undone, at
// most limit bytes of it. Many crawlers archive the body unpacked under a head that still calls it
// packed; where it does not begin as its encoding must, it is taken as it is.
func (m *Message) Decoded(limit int64) ([]byte, error) {
	body := m.Body
	if strings.EqualFold(strings.TrimSpace(m.Fields.Get("Transfer-Encoding")), "chunked") {
		if plain, ok := unchunk(body, limit); ok {
			body = plain
		}
	}
	codings := strings.Split(strings.ToLower(strings.Join(m.Fields.All("Content-Encoding"), ",")), ",")
	if len(codings) > mostCodings {
		return nil, fmt.Errorf("%w: %d encodings", errEncoding, len(codings))
	}
	for i := len(codings) - 1; i >= 0; i-- { // the last was put on last
		var err error
		if body, err = undo(strings.TrimSpace(codings[i]), body, limit); err != nil {
			return nil, err
		}
	}
	if int64(len(body)) > limit {
		return nil, errTooLong
	}
	return body, nil
}

// unchunk undoes chunks (RFC 9112, 7.1); ok is false where the body has none.
func unchunk(body []byte, limit int64) (plain []byte, ok bool) {
	plain, err := io.ReadAll(io.LimitReader(httputil.NewChunkedReader(bytes.NewReader(body)), limit+1))
	// A body that breaks off gives what came before; one without chunks gives nothing.
	return plain, err == nil || len(plain) > 0 && errors.Is(err, io.ErrUnexpectedEOF)
}

// undo undoes one content coding (RFC 9110, 8.4; RFC 7932, RFC 8878).
func undo(coding string, body []byte, limit int64) ([]byte, error) {
	switch {
	case len(body) == 0 || coding == "" || coding == "identity":
		return body, nil
	case (coding == "gzip" || coding == "x-gzip") && bytes.HasPrefix(body, []byte{0x1f, 0x8b}):
		in, err := gzip.NewReader(bytes.NewReader(body))
		return unpacked(in, err, limit)
	case coding == "zstd" && bytes.HasPrefix(body, []byte{0x28, 0xb5, 0x2f, 0xfd}):
		in, err := zstd.NewReader(bytes.NewReader(body), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(8<<20))
		if err == nil {
			defer in.Close()
		}
		return unpacked(in, err, limit)
	case coding == "deflate" && body[0]&0x0f == 8 && len(body) > 1 && (int(body[0])<<8|int(body[1]))%31 == 0:
		in, err := zlib.NewReader(bytes.NewReader(body))
		return unpacked(in, err, limit)
	case coding == "deflate" || coding == "br":
		return unmarked(coding, body, limit)
	case coding == "gzip" || coding == "x-gzip" || coding == "zstd":
		return body, nil // it was unpacked before it was archived
	}
	return nil, fmt.Errorf("%w: the encoding %q is not known", errEncoding, short([]byte(coding)))
}

// unmarked undoes the codings that no magic bytes give away: a body that they
// cannot be, from its beginning on, was unpacked before it was archived.
func unmarked(coding string, body []byte, limit int64) ([]byte, error) {
	var in io.Reader = brotli.NewReader(bytes.NewReader(body))
	if coding == "deflate" {
		in = flate.NewReader(bytes.NewReader(body))
	}
	plain, err := unpacked(in, nil, limit)
	if errors.Is(err, errEncoding) && looksWritten(body) {
		return body, nil
	}
	return plain, err
}

// looksWritten tells a page or a text from packed bytes: those have control characters early on.
func looksWritten(body []byte) bool {
	for _, c := range body[:min(len(body), 512)] {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' {
			return false
		}
	}
	return true
}

// unpacked reads all that a decoder gives, up to the limit.
func unpacked(in io.Reader, err error, limit int64) ([]byte, error) {
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errEncoding, err)
	}
	plain, err := io.ReadAll(io.LimitReader(in, limit+1))
	switch {
	case int64(len(plain)) > limit:
		return nil, errTooLong
	case err != nil:
		return nil, fmt.Errorf("%w: %w", errEncoding, err)
	}
	return plain, nil
}
