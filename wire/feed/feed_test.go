package feed_test

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/wire/feed"
)

func base(t testing.TB) *url.URL {
	t.Helper()
	u, err := url.Parse("https://gazette.example/feeds/all.xml")
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func read(t *testing.T, text, contentType string) *feed.Feed {
	t.Helper()
	if !feed.Is([]byte(text), contentType) {
		t.Errorf("is not taken for a feed: %.80q", text)
	}
	f, err := feed.Parse([]byte(text), contentType, base(t))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestRSS(t *testing.T) {
	t.Parallel()
	f := read(t, `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Invented  Gazette</title><language>en-gb</language>
<atom:link rel="hub" href="https://hub.example/"/><atom:link rel="self" href="https://gazette.example/feeds/all.xml"/>
<item><title>Talks &amp; terms</title><link>/2026/talks</link><guid isPermaLink="false">g-1</guid>
<dc:creator>A. Writer</dc:creator><pubDate>Sun, 01 Mar 2026 08:30:00 +0200</pubDate><description>Short.</description><content:encoded><![CDATA[<p>Whole text.</p>]]></content:encoded></item>
<item><title>Only a guid</title><guid>https://gazette.example/2026/guid</guid></item>
<item><title>Text without address</title><guid isPermaLink="false">g-3</guid><description>Said in the feed alone.</description></item>
<item><title>Nothing</title></item>
<item><title>No page</title><link>javascript:alert(1)</link></item>
</channel></rss>`, "application/rss+xml")
	want := []claim.Item{
		{URL: "https://gazette.example/2026/talks", ID: "g-1", Title: "Talks & terms", Authors: []string{"A. Writer"}, Language: "en-gb", Published: "2026-03-01T06:30:00Z", Content: "<p>Whole text.</p>"},
		{URL: "https://gazette.example/2026/guid", ID: "https://gazette.example/2026/guid", Title: "Only a guid", Language: "en-gb"},
		{URL: "https://gazette.example/feeds/all.xml?parley-entry=g-3", ID: "g-3", Title: "Text without address", Language: "en-gb", Content: "Said in the feed alone."},
	}
	if diff := cmp.Diff(want, f.Items); diff != "" {
		t.Errorf("items (-want +got):\n%s", diff)
	}
	if f.Title != "Invented Gazette" || f.Hub != "https://hub.example/" || f.Self != "https://gazette.example/feeds/all.xml" || f.Dropped != 2 {
		t.Errorf("feed %+v", f)
	}
}

func TestAtomAndJSON(t *testing.T) {
	t.Parallel()
	atom := read(t, `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Gazette</title>
<link rel="hub" href="https://hub.example/"/>
<entry><title>Talks</title><id>tag:1</id><link rel="alternate" href="https://gazette.example/talks"/><link rel="enclosure" href="https://gazette.example/a.mp3"/>
<published>2026-03-01T08:30:00+02:00</published><updated>2026-03-02T08:30:00Z</updated><author><name>A. Writer</name></author></entry></feed>`, "application/atom+xml")
	if len(atom.Items) != 1 || atom.Items[0].URL != "https://gazette.example/talks" || atom.Items[0].Published != "2026-03-01T06:30:00Z" || atom.Items[0].Updated != "2026-03-02T08:30:00Z" || atom.Hub == "" {
		t.Errorf("atom %+v", atom)
	}
	json := read(t, `{"version":"https://jsonfeed.org/version/1.1","title":"Gazette","feed_url":"https://gazette.example/feed.json","hubs":[{"type":"WebSub","url":"https://hub.example/"}],
"items":[{"id":"1","url":"/talks","title":"Talks","content_html":"<p>x</p>","date_published":"2026-03-01T08:30:00+02:00"}]}`, "application/feed+json")
	if len(json.Items) != 1 || json.Items[0].URL != "https://gazette.example/talks" || json.Items[0].Published != "2026-03-01T06:30:00Z" || json.Hub != "https://hub.example/" {
		t.Errorf("json %+v", json)
	}
}

// Feeds as they are found, and not as they should be.
func TestBrokenFeedsAreReadAsFarAsTheyGo(t *testing.T) {
	t.Parallel()
	const entry = `<item><title>Переговоры</title><link>https://a.example/1</link></item>`
	win, err := charmap.Windows1251.NewEncoder().String(entry)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ text, media string }{
		"warning before the document":     {"<br />\nWarning: deprecated\n<?xml version=\"1.0\"?><rss version=\"2.0\"><channel>" + entry + "</channel></rss>", ""},
		"declares what it is not":         {`<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0"><channel>` + entry + "</channel></rss>", ""},
		"declares its encoding":           {`<?xml version="1.0" encoding="windows-1251"?><rss version="2.0"><channel>` + win + "</channel></rss>", ""},
		"the server knows the encoding":   {`<rss version="2.0"><channel>` + win + "</channel></rss>", "text/xml; charset=windows-1251"},
		"control characters, byte order":  {"\ufeff<rss version=\"2.0\"><channel>\x00\x0b" + entry + "</channel></rss>", ""},
		"an entity of HTML":               {`<rss version="2.0"><channel><title>a&nbsp;b&eacute;</title>` + entry + "</channel></rss>", ""},
		"an ampersand in an address":      {`<rss version="2.0"><channel><link>https://a.example/?a=1&b=2</link>` + entry + "</channel></rss>", ""},
		"warnings in letters that grow":   {strings.Repeat("Ⱥ", 9) + `<RSS version="2.0"><channel>` + entry + "</channel></RSS>", ""},
		"a declaration within":            {`<rss version="2.0"><channel><description><![CDATA[<?xml]]></description>` + entry + "</channel></rss>", ""},
		"an encoding that does not exist": {`<?xml version="1.0" encoding="utf-42"?><rss version="2.0"><channel>` + entry + "</channel></rss>", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := read(t, c.text, c.media)
			if len(f.Items) != 1 || f.Items[0].URL != "https://a.example/1" || f.Items[0].Title != "Переговоры" {
				t.Errorf("items %+v", f.Items)
			}
		})
	}
}

