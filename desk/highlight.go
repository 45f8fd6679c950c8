package desk

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/parley-desk/parley/claim"
)

// piece is a stretch of text that the same marks lie on.
type piece struct {
	Text  string
	Start int   // in code points of the whole text
	Marks []int // indexes of the marks, the shortest first
	First []int // those of them that begin here
}

// highlight cuts a text into paragraphs, and these into pieces, at the ends of
// marks: nested and overlapping marks alike. The pieces of all paragraphs, with
// the line ends between them that are left out, are the text. Marks that do not
// lie in the text are left out.
func highlight(text string, marks []claim.Span) [][]piece {
	whole := claim.NewText(text)
	edges := edgesOf(whole.Len(), marks)
	var paragraphs [][]piece
	at := 0 // code points before the line
	for line := range strings.SplitSeq(text, "\n") {
		end := at + utf8.RuneCountInString(line)
		if strings.TrimSpace(line) != "" {
			paragraphs = append(paragraphs, piecesOf(whole, claim.Span{Start: at, End: end}, edges))
		}
		at = end + 1
	}
	return paragraphs
}

// edge is where marks begin or end, with those that lie on what follows.
type edge struct {
	at     int
	on     []int
	begins []int
}

// edgesOf sweeps over the marks.
func edgesOf(length int, marks []claim.Span) []edge {
	var at []int
	for _, m := range marks {
		if lies(m, length) {
			at = append(at, m.Start, m.End)
		}
	}
	slices.Sort(at)
	at = slices.Compact(at)
	order := make([]int, 0, len(marks)) // by length: the innermost first
	for i, m := range marks {
		if lies(m, length) {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(marks[a].Len(), marks[b].Len()) })
	edges := make([]edge, len(at))
	for i, a := range at {
		edges[i].at = a
	}
	for _, m := range order {
		first, _ := slices.BinarySearch(at, marks[m].Start)
		for e := first; at[e] < marks[m].End; e++ {
			edges[e].on = append(edges[e].on, m)
		}
		edges[first].begins = append(edges[first].begins, m)
	}
	return edges
}

func lies(m claim.Span, length int) bool { return m.Start >= 0 && m.Start < m.End && m.End <= length }

// piecesOf cuts one line.
func piecesOf(whole *claim.Text, line claim.Span, edges []edge) []piece {
	next, found := slices.BinarySearchFunc(edges, line.Start, func(e edge, at int) int { return cmp.Compare(e.at, at) })
	var on, begins []int
	if found {
		on, begins = edges[next].on, edges[next].begins
		next++
	} else if next > 0 {
		on = edges[next-1].on
	}
	var pieces []piece
	for at := line.Start; at < line.End; {
		end := line.End
		if next < len(edges) {
			end = min(end, edges[next].at)
		}
		words, _ := whole.Cut(claim.Span{Start: at, End: end}) // within the text
		pieces = append(pieces, piece{words, at, on, begins})
		if at = end; next < len(edges) && edges[next].at == at {
			on, begins = edges[next].on, edges[next].begins
			next++
		}
	}
	return pieces
}
