package account

import (
	"cmp"
	"reflect"
	"slices"
	"strings"
)

// Changes are what differs between two states of knowledge, field by field,
// with the words that made the difference.
type Changes struct {
	Since string       `json:"since"`
	AsOf  string       `json:"as_of,omitempty"`
	Lines []ChangeLine `json:"changes"`
}

// ChangeLine is one field that is new, other or gone.
type ChangeLine struct {
	View  string `json:"view"`
	Of    string `json:"of"`
	Field string `json:"field"`
	Was   string `json:"was,omitempty"` // empty: it is new
	Now   string `json:"now,omitempty"` // empty: it is gone
	Cites Cites  `json:"cites"`         // of what is new about it; of what was, where it is gone
}

// fact is one field of a view.
type fact struct {
	view, of, field, value string
	cites                  Cites
}

// factKey names a field of a view.
type factKey struct{ view, of, field string }

func (f *fact) key() factKey { return factKey{f.view, f.of, f.field} }

// ChangesSince compares the book with the same case as of an earlier time.
func (b *Book) ChangesSince(before *Book, known Agreements) *Changes {
	out := &Changes{Since: before.AsOf, AsOf: b.AsOf, Lines: []ChangeLine{}}
	was := map[factKey]int{}
	var facts [2][]fact
	onAllCores(2, func(n int) { facts[n] = []*Book{before, b}[n].facts(known) })
	for n := range facts[0] {
		was[facts[0][n].key()] = n
	}
	for _, f := range facts[1] {
		key, old := f.key(), &fact{}
		n, there := was[key]
		if there {
			old = &facts[0][n]
			delete(was, key)
		}
		if !there || old.value != f.value {
			out.Lines = append(out.Lines, ChangeLine{f.view, f.of, f.field, old.value, f.value, fresh(f.cites, old.cites)})
		}
	}
	for _, f := range facts[0] {
		if _, gone := was[f.key()]; gone {
			out.Lines = append(out.Lines, ChangeLine{f.view, f.of, f.field, f.value, "", f.cites})
		}
	}
	return out
}

// fresh are the citations that were not there before; all where none is new.
func fresh(now, was Cites) Cites {
	var added []Cite
	for _, c := range now.list {
		if !slices.Contains(was.list, c) {
			added = append(added, c)
		}
	}
	if len(added) == 0 {
		return now
	}
	return Cites{added}
}

// facts lists the fields of all views, in their order, each key once. They are made once for a rule.
func (b *Book) facts(known Agreements) []fact {
	if known != nil && !reflect.TypeOf(known).Comparable() {
		return b.makeFacts(known)
	}
	return once(b, viewKey{"facts", b.Rule, known}, func() []fact { return b.makeFacts(known) })
}

func (b *Book) makeFacts(known Agreements) []fact {
	b.Begin()
	makers := []func() []fact{b.truceFacts, b.talksFacts, b.incidentFacts, b.tollFacts, b.commitmentFacts, b.positionFacts, b.exposureFacts, b.aheadFacts, func() []fact { return b.findingFacts(known) }}
	lists := make([][]fact, len(makers))
	eachOnAllCores(len(makers), func(n int) { lists[n] = makers[n]() })
	all := slices.Concat(lists...)
	seen := make(map[factKey]bool, len(all))
	return slices.DeleteFunc(all, func(f fact) bool {
		key := f.key()
		twice := seen[key]
		seen[key] = true
		return twice || len(f.cites.list) == 0
	})
}

func (b *Book) truceFacts() []fact {
	t := b.Truce()
	var all []fact
	for _, e := range t.Edges {
		all = append(all, fact{"truce", strings.TrimSpace(e.day() + " " + e.step("")), "told", voices(e.Says, e.Denies), e.Cites})
	}
	if n := len(t.Edges); n > 0 {
		all = append(all, fact{"truce", "the truce", "state", t.headline(), t.Edges[n-1].Cites})
	}
	for _, c := range t.Conditions {
		all = append(all, fact{"truce", c.What, "condition", "said", c.Cites})
	}
	for _, v := range t.Breaches {
		all = append(all, fact{"truce", "breach laid to " + v.Accused + ", " + cmp.Or(v.Day, v.Told), "status", v.Status, v.Cites})
	}
	return all
}

// voices says how many sets of words say and deny a step.
func voices(says, denies []Said) string {
	by := map[string]bool{}
	var words []string
	for _, s := range append(slices.Clone(says), denies...) {
		for _, name := range s.By {
			if !by[name] {
				by[name] = true
				words = append(words, name)
			}
		}
	}
	return strings.Join(words, "; ")
}

func (b *Book) talksFacts() []fact {
	var all []fact
	t := b.Talks()
	for _, r := range t.Rounds {
		of := strings.Join(nonEmpty(r.Venue, r.From), ", ")
		all = append(all, fact{"talks", of, "round", "known", r.Cites})
		for _, part := range []struct {
			field string
			said  []Said
		}{{"outcome", r.Outcomes}, {"numbered", r.Numbered}, {"next date", r.NextDates}} {
			if len(part.said) > 0 {
				all = append(all, fact{"talks", of, part.field, told(part.said), allCites(part.said)})
			}
		}
	}
	for _, s := range t.Next {
		all = append(all, fact{"talks", s.Words, "announced", s.Start, s.Cites})
	}
	return all
}

