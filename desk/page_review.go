package desk

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
)

// reviewPage is the queue of claims to be looked at, the first of them in full.
type reviewPage struct {
	Why, Kinds choice
	Lines      []queued // the first few, the one at hand aside
	Total      int
	Mine       int // that who asks has decided on
	At         *queued
	Reading    *reading
	Chosen     *readClaim
	Pieces     [][]stretch
	Incident   *tellingOf
	Near       []tellingOf // that it could be one with
	Skip       string      // to the next, leaving this one
	Second     bool        // decided by somebody else, to be decided on without seeing how
	Coders     *account.Reliability
}

// queued is a claim that should be looked at, and why.
type queued struct {
	Cite    account.Cite
	Kind    claim.Kind
	Sure    float64
	Reasons []string
}

// Name is how forms and addresses name the claim.
func (q *queued) Name() string { return reportKey(q.Cite.Report) + "#" + q.Cite.Claim }

// tellingOf is an incident that a telling is part of, or could be.
type tellingOf struct {
	*account.Incident
	With string // a claim of it, as forms name it
}

// Reasons for which a claim stands in the queue.
const (
	whyContradicts = "contradictory"
	whyWeighs      = "consequential"
	whyDoubtful    = "doubtful"
)

// The weights of the queue: a claim that others contradict comes first, then one
// that a total, the truce or the talks stand on; doubt is one less the confidence.
const (
	weightContradicts = 1.0
	weightWeighs      = 0.6
	doubtfulBelow     = 0.6 // confidence
)

// mostQueued bounds the lines of the queue that are listed.
const mostQueued = 12

func showReview(v *visit) (any, error) {
	p := &reviewPage{Second: v.req.FormValue("second") != "", Coders: account.ReliabilityOf(v.stock.Decisions)}
	mine, others := v.decidedOn()
	p.Mine = len(mine)
	var open []queued
	queue, of := v.desk.queues.queueOf(v)
	for _, q := range queue {
		unit := q.unit()
		if !mine[unit] && others[unit] == p.Second {
			open = append(open, q)
		}
	}
	p.Why, open = choose(v, "why", "Why", open, func(q queued) []string { return q.Reasons }, itself)
	p.Kinds, open = choose(v, "kind", "Kind", open, func(q queued) []string { return []string{string(q.Kind)} }, itself)
	p.Total = len(open)
	at := skipped(v, open)
	if at >= len(open) {
		return p, nil
	}
	p.At = &open[at]
	p.Lines = open[at+1 : min(at+1+mostQueued, len(open))]
	if at+1 < len(open) {
		p.Skip = v.with("at", open[at+1].Name())
	}
	return p, p.open(v, of)
}

// skipped is the place in the queue that is asked for: of a claim that has left it, where it would be.
func skipped(v *visit, open []queued) int {
	asked := v.req.FormValue("at")
	if asked == "" {
		return 0 // without naming every claim of a long queue
	}
	i := slices.IndexFunc(open, func(q queued) bool { return q.Name() == asked })
	return max(i, 0)
}

// unit names a claim as decisions do, so that it is the same in another reading.
func (q *queued) unit() string {
	return unitName(q.Cite.Report, string(q.Kind), q.Cite.In, q.Cite.Span)
}

func unitName(parts ...any) string {
	var b strings.Builder
	for _, p := range parts {
		switch p := p.(type) {
		case string:
			b.WriteString(p + "\x00")
		case claim.Span:
			b.WriteRune(rune(p.Start))
			b.WriteRune(rune(p.End))
		}
	}
	return b.String()
}

