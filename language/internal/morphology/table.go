// Package morphology gives words their base forms and morphological features:
// what the treebanks saw a form with, else what the forms that end alike have.
// Its tables are compiled by language/train and read in place.
package morphology

import (
	"encoding/binary"
	"errors"
	"math/bits"
)

// Key is the hash of what is looked up.
type Key uint64

// key starts a hash with a kind of look-up and a group within it.
func key(kind, group uint32) Key {
	return Key(uint64(kind)<<32|uint64(group)+1) * 0x9E3779B97F4A7C15
}

// with hashes a byte in; FNV-1a's prime spreads it.
func (k Key) with(b byte) Key { return (k ^ Key(b)) * 1099511628211 }

// word hashes a string in.
func (k Key) word(s string) Key {
	for i := range len(s) {
		k = k.with(s[i])
	}
	return k
}

func (k Key) mixed() uint64 {
	h := uint64(k)
	h ^= h >> 29
	h *= 0xBF58476D1CE4E5B9
	return h ^ h>>32
}

// Table maps keys to small numbers: open addressing over 2^n slots of six
// bytes (four of the hash, two of the number; an empty slot has number 0). A
// key that was never stored is found by chance once in billions.
type Table struct {
	mask  uint64
	slots []byte
}

const slotSize = 6

var errFormat = errors.New("morphology: not a table of this version; train it anew")

func openTable(data []byte) (Table, error) {
	n := len(data) / slotSize
	if n == 0 || len(data)%slotSize != 0 || bits.OnesCount(uint(n)) != 1 {
		return Table{}, errFormat
	}
	return Table{mask: uint64(n - 1), slots: data}, nil
}

// compileTable lays entries out; numbers begin at 1.
func compileTable(entries []entry) []byte {
	n := 1 << bits.Len(uint(len(entries)*5/4+1))
	t := Table{mask: uint64(n - 1), slots: make([]byte, n*slotSize)}
	for _, e := range entries {
		h := e.key.mixed()
		at := h & t.mask
		for binary.LittleEndian.Uint16(t.slots[at*slotSize+4:]) != 0 {
			at = (at + 1) & t.mask
		}
		binary.LittleEndian.PutUint32(t.slots[at*slotSize:], uint32(h>>32))
		binary.LittleEndian.PutUint16(t.slots[at*slotSize+4:], e.number)
	}
	return t.slots
}

type entry struct {
	key    Key
	number uint16
}

// find gives the number of a key, 0 for none.
func (t *Table) find(k Key) uint16 {
	h := k.mixed()
	// at most as many steps as slots: a damaged table may have no empty one
	for at, steps := h&t.mask, t.mask; ; at, steps = (at+1)&t.mask, steps-1 {
		slot := t.slots[at*slotSize : at*slotSize+slotSize]
		number := binary.LittleEndian.Uint16(slot[4:])
		if number == 0 || steps == 0 {
			return 0
		}
		if binary.LittleEndian.Uint32(slot) == uint32(h>>32) {
			return number
		}
	}
}
