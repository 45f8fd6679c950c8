package warc

import (
	"errors"
	"io"
	"iter"
	"mime"
	"net/url"
	"strings"
	"time"

	"github.com/parley-desk/parley/claim"
)

// Document gives what a record captured: of a response the body of the HTTP answer with its
// encodings undone, of a resource or a conversion the block. It is nil
// for records that capture nothing: requests, metadata, revisits (whose body stands
// elsewhere), answers of DNS. limit bounds the body; 0 means 64 MiB. An error is a *Fault.
func (r *Record) Document(limit int64) (*claim.Document, error) {
	d := &claim.Document{URL: r.Target(), Type: r.Header.Get(fieldMedia), Body: r.Block}
	switch r.Type() {
	case Response:
		if media, _, _ := mime.ParseMediaType(d.Type); media != "" && media != "application/http" {
			return nil, nil
		}
		if err := r.answer(d, Limits{Body: limit}.orDefaults().Body); err != nil {
			return nil, err
		}
	case Resource, Conversion:
	default:
		return nil, nil
	}
	at, err := r.Date()
	if err != nil {
		return nil, r.fault(Syntax, "its %s is %q, which is no date", fieldDate, short([]byte(r.Header.Get(fieldDate))))
	}
	d.Fetched = at.Format(time.RFC3339Nano)
	d.SHA256 = sha256Hex(d.Body)
	return d, nil
}

// answer fills a document from the HTTP answer of a response.
func (r *Record) answer(d *claim.Document, limit int64) error {
	m, err := r.Message()
	if err != nil {
		return err
	}
	d.Status, d.Type, d.Headers = m.Status, m.Fields.Get(fieldMedia), restored(m.Head)
	d.Body, err = m.Decoded(limit)
	switch {
	case errors.Is(err, errTooLong):
		return r.fault(TooLong, "its body unpacks to more than %d bytes", limit)
	case err != nil:
		f := r.fault(Encoding, "%v", err)
		f.Cause = err
		return f
	}
	return nil
}

// Documents gives the documents of an archive that may be reports: pages, texts
// and PDF files of http and https addresses that were answered with 200 or 203, and pages that
// were gone (404, 410). An error is of one record, a *Fault; the next pair goes on after it.
func Documents(in io.Reader, limits Limits) iter.Seq2[*claim.Document, error] {
	return func(yield func(*claim.Document, error) bool) {
		limits = limits.orDefaults()
		archive := NewReader(in, limits)
		for {
			record, err := archive.Next()
			if errors.Is(err, io.EOF) {
				return
			}
			var d *claim.Document
			if err == nil {
				d, err = record.Report(limits.Body)
			}
			if (d != nil || err != nil) && !yield(d, err) {
				return
			}
		}
	}
}

// Report gives the record's document if it may be a report, as Documents has it. What cannot be
// one is not unpacked: an archive of a page is mostly its pictures and scripts.
func (r *Record) Report(limit int64) (*claim.Document, error) {
	if !ofTheWeb(r.Target()) {
		return nil, nil
	}
	media := r.Header.Get(fieldMedia)
	if r.Type() == Response {
		m, err := r.Message()
		if err != nil || m.Status != 200 && m.Status != 203 && m.Status != 404 && m.Status != 410 {
			return nil, err
		}
		media = m.Fields.Get(fieldMedia)
	}
	if !Readable(media) {
		return nil, nil
	}
	return r.Document(limit)
}

// ofTheWeb tells the address of something for people, not for crawlers.
func ofTheWeb(address string) bool {
	target, err := url.Parse(address)
	return err == nil && (target.Scheme == "http" || target.Scheme == "https") && target.Path != "/robots.txt"
}

// Readable tells whether a report may be of a media type: a page, a text, a PDF file, or of none.
func Readable(media string) bool {
	kind, _, err := mime.ParseMediaType(media)
	if err != nil { // "text/html;" and worse
		kind, _, _ = strings.Cut(strings.ToLower(media), ";")
	}
	switch strings.TrimSpace(kind) {
	case "", "text/html", "application/xhtml+xml", "text/plain", "application/pdf":
		return true
	}
	return false
}

// moved are the fields of an HTTP head that tell how the body is packed. A
// document's body is unpacked, so they are kept under another name, as crawlers
// on top of browsers do; else whoever reads the archive would unpack again.
var moved = []string{"Content-Encoding", "Transfer-Encoding", "Content-Length"}

const movedTo = "X-Orig-"

// renamed gives a head with the prefixes of its lines exchanged.
func renamed(head, from, to string) string {
	lines := strings.SplitAfter(head, "\n")
	for i, line := range lines {
		name, rest, found := strings.Cut(line, ":")
		for _, one := range moved {
			if found && strings.EqualFold(name, from+one) {
				lines[i] = to + name[len(from):] + ":" + rest
			}
		}
	}
	return strings.Join(lines, "")
}

func restored(head string) string { return renamed(head, movedTo, "") }
