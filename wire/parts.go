package wire

import (
	"cmp"
	"context"
	"net/url"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/wire/links"
)

// MaxParts is how many pages of one article are read.
const MaxParts = 20

// NextPart gives the address of page number n of an article in parts, 2 to
// MaxParts, as the page before it names it by rel=next; "" where it names none
// that is on the host of the first page and has its address but for the number.
func NextPart(before, first *claim.Document, n int) string {
	base, err := url.Parse(cmp.Or(before.Final, before.URL))
	if err != nil || n > MaxParts {
		return ""
	}
	start, err := url.Parse(cmp.Or(first.Final, first.URL))
	if err != nil {
		return ""
	}
	return links.Next(before.Body, before.Type, base, start, n)
}

// LaterParts fetches the other pages of an article whose first one Fetch gave, as
// far as they are named and there. The error, a *Fault, is of a page that may come
// another time; one that is gone or refused ends the article.
func (f *Fetcher) LaterParts(ctx context.Context, first *claim.Document) ([]*claim.Document, error) {
	lease := f.newLease()
	defer lease.release()
	parts, short := f.laterParts(ctx, Request{Source: first.Source, Item: first.Item, lease: lease}, first, nil)
	if short != nil && !short.lasting() {
		return parts, short
	}
	return parts, nil
}

// laterParts fetches the other pages of an article whose first one came. All of
// them together have no more bytes than one document may. short is why the last
// one that is named is not among them; nil where nothing is missing.
func (f *Fetcher) laterParts(ctx context.Context, r Request, first *claim.Document, known knower) (parts []*claim.Document, short *Fault) {
	if r.Item.PartOf != "" || NextPart(first, first, 2) == "" || kindOfPage(first, nil) == claim.SourceIndex {
		return nil, nil
	}
	seen := map[string]bool{first.SHA256: true}
	left := f.Limits.Body - int64(len(first.Body))
	for at, n := first, 2; left > 0; n++ {
		next := NextPart(at, first, n)
		if next == "" {
			break
		}
		doc, err := f.fetchAnew(ctx, Request{URL: next, Source: r.Source, Item: claim.Item{URL: next, PartOf: first.URL}, Max: left, lease: r.lease}, known)
		if err != nil {
			return parts, f.faultOf(ctx, next, err)
		}
		if seen[doc.SHA256] || doc.Final != "" { // a site that knows no such page shows another
			break
		}
		if parts = append(parts, doc); unmodified(doc) { // what follows it is known too
			break
		}
		at, seen[doc.SHA256] = doc, true
		left -= int64(len(doc.Body))
	}
	return parts, nil
}
