package account

import (
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// allTellings gathers the tellings of all reports, in the order of those: what one
// report tells does not hang on others, and is remembered. Their words are numbers,
// the same for the same word; stems are the words by their numbers, empty where no
// telling has them. Who gets the tellings may change them.
func (b *Book) allTellings() (all []*telling, stems []string) {
	raw := make([][]*telling, len(b.reports))
	var missing []int
	for n, c := range b.reports {
		known, ok := recalled[[]*telling](b, c, itsTellings)
		if raw[n] = known; !ok && len(b.grouped[c]) > 0 {
			missing = append(missing, n)
		}
	}
	b.gather(missing, raw)
	return copied(raw, b.memories.words.all())
}

// gather fills in the tellings of the reports that are missing, on all cores, and remembers them.
func (b *Book) gather(missing []int, raw [][]*telling) {
	cores := min(runtime.GOMAXPROCS(0), len(missing))
	parts := make([]*tellingsPart, cores)
	inParts(cores, func(core int) {
		parts[core] = b.tellingsOf(missing[len(missing)*core/cores:len(missing)*(core+1)/cores], raw)
	})
	for _, p := range parts {
		p.renumber(&b.memories.words)
	}
	for _, n := range missing {
		keepInMind(b, b.reports[n], itsTellings, raw[n])
	}
}

// tellingsPart are the tellings of some reports, with numbers of their own.
type tellingsPart struct {
	tellings []*telling
	number   numbers
}

func (b *Book) tellingsOf(reports []int, into [][]*telling) *tellingsPart {
	p, places := &tellingsPart{number: numbers{}}, map[Spot]named{}
	for _, n := range reports {
		into[n] = b.tellings(b.grouped[b.reports[n]])
		for _, t := range into[n] {
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

// renumber gives words the numbers that they have in a list, and those that have none new ones.
func (p *tellingsPart) renumber(list *wordList) {
	fresh := list.take(p.number.listed())
	for _, t := range p.tellings {
		for _, words := range [][]int32{t.words, t.scene, t.harmed} {
			for i := range words {
				words[i] = fresh[words[i]]
			}
			slices.Sort(words)
		}
	}
}

// copied copies tellings, for their words and more are changed while incidents are
// found; of the words of a list it leaves those that they have.
func copied(raw [][]*telling, words []string) (all []*telling, stems []string) {
	n, room := 0, 0
	for _, of := range raw {
		n += len(of)
		for _, t := range of {
			room += len(t.words) + len(t.scene) + len(t.harmed)
		}
	}
	all, stems = make([]*telling, 0, n), make([]string, len(words))
	tellings, ids := make([]telling, n), make([]int32, 0, room)
	own := func(list []int32) []int32 {
		from := len(ids)
		ids = append(ids, list...)
		for _, w := range list {
			stems[w] = words[w]
		}
		return ids[from:len(ids):len(ids)]
	}
	for _, of := range raw {
		for _, t := range of {
			one := &tellings[len(all)]
			*one = *t
			one.words, one.scene, one.harmed = own(t.words), own(t.scene), own(t.harmed)
			all = append(all, one)
		}
	}
	return all, stems
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

// eachOnAllCores does n things of which some take longer than others: whoever is done takes the next.
func eachOnAllCores(n int, do func(int)) {
	var next atomic.Int64
	inParts(max(1, min(runtime.GOMAXPROCS(0), n)), func(int) {
		for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
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
