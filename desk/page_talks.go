package desk

import (
	"slices"

	"github.com/parley-desk/parley/account"
)

// talksPage is the process, the latest round first.
type talksPage struct {
	*account.Talks
	Latest []roundView
}

// roundView is a round with what is said of it by sort.
type roundView struct {
	account.RoundOf
	Said []saidOf
}

// saidOf is one sort of what is said of a round.
type saidOf struct {
	Label string
	Lines []account.Said
}

func showTalks(v *visit) (any, error) {
	p := &talksPage{Talks: v.Talks()}
	for _, r := range slices.Backward(p.Rounds) {
		one := roundView{RoundOf: r}
		for _, s := range []saidOf{{"Outcome", r.Outcomes}, {"Demands", r.Demands}, {"Who took part", r.Parties}, {"Roles", r.Roles}, {"Numbered", r.Numbered}, {"Place", r.Venues}, {"Next date", r.NextDates}} {
			if len(s.Lines) > 0 {
				one.Said = append(one.Said, s)
			}
		}
		p.Latest = append(p.Latest, one)
	}
	return p, nil
}

// Telling is how many tellings of a meeting are shown at once.
func (r *roundView) Telling() []account.Session {
	return r.Sessions[:min(len(r.Sessions), mostTellings)]
}

// mostTellings bounds the tellings of a round that a page lists; the table has all.
const mostTellings = 25

func tablesOfTalks(v *visit) ([]account.Table, error) { return v.Talks().Tables(), nil }
