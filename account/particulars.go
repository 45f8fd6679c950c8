package account

const (
	busyDays   = 8 // days with tellings, from which a place is one of many deeds
	busyPlaces = 8 // places with tellings, from which a day is one of many deeds: of an offensive
)

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
