package main

import (
	"io/fs"
	"math"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync"
)

// A command that shows a view prints and ends: garbage is looked for only when it
// has taken so much memory, and from then on when it has taken so many percent
// more than is used.
const (
	garbageFrom  = 1 << 30
	garbageShare = 400
)

// lookForGarbageLate lets memory grow first.
func lookForGarbageLate() {
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(garbageFrom)
	runtime.AddCleanup(new([16]byte), func(int) { // the first time that garbage is looked for, this is some
		debug.SetGCPercent(garbageShare)
		debug.SetMemoryLimit(math.MaxInt64)
	}, 0)
}

// A resident looks for garbage between questions; while one is answered only where memory has
// grown to so many percent more than is used.
const keptGarbageShare = 200

// gleaner looks for garbage where enough of it may lie about.
type gleaner struct {
	mu   sync.Mutex
	used uint64 // bytes, when it looked last
}

// newGleaner leaves it to look to look for garbage, as far as memory allows.
func newGleaner() *gleaner {
	debug.SetGCPercent(keptGarbageShare)
	return &gleaner{}
}

// look looks for garbage where a quarter more is taken than was used.
func (g *gleaner) look() {
	if !g.mu.TryLock() {
		return // somebody looks
	}
	defer g.mu.Unlock()
	var m runtime.MemStats
	if runtime.ReadMemStats(&m); m.HeapAlloc > g.used+g.used/4 {
		runtime.GC()
		runtime.ReadMemStats(&m)
		g.used = m.HeapAlloc
	}
}

// A large case takes some twelve times as much memory as is kept of it. Taking that in
// large pages spares the system most of its work: a page of 4 kB costs it
// microseconds, and there are a hundred thousand of them.
const (
	largeCase    = 8 << 20
	memoryOfKept = 12
	mostLarge    = 512 << 20
)

// takeLargePages asks for large pages where much is kept of the cases of a ledger.
func takeLargePages(derived string) {
	if derived == "" {
		return
	}
	size := int64(0)
	_ = filepath.WalkDir(derived, func(_ string, d fs.DirEntry, err error) error { // nothing there: nothing is kept
		if err == nil && !d.IsDir() {
			if info, err := d.Info(); err == nil {
				size += info.Size()
			}
		}
		return nil
	})
	if size >= largeCase {
		largePages(int(min(memoryOfKept*size, mostLarge)))
		runtime.GC() // what was asked for is free now, for what comes
	}
}
