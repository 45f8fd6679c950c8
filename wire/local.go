package wire

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/parley-desk/parley/claim"
)

const (
	maxFiles = 200_000         // of one folder
	settle   = 2 * time.Second // a file changed just now may still be written
)

// types are the files of a folder that may hold a report.
var types = map[string]string{
	".html": "text/html", ".htm": "text/html", ".xhtml": "application/xhtml+xml", ".txt": "text/plain", ".text": "text/plain", ".md": "text/markdown",
	".pdf": "application/pdf", ".json": "application/json", ".jsonl": "application/x-ndjson",
}

// pathOf is the path of a source on this machine.
func pathOf(s claim.Source) (string, error) {
	name := s.Address
	if strings.HasPrefix(name, "file://") {
		u, err := url.Parse(name)
		if err != nil || u.Host != "" && u.Host != "localhost" {
			return "", fault(BadAddress, err, "%s is no path on this machine: write file:///folder/file, or the path alone", clip(name))
		}
		name = u.Path
	}
	if name == "" {
		return "", fault(BadAddress, nil, "source %s has no address: give a web address or a path", s.ID)
	}
	whole, err := filepath.Abs(name)
	if err != nil {
		return "", fault(BadAddress, err, "%s cannot be made a whole path", clip(name))
	}
	return whole, nil
}

// listLocal lists what lies on this machine.
func (w *Wire) listLocal(ctx context.Context, s claim.Source, state claim.SourceState, m *memory) (*listing, error) {
	name, err := pathOf(s)
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(name)
	if err != nil {
		return nil, fileFault(name, err)
	}
	if info.IsDir() {
		return w.listFolder(s, state, m, name)
	}
	version := versionOf(info)
	if version == state.ETag {
		return unchanged(s, state), nil
	}
	var l *listing
	if format := formatFor(s.Kind, name); format != "" {
		l = w.listArchive(m, name, format, info)
	} else if l, err = w.listFile(ctx, s, name); err != nil {
		return nil, err
	}
	l.etag = version
	return l, nil
}

// listFile reads a file as what its kind or its name says.
func (w *Wire) listFile(ctx context.Context, s claim.Source, name string) (*listing, error) {
	pattern, err := patternOf(s)
	if err != nil {
		return nil, err
	}
	folder, err := os.OpenRoot(filepath.Dir(name))
	if err != nil {
		return nil, fileFault(name, err)
	}
	defer func() { _ = folder.Close() }()
	lease := w.newLease()
	defer lease.release()
	doc, err := w.readFile(ctx, s, folder, claim.Item{URL: fileAddress(name)}, filepath.Base(name), lease)
	if err != nil {
		return nil, err
	}
	return w.read(ctx, s, doc, pattern)
}

// unfinished tells names of files that some program is still writing, and hidden ones.
func unfinished(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".tmp", ".part", ".partial", ".crdownload", ".swp":
		return true
	}
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~") || strings.HasSuffix(name, "~")
}

func fileAddress(name string) string {
	u := url.URL{Scheme: "file", Path: filepath.ToSlash(name)}
	return u.String()
}

// takeFile reads a file that a folder listed. The folder is the limit: a link
// that leads out of it is not followed.
func (w *Wire) takeFile(ctx context.Context, s claim.Source, item claim.Item, lease *lease) (*claim.Document, error) {
	if !Local(s) {
		return nil, fault(BadAddress, nil, "source %s lies on the network and may not name files of this machine: %s", s.ID, clip(item.URL))
	}
	folder, err := pathOf(s)
	if err != nil {
		return nil, err
	}
	u, err := url.Parse(item.URL)
	if err != nil {
		return nil, fault(BadAddress, err, "%s is no path on this machine", clip(item.URL))
	}
	inside, err := filepath.Rel(folder, filepath.FromSlash(u.Path))
	if err != nil || !filepath.IsLocal(inside) {
		return nil, fault(NoFile, err, "%s does not lie in the folder of source %s", clip(u.Path), s.ID)
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, fileFault(folder, err)
	}
	defer func() { _ = root.Close() }()
	return w.readFile(ctx, s, root, item, inside, lease)
}

// readFile makes a document of a file. One that changes while it is read is left for a later look.
func (w *Wire) readFile(ctx context.Context, s claim.Source, root *os.Root, item claim.Item, name string, lease *lease) (*claim.Document, error) {
	f, err := root.Open(name)
	if err != nil {
		return nil, fileFault(name, err)
	}
	defer f.Close()
	before, err := f.Stat()
	if err != nil {
		return nil, fileFault(name, err)
	}
	if !before.Mode().IsRegular() {
		return nil, fault(NoFile, nil, "%s is no file: give the path of a file or of a folder", clip(name))
	}
	if before.Size() > large {
		if err := lease.take(ctx); err != nil {
			return nil, w.faultOf(ctx, item.URL, err)
		}
	}
	body, err := io.ReadAll(io.LimitReader(f, w.Limits.Body+1))
	if err != nil {
		return nil, fileFault(name, err)
	}
	if int64(len(body)) > w.Limits.Body {
		return nil, fault(TooLarge, nil, "%s is larger than %d MiB, which a document may be: split it", clip(name), w.Limits.Body>>20)
	}
	after, err := root.Stat(name)
	if err != nil || after.Size() != before.Size() || !after.ModTime().Equal(before.ModTime()) {
		return nil, fault(Unreachable, err, "%s changed while it was read: it is read again at the next look", clip(name))
	}
	sum := sha256.Sum256(body)
	media := cmp.Or(types[strings.ToLower(path.Ext(name))], seen(body))
	return &claim.Document{Source: s.ID, URL: item.URL, Fetched: w.Clock.Now().UTC().Format(time.RFC3339), Type: media, SHA256: hex.EncodeToString(sum[:]), Item: item, Body: body}, nil
}

func fileFault(name string, err error) *Fault {
	if known := FaultOf(err); known != nil {
		return known
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fault(NoFile, err, "%s does not exist: check the path", clip(name))
	case errors.Is(err, fs.ErrPermission):
		return fault(NoFile, err, "%s may not be read: check its permissions", clip(name))
	}
	return fault(NoFile, err, "%s cannot be read: %s", clip(name), clip(rootOf(err)))
}
