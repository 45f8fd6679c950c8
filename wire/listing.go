package wire

import (
	"cmp"
	"context"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/wire/feed"
	"github.com/parley-desk/parley/wire/links"
	"github.com/parley-desk/parley/wire/list"
	"github.com/parley-desk/parley/wire/sitemap"
)

// listing is what a source lists at one look.
type listing struct {
	kind      claim.SourceKind
	title     string
	unchanged bool // since the version that the state names
	volatile  bool // it hangs on other lists, so that its own version says nothing
	etag      string
	modified  string
	hub, self string
	items     []claim.Item
	page      *claim.Document // the source is one page: it came with the list
	each      documents       // the source is an archive: what it holds, one after the other
	drop      func()          // gives back what each reads from; nil: nothing
	notes     []string        // what its user should know
}

// list asks a source what it has. Its errors are Faults.
func (w *Wire) list(ctx context.Context, s claim.Source, state claim.SourceState, m *memory) (*listing, error) {
	pattern, err := patternOf(s)
	if err != nil {
		return nil, err
	}
	if Local(s) {
		return w.listLocal(ctx, s, state, m)
	}
	if remoteArchive(s) {
		return w.download(ctx, s, state)
	}
	doc, err := w.Fetch(ctx, Request{URL: s.Address, Source: s.ID, Want: wantOf(s.Kind), ETag: state.ETag, LastModified: state.LastModified})
	if err != nil {
		return nil, err
	}
	if unmodified(doc) {
		return unchanged(s, state), nil
	}
	l, err := w.read(ctx, s, doc, pattern)
	if err != nil {
		return nil, err
	}
	fields := fieldsOf(doc)
	if l.kind == claim.SourceIndex {
		w.noteSitemaps(l, doc)
	}
	if !l.volatile {
		l.etag, l.modified = clipped(fields.Get("ETag")), clipped(fields.Get("Last-Modified"))
	}
	if h, self := linkHub(fields); h != "" {
		l.hub, l.self = h, cmp.Or(self, l.self)
	}
	return l, nil
}

// unchanged is the listing of a source that has nothing new.
func unchanged(s claim.Source, state claim.SourceState) *listing {
	return &listing{kind: s.Kind, unchanged: true, etag: state.ETag, modified: state.LastModified, hub: state.Hub}
}

// release gives back what a listing holds.
func (l *listing) release() {
	if l.drop != nil {
		l.drop()
	}
}

// noteSitemaps tells of the sitemaps that the robots.txt of an index page's host names.
func (w *Wire) noteSitemaps(l *listing, doc *claim.Document) {
	answer, _ := w.hosts.get(hostOf(cmp.Or(doc.Final, doc.URL))).asked(w.Clock.Now())
	for _, named := range answer.rules.Sitemaps() {
		if len(l.notes) < 5 {
			l.note("robots.txt names a sitemap, which lists more than a page: %s", Shown(named))
		}
	}
}

// wantOf is what an answer is wanted for where a source is of this kind.
func wantOf(kind claim.SourceKind) Want {
	switch kind {
	case claim.SourcePage:
		return WantPage
	}
	return WantList
}

func patternOf(s claim.Source) (*regexp.Regexp, error) {
	if s.Links == "" {
		return nil, nil
	}
	pattern, err := regexp.Compile(s.Links)
	if err != nil || len(s.Links) > 1000 {
		return nil, fault(BadPattern, err, "the link pattern %.80q of source %s is no regular expression that can be used (%v): mend it, or leave it out", s.Links, s.ID, err)
	}
	return pattern, nil
}

// read reads the list that a document is, as the kind says, or as what it shows itself to be.
func (w *Wire) read(ctx context.Context, s claim.Source, doc *claim.Document, pattern *regexp.Regexp) (*listing, error) {
	doc, err := w.unpacked(ctx, doc)
	if err != nil {
		return nil, err
	}
	kind := s.Kind
	if kind == "" {
		kind = kindOf(doc, pattern)
	}
	base, err := url.Parse(cmp.Or(doc.Final, doc.URL))
	if err != nil {
		return nil, fault(BadAddress, err, "%s cannot be read as an address", Shown(doc.URL))
	}
	switch kind {
	case claim.SourceFeed:
		return readFeed(doc, base)
	case claim.SourceSitemap:
		return w.readSitemap(ctx, s, doc, base)
	case claim.SourceIndex:
		return readIndex(doc, base, pattern)
	case claim.SourcePage:
		return &listing{kind: kind, page: doc, items: []claim.Item{{URL: doc.URL}}}, nil
	case claim.SourceList:
		return readList(doc)
	}
	return nil, fault(UnknownKind, nil, "%s shows no kind of source that can be followed: it is %s; give the address of a feed, a sitemap, a page or a list", Shown(doc.URL), cmp.Or(bare(doc.Type), "of no known type"))
}

