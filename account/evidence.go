package account

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/parley-desk/parley/claim"
)

// What speaks for two tellings being of one happening, and against it, is added
// up in points; with none or more the pair is one. The weights of words, days
// and places go back to a logistic regression on judged pairs (docs/decisions/0024),
// rounded; the rest, "by hand", decide what the judged pairs hold too few of.
const (
	pointsToMeet = -34.0 // two tellings of a case, before anything is known of them

	perHarmed    = 25.0 // all that the one says it was done to is in the other
	perDeed      = 12.0 // all of the rare words of the one's claims are
	perOnlyDeed  = 24.0 // likewise, where one does not say apart to whom it was done
	perSceneWord = 0.8  // for each unit of weight of words that stand in the sentences of both
	mostScene    = 60.0 // of those units at most
	otherHarmed  = -6.0 // both say to whom, in rare words, and share none
	leastHarmed  = 4.0  // weight of shared words of the harmed that counts in full
	leastDeed    = 5.0  // likewise of the claims' words
	plainHarmed  = 2.5  // weight below which the harmed are anybody: "people"

	daySameSaid = 7.0   // the same day, in the words of both
	daySame     = 4.0   // the same day, as far as it is said
	dayApart    = -4.0  // a day apart, in the words of both
	dayInWeek   = -2.0  // a day of what goes on for a week: by hand
	dayTold     = -6.0  // one says the day, the other is told later
	dayLongTold = -10.0 // and long after
	dayUnsaid   = -12.0 // neither says when, and they are told on other days
	dayOther    = -40.0 // other days in the words of both; told before it happened
	longTold    = 14    // days from which a telling is long after
	doneAgain   = -20.0 // not of one day, and it can be done again: nobody is murdered twice, a garrison is attacked twice
	foughtAgain = -4.0  // a day apart, and one says of nobody that he was killed or taken: by hand
	noDeed      = -12.0 // and, where only one says a day, the other may be of no deed at all: "they bomb the people"

	placeSame  = 3.0
	placeNear  = -5.0
	placeTaken = -6.0 // other places, one of them taken over from what was told before: by hand, as all below
	placeOther = -20.0
	placeTown  = -40.0 // two towns, both stated

	kindOther    = -14.0 // other kinds of violence
	kindCustody  = -60.0 // who is held is not who was harmed
	countSame    = 5.0   // one count of more than one in both
	countFar     = -25.0 // one says no place, and counts so many more that it sums up many deeds
	oneOffensive = 20.0  // both of an offensive, and of one day: there are not two
	sidesOther   = -80.0 // parties that were not in one fight
	quietPlace   = 36.0  // a place and a day of few deeds: then place, day and kind are enough
	dayOfFights  = 36.0  // both tell of the day's fighting in a place, as news, and of nobody in particular whom it hit
	quietFight   = 22.0  // a place of few deeds, named by both, on a day of fighting everywhere
	quietTaken   = 27.0  // the same, where one takes the place over from what its report told before
	quietDeed    = 20.0  // the same, but acts of no kind, or a day apart

	manyHarmed = 5.0  // weight of shared words of the harmed, from which they are nobody else
	busyPlace  = -5.0 // a place or day of many deeds, and nobody and nothing particular to whom both were done

	hopeless = -66.0 // points without words, below which no words make up for them
)

// weigh adds up what speaks for two tellings being one, and against it.
func (m *merger) weigh(a, t *weighed) float64 {
	sum := pointsToMeet + m.weighPlace(a, t) + m.weighDay(a, t) + m.weighKind(a, t)
	if (!a.place.Said() || !t.place.Said()) && countsFar(a, t) {
		sum += countFar
	}
	if sum < hopeless || a.items[0].Of == t.items[0].Of && sharesSentence(a, t) {
		return min(sum, hopeless)
	}
	return sum + m.weighWords(a, t)
}

