package knowledge

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge/gazetteer"
)

// Dossier is all that the base knows of a name: everybody and everything that
// bears it, as of a day. It is laid out for people and for programs alike.
type Dossier struct {
	Name       string           `json:"name"`
	On         string           `json:"on,omitempty"` // the day asked about; empty for any
	Actors     []Portrait       `json:"actors,omitempty"`
	Power      *Power           `json:"stands_for,omitempty"`
	Nation     string           `json:"nation_of,omitempty"` // ISO 3166-1 alpha-3, of a demonym
	Places     []Located        `json:"places,omitempty"`    // likeliest first
	Bearers    int              `json:"places_in_all,omitempty"`
	Agreements []AgreementEntry `json:"agreements,omitempty"`
	Title      *Office          `json:"title,omitempty"` // what a title of an office tells of whoever bears it
	Codes      []Code           `json:"codes,omitempty"`
	Currencies []Currency       `json:"currencies,omitempty"`
	Units      []Unit           `json:"units,omitempty"`
	Calendar   []CalendarEntry  `json:"calendar,omitempty"`
	Within     []Near           `json:"part_of,omitempty"` // longer names that it is part of
	Near       []Near           `json:"near,omitempty"`    // where nothing bears the name: names spelt nearly so
}

// Portrait is an actor with all that stands in the tables of it.
type Portrait struct {
	ID        string           `json:"id"`
	Name      string           `json:"name"`
	Kind      claim.ActorKind  `json:"kind"`
	Names     []string         `json:"also_called,omitempty"`
	Country   string           `json:"country,omitempty"`
	Sector    string           `json:"sector,omitempty"`
	Office    string           `json:"office,omitempty"`
	SideOf    string           `json:"side_of,omitempty"`
	SideName  string           `json:"side_of_name,omitempty"`
	LastKnown string           `json:"last_known,omitempty"` // when an open term was last known to hold, of a later day
	AtWork    bool             `json:"at_work"`              // a row of the tables holds on the day
	Codes     *StateCodes      `json:"codes,omitempty"`
	Capital   string           `json:"capital,omitempty"`
	Seats     []string         `json:"seats,omitempty"`
	Demonyms  []string         `json:"demonyms,omitempty"`
	Outlet    *OutletPortrait  `json:"outlet,omitempty"`
	Terms     []Term           `json:"terms,omitempty"`
	Acting    []Represented    `json:"who_acts_for_it,omitempty"` // people in office for it on the day
	Signed    []AgreementEntry `json:"agreements,omitempty"`
}

// StateCodes are the codes of a state.
type StateCodes struct {
	ISO3  string `json:"iso3"`
	ISO2  string `json:"iso2"`
	GW    int    `json:"gleditsch_ward,omitempty"`
	CAMEO string `json:"cameo"`
}

// OutletPortrait is what the tables have of a news outlet.
type OutletPortrait struct {
	Owner   string   `json:"owner"`
	Agency  bool     `json:"agency,omitempty"`
	Credits []string `json:"credits,omitempty"`
	Hosts   []string `json:"hosts,omitempty"`
}

// Term is one row of an actor: what they were from when to when. From and To
// are ISO 8601 days, empty where open.
type Term struct {
	From   string          `json:"from,omitempty"`
	To     string          `json:"to,omitempty"`
	Kind   claim.ActorKind `json:"kind"`
	Office string          `json:"office,omitempty"`
	Sector string          `json:"sector"`
	SideOf string          `json:"side_of,omitempty"`
	Known  string          `json:"last_known,omitempty"`
	Source string          `json:"source,omitempty"`
	Row    string          `json:"row"` // file and line
	Holds  bool            `json:"holds"`
}

// Represented is somebody in office for an actor.
type Represented struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Office string `json:"office"`
	Known  string `json:"last_known,omitempty"`
}

// Power is the government for which a capital or building may stand.
type Power struct {
	Country string `json:"country"`
	Sector  string `json:"sector"`
}

// AgreementEntry is an agreement as the tables have it.
type AgreementEntry struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Names   []string `json:"also_called,omitempty"`
	Date    string   `json:"date"`
	Kind    string   `json:"kind"`
	Parties []string `json:"parties,omitempty"`
	Source  string   `json:"source,omitempty"`
	Row     string   `json:"row"`
}

