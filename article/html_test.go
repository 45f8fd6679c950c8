package article

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/parley-desk/parley/claim"
)

func TestHTML(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, in string
		want     claim.Report
	}{
		{"an article among other things", `<!doctype html><html><head><title>Talks - Courier</title>
<meta property="og:title" content="Talks &amp; truce"><meta property="og:site_name" content="The Sarn Courier">
<link rel="canonical" href="https://news.example/talks"><meta name="author" content="A. Writer, B. Writer">
<meta property="article:published_time" content="2025-11-08T06:40:00Z"><script>var x = "<p>no</p>";</script></head>
<body><nav><p>Home</p></nav><p>Not the article.</p><article><header><h1>Talks &amp; truce</h1></header>
<p>Talks <b>resumed</b>
on&nbsp;Friday.</p><figure><img src=x><figcaption>A picture</figcaption></figure><p>Nobody<br>came.</p><aside>Read also</aside>
<ul><li>one</li><li>two</li></ul></article><footer>All rights reserved</footer></body></html>`, claim.Report{
			Title: "Talks & truce", Outlet: "The Sarn Courier", URL: "https://news.example/talks", Authors: []string{"A. Writer", "B. Writer"}, Published: "2025-11-08T06:40:00Z", DateBasis: claim.DatedMeta,
			Text: "Talks resumed on Friday.\n\nNobody\n\ncame.\n\none\n\ntwo"}},
		{"no article, but main", `<p>Cookies</p><main><h1>Talks</h1><p>They resumed.</p></main>`, claim.Report{Title: "Talks", Text: "They resumed."}},
		{"a body alone, without its menus", `<title>Talks</title><ul><li><a href=a>Home</a><li><a href=b>News</a></ul><p>They resumed, <a href=c>he</a> said.`, claim.Report{Title: "Talks", Text: "They resumed, he said."}},
		{"linked data", `<script type="application/ld+json">{"@graph":[{"@type":"WebSite"},{"@type":"NewsArticle","headline":"Talks","datePublished":"2025-11-08","publisher":{"name":"Courier"},"author":[{"name":"A. Writer"}]}]}</script><p>They resumed.`,
			claim.Report{Title: "Talks", Published: "2025-11-08", Outlet: "Courier", Authors: []string{"A. Writer"}, DateBasis: claim.DatedLinked, Text: "They resumed."}},
		{"linked data that points", `<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Talks","author":[{"@id":"#a"},{"@id":"#nobody"}],"publisher":{"@id":"#o"}},{"@type":"Person","@id":"#a","name":"A. Writer"},{"@type":"Organization","@id":"#o","name":"Courier"}]}</script><p>They resumed.`,
			claim.Report{Title: "Talks", Outlet: "Courier", Authors: []string{"A. Writer"}, Text: "They resumed."}},
		{"a date in the words", `<p><time datetime="2025-11-08">Saturday</time> was quiet.`, claim.Report{Published: "2025-11-08", DateBasis: claim.DatedElement, Text: "Saturday was quiet."}},
		{"another encoding", "<meta charset=windows-1252><p>The \x93peace\x94 holds.", claim.Report{Text: "The “peace” holds."}},
		{"nothing is closed", `<article><p>One<p>Two<div>Three`, claim.Report{Text: "One\n\nTwo\n\nThree"}},
		{"words that only blocks part", `<h1>Talks<br>resume</h1><p>a</p>`, claim.Report{Title: "Talks resume", Text: "a"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, err := HTML([]byte(test.in))
			if diff := cmp.Diff(test.want, got); diff != "" || err != nil {
				t.Errorf("%v\n%s", err, diff)
			}
		})
	}
}

// A page however deep takes time in proportion to its length.
func TestDeepPage(t *testing.T) {
	t.Parallel()
	begun := time.Now()
	deep := strings.Repeat("<div><article><b><nav>", 200_000) + "x"
	if r, err := HTML([]byte(deep)); err == nil {
		t.Errorf("found %q", r.Text)
	}
	if took := time.Since(begun); took > 20*time.Second {
		t.Errorf("4 MB took %s", took)
	}
}

func FuzzHTML(f *testing.F) {
	for _, seed := range []string{"<p>x", "<article><h1>a</h1><p>b<nav>c</nav>", "<meta charset=utf-16><p>x", `<script type="application/ld+json">[{"headline":"x","author":"y"}]</script><p>z`, "<title>x", "<p>\x00"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := HTML(data)
		readable(t, r, err)
	})
}
