// Package feed reads RSS, Atom and JSON Feed.
package feed

import (
	"bytes"
	"cmp"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/wire/address"
	"github.com/parley-desk/parley/wire/charset"
	"github.com/parley-desk/parley/wire/dates"
)

// Bounds of one feed, so that a hostile one costs little.
const (
	maxItems   = 20_000
	maxDepth   = 500
	maxContent = 256 << 10
	maxField   = 2000
)

// Entry is the field of the query by which entries without an address of their
// own are told apart. Nobody is asked for such an address.
const Entry = "parley-entry"

// ErrNone is a document that is no feed.
var ErrNone = errors.New("no feed: neither RSS nor Atom nor JSON Feed")

// Feed is what a feed says.
type Feed struct {
	Title    string
	Language string
	Hub      string // WebSub: where to subscribe, "" where none is named
	Self     string // WebSub: what to subscribe to
	Items    []claim.Item
	Dropped  int // entries without an address that can be followed and without text
}

// Is tells whether data looks like a feed.
func Is(data []byte, contentType string) bool {
	head := start(charset.UTF8(data[:min(len(data), 8<<10)], contentType))
	return kind(head) != gofeed.FeedTypeUnknown
}

// Parse reads a feed of the media type contentType that came from base.
// Addresses come out absolute. An entry that has text but no address gets
// base with its id as the field Entry of its query as its own.
func Parse(data []byte, contentType string, base *url.URL) (feed *Feed, err error) {
	data = start(charset.UTF8(data, contentType))
	if kind(data[:min(len(data), 8<<10)]) == gofeed.FeedTypeUnknown {
		return nil, ErrNone
	}
	if err := bounded(data); err != nil {
		return nil, err
	}
	defer func() { // the library is sound, but it reads what anybody may write
		if fault := recover(); fault != nil {
			feed, err = nil, fmt.Errorf("the feed cannot be read: %v", fault)
		}
	}()
	parsed, err := gofeed.NewParser().Parse(bytes.NewReader(data))
	if errors.Is(err, gofeed.ErrFeedTypeNotDetected) {
		return nil, ErrNone
	}
	if err != nil {
		return nil, err
	}
	feed = &Feed{Title: line(parsed.Title), Language: line(parsed.Language)}
	feed.Hub, feed.Self = hub(data, base)
	for _, entry := range parsed.Items {
		if item, ok := itemOf(entry, parsed, base); ok {
			feed.Items = append(feed.Items, item)
		} else {
			feed.Dropped++
		}
	}
	return feed, nil
}

// kind is what the beginning of a document shows. Any JSON looks like a feed to
// the library; one has to say so.
func kind(head []byte) gofeed.FeedType {
	if len(head) > 0 && head[0] == '{' && !bytes.Contains(head, []byte("jsonfeed.org")) {
		return gofeed.FeedTypeUnknown
	}
	return gofeed.DetectFeedType(bytes.NewReader(head))
}

// start leaves out what stands before the document: white space, and the
// warnings that a broken server prints.
func start(data []byte) []byte {
	data = bytes.TrimSpace(data)
	if len(data) > 0 && data[0] == '{' {
		return data
	}
	if at := root.FindIndex(data[:min(len(data), 4<<10)]); at != nil && !otherwise.Match(data[:at[0]]) {
		return data[at[0]:]
	}
	return data
}

// root begins a feed; before it stands no feed where otherwise does.
var (
	root      = regexp.MustCompile(`(?i)<(?:\?xml|rss|feed|rdf:rdf)`)
	otherwise = regexp.MustCompile(`(?i)<html|<!--`)
)

// bounded turns down what would cost too much to read: more entries than any
// feed has, or elements within elements within elements.
func bounded(data []byte) error {
	if len(data) > 0 && data[0] == '{' {
		if bytes.Count(data, []byte("{")) > 10*maxItems {
			return fmt.Errorf("more than %d entries", maxItems)
		}
		return nil
	}
	if bytes.Count(data, []byte("<item"))+bytes.Count(data, []byte("<entry")) > maxItems {
		return fmt.Errorf("more than %d entries", maxItems)
	}
	if depth(data) > maxDepth {
		return fmt.Errorf("elements lie more than %d deep", maxDepth)
	}
	return nil
}

