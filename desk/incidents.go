package desk

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/parley-desk/parley/access"
	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/desk/draw"
)

// incidentsShown is the page of the incidents: a part of the list, and the map of all.
type incidentsShown struct {
	Lines     []incidentLine
	Pager     pager
	Places    int
	Elsewhere int // whose place is not said: on no map
	Map       mapShown
	Stories   []account.Origin
}

// mapShown is what the template "map" is given.
type mapShown struct {
	Data  string // address of the places as JSON
	Tiles string // of the user's own, "" where there are none
	Built bool   // the binary has the script that draws it
}

// incidentLine is an incident in the list.
type incidentLine struct {
	*account.Incident
	Href      string
	Sides     []side
	Precision string
	Tolls     []incidentToll
}

// incidentToll is what the rule makes of one count of an incident.
type incidentToll struct {
	Harm claim.Measure
	Of   account.Population
	*account.Choice
}

// tellingsAPage is how many reports the page of an incident has.
const tellingsAPage = 25

// incidentsAPage is how many incidents a page lists.
const incidentsAPage = 60

func incidentSlug(id string) string { return "incidents/" + url.PathEscape(id) }

func showIncidents(v *visit) (any, error) {
	all := v.Incidents().Incidents
	out := &incidentsShown{Map: v.mapOf("incidents.json", nil), Stories: v.Incidents().Origins}
	places, elsewhere := v.gathered()
	out.Places, out.Elsewhere = len(places), elsewhere
	latestFirst := slices.Clone(all)
	slices.Reverse(latestFirst)
	shown, pager := paged(v, latestFirst, incidentsAPage)
	out.Pager = pager
	tolls := v.tollsByIncident()
	for _, in := range shown {
		line := incidentLine{Incident: in, Href: v.Link(incidentSlug(in.ID)), Sides: v.sidesOf(in), Precision: draw.Precision(in.Place, v.reach(in.Place))}
		if g := tolls[in.ID]; g != nil {
			line.Tolls = chosen(g)
		}
		out.Lines = append(out.Lines, line)
	}
	return out, nil
}

// mapOf is a map of the places that an address gives.
func (v *visit) mapOf(slug string, more url.Values) mapShown {
	m := mapShown{Data: v.link(slug, more), Built: has("dist/map.js")}
	if v.desk.Tiles != "" {
		m.Tiles = "/tiles.pmtiles"
	}
	return m
}

// gathered are the places of all incidents.
func (v *visit) gathered() ([]draw.Place, int) {
	type found struct {
		places    []draw.Place
		elsewhere int
	}
	f := once(v.edition, "places", func() found {
		places, elsewhere := draw.PlacesOf(v.Incidents().Incidents, v.desk.extents(), links{v})
		return found{places, elsewhere}
	})
	return f.places, f.elsewhere
}

// placesAsked are the places of one incident, or of all.
func (v *visit) placesAsked() (any, error) {
	id := v.req.FormValue("incident")
	if id == "" {
		all, _ := v.gathered()
		return all, nil
	}
	in, err := v.incident(id)
	if err != nil {
		return nil, err
	}
	all, _ := draw.PlacesOf([]*account.Incident{in}, v.desk.extents(), links{v})
	return all, nil
}

// extents tells how far places reach; nil where the tables cannot be read.
func (d *Desk) extents() draw.Extents {
	if d.Known == nil {
		return nil
	}
	base, err := d.Known()
	if err != nil {
		d.Log.Error("the tables cannot be read: regions are drawn as wide as they usually are", "error", err)
		return nil
	}
	return base
}

// reach is within how many km of its point a place lies.
func (v *visit) reach(s account.Spot) int { return draw.Reach(s, v.desk.extents()) }

// sidesOf are the looks of those who fought or were harmed.
func (v *visit) sidesOf(in *account.Incident) []side {
	all := make([]side, len(in.Sides))
	for i, id := range in.Sides {
		all[i] = v.Side(id)
	}
	return all
}

// tollsByIncident are the toll's groups by the incident that they count.
func (v *visit) tollsByIncident() map[string]*account.TollGroup {
	return once(v.edition, "tolls by incident "+string(v.Rule), func() map[string]*account.TollGroup {
		all := map[string]*account.TollGroup{}
		groups := v.Toll().Groups
		for i := range groups {
			if id := groups[i].Incident; id != "" {
				all[id] = &groups[i]
			}
		}
		return all
	})
}

