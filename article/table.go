package article

import (
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/parley-desk/parley/article/markup"
)

// Cells of a table of data are short; where most of a table's words stand in
// cells longer than this (bytes), the table lays out the page.
const longCell = 220

// isData tells a table of data from one that lays out a page, as pages of the
// 1990s did: it has several rows and columns, no tables within, and short cells.
func isData(table *markup.Node) bool {
	if r := strings.ToLower(table.Get("role")); r == "presentation" || r == "none" || nests(table) {
		return false
	}
	rows, wide, long, short, fits := 0, 0, 0, 0, true
	each(table, atom.Tr, func(row *markup.Node) {
		rows++
		cells := 0
		eachCell(row, func(cell *markup.Node) {
			cells++
			if n := len(cell.Words()); n > longCell {
				long += n
			} else {
				short += n
			}
			fits = fits && cell.Find(isLayout) == nil
		})
		if cells > 1 {
			wide++
		}
	})
	return fits && rows > 1 && wide*2 > rows && long <= short
}

// nests tells whether a table holds another.
func nests(table *markup.Node) bool {
	return table.Find(func(n *markup.Node) bool { return n.Atom == atom.Table && n != table }) != nil
}

// isLayout tells what stands in no cell of a table of data.
func isLayout(n *markup.Node) bool {
	return n.Atom == atom.H1 || n.Atom == atom.Form || n.Atom == atom.Article
}

// each calls f for the elements of a kind below n, but for those within such elements or within tables below n.
func each(n *markup.Node, kind atom.Atom, f func(*markup.Node)) {
	for c := n.First; c != nil; c = c.Next {
		switch c.Atom {
		case kind:
			f(c)
		case atom.Table:
		default:
			each(c, kind, f)
		}
	}
}

func eachCell(row *markup.Node, f func(*markup.Node)) {
	for c := row.First; c != nil; c = c.Next {
		if c.Atom == atom.Td || c.Atom == atom.Th {
			f(c)
		}
	}
}

// table makes one block of a table of data: its caption, then a line for each row.
func (c *collector) table(n *markup.Node, at place) {
	c.end()
	var lines []string
	linked := 0
	each(n, atom.Caption, func(title *markup.Node) { lines = append(lines, cleaned(title.Words())) })
	each(n, atom.Tr, func(row *markup.Node) {
		var cells []string
		eachCell(row, func(cell *markup.Node) {
			words := cleaned(cell.Words())
			cells = append(cells, words)
			if cell.Find(func(x *markup.Node) bool { return x.Atom == atom.A }) != nil {
				linked += len(words)
			}
		})
		if line := strings.TrimRight(strings.Join(cells, " | "), " |"); line != "" {
			lines = append(lines, line)
		}
	})
	text := strings.Join(lines, "\n")
	if text != "" {
		c.blocks = append(c.blocks, block{text: text, linked: linked, start: n.Start, end: n.End, is: at.is, box: n, table: true})
	}
}

// cleaned is a text as a block has it: no marks that cannot be seen, runs of white space as one space.
func cleaned(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case isSpace(r):
			return ' '
		case isInvisible(r):
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}
