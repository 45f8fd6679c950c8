// Package list reads lists of addresses: one a line, CSV or tab-separated with
// or without a header, JSON, JSON Lines, and what GDELT gives out: the article
// lists of its DOC 2.0 API (CSV and JSON) and its exports of events, mentions
// and the knowledge graph. GDELT tells when it first saw a page; that stands as
// Published, as a page counts for more.
package list

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/wire/address"
	"github.com/parley-desk/parley/wire/charset"
	"github.com/parley-desk/parley/wire/dates"
)

// maxItems is how many addresses one list may have.
const maxItems = 100_000

// ErrNone is a document in which there is no address.
var ErrNone = errors.New("no list: there is no http:// or https:// address in it")

// names are what lists call a field, lower case.
var names = map[string]func(*claim.Item, string){
	"url": place, "link": place, "address": place, "sourceurl": place, "documentidentifier": place, "href": place, "loc": place,
	"title": func(i *claim.Item, s string) { i.Title = s }, "headline": func(i *claim.Item, s string) { i.Title = s },
	"date": published, "published": published, "seendate": published, "pubdate": published, "publication_date": published, "dateadded": published,
	"language": func(i *claim.Item, s string) { i.Language = s }, "lang": func(i *claim.Item, s string) { i.Language = s },
	"outlet": func(i *claim.Item, s string) { i.Outlet = s }, "source": func(i *claim.Item, s string) { i.Outlet = s },
	"updated": func(i *claim.Item, s string) { i.Updated = dates.ISO(s) }, "lastmod": func(i *claim.Item, s string) { i.Updated = dates.ISO(s) },
	"id": func(i *claim.Item, s string) { i.ID = s },
}

func place(i *claim.Item, s string)     { i.URL = address.Text(s, nil) }
func published(i *claim.Item, s string) { i.Published = dates.ISO(s) }

// Parse reads a list of the media type contentType. Each address comes once.
// Only http and https addresses count: a list that lies elsewhere cannot lead to files.
func Parse(data []byte, contentType string) ([]claim.Item, error) {
	data = bytes.Trim(charset.UTF8(data, contentType), " \r\n")
	var all collector
	switch {
	case len(data) == 0:
	case data[0] == '{' || data[0] == '[':
		all.json(data)
	default:
		all.lines(data)
	}
	if len(all.items) == 0 {
		return nil, ErrNone
	}
	return all.items, nil
}

// collector gathers items, each address once.
type collector struct {
	items []claim.Item
	seen  map[string]bool
}

// add takes an item and tells whether more fit.
func (c *collector) add(item claim.Item) bool {
	if c.seen == nil {
		c.seen = map[string]bool{}
	}
	if item.URL != "" && !c.seen[item.URL] {
		c.seen[item.URL] = true
		c.items = append(c.items, item)
	}
	return len(c.items) < maxItems
}

// json reads an array, an object with an array in it (GDELT's "articles"), or
// an object a line. Broken lines are passed over.
func (c *collector) json(data []byte) {
	var whole any
	if json.Unmarshal(data, &whole) == nil {
		c.value(whole, 0)
		return
	}
	for line := range bytes.Lines(data) {
		var one any
		if json.Unmarshal(line, &one) == nil {
			c.value(one, 0)
		}
	}
}

// value looks for items in what JSON holds, at most three levels deep.
func (c *collector) value(v any, depth int) {
	switch v := v.(type) {
	case string:
		c.add(claim.Item{URL: address.Text(v, nil)})
	case []any:
		for _, one := range v {
			if depth < 3 {
				c.value(one, depth+1)
			}
		}
	case map[string]any:
		if item := fromObject(v); item.URL != "" {
			c.add(item)
			return
		}
		for _, key := range []string{"articles", "items", "urls", "results", "data"} {
			if depth < 3 && v[key] != nil {
				c.value(v[key], depth+1)
			}
		}
	}
}

