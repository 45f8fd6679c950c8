package ledger_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
)

// records lists the files of a folder of evidence.
func records(t *testing.T, dir string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*", "*"))
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// Any program that reads WARC files can read what is kept.
func TestEvidenceIsWARC(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	l, err := ledger.Open(t.Context(), "sqlite:"+filepath.Join(dir, "ledger.db"), ledger.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	page, file := documentOf("https://wire.example/1", "<p>Talks.", 0), documentOf("file:///in/2.txt", "Talks.", 0)
	file.Headers, file.Type, file.Status = "", "text/plain", 0
	keepAll(t, l, page, file, documentOf("https://wire.example/3", "<p>Talks.", 0))
	files := records(t, filepath.Join(dir, "ledger.db.blobs"))
	if len(files) != 2 {
		t.Fatalf("of two bodies: %q", files)
	}
	var all strings.Builder
	for _, name := range files {
		packed, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		r, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&all, r); err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []string{
		"WARC/1.1\r\nWARC-Type: response\r\n", "\r\nWARC-Target-URI: https://wire.example/1\r\n", "\r\nWARC-Payload-Digest: sha256:" + page.SHA256 + "\r\n",
		"\r\nContent-Type: application/http;msgtype=response\r\n", "\r\n\r\n<p>Talks.\r\n\r\n", "\r\nWARC-Date: 2031-04-01T12:00:00Z\r\n",
		"WARC-Type: resource\r\n", "\r\n\r\nTalks.\r\n\r\n",
	} {
		if !strings.Contains(all.String(), want) {
			t.Errorf("%q is not in\n%s", want, all.String())
		}
	}
}

// Evidence that is lost or tampered with is found, whatever it is kept in.
func TestEvidenceThatIsLost(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(*testing.T, string){
		"lost": func(t *testing.T, name string) {
			if err := os.Remove(name); err != nil {
				t.Fatal(err)
			}
		},
		"another's": func(t *testing.T, name string) { write(t, name, recordOfAnother(t)) },
		"no WARC":   func(t *testing.T, name string) { write(t, name, []byte("hello")) },
		"torn": func(t *testing.T, name string) {
			data, _ := os.ReadFile(name)
			write(t, name, data[:len(data)/2])
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			l, err := ledger.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "ledger.db"), ledger.Options{Create: true, Blobs: dir})
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = l.Close() }()
			keepAll(t, l, documentOf("https://wire.example/1", "<p>Talks.", 0))
			clean(t, l)
			spoil(t, records(t, dir)[0])
			if v, err := l.Verify(t.Context(), nil); err != nil || v.Clean {
				t.Errorf("%+v %v", v, err)
			}
			if _, err := l.Document(t.Context(), claimAll(t, l)[0].ID); ledger.CodeOf(err) != ledger.Corrupt {
				t.Error(err)
			}
		})
	}
}

func write(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// recordOfAnother is a sound record of another body.
func recordOfAnother(t *testing.T) []byte {
	t.Helper()
	dir := t.TempDir()
	l, err := ledger.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "ledger.db"), ledger.Options{Create: true, Blobs: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	keepAll(t, l, documentOf("https://wire.example/1", "<p>War.", 0))
	data, err := os.ReadFile(records(t, dir)[0])
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Where the folder cannot be written, that is said, and nothing is half kept.
func TestAFolderForEvidenceThatCannotBe(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	write(t, file, nil)
	l, err := ledger.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "ledger.db"), ledger.Options{Create: true, Blobs: file})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	err = l.Keep(t.Context(), claim.SourceState{Source: "wire"}, []*claim.Document{documentOf("https://wire.example/1", "<p>Talks.", 0)})
	if ledger.CodeOf(err) != ledger.NoSpace || !strings.Contains(err.Error(), file) {
		t.Error(err)
	}
	if n := len(claimAll(t, l)); n != 0 {
		t.Errorf("%d tasks", n)
	}
}
