package mail

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"html"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/url"
	"path"
	"strings"

	xhtml "golang.org/x/net/html"

	"github.com/parley-desk/parley/claim"
)

// letter is one message while its parts are gathered.
type letter struct {
	*reading
	item    claim.Item
	html    [][]byte // the words that are shown, in each of the two forms
	plain   [][]byte
	reports []*claim.Document
	inner   [][]byte // messages within this one
}

// entity is a message or a part of one.
type entity struct {
	head   mail.Header
	body   []byte
	digest bool // within multipart/digest, where a part is a message unless it says otherwise
}

// entity reads a part and those within it.
func (l *letter) entity(e entity, depth int) error {
	if l.parts++; l.parts > mostParts || depth > mostDepth {
		return &Fault{Code: TooLong, Message: fmt.Sprintf("it has more than %d parts, or messages within each other more than %d deep", mostParts, mostDepth)}
	}
	media, parameters := mediaOf(e)
	switch {
	case media == "multipart/encrypted" || media == "application/pkcs7-mime" && parameters["smime-type"] != "signed-data":
		return &Fault{Code: Encrypted, Message: "it is encrypted: decrypt it in your mail program and save it again"}
	case strings.HasPrefix(media, "multipart/"):
		return l.group(e, media, parameters["boundary"], depth)
	}
	l.leaf(e, media, parameters)
	return nil
}

// mediaOf is a part's media type (RFC 2045, 5), from its file name where it says nothing.
func mediaOf(e entity) (string, map[string]string) {
	media, parameters, err := mime.ParseMediaType(e.head.Get("Content-Type"))
	if err != nil || media == "" {
		media, _, _ = strings.Cut(e.head.Get("Content-Type"), ";")
		media = strings.ToLower(strings.TrimSpace(media))
	}
	if byName := forms[strings.ToLower(path.Ext(fileName(e)))]; byName != "" && (media == "" || media == "application/octet-stream") {
		media = byName
	}
	if media == "" && e.digest {
		media = "message/rfc822"
	}
	if !strings.Contains(media, "/") { // "text" alone, as old programs have it
		media = "text/plain"
	}
	return media, parameters
}

// forms are media types by the ends of file names.
var forms = map[string]string{".pdf": "application/pdf", ".html": "text/html", ".htm": "text/html", ".txt": "text/plain", ".eml": "message/rfc822"}

