package article

import (
	"bytes"
	"fmt"
	"mime"
	"net/url"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// Read makes a report of a fetched document by its media type and its content:
// an HTML page, plain text, one JSON object, or the content that its list
// carried where there is no more. What the list said fills the gaps of what the
// document says of itself. A report of any language comes back; whoever calls
// decides by its Language. The error is a *Fault that says why there is no
// report; the report then has as much as could be told of it. d is not changed or kept.
func Read(d *claim.Document) (report *claim.Report, err error) {
	defer func() {
		if wrong := recover(); wrong != nil { // one page must not cost the others
			report, err = &claim.Report{ID: firstOf(d.URL, d.SHA256)}, &Fault{Code: BadPage, Message: "the document could not be read by a fault of Parley's own; please report its address", Cause: fmt.Errorf("panic: %v", wrong)}
		}
	}()
	r, _, err := readBody(d)
	if feed := feedInstead(d, &r, err); feed != nil {
		feed.Language = firstOf(feed.Language, r.Language)
		r, err = *feed, nil
	}
	fillFrom(&r, d)
	return &r, err
}

// kind is how a document is read.
type kind int

const (
	asText kind = iota
	asPage
	asObject
	asPDF
	unreadable
)

// types are the media types that are read.
var types = map[string]kind{
	"text/html": asPage, "application/xhtml+xml": asPage, "text/plain": asText, "text/markdown": asText, "application/json": asObject, "application/pdf": asPDF, "application/x-pdf": asPDF,
	"application/octet-stream": asText, "": asText,
}

// howOf tells how a document is read: by its beginning where that shows it, else by its media type.
func howOf(d *claim.Document) kind {
	beginning := bytes.TrimLeft(d.Body[:min(len(d.Body), 1024)], " \t\r\n")
	media, _, _ := mime.ParseMediaType(d.Type)
	how, readable := types[media]
	switch {
	case IsHTML(beginning):
		return asPage
	case IsJSON(beginning) && how != asPage:
		return asObject
	case IsPDF(d.Body) && (!readable || !strings.Contains(media, "/") || media == "application/octet-stream"):
		return asPDF
	case !readable:
		return unreadable
	}
	return how
}

// readBody reads what was fetched; the layout is that of a page, nil of anything else.
func readBody(d *claim.Document) (r claim.Report, l *layout, err error) {
	switch {
	case d.Status >= 400:
		return r, nil, fault(Gone, "the address answered with status %d: there is nothing to read now", d.Status)
	case len(bytes.TrimSpace(d.Body)) == 0:
		return r, nil, fault(Empty, "the document is empty: look at the address in a browser")
	}
	switch howOf(d) {
	case unreadable:
		media, _, _ := mime.ParseMediaType(d.Type)
		return r, nil, unread(media, d.Body)
	case asPage:
		return readPage(d.Body, d.Type, firstOf(d.Final, d.URL))
	case asObject:
		r, err = JSON(d.Body, "")
	case asPDF:
		r, err = readPDF(d)
	default:
		r, err = readText(d.Body, d.Type)
	}
	return r, nil, err
}

// unread says why a media type is not read.
func unread(media string, body []byte) *Fault {
	switch family, _, _ := strings.Cut(media, "/"); family {
	case "image":
		return fault(Scan, "this is a picture (%s): its words cannot be read; give them as text", media)
	case "audio", "video":
		return fault(Type, "this is a recording (%s): give its transcript as text", media)
	}
	if f := known(body); f != nil {
		return f
	}
	return fault(Type, "documents of the type %s are not read: give a page, plain text or JSON", media)
}

// readText reads plain text in the encoding that the server names or the text shows.
func readText(data []byte, contentType string) (claim.Report, error) {
	if !encodedText(data) {
		return Plain(data)
	}
	if f := knownButWide(data); f != nil {
		return claim.Report{}, f
	}
	encoding, _ := encodingOf(data, contentType)
	decoded, err := decode(data, encoding)
	if err != nil {
		return claim.Report{}, &Fault{Code: NotUTF8, Message: "the text's encoding is not known: save it as UTF-8", Cause: err}
	}
	return Plain(decoded)
}

// encodedText tells plain text that has to be decoded: in UTF-8 there are no NULs and no broken letters.
func encodedText(data []byte) bool { return firstInvalid(data) >= 0 || bytes.IndexByte(data, 0) >= 0 }

// feedInstead is the content that the list itself carried, where the document gives
// nothing or less than half as much; nil where the document is the better one.
func feedInstead(d *claim.Document, r *claim.Report, err error) *claim.Report {
	if strings.TrimSpace(d.Item.Content) == "" {
		return nil
	}
	feed, _, failed := readPage([]byte("<!doctype html><meta charset=utf-8>"+d.Item.Content), "text/html; charset=utf-8", "")
	if failed != nil || err == nil && len(feed.Text) <= 2*len(r.Text) {
		return nil
	}
	return &feed
}

// fillFrom fills the gaps of a report from its document and the list that led to it.
func fillFrom(r *claim.Report, d *claim.Document) {
	i := &d.Item
	r.Canonical = firstOf(r.Canonical, r.URL)
	r.URL = address(r.Canonical, firstOf(d.Final, d.URL, i.URL))
	r.Title = firstOf(r.Title, oneLine(i.Title))
	r.Outlet = firstOf(r.Outlet, oneLine(i.Outlet), host(r.URL))
	if r.Authors == nil {
		r.Authors = i.Authors
	}
	if r.Published == "" || r.DateBasis == claim.DatedAddress || r.DateBasis == claim.DatedText {
		if iso, ok := Moment(i.Published); ok {
			r.Published, r.DateBasis = iso, claim.DatedFeed
		}
	}
	if iso, ok := Moment(i.Updated); ok && r.Updated == "" {
		r.Updated = iso
	}
	r.Language = firstOf(r.Language, i.Language)
	r.Source = d.Source
	r.Fetched = d.Fetched
	r.ID = firstOf(r.ID, r.URL, i.ID, d.SHA256)
}

// host is the host of an address without www, "" where it has none.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}