func allCites(said []Said) Cites {
	var all Cites
	for _, s := range said {
		all = all.With(s.Cites)
	}
	return all
}

func (b *Book) incidentFacts() []fact {
	var all []fact
	for _, in := range b.Incidents() {
		all = append(all, fact{"incidents", in.ID, "reports", number(float64(in.Reports)), in.Cites})
	}
	return all
}

func (b *Book) tollFacts() []fact {
	var all []fact
	t := b.Toll()
	for _, p := range t.Proofs {
		all = append(all, fact{"toll", p.Text, "proof", "holds", p.Cites})
	}
	for _, g := range t.Groups {
		for _, c := range g.Cells {
			if c.Chosen != nil {
				all = append(all, fact{"toll", cmp.Or(g.Incident, g.Subject) + ", " + c.Of.String(), string(c.Harm), c.Chosen.String(), c.Chosen.Cites})
			}
		}
	}
	return all
}

func (b *Book) commitmentFacts() []fact {
	var all []fact
	for _, l := range b.Commitments().Lines {
		all = append(all, fact{"commitments", l.From + ": " + l.Content, string(l.Form), l.Status, l.Cites})
	}
	return all
}

func (b *Book) positionFacts() []fact {
	var all []fact
	for _, p := range b.Positions().Issues {
		for _, s := range p.Sides {
			if len(s.Words) > 0 {
				all = append(all, fact{"positions", s.Name + " on " + string(p.Issue), "latest word", s.Last + ": " + s.Words[0].Words, s.Words[0].Cites})
			}
		}
	}
	return all
}

func (b *Book) exposureFacts() []fact {
	var all []fact
	e := b.Exposure()
	for _, r := range e.Routes {
		all = append(all, fact{"exposure", r.Subject, "state", strings.Join(nonEmpty(r.State, r.Since), " since "), r.Cites})
	}
	for _, s := range e.Series {
		for _, p := range s.Points {
			all = append(all, fact{"exposure", string(s.Measure) + ", " + p.Claimant, cmp.Or(period(p.Start, p.End), "time not said") + " " + p.Of, p.number() + " " + s.Unit, p.Cites})
		}
	}
	return all
}

func (b *Book) aheadFacts() []fact {
	var all []fact
	for _, l := range b.Outlook().Lines {
		all = append(all, fact{"outlook", l.Holder + ": " + l.Content, "by the record", l.Came, l.Cites})
	}
	for _, l := range b.Calendar().Lines {
		all = append(all, fact{"calendar", l.Words, l.What, l.From, l.Cites})
	}
	return all
}

func (b *Book) findingFacts(known Agreements) []fact {
	var all []fact
	for _, f := range b.Findings(known).Lines {
		all = append(all, fact{"findings", f.Text, f.Kind, "found", f.Cites})
	}
	return all
}

// Tables shows the changes by view.
func (c *Changes) Tables() []Table {
	var all []Table
	for _, l := range c.Lines {
		if len(all) == 0 || all[len(all)-1].Title != titled(l.View) {
			all = append(all, Table{Title: titled(l.View), Columns: []string{"of", "field", "was", "is"}})
		}
		t := &all[len(all)-1]
		t.Lines = append(t.Lines, NewLine(l.Cites, l.Of, l.Field, cmp.Or(l.Was, "–"), cmp.Or(l.Now, "gone")))
	}
	return all
}

// IncidentList is the view of the incidents.
type IncidentList struct {
	AsOf      string      `json:"as_of,omitempty"`
	Incidents []*Incident `json:"incidents"`
	Origins   []Origin    `json:"origins,omitempty"`
}

// IncidentList gives the incidents and the stories that several reports tell.
func (b *Book) IncidentList() *IncidentList {
	return &IncidentList{b.AsOf, append([]*Incident{}, b.Incidents()...), b.Origins()}
}

// Tables shows the incidents, why their tellings were merged, and the stories of one origin.
func (l *IncidentList) Tables() []Table {
	t := Table{Title: "Incidents", Columns: []string{"id", "kind", "sides", "reports", "origins"}}
	m := Table{Title: "Why tellings were merged", Columns: []string{"incident", "outlet", "reason"}}
	for _, in := range l.Incidents {
		t.Lines = append(t.Lines, NewLine(in.Cites, in.ID, in.Kind, strings.Join(in.Sides, ", "), number(float64(in.Reports)), number(float64(in.Origins))))
		for _, one := range in.Merged {
			m.Lines = append(m.Lines, NewLine(one.Cites, in.ID, one.Cites.list[0].Outlet, one.Reason))
		}
	}
	return []Table{t, m, originTable(l.Origins)}
}

func originTable(all []Origin) Table {
	t := Table{Title: "Stories that several reports tell", Note: "Reports of one origin count as one.", Columns: []string{"story", "agency", "report", "day", "why"}}
	for _, o := range all {
		for _, r := range o.Reports {
			cite := Cite{Report: r.Report, Outlet: r.Outlet, Day: r.Day, Claim: "report", Words: r.Title}
			t.Lines = append(t.Lines, NewLine(Cited(cite), o.Reports[0].Title, o.Agency, r.Outlet, r.Day, cmp.Or(r.Reason, "the first")))
		}
	}
	return t
}
