// Extractors reads a folder of pages with expected results (article/testdata/pages)
// by our extractor and by libraries alone, and prints their figures side by side.
// It is a module of its own, lest the libraries become the project's.
//
//	go -C tools/extractors run . ../../article/testdata/pages
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"
	"unicode"

	"github.com/go-shiori/go-readability"
	"github.com/markusmobius/go-htmldate"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"

	"github.com/parley-desk/parley/article"
	"github.com/parley-desk/parley/claim"
)

// page is a page with what it says, and what an extractor makes of it.
type page struct {
	URL       string   `json:"url"`
	Type      string   `json:"type"`
	Title     string   `json:"title"`
	Published string   `json:"published"`
	Authors   []string `json:"authors"`
	Fault     string   `json:"fault"`
	Text      string   `json:"text"`

	body []byte
}

// found is what an extractor found.
type found struct {
	text, title, day string
	authors          []string
}

// extractors in the order in which they are printed.
var extractors = []struct {
	name string
	read func(page) found
}{{"parley", ours}, {"trafilatura", trafilatured}, {"readability", readable}}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: extractors FOLDER")
		os.Exit(2)
	}
	pages, err := load(os.Args[1])
	if err != nil || len(pages) == 0 {
		fmt.Fprintln(os.Stderr, "extractors: no pages:", err)
		os.Exit(1)
	}
	w := tabwriter.NewWriter(os.Stdout, 0, 8, 2, ' ', 0)
	fmt.Fprintf(w, "%d pages\ttext F1\ttitle\tday\tauthors\tpages/s\n", len(pages))
	for _, e := range extractors {
		fmt.Fprintln(w, e.name+"\t"+measured(pages, e.read))
	}
	_ = w.Flush()
}

// load reads the pages that an extractor should read: not the walls.
func load(dir string) (pages []page, err error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.json"))
	for _, name := range names {
		var p page
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(data, &p); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if p.body, err = os.ReadFile(strings.TrimSuffix(name, ".json") + ".html"); err != nil {
			return nil, err
		}
		if p.Fault == "" {
			pages = append(pages, p)
		}
	}
	return pages, err
}

// measured is a row of the table.
func measured(pages []page, read func(page) found) string {
	var text, title, day, authors float64
	begun := time.Now()
	for _, p := range pages {
		f := read(p)
		text += f1(p.Text, f.text)
		title += is(p.Title == f.title)
		day += is(p.Published[:min(10, len(p.Published))] == f.day)
		authors += is(strings.Join(p.Authors, ";") == strings.Join(f.authors, ";"))
	}
	n := float64(len(pages))
	return fmt.Sprintf("%.3f\t%.3f\t%.3f\t%.3f\t%.0f", text/n, title/n, day/n, authors/n, n/time.Since(begun).Seconds())
}

func is(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func ours(p page) found {
	r, err := article.Read(&claim.Document{URL: p.URL, Type: firstOf(p.Type, "text/html"), Body: p.body})
	if err != nil {
		return found{}
	}
	return found{r.Text, r.Title, r.Published[:min(10, len(r.Published))], r.Authors}
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func trafilatured(p page) found {
	address, _ := url.Parse(p.URL)
	r, err := trafilatura.Extract(bytes.NewReader(p.body), trafilatura.Options{
		EnableFallback: true, ExcludeComments: true, OriginalURL: address,
		HtmlDateOptions: &htmldate.Options{UseOriginalDate: true, MaxDate: time.Date(2040, 1, 1, 0, 0, 0, 0, time.UTC)}, // the pages are of 2031
	})
	if err != nil {
		return found{}
	}
	f := found{text: r.ContentText, title: r.Metadata.Title}
	if r.Metadata.Author != "" {
		f.authors = strings.Split(r.Metadata.Author, "; ")
	}
	if !r.Metadata.Date.IsZero() {
		f.day = r.Metadata.Date.Format(time.DateOnly)
	}
	return f
}

func readable(p page) found {
	address, _ := url.Parse(p.URL)
	doc, err := html.Parse(bytes.NewReader(p.body))
	if err != nil {
		return found{}
	}
	r, err := readability.FromDocument(doc, address)
	if err != nil {
		return found{}
	}
	f := found{text: r.TextContent, title: r.Title}
	if r.Byline != "" {
		f.authors = []string{r.Byline}
	}
	if r.PublishedTime != nil {
		f.day = r.PublishedTime.Format(time.DateOnly)
	}
	return f
}

// f1 is the F1 of two texts' words, each counted as often as it comes.
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
	return 2 * float64(both) / float64(max(len(w)+len(g), 1))
}

func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
