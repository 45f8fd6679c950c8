package wire

import (
	"mime"
	"net/http"
	"strings"
)

// Want is what an answer is wanted for; it decides which types of content are taken.
type Want int

// The wants.
const (
	WantPage    Want = iota // a report: HTML, plain text, PDF, JSON
	WantList                // a feed, a sitemap, a list: also XML, CSV and gzip
	WantArchive             // a WARC, a WACZ, a mail file
	wantRobots
)

// accept is the Accept field for a want.
func (w Want) accept() string {
	switch w {
	case WantList:
		return "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.8, */*;q=0.5"
	case WantArchive, wantRobots:
		return "*/*"
	}
	return "text/html, application/xhtml+xml, application/pdf;q=0.9, text/plain;q=0.8, */*;q=0.5"
}

// texts are types under text/ that hold no report.
var notReports = map[string]bool{"text/css": true, "text/javascript": true, "text/calendar": true, "text/vcard": true, "text/vtt": true}

// applications are the types under application/ that may hold a report, or a list of such.
var applications = map[string]Want{
	"xhtml+xml": WantPage, "xml": WantPage, "json": WantPage, "pdf": WantPage, "x-pdf": WantPage,
	"gzip": WantList, "x-gzip": WantList, "zip": WantList, "x-zip-compressed": WantList, "csv": WantList, "x-ndjson": WantList, "jsonl": WantList, "jsonlines": WantList,
	"warc": WantArchive, "wacz": WantArchive, "mbox": WantArchive, "wacz+zip": WantArchive,
}

// takes tells whether a media type, without parameters, is taken for what is wanted.
func (w Want) takes(media string) bool {
	if w == wantRobots {
		return true
	}
	kind, sub, _ := strings.Cut(media, "/")
	switch kind {
	case "text":
		return !notReports[media]
	case "message":
		return w == WantArchive
	case "application":
		need, known := applications[sub]
		return known && need <= w || strings.HasSuffix(sub, "+xml") && sub != "svg+xml" || strings.HasSuffix(sub, "+json")
	}
	return false
}

// unsaid are the types that say nothing of the content.
var unsaid = map[string]bool{"": true, "application/octet-stream": true, "binary/octet-stream": true, "application/unknown": true, "application/x-unknown": true, "application/download": true, "application/force-download": true}

// bare is the media type of a Content-Type field without its parameters, lower case.
func bare(field string) string {
	media, _, err := mime.ParseMediaType(field)
	if err != nil {
		media, _, _ = strings.Cut(field, ";")
	}
	return strings.ToLower(strings.TrimSpace(media))
}

// seen is the type that the bytes themselves show, "" where they show none.
func seen(body []byte) string {
	if s := bare(http.DetectContentType(body)); s != "application/octet-stream" {
		return s
	}
	return ""
}

// contentType is the type of a body by what the server says and by its bytes,
// and whether it is taken.
func (w Want) contentType(field string, body []byte) (string, bool) {
	media, shown := bare(field), seen(body)
	switch {
	case w == wantRobots:
		return field, true
	case unsaid[media] && (shown == "" || len(body) == 0):
		return field, w == WantArchive || len(body) == 0
	case unsaid[media]:
		return shown, w.takes(shown)
	case !w.takes(media):
		return field, false
	}
	return field, !contradicts(shown) || w.takes(shown)
}

// contradicts tells whether bytes are plainly no text, whatever the server calls them.
func contradicts(shown string) bool {
	for _, prefix := range []string{"video/", "audio/", "image/", "font/", "application/zip", "application/x-rar", "application/wasm"} {
		if strings.HasPrefix(shown, prefix) {
			return true
		}
	}
	return false
}
