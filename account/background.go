package account

import (
	"cmp"
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// Background is the history that reports tell in passing.
type Background struct {
	AsOf  string           `json:"as_of,omitempty"`
	Lines []BackgroundLine `json:"background"`
}

// BackgroundLine is one thing told of the past.
type BackgroundLine struct {
	From    string     `json:"from,omitempty"`
	To      string     `json:"to,omitempty"`
	Kind    claim.Kind `json:"kind"`
	Words   string     `json:"words"`
	By      []string   `json:"by"`
	Origins int        `json:"origins"`
	Cites   Cites      `json:"cites"`
	origins map[string]bool
}

// historic are the kinds that history is told in.
var historic = []claim.Kind{claim.KindEvent, claim.KindMeeting, claim.KindCeasefire, claim.KindCommitment, claim.KindFigure, claim.KindStatus}

// Background lists what reports tell as history, by the day that it is of; what
// several reports tell in much the same words on the same days is one line.
func (b *Book) Background() *Background {
	out := &Background{AsOf: b.AsOf, Lines: []BackgroundLine{}}
	told, by := newHistory(), make([][]past, len(historic))
	for _, c := range b.reports {
		for _, p := range remember(b, c, itsPast, func() []past { return b.pastIn(c) }) {
			by[p.kind] = append(by[p.kind], p)
		}
	}
	for _, p := range slices.Concat(by...) {
		out.add(told, &p, b.origin(p.Item))
	}
	for n := range out.Lines {
		out.Lines[n].Cites = told.from[n].cites()
	}
	slices.SortStableFunc(out.Lines, func(x, y BackgroundLine) int {
		return cmp.Or(cmp.Compare(x.From, y.From), cmp.Compare(x.To, y.To), cmp.Compare(x.Words, y.Words))
	})
	return out
}

// past is a claim that tells history.
type past struct {
	Item
	kind   int // among the historic ones
	by     string
	phrase phrase
}

// pastIn is the history that a report tells.
func (b *Book) pastIn(c *Contribution) (all []past) {
	for _, i := range b.grouped[c] {
		if i.Background && i.Time != nil && i.Tense != claim.Future && !i.repeats() {
			if kind := slices.Index(historic, i.Kind); kind >= 0 {
				name, _ := b.claimant(i)
				all = append(all, past{i, kind, name, b.phrase(i.Words)})
			}
		}
	}
	return all
}

// repeats tells whether the claim says again what another of its report says.
func (i Item) repeats() bool {
	return slices.ContainsFunc(i.About, func(a claim.Link) bool { return a.How == claim.Repeats || a.How == claim.SameWords })
}

// history finds lines of the same days in much the same words.
type history struct {
	of   map[[2]string][]worded // by days
	from []gathering            // of each line
}

func newHistory() *history { return &history{of: map[[2]string][]worded{}} }

func (l *Background) add(told *history, p *past, origin string) {
	days := [2]string{p.Time.Start, p.Time.End}
	at := slices.IndexFunc(told.of[days], func(o worded) bool { return o.like(&p.phrase, sameWordsShare) })
	if at >= 0 {
		at = told.of[days][at].at
	} else {
		at = len(l.Lines)
		l.Lines = append(l.Lines, BackgroundLine{From: days[0], To: days[1], Kind: p.Kind, Words: p.Words, By: []string{p.by}, origins: map[string]bool{}})
		told.from = append(told.from, gathering{})
		told.of[days] = append(told.of[days], worded{at, p.phrase})
	}
	o := &l.Lines[at]
	told.from[at].add(p.Item)
	o.origins[origin] = true
	o.Origins = len(o.origins)
	if !slices.Contains(o.By, p.by) {
		o.By = append(o.By, p.by)
	}
}

// Tables shows the history.
func (l *Background) Tables() []Table {
	t := Table{Title: "Background", Note: "History that reports tell in passing.", Columns: []string{"days", "words", "by", "from"}}
	for _, line := range l.Lines {
		t.Lines = append(t.Lines, NewLine(line.Cites, period(line.From, line.To), line.Words, strings.Join(line.By, "; ")))
	}
	return []Table{t}
}
