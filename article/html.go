package article

import (
	"bytes"
	"strings"

	"github.com/parley-desk/parley/article/markup"
	"github.com/parley-desk/parley/claim"
)

// HTML makes a report of a page that was saved: its article's text, a paragraph
// a block, with what the page says of it. Menus, teasers of other stories, boxes
// that ask for something and readers' comments are left out. The encoding is the
// page's own. It takes time in proportion to the page, of whatever depth. data is not kept.
func HTML(data []byte) (claim.Report, error) {
	r, _, err := readPage(data, "text/html", "")
	return r, err
}

// IsHTML tells whether a document that nobody named begins as a page does.
func IsHTML(beginning []byte) bool {
	beginning = bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(beginning[:min(len(beginning), 256)], byteOrderMark), " \t\r\n"))
	return bytes.HasPrefix(beginning, []byte("<!doctype html")) || bytes.HasPrefix(beginning, []byte("<html"))
}

// readPage reads a page that was fetched from an address ("" where nobody knows) with
// the media type that its server gave.
func readPage(data []byte, contentType, fetched string) (claim.Report, *layout, error) {
	if f := knownButWide(data); f != nil {
		return claim.Report{}, nil, f
	}
	encoding, _ := encodingOf(data, contentType)
	source, err := decode(data, encoding)
	if err != nil {
		return claim.Report{}, nil, &Fault{Code: BadPage, Message: "the page's encoding is not known: save it as UTF-8", Cause: err}
	}
	p := newPage(source)
	r, l := p.report(fetched)
	if f := p.walled(&r); f != nil {
		return r, l, f
	}
	return r, l, written(r.Text)
}

// report puts the page together.
func (p *page) report(fetched string) (claim.Report, *layout) {
	r := p.meta.report()
	p.discard()
	blocks := p.left()
	where := p.find(blocks)
	r.Title = p.headline(where.scope, r.Outlet, blocks)
	date := p.published(firstOf(r.URL, fetched), blocks, where)
	r.Published, r.DateBasis = date.iso, date.basis
	if r.Updated = p.updated(blocks, where); r.Updated == r.Published {
		r.Updated = ""
	}
	live := p.entries(blocks, r.Published)
	if live != nil {
		blocks = p.left()
		where = p.around(where, live)
	}
	s := p.sift(blocks, where, r.Title)
	var byLine string
	r.Authors, byLine = p.authors(blocks, r.Outlet)
	r.Agency = firstOf(s.agency, byLine, p.supplier())
	r.Corrections = append(s.corrections, p.meta.linked.correction...)
	l := lay(p.units(s, live))
	r.Text, r.Parts = l.text.String(), l.all()
	r.Standfirst = p.summary(s, r.Text)
	r.Language = languageOf(r.Text, p.meta.linked.language, p.meta.lang, p.meta.said["og:locale"])
	return r, l
}

// around is the region of a liveblog: where its entries stand, besides the text above them.
func (p *page) around(r region, live []entry) region {
	for _, e := range live {
		if !e.box.Below(r.scope) {
			r.scope = p.root
		}
	}
	if len(r.bodies) == 0 && r.scope != p.root {
		return r
	}
	if r.bodies == nil {
		r.bodies = map[*markup.Node]bool{}
	}
	for _, e := range live {
		r.bodies[e.box] = true
	}
	return r
}

// supplier is the agency that a page's data name as the one that supplied the story.
func (p *page) supplier() string {
	for _, name := range append(p.meta.linked.sources, p.meta.first("agency")) {
		if a := agencyIn(name); a != "" {
			return a
		}
	}
	return ""
}

// summary is the line below the headline; where none is shown, what the page's data
// say in its place, unless they only repeat the text's beginning.
func (p *page) summary(s sifted, text string) string {
	if s.standfirst != nil {
		return s.standfirst.text
	}
	said := cleaned(firstOf(p.meta.linked.summary, p.meta.first("summary")))
	start := squeezed(strings.TrimRight(said, ".… "))
	if start == "" || strings.Contains(squeezed(cut(text, 4000)), start[:min(len(start), 60)]) {
		return ""
	}
	return said
}

// units sets what was sifted in the order of the text: the summary, the text, the captions.
// Where the page holds little and its data much more, the data's text stands instead.
func (p *page) units(s sifted, live []entry) []unit {
	body := p.bodyUnits(s, live)
	if linked := p.linkedUnits(); lengthOf(linked) > 2*lengthOf(body) {
		body = linked
	}
	var all []unit
	if s.standfirst != nil && len(body) > 0 {
		all = append(all, unitOf(s.standfirst, claim.PartStandfirst))
	}
	all = append(all, body...)
	for _, b := range s.captions {
		all = append(all, unitOf(b, claim.PartCaption))
	}
	return all
}

func unitOf(b *block, kind claim.PartKind) unit {
	return unit{kind: kind, text: b.text, start: b.start, end: b.end}
}

func (p *page) bodyUnits(s sifted, live []entry) (all []unit) {
	var post *markup.Node
	number := map[*markup.Node]int{}
	for i, e := range live {
		number[e.box] = i + 1
	}
	for _, b := range s.body {
		u := unitOf(b, kindOf(b))
		if u.entry = entryOf(b, number); u.entry > 0 {
			u.time = live[u.entry-1].time
		}
		before := post
		if post = nil; b.is == embed {
			post = embedBox(b.box)
		}
		if post != nil && post == before { // one post, several lines
			last := &all[len(all)-1]
			last.text, last.end = last.text+"\n"+u.text, u.end
			continue
		}
		all = append(all, u)
	}
	return all
}

// kindOf is the part that a block is of.
func kindOf(b *block) claim.PartKind {
	switch {
	case b.table:
		return claim.PartTable
	case b.is == embed:
		return claim.PartEmbed
	case b.level > 0 && len(b.text) < 200:
		return claim.PartHeadline
	}
	return claim.PartBody
}

// embedBox is the box of the post that a box stands in.
func embedBox(n *markup.Node) *markup.Node {
	for at := n; at != nil; at = at.Parent {
		if roleByName(at) == embed {
			return at
		}
	}
	return nil
}

// entryOf is the number of the entry that holds a block, counted from 1; 0 where none does.
func entryOf(b *block, number map[*markup.Node]int) int {
	for at := b.box; at != nil && len(number) > 0; at = at.Parent {
		if n := number[at]; n > 0 {
			return n
		}
	}
	return 0
}

// linkedUnits are the text, or the entries, that the page's data hold.
func (p *page) linkedUnits() (all []unit) {
	for i, u := range p.meta.linked.updates {
		for j, text := range append([]string{cleaned(u.headline)}, strings.Split(u.body, "\n\n")...) {
			kind := claim.PartBody
			if j == 0 {
				kind = claim.PartHeadline
			}
			if text != "" {
				all = append(all, unit{kind: kind, text: text, entry: i + 1, time: moment(u.time)})
			}
		}
	}
	if len(all) > 0 || p.meta.linked.body == "" {
		return all
	}
	for text := range strings.SplitSeq(p.meta.linked.body, "\n\n") {
		all = append(all, unit{kind: claim.PartBody, text: text})
	}
	return all
}

func lengthOf(units []unit) (n int) {
	for _, u := range units {
		n += len(u.text)
	}
	return n
}
