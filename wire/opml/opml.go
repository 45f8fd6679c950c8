// Package opml reads and writes lists of subscriptions as feed readers exchange them
// (OPML 1.0 and 2.0, opml.org/spec2.opml).
package opml

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/html/charset"

	"github.com/parley-desk/parley/claim"
)

// Bounds on what no list of subscriptions needs more of.
const (
	mostBytes   = 32 << 20
	mostSources = 50_000
	mostDepth   = 100
)

// space is the namespace of what OPML has no attribute for (OPML 2.0 lets anybody add their own).
const space = "urn:parley:source"

// Skipped is an outline that names something which is not followed, and why.
type Skipped struct {
	Title, Address, Why string
}

// Read gives the sources that a list names, in its order, each once, with ids made of their titles that
// differ from each other, and what it names besides. Only addresses of the web are
// taken: a list from elsewhere may not name files of this machine. An error says where the list breaks
// off; the sources before come with it.
func Read(in io.Reader) ([]claim.Source, []Skipped, error) {
	bounded := &io.LimitedReader{R: in, N: mostBytes}
	d := xml.NewDecoder(bounded)
	d.Strict, d.Entity, d.CharsetReader = false, xml.HTMLEntity, charset.NewReaderLabel
	l := list{known: map[string]bool{}, ids: map[string]int{}}
	err := l.read(d)
	switch {
	case bounded.N <= 0:
		err = fmt.Errorf("the list has more than %d MB: it is no list of subscriptions", mostBytes>>20)
	case err != nil:
		line, column := d.InputPos()
		err = fmt.Errorf("line %d, column %d: %w", line, column, err)
	case !l.opml:
		err = errors.New("this is no OPML: it has no <opml> element. Export the subscriptions of your feed reader as OPML")
	}
	return l.sources, l.skipped, err
}

// list is a list while it is read.
type list struct {
	opml    bool
	sources []claim.Source
	skipped []Skipped
	known   map[string]bool // addresses
	ids     map[string]int  // how often an id was asked for
}

// read goes over the elements; no tree is built of them.
func (l *list) read(d *xml.Decoder) error {
	for depth := 0; ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth++; depth > mostDepth {
				return fmt.Errorf("outlines lie more than %d deep", mostDepth)
			}
			l.opml = l.opml || strings.EqualFold(t.Name.Local, "opml")
			if l.opml && strings.EqualFold(t.Name.Local, "outline") {
				l.outline(t.Attr)
			}
			if len(l.sources)+len(l.skipped) > mostSources {
				return fmt.Errorf("the list names more than %d sources", mostSources)
			}
		case xml.EndElement:
			depth--
		}
	}
}

// outline takes one outline, if it is a subscription and no folder of them.
func (l *list) outline(all []xml.Attr) {
	s := claim.Source{Title: attribute(all, "", "text"), Address: attribute(all, "", "xmlUrl"), Kind: claim.SourceFeed}
	if title := attribute(all, "", "title"); title != "" {
		s.Title = title
	}
	if s.Address == "" {
		kind := claim.SourceKind(attribute(all, space, "kind"))
		s.Address, s.Kind = attribute(all, "", "url"), kind
		if kind == "" || s.Address == "" {
			return
		}
	}
	if rest, ok := strings.CutPrefix(s.Address, "feed:"); ok { // as browsers once had it
		s.Address = rest
		if strings.HasPrefix(rest, "//") {
			s.Address = "http:" + rest
		}
	}
	s.Outlet, s.Links = attribute(all, space, "outlet"), attribute(all, space, "links")
	s.Every, s.Limit = number(attribute(all, space, "every")), number(attribute(all, space, "limit"))
	s.Private, s.Paused = attribute(all, space, "private") == "true", attribute(all, space, "paused") == "true"
	l.take(s, attribute(all, space, "id"))
}

// take adds a source, unless it is known or cannot be followed.
func (l *list) take(s claim.Source, id string) {
	if why := unfit(s); why != "" {
		l.skipped = append(l.skipped, Skipped{s.Title, s.Address, why})
		return
	}
	if l.known[s.Address] {
		return // readers list a feed in each of its folders
	}
	l.known[s.Address] = true
	if id = slug(id); id == "" {
		id = slug(s.Title)
	}
	if u, err := url.Parse(s.Address); err == nil && id == "" {
		id = slug(u.Hostname())
	}
	s.ID = l.unused(id)
	l.sources = append(l.sources, s)
}

// unfit says why a source is not taken, "" where it is.
func unfit(s claim.Source) string {
	u, err := url.Parse(s.Address)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
		return "its address is not http or https: add it by hand if you trust it"
	case s.Kind == claim.SourceFeed, s.Kind == claim.SourceSitemap, s.Kind == claim.SourceIndex, s.Kind == claim.SourcePage,
		s.Kind == claim.SourceArchive, s.Kind == claim.SourceMail, s.Kind == claim.SourceList:
		return ""
	}
	return "its kind " + strconv.Quote(string(s.Kind)) + " is not known"
}

// attribute gives an attribute's value; writers of OPML spell xmlUrl in several ways.
func attribute(all []xml.Attr, space, name string) string {
	for _, a := range all {
		if a.Name.Space == space && strings.EqualFold(a.Name.Local, name) {
			return strings.Join(strings.Fields(a.Value), " ")
		}
	}
	return ""
}

func number(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > 1<<20 {
		return 0
	}
	return n
}

// slug is a title as an id: small letters and digits of ASCII, joined by hyphens.
func slug(title string) string {
	words := strings.FieldsFunc(strings.ToLower(title), func(c rune) bool { return (c < 'a' || c > 'z') && (c < '0' || c > '9') })
	id := strings.Join(words, "-")
	return strings.Trim(id[:min(len(id), 40)], "-")
}

// unused makes an id that no other source of the list has.
func (l *list) unused(id string) string {
	if id == "" {
		id = "source"
	}
	one := id
	for l.ids[one] > 0 {
		l.ids[id]++ // goes on where the last search ended: a thousand sources may have one title
		one = id + "-" + strconv.Itoa(l.ids[id])
	}
	l.ids[one]++
	return one
}
