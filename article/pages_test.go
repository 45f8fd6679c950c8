package article_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode"

	"github.com/parley-desk/parley/article"
	"github.com/parley-desk/parley/claim"
)

// want is what a page of testdata/pages says, as those who wrote the page know.
type want struct {
	URL         string       `json:"url"`
	Type        string       `json:"type"`
	Title       string       `json:"title"`
	Outlet      string       `json:"outlet"`
	Published   string       `json:"published"`
	Updated     string       `json:"updated"`
	Authors     []string     `json:"authors"`
	Agency      string       `json:"agency"`
	Language    string       `json:"language"`
	Standfirst  string       `json:"standfirst"`
	Corrections []string     `json:"corrections"`
	Fault       article.Code `json:"fault"`
	Text        string       `json:"text"`
}

// The floors of the corpus: the share of pages of which a field is right to the letter, and the mean F1 of texts.
var floors = map[string]float64{"text": .95, "title": .97, "dates": .95, "authors": .95, "agency": 1, "language": 1, "outlet": .95, "standfirst": .95, "corrections": 1, "fault": 1}

// TestPages reads the pages of the wild. go test -v -run TestPages prints the figures, and what is wrong of each page.
func TestPages(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("testdata/pages/*.html")
	if err != nil || len(names) < 60 {
		t.Fatalf("%d pages, %v", len(names), err)
	}
	sums, counts := map[string]float64{}, map[string]float64{}
	for _, name := range names {
		for field, right := range scored(t, name) {
			sums[field] += right
			counts[field]++
		}
	}
	for field, floor := range floors {
		mean := sums[field] / counts[field]
		t.Logf("%-11s %.4f of %3.0f pages", field, mean, counts[field])
		if mean < floor {
			t.Errorf("%s: %.4f, the floor is %.2f", field, mean, floor)
		}
	}
}

// scored reads one page and says of each field how right it is.
func scored(t *testing.T, name string) map[string]float64 {
	t.Helper()
	page, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(strings.TrimSuffix(name, ".html") + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var w want
	if err := json.Unmarshal(data, &w); err != nil {
		t.Fatal(name, err)
	}
	if w.Type == "" {
		w.Type = "text/html"
	}
	got, err := article.Read(&claim.Document{URL: w.URL, Type: w.Type, Body: page})
	return compared(t, filepath.Base(name), w, got, err)
}

func compared(t *testing.T, name string, w want, got *claim.Report, err error) map[string]float64 {
	t.Helper()
	right := map[string]float64{}
	same := func(field string, want, got any) {
		right[field] = 1
		if !reflect.DeepEqual(want, got) {
			right[field] = 0
			t.Logf("%s: %s: %q, want %q", name, field, got, want)
		}
	}
	var f *article.Fault
	code := article.Code("")
	if errors.As(err, &f) {
		code = f.Code
	}
	same("fault", w.Fault, code)
	if w.Fault != "" && w.Fault != article.Paywall {
		return right
	}
	same("title", w.Title, got.Title)
	same("dates", []string{w.Published, w.Updated}, []string{got.Published, got.Updated})
	same("authors", w.Authors, got.Authors)
	same("agency", w.Agency, got.Agency)
	same("language", w.Language, got.Language)
	same("corrections", w.Corrections, got.Corrections)
	if w.Outlet != "" {
		same("outlet", w.Outlet, got.Outlet)
	}
	if w.Standfirst != "" {
		same("standfirst", w.Standfirst, got.Standfirst)
	}
	right["text"] = f1(w.Text, got.Text)
	if right["text"] < .99 {
		t.Logf("%s: text: F1 %.3f\n--- want\n%s\n--- got\n%s", name, right["text"], w.Text, got.Text)
	}
	return right
}

// f1 is the harmonic mean of precision and recall of a text's words, each counted as often as it comes.
func f1(want, got string) float64 {
	w, g := words(want), words(got)
	count := map[string]int{}
	for _, word := range w {
		count[word]++
	}
	both := 0
	for _, word := range g {
		if count[word] > 0 {
			count[word]--
			both++
		}
	}
	if both == 0 {
		return 0
	}
	return 2 * float64(both) / float64(len(w)+len(g))
}

func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
