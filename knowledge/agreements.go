package knowledge

import (
	"cmp"
	"slices"
	"time"

	"github.com/parley-desk/parley/knowledge/fold"
)

// Agreement is an agreement, truce, resolution or process of talks.
type Agreement struct {
	ID      string // "doha-2020"
	Name    string
	Date    string // ISO 8601: the day, month or year of signing or adoption
	Parties []string
	Kind    string // peace, ceasefire, framework, withdrawal, exchange, border, treaty, resolution, process, law
	Names   []string
	Source  string
	row     string
	first   day
}

var agreementKinds = []string{"peace", "ceasefire", "framework", "withdrawal", "exchange", "border", "treaty", "resolution", "process", "law"}

// loadAgreements reads the agreements. Their names stand in an index of their
// own: they are neither actors nor places.
func (b *Base) loadAgreements(t *tables) error {
	rows, err := t.rows("agreements.tsv", "id", "name", "names", "date", "parties", "kind", "source")
	if err != nil {
		return err
	}
	for _, r := range rows {
		a := Agreement{ID: r.get("id"), Name: r.get("name"), Date: r.get("date"), Parties: r.list("parties"), Kind: r.get("kind"), Names: r.list("names"), Source: r.get("source"), row: r.where()}
		if a.first, _, err = parseDay(a.Date); err != nil || a.first == 0 {
			return r.fail("date must be a year, month or day, is %q", a.Date)
		}
		if !slices.Contains(agreementKinds, a.Kind) {
			return r.fail("kind must be one of %v, is %q", agreementKinds, a.Kind)
		}
		for _, p := range a.Parties {
			if _, ok := b.ids[p]; !ok {
				return r.fail("parties must be ids of actors, has %q", p)
			}
		}
		if slices.ContainsFunc(b.agreements, func(o Agreement) bool { return o.ID == a.ID }) {
			return r.fail("the id %s stands twice", a.ID)
		}
		b.agreements = append(b.agreements, a)
		for _, name := range append(r.list("names"), a.Name) {
			k := b.folder.Key(name)
			b.agreementAt[k] = append(b.agreementAt[k], int32(len(b.agreements)-1))
		}
	}
	return nil
}

// Agreements gives all agreements that bear a name, the latest first.
func (b *Base) Agreements(name string) []Agreement {
	at := b.agreementAt[b.folder.Key(name)]
	if len(at) == 0 {
		at = b.agreementAt[b.folder.Key(trimArticle(name))]
	}
	var found []Agreement
	for _, i := range at {
		found = append(found, b.agreements[i])
	}
	slices.SortStableFunc(found, func(x, y Agreement) int { return cmp.Compare(y.first, x.first) })
	return found
}

// Agreement picks the agreement that a name means in a report of a day on some
// parties: of those signed by then the one that most of the parties signed,
// then the latest. A zero day means any.
func (b *Base) Agreement(name string, on time.Time, parties ...string) (Agreement, bool) {
	best, most := -1, -1
	found := b.Agreements(name)
	for i, a := range found {
		if d := dayOf(on); d != 0 && a.first > d {
			continue
		}
		n := 0
		for _, p := range parties {
			if slices.Contains(a.Parties, p) {
				n++
			}
		}
		if n > most {
			best, most = i, n
		}
	}
	if best < 0 {
		return Agreement{}, false
	}
	return found[best], true
}

// LongestAgreement gives how many of the words from the first on make the
// longest name of an agreement; 0 where none.
func (b *Base) LongestAgreement(words []string) int {
	var f fold.Name
	longest := 0
	for n, word := range words {
		if b.folder.Add(&f, word); f.Long || f.Tokens() > maxTokens {
			break
		}
		if f.Upper > 0 && !f.Dangling() && len(b.agreementAt[f.Key()]) > 0 {
			longest = n + 1
		}
	}
	return longest
}
