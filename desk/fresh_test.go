package desk_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/parley-desk/parley/casebook"
	"github.com/parley-desk/parley/desk"
)

// clock is a time that a test sets.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// slow gives the room a desk to which all takes long: every look at the clock finds a second gone.
func (r *room) slow() {
	r.t.Helper()
	c := &clock{at: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)}
	d, err := desk.New(desk.Options{Ledger: r.ledger, Known: casebook.Known, Now: func() time.Time {
		c.pass(time.Second)
		return c.now()
	}})
	if err != nil {
		r.t.Fatal(err)
	}
	r.desk = d
}

// The overview tells what came in since the reader's last visit, and only that.
func TestTheOverviewTellsWhatCameSinceTheLastVisit(t *testing.T) {
	t.Parallel()
	r := setup(t)
	c := &clock{at: time.Now().Add(-time.Hour)}
	d, err := desk.New(desk.Options{Ledger: r.ledger, Known: casebook.Known, Now: c.now})
	if err != nil {
		t.Fatal(err)
	}
	r.desk = d
	all, err := sampleReadings()
	if err != nil {
		t.Fatal(err)
	}
	if err := r.ledger.SetCase(t.Context(), sampleCase(t)); err != nil {
		t.Fatal(err)
	}
	first := r.ask(http.MethodGet, home)
	r.keep(all[:20]...) // stored by the ledger's own clock: after this visit
	c.pass(3 * time.Hour)
	second := r.ask(http.MethodGet, home, first.Result().Cookies()...)
	if body := second.Body.String(); !strings.Contains(body, "New since your last visit") || !strings.Contains(body, "20 reports") {
		t.Errorf("the second visit is told of nothing new")
	}
	c.pass(3 * time.Hour)
	third := r.ask(http.MethodGet, home, second.Result().Cookies()...)
	if strings.Contains(third.Body.String(), "your last visit") {
		t.Error("the third visit is told of what the second was")
	}
}

// A cookie that somebody else wrote is none.
func TestAStrangeCookieIsNoVisit(t *testing.T) {
	t.Parallel()
	r := withSample(t)
	for _, value := range []string{"x", "9.x", "-1.-2", strings.Repeat("9", 400)} {
		if status, body := r.get(home, &http.Cookie{Name: "parley_seen", Value: value}); status != http.StatusOK || strings.Contains(body, "your last visit") {
			t.Errorf("%q: status %d", value, status)
		}
	}
}

// Readers of many pages at once, while reports come in, get whole pages.
func TestReadersWhileReportsComeIn(t *testing.T) {
	t.Parallel()
	r, all := withCase(t)
	var group sync.WaitGroup
	group.Go(func() {
		for i := 0; i < len(all); i += 10 {
			r.keep(all[i:min(i+10, len(all))]...)
		}
	})
	for range 6 {
		group.Go(func() {
			for _, slug := range []string{"", "tolls", "truce", "sides"} {
				if w := r.ask(http.MethodGet, home+slug); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "</html>") {
					t.Errorf("%s: status %d", slug, w.Code)
				}
			}
		})
	}
	group.Wait()
	if _, body := r.get(home); !strings.Contains(body, "59 reports") {
		t.Error("the last look does not show all reports")
	}
}

// Stock that is taken again, loading only what changed, gives the same views as stock taken anew.
func TestStockTakenAgainIsAsTakenAnew(t *testing.T) {
	t.Parallel()
	r, all := withCase(t)
	var stock *casebook.Stock
	for i := 0; i < len(all); i += 15 {
		r.keep(all[i:min(i+15, len(all))]...)
		var err error
		if stock == nil {
			stock, err = casebook.Take(t.Context(), r.ledger, "pak-afg-2025", "")
		} else {
			if stale, _, err := stock.Stale(t.Context(), r.ledger, stock.Seq); err != nil || !stale {
				t.Fatalf("after an append: stale %v, %v", stale, err)
			}
			stock, err = stock.Again(t.Context(), r.ledger)
		}
		if err != nil {
			t.Fatal(err)
		}
		anew, err := casebook.Take(t.Context(), r.ledger, "pak-afg-2025", "")
		if err != nil {
			t.Fatal(err)
		}
		if stale, _, err := stock.Stale(t.Context(), r.ledger, stock.Seq); err != nil || stale {
			t.Errorf("nothing came since: stale %v, %v", stale, err)
		}
		if diff := cmp.Diff(viewsOf(t, anew), viewsOf(t, stock)); diff != "" {
			t.Errorf("after %d reports: %s", i+15, diff)
		}
	}
}

func viewsOf(t *testing.T, s *casebook.Stock) string {
	t.Helper()
	b := s.Book("", "")
	out, err := json.Marshal([]any{b.Toll(), b.Truce(), b.Talks(), b.Positions(), b.IncidentList(), b.Findings(nil)})
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// A case that takes long to make fresh is shown as it was at once, and made fresh beside its readers.
func TestALargeCaseIsMadeFreshBesideItsReaders(t *testing.T) {
	t.Parallel()
	r, all := withCase(t)
	r.slow()
	r.keep(all[:10]...)
	_, before := r.get(home + "truce")
	r.keep(all[10:]...)
	if _, body := r.get(home + "truce"); !strings.Contains(before, "10 reports") || !strings.Contains(body, "10 reports") && !strings.Contains(body, "59 reports") {
		t.Fatal("neither what was at hand nor what is new")
	}
	for t.Context().Err() == nil { // until it is ready; go test bounds it
		if _, body := r.get(home + "truce"); strings.Contains(body, "59 reports") {
			return
		}
	}
}
