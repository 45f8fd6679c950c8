package knowledge

import (
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// Outlet is a newspaper, broadcaster, site or news agency, with its owner.
type Outlet struct {
	ID      string // "org:dawn"
	Name    string
	Country string // ISO 3166-1 alpha-3 of its seat; empty where it has no one seat
	Owner   string // state, party, private, public, UN, community: who answers for it
	SideOf  string // id of the actor whose organ it is, where it is one
	Agency  bool   // its stories are carried by others
	Credits []string
	Hosts   []string // of its pages
}

var owners = []string{"state", "party", "private", "public", "UN", "community"}

// loadOutlets reads the outlets, as actors too.
func (b *Base) loadOutlets(t *tables) error {
	rows, err := t.rows("outlets.tsv", "id", "name", "names", "country", "owner", "side_of", "agency", "credits", "hosts", "source")
	if err != nil {
		return err
	}
	for _, r := range rows {
		o := Outlet{ID: r.get("id"), Name: r.get("name"), Country: r.get("country"), Owner: r.get("owner"), SideOf: r.get("side_of"),
			Agency: r.get("agency") == "yes", Credits: r.list("credits"), Hosts: r.list("hosts")}
		if !slices.Contains(owners, o.Owner) {
			return r.fail("owner must be one of %s, is %q", strings.Join(owners, ", "), o.Owner)
		}
		if _, ok := b.isos[o.Country]; !ok && o.Country != "" {
			return r.fail("country must be an ISO 3166-1 alpha-3 code of states.tsv, is %q", o.Country)
		}
		if o.SideOf != "" {
			t.sided = append(t.sided, r)
		}
		if _, ok := b.ids[o.ID]; ok {
			return r.fail("the id %s stands twice", o.ID)
		}
		i := b.addActor(actor{id: o.ID, name: o.Name, names: r.list("names"), state: -1,
			periods: []period{{kind: claim.ActorOrganization, country: o.Country, sector: "JRN", sideOf: o.SideOf, source: r.get("source"), row: r.where()}}})
		b.addNames(entryActor, i, append(r.list("names"), o.Name)...)
		b.outlets[o.ID] = o
	}
	return nil
}

// Outlet finds a news outlet or agency by any of its names; what stands in
// brackets behind the name ("Dawn (English)") is not part of it.
func (b *Base) Outlet(name string) (o Outlet, ok bool) {
	if i := strings.Index(name, " ("); i > 0 {
		name = name[:i]
	}
	b.bearers(name, func(e nameEntry) bool {
		if e.kind() == entryActor {
			o, ok = b.outlets[b.actors[e.index()].id]
		}
		return !ok
	})
	return o, ok
}
