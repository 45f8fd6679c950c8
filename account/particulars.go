package account

import "slices"

const (
	busyDays   = 8 // days with tellings, from which a place is one of many deeds
	busyPlaces = 8 // places with tellings, from which a day is one of many deeds: of an offensive
)

// busyOf tells of the names of places on which something is told of many days, and of the
// days of many places, by their numbers.
func busyOf(all []weighed, names int) []bool {
	days, places, busy := make([][]int32, names), make([][]int32, names), make([]bool, names)
	for i := range all {
		t := &all[i]
		if t.start == "" {
			continue
		}
		days[t.number] = noted(days[t.number], t.startNumber, busyDays)
		if !vague(t.place) {
			places[t.startNumber] = noted(places[t.startNumber], t.number, busyPlaces)
		}
	}
	for n := range busy {
		busy[n] = len(days[n]) >= busyDays || len(places[n]) >= busyPlaces
	}
	return busy
}

// noted adds a number to a list that does not have it yet, as far as so many matter.
func noted(list []int32, n int32, most int) []int32 {
	if len(list) >= most || slices.Contains(list, n) {
		return list
	}
	return append(list, n)
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
