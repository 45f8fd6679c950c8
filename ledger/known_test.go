package ledger_test

import (
	"bytes"
	"testing"

	"github.com/parley-desk/parley/claim"
)

// What came whole is known, with its header fields, over looks that brought nothing new; what is gone is not.
func TestKnown(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		l := open(t, address)
		const url = "https://wire.example/1"
		known := func() *claim.Document {
			t.Helper()
			d, err := l.Known(t.Context(), url+"#top")
			if err != nil {
				t.Fatal(err)
			}
			return d
		}
		if d := known(); d != nil {
			t.Errorf("of nothing: %+v", d)
		}
		first := documentOf(url, "<p>Talks.", 0)
		first.Headers += "Etag: \"a\"\r\n"
		again := *documentOf(url, "", 60)
		again.Status, again.Headers, again.SHA256, again.Type = 304, "HTTP/1.1 304 Not Modified\r\n", first.SHA256, first.Type
		keepAll(t, l, first)
		keepAll(t, l, &again)
		want := *first
		want.Body = nil
		same(t, "known", known(), &want)
		if tasks := claimAll(t, l); len(tasks) != 1 {
			t.Errorf("a page that did not change is to be read again: %+v", tasks)
		}
		got, err := l.Fetched(t.Context(), url)
		if err != nil || string(got.Body) != "<p>Talks." || got.Type != first.Type || got.SHA256 != first.SHA256 {
			t.Errorf("the look that brought nothing new: %+v %v", got, err)
		}
		if s, err := l.Status(t.Context()); err != nil || s.Documents != 1 {
			t.Errorf("%+v %v", s, err)
		}
		down, stands := *documentOf(url, "come back later", 90), again
		down.Status, stands.Fetched = 503, documentOf(url, "", 100).Fetched
		keepAll(t, l, &down)
		keepAll(t, l, &stands)
		if got, err := l.Fetched(t.Context(), url); err != nil || string(got.Body) != "<p>Talks." {
			t.Errorf("what still stands after a failure: %+v %v", got, err)
		}
		var archive bytes.Buffer
		if _, err := l.Backup(t.Context(), &archive); err != nil {
			t.Fatal(err)
		}
		gone := *documentOf(url, "no such page", 120)
		gone.Status = 404
		keepAll(t, l, &gone)
		if d := known(); d != nil {
			t.Errorf("of a page that is gone: %+v", d)
		}
		other := open(t, stores["sqlite"](t))
		if _, err := other.Restore(t.Context(), &archive); err != nil {
			t.Fatal(err)
		}
		if d, err := other.Known(t.Context(), url); err != nil || d == nil || d.Headers != first.Headers {
			t.Errorf("restored: %+v %v", d, err)
		}
	})
}