// decidedOn tells which claims who asks has decided on, and which somebody else has.
func (v *visit) decidedOn() (mine, others map[string]bool) {
	mine, others = map[string]bool{}, map[string]bool{}
	me := v.Person().Name
	for _, d := range claim.Inforce(v.stock.Decisions) {
		switch d.Kind {
		case claim.DecideAccept, claim.DecideReject, claim.DecideCorrect, claim.DecideMerge, claim.DecideSplit, claim.DecideScore:
			for _, a := range d.Of {
				unit := unitName(a.Report, string(a.Kind), a.In, a.Span)
				if d.Author == me {
					mine[unit] = true
				} else {
					others[unit] = true
				}
			}
		}
	}
	return mine, others
}

// queue ranks the claims of the case, once an edition.
func (v *visit) queue() []queued {
	return once(v.edition, "queue", func() []queued {
		contradicts, weighs := v.contested(), v.weighty()
		var all []ranked
		for _, c := range v.open().Reports() {
			for i := range c.Rows {
				if r := rank(account.Item{Row: &c.Rows[i], Of: c}, contradicts, weighs); r.weight > 0 {
					all = append(all, r)
				}
			}
		}
		slices.SortFunc(all, func(a, b ranked) int {
			return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(b.Of.Available, a.Of.Available), cmp.Compare(a.Of.Report, b.Of.Report), cmp.Compare(a.ID, b.ID))
		})
		all = all[:min(len(all), mostRanked)]
		queue := make([]queued, len(all))
		for i, r := range all {
			queue[i] = queued{Cite: r.Cite(), Kind: r.Kind, Sure: r.Confidence, Reasons: r.reasons()}
		}
		return queue
	})
}

// mostRanked bounds the queue: nobody reviews more before it is made again.
const mostRanked = 5000

// ranked is a claim with what it weighs in the queue; 0: it does not stand there.
type ranked struct {
	account.Item
	weight              float64
	contradicts, weighs bool
}

func rank(item account.Item, contradicts, weighs map[string]bool) ranked {
	name := item.Of.Report + "#" + item.ID
	r := ranked{Item: item, contradicts: contradicts[name], weighs: weighs[name]}
	if !r.contradicts && !r.weighs && item.Confidence >= doubtfulBelow {
		return r
	}
	r.weight = 1.01 - item.Confidence // what is wholly sure and contradicted stands there too
	if r.contradicts {
		r.weight += weightContradicts
	}
	if r.weighs {
		r.weight += weightWeighs
	}
	return r
}

func (r *ranked) reasons() (all []string) {
	for _, why := range []struct {
		so   bool
		name string
	}{{r.contradicts, whyContradicts}, {r.weighs, whyWeighs}, {r.Confidence < doubtfulBelow, whyDoubtful}} {
		if why.so {
			all = append(all, why.name)
		}
	}
	return all
}

func citing(into map[string]bool, all ...account.Cites) {
	for _, cites := range all {
		for _, c := range cites.List() {
			into[c.Report+"#"+c.Claim] = true
		}
	}
}

// contested are the claims that findings are about.
func (v *visit) contested() map[string]bool {
	all := map[string]bool{}
	for i := range v.Findings().Lines {
		citing(all, v.Findings().Lines[i].Cites)
	}
	return all
}

// weighty are the claims that a view stands on: a toll's count, a step or breach of the
// truce, the outcome of a round.
func (v *visit) weighty() map[string]bool {
	all := map[string]bool{}
	for i := range v.Toll().Groups {
		for _, cell := range v.Toll().Groups[i].Cells {
			for _, e := range cell.Entries {
				citing(all, e.Cites)
			}
		}
	}
	for i := range v.Truce().Edges {
		citing(all, v.Truce().Edges[i].Cites)
	}
	for i := range v.Truce().Standing {
		citing(all, v.Truce().Standing[i].Cites)
	}
	for i := range v.Talks().Rounds {
		for _, o := range v.Talks().Rounds[i].Outcomes {
			citing(all, o.Cites)
		}
	}
	return all
}

