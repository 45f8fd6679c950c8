package account

import (
	"math"
	"slices"
	"strings"
)

// In a city where something happens every other week, place and day do not
// make one happening of two tellings. What does is what they say of whom or
// what it was done to: the words that are of this deed and not of any ("priests",
// a minister's name, a union's). Which words are, the case's own tellings show:
// "attack" is told on many days, a name on one or two.

const (
	busyDays   = 8    // days with tellings, from which a place is one of many deeds
	busyPlaces = 8    // places with tellings, from which a day is one of many deeds: of an offensive
	fewDays    = 4    // a word told on so few days is of one deed
	someDays   = 0.04 // on such a share of all days, of a few
	focusLift  = 3    // or of one, if its tellings are so many times as often of one day as all tellings are
	focusShare = 0.25 // and are such a share of its tellings
	focusTold  = 5    // and so many of them are
	enoughOwn  = 2    // weight of shared words that makes two tellings of one deed
	wholeRare  = 100  // weight of a sentence's word that is told on one day alone; of one told on all days it is near 0
	fewTold    = 30   // days with tellings, below which a word says as much as if there were so many
	borneOut   = 70   // and of their sentences' shared words
	oneScene   = 530  // or of those alone: a sentence told again
	firstTold  = 4    // tellings of an incident that one is held against, so that likeness does not drift far
)

// particulars tells what is particular of a telling among all tellings of a case.
type particulars struct {
	own  map[string]int  // weight of words that are of few deeds
	rare map[string]int  // weight of words of whole sentences, by on how few days they are told (as idf, over days)
	busy map[string]bool // names of places, and days, of many deeds
}

func newParticulars(all []*telling) *particulars {
	days, places, scenes, where := map[string]map[string]int{}, map[string]map[string]int{}, map[string]map[string]int{}, map[string]map[string]int{}
	total, told := map[string]int{}, 0
	count := func(of map[string]map[string]int, key, day string) {
		if of[key] == nil {
			of[key] = map[string]int{}
		}
		of[key][day]++
	}
	for _, t := range all {
		day := t.start
		if day == "" {
			day = t.items[0].Of.day()
		}
		total[day]++
		told++
		if t.start != "" {
			count(places, t.name, day)
			if !vague(t.place) {
				count(where, day, t.name)
			}
		}
		for w := range t.contentWords() {
			count(days, w, day)
		}
		for w := range t.scene {
			count(scenes, w, day)
		}
	}
	p := &particulars{own: map[string]int{}, busy: map[string]bool{}, rare: map[string]int{}}
	for w, on := range scenes {
		p.rare[w] = int(math.Round(wholeRare * (1 - math.Log(float64(len(on)))/math.Log(float64(max(len(total), fewTold)+1)))))
	}
	for w, on := range days {
		switch {
		case focused(on, total, told):
			p.own[w] = 2 * enoughOwn
		case len(on) <= fewDays:
			p.own[w] = enoughOwn
		case len(on) <= int(someDays*float64(len(total))):
			p.own[w] = 1
		}
	}
	for name, on := range places {
		p.busy[name] = len(on) >= busyDays
	}
	for day, at := range where {
		p.busy[day] = len(at) >= busyPlaces
	}
	return p
}

// focused tells whether a word is told chiefly of one day, more than that day is told of.
func focused(on, total map[string]int, told int) bool {
	sum := 0
	for _, n := range on {
		sum += n
	}
	for day, n := range on {
		if n >= focusTold && float64(n) >= focusShare*float64(sum) && n*told >= focusLift*sum*total[day] {
			return true
		}
	}
	return false
}

// sameDeed tells whether a telling and one of the first of an incident share
// words of few deeds. The words are not for a reason to print: they may name
// who was harmed.
func (p *particulars) sameDeed(in *Incident, t *telling, enough int) bool {
	return slices.ContainsFunc(in.tellings[:min(len(in.tellings), firstTold)], func(o *telling) bool { return p.shareDeed(o, t, enough) })
}

// shareDeed tells whether two tellings share words of few deeds that weigh
// enough, borne out by the sentences that they stand in, or nearly all of a sentence.
func (p *particulars) shareDeed(o, t *telling, enough int) bool {
	own, words := 0, o.contentWords()
	for w := range t.contentWords() {
		if words[w] && !strings.Contains(t.plain, w) {
			own += p.own[w]
		}
	}
	if own >= enough+enoughOwn {
		return true
	}
	scene := 0
	for w := range t.scene {
		if o.scene[w] && !strings.Contains(t.plain, w) {
			scene += p.rare[w]
		}
	}
	return own >= enough && scene >= borneOut || scene >= oneScene
}
