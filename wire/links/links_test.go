package links_test

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/wire/links"
)

var base = &url.URL{Scheme: "https", Host: "www.gazette.example", Path: "/world"}

const index = `<!DOCTYPE html><html lang="en"><head><title>World – Invented Gazette</title><link rel="alternate" type="application/rss+xml" href="/world.rss"></head><body>
<nav><a href="/">Home</a><a href="/politics">Politics</a><a href="/2026/archive/all-the-old-reports-of-all-years">Archive</a></nav>
<article><a href="/2026/03/01/talks-resume-after-a-week-of-fighting"><img src=x></a>
<h2><a href="/2026/03/01/talks-resume-after-a-week-of-fighting#top">Talks resume after a week of fighting</a></h2><time datetime="2026-03-01T08:30:00+02:00">1 March</time></article>
<ul><li><a href="https://gazette.example/news/mediators-meet-both-sides-again-1234567">Mediators meet both sides again in the capital</a></li>
<li><a href="/news/article?id=7654321">A third report whose address has but a number</a></li>
<li><a href="/reports/2026-03-02.pdf">Weekly report of the monitors, with all its tables</a></li></ul>
<p><a href="https://elsewhere.example/2026/03/01/what-another-outlet-wrote-about-it">What another outlet wrote</a>
<a href="/tag/peace-talks-and-their-many-rounds">Peace talks and their many rounds</a><a href="/author/a-writer-of-many-reports">A writer of many reports</a>
<a href="/2026/03/01/photo-of-the-day-by-us.jpg">The photo of this very day</a><a href="mailto:x@y.example">Write to us about it</a><a href="javascript:void(0)">More</a></p>
<footer><a href="/privacy">Privacy</a><a href="/about-us-and-our-long-history.html">About us and our long history</a></footer></body></html>`

func TestFindsWhatLooksLikeReports(t *testing.T) {
	t.Parallel()
	page, err := links.Find([]byte(index), "text/html", base, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := []claim.Item{
		{URL: "https://www.gazette.example/2026/03/01/talks-resume-after-a-week-of-fighting", Title: "Talks resume after a week of fighting"},
		{URL: "https://gazette.example/news/mediators-meet-both-sides-again-1234567"},
		{URL: "https://www.gazette.example/reports/2026-03-02.pdf"},
	}
	for _, w := range want {
		if !slices.ContainsFunc(page.Items, func(i claim.Item) bool { return i.URL == w.URL && (w.Title == "" || i.Title == w.Title) }) {
			t.Errorf("not found: %s", w.URL)
		}
	}
	for _, i := range page.Items {
		if !slices.ContainsFunc(want, func(w claim.Item) bool { return w.URL == i.URL }) {
			t.Errorf("taken for a report: %s", i.URL)
		}
	}
	if page.Items[0].Published != "2026-03-01T06:30:00Z" {
		t.Errorf("published %q", page.Items[0].Published)
	}
	if page.Title != "World – Invented Gazette" || page.Language != "en" || !slices.Equal(page.Feeds, []string{"https://www.gazette.example/world.rss"}) || page.Article {
		t.Errorf("page %+v", page)
	}
}

func TestFindsWhatThePatternSays(t *testing.T) {
	t.Parallel()
	page, err := links.Find([]byte(index), "text/html", base, regexp.MustCompile(`/news/|elsewhere\.example`))
	if err != nil || len(page.Items) != 3 {
		t.Errorf("%+v, %v", page.Items, err)
	}
}

func FuzzLinks(f *testing.F) {
	f.Add([]byte(index), "text/html")
	f.Add([]byte(`<base href="//b.example/"><a href="2026/01/02/a-b-c-d-e">one two three four`), "text/html; charset=shift_jis")
	f.Add([]byte(strings.Repeat("<a href=x><table><li>", 300)), "")
	f.Fuzz(func(t *testing.T, data []byte, media string) {
		page, err := links.Find(data, media, base, nil)
		if err != nil {
			return
		}
		seen := map[string]bool{}
		for _, i := range page.Items {
			u, err := url.Parse(i.URL)
			if err != nil || u.Scheme != "http" && u.Scheme != "https" || seen[i.URL] {
				t.Errorf("address %q", i.URL)
			}
			seen[i.URL] = true
		}
	})
}
