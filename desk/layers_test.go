package desk_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"github.com/parley-desk/parley/casebook"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/desk"
	"github.com/parley-desk/parley/ledger"
)

func secret(t testing.TB) reading {
	t.Helper()
	report := claim.Report{ID: "secret", Outlet: "Field Office", Published: "2025-11-07", Title: "Cable from Spin Boldak",
		Text: "Pakistan's army said that shelling killed 7143 people in Spin Boldak on 6 November 2025. Afghan officials said that talks with Pakistan would go on."}
	reader, err := theReader()
	if err != nil {
		t.Fatal(err)
	}
	record, err := reader.Read(report)
	if err != nil {
		t.Fatal(err)
	}
	return reading{report, record}
}

// secretCount finds the count of the secret report, and no part of a list of numbers such as 137,143.
var secretCount = regexp.MustCompile(`(?:^|[^\d,\[])7,?143\b`)

func TestThePrivateLayer(t *testing.T) {
	t.Parallel()
	one := secret(t)
	r := guardedRoom(t, one)
	if err := r.ledger.Decide(t.Context(), casebook.Named(claim.Decision{Case: "pak-afg-2025", Kind: claim.DecideInclude, Author: "x", At: "2026-01-01T00:00:00Z", Reason: "from the field", Report: one.report.Identity(), Private: true}),
		casebook.Named(claim.Decision{Case: "pak-afg-2025", Kind: claim.DecideNote, Author: "x", At: "2026-01-01T00:00:00Z", Reason: "ask about 7143 again", Private: true})); err != nil {
		t.Fatal(err)
	}
	key := desk.ReportKey(one.report.Identity())
	tells := func(name, address string) bool {
		w := r.as(name).send(http.MethodGet, address, "", nil)
		body := w.Body.String()
		return secretCount.MatchString(body) || strings.Contains(body, "Cable from Spin Boldak") || strings.Contains(body, key)
	}
	reader := r.as("reader")
	for _, slug := range append(desk.Slugs(), "reports?q=shelling", "reports?q=7143", "r/"+key, "brief.md", "brief.json", "brief.html", "tolls.csv", "reports.csv", "incidents.csv", "people.csv", "sources.csv", "commitments.csv", "incidents.json", "people.json", "timeline.json") {
		if strings.Contains(slug, "{") {
			continue
		}
		body := reader.send(http.MethodGet, home+slug, "", nil).Body.String()
		if secretCount.MatchString(body) && !strings.Contains(slug, "7143") || strings.Contains(body, "7,143 people") || strings.Contains(body, "Cable from") {
			t.Errorf("a reader sees the private layer at %s", slug)
		}
	}
	for _, slug := range []string{"reports", "r/" + key, "decisions", "incidents", "timeline"} {
		if !tells("analyst", home+slug) {
			t.Errorf("an analyst does not see the private layer at %s", slug)
		}
	}
	for _, slug := range []string{"reports.csv", "tolls.csv", "brief", "brief.md", "brief.json", "people.csv", "incidents.csv", "sources.csv"} {
		if tells("analyst", home+slug) {
			t.Errorf("the private layer is in %s, which is handed on", slug)
		}
	}
}

func TestNamesAreShownWhenAskedFor(t *testing.T) {
	t.Parallel()
	report := claim.Report{ID: "v", Outlet: "Ford Courier", Published: "2025-11-07", Title: "Teacher among the dead in Spin Boldak",
		Text: "Afghan officials said that shelling by Pakistan killed Zarmina Wardaki, a teacher, in Spin Boldak on 6 November 2025."}
	reader, err := theReader()
	if err != nil {
		t.Fatal(err)
	}
	record, err := reader.Read(report)
	if err != nil {
		t.Fatal(err)
	}
	for i := range record.Names {
		record.Names[i].Victim = record.Names[i].Victim || record.Names[i].Text == "Zarmina Wardaki"
	}
	r := guardedRoom(t, reading{report, record})
	address := home + "r/" + desk.ReportKey(report.Identity())
	for _, c := range []struct {
		who, ask string
		shown    bool
	}{{"reader", "", false}, {"reader", "?names=shown", false}, {"analyst", "", false}, {"analyst", "?names=shown", true}, {"reader", "?names=shown", false}} {
		_, doc := r.as(c.who).look(address + c.ask)
		if shown := strings.Contains(doc.Text(), "Zarmina"); shown != c.shown {
			t.Errorf("%s with %q: names shown: %v", c.who, c.ask, shown)
		}
	}
	lines, err := r.ledger.AuditLines(t.Context(), ledger.AuditQuery{What: "see names"})
	if err != nil || len(lines) != 1 || lines[0].Who != "analyst" {
		t.Errorf("audit: %+v %v", lines, err)
	}
}

