// Package markup turns the bytes of an HTML page into a tree that knows where
// in the page each of its nodes stands. It does so in time and memory in
// proportion to the page, however deep or broken its markup is: it knows which
// elements close which (HTML living standard, 13.2.6), but moves nothing about.
package markup

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Node is an element, or a run of text where Name is empty.
type Node struct {
	Atom atom.Atom // 0 for elements that HTML does not know
	Name string    // lower case; empty for text
	Attr []html.Attribute
	Text string // of text, references resolved; of a script of linked data, its source

	Start, End int // bytes of the page; of an element from its first tag to its last
	Index      int // in the order of the page, the root 0

	Parent, First, Last, Prev, Next *Node
}

// Get is an attribute's value without white space around it, "" where it has none.
func (n *Node) Get(name string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == name {
			return strings.TrimSpace(n.Attr[i].Val)
		}
	}
	return ""
}

// Has tells whether an element has an attribute, whatever its value.
func (n *Node) Has(name string) bool {
	for i := range n.Attr {
		if n.Attr[i].Key == name {
			return true
		}
	}
	return false
}

// Within tells whether n is, or stands below, an element of one of these kinds.
func (n *Node) Within(kinds ...atom.Atom) bool {
	for at := n; at != nil; at = at.Parent {
		for _, k := range kinds {
			if at.Atom == k {
				return true
			}
		}
	}
	return false
}

// Below tells whether n is top or stands below it.
func (n *Node) Below(top *Node) bool {
	for at := n; at != nil; at = at.Parent {
		if at == top {
			return true
		}
	}
	return false
}

// Each calls f for n and all below it, in the order of the page. Where f is
// false, what stands below that node is passed over.
func (n *Node) Each(f func(*Node) bool) {
	if !f(n) {
		return
	}
	for c := n.First; c != nil; c = c.Next {
		c.Each(f)
	}
}

// Find is the first element at or below n of which f is true, nil where there is none.
func (n *Node) Find(f func(*Node) bool) (found *Node) {
	n.Each(func(c *Node) bool {
		if found == nil && c.Name != "" && f(c) {
			found = c
		}
		return found == nil
	})
	return found
}

// maxWords is how much text Words looks at: who asks for more of it wants paragraphs.
const maxWords = 1 << 16

// Words are the words of the text at or below n, one space between them; of more than 64 kB, the first.
func (n *Node) Words() string {
	var b strings.Builder
	n.Each(func(c *Node) bool {
		if b.Len() > maxWords {
			return false
		}
		if c.Name == "" {
			b.WriteString(c.Text)
		} else if !Inline(c.Atom) {
			b.WriteByte(' ')
		}
		return c.Atom != atom.Script
	})
	return strings.Join(strings.Fields(b.String()), " ")
}

func (n *Node) append(c *Node) {
	c.Parent = n
	if n.Last == nil {
		n.First = c
	} else {
		n.Last.Next, c.Prev = c, n.Last
	}
	n.Last = c
}

// Inline tells whether an element stands within a line of text; every other one parts paragraphs.
func Inline(a atom.Atom) bool { return inline[a] }

var inline = set(atom.A, atom.Abbr, atom.Acronym, atom.B, atom.Bdi, atom.Bdo, atom.Big, atom.Cite, atom.Code, atom.Data, atom.Del, atom.Dfn, atom.Em, atom.Font,
	atom.I, atom.Img, atom.Ins, atom.Kbd, atom.Label, atom.Mark, atom.Meter, atom.Nobr, atom.Q, atom.S, atom.Samp, atom.Small, atom.Span,
	atom.Strike, atom.Strong, atom.Sub, atom.Sup, atom.Time, atom.Tt, atom.U, atom.Var, atom.Wbr)

func set(atoms ...atom.Atom) map[atom.Atom]bool {
	m := make(map[atom.Atom]bool, len(atoms))
	for _, a := range atoms {
		m[a] = true
	}
	return m
}
