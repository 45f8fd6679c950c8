package desk

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
)

// peoplePage is who stands in the reports, and what they said.
type peoplePage struct {
	Kinds, Sides choice
	Lines        []*whoLine
	Pager        pager
	Who          *whoLine // the one asked for, with all words
	Words        []saidLine
	WordsPager   pager
}

// whoLine is somebody, or a group, through all reports.
type whoLine struct {
	ID, Name, Office string
	Kind             claim.ActorKind
	SideID           string
	Reports          int
	Acts             int // events in which they take part
	Said             []account.Item
	Cites            account.Cites // of the first claim that names them
}

// Side0 is the id of the party whose they are; "" for none.
func (w *whoLine) Side0() string { return w.SideID }

// saidLine is something said.
type saidLine struct {
	account.Item
	Act   claim.Act
	Cites account.Cites
}

// Latest are the last few things said.
func (w *whoLine) Latest() []saidLine { return saidLines(w.Said[max(0, len(w.Said)-1):]) }

func saidLines(items []account.Item) []saidLine {
	var all []saidLine
	for i := len(items) - 1; i >= 0; i-- {
		line := saidLine{Item: items[i], Cites: items[i].Cites()}
		if s, ok := items[i].Body.(*claim.Statement); ok {
			line.Act = s.Act
		}
		all = append(all, line)
	}
	return all
}

// Limits of the page of people.
const (
	peopleOfPage  = 50
	sayingsOfPage = 40
)

func showPeople(v *visit) (any, error) {
	p := &peoplePage{}
	all := v.people()
	if id := v.req.FormValue("who"); id != "" {
		i := slices.IndexFunc(all, func(w *whoLine) bool { return w.ID == id })
		if i < 0 {
			return nil, notFound("No claim of this case names %q.", id)
		}
		p.Who = all[i]
		p.Words, p.WordsPager = paged(v, saidLines(p.Who.Said), sayingsOfPage)
		return p, nil
	}
	p.Kinds, all = choose(v, "kind", "Kind", all, func(w *whoLine) []string { return []string{string(w.Kind)} }, itself)
	p.Sides, all = choose(v, "side", "Side", all, func(w *whoLine) []string { return []string{cmp.Or(w.SideID, "others")} }, func(id string) string { return v.Side(id).Short })
	p.Lines, p.Pager = paged(v, all, peopleOfPage)
	return p, nil
}

// people gathers who speaks or takes part in anything, once an edition; who said most first.
func (v *visit) people() []*whoLine {
	return once(v.edition, "people", func() []*whoLine {
		all := map[string]*whoLine{}
		for _, c := range v.Reports() {
			seen := map[string]bool{}
			for i := range c.Rows {
				v.meet(all, seen, account.Item{Row: &c.Rows[i], Of: c})
			}
		}
		return slices.SortedFunc(maps.Values(all), func(a, b *whoLine) int {
			return cmp.Or(cmp.Compare(len(b.Said), len(a.Said)), cmp.Compare(b.Acts, a.Acts), cmp.Compare(b.Reports, a.Reports), cmp.Compare(a.ID, b.ID))
		})
	})
}

// meet notes who speaks or takes part in a claim.
func (v *visit) meet(all map[string]*whoLine, seen map[string]bool, item account.Item) {
	note := func(id string, said bool) {
		if id == "" {
			return
		}
		w := all[id]
		if w == nil {
			w = &whoLine{ID: id, Name: v.Side(id).Name, Cites: item.Cites()}
			all[id] = w
		}
		if !seen[id] {
			seen[id] = true
			w.Reports++
			v.introduce(w, item.Of)
		}
		if said {
			w.Said = append(w.Said, item)
		} else {
			w.Acts++
		}
	}
	switch b := item.Body.(type) {
	case *claim.Statement:
		for _, voice := range b.Voices() {
			note(voice.Actor, true)
		}
	case *claim.Event:
		for _, r := range slices.Concat(b.Actors, b.Recipients) {
			note(r.Actor, false)
		}
	case *claim.Meeting:
		for _, r := range slices.Concat(b.Parties, b.Roles) {
			note(r.Actor, false)
		}
	}
}

// introduce takes name, office and side from the latest report that knows them.
func (v *visit) introduce(w *whoLine, c *account.Contribution) {
	for _, a := range c.Actors {
		if a.ID == w.ID {
			w.Name, w.Kind, w.Office = cmp.Or(otherThan(a.ID, account.Called(a.Name)), w.Name), a.Kind, cmp.Or(a.Office, w.Office)
			w.SideID = cmp.Or(v.partyOf(a.ID, a.SideOf), w.SideID)
		}
	}
}

// partyOf is the party of the case that an actor is or acts for; "" for none.
func (v *visit) partyOf(ids ...string) string {
	for _, p := range v.Case.Parties {
		for _, id := range ids {
			if id != "" && (p.ID == id || slices.Contains(p.Also, id)) {
				return p.ID
			}
		}
	}
	return ""
}

// WhoLink is where all words of somebody stand.
func (v *visit) WhoLink(id string) string { return v.with("who", id) }

// sideName is the name of an actor or country, "" of none.
func (v *visit) sideName(id string) string {
	if id == "" {
		return ""
	}
	return v.Side(id).Name
}

// tablesOfPeople lists who said how much.
func tablesOfPeople(v *visit) ([]account.Table, error) {
	table := account.Table{Title: "People and groups", Columns: []string{"name", "id", "kind", "office", "side", "said", "took part in", "reports"}}
	for _, w := range v.people() {
		table.Lines = append(table.Lines, account.NewLine(w.Cites, w.Name, w.ID, string(w.Kind), w.Office, v.sideName(w.SideID), strconv.Itoa(len(w.Said)), strconv.Itoa(w.Acts), strconv.Itoa(w.Reports)))
	}
	return []account.Table{table}, nil
}
