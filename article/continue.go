package article

import (
	"unicode/utf8"

	"github.com/parley-desk/parley/claim"
)

// Continue adds to a report what stands on another page of the same article: its
// text below an empty line, with its parts and corrections. The error is a
// *Fault where that page cannot be read; the report is then as it was.
func Continue(r *claim.Report, d *claim.Document) error {
	more, _, err := readBody(d)
	if err != nil {
		return err
	}
	shift := utf8.RuneCountInString(r.Text) + 2
	if r.Parts != nil || more.Parts != nil {
		r.Parts = asParts(r)
		for _, p := range asParts(&more) {
			p.Span.Start, p.Span.End = p.Span.Start+shift, p.Span.End+shift
			r.Parts = append(r.Parts, p)
		}
	}
	r.Text += "\n\n" + more.Text
	r.Corrections = append(r.Corrections, more.Corrections...)
	return nil
}

// asParts are a report's parts, also where all of it is body.
func asParts(r *claim.Report) []claim.Part {
	if r.Parts != nil {
		return r.Parts
	}
	return []claim.Part{{Kind: claim.PartBody, Span: claim.Span{End: utf8.RuneCountInString(r.Text)}}}
}
