// Package address reads the addresses that feeds, sitemaps, pages and lists name.
package address

import (
	"net/url"
	"strings"
)

// Max is the longest address that is followed; no browser takes longer ones.
const Max = 8 << 10

// Absolute is reference as an http or https address, resolved against base if
// there is one; nil where it is none.
func Absolute(reference string, base *url.URL) *url.URL {
	reference = strings.TrimSpace(reference)
	if reference == "" || len(reference) > Max {
		return nil
	}
	u, err := url.Parse(reference)
	if err != nil {
		return nil
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil
	}
	return u
}

// Text is Absolute as text, "" where it is none.
func Text(reference string, base *url.URL) string {
	if u := Absolute(reference, base); u != nil {
		return u.String()
	}
	return ""
}

// Line is text on one line, cut after most bytes.
func Line(text string, most int) string {
	text = strings.Join(strings.Fields(text), " ")
	if len(text) > most {
		text = strings.ToValidUTF8(text[:most], "")
	}
	return text
}
