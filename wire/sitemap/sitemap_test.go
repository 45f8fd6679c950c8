package sitemap_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/wire/sitemap"
)

var base = &url.URL{Scheme: "https", Host: "gazette.example", Path: "/sitemap.xml"}

func TestNewsSitemap(t *testing.T) {
	t.Parallel()
	const text = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> https://gazette.example/talks?a=1&amp;b=2 </loc><lastmod>2026-03-02</lastmod><image:image><image:loc>https://gazette.example/x.jpg</image:loc><image:title>A hall</image:title></image:image>
<n:news><n:publication><n:name>Invented Gazette</n:name><n:language>en</n:language></n:publication><n:publication_date>2026-03-01T08:30+02:00</n:publication_date><n:title>Talks go on</n:title></n:news></url>
<url><loc>/plain</loc></url><url><loc>ftp://gazette.example/x</loc></url><url></url>
</urlset>`
	if !sitemap.Is([]byte(text), "") {
		t.Error("is not taken for a sitemap")
	}
	m, err := sitemap.Parse([]byte(text), "text/xml", base)
	if err != nil {
		t.Fatal(err)
	}
	want := []claim.Item{
		{URL: "https://gazette.example/talks?a=1&b=2", Title: "Talks go on", Outlet: "Invented Gazette", Language: "en", Published: "2026-03-01T06:30:00Z", Updated: "2026-03-02"},
		{URL: "https://gazette.example/plain"},
	}
	if diff := cmp.Diff(want, m.Items); diff != "" || !m.News {
		t.Errorf("news %v, items (-want +got):\n%s", m.News, diff)
	}
}

func TestIndexOfSitemaps(t *testing.T) {
	t.Parallel()
	m, err := sitemap.Parse([]byte(`<sitemapindex><sitemap><loc>/a.xml.gz</loc><lastmod>2026-03-01T00:00:00Z</lastmod></sitemap><sitemap><loc>https://gazette.example/b.xml</loc></sitemap></sitemapindex>`), "", base)
	want := []sitemap.Child{{URL: "https://gazette.example/a.xml.gz", Modified: "2026-03-01T00:00:00Z"}, {URL: "https://gazette.example/b.xml"}}
	if diff := cmp.Diff(want, m.Maps); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

func TestBrokenSitemaps(t *testing.T) {
	t.Parallel()
	m, err := sitemap.Parse([]byte(`<urlset><url><loc>https://a.example/1</loc></url><url><loc>https://a.exa`), "", base)
	if err != nil || len(m.Items) != 1 {
		t.Errorf("cut short: %+v, %v", m, err)
	}
	for _, text := range []string{"", "<html><urlset>", "<rss></rss>", "<urlset><url><loc", strings.Repeat("<a>", 100_000)} {
		if m, err := sitemap.Parse([]byte(text), "", base); err == nil && text != "" {
			t.Errorf("%.30q: read as %+v", text, m)
		}
		if sitemap.Is([]byte(text), "") != strings.HasPrefix(text, "<urlset") {
			t.Errorf("%.30q: taken for what it is not", text)
		}
	}
	m, err = sitemap.Parse([]byte("<urlset>"+strings.Repeat("<url><loc>http://a/b</loc></url>", 60_000)), "", base)
	if err != nil || len(m.Items) != 50_000 {
		t.Errorf("too many: %v", err)
	}
}

func FuzzSitemap(f *testing.F) {
	f.Add([]byte(`<urlset xmlns:n="x"><url><loc>http://a/b</loc><n:title>t</n:title></url></urlset>`))
	f.Add([]byte(`<sitemapindex><sitemap><loc>/a</loc><lastmod>2026</lastmod></sitemap></sitemapindex>`))
	f.Add([]byte("<?xml version='1.0' encoding='utf-16'?><urlset><url><loc>&bad;"))
	f.Fuzz(func(t *testing.T, data []byte) {
		sitemap.Is(data, "")
		m, err := sitemap.Parse(data, "", base)
		if err != nil {
			return
		}
		for _, i := range m.Items {
			if u, err := url.Parse(i.URL); err != nil || u.Host == "" {
				t.Errorf("address %q", i.URL)
			}
		}
	})
}
