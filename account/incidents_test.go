package account_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/parley-desk/parley/account"
	"github.com/parley-desk/parley/claim"
)

func ids(b *account.Book) []string {
	var all []string
	for _, in := range b.Incidents() {
		all = append(all, in.ID)
	}
	return all
}

func ford(t testing.TB, id, day, happened, mode string) *planted {
	p := plant(t, id, day, "Outlet "+id, "There was an attack at the Ford and five people were killed.")
	p.attack("an attack at the Ford", mode, on(happened), at("Ford", "AAA", claim.PlaceCrossing))
	return p
}

func TestTellingsMergeOnPlaceTimeAndKind(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		other *planted
		want  int
	}{
		"the same":                   {ford(t, "b", "2031-03-04", "2031-03-03", "firearms"), 1},
		"a day apart, the same deed": {ford(t, "b", "2031-03-04", "2031-03-04", "firearms"), 1},
		"three days apart":           {ford(t, "b", "2031-03-06", "2031-03-06", "firearms"), 2},
		"another kind":               {ford(t, "b", "2031-03-04", "2031-03-03", "suicide-attack"), 2},
		"kind not said":              {ford(t, "b", "2031-03-04", "2031-03-03", ""), 1},
		"kind not said, a day apart": {ford(t, "b", "2031-03-05", "2031-03-04", ""), 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := account.Open(valleys(), contributions(ford(t, "a", "2031-03-04", "2031-03-03", "firearms"), test.other), nil, "", "")
			if got := b.Incidents(); len(got) != test.want {
				t.Errorf("%v, want %d incidents", ids(b), test.want)
			} else if test.want == 1 && (len(got[0].Merged) != 1 || got[0].Merged[0].Reason == "") {
				t.Errorf("merged without a reason: %s", shown(t, got))
			}
		})
	}
}

// Two places, one day, the same number of dead: figures alone never merge.
func TestFiguresAloneNeverMerge(t *testing.T) {
	t.Parallel()
	var all []*planted
	for id, place := range map[string]string{"a": "Ford", "b": "Mill"} {
		p := plant(t, id, "2031-03-04", "Outlet "+id, "Five people were killed.")
		p.killed("Five people were killed", 5, claim.Civilian, "AAA", on("2031-03-03"), at(place, "", claim.PlaceCity))
		all = append(all, p)
	}
	if b := account.Open(valleys(), contributions(all...), nil, "", ""); len(b.Incidents()) != 2 {
		t.Errorf("%v, want two incidents", ids(b))
	}
}

// Who cannot have been in one fight parts two tellings; that each side names the other does not.
func TestSidesMustBeCompatible(t *testing.T) {
	t.Parallel()
	c := valleys()
	c.ThirdParties = []claim.ThirdParty{{ID: "CCC.guns", Name: "Hill Guns"}, {ID: "CCC.bows", Name: "Hill Bows"}}
	tell := func(id, actor string) *planted {
		p := plant(t, id, "2031-03-04", "Outlet "+id, "They fired at the Ford.")
		p.record.Actors = append(p.record.Actors, claim.Actor{ID: "CCC.guns", Kind: claim.ActorArmedGroup, Name: "Hill Guns"}, claim.Actor{ID: "CCC.bows", Kind: claim.ActorArmedGroup, Name: "Hill Bows"})
		p.claim("fired", &claim.Event{Type: "ASSAULT", Mode: "firearms", Trigger: p.span("fired"), Actors: []claim.Ref{{Actor: actor, Text: "They"}}}, claim.KindEvent, on("2031-03-03"), at("Ford", "AAA", claim.PlaceCrossing))
		return p
	}
	if b := account.Open(c, contributions(tell("a", "AAA"), tell("b", "BBB")), nil, "", ""); len(b.Incidents()) != 1 {
		t.Errorf("each names the other: %v, want one", ids(b))
	}
	if b := account.Open(c, contributions(tell("a", "CCC.guns"), tell("b", "CCC.bows")), nil, "", ""); len(b.Incidents()) != 2 {
		t.Errorf("two groups: %v, want two", ids(b))
	}
}

