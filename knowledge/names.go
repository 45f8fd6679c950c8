package knowledge

import "strings"

// entryKind says of which table a name is.
type entryKind uint32

const (
	entryActor entryKind = iota
	entryNation
	entrySeat
	entryAgreement
	entryRegion
	entryOffice
)

// nameEntry is one name of one row: kind in the upper bits, index below, and
// whether only words with capitals match it.
type nameEntry uint32

const (
	entryShift = 28
	entryCaps  = 1 << 27
)

func newEntry(kind entryKind, index int, caps bool) nameEntry {
	e := nameEntry(uint32(kind)<<entryShift | uint32(index))
	if caps {
		e |= entryCaps
	}
	return e
}

func (e nameEntry) kind() entryKind { return entryKind(e >> entryShift) }
func (e nameEntry) index() int      { return int(e & (entryCaps - 1)) }
func (e nameEntry) caps() bool      { return e&entryCaps != 0 }

// nameIndex maps keys to the rows that bear the name: open addressing, equal
// keys side by side in the order in which they were added.
type nameIndex struct {
	pending []slot
	slots   []slot
	mask    uint64
	longest int // tokens of the longest name
}

type slot struct {
	key   key
	entry nameEntry
	used  bool
}

// add enters a name; build must follow before it is found.
func (x *nameIndex) add(k key, e nameEntry, tokens int) {
	x.pending = append(x.pending, slot{k, e, true})
	x.longest = max(x.longest, tokens)
}

// build lays the table out, half full at most.
func (x *nameIndex) build() {
	size := uint64(1024)
	for size < 2*uint64(len(x.pending)) {
		size *= 2
	}
	x.slots, x.mask = make([]slot, size), size-1
	for _, s := range x.pending {
		i := x.home(s.key)
		for x.slots[i].used && x.slots[i] != s {
			i = (i + 1) & x.mask
		}
		x.slots[i] = s
	}
	x.pending = nil
}

func (x *nameIndex) home(k key) uint64 { return (uint64(k) ^ uint64(k)>>29) & x.mask }

// each calls visit for every row that bears the key, until visit says no more.
func (x *nameIndex) each(k key, upper int, visit func(nameEntry) bool) bool {
	found := false
	for i := x.home(k); x.slots[i].used; i = (i + 1) & x.mask {
		if s := &x.slots[i]; s.key == k && (upper >= 2 || !s.entry.caps()) {
			found = true
			if !visit(s.entry) {
				break
			}
		}
	}
	return found
}

// has tells whether any row bears the key.
func (x *nameIndex) has(k key, upper int) bool {
	for i := x.home(k); x.slots[i].used; i = (i + 1) & x.mask {
		if s := &x.slots[i]; s.key == k && (upper >= 2 || !s.entry.caps()) {
			return true
		}
	}
	return false
}

// addName enters a name of a row under its standard spelling; a key of nothing is left out.
func (b *Base) addName(name string, kind entryKind, index int) {
	var f folded
	b.folder.add(&f, strings.TrimPrefix(name, "the "))
	if f.n == 0 || f.long {
		return
	}
	_, k := b.folder.keys(&f)
	b.names.add(k, newEntry(kind, index, isAcronym(name)), f.tokens)
}

// bearers visits every row that bears a name; where none does, the name without
// its article, then without its possessive or plural ending.
func (b *Base) bearers(name string, visit func(nameEntry) bool) {
	var f folded
	b.folder.add(&f, trimArticle(name))
	if f.n == 0 || f.long {
		return
	}
	_, k := b.folder.keys(&f)
	if b.names.each(k, f.upper, visit) {
		return
	}
	if last := len(name) - 1; last > 3 && name[last] == 's' {
		f = folded{}
		b.folder.add(&f, strings.TrimRight(trimArticle(name[:last]), "'’"))
		_, k = b.folder.keys(&f)
		b.names.each(k, f.upper, visit)
	}
}

// trimArticle cuts an English article.
func trimArticle(name string) string {
	if len(name) > 4 && strings.EqualFold(name[:4], "the ") {
		return name[4:]
	}
	return name
}

// Longest gives how many of the words from the first on make the longest name
// that the base knows as actor, place or nation; 0 where none. A name holds at
// least one capital letter, or a letter of a script without case.
func (b *Base) Longest(words []string) int {
	var f folded
	longest := 0
	for n, word := range words {
		if n > 2*b.names.longest {
			break
		}
		b.folder.add(&f, word)
		if f.long || f.tokens > b.names.longest {
			break
		}
		if f.n == 0 || f.upper == 0 && f.letters[0] < 0x80 {
			continue
		}
		if plain, spelt := b.folder.keys(&f); b.known(plain, spelt, f.upper) {
			longest = n + 1
		}
	}
	return longest
}

// known tells whether a name is in any table.
func (b *Base) known(plain, spelt key, upper int) bool {
	return b.names.has(spelt, upper)
}
