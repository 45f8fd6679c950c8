package knowledge

import (
	"slices"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge/fold"
)

// Office is what a title tells of whoever bears it.
type Office struct {
	Title   string `json:"title"`    // "foreign minister"
	Sector  string `json:"sector"`   // PLOVER
	ActsFor string `json:"acts_for"` // state, group, organization or none
}

var actsFor = []string{"state", "group", "organization", "none"}

// loadOffices reads the titles of offices.
func (b *Base) loadOffices(t *tables) error {
	rows, err := t.rows("offices.tsv", "titles", "sector", "acts_for")
	if err != nil {
		return err
	}
	for _, r := range rows {
		o := Office{Sector: r.get("sector"), ActsFor: r.get("acts_for")}
		if !slices.Contains(claim.Sectors, o.Sector) || !slices.Contains(actsFor, o.ActsFor) {
			return r.fail("sector must be one of PLOVER's and acts_for one of %v", actsFor)
		}
		for _, title := range r.list("titles") {
			o.Title = title
			k := b.folder.Key(title)
			if _, ok := b.offices[k]; ok {
				return r.fail("the title %q stands twice", title)
			}
			b.offices[k] = o
		}
	}
	return nil
}

// Office gives the longest title with which the words begin ("foreign minister
// of Qatar" begins with "foreign minister") and its number of words; 0 where none.
// Titles are found in the singular and in the plural.
func (b *Base) Office(words []string) (o Office, n int) {
	var f fold.Name
	for i, word := range words {
		if b.folder.Add(&f, word); f.Long || f.Tokens() > maxTokens {
			break
		}
		found, ok := b.offices[f.Key()]
		if !ok && len(word) > 3 && word[len(word)-1] == 's' {
			found, ok = b.offices[b.singular(words[:i], word)]
		}
		if ok {
			o, n = found, i+1
		}
	}
	return o, n
}

// singular is the key of words whose last has lost its s.
func (b *Base) singular(before []string, last string) fold.Key {
	var f fold.Name
	for _, w := range before {
		b.folder.Add(&f, w)
	}
	b.folder.Add(&f, last[:len(last)-1])
	return f.Key()
}
