package desk_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/parley-desk/parley/casebook"
	"github.com/parley-desk/parley/desk"
	"github.com/parley-desk/parley/knowledge"
)

// A page that takes long says so at once, with what is being done, and is there at a later look.
func TestAPageThatTakesLongSaysSo(t *testing.T) {
	t.Parallel()
	r := withSample(t)
	let := make(chan struct{})
	known := sync.OnceValues(func() (*knowledge.Base, error) {
		<-let // findings wait for the tables
		return casebook.Known()
	})
	d, err := desk.New(desk.Options{Ledger: r.ledger, Known: known, Now: func() time.Time { return at }, Patience: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	r.desk = d
	w := r.ask(http.MethodGet, home+"findings")
	body := w.Body.String()
	if w.Code != http.StatusServiceUnavailable || w.Header().Get("Refresh") == "" || w.Header().Get("Retry-After") == "" || !strings.Contains(body, "being prepared") {
		t.Errorf("while it is made: status %d, %v: %s", w.Code, w.Header(), body)
	}
	if w := r.ask(http.MethodGet, "/c/nowhere/"); w.Code == http.StatusOK {
		t.Errorf("a case that is not there: status %d", w.Code)
	}
	close(let)
	deadline := time.Now().Add(time.Minute)
	for w.Code != http.StatusOK && time.Now().Before(deadline) {
		w = r.ask(http.MethodGet, home+"findings")
	}
	if w.Code != http.StatusOK || w.Header().Get("Refresh") != "" {
		t.Errorf("once it is made: status %d, %v", w.Code, w.Header())
	}
}

// Who asks for a page while a case is opened ahead is given the whole page, not what is kept of it.
func TestAPageAskedForWhileItIsOpenedIsWhole(t *testing.T) {
	t.Parallel()
	r := withSample(t)
	asked, let := make(chan struct{}), make(chan struct{})
	known := sync.OnceValues(func() (*knowledge.Base, error) {
		close(asked)
		<-let // the overview waits for the tables
		return casebook.Known()
	})
	d, err := desk.New(desk.Options{Ledger: r.ledger, Known: known, Now: func() time.Time { return at }, Patience: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	r.desk = d
	opened := make(chan struct{})
	go func() {
		defer close(opened)
		d.Warm(t.Context())
	}()
	<-asked
	joined := d.Join(httptest.NewRequest(http.MethodGet, home, nil))
	close(let)
	if body := string(joined()); !strings.Contains(body, "<html") || !strings.Contains(body, "</html>") {
		t.Errorf("the page has no frame: it begins with %.200q", body)
	}
	<-opened
}

// A case that was opened ahead is shown without waiting, the one that was changed last first.
func TestCasesAreOpenedAhead(t *testing.T) {
	t.Parallel()
	r := withSample(t)
	other := sampleCase(t)
	other.ID, other.Title = "other", "Another"
	if err := r.ledger.SetCase(t.Context(), other); err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	d, err := desk.New(desk.Options{Ledger: r.ledger, Known: casebook.Known, Now: func() time.Time { return at }, Log: slog.New(slog.NewTextHandler(&said, nil))})
	if err != nil {
		t.Fatal(err)
	}
	r.desk = d
	d.Warm(t.Context())
	if got := said.String(); strings.Count(got, "a case is open") != 2 || !strings.Contains(got, "reports=59") {
		t.Errorf("the log says %s", got)
	}
	if status, _ := r.get(home); status != http.StatusOK {
		t.Errorf("status %d", status)
	}
}
