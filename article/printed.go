package article

import (
	"bytes"
	"errors"
	"slices"
	"strings"

	"github.com/parley-desk/parley/article/pdf"
	"github.com/parley-desk/parley/claim"
)

// The codes of PDF files.
const (
	Encrypted Code = "encrypted" // locked with a password
	Damaged   Code = "damaged"   // broken where nobody can mend it
)

// pdfCodes are the codes of package pdf as those of intake.
var pdfCodes = map[pdf.Code]Code{pdf.Scan: Scan, pdf.Encrypted: Encrypted, pdf.Damaged: Damaged, pdf.TooLong: TooLong}

// IsPDF tells whether a document that nobody named begins as a PDF file does; some
// servers put a few bytes before it.
func IsPDF(beginning []byte) bool {
	return bytes.Contains(beginning[:min(len(beginning), 1024)], []byte("%PDF-"))
}

// PDF makes a report of a PDF file: its text with a part for each page, its title, and author
// and day where its metadata have them. The day is that on which the file was made. data is not kept.
func PDF(data []byte) (claim.Report, error) {
	d, err := pdf.Read(bytes.NewReader(data), int64(len(data)), pdf.Limits{})
	if err != nil {
		var f *pdf.Fault
		if errors.As(err, &f) {
			return claim.Report{}, &Fault{Code: pdfCodes[f.Code], Message: f.Message, Cause: err}
		}
		return claim.Report{}, &Fault{Code: Damaged, Message: "the PDF file cannot be read: " + err.Error(), Cause: err}
	}
	if d.Read < d.Count {
		return claim.Report{}, fault(TooLong, "the PDF file has %d pages, more than can be read at once: only %d were within the bounds; split it", d.Count, d.Read)
	}
	r := claim.Report{Title: d.Title, Text: d.Text, Published: d.Created}
	if r.Published != "" {
		r.DateBasis = claim.DatedMeta
	}
	if isName(d.Author) {
		r.Authors = people(d.Author)
	}
	for _, p := range d.Pages {
		r.Parts = append(r.Parts, claim.Part{Kind: claim.PartPage, Span: claim.Span{Start: p.Start, End: p.End}, Page: p.Number})
	}
	return r, written(r.Text)
}

// readPDF reads a fetched PDF file. The list that led to it knows the day of publication better
// than the file, which knows when it was made; a file whose name is not its type is told by its beginning.
func readPDF(d *claim.Document) (claim.Report, error) {
	if !IsPDF(d.Body) {
		return claim.Report{}, fault(Damaged, "the server calls this a PDF file, but it is none: look at the address in a browser")
	}
	r, err := PDF(d.Body)
	if iso, ok := Moment(d.Item.Published); ok {
		r.Published, r.DateBasis = iso, claim.DatedFeed
	}
	return r, err
}

// isName tells an author from the accounts and programs that stand in its place.
func isName(author string) bool {
	if len(author) > 100 || !strings.Contains(author, " ") {
		return false
	}
	lower := strings.ToLower(author)
	return !slices.ContainsFunc([]string{"microsoft", "user", "admin", "unknown", "adobe", "office", "@", `\`}, func(s string) bool { return strings.Contains(lower, s) })
}
