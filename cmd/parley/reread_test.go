package main

import (
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
)

// What was fetched and could not be read is read again from the page as it was kept.
func TestRereadReadsKeptPagesAnew(t *testing.T) {
	t.Parallel()
	run := program{t: t, ledger: "sqlite:" + filepath.Join(t.TempDir(), "ledger.db")}
	l, err := ledger.Open(t.Context(), run.ledger, ledgerOptions(ledger.Options{Create: true}))
	if err != nil {
		t.Fatal(err)
	}
	body := []byte("Title: Talks\n\nThe army said on Friday that five people were killed near Selby.")
	doc := &claim.Document{Source: "inbox", URL: "file:///in/talks.txt", Fetched: "2031-05-02T10:00:00Z", Type: "text/plain", SHA256: hashOf(body), Body: body}
	if err := l.Keep(t.Context(), claim.SourceState{Source: "inbox"}, []*claim.Document{doc}); err != nil {
		t.Fatal(err)
	}
	no := ledger.Refusal{Name: doc.URL, Source: doc.URL, Code: "empty", Message: "an older Parley found nothing on it", Unread: ledger.Unread{URL: doc.URL}}
	if _, err := l.Append(t.Context(), []*ledger.Leaf{l.Refuse(no)}); err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if out := string(run.run("reread")); !strings.Contains(out, "1 readable at last") {
		t.Errorf("%s", out)
	}
	if out := string(run.run("unread")); out != "Nothing is unread.\n" {
		t.Errorf("%s", out)
	}
	if n := run.kept(); n != 1 {
		t.Errorf("%d reports", n)
	}
}

func hashOf(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}
