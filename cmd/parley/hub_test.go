package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// A source that names a hub is subscribed to at it, and the hub's question is answered at the callback.
func TestWatchAnswersHubs(t *testing.T) {
	t.Parallel()
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	listen := free.Addr().String()
	if err := free.Close(); err != nil {
		t.Fatal(err)
	}
	answered := make(chan string, 1)
	var paper *httptest.Server
	paper = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/feed.xml":
			w.Header().Set("Content-Type", "application/rss+xml")
			_, _ = fmt.Fprintf(w, `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Paper</title><atom:link rel="hub" href="%s/hub"/><atom:link rel="self" href="%[1]s/feed.xml"/></channel></rss>`, paper.URL)
		case "/hub":
			_ = r.ParseForm()
			w.WriteHeader(http.StatusAccepted)
			ask := r.Form.Get("hub.callback") + "?hub.mode=subscribe&hub.challenge=four&hub.lease_seconds=600&hub.topic=" + r.Form.Get("hub.topic")
			go func() {
				resp, err := http.Get(ask)
				if err != nil {
					answered <- err.Error()
					return
				}
				body, _ := io.ReadAll(resp.Body)
				_ = resp.Body.Close()
				answered <- string(body)
			}()
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(paper.Close)
	run := program{t: t, ledger: "sqlite:" + filepath.Join(t.TempDir(), "ledger.db")}
	run.run("source", "add", paper.URL+"/feed.xml")
	cmd := run.command("watch", "--hub-callback", "http://"+listen+"/hub", "--hub-listen", listen, "--allow", "127.0.0.0/8", "--pace", "1ms", "--contact", "tests")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	select {
	case got := <-answered:
		if got != "four" {
			t.Errorf("the callback answers %q", got)
		}
	case <-time.After(time.Minute):
		t.Error("the hub was never asked")
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
}
