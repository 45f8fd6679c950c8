package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/knowledge"
	"github.com/parley-desk/parley/reader"
	"github.com/parley-desk/parley/sheet"
)

// finding is what a report's mentions of a name were resolved to, and why.
type finding struct {
	Name      string                 `json:"name"`
	Report    string                 `json:"report"`
	Title     string                 `json:"title,omitempty"`
	Published string                 `json:"published,omitempty"`
	Outlet    string                 `json:"outlet,omitempty"`
	Dateline  string                 `json:"dateline,omitempty"`
	Mentions  []mentioned            `json:"mentions"`
	Place     *knowledge.Explanation `json:"place,omitempty"` // why the name's place is the one it is
	Actor     *knowing               `json:"actor,omitempty"`
	About     []knowledge.About      `json:"about,omitempty"` // countries that the report is about, most first
}

// mentioned is one mention with the words around it.
type mentioned struct {
	Span    claim.Span `json:"span"`
	Text    string     `json:"text"`
	Kind    string     `json:"kind"`
	Ref     any        `json:"ref,omitempty"`
	Context string     `json:"context"`
	Literal *bool      `json:"literal,omitempty"` // of a place: false where it stands for its government
}

// knowing is why a name was taken for an actor.
type knowing struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Office  string   `json:"office,omitempty"`
	SideOf  string   `json:"side_of,omitempty"`
	How     string   `json:"how"`
	Bearers []string `json:"bearers,omitempty"` // actors of that name in the tables, those at work on the day first
}

// newFinding gathers a report's mentions of a name: those spelt alike, and those that mean the same actor.
func newFinding(base *knowledge.Base, name string, report claim.Report, e *reader.Explained) *finding {
	rec := e.Record
	f := &finding{Name: name, Report: rec.ID, Title: rec.Report.Title, Published: rec.Report.Published, Outlet: rec.Report.Outlet, About: e.About[:min(len(e.About), 6)], Mentions: []mentioned{}}
	if d := rec.Report.Dateline; d != nil && d.Place != nil {
		f.Dateline = rec.Places[*d.Place].Text
	}
	text := []rune(report.Text)
	day, _ := time.Parse(time.DateOnly, report.Published[:min(len(report.Published), len(time.DateOnly))])
	meant, asked := meantBy(base, rec, name, day), false // asked: of a mention spelt as the name is
	for _, n := range rec.Names {
		id, _ := n.Ref.(string)
		if !base.SameName(n.Text, name) && !(id != "" && slices.Contains(meant, id)) {
			continue
		}
		m := mentioned{Span: n.Span, Text: n.Text, Kind: string(n.Kind), Ref: n.Ref, Context: around(text, n.Span)}
		if i, ok := f.placeOf(rec, n); ok {
			m.Literal = &rec.Places[i].Literal
			f.Place = &e.Places[i]
		}
		if spelt := base.SameName(n.Text, name); id != "" && (f.Actor == nil || spelt && !asked) {
			f.Actor, asked = f.why(base, rec, n, id, day), spelt
		}
		f.Mentions = append(f.Mentions, m)
	}
	return f
}

// meantBy are the actors whom the tables or the report call by a name.
func meantBy(base *knowledge.Base, rec *claim.Record, name string, day time.Time) []string {
	var ids []string
	for _, a := range base.Actors(name, day) {
		ids = append(ids, a.ID)
	}
	for _, n := range rec.Names {
		if id, ok := n.Ref.(string); ok && base.SameName(n.Text, name) {
			ids = append(ids, id)
		}
	}
	return ids
}

// placeOf is the record's place of a name's words; a name may mean a government and stand for a place all the same.
func (f *finding) placeOf(rec *claim.Record, n claim.Name) (int, bool) {
	for i := range rec.Places {
		if rec.Places[i].Span == n.Span && rec.Places[i].In == "" {
			return i, true
		}
	}
	return 0, false
}

// why tells how a name came to mean an actor.
func (f *finding) why(base *knowledge.Base, rec *claim.Record, n claim.Name, id string, day time.Time) *knowing {
	k := &knowing{ID: id, Name: id}
	for i := range rec.Actors {
		if a := &rec.Actors[i]; a.ID == id {
			k.Name, k.Office, k.SideOf = a.Name, a.Office, a.SideOf
		}
	}
	bears := false
	for _, a := range base.Actors(n.Text, day) {
		k.Bearers = append(k.Bearers, a.ID)
		bears = bears || a.ID == id
	}
	_, listed := base.ByID(id, day)
	iso, _ := base.Capital(n.Text)
	switch {
	case bears && len(k.Bearers) > 1:
		k.How = fmt.Sprintf("it is one of %d actors of that name in the tables; of those at work on the day it is listed first, or the report speaks of it", len(k.Bearers))
	case bears:
		k.How = "it is the only actor of that name in the tables"
	case iso == id && id != "":
		k.How = "the name is a seat of its power, and stands where somebody acts"
	case listed:
		k.How = "the report calls " + k.Name + " so for short: by a name, an abbreviation or a description that it has given"
	default:
		k.How = "no table has the name; the report says who it is"
	}
	return k
}

// around is the words about a mention, within its paragraph.
func around(text []rune, s claim.Span) string {
	const reach = 60
	start, end := max(s.Start, 0), min(s.End, len(text))
	if start > end {
		return ""
	}
	from, to := start, end
	for from > 0 && start-from < reach && text[from-1] != '\n' {
		from--
	}
	for to < len(text) && to-end < reach && text[to] != '\n' {
		to++
	}
	return when(from > 0 && text[from-1] != '\n', "…") + strings.TrimSpace(string(text[from:to])) + when(to < len(text) && text[to] != '\n', "…")
}