// An analyst's split and merge hold, also when another reader puts the spans elsewhere.
func TestMergingAndSplittingSurviveReadingAgain(t *testing.T) {
	t.Parallel()
	a, o := ford(t, "a", "2031-03-04", "2031-03-03", "firearms"), ford(t, "b", "2031-03-04", "2031-03-03", "firearms")
	far := ford(t, "c", "2031-03-08", "2031-03-07", "firearms")
	words := "an attack at the Ford"
	split := claim.Decision{ID: "s", Kind: claim.DecideSplit, Author: "a", At: "2031-04-01T10:00:00Z", Reason: "two fords", Of: []claim.Anchor{a.anchor(claim.KindEvent, words), o.anchor(claim.KindEvent, words)}}
	merge := claim.Decision{ID: "m", Kind: claim.DecideMerge, Author: "a", At: "2031-04-01T10:00:00Z", Reason: "misdated", Of: []claim.Anchor{a.anchor(claim.KindEvent, words), far.anchor(claim.KindEvent, words)}}
	if b := account.Open(valleys(), contributions(a, o), []claim.Decision{split}, "", ""); len(b.Incidents()) != 2 {
		t.Errorf("split: %v, want two", ids(b))
	}
	if b := account.Open(valleys(), contributions(a, far), []claim.Decision{merge}, "", ""); len(b.Incidents()) != 1 {
		t.Errorf("merged: %v, want one", ids(b))
	}
	again := plant(t, "b", "2031-03-04", "Outlet b", o.report.Text)
	again.attack("was an attack at the Ford", "firearms", on("2031-03-03"), at("Ford", "AAA", claim.PlaceCrossing))
	if b := account.Open(valleys(), contributions(a, again), []claim.Decision{split}, "", ""); len(b.Incidents()) != 2 {
		t.Errorf("split, read again: %v, want two", ids(b))
	}
	undo := claim.Decision{ID: "u", Kind: claim.DecideUndo, Author: "a", At: "2031-04-02T10:00:00Z", Reason: "one ford", Undo: "s"}
	if b := account.Open(valleys(), contributions(a, o), []claim.Decision{split, undo}, "", ""); len(b.Incidents()) != 1 {
		t.Errorf("split undone: %v, want one", ids(b))
	}
}

// A report that dates the fire along the border, and says later where it was, tells of one.
func TestAReportTellsOneStory(t *testing.T) {
	t.Parallel()
	p := plant(t, "a", "2031-03-04", "Hill Times", "Fire across the border killed five on Monday. Guards fired on the Ford, a spokesman said.")
	main := p.claim("Fire across the border", &claim.Event{Type: "ASSAULT", Mode: "firearms", Main: true, Trigger: p.span("Fire")}, claim.KindEvent, on("2031-03-03"), at("The Line", "", claim.PlaceBorder))
	p.killed("killed five", 5, claim.Unknown, "", on("2031-03-03"), at("The Line", "", claim.PlaceBorder), linked(claim.PartOf, main))
	p.attack("Guards fired on the Ford", "firearms", at("Ford", "AAA", claim.PlaceCrossing))
	b := account.Open(valleys(), contributions(p), nil, "", "")
	if got := ids(b); len(got) != 1 || got[0] != "2031-03-03-ford" {
		t.Errorf("%v, want 2031-03-03-ford", got)
	}
}

// One agency's story in six papers, cut and respelt, is one origin; two reports of one event are two.
func TestAnAgencysStoryIsOneOrigin(t *testing.T) {
	t.Parallel()
	story := "A short exchange of fire at the Ford left five people dead on Monday, a doctor of the clinic there told the agency by telephone. Neither side said who had begun. " +
		"The two valleys have been talking for three weeks about who may cross the river and when, and the talks were to go on in Hillton on Tuesday. " +
		"Residents spoke of ten minutes of shooting and of a calm that came as suddenly as the noise. The school of the village stays closed until further notice."
	var all []*planted
	for n, text := range []string{story, story[:330], "Updated. " + story, story[:260] + " More to follow.", story[90:], story} {
		p := plant(t, string(rune('a'+n)), "2031-03-04", "Paper "+string(rune('A'+n)), text)
		p.record.Report.Agency = "River Agency"
		all = append(all, p)
	}
	other := plant(t, "z", "2031-03-04", "Own Correspondent", "Five people died at the Ford on Monday, according to two farmers who had helped to carry them to the clinic. "+
		"They said that guards of the other bank had opened fire when a boat came too close, and that it had been over before anybody understood what was happening to them.")
	b := account.Open(valleys(), contributions(append(all, other)...), nil, "", "")
	origins := b.Origins()
	if len(origins) != 1 || len(origins[0].Reports) != 6 || b.Stories() != 2 {
		t.Errorf("%d origins in all; those with several reports: %s", b.Stories(), shown(t, origins))
	}
	for _, r := range origins[0].Reports[1:] {
		if r.Reason == "" {
			t.Errorf("%s: no reason", r.Outlet)
		}
	}
}

