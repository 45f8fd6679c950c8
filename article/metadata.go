package article

import (
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/parley-desk/parley/article/markup"
	"github.com/parley-desk/parley/claim"
)

// metadata is what a page says of itself: Open Graph (ogp.me), Dublin Core,
// schema.org as microdata or linked data, and plain HTML.
type metadata struct {
	said      map[string]string // the first value of each name of a <meta>
	canonical string
	lang      string            // of <html>
	title     string            // of <title>
	h1, h2    []*markup.Node    // h2: <h2> and <h3>
	times     []*markup.Node    // <time> with a datetime
	props     map[string]string // microdata: the first value of each itemprop of dates and people
	authors   []*markup.Node    // rel=author, itemprop=author
	linked    linked
	refresh   string // where <meta http-equiv=refresh> sends at once
}

// names lists for each part of the report the <meta> names that give it, best first.
var names = map[string][]string{
	"title":     {"og:title", "twitter:title", "dc.title", "dcterms.title", "headline", "citation_title", "title"},
	"outlet":    {"og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher", "copyright"},
	"url":       {"og:url", "twitter:url"},
	"published": {"article:published_time", "og:article:published_time", "datepublished", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "parsely-pub-date", "sailthru.date", "article.published", "cxenseparse:recs:publishtime", "publication_date", "publish_date", "publishdate", "pubdate", "publish-date", "article_date_original", "release_date", "citation_publication_date", "originalpublicationdate", "date"},
	"updated":   {"article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified", "dc.date.modified", "dcterms.modified", "article.updated", "lastmod", "last-modified", "revised"},
	"authors":   {"author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "citation_author", "byl", "article:author", "twitter:creator:name"},
	"summary":   {"og:description", "description", "twitter:description", "dc.description"},
	"agency":    {"source", "article:source", "dc.source", "news_source", "agency", "article:agency", "syndication-source-name"},
}

// element takes in what an element says.
func (m *metadata) element(n *markup.Node) {
	switch n.Atom {
	case atom.Html:
		m.lang = firstOf(m.lang, n.Get("lang"), n.Get("xml:lang"))
	case atom.Meta:
		m.meta(n)
	case atom.Link:
		if strings.EqualFold(n.Get("rel"), "canonical") {
			m.canonical = firstOf(m.canonical, n.Get("href"))
		}
	case atom.Time:
		if n.Get("datetime") != "" {
			m.times = append(m.times, n)
		}
	case atom.H1:
		m.h1 = append(m.h1, n)
	case atom.H2, atom.H3:
		m.h2 = append(m.h2, n)
	case atom.Title:
		m.title = firstOf(m.title, cleaned(n.Words()))
	case atom.Script:
		m.linked.script(n.Text)
	}
	if prop := strings.ToLower(n.Get("itemprop")); prop != "" {
		m.prop(n, prop)
	}
	if strings.EqualFold(n.Get("rel"), "author") {
		m.authors = append(m.authors, n)
	}
}

func (m *metadata) meta(n *markup.Node) {
	content := n.Get("content")
	if strings.EqualFold(n.Get("http-equiv"), "refresh") {
		m.refresh = refreshTo(content)
	}
	for _, key := range []string{"property", "name"} {
		for name := range strings.FieldsSeq(strings.ToLower(n.Get(key))) {
			set(&m.said, name, content)
		}
	}
}

// prop takes in microdata.
func (m *metadata) prop(n *markup.Node, prop string) {
	switch prop {
	case "datepublished", "datemodified", "datecreated", "headline", "ispartof", "isaccessibleforfree":
		if m.props[prop] == "" {
			set(&m.props, prop, firstOf(n.Get("content"), n.Get("datetime"), cleaned(n.Words())))
		}
	case "author", "creator":
		if n.Get("content") != "" {
			set(&m.props, "author", n.Get("content"))
			return
		}
		m.authors = append(m.authors, n)
	}
}

// set keeps the first value of a name.
func set(m *map[string]string, name, value string) {
	if *m == nil {
		*m = map[string]string{}
	}
	if value = strings.TrimSpace(value); value != "" && (*m)[name] == "" {
		(*m)[name] = value
	}
}

// refreshTo is the address that a refresh sends to within five seconds, "" where it sends nowhere.
func refreshTo(content string) string {
	wait, to, found := strings.Cut(content, ";")
	key, address, isURL := strings.Cut(to, "=")
	if !found || !isURL || !strings.EqualFold(strings.TrimSpace(key), "url") || len(strings.TrimSpace(wait)) > 1 || strings.TrimSpace(wait) > "5" {
		return ""
	}
	return strings.Trim(address, `'" `)
}

// first is the best of what was said of a part.
func (m *metadata) first(part string) string {
	for _, name := range names[part] {
		if said := m.said[name]; said != "" {
			return said
		}
	}
	return ""
}

// report is the report as far as metadata tell it: without text, headline, authors and dates.
func (m *metadata) report() claim.Report {
	r := claim.Report{
		Outlet: cleaned(firstOf(m.first("outlet"), first(m.linked.publishers))),
		URL:    firstOf(absolute(m.canonical), absolute(m.linked.url), absolute(m.first("url"))),
	}
	if strings.Contains(r.Outlet, "©") || len(r.Outlet) > 60 { // a sentence about rights
		r.Outlet = first(m.linked.publishers)
	}
	return r
}

// absolute is an address where it is one of the web; to what others are relative nobody knows.
func absolute(address string) string {
	if host(address) == "" {
		return ""
	}
	return address
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

func firstOf(candidates ...string) string {
	for _, c := range candidates {
		if c = strings.TrimSpace(c); c != "" {
			return c
		}
	}
	return ""
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
