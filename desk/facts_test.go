package desk_test

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/desk"
)

// page asks for an address and reads it as a browser would.
func (r *room) page(address string) *goquery.Document {
	r.t.Helper()
	w := r.ask(http.MethodGet, address)
	if w.Code != http.StatusOK {
		r.t.Fatalf("%s: status %d", address, w.Code)
	}
	doc, err := goquery.NewDocumentFromReader(w.Body)
	if err != nil {
		r.t.Fatal(err)
	}
	return doc
}

// walks are the addresses that a walk through the case opens: every page, with
// what their forms and filters ask.
func walks() []string {
	var all []string
	for _, slug := range desk.Slugs() {
		if !strings.Contains(slug, "{") {
			all = append(all, home+slug, home+slug+"?asof=2025-11-10&rule=lowest-reliable")
		}
	}
	return append(all, home+"sides?issue=ceasefire", home+"tolls?harm=injured&order=highest", home+"tolls?page=2", home+"commitments?form=demand", home+"brief?period=all",
		home+"brief?period=since&since=2025-11-01", home+"truce?breach=alleged", home+"?since=2025-10-20", home+"codebook?part=views")
}

// texts are the sample reports by key and version, with their records.
func texts(t *testing.T) map[string]map[int]reading {
	t.Helper()
	all, err := sampleReadings()
	if err != nil {
		t.Fatal(err)
	}
	byKey := map[string]map[int]reading{}
	for _, one := range all {
		key := desk.ReportKey(one.report.Identity())
		if byKey[key] == nil {
			byKey[key] = map[int]reading{}
		}
		byKey[key][len(byKey[key])+1] = one
	}
	return byKey
}

// No page asserts more than the record: what states something carries a citation,
// and each citation leads to words of a report, or to a line of the case file.
func TestEveryFactLeadsToItsWords(t *testing.T) {
	t.Parallel()
	r := withSample(t)
	byKey := texts(t)
	inCase := map[string]bool{}
	r.page(home + "case").Find("[id]").Each(func(_ int, s *goquery.Selection) { inCase[s.AttrOr("id", "")] = true })
	facts := 0
	for _, address := range walks() {
		r.page(address).Find("main [data-fact]").Each(func(_ int, s *goquery.Selection) {
			facts++
			cites := s.Find("a[data-cite]").AddSelection(s.Filter("a[data-cite]"))
			if cites.Length() == 0 {
				t.Errorf("%s: no citation in %q", address, squeezed(s.Text()))
			}
			cites.Each(func(_ int, a *goquery.Selection) {
				if err := leads(a.AttrOr("href", ""), byKey, inCase); err != nil {
					t.Errorf("%s: %q: %v", address, squeezed(a.Text()), err)
				}
			})
		})
	}
	if facts < 500 {
		t.Errorf("only %d facts on all pages", facts)
	}
}

// leads tells why a citation's address does not lead to words; nil where it does. A
// citation of a report as a whole (of how much was reported) leads to the report.
func leads(href string, byKey map[string]map[int]reading, inCase map[string]bool) error {
	u, err := url.Parse(href)
	if err != nil {
		return err
	}
	rest, ok := strings.CutPrefix(u.Path, home)
	if !ok {
		return fmt.Errorf("%s leads out of the case", href)
	}
	if rest == "case" {
		if !inCase[u.Fragment] {
			return fmt.Errorf("the case file has no line %q", u.Fragment)
		}
		return nil
	}
	versions := byKey[strings.TrimPrefix(rest, "r/")]
	number, _ := strconv.Atoi(u.Query().Get("v"))
	one, known := versions[max(number, 1)]
	if !known {
		return fmt.Errorf("%s leads to no version of a report", href)
	}
	if id := u.Query().Get("claim"); id != "report" && !hasClaim(one.record, id) && !inText(one.report.Text, u.Query().Get("span")) {
		return fmt.Errorf("%s has no claim %q", one.report.ID, id)
	}
	return nil
}

