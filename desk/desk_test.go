package desk_test

import (
	"bytes"
	"encoding/json"
	"html"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/parley-desk/parley/casebook"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/claim/casefile"
	"github.com/parley-desk/parley/desk"
	"github.com/parley-desk/parley/ledger"
	"github.com/parley-desk/parley/reader"
	"github.com/parley-desk/parley/sample"
)

// room is a desk with a ledger of its own.
type room struct {
	t      testing.TB
	ledger *ledger.Ledger
	desk   *desk.Desk
}

// setup makes a desk over an empty ledger.
func setup(t testing.TB) *room {
	t.Helper()
	l, err := ledger.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "ledger.db"), casebook.Options(ledger.Options{Create: true}))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	d, err := desk.New(desk.Options{Ledger: l, Known: casebook.Known, Now: func() time.Time { return time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC) }})
	if err != nil {
		t.Fatal(err)
	}
	return &room{t, l, d}
}

// get asks for an address and gives status and body.
func (r *room) get(address string, cookies ...*http.Cookie) (int, string) {
	r.t.Helper()
	w := r.ask(http.MethodGet, address, cookies...)
	return w.Code, html.UnescapeString(w.Body.String())
}

func (r *room) ask(method, address string, cookies ...*http.Cookie) *httptest.ResponseRecorder {
	r.t.Helper()
	req := httptest.NewRequest(method, address, nil)
	for _, c := range cookies {
		req.AddCookie(c)
	}
	w := httptest.NewRecorder()
	r.desk.ServeHTTP(w, req)
	return w
}

// reading is a report with its record.
type reading struct {
	report claim.Report
	record *claim.Record
}

// theReader is made once: it is the same for all tests and keeps nothing of what it read.
var theReader = sync.OnceValues(func() (*reader.Reader, error) { return reader.New(reader.Options{}) })

// sampleReadings are the reports of the sample case, read once.
var sampleReadings = sync.OnceValues(func() ([]reading, error) {
	data, err := sample.PakAfg2025.ReadFile("pak-afg-2025/reports.jsonl")
	if err != nil {
		return nil, err
	}
	var all []reading
	for line := range bytes.Lines(data) {
		var report claim.Report
		if err := json.Unmarshal(line, &report); err != nil {
			return nil, err
		}
		r, err := theReader()
		if err != nil {
			return nil, err
		}
		record, err := r.Read(report)
		if err != nil {
			return nil, err
		}
		all = append(all, reading{report, record})
	}
	return all, nil
})

// keep appends readings to the ledger.
func (r *room) keep(all ...reading) {
	r.t.Helper()
	var leaves []*ledger.Leaf
	for _, one := range all {
		leaf, err := r.ledger.Prepare(one.report, one.record)
		if err != nil {
			r.t.Fatal(err)
		}
		leaves = append(leaves, leaf)
	}
	if _, err := r.ledger.Append(r.t.Context(), leaves); err != nil {
		r.t.Fatal(err)
	}
}

// sampleCase is the sample case as its file has it.
func sampleCase(t testing.TB) *claim.Case {
	t.Helper()
	data, err := sample.PakAfg2025.ReadFile("pak-afg-2025/case.yaml")
	if err != nil {
		t.Fatal(err)
	}
	c, err := casefile.Parse("case.yaml", data)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// withCase is a room with the sample case and none of its reports, which it gives.
func withCase(t testing.TB) (*room, []reading) {
	t.Helper()
	r := setup(t)
	if err := r.ledger.SetCase(t.Context(), sampleCase(t)); err != nil {
		t.Fatal(err)
	}
	all, err := sampleReadings()
	if err != nil {
		t.Fatal(err)
	}
	return r, all
}

// withSample makes a desk that has the sample case.
func withSample(t testing.TB) *room {
	t.Helper()
	r := setup(t)
	all, err := sampleReadings()
	if err != nil {
		t.Fatal(err)
	}
	r.keep(all...)
	if err := r.ledger.SetCase(t.Context(), sampleCase(t)); err != nil {
		t.Fatal(err)
	}
	return r
}

// The address of the sample case.
const home = "/c/pak-afg-2025/"

func TestPagesOfTheSampleCase(t *testing.T) {
	t.Parallel()
	r := withSample(t)
	for _, slug := range desk.Slugs() {
		status, body := r.get(home + slug)
		if status != http.StatusOK {
			t.Errorf("%s%s: status %d: %s", home, slug, status, body)
		}
		if len(body) > 300_000 {
			t.Errorf("%s%s has %d bytes", home, slug, len(body))
		}
	}
}

func TestTheOverviewTellsWhereItStands(t *testing.T) {
	t.Parallel()
	status, body := withSample(t).get(home + "?asof=2025-11-10")
	for _, want := range []string{"In effect", "by what is told of 7 November 2025", "Round 3", "50 + 23 = 73", "3–6", "As it could be known on 10 November 2025"} {
		if !strings.Contains(body, want) {
			t.Errorf("status %d: the overview lacks %q", status, want)
		}
	}
}

func TestFaultsAreFriendlyAndHaveTheirStatus(t *testing.T) {
	t.Parallel()
	r := withSample(t)
	for address, want := range map[string]struct {
		status int
		words  string
	}{
		"/c/nowhere/":                   {http.StatusNotFound, "nowhere"},
		home + "nothing":                {http.StatusNotFound, "nothing"},
		home + "?asof=yesterday":        {http.StatusBadRequest, "2025-11-01"},
		home + "?rule=loudest":          {http.StatusBadRequest, "lowest-reliable"},
		home + "?since=x":               {http.StatusBadRequest, "2025-11-01"},
		"/assets/templates/_parts.html": {http.StatusNotFound, "no file"},
		"/assets/../desk.go":            {http.StatusTemporaryRedirect, ""},
	} {
		status, body := r.get(address)
		if status != want.status || !strings.Contains(body, want.words) {
			t.Errorf("%s: status %d, want %d with %q in %s", address, status, want.status, want.words, body)
		}
	}
}

// What the ledger gets is shown at the next look, without a restart.
func TestNewReportsAreShown(t *testing.T) {
	t.Parallel()
	r := setup(t)
	if err := r.ledger.SetCase(t.Context(), sampleCase(t)); err != nil {
		t.Fatal(err)
	}
	if status, body := r.get(home); status != http.StatusOK || !strings.Contains(body, "no reports") {
		t.Errorf("an empty case: status %d: %s", status, body)
	}
	all, err := sampleReadings()
	if err != nil {
		t.Fatal(err)
	}
	r.keep(all...)
	if _, body := r.get(home); !strings.Contains(body, "59 reports") {
		t.Errorf("after an append: %s", body)
	}
}

func TestThemeIsRememberedAndLeadsNowhereElse(t *testing.T) {
	t.Parallel()
	r := withSample(t)
	w := r.ask(http.MethodPost, "/theme?theme=dark&back=//evil.example/")
	if got := w.Header().Get("Location"); got != "/" {
		t.Errorf("leads to %q", got)
	}
	if _, body := r.get(home, w.Result().Cookies()...); !strings.Contains(body, `data-theme="dark"`) {
		t.Error("the page is not dark")
	}
}