// Located is a place that bears the name, with what ranks it before any report speaks.
type Located struct {
	Place
	Precision claim.PlacePrecision `json:"precision"`
	Extent    int                  `json:"extent_km,omitempty"`
	Share     float64              `json:"share"`               // chance of being meant where nothing else is known
	Why       []string             `json:"why"`                 // what raises it: "a country", "a capital", "169,176 people"
	Alternate bool                 `json:"alternate,omitempty"` // it is called so besides its name
	Names     []string             `json:"also_called,omitempty"`
	Row       string               `json:"row,omitempty"` // of a curated place
	Source    string               `json:"source,omitempty"`
}

// Known tells whether anything bears the name.
func (d *Dossier) Known() bool {
	return len(d.Actors) > 0 || d.Power != nil || d.Nation != "" || len(d.Places) > 0 || len(d.Agreements) > 0 || d.Title != nil || len(d.Codes) > 0 ||
		len(d.Currencies) > 0 || len(d.Units) > 0 || len(d.Calendar) > 0
}

// Know gathers all that is known of a name on a day (zero: any day). A name may
// also be an id ("PAK.ttp") or a code (of a state, an event, a sector, a unit).
func (b *Base) Know(name string, on time.Time) Dossier {
	name = strings.Join(strings.Fields(name), " ")
	d := Dossier{Name: name, Nation: b.nationOf(name), Codes: b.Codes(name), Currencies: b.Currencies(name), Units: b.Units(name), Calendar: b.inCalendars(name, on)}
	if !on.IsZero() {
		d.On = on.Format(time.DateOnly)
	}
	called := b.actorsCalled(name, on)
	for _, a := range called {
		d.Actors = append(d.Actors, b.portrait(a, on))
	}
	if iso, sector, ok := b.Seat(name); ok {
		d.Power = &Power{iso, sector}
	}
	d.Places, d.Bearers = b.located(name)
	for _, a := range b.Agreements(name) {
		d.Agreements = append(d.Agreements, a.entry())
	}
	words := strings.Fields(name)
	if o, n := b.Office(words); n == len(words) && n > 0 {
		d.Title = &o
	}
	if len(name) == 6 && len(d.Actors) > 0 {
		d.Codes = append(d.Codes, b.Codes(name[3:])...)
	}
	d.Within = b.longer(name, on, called)
	if !d.Known() && len(d.Within) == 0 {
		d.Near = b.near(name)
	}
	return d
}

// nationOf is the country of a demonym. A country's own name is its actor's.
func (b *Base) nationOf(name string) string {
	iso, _ := b.Nation(name)
	return iso
}

// actorsCalled are the actors of a name, an id or a state's code.
func (b *Base) actorsCalled(name string, on time.Time) []int {
	var found []int
	for _, a := range b.Actors(name, on) {
		if i := b.ids[a.ID]; !slices.Contains(found, i) {
			found = append(found, i)
		}
	}
	if i, ok := b.ids[name]; ok && !slices.Contains(found, i) {
		found = append(found, i)
	}
	for i := range b.actors {
		if n := b.actors[i].state; n >= 0 && b.states[n].hasCode(name) && !slices.Contains(found, i) {
			found = append(found, i)
		}
	}
	return found
}

// hasCode tells whether one of a state's codes is that, or begins a code of CAMEO's with a role behind it ("PAKMIL").
func (s *state) hasCode(code string) bool {
	return code == s.iso2 || code == s.cameo || len(code) == 6 && code[:3] == s.cameo || s.gw > 0 && code == strconv.Itoa(s.gw)
}

// portrait is all that stands of an actor, as of a day.
func (b *Base) portrait(i int, on time.Time) Portrait {
	a := &b.actors[i]
	now := a.on(on)
	p := Portrait{ID: a.id, Name: a.name, Kind: now.Kind, Names: unique(a.names, a.name), Country: now.Country, Sector: now.Sector, Office: now.Office, SideOf: now.SideOf,
		LastKnown: now.LastKnown, AtWork: a.fit(on) > 0}
	if s, ok := b.ids[now.SideOf]; ok {
		p.SideName = b.actors[s].name
	}
	if a.state >= 0 {
		s := &b.states[a.state]
		p.Codes, p.Capital, p.Seats, p.Demonyms = &StateCodes{s.iso3, s.iso2, s.gw, s.cameo}, s.capital, s.seats, s.demonyms
	}
	if o, ok := b.outlets[a.id]; ok {
		p.Outlet = &OutletPortrait{o.Owner, o.Agency, o.Credits, o.Hosts}
	}
	for k := range a.periods {
		p.Terms = append(p.Terms, a.periods[k].term(a.at(dayOf(on)) == &a.periods[k]))
	}
	if now.Kind != claim.ActorPerson {
		p.Acting = b.acting(a.id, on)
		p.Signed = b.signed(a.id)
	}
	return p
}

