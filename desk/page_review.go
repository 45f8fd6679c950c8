package desk

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
)

// reviewPage is the queue of claims to be looked at, the first of them in full.
type reviewPage struct {
	Why, Kinds choice
	Lines      []*queued // the first few, the one at hand aside
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
	Made       *edition // that the order is of, where it is older than the page; else nil
}

// queued is a claim that should be looked at, and why.
type queued struct {
	Cite    account.Cite
	Kind    claim.Kind
	Sure    float64
	Reasons []string
	Name    string // how forms and addresses name the claim
	unit    string // how decisions name it, so that it is the same in another reading
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
	var open []*queued
	queue := v.desk.queues.queueOf(v)
	for i := range queue.all {
		q := &queue.all[i]
		if !mine[q.unit] && others[q.unit] == p.Second {
			open = append(open, q)
		}
	}
	p.Why, open = choose(v, "why", "Why", open, func(q *queued) []string { return q.Reasons }, itself)
	p.Kinds, open = choose(v, "kind", "Kind", open, func(q *queued) []string { return q.kinds() }, itself)
	p.Total = len(open)
	if queue.of != v.edition {
		p.Made = queue.of
	}
	return p, p.begin(v, queue.of, open[skipped(v, open):])
}

// begin opens the first claim of the queue that its report still has: the queue may be
// older than the reading.
func (p *reviewPage) begin(v *visit, of *edition, open []*queued) error {
	for at, q := range open {
		p.At, p.Lines, p.Skip = q, open[at+1:min(at+1+mostQueued, len(open))], ""
		if at+1 < len(open) {
			p.Skip = v.with("at", open[at+1].Name)
		}
		if err := p.open(v, of); err != nil || p.Chosen != nil {
			return err
		}
		if p.Total--; at == mostGone {
			break
		}
	}
	return nil
}

// mostGone bounds the reports that are opened in vain for one page.
const mostGone = 8

// skipped is the place in the queue that is asked for: of a claim that has left it, where it would be.
func skipped(v *visit, open []*queued) int {
	asked := v.req.FormValue("at")
	if asked == "" {
		return 0
	}
	return max(slices.IndexFunc(open, func(q *queued) bool { return q.Name == asked }), 0)
}

// kinds is the kind of the claim, for a filter: without making a list for each of thousands.
func (q *queued) kinds() []string {
	if i := slices.Index(claim.Kinds, q.Kind); i >= 0 {
		return kindWords[i : i+1]
	}
	return []string{string(q.Kind)}
}

var kindWords = func() []string {
	words := make([]string, len(claim.Kinds))
	for i, k := range claim.Kinds {
		words[i] = string(k)
	}
	return words
}()

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
			cite := r.Cite()
			queue[i] = queued{Cite: cite, Kind: r.Kind, Sure: r.Confidence, Reasons: r.reasons(), Name: claimName(cite), unit: unitName(cite.Report, string(r.Kind), cite.In, cite.Span)}
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
	around := &readerPage{reading: reading, Chosen: p.Chosen, Asked: true}
	around.settlePart(v)
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

// ReviewLink is where the claims of the queue stand.
func (v *visit) ReviewLink(q *queued) string { return v.with("at", q.Name) }

// alsoReview is what the page of the queue hangs on besides its address and the queue.
func alsoReview(v *visit) string {
	return fmt.Sprint(v.Person().Name, "\x00", rights(v), v.Seq)
}

// SecondLink switches between what nobody decided on and what somebody else did.
func (v *visit) SecondLink() string {
	if v.req.FormValue("second") != "" {
		return v.with("second", "")
	}
	return v.with("second", "1")
}
