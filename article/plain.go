package article

import (
	"bytes"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// Plain makes a report of a plain text. The text may begin with a header, as
// letters and mail have it, if every line up to the first empty one is of the
// form "Key: value" with a key that headerFields knows:
//
//	Title: Talks resume in the capital
//	Outlet: Example Wire
//	Published: 2025-11-08
//	URL: https://example.org/talks
//	Authors: A. Writer; B. Writer
//
// The report's text is what follows, untouched but for a byte order mark.
// data is not kept.
func Plain(data []byte) (claim.Report, error) {
	if f := known(data); f != nil {
		return claim.Report{}, f
	}
	data = bytes.TrimPrefix(data, byteOrderMark)
	if f := checkText(data, "the text"); f != nil {
		return claim.Report{}, f
	}
	var r claim.Report
	r.Text = string(data)
	if body, ok := readHeader(r.Text, &r); ok {
		r.Text = body
	}
	return r, written(r.Text)
}

// written says that a text is empty, nil where it is not.
func written(text string) error {
	if strings.TrimSpace(text) == "" {
		return fault(Empty, "the text is empty: give the report's words")
	}
	return nil
}

// headerFields are the keys that a plain text's header may have.
var headerFields = map[string]func(*claim.Report, string){
	"title":     func(r *claim.Report, v string) { r.Title = v },
	"outlet":    func(r *claim.Report, v string) { r.Outlet = v },
	"published": func(r *claim.Report, v string) { r.Published, _ = Moment(v) },
	"updated":   func(r *claim.Report, v string) { r.Updated, _ = Moment(v) },
	"url":       func(r *claim.Report, v string) { r.URL = v },
	"authors":   func(r *claim.Report, v string) { r.Authors = people(v) },
	"author":    func(r *claim.Report, v string) { r.Authors = people(v) },
}

// readHeader reads the header of a text into r and gives what follows. ok is
// false, and r untouched, where the text has none.
func readHeader(text string, r *claim.Report) (body string, ok bool) {
	filled := *r
	for rest, lines := text, 0; ; lines++ {
		line, after, found := strings.Cut(rest, "\n")
		line = strings.TrimSpace(line)
		if line == "" && lines > 0 {
			*r = filled
			return strings.TrimLeft(after, "\r\n"), true
		}
		key, value, keyed := strings.Cut(line, ":")
		set := headerFields[strings.ToLower(strings.TrimSpace(key))]
		if !keyed || set == nil || !found {
			return "", false
		}
		set(&filled, strings.TrimSpace(value))
		rest = after
	}
}

// people parts a list of names at semicolons, where it has any, or at commas.
func people(list string) []string {
	separator := ","
	if strings.Contains(list, ";") {
		separator = ";"
	}
	var names []string
	for name := range strings.SplitSeq(list, separator) {
		if name = strings.TrimSpace(name); name != "" {
			names = append(names, name)
		}
	}
	return names
}
