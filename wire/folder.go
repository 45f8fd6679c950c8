package wire

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/parley-desk/parley/claim"
)

// folder is a walk through a folder.
type folder struct {
	*listing
	name     string
	only     claim.SourceKind // archives or mail alone; empty: all
	now      time.Time
	sum      hash.Hash // of all names, sizes and times: the version of the folder
	archives []archiveFile
	others   int
}

// listFolder lists the files of a folder and its folders, and the documents of
// the archives and mail files in it. A file that is being written, and one whose
// name says that it is not finished, is left for a later look; links are not followed.
func (w *Wire) listFolder(s claim.Source, state claim.SourceState, m *memory, name string) (*listing, error) {
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, fileFault(name, err)
	}
	defer func() { _ = root.Close() }()
	f := &folder{listing: &listing{kind: claim.SourceFolder, title: filepath.Base(name)}, name: name, now: w.Clock.Now(), sum: sha256.New()}
	if s.Kind == claim.SourceArchive || s.Kind == claim.SourceMail {
		f.kind, f.only = s.Kind, s.Kind
	}
	if err := fs.WalkDir(root.FS(), ".", f.visit); err != nil {
		return nil, fileFault(name, err)
	}
	if f.others > 0 {
		f.note("%d files are of types in which there is no report", f.others)
	}
	f.etag = hex.EncodeToString(f.sum.Sum(nil))
	f.unchanged = f.etag == state.ETag
	if len(f.archives) > 0 && !f.unchanged {
		f.listing.each = w.each(m, f.archives)
	}
	return f.listing, nil
}

// visit takes in one file.
func (f *folder) visit(at string, entry fs.DirEntry, err error) error {
	switch {
	case err != nil && at == ".":
		return err
	case err != nil:
		f.note("%s cannot be read: check its permissions", clip(at))
		return nil //nolint:nilerr // one file that cannot be read costs no other
	case at != "." && unfinished(entry.Name()) && entry.IsDir():
		return fs.SkipDir
	case entry.IsDir() || !entry.Type().IsRegular() || unfinished(entry.Name()):
		return nil
	}
	info, err := entry.Info()
	if err != nil || f.unsettled(info) {
		return nil //nolint:nilerr // gone meanwhile, or still being written
	}
	if !f.take(at, info) {
		f.others++
		return nil
	}
	fmt.Fprintf(f.sum, "%s\x00%s\n", at, versionOf(info))
	if len(f.items)+len(f.archives) >= maxFiles {
		f.note("more than %d files: the others are left out; make several folders of it", maxFiles)
		return fs.SkipAll
	}
	return nil
}

func (f *folder) unsettled(info fs.FileInfo) bool {
	age := f.now.Sub(info.ModTime())
	return age >= 0 && age < settle
}

// take notes a file that may hold reports.
func (f *folder) take(at string, info fs.FileInfo) bool {
	format := formatOf(at)
	if format != "" && (f.only == "" || f.only == kindOfFormat(format)) {
		f.archives = append(f.archives, archiveFile{name: at, version: versionOf(info), format: format, open: func() (*os.File, error) { return openWithin(f.name, at) }})
		return true
	}
	if f.only != "" || types[strings.ToLower(path.Ext(at))] == "" {
		return false
	}
	f.items = append(f.items, claim.Item{URL: fileAddress(filepath.Join(f.name, filepath.FromSlash(at))), Updated: info.ModTime().UTC().Format(time.RFC3339Nano)})
	return true
}

// openWithin opens a file of a folder; a link that leads out of it is not followed.
func openWithin(dir, name string) (*os.File, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer func() { _ = root.Close() }()
	return root.Open(name)
}
