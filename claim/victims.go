package claim

import (
	"slices"
	"strings"
)

// NamesOfVictims lists by what names a record calls the private people who were harmed: every mention marked as a
// victim's, in text and headline, and every other of the same people and of those with the ids of more (nil for none);
// sorted, each once, as it stands and with single spaces.
func (r *Record) NamesOfVictims(more map[string]bool) []string {
	people, names := map[string]bool{}, []string(nil)
	mentions := slices.Concat(r.Names, r.TitleNames)
	for _, n := range mentions {
		if id, ok := n.Ref.(string); n.Victim && ok {
			people[id] = true
		}
	}
	hidden := func(id string) bool { return people[id] || more[id] }
	for _, n := range mentions {
		if id, ok := n.Ref.(string); n.Victim || ok && hidden(id) {
			names = append(names, n.Text, strings.Join(strings.Fields(n.Text), " "))
		}
	}
	for _, a := range r.Actors {
		if hidden(a.ID) {
			names = append(names, a.Name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
