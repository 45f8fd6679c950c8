package account

import (
	"cmp"
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// Exposure is what the conflict costs besides lives: crossings, trade, damage,
// refugees, aid, and the interests of third parties.
type Exposure struct {
	AsOf   string           `json:"as_of,omitempty"`
	Routes []RouteView      `json:"routes"`
	Series []ExposureSeries `json:"series"`
	Stakes []StakeLine      `json:"stakes"`
}

// ExposureSeries is one measure in one unit, each count with its claimant. Counts
// of different claimants or windows are listed, not added.
type ExposureSeries struct {
	Measure claim.Measure   `json:"measure"`
	Unit    string          `json:"unit,omitempty"`
	Points  []ExposurePoint `json:"points"`
}

// ExposurePoint is one count.
type ExposurePoint struct {
	Start    string   `json:"start,omitempty"`
	End      string   `json:"end,omitempty"`
	Known    string   `json:"known"`
	Value    *float64 `json:"value,omitempty"`
	Low      *float64 `json:"low,omitempty"`
	High     *float64 `json:"high,omitempty"`
	Wording  string   `json:"wording,omitempty"`
	Of       string   `json:"of,omitempty"`
	Claimant string   `json:"claimant"`
	Expected bool     `json:"expected,omitempty"` // not yet so: feared, planned, conditional
	Total    bool     `json:"total,omitempty"`    // a running total
	Incident string   `json:"incident,omitempty"`
	Cites    Cites    `json:"cites"`
}

// exposed are the measures of exposure, in the order of the view.
var exposed = []claim.Measure{claim.Trade, claim.Damage, claim.GDPChange, claim.Refugees, claim.Returned, claim.Displaced, claim.Aid}

// StakeLine is a third party's interest.
type StakeLine struct {
	Holder   string `json:"holder"`
	Interest string `json:"interest,omitempty"`
	Channel  string `json:"channel,omitempty"`
	Effect   string `json:"effect,omitempty"`
	By       string `json:"by"`
	Known    string `json:"known"`
	Cites    Cites  `json:"cites"`
}

// Exposure gives the exposure of the case.
func (b *Book) Exposure() *Exposure { return once(b, viewKey{name: "exposure"}, b.makeExposure) }

func (b *Book) makeExposure() *Exposure {
	out := &Exposure{AsOf: b.AsOf, Stakes: b.stakes()}
	InParts(2, func(part int) {
		[]func(){func() { out.Routes = b.routes() }, func() { out.Series = b.series() }}[part]()
	})
	slices.SortStableFunc(out.Series, func(x, y ExposureSeries) int {
		return cmp.Or(cmp.Compare(slices.Index(exposed, x.Measure), slices.Index(exposed, y.Measure)), cmp.Compare(x.Unit, y.Unit))
	})
	return out
}

// series gathers the counts of exposure; the same number by the same claimant is one point.
func (b *Book) series() []ExposureSeries {
	type pointKey struct {
		series                  int
		claimant, number, start string
		expected                bool
	}
	all, from := []ExposureSeries{}, [][]gathering{}
	at, points := map[seriesKey]int{}, map[pointKey]int{}
	for _, c := range b.reports {
		for _, i := range remember(b, c, itsPoints, func() []exposedCount { return b.pointsIn(c) }) {
			s, ok := at[i.of]
			if !ok {
				s = len(all)
				at[i.of] = s
				all, from = append(all, ExposureSeries{Measure: i.of.measure, Unit: i.of.unit}), append(from, nil)
			}
			key := pointKey{s, i.point.Claimant, i.number, i.point.Start, i.point.Expected}
			n, ok := points[key]
			if !ok {
				n = len(all[s].Points)
				points[key] = n
				p := *i.point
				if in := b.incidentOf(i.Item); in != nil {
					p.Incident = in.ID
				}
				all[s].Points, from[s] = append(all[s].Points, p), append(from[s], gathering{})
			}
			from[s][n].add(i.Item)
		}
	}
	for s := range all {
		onAllCores(len(all[s].Points), func(n int) { all[s].Points[n].Cites = from[s][n].cites() })
	}
	return all
}

type seriesKey struct {
	measure claim.Measure
	unit    string
}

// exposedCount is a count of exposure, with its point but for the incident that it is of.
type exposedCount struct {
	Item
	of     seriesKey
	point  *ExposurePoint
	number string
}

// pointsIn are the counts of exposure of a report.
func (b *Book) pointsIn(c *Contribution) (all []exposedCount) {
	for _, i := range b.grouped[c] {
		if f, ok := i.Body.(*claim.Figure); ok && slices.Contains(exposed, f.Measure) {
			p := b.point(i, f)
			all = append(all, exposedCount{i, seriesKey{f.Measure, f.Unit}, p, p.number()})
		}
	}
	return all
}

func (b *Book) point(i Item, f *claim.Figure) *ExposurePoint {
	start, end := days(i)
	if f.Window != nil && f.Window.Start != "" {
		start, end = f.Window.Start, f.Window.End
	}
	name, _ := b.claimant(i)
	return &ExposurePoint{Start: start, End: end, Known: i.Of.day(), Value: f.Value, Low: f.Low, High: f.High, Wording: f.Wording, Of: f.Of, Claimant: name,
		Expected: i.Tense == claim.Future || i.Certainty == claim.Conditional || i.Certainty == claim.Hypothetical, Total: f.Cumulative}
}

func (p *ExposurePoint) number() string { return bounds(p.Value, p.Low, p.High, p.Wording) }

// stakes lists the interests of third parties, each once.
func (b *Book) stakes() []StakeLine {
	type key struct{ holder, interest, channel, effect string }
	all, from := []StakeLine{}, []gathering{}
	at := map[key]int{}
	for _, i := range b.of(claim.KindStake) {
		l := b.stake(i, i.Body.(*claim.Stake))
		k := key{l.Holder, l.Interest, l.Channel, l.Effect}
		if _, told := at[k]; !told {
			at[k] = len(all)
			all, from = append(all, l), append(from, gathering{})
		}
		from[at[k]].add(i)
	}
	for n := range all {
		all[n].Cites = from[n].cites()
	}
	return all
}

func (b *Book) stake(i Item, s *claim.Stake) StakeLine {
	name, _ := b.claimant(i)
	words := func(w *claim.Words) string {
		if w == nil {
			return ""
		}
		return w.Text
	}
	return StakeLine{Holder: b.who(i.Of, s.Holder), Interest: words(s.Interest), Channel: words(s.Channel), Effect: words(s.Effect), By: name, Known: i.Of.day()}
}

// Tables shows the exposure as tables.
func (e *Exposure) Tables() []Table {
	all := []Table{routeTable(e.Routes)}
	for _, s := range e.Series {
		t := Table{Title: strings.Join(nonEmpty(titled(strings.ReplaceAll(string(s.Measure), "_", " ")), s.Unit), ", "), Columns: []string{"for", "count", "of", "by", "known", ""}}
		for _, p := range s.Points {
			t.Lines = append(t.Lines, NewLine(p.Cites, cmp.Or(period(p.Start, p.End), "not said"), p.number(), p.Of, p.Claimant, p.Known, p.remark()))
		}
		all = append(all, t)
	}
	t := Table{Title: "Stakes of others", Columns: []string{"who", "interest", "channel", "effect", "by"}}
	for _, s := range e.Stakes {
		t.Lines = append(t.Lines, NewLine(s.Cites, s.Holder, s.Interest, s.Channel, s.Effect, s.By))
	}
	return append(all, t)
}

func (p *ExposurePoint) remark() string {
	var marks []string
	if p.Expected {
		marks = append(marks, "expected")
	}
	if p.Total {
		marks = append(marks, "running total")
	}
	if p.Incident != "" {
		marks = append(marks, p.Incident)
	}
	return strings.Join(marks, ", ")
}
