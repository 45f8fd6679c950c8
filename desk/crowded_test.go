package desk_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/desk"
)

// strange puts for each letter one of three bytes, another in each copy: spans, which
// count code points, stay right.
func strange(s string, copyOf int) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return 'क' + (r+rune(copyOf))%32
		}
		return r
	}, s)
}

// wordsOf are the fields of a record that hold words of a report.
var wordsOf = map[string]bool{"text": true, "content": true, "name": true, "words": true, "of": true, "wording": true, "office": true}

// strangely puts strange letters into all words of a record's JSON.
func strangely(value any, copyOf int) any {
	switch value := value.(type) {
	case map[string]any:
		for key, of := range value {
			if s, ok := of.(string); ok && wordsOf[key] {
				value[key] = strange(s, copyOf)
			} else {
				value[key] = strangely(of, copyOf)
			}
		}
	case []any:
		for i := range value {
			value[i] = strangely(value[i], copyOf)
		}
	}
	return value
}

// copied is a reading in strange letters, from an outlet of its own, published on a day that all copies share.
func copied(t *testing.T, one reading, n, copyOf int) reading {
	t.Helper()
	report := one.report
	report.Text, report.Title = strange(report.Text, copyOf), strange(report.Title, copyOf)
	report.ID, report.URL = fmt.Sprintf("copy-%d-%d", copyOf, n), fmt.Sprintf("https://wire.example/%d/%d", copyOf, n)
	report.Outlet = fmt.Sprint(n) + " " + strange(strings.Repeat("Courier ", 30), copyOf)
	report.Published, report.Updated, report.Fetched = "2025-11-07", "", ""
	data, err := json.Marshal(one.record)
	if err != nil {
		t.Fatal(err)
	}
	var loose any
	if err := json.Unmarshal(data, &loose); err != nil {
		t.Fatal(err)
	}
	if data, err = json.Marshal(strangely(loose, copyOf)); err != nil {
		t.Fatal(err)
	}
	var record claim.Record
	if err := json.Unmarshal(data, &record); err != nil {
		t.Fatal(err)
	}
	record.ID, record.Report.SHA256 = report.ID, hashOf(report.Text)
	record.Report.Outlet, record.Report.Published = report.Outlet, report.Published
	return reading{report, &record}
}

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// endless is a report with a claim on each of its first words, and more text than a page bears.
func endless(t *testing.T, one reading) reading {
	t.Helper()
	out := copied(t, one, 0, 99)
	var like *claim.Claim
	for i := range out.record.Claims {
		if c := &out.record.Claims[i]; c.Kind == claim.KindStatement && c.In == "" {
			like = c
			break
		}
	}
	if like == nil {
		t.Fatal("the report has no statement")
	}
	out.report.Text = strings.Repeat("क", 3000) + " " + strings.Repeat("ख", 1<<19)
	out.record.Report.SHA256 = hashOf(out.report.Text)
	out.record.Names, out.record.Times, out.record.Places, out.record.Claims = nil, nil, nil, nil
	for i := range 3000 {
		c := *like
		c.ID, c.Span, c.Sentence = fmt.Sprintf("c%d", i+1), claim.Span{Start: i, End: i + 40}, claim.Span{Start: 0, End: 3000}
		c.About, c.By, c.Time, c.Place = nil, nil, nil, nil
		c.Body = &claim.Statement{Form: claim.Indirect, Manner: claim.Said, Act: claim.ActState, ContentSpans: []claim.Span{{Start: i, End: i + 40}}}
		out.record.Claims = append(out.record.Claims, c)
	}
	return out
}

// mostOfPage is what a page may have, in bytes.
const mostOfPage = 300_000

// However many reports, outlets, claims of a day and claims of a report a case has, and in whatever letters, every page is bounded.
func TestPagesOfACrowdedCaseAreBounded(t *testing.T) {
	t.Parallel()
	r := setup(t)
	all, err := sampleReadings()
	if err != nil {
		t.Fatal(err)
	}
	crowd := []reading{endless(t, all[0])}
	for copyOf := range 5 {
		for n, one := range all {
			crowd = append(crowd, copied(t, one, n, copyOf))
		}
	}
	r.keep(crowd...)
	if err := r.ledger.SetCase(t.Context(), sampleCase(t)); err != nil {
		t.Fatal(err)
	}
	reader := home + "r/" + desk.ReportKey(crowd[0].report.Identity())
	addresses := append(walks(), reader, reader+"?claim=c2900", reader+"?part=9", home+"timeline?from=2025-11-07&to=2025-11-07", home+"timeline?page=2", home+"review?kind=statement")
	for _, link := range []string{"incidents", "people", "sides"} {
		r.page(home + link).Find("main a[href^='/c/']").EachWithBreak(func(i int, s *goquery.Selection) bool {
			address, _, _ := strings.Cut(s.AttrOr("href", ""), "#")
			if !strings.Contains(address, ".csv") { // which has all
				addresses = append(addresses, address)
			}
			return i < 12
		})
	}
	largest := 0
	for _, address := range addresses {
		w := r.ask(http.MethodGet, address)
		if w.Code != http.StatusOK || w.Body.Len() > mostOfPage {
			t.Errorf("%s: status %d, %d bytes", address, w.Code, w.Body.Len())
		}
		largest = max(largest, w.Body.Len())
	}
	if day := r.page(home + "timeline?from=2025-11-07&to=2025-11-07").Find("nav.pager").Length(); largest < mostOfPage/2 || day == 0 {
		t.Errorf("the case is not crowded: its largest page has %d bytes", largest)
	}
}
