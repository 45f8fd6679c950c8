package desk

import (
	"net/http"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/desk/draw"
)

// islandPages are the pages that islands of script enrich: timeline and incidents.
func islandPages() []page {
	return []page{
		{slug: "timeline", title: "Timeline", group: "The case", asks: "What happened and what was said, and when?", script: []string{"timeline.js"}, show: showTimeline, tables: timelineTables},
		{slug: "incidents", title: "Incidents", group: "Harm", asks: "What is said to have happened where, and which reports tell of the same?", script: []string{"map.js"}, show: showIncidents, tables: tablesOf((*visit).Incidents)},
	}
}

// incidentPage is the page of one incident, to which the others lead. It is set
// anew each time: the kept pages know no incident.
var incidentPage = page{slug: "incident", title: "Incident", asks: "Who tells what of it, and why is it taken for one?", live: true, script: []string{"map.js"}, show: showIncident}

// islandRoutes are the page of an incident and what the islands fetch.
func islandRoutes() []route {
	return []route{
		{"GET /c/{case}/incidents/{id}", servePage(&incidentPage)},
		{"GET /c/{case}/timeline.json", serveJSON(func(v *visit) (any, error) { return v.timelineAsked() })},
		{"GET /c/{case}/incidents.json", serveJSON((*visit).placesAsked)},
		{"GET /c/{case}/charts/{id}", serveJSON(chartAsked)},
		{"GET /tiles.pmtiles", (*Desk).serveTiles},
	}
}

func timelineTables(v *visit) ([]account.Table, error) {
	t, err := v.timelineAsked()
	if err != nil {
		return nil, err
	}
	return t.Tables(), nil
}

// links leads from marks to the pages of a visit.
type links struct{ *visit }

func (l links) Incident(id string) string  { return l.Link(incidentSlug(id)) }
func (l links) Cite(c account.Cite) string { return l.Words(c) }
func (l links) Called(id string) string    { return l.Side(id).Short }

var _ draw.Links = links{}

// serveJSON answers with what an island draws.
func serveJSON(of func(*visit) (any, error)) handle {
	data := &page{slug: "data", live: true}
	return func(d *Desk, w http.ResponseWriter, r *http.Request) error {
		v, err := d.newVisit(r, data)
		if err != nil {
			return err
		}
		what, err := of(v)
		if err != nil {
			return err
		}
		if what, err = v.maskedJSON(what); err != nil {
			return err
		}
		return sendJSON(w, what)
	}
}
