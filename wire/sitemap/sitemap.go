// Package sitemap reads sitemaps, news sitemaps and indexes of sitemaps
// (sitemaps.org, and the news extension of Google).
package sitemap

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/wire/address"
	"github.com/parley-desk/parley/wire/charset"
	"github.com/parley-desk/parley/wire/dates"
)

// maxEntries is what one sitemap may hold (sitemaps.org).
const maxEntries = 50_000

// maxField is the longest address or title that is read.
const maxField = 4 << 10

// ErrNone is a document that is no sitemap.
var ErrNone = errors.New("no sitemap: it has neither <urlset> nor <sitemapindex>")

// Map is what a sitemap says.
type Map struct {
	Items []claim.Item // pages
	Maps  []Child      // further sitemaps, of an index
	News  bool         // its pages are news
}

// Child is a sitemap that an index names.
type Child struct {
	URL      string
	Modified string // ISO 8601, "" where it is not said
}

// Is tells whether data looks like a sitemap.
func Is(data []byte, contentType string) bool {
	d := decoder(charset.UTF8(data[:min(len(data), 8<<10)], contentType))
	for {
		token, err := d.RawToken()
		if err != nil {
			return false
		}
		if e, ok := token.(xml.StartElement); ok {
			return e.Name.Local == "urlset" || e.Name.Local == "sitemapindex"
		}
	}
}

// Parse reads a sitemap that came from base. What follows a broken place is
// not read; what stands before it counts, unless it is nothing.
func Parse(data []byte, contentType string, base *url.URL) (*Map, error) {
	r := reading{Decoder: decoder(charset.UTF8(data, contentType)), base: base}
	err := r.read()
	if err != nil && len(r.Items)+len(r.Maps) == 0 {
		return nil, err
	}
	return &r.Map, nil
}

func decoder(data []byte) *xml.Decoder {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	return d
}

type reading struct {
	*xml.Decoder
	base *url.URL
	Map
}

// read goes through the tokens. RawToken keeps no stack, so that elements within elements cost nothing.
func (r *reading) read() error {
	rooted := false
	for {
		token, err := r.RawToken()
		if errors.Is(err, io.EOF) && rooted {
			return nil
		}
		if err != nil && !rooted {
			return ErrNone
		}
		if err != nil {
			return fmt.Errorf("the sitemap is broken: %w", err)
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch name := e.Name.Local; {
		case !rooted && name != "urlset" && name != "sitemapindex":
			return ErrNone
		case !rooted:
			rooted = true
		case len(r.Items)+len(r.Maps) >= maxEntries:
			return nil
		case name == "url":
			err = r.page()
		case name == "sitemap":
			err = r.child()
		}
		if err != nil {
			return fmt.Errorf("the sitemap is broken: %w", err)
		}
	}
}

// page reads a <url>.
func (r *reading) page() error {
	var item claim.Item
	var published string
	err := r.fields("url", func(name, text string) {
		switch name {
		case "loc":
			item.URL = address.Text(text, r.base)
		case "lastmod":
			item.Updated = dates.ISO(text)
		case "news:publication_date":
			published = dates.ISO(text)
			r.News = true
		case "news:title":
			item.Title = text
			r.News = true
		case "news:name":
			item.Outlet = text
		case "news:language":
			item.Language = text
		}
	})
	item.Published = published
	if item.URL != "" {
		r.Items = append(r.Items, item)
	}
	return err
}

// child reads a <sitemap>.
func (r *reading) child() error {
	var c Child
	err := r.fields("sitemap", func(name, text string) {
		switch name {
		case "loc":
			c.URL = address.Text(text, r.base)
		case "lastmod":
			c.Modified = dates.ISO(text)
		}
	})
	if c.URL != "" {
		r.Maps = append(r.Maps, c)
	}
	return err
}

// fields calls field for each element with text up to the end of the element
// called of. Names come with the prefix that they have; "news:title" stands for
// a title under any prefix but image's and video's.
func (r *reading) fields(of string, field func(name, text string)) error {
	var name string
	var text strings.Builder
	for {
		token, err := r.RawToken()
		if err != nil {
			return err
		}
		switch e := token.(type) {
		case xml.StartElement:
			name = qualified(e.Name)
			text.Reset()
		case xml.CharData:
			if text.Len()+len(e) <= maxField {
				text.Write(e)
			}
		case xml.EndElement:
			if e.Name.Local == of && e.Name.Space == "" {
				return nil
			}
			if qualified(e.Name) == name && name != "" {
				field(name, strings.Join(strings.Fields(text.String()), " "))
			}
			name = ""
		}
	}
}

func qualified(name xml.Name) string {
	switch name.Space {
	case "":
		return name.Local
	case "image", "video", "xhtml", "mobile":
		return name.Space + ":" + name.Local
	}
	return "news:" + name.Local
}
