package wire

import (
	"path/filepath"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// archiveKind tells whether a file is an archive or a mail file, by the kind of its source or by its name.
func archiveKind(kind claim.SourceKind, name string) claim.SourceKind {
	if kind == claim.SourceArchive || kind == claim.SourceMail {
		return kind
	}
	if kind != "" {
		return ""
	}
	name = strings.TrimSuffix(strings.ToLower(name), ".gz")
	switch filepath.Ext(name) {
	case ".warc", ".wacz":
		return claim.SourceArchive
	case ".mbox", ".eml":
		return claim.SourceMail
	}
	return ""
}

// documents are what an archive holds, one after the other; an error is of one of them.
type documents func(yield func(*claim.Document, error) bool)

// archive lists what an archive holds.
func archive(_ claim.SourceKind, name string) (*listing, error) {
	return nil, fault(UnknownKind, nil, "%s is an archive, which cannot be followed yet: unpack it into a folder", clip(name))
}