func readFeed(doc *claim.Document, base *url.URL) (*listing, error) {
	f, err := feed.Parse(doc.Body, doc.Type, base)
	if err != nil {
		return nil, fault(BadFeed, err, "%s cannot be read as a feed (%s): open it in a browser, or follow its page instead", Shown(doc.URL), clip(err.Error()))
	}
	l := &listing{kind: claim.SourceFeed, title: f.Title, items: f.Items, hub: f.Hub, self: f.Self}
	if f.Dropped > 0 {
		l.note("%d entries have neither an address nor a text", f.Dropped)
	}
	return l, nil
}

func readIndex(doc *claim.Document, base *url.URL, pattern *regexp.Regexp) (*listing, error) {
	p, err := links.Find(doc.Body, doc.Type, base, pattern)
	if err != nil {
		return nil, fault(BadPage, err, "%s cannot be read as a page (%s): open it in a browser", Shown(doc.URL), clip(err.Error()))
	}
	l := &listing{kind: claim.SourceIndex, title: p.Title, items: p.Items}
	for _, f := range p.Feeds {
		l.note("the page names a feed, which is the better source: %s", Shown(f))
	}
	if len(p.Items) > 0 {
		return l, nil
	}
	if pattern != nil {
		return nil, fault(NoLinks, nil, "none of the %d links of %s matches the pattern: mend the pattern", p.Links, Shown(doc.URL))
	}
	return nil, fault(NoLinks, nil, "none of the %d links of %s looks like one to a report: give a link pattern", p.Links, Shown(doc.URL))
}

func readList(doc *claim.Document) (*listing, error) {
	items, err := list.Parse(doc.Body, doc.Type)
	if err != nil {
		return nil, fault(BadList, err, "there is no http:// or https:// address in %s: write one a line", Shown(doc.URL))
	}
	return &listing{kind: claim.SourceList, items: items}, nil
}

// kindOf is what a document shows itself to be.
func kindOf(doc *claim.Document, pattern *regexp.Regexp) claim.SourceKind {
	body, media := doc.Body, bare(doc.Type)
	switch {
	case feed.Is(body, doc.Type):
		return claim.SourceFeed
	case sitemap.Is(body, doc.Type):
		return claim.SourceSitemap
	case media == "application/pdf":
		return claim.SourcePage
	case media == "text/html", media == "application/xhtml+xml", seen(body) == "text/html":
		return kindOfPage(doc, pattern)
	}
	if _, err := list.Parse(body, doc.Type); err == nil {
		return claim.SourceList
	}
	if seen(body) == "text/plain" && (media == "text/plain" || media == "text/markdown" || unsaid[media]) {
		return claim.SourcePage
	}
	return ""
}

// manyLinks is from how many links to reports on a page is taken for an index.
const manyLinks = 8

func kindOfPage(doc *claim.Document, pattern *regexp.Regexp) claim.SourceKind {
	base, err := url.Parse(cmp.Or(doc.Final, doc.URL))
	if err != nil {
		return claim.SourcePage
	}
	p, err := links.Find(doc.Body, doc.Type, base, pattern)
	if err == nil && (pattern != nil || !p.Article && len(p.Items) >= manyLinks) {
		return claim.SourceIndex
	}
	return claim.SourcePage
}

// bounded puts the newest items first, each address once, and keeps at most n.
// Items without a date keep the order of their list, behind those with one.
func bounded(items []claim.Item, n int) []claim.Item {
	seen := map[string]bool{}
	out := make([]claim.Item, 0, len(items))
	for _, i := range items {
		at, err := parseAddress(i.URL)
		if err == nil {
			at.User = nil
			i.URL = at.String()
		}
		if !seen[i.URL] {
			seen[i.URL] = true
			out = append(out, i)
		}
	}
	slices.SortStableFunc(out, func(a, b claim.Item) int { return cmp.Compare(dateOf(b), dateOf(a)) })
	return out[:min(n, len(out))]
}

// entry tells whether an item has no address of its own: all there is of it is
// what its list carries.
func entry(i claim.Item) bool {
	if i.Content == "" || !strings.Contains(i.URL, feed.Entry+"=") {
		return false
	}
	u, err := url.Parse(i.URL)
	return err == nil && u.Query().Has(feed.Entry)
}

func dateOf(i claim.Item) string { return cmp.Or(i.Published, i.Updated) }

func clipped(field string) string {
	if len(field) > 1000 {
		return ""
	}
	return field
}

// ago tells whether a date in ISO 8601 lies before t.
func ago(date string, t time.Time) bool { return date != "" && date < t.UTC().Format(time.RFC3339) }
