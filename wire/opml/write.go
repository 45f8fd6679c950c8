package opml

import (
	"encoding/xml"
	"io"
	"strconv"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// document is a list as OPML 2.0 has it.
type document struct {
	XMLName xml.Name  `xml:"opml"`
	Version string    `xml:"version,attr"`
	Space   string    `xml:"xmlns:parley,attr"`
	Title   string    `xml:"head>title"`
	Outline []outline `xml:"body>outline"`
}

type outline struct {
	Text    string `xml:"text,attr"`
	Title   string `xml:"title,attr,omitempty"`
	Type    string `xml:"type,attr"`
	XMLURL  string `xml:"xmlUrl,attr,omitempty"`
	URL     string `xml:"url,attr,omitempty"`
	ID      string `xml:"parley:id,attr"`
	Kind    string `xml:"parley:kind,attr,omitempty"`
	Outlet  string `xml:"parley:outlet,attr,omitempty"`
	Links   string `xml:"parley:links,attr,omitempty"`
	Every   string `xml:"parley:every,attr,omitempty"`
	Limit   string `xml:"parley:limit,attr,omitempty"`
	Private string `xml:"parley:private,attr,omitempty"`
	Paused  string `xml:"parley:paused,attr,omitempty"`
}

// Write writes sources as OPML 2.0 that any feed reader takes: feeds as feeds, other addresses
// as links. What OPML has no attribute for stands in a namespace of its own, so that Read gives the same
// sources again. Files and folders of this machine are left out.
func Write(out io.Writer, title string, sources []claim.Source) error {
	d := document{Version: "2.0", Space: space, Title: title}
	for _, s := range sources {
		if strings.HasPrefix(s.Address, "http:") || strings.HasPrefix(s.Address, "https:") {
			d.Outline = append(d.Outline, outlineOf(s))
		}
	}
	if _, err := io.WriteString(out, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(out)
	e.Indent("", "  ")
	if err := e.Encode(d); err != nil {
		return err
	}
	_, err := io.WriteString(out, "\n")
	return err
}

func outlineOf(s claim.Source) outline {
	o := outline{Text: s.Title, Title: s.Title, ID: s.ID, Outlet: s.Outlet, Links: s.Links,
		Every: unlessZero(s.Every), Limit: unlessZero(s.Limit), Private: ifTrue(s.Private), Paused: ifTrue(s.Paused)}
	if o.Text == "" {
		o.Text = s.Address // which OPML requires
	}
	if s.Kind == claim.SourceFeed || s.Kind == "" {
		o.Type, o.XMLURL = "rss", s.Address
		return o
	}
	o.Type, o.URL, o.Kind = "link", s.Address, string(s.Kind)
	return o
}

func unlessZero(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func ifTrue(b bool) string {
	if b {
		return "true"
	}
	return ""
}
