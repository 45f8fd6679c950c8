package wire

import (
	"bufio"
	"cmp"
	"fmt"
	"net/http"
	"net/textproto"
	"net/url"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// fieldsOf reads the header fields of a document again.
func fieldsOf(doc *claim.Document) http.Header {
	_, fields, _ := strings.Cut(doc.Headers, "\r\n")
	h, err := textproto.NewReader(bufio.NewReader(strings.NewReader(fields + "\r\n"))).ReadMIMEHeader()
	if err != nil && h == nil {
		return http.Header{}
	}
	return http.Header(h)
}

// linkHub finds the WebSub links of the header fields (W3C WebSub, 4).
func linkHub(h http.Header) (hub, self string) {
	for _, field := range h["Link"] {
		for link := range strings.SplitSeq(field, ",") {
			target, params, _ := strings.Cut(link, ";")
			target = strings.Trim(strings.TrimSpace(target), "<>")
			if u, err := url.Parse(target); err != nil || u.Scheme != "http" && u.Scheme != "https" {
				continue
			}
			params = strings.ToLower(strings.ReplaceAll(params, " ", ""))
			switch {
			case strings.Contains(params, `rel="hub"`), strings.Contains(params, "rel=hub"):
				hub = cmp.Or(hub, target)
			case strings.Contains(params, `rel="self"`), strings.Contains(params, "rel=self"):
				self = cmp.Or(self, target)
			}
		}
	}
	return hub, self
}

// note adds what the source's user should know.
func (l *listing) note(format string, values ...any) {
	if len(l.notes) < 20 {
		l.notes = append(l.notes, fmt.Sprintf(format, values...))
	}
}
