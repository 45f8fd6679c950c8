package account

import (
	"cmp"
	"maps"
	"slices"

	"github.com/parley-desk/parley/claim"
)

// BreachView is an alleged breach, its denial and its corroboration: three things.
type BreachView struct {
	Accused      string `json:"accused"`
	Day          string `json:"day,omitempty"` // of the breach, else empty
	Told         string `json:"told"`
	Status       string `json:"status"` // alleged, denied, corroborated, corroborated and denied
	Alleged      []Said `json:"alleged"`
	Denied       []Said `json:"denied,omitempty"`
	Corroborated []Said `json:"corroborated,omitempty"` // by others than the accusing side
	Cites        Cites  `json:"cites"`
}

// Coverage is how much was reported in a week, so that a quiet week is told from an unreported one.
type Coverage struct {
	Week     string `json:"week"` // its Monday
	Reports  int    `json:"reports"`
	Origins  int    `json:"origins"`
	Breaches int    `json:"breaches"` // first alleged in it
	Cites    Cites  `json:"cites"`
}

// breaches groups what is alleged by accused and day, with what is said against and besides.
func (b *Book) breaches() []BreachView {
	type group struct {
		BreachView
		alleged, denied, others *tally
		from                    gathering
	}
	groups := map[string]*group{}
	at := func(accused, day, toldOn string) *group {
		key := accused + " " + cmp.Or(day, toldOn)
		if groups[key] == nil {
			groups[key] = &group{BreachView{Accused: accused, Day: day, Told: toldOn}, b.tally(), b.tally(), b.tally(), gathering{}}
		}
		return groups[key]
	}
	denials := denials{}
	for _, c := range b.reports {
		for _, l := range remember(b, c, itsBreaches, func() []laid { return b.laidIn(c) }) {
			if l.Polarity == claim.Negative {
				denials.add(l.Item, l.accused, l.by)
				continue
			}
			g := at(l.accused, l.day, c.day())
			g.from.add(l.Item)
			if b.sides.party[l.by] {
				g.alleged.add(l.Words, l.Item)
			} else {
				g.others.add(l.Words, l.Item)
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(groups)) {
		g := groups[key]
		for _, i := range denials.of(g.Accused, cmp.Or(g.Day, g.Told)) {
			g.denied.add(i.Words, i)
			g.from.add(i)
		}
	}
	var all []BreachView
	for _, key := range slices.Sorted(maps.Keys(groups)) {
		g := groups[key]
		g.Alleged, g.Denied, g.Corroborated = g.alleged.said(), g.denied.said(), g.others.said()
		g.Status, g.Cites = breachStatus(&g.BreachView), g.from.cites()
		all = append(all, g.BreachView)
	}
	slices.SortStableFunc(all, func(x, y BreachView) int { return cmp.Compare(cmp.Or(x.Day, x.Told), cmp.Or(y.Day, y.Told)) })
	return all
}

// laid is a breach as a report tells it: to whom it is laid, by which side's word.
type laid struct {
	Item
	accused, by, day string
}

func (b *Book) laidIn(c *Contribution) (all []laid) {
	for _, i := range b.grouped[c] {
		if i.Kind == claim.KindBreach {
			all = append(all, laid{i, b.accused(i), b.claimantSide(i), breachDay(i)})
		}
	}
	return all
}

func breachDay(i Item) string {
	if i.Time != nil && spanDays(i.Time) <= incidentDays {
		return i.Time.Start
	}
	return ""
}

// accused names whom a breach is laid to.
func (b *Book) accused(i Item) string {
	for _, r := range i.Body.(*claim.Breach).Accused {
		if side := b.sides.side(i.Of, r.Actor); side != "" {
			return side
		}
	}
	return "not said"
}

// denialDays is for how many days a denial is taken to answer an allegation.
const denialDays = 7

// denials are what is said against allegations, by whom it clears and the day on which it was said.
type denials map[denial][]Item

type denial struct{ side, day string }

func (d denials) add(i Item, accused, by string) {
	d[denial{accused, i.Of.day()}] = append(d[denial{accused, i.Of.day()}], i)
	if by != accused {
		d[denial{by, i.Of.day()}] = append(d[denial{by, i.Of.day()}], i)
	}
}

// of lists the denials that answer what an accused is said to have done on a day.
func (d denials) of(accused, day string) []Item {
	if daysBetween(day, day) != 0 {
		return nil // no day
	}
	var all []Item
	for n := -denialDays; n <= denialDays; n++ {
		all = append(all, d[denial{accused, addDays(day, n)}]...)
	}
	return all
}

func breachStatus(v *BreachView) string {
	// Whoever is no party and tells it in his own voice corroborates it, if he is not the only one who tells.
	status := "alleged"
	if len(v.Corroborated) > 0 && len(v.Alleged) > 0 {
		status = "corroborated"
	}
	if len(v.Denied) > 0 {
		if status == "alleged" {
			return "alleged and denied"
		}
		return "corroborated and denied"
	}
	return status
}

// coverage counts the reports of each week of the truce beside the breaches first alleged in it.
func (b *Book) coverage(breaches []BreachView) []Coverage {
	weeks := map[string]*Coverage{}
	origins, from := map[string]map[string]bool{}, map[string]*gathering{}
	for _, c := range b.reports {
		w := monday(c.day())
		if weeks[w] == nil {
			weeks[w], origins[w], from[w] = &Coverage{Week: w}, map[string]bool{}, &gathering{}
		}
		weeks[w].Reports++
		origins[w][b.origins()[c.Report]] = true
		from[w].addAll(c.cites())
	}
	for _, v := range breaches {
		if w := weeks[monday(v.Told)]; w != nil {
			w.Breaches++
		}
	}
	var all []Coverage
	for _, w := range slices.Sorted(maps.Keys(weeks)) {
		weeks[w].Origins, weeks[w].Cites = len(origins[w]), from[w].cites()
		all = append(all, *weeks[w])
	}
	return all
}
