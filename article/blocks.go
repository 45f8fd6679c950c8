package article

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"github.com/parley-desk/parley/article/markup"
)

// block is one paragraph of a page: a run of text that nothing but inline elements parts.
type block struct {
	text       string
	linked     int // bytes of text that stand within links
	start, end int // bytes of the decoded page
	is         role
	box        *markup.Node // the element that it stands in
	level      int          // of a heading, 1 to 6; else 0
	item       bool         // of a list
	quoted     bool         // within a <blockquote>
	bold       bool         // begins and ends within <b> or <strong>
	table      bool
}

// place is where in a page the walk stands.
type place struct {
	is     role
	box    *markup.Node
	level  int
	link   bool
	item   bool
	quoted bool
}

// collector walks over a page and gathers its blocks.
type collector struct {
	leave  func(*markup.Node) bool // whether an element is left out
	roles  []role                  // by node
	blocks []block
	now    block
	text   strings.Builder
	space  bool
	filled bool // the block has begun
}

// collect gathers the blocks below top, but for the elements that leave names.
// roles tells by a node's index what it is.
func collect(top *markup.Node, roles []role, leave func(*markup.Node) bool) []block {
	c := collector{leave: leave, roles: roles}
	c.inside(top, place{box: top})
	c.end()
	return c.blocks
}

func (c *collector) inside(n *markup.Node, at place) {
	for child := n.First; child != nil; child = child.Next {
		if child.Name == "" {
			c.words(child, at)
		} else {
			c.element(child, at)
		}
	}
}

func (c *collector) element(n *markup.Node, at place) {
	switch {
	case n.Atom == atom.Script || n.Atom == atom.Head || n.Atom == atom.Title || c.leave(n):
		if !markup.Inline(n.Atom) {
			c.end()
		}
		return
	case n.Atom == atom.Br:
		c.end()
		return
	case n.Atom == atom.Sup && isMark(n):
		return
	case n.Atom == atom.Table && isData(n):
		c.table(n, at)
		return
	}
	at = at.within(n, c.roles[n.Index])
	if markup.Inline(n.Atom) {
		c.inside(n, at)
		return
	}
	c.end()
	c.inside(n, at)
	c.end()
}

// within is where the walk stands inside an element and what that is.
func (at place) within(n *markup.Node, is role) place {
	if markup.Inline(n.Atom) {
		at.link = at.link || n.Atom == atom.A
	} else {
		at.box = n
	}
	switch n.Atom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		at.level = int(n.Name[1] - '0')
	case atom.Li:
		at.item = true
	case atom.Blockquote:
		at.quoted = true
	}
	switch {
	case is == "" || is == bodyBox || is == out:
	case at.is == embed || at.is == correction: // the outer one counts
	case is == byline && at.is == caption:
	default:
		at.is = is
	}
	return at
}

// words adds a text to the block, runs of white space as one space; marks that cannot be seen are left out.
func (c *collector) words(n *markup.Node, at place) {
	before := c.text.Len()
	for _, r := range n.Text {
		switch {
		case isSpace(r):
			c.space = true
			continue
		case isInvisible(r):
			continue
		}
		if !c.filled {
			c.begin(n, at)
		}
		if c.space && c.text.Len() > 0 {
			c.text.WriteByte(' ')
		}
		c.space = false
		c.text.WriteRune(r)
	}
	if c.text.Len() == before {
		return
	}
	c.now.end = n.End
	if at.link {
		c.now.linked += c.text.Len() - before
	}
}

// begin opens a block at a text.
func (c *collector) begin(n *markup.Node, at place) {
	c.filled = true
	c.now = block{start: n.Start, is: at.is, box: at.box, level: at.level, item: at.item, quoted: at.quoted, bold: n.Within(atom.B, atom.Strong)}
}

// end closes the block.
func (c *collector) end() {
	if c.filled {
		c.now.text = c.text.String()
		c.blocks = append(c.blocks, c.now)
	}
	c.text.Reset()
	c.filled, c.space = false, false
}

func isSpace(r rune) bool {
	switch r {
	case ' ', '\n', '\t', '\r', '\f', '\v', '\u00a0', '\u2028', '\u2029', '\u200b', '\u202f', '\u2009', '\u3000', '\u0085':
		return true
	}
	return r >= '\u2000' && r <= '\u200a'
}

// isInvisible tells controls, soft hyphens, joiners, marks of direction and
// what was no character: none of them can be quoted or searched for.
func isInvisible(r rune) bool {
	switch {
	case r < ' ', r == 0x7f, r > 0x7f && r < 0xa0, r == '\u00ad', r == '\ufeff', r == utf8.RuneError:
		return true
	case r >= '\u200c' && r <= '\u200f', r >= '\u202a' && r <= '\u202e', r >= '\u2060' && r <= '\u206f':
		return true
	}
	return false
}

// isMark tells the mark of a footnote, a raised link or figure: "[1]", "*".
func isMark(n *markup.Node) bool {
	words := strings.Trim(n.Words(), "[]() ")
	if words == "" || len(words) > 3 {
		return words == ""
	}
	return strings.Trim(words, "0123456789*†‡") == "" && (n.Find(func(c *markup.Node) bool { return c.Atom == atom.A }) != nil || n.Within(atom.A))
}
