// Package times finds every time expression of a report, with its TIMEX3 type
// and value and, where it denotes days that can be told, the first and the last
// of them, counted from the day of publication or from a day in the text.
package times

import (
	"fmt"
	"strconv"

	"github.com/parley-desk/parley/reader/lexicon"
	"github.com/parley-desk/parley/reader/numbers"
)

// sections of the lexicon, in the order of their kinds.
var sections = []string{"weekday", "weekdays", "month", "season", "unit", "part", "clock", "meridiem", "zone", "day", "step", "vague",
	"edge", "offset", "hedge", "every", "set", "often", "reference", "preposition", "future", "plan", "holiday", "name", "age",
	"decade", "financial", "between", "before", "determiner", "latest", "yearback", "yearend", "ahead", "timely", "lasting", "within", "prefix", "nightly"}

// kind is a set of the sections in which a word begins a term.
type kind uint64

const (
	isWeekday kind = 1 << iota
	isWeekdays
	isMonth
	isSeason
	isUnit
	isPart
	isClock
	isMeridiem
	isZone
	isDay
	isStep
	isVague
	isEdge
	isOffset
	isHedge
	isEvery
	isSet
	isOften
	isReference
	isPreposition
	isFuture
	isPlan
	isHoliday
	isName
	isAge
	isDecade
	isFinancial
	isBetween
	isBefore
	isDeterminer
	isLatest
	isYearBack
	isYearEnd
	isAhead
	isTimely
	isLasting
	isWithin
	isPrefix
	isNightly
	isForeign // a name of another calendar; from knowledge, not of the lexicon
)

// opens are the kinds of words at which an expression may begin.
const opens = isWeekday | isWeekdays | isMonth | isSeason | isUnit | isPart | isClock | isDay | isStep | isVague | isEdge | isHedge |
	isEvery | isOften | isSet | isReference | isHoliday | isName | isDecade | isFinancial | isBefore | isDeterminer | isLatest | isYearBack | isYearEnd | isForeign

var schema = lexicon.Schema{
	Sections: sections,
	Flags:    []string{"ambiguous", "plural", "told", "span", "alone", "noun", "adjective", "follows", "past", "abbreviated", "to", "adverb", "eve"},
	Keys: map[string][]string{"n": nil, "code": nil, "offset": nil, "value": nil,
		"month": nil, "day": nil, "weekday": nil, "nth": nil, "easter": nil, "third": {"1", "2", "3"}, "of": nil, "deed": nil},
}

// lexis is the words of time, compiled.
type lexis struct {
	known    map[string]*word
	section  [64]lexicon.Section // by the number of the kind's bit
	numbers  *numbers.Words
	infamous []infamous
	calendars
}

// word is what one word may be among words of time.
type word struct {
	kind      kind
	weekday   int
	month     int
	season    season
	unit      grain
	count     int // of unit: a decade is ten years
	part      string
	decade    int
	plural    bool // of unit
	ambiguous kind // the kinds as which it counts only in company
	numbered  bool // a month only beside a number
}

// newLexis loads the words of time.
func newLexis(lex *lexicon.Set) (*lexis, error) {
	table, err := lex.Table("times", schema)
	if err != nil {
		return nil, err
	}
	l := &lexis{known: map[string]*word{}}
	if l.numbers, err = numbers.NewWords(lex); err != nil {
		return nil, err
	}
	for i, name := range sections {
		l.section[i] = table.Section(name)
	}
	l.infamous = infamousDays(table)
	for i := range table.Entries {
		if err := l.add(&table.Entries[i]); err != nil {
			return nil, fmt.Errorf("times: %s:%d: %w", table.Entries[i].File, table.Entries[i].Line, err)
		}
	}
	return l, nil
}

// add notes of the first word of an entry that it may begin a term of that section.
func (l *lexis) add(e *lexicon.Entry) error {
	w := l.known[e.Words[0]]
	if w == nil {
		w = &word{}
		l.known[e.Words[0]] = w
	}
	k := kindOf(e.Section)
	w.kind |= k
	if e.Has("ambiguous") {
		w.ambiguous |= k
	}
	n, err := number(e, "n")
	if err != nil || len(e.Words) > 1 {
		return err
	}
	switch k {
	case isWeekday, isWeekdays:
		w.weekday = n
	case isMonth:
		w.month, w.numbered = n, e.Has("abbreviated")
	case isSeason:
		w.season = seasonOf(e.Get("code"))
	case isUnit:
		w.unit, w.count, w.plural = unitOf(e.Get("code")), n, e.Has("plural")
		if w.unit == noGrain {
			return fmt.Errorf("%q: unknown unit %q", e.Term, e.Get("code"))
		}
	case isPart:
		w.part = e.Get("code")
	case isDecade:
		w.decade = n
	}
	return nil
}

func kindOf(section string) kind {
	for i, name := range sections {
		if name == section {
			return 1 << i
		}
	}
	return 0
}

// number reads a whole number from an entry, 0 where the key is missing.
func number(e *lexicon.Entry, key string) (int, error) {
	text := e.Get(key)
	if text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0, fmt.Errorf("%q: %s=%q is no whole number", e.Term, key, text)
	}
	return n, nil
}
