package markup

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// MaxDepth is how deep a tree grows. What stands deeper is kept as if its
// elements' tags were not there: no page that people read comes near.
const MaxDepth = 250

// Parse makes the tree of a page in UTF-8. It never fails: what is no markup
// is text. The root has no name of HTML's; page is not kept.
func Parse(page []byte) *Node {
	root := &Node{Name: "#page", End: len(page)}
	p := parser{tokens: html.NewTokenizer(bytes.NewReader(page)), open: []*Node{root}}
	for p.step() {
	}
	for _, n := range p.open {
		n.End = p.at
	}
	return root
}

// parser is a tree while it grows.
type parser struct {
	tokens *html.Tokenizer
	open   []*Node // elements that are open, the root first
	over   int     // elements that are open beyond MaxDepth
	at     int     // bytes read
	count  int     // nodes so far, the root not counted
}

// step takes in one token; false at the page's end.
func (p *parser) step() bool {
	kind := p.tokens.Next()
	start := p.at
	p.at += len(p.tokens.Raw())
	switch kind {
	case html.ErrorToken:
		return false
	case html.TextToken:
		p.text(string(p.tokens.Text()), start)
	case html.StartTagToken, html.SelfClosingTagToken:
		p.start(p.tokens.Token(), start)
	case html.EndTagToken:
		name, _ := p.tokens.TagName()
		p.end(atom.Lookup(name), string(name), start)
	}
	return true
}

func (p *parser) top() *Node { return p.open[len(p.open)-1] }

// put sets a node into the element that is open.
func (p *parser) put(n *Node) {
	p.count++
	n.Index = p.count
	p.top().append(n)
}

func (p *parser) text(words string, start int) {
	p.put(&Node{Text: words, Start: start, End: p.at})
}

// void are the elements without content (HTML, 13.1.2).
var void = set(atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta, atom.Param, atom.Source, atom.Track, atom.Wbr)

// unread are the elements whose content is no part of a page's words.
var unread = set(atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Math, atom.Iframe, atom.Object, atom.Canvas, atom.Select, atom.Textarea, atom.Noframes, atom.Noembed)

func (p *parser) start(t html.Token, start int) {
	n := &Node{Atom: t.DataAtom, Name: t.Data, Attr: t.Attr, Start: start, End: p.at}
	switch {
	case void[n.Atom]:
		p.implied(n.Atom, start)
		p.put(n)
		return
	case unread[n.Atom]:
		p.pass(n, t.Type == html.SelfClosingTagToken)
		return
	case t.Type == html.SelfClosingTagToken && n.Atom == 0: // <amp-img/>, <o:p/>
		p.put(n)
		return
	}
	p.implied(n.Atom, start)
	if len(p.open) >= MaxDepth {
		p.over++
		return
	}
	p.put(n)
	p.open = append(p.open, n)
}

// pass reads on to the end of an element whose words are not the page's.
// Scripts of linked data keep their source.
func (p *parser) pass(n *Node, whole bool) {
	if whole && (n.Atom == atom.Svg || n.Atom == atom.Math) {
		return
	}
	isData := n.Atom == atom.Script && isLinkedData(n.Get("type"))
	for depth := 1; depth > 0; {
		kind := p.tokens.Next()
		p.at += len(p.tokens.Raw())
		switch kind {
		case html.ErrorToken:
			depth = 0
		case html.TextToken:
			if isData {
				n.Text += string(p.tokens.Text())
			}
		case html.StartTagToken, html.EndTagToken:
			depth += p.deeper(kind, n.Atom)
		}
	}
	if isData {
		n.End = p.at
		p.put(n)
	}
}

// deeper is 1 for a start tag of an element of this kind, -1 for its end tag, else 0.
func (p *parser) deeper(kind html.TokenType, of atom.Atom) int {
	name, _ := p.tokens.TagName()
	switch {
	case atom.Lookup(name) != of:
		return 0
	case kind == html.StartTagToken:
		return 1
	}
	return -1
}

