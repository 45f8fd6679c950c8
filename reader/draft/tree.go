package draft

import (
	"iter"

	"github.com/parley-desk/parley/language"
)

// tree is what the stages ask of the dependency trees of a text, worked out
// once: the first and next dependents and the reach of every subtree.
type tree struct {
	child, next []int32 // first dependent; next dependent of the same governor; -1 where none
	first, end  []int32 // reach of the subtree, tokens [first, end)
	depth       []int32 // arcs to the root
}

// Grow reads the trees of the text as they stand in Doc. Whoever parses calls it
// before any stage asks for Children or Subtree. Linear time but for the depth of a tree.
func (d *Draft) Grow() {
	n := len(d.Doc.Tokens)
	flat := make([]int32, 5*n)
	d.tree = tree{child: flat[:n], next: flat[n : 2*n], first: flat[2*n : 3*n], end: flat[3*n : 4*n], depth: flat[4*n:]}
	t := &d.tree
	for i := range n {
		t.child[i], t.next[i] = -1, -1
		t.first[i], t.end[i] = int32(i), int32(i+1)
	}
	for i := n - 1; i >= 0; i-- {
		if h := d.Doc.Tokens[i].Head; h >= 0 {
			t.next[i], t.child[h] = t.child[h], int32(i)
		}
	}
	for _, s := range d.Doc.Sentences {
		if s.Parsed {
			d.reach(int(s.First), int(s.End))
		}
	}
}

// reach fills first, end and depth of the tokens [first, end) of one sentence:
// governors before dependents on the way down, dependents before governors on the way up.
func (d *Draft) reach(first, end int) {
	t := &d.tree
	order := make([]int32, 0, end-first)
	for i := first; i < end; i++ {
		if d.Doc.Tokens[i].Head < 0 {
			order = append(order, int32(i))
		}
	}
	for k := 0; k < len(order); k++ {
		for c := t.child[order[k]]; c >= 0; c = t.next[c] {
			t.depth[c] = t.depth[order[k]] + 1
			order = append(order, c)
		}
	}
	for k := len(order) - 1; k >= 0; k-- {
		if h := d.Doc.Tokens[order[k]].Head; h >= 0 {
			t.first[h] = min(t.first[h], t.first[order[k]])
			t.end[h] = max(t.end[h], t.end[order[k]])
		}
	}
}

// Children are the dependents of token i in order of the text.
func (d *Draft) Children(i int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for c := d.tree.child[i]; c >= 0; c = d.tree.next[c] {
			if !yield(int(c)) {
				return
			}
		}
	}
}

// Child is the first dependent of token i with one of the relations (a plain
// relation does not cover its subtypes), -1 where there is none.
func (d *Draft) Child(i int, rels ...language.Relation) int {
	for c := d.tree.child[i]; c >= 0; c = d.tree.next[c] {
		for _, r := range rels {
			if d.Doc.Tokens[c].Rel == r {
				return int(c)
			}
		}
	}
	return -1
}

// Subtree is the reach of the subtree of token i, tokens [first, end). A tree with
// crossing arcs may have gaps within.
func (d *Draft) Subtree(i int) (first, end int) {
	return int(d.tree.first[i]), int(d.tree.end[i])
}

// Depth is how many arcs lie between token i and the root of its sentence.
func (d *Draft) Depth(i int) int { return int(d.tree.depth[i]) }

// Under tells whether token i lies in the subtree of token top (or is it).
func (d *Draft) Under(i, top int) bool {
	for i >= 0 && d.tree.depth[i] > d.tree.depth[top] {
		i = int(d.Doc.Tokens[i].Head)
	}
	return i == top
}

// Head is the governor of token i, language.Root for a root, language.Unparsed outside a tree.
func (d *Draft) Head(i int) int { return int(d.Doc.Tokens[i].Head) }

// Rel is the relation of token i to its governor.
func (d *Draft) Rel(i int) language.Relation { return d.Doc.Tokens[i].Rel }

// Token is token i of the text.
func (d *Draft) Token(i int) *language.Token { return &d.Doc.Tokens[i] }
