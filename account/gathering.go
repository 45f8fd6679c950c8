package account

import (
	"maps"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// allTellings gathers the tellings of all reports, in the order of those: what one
// report tells does not hang on others, and is remembered. Their words are numbers,
// the same for the same word.
func (b *Book) allTellings() []*reportTellings {
	all := make([]*reportTellings, len(b.reports))
	var missing []int
	for n, c := range b.reports {
		known, ok := recalled[*reportTellings](b, c, itsTellings)
		if all[n] = known; !ok && len(b.grouped[c]) > 0 {
			missing = append(missing, n)
		}
	}
	b.gather(missing, all)
	return all
}

// gather fills in the tellings of the reports that are missing, on all cores, and remembers them.
func (b *Book) gather(missing []int, into []*reportTellings) {
	cores := min(runtime.GOMAXPROCS(0), len(missing))
	parts := make([]*tellingsPart, cores)
	InParts(cores, func(core int) {
		parts[core] = b.tellingsOf(missing[len(missing)*core/cores:len(missing)*(core+1)/cores], into)
	})
	for _, p := range parts {
		p.renumber(b.memories)
	}
	for _, n := range missing {
		keepInMind(b, b.reports[n], itsTellings, into[n])
	}
}

// tellingsPart are the tellings of some reports, with numbers of their own.
type tellingsPart struct {
	reports      []*reportTellings
	words, names numbers
	spots        map[Spot]int32 // numbers of places
	places       []located      // these, by their numbers
}

func (b *Book) tellingsOf(reports []int, into []*reportTellings) *tellingsPart {
	p := &tellingsPart{words: numbers{}, names: numbers{}, spots: map[Spot]int32{}}
	for _, n := range reports {
		into[n] = &reportTellings{all: b.tellings(b.grouped[b.reports[n]])}
		p.reports = append(p.reports, into[n])
		for _, t := range into[n].all {
			p.locate(b, t)
			p.sumUp(b, t)
			into[n].room += len(t.words) + len(t.scene) + len(t.harmed)
			into[n].told = append(append(into[n].told, t.words...), t.scene...)
		}
		slices.Sort(into[n].told)
		into[n].told = slices.Clip(slices.Compact(into[n].told))
	}
	return p
}

// locate says where a telling is: what its place is called, and which it is among those of the part.
func (p *tellingsPart) locate(b *Book, t *telling) {
	at, met := p.spots[t.place]
	if !met {
		at = int32(len(p.places))
		name := b.spotName(t.place)
		p.spots[t.place] = at
		p.places = append(p.places, located{place: t.place, name: name, plain: folded(name), within: b.casePlace(t.place), spot: at, number: p.names.of(name)})
	}
	t.located = p.places[at]
}

// sumUp notes what is asked of a telling again and again.
func (p *tellingsPart) sumUp(b *Book, t *telling) {
	t.among = slices.Sorted(maps.Keys(t.sides))
	t.hasParty = slices.ContainsFunc(t.among, func(side string) bool { return b.sides.party[side] })
	t.sides = nil
	t.rank = 8*basisRank(t.place) + 2*exactness(t.place) + known(t.start)
	t.words, t.scene, t.harmed = p.words.contentWords(t), p.words.sceneWords(t), p.words.harmedStems(t)
	t.said, t.deadly, t.offensive, t.counts = t.daySaid(), t.isDeadly(), t.isOffensive(), t.counted()
	t.from, _ = dayNumber(t.start)
	t.to, _ = dayNumber(t.end)
	t.startNumber, t.told = p.names.of(t.start), t.toldOnDay()
	t.generalFight, t.stretch, t.namesDeed = t.isGeneralFight(), t.isStretch(), t.namesAnAct()
	t.founds = b.canFound(t)
	t.alone = b.alone(t)
}

// renumber gives words, names and places the numbers that they have for all books that
// share memories, and those that have none new ones.
func (p *tellingsPart) renumber(m *memories) {
	words, names := m.words.take(p.words.listed()), m.names.take(p.names.listed())
	spots := make([]int32, len(p.places))
	for i, at := range p.places {
		spots[i] = m.places.take(at)
	}
	for _, r := range p.reports {
		renumbered(r.told, words)
		for _, t := range r.all {
			t.spot, t.number, t.startNumber = spots[t.spot], names[t.number], names[t.startNumber]
			for _, list := range [][]int32{t.words, t.scene, t.harmed} {
				renumbered(list, words)
			}
		}
	}
}

func renumbered(list, number []int32) {
	for i := range list {
		list[i] = number[list[i]]
	}
	slices.Sort(list)
}

// onAllCores does n things that do not hang on one another.
func onAllCores(n int, do func(int)) {
	cores := max(1, min(runtime.GOMAXPROCS(0), n))
	InParts(cores, func(core int) {
		for i := n * core / cores; i < n*(core+1)/cores; i++ {
			do(i)
		}
	})
}

// eachOnAllCores does n things of which some take longer than others: whoever is done takes the next.
func eachOnAllCores(n int, do func(int)) {
	var next atomic.Int64
	InParts(max(1, min(runtime.GOMAXPROCS(0), n)), func(int) {
		for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
			do(i)
		}
	})
}

// InParts does each part beside the others. Where one panics, so does the caller,
// when all have ended: a server goes on then, as it would without parts.
func InParts(parts int, do func(int)) {
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
