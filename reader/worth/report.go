package worth

import (
	"sort"
	"time"

	"github.com/parley-desk/parley/claim"
	"github.com/parley-desk/parley/reader/draft"
)

// report is what the features of a telling ask of the whole report.
type report struct {
	d        *draft.Draft
	day      time.Time // of publication, else of the dateline; zero where neither is known
	words    int
	we       float64 // of a hundred words, how many are of the first person
	quoted   float64 // the share of the text within quotation marks
	violence float64 // tellings of violence for each forty words
	speech   float64 // statements for each forty words
	others   float64 // events of other sorts for each forty words
}

// aTelling is how many words a report has for each telling where it tells little else.
const aTelling = 40

func newReport(d *draft.Draft, tellings int) *report {
	r := &report{d: d, day: d.Day, words: max(len(d.Doc.Tokens), 1)}
	if r.day.IsZero() && d.Dateline != nil {
		r.day, _ = time.Parse(time.DateOnly, d.Dateline.Day)
	}
	for i := range d.Doc.Tokens {
		if isFirstPerson(d.Token(i)) {
			r.we += 100 / float64(r.words)
		}
	}
	for _, q := range d.Quotes {
		r.quoted += float64(q.End-q.First) / float64(r.words)
	}
	events := 0
	for i := range d.Claims {
		if d.Claims[i].Kind == claim.KindEvent {
			events++
		}
	}
	density := func(n int) float64 { return min(1, float64(n*aTelling)/float64(r.words)) }
	r.violence, r.speech, r.others = density(tellings), density(len(d.Statements)), density(events-tellings)
	return r
}

// tokens are those of a span of the text.
func (r *report) tokens(s claim.Span) draft.Range {
	tokens := r.d.Doc.Tokens
	at := func(point int) int {
		return sort.Search(len(tokens), func(i int) bool { return r.d.Bytes(int(tokens[i].Start), int(tokens[i].Start)).Start >= point })
	}
	return draft.Range{First: at(s.Start), End: at(s.End)}
}

// statement is the innermost statement in whose content token i stands, nil where none has it.
func (r *report) statement(i int) *draft.Statement {
	if r.d.Within == nil || i >= len(r.d.Within) || r.d.Within[i] < 0 {
		return nil
	}
	return &r.d.Statements[r.d.Within[i]]
}

// isTeller tells whether token i names who tells or condemns what token at is told in: the "we" of "we confirm that three were killed".
func (r *report) isTeller(i, at int) bool {
	for s := r.statement(at); s != nil; s = &r.d.Statements[s.Parent] {
		for _, source := range s.Source {
			if source.Holds(i) {
				return true
			}
		}
		if s.Parent < 0 {
			break
		}
	}
	return false
}

// isQuoted tells whether token i stands within quotation marks.
func (r *report) isQuoted(i int) bool {
	at := sort.Search(len(r.d.Quotes), func(k int) bool { return r.d.Quotes[k].End > i })
	return at < len(r.d.Quotes) && r.d.Quotes[at].First <= i
}
