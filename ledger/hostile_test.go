package ledger_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/parley-desk/parley/ledger"
)

// FuzzRestore restores whatever bytes: they are refused, or what came of them is clean.
func FuzzRestore(f *testing.F) {
	var whole bytes.Buffer
	l := open(f, "sqlite:"+filepath.Join(f.TempDir(), "seed.db"))
	keep(f, l, storyOf(f, 1))
	if _, err := l.Backup(f.Context(), &whole); err != nil {
		f.Fatal(err)
	}
	f.Add(whole.Bytes())
	f.Add([]byte("{\"archive\":1}\n"))
	f.Add([]byte("{\"archive\":1}\n{\"report\":{},\"record\":{}}\n{\"again\":{}}\n"))
	f.Fuzz(func(t *testing.T, archive []byte) {
		l := open(t, "sqlite:"+filepath.Join(t.TempDir(), "ledger.db"))
		if _, err := l.Restore(t.Context(), bytes.NewReader(archive)); err != nil {
			if err.Error() == "" {
				t.Error("refused without a word")
			}
			return
		}
		if _, err := l.Verify(t.Context(), nil); err != nil {
			t.Error(err)
		}
	})
}

// FuzzSearch looks for whatever words: what is found lies in the text, and both
// stores' languages of search take it as words only.
func FuzzSearch(f *testing.F) {
	l := open(f, "sqlite:"+filepath.Join(f.TempDir(), "ledger.db"))
	keep(f, l, storyOf(f, 1), storyOf(f, 2))
	for _, words := range []string{"killed", `"people were" killed`, `'"`, "NEAR(a b) OR *", "selby:^x -y", "\xff\x00", "Зелби İ ſ ŀ"} {
		f.Add(words)
	}
	f.Fuzz(func(t *testing.T, words string) {
		found, err := l.Search(t.Context(), ledger.Search{Words: words})
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range found.Hits {
			length := utf8.RuneCountInString(h.Snippet.Text)
			for _, m := range h.Snippet.Marks {
				if m[0] < 0 || m[0] >= m[1] || m[1] > length {
					t.Errorf("%q marks %v in %d code points", words, m, length)
				}
			}
		}
	})
}

// A report may be as long as it likes and of any words: storing it costs in proportion.
func TestHugeReportsAreKeptAndFound(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		l := open(t, address)
		huge := plainStory(1)
		huge.report.Text += " needle " + strings.Repeat("x", 100_000) + " needle" + strings.Repeat(" wordsworth", 200_000)
		huge.record = bareRecord(huge.report)
		many := plainStory(2)
		var b strings.Builder
		for i := range 200_000 { // more different words than PostgreSQL takes
			fmt.Fprintf(&b, " %dth", i*7919)
		}
		many.report.Text += " needle" + b.String()
		many.record = bareRecord(many.report)
		keep(t, l, huge, many)
		found, err := l.Search(t.Context(), ledger.Search{Words: "needles"})
		hits := found.Hits
		if err != nil || len(hits) != 2 || len(hits[0].Snippet.Marks) == 0 || len(hits[1].Snippet.Marks) == 0 {
			t.Fatalf("%d hits %v", len(hits), err)
		}
		clean(t, l)
	})
}
