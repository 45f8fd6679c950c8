package article

import (
	"golang.org/x/net/html/atom"

	"github.com/parley-desk/parley/article/markup"
)

// region is where in a page its article stands.
type region struct {
	scope  *markup.Node          // the article with its headline, pictures and notes
	bodies map[*markup.Node]bool // within it, the boxes of its text; none where all of scope is
}

// find tells where the article stands: where the page's own words for it say so,
// if most running text stands there; else where running text is densest.
func (p *page) find(blocks []block) region {
	p.weigh(blocks)
	r := region{scope: p.scope()}
	bodies, mass := p.bodies(r.scope)
	switch {
	case mass*2 >= p.mass[r.scope.Index] && mass > 0:
		r.bodies = bodies
	case r.scope == p.root || r.scope.Atom == atom.Body || isMain(r.scope):
		r.bodies = map[*markup.Node]bool{p.densest(r.scope, blocks): true}
	}
	return p.withHeadline(r)
}

// withHeadline widens a region to the headline above it, where little else stands between.
func (p *page) withHeadline(r region) region {
	for _, h := range few(p.meta.h1) {
		if p.isGone(h) || h.Start > r.scope.Start || h.Below(r.scope) {
			continue
		}
		top := h
		for !r.scope.Below(top) {
			top = top.Parent
		}
		if p.mass[top.Index]*10 > p.mass[r.scope.Index]*15+teaserMass*10 {
			continue
		}
		if len(r.bodies) == 0 {
			r.bodies = map[*markup.Node]bool{r.scope: true}
		}
		r.scope = top
		break
	}
	return r
}

// scope is the page's <article> where one stands out, else its <main>, else its root.
func (p *page) scope() *markup.Node {
	top := p.root
	for _, n := range p.nodes {
		if isMain(n) && p.mass[n.Index]*2 >= p.mass[0] {
			top = n
			break
		}
	}
	var best *markup.Node
	for _, n := range p.nodes {
		if isArticle(n) && !p.gone[n.Index] && n.Below(top) && (best == nil || p.mass[n.Index] > 2*p.mass[best.Index]) {
			best = n // of several alike, the first: pages that scroll on set others below
		}
	}
	if best != nil && p.mass[best.Index]*10 >= p.mass[top.Index]*4 && p.mass[best.Index] > 0 {
		return best
	}
	return top
}

// bodies are the outermost boxes below top that the page calls the article's text, with their running text.
func (p *page) bodies(top *markup.Node) (found map[*markup.Node]bool, mass int) {
	found = map[*markup.Node]bool{}
	top.Each(func(n *markup.Node) bool {
		if p.gone[n.Index] {
			return false
		}
		if p.roles[n.Index] == bodyBox && p.mass[n.Index] > 0 {
			found[n] = true
			mass += p.mass[n.Index]
			return false
		}
		return true
	})
	return found, mass
}

// densest is the box below top in which running text is densest: paragraphs
// speak for the box that holds them, and half as much for the box around that
// (after Readability, Arc90 2009). It grows while what it takes in is mostly text.
func (p *page) densest(top *markup.Node, blocks []block) *markup.Node {
	score := map[*markup.Node]int{}
	chars, linked := map[*markup.Node]int{}, map[*markup.Node]int{}
	for i := range blocks {
		b := &blocks[i]
		if !b.box.Below(top) {
			continue
		}
		for at := b.box; at != nil && at != top; at = at.Parent {
			chars[at] += len(b.text)
			linked[at] += b.linked
		}
		if b.runs() {
			speak(score, b, top)
		}
	}
	best := top
	for i := range blocks { // in the order of the page, not of the map
		for at, steps := blocks[i].box, 0; at != nil && steps < 3; at, steps = at.Parent, steps+1 {
			if at.Below(top) && score[at] > score[best] {
				best = at
			}
		}
	}
	return p.grown(best, top, chars, linked)
}

// speak adds what a paragraph says for the boxes around it.
func speak(score map[*markup.Node]int, b *block, top *markup.Node) {
	weight := len(b.text)
	at := b.box
	if at.Atom == atom.P || at.Atom == atom.Li || at.Atom == atom.Blockquote {
		at = at.Parent
	}
	for share := 4; at != nil && share > 0; at, share = at.Parent, share/2 {
		score[at] += weight * share / 4
		if at == top {
			return
		}
	}
}

// grown widens a box while the boxes around it add text rather than links.
func (p *page) grown(best, top *markup.Node, chars, linked map[*markup.Node]int) *markup.Node {
	for at := best; at != top && at.Parent != nil && at.Parent != top; at = at.Parent {
		up := at.Parent
		more, links, mass := chars[up]-chars[best], linked[up]-linked[best], p.mass[up.Index]-p.mass[best.Index]
		if mass*8 > p.mass[best.Index] && links*3 < more && mass*2 > more {
			best = up
		}
	}
	return best
}

// has tells whether a block stands in the article's text.
func (r region) has(b *block) bool {
	if !b.box.Below(r.scope) {
		return false
	}
	if len(r.bodies) == 0 {
		return true
	}
	for at := b.box; at != nil; at = at.Parent {
		if r.bodies[at] {
			return true
		}
	}
	return false
}