func fromObject(fields map[string]any) claim.Item {
	var item claim.Item
	for _, name := range slices.Sorted(maps.Keys(fields)) { // of two names for one thing the later counts: "url", not "link"
		if text, ok := fields[name].(string); ok && text != "" {
			set(&item, name, text)
		}
	}
	return item
}

func set(item *claim.Item, name, text string) {
	if field := names[strings.ToLower(strings.TrimSpace(name))]; field != nil {
		field(item, address.Line(text, address.Max))
	}
}

// lines reads rows of fields, or one address a line.
func (c *collector) lines(data []byte) {
	first, _, _ := bytes.Cut(data, []byte("\n"))
	switch {
	case bytes.Count(first, []byte("\t")) >= 1:
		c.tabs(data)
	case header(strings.Split(strings.TrimSpace(string(first)), ",")) != nil:
		c.commas(data)
	default:
		c.plain(data)
	}
}

// header gives the names of columns, nil where the row is no header.
func header(row []string) []string {
	out := make([]string, len(row))
	known := false
	for i, name := range row {
		out[i] = strings.ToLower(strings.Trim(strings.TrimSpace(name), `"`))
		switch out[i] {
		case "url", "link", "address", "sourceurl", "documentidentifier", "href", "loc":
			known = true
		}
	}
	if !known {
		return nil
	}
	return out
}

func (c *collector) commas(data []byte) {
	r := csv.NewReader(bytes.NewReader(data))
	r.LazyQuotes, r.FieldsPerRecord, r.ReuseRecord = true, -1, true
	var columns []string
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			continue
		}
		if columns == nil {
			columns = header(row)
			continue
		}
		if !c.row(columns, row) {
			return
		}
	}
}

func (c *collector) row(columns, row []string) bool {
	var item claim.Item
	for i, value := range row[:min(len(row), len(columns))] {
		set(&item, columns[i], value)
	}
	if slices.Contains(columns, "mobileurl") {
		item.Published = utc(item.Published)
	}
	return c.add(item)
}

// exports are GDELT's tables, by their number of columns: where the address and
// the time stand, and how a row of the web is told from one of, say, television.
var exports = map[int]struct{ url, seen, web int }{
	58: {57, 56, -1}, // events 1.0
	61: {60, 59, -1}, // events 2.0
	16: {5, 2, 3},    // mentions
	27: {4, 1, 2},    // knowledge graph 2.1
}

func (c *collector) tabs(data []byte) {
	var columns []string
	for n := 0; len(data) > 0; n++ {
		var text []byte
		text, data, _ = bytes.Cut(data, []byte("\n"))
		row := strings.Split(strings.TrimRight(string(text), "\r"), "\t")
		if n == 0 {
			if columns = header(row); columns != nil {
				continue
			}
		}
		if more := c.tabRow(columns, row); !more {
			return
		}
	}
}

func (c *collector) tabRow(columns, row []string) bool {
	at, known := exports[len(row)]
	switch {
	case columns != nil:
		return c.row(columns, row)
	case known && (at.web < 0 || row[at.web] == "1"):
		return c.add(claim.Item{URL: address.Text(row[at.url], nil), Published: utc(dates.ISO(row[at.seen]))})
	case known:
		return true
	}
	return c.words(strings.Join(row, " "))
}

// utc is a time of GDELT, which tells no zone and means UTC.
func utc(date string) string {
	if len(date) == len("2026-03-01T06:15:00") {
		return date + "Z"
	}
	return date
}

// plain takes the first address of each line; a # begins a comment.
func (c *collector) plain(data []byte) {
	for len(data) > 0 {
		var text []byte
		text, data, _ = bytes.Cut(data, []byte("\n"))
		if !c.words(string(text)) {
			return
		}
	}
}

func (c *collector) words(text string) bool {
	if strings.HasPrefix(strings.TrimSpace(text), "#") {
		return true
	}
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r <= ' ' || strings.ContainsRune(`,;"<>`, r) }) {
		if u := address.Text(word, nil); u != "" {
			return c.add(claim.Item{URL: u})
		}
	}
	return true
}
