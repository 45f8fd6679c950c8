package links_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/parley-desk/parley/wire/links"
)

func TestNextPageOfAnArticle(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		first, link string
		n           int
		want        string
	}{
		{"https://a.example/siege", `<link rel="next" href="?page=2">`, 2, "https://a.example/siege?page=2"},
		{"https://a.example/siege/", `<a rel="nofollow next" href="/siege/2/">on</a>`, 2, "https://a.example/siege/2/"},
		{"https://a.example/siege", `<link href='/siege/page/3' rel=next>`, 3, "https://a.example/siege/page/3"},
		{"https://a.example/siege.html?id=7", `<link rel="next" href="/siege-2.html?id=7">`, 2, "https://a.example/siege-2.html?id=7"},
		{"https://a.example/siege.html?id=7", `<base href="https://a.example/old/"><link rel="next" href="../siege.html?id=7&p=2">`, 2, "https://a.example/siege.html?id=7&p=2"},
		// Another story, another number, the same page, another host, another scheme, no page at all.
		{"https://a.example/news/55", `<link rel="next" href="/news/56">`, 2, ""},
		{"https://a.example/siege", `<link rel="next" href="/siege-of-selby">`, 2, ""},
		{"https://a.example/siege", `<link rel="next" href="?page=2">`, 3, ""},
		{"https://a.example/siege", `<link rel="next" href="?page=12">`, 2, ""},
		{"https://a.example/siege?page=2", `<link rel="next" href="?page=2">`, 2, ""},
		{"https://a.example/siege?id=7", `<link rel="next" href="?page=2">`, 2, ""},
		{"https://a.example/siege", `<link rel="next" href="?page=2&from=1">`, 2, ""},
		{"https://a.example/siege", `<link rel="next" href="//b.example/siege?page=2">`, 2, ""},
		{"https://a.example/siege", `<link rel="next" href="http://a.example/siege?page=2">`, 2, ""},
		{"https://a.example/siege", `<link rel="next" href="https://u:p@a.example/siege?page=2">`, 2, ""},
		{"https://a.example/siege", `<link rel="prev" href="?page=2"><p>the next day`, 2, ""},
		{"https://a.example/siege", `<link rel="next" href="javascript:2">`, 2, ""},
	} {
		first, err := url.Parse(c.first)
		if err != nil {
			t.Fatal(err)
		}
		if got := links.Next([]byte(c.link), "text/html", first, first, c.n); got != c.want {
			t.Errorf("%s of %s, page %d: %q, want %q", c.link, c.first, c.n, got, c.want)
		}
	}
}

func FuzzNext(f *testing.F) {
	f.Add([]byte(`<base href="//b.example/"><link rel=next href=?page=2>`), "https://a.example/siege?page=1", 2)
	f.Add([]byte(strings.Repeat("<a rel='next' href=siege/2>", 50)), "https://a.example/siege.html", 2)
	f.Fuzz(func(t *testing.T, data []byte, address string, n int) {
		first, err := url.Parse(address)
		if err != nil {
			return
		}
		next := links.Next(data, "text/html", first, first, n)
		if next == "" {
			return
		}
		u, err := url.Parse(next)
		if err != nil || !strings.EqualFold(u.Host, first.Host) || !strings.Contains(next, fmt.Sprint(n)) {
			t.Errorf("page %d of %q: %q", n, address, next)
		}
	})
}
