package article

import (
	"slices"
	"unicode/utf8"

	"github.com/parley-desk/parley/claim"
)

// Paragraph is where a paragraph of a report's text stands in its document.
type Paragraph struct {
	Span       claim.Span     // code points of the report's text
	Start, End int            // bytes of the document's body, as it came, markup within it and all; both 0 where the page shows it only by script
	Kind       claim.PartKind // what it is
}

// Map reads a document as Read does and tells of each paragraph of the report's
// text where in the document's body it stands, in the order of the text. Of
// plain text there is one, which is all of it; of a report that came with its
// list, or as JSON, none.
func Map(d *claim.Document) ([]Paragraph, error) {
	r, l, err := readBody(d)
	if feedInstead(d, &r, err) != nil {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if l == nil {
		return whole(d, &r), nil
	}
	from, _ := encodingOf(d.Body, d.Type)
	offsets := make([]int, 0, 2*len(l.paragraphs))
	for _, p := range l.paragraphs {
		offsets = append(offsets, p.Start, p.End)
	}
	slices.Sort(offsets)
	offsets = slices.Compact(offsets)
	at := encoded(d.Body, from, offsets)
	for i := range l.paragraphs {
		p := &l.paragraphs[i]
		if p.End > 0 {
			start, _ := slices.BinarySearch(offsets, p.Start)
			end, _ := slices.BinarySearch(offsets, p.End)
			p.Start, p.End = at[start], at[end]
		}
	}
	return l.paragraphs, nil
}

// whole is the one paragraph of a plain text, which ends where its document does.
func whole(d *claim.Document, r *claim.Report) []Paragraph {
	if howOf(d) != asText {
		return nil
	}
	start := 0
	if !encodedText(d.Body) {
		start = len(d.Body) - len(r.Text)
	}
	return []Paragraph{{claim.Span{End: utf8.RuneCountInString(r.Text)}, start, len(d.Body), claim.PartBody}}
}