// isLinkedData tells the type of a script of JSON-LD.
func isLinkedData(kind string) bool {
	kind, _, _ = strings.Cut(strings.ToLower(kind), ";")
	return strings.TrimSpace(kind) == "application/ld+json"
}

// closedBy lists which open element a start tag ends, and what shields it.
var closedBy = map[atom.Atom]struct{ closes, shields map[atom.Atom]bool }{
	atom.Li:     {set(atom.Li), set(atom.Ul, atom.Ol, atom.Menu, atom.Table, atom.Td)},
	atom.Dt:     {set(atom.Dt, atom.Dd), set(atom.Dl, atom.Table, atom.Td)},
	atom.Dd:     {set(atom.Dt, atom.Dd), set(atom.Dl, atom.Table, atom.Td)},
	atom.Tr:     {set(atom.Tr), set(atom.Table)},
	atom.Td:     {set(atom.Td, atom.Th), set(atom.Tr, atom.Table)},
	atom.Th:     {set(atom.Td, atom.Th), set(atom.Tr, atom.Table)},
	atom.Tbody:  {set(atom.Tbody, atom.Thead, atom.Tfoot), set(atom.Table)},
	atom.Thead:  {set(atom.Tbody, atom.Thead, atom.Tfoot), set(atom.Table)},
	atom.Tfoot:  {set(atom.Tbody, atom.Thead, atom.Tfoot), set(atom.Table)},
	atom.Option: {set(atom.Option), set(atom.Select)},
	atom.A:      {set(atom.A), set(atom.Table, atom.Td, atom.Th, atom.Object)},
	atom.Body:   {set(atom.Head), set(atom.Html)},
}

// endsParagraph are the elements whose start ends a <p>.
var endsParagraph = set(atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Center, atom.Details, atom.Dialog, atom.Dir, atom.Div, atom.Dl, atom.Fieldset, atom.Figcaption,
	atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hgroup, atom.Hr, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.P, atom.Pre,
	atom.Section, atom.Summary, atom.Table, atom.Ul, atom.Li, atom.Dt, atom.Dd)

var (
	paragraph        = set(atom.P)
	shieldsParagraph = set(atom.Table, atom.Td, atom.Th, atom.Caption, atom.Button, atom.Object, atom.Html)
)

// implied ends the elements that a start tag ends without saying so.
func (p *parser) implied(by atom.Atom, at int) {
	if p.over > 0 {
		return
	}
	if endsParagraph[by] {
		p.closeUpTo(paragraph, shieldsParagraph, at)
	}
	if rule, ok := closedBy[by]; ok {
		p.closeUpTo(rule.closes, rule.shields, at)
	}
}

// closeUpTo ends the innermost open element of kinds, and what is open within
// it, unless a shield stands between.
func (p *parser) closeUpTo(kinds, shields map[atom.Atom]bool, at int) {
	for i := len(p.open) - 1; i > 0; i-- {
		switch a := p.open[i].Atom; {
		case kinds[a]:
			p.closeFrom(i, at)
			return
		case shields[a]:
			return
		}
	}
}

func (p *parser) closeFrom(i, at int) {
	for _, n := range p.open[i:] {
		n.End = at
	}
	p.open = p.open[:i]
}

// end takes in an end tag: the innermost open element of its name ends, with
// all that is open within it. An inline one does not end blocks.
func (p *parser) end(a atom.Atom, name string, start int) {
	if p.over > 0 {
		p.over--
		return
	}
	if a == atom.Br { // </br> is <br>, says the standard
		p.put(&Node{Atom: a, Name: name, Start: start, End: p.at})
		return
	}
	for i := len(p.open) - 1; i > 0; i-- {
		n := p.open[i]
		if n.Name == name {
			p.closeFrom(i, p.at)
			return
		}
		if inline[a] && a != atom.A && !inline[n.Atom] || tableCell[n.Atom] && a != atom.Table && a != atom.Tr {
			return
		}
	}
}

// tableCell shields what is open around a cell from what is closed within it.
var tableCell = set(atom.Td, atom.Th)
