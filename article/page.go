package article

import (
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/parley-desk/parley/article/markup"
)

// page is a page as extraction sees it: its tree, and of each node by its index
// what it is, how much running text it holds, and whether it is left out.
type page struct {
	root   *markup.Node
	nodes  []*markup.Node
	roles  []role
	mass   []int  // bytes of running text at or below
	holds  []bool // the headline, an <article>, <main> or body stands at or below
	gone   []bool
	heads  []int // headings at or below
	quotes int   // set apart, seen so far
	meta   metadata
}

// running is the length in bytes from which a block that is not mostly links is running text.
const running = 40

// newPage makes a page of bytes in UTF-8.
func newPage(source []byte) *page {
	p := &page{root: markup.Parse(source)}
	p.root.Each(func(n *markup.Node) bool {
		p.nodes = append(p.nodes, n)
		return true
	})
	p.order()
	for _, n := range p.nodes {
		if n.Name != "" {
			p.roles[n.Index] = roleOf(n)
			p.meta.element(n)
		}
	}
	p.note()
	return p
}

// order sets the nodes by their indexes.
func (p *page) order() {
	size := len(p.nodes)
	p.roles, p.mass, p.holds, p.gone, p.heads = make([]role, size), make([]int, size), make([]bool, size), make([]bool, size), make([]int, size)
	for _, n := range append([]*markup.Node(nil), p.nodes...) {
		p.nodes[n.Index] = n
	}
}

// note marks what holds the headline or an article.
func (p *page) note() {
	for _, n := range p.nodes {
		for at := n; at != nil && isHeading(n); at = at.Parent {
			p.heads[at.Index]++
		}
		if n.Atom != atom.H1 && !isArticle(n) && !isMain(n) && p.roles[n.Index] != bodyBox {
			continue
		}
		for at := n; at != nil && !p.holds[at.Index]; at = at.Parent {
			p.holds[at.Index] = true
		}
	}
}

// isArticle tells an article by its element, its role, its type (schema.org) or the class that hAtom gave it.
func isArticle(n *markup.Node) bool {
	return n.Atom == atom.Article || strings.Contains(n.Get("class"), "hentry") || n.Get("role") == "article" || strings.HasSuffix(n.Get("itemtype"), "Article")
}

func isMain(n *markup.Node) bool { return n.Atom == atom.Main || n.Get("role") == "main" }

// weigh counts the running text of blocks for all that holds them; of a page without any, all text.
func (p *page) weigh(blocks []block) {
	clear(p.mass)
	if p.count(blocks, (*block).runs); p.mass[0] == 0 {
		p.count(blocks, func(b *block) bool { return b.linked*2 <= len(b.text) })
	}
}

func (p *page) count(blocks []block, counts func(*block) bool) {
	for i := range blocks {
		b := &blocks[i]
		if !counts(b) {
			continue
		}
		for at := b.box; at != nil; at = at.Parent {
			p.mass[at.Index] += len(b.text)
		}
	}
}

// runs tells running text from labels and links.
func (b *block) runs() bool { return len(b.text) >= running && b.linked*2 < len(b.text) }

// left gathers the blocks of what is not left out.
func (p *page) left() []block {
	return collect(p.root, p.roles, func(n *markup.Node) bool { return p.gone[n.Index] })
}

// discard leaves out the boxes that hold no words of the article.
func (p *page) discard() {
	p.weigh(p.left())
	p.disbelieve()
	p.root.Each(func(n *markup.Node) bool {
		if n.Name == "" || p.gone[n.Index] {
			return false
		}
		switch p.roles[n.Index] {
		case out, wall, unseen, comments:
			if p.shielded(n) {
				p.roles[n.Index] = ""
				return true
			}
			p.gone[n.Index] = true
			return false
		}
		return true
	})
	p.weigh(p.left())
	p.teasers()
}

// longLine is more running text than a byline, a caption or a line below a headline has.
const longLine = 900

// disbelieve forgets what names say of boxes that are too large for it: an
// article of class "author-jones" is no byline.
func (p *page) disbelieve() {
	for _, n := range p.nodes {
		switch p.roles[n.Index] {
		case byline, standfirst, caption, correction, quote:
			if p.mass[n.Index] > longLine || p.holds[n.Index] && n.Atom != atom.H1 && !isHeading(n) && p.mass[n.Index]*2 > p.mass[0] {
				p.roles[n.Index] = ""
			}
		}
	}
}

// shielded tells boxes that hold the article in spite of their names: a page
// may be one form, or its article stand in "content-with-sidebar".
func (p *page) shielded(n *markup.Node) bool {
	mass, total := p.mass[n.Index], p.mass[0]
	switch {
	case n.Atom == atom.Nav:
		return false
	case p.roles[n.Index] == unseen || !p.holds[0]:
		return mass*2 > total
	case p.holds[n.Index] && mass*10 >= total*3:
		return true
	}
	return p.roles[n.Index] == out && mass*10 >= total*7
}

// A box with a linked heading and no more running text than this is the teaser of another story.
const teaserMass = 350

// teasers leaves out boxes that announce other stories.
func (p *page) teasers() {
	for _, n := range p.nodes {
		if n.Atom != atom.H2 && n.Atom != atom.H3 && n.Atom != atom.H4 && n.Atom != atom.H5 || !isLinked(n) || p.isOwn(n) {
			continue
		}
		box := n
		for up := n.Parent; up != nil && up.Atom != atom.Body && p.mass[up.Index] <= teaserMass && p.roles[up.Index] != bodyBox && !isMain(up); up = up.Parent {
			if p.heads[up.Index] > 1 {
				break
			}
			box = up
		}
		if box != n || p.mass[n.Index] < teaserMass {
			p.gone[box.Index] = true
		}
	}
}

// isOwn tells the page's own headline, which may link to the page.
func (p *page) isOwn(n *markup.Node) bool {
	words := squeezed(n.Words())
	return len(words) > 8 && (strings.Contains(squeezed(p.meta.title), words) || strings.Contains(squeezed(p.meta.linked.headline), words) || strings.Contains(squeezed(p.meta.first("title")), words))
}

// isLinked tells a heading that is one link.
func isLinked(n *markup.Node) bool {
	words := len(n.Words())
	if n.Parent != nil && n.Parent.Atom == atom.A {
		return words > 0
	}
	link := n.Find(func(c *markup.Node) bool {
		return c.Atom == atom.A && c.Get("href") != "" && !strings.HasPrefix(c.Get("href"), "#")
	})
	return link != nil && len(link.Words())*10 >= words*9 && words > 0
}

func isHeading(n *markup.Node) bool {
	switch n.Atom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5:
		return true
	}
	return false
}
