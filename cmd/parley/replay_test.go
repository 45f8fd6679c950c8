package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/parley-desk/parley/article"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/sample"
	"github.com/parley-desk/parley/sample/replay"
)

// shared is the share of a text's words that another has. A correction at the
// foot of a page is no part of its text.
func shared(want, got string) float64 {
	have, n, both := map[string]int{}, 0, 0
	for _, w := range strings.Fields(got) {
		have[w]++
	}
	for _, w := range strings.Fields(want) {
		n++
		if have[w] > 0 {
			have[w]--
			both++
		}
	}
	return float64(both) / float64(n)
}

// The pages of the replay give the reports of the sample back, each in the version of its day.
func TestPagesOfTheReplayAreTheSample(t *testing.T) {
	t.Parallel()
	lines, err := sample.PakAfg2025.ReadFile("pak-afg-2025/reports.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	r, err := replay.New(lines)
	if err != nil {
		t.Fatal(err)
	}
	get := func(address string) *claim.Document {
		w := httptest.NewRecorder()
		r.ServeHTTP(w, httptest.NewRequest(http.MethodGet, address, nil))
		return &claim.Document{URL: address, Status: w.Code, Type: w.Header().Get("Content-Type"), Body: w.Body.Bytes()}
	}
	seen := map[string]bool{}
	check := func() {
		for line := range strings.Lines(string(lines)) {
			var want replay.Report
			if err := json.Unmarshal([]byte(line), &want); err != nil {
				t.Fatal(err)
			}
			doc := get(want.Address())
			if page := string(doc.Body); doc.Status != 200 || !strings.Contains(page, `content="`+want.Day()+`"`) || want.Updated == "" && strings.Contains(page, "modified_time") {
				continue // not out yet, or another version is
			}
			got, err := article.Read(doc)
			if err != nil {
				t.Fatalf("%s: %v", want.ID, err)
			}
			seen[want.ID] = true
			if got.Title != want.Title || got.Published != want.Published || got.Updated != want.Updated || got.Outlet != want.Outlet || shared(want.Text, got.Text) < 0.9 {
				t.Errorf("%s comes back as %q of %q, %s, %s, with %.2f of its words", want.ID, got.Title, got.Outlet, got.Published, got.Updated, shared(want.Text, got.Text))
			}
		}
	}
	for check(); !r.Advance(); check() {
	}
	if len(seen) != r.Versions() {
		t.Errorf("%d of %d versions were to be seen", len(seen), r.Versions())
	}
}