func TestHostileFeedsAreTurnedDown(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"a page":              "<!DOCTYPE html><html><body>feed</body></html>",
		"nothing":             "",
		"deep":                `<rss version="2.0"><channel>` + strings.Repeat("<x:a>", 100_000),
		"many":                `<rss version="2.0"><channel>` + strings.Repeat("<item/>", 30_000),
		"deep JSON":           `{"version":"https://jsonfeed.org/version/1","items":` + strings.Repeat("[", 100_000),
		"other JSON":          `{"articles":[]}`,
		"a root that ends it": strings.Repeat("Ⱥ", 9) + "<rss",
		"a document of words": "version items rss feed",
	} {
		if f, err := feed.Parse([]byte(text), "", base(t)); err == nil {
			t.Errorf("%s: read as %+v", name, f)
		}
	}
	lol := `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><rss version="2.0"><channel><item><title>&b;</title><link>https://a.example/1</link></item></channel></rss>`
	if f, err := feed.Parse([]byte(lol), "", base(t)); err == nil && len(f.Items[0].Title) > 20 {
		t.Errorf("entities were laid out: %q", f.Items[0].Title)
	}
}

func FuzzFeed(f *testing.F) {
	f.Add([]byte(`<rss version="2.0"><channel><title>x</title><item><link>/a</link><pubDate>Sun, 01 Mar 2026 08:30 EST</pubDate></item></channel></rss>`), "")
	f.Add([]byte(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="b"/><content type="xhtml"><div>x</div></content></entry></feed>`), "application/xml; charset=utf-16")
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1.1","items":[{"id":1,"url":"http://a/b"}],"hubs":[{}]}`), "application/json")
	f.Add([]byte(`<rdf:RDF xmlns="http://purl.org/rss/1.0/"><item><title>x</title><link>http://a/b</link></item></rdf:RDF>`), "text/xml; charset=koi8-r")
	for _, name := range seeds(f) {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data, "")
	}
	at := base(f)
	f.Fuzz(func(t *testing.T, data []byte, media string) {
		feed.Is(data, media)
		got, err := feed.Parse(data, media, at)
		if err != nil {
			return
		}
		for _, i := range got.Items {
			if u, err := url.Parse(i.URL); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
				t.Errorf("address %q", i.URL)
			}
		}
	})
}

// seeds are the feeds in testdata, if any.
func seeds(f *testing.F) []string {
	f.Helper()
	names, err := filepath.Glob("testdata/*.xml")
	if err != nil {
		f.Fatal(err)
	}
	return names
}