func TestAReportIsAdded(t *testing.T) {
	t.Parallel()
	r := guardedRoom(t)
	v := r.as("analyst")
	text := "Pakistan's army said that nine soldiers were killed near Torkham on 6 November 2025.\r\n\r\nAfghan officials denied it."
	w := v.post(home+"add", url.Values{"text": {text}, "title": {"Nine soldiers die"}, "outlet": {"Ford Courier"}, "published": {"2025-11-07"}})
	if w.Code != http.StatusSeeOther {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if code, doc := v.look(w.Header().Get("Location")); code != 200 || !strings.Contains(doc.Find(".report").Text(), "nine soldiers were killed") || doc.Find(".claims li").Length() == 0 {
		t.Errorf("%d %s", code, doc.Find(".report").Text())
	}
	w = v.post(home+"add", url.Values{"link": {"https://wire.example/talks"}})
	if code, doc := v.look(w.Header().Get("Location")); code != 200 || !strings.Contains(doc.Text(), "Three soldiers were killed") {
		t.Errorf("a link: %d %s", w.Code, w.Body)
	}
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, _ := form.CreateFormFile("file", "../../etc/note.html")
	_, _ = io.WriteString(part, "<html><title>From the field</title><body><article><p>Two policemen were injured in Kandahar, Pakistan's police said. The talks with Afghanistan went on.</p></article></body></html>")
	_ = form.WriteField("private", "1")
	_ = form.Close()
	w = v.send(http.MethodPost, home+"add", form.FormDataContentType(), &body)
	if w.Code != http.StatusSeeOther {
		t.Fatalf("an upload: %d %s", w.Code, w.Body)
	}
	if code, _ := r.as("reader").look(w.Header().Get("Location")); code != 404 {
		t.Errorf("a reader sees a private report: %d", code)
	}
	if code, doc := v.look(w.Header().Get("Location")); code != 200 || doc.Find(".badge.warn").Length() == 0 {
		t.Errorf("an analyst does not: %d", code)
	}
	for _, bad := range []url.Values{{}, {"text": {"x"}, "published": {"soon"}}, {"text": {"x"}, "address": {"javascript:alert(1)"}}, {"link": {"https://elsewhere.example"}}, {"text": {"Der Krieg ist vorbei, sagten die Beamten am Montag in der Hauptstadt, und niemand glaubte es ihnen."}}} {
		if w := v.post(home+"add", bad); w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), `role="alert"`) {
			t.Errorf("%v: %d", bad, w.Code)
		}
	}
}