func (m *merger) weighWords(a, t *weighed) float64 {
	sum := 0.0
	if (a.busy || t.busy || t.busyDay) && m.shared(a.harmed, t.harmed) < plainHarmed*hundredth {
		sum += busyPlace
	}
	deed := m.share(a.words, t.words, leastDeed, a.weights[0], t.weights[0])
	sum += perSceneWord * min(mostScene, float64(m.shared(a.scene, t.scene))/hundredth)
	if a.weights[2] == 0 || t.weights[2] == 0 {
		return sum + perOnlyDeed*deed
	}
	harmed := m.share(a.harmed, t.harmed, leastHarmed, a.weights[2], t.weights[2])
	if harmed == 0 && min(a.weights[2], t.weights[2]) > plainHarmed*hundredth {
		sum += otherHarmed
	}
	return sum + perDeed*deed + perHarmed*harmed
}

// share is what part of the weight of the lighter list is in both, of a least weight at that.
func (m *merger) share(a, t []int32, least float64, weights ...int) float64 {
	return float64(m.shared(a, t)) / max(least*hundredth, float64(slices.Min(weights)))
}

// closeness is how two places agree: the more, the closer.
type closeness int8

const (
	nearNot   closeness = iota
	nearTaken           // other places, one of them not of the telling's own words
	nearTowns           // two towns
	nearUnsaid
	nearHolds
	nearKilometres
	nearSame
)

// nearness says how the places of two tellings agree, and in words where it speaks for them.
func nearness(a, t *located) (closeness, string) {
	where := samePlace(a, t)
	switch {
	case !a.place.Said() || !t.place.Said():
		return nearUnsaid, "no place said by one"
	case strings.HasSuffix(where, kmApart):
		return nearKilometres, where
	case where == "the same place" || strings.HasPrefix(where, "both in"):
		return nearSame, where
	case where != "":
		return nearHolds, where
	case holdsPlace(a.place, t.place):
		return nearHolds, a.name + ", where " + t.name + " lies"
	case a.place.Basis == claim.PlaceStated && t.place.Basis == claim.PlaceStated && !vague(a.place) && !vague(t.place):
		return nearTowns, "another place"
	case a.place.Basis == claim.PlaceInherited || t.place.Basis == claim.PlaceInherited || a.place.placed() != t.place.placed():
		return nearTaken, "another place"
	}
	return nearNot, "another place"
}

func (m *merger) weighPlace(a, t *weighed) float64 {
	switch m.near(a.spot, t.spot) {
	case nearSame:
		return placeSame + weighQuiet(a, t)
	case nearUnsaid, nearHolds:
		return 0
	case nearKilometres:
		return placeNear
	case nearTowns:
		return placeTown
	case nearTaken:
		return placeTaken
	}
	return placeOther
}

// weighQuiet weighs that two tellings are of a place where little happens, on a
// day on which little happens.
func weighQuiet(a, t *weighed) float64 {
	apart := daysApart(a, t)
	switch {
	case a.generalFight && t.generalFight && apart == 0:
		return dayOfFights
	case apart > 1 || sameClass(a.class, t.class) == "" || a.busy || t.busy:
		return 0
	case t.busyDay && a.class == armed && t.class != aerial:
		if apart == 0 && a.class == t.class && a.exactly() && t.exactly() {
			return quietFight
		}
		return 0
	case apart == 0 && (a.class == t.class && a.class != unspecified || !a.namesDeed || !t.namesDeed):
		if a.items[0].Of != t.items[0].Of && (a.isTaken() || t.isTaken()) {
			return quietTaken
		}
		return quietPlace
	case apart == 0 || a.class == t.class && a.class != unspecified:
		return quietDeed
	}
	return 0
}

// isGeneralFight tells whether a telling is, as news, of a day's fighting at a place that it names, and not of what was hit or who fell in it.
func (t *telling) isGeneralFight() bool {
	return t.class == armed && t.exactly() && t.start != "" && t.start == t.end && toldWithin(t) && bare(t)
}

