package wire

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"time"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/wire/sitemap"
)

const (
	maxMaps     = 10                  // sitemaps of one index that are asked for at one look, the newest first
	maxMapDepth = 2                   // indexes within indexes
	newMaps     = 30 * 24 * time.Hour // sitemaps of an index that were not changed for so long are left alone
)

// readSitemap reads a sitemap, and where it is an index the newest of those that it names.
func (w *Wire) readSitemap(ctx context.Context, s claim.Source, doc *claim.Document, base *url.URL) (*listing, error) {
	l := &listing{kind: claim.SourceSitemap}
	if err := w.addMap(ctx, s, doc, base, l, 0); err != nil {
		return nil, err
	}
	return l, nil
}

func (w *Wire) addMap(ctx context.Context, s claim.Source, doc *claim.Document, base *url.URL, l *listing, depth int) error {
	doc, err := w.unpacked(ctx, doc)
	if err != nil {
		return err
	}
	m, err := sitemap.Parse(doc.Body, doc.Type, base)
	if err != nil {
		return fault(BadSitemap, err, "%s cannot be read as a sitemap (%s): open it in a browser, or follow a page instead", Shown(doc.URL), clip(err.Error()))
	}
	l.items = append(l.items, m.Items...)
	if len(m.Maps) == 0 || depth >= maxMapDepth {
		return nil
	}
	l.volatile = true
	return w.addChildren(ctx, s, m.Maps, l, depth)
}

// addChildren asks for the newest sitemaps of an index. One that fails does not
// stop the others, unless all fail.
func (w *Wire) addChildren(ctx context.Context, s claim.Source, children []sitemap.Child, l *listing, depth int) error {
	slices.SortStableFunc(children, func(a, b sitemap.Child) int { return cmp.Compare(b.Modified, a.Modified) })
	old := w.Clock.Now().Add(-newMaps)
	var failed error
	read := 0
	for _, c := range children[:min(len(children), maxMaps)] {
		if ago(c.Modified, old) && read > 0 || len(l.items) >= w.Limits.Items {
			break
		}
		if err := w.addChild(ctx, s, c, l, depth); err != nil {
			failed = err
			l.note("%s", err.Error())
			continue
		}
		read++
	}
	if read == 0 {
		return failed
	}
	return nil
}

func (w *Wire) addChild(ctx context.Context, s claim.Source, c sitemap.Child, l *listing, depth int) error {
	doc, err := w.Fetch(ctx, Request{URL: c.URL, Source: s.ID, Want: WantList})
	if err != nil {
		return err
	}
	base, err := url.Parse(cmp.Or(doc.Final, doc.URL))
	if err != nil {
		return err
	}
	return w.addMap(ctx, s, doc, base, l, depth+1)
}
