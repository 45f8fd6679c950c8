package account

import (
	"maps"
	"slices"
	"strings"
)

// lore is what all reports of a case tell of happenings, gathered to be weighed.
type lore struct {
	memories *memories
	reports  []*reportTellings // in the order of the book's; nil where one tells of none
	all      []weighed         // their tellings, in the same order
	stems    []string          // words by their numbers; empty where no telling has them
	one      []int32           // of each word the one that stands for it: of a deed the same for all its words
	names    int               // how many names of places and days have a number
}

// weighed is a telling among all others of a case: what it says, without words that
// say nothing of a deed, and how rare that is.
type weighed struct {
	*telling
	words, scene, harmed []int32
	weights              [3]int // rarity of words, scene and harmed
	order                int32  // among all tellings, in the order of their reports
	busy                 bool   // its place is one of many deeds
	busyDay              bool   // its day is
}

// reportTellings are the tellings of a report.
type reportTellings struct {
	all  []*telling
	told []int32 // the words of these, and of their scenes, each once
	room int     // words in all lists of these
}

// newLore gathers what the reports of a book tell.
func newLore(b *Book) *lore {
	l := &lore{memories: b.memories, reports: b.allTellings()}
	words := b.memories.words.all()
	l.stems, l.names = make([]string, len(words)), len(b.memories.names.all())
	for _, of := range l.reports {
		if of != nil {
			for _, w := range of.told {
				l.stems[w] = words[w]
			}
		}
	}
	l.one = l.deedWords()
	l.copyTellings()
	busy := busyOf(l.all, l.names)
	for i := range l.all {
		t := &l.all[i]
		t.busy, t.busyDay = busy[t.number], busy[t.startNumber]
	}
	return l
}

// deedWords gives of each word the one that stands for it: a "murder" is a "killing".
// For a deed stands the first of its words, in order of stems, that a telling has.
func (l *lore) deedWords() []int32 {
	one := make([]int32, len(l.stems))
	for w := range one {
		one[w] = int32(w)
	}
	first := map[string]int32{}
	for _, stem := range slices.Sorted(maps.Keys(deeds)) {
		w, known := l.memories.words.find(stem)
		if !known || int(w) >= len(l.stems) || l.stems[w] == "" {
			continue
		}
		if _, met := first[deeds[stem]]; !met {
			first[deeds[stem]] = w
		}
		one[w] = first[deeds[stem]]
	}
	return one
}

// copyTellings copies the tellings, with lists of words of their own: some are taken out later.
func (l *lore) copyTellings() {
	begins, rooms := make([]int, len(l.reports)+1), make([]int, len(l.reports)+1)
	for n, of := range l.reports {
		begins[n+1], rooms[n+1] = begins[n], rooms[n]
		if of != nil {
			begins[n+1] += len(of.all)
			rooms[n+1] += of.room
		}
	}
	l.all = make([]weighed, begins[len(l.reports)])
	ids := make([]int32, rooms[len(l.reports)])
	onAllCores(len(l.reports), func(n int) {
		own := ids[rooms[n]:rooms[n]:rooms[n+1]]
		for i := begins[n]; i < begins[n+1]; i++ {
			t := l.reports[n].all[i-begins[n]]
			w := &l.all[i]
			w.telling, w.order = t, int32(i)
			for _, list := range []struct {
				of *[]int32
				is []int32
			}{{&w.words, t.words}, {&w.scene, t.scene}, {&w.harmed, t.harmed}} {
				*list.of, own = l.folded(own, list.is)
			}
		}
	})
}

// folded appends words, of a deed the one that stands for it, in order and each once; it
// gives them, and the room that is left behind them.
func (l *lore) folded(room, words []int32) (list, rest []int32) {
	changed := false
	for _, w := range words {
		room = append(room, l.one[w])
		changed = changed || l.one[w] != w
	}
	rest, list = room[len(words):], room[:len(words):len(words)]
	if changed {
		slices.Sort(list)
		list = slices.Compact(list)
	}
	return list, rest
}

// busyNames are the names of the places of many deeds, in order, in one text.
func (l *lore) busyNames() string {
	met, places := make([]bool, l.names), map[string]bool{}
	for i := range l.all {
		if t := &l.all[i]; t.busy && !met[t.number] {
			met[t.number] = true
			places[t.plain] = true
		}
	}
	return strings.Join(slices.Sorted(maps.Keys(places)), " ")
}
