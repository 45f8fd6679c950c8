package links

import (
	"bytes"
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html/charset"
)

var (
	// named is how any link to a next page begins; without it a page need not be taken apart.
	named = regexp.MustCompile(`(?i)\brel\s*=\s*["']?[a-z\s]*\bnext\b`)
	// numbered is what an address adds for a later page: /2, /page/2, -2, _p2.
	numbered = regexp.MustCompile(`^[-_,/](?:p(?:age)?[-_/]?)?([1-9][0-9]?)$`)
)

// Next gives the address of page number n of an article whose first page is at
// first, as page n-1, which came from base, names it by rel=next; "" where it
// names none. Many sites name the next story in the same way, so only an address
// of the same host counts that is the first one's but for the number n.
func Next(data []byte, contentType string, base, first *url.URL, n int) string {
	if !bytes.Contains(bytes.ToLower(data), []byte("next")) || !named.Match(data) {
		return ""
	}
	reader, err := charset.NewReader(bytes.NewReader(data), contentType)
	if err != nil {
		return ""
	}
	doc, err := goquery.NewDocumentFromReader(reader)
	if err != nil {
		return ""
	}
	base = baseOf(doc, base)
	next := ""
	doc.Find("link[href], a[href]").EachWithBreak(func(_ int, l *goquery.Selection) bool {
		for _, rel := range strings.Fields(strings.ToLower(l.AttrOr("rel", ""))) {
			if u := absolute(l.AttrOr("href", ""), base); rel == "next" && u != nil && continues(u, first, n) {
				next = u.String()
			}
		}
		return next == ""
	})
	return next
}

// continues tells whether an address is the first one's but for the number n of a page.
func continues(u, first *url.URL, n int) bool {
	if u.Scheme != first.Scheme || !strings.EqualFold(u.Host, first.Host) || u.User != nil {
		return false
	}
	at, from := strings.TrimSuffix(u.Path, "/"), strings.TrimSuffix(first.Path, "/")
	if at == from {
		return numberedField(u.Query(), first.Query(), strconv.Itoa(n))
	}
	if u.Query().Encode() != first.Query().Encode() {
		return false
	}
	ext := path.Ext(from)
	whole, told := strings.CutPrefix(at, from)
	part, within := strings.CutPrefix(strings.TrimSuffix(at, ext), strings.TrimSuffix(from, ext))
	return told && isNumber(whole, n) || within && strings.HasSuffix(at, ext) && isNumber(part, n)
}

func isNumber(added string, n int) bool {
	m := numbered.FindStringSubmatch(added)
	return m != nil && m[1] == strconv.Itoa(n)
}

// numberedField tells whether two queries differ in one field, which is number in the former.
func numberedField(query, first url.Values, number string) bool {
	differ := 0
	for name, values := range query {
		if strings.Join(values, "&") == strings.Join(first[name], "&") {
			continue
		}
		if differ++; len(values) != 1 || values[0] != number {
			return false
		}
	}
	for name := range first {
		if !query.Has(name) {
			return false
		}
	}
	return differ == 1
}
