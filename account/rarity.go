package account

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"
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

// newRarity weighs words and takes those from the tellings that say nothing of a
// deed: names of days, and of places where much happens. A word weighs by how
// few of the reports have it (inverse document frequency, Spärck Jones 1972), or
// by how much its tellings are of few days, whichever is more: many reports have
// a word because one happening is much reported, and it is of one happening all the same.
func newRarity(all []*telling, stems []string) *rarity {
	r := &rarity{stems: stems, weight: make([]int, len(stems)), ofFew: make([]bool, len(stems))}
	r.foldDeeds(all)
	count, last := make([]float64, len(stems)), make([]string, len(stems))
	reports, report := 0, ""
	for _, t := range all {
		if of := t.items[0].Of.Report; of != report {
			reports, report = reports+1, of
		}
		for _, list := range [][]int32{t.words, t.scene} {
			for _, w := range list {
				if last[w] != report {
					last[w] = report
					count[w]++
				}
			}
		}
	}
	of := float64(max(reports, fewReports) + 1)
	days := r.ofDays(all)
	for w, n := range count {
		r.ofFew[w] = days[w] >= fewDays
		r.weight[w] = int(math.Round(hundredth * max(0, days[w], math.Log(of/(n+0.5)))))
	}
	r.leave(all)
	return r
}

// ofDays weighs words by their days: the logarithm of how many days there are to
// each on which they are told (as perplexity counts them), less where few tellings are dated.
func (r *rarity) ofDays(all []*telling) []float64 {
	uses, known := map[wordDay]float64{}, make([]float64, len(r.stems))
	day := numbers{}
	for _, t := range all {
		if !t.said {
			continue
		}
		d := day.of(t.start)
		for _, w := range t.scene {
			uses[wordDay{w, d}]++
			known[w]++
		}
	}
	order := slices.SortedFunc(maps.Keys(uses), func(a, b wordDay) int { return cmp.Or(cmp.Compare(a.word, b.word), cmp.Compare(a.day, b.day)) })
	tells, days := make([]float64, len(r.stems)), float64(max(len(day), fewReports))
	for _, u := range order { // in order, so that sums are the same each time
		share := uses[u] / known[u.word]
		tells[u.word] += share * math.Log(share*days)
	}
	for w, n := range known {
		if tells[w] *= n / (n + fewDated); n < fewDated {
			tells[w] = 0
		}
	}
	return tells
}

// wordDay is a word told on a day.
type wordDay struct{ word, day int32 }

// leave takes words that say nothing of a deed from the tellings, and weighs the rest.
func (r *rarity) leave(all []*telling) {
	places := map[string]bool{}
	for _, t := range all {
		if t.busy {
			places[t.plain] = true
		}
	}
	names := strings.Join(slices.Sorted(maps.Keys(places)), " ")
	out := make([]bool, len(r.stems))
	for w, stem := range r.stems {
		out[w] = r.weight[w] == 0 || calendar[stem] || strings.Contains(names, stem)
	}
	for _, t := range all {
		for n, list := range []*[]int32{&t.words, &t.scene, &t.harmed} {
			*list = slices.DeleteFunc(*list, func(w int32) bool { return out[w] })
			t.weights[n] = 0
			for _, w := range *list {
				t.weights[n] += r.weight[w]
			}
		}
	}
}

// shared is the weight of the words that two lists share.
func (r *rarity) shared(a, b []int32) int {
	sum := 0
	eachShared(a, b, func(w int32) { sum += r.weight[w] })
	return sum
}

// particular tells whether what two tellings say of whom it was done to can
// hardly be said of others: a word of few days, or several rare ones.
func (r *rarity) particular(a, t *telling) bool {
	sum, few := 0, 0
	eachShared(a.harmed, t.harmed, func(w int32) {
		sum += r.weight[w]
		if r.ofFew[w] {
			few += r.weight[w]
		}
	})
	return few >= plainHarmed*hundredth || sum >= manyHarmed*hundredth
}

// foldDeeds puts one word for all words of a deed: a "murder" is a "killing".
func (r *rarity) foldDeeds(all []*telling) {
	number := numbers{}
	for w, stem := range r.stems {
		number[stem] = int32(w)
	}
	one := map[int32]int32{}
	first := map[string]int32{} // word that stands for a deed, in order of stems, so that it is the same each time
	for _, stem := range slices.Sorted(maps.Keys(deeds)) {
		w, ok := number[stem]
		if !ok {
			continue
		}
		if _, met := first[deeds[stem]]; !met {
			first[deeds[stem]] = w
		}
		one[w] = first[deeds[stem]]
	}
	for _, t := range all {
		for _, list := range []*[]int32{&t.words, &t.scene, &t.harmed} {
			for i, w := range *list {
				if to, ok := one[w]; ok {
					(*list)[i] = to
				}
			}
			slices.Sort(*list)
			*list = slices.Compact(*list)
		}
	}
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
