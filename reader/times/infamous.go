package times

import (
	"slices"
	"strings"
	"time"

	"github.com/parley-desk/parley/reader/lexicon"
)

// infamous is a day that is told without its year long after: "the October 7 attack". It is meant where its sentence names
// one of whom it was and one of what was done.
type infamous struct {
	day      time.Time
	of, deed []string
}

// infamousDays reads them from the section of named days: those that say of whom.
func infamousDays(table *lexicon.Table) []infamous {
	var out []infamous
	for i := range table.Entries {
		e := &table.Entries[i]
		day, err := time.Parse(time.DateOnly, e.Get("value"))
		if of := e.Get("of"); of != "" && err == nil {
			out = append(out, infamous{day, strings.Split(of, ","), strings.Split(e.Get("deed"), ",")})
		}
	}
	return out
}

// infamousYear gives a day without a year that of the infamous day which the sentence speaks of, if any.
func (p *parser) infamousYear(m *meaning) {
	for i := range p.infamous {
		n := &p.infamous[i]
		if m.month == int(n.day.Month()) && m.day == n.day.Day() && p.speaksOf(n.of) && p.speaksOf(n.deed) {
			m.since = n.day
		}
	}
}

// speaksOf tells whether the sentence has one of some words.
func (p *parser) speaksOf(words []string) bool {
	return slices.ContainsFunc(p.line.forms, func(form string) bool { return slices.Contains(words, form) })
}
