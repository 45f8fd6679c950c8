package account

import (
	"math"
	"runtime"
	"slices"
)

// rarity tells what is particular of a telling among all tellings of a case:
// how rare its words are. Words are numbers here, and weights whole hundredths
// of a natural logarithm, so that sums do not depend on the order of words.
type rarity struct {
	stems  []string
	weight []int  // of each word
	ofFew  []bool // words that are told chiefly of few days
}

const (
	hundredth  = 100.0
	fewReports = 60  // reports, and days, below which a word says as much as if there were so many
	fewDays    = 1.5 // logarithm of how many days there are to each on which a word of few days is told
	fewDated   = 3   // dated tellings of a word that half tell of its days
)

// newRarity weighs the words of all tellings of a case. A word weighs by how
// few of the reports have it (inverse document frequency, Spärck Jones 1972), or
// by how much its tellings are of few days, whichever is more: many reports have
// a word because one happening is much reported, and it is of one happening all the same.
func newRarity(l *lore) *rarity {
	r := &rarity{stems: l.stems, weight: make([]int, len(l.stems)), ofFew: make([]bool, len(l.stems))}
	count, last := make([]float64, len(l.stems)), make([]int, len(l.stems))
	reports := 0
	for _, of := range l.reports {
		if of == nil || len(of.all) == 0 {
			continue
		}
		reports++
		for _, w := range of.told {
			if w = l.one[w]; last[w] != reports {
				last[w] = reports
				count[w]++
			}
		}
	}
	of := float64(max(reports, fewReports) + 1)
	days := ofDays(l)
	for w, n := range count {
		r.ofFew[w] = days[w] >= fewDays
		r.weight[w] = int(math.Round(hundredth * max(0, days[w], math.Log(of/(n+0.5)))))
	}
	return r
}

// ofDays weighs words by their days: the logarithm of how many days there are to
// each on which they are told (as perplexity counts them), less where few tellings are dated.
func ofDays(l *lore) []float64 {
	uses, numberOfDays := usesOf(l)
	tells, days := make([]float64, len(l.stems)), float64(max(numberOfDays, fewReports))
	cores := runtime.GOMAXPROCS(0)
	InParts(cores, func(core int) {
		on, met := make([]int32, numberOfDays), []int32(nil) // how often on each day, and which these are
		for w := core; w < len(tells); w += cores {
			known := float64(len(uses[w]))
			if known < fewDated {
				continue
			}
			for _, day := range uses[w] {
				if on[day]++; on[day] == 1 {
					met = append(met, day)
				}
			}
			slices.Sort(met) // in order, so that sums are the same each time
			for _, day := range met {
				share := float64(on[day]) / known
				tells[w] += share * math.Log(share*days)
				on[day] = 0
			}
			tells[w] *= known / (known + fewDated)
			met = met[:0]
		}
	})
	return tells
}

// usesOf lists of each word the days, numbered as they come, of the scenes that have it, of tellings that say their day.
func usesOf(l *lore) (uses [][]int32, days int) {
	number := make([]int32, l.names) // of a day, from 1
	size := make([]int, len(l.stems))
	for i := range l.all {
		t := &l.all[i]
		if !t.said {
			continue
		}
		if number[t.startNumber] == 0 {
			days++
			number[t.startNumber] = int32(days)
		}
		for _, w := range t.scene {
			size[w]++
		}
	}
	uses = cutUp(size)
	for i := range l.all {
		if t := &l.all[i]; t.said {
			for _, w := range t.scene {
				uses[w] = append(uses[w], number[t.startNumber]-1)
			}
		}
	}
	return uses, days
}

// cutUp gives lists with room for so many numbers each.
func cutUp(sizes []int) [][]int32 {
	total := 0
	for _, n := range sizes {
		total += n
	}
	room, lists := make([]int32, total), make([][]int32, len(sizes))
	for i, n := range sizes {
		lists[i], room = room[:0:n], room[n:]
	}
	return lists
}

// leave takes words from the tellings that say nothing of a deed (names of days, and of
// places where much happens), and weighs the rest.
func (r *rarity) leave(l *lore) {
	out := l.memories.inNames(l.busyNames(), l.stems)
	for w, stem := range l.stems {
		out[w] = out[w] || r.weight[w] == 0 || calendar[stem]
	}
	onAllCores(len(l.all), func(i int) {
		t := &l.all[i]
		for n, list := range []*[]int32{&t.words, &t.scene, &t.harmed} {
			kept := (*list)[:0]
			for _, w := range *list {
				if !out[w] {
					kept = append(kept, w)
					t.weights[n] += r.weight[w]
				}
			}
			*list = kept
		}
	})
}

// shared is the weight of the words that two lists share.
func (r *rarity) shared(a, b []int32) int {
	sum := 0
	eachShared(a, b, func(w int32) { sum += r.weight[w] })
	return sum
}

// particular tells whether what two tellings say of whom it was done to can
// hardly be said of others: a word of few days, or several rare ones.
func (r *rarity) particular(a, t *weighed) bool {
	sum, few := 0, 0
	eachShared(a.harmed, t.harmed, func(w int32) {
		sum += r.weight[w]
		if r.ofFew[w] {
			few += r.weight[w]
		}
	})
	return few >= plainHarmed*hundredth || sum >= manyHarmed*hundredth
}

// deeds has the stems of words for one deed.
var deeds = deedStems()

const killed, taken, bombed = "killed", "taken", "bombed"

func deedStems() map[string]string {
	all := map[string]string{}
	for deed, words := range map[string]string{
		killed: "murder murdered assassination assassinated assassinations killed killing kill massacre massacred executed execution slain slaying death deaths died dead",
		taken:  "kidnapped kidnapping abducted abduction",
		bombed: "bomb bombs bombing bombed bombings explosion explosions exploded explode explosive dynamite detonated blast",
	} {
		for _, w := range stemsOf(words) {
			all[w] = deed
		}
	}
	return all
}

// calendar has the stems of names of months and days: what day it was is weighed by itself; and of words for anybody.
var calendar = calendarStems()

func calendarStems() map[string]bool {
	set := map[string]bool{}
	for _, w := range stemsOf("january february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday today yesterday others other another several approximately least more than") {
		set[w] = true
	}
	return set
}

// harmedStems are the stems of whom or what a telling says that it was done to.
func (n numbers) harmedStems(t *telling) []int32 {
	var ids []int32
	for _, i := range t.items {
		ids = n.stems(ids, harmedWords(i))
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

func saysKilled(i Item) bool {
	return slices.ContainsFunc(stemsOf(i.Words), func(w string) bool { return deeds[w] == killed || deeds[w] == taken })
}