// In a city there is more than one "attack" a day: acts of no kind merge only in like words.
func TestActsOfNoKindNeedLikeWords(t *testing.T) {
	t.Parallel()
	tell := func(id, text, words string) *planted {
		p := plant(t, id, "2031-03-04", "Outlet "+id, text)
		p.attack(words, "", on("2031-03-03"), at("Mill", "BBB", claim.PlaceCity))
		return p
	}
	one := tell("a", "Masked men burned the offices of the guild at the Mill.", "Masked men burned the offices of the guild")
	for text, want := range map[string]int{"Unknown men burned the guild offices.": 1, "A guard beat a carter.": 2} {
		b := account.Open(valleys(), contributions(one, tell("b", text, strings.TrimSuffix(text, "."))), nil, "", "")
		if got := b.Incidents(); len(got) != want {
			t.Errorf("%s: %v, want %d", text, ids(b), want)
		}
	}
}

// In a city of many deeds one day is not enough: the murder of priests is not
// the fighting of that day, and is one with the priests' murder in another report.
func TestACityOfManyDeedsKeepsThemApart(t *testing.T) {
	t.Parallel()
	var all []*planted
	tell := func(id, day, text, words, mode, whom string) {
		p := plant(t, id, day, "Outlet "+id, text)
		p.attack(words, mode, on(day), at("Mill", "BBB", claim.PlaceCity), to(whom))
		all = append(all, p)
	}
	for n, what := range []string{"bridge", "tannery", "granary", "brewery", "quarry", "chapel", "harbour", "ferry", "library"} {
		tell("old"+what, fmt.Sprintf("2031-04-%02d", 1+3*n), "Gunmen attacked the "+what+" in town.", "attacked the "+what, "firearms", "the "+what)
	}
	tell("a", "2031-05-03", "Gunmen murdered three monks of the abbey.", "murdered three monks of the abbey", "", "three monks of the abbey")
	tell("b", "2031-05-03", "The killing of the monks was condemned.", "killing of the monks", "", "the monks")
	tell("c", "2031-05-03", "There was heavy shooting in the suburbs.", "heavy shooting in the suburbs", "firearms", "the suburbs")
	tell("d", "2031-05-03", "Two watchmen were attacked at a depot.", "Two watchmen were attacked", "firearms", "Two watchmen")
	want := ids(account.Open(valleys(), contributions(all...), nil, "", ""))
	if len(want) != 9+3 {
		t.Errorf("%v, want nine earlier deeds and three of one day", want)
	}
	slices.Reverse(all)
	if got := ids(account.Open(valleys(), contributions(all...), nil, "", "")); !slices.Equal(got, want) {
		t.Errorf("in another order: %v, want %v", got, want)
	}
}

// On a day on which there is fighting everywhere, place and day are not enough.
func TestOnADayOfManyDeedsFightsMustShareWords(t *testing.T) {
	t.Parallel()
	fight := func(id, place, text, words string, whom ...string) *planted {
		p := plant(t, id, "2031-03-04", "Outlet "+id, text)
		p.attack(words, "firearms", on("2031-03-03"), at(place, "AAA", claim.PlaceVillage), to(strings.Join(whom, " ")))
		return p
	}
	pair := []*planted{
		fight("a", "Mill", "Gunmen fired on the granary for an hour.", "Gunmen fired on the granary", "the granary"),
		fight("b", "Mill", "A patrol was ambushed among orchards.", "A patrol was ambushed among orchards", "a patrol"),
	}
	if got := account.Open(valleys(), contributions(pair...), nil, "", "").Incidents(); len(got) != 1 {
		t.Errorf("on a day of one place: %d incidents, want 1", len(got))
	}
	everywhere := pair
	for n := range 8 {
		everywhere = append(everywhere, fight(fmt.Sprint("c", n), fmt.Sprintf("Hamlet %d", n), "There was fighting.", "There was fighting"))
	}
	again := fight("d", "Mill", "The granary was burnt down when gunmen fired.", "The granary was burnt down when gunmen fired", "the granary")
	if got := account.Open(valleys(), contributions(append(everywhere, again)...), nil, "", "").Incidents(); len(got) != 8+2 {
		t.Errorf("on a day of many: %d incidents, want 10: the granary once, the patrol apart", len(got))
	}
}

