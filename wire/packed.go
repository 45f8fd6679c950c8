package wire

import (
	"archive/zip"
	"bytes"
	"context"
	"io"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/wire/unpack"
)

// unpacked is a list that is itself a gzip or ZIP file, unpacked within bounds;
// of a ZIP file its first. Sitemaps come as the one, GDELT's exports as the other.
func (w *Wire) unpacked(ctx context.Context, doc *claim.Document) (*claim.Document, error) {
	var in io.Reader = bytes.NewReader(doc.Body)
	encoding := ""
	switch {
	case bytes.HasPrefix(doc.Body, []byte{0x1f, 0x8b}):
		encoding = "gzip"
	case bytes.HasPrefix(doc.Body, []byte("PK\x03\x04")):
		files, err := zip.NewReader(bytes.NewReader(doc.Body), int64(len(doc.Body)))
		if err != nil || len(files.File) == 0 {
			return nil, fault(BadEncoding, err, "%s is a ZIP file that cannot be read: fetch it by hand and look", Shown(doc.URL))
		}
		first, err := files.File[0].Open()
		if err != nil {
			return nil, fault(BadEncoding, err, "%s is a ZIP file whose first file cannot be read: fetch it by hand and look", Shown(doc.URL))
		}
		defer first.Close()
		in = first
	default:
		return doc, nil
	}
	bounds := unpack.Bounds{Size: w.Limits.Body, Ratio: w.Limits.Ratio}
	if encoding == "" { // what was sent has been undone already; its size is the measure
		bounds = unpack.Bounds{Size: min(w.Limits.Body, max(1<<20, int64(len(doc.Body))*w.Limits.Ratio)), Ratio: w.Limits.Body}
	}
	body, err := unpack.Read(in, encoding, bounds)
	if err != nil {
		return nil, w.faultOf(ctx, doc.URL, err)
	}
	out := *doc
	out.Body, out.Type = body, ""
	return &out, nil
}
