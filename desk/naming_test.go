package desk_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/parley-desk/parley/claim"
)

// Codes of actors and countries stand where a program reads, not where people do.
func TestPagesCallActorsByTheirNames(t *testing.T) {
	t.Parallel()
	r := withSample(t)
	r.keep(r.read(claim.Report{ID: "shop", Outlet: "Invented Courier", Published: "2025-11-12", Title: "Foreigners harmed in Kabul",
		Text: "KABUL - Two Chinese workers were killed in an explosion in Kabul on 11 November 2025, the Taliban government said. Hezbollah condemned China. China said that four Chinese workers were injured in Kabul on 11 November 2025.\n"}))
	code := regexp.MustCompile(`\b(CHN|LBN|AFG|PAK|QAT|TUR|IRN|IND|SAU)\b(\.[a-z]+)*`)
	named := 0
	for _, slug := range []string{"", "timeline", "tolls", "tolls?page=2", "people", "findings", "incidents", "sides", "sources", "talks", "truce", "commitments"} {
		doc := r.page(home + slug)
		doc.Find("script, style").Remove()
		words := doc.Find("main").Text()
		if at := code.FindStringIndex(words); at != nil {
			t.Errorf("%s says %q", slug, words[max(0, at[0]-60):min(len(words), at[1]+60)])
		}
		named += strings.Count(words, "China")
	}
	if named == 0 {
		t.Error("no page names China: the test shows nothing")
	}
}

// read reads a report as the program would.
func (r *room) read(report claim.Report) reading {
	r.t.Helper()
	reader, err := theReader()
	if err != nil {
		r.t.Fatal(err)
	}
	record, err := reader.Read(report)
	if err != nil {
		r.t.Fatal(err)
	}
	return reading{report, record}
}

// Tables that one takes away call actors by their names too; ids stay where a column of their own has them.
func TestTablesNameActors(t *testing.T) {
	t.Parallel()
	r := withSample(t)
	for _, name := range []string{"incidents", "tolls", "findings", "truce", "sides", "commitments", "sources"} {
		w := r.ask(http.MethodGet, home+name+".csv")
		if id := regexp.MustCompile(`AFG\.taliban|PAK\.ttp|,PAK,|unnamed:`).FindString(w.Body.String()); w.Code != http.StatusOK || id != "" {
			t.Errorf("%s.csv: status %d, names %q", name, w.Code, id)
		}
	}
	if body := r.ask(http.MethodGet, home+"people.csv").Body.String(); !strings.Contains(body, ",AFG.taliban,") {
		t.Error("the table of people has no ids beside the names")
	}
}
