package knowledge

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const peopleHead = "id\tname\tnames\tcountry\tside_of\tsector\toffice\tfrom\tto\tseen\tsource\n"

// overlay writes one file into a folder of its own.
func overlay(t *testing.T, name, text string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestOverlayAddsAndReplaces(t *testing.T) {
	t.Parallel()
	dir := overlay(t, "people.tsv", "# ours\n"+peopleHead+
		"person:ann-example\tAnn Example\tA. Example\tKEN\tKEN\tGOV\tForeign Minister\t2025\t\t2026\tinvented\n"+
		"person:hakan-fidan\tHakan Fidan\t\tTUR\tTUR\tGOV\tMinister of Examples\t2026\t\t2026\tinvented\n")
	b, err := LoadWith(dir)
	if err != nil {
		t.Fatal(err)
	}
	if a, ok := b.Actor("A. Example", onDay(t, "2025-06-01")); !ok || a.Office != "Foreign Minister" {
		t.Errorf("added person: %+v, %t", a, ok)
	}
	if a, _ := b.Actor("Hakan Fidan", time.Time{}); a.Office != "Minister of Examples" {
		t.Errorf("replaced person: %+v", a)
	}
	if a, _ := b.ByID("person:hakan-fidan", onDay(t, "2024-01-01")); a.Office != "" {
		t.Errorf("an embedded row survives beside its replacement: %+v", a)
	}
}

func TestBadTables(t *testing.T) {
	t.Parallel()
	row := "person:x\tX Y\t\tKEN\tKEN\tGOV\tMinister\t2025\t\t2025\t\n"
	tests := []struct{ name, file, text, want string }{
		{"columns", "people.tsv", "id\tname\n", "people.tsv:1: the columns must be"},
		{"cells", "people.tsv", peopleHead + "person:x\tX\n", "people.tsv:2: a row must have 11 cells, this has 2"},
		{"key", "people.tsv", peopleHead + strings.Replace(row, "person:x", "", 1), "people.tsv:2: id must not be empty"},
		{"id", "people.tsv", peopleHead + strings.Replace(row, "person:x", "x", 1), "must begin with person:"},
		{"country", "people.tsv", peopleHead + strings.Replace(row, "KEN\tKEN", "XYZ\tKEN", 1), "country must be an ISO"},
		{"side", "people.tsv", peopleHead + strings.Replace(row, "KEN\tKEN", "KEN\tnobody", 1), `side_of must be the id of a row, is "nobody"`},
		{"sector", "people.tsv", peopleHead + strings.Replace(row, "GOV", "GOVT", 1), "sector must be one of PLOVER's"},
		{"day", "people.tsv", peopleHead + strings.Replace(row, "2025\t\t2025", "last year\t\t2025", 1), "from must be a year, month or day"},
		{"order", "people.tsv", "# a comment\n" + peopleHead + strings.Replace(row, "2025\t\t2025", "2025\t2024-12\t", 1), "people.tsv:3: to must not be before from"},
		{"open", "people.tsv", peopleHead + strings.Replace(row, "2025\t\t2025", "2025\t\t", 1), "seen must say when an open term was last known to hold"},
		{"seen", "people.tsv", peopleHead + strings.Replace(row, "2025\t\t2025", "2025\t\tlately", 1), "seen must be a year, month or day"},
		{"mode", "plover.tsv", "type\tmode\tquad\tmeans\nASSAULT\ttickle\t\t\n", "mode must be a mode of ASSAULT"},
		{"event", "cameo.tsv", "code\tlabel\tplover\tmode\n19x\tFight\t\t\n", "code must have two to four digits"},
		{"calendar", "calendars.tsv", "name\tnames\tcalendar\tmonth\tday\tdays\tera\talone\nThermidor\t\tjacobin\t11\t\t\t\t\n", "calendar must be one of"},
		{"month", "calendars.tsv", "name\tnames\tcalendar\tmonth\tday\tdays\tera\talone\nThermidor\t\tsolar\t13\t\t\t\t\n", "month must be at most 12"},
		{"unit", "units.tsv", "code\tnames\tsigns\tkind\nfathom\tfathom\t\tdepth\n", "kind must be one of"},
		{"name", "people.tsv", peopleHead + row + strings.Replace(row, "X Y", "X Z", 1), `is named "X Y" in an earlier row`},
		{"latitude", "features.tsv", "name\tnames\tkind\tcountries\tadmin1\tlat\tlon\textent\tsource\nBay of X\t\twater\t\t\t95\t0\t\t\n", "lat must be degrees"},
		{"kind", "features.tsv", "name\tnames\tkind\tcountries\tadmin1\tlat\tlon\textent\tsource\nBay of X\t\tbay\t\t\t5\t0\t\t\n", "kind must be one of"},
		{"owner", "outlets.tsv", "id\tname\tnames\tcountry\towner\tside_of\tagency\tcredits\thosts\tsource\norg:x\tX Post\t\tKEN\tking\t\t\t\t\t\n", "owner must be one of"},
		{"party", "agreements.tsv", "id\tname\tnames\tdate\tparties\tkind\tsource\nx-1\tX Accord\t\t2020\tQQQ\tpeace\t\n", "parties must be ids of actors"},
		{"not text", "people.tsv", "\x00\xff\xfe", "people.tsv:1: the columns must be"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := LoadWith(overlay(t, tt.file, tt.text))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
	if _, err := LoadWith("no/such/folder"); err == nil {
		t.Error("a folder that is not there loads")
	}
}

// What every row must hold beyond what loading checks.
func TestConsistency(t *testing.T) {
	t.Parallel()
	b := loaded(t)
	for _, a := range b.actors {
		if a.name == "" || len(a.periods) == 0 {
			t.Errorf("%s has no name or no period", a.id)
		}
		for i, p := range a.periods {
			for _, q := range a.periods[:i] {
				if p.office == q.office && p.from <= q.to && q.from <= p.to && p.to != 0 && q.to != 0 {
					t.Errorf("%s holds %q twice at once", a.id, p.office)
				}
			}
		}
	}
	groups, outlets, organizations := 0, len(b.outlets), 0
	for _, a := range b.actors {
		switch p := a.periods[0]; {
		case p.kind == "armed_group":
			groups++
		case strings.HasPrefix(a.id, "org:") && p.sector != "JRN":
			organizations++
		}
	}
	t.Logf("%d states, %d actors, %d armed groups, %d organisations, %d outlets, %d agreements, %d features", len(b.states), len(b.actors), groups, organizations, outlets, len(b.agreements), len(b.features))
	if groups < 300 || outlets < 250 || organizations < 120 || len(b.agreements) < 120 || len(b.features) < 300 {
		t.Errorf("fewer rows than the floors: %d armed groups, %d outlets, %d organisations, %d agreements, %d features", groups, outlets, organizations, len(b.agreements), len(b.features))
	}
}

// A name must lead to its own row: what two rows bear is listed here, with the one that wins.
func TestNamesLeadHome(t *testing.T) {
	t.Parallel()
	b := loaded(t)
	lost := 0
	for _, a := range b.actors {
		if got, ok := b.Actor(a.name, time.Time{}); !ok || got.ID != a.id {
			lost++
			t.Logf("%s: its name %q leads to %q", a.id, a.name, got.ID)
		}
	}
	if lost > 6 {
		t.Errorf("%d names lead elsewhere", lost)
	}
}