// fileName is the name of an attachment, without a folder; it is shown, never opened.
func fileName(e entity) string {
	_, parameters, _ := mime.ParseMediaType(e.head.Get("Content-Disposition"))
	name := parameters["filename"]
	if name == "" {
		_, parameters, _ = mime.ParseMediaType(e.head.Get("Content-Type"))
		name = parameters["name"]
	}
	name = decoded(name)
	return name[strings.LastIndexAny(name, `/\`)+1:]
}

// group reads the parts of a group (RFC 2046, 5.1). One that breaks off gives the parts before.
func (l *letter) group(e entity, media, boundary string, depth int) error {
	if boundary == "" || len(boundary) > 200 {
		return &Fault{Code: Syntax, Message: "its parts cannot be told from each other: it names no boundary"}
	}
	for parts := multipart.NewReader(bytes.NewReader(e.body), boundary); ; {
		part, ended := parts.NextRawPart()
		if ended != nil {
			return nil //nolint:nilerr // whatever ended it, the parts before count
		}
		body, ended := io.ReadAll(part)
		inner := entity{head: mail.Header(part.Header), body: body, digest: media == "multipart/digest"}
		if err := l.entity(inner, depth+1); err != nil || ended != nil {
			return err
		}
	}
}

// leaf takes a part that holds no others.
func (l *letter) leaf(e entity, media string, parameters map[string]string) {
	disposition, _, _ := strings.Cut(strings.ToLower(e.head.Get("Content-Disposition")), ";")
	name := fileName(e)
	attached := strings.TrimSpace(disposition) == "attachment" || name != ""
	switch body := transferred(e); media {
	case "message/rfc822", "message/global":
		l.inner = append(l.inner, body)
	case "text/html", "application/xhtml+xml":
		page := append([]byte("<!doctype html><meta charset=utf-8>"), utf8Of(body, parameters["charset"])...)
		if attached {
			l.report(e, "text/html; charset=utf-8", name, page)
			return
		}
		l.html = append(l.html, page)
	case "text/plain":
		text := utf8Of(body, parameters["charset"])
		if attached {
			l.report(e, "text/plain; charset=utf-8", name, text)
			return
		}
		if strings.EqualFold(parameters["format"], "flowed") {
			text = flowed(text, strings.EqualFold(parameters["delsp"], "yes"))
		}
		l.plain = append(l.plain, text)
	case "application/pdf", "application/x-pdf":
		l.report(e, "application/pdf", name, body)
	}
}

// report makes a document of an attachment. Its address is that of RFC 2392, with
// the number of the part where it has no Content-ID.
func (l *letter) report(e entity, media, name string, body []byte) {
	part := strings.Trim(e.head.Get("Content-Id"), " <>")
	if part == "" {
		part = fmt.Sprintf("part-%d", l.parts)
	}
	item := l.item
	item.URL += "/" + url.PathEscape(part)
	item.Title = strings.TrimSuffix(name, path.Ext(name))
	l.reports = append(l.reports, document(item, media, body))
}

func document(item claim.Item, media string, body []byte) *claim.Document {
	sum := sha256.Sum256(body)
	return &claim.Document{URL: item.URL, Type: media, SHA256: hex.EncodeToString(sum[:]), Item: item, Body: body}
}

// words makes a document of what the letter itself says, nil where it says
// nothing. Of the two forms, the page is taken, unless it has less than half of
// the words of the other: some letters are a page of pictures with the words in plain
// text beside it, many are a page with "open this in your browser" beside it.
func (l *letter) words() *claim.Document {
	page, text := bytes.Join(l.html, []byte("<hr>")), bytes.Join(l.plain, []byte("\n\n"))
	shown := written(page)
	switch {
	case shown > 0 && 2*shown >= len(bytes.TrimSpace(text)):
		return document(l.item, "text/html; charset=utf-8", page)
	case len(bytes.TrimSpace(text)) > 0:
		return document(l.item, "text/plain; charset=utf-8", text)
	}
	return nil
}

// written counts the bytes of a page that are words.
func written(page []byte) int {
	count, skip := 0, false
	for tokens := xhtml.NewTokenizer(bytes.NewReader(page)); ; {
		switch kind := tokens.Next(); kind {
		case xhtml.ErrorToken:
			return count
		case xhtml.TextToken:
			if !skip {
				count += len(strings.Join(strings.Fields(html.UnescapeString(string(tokens.Text()))), " "))
			}
		case xhtml.StartTagToken, xhtml.EndTagToken:
			if name, _ := tokens.TagName(); string(name) == "style" || string(name) == "script" || string(name) == "title" {
				skip = kind == xhtml.StartTagToken
			}
		}
	}
}

// transferred undoes how a body was sent (RFC 2045, 6). What is damaged gives what came before.
func transferred(e entity) []byte {
	switch strings.ToLower(strings.TrimSpace(e.head.Get("Content-Transfer-Encoding"))) {
	case "base64":
		return unbased(e.body)
	case "quoted-printable":
		out, err := io.ReadAll(quotedprintable.NewReader(bytes.NewReader(e.body)))
		if err != nil && len(out) < len(e.body)/4 {
			return e.body // it was never quoted
		}
		return out
	}
	return e.body
}

// unbased undoes base 64, passing over all that is none of its letters, as the standard asks.
func unbased(body []byte) []byte {
	clean := make([]byte, 0, len(body))
	for _, c := range body {
		switch {
		case c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '+', c == '/':
			clean = append(clean, c)
		}
	}
	if len(clean)%4 == 1 {
		clean = clean[:len(clean)-1] // one letter alone holds no byte
	}
	out := make([]byte, base64.RawStdEncoding.DecodedLen(len(clean)))
	n, _ := base64.RawStdEncoding.Decode(out, clean)
	return out[:n]
}

// flowed joins the lines of a paragraph that were broken for sending (RFC 3676).
func flowed(text []byte, deleteSpace bool) []byte {
	var out bytes.Buffer
	for line := range bytes.Lines(text) {
		line = bytes.TrimPrefix(bytes.TrimRight(line, "\r\n"), []byte(" ")) // stuffed
		if bytes.HasSuffix(line, []byte(" ")) && !bytes.Equal(line, []byte("-- ")) {
			if deleteSpace {
				line = line[:len(line)-1]
			}
			out.Write(line)
			continue
		}
		out.Write(line)
		out.WriteByte('\n')
	}
	return out.Bytes()
}