func hasClaim(r *claim.Record, id string) bool {
	for _, c := range r.Claims {
		if c.ID == id && c.Span.Len() > 0 {
			return true
		}
	}
	return false
}

func inText(text, span string) bool {
	from, to, _ := strings.Cut(span, "-")
	start, err1 := strconv.Atoi(from)
	end, err2 := strconv.Atoi(to)
	_, ok := claim.NewText(text).Cut(claim.Span{Start: start, End: end})
	return err1 == nil && err2 == nil && ok && end > start
}

func squeezed(s string) string { return strings.Join(strings.Fields(s), " ") }

// What a page says outside its facts is the frame's: the same whatever the record holds,
// but for counts, days and the names of the case.
func TestOutsideItsFactsAPageSaysNothingOfTheRecord(t *testing.T) {
	t.Parallel()
	r := withSample(t)
	words := map[string]bool{} // those of quotations that facts carry
	for _, one := range texts(t) {
		for _, version := range one {
			for _, c := range version.record.Claims {
				if s, ok := claim.NewText(version.report.Text).Cut(c.Span); ok && len(s) > 30 {
					words[squeezed(s)] = true
				}
			}
		}
	}
	for _, address := range walks() {
		doc := r.page(address)
		doc.Find("main [data-fact]").Remove()
		doc.Find("main svg a[href^='" + home + "']").Remove() // a mark of a picture is itself the way to its words
		rest := squeezed(doc.Find("main").Text())
		for s := range words {
			if strings.Contains(rest, s) {
				t.Errorf("%s says outside its facts: %q", address, s)
			}
		}
	}
}

// Every table can be taken away, and its lines say where they come from.
func TestTablesAsCSV(t *testing.T) {
	t.Parallel()
	r := withSample(t)
	for _, slug := range desk.Slugs() {
		if !desk.HasTables(slug) {
			continue
		}
		name := slug
		if name == "" {
			name = "overview"
		}
		w := r.ask(http.MethodGet, home+name+".csv?asof=2025-11-10")
		lines, err := csv.NewReader(w.Body).ReadAll()
		if err != nil || w.Code != http.StatusOK || len(lines) < 2 {
			t.Errorf("%s.csv: status %d, %d lines, %v", name, w.Code, len(lines), err)
			continue
		}
		if !strings.Contains(w.Header().Get("Content-Disposition"), "pak-afg-2025-"+name+"-2025-11-10.csv") {
			t.Errorf("%s.csv is called %s", name, w.Header().Get("Content-Disposition"))
		}
		if last := lines[0]; last[len(last)-1] != "words" {
			t.Errorf("%s.csv has columns %v", name, last)
		}
		for _, line := range lines[1:] {
			if line[len(line)-1] == "" || line[len(line)-3] == "" {
				t.Errorf("%s.csv: %v comes from nowhere", name, line)
			}
		}
	}
}

// Addresses on pages lead to pages.
func TestLinksLeadToPages(t *testing.T) {
	t.Parallel()
	r := withSample(t)
	seen := map[string]bool{}
	for _, address := range walks() {
		base, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		r.page(address).Find("a[href], link[href], script[src], img[src]").Each(func(_ int, s *goquery.Selection) {
			to, err := base.Parse(s.AttrOr("href", s.AttrOr("src", "")))
			if err != nil || to.Host != "" {
				t.Errorf("%s: leads elsewhere: %s", address, s.AttrOr("href", ""))
				return
			}
			if strings.HasPrefix(to.Path, home+"r/") || seen[to.RequestURI()] || len(seen) > 400 {
				return
			}
			seen[to.RequestURI()] = true
			if w := r.ask(http.MethodGet, to.RequestURI()); w.Code != http.StatusOK && w.Code != http.StatusSeeOther {
				t.Errorf("%s leads to %s: status %d", address, to.RequestURI(), w.Code)
			}
		})
	}
}
