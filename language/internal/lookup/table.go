// Package lookup maps hashes to small numbers in a table that is read in place
// from its file: open addressing over 2^n slots of six bytes (four of the
// hash, two of the number; an empty slot has number 0). A key that was never
// stored is found by chance once in billions.
package lookup

import (
	"encoding/binary"
	"errors"
	"math/bits"
)

// Hash is the hash of what is looked up. Make one with Begin, With and Word.
type Hash uint64

// Begin starts a hash for a kind of look-up.
func Begin(kind uint64) Hash { return Hash((kind + 1) * 0x9E3779B97F4A7C15) }

// With hashes a byte in; FNV-1a's prime spreads it.
func (h Hash) With(b byte) Hash { return (h ^ Hash(b)) * 1099511628211 }

// Word hashes a string in.
func (h Hash) Word(s string) Hash {
	for i := range len(s) {
		h = h.With(s[i])
	}
	return h
}

// Join hashes another hash in.
func (h Hash) Join(o uint64) Hash {
	x := (uint64(h) ^ o>>31 ^ o) * 0xD6E8FEB86659FD93
	return Hash(x ^ x>>29)
}

func (h Hash) mixed() uint64 {
	x := uint64(h)
	x ^= x >> 29
	x *= 0xBF58476D1CE4E5B9
	return x ^ x>>32
}

// Table is a table in place. It is read-only and safe for many goroutines.
type Table struct {
	mask  uint64
	slots []byte
}

const slotSize = 6

var errFormat = errors.New("lookup: not a table of this version; train it anew")

// Open reads a table in place: data must not change afterwards.
func Open(data []byte) (Table, error) {
	n := len(data) / slotSize
	if n == 0 || len(data)%slotSize != 0 || bits.OnesCount(uint(n)) != 1 {
		return Table{}, errFormat
	}
	return Table{mask: uint64(n - 1), slots: data}, nil
}

// Entry is a key with its number, which is not 0.
type Entry struct {
	Key    Hash
	Number uint16
}

// Compile lays entries out as a file for Open. Keys must differ.
func Compile(entries []Entry) []byte {
	n := 1 << bits.Len(uint(len(entries)*5/4+1))
	t := Table{mask: uint64(n - 1), slots: make([]byte, n*slotSize)}
	for _, e := range entries {
		h := e.Key.mixed()
		at := h & t.mask
		for binary.LittleEndian.Uint16(t.slots[at*slotSize+4:]) != 0 {
			at = (at + 1) & t.mask
		}
		binary.LittleEndian.PutUint32(t.slots[at*slotSize:], uint32(h>>32))
		binary.LittleEndian.PutUint16(t.slots[at*slotSize+4:], e.Number)
	}
	return t.slots
}

// Find gives the number of a key, 0 for none.
func (t *Table) Find(key Hash) uint16 {
	h := key.mixed()
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

// Sections parts a file into n parts, each behind its length (four bytes).
func Sections(data []byte, n int) ([][]byte, error) {
	parts := make([][]byte, n)
	for i := range parts {
		if len(data) < 4 {
			return nil, errFormat
		}
		size := int(binary.LittleEndian.Uint32(data))
		if data = data[4:]; size > len(data) {
			return nil, errFormat
		}
		parts[i], data = data[:size], data[size:]
	}
	return parts, nil
}

// Join makes a file of parts for Sections.
func Join(parts ...[]byte) []byte {
	var out []byte
	for _, p := range parts {
		out = binary.LittleEndian.AppendUint32(out, uint32(len(p)))
		out = append(out, p...)
	}
	return out
}
