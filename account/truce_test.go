package account_test

import (
	"testing"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
)

// truceOf is a truce from its declaration to a breach that one side alleges and the other denies.
func truceOf(t testing.TB) []*planted {
	declared := plant(t, "t1", "2031-03-22", "Hill Times", "The two valleys agreed on Saturday on a truce of ten days, on condition that nobody crosses the river. The Upper Valley said that it would keep the truce.")
	declared.claim("a truce of ten days", &claim.Ceasefire{State: claim.TruceDeclared, Declared: &claim.When{Start: "2031-03-22", End: "2031-03-22"}, Ends: &claim.When{Start: "2031-04-01", End: "2031-04-01"},
		Conditions: []claim.Words{{Text: "nobody crosses the river"}}}, claim.KindCeasefire)
	declared.says("The Upper Valley said that it would keep the truce", "AAA", claim.ActPledge, "ceasefire")
	extended := plant(t, "t2", "2031-03-31", "River News", "The truce was extended on Monday. The Lower Valley called it the only way.")
	extended.claim("The truce was extended", &claim.Ceasefire{State: claim.TruceExtended}, claim.KindCeasefire, on("2031-03-31"))
	extended.says("The Lower Valley called it the only way", "BBB", claim.ActPraise, "ceasefire")
	breach := plant(t, "t3", "2031-04-05", "Lower Post", "The Lower Valley accused the guard of breaking the truce. The guard denied that it had broken the truce. Valley Watch saw tracks of the breach.")
	breach.claim("breaking the truce", &claim.Breach{Accused: []claim.Ref{{Actor: "AAA.guard", Text: "the guard"}}, ContentSpan: breach.span("breaking the truce")}, claim.KindBreach, on("2031-04-04"), by("BBB"))
	breach.claim("broken the truce", &claim.Breach{Accused: []claim.Ref{{Actor: "AAA.guard", Text: "it"}}, ContentSpan: breach.span("broken the truce")}, claim.KindBreach, denied(), by("AAA.guard"))
	breach.claim("tracks of the breach", &claim.Breach{Accused: []claim.Ref{{Actor: "AAA", Text: "guard"}}, ContentSpan: breach.span("tracks of the breach")}, claim.KindBreach, on("2031-04-04"), by("org:watch"))
	return []*planted{declared, extended, breach}
}

func TestTheTruceStepByStep(t *testing.T) {
	t.Parallel()
	all := contributions(truceOf(t)...)
	for asOf, want := range map[string]string{"2031-03-21": "unknown", "2031-03-25": "declared", "2031-04-01": "extended", "": "extended"} {
		if got := account.Open(valleys(), all, nil, asOf, "").Truce().State; got != want {
			t.Errorf("as of %q: %s, want %s", asOf, got, want)
		}
	}
}

func TestATruceHasItsConditionAndBothSidesWords(t *testing.T) {
	t.Parallel()
	truce := account.Open(valleys(), contributions(truceOf(t)...), nil, "", "").Truce()
	if len(truce.Conditions) != 1 || truce.Conditions[0].What != "nobody crosses the river" {
		t.Errorf("conditions: %s", shown(t, truce.Conditions))
	}
	for _, s := range truce.Sides {
		if len(s.Words) == 0 {
			t.Errorf("%s is silent: %s", s.Name, shown(t, truce.Sides))
		}
	}
}

// What two sides say together stands with each of them, by its own name alone.
func TestWordsOfBothSidesAreEachOnes(t *testing.T) {
	t.Parallel()
	joint := plant(t, "t4", "2031-03-23", "Hill Times", "The valleys said together that the truce holds.")
	joint.says("The valleys said together that the truce holds", "AAA", claim.ActState, "ceasefire")
	both := joint.record.Claims[0].Body.(*claim.Statement)
	both.Speakers = []claim.Ref{{Actor: "AAA", Text: "Aaa"}, {Actor: "BBB", Text: "Bbb"}}
	truce := account.Open(valleys(), contributions(joint), nil, "", "").Truce()
	for i, s := range truce.Sides {
		if other := truce.Sides[1-i].Name; len(s.Words) != 1 || len(s.Words[0].By) != 1 || s.Words[0].By[0] == other {
			t.Errorf("%s: %s", s.Name, shown(t, s.Words))
		}
	}
}

// Allegation, denial and corroboration are three things; a breach is no state.
func TestABreachIsAllegedDeniedAndCorroborated(t *testing.T) {
	t.Parallel()
	truce := account.Open(valleys(), contributions(truceOf(t)...), nil, "", "").Truce()
	if len(truce.Breaches) != 1 {
		t.Fatalf("%s", shown(t, truce.Breaches))
	}
	v := truce.Breaches[0]
	if v.Status != "corroborated and denied" || len(v.Alleged) != 1 || len(v.Denied) != 1 || len(v.Corroborated) != 1 || v.Accused != "AAA" {
		t.Errorf("%s", shown(t, v))
	}
	if truce.State != "extended" {
		t.Errorf("the breach made the truce %s", truce.State)
	}
}

func TestReportingStandsBesideBreaches(t *testing.T) {
	t.Parallel()
	for _, w := range account.Open(valleys(), contributions(truceOf(t)...), nil, "", "").Truce().Coverage {
		if want := map[string]int{"2031-03-31": 1}[w.Week]; w.Breaches != want || w.Reports == 0 {
			t.Errorf("week of %s: %d breaches in %d reports, want %d", w.Week, w.Breaches, w.Reports, want)
		}
	}
}

// That the truce holds, by one side's word, and does not, by the other's, is contested.
func TestWhoContradictsWhoIsShown(t *testing.T) {
	t.Parallel()
	p := plant(t, "t4", "2031-04-06", "Hill Times", "The truce holds, said the Upper Valley; the truce does not hold, said the Lower.")
	p.claim("The truce holds", &claim.Ceasefire{State: claim.TruceInEffect}, claim.KindCeasefire, by("AAA"))
	p.claim("the truce does not hold", &claim.Ceasefire{State: claim.TruceInEffect}, claim.KindCeasefire, by("BBB"), denied())
	truce := account.Open(valleys(), contributions(append(truceOf(t), p)...), nil, "", "").Truce()
	if !truce.Contested || len(truce.Standing) < 2 {
		t.Errorf("contested %v: %s", truce.Contested, shown(t, truce.Standing))
	}
}
