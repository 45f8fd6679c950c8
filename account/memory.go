package account

import (
	"reflect"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/parley-desk/parley/claim"
)

// Memory is what the books of one case need not find out again: what hangs on one
// report alone, on the case file and on whose side analysts put actors. A book with a
// memory is the same as one without; it is opened sooner. It is safe for many
// goroutines. The zero value remembers nothing yet.
type Memory struct {
	mu  sync.Mutex
	all []*memories // those asked for last at the end
}

// mostMemories bounds for how many settings a case is remembered: with its private layer and without, before a decision and after.
const mostMemories = 3

// memories are those of one case file and one setting of sides.
type memories struct {
	file    *claim.Case
	sides   []claim.Decision
	of      sync.Map // *Contribution → *reportMemory
	words   wordList // of tellings
	phrases wordList // of wordings
	names   wordList // of places of tellings, and of days
	places  gazette
	named   namedWords
	tolls   tollMemories
	reports atomic.Int64 // that something is remembered of, about
}

// reportMemory is what was found out of a report; empty is what was not.
type reportMemory [everyMemory]atomic.Value

// memoryOf says what was found out.
type memoryOf int

const (
	itsItems memoryOf = iota
	itsTellings
	itsCounts
	itsHarms
	itsOwnSums
	itsAttributions
	itsTruceWords
	itsPositions
	itsAnnouncements
	itsCharges
	itsPledges
	itsExpectations
	itsTruceClaims
	itsBreaches
	itsPast
	itsPoints
	itsStatuses
	everyMemory
)

// forgetFrom is how many times more reports than there are may be remembered.
const forgetFrom = 2

// settle gives the memories that hold for a case file and decisions: those at hand where nothing of these has changed.
func (m *Memory) settle(c *claim.Case, inforce []claim.Decision) *memories {
	var sides []claim.Decision
	for _, d := range inforce {
		if d.Kind == claim.DecideSide {
			sides = append(sides, d)
		}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	at := slices.IndexFunc(m.all, func(one *memories) bool {
		return (one.file == c || reflect.DeepEqual(one.file, c)) && reflect.DeepEqual(one.sides, sides)
	})
	one := &memories{file: c, sides: sides}
	if at >= 0 {
		one = m.all[at]
		m.all = slices.Delete(m.all, at, at+1)
	}
	m.all = append(m.all, one)
	m.all = m.all[max(0, len(m.all)-mostMemories):]
	return one
}

// Keep lets go of reports other than these, where they have become many.
func (m *Memory) Keep(reports []*Contribution) {
	m.mu.Lock()
	all := slices.Clone(m.all)
	m.mu.Unlock()
	for _, one := range all {
		if one.reports.Load() > forgetFrom*int64(len(reports)) {
			one.keep(reports)
		}
	}
}

func (m *memories) keep(reports []*Contribution) {
	here := make(map[*Contribution]bool, len(reports))
	for _, c := range reports {
		here[c] = true
	}
	m.of.Range(func(key, _ any) bool {
		if !here[key.(*Contribution)] {
			if _, had := m.of.LoadAndDelete(key); had {
				m.reports.Add(-1)
			}
		}
		return true
	})
}

// report gives what is remembered of a report.
func (m *memories) report(c *Contribution) *reportMemory {
	found, had := m.of.Load(c)
	if !had {
		if found, had = m.of.LoadOrStore(c, &reportMemory{}); !had {
			m.reports.Add(1)
		}
	}
	return found.(*reportMemory)
}

// minds gives what is remembered of reports, which a book asks for many times.
func (m *memories) minds(reports []*Contribution) map[*Contribution]*reportMemory {
	all := make(map[*Contribution]*reportMemory, len(reports))
	for _, c := range reports {
		all[c] = m.report(c)
	}
	return all
}

// mind gives what is remembered of a report.
func (b *Book) mind(c *Contribution) *reportMemory {
	if m := b.minds[c]; m != nil {
		return m
	}
	return b.memories.report(c) // an earlier version
}

// remember gives what is found out of a report, which hangs on nothing but its claims, the case file and
// the sides: from memory, where decisions change nothing of these claims.
func remember[T any](b *Book, c *Contribution, what memoryOf, find func() T) T {
	if known, ok := recalled[T](b, c, what); ok {
		return known
	}
	found := find()
	keepInMind(b, c, what, found)
	return found
}

// recalled is what is remembered of a report; ok is false where nothing is.
func recalled[T any](b *Book, c *Contribution, what memoryOf) (known T, ok bool) {
	if b.edits.touch(c) {
		return known, false
	}
	known, ok = b.mind(c)[what].Load().(T)
	return known, ok
}

func keepInMind[T any](b *Book, c *Contribution, what memoryOf, found T) {
	if b.edits.touch(c) {
		return
	}
	b.mind(c)[what].Store(found)
}

// touch tells whether decisions change the claims of a version.
func (e *edits) touch(c *Contribution) bool { return e.touched[versionKey{c.Report, c.Number}] }

// versionKey names a version of a report.
type versionKey struct {
	report string
	number int
}

// noteTouched notes which versions have claims that decisions change.
func (e *edits) noteTouched() {
	e.touched = map[versionKey]bool{}
	for key := range e.fresh {
		e.touched[versionKey{key.report, key.version}] = true
	}
	for c := range e.added {
		e.touched[versionKey{c.Report, c.Number}] = true
	}
}

// wordList numbers the words of tellings, for all books that share it: a number stays
// a word's own, and no result hangs on which it is.
type wordList struct {
	mu     sync.Mutex
	number numbers
	words  []string
}

// take gives the numbers of words, new ones to those that have none.
func (l *wordList) take(words []string) []int32 {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.number == nil {
		l.number = numbers{}
	}
	ids := make([]int32, len(words))
	for i, w := range words {
		if ids[i] = l.number.of(w); int(ids[i]) == len(l.words) {
			l.words = append(l.words, w)
		}
	}
	return ids
}

// find gives the number of a word, if it has one.
func (l *wordList) find(word string) (id int32, known bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	id, known = l.number[word]
	return id, known
}

// all gives the words by their numbers, as far as there are any yet.
func (l *wordList) all() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.words[:len(l.words):len(l.words)]
}

// namedWords remembers which words stand in names.
type namedWords struct {
	mu    sync.Mutex
	names string
	met   map[string]bool // words that were looked for, and whether they do
}

// inNames tells which of some words, by their numbers, stand in names.
func (m *memories) inNames(names string, words []string) []bool {
	n := &m.named
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.met == nil || n.names != names {
		n.names, n.met = names, map[string]bool{}
	}
	in := make([]bool, len(words))
	for i, w := range words {
		known, met := n.met[w]
		if !met {
			known = strings.Contains(names, w)
			n.met[w] = known
		}
		in[i] = known
	}
	return in
}

// Open opens a case as the function Open does, with what is remembered of its reports.
func (m *Memory) Open(c *claim.Case, all []*Contribution, decisions []claim.Decision, asOf string, rule claim.TollRule) *Book {
	b := &Book{Case: c, AsOf: asOf, Rule: ruleOf(c, rule)}
	b.decisions = claim.Inforce(ofCase(decisions, c.ID))
	b.memories = m.settle(c, b.decisions)
	b.sides = newSides(c, b.decisions)
	b.grades = gradesOf(b.decisions)
	b.choose(all)
	b.minds = b.memories.minds(b.reports)
	b.apply()
	b.kin, b.origins = kinOfAll(b.reports, nil, nil)
	b.making()
	return b
}
