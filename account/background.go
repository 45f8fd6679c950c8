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
	for _, kind := range historic {
		for _, i := range b.of(kind) {
			if i.Background && i.Time != nil && i.Tense != claim.Future && !i.repeats() {
				out.add(b.backgroundLine(i), b.origin(i))
			}
		}
	}
	slices.SortStableFunc(out.Lines, func(x, y BackgroundLine) int {
		return cmp.Or(cmp.Compare(x.From, y.From), cmp.Compare(x.To, y.To), cmp.Compare(x.Words, y.Words))
	})
	return out
}

// repeats tells whether the claim says again what another of its report says.
func (i Item) repeats() bool {
	return slices.ContainsFunc(i.About, func(a claim.Link) bool { return a.How == claim.Repeats || a.How == claim.SameWords })
}

func (b *Book) backgroundLine(i Item) BackgroundLine {
	name, _ := b.claimant(i)
	return BackgroundLine{From: i.Time.Start, To: i.Time.End, Kind: i.Kind, Words: i.Words, By: []string{name}, Cites: i.Cites(), origins: map[string]bool{}}
}

func (l *Background) add(line BackgroundLine, origin string) {
	at := slices.IndexFunc(l.Lines, func(o BackgroundLine) bool {
		return o.From == line.From && o.To == line.To && sharedWords(o.Words, line.Words) >= sameWordsShare
	})
	if at < 0 {
		l.Lines = append(l.Lines, line)
		at = len(l.Lines) - 1
	}
	o := &l.Lines[at]
	o.Cites = o.Cites.With(line.Cites)
	o.origins[origin] = true
	o.Origins = len(o.origins)
	if !slices.Contains(o.By, line.By[0]) {
		o.By = append(o.By, line.By[0])
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
