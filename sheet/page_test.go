package sheet

import (
	"encoding/json"
	"fmt"
	"html"
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/parley-desk/parley/claim"
)

func TestWritePage(t *testing.T) {
	t.Parallel()
	var page strings.Builder
	if err := WritePage(&page, valdara(t), Options{}); err != nil {
		t.Fatal(err)
	}
	golden(t, "valdara.html", []byte(page.String()))
}

// The page calls nothing: no address but the report's own link, nothing but its own style and script.
func TestPageIsSelfContained(t *testing.T) {
	t.Parallel()
	var page strings.Builder
	if err := WritePage(&page, valdara(t), Options{}); err != nil {
		t.Fatal(err)
	}
	text := page.String()
	for _, banned := range []string{" src=", "@import", "url(", "<link", "<iframe", " style=", " onclick", "<as both"} {
		if strings.Contains(text, banned) {
			t.Errorf("the page has %q", banned)
		}
	}
	if n := strings.Count(text, "https://"); n != 2 { // the link and its text
		t.Errorf("the page has %d addresses", n)
	}
	for _, policy := range []string{hash(css), hash(js)} {
		if !strings.Contains(html.UnescapeString(text), "'sha256-"+policy+"'") {
			t.Errorf("the policy lacks the hash %s", policy)
		}
	}
}

// Every address within the page leads somewhere, and no id stands twice.
func TestPageLinks(t *testing.T) {
	t.Parallel()
	var page strings.Builder
	for number := 1; number <= 2; number++ {
		if err := WriteArticle(&page, valdara(t), number, Options{}); err != nil {
			t.Fatal(err)
		}
	}
	ids := map[string]bool{}
	for _, m := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(page.String(), -1) {
		if ids[m[1]] {
			t.Errorf("the id %q stands twice", m[1])
		}
		ids[m[1]] = true
	}
	for _, m := range regexp.MustCompile(` href="#([^"]*)"`).FindAllStringSubmatch(page.String(), -1) {
		if !ids[m[1]] {
			t.Errorf("#%s leads nowhere", m[1])
		}
	}
}

// What the page shows of the text is the text, in the order of its paragraphs.
func TestPageKeepsTheText(t *testing.T) {
	t.Parallel()
	s := valdara(t)
	if got, want := shownText(newView(s, 1, Options{Victims: true})), oneLine(s.Report.Text); got != want {
		t.Errorf("the page shows\n%s\nof\n%s", got, want)
	}
}

func shownText(v *view) string {
	var b strings.Builder
	for _, p := range v.Paragraphs {
		for _, s := range p.Segments {
			b.WriteString(s.Text)
		}
		b.WriteByte('\n')
	}
	return oneLine(b.String())
}

func TestLinkOnlyToTheWeb(t *testing.T) {
	t.Parallel()
	s := valdara(t)
	s.Record.Report.URL = "javascript:alert(1)"
	var page strings.Builder
	if err := WritePage(&page, s, Options{}); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(page.String(), `href="javascript`) || !strings.Contains(page.String(), "javascript:alert(1)") {
		t.Error("the address should stand there without a link")
	}
}

// Three thousand claims over one another make a page in proportion to them.
func TestManyOverlappingClaims(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("Talks go on. ", 4000)
	record := &claim.Record{Record: 1, ID: "x"}
	for i := range 3_000 {
		record.Claims = append(record.Claims, claim.Claim{
			ID: fmt.Sprint(i), Kind: claim.KindEvent, Span: claim.Span{Start: i, End: len(text) - i}, Body: &claim.Event{Type: "CONSULT"},
		})
	}
	var page strings.Builder
	if err := WritePage(&page, Sheet{Report: claim.Report{Text: text}, Record: record}, Options{}); err != nil {
		t.Fatal(err)
	}
	if limit := 3_000 * (len(text)/100 + 2000); page.Len() > limit*20 {
		t.Errorf("a page of %d MB", page.Len()>>20)
	}
}

// Records come from anywhere: whatever one says, its sheet is made and shows the text.
func FuzzSheet(f *testing.F) {
	record, err := os.ReadFile("testdata/valdara.record.json")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(record, valdara(f).Report.Text)
	f.Add([]byte(`{"claims":[{"id":"a","kind":"figure","span":[-5,900],"measure":"killed","about":[{"claim":"a","how":"x"}]},{"kind":"statement","span":[9,2],"content_spans":[[3,1],[0,99]],"cue_span":[[1,2],[0,1]]}]}`), "Talks\n\ngo on.")
	f.Add([]byte(`{"names":[{"text":"a","victim":true,"ref":1}],"places":[],"claims":[{"kind":"meeting","span":[0,1],"venue":{"place":7},"place":-1,"in":"title"}]}`), "")
	f.Fuzz(func(t *testing.T, data []byte, text string) {
		var r claim.Record
		if !utf8.ValidString(text) || json.Unmarshal(data, &r) != nil {
			t.Skip()
		}
		s := Sheet{Report: claim.Report{ID: "x", Title: r.Report.Title, Text: text}, Record: &r}
		var page strings.Builder
		if err := WritePage(&page, s, Options{Explain: true}); err != nil {
			t.Fatal(err)
		}
		if strings.Count(page.String(), "<script") != 1 {
			t.Error("the page has a script that is not its own")
		}
		if out := AppendText(nil, s, Terminal{Width: 50}, Options{Explain: true}); strings.ContainsRune(string(out), '\x1b') {
			t.Error("an escape reached the terminal")
		}
		if got := shownText(newView(s, 1, Options{Victims: true})); got != oneLine(text) {
			t.Errorf("the page shows %q of %q", got, text)
		}
	})
}
