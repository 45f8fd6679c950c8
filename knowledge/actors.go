package knowledge

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/parley-desk/parley/claim"
)

// state is a row of states.tsv.
type state struct {
	iso3, iso2, name string
	gw               int
	cameo            string
	capital          string
	seats, demonyms  []string
	lat, lon         float64
	geonames         int
	status           string
}

// seat is a capital or building that may stand for a government.
type seat struct {
	state  int
	sector string
}

// actor is whoever may act: names in the index, standings by period.
type actor struct {
	id, name string
	names    []string // other names
	state    int      // index into states, -1 for the rest
	periods  []period
}

// period is what an actor was for a time.
type period struct {
	from, to day // inclusive, 0 open
	kind     claim.ActorKind
	country  string
	sector   string
	office   string
	sideOf   string
	known    string // of an open period: when it was last known to hold, a year, month or day
	seen     day    // the last day of that
	source   string
	row      string // file and line
}

func (p *period) holds(d day) bool { return (p.from == 0 || p.from <= d) && (p.to == 0 || d <= p.to) }

// at is the period that holds a day; on no day the latest; nil where none holds.
func (a *actor) at(d day) *period {
	if d == 0 {
		return a.latest()
	}
	for i := range a.periods {
		if a.periods[i].holds(d) {
			return &a.periods[i]
		}
	}
	return nil
}

// latest is the period that began last.
func (a *actor) latest() *period {
	best := &a.periods[0]
	for i := range a.periods {
		if a.periods[i].from > best.from {
			best = &a.periods[i]
		}
	}
	return best
}

// fit ranks an actor as the bearer of a name on a day: 1 at work on it, 0 not.
func (a *actor) fit(on time.Time) int {
	if a.at(dayOf(on)) != nil {
		return 1
	}
	return 0
}

// on is the actor as of a day. A person out of office has none and acts for
// nobody; a group outside its known years keeps its latest standing.
func (a *actor) on(on time.Time) Actor {
	p := a.at(dayOf(on))
	office := p != nil
	if p == nil {
		p = a.latest()
	}
	out := Actor{ID: a.id, Name: a.name, Kind: p.kind, Country: p.country, Sector: p.sector, Office: p.office, SideOf: p.sideOf}
	if !office && p.kind == claim.ActorPerson {
		out.Office, out.SideOf, out.Sector = "", "", "ELI"
	} else if d := dayOf(on); p.known != "" && (d == 0 || d > p.seen) {
		out.LastKnown = p.known
	}
	return out
}

// loadStates reads the states: as actors, as nations, with their seats.
func (b *Base) loadStates(t *tables) error {
	rows, err := t.rows("states.tsv", "iso3", "iso2", "gw", "cameo", "name", "names", "demonyms", "capital", "seats", "lat", "lon", "geonames", "status")
	if err != nil {
		return err
	}
	for _, r := range rows {
		s, err := newState(r)
		if err != nil {
			return err
		}
		if _, ok := b.isos[s.iso3]; ok {
			return r.fail("the state %s stands twice", s.iso3)
		}
		i := len(b.states)
		b.states = append(b.states, s)
		b.isos[s.iso3], b.iso2[s.iso2] = i, i
		a := b.addActor(actor{id: s.iso3, name: s.name, names: r.list("names"), state: i, periods: []period{{kind: claim.ActorState, country: s.iso3, sector: "GOV", row: r.where()}}})
		b.addNames(entryActor, a, append(r.list("names"), s.name)...)
		b.addNames(entryNation, i, r.list("demonyms")...)
		b.addSeats(i, r)
	}
	return nil
}

// newState reads one state's row.
func newState(r row) (state, error) {
	s := state{iso3: r.get("iso3"), iso2: r.get("iso2"), name: r.get("name"), capital: r.get("capital"), cameo: r.get("cameo"), status: r.get("status"),
		seats: r.list("seats"), demonyms: r.list("demonyms")}
	if len(s.iso3) != 3 || len(s.iso2) != 2 || strings.ToUpper(s.iso3) != s.iso3 {
		return s, r.fail("iso3 and iso2 must be codes of ISO 3166-1")
	}
	if s.cameo == "" {
		s.cameo = s.iso3
	}
	if !strings.Contains("modt", s.status) || s.status == "" {
		return s, r.fail("status must be m, o, d or t")
	}
	var err error
	if s.lat, s.lon, err = r.point(); err != nil {
		return s, err
	}
	if s.geonames, err = r.number("geonames"); err != nil {
		return s, err
	}
	s.gw, err = r.number("gw")
	return s, err
}

// point reads the columns lat and lon, degrees.
func (r row) point() (lat, lon float64, err error) {
	lat, err = strconv.ParseFloat(r.get("lat"), 64)
	if err != nil || lat < -90 || lat > 90 {
		return 0, 0, r.fail("lat must be degrees from -90 to 90")
	}
	lon, err = strconv.ParseFloat(r.get("lon"), 64)
	if err != nil || lon < -180 || lon > 180 {
		return 0, 0, r.fail("lon must be degrees from -180 to 180")
	}
	return lat, lon, nil
}

