package wire

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/wire/warc"
)

// site is a host with one list at /list and pages everywhere else.
func (w *world) site(name, media string, list []byte) claim.Source {
	w.host(name, func(rw http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/robots.txt", strings.HasSuffix(r.URL.Path, "-gone"):
			http.NotFound(rw, r)
		case r.URL.Path == "/list":
			serve(rw, media, "", list)
		default:
			serve(rw, "text/html", "", []byte(page))
		}
	})
	return claim.Source{ID: name, Address: w.url(name, "/list")}
}

// links is a page with n links to reports.
func linksPage(n int) string {
	var b strings.Builder
	b.WriteString(`<html><head><title>World</title><link rel="alternate" type="application/atom+xml" href="/feed"></head><body>`)
	for i := range n {
		fmt.Fprintf(&b, `<h2><a href="/2026/03/01/what-both-sides-said-%d">What both sides said on day %d</a></h2>`, i, i)
	}
	return b.String()
}

func TestLookFindsOutWhatASourceIs(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for name, c := range map[string]struct {
		media, list string
		want        claim.SourceKind
		items       int
	}{
		"feed":              {"text/html", `<rss version="2.0"><channel><title>x</title><item><title>a</title><link>/a</link></item></channel></rss>`, claim.SourceFeed, 1},
		"json-feed":         {"application/json", `{"version":"https://jsonfeed.org/version/1","title":"x","items":[{"id":"1","url":"/a"}]}`, claim.SourceFeed, 1},
		"sitemap":           {"text/xml", `<urlset><url><loc>/a</loc></url></urlset>`, claim.SourceSitemap, 1},
		"index":             {"text/html", linksPage(9), claim.SourceIndex, 9},
		"page":              {"text/html", page, claim.SourcePage, 1},
		"article-with-list": {"text/html", `<meta property="og:type" content="article">` + linksPage(9), claim.SourcePage, 1},
		"pdf":               {"application/pdf", "%PDF-1.7 and so on", claim.SourcePage, 1},
		"list":              {"text/plain", "https://a.example/1\nhttps://a.example/2", claim.SourceList, 2},
		"gdelt":             {"application/json", `{"articles":[{"url":"https://a.example/1"}]}`, claim.SourceList, 1},
		"words":             {"text/plain", "Both sides met.", claim.SourcePage, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			found, err := w.wire().Look(t.Context(), w.site(name+".test", c.media, []byte(c.list)), claim.SourceState{})
			if err != nil || found.Kind != c.want || len(found.Items) != c.items {
				t.Errorf("%v, kind %q, %d items; want %q, %d", err, found.Kind, len(found.Items), c.want, c.items)
			}
		})
	}
}

func TestLookTellsWhatItSaw(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	s := w.site("gazette.test", "application/rss+xml", []byte(`<rss version="2.0" xmlns:a="http://www.w3.org/2005/Atom"><channel><title>Gazette</title><a:link rel="hub" href="https://hub.test/"/>
<item><title>old</title><link>/old</link><pubDate>Sun, 01 Feb 2026 06:00:00 GMT</pubDate></item>
<item><title>new</title><link>/new</link><pubDate>Sun, 01 Mar 2026 06:00:00 GMT</pubDate></item>
<item><title>gone</title><link>/it-is-gone</link><pubDate>Sun, 01 Mar 2026 05:00:00 GMT</pubDate></item>
<item><title>nothing</title></item></channel></rss>`))
	s.Limit = 2
	found, err := w.wire().Look(t.Context(), s, claim.SourceState{})
	if err != nil {
		t.Fatal(err)
	}
	if len(found.Items) != 3 || found.Items[0].Title != "new" || found.Items[2].Title != "old" {
		t.Errorf("items are not the newest first: %+v", found.Items)
	}
	if len(found.Documents) != 1 || len(found.Missed) != 1 || found.Missed[0].Code != Gone {
		t.Errorf("documents %d, missed %+v", len(found.Documents), found.Missed)
	}
	if len(found.Notes) != 2 || !strings.Contains(found.Notes[1], "WebSub") || found.State.Hub != "https://hub.test/" || found.State.Items != 3 {
		t.Errorf("notes %q, state %+v", found.Notes, found.State)
	}
}

func TestLookSaysWhyASourceFails(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for want, s := range map[Code]claim.Source{
		BadPattern: {ID: "x", Address: w.url("a.test", "/"), Links: "(("},
		NoHost:     {ID: "x", Address: "https://nowhere.invalid/"},
		NoFile:     {ID: "x", Address: filepath.Join(t.TempDir(), "nothing")},
		BadAddress: {ID: "x", Address: ""},
	} {
		found, err := w.wire().Look(t.Context(), s, claim.SourceState{})
		if failed := FaultOf(err); failed == nil || failed.Code != want || found.State.Code != string(want) || found.State.Failures != 1 {
			t.Errorf("%v, state %+v; want %s", err, found.State, want)
		}
	}
}

