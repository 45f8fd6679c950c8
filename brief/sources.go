package brief

import (
	"slices"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
)

// sources numbers what sentences come from, as it is cited.
type sources struct {
	writer  *writer
	reports map[string]*account.Contribution
	list    []Source
	at      map[sourceKey]int // the last source of a key, from 1
	before  []int             // of each source the one before it of the same key
}

// sourceKey tells most citations apart; it costs less than a whole one.
type sourceKey struct {
	report, claim string
	version       int
	span          claim.Span
}

// sourcesOfReport is about how many a report of a large case has.
const sourcesOfReport = 8

// number numbers the sources of all sentences of a brief in their order, from 1.
func (b *Brief) number(w *writer) {
	n := &sources{writer: w, reports: map[string]*account.Contribution{}, at: map[sourceKey]int{}, list: make([]Source, 0, sourcesOfReport*b.Reports)}
	for _, c := range w.book.Reports() {
		n.reports[c.Report] = c
	}
	for i := range b.Sections {
		for j := range b.Sections[i].Parts {
			sentences := b.Sections[i].Parts[j].Sentences
			for k := range sentences {
				n.cite(&sentences[k])
			}
		}
	}
	if len(n.list) > 0 {
		b.Sources = n.list
	}
}

func (n *sources) cite(s *Sentence) {
	s.cites = make([]int, len(s.from))
	for i := range s.from {
		s.cites[i] = n.of(&s.from[i])
	}
	slices.Sort(s.cites)
	s.from = nil
}

// of gives a citation its number, the same wherever it is cited.
func (n *sources) of(c *account.Cite) int {
	key := sourceKey{c.Report, c.Claim, c.Version, c.Span}
	last := n.at[key]
	for at := last; at > 0; at = n.before[at-1] {
		if n.list[at-1].Cite == *c {
			return at
		}
	}
	source := Source{Cite: *c}
	if r := n.reports[c.Report]; r != nil {
		source.Title, source.URL = n.writer.mask.Text(r.Title), r.URL
	}
	n.list, n.before = append(n.list, source), append(n.before, last)
	n.at[key] = len(n.list)
	return len(n.list)
}