func (p *period) term(holds bool) Term {
	return Term{p.from.iso(), p.to.iso(), p.kind, p.office, p.sector, p.sideOf, p.known, p.source, p.row, holds}
}

// acting are those in office for an actor on a day; nobody where no day is asked about.
func (b *Base) acting(id string, on time.Time) []Represented {
	var all []Represented
	for i := range b.actors {
		a := &b.actors[i]
		if p := a.at(dayOf(on)); !on.IsZero() && p != nil && p.kind == claim.ActorPerson && p.sideOf == id {
			all = append(all, Represented{a.id, a.name, p.office, a.on(on).LastKnown})
		}
	}
	return all
}

// signed are the agreements to which an actor is a party, the latest first.
func (b *Base) signed(id string) []AgreementEntry {
	var all []AgreementEntry
	for _, a := range b.agreements {
		if slices.Contains(a.Parties, id) {
			all = append(all, a.entry())
		}
	}
	slices.SortStableFunc(all, func(x, y AgreementEntry) int { return cmp.Compare(y.Date, x.Date) })
	return all
}

func (a *Agreement) entry() AgreementEntry {
	return AgreementEntry{a.ID, a.Name, unique(a.Names, a.Name), a.Date, a.Kind, a.Parties, a.Source, a.row}
}

// unique leaves out what stands twice, and one name.
func unique(names []string, but string) []string {
	var out []string
	for _, n := range names {
		if n != but && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// mostLocated bounds the places that a dossier lists.
const mostLocated = 10

// located lists the likeliest places of a name, and tells how many bear it.
func (b *Base) located(name string) ([]Located, int) {
	all := b.candidates(nil, name)
	scores, shares := make([]float64, len(all)), make([]float64, len(all))
	for i := range all {
		scores[i] = tuned.prior * all[i].prior
	}
	softmax(scores, tuned.heat[len(tuned.heat)-1], shares)
	var found []Located
	for i, c := range all[:min(len(all), mostLocated)] {
		l := Located{Place: b.place(&c), Share: shares[i], Alternate: c.alt, Extent: b.extent(c), Why: b.standing(c)}
		l.Precision = precisionOf(l.Kind, l.Country, l.Extent)
		if c.source == fromFeature {
			f := &b.features[c.index]
			l.Names, l.Row, l.Source = f.names, f.row, f.source
		}
		found = append(found, l)
	}
	return found, len(all)
}

// standing says in words what a place has that ranks it among those of its name.
func (b *Base) standing(c candidate) []string {
	var why []string
	switch c.source {
	case fromState:
		return []string{"a country"}
	case fromFeature:
		return []string{"on our own list"}
	}
	at, n := b.gazetteer.Level(gazetteer.Ref(c.index))
	switch at {
	case gazetteer.Admin1:
		why = append(why, "a first-level region")
	case gazetteer.Admin2:
		why = append(why, "a second-level region")
	default:
		if rank, ok := seatWords[gazetteer.Codes[b.gazetteer.Code(n)]]; ok {
			why = append(why, rank)
		}
	}
	if people := b.gazetteer.Population(gazetteer.Ref(c.index)); people > 0 {
		why = append(why, Thousands(people)+" people")
	}
	if c.alt {
		why = append(why, "called so besides its name")
	}
	if len(why) == 0 {
		why = append(why, "population not known")
	}
	return why
}

// seatWords say what GeoNames' feature codes tell of a place's rank.
var seatWords = map[string]string{
	"PPLC": "a capital", "PPLA": "seat of a first-level region", "PPLA2": "seat of a second-level region", "PPLA3": "seat of a third-level region", "PPLA4": "seat of a fourth-level region",
	"PPLX": "a part of a town", "PPLQ": "abandoned", "PPLW": "destroyed", "PPLH": "a town of history", "PPLF": "a farm village", "STLMT": "an Israeli settlement",
}

// iso writes a day as ISO 8601, empty where it is open.
func (d day) iso() string {
	if d == 0 {
		return ""
	}
	return time.Date(int(d/10000), time.Month(d/100%100), int(d%100), 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}
