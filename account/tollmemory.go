package account

import (
	"maps"
	"slices"
	"sync"
	"sync/atomic"
)

// tollMemories remember the cells of groups of counts, under the grades of sources asked for last.
type tollMemories struct {
	mu     sync.Mutex
	grades map[string]string
	last   *tollMemory
}

// tollMemory remembers the cells of groups of counts: a group has the cells that it had
// when it was of the same counts, of the same origins.
type tollMemory struct {
	of   sync.Map // the first claim of a group → *remembered
	size atomic.Int64
	run  atomic.Int64
}

// rememberedCells are the cells of counts of such origins.
type rememberedCells struct {
	items    []Item
	origins  []string
	incident bool
	cells    []TollCell
	run      atomic.Int64 // when they were asked for last
}

// tollsUnder gives what is remembered under grades of sources.
func (m *memories) tollsUnder(grades map[string]string) *tollMemory {
	t := &m.tolls
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.last == nil || !maps.Equal(t.grades, grades) {
		t.grades, t.last = grades, &tollMemory{}
	}
	t.last.run.Add(1)
	return t.last
}

// cells gives the cells of a group: those that are remembered, or new ones.
func (m *tollMemory) cells(b *Book, g *tollGroup, make func() []TollCell) []TollCell {
	first := g.items[0].Row
	if found, ok := m.of.Load(first); ok {
		if known := found.(*rememberedCells); known.are(b, g) {
			known.run.Store(m.run.Load())
			return known.cells
		}
	}
	fresh := &rememberedCells{items: g.items, incident: g.incident != nil, cells: make()}
	for _, i := range g.items {
		fresh.origins = append(fresh.origins, b.origin(i))
	}
	fresh.run.Store(m.run.Load())
	if _, had := m.of.Swap(first, fresh); !had {
		m.size.Add(1)
	}
	return fresh.cells
}

// are tells whether these are the cells of a group.
func (r *rememberedCells) are(b *Book, g *tollGroup) bool {
	if r.incident != (g.incident != nil) || !slices.Equal(r.items, g.items) {
		return false
	}
	for n, i := range g.items {
		if r.origins[n] != b.origin(i) {
			return false
		}
	}
	return true
}

// tidy lets go of what was not asked for lately, where it has become much.
func (m *tollMemory) tidy(groups int) {
	if m.size.Load() <= int64(forgetFrom*groups) {
		return
	}
	m.of.Range(func(first, found any) bool {
		if found.(*rememberedCells).run.Load() < m.run.Load() {
			if _, had := m.of.LoadAndDelete(first); had {
				m.size.Add(-1)
			}
		}
		return true
	})
}
