package desk

import (
	"cmp"
	"fmt"
	"html/template"
	"maps"
	"slices"
	"strings"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/desk/draw"
)

// networkShown is who speaks of whom: the picture, and the same as lines.
type networkShown struct {
	*draw.Network
	Picture template.HTML
	Ties    []draw.Tie
	More    int // ties that are not listed
}

// tiesListed is how many ties the page lists.
const tiesListed = 40

// Network is who says what of whom.
func (v *visit) Network() (*networkShown, error) {
	ties := once(v.edition, "ties", v.ties)
	out := &networkShown{Network: draw.NetworkOf(ties), Ties: ties[:min(len(ties), tiesListed)]}
	out.More = len(ties) - len(out.Ties)
	var err error
	out.Picture, err = out.SVG()
	return out, err
}

// spokenOf gathers what one says of another.
type spokenOf struct {
	draw.Tie
	acts map[claim.Act]int
}

// ties counts the statements of each speaker that are aimed at somebody, the most first.
func (v *visit) ties() []draw.Tie {
	people := map[string]*whoLine{}
	for _, w := range v.people() {
		people[w.ID] = w
	}
	all := map[[2]string]*spokenOf{}
	for _, w := range v.people() {
		for _, item := range w.Said {
			v.aim(all, people, w, item)
		}
	}
	var out []draw.Tie
	for _, t := range all {
		t.Acts, t.Href = told(t.acts), v.First(t.Cites)
		out = append(out, t.Tie)
	}
	slices.SortFunc(out, func(x, y draw.Tie) int {
		return cmp.Or(cmp.Compare(y.N, x.N), cmp.Compare(x.From.ID, y.From.ID), cmp.Compare(x.To.ID, y.To.ID))
	})
	return out
}

// aim adds a statement to the ties with those whom it is about.
func (v *visit) aim(all map[[2]string]*spokenOf, people map[string]*whoLine, w *whoLine, item account.Item) {
	s, ok := item.Body.(*claim.Statement)
	if !ok {
		return
	}
	for _, target := range s.Target {
		if target.Actor == "" || target.Actor == w.ID {
			continue
		}
		key := [2]string{w.ID, target.Actor}
		t := all[key]
		if t == nil {
			t = &spokenOf{draw.Tie{From: v.endOf(people, w.ID), To: v.endOf(people, target.Actor), Cites: item.Cites()}, map[claim.Act]int{}}
			all[key] = t
		}
		t.N++
		t.acts[s.Act]++
		t.Cites = t.Cites.With(item.Cites())
	}
}

// endOf names somebody as the page of people does.
func (v *visit) endOf(people map[string]*whoLine, id string) draw.End {
	e := draw.End{ID: id, Name: v.Side(id).Name}
	if w := people[id]; w != nil {
		e.Name = w.Name
		e.Side = 1 + slices.IndexFunc(v.Case.Parties, func(p claim.Party) bool { return p.ID == w.SideID })
	}
	return e
}

// told counts acts in words, the most frequent first: "accuse 3, deny 1".
func told(acts map[claim.Act]int) string {
	names := slices.SortedFunc(maps.Keys(acts), func(a, b claim.Act) int { return cmp.Or(cmp.Compare(acts[b], acts[a]), cmp.Compare(a, b)) })
	var words []string
	for _, a := range names {
		words = append(words, fmt.Sprintf("%s %d", spaced(a), acts[a]))
	}
	return strings.Join(words, ", ")
}
