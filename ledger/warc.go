package ledger

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/klauspost/compress/gzip"

	"github.com/parley-desk/parley/claim"
)

// A document is kept as a WARC file of one record (ISO 28500:2017): a response
// with the headers as they came, or a resource where there were none. Wherever
// the same body comes from later, it is named again, not written again.

// decodedHeaders tell of the body as it was on its way, not as it is kept.
var decodedHeaders = []string{"content-encoding", "transfer-encoding", "content-length"}

// warcOf writes a document as one record, packed by itself.
func warcOf(d *claim.Document) ([]byte, error) {
	kind, media, block := "resource", d.Type, d.Body
	if media == "" {
		media = "application/octet-stream"
	}
	if headers := headersOf(d.Headers); headers != "" {
		kind, media, block = "response", "application/http;msgtype=response", append([]byte(headers+"\r\n\r\n"), d.Body...)
	}
	var head strings.Builder
	for _, field := range [][2]string{
		{"WARC-Type", kind}, {"WARC-Record-ID", recordID(d)}, {"WARC-Date", d.Fetched}, {"WARC-Target-URI", d.URL},
		{"WARC-Payload-Digest", "sha256:" + d.SHA256}, {"Content-Type", media}, {"Content-Length", strconv.Itoa(len(block))},
	} {
		head.WriteString(field[0] + ": " + oneLine(field[1]) + "\r\n")
	}
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestSpeed)
	if err != nil {
		return nil, err
	}
	for _, part := range [][]byte{[]byte("WARC/1.1\r\n" + head.String() + "\r\n"), block, []byte("\r\n\r\n")} {
		_, _ = w.Write(part) // Close has the error
	}
	err = w.Close()
	return out.Bytes(), err
}

// recordID is made of what the record holds, so that the same record has the same bytes (a UUID of version 8, RFC 9562).
func recordID(d *claim.Document) string {
	sum := sha256.Sum256([]byte(d.URL + "\x00" + d.Fetched + "\x00" + d.SHA256))
	sum[6], sum[8] = sum[6]&0x0f|0x80, sum[8]&0x3f|0x80
	return fmt.Sprintf("<urn:uuid:%x-%x-%x-%x-%x>", sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}

// oneLine keeps what a server says from becoming a field of its own.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, s)
}

// headersOf gives status line and fields with the line ends of HTTP, none empty.
func headersOf(said string) string {
	var lines []string
	for line := range strings.Lines(said) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" {
			continue
		}
		name, _, _ := strings.Cut(line, ":")
		for _, h := range decodedHeaders {
			if strings.EqualFold(name, h) {
				line = "X-Archive-Orig-" + line
			}
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\r\n")
}

// bodyOf reads the body back from a record that warcOf wrote.
func bodyOf(record []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(record))
	if err != nil {
		return nil, damaged(err)
	}
	data, err := io.ReadAll(io.LimitReader(r, maxBlob))
	if err != nil {
		return nil, damaged(err)
	}
	head, block, found := bytes.Cut(data, []byte("\r\n\r\n"))
	if !found || !bytes.HasSuffix(block, []byte("\r\n\r\n")) {
		return nil, damaged(io.ErrUnexpectedEOF)
	}
	block = block[:len(block)-len("\r\n\r\n")]
	if bytes.Contains(head, []byte("\r\nWARC-Type: response\r\n")) || bytes.HasPrefix(head, []byte("WARC/1.1\r\nWARC-Type: response\r\n")) {
		_, block, _ = bytes.Cut(block, []byte("\r\n\r\n"))
	}
	return block, nil
}

func damaged(err error) error {
	return fault(Corrupt, err, "ledger: a document kept as evidence is damaged (%v): parley restore makes a new ledger from a backup", err)
}

// hashOf is a body's SHA-256 as documents carry it.
func hashOf(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}