// chosen are the counts of a group that its rule chose, the dead first.
func chosen(g *account.TollGroup) []incidentToll {
	var all []incidentToll
	for _, c := range g.Cells {
		if c.Chosen != nil {
			all = append(all, incidentToll{c.Harm, c.Of, c.Chosen})
		}
	}
	return all
}

// incident finds an incident by its id.
func (v *visit) incident(id string) (*account.Incident, error) {
	all := v.Incidents().Incidents
	i := slices.IndexFunc(all, func(in *account.Incident) bool { return in.ID == id })
	if i < 0 {
		return nil, notFound("The case has no incident %q as of this day: a decision or a newer report may have given it another name.", id)
	}
	return all[i], nil
}

// incidentShown is the page of an incident.
type incidentShown struct {
	incidentLine
	Days    string
	Group   *account.TollGroup // who counted how many; nil: nobody did
	Reports []tellingReport
	Pager   pager
	Near    []incidentLine // that it could be merged with
	Map     mapShown
	Placed  bool
	Decide  string // address that decisions are posted to, "" where none can be
}

// tellingReport is a report with what it tells of the incident.
type tellingReport struct {
	*account.Contribution
	Href   string
	Claims []tellingClaim
}

// tellingClaim is a claim of an incident.
type tellingClaim struct {
	account.Item
	Href string
	Ref  string // as forms name it
}

func showIncident(v *visit) (any, error) {
	in, err := v.incident(v.req.PathValue("id"))
	if err != nil {
		return nil, err
	}
	_, elsewhere := draw.PlacesOf([]*account.Incident{in}, nil, links{v})
	out := &incidentShown{Days: days(in.Start, in.End), Placed: elsewhere == 0, Group: v.tollsByIncident()[in.ID]}
	out.incidentLine = incidentLine{Incident: in, Href: v.Link(incidentSlug(in.ID)), Sides: v.sidesOf(in), Precision: draw.Precision(in.Place, v.reach(in.Place))}
	out.Map = v.mapOf("incidents.json", url.Values{"incident": {in.ID}})
	out.Reports, out.Pager = paged(v, v.tellings(in), tellingsAPage)
	if out.Decide = v.decideAddress(); out.Decide != "" {
		out.Near = v.near(in)
	}
	return out, nil
}

// tellings groups the claims of an incident by their reports.
func (v *visit) tellings(in *account.Incident) []tellingReport {
	var all []tellingReport
	for _, item := range in.Items() {
		if n := len(all); n == 0 || all[n-1].Contribution != item.Of {
			all = append(all, tellingReport{Contribution: item.Of, Href: v.ReportLink(item.Of.Report)})
		}
		last := &all[len(all)-1]
		last.Claims = append(last.Claims, tellingClaim{item, v.Words(item.Cite()), item.Of.Report + "#" + item.ID})
	}
	return all
}

// Anchor is a claim of the incident by which forms name it.
func (l incidentLine) Anchor() string {
	items := l.Items()
	if len(items) == 0 {
		return ""
	}
	return items[0].Of.Report + "#" + items[0].ID
}

// nearDays is how many days apart incidents may be that a reader is offered to merge.
const nearDays = 3

// near are incidents of about the same days, to be merged with.
func (v *visit) near(in *account.Incident) []incidentLine {
	var all []incidentLine
	at, ok := parsed(in.Start)
	for _, o := range v.Incidents().Incidents {
		day, said := parsed(o.Start)
		if o.ID != in.ID && ok && said && day.Sub(at).Abs().Hours() <= nearDays*24 {
			all = append(all, incidentLine{Incident: o})
		}
	}
	return all
}

// decideAddress is where decisions go, "" where this desk takes none.
func (v *visit) decideAddress() string {
	if !v.May(access.Review) {
		return ""
	}
	address := "/c/" + url.PathEscape(v.Case.ID) + "/decide"
	r, err := http.NewRequest(http.MethodPost, address, nil)
	if err != nil {
		return ""
	}
	if _, pattern := v.desk.mux.Handler(r); pattern == "/" || pattern == "" {
		return ""
	}
	return address
}