// depth is how deep elements lie within each other, roughly, in one pass.
func depth(data []byte) int {
	now, deepest := 0, 0
	for {
		at := bytes.IndexByte(data, '<')
		if at < 0 || at+1 >= len(data) {
			return deepest
		}
		data = data[at:]
		end := closing(data)
		switch {
		case data[1] == '!' || data[1] == '?':
		case data[1] == '/':
			now = max(0, now-1)
		case end < 2 || data[end-1] != '/':
			now++
			deepest = max(deepest, now)
		}
		if end < 0 {
			return deepest
		}
		data = data[end+1:]
	}
}

// closing is where the tag, comment or section at the start of data ends, -1 where it does not.
func closing(data []byte) int {
	for open, shut := range map[string]string{"<![CDATA[": "]]>", "<!--": "-->"} {
		if bytes.HasPrefix(data, []byte(open)) {
			at := bytes.Index(data, []byte(shut))
			if at < 0 {
				return -1
			}
			return at + 2
		}
	}
	return bytes.IndexByte(data, '>')
}

func itemOf(entry *gofeed.Item, of *gofeed.Feed, base *url.URL) (claim.Item, bool) {
	item := claim.Item{
		ID: line(entry.GUID), Title: line(entry.Title), Language: line(of.Language),
		Published: date(entry.Published, entry.PublishedParsed), Updated: date(entry.Updated, entry.UpdatedParsed),
		Content: content(entry),
	}
	for _, author := range entry.Authors {
		if author != nil && author.Name != "" && len(item.Authors) < 20 {
			item.Authors = append(item.Authors, line(author.Name))
		}
	}
	if dc := entry.DublinCoreExt; dc != nil {
		item.Outlet = first(dc.Publisher)
		item.Language = cmp.Or(first(dc.Language), item.Language)
	}
	for _, candidate := range append([]string{original(entry), entry.Link}, append(entry.Links, entry.GUID)...) {
		if item.URL = absolute(candidate, base); item.URL != "" {
			return item, true
		}
	}
	if base == nil || item.Content == "" || cmp.Or(item.ID, item.Title) == "" {
		return item, false
	}
	own := *base
	query := own.Query()
	query.Set(Entry, cmp.Or(item.ID, item.Title))
	own.RawQuery = query.Encode()
	item.URL = own.String()
	return item, true
}

// original is the address behind that of a service that counts readers.
func original(entry *gofeed.Item) string {
	for _, e := range entry.Extensions["feedburner"]["origLink"] {
		return e.Value
	}
	return ""
}

// absolute is reference as an address, "" where it is none. A bare word is an identifier, not a path.
func absolute(reference string, base *url.URL) string {
	if !strings.ContainsAny(reference, "/?.") {
		return ""
	}
	return address.Text(reference, base)
}

func content(entry *gofeed.Item) string {
	text := cmp.Or(entry.Content, entry.Description)
	if len(text) > maxContent {
		text = strings.ToValidUTF8(text[:maxContent], "")
	}
	return text
}

// date is the feed's date as it stands there, else as the library understood it.
func date(text string, understood *time.Time) string {
	if iso := dates.ISO(text); iso != "" {
		return iso
	}
	if understood == nil || understood.Year() < 1990 || understood.Year() >= 2100 {
		return ""
	}
	if !strings.Contains(text, ":") { // no time of day was told
		return understood.UTC().Format(time.DateOnly)
	}
	return understood.UTC().Format(time.RFC3339)
}

// hub finds the WebSub links of a feed, in what stands before its first entry.
func hub(data []byte, base *url.URL) (hub, self string) {
	if len(data) > 0 && data[0] == '{' {
		var said struct {
			Self string `json:"feed_url"`
			Hubs []struct{ Type, URL string }
		}
		if json.Unmarshal(data, &said) != nil || len(said.Hubs) == 0 {
			return "", ""
		}
		return absolute(said.Hubs[0].URL, base), absolute(said.Self, base)
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = false
	for range 500 {
		token, err := d.RawToken()
		if err != nil {
			break
		}
		element, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch element.Name.Local {
		case "item", "entry":
			return hub, self
		case "link":
			switch attribute(element, "rel") {
			case "hub":
				hub = cmp.Or(hub, absolute(attribute(element, "href"), base))
			case "self":
				self = cmp.Or(self, absolute(attribute(element, "href"), base))
			}
		}
	}
	return hub, self
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func line(text string) string { return address.Line(text, maxField) }

func first(all []string) string {
	if len(all) == 0 {
		return ""
	}
	return line(all[0])
}
