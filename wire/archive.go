package wire

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"iter"
	"net/url"
	"os"
	"path"
	"strings"
	"time"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/wire/mail"
	"github.com/parley-desk/parley/wire/wacz"
	"github.com/parley-desk/parley/wire/warc"
)

// Bounds of an archive that is fetched; they lie on disk while they are read.
const (
	maxArchive  = 2 << 30
	archiveTime = 30 * time.Minute
)

// documents are what archives hold, one after the other; an error is of one of them.
type documents = iter.Seq2[*claim.Document, error]

// archiveFile is an archive or a mail file on this machine.
type archiveFile struct {
	name    string
	version string // changes with the file
	format  string // .warc, .wacz, .mbox
	open    func() (*os.File, error)
}

// formatOf is the format of an archive by its name, "" where it shows none.
func formatOf(name string) string {
	name = strings.ToLower(name)
	switch ext := path.Ext(strings.TrimSuffix(name, ".gz")); {
	case ext == ".warc":
		return ".warc"
	case strings.HasSuffix(name, ".wacz"):
		return ".wacz"
	case strings.HasSuffix(name, ".mbox"), strings.HasSuffix(name, ".eml"):
		return ".mbox"
	}
	return ""
}

// kindOfFormat is the kind of source that an archive is.
func kindOfFormat(format string) claim.SourceKind {
	if format == ".mbox" {
		return claim.SourceMail
	}
	return claim.SourceArchive
}

// formatFor is the format to read a file by, where its source is of this kind;
// what a user calls an archive or mail is tried whatever its name.
func formatFor(kind claim.SourceKind, name string) string {
	format := formatOf(name)
	switch kind {
	case claim.SourceMail:
		return ".mbox"
	case claim.SourceArchive:
		return cmp.Or(format, ".warc")
	case "":
		return format
	}
	return ""
}

// each reads archives one after the other, but for those that were read to their end before.
func (w *Wire) each(m *memory, files []archiveFile) documents {
	return func(yield func(*claim.Document, error) bool) {
		for _, f := range files {
			if m.hasRead(f) {
				continue
			}
			for doc, err := range w.documentsOf(f) {
				if !yield(doc, err) {
					return
				}
			}
			m.haveRead(f)
		}
	}
}

// documentsOf reads one archive.
func (w *Wire) documentsOf(f archiveFile) documents {
	return func(yield func(*claim.Document, error) bool) {
		in, err := f.open()
		if err != nil {
			yield(nil, fileFault(f.name, err))
			return
		}
		defer in.Close()
		info, err := in.Stat()
		if err != nil {
			yield(nil, fileFault(f.name, err))
			return
		}
		for doc, err := range w.parse(f, in, info.Size()) {
			if err != nil {
				err = fault(BadArchive, err, "%s cannot be read throughout (%s): what is whole in it was read", clip(f.name), clip(err.Error()))
			}
			if doc != nil && doc.Fetched == "" {
				doc.Fetched = info.ModTime().UTC().Format(time.RFC3339)
			}
			if !yield(doc, err) {
				return
			}
		}
	}
}

func (w *Wire) parse(f archiveFile, in *os.File, size int64) documents {
	limits := warc.Limits{Body: w.Limits.Body}
	switch f.format {
	case ".wacz":
		return wacz.Documents(in, size, limits)
	case ".mbox":
		return mail.Documents(in, mail.Limits{})
	}
	return warc.Documents(in, limits)
}

// listArchive lists an archive that lies at path name on this machine.
func (w *Wire) listArchive(m *memory, name, format string, info os.FileInfo) *listing {
	f := archiveFile{name: name, version: versionOf(info), format: format, open: func() (*os.File, error) { return os.Open(name) }}
	return &listing{kind: kindOfFormat(format), title: info.Name(), each: w.each(m, []archiveFile{f})}
}

func versionOf(info os.FileInfo) string {
	return fmt.Sprintf("%d-%d", info.Size(), info.ModTime().UnixNano())
}

// download fetches an archive into a file that is gone when it has been read.
func (w *Wire) download(ctx context.Context, s claim.Source, state claim.SourceState) (*listing, error) {
	file, err := os.CreateTemp("", "parley-archive-*")
	if err != nil {
		return nil, fileFault(os.TempDir(), err)
	}
	drop := func() {
		file.Close()
		_ = os.Remove(file.Name())
	}
	_ = os.Remove(file.Name()) // where a file may go while it is open, nothing is left behind if the program is killed
	doc, err := w.Fetch(ctx, Request{URL: s.Address, Source: s.ID, Want: WantArchive, ETag: state.ETag, LastModified: state.LastModified, into: file, Max: maxArchive})
	if err != nil {
		drop()
		return nil, err
	}
	if unmodified(doc) {
		drop()
		return unchanged(s, state), nil
	}
	name := s.Address
	if u, err := url.Parse(cmp.Or(doc.Final, doc.URL)); err == nil {
		name = u.Path
	}
	f := archiveFile{name: Shown(s.Address), format: formatFor(s.Kind, name), open: func() (*os.File, error) {
		_, err := file.Seek(0, io.SeekStart)
		return file, err
	}}
	l := &listing{kind: kindOfFormat(f.format), title: path.Base(name), each: w.documentsOf(f), drop: drop}
	fields := fieldsOf(doc)
	l.etag, l.modified = clipped(fields.Get("ETag")), clipped(fields.Get("Last-Modified"))
	return l, nil
}

// remoteArchive tells whether a source is an archive on the network.
func remoteArchive(s claim.Source) bool {
	if s.Kind != "" {
		return s.Kind == claim.SourceArchive || s.Kind == claim.SourceMail
	}
	u, err := url.Parse(s.Address)
	return err == nil && formatOf(u.Path) != ""
}
