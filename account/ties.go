package account

import (
	"maps"
	"slices"

	"github.com/parley-desk/parley/claim"
)

// ties are the links that bind claims of one happening.
var ties = []claim.How{claim.Repeats, claim.PartOf, claim.SameWords, claim.Corrects}

// tied groups claims by the reader's links, and figures with the events that name them.
func tied(items []Item) [][]Item {
	at := map[string]int{}
	for n, i := range items {
		at[i.ID] = n
	}
	root, deeds := newUnion(len(items)), deedsOf(items)
	join := func(n int, id string) {
		if m, ok := at[id]; ok {
			root.join(n, m)
		}
	}
	harmed := newHarmedSets(items)
	for n, i := range items {
		for _, l := range i.About {
			if m, ok := at[l.Claim]; ok && slices.Contains(ties, l.How) && !muchMore(items[m], i) && (l.How != claim.Repeats || sameDeed(items[m], i) && harmed.meet(root, m, n)) {
				root.join(n, m)
			}
		}
		if e, ok := i.Body.(*claim.Event); ok {
			for _, id := range e.Figures {
				join(n, id)
			}
		}
		for m := range n { // figures of one sentence about one place and day
			if items[m].Sentence == i.Sentence && sameScene(items[m], i) && !muchMore(items[m], i) && !saidApart(items[m], i) && !(deeds[m] != deeds[n] && deeds[m] >= 0 && deeds[n] >= 0 && !items[m].Span.Overlaps(i.Span)) {
				root.join(n, m)
			}
		}
	}
	return root.groups(items)
}

// saidApart tells whether a sentence names two deeds by nouns of one root, of which one alone says to whom it was
// done: "the attacks began with the attack on the barracks".
func saidApart(a, o Item) bool {
	return isNoun(a) && isNoun(o) && !a.Span.Overlaps(o.Span) && (harmedWords(a) == "") != (harmedWords(o) == "") &&
		slices.ContainsFunc(stemsOf(a.Words), func(w string) bool { return slices.Contains(stemsOf(o.Words), w) })
}

// muchMore tells whether two figures count one harm, and the one is so many
// times the other that it is no toll of the same happening: "a thousand dead
// since May, among them six priests".
func muchMore(a, o Item) bool {
	f, isFigure := a.Body.(*claim.Figure)
	g, isToo := o.Body.(*claim.Figure)
	return isFigure && isToo && f.Measure == g.Measure && f.Value != nil && g.Value != nil &&
		max(*f.Value, *g.Value) >= manyTimes*max(1, min(*f.Value, *g.Value))
}

const manyTimes = 50

// harmedSets are of each claim the stems of whom it was done to.
type harmedSets []map[string]bool

func newHarmedSets(items []Item) harmedSets {
	h := make(harmedSets, len(items))
	for n, i := range items {
		h[n] = map[string]bool{}
		for _, w := range stemsOf(harmedWords(i)) {
			if !standsIn(w) {
				h[n][w] = true
			}
		}
	}
	return h
}

// meet tells whether what two groups say of whom it was done to lets them be one
// happening. A deed that is told again may have been told of in general: "such
// murders" is neither of the two murders that follow.
func (h harmedSets) meet(root union, a, b int) bool {
	of, to := map[string]bool{}, map[string]bool{}
	for n := range h {
		switch root.root(n) {
		case root.root(a):
			maps.Copy(of, h[n])
		case root.root(b):
			maps.Copy(to, h[n])
		}
	}
	if len(of) == 0 || len(to) == 0 {
		return true
	}
	for w := range of {
		if to[w] {
			return true
		}
	}
	return false
}

// sameDeed tells whether two claims can be of one sort of deed: fighting is no
// murder, and "the murder of the envoy" does not repeat "the offensive".
func sameDeed(a, o Item) bool {
	if a.Kind != claim.KindEvent || o.Kind != claim.KindEvent {
		return true
	}
	return saysKilled(a) == saysKilled(o) || !isNoun(a) && !isNoun(o)
}

// isNoun tells whether an event is told by a noun: "the murder of the envoy".
func isNoun(i Item) bool { return i.Rule == "event/noun" }

// targeted is PLOVER's mode of a deed done to chosen people: a murder.
const targeted = "targeted"

// deedsOf gives for each claim the deed that it is, or in whose words it
// stands, as an index; -1 where it is none and stands in none. Two deeds of a
// sentence are two, if their words do not meet. An event that says no more than
// that people were harmed is none of its own: in "shelling killed five" the
// shelling is what was done.
func deedsOf(items []Item) []int {
	deeds := make([]int, len(items))
	var own []int
	for n, i := range items {
		if deeds[n] = -1; isDeed(i) {
			own = append(own, n)
		}
	}
	for n, i := range items {
		for _, o := range own {
			if items[o].Sentence == i.Sentence && items[o].Span.Overlaps(i.Span) {
				deeds[n] = o
				break
			}
		}
	}
	for _, n := range own {
		deeds[n] = n
	}
	return deeds
}

// isDeed tells whether a claim is an event that says what was done: by its kind,
// or as a noun that says to whom ("the murder of six priests").
func isDeed(i Item) bool {
	event, ok := i.Body.(*claim.Event)
	return ok && (classOf(event) != unspecified || isNoun(i) && (len(event.Recipients) > 0 || event.Mode == targeted))
}

// sameScene tells whether two claims of a sentence are at one place and time.
func sameScene(a, b Item) bool {
	return a.At.Name == b.At.Name && (a.Time == nil || b.Time == nil || a.Time.Start == b.Time.Start)
}
