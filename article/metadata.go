package article

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/parley-desk/parley/claim"
)

// metadata is what a page says of itself: Open Graph (ogp.me), Dublin Core,
// schema.org as microdata or linked data, and plain HTML.
type metadata struct {
	said        map[string]string // the first value of each name of a <meta>
	canonical   string
	h1, title   string
	firstTime   string // the first <time datetime>
	linked      linked
	linkedFound bool
}

// names lists for each part of the report the <meta> names that give it, best first.
var names = map[string][]string{
	"title":     {"og:title", "twitter:title", "dc.title", "headline"},
	"outlet":    {"og:site_name", "application-name", "dc.publisher"},
	"url":       {"og:url"},
	"published": {"article:published_time", "datepublished", "dc.date.issued", "dc.date", "parsely-pub-date", "sailthru.date", "pubdate", "publish-date", "date"},
	"updated":   {"article:modified_time", "datemodified", "dc.date.modified", "last-modified"},
	"authors":   {"author", "dc.creator", "parsely-author", "article:author"},
}

// tag takes in what a start tag says.
func (m *metadata) tag(t html.Token) {
	switch t.DataAtom {
	case atom.Meta:
		m.meta(t)
	case atom.Link:
		if strings.EqualFold(attribute(t, "rel"), "canonical") {
			m.canonical = attribute(t, "href")
		}
	case atom.Time:
		if at := attribute(t, "datetime"); m.firstTime == "" {
			m.firstTime = at
		}
	}
}

func (m *metadata) meta(t html.Token) {
	content := attribute(t, "content")
	for _, key := range []string{"property", "name", "itemprop"} {
		name := strings.ToLower(attribute(t, key))
		if name == "" || content == "" || m.said[name] != "" {
			continue
		}
		if m.said == nil {
			m.said = map[string]string{}
		}
		m.said[name] = content
	}
}

// heading takes in a <title> or an <h1>.
func (m *metadata) heading(name atom.Atom, text string) {
	switch {
	case name == atom.H1 && m.h1 == "":
		m.h1 = text
	case name == atom.Title && m.title == "":
		m.title = text
	}
}

// linked is the part of schema.org's NewsArticle that is wanted.
type linked struct {
	Type      any             `json:"@type"`
	Graph     []linked        `json:"@graph"`
	Headline  string          `json:"headline"`
	Published string          `json:"datePublished"`
	Modified  string          `json:"dateModified"`
	Publisher json.RawMessage `json:"publisher"`
	Author    json.RawMessage `json:"author"`
}

// linkedData takes in one script of linked data; what is malformed is left out.
func (m *metadata) linkedData(script string) {
	var one linked
	if json.Unmarshal([]byte(script), &one) != nil {
		if json.Unmarshal([]byte(script), &one.Graph) != nil {
			return
		}
	}
	for _, l := range append([]linked{one}, one.Graph...) {
		if !m.linkedFound && (l.Published != "" || l.Headline != "") {
			m.linked, m.linkedFound = l, true
		}
	}
}

// agents are the names in a publisher or author of linked data: {"name"}, a list of them, or text.
func agents(data json.RawMessage) []string {
	var text string
	if json.Unmarshal(data, &text) == nil {
		return people(text)
	}
	var many []json.RawMessage
	if json.Unmarshal(data, &many) == nil {
		var all []string
		for _, one := range many[:min(len(many), 50)] {
			var a struct{ Name string }
			if json.Unmarshal(one, &a) == nil && a.Name != "" {
				all = append(all, a.Name)
			}
		}
		return all
	}
	var a struct{ Name string }
	if json.Unmarshal(data, &a) == nil && a.Name != "" {
		return []string{a.Name}
	}
	return nil
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

// report is the report without its text.
func (m *metadata) report() claim.Report {
	r := claim.Report{
		Title:  oneLine(firstOf(m.first("title"), m.linked.Headline, m.h1, m.title)),
		Outlet: oneLine(m.first("outlet")),
		URL:    firstOf(m.canonical, m.first("url")),
	}
	r.Published = firstMoment(m.first("published"), m.linked.Published, m.firstTime)
	r.Updated = firstMoment(m.first("updated"), m.linked.Modified)
	if publisher := agents(m.linked.Publisher); r.Outlet == "" && len(publisher) > 0 {
		r.Outlet = publisher[0]
	}
	if r.Authors = agents(m.linked.Author); len(r.Authors) == 0 {
		if by := m.first("authors"); !strings.Contains(by, "://") { // Facebook's profile addresses
			r.Authors = people(by)
		}
	}
	if !strings.Contains(r.URL, "://") { // relative: nobody knows to what
		r.URL = ""
	}
	return r
}

func firstOf(candidates ...string) string {
	for _, c := range candidates {
		if c = strings.TrimSpace(c); c != "" {
			return c
		}
	}
	return ""
}

func firstMoment(candidates ...string) string {
	for _, c := range candidates {
		if iso, ok := Moment(c); ok {
			return iso
		}
	}
	return ""
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
