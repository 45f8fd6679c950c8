package main

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge"
	"github.com/parley-desk/parley/knowledge/calendar"
	"github.com/parley-desk/parley/sheet"
)

// dossierPrinter lays out what is known of a name for people.
type dossierPrinter struct {
	*sheet.Lines
	base *knowledge.Base
}

// The columns at which facts stand, and how many of a long list are shown.
const (
	factColumn = 14 // of places
	factText   = 18 // of labelled facts
	longList   = 12
)

func (p *dossierPrinter) print(d *knowledge.Dossier) {
	p.Line(0, sheet.Bold, d.Name)
	if d.On != "" {
		p.Line(0, sheet.Dim, "as of "+longDay(d.On))
	}
	for i := range d.Actors {
		p.actor(&d.Actors[i], d.On)
	}
	if d.Power != nil {
		p.Heading("Seat of power", "")
		p.Line(2, sheet.Body, "“"+d.Name+" said” stands for "+p.base.CountryName(d.Power.Country)+" ("+d.Power.Country+", "+d.Power.Sector+")")
	}
	if d.Nation != "" && len(d.Actors) == 0 {
		p.Heading("Nation", "")
		p.Line(2, sheet.Body, "of "+p.base.CountryName(d.Nation)+" ("+d.Nation+")")
	}
	p.places(d)
	p.agreements("Agreement", d.Agreements)
	p.title(d)
	p.codes(d.Codes)
	p.money(d)
	p.calendar(d.Calendar)
	p.others(d)
}

var actorHeadings = map[claim.ActorKind]string{
	claim.ActorState: "State", claim.ActorGovernment: "Government", claim.ActorArmedGroup: "Armed group", claim.ActorOrganization: "Organization", claim.ActorPerson: "Person", claim.ActorPeople: "People",
}

// actor writes one actor.
func (p *dossierPrinter) actor(a *knowledge.Portrait, on string) {
	heading := actorHeadings[a.Kind]
	if a.Outlet != nil {
		heading = "Outlet"
	}
	p.Heading(heading, a.ID)
	p.Line(2, sheet.Bold, a.Name)
	p.fact("now", p.standing(a, on))
	p.fact("also called", list(a.Names))
	if s := a.Codes; s != nil {
		p.fact("codes", "ISO "+s.ISO3+", "+s.ISO2+"; CAMEO "+s.CAMEO+when(s.GW > 0, "; Gleditsch-Ward "+strconv.Itoa(s.GW)))
		p.fact("capital", a.Capital+when(len(a.Seats) > 0, "; stands for it too: "+list(powers(a.Seats))))
		p.fact("its people", list(a.Demonyms))
	} else {
		p.fact("country", p.base.CountryName(a.Country))
		p.fact("sector", p.sector(a.Sector))
	}
	if o := a.Outlet; o != nil {
		p.fact("owner", o.Owner+when(o.Agency, "; an agency whose stories others carry"))
		p.fact("pages", list(o.Hosts))
	}
	p.terms(a)
	p.acting(a)
	p.signed(a)
}

// standing says what an actor is on the day, and how surely.
func (p *dossierPrinter) standing(a *knowledge.Portrait, on string) string {
	side := when(a.SideOf != "", "acts for "+cmp.Or(a.SideName, a.SideOf)+" ("+a.SideOf+")")
	switch {
	case a.Kind == claim.ActorState:
		return ""
	case a.Kind != claim.ActorPerson:
		return side
	case on != "" && !a.AtWork:
		return "no office known on that day"
	case a.LastKnown != "" && on != "":
		return a.Office + ", " + side + " – in office as last known in " + shortDay(a.LastKnown) + "; not looked at since"
	case a.LastKnown != "":
		return a.Office + ", " + side + " – as last known in " + shortDay(a.LastKnown)
	}
	return strings.TrimSuffix(a.Office+", "+side, ", ")
}

// powers are seats of power, those that stand for the military marked in words.
func powers(seats []string) []string {
	var out []string
	for _, s := range seats {
		if name, military := strings.CutSuffix(s, "*"); military {
			s = name + " (military)"
		}
		out = append(out, s)
	}
	return out
}

