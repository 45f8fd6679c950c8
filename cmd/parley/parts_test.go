package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/parley-desk/parley/ledger"
)

// An article in parts is one report, also when a later page of it changes; parley source test shows it so.
func TestAnArticleInParts(t *testing.T) {
	t.Parallel()
	second, hour := atomic.Value{}, atomic.Int32{}
	second.Store("A spokesman of the council said that nine people were killed near Selby.")
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		page := func(head, words string) {
			_, _ = fmt.Fprintf(w, `<html lang="en"><head><title>The siege</title>%s</head><body><article><h1>The siege</h1><p>%s</p></article></body></html>`, head, words)
		}
		switch r.URL.RequestURI() {
		case "/feed":
			w.Header().Set("Content-Type", "application/atom+xml")
			_, _ = fmt.Fprintf(w, `<feed xmlns="http://www.w3.org/2005/Atom"><title>Feed</title><entry><title>The siege</title><link href="/siege"/><updated>2031-05-02T%02d:00:00Z</updated></entry></feed>`, hour.Load())
		case "/siege":
			changed := fmt.Sprintf(`<meta property="article:modified_time" content="2031-05-02T%02d:00:00Z">`, hour.Load()) // of versions of one moment none is the later
			page(`<link rel="next" href="?page=2">`+changed, "The mediator said on Friday that the talks in Lindholm would go on for another three days, as the two sides had agreed.")
		case "/siege?page=2":
			page(`<link rel="prev" href="/siege">`, second.Load().(string))
		default:
			http.NotFound(w, r)
		}
	}))
	defer server.Close()
	run := program{t: t, ledger: "sqlite:" + filepath.Join(t.TempDir(), "ledger.db")}
	tested := run.run("source", "test", server.URL+"/feed", "--allow", "127.0.0.0/8", "--pace", "1ms")
	if strings.Contains(string(tested), "page=2") || strings.Count(string(tested), "begins") != 1 {
		t.Errorf("parley source test says:\n%s", tested)
	}
	run.run("source", "add", server.URL+"/feed", "--id", "feed")
	run.run(watchArguments()...)
	run.oneReport(t, "nine people were killed")
	second.Store("A spokesman of the council said that ten people were killed near Selby.")
	hour.Store(1)
	run.run(watchArguments()...)
	run.oneReport(t, "ten people were killed")
}

// oneReport holds the ledger to one report, which has words of both pages.
func (p program) oneReport(t *testing.T, words string) {
	t.Helper()
	l, err := ledger.Open(t.Context(), p.ledger, ledgerOptions(ledger.Options{}))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	n := 0
	for e, err := range l.Entries(t.Context(), ledger.Query{Parts: ledger.WithReport}) {
		if err != nil {
			t.Fatal(err)
		}
		if r, err := e.Report(); err != nil || !strings.Contains(r.Text, "another three days") || !strings.Contains(r.Text, words) {
			t.Errorf("%+v %v", r, err)
		}
		n++
	}
	if n != 1 {
		t.Errorf("%d reports", n)
	}
}