// number reads a whole number, 0 where the cell is empty.
func (r row) number(column string) (int, error) {
	if r.get(column) == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(r.get(column))
	if err != nil || n < 0 {
		return 0, r.fail("%s must be a whole number", column)
	}
	return n, nil
}

// addSeats enters a state's capital and seats of power.
func (b *Base) addSeats(i int, r row) {
	names := r.list("seats")
	if c := r.get("capital"); c != "" {
		names = append(names, c)
	}
	for _, name := range names {
		sector := "GOV"
		if strings.HasSuffix(name, "*") {
			name, sector = strings.TrimSuffix(name, "*"), "MIL"
		}
		b.seats = append(b.seats, seat{i, sector})
		b.addNames(entrySeat, len(b.seats)-1, name)
	}
}

// addActor enters an actor and gives its index.
func (b *Base) addActor(a actor) int {
	b.actors = append(b.actors, a)
	b.ids[a.id] = len(b.actors) - 1
	return len(b.actors) - 1
}

// addNames enters names for a row.
func (b *Base) addNames(kind entryKind, index int, names ...string) {
	for _, name := range names {
		b.addName(name, kind, index)
	}
}

var groupKinds = []claim.ActorKind{claim.ActorArmedGroup, claim.ActorOrganization, claim.ActorGovernment, claim.ActorPeople}

// loadActors reads armed groups and organisations, which share their columns.
func (b *Base) loadActors(t *tables) error {
	for _, file := range []string{"groups.tsv", "organizations.tsv"} {
		rows, err := t.rows(file, "id", "name", "names", "kind", "country", "sector", "side_of", "from", "to", "source")
		if err != nil {
			return err
		}
		for _, r := range rows {
			p := period{kind: claim.ActorKind(r.get("kind"))}
			if !slices.Contains(groupKinds, p.kind) {
				return r.fail("kind must be one of %v, is %q", groupKinds, p.kind)
			}
			if err := b.addPeriod(t, r, p); err != nil {
				return err
			}
		}
	}
	return nil
}

// loadPeople reads people and their offices, a row a term.
func (b *Base) loadPeople(t *tables) error {
	rows, err := t.rows("people.tsv", "id", "name", "names", "country", "side_of", "sector", "office", "from", "to", "seen", "source")
	if err != nil {
		return err
	}
	for _, r := range rows {
		if !strings.HasPrefix(r.get("id"), "person:") {
			return r.fail("a person's id must begin with person:")
		}
		p := period{kind: claim.ActorPerson, office: r.get("office"), known: r.get("seen")}
		if (p.known == "") != (r.get("to") != "") {
			return r.fail("seen must say when an open term was last known to hold, and stand empty where the term has ended")
		}
		if _, p.seen, err = parseDay(p.known); err != nil {
			return r.fail("seen must be a year, month or day, is %q", p.known)
		}
		if err := b.addPeriod(t, r, p); err != nil {
			return err
		}
	}
	return nil
}

// addPeriod enters a row as a period of its actor, whose names stand in its first row.
func (b *Base) addPeriod(t *tables, r row, p period) error {
	var err error
	if p.from, p.to, err = r.days("from", "to"); err != nil {
		return err
	}
	p.country, p.sector, p.sideOf = r.get("country"), r.get("sector"), r.get("side_of")
	p.source, p.row = r.get("source"), r.where()
	if p.sideOf != "" {
		t.sided = append(t.sided, r)
	}
	if _, ok := b.isos[p.country]; !ok && p.country != "" {
		return r.fail("country must be an ISO 3166-1 alpha-3 code of states.tsv, is %q", p.country)
	}
	if !slices.Contains(claim.Sectors, p.sector) {
		return r.fail("sector must be one of PLOVER's, is %q", p.sector)
	}
	name := r.get("name")
	if name == "" {
		return r.fail("name must not be empty")
	}
	i, ok := b.ids[r.get("id")]
	if !ok {
		i = b.addActor(actor{id: r.get("id"), name: name, state: -1})
		b.addNames(entryActor, i, name)
	}
	if b.actors[i].name != name {
		return r.fail("%s is named %q in an earlier row", r.get("id"), b.actors[i].name)
	}
	b.addNames(entryActor, i, r.list("names")...)
	b.actors[i].names = append(b.actors[i].names, r.list("names")...)
	b.actors[i].periods = append(b.actors[i].periods, p)
	return nil
}

// checkSides holds that everybody acts for somebody who is known.
func (b *Base) checkSides(t *tables) error {
	for _, r := range t.sided {
		if _, ok := b.ids[r.get("side_of")]; !ok {
			return r.fail("side_of must be the id of a row, is %q", r.get("side_of"))
		}
	}
	return nil
}

// place is a state as a place.
func (s *state) place() Place {
	return Place{Name: s.name, Country: s.iso3, GeoNames: s.geonames, Lat: s.lat, Lon: s.lon, Kind: claim.PlaceCountry}
}
