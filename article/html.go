package article

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"

	"github.com/parley-desk/parley/claim"
)

// HTML makes a report of a simple page: what stands in its <article>, or else
// in <main>, or else in its body, a paragraph a block; title, outlet, address,
// authors and dates from its metadata. It reads tokens, not a tree, so a page
// of any depth takes linear time. The encoding is the page's own. data is not kept.
func HTML(data []byte) (claim.Report, error) {
	if f := known(data); f != nil {
		return claim.Report{}, f
	}
	decoded, err := charset.NewReader(bytes.NewReader(data), "text/html")
	if err != nil {
		return claim.Report{}, &Fault{Code: BadPage, Message: "the page's encoding is not known: save it as UTF-8", Cause: err}
	}
	p := page{tokens: html.NewTokenizer(decoded)}
	if err := p.read(); err != nil {
		return claim.Report{}, &Fault{Code: BadPage, Message: "the page breaks off: " + err.Error(), Cause: err}
	}
	r := p.report()
	if at := strings.IndexByte(r.Text, 0); at >= 0 {
		return r, nulFault("the page's text", at)
	}
	return r, written(r.Text)
}

// IsHTML tells whether a document that nobody named begins as a page does.
func IsHTML(beginning []byte) bool {
	beginning = bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(beginning[:min(len(beginning), 256)], byteOrderMark), " \t\r\n"))
	return bytes.HasPrefix(beginning, []byte("<!doctype html")) || bytes.HasPrefix(beginning, []byte("<html"))
}

// page is a page while its tokens are read.
type page struct {
	tokens *html.Tokenizer
	meta   metadata
	blocks []block
	block  strings.Builder
	space  bool // white space is due before the next word
	linked int  // bytes of the block that stand within links

	skip      atom.Atom // the element whose content is left out, 0 where none is
	skipDepth int       // elements of its name that are open
	article   int       // <article> elements that are open
	main      int       // <main> elements that are open
	link      bool
	heading   bool // within <h1> or <title>
	capture   *strings.Builder
}

// block is one paragraph of a page.
type block struct {
	text          string
	article, main bool
	links         bool // mostly links: a menu
}

// left are the elements that hold no words of the article itself.
var left = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Svg: true, atom.Math: true, atom.Iframe: true, atom.Object: true,
	atom.Nav: true, atom.Aside: true, atom.Footer: true, atom.Form: true, atom.Button: true, atom.Select: true, atom.Figure: true, atom.Dialog: true,
}

// flow are the elements that stand within a paragraph; every other one ends it.
var flow = map[atom.Atom]bool{
	atom.A: true, atom.Abbr: true, atom.B: true, atom.Bdi: true, atom.Bdo: true, atom.Big: true, atom.Cite: true, atom.Code: true, atom.Data: true, atom.Del: true, atom.Dfn: true, atom.Em: true, atom.Font: true,
	atom.I: true, atom.Img: true, atom.Ins: true, atom.Kbd: true, atom.Label: true, atom.Mark: true, atom.Meter: true, atom.Q: true, atom.S: true, atom.Samp: true, atom.Small: true, atom.Span: true,
	atom.Strong: true, atom.Sub: true, atom.Sup: true, atom.Time: true, atom.U: true, atom.Var: true, atom.Wbr: true, atom.Td: true, atom.Th: true, atom.Center: false,
}

// read goes over the page's tokens once.
func (p *page) read() error {
	for {
		switch p.tokens.Next() {
		case html.ErrorToken:
			p.end()
			if err := p.tokens.Err(); !errors.Is(err, io.EOF) {
				return err
			}
			return nil
		case html.TextToken:
			p.text(p.tokens.Text())
		case html.StartTagToken:
			p.open(p.tokens.Token(), false)
		case html.SelfClosingTagToken:
			p.open(p.tokens.Token(), true)
		case html.EndTagToken:
			name, _ := p.tokens.TagName()
			p.close(atom.Lookup(name))
		}
	}
}

func (p *page) open(t html.Token, whole bool) {
	switch {
	case p.skip != 0:
		if t.DataAtom == p.skip && !whole {
			p.skipDepth++
		}
		return
	case t.DataAtom == atom.Script && attribute(t, "type") == "application/ld+json":
		p.capture = &strings.Builder{}
		p.skip, p.skipDepth = t.DataAtom, 1
		return
	case left[t.DataAtom] && !whole:
		p.end()
		p.skip, p.skipDepth = t.DataAtom, 1
		return
	}
	p.meta.tag(t)
	if !flow[t.DataAtom] {
		p.end()
	}
	switch t.DataAtom {
	case atom.Article:
		p.article++
	case atom.Main:
		p.main++
	case atom.A:
		p.link = true
	case atom.Title, atom.H1:
		p.heading = true
	case atom.Td, atom.Th:
		p.space = true
	}
}

func (p *page) close(name atom.Atom) {
	if p.skip != 0 {
		if name == p.skip {
			p.skipDepth--
		}
		if p.skipDepth == 0 {
			p.skip = 0
			p.captured()
		}
		return
	}
	switch name {
	case atom.A:
		p.link = false
		return
	case atom.Title, atom.H1:
		p.meta.heading(name, p.block.String())
		p.heading = false
		p.drop()
		return
	}
	if !flow[name] {
		p.end()
	}
	switch name {
	case atom.Article:
		p.article = max(p.article-1, 0)
	case atom.Main:
		p.main = max(p.main-1, 0)
	}
}

// captured hands a finished script of linked data to the metadata.
func (p *page) captured() {
	if p.capture != nil {
		p.meta.linkedData(p.capture.String())
		p.capture = nil
	}
}

// text adds words to the paragraph, runs of white space as one space.
func (p *page) text(words []byte) {
	if p.skip != 0 {
		if p.capture != nil {
			p.capture.Write(words)
		}
		return
	}
	before := p.block.Len()
	for _, r := range string(words) {
		if r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\f' || r == '\u00a0' || r == '\u200b' {
			p.space = true
			continue
		}
		if p.space && p.block.Len() > 0 {
			p.block.WriteByte(' ')
		}
		p.space = false
		p.block.WriteRune(r)
	}
	if p.link {
		p.linked += p.block.Len() - before
	}
}

// end ends the paragraph.
func (p *page) end() {
	if p.heading {
		p.space = true // a block within a heading only parts its words
		return
	}
	if text := p.block.String(); text != "" {
		p.blocks = append(p.blocks, block{text, p.article > 0, p.main > 0, p.linked*2 > len(text)})
	}
	p.drop()
}

func (p *page) drop() {
	p.block.Reset()
	p.space, p.linked = false, 0
}

// report puts the page together.
func (p *page) report() claim.Report {
	r := p.meta.report()
	inArticle := func(b block) bool { return b.article }
	inMain := func(b block) bool { return b.main }
	anywhere := func(block) bool { return true }
	for _, within := range []func(block) bool{inArticle, inMain, anywhere} {
		if r.Text = joined(p.blocks, within); r.Text != "" {
			return r
		}
	}
	return r
}

// joined is the text of the paragraphs that lie within, without menus.
func joined(blocks []block, within func(block) bool) string {
	var text strings.Builder
	for _, b := range blocks {
		if !within(b) || b.links {
			continue
		}
		if text.Len() > 0 {
			text.WriteString("\n\n")
		}
		text.WriteString(b.text)
	}
	return text.String()
}

func attribute(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}
