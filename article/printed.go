package article

import (
	"bytes"
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

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
// and day where its metadata have them. The day is that on which the file was
// made, if the years in the text agree with it. data is not kept.
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
	r := claim.Report{Title: d.Title, Text: d.Text}
	if agrees(d.Created, d.Text) {
		r.Published, r.DateBasis = d.Created, claim.DatedMeta
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

var year = regexp.MustCompile(`\b(?:19|20)\d\d\b`)

// longAfter is how long after the end of the year that a report is mostly of it may be published.
const longAfter = 180 * 24 * time.Hour

// agrees tells whether a report can have been published on the day on which its file was made. Files are
// made again years later, and every day without a year in the text would be taken for one of those years.
func agrees(created, text string) bool {
	day, err := time.Parse(time.DateOnly, created)
	if err != nil {
		return false
	}
	count := map[int]int{}
	most := 0
	for _, y := range year.FindAllString(text, 10_000) {
		n, _ := strconv.Atoi(y)
		if count[n]++; count[n] > count[most] || count[n] == count[most] && n > most {
			most = n
		}
	}
	return most == 0 || day.Year() >= most-1 && day.Before(time.Date(most+1, 1, 1, 0, 0, 0, 0, time.UTC).Add(longAfter))
}

// isName tells an author from the accounts and programs that stand in its place.
func isName(author string) bool {
	if len(author) > 100 || !strings.Contains(author, " ") {
		return false
	}
	lower := strings.ToLower(author)
	return !slices.ContainsFunc([]string{"microsoft", "user", "admin", "unknown", "adobe", "office", "@", `\`}, func(s string) bool { return strings.Contains(lower, s) })
}
