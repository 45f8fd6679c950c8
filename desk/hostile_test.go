package desk_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"github.com/parley-desk/parley/claim"
)

// Tricks that a report may try: markup, attributes, template syntax, addresses,
// signs that turn the direction of a text round.
const (
	tricks = `<script>alert(1)</script><img src=x onerror=alert(2)> "onmouseover="alert(3) {{.Case}} {{template "frame" .}} javascript:alert(4) </title></bdi></main><svg onload=alert(5)> &lt;b&gt; ` + rlo + `txet denrut`
	rlo    = "\u202e"
)

// hostileReadings are reports of the sample case with the tricks in their titles,
// outlets, addresses, and within their sentences; and one of a word of a megabyte.
func hostileReadings(t *testing.T) []reading {
	t.Helper()
	all, err := sampleReadings()
	if err != nil {
		t.Fatal(err)
	}
	r, err := theReader()
	if err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat("w", 1<<20)
	var out []reading
	for i, one := range all[:24] {
		report := one.report
		report.Text = strings.ReplaceAll(report.Text, " said ", " said "+tricks+" ")
		report.Text = strings.ReplaceAll(report.Text, " on ", " on <b onclick=alert(6)>"+rlo+"on</b> ")
		report.Title, report.Outlet = tricks+" "+report.Title, tricks+" "+report.Outlet
		report.URL = "javascript:alert(7)//" + report.URL + `"><script>`
		report.Authors = []string{tricks}
		if i == 3 {
			report.Title, report.Outlet, report.Text = long, long, report.Text+" "+long
		}
		record, err := r.Read(report)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, reading{report, record})
	}
	return append(out, all[24:]...)
}

func TestHostileReportsAreShownAsText(t *testing.T) {
	t.Parallel()
	r := setup(t)
	r.keep(hostileReadings(t)...)
	if err := r.ledger.SetCase(t.Context(), sampleCase(t)); err != nil {
		t.Fatal(err)
	}
	shown := 0
	for _, address := range walks() {
		w := r.ask(http.MethodGet, address)
		if w.Code != http.StatusOK {
			t.Errorf("%s: status %d", address, w.Code)
			continue
		}
		if w.Body.Len() > mostOfPage {
			t.Errorf("%s has %d bytes", address, w.Body.Len())
		}
		doc, err := goquery.NewDocumentFromReader(w.Body)
		if err != nil {
			t.Fatal(err)
		}
		shown += strings.Count(doc.Find("main").Text(), "<script>alert(1)</script>")
		harmless(t, address, doc)
	}
	if shown == 0 {
		t.Error("the tricks are on no page at all: nothing was tried")
	}
}

// harmless fails where a page has what no template of the desk sets, or a sign that
// turns texts round outside an element that keeps it within.
func harmless(t *testing.T, address string, doc *goquery.Document) {
	t.Helper()
	doc.Find("*").Each(func(_ int, s *goquery.Selection) {
		node := s.Get(0)
		switch {
		case node.Data == "script" && (!strings.HasPrefix(s.AttrOr("src", ""), "/assets/") || s.Text() != ""),
			node.Data == "style", node.Data == "iframe", node.Data == "object", node.Data == "base", node.Data == "img" && !strings.HasPrefix(s.AttrOr("src", ""), "/"):
			t.Errorf("%s has an element <%s>: %.80s", address, node.Data, s.Text())
		}
		for _, a := range node.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || strings.Contains(strings.ToLower(strings.TrimSpace(a.Val)), "javascript:") && (a.Key == "href" || a.Key == "src" || a.Key == "action") {
				t.Errorf("%s has an attribute %s=%q", address, a.Key, a.Val)
			}
		}
	})
	doc.Find("body").Each(func(_ int, s *goquery.Selection) { turned(t, address, s.Get(0), false) })
}

// turned finds signs that turn texts round where nothing keeps them within (Unicode
// Bidirectional Algorithm: <bdi> and dir isolate).
func turned(t *testing.T, address string, n *html.Node, within bool) {
	t.Helper()
	if n.Type == html.TextNode && strings.Contains(n.Data, rlo) && !within {
		t.Errorf("%s: %.80q turns what stands around it, in <%s>", address, n.Data, n.Parent.Data)
	}
	for _, a := range n.Attr {
		within = within || a.Key == "dir"
	}
	within = within || n.Data == "bdi" || n.Data == "title" || n.Data == "option"
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		turned(t, address, child, within)
	}
}

// Names of private people who were harmed are on no page.
func TestVictimsAreNamedOnNoPage(t *testing.T) {
	t.Parallel()
	r := setup(t)
	all, err := sampleReadings()
	if err != nil {
		t.Fatal(err)
	}
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
	r.keep(append([]reading{{report, record}}, all...)...)
	if err := r.ledger.SetCase(t.Context(), sampleCase(t)); err != nil {
		t.Fatal(err)
	}
	hidden := 0
	for _, address := range walks() {
		_, body := r.get(address)
		if strings.Contains(body, "Zarmina") {
			t.Errorf("%s names a victim", address)
		}
		hidden += strings.Count(body, "░░░░░░░ ░░░░░░░") + strings.Count(body, strings.Repeat("░", len("Zarmina Wardaki")))
	}
	if hidden == 0 {
		t.Error("the victim's words are on no page: nothing was tried")
	}
}
