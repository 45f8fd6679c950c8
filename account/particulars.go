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
// Words are numbers here: those of many tellings are compared.
type particulars struct {
	stems []string        // of each number
	own   []int           // weight of a claim's words, of those that are of few deeds
	rare  []int           // weight of a sentence's words, by on how few days they are told (as idf, over days)
	busy  map[string]bool // names of places, and days, of many deeds
}

func newParticulars(all []*telling, stems []string) *particulars {
	p := &particulars{stems: stems, own: make([]int, len(stems)), rare: make([]int, len(stems))}
	on, days := make([]int32, len(all)), numbers{}
	var total []int // tellings of each day
	for n, t := range all {
		if on[n] = days.of(t.day()); int(on[n]) == len(total) {
			total = append(total, 0)
		}
		total[on[n]]++
	}
	uses := newUses(len(stems), all, on, func(t *telling) []int32 { return t.scene })
	uses.eachWord(len(total), func(word int, on []onDay) {
		p.rare[word] = int(math.Round(wholeRare * (1 - math.Log(float64(len(on)))/math.Log(float64(max(len(total), fewTold)+1)))))
	})
	uses = newUses(len(stems), all, on, func(t *telling) []int32 { return t.words })
	uses.eachWord(len(total), func(word int, on []onDay) {
		switch {
		case focused(on, total, len(all)):
			p.own[word] = 2 * enoughOwn
		case len(on) <= fewDays:
			p.own[word] = enoughOwn
		case len(on) <= int(someDays*float64(len(total))):
			p.own[word] = 1
		}
	})
	p.busy = busyOf(all)
	return p
}

// busyOf gives the places, by name, on which something is told of many days, and the days of many places.
func busyOf(all []*telling) map[string]bool {
	days, places := map[string]map[string]bool{}, map[string]map[string]bool{}
	note := func(of map[string]map[string]bool, key, other string) {
		if of[key] == nil {
			of[key] = map[string]bool{}
		}
		of[key][other] = true
	}
	for _, t := range all {
		if t.start == "" {
			continue
		}
		note(days, t.name, t.start)
		if !vague(t.place) {
			note(places, t.start, t.name)
		}
	}
	busy := map[string]bool{}
	for name, on := range days {
		busy[name] = len(on) >= busyDays
	}
	for day, at := range places {
		busy[day] = len(at) >= busyPlaces
	}
	return busy
}

// numbers gives words numbers, in the order in which they come.
type numbers map[string]int32

func (n numbers) of(word string) int32 {
	id, known := n[word]
	if !known {
		id = int32(len(n))
		n[word] = id
	}
	return id
}

// listed gives the words by their numbers.
func (n numbers) listed() []string {
	words := make([]string, len(n))
	for w, id := range n {
		words[id] = w
	}
	return words
}

// uses are the days of the tellings that have each word.
type uses struct {
	begin []int32 // where those of each word begin, and where the last end
	days  []int32
}

func newUses(words int, all []*telling, on []int32, of func(*telling) []int32) uses {
	u := uses{begin: make([]int32, words+1)}
	for _, t := range all {
		for _, w := range of(t) {
			u.begin[w+1]++
		}
	}
	for w := range words {
		u.begin[w+1] += u.begin[w]
	}
	u.days = make([]int32, u.begin[words])
	at := slices.Clone(u.begin)
	for n, t := range all {
		for _, w := range of(t) {
			u.days[at[w]] = on[n]
			at[w]++
		}
	}
	return u
}

// onDay is how many tellings of a day have a word.
type onDay struct{ day, tellings int }

// eachWord tells of each word that is told on which days it is told how often.
func (u uses) eachWord(days int, tell func(word int, on []onDay)) {
	place := make([]int32, days) // of each day in on, counted from 1
	var on []onDay
	for w := range len(u.begin) - 1 {
		on = on[:0]
		for _, day := range u.days[u.begin[w]:u.begin[w+1]] {
			if place[day] == 0 {
				on = append(on, onDay{int(day), 0})
				place[day] = int32(len(on))
			}
			on[place[day]-1].tellings++
		}
		for _, d := range on {
			place[d.day] = 0
		}
		if len(on) > 0 {
			tell(w, on)
		}
	}
}

// focused tells whether a word is told chiefly of one day, more than that day is told of.
func focused(on []onDay, total []int, told int) bool {
	sum := 0
	for _, d := range on {
		sum += d.tellings
	}
	return slices.ContainsFunc(on, func(d onDay) bool {
		n := d.tellings
		return n >= focusTold && float64(n) >= focusShare*float64(sum) && n*told >= focusLift*sum*total[d.day]
	})
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
	own := p.weigh(p.own, o.words, t.words, t.plain)
	if own >= enough+enoughOwn {
		return true
	}
	scene := p.weigh(p.rare, o.scene, t.scene, t.plain)
	return own >= enough && scene >= borneOut || scene >= oneScene
}

// weigh adds up the weights of the words that two tellings share, but for those of the place's name.
func (p *particulars) weigh(weights []int, a, b []int32, place string) int {
	sum := 0
	eachShared(a, b, func(word int32) {
		if weights[word] > 0 && !strings.Contains(place, p.stems[word]) {
			sum += weights[word]
		}
	})
	return sum
}

// eachShared tells of each word that stands in two lists, which are in order.
func eachShared(a, b []int32, tell func(int32)) {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			tell(a[i])
			i, j = i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
}
