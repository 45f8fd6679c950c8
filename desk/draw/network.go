package draw

import (
	"cmp"
	"html/template"
	"slices"

	"github.com/parley-desk/parley/account"
)

// End is somebody at an end of a tie.
type End struct {
	ID, Name string
	Side     int // the party of the case that it is or acts for, counted from 1; 0 of none
}

// Tie is what one says of another.
type Tie struct {
	From, To End
	N        int    // how many statements
	Acts     string // of what sort: "accuse 3, deny 1"
	Href     string
	Cites    account.Cites
}

// Network is who speaks of whom: speakers on the left, those spoken of on the right.
type Network struct {
	Left, Right []Node
	Bands       []Band
	Height      float64
	Undrawn     int // ties that the picture leaves out
}

// Node is an end with its place.
type Node struct {
	End
	N int
	Y float64
}

// Band is a tie with the line it is drawn by, as wide as it is frequent.
type Band struct {
	Tie
	Y1, Y2, Wide float64
}

// Measures of the network.
const (
	nodeHigh  = 26.0
	mostNodes = 14
	thickest  = 14.0
)

// NetworkOf lays out the ties among those who speak most and are most spoken of.
func NetworkOf(ties []Tie) *Network {
	w := &Network{}
	w.Left = column(ties, func(t Tie) End { return t.From })
	w.Right = column(ties, func(t Tie) End { return t.To })
	most := 1
	for _, t := range ties {
		most = max(most, t.N)
	}
	for _, t := range ties {
		from, to := place(w.Left, t.From.ID), place(w.Right, t.To.ID)
		if from < 0 || to < 0 {
			w.Undrawn++
			continue
		}
		w.Bands = append(w.Bands, Band{Tie: t, Wide: max(1.2, thickest*float64(t.N)/float64(most))})
	}
	w.Left = reached(w.Left, w.Bands, func(t Tie) End { return t.From })
	w.Right = reached(w.Right, w.Bands, func(t Tie) End { return t.To })
	for i := range w.Bands {
		b := &w.Bands[i]
		b.Y1, b.Y2 = w.Left[place(w.Left, b.From.ID)].Y, w.Right[place(w.Right, b.To.ID)].Y
	}
	w.Height = nodeHigh*float64(max(len(w.Left), len(w.Right))) + nodeHigh
	return w
}

// column are the ends on one side, the most frequent first.
func column(ties []Tie, end func(Tie) End) []Node {
	var all []Node
	for _, t := range ties {
		e := end(t)
		i := place(all, e.ID)
		if i < 0 {
			i, all = len(all), append(all, Node{End: e})
		}
		all[i].N += t.N
	}
	slices.SortStableFunc(all, func(x, y Node) int { return cmp.Or(cmp.Compare(y.N, x.N), cmp.Compare(x.Name, y.Name)) })
	all = all[:min(len(all), mostNodes)]
	return all
}

// reached are the ends of a column that a tie which is drawn has, with their places.
func reached(all []Node, bands []Band, end func(Tie) End) []Node {
	all = slices.DeleteFunc(all, func(n Node) bool {
		return !slices.ContainsFunc(bands, func(b Band) bool { return end(b.Tie).ID == n.ID })
	})
	for i := range all {
		all[i].Y = nodeHigh * (float64(i) + 1)
	}
	return all
}

func place(nodes []Node, id string) int {
	return slices.IndexFunc(nodes, func(n Node) bool { return n.ID == id })
}

// SVG is the picture of the network.
func (w *Network) SVG() (template.HTML, error) { return picture("network", w) }

// Short is a name for the little room of a picture.
func (n Node) Short() string { return short(n.Name, 36) }