// Nobody is killed twice: a murder told weeks later, without its day, is the one that is dated. A garrison is attacked twice.
func TestWhatIsDoneOnceNeedsNoDay(t *testing.T) {
	t.Parallel()
	tell := func(id, published, day, text, words, whom string) *planted {
		p := plant(t, id, published, "Outlet "+id, text)
		details := []detail{at("Mill", "BBB", claim.PlaceCity), to(whom)}
		if day != "" {
			details = append(details, on(day))
		}
		p.attack(words, "", details...)
		return p
	}
	murder := tell("a", "2031-03-04", "2031-03-03", "Gunmen murdered provost Halvard Tomsen and five novices.", "murdered provost Halvard Tomsen and five novices", "provost Halvard Tomsen and five novices")
	recalled := tell("b", "2031-04-20", "", "A judge heard witnesses of the murder of provost Halvard Tomsen and five novices.", "murder of provost Halvard Tomsen and five novices", "provost Halvard Tomsen and five novices")
	attack := tell("c", "2031-03-04", "2031-03-03", "Gunmen attacked the garrison of the northern brigade.", "attacked the garrison of the northern brigade", "the garrison of the northern brigade")
	again := tell("d", "2031-04-20", "2031-04-19", "Gunmen attacked the garrison of the northern brigade.", "attacked the garrison of the northern brigade", "the garrison of the northern brigade")
	if got := account.Open(valleys(), contributions(murder, recalled), nil, "", "").Incidents(); len(got) != 1 || len(got[0].Merged) != 1 {
		t.Errorf("the murder recalled: %s, want one incident of two tellings", shown(t, got))
	}
	undated := tell("e", "2031-04-22", "", "The murder of provost Halvard Tomsen and five novices is before the court.", "murder of provost Halvard Tomsen and five novices", "provost Halvard Tomsen and five novices")
	if got := account.Open(valleys(), contributions(recalled, undated), nil, "", "").Incidents(); len(got) != 1 || got[0].Start != "" || got[0].Reports != 2 {
		t.Errorf("recalled twice, dated by nobody: %s, want one incident of two reports without a day", shown(t, got))
	}
	if got := account.Open(valleys(), contributions(recalled), nil, "", "").Incidents(); len(got) != 0 {
		t.Errorf("recalled once, without a day: %s, want none", shown(t, got))
	}
	if b := account.Open(valleys(), contributions(attack, again), nil, "", ""); len(b.Incidents()) != 2 {
		t.Errorf("two attacks: %v, want two", ids(b))
	}
}

// TestAYearIsNoDay asks that what is told of a whole year is no telling of what happened on one of its days.
func TestAYearIsNoDay(t *testing.T) {
	t.Parallel()
	day := plant(t, "a", "2031-03-04", "Outlet A", "Gunmen attacked the garrison of Mill.")
	day.attack("attacked the garrison of Mill", "", at("Mill", "BBB", claim.PlaceCity), on("2031-03-03"))
	year := plant(t, "b", "2031-02-04", "Outlet B", "Gunmen have stepped up attacks on the garrison of Mill this year.")
	year.attack("stepped up attacks on the garrison of Mill", "", at("Mill", "BBB", claim.PlaceCity), during("2031-01-01", "2031-12-31"))
	if got := account.Open(valleys(), contributions(day, year), nil, "", "").Incidents(); len(got) != 1 || got[0].Reports != 1 {
		t.Errorf("%s, want the day's alone", shown(t, got))
	}
}
