package desk_test

import (
	"strings"
	"testing"

	"github.com/parley-desk/parley/ledger"
)

// What came and could not be read is told where one looks first, with a way to the list.
func TestTheOverviewTellsWhatCouldNotBeRead(t *testing.T) {
	t.Parallel()
	r := withSample(t)
	if words := r.page(home).Find("main").Text(); strings.Contains(words, "could not be read") {
		t.Error("nothing is unread, yet the overview tells of it")
	}
	r = withSample(t)
	var leaves []*ledger.Leaf
	for name, code := range map[string]string{"one": "not_english", "two": "not_english", "three": "scan"} {
		leaves = append(leaves, r.ledger.Refuse(ledger.Refusal{Name: name, Source: name + ".pdf", Code: code, Message: "it cannot be read", Document: []byte(name), Unread: ledger.Unread{Published: "2025-11-08"}}))
	}
	late := r.ledger.Refuse(ledger.Refusal{Name: "late", Source: "late.pdf", Code: "scan", Message: "it cannot be read", Document: []byte("late"), Unread: ledger.Unread{Published: "2025-12-08"}})
	if _, err := r.ledger.Append(t.Context(), append(leaves, late)); err != nil {
		t.Fatal(err)
	}
	for address, want := range map[string]string{
		home:                             "4 reports could not be read (language 2, scan 2)",
		home + "sources":                 "4 reports could not be read (language 2, scan 2)",
		home + "?asof=2025-11-10":        "3 reports could not be read (language 2, scan 1)",
		home + "sources?asof=2025-11-05": "",
	} {
		link := r.page(address).Find("main a[href*='#unread']")
		if link.Text() != want {
			t.Errorf("%s says %q, want %q", address, link.Text(), want)
		}
		if href, ok := link.Attr("href"); ok && r.page(strings.TrimSuffix(href, "#unread")).Find("#unread li").Length() == 0 {
			t.Errorf("%s lists nothing", href)
		}
	}
}
