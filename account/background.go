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
	told := newHistory()
	for _, kind := range historic {
		for _, i := range b.of(kind) {
			if i.Background && i.Time != nil && i.Tense != claim.Future && !i.repeats() {
				out.add(told, b.backgroundLine(i), b.origin(i))
			}
		}
	}
	for n := range out.Lines {
		out.Lines[n].Cites = told.from[n].cites()
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

// wording is a line, by its number, and its words.
type wording struct {
	at    int
	words []string
}

// history finds lines of the same days in much the same words.
type history struct {
	of   map[[2]string][]wording // by days
	from []gathering             // of each line
}

func newHistory() *history { return &history{of: map[[2]string][]wording{}} }

func (l *Background) add(told *history, line BackgroundLine, origin string) {
	days, words := [2]string{line.From, line.To}, plainWords(line.Words)
	at := -1
	for _, o := range told.of[days] {
		if shareOf(o.words, words) >= sameWordsShare {
			at = o.at
			break
		}
	}
	if at < 0 {
		at = len(l.Lines)
		l.Lines, told.from = append(l.Lines, line), append(told.from, gathering{})
		told.of[days] = append(told.of[days], wording{at, words})
	}
	o := &l.Lines[at]
	told.from[at].addAll(line.Cites)
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
