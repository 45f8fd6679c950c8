package ledger_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/ledger"
)

// Reports are kept with their records, found again as of a day, and by their words.
func Example() {
	dir, err := os.MkdirTemp("", "ledger")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = os.RemoveAll(dir) }()
	ctx := context.Background()
	l, err := ledger.Open(ctx, "sqlite:"+filepath.Join(dir, "ledger.db"), ledger.Options{Create: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = l.Close() }()

	var leaves []*ledger.Leaf
	for _, r := range []claim.Report{
		{ID: "1", URL: "https://wire.example/talks", Published: "2031-05-02", Text: "The crossing at Selby stays shut."},
		{ID: "2", URL: "https://wire.example/talks", Published: "2031-05-02", Updated: "2031-05-03", Text: "The crossing at Selby reopens."},
	} {
		leaf, err := l.Prepare(r, bareRecord(r)) // the record is the reader's
		if err != nil {
			fmt.Println(err)
			return
		}
		leaves = append(leaves, leaf)
	}
	counts, err := l.Append(ctx, leaves)
	fmt.Printf("%+v %v\n", counts, err)

	for _, day := range []string{"2031-05-02", "2031-05-03"} {
		asOf, _ := ledger.Moment(day)
		for e, err := range l.Entries(ctx, ledger.Query{AsOf: asOf, Parts: ledger.WithReport}) {
			if err != nil {
				fmt.Println(err)
				return
			}
			r, _ := e.Report()
			fmt.Println("as of", day, r.Text)
		}
	}
	found, err := l.Search(ctx, ledger.Search{Words: "crossings reopened"})
	fmt.Println(len(found.Hits), found.Hits[0].Snippet.Text, found.Hits[0].Snippet.Marks, err)
	// Output:
	// {New:1 Versions:1 Unchanged:0 Refused:0 Reread:0} <nil>
	// as of 2031-05-02 The crossing at Selby stays shut.
	// as of 2031-05-03 The crossing at Selby reopens.
	// 1 The crossing at Selby reopens. [[4 12] [22 29]] <nil>
}
