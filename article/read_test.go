package article

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parley-desk/parley/claim"
)

func TestRead(t *testing.T) {
	t.Parallel()
	const page = "<!doctype html><html><title>Talks</title><p>Nobody came to the talks.</p>"
	tests := []struct {
		name string
		in   claim.Document
		want claim.Report
		code Code
	}{
		{"a page", claim.Document{URL: "https://www.courier.example/talks?utm_source=x&id=7#top", Type: "text/html; charset=utf-8", Source: "courier", Fetched: "2031-03-05T10:00:00Z", Body: []byte(page)},
			claim.Report{ID: "https://www.courier.example/talks?id=7", URL: "https://www.courier.example/talks?id=7", Outlet: "courier.example", Title: "Talks", Fetched: "2031-03-05T10:00:00Z", Source: "courier", Text: "Nobody came to the talks."}, ""},
		{"a text in the server's encoding", claim.Document{URL: "https://a.example/x", Type: "text/plain; charset=windows-1252", Body: []byte("the \x93peace\x94")},
			claim.Report{ID: "https://a.example/x", URL: "https://a.example/x", Outlet: "a.example", Text: "the “peace”"}, ""},
		{"a list's own content", claim.Document{URL: "https://a.example/x", Item: claim.Item{Content: "<p>They met.</p>", Title: "Met", Published: "2031-03-05", Authors: []string{"A. Writer"}}},
			claim.Report{ID: "https://a.example/x", URL: "https://a.example/x", Outlet: "a.example", Title: "Met", Published: "2031-03-05", DateBasis: claim.DatedFeed, Authors: []string{"A. Writer"}, Text: "They met."}, ""},
		{"a canonical address of another site", claim.Document{URL: "https://evil.example/x", Type: "text/html", Body: []byte(`<link rel=canonical href="https://courier.test/x"><p>They met.`)},
			claim.Report{ID: "https://evil.example/x", URL: "https://evil.example/x", Canonical: "https://courier.test/x", Outlet: "evil.example", Text: "They met."}, ""},
		{"a page that is gone", claim.Document{Status: 410, Type: "text/html", Body: []byte(page)}, claim.Report{}, Gone},
		{"a picture", claim.Document{Type: "image/jpeg", Body: []byte("\xff\xd8\xff")}, claim.Report{}, Scan},
		{"a film", claim.Document{Type: "video/mp4", Body: []byte("....ftyp")}, claim.Report{}, Type},
		{"an office document", claim.Document{Type: "application/msword", Body: []byte("\xd0\xcf\x11\xe0")}, claim.Report{}, Binary},
		{"nothing", claim.Document{Type: "text/html", Body: []byte(" \n")}, claim.Report{}, Empty},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, err := Read(&test.in)
			var f *Fault
			if errors.As(err, &f); err != nil && (f == nil || f.Code != test.code) || err == nil && test.code != "" {
				t.Fatalf("got %v, want %q", err, test.code)
			}
			if diff := cmp.Diff(test.want, *got); test.code == "" && diff != "" {
				t.Error(diff)
			}
		})
	}
}
