package reader

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/parley-desk/parley/claim"
)

// caseName is one row of testdata/case-names.tsv.
type caseName struct{ report, name, what, is, office, side string }

// caseNames reads the table of who and where everybody of the sample case is.
func caseNames(t *testing.T) []caseName {
	t.Helper()
	text, err := os.ReadFile("testdata/case-names.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var rows []caseName
	for line := range strings.Lines(string(text)) {
		c := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || c[0] == "report" {
			continue
		}
		if len(c) != 6 {
			t.Fatalf("%q has %d cells, not 6", line, len(c))
		}
		rows = append(rows, caseName{c[0], c[1], c[2], c[3], c[4], c[5]})
	}
	return rows
}

// caseReports reads the reports of the sample case, by id.
func caseReports(t *testing.T) map[string]claim.Report {
	t.Helper()
	text, err := os.ReadFile("../sample/pak-afg-2025/reports.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	reports := map[string]claim.Report{}
	for line := range strings.Lines(string(text)) {
		var r claim.Report
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatal(err)
		}
		reports[r.ID] = r
	}
	return reports
}

// Every outlet, official, group, body and place of the sample case is the one
// that its report means, in the office that it held on the report's day.
func TestNamesOfTheSampleCase(t *testing.T) {
	t.Parallel()
	r, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	reports, records := caseReports(t), map[string]*claim.Record{}
	wrong := 0
	rows := caseNames(t)
	for _, row := range rows {
		report, ok := reports[row.report]
		if !ok {
			t.Fatalf("there is no report %s", row.report)
		}
		if records[row.report] == nil {
			if records[row.report], err = r.Read(report); err != nil {
				t.Fatal(err)
			}
		}
		if got := row.resolved(r, report, records[row.report]); got != "" {
			wrong++
			t.Errorf("%s: %s %q: %s, want %s %s %s", row.report, row.what, row.name, got, row.is, row.office, row.side)
		}
	}
	t.Logf("%d of %d names of the sample case are right", len(rows)-wrong, len(rows))
}

// resolved says how a name was resolved otherwise than the table has it, empty where it is right.
func (c *caseName) resolved(r *Reader, report claim.Report, rec *claim.Record) string {
	if c.what == "outlet" {
		if o, _ := r.Base().Outlet(report.Outlet); o.ID != c.is {
			return "is " + o.ID
		}
		return ""
	}
	got := "is not found"
	for _, n := range rec.Names {
		if n.Text != c.name {
			continue
		}
		if got = c.mentioned(rec, n); got == "" {
			return ""
		}
	}
	return got
}

// mentioned is resolved, of one mention.
func (c *caseName) mentioned(rec *claim.Record, n claim.Name) string {
	switch ref := n.Ref.(type) {
	case int:
		p := &rec.Places[ref]
		if c.what == "place" && p.Name == c.is && p.Admin1 == c.office && p.Country == c.side {
			return ""
		}
		return "is the place " + p.Name + ", " + p.Admin1 + ", " + p.Country
	case string:
		for i := range rec.Actors {
			a := &rec.Actors[i]
			if a.ID == ref && c.what == "actor" && ref == c.is && a.Office == c.office && a.SideOf == c.side {
				return ""
			}
			if a.ID == ref {
				return "is " + ref + ", " + a.Office + ", for " + a.SideOf
			}
		}
	}
	return "is unresolved"
}

// An office is told with the year in which it was last known, where the report is of a later day.
func TestOfficesSayUntilWhenTheyAreKnown(t *testing.T) {
	t.Parallel()
	r, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[string]string{"2025-11-09": "", "2027-11-09": "2025"} {
		rec, err := r.Read(claim.Report{ID: day, Published: day, Text: "Foreign Minister Hakan Fidan said that the talks would go on in Ankara."})
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range rec.Actors {
			if a.ID == "person:hakan-fidan" && (a.Office != "Foreign Minister" || a.Known != want) {
				t.Errorf("on %s: %+v, want known %q", day, a, want)
			}
		}
	}
}