// open reads the report of the claim at hand.
func (p *reviewPage) open(v *visit, of *edition) error {
	reading, err := v.reading(v.req.Context(), p.At.Cite.Report, 0)
	if err != nil {
		return err
	}
	p.Reading = reading
	if p.Chosen = reading.claim(p.At.Cite.Claim); p.Chosen == nil {
		return nil // the queue was made of an older reading
	}
	if p.Second {
		p.Chosen = p.Chosen.blind()
	}
	around := &readerPage{reading: reading, Chosen: p.Chosen}
	title, text := around.stretches(v)
	if p.Chosen.In == "title" {
		p.Pieces = [][]stretch{title}
	}
	for _, paragraph := range text {
		if slices.ContainsFunc(paragraph, func(s stretch) bool { return s.Chosen }) {
			p.Pieces = append(p.Pieces, paragraph)
		}
	}
	p.incidents(of)
	return nil
}

// blind forgets what was decided on a claim: a second coder must not know.
func (c *readClaim) blind() *readClaim {
	if c.Was != nil {
		c.Claim = *c.Was
	}
	c.Was, c.Rejected, c.Accepted, c.History = nil, false, false, nil
	return c
}

// mostNear bounds the incidents that a telling could be merged with.
const mostNear = 6

// incidents finds the incident that the claim tells of, and those it could be one with: of
// days close by, the nearest first.
func (p *reviewPage) incidents(of *edition) {
	if p.Chosen.Kind != claim.KindEvent && p.Chosen.Kind != claim.KindFigure {
		return
	}
	all := of.Incidents().Incidents
	for _, in := range all {
		for _, c := range in.Cites.List() {
			if c.Report == p.At.Cite.Report && c.Claim == p.At.Cite.Claim {
				p.Incident = &tellingOf{in, otherOf(in, c)}
			}
		}
	}
	if p.Incident == nil {
		return
	}
	for _, in := range all {
		if in != p.Incident.Incident && nearInTime(in, p.Incident.Incident) {
			p.Near = append(p.Near, tellingOf{in, claimName(in.Cites.List()[0])})
		}
	}
	here := p.Incident.Place
	slices.SortStableFunc(p.Near, func(a, b tellingOf) int {
		return cmp.Compare(apart(a.Place, here), apart(b.Place, here))
	})
	p.Near = p.Near[:min(len(p.Near), mostNear)]
}

// apart is how far two places are from one another, roughly, for ranking: in degrees, squared.
func apart(a, b account.Spot) float64 {
	if a.Lat == 0 && a.Lon == 0 || b.Lat == 0 && b.Lon == 0 {
		return 1e6
	}
	return (a.Lat-b.Lat)*(a.Lat-b.Lat) + (a.Lon-b.Lon)*(a.Lon-b.Lon)
}

// dayAfter is the day after a stretch of days, of which the end may not be known.
func dayAfter(end, start string) string {
	t, ok := parsed(cmp.Or(end, start))
	if !ok {
		return end
	}
	return t.AddDate(0, 0, 1).Format(time.DateOnly)
}

func nearInTime(a, b *account.Incident) bool {
	return a.Start != "" && b.Start != "" && a.Start <= dayAfter(b.End, b.Start) && b.Start <= dayAfter(a.End, a.Start)
}

// otherOf is another telling of an incident than c, from another report where there is one; "" where c is all.
func otherOf(in *account.Incident, c account.Cite) string {
	other := ""
	for _, o := range in.Cites.List() {
		switch {
		case o.Report != c.Report:
			return claimName(o)
		case o.Claim != c.Claim && other == "":
			other = claimName(o)
		}
	}
	return other
}

func claimName(c account.Cite) string { return reportKey(c.Report) + "#" + c.Claim }

// ReviewLink is where the claims of the queue stand.
func (v *visit) ReviewLink(q queued) string { return v.with("at", q.Name()) }

// SecondLink switches between what nobody decided on and what somebody else did.
func (v *visit) SecondLink() string {
	if v.req.FormValue("second") != "" {
		return v.with("second", "")
	}
	return v.with("second", "1")
}