// A pattern is the user's word: it counts also where a page calls itself a report.
func TestLookGoesByThePattern(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	s := w.site("index.test", "text/html", []byte(linksPage(3)+`<a href="/about">About</a>`))
	s.Links = `said-[01]$`
	found, err := w.wire().Look(t.Context(), s, claim.SourceState{})
	if err != nil || found.Kind != claim.SourceIndex || len(found.Items) != 2 {
		t.Errorf("%v %q %+v", err, found.Kind, found.Items)
	}
}

// An index of sitemaps leads to the newest of them, packed or not; one that is
// broken costs no other, and is told.
func TestLookFollowsAnIndexOfSitemaps(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, _ = z.Write([]byte(`<urlset><url><loc>/packed</loc></url></urlset>`))
	_ = z.Close()
	w.host("maps.test", func(rw http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/list":
			serve(rw, "text/xml", "", []byte(`<sitemapindex><sitemap><loc>/old.xml</loc><lastmod>2020-01-01</lastmod></sitemap><sitemap><loc>/new.xml.gz</loc><lastmod>2026-03-01</lastmod></sitemap><sitemap><loc>/broken.xml</loc><lastmod>2026-02-28</lastmod></sitemap></sitemapindex>`))
		case "/new.xml.gz":
			serve(rw, "application/x-gzip", "", packed.Bytes())
		case "/broken.xml":
			serve(rw, "text/xml", "", []byte("<html>"))
		case "/old.xml":
			serve(rw, "text/xml", "", []byte(`<urlset><url><loc>/old</loc></url></urlset>`))
		case "/packed":
			serve(rw, "text/html", "", []byte(page))
		default:
			http.NotFound(rw, r)
		}
	})
	wire := w.wire(func(o *Options) { o.Clock = newClock() })
	found, err := wire.Look(t.Context(), claim.Source{ID: "maps", Address: w.url("maps.test", "/list")}, claim.SourceState{})
	if err != nil || len(found.Items) != 1 || !strings.HasSuffix(found.Items[0].URL, "/packed") || len(found.Documents) != 1 || len(found.Notes) != 1 {
		t.Errorf("%v %+v %q", err, found.Items, found.Notes)
	}
	if w.times("maps.test/old.xml") != 0 {
		t.Error("a sitemap that has not changed for years was asked for")
	}
}

// What a feed carries stands for a page that may not be fetched.
func TestLookTakesWhatTheFeedCarries(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	long := strings.Repeat("The delegations spoke of the crossing. ", 20)
	w.host("closed.test", func(rw http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			serve(rw, "text/plain", "", []byte("User-agent: *\nDisallow: /a\n"))
			return
		}
		serve(rw, "application/rss+xml", "", []byte(`<rss version="2.0"><channel><item><link>/a1</link><description>`+long+`</description></item><item><link>/a2</link></item></channel></rss>`))
	})
	found, err := w.wire().Look(t.Context(), claim.Source{ID: "closed", Address: w.url("closed.test", "/feed")}, claim.SourceState{})
	if err != nil || len(found.Documents) != 1 || len(found.Missed) != 1 || found.Missed[0].Code != Robots {
		t.Fatalf("%v %+v", err, found)
	}
	d := found.Documents[0]
	if d.URL != w.url("closed.test", "/a1") || d.Final != w.url("closed.test", "/feed") || !strings.Contains(string(d.Body), "crossing") {
		t.Errorf("document %+v", d)
	}
}

// archived is a document as an archive holds it.
func archived(t *testing.T, address, body string) []byte {
	t.Helper()
	sum := sha256.Sum256([]byte(body))
	packed, err := warc.Pack(&claim.Document{
		URL: address, Fetched: "2025-11-02T10:00:00Z", Status: 200, Type: "text/html", Headers: "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n",
		SHA256: hex.EncodeToString(sum[:]), Body: []byte(body),
	})
	if err != nil {
		t.Fatal(err)
	}
	return packed
}

const letter = "From: desk@agency.example\r\nTo: reader@desk.example\r\nSubject: Weekly report\r\nDate: Sun, 01 Mar 2026 06:00:00 +0000\r\nMessage-ID: <1@agency.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nThe monitors counted four incidents this week.\r\n"

