package account_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
)

// "The attack", told again without saying upon whom, goes with the attack that the report told last; not one of another place.
func TestWhatIsToldAgainWithoutANameGoesWithWhatWasToldLast(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		place string
		want  int
	}{"the same place": {"Mill", 1}, "another place": {"Hillton", 2}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := plant(t, "a", "2031-03-04", "Outlet A", "Gunmen fired on the granary. Nobody claimed the shooting.")
			p.attack("Gunmen fired on the granary", "firearms", on("2031-03-03"), at("Mill", "BBB", claim.PlaceCity), to("the granary"))
			p.attack("the shooting", "firearms", on("2031-03-03"), at(test.place, "BBB", claim.PlaceCity))
			if got := account.Open(valleys(), contributions(p), nil, "", "").Incidents(); len(got) != test.want {
				t.Errorf("%s, want %d", shown(t, got), test.want)
			}
		})
	}
}

// What a report tells without its day had happened by the time of the report: it is no later deed.
func TestNothingIsToldBeforeItHappened(t *testing.T) {
	t.Parallel()
	recalled := func(id, published string) *planted {
		p := plant(t, id, published, "Outlet "+id, "We condemn the murder of provost Halvard Tomsen and five novices.")
		p.attack("murder of provost Halvard Tomsen and five novices", "", to("provost Halvard Tomsen and five novices"))
		return p
	}
	murder := plant(t, "a", "2031-03-04", "Outlet A", "Gunmen murdered provost Halvard Tomsen and five novices on Monday.")
	murder.attack("murdered provost Halvard Tomsen and five novices on Monday", "", at("Mill", "BBB", claim.PlaceCity), onDay("2031-03-03", murder.span("Monday")), to("provost Halvard Tomsen and five novices"))
	for published, reports := range map[string]int{"2031-03-09": 2, "2031-02-09": 1} {
		got := account.Open(valleys(), contributions(murder, recalled("b", published)), nil, "", "").Incidents()
		if len(got) != 1 || got[0].Reports != reports {
			t.Errorf("told on %s: %s, want one of %d reports", published, shown(t, got), reports)
		}
	}
}

// onDay is a day that stands in the words.
func onDay(day string, words claim.Span) detail {
	return func(p *planted, c *claim.Claim) {
		on(day)(p, c)
		c.Time.Span = &words
	}
}

// On a day of fighting everywhere, what two reports tell as news of the fighting in one town is one; so is an
// offensive that both date. What names whom it hit is another matter.
func TestTheFightingOfADayIsOne(t *testing.T) {
	t.Parallel()
	tell := func(id, published, words string, details ...detail) *planted {
		p := plant(t, id, published, "Outlet "+id, words+".")
		p.attack(words, "firearms", details...)
		return p
	}
	var all []*planted
	for n := range 9 { // days and places: the Mill and the day are of many deeds
		all = append(all, tell(fmt.Sprint("day", n), fmt.Sprintf("2031-04-%02d", 1+3*n), "Gunmen shot a carter", on(fmt.Sprintf("2031-04-%02d", 1+3*n)), at("Mill", "BBB", claim.PlaceCity), to("a carter")),
			tell(fmt.Sprint("place", n), "2031-05-03", "There was shelling", on("2031-05-03"), at(fmt.Sprintf("Hamlet %d", n), "BBB", claim.PlaceVillage)))
	}
	mill := at("Mill", "BBB", claim.PlaceCity)
	for name, test := range map[string]struct {
		one, other *planted
		want       int
	}{
		"news of one day":           {tell("a", "2031-05-03", "Fighting went on in town", on("2031-05-03"), mill), tell("b", "2031-05-04", "Clashes were heard at dawn", on("2031-05-03"), mill), 1},
		"one names whom it hit":     {tell("a", "2031-05-03", "Fighting went on in town", on("2031-05-03"), mill), tell("b", "2031-05-04", "Gunmen attacked the brewery", on("2031-05-03"), mill, to("the brewery")), 2},
		"an offensive, dated later": {tell("a", "2031-05-20", "The offensive of 3 May was beaten", onDay("2031-05-03", claim.Span{Start: 17, End: 22}), mill), tell("b", "2031-06-04", "On 3 May the rebels began their offensive", onDay("2031-05-03", claim.Span{Start: 3, End: 8}), mill), 1},
	} {
		without := len(account.Open(valleys(), contributions(all...), nil, "", "").Incidents())
		got := account.Open(valleys(), contributions(append(slices.Clone(all), test.one, test.other)...), nil, "", "").Incidents()
		if len(got)-without != test.want {
			t.Errorf("%s: %d more incidents, want %d", name, len(got)-without, test.want)
		}
	}
}

// Two deeds that one noun names in a sentence are two: what began with an attack is not that attack.
func TestOneNounNamesTwoDeeds(t *testing.T) {
	t.Parallel()
	p := plant(t, "a", "2031-03-04", "Outlet A", "The attacks began with the attack on the barracks at the Mill.")
	day, mill := on("2031-03-03"), at("Mill", "BBB", claim.PlaceCity)
	noun := func(p *planted, c *claim.Claim) { c.Rule, c.Sentence = "event/noun", p.span(p.report.Text) }
	p.attack("attack on the barracks", "firearms", day, mill, noun, to("the barracks"))
	p.attack("The attacks", "firearms", day, mill, noun)
	if got := account.Open(valleys(), contributions(p), nil, "", "").Incidents(); len(got) != 2 {
		t.Errorf("%s, want two", shown(t, got))
	}
}