// terms writes an actor's rows.
func (p *dossierPrinter) terms(a *knowledge.Portrait) {
	if len(a.Terms) == 1 && a.Kind != claim.ActorPerson {
		t := a.Terms[0]
		p.fact("years", when(t.From != "" || t.To != "", span(&t)))
		p.fact("source", t.Source)
		p.fact("row", t.Row)
		return
	}
	for i := range a.Terms {
		t := &a.Terms[i]
		what := []string{cmp.Or(t.Office, strings.ToLower(actorHeadings[t.Kind]))}
		for _, part := range []string{when(t.SideOf != "", "for "+t.SideOf), t.Sector, t.Source, t.Row} {
			if part != "" {
				what = append(what, part)
			}
		}
		how := sheet.Dim
		if t.Holds {
			how = sheet.Bold
		}
		p.Row(2, how, span(t), 29, strings.Join(what, " · "))
	}
}

// span writes when a term was.
func span(t *knowledge.Term) string {
	if t.From == "" && t.To == "" {
		return "any time" + when(t.Known != "", ", known "+t.Known)
	}
	return cmp.Or(t.From, "…") + " – " + cmp.Or(t.To, when(t.Known != "", "known "+t.Known), "…")
}

// acting writes who is in office for an actor.
func (p *dossierPrinter) acting(a *knowledge.Portrait) {
	var names []string
	for _, r := range a.Acting {
		names = append(names, r.Name+" ("+r.Office+when(r.Known != "", ", as last known in "+shortDay(r.Known))+")")
	}
	p.fact("in office", list(names))
}

func (p *dossierPrinter) signed(a *knowledge.Portrait) {
	var names []string
	for _, s := range a.Signed {
		names = append(names, s.Name+" ("+s.Date+")")
	}
	p.fact("party to", list(names))
}

// places writes the places that bear the name.
func (p *dossierPrinter) places(d *knowledge.Dossier) {
	if len(d.Places) == 0 {
		return
	}
	note := ""
	if d.Bearers > 1 {
		note = fmt.Sprintf("%d bear the name; without a report the shares are the chances", d.Bearers)
	}
	p.Heading("Place", note)
	for i := range d.Places {
		l := &d.Places[i]
		p.Row(2, sheet.Bold, fmt.Sprintf("%9s", percent(l.Share)), factColumn, l.Name+" – "+whatAndWhere(p.base, &l.Place))
		facts := append([]string{}, l.Why...)
		facts = append(facts, fmt.Sprintf("%.4f, %.4f", l.Lat, l.Lon)+when(l.Extent > 0, fmt.Sprintf(", extent %d km", l.Extent)))
		facts = append(facts, when(l.GeoNames > 0, "GeoNames "+strconv.Itoa(l.GeoNames)), when(l.Precision != claim.PreciseExact, "precision "+string(l.Precision)), l.Source, l.Row)
		p.Line(factColumn, sheet.Dim, strings.Join(full(facts), " · "))
		if len(l.Names) > 0 {
			p.Line(factColumn, sheet.Dim, "also called "+list(l.Names))
		}
	}
	if more := d.Bearers - len(d.Places); more > 0 {
		p.Line(factColumn, sheet.Dim, fmt.Sprintf("and %d more", more))
	}
}

// agreements writes agreements under a heading.
func (p *dossierPrinter) agreements(heading string, all []knowledge.AgreementEntry) {
	for i := range all {
		a := &all[i]
		p.Heading(heading, a.ID)
		p.Line(2, sheet.Bold, a.Name)
		p.fact("date", a.Date)
		p.fact("kind", a.Kind)
		var parties []string
		for _, id := range a.Parties {
			parties = append(parties, p.base.NameOf(id)+" ("+id+")")
		}
		p.fact("parties", list(parties))
		p.fact("also called", list(a.Names))
		p.fact("source", a.Source)
		p.fact("row", a.Row)
	}
}

func (p *dossierPrinter) title(d *knowledge.Dossier) {
	if d.Title == nil {
		return
	}
	p.Heading("Title of an office", "")
	p.Line(2, sheet.Body, "whoever bears it has sector "+p.sector(d.Title.Sector)+"; it acts for "+map[string]string{
		"state": "the state that the words name", "group": "the group that the words name", "organization": "the body that the words name", "none": "nobody but the person"}[d.Title.ActsFor])
}

