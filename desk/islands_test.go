package desk_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"github.com/parley-desk/parley/casebook"
	"github.com/parley-desk/parley/desk"
)

func TestAssetsAreAskedForOnce(t *testing.T) {
	t.Parallel()
	r := setup(t)
	first := r.ask(http.MethodGet, "/assets/css/pictures.css")
	tag := first.Header().Get("ETag")
	req := httptest.NewRequest(http.MethodGet, "/assets/css/pictures.css", nil)
	req.Header.Set("If-None-Match", tag)
	w := httptest.NewRecorder()
	r.desk.ServeHTTP(w, req)
	if first.Code != http.StatusOK || tag == "" || w.Code != http.StatusNotModified {
		t.Errorf("status %d, tag %q, then status %d; want 200, a tag, 304", first.Code, tag, w.Code)
	}
}

// What islands draw is what the pages say: JSON of the same marks and places.
func TestIslandsAreGivenWhatThePagesSay(t *testing.T) {
	t.Parallel()
	r := withSample(t)
	var timeline struct {
		Lanes []struct {
			ID    string
			Marks []struct{ From, To, Text, Href string }
		}
	}
	r.decode("timeline.json?from=2025-11-01&to=2025-11-10", &timeline)
	marks := 0
	for _, l := range timeline.Lanes {
		for _, m := range l.Marks {
			marks++
			if m.To < "2025-11-01" || m.From > "2025-11-10" || m.Text == "" || m.Href == "" {
				t.Errorf("lane %s: %+v is not of these days, or says or leads nothing", l.ID, m)
			}
		}
	}
	var places []struct {
		Lat, Lon  float64
		Km        int
		Precision string
		Incidents []struct{ Href string }
	}
	r.decode("incidents.json", &places)
	areas := 0
	for _, p := range places {
		if p.Lat == 0 && p.Lon == 0 || p.Precision == "" || len(p.Incidents) == 0 {
			t.Errorf("%+v is no place of an incident", p)
		}
		if p.Km > 0 {
			areas++
		}
		if status, _ := r.get(p.Incidents[0].Href); status != http.StatusOK {
			t.Errorf("%s: status %d", p.Incidents[0].Href, status)
		}
	}
	if marks == 0 || areas == 0 || areas == len(places) {
		t.Errorf("%d marks, %d areas of %d places; want some of each, and towns too", marks, areas, len(places))
	}
}

func (r *room) decode(address string, into any) {
	r.t.Helper()
	w := r.ask(http.MethodGet, home+address)
	if err := json.Unmarshal(w.Body.Bytes(), into); err != nil || w.Code != http.StatusOK {
		r.t.Fatalf("%s: status %d, %v", address, w.Code, err)
	}
}

func TestTilesAreServedInParts(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "ground.pmtiles")
	if err := os.WriteFile(name, []byte("PMTiles\x03 and so on"), 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := desk.New(desk.Options{Ledger: setup(t).ledger, Known: casebook.Known, Tiles: name})
	if err != nil {
		t.Fatal(err)
	}
	req := httptest.NewRequest(http.MethodGet, "/tiles.pmtiles", nil)
	req.Header.Set("Range", "bytes=0-6")
	w := httptest.NewRecorder()
	d.ServeHTTP(w, req)
	if w.Code != http.StatusPartialContent || w.Body.String() != "PMTiles" {
		t.Errorf("status %d, %q; want 206 and the part", w.Code, w.Body)
	}
	if status, _ := setup(t).get("/tiles.pmtiles"); status != http.StatusNotFound {
		t.Errorf("without a file: status %d, want 404", status)
	}
}