// findingPrinter lays a finding out for people.
type findingPrinter struct {
	*sheet.Lines
	base *knowledge.Base
}

func (p *findingPrinter) print(f *finding) {
	p.Line(0, sheet.Bold, "“"+f.Name+"” in “"+cmp.Or(f.Title, f.Report)+"”")
	facts := []string{cmp.Or(f.Outlet, "outlet not given"), cmp.Or(longDay(f.Published), "date not given"), when(f.Dateline != "", "dateline "+f.Dateline)}
	p.Line(0, sheet.Dim, strings.Join(full(facts), " · "))
	if len(f.Mentions) == 0 {
		p.Blank()
		p.Line(0, sheet.Body, "The report does not mention it as a name, nor anybody whom the tables know by it.")
		return
	}
	p.Heading("Mentions", fmt.Sprint(len(f.Mentions)))
	for _, m := range f.Mentions[:min(len(f.Mentions), longList)] {
		p.Row(2, sheet.Dim, m.Kind, factText, "“"+m.Context+"”"+when(m.Literal != nil && !*m.Literal, " – stands for its government"))
	}
	if f.Actor != nil {
		p.actor(f.Actor)
	}
	if f.Place != nil {
		p.place(f.Place)
		p.about(f)
	}
}

func (p *findingPrinter) actor(k *knowing) {
	p.Heading("Taken for", k.ID)
	p.Line(2, sheet.Bold, k.Name+when(k.Office != "", ", "+k.Office)+when(k.SideOf != "", ", acts for "+k.SideOf))
	p.Line(2, sheet.Body, "because "+k.How)
	if len(k.Bearers) > 1 {
		p.Line(2, sheet.Dim, "of that name: "+list(k.Bearers))
	}
}

// place writes what a place's name was resolved to, and what was considered.
func (p *findingPrinter) place(e *knowledge.Explanation) {
	if !e.Known {
		p.Heading("Place", "unresolved")
		if e.Bearers == 0 {
			p.Line(2, sheet.Body, "No place of this name is known. The words are kept, without a point.")
			return
		}
		p.Line(2, sheet.Body, "No place of this name stands out; below a confidence of .4 nothing is said.")
	} else {
		p.Heading("Place", fmt.Sprintf("confidence %.2f", e.Confidence))
		top := &e.Candidates[0].Place
		p.Line(2, sheet.Bold, top.Name+" – "+whatAndWhere(p.base, top))
		p.Line(2, sheet.Body, "because "+p.reasons(e))
	}
	p.Heading("Considered", fmt.Sprintf("%d of that name", e.Bearers))
	for i := range e.Candidates {
		p.candidate(&e.Candidates[i], e.Bearers > 1)
	}
}

var reasonWords = map[string]string{
	"contained": "the words say what it lies in, or what lies in it", "only": "no other place bears the name", "country": "the report is about its country",
	"near": "other places of the report lie near", "population": "it is the largest of its name",
}

// reasons says in words what decided, most telling first.
func (p *findingPrinter) reasons(e *knowledge.Explanation) string {
	var all []string
	for _, why := range e.Why {
		all = append(all, reasonWords[why])
	}
	if len(all) == 0 {
		return "it outweighs the others"
	}
	return strings.Join(all, "; ")
}

// candidate writes one place that was considered and what spoke for it.
func (p *findingPrinter) candidate(w *knowledge.Weighed, several bool) {
	p.Row(2, sheet.Bold, fmt.Sprintf("%9s", percent(w.Share)), factColumn, w.Name+" – "+whatAndWhere(p.base, &w.Place))
	facts := []string{fmt.Sprintf("size %.1f", w.Size) + when(w.Population > 0, " ("+knowledge.Thousands(w.Population)+" people)")}
	if several {
		for _, part := range []struct {
			what  string
			value float64
		}{{"its country", w.Country}, {"its region", w.Region}, {"places near", w.Near}, {"the words" + when(w.With != "", " with "+w.With), w.Inside}} {
			if part.value >= .05 {
				facts = append(facts, fmt.Sprintf("%s +%.1f", part.what, part.value))
			}
		}
	}
	facts = append(facts, when(w.Nearest != "", fmt.Sprintf("%d km from %s", w.Distance, w.Nearest)))
	p.Line(factColumn, sheet.Dim, strings.Join(full(facts), " · "))
}

// about writes the countries that the report is about.
func (p *findingPrinter) about(f *finding) {
	p.Heading("What the report is about", "")
	for _, a := range f.About {
		facts := full([]string{when(a.Places > 0, count(a.Places, "place name", "")), when(a.Nations > 0, count(a.Nations, "mention", "of its people and parties")), when(a.Outlet, "the outlet's country")})
		p.Row(2, sheet.Body, fmt.Sprintf("%9s", percent(a.Share)), factColumn, p.base.CountryName(a.Country)+when(len(facts) > 0, " – "+strings.Join(facts, ", ")))
	}
}

// count writes a number of things: "1 mention of its people", "2 place names".
func count(n int, thing, of string) string {
	return strings.TrimSpace(fmt.Sprintf("%d %s%s %s", n, thing, when(n != 1, "s"), of))
}