func TestACaseIsMade(t *testing.T) {
	t.Parallel()
	r := guardedRoom(t)
	v := r.as("admin")
	w := v.post("/new-case", url.Values{"yaml": {"id: valleys-2031\ntitle: Two valleys\nwindow: {from: 2031-03-01}\nparties:\n  - {id: AAA, nam: Upper Valley}\n"}})
	if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "Line 5") || !strings.Contains(w.Body.String(), "nam: Upper Valley") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	w = v.post("/new-case", url.Values{"draft": {"1"}, "id": {"valleys-2031"}, "title": {"Two valleys"}, "from": {"2031-03-01"}, "a": {"AFG"}, "aname": {"Upper"}, "b": {"PAK"}, "bname": {"Lower"}, "places": {"Ford\r\nMill"}})
	doc, err := goquery.NewDocumentFromReader(w.Body)
	if err != nil || w.Code != 200 {
		t.Fatal(w.Code, err)
	}
	yaml := doc.Find("textarea[name=yaml]").Text()
	if w = v.post("/new-case", url.Values{"yaml": {yaml}}); w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/c/valleys-2031/" {
		t.Fatalf("%d %s\n%s", w.Code, w.Body, yaml)
	}
	if w = v.post("/new-case", url.Values{"yaml": {yaml}}); w.Code != http.StatusUnprocessableEntity {
		t.Errorf("the same case twice: %d", w.Code)
	}
	if w = v.post("/c/valleys-2031/edit", url.Values{"yaml": {strings.Replace(yaml, "Two valleys", "Three valleys", 1)}}); w.Code != http.StatusSeeOther {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if c, err := r.ledger.Case(t.Context(), "valleys-2031"); err != nil || c.Title != "Three valleys" || len(c.Places) != 2 {
		t.Errorf("%+v %v", c, err)
	}
	if w = v.post("/c/valleys-2031/edit", url.Values{"yaml": {strings.Replace(yaml, "valleys-2031", "valleys-2032", 1)}}); w.Code != http.StatusUnprocessableEntity {
		t.Errorf("the id was changed: %d", w.Code)
	}
}

func TestNewsComesWithoutReload(t *testing.T) {
	t.Parallel()
	r := withSample(t)
	seq, err := r.ledger.Seq(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	pages, err := desk.New(desk.Options{Ledger: r.ledger, Known: casebook.Known, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(pages)
	defer server.Close()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	req, _ := http.NewRequestWithContext(ctx, http.MethodGet, server.URL+"/live?case=pak-afg-2025&seq="+strings.TrimSpace(jsonOf(seq)), nil)
	answer, err := server.Client().Do(req)
	if err != nil || answer.Header.Get("Content-Type") != "text/event-stream" {
		t.Fatal(answer, err)
	}
	defer func() { _ = answer.Body.Close() }()
	r.keep(secret(t))
	var got []byte
	for buf := make([]byte, 512); !bytes.Contains(got, []byte("event: news")) || !bytes.HasSuffix(got, []byte("\n\n")); {
		n, err := answer.Body.Read(buf)
		if got = append(got, buf[:n]...); err != nil {
			t.Fatalf("the stream ended: %v after %q", err, got)
		}
	}
	if !strings.Contains(string(got), `data: {"says":"One new report."}`) {
		t.Errorf("%q", got)
	}
	if code, _ := r.get("/live?case=pak-afg-2025&seq=x"); code != 400 {
		t.Errorf("a bad number: %d", code)
	}
}

func jsonOf(v any) string {
	data, _ := json.Marshal(v)
	return string(data)
}

func TestReportsAreFound(t *testing.T) {
	t.Parallel()
	r := withSample(t)
	every := r.page(home + "reports").Find(".reports tbody tr").Length()
	found := r.page(home + "reports?q=truce+extended")
	if n := found.Find(".reports tbody tr").Length(); n == 0 || n >= every || found.Find(".snippet mark").Length() == 0 {
		t.Errorf("%d of %d reports are found, %d words marked", n, every, found.Find(".snippet mark").Length())
	}
	for _, narrow := range []string{"?kind=ceasefire", "?month=2025-11", "?outlet=" + url.QueryEscape("Dawn (sample)")} {
		if n := r.page(home + "reports" + narrow).Find(".reports tbody tr").Length(); n == 0 || n > every {
			t.Errorf("%s: %d reports", narrow, n)
		}
	}
	rows := strings.Count(r.ask(http.MethodGet, home+"reports.csv?kind=ceasefire").Body.String(), "\n")
	if rows < 2 {
		t.Errorf("the table has %d lines", rows)
	}
	if r.page(home+"reports?q=zzzzqqq").Find(".unknown").Length() == 0 {
		t.Error("nothing found is not said")
	}
	people := r.page(home + "people")
	if first := people.Find("tbody tr").First(); !slices.Contains([]string{"PAK", "Pakistan"}, strings.TrimSpace(first.Find("bdi").First().Text())) {
		t.Logf("first is %q", squeezed(first.Text()))
	}
}
