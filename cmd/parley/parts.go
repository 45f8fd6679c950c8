package main

import (
	"github.com/parley-desk/parley/article"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/wire"
)

// readWhole makes a report of a document, with the later pages of its article as
// far as part, which gives what was fetched from an address, has them; nil where
// it has not. What cannot be read ends the article. An error of part is given as it is.
func readWhole(first *claim.Document, part func(address string) (*claim.Document, error)) (*claim.Report, error) {
	r, err := readDocument(first)
	if err != nil {
		return r, err
	}
	for at, n := first, 2; ; n++ {
		next := wire.NextPart(at, first, n)
		if next == "" {
			return r, nil
		}
		if at, err = part(next); err != nil {
			return r, err
		}
		if goesOn := at != nil && at.Item.PartOf == first.URL && article.Continue(r, at) == nil; !goesOn {
			return r, nil
		}
	}
}

// firstPart is the document of an article's first page, where doc is of a later
// one; nil where that was never fetched, and where doc only tells that its page
// is gone, which takes nothing from what was read.
func firstPart(doc *claim.Document, part func(address string) (*claim.Document, error)) (*claim.Document, error) {
	switch {
	case doc.Item.PartOf == "":
		return doc, nil
	case doc.Status >= 400:
		return nil, nil
	}
	return part(doc.Item.PartOf)
}
