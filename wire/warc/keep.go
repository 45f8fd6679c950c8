package warc

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// mediaAnswer is the media type of an HTTP answer in a record.
const mediaAnswer = "application/http;msgtype=response"

// Records gives a document as records: a response, or a resource where it came
// without the head of an HTTP answer, and a metadata record with all else that is known of it, as
// JSON. The same document gives the same records, ids included. Fetched and SHA256 must be set.
func Records(d *claim.Document) ([]*Record, error) {
	if sum := sha256Hex(d.Body); sum != d.SHA256 {
		return nil, fmt.Errorf("the document %s has the digest %s, where its body has %s", d.URL, d.SHA256, sum)
	}
	known, err := json.Marshal(d)
	if err != nil {
		return nil, err
	}
	capture := record(d, Resource, d.Type, d.Body)
	if block, ok := block(d); ok {
		capture = record(d, Response, mediaAnswer, block)
	}
	capture.Header.Set(fieldPayload, "sha256:"+d.SHA256)
	about := record(d, Metadata, "application/json", known)
	about.Header.Set(fieldConcurrent, capture.Header.Get(fieldID))
	return []*Record{capture, about}, nil
}

// record makes a record of a document.
func record(d *claim.Document, kind Type, media string, block []byte) *Record {
	target := d.Final
	if target == "" {
		target = d.URL
	}
	r := &Record{Version: "1.1", Block: block, Header: Header{
		{fieldType, string(kind)},
		{fieldID, identity(d, kind)},
		{fieldDate, d.Fetched},
		{fieldTarget, inLine(target)},
	}}
	if media != "" {
		r.Header.Set(fieldMedia, inLine(media))
	}
	return r
}

// identity is a record's id: made of what the record is of, so that nothing is
// left to chance (a UUID of version 8, RFC 9562).
func identity(d *claim.Document, kind Type) string {
	sum := []byte(sha256Hex(fmt.Appendf(nil, "%s\n%s\n%s\n%s\n%s", kind, d.Source, d.URL, d.Fetched, d.SHA256)))
	sum[12], sum[16] = '8', "89ab"[sum[16]%4]
	return fmt.Sprintf("<urn:uuid:%s-%s-%s-%s-%s>", sum[:8], sum[8:12], sum[12:16], sum[16:20], sum[20:32])
}

// inLine is a value as the field of a header can have it; what a server made
// of it stands in the metadata record.
func inLine(value string) string {
	return text([]byte(strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7f {
			return ' '
		}
		return c
	}, value[:min(len(value), 8<<10)])))
}

// block is the HTTP answer of a document; ok is false where its headers are no
// head that would be read back.
func block(d *claim.Document) (block []byte, ok bool) {
	head := renamed(d.Headers, "", movedTo)
	if !strings.HasSuffix(head, "\n") {
		head += "\r\n"
	}
	first, _, _ := strings.Cut(head, "\n")
	if _, ok := statusOf(first); !ok {
		return nil, false
	}
	block = append([]byte(head+"\r\n"), d.Body...)
	got, _ := partMessage(block)
	return block, len(got) == len(head) // else an empty line stands within it, or it is longer than any server's
}

// Pack gives a document as a packed archive of two records, which may be
// appended to another or kept as a file: see Records. It is an error where Fetched or
// SHA256 is missing or wrong.
func Pack(d *claim.Document) ([]byte, error) {
	records, err := Records(d)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	w := NewWriter(&out, true)
	for _, r := range records {
		if err := w.Write(r); err != nil {
			return nil, err
		}
	}
	return out.Bytes(), nil
}

var errForeign = errors.New("the archive is not that of one document: it was not written by Pack, or is damaged")

// Unpack gives the document that Pack packed, all its digests checked.
func Unpack(data []byte) (*claim.Document, error) {
	archive := NewReader(bytes.NewReader(data), Limits{Block: 1 << 40, Body: 1 << 40, Ratio: 1 << 20}) // our own, and in memory already
	capture, err := archive.Next()
	if err != nil {
		return nil, noneIfEnded(err)
	}
	about, err := archive.Next()
	if err != nil {
		return nil, noneIfEnded(err)
	}
	if _, err := archive.Next(); !errors.Is(err, io.EOF) { // also holds the end of the packing against its checksum
		return nil, errors.Join(errForeign, err)
	}
	captured, err := capture.Document(1 << 40)
	if err != nil {
		return nil, err
	}
	var d claim.Document
	if captured == nil || about.Type() != Metadata || json.Unmarshal(about.Block, &d) != nil {
		return nil, errForeign
	}
	if d.SHA256 != captured.SHA256 {
		return nil, capture.fault(Digest, "the body has the digest %s, where the document has %s", captured.SHA256, d.SHA256)
	}
	d.Body = captured.Body
	return &d, nil
}

func noneIfEnded(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}
