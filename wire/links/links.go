// Package links finds on an index page the links that lead to reports.
package links

import (
	"bytes"
	"net/url"
	"path"
	"regexp"
	"strings"
	"unicode"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html/charset"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/wire/address"
	"github.com/parley-desk/parley/wire/dates"
)

const (
	maxLinks = 5000
	maxTitle = 500
	// enough is the score from which on a link looks like one to a report.
	enough = 3
)

// Page is what an index page shows.
type Page struct {
	Title    string
	Language string
	Items    []claim.Item // links that lead to reports, in the order of the page, each once
	Links    int          // links to any page
	Feeds    []string     // feeds that the page names
	Article  bool         // it says of itself that it is one report
}

// Find reads a page of the media type contentType that came from base. Pattern
// says which addresses are those of reports; where it is nil, those count that
// look like one: a page of the same site whose address has a date, a number or
// a long name in it and whose link has the words of a headline.
func Find(data []byte, contentType string, base *url.URL, pattern *regexp.Regexp) (*Page, error) {
	reader, err := charset.NewReader(bytes.NewReader(data), contentType)
	if err != nil {
		return nil, err
	}
	doc, err := goquery.NewDocumentFromReader(reader)
	if err != nil {
		return nil, err
	}
	page := &Page{Title: line(doc.Find("title").First().Text()), Language: line(doc.Find("html").AttrOr("lang", ""))}
	base = baseOf(doc, base)
	page.Feeds = feeds(doc, base)
	page.Article = article(doc)
	page.collect(doc, base, pattern)
	return page, nil
}

// baseOf is the address that a page's links are relative to, where it came from base.
func baseOf(doc *goquery.Document, base *url.URL) *url.URL {
	if href, ok := doc.Find("base[href]").First().Attr("href"); ok {
		if own, err := base.Parse(href); err == nil && own.Host != "" {
			return own
		}
	}
	return base
}

// collect goes through all links. A report is often linked twice, by its
// picture and by its headline: the longest words are its title.
func (p *Page) collect(doc *goquery.Document, base *url.URL, pattern *regexp.Regexp) {
	at := map[string]int{}
	doc.Find("a[href]").EachWithBreak(func(_ int, a *goquery.Selection) bool {
		u := absolute(a.AttrOr("href", ""), base)
		if u == nil {
			return true
		}
		p.Links++
		place, words := u.String(), line(a.Text())
		if known, ok := at[place]; ok {
			item := &p.Items[known]
			if len(words) > len(item.Title) {
				item.Title = words
			}
			return true
		}
		if pattern != nil && !pattern.MatchString(place) || pattern == nil && score(u, base, words, a) < enough {
			return true
		}
		at[place] = len(p.Items)
		p.Items = append(p.Items, claim.Item{URL: place, Title: words, Published: when(a)})
		return len(p.Items) < maxLinks
	})
}

func absolute(href string, base *url.URL) *url.URL {
	u := address.Absolute(href, base)
	if u == nil {
		return nil
	}
	u.Fragment, u.RawFragment = "", ""
	if u.Host == base.Host && u.Path == base.Path && u.RawQuery == base.RawQuery {
		return nil
	}
	return u
}

var (
	dated  = regexp.MustCompile(`/(19|20)\d\d[/-]?(0?[1-9]|1[0-2])([/-]?\d{1,2})?(/|-|$)`)
	number = regexp.MustCompile(`\d{5,}`)
	// elsewhere are the paths of what is no report.
	elsewhere = regexp.MustCompile(`(?i)/(tags?|topics?|category|categories|section|authors?|people|search|login|log-in|signin|sign-in|register|subscribe|subscription|newsletters?|account|about|contact|privacy|terms|cookies?|advert\w*|careers?|jobs?|help|faq|rss|feeds?|podcasts?|shop|store|page)(/|$|\.)`)
	media     = map[string]bool{".jpg": true, ".jpeg": true, ".png": true, ".gif": true, ".webp": true, ".svg": true, ".mp3": true, ".mp4": true, ".zip": true, ".css": true, ".js": true, ".xml": true, ".json": true}
)

// score weighs the signs that a link leads to a report.
func score(u, base *url.URL, words string, a *goquery.Selection) int {
	if !sameSite(u.Hostname(), base.Hostname()) || media[strings.ToLower(path.Ext(u.Path))] || elsewhere.MatchString(u.Path) {
		return 0
	}
	n := 0
	if dated.MatchString(u.Path) {
		n += 2
	}
	if number.MatchString(u.Path) || number.MatchString(u.RawQuery) {
		n++
	}
	last := path.Base(strings.TrimSuffix(u.Path, "/"))
	if strings.Count(last, "-")+strings.Count(last, "_") >= 3 {
		n += 2
	}
	if ext := path.Ext(last); ext == ".html" || ext == ".htm" || ext == ".pdf" {
		n++
	}
	if count := len(strings.FieldsFunc(words, unicode.IsSpace)); count >= 4 || len([]rune(words)) >= 25 {
		n++
	}
	if a.Closest("article, h1, h2, h3, h4").Length() > 0 || a.Find("h1, h2, h3, h4").Length() > 0 {
		n++
	}
	if a.Closest("nav, footer").Length() > 0 {
		n -= 2
	}
	return n
}

// sameSite tells whether two hosts are one site: the same but for a first label
// such as www. or edition.
func sameSite(a, b string) bool {
	a, b = strings.TrimPrefix(strings.ToLower(a), "www."), strings.TrimPrefix(strings.ToLower(b), "www.")
	return a == b || strings.HasSuffix(a, "."+b) || strings.HasSuffix(b, "."+a) && strings.Count(a, ".") >= 1
}

// when is the time that stands beside a link.
func when(a *goquery.Selection) string {
	box := a.Closest("article, li, tr")
	return dates.ISO(box.Find("time[datetime]").First().AttrOr("datetime", ""))
}

// feeds are the feeds that a page names for programs.
func feeds(doc *goquery.Document, base *url.URL) []string {
	var out []string
	doc.Find(`link[rel~="alternate"][href]`).EachWithBreak(func(_ int, l *goquery.Selection) bool {
		switch strings.ToLower(l.AttrOr("type", "")) {
		case "application/rss+xml", "application/atom+xml", "application/feed+json":
			if u := absolute(l.AttrOr("href", ""), base); u != nil {
				out = append(out, u.String())
			}
		}
		return len(out) < 10
	})
	return out
}

// article tells whether a page says that it is one report.
func article(doc *goquery.Document) bool {
	kind := doc.Find(`meta[property="og:type"]`).First().AttrOr("content", "")
	return strings.EqualFold(strings.TrimSpace(kind), "article")
}

func line(text string) string { return address.Line(text, maxTitle) }
