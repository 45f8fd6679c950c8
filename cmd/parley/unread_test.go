package main

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
)

// What could not be read is counted with every view, in every form of it, but for what is private.
func TestEveryViewCountsWhatIsUnread(t *testing.T) {
	t.Parallel()
	run := program{t: t, ledger: "sqlite:" + filepath.Join(t.TempDir(), "ledger.db")}
	l, err := ledger.Open(t.Context(), run.ledger, ledgerOptions(ledger.Options{Create: true}))
	if err != nil {
		t.Fatal(err)
	}
	no := ledger.Refusal{Name: "https://wire.example/scan", Code: "scan", Message: "a scan", Unread: ledger.Unread{URL: "https://wire.example/scan", Published: "2025-10-20", Title: "Pakistan and Afghanistan"}}
	hidden := no
	hidden.Name, hidden.Unread.URL, hidden.Unread.Followed = "file:///in/secret.pdf", "file:///in/secret.pdf", "inbox"
	if err := l.SetSource(t.Context(), claim.Source{ID: "inbox", Address: "/in", Private: true}); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Append(t.Context(), []*ledger.Leaf{l.Refuse(no), l.Refuse(hidden)}); err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	run.run("case", "new", "../../sample/pak-afg-2025/case.yaml")
	names := []string{"changes"}
	for _, v := range views {
		names = append(names, v.name)
	}
	for _, name := range names {
		args := []string{name}
		if name == "changes" {
			args = append(args, "--since", "2025-10-01")
		}
		if out := run.run(args...); !bytes.Contains(out, []byte("1 report unread (scan)")) {
			t.Errorf("parley %s says %s", name, out)
		}
		var view struct{ Unread []ledger.ByReason }
		if out := run.run(append(args, "--json")...); json.Unmarshal(out, &view) != nil || len(view.Unread) != 1 || view.Unread[0].Count != 1 {
			t.Errorf("parley %s --json says %s", name, out)
		}
		cmd := run.command(append(args, "--csv")...)
		var beside strings.Builder
		cmd.Stderr = &beside
		if out, err := cmd.Output(); err != nil || bytes.Contains(out, []byte("unread")) || !strings.Contains(beside.String(), "1 report unread (scan)") {
			t.Errorf("parley %s --csv: %v\n%s\n%s", name, err, out, beside.String())
		}
	}
}
