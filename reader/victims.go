package reader

import (
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/reader/draft"
)

// markVictims marks, in text and headline, every name of a private person who was harmed (codebook A9): of those
// to whom harm befell, whoever holds no public office. A word of such a name alone, that names nobody else, is marked too.
func markVictims(d *draft.Draft) {
	words := map[string]bool{}
	lists := [][]claim.Name{d.Names, d.TitleNames}
	for _, names := range lists {
		for i := range names {
			n := &names[i]
			if id, ok := n.Ref.(string); ok && slices.Contains(d.Harmed, id) && !slices.Contains(d.Public, id) {
				n.Victim = true
				for _, w := range strings.Fields(n.Text) {
					words[w] = true
				}
			}
		}
	}
	for _, names := range lists {
		for i := range names {
			if n := &names[i]; n.Ref == nil && n.Kind == claim.NamePerson && words[n.Text] {
				n.Victim = true
			}
		}
	}
}