// toldWithin tells whether a telling is news: of the day on which it was told or of the one before.
func toldWithin(t *telling) bool {
	day, ok := dayNumber(t.items[0].Of.day())
	return ok && day-t.from <= 1
}

// isTaken tells whether a telling's place is taken over from what was told before.
func (t *telling) isTaken() bool { return t.place.Basis == claim.PlaceInherited }

// exactly tells whether a telling names the place where it happened, and no whole province.
func (t *telling) exactly() bool { return t.place.Basis == claim.PlaceStated && !vague(t.place) }

// namesAnAct tells whether a telling names an act that is of no kind: not only who was harmed by it.
func (t *telling) namesAnAct() bool {
	return t.class == unspecified && slices.ContainsFunc(t.items, func(i Item) bool { return i.Kind == claim.KindEvent })
}

// daysApart is how far apart the days of two tellings are: 0 where they meet; large where one says none.
func daysApart(a, t *weighed) int {
	if a.start == "" || t.start == "" {
		return muchApart
	}
	return max(0, t.from-a.to, a.from-t.to)
}

const muchApart = 1 << 20

// toldApart is how far apart two tellings are, where one that says no day counts as of its report's.
func toldApart(a, t *weighed) int {
	return max(a.told, t.told) - min(a.told, t.told)
}

// toldOnDay is the day of a telling, of one that says none that of its report, counted.
func (t *telling) toldOnDay() int {
	if t.start != "" {
		return t.from
	}
	day, _ := dayNumber(t.items[0].Of.day())
	return day
}

// isStretch tells whether a telling is of what went on until it was told, for more days than one happening lasts:
// "over the past week", not "three weeks ago", which is a day that is not known.
func (t *telling) isStretch() bool {
	day, ok := dayNumber(t.items[0].Of.day())
	return t.start != "" && t.to-t.from >= incidentDays && ok && day-t.to <= 1
}

// newsDays is for how many days news does without saying the day.
const newsDays = 3

func (m *merger) weighDay(a, t *weighed) float64 {
	again, apart := 0.0, daysApart(a, t)
	if apart > 0 && (!a.deadly || !t.deadly || toldApart(a, t) > newsDays && !m.particular(a, t)) {
		again = doneAgain
		if apart == muchApart && a.start != t.start && !a.deadly && !t.deadly {
			again += noDeed
		}
	}
	if a.from > t.from {
		a, t = t, a
	}
	switch {
	case apart == 0 && a.stretch != t.stretch && !(a.deadly && t.deadly):
		return dayInWeek
	case apart == muchApart && t.said && a.start == "" && a.told < t.from: // a comes first: it says no day
		return dayOther
	case apart == muchApart:
		return again
	case apart == 0 && a.said && t.said:
		return daySameSaid
	case apart == 0:
		return daySame
	case apart == 1 && a.said && t.said:
		return dayApart + nextDay(a, t)
	case apart == 1:
		again = nextDay(a, t)
	}
	switch {
	case t.said:
		return dayOther + again
	case !a.said:
		return dayUnsaid + again
	case t.from-a.from >= longTold:
		return dayLongTold + again
	}
	return dayTold + again
}

// nextDay is what speaks against two tellings of days that follow each other: fighting goes on, a killing does not.
func nextDay(a, t *weighed) float64 {
	if a.deadly && t.deadly {
		return 0
	}
	return foughtAgain
}

func (m *merger) weighKind(a, t *weighed) float64 {
	sum := 0.0
	switch {
	case sameClass(a.class, t.class) != "":
	case (a.class == abducting || t.class == abducting) && a.class != arresting && t.class != arresting && a.deadly && t.deadly:
	case custody(a.class) || custody(t.class):
		sum = kindCustody
	default:
		sum = kindOther
	}
	if !compatible(a, t) {
		sum += sidesOther
	}
	if a.offensive && t.offensive && a.start == t.start && a.isDated() && t.isDated() {
		sum += oneOffensive
	}
	for _, c := range a.counts {
		if c.value > 1 && slices.Contains(t.counts, c) {
			return sum + countSame
		}
	}
	return sum
}

