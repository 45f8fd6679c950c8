package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/wire"
)

// A link that is added by hand brings the whole article; a page of it that fails for now is told, one that is gone or kept back ends it.
func TestALinkThatIsAddedBringsTheWholeArticle(t *testing.T) {
	t.Parallel()
	answer := map[string]int{"story-gone": http.StatusGone, "story-kept": http.StatusForbidden, "story-busy": http.StatusInternalServerError}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, n := strings.Trim(r.URL.Path, "/"), 1
		if r.URL.Query().Get("page") == "2" {
			n = 2
		}
		if status := answer[name]; n == 2 && status != 0 || !strings.HasPrefix(name, "story") {
			w.WriteHeader(max(status, http.StatusNotFound))
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = fmt.Fprintf(w, `<html lang="en"><head><title>The siege</title><link rel="next" href="?page=%d"></head><body><article><h1>The siege</h1><p>The mediator said on day %d that the talks in Lindholm would go on for three more days, as both sides had agreed.</p></article></body></html>`, n+1, n)
	}))
	t.Cleanup(server.Close)
	intake := intakeOf(wire.Options{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, Pace: wire.Pace{Every: -1}, Limits: wire.Limits{Tries: 1}})
	for name, want := range map[string]string{"story": "on day 2", "story-gone": "on day 1", "story-kept": "on day 1", "story-busy": ""} {
		doc, err := intake.Fetch(t.Context(), server.URL+"/"+name)
		if err != nil {
			t.Fatal(err)
		}
		report, record, err := intake.Read(t.Context(), doc)
		switch {
		case want == "":
			if err == nil || !strings.Contains(err.Error(), "page=2") {
				t.Errorf("%s: %v, %v", name, report, err)
			}
		case err != nil || record == nil || !strings.Contains(report.Text, want):
			t.Errorf("%s: %v, %v", name, report, err)
		}
	}
	handed := &claim.Document{URL: server.URL + "/story", Type: "text/html", Body: []byte(`<html lang="en"><link rel="next" href="?page=2"><article><h1>The siege</h1><p>The mediator said on Monday that the talks would go on, as both sides had agreed before.</p></article></html>`)}
	if report, _, err := intake.Read(t.Context(), handed); err != nil || strings.Contains(report.Text, "on day 2") {
		t.Errorf("what was handed in asks for more: %v, %v", report, err)
	}
}
