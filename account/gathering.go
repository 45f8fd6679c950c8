package account

import (
	"runtime"
	"slices"
	"sync"
)

// allTellings gathers the tellings of all reports, in the order of those, on all
// cores: what one report tells does not hang on others. Their words are numbers,
// the same for the same word; stems are the words by their numbers.
func (b *Book) allTellings() (all []*telling, stems []string) {
	groups := byReport(b.items)
	cores := min(runtime.GOMAXPROCS(0), max(1, len(groups)))
	parts := make([]*tellingsPart, cores)
	inParts(cores, func(core int) {
		parts[core] = b.tellingsOf(groups[len(groups)*core/cores : len(groups)*(core+1)/cores])
	})
	number := parts[0].number
	for n, p := range parts {
		if n > 0 {
			p.renumber(number)
		}
		all = append(all, p.tellings...)
	}
	return all, number.listed()
}

// tellingsPart are the tellings of some reports, with numbers of their own.
type tellingsPart struct {
	tellings []*telling
	number   numbers
}

func (b *Book) tellingsOf(groups [][]Item) *tellingsPart {
	p, places := &tellingsPart{number: numbers{}}, map[Spot]named{}
	for _, group := range groups {
		for _, t := range b.tellings(group) {
			at, met := places[t.place]
			if !met {
				at = named{b.spotName(t.place), "", b.casePlace(t.place)}
				at.plain = folded(at.name)
				places[t.place] = at
			}
			t.name, t.plain, t.within = at.name, at.plain, at.within
			t.rank = 8*basisRank(t.place) + 2*exactness(t.place) + known(t.start)
			t.words, t.scene, t.harmed = p.number.contentWords(t), p.number.sceneWords(t), p.number.harmedStems(t)
			t.said, t.deadly, t.offensive, t.counts = t.daySaid(), t.isDeadly(), t.isOffensive(), t.counted()
			t.from, _ = dayNumber(t.start)
			t.to, _ = dayNumber(t.end)
			t.generalFight = t.isGeneralFight()
			p.tellings = append(p.tellings, t)
		}
	}
	return p
}

// named is what a place is called: see telling.
type named struct{ name, plain, within string }

// renumber gives words the numbers that others have, and those that have none new ones.
func (p *tellingsPart) renumber(number numbers) {
	fresh := make([]int32, len(p.number))
	for id, w := range p.number.listed() {
		fresh[id] = number.of(w)
	}
	for _, t := range p.tellings {
		for _, words := range [][]int32{t.words, t.scene, t.harmed} {
			for i := range words {
				words[i] = fresh[words[i]]
			}
			slices.Sort(words)
		}
	}
}

// onAllCores does n things that do not hang on one another.
func onAllCores(n int, do func(int)) {
	cores := max(1, min(runtime.GOMAXPROCS(0), n))
	inParts(cores, func(core int) {
		for i := n * core / cores; i < n*(core+1)/cores; i++ {
			do(i)
		}
	})
}

// inParts does each part beside the others. Where one panics, so does the caller,
// when all have ended: a server goes on then, as it would without parts.
func inParts(parts int, do func(int)) {
	var working sync.WaitGroup
	causes := make([]any, parts)
	for part := range parts {
		working.Go(func() {
			defer func() { causes[part] = recover() }()
			do(part)
		})
	}
	working.Wait()
	for _, cause := range causes {
		if cause != nil {
			panic(cause)
		}
	}
}