// timesApart is how many times more one telling counts than another that cannot be of the same deed.
const timesApart = 10

// countsFar tells whether two tellings count the same harm, and no count of the one comes near one of the other.
func countsFar(a, t *weighed) bool {
	far := false
	for _, v := range a.counts {
		for _, w := range t.counts {
			if v.measure != w.measure {
				continue
			}
			if max(v.value, w.value) < timesApart*max(1, min(v.value, w.value)) {
				return false
			}
			far = true
		}
	}
	return far
}

// counted are the figures of a telling.
func (t *telling) counted() (all []tellingCount) {
	for _, i := range t.items {
		if f, ok := i.Body.(*claim.Figure); ok && f.Value != nil {
			all = append(all, tellingCount{f.Measure, *f.Value})
		}
	}
	return all
}

// isDeadly tells whether a telling says in its words that somebody was killed or taken.
func (t *telling) isDeadly() bool { return slices.ContainsFunc(t.items, saysKilled) }

// daySaid tells whether the telling's day stands in its words. Of a noun it must
// stand near: "he said today that the murder of …" dates what he said.
func (t *telling) daySaid() bool {
	return slices.ContainsFunc(t.items, func(i Item) bool {
		start, _ := days(i)
		return start != "" && start == t.start && t.start == t.end && i.Time != nil && i.Time.Span != nil && (!isNoun(i) || besideDay(i))
	})
}

// nearDay is how many code points after a noun its day may stand.
const nearDay = 40

func besideDay(i Item) bool {
	return i.Time.Span.Overlaps(i.Span) || i.Time.Span.Start >= i.Span.End && i.Time.Span.Start-i.Span.End <= nearDay
}

// isDated tells whether a telling's day is one day that the report gives, not the report's own.
func (t *telling) isDated() bool {
	return t.start != "" && t.start == t.end && (t.said || t.start != t.items[0].Of.day())
}

// isOffensive tells whether a telling is of an offensive as a whole, not of what was done in it.
func (t *telling) isOffensive() bool {
	named := false
	for _, i := range t.items {
		if i.Kind == claim.KindEvent && harmedWords(i) != "" {
			return false
		}
		named = named || i.Kind == claim.KindEvent && slices.Contains(stemsOf(i.Words), stem(offensive))
	}
	return named
}

const offensive = "offensive"

func sharesSentence(a, t *weighed) bool {
	return slices.ContainsFunc(a.items, func(i Item) bool {
		return slices.ContainsFunc(t.items, func(j Item) bool { return i.In == j.In && i.Sentence == j.Sentence })
	})
}

// reason says in words why two tellings are one happening. Words that they share
// are not for it to print: they may name who was harmed.
func (m *merger) reason(a, t *weighed) string {
	_, where := nearness(&a.located, &t.located)
	parts := []string{where, whenReason(a, t)}
	if what := sameClass(a.class, t.class); what != "" {
		parts = append(parts, what)
	}
	parts = append(parts, cmp.Or(sidesReason(a.among, t.among), "each names a party"))
	if m.shared(a.harmed, t.harmed) > plainHarmed*hundredth {
		parts = append(parts, "the same harmed")
	}
	if m.weighWords(a, t) >= manyWords {
		parts = append(parts, "words of one deed in common")
	}
	return strings.Join(parts, ", ")
}

// manyWords are points for words, from which they are a reason to print.
const manyWords = 15.0

func whenReason(a, t *weighed) string {
	switch apart := daysApart(a, t); {
	case apart == muchApart:
		return "no day said by one"
	case apart == 0:
		return "the same day"
	case apart == 1:
		return "a day apart"
	default:
		return fmt.Sprintf("told %d days apart", apart)
	}
}