func TestFollowReadsArchivesAndMail(t *testing.T) {
	t.Parallel()
	w, s := newWorld(t), newShelf()
	two := append(archived(t, "https://a.example/1", "<p>One.</p>"), archived(t, "https://a.example/2", "<p>Two.</p>")...)
	w.host("archive.test", func(rw http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(rw, r)
			return
		}
		serve(rw, "application/gzip", "", archived(t, "https://a.example/3", "<p>Three.</p>"))
	})
	dir := t.TempDir()
	old := time.Now().Add(-time.Hour)
	for name, data := range map[string][]byte{"a.warc.gz": two, "b.eml": []byte(letter), "c.txt": []byte("A file."), "d.warc.gz": []byte("no archive")} {
		whole := filepath.Join(dir, name)
		if err := os.WriteFile(whole, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(whole, old, old); err != nil {
			t.Fatal(err)
		}
	}
	f := follow(t, w.wire(), s,
		claim.Source{ID: "folder", Address: dir},
		claim.Source{ID: "remote", Address: w.url("archive.test", "/x.warc.gz")},
		claim.Source{ID: "mail", Kind: claim.SourceMail, Address: filepath.Join(dir, "b.eml")},
	)
	until(t, s, "all", func() bool {
		return s.addresses() >= 5 && s.state("folder").Code != "" && s.state("mail").Looked != "" && s.state("remote").Looked != ""
	})
	f.end()
	for i := range 3 {
		address := fmt.Sprintf("https://a.example/%d", i+1)
		if s.versions(address) != 1 {
			t.Errorf("%s is kept in %d versions", address, s.versions(address))
		}
		for _, d := range s.docs[address] {
			if d.Fetched[:10] != "2025-11-02" || d.Source == "" || d.Status != 200 {
				t.Errorf("%+v", d)
			}
		}
	}
	if state := s.state("folder"); state.Code != string(BadArchive) || !strings.Contains(state.Message, "d.warc.gz") {
		t.Errorf("state %+v", state)
	}
	if state := s.state("remote"); state.Code != "" || state.Taken != 1 {
		t.Errorf("state %+v", state)
	}
}

// GDELT's exports come as ZIP files; one that unpacks to far too much is turned down.
func TestLookUnpacksLists(t *testing.T) {
	t.Parallel()
	zipped := func(text string) []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		f, err := z.Create("20260301061500.mentions.CSV")
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(f, text)
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	w := newWorld(t)
	row := strings.Replace("1\t\tSEEN\t1\t\tURL"+strings.Repeat("\t", 10), "SEEN", "20260301061500", 1)
	good := w.site("export.test", "application/zip", zipped(strings.Replace(row, "URL", w.url("export.test", "/a"), 1)))
	found, err := w.wire().Look(t.Context(), good, claim.SourceState{})
	if err != nil || found.Kind != claim.SourceList || len(found.Items) != 1 || found.Items[0].Published != "2026-03-01T06:15:00Z" || len(found.Documents) != 1 {
		t.Errorf("%v %+v", err, found)
	}
	for name, body := range map[string][]byte{"bomb.test": zipped(strings.Repeat("\x00", 64<<20)), "broken.test": []byte("PK\x03\x04 and no more"), "bomb-gz.test": packedNothing()} {
		_, err := w.wire().Look(t.Context(), w.site(name, "application/zip", body), claim.SourceState{})
		if failed := FaultOf(err); failed == nil || failed.Code != TooLarge && failed.Code != BadEncoding && failed.Code != Bomb {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func packedNothing() []byte {
	gz, _ := bombs()
	return gz
}

func TestLookTellsOfBetterSources(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.host("index.test", func(rw http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			serve(rw, "text/plain", "", []byte("Sitemap: https://index.test/news.xml\n"))
			return
		}
		serve(rw, "text/html", "", []byte(linksPage(9)))
	})
	found, err := w.wire().Look(t.Context(), claim.Source{ID: "index", Address: w.url("index.test", "/")}, claim.SourceState{})
	if err != nil || len(found.Notes) != 2 || !strings.Contains(found.Notes[0], "/feed") || !strings.Contains(found.Notes[1], "https://index.test/news.xml") {
		t.Errorf("%v %q", err, found.Notes)
	}
}

// Of a host that fails, a few pages are asked for and the others left for the next look.
func TestLookSparesAHostThatFails(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var asked atomic.Int32
	w.names.set("inside.test", func() netip.Addr {
		asked.Add(1)
		return netip.MustParseAddr("10.0.0.1")
	})
	var list strings.Builder
	for i := range 50 {
		fmt.Fprintln(&list, w.url("inside.test", fmt.Sprintf("/%d", i)))
	}
	s := w.site("list.test", "text/plain", []byte(list.String()))
	s.Limit = 50
	found, err := w.wire().Look(t.Context(), s, claim.SourceState{})
	if err != nil || len(found.Missed) != 50 || found.Missed[49].Code != Private {
		t.Errorf("%v, %d missed", err, len(found.Missed))
	}
	if n := int(asked.Load()); n > hostPatience+4 { // those that may be under way at once
		t.Errorf("the host was asked for %d times", n)
	}
}