// codes writes what codes mean.
func (p *dossierPrinter) codes(codes []knowledge.Code) {
	for i := range codes {
		c := &codes[i]
		p.Heading(c.System, when(c.Of != "", "of "+c.Of))
		p.Line(2, sheet.Bold, c.Code+when(c.Name != "", " – "+c.Name))
		p.fact("means", c.Means)
		p.fact("PLOVER", strings.TrimSpace(c.Type+" "+c.Mode))
		p.fact("sector", p.sector(c.Sector))
		p.fact(map[string]string{knowledge.PLOVERType: "modes", knowledge.ACLEDType: "sub-types", knowledge.CAMEOEvent: "codes under it"}[c.System], strings.Join(c.Under, ", "))
		p.fact(map[string]string{knowledge.SectorTable: "CAMEO role"}[c.System], when(c.System == knowledge.SectorTable, strings.Join(c.Like, ", ")))
		p.fact("CAMEO", when(c.System != knowledge.SectorTable, strings.Join(c.Like, ", ")))
	}
}

func (p *dossierPrinter) money(d *knowledge.Dossier) {
	for _, c := range d.Currencies {
		p.Heading("Currency", c.Code)
		p.fact("names", list(c.Names))
		p.fact("signs", list(c.Signs))
		var of []string
		for _, iso := range c.Countries {
			of = append(of, p.base.CountryName(iso))
		}
		p.fact("of", list(of))
	}
	for _, u := range d.Units {
		p.Heading("Unit", u.Code)
		p.fact("measures", u.Kind)
		p.fact("names", list(u.Names))
		p.fact("signs", list(u.Signs))
	}
}

var calendarNames = map[calendar.System]string{calendar.Hijri: "the Hijri calendar (lunar)", calendar.Solar: "the Solar Hijri calendar of Iran and Afghanistan"}

// calendar writes months, feasts and days of other calendars.
func (p *dossierPrinter) calendar(entries []knowledge.CalendarEntry) {
	for _, e := range entries {
		p.Heading("Calendar", "")
		p.Line(2, sheet.Bold, when(e.Day > 0, strconv.Itoa(e.Day)+" of month ")+when(e.Day == 0, "month ")+strconv.Itoa(e.Month)+" of "+calendarNames[e.Calendar]+" – "+e.Name)
		p.fact("also called", list(e.Names))
		switch e.Start {
		case "":
			p.fact("when", "give --on DAY or a year of that calendar to see the days")
		case e.End:
			p.fact("in "+strconv.Itoa(e.Year), longDay(e.Start)+when(e.Slack > 0, ", as reckoned; kept up to a day earlier or later"))
		default:
			p.fact("in "+strconv.Itoa(e.Year), longDay(e.Start)+" to "+longDay(e.End)+when(e.Slack > 0, ", as reckoned; either end up to a day off"))
		}
	}
}

// others says where nothing is known, and which names are near or longer.
func (p *dossierPrinter) others(d *knowledge.Dossier) {
	if !d.Known() {
		p.Blank()
		p.Line(0, sheet.Body, "Nothing is known under this name. In a report it would still be found and kept, unresolved.")
	}
	p.near("Part of longer names", d.Within)
	p.near("Names spelt nearly so", d.Near)
}

func (p *dossierPrinter) near(heading string, names []knowledge.Near) {
	if len(names) == 0 {
		return
	}
	p.Heading(heading, "")
	for _, n := range names {
		p.Row(2, sheet.Body, n.Name, 34, n.What)
	}
}

// fact writes one labelled fact, nothing where there is none.
func (p *dossierPrinter) fact(label, text string) {
	if text != "" && label != "" {
		p.Row(2, sheet.Dim, label, factText, text)
	}
}

// sector is a sector's code with its name.
func (p *dossierPrinter) sector(code string) string {
	for _, c := range p.base.Codes(code) {
		if c.System == knowledge.SectorTable && code != "" {
			return code + " (" + c.Name + ")"
		}
	}
	return code
}

// when is a text under a condition.
func when(holds bool, text string) string {
	if holds {
		return text
	}
	return ""
}

// list writes names in a row, a long list cut off with how many more there are.
func list(names []string) string {
	if more := len(names) - longList; more > 1 {
		return strings.Join(names[:longList], "; ") + fmt.Sprintf("; and %d more", more)
	}
	return strings.Join(names, "; ")
}

// full leaves out empty texts.
func full(texts []string) []string {
	var out []string
	for _, t := range texts {
		if t != "" {
			out = append(out, t)
		}
	}
	return out
}

// shortDay writes a year, month or day: "2025", "May 2026".
func shortDay(s string) string {
	months := strings.Fields("January February March April May June July August September October November December")
	if len(s) == len("2006-01") {
		if n, err := strconv.Atoi(s[5:]); err == nil && n >= 1 && n <= 12 {
			return months[n-1] + " " + s[:4]
		}
	}
	return longDay(s)
}
