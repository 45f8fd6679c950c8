package article

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parley-desk/parley/article/markup"
	"github.com/parley-desk/parley/claim"
)

// Every paragraph of every page of the corpus is found again in the bytes that Map names, whatever their encoding.
func TestMapLeadsBackToThePage(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("testdata/pages/*.html")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, name := range names {
		page, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		d := &claim.Document{Type: "text/html", Body: page}
		r, err := Read(d)
		if err != nil {
			continue
		}
		paragraphs, err := Map(d)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		text := []rune(r.Text)
		for _, p := range paragraphs {
			if p.End == 0 {
				continue // of the page's data
			}
			found++
			encoding, _ := encodingOf(page, "text/html")
			bytes, err := encoding.NewDecoder().Bytes(page[p.Start:p.End])
			if err != nil {
				t.Fatal(err)
			}
			want, got := squeezed(string(text[p.Span.Start:p.Span.End])), squeezed(markup.Parse(bytes).Words())
			if !strings.HasPrefix(got, want[:min(len(want), 30)]) || !strings.Contains(got, want[max(0, len(want)-10):]) {
				t.Errorf("%s [%d, %d): %q is not %q", name, p.Start, p.End, got, want)
			}
		}
	}
	if found < 200 {
		t.Errorf("%d paragraphs", found)
	}
}

func TestMapOfOtherDocuments(t *testing.T) {
	t.Parallel()
	const text = "Title: Talks\n\nNobody came."
	got, err := Map(&claim.Document{Type: "text/plain", Body: []byte(text)})
	if err != nil || len(got) != 1 || text[got[0].Start:got[0].End] != "Nobody came." {
		t.Errorf("%+v, %v", got, err)
	}
	wide := &claim.Document{Body: []byte("\xff\xfeN\x00o\x00\x00\x04")} // UTF-16: its text is longer in UTF-8
	if got, err = Map(wide); err != nil || len(got) != 1 || got[0].Start != 0 || got[0].End != len(wide.Body) {
		t.Errorf("%+v, %v", got, err)
	}
	if got, err = Map(&claim.Document{Body: []byte("00\x00")}); err != nil || len(got) != 1 || got[0].Start < 0 {
		t.Errorf("%+v, %v", got, err)
	}
	got, err = Map(&claim.Document{Type: "text/html", Item: claim.Item{Content: "<p>Nobody came."}})
	if err != nil || got != nil {
		t.Errorf("%+v, %v", got, err)
	}
}
