package ledger_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
)

func TestTry(t *testing.T) {
	l, err := ledger.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "a b#c?.db"), ledger.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	r := claim.Report{ID: "1", Text: "Talks resumed.", Published: "2031-01-02"}
	f, err := l.Prepare(r, &claim.Record{ID: "1"})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(l.Append(t.Context(), []*ledger.Leaf{f, f}))
	fmt.Println(l.Status(t.Context()))
	for e, err := range l.Entries(t.Context(), ledger.Query{Parts: ledger.WithAll}) {
		fmt.Println(e, err)
		fmt.Println(e.Report())
	}
}
